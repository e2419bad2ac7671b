/* chart_words.c: a chart told in words, for those who listen and for the line under it. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "widget/chart_priv.h"

#define GAPS_NAMED 4 /* more are counted */

static const char *unit_of(const struct chart *chart)
{
	return text_blank(chart->unit) ? "" : chart->unit;
}

static void value_text(struct buf *out, const struct chart *chart, double value)
{
	char text[NUM_TEXT_MAX];

	buf_str(out, num_format(text, value, chart->decimals, chart_num_flags(chart)));
	if (*unit_of(chart))
		buf_printf(out, "%s%s", chart->glyphs == GLYPH_ASCII ? " " : "\xC2\xA0", unit_of(chart));
}

/* A difference: of percentages it is percentage points. False if it is nothing in the decimals that are shown. */
static bool difference_text(struct buf *out, const struct chart *chart, double difference)
{
	char text[NUM_TEXT_MAX], none[NUM_TEXT_MAX];
	bool percent = strcmp(unit_of(chart), "%") == 0 || strcmp(unit_of(chart), "procent") == 0;

	num_format(text, fabs(difference), chart->decimals, chart_num_flags(chart));
	num_format(none, 0, chart->decimals, chart_num_flags(chart));
	if (strcmp(text, none) == 0)
		return false;
	buf_str(out, text);
	if (percent)
		buf_str(out, strcmp(text, "1") == 0 ? " procentenhet" : " procentenheter");
	else if (*unit_of(chart))
		buf_printf(out, "%s%s", chart->glyphs == GLYPH_ASCII ? " " : "\xC2\xA0", unit_of(chart));
	return true;
}

static const char *label_of(const struct chart_point *p)
{
	return p->label ? p->label : "";
}

/* The measured point before i; −1 if there is none. */
static int before(const struct chart_series *s, int i)
{
	while (--i >= 0) {
		if (!chart_missing(&s->points[i]))
			return i;
	}
	return -1;
}

static void against_previous(struct buf *out, const struct chart *chart, int at, int previous)
{
	const struct chart_series *s = &chart->series[0];
	double difference = s->points[at].value - s->points[previous].value;
	struct buf text = { 0 };

	if (difference_text(&text, chart, difference))
		buf_printf(out, "; %s %s än %s", buf_cstr(&text), difference < 0 ? "lägre" : "högre",
				label_of(&s->points[previous]));
	else
		buf_printf(out, "; oförändrat från %s", label_of(&s->points[previous]));
	buf_free(&text);
}

/* "lägst sedan 2016": in 2016 it was as low. Said when at least three measured values lie between, or when it never was. */
static void record(struct buf *out, const struct chart *chart, int at, int sign)
{
	const struct chart_series *s = &chart->series[0];
	const char *word = sign < 0 ? "lägst" : "högst";
	int i = at, first = at, between = 0;

	while ((i = before(s, i)) >= 0) {
		if ((s->points[i].value - s->points[at].value) * sign >= 0)
			break;
		first = i;
		between++;
	}
	if (i >= 0 && between >= 3)
		buf_printf(out, "; %s sedan %s", word, label_of(&s->points[i]));
	else if (i < 0 && between >= 2)
		buf_printf(out, "; %s sedan mätningen började %s", word, label_of(&s->points[first]));
}

static void against_others(struct buf *out, const struct chart *chart, int at)
{
	const struct chart_point *p = &chart->series[0].points[at];

	for (size_t n = 1; n < chart->nseries; n++) {
		const struct chart_series *s = &chart->series[n];

		for (size_t i = 0; i < s->n; i++) {
			if (chart_missing(&s->points[i]) || s->points[i].at != p->at || text_blank(s->name))
				continue;
			buf_printf(out, "; %s ", s->name);
			value_text(out, chart, s->points[i].value);
			break;
		}
	}
}

static void against_target(struct buf *out, const struct chart *chart, int at)
{
	double difference = chart->series[0].points[at].value - chart->target;
	char text[NUM_TEXT_MAX];

	if (!isfinite(chart->target) || chart->series[0].points[at].at < chart->target_year)
		return;
	buf_str(out, "; ");
	if (difference_text(out, chart, difference))
		buf_str(out, difference < 0 ? " under" : " över");
	else
		buf_str(out, "lika med");
	buf_printf(out, " målvärdet %s", num_format(text, chart->target, chart->decimals, chart_num_flags(chart)));
}

/* The kind's periods from `from` on, named: " ej mätt 2020 och 2022". */
static void gaps_of_kind(struct buf *out, const struct chart_series *s, int from, const char *kind)
{
	int n = (int)s->n, all = 0, named = 0;

	for (int i = from; i < n; i++)
		all += chart_missing(&s->points[i]) && strcmp(chart_why(&s->points[i]), kind) == 0;
	buf_printf(out, "%s ", kind);
	for (int i = from; i < n; i++) {
		if (!chart_missing(&s->points[i]) || strcmp(chart_why(&s->points[i]), kind) != 0)
			continue;
		named++;
		buf_printf(out, "%s%s", named == 1 ? "" : named == all ? " och " : ", ", label_of(&s->points[i]));
	}
}

/* What has no value since the first one that has: named with its kind, or counted. */
static void gaps(struct buf *out, const struct chart_series *s)
{
	int start = 0, n = (int)s->n, missing = 0, kinds = 0;
	size_t at;

	while (start < n && chart_missing(&s->points[start]))
		start++;
	for (int i = start; i < n; i++)
		missing += chart_missing(&s->points[i]);
	if (!missing)
		return;
	if (missing > GAPS_NAMED) {
		buf_printf(out, " Uppgift saknas vid %d av %d tillfällen.", missing, n - start);
		return;
	}
	buf_char(out, ' ');
	at = out->len;
	for (int i = start; i < n; i++) {
		bool told = !chart_missing(&s->points[i]);

		for (int j = start; j < i && !told; j++)
			told = chart_missing(&s->points[j]) && strcmp(chart_why(&s->points[j]), chart_why(&s->points[i])) == 0;
		if (told)
			continue;
		if (kinds++)
			buf_str(out, ", ");
		gaps_of_kind(out, s, i, chart_why(&s->points[i]));
	}
	if (out->data[at] >= 'a' && out->data[at] <= 'z')
		out->data[at] = (char)(out->data[at] - 'a' + 'A');
	buf_char(out, '.');
}

void chart_words(struct buf *out, const struct chart *chart)
{
	const struct chart_series *s = &chart->series[0];
	int at = chart->nseries ? before(s, (int)s->n) : -1, previous;

	if (at < 0) {
		buf_str(out, "Inga värden ännu.");
		return;
	}
	if (chart->cursor >= 0 && (size_t)chart->cursor < s->n) {
		if (chart_missing(&s->points[chart->cursor])) {
			buf_printf(out, "%s: %s.", label_of(&s->points[chart->cursor]), chart_why(&s->points[chart->cursor]));
			return;
		}
		at = chart->cursor;
	}
	value_text(out, chart, s->points[at].value);
	buf_printf(out, " %s%s", label_of(&s->points[at]), s->points[at].preliminary ? " (preliminärt)" : "");
	previous = before(s, at);
	if (previous >= 0) {
		against_previous(out, chart, at, previous);
		record(out, chart, at, -1);
		record(out, chart, at, 1);
	}
	against_target(out, chart, at);
	against_others(out, chart, at);
	buf_char(out, '.');
	gaps(out, s);
}
