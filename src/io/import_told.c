/* import_told.c: see the header. */
#include "io/import_told.h"

#include "base/num.h"

#define SECOND ((moment_t)1000000)

void import_counts_words(struct buf *out, const struct import_result *result)
{
	char number[NUM_TEXT_MAX];

	buf_printf(out, "%s nya", num_format(number, (double)result->added, 0, 0));
	buf_printf(out, ", %s ändrade", num_format(number, (double)result->changed, 0, 0));
	buf_printf(out, ", %s som förut", num_format(number, (double)result->equal, 0, 0));
}

void import_unknown_words(struct buf *out, const struct import_unknown *u)
{
	buf_str(out, u->file);
	if (u->line)
		buf_printf(out, ":%ld", u->line);
	buf_printf(out, ": %s %s finns inte (%llu %s)", record_type(u->kind)->definite, u->id, (unsigned long long)u->rows,
			u->rows == 1 ? "rad" : "rader");
}

/* "12,3 milj." for many, plain below that. */
static void put_figures(struct buf *out, double n)
{
	char number[NUM_TEXT_MAX];

	if (n >= 1e6)
		buf_printf(out, "%s milj.", num_format(number, n / 1e6, 1, 0));
	else
		buf_printf(out, "%s", num_format(number, n, 0, 0));
}

static void put_left(struct buf *out, double seconds)
{
	if (seconds >= 90)
		buf_printf(out, ", %.0f min kvar", seconds / 60);
	else
		buf_printf(out, ", %.0f s kvar", seconds < 1 ? 1 : seconds);
}

double import_progress_part(const struct import_progress *p)
{
	double part = p->total ? (double)p->done / (double)p->total : 0;

	return part > 1 ? 1 : part;
}

static const char *const phases[] = { [IMPORT_READS] = "läser", [IMPORT_COUNTS] = "jämför", [IMPORT_WRITES] = "skriver" };

void import_progress_words(struct buf *out, const struct import_progress *p, moment_t since, moment_t now)
{
	double part = import_progress_part(p), passed = (double)(now - since) / SECOND;
	double figures = p->phase == IMPORT_READS ? (double)p->figures : (double)p->done;

	buf_printf(out, "%s %3.0f\u00a0%%  ", phases[p->phase], 100 * part);
	put_figures(out, figures);
	buf_str(out, " siffror");
	if (passed > 0.2 && figures > 0) {
		buf_str(out, ", ");
		put_figures(out, figures / passed);
		buf_str(out, "/s");
	}
	if (part > 0.01)
		put_left(out, passed * (1 - part) / part);
}
