/* report.c: see the header. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/report.h"

static int fallen;

static void pad(const char *text, int width)
{
	int n = 0;

	for (const char *s = text; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	printf("%s%*s", text, n < width ? width - n : 0, "");
}

bool report_quick(void)
{
	return getenv("BENCH_QUICK") != NULL;
}

void report_begin(void)
{
	puts("rad vad                               budget                                uppmätt                               kvot");
}

/* Our own texts have no character that JSON would want escaped but the quotation mark. */
static void put_string(FILE *f, const char *name, const char *text)
{
	fprintf(f, "\"%s\":\"", name);
	for (; *text; text++)
		fprintf(f, *text == '"' ? "\\%c" : "%c", *text);
	fputc('"', f);
}

static void keep(const char *number, const char *what, const char *budget, const char *measured, double ratio,
		const char *verdict)
{
	const char *path = getenv("BENCH_ROWS");
	FILE *f = path ? fopen(path, "a") : NULL;

	if (!f)
		return;
	fputc('{', f);
	put_string(f, "row", number);
	fputc(',', f);
	put_string(f, "what", what);
	fputc(',', f);
	put_string(f, "budget", budget);
	fputc(',', f);
	put_string(f, "measured", measured);
	if (isfinite(ratio))
		fprintf(f, ",\"ratio\":%.4g,", ratio);
	else
		fputs(",\"ratio\":null,", f);
	put_string(f, "verdict", verdict);
	fputs("}\n", f);
	fclose(f);
}

static void print(const char *number, const char *what, const char *budget, const char *measured, double ratio,
		const char *verdict)
{
	char text[32] = "–";

	if (isfinite(ratio))
		snprintf(text, sizeof(text), "%.2f", ratio);
	pad(number, 4);
	pad(what, 34);
	pad(budget, 38);
	pad(measured, 38);
	pad(text, 8);
	puts(verdict);
	fflush(stdout);
	keep(number, what, budget, measured, ratio, verdict);
}

void report_row(enum report_kind kind, const char *number, const char *what, const char *budget, double ratio, bool ok,
		const char *fmt, ...)
{
	bool counts = kind == REPORT_SIZE || !report_quick();
	char measured[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(measured, sizeof(measured), fmt, ap);
	va_end(ap);
	print(number, what, budget, measured, ratio, ok ? "ok" : counts ? "FALLER" : "faller, räknas inte");
	fallen += !ok && counts;
}

void report_other(const char *number, const char *what, const char *fmt, ...)
{
	char measured[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(measured, sizeof(measured), fmt, ap);
	va_end(ap);
	print(number, what, "–", measured, NAN, "–");
}

void report_absent(const char *number, const char *what, const char *budget)
{
	print(number, what, budget, "saknas", NAN, "–");
}

int report_end(void)
{
	if (fallen)
		printf("%d rader håller inte budgeten\n", fallen);
	return fallen ? 1 : 0;
}

void report_give_up(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(2);
}
