/* figures_words.c: how files write values, missing ones, genders and periods. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fastnum.h"
#include "base/num.h"
#include "base/text.h"
#include "io/figures_in.h"

enum { WORD_MAX = 64 }; /* bytes; nothing that is understood is longer */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Spaces that files put around and within numbers: space, tab, U+00A0, U+202F, U+2009. */
static size_t space_at(const char *s, size_t n)
{
	if (n && (*s == ' ' || *s == '\t'))
		return 1;
	if (n >= 2 && memcmp(s, "\u00a0", 2) == 0)
		return 2;
	return n >= 3 && (memcmp(s, "\u202f", 3) == 0 || memcmp(s, "\u2009", 3) == 0) ? 3 : 0;
}

/* Without the spaces around it. */
static void trim(const char **s, size_t *n)
{
	size_t one;

	while ((one = space_at(*s, *n))) {
		*s += one;
		*n -= one;
	}
	for (;;) {
		if (*n && space_at(*s + *n - 1, 1))
			*n -= 1;
		else if (*n >= 2 && space_at(*s + *n - 2, 2) == 2)
			*n -= 2;
		else if (*n >= 3 && space_at(*s + *n - 3, 3) == 3)
			*n -= 3;
		else
			return;
	}
}

/* ---- missing ---------------------------------------------------------------------------------------------- */

/* What statistics write for a value that is not there. ".." not available or too uncertain, "." cannot occur, "–" nothing to report,
 * U suppressed for disclosure (the key that Swedish official statistics share); MSK masked since few, UNK unknown, INV not valid
 * (Vården i siffror). Only these, and the codes of our own exports. */
static const struct {
	const char *word;
	int missing;
} missing_words[] = {
	{ "", MISSING_NOT_MEASURED }, { ".", MISSING_NOT_MEASURED }, { "..", MISSING_NOT_MEASURED },
	{ "...", MISSING_NOT_MEASURED }, { "....", MISSING_NOT_MEASURED }, { ".....", MISSING_NOT_MEASURED },
	{ "......", MISSING_NOT_MEASURED }, { "…", MISSING_NOT_MEASURED }, { "-", MISSING_NOT_MEASURED },
	{ "–", MISSING_NOT_MEASURED }, { "—", MISSING_NOT_MEASURED }, { "−", MISSING_NOT_MEASURED },
	{ "na", MISSING_NOT_MEASURED }, { "n/a", MISSING_NOT_MEASURED }, { "#n/a", MISSING_NOT_MEASURED },
	{ "#saknas!", MISSING_NOT_MEASURED }, { "nan", MISSING_NOT_MEASURED }, { "null", MISSING_NOT_MEASURED },
	{ "unk", MISSING_NOT_MEASURED }, { "inv", MISSING_NOT_MEASURED }, { "e.u.", MISSING_NOT_MEASURED },
	{ "i.u.", MISSING_NOT_MEASURED }, { "saknas", MISSING_NOT_MEASURED }, { "uppgift saknas", MISSING_NOT_MEASURED },
	{ "msk", MISSING_SUPPRESSED }, { "u", MISSING_SUPPRESSED },
	{ "under utveckling", MISSING_DEVELOPING }, { "u.u.", MISSING_DEVELOPING },
	{ "not_measured", MISSING_NOT_MEASURED }, { "suppressed", MISSING_SUPPRESSED }, { "not_yet", MISSING_NOT_YET },
	{ "developing", MISSING_DEVELOPING }, { "deleted", MISSING_DELETED },
};

int figure_missing(const char *text, size_t n)
{
	trim(&text, &n);
	for (size_t i = 0; i < COUNT_OF(missing_words); i++) {
		if (strlen(missing_words[i].word) == n && strncasecmp(missing_words[i].word, text, n) == 0)
			return missing_words[i].missing;
	}
	return MISSING_NONE;
}

/* ---- ids --------------------------------------------------------------------------------------------------- */

