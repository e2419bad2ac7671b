/* when.c: what people write for a moment: a day, a time, a report of the plan's calendar. */
#include <string.h>

#include "base/text.h"
#include "query/occasions.h"
#include "ui/app.h"

bool app_moment(const struct app *app, const char *text, bool closed, moment_t *out)
{
	const struct occasion *occasion = occasion_named(&app->ds, text);
	char iso[DATE_TEXT_MAX];
	struct buf today = { 0 };
	date_t day = DATE_NONE;
	bool ok;

	if (occasion)
		day = closed ? occasion_cutoff_day(&app->ds, occasion, NULL) : occasion_due_day(&app->ds, occasion, NULL);
	if (day == DATE_NONE && moment_parse(text, out))
		return true;
	if (day != DATE_NONE || (date_parse(text, app->ds.today, &day) && day != DATE_NONE))
		return moment_parse(date_format(iso, day), out);
	buf_printf(&today, "%s %s", date_format(iso, app->ds.today), text);
	ok = moment_parse(buf_cstr(&today), out);
	buf_free(&today);
	return ok;
}
