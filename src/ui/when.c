/* when.c: what people write for a moment: a day, a time, a report of the plan's calendar. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "query/occasions.h"
#include "ui/app.h"

char *app_day_example(const struct app *app, bool iso, char dst[DATE_TEXT_MAX])
{
	int year, month, day;
	const date_t last = app_today_now(app) - 14;

	date_to_ymd(last, &year, &month, &day);
	if (iso)
		return date_format(dst, last);
	snprintf(dst, DATE_TEXT_MAX, "%d/%d", day, month);
	return dst;
}

bool app_moment(const struct app *app, const char *text, bool since, moment_t *out)
{
	bool (*const parse)(const char *, moment_t *) = since ? moment_parse_since : moment_parse;
	const struct occasion *occasion = occasion_named(&app->ds, text);
	char iso[DATE_TEXT_MAX];
	struct buf today = { 0 };
	date_t day = DATE_NONE;
	bool ok;

	if (occasion)
		day = since ? occasion_cutoff_day(&app->ds, occasion, NULL) : occasion_due_day(&app->ds, occasion, NULL);
	if (day != DATE_NONE)
		return moment_parse(date_format(iso, day), out);
	if (parse(text, out))
		return true;
	if (date_parse_past(text, app_today_now(app), &day) && day != DATE_NONE)
		return parse(date_format(iso, day), out);
	buf_printf(&today, "%s %s", date_format(iso, app_today_now(app)), text);
	ok = moment_parse(buf_cstr(&today), out);
	buf_free(&today);
	return ok;
}