char *figure_slug(const char *name)
{
	struct buf folded = { 0 }, out = { 0 };

	text_fold(&folded, name, FOLD_LOOSE);
	for (const char *p = buf_cstr(&folded); *p; p++) {
		if ((*p >= 'a' && *p <= 'z') || is_digit(*p))
			buf_char(&out, *p);
		else if (out.len && out.data[out.len - 1] != '-')
			buf_char(&out, '-');
	}
	buf_free(&folded);
	while (out.len && out.data[out.len - 1] == '-')
		out.data[--out.len] = '\0';
	return buf_take(&out);
}

/* ---- values ----------------------------------------------------------------------------------------------- */

/* Units that stand after numbers and change what they mean. */
static const char *const units[] = { "%", "procent", "mnkr", "tkr", "kr", "mdkr", "‰", "promille" };

static int no_number(const char *text, size_t n, enum num_parse what, struct err *err)
{
	if (!utf8_valid(text, n, NULL))
		return err_set(err, ERR_INPUT, "värdet är inget tal");
	return err_set(err, ERR_INPUT, "\"%.*s\" %s", (int)(n > WORD_MAX ? WORD_MAX : n), text, num_parse_text(what));
}

static int read_unit(const char *text, size_t n, const char *found, const char **unit, struct err *err)
{
	bool any = unit != NULL;

	for (size_t i = 0; *found && i < COUNT_OF(units); i++) {
		size_t len = strlen(units[i]);

		if (strncasecmp(found, units[i], len) == 0 && text_blank(found + len)) {
			found += strlen(found);
			if (any)
				*unit = units[i];
			else if (i > 1)
				return err_set(err, ERR_INPUT, "\"%.*s\" har en enhet: skriv talet i nyckeltalets enhet, utan den", (int)n, text);
		}
	}
	return *found ? no_number(text, n, NUM_NOT, err) : 0;
}

int figure_value_unit(const char *text, size_t n, bool comma, double *value, int *missing, const char **unit, struct err *err)
{
	char word[WORD_MAX + 1];
	const char *found = "";
	enum num_parse what;

	if (unit)
		*unit = NULL;
	*value = NUM_MISSING;
	*missing = MISSING_NONE;
	trim(&text, &n);
	if (!comma && fastnum_plain(text, n, value))
		return 0;
	if ((*missing = figure_missing(text, n)))
		return 0;
	if (n > WORD_MAX || memchr(text, '\0', n))
		return no_number(text, n, NUM_NOT, err);
	memcpy(word, text, n);
	word[n] = '\0';
	what = num_parse(word, 0, value, &found);
	if (what == NUM_AMBIGUOUS && !comma && num_parse(word, NUM_POINT, value, &found) == NUM_OK)
		what = NUM_OK;
	if (what != NUM_OK)
		return no_number(text, n, what, err);
	return read_unit(text, n, found, unit, err);
}

int figure_value(const char *text, size_t n, bool comma, double *value, int *missing, struct err *err)
{
	return figure_value_unit(text, n, comma, value, missing, NULL, err);
}

/* ---- what the numbers say together ------------------------------------------------------------------------ */

static void first_line(long *line, long now)
{
	if (!*line)
		*line = now;
}

void figure_sign(struct figure_signs *signs, const char *text, size_t n, long line)
{
	const char *sign = NULL;
	size_t whole = 0, decimals = 0;
	bool zero = false, groups = false;

	trim(&text, &n);
	for (size_t i = 0; i < n; i++) {
		bool digit = is_digit(text[i]);

		if (digit && sign) {
			decimals++;
		} else if (digit) {
			zero = zero || (!whole && text[i] == '0');
			whole++;
		} else if ((text[i] == ',' || text[i] == '.') && !sign && whole) {
			sign = text + i;
		} else if (sign) {
			break;
		} else if (whole && space_at(text + i, n - i)) {
			groups = true;
		}
	}
	if (!sign || !decimals)
		return;
	if (decimals == 3 && whole <= 3 && !zero && !groups)
		first_line(*sign == ',' ? &signs->comma3 : &signs->point3, line);
	else
		first_line(*sign == ',' ? &signs->comma : &signs->point, line);
}

