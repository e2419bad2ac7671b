/* import_twice.c: in which lines a figure stands that has two values. The store finds out that there are two, among millions in any
 * order, but has no lines; so the files are read once more and only that figure is looked at. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/import_priv.h"

struct looking {
	struct importing *w;
	const struct infile *in;
	char *wanted;               /* "METRIC, ORGANISATION, PERIOD, GENDER" as the store says it */
	bool found, done;
	struct figure first;
	const char *file, *other;
	long line, other_line;
};

static bool same_value(const struct figure *a, const struct figure *b)
{
	return a->missing == b->missing && a->preliminary == b->preliminary && (a->missing || a->value == b->value);
}

static bool look_at(const struct figure_in *figure, void *user)
{
	struct looking *l = user;
	const struct name *metric = import_name(l->w, REC_METRIC, figure->metric), *organisation;
	char period[PERIOD_TEXT_MAX];
	struct buf text = { 0 };
	bool same;

	organisation = metric ? import_name(l->w, REC_ORGANISATION, figure->organisation) : NULL;
	if (!organisation || strncmp(l->wanted, metric->id, strlen(metric->id)) != 0)
		return organisation != NULL;
	buf_printf(&text, "%s, %s, %s, %s", metric->id, organisation->id, period_format(period, figure->figure.period),
			choices_gender[figure->figure.gender].code);
	same = strcmp(buf_cstr(&text), l->wanted) == 0;
	buf_free(&text);
	if (!same)
		return true;
	if (!l->found) {
		l->found = true;
		l->first = figure->figure;
		l->file = l->in->name;
		l->line = figure->line;
		return true;
	}
	l->done = !same_value(&l->first, &figure->figure);
	l->other = l->in->name;
	l->other_line = figure->line;
	return !l->done;
}

static void pass_over(const char *message, void *user)
{
	(void)message;
	(void)user;
}

static void put_place(struct buf *out, const char *file, long line)
{
	buf_str(out, file);
	if (line)
		buf_printf(out, ":%ld", line);
}

void import_find_twice(struct importing *w, struct infile *files, size_t n)
{
	static const char before[] = "två olika värden för ", after[] = ": inget lästes in";
	const char *from = strstr(w->err->text, before), *to = strstr(w->err->text, after);
	struct looking l = { .w = w };
	const struct figures_sink sink = { .figure = look_at, .refused = pass_over, .user = &l };
	struct buf first = { 0 }, second = { 0 };
	struct err ignored = { 0 };

	if (!from || !to || to < from)
		return;
	from += strlen(before);
	l.wanted = mem_strndup(from, (size_t)(to - from));
	for (size_t i = 0; i < n && !l.done; i++) {
		const struct figures_format *format = import_format(w, &files[i], &ignored);

		l.in = &files[i];
		if (format)
			(void)figures_read(format, &files[i], &w->options->reading, &sink, &ignored);
	}
	if (l.done && (l.line || l.file != l.other)) {
		put_place(&second, l.other, l.other_line);
		put_place(&first, l.file == l.other ? "rad" : l.file, 0);
		if (l.line)
			buf_printf(&first, l.file == l.other ? " %ld" : ":%ld", l.line);
		err_set(w->err, ERR_INPUT, "%s: samma nyckeltal, organisation, period och kön som %s, men ett annat värde (%s): inget lästes in",
				buf_cstr(&second), buf_cstr(&first), l.wanted);
	}
	if (l.done && !l.line && l.file == l.other)
		err_set(w->err, ERR_INPUT, "%s: filen har två olika värden för %s: inget lästes in", l.file, l.wanted);
	buf_free(&first);
	buf_free(&second);
	free(l.wanted);
}
