/* field_parse.c: what a person or a file wrote, read into a field. Every refusal says what was expected. */
#include "model/field.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/text.h"

#define NO_BREAK_SPACE 0xA0

/* What was written, as it may stand in a message: clean, and not longer than a line has room for. */
struct quoted {
	char text[160];
};

static const char *quote(struct quoted *q, const char *s)
{
	struct buf clean = { 0 };
	struct buf fit = { 0 };

	text_clean(&clean, s, strlen(s), 0);
	text_fit(&fit, buf_cstr(&clean), 40);
	q->text[0] = '\0';
	if (fit.len < sizeof(q->text))
		memcpy(q->text, buf_cstr(&fit), fit.len + 1);
	buf_free(&clean);
	buf_free(&fit);
	return q->text;
}

/* ---- text ------------------------------------------------------------------------------------------------- */

/* Characters that other programs' texts carry and nobody sees: soft hyphen, zero width space, word joiner, byte order
 * mark. They are dropped; a refusal would ask for a character that cannot be found. */
static bool is_ballast(uint32_t cp)
{
	return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

/* Line breaks of all kinds: LF, VT, FF, CR, NEL, line and paragraph separator. */
static bool is_break(uint32_t cp)
{
	return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == NO_BREAK_SPACE || is_break(cp);
}

/* Copies valid UTF-8 with line breaks as LF (or, in one line, a run of breaks and tabs as one space) and tabs as spaces. */
static void unify_breaks(struct buf *out, const char *s, bool one_line)
{
	size_t n = strlen(s);
	bool in_run = false;

	for (size_t i = 0, used; i < n; i += used) {
		uint32_t cp = 0;
		bool brk;

		used = utf8_decode(s + i, n - i, &cp);
		brk = is_break(cp) && !(cp == '\r' && s[i + 1] == '\n');
		if (is_ballast(cp) || (is_break(cp) && !brk))
			continue;
		if (one_line && (brk || cp == '\t')) {
			if (!in_run)
				buf_char(out, ' ');
			in_run = true;
			continue;
		}
		in_run = false;
		if (brk)
			buf_char(out, '\n');
		else if (cp == '\t')
			buf_char(out, ' ');
		else
			buf_add(out, s + i, used);
	}
}

/* Where the text begins and ends without blanks around it. */
static const char *trimmed(const char *s, size_t *n)
{
	const char *start = NULL;
	const char *end = s;
	size_t len = *n;

	for (size_t i = 0, used; i < len; i += used) {
		uint32_t cp = 0;

		used = utf8_decode(s + i, len - i, &cp);
		if (!used)
			used = 1;
		if (is_blank(cp))
			continue;
		if (!start)
			start = s + i;
		end = s + i + used;
	}
	*n = start ? (size_t)(end - start) : 0;
	return start ? start : s;
}

/* Characters of valid UTF-8. */
static size_t count_chars(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static int refuse_invisible(const char *s, int flags, struct err *err)
{
	size_t n = strlen(s);

	for (size_t i = 0, used; i < n; i += used) {
		uint32_t cp = 0;

		used = utf8_decode(s + i, n - i, &cp);
		if (!text_is_clean(s + i, used, flags))
			return err_set(err, ERR_INPUT, "texten har ett tecken som inte kan visas (U+%04X): ta bort det",
					(unsigned)cp);
	}
	return err_set(err, ERR_INPUT, "texten har tecken som inte kan visas: skriv den med vanliga tecken");
}

static int check_length(const char *s, size_t max, struct err *err)
{
	size_t n = count_chars(s);

	if (n > max)
		return err_set(err, ERR_INPUT, "texten är %zu tecken lång: högst %zu får plats", n, max);
	return 0;
}

/* Gives in *out (owned) the text as it is stored: NFC, no blanks around, nothing that cannot be shown. */
static int scrub(const char *text, bool one_line, size_t max, char **out, struct err *err)
{
	struct buf unified = { 0 };
	struct buf nfc = { 0 };
	const char *start;
	size_t n;
	int rc;

	if (!utf8_valid(text, strlen(text), NULL))
		return err_set(err, ERR_INPUT, "texten är inte UTF-8: kontrollera teckenkodningen");
	unify_breaks(&unified, text, one_line);
	text_nfc(&nfc, buf_cstr(&unified), unified.len);
	n = nfc.len;
	start = trimmed(buf_cstr(&nfc), &n);
	*out = mem_strndup(start, n);
	buf_free(&unified);
	buf_free(&nfc);
	rc = check_length(*out, max, err);
	if (!rc && !text_is_clean(*out, n, one_line ? 0 : TEXT_KEEP_LF))
		rc = refuse_invisible(*out, one_line ? 0 : TEXT_KEEP_LF, err);
	if (rc) {
		free(*out);
		*out = NULL;
	}
	return rc;
}

static int parse_text(struct record *rec, const struct field *field, const char *text, struct err *err)
{
	bool lines = field->type == FT_LONGTEXT;
	size_t max = lines ? FIELD_LONGTEXT_CHARS : field->type == FT_REF ? FIELD_ID_CHARS : FIELD_TEXT_CHARS;
	char *clean;
	int rc = scrub(text, !lines, max, &clean, err);

	if (!rc)
		field_take_string(rec, field, clean);
	return rc;
}

/* ---- lists ------------------------------------------------------------------------------------------------ */

/* Adds one item to list unless it is blank or there already. */
static int add_item(struct buf *list, const char *item, size_t n, struct err *err)
{
	const char *start = trimmed(item, &n);
	char *one = mem_strndup(start, n);
	int rc = check_length(one, FIELD_ID_CHARS, err);

	if (!rc && n && !list_has(buf_cstr(list), one)) {
		if (list->len)
			buf_char(list, ',');
		buf_str(list, one);
	}
	free(one);
	return rc;
}

static int parse_list(struct record *rec, const struct field *field, const char *text, struct err *err)
{
	struct buf list = { 0 };
	char *clean;
	int rc = scrub(text, true, FIELD_LONGTEXT_CHARS, &clean, err);

	if (rc)
		return rc;
	for (const char *s = clean; !rc && *s;) {
		size_t n = strcspn(s, ",");

		rc = add_item(&list, s, n, err);
		s += n + (s[n] == ',');
	}
	free(clean);
	if (!rc)
		field_take_string(rec, field, buf_take(&list));
	buf_free(&list);
	return rc;
}

/* ---- numbers ---------------------------------------------------------------------------------------------- */

/* Other names of the money a field of mnkr is told in, and how many mnkr each is. */
static const struct {
	const char *name;
	double mnkr;
} money[] = {
	{ "mnkr", 1 }, { "mkr", 1 }, { "tkr", 1e-3 }, { "kr", 1e-6 }, { "mdkr", 1e3 },
};

/* The unit a person wrote must be the field's own: 7 % in a field of mnkr would be another figure. Money in other measures is
 * counted over, so that 900 tkr is 0,9 mnkr and never a thousand times wrong: *factor is what to multiply by. A field whose
 * unit is told elsewhere (the indicator's) takes a per cent sign, which cannot be mistaken. */
static bool unit_fits(const struct field *field, const char *unit, double *factor)
{
	bool percent = strcmp(unit, "%") == 0 || strcasecmp(unit, "procent") == 0;

	*factor = 1;
	if (!*unit)
		return true;
	if (field->flags & (FIELD_WHOLE | FIELD_YEAR))
		return false;
	if (!field->unit || strcmp(field->unit, "%") == 0)
		return percent;
	for (size_t i = 0; strcmp(field->unit, money[0].name) == 0 && i < COUNT_OF(money); i++) {
		if (strcasecmp(unit, money[i].name) != 0)
			continue;
		*factor = money[i].mnkr;
		return true;
	}
	return strcasecmp(unit, field->unit) == 0;
}

static int refuse_unit(const struct field *field, const char *text, struct err *err)
{
	struct quoted q;

	if (field->unit && strcmp(field->unit, money[0].name) == 0)
		return err_set(err, ERR_INPUT, "\"%s\" har en annan enhet: skriv talet i mnkr (tkr, kr och mdkr räknas om)",
				quote(&q, text));
	if (field->unit)
		return err_set(err, ERR_INPUT, "\"%s\" har en annan enhet: skriv talet i %s", quote(&q, text), field->unit);
	return err_set(err, ERR_INPUT, "\"%s\" har en enhet: skriv bara talet", quote(&q, text));
}

static int check_range(double low, double high, double value, struct err *err)
{
	char from[NUM_TEXT_MAX];
	char to[NUM_TEXT_MAX];

	if (value >= low && value <= high)
		return 0;
	num_format(from, low, -1, 0);
	num_format(to, high, -1, 0);
	return err_set(err, ERR_INPUT, "talet är utanför det som går: skriv ett tal mellan %s och %s", from, to);
}

int field_check_num(const struct field *field, double value, struct err *err)
{
	bool whole = field->flags & (FIELD_WHOLE | FIELD_YEAR);

	if (num_missing(value))
		return 0;
	if (field->flags & FIELD_YEAR && (value != num_round(value, 0) || value < field->low || value > field->high))
		return err_set(err, ERR_INPUT, "det är inget årtal: skriv fyra siffror, till exempel 2026");
	if (whole && value != num_round(value, 0))
		return err_set(err, ERR_INPUT, "talet ska vara helt: skriv det utan decimaler");
	if (field->flags & FIELD_NOT_NEGATIVE && value < 0)
		return err_set(err, ERR_INPUT, "talet får inte vara negativt: skriv det utan minustecken");
	if (field->low != 0 || field->high != 0)
		return check_range(field->low, field->high, value, err);
	return 0;
}

static int parse_num(struct record *rec, const struct field *field, const char *text, struct err *err)
{
	double value = NUM_MISSING;
	double factor = 1;
	const char *unit = "";
	struct quoted q;
	enum num_parse what = num_parse(text, 0, &value, &unit);
	int rc;

	if (what == NUM_EMPTY)
		value = NUM_MISSING;
	else if (what == NUM_NOT)
		return err_set(err, ERR_INPUT, "\"%s\" är inget tal: skriv siffror, till exempel 1 304 eller 7,5", quote(&q, text));
	else if (what != NUM_OK)
		return err_set(err, ERR_INPUT, "\"%s\" %s", quote(&q, text), num_parse_text(what));
	else if (!unit_fits(field, unit, &factor))
		return refuse_unit(field, text, err);
	/* As if it had been written in the field's own unit: what the factor adds in the last binary digit goes again. */
	if (factor != 1)
		value = num_round(value * factor, 9);
	if (fabs(value) >= 1e15)
		return err_set(err, ERR_INPUT, "\"%s\" %s", quote(&q, text), num_parse_text(NUM_RANGE));
	rc = field_check_num(field, value, err);
	if (rc)
		return err_prefix(err, "\"%s\"", quote(&q, text));
	*(double *)field_ptr(rec, field) = value;
	return 0;
}

/* ---- the rest --------------------------------------------------------------------------------------------- */

static bool word_in(const char *word, const char *const *words)
{
	for (; *words; words++) {
		if (strcasecmp(word, *words) == 0)
			return true;
	}
	return false;
}

static int parse_bool(struct record *rec, const struct field *field, const char *word, struct err *err)
{
	static const char *const yes[] = { "ja", "j", "true", "yes", "y", "1", NULL };
	static const char *const no[] = { "", "nej", "n", "false", "no", "0", NULL };
	bool *at = field_ptr(rec, field);
	struct quoted q;

	if (word_in(word, yes))
		*at = true;
	else if (word_in(word, no))
		*at = false;
	else
		return err_set(err, ERR_INPUT, "\"%s\" är varken ja eller nej: skriv ja eller nej", quote(&q, word));
	return 0;
}

static int parse_date(struct record *rec, const struct field *field, const char *word, date_t today, struct err *err)
{
	date_t date;
	struct quoted q;

	if (!(field->flags & FIELD_PAST ? date_parse_past : date_parse)(word, today, &date))
		return err_set(err, ERR_INPUT, "\"%s\" är inget datum: skriv %s", quote(&q, word), field->hint);
	if (field->flags & FIELD_PAST && today != DATE_NONE && date != DATE_NONE && date > today)
		return err_set(err, ERR_INPUT, "datumet ligger efter i dag: skriv när %s",
				rec->kind == REC_NOTE ? "det sades" : "beslutet togs");
	*(date_t *)field_ptr(rec, field) = date;
	return 0;
}

static int parse_period(struct record *rec, const struct field *field, const char *word, struct err *err)
{
	period_t period;
	struct quoted q;

	if (!period_parse(word, &period))
		return err_set(err, ERR_INPUT, "\"%s\" är ingen period: skriv %s", quote(&q, word), field->hint);
	*(period_t *)field_ptr(rec, field) = period;
	return 0;
}

static int refuse_choice(const struct choice *choices, const char *word, struct err *err)
{
	struct buf words = { 0 };
	struct quoted q;
	int rc;

	for (const struct choice *c = choices + 1; c->code; c++) {
		buf_str(&words, words.len ? ", " : "");
		buf_str(&words, c->label);
		if (strcmp(c->code, c->label) != 0)
			buf_printf(&words, " (%s)", c->code);
	}
	rc = err_set(err, ERR_INPUT, "\"%s\" finns inte att välja på: skriv %s", quote(&q, word), buf_cstr(&words));
	buf_free(&words);
	return rc;
}

static int parse_choice(struct record *rec, const struct field *field, const char *word, struct err *err)
{
	int index = choice_find(field->choices, word);

	if (index < 0)
		return refuse_choice(field->choices, word, err);
	*(int *)field_ptr(rec, field) = index;
	return 0;
}

/* Reads a field that is one word without blanks around it. */
static int parse_word(struct record *rec, const struct field *field, const char *word, date_t today, struct err *err)
{
	switch (field->type) {
	case FT_BOOL:
		return parse_bool(rec, field, word, err);
	case FT_DATE:
		return parse_date(rec, field, word, today, err);
	case FT_PERIOD:
		return parse_period(rec, field, word, err);
	case FT_CHOICE:
		return parse_choice(rec, field, word, err);
	default:
		return parse_num(rec, field, word, err);
	}
}

int field_parse(struct record *rec, const struct field *field, const char *text, date_t today, struct err *err)
{
	size_t n;
	char *word;
	int rc;

	text = text ? text : "";
	if (field->type == FT_LIST)
		return parse_list(rec, field, text, err);
	if (field_is_string(field))
		return parse_text(rec, field, text, err);
	n = strlen(text);
	text = trimmed(text, &n);
	word = mem_strndup(text, n);
	rc = parse_word(rec, field, word, today, err);
	free(word);
	return rc;
}
