/* generate.c: see the header. */
#include "bench/generate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/record.h"

enum { GENDERS = 3, MISSING_OF_5 = 1, COUNTIES = 21 };
static const uint64_t seed = 20260911;
static const uint8_t counties[COUNTIES] = { 1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 17, 18, 19, 20, 21, 22, 23, 24, 25 };

/* The mixing of splitmix64. */
static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9E3779B97F4A7C15);
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return x ^ x >> 31;
}

static char *put_digits(char *at, unsigned n)
{
	at[0] = (char)('0' + n / 10 % 10);
	at[1] = (char)('0' + n % 10);
	return at + 2;
}

char *generate_kpi(char *dst, unsigned kpi)
{
	unsigned n = kpi % 9999 + 1;

	*put_digits(put_digits((*dst = 'K', dst + 1), n / 100), n % 100) = '\0';
	return dst;
}

/* 0: the country; 1–21: regions; the rest: municipalities, as many in each county as it takes. */
char *generate_unit(char *dst, unsigned unit)
{
	unsigned place = unit > COUNTIES ? unit - COUNTIES - 1 : 0, each = (GENERATE_UNITS - COUNTIES - 2) / COUNTIES + 1;

	unsigned county = unit == 0 ? 0 : unit <= COUNTIES ? counties[unit - 1] : counties[place / each % COUNTIES];
	char *at = put_digits(dst, unit > COUNTIES ? county : 0);

	*put_digits(at, unit > COUNTIES ? 60 + place % each : county) = '\0';
	return dst;
}

bool generate_one(const struct generate *what, unsigned kpi, unsigned unit, unsigned year, int gender, struct generated *out)
{
	static const int64_t sizes[] = { 1000, 1000, 1000, 10000, 200, 100000, 5000, 1000 };
	static const int decimals[] = { 1, 1, 1, 2, 0, 0, 1, 1 };
	uint64_t k = mix(seed + kpi), series = mix(k + unit), f = mix(series + year * GENDERS + (unsigned)gender);

	if (f % 5 < MISSING_OF_5)
		return false;
	int64_t size = sizes[k >> 32 & 7], level = (int64_t)(series % (uint64_t)size);
	int64_t n = level + (int64_t)(f >> 16) % (size / 8) + (int64_t)(year - GENERATE_FIRST_YEAR) * (size / 400);
	for (unsigned i = 1; i <= what->revision; i++) {
		uint64_t r = mix(f + i);
		if (r % 100 == 0)
			n += 1 + (int64_t)(r >> 32) % (size / 20);
	}
	*out = (struct generated){ .kpi = kpi, .unit = unit, .year = year, .gender = gender, .n = n,
		.decimals = decimals[k >> 32 & 7] };
	return true;
}

/* Another place for each place below 2^bits. */
static uint64_t shuffle(uint64_t x, unsigned bits)
{
	uint64_t mask = (UINT64_C(1) << bits) - 1;

	for (int i = 0; i < 3; i++) {
		x = (x * UINT64_C(0x9E3779B97F4A7C15) + seed) & mask;
		x ^= x >> (bits / 2 + 1);
	}
	return x;
}

uint64_t generate_all(const struct generate *what, bool (*each)(const struct generated *g, void *user), void *user)
{
	uint64_t all = (uint64_t)what->kpis * GENERATE_UNITS * GENERATE_YEARS * GENDERS, n = 0;
	unsigned bits = 2;
	struct generated g;

	while (UINT64_C(1) << bits < all)
		bits++;
	for (uint64_t i = 0; i < (what->shuffled ? UINT64_C(1) << bits : all); i++) {
		uint64_t at = what->shuffled ? shuffle(i, bits) : i;
		if (at >= all)
			continue;
		uint64_t year = at / GENDERS, unit = year / GENERATE_YEARS;
		if (!generate_one(what, (unsigned)(unit / GENERATE_UNITS), (unsigned)(unit % GENERATE_UNITS),
				GENERATE_FIRST_YEAR + (unsigned)(year % GENERATE_YEARS), GENDER_T + (int)(at % GENDERS), &g))
			continue;
		n++;
		if (!each(&g, user))
			break;
	}
	return n;
}

struct figure generate_figure(const struct generated *g)
{
	static const double power10[] = { 1, 10, 100 };