long figure_signs_clash(const struct figure_signs *signs, long *other)
{
	long comma = signs->comma ? signs->comma : signs->comma3;

	*other = comma;
	if (signs->point3 && comma)
		return signs->point3;
	*other = signs->point;
	return signs->comma3 && signs->point ? signs->comma3 : 0;
}

/* ---- genders ---------------------------------------------------------------------------------------------- */

static const struct {
	const char *word;
	int gender;
	bool code; /* a number that means a gender only where it stands as SCB's code */
} gender_words[] = {
	{ "T", GENDER_T, false }, { "K", GENDER_K, false }, { "M", GENDER_M, false }, { "F", GENDER_K, false },
	{ "totalt", GENDER_T, false }, { "total", GENDER_T, false }, { "båda könen", GENDER_T, false }, { "båda", GENDER_T, false },
	{ "alla", GENDER_T, false }, { "samtliga", GENDER_T, false }, { "män och kvinnor", GENDER_T, false },
	{ "kvinnor och män", GENDER_T, false }, { "både män och kvinnor", GENDER_T, false }, { "båda kön", GENDER_T, false },
	{ "both sexes", GENDER_T, false }, { "men and women", GENDER_T, false }, { "women and men", GENDER_T, false },
	{ "kvinna", GENDER_K, false }, { "kvinnor", GENDER_K, false }, { "kv", GENDER_K, false }, { "women", GENDER_K, false },
	{ "female", GENDER_K, false }, { "females", GENDER_K, false }, { "flickor", GENDER_K, false }, { "girls", GENDER_K, false },
	{ "man", GENDER_M, false }, { "män", GENDER_M, false }, { "men", GENDER_M, false }, { "male", GENDER_M, false },
	{ "males", GENDER_M, false }, { "pojkar", GENDER_M, false }, { "boys", GENDER_M, false },
	{ "1", GENDER_M, true }, { "2", GENDER_K, true }, { "1+2", GENDER_T, true }, { "3", GENDER_T, true }, { "tot", GENDER_T, true },
};

int figure_gender(const char *text, bool scb)
{
	struct buf folded = { 0 };
	size_t n = text ? strlen(text) : 0;
	int gender = -1;
	char word[WORD_MAX];

	if (text)
		trim(&text, &n);
	if (!n || n >= sizeof(word))
		return -1;
	memcpy(word, text, n);
	word[n] = '\0';
	/* Nearly always one of the letters. */
	for (size_t i = 0; i < 4 && n == 1; i++) {
		if (*word == *gender_words[i].word)
			return gender_words[i].gender;
	}
	text_fold(&folded, word, FOLD_CASE);
	for (size_t i = 0; gender < 0 && i < COUNT_OF(gender_words); i++) {
		if ((scb || !gender_words[i].code) && strcasecmp(buf_cstr(&folded), gender_words[i].word) == 0)
			gender = gender_words[i].gender;
	}
	buf_free(&folded);
	return gender;
}

/* ---- periods ---------------------------------------------------------------------------------------------- */

static const char *const months[12][2] = {
	{ "januari", "january" }, { "februari", "february" }, { "mars", "march" }, { "april", "april" }, { "maj", "may" },
	{ "juni", "june" }, { "juli", "july" }, { "augusti", "august" }, { "september", "september" }, { "oktober", "october" },
	{ "november", "november" }, { "december", "december" },
};

/* 1–12 by a whole name or at least its first three letters ("jan", "sept."); 0 if it is none. */
static int month_named(const char *word, size_t n)
{
	if (n && word[n - 1] == '.')
		n--;
	for (int i = 0; n >= 3 && i < 12; i++) {
		for (int k = 0; k < 2; k++) {
			if (n <= strlen(months[i][k]) && strncasecmp(word, months[i][k], n) == 0)
				return i + 1;
		}
	}
	return 0;
}