	return (struct figure){ .period = PERIOD_YEAR << 24 | (period_t)(g->year - 1800) << 8, .gender = g->gender,
		.value = (double)g->n / power10[g->decimals] };
}

/* ---- as text */

static char *put_number(char *at, int64_t n, int decimals)
{
	char digits[24];
	int len = 0;

	for (uint64_t v = (uint64_t)n; v > 0 || len <= decimals; v /= 10)
		digits[len++] = (char)('0' + v % 10);
	while (len > 0) {
		if (len == decimals)
			*at++ = '.';
		*at++ = digits[--len];
	}
	return at;
}

static bool csv_line(const struct generated *g, void *user)
{
	static unsigned last_kpi = UINT32_MAX, last_unit = UINT32_MAX;
	static char kpi[8], unit[8];
	char line[64], *at = line;

	if (g->kpi != last_kpi)
		generate_kpi(kpi, last_kpi = g->kpi);
	if (g->unit != last_unit)
		generate_unit(unit, last_unit = g->unit);
	at = stpcpy(at, kpi);
	*at++ = ';';
	at = stpcpy(at, unit);
	*at++ = ';';
	at = put_number(at, g->year, 0);
	*at++ = ';';
	*at++ = "-TKM"[g->gender];
	*at++ = ';';
	at = put_number(at, g->n, g->decimals);
	*at++ = '\n';
	return fwrite_unlocked(line, (size_t)(at - line), 1, user) == 1;
}

uint64_t generate_csv(const struct generate *what, FILE *out)
{
	fputs("metric;organisation;period;gender;value\n", out);
	return generate_all(what, csv_line, out);
}

static bool json_row(const struct generate *what, unsigned kpi, unsigned unit, unsigned year, FILE *f, bool first)
{
	char name[8], number[32];
	struct generated g;
	int n = 0;

	for (int gender = GENDER_T; gender <= GENDER_M; gender++) {
		if (!generate_one(what, kpi, unit, year, gender, &g))
			continue;
		if (n++ == 0) {
			fprintf(f, "%s{\"kpi\":\"%s\"", first ? "" : ",", generate_kpi(name, kpi));
			fprintf(f, ",\"municipality\":\"%s\",\"period\":%u,\"values\":[", generate_unit(name, unit), year);
		}
		*put_number(number, g.n, g.decimals) = '\0';
		fprintf(f, "%s{\"gender\":\"%c\",\"count\":1,\"status\":\"\",\"value\":%s,\"isdeleted\":false}", n > 1 ? "," : "",
				"-TKM"[gender], number);
	}
	if (n)
		fputs("]}", f);
	return n > 0;
}

bool generate_json(const struct generate *what, const char *dir)
{
	for (unsigned kpi = 0; kpi < what->kpis; kpi++) {
		char name[8], *path = mem_printf("%s/kpi-%s.json", dir, generate_kpi(name, kpi));
		FILE *f = fopen(path, "w");
		unsigned rows = 0;

		free(path);
		if (!f)
			return false;
		fputs("{\"values\":[", f);
		for (unsigned unit = 0; unit < GENERATE_UNITS; unit++)
			for (unsigned year = GENERATE_FIRST_YEAR; year < GENERATE_FIRST_YEAR + GENERATE_YEARS; year++)
				rows += json_row(what, kpi, unit, year, f, rows == 0);
		fprintf(f, "],\"count\":%u,\"previous_url\":null,\"next_url\":null}\n", rows);
		if (fclose(f))
			return false;
	}
	return true;
}

/* ---- into a store */

struct adding {
	struct import *import;
	struct err *err;
	unsigned kpi, unit;
	bool any;
	int rc;
};

static bool add(const struct generated *g, void *user)
{
	struct adding *to = user;
	struct figure f = generate_figure(g);
	char kpi[8], unit[8];

	if (!to->any || g->kpi != to->kpi || g->unit != to->unit)
		to->rc = import_series(to->import, generate_kpi(kpi, g->kpi), generate_unit(unit, g->unit), to->err);
	to->any = true;
	to->kpi = g->kpi;
	to->unit = g->unit;
	if (to->rc == 0)
		to->rc = import_figure(to->import, &f, to->err);
	return to->rc == 0;
}

int generate_import(const struct generate *what, struct import *import, struct err *err)
{
	struct adding to = { .import = import, .err = err };

	generate_all(what, add, &to);
	return to.rc;
}