static period_t period_text(const char *fmt, int year, int part)
{
	char text[32];
	period_t period;

	snprintf(text, sizeof(text), fmt, year, part);
	return period_parse(text, &period) ? period : 0;
}

/* What the words of "2017 kvartal 1", "vecka 12 2017" and "jan 2017" say. */
struct words {
	int year, number, month;
	char kind; /* 'Q', 'V', 'M' */
};

static bool take_word(struct words *w, const char *word, size_t n)
{
	static const struct { const char *word; char kind; } kinds[] = {
		{ "kvartal", 'Q' }, { "kv", 'Q' }, { "quarter", 'Q' }, { "vecka", 'V' }, { "v", 'V' }, { "week", 'V' }, { "månad", 'M' },
	};
	char *end;
	int number = (int)strtol(word, &end, 10);

	if (is_digit(*word) && end == word + n && n <= 4) {
		int *place = n == 4 ? &w->year : &w->number;

		if (*place || !number)
			return false;
		*place = number;
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		size_t len = n && word[n - 1] == '.' ? n - 1 : n;

		if (!w->kind && len == strlen(kinds[i].word) && strncasecmp(word, kinds[i].word, len) == 0) {
			w->kind = kinds[i].kind;
			return true;
		}
	}
	/* "kvartal1", "K1", "Q1" beside the year */
	if (n == 2 && strchr("KkQq", *word) && word[1] >= '1' && word[1] <= '4' && !w->kind) {
		w->kind = 'Q';
		w->number = word[1] - '0';
		return true;
	}
	if (w->month || !(w->month = month_named(word, n)))
		return false;
	return true;
}

static period_t period_words(const char *text, size_t n)
{
	struct words w = { 0 };
	const char *formats[] = { "%04d-Q%d", "%04d-V%02d", "%04d-%02d" };

	for (size_t i = 0; i < n;) {
		size_t start = i, one;

		while (i < n && !space_at(text + i, n - i))
			i++;
		if (i > start && !take_word(&w, text + start, i - start))
			return 0;
		while (i < n && (one = space_at(text + i, n - i)))
			i += one;
	}
	if (!w.year || (w.month && (w.kind || w.number)) || (!w.month && (!w.kind || !w.number)))
		return 0;
	if (w.month)
		return period_text(formats[2], w.year, w.month);
	return period_text(formats[w.kind == 'Q' ? 0 : w.kind == 'V' ? 1 : 2], w.year, w.number);
}

period_t figure_period(const char *text)
{
	char word[WORD_MAX];
	size_t n = text ? strlen(text) : 0;
	period_t period;

	if (text)
		trim(&text, &n);
	if (!n || n >= sizeof(word))
		return 0;
	memcpy(word, text, n);
	word[n] = '\0';
	if (period_parse(word, &period))
		return period;
	return period_words(word, n);
}

char *figure_period_fault(const char *text, char dst[PERIOD_FAULT_MAX])
{
	int year = 0, week = 0, end = 0;

	if (sscanf(text, " %4d%n", &year, &end) == 1 && end >= 4 && (year < PERIOD_FIRST_YEAR || year > PERIOD_LAST_YEAR))
		snprintf(dst, PERIOD_FAULT_MAX, "är ingen period: året ska ligga i %d–%d", PERIOD_FIRST_YEAR, PERIOD_LAST_YEAR);
	else if (sscanf(text, " %4d%*[-VvWw]%2d", &year, &week) == 2 && week == 53 && strpbrk(text, "VvWw"))
		snprintf(dst, PERIOD_FAULT_MAX, "är ingen period: %d har ingen vecka 53", year);
	else
		snprintf(dst, PERIOD_FAULT_MAX, "är ingen period: skriv 2024, 2024-03, 2024-Q1, 2024-V13 eller R12:2024-03");
	return dst;
}
