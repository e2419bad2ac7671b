/* px_lex.c: see the header. */
#include "io/px_lex.h"

#include <ctype.h>
#include <string.h>

#include "io/figures_in.h"

static bool at_end(const struct px_lex *lex)
{
	return lex->at >= lex->in->size;
}

static char here(const struct px_lex *lex)
{
	return at_end(lex) ? '\0' : lex->in->data[lex->at];
}

static void step(struct px_lex *lex)
{
	if (lex->in->data[lex->at++] == '\n') {
		lex->line++;
		lex->line_start = lex->at;
	}
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static void skip_spaces(struct px_lex *lex)
{
	while (!at_end(lex) && is_space(here(lex)))
		step(lex);
}

/* In characters, from 1. */
static long column_of(const struct px_lex *lex, size_t at)
{
	long column = 1;

	for (size_t i = lex->line_start; i < at; i++)
		column += ((unsigned char)lex->in->data[i] & 0xC0) != 0x80;
	return column;
}

static int broken(const struct px_lex *lex, struct err *err, const char *what)
{
	return figures_broken(lex->in, lex->line, column_of(lex, lex->at), err, "%s", what);
}

/* ---- the header ------------------------------------------------------------------------------------------- */

/* One text: all the pieces in quotes that follow each other. */
static int read_text(struct px_lex *lex, const char **text, struct err *err)
{
	struct buf b = { 0 };
	const long line = lex->line;
	const size_t start = lex->at, line_start = lex->line_start;

	buf_str(&b, "");
	while (here(lex) == '"') {
		step(lex);
		while (!at_end(lex) && here(lex) != '"') {
			const char c = here(lex);

			buf_char(&b, c == '#' || is_space(c) || c == '\0' ? ' ' : c);
			step(lex);
		}
		if (at_end(lex)) {
			buf_free(&b);
			lex->line_start = line_start;
			return figures_broken(lex->in, line, column_of(lex, start), err, "ett citattecken stängs inte före filens slut");
		}
		step(lex);
		skip_spaces(lex);
	}
	*text = arena_strndup(&lex->arena, b.data, b.len);
	buf_free(&b);
	return 0;
}

/* YES, 2, TLIST …: what stands without quotes. */
static const char *read_bare(struct px_lex *lex)
{
	const size_t start = lex->at;

	while (!at_end(lex) && !is_space(here(lex)) && !strchr("=;,()[]\"", here(lex)))
		step(lex);
	return arena_strndup(&lex->arena, lex->in->data + start, lex->at - start);
}

static int expect(struct px_lex *lex, char c, struct err *err)
{
	skip_spaces(lex);
	if (here(lex) != c || at_end(lex)) {
		return figures_broken(lex->in, lex->line, column_of(lex, lex->at), err, "”%c” ska stå här%s", c,
				at_end(lex) ? ", men filen slutar" : "");
	}
	step(lex);
	return 0;
}

/* ("name","name") after a keyword. */
static int read_names(struct px_lex *lex, struct px_entry *entry, struct err *err)
{
	step(lex);
	for (;;) {
		const char *name;

		skip_spaces(lex);
		if (here(lex) == '"') {
			if (read_text(lex, &name, err))
				return err->code;
		} else {
			name = read_bare(lex);
		}
		if (entry->nnames < PX_NAMES_MAX)
			entry->names[entry->nnames] = name;
		entry->nnames++;
		skip_spaces(lex);
		if (here(lex) != ',')
			return expect(lex, ')', err);
		step(lex);
	}
}

/* (A1) or (A1,"1994"-"2004") after TLIST. */
static int read_tlist(struct px_lex *lex, struct px_entry *entry, struct vec *values, struct err *err)
{
	step(lex);
	skip_spaces(lex);
	entry->scale = read_bare(lex);
	for (;;) {
		const char *text;

		skip_spaces(lex);
		if (here(lex) != ',' && here(lex) != '-')
			return expect(lex, ')', err);
		entry->range |= here(lex) == '-';
		step(lex);
		skip_spaces(lex);
		if (here(lex) != '"')
			return broken(lex, err, "en tid inom citattecken ska stå här");
		if (read_text(lex, &text, err))
			return err->code;
		vec_push(values, (void *)text);
	}
}

static int read_value(struct px_lex *lex, struct px_entry *entry, struct vec *values, struct err *err)
{
	const char *text;

	skip_spaces(lex);
	if (here(lex) == '"') {
		if (read_text(lex, &text, err))
			return err->code;
		vec_push(values, (void *)text);
		return 0;
	}
	text = read_bare(lex);
	skip_spaces(lex);
	if (here(lex) == '(')
		return read_tlist(lex, entry, values, err);
	if (*text)
		vec_push(values, (void *)text);
	return 0;
}

/* Values up to the semicolon. */
static int read_values(struct px_lex *lex, struct px_entry *entry, struct err *err)
{
	struct vec values = { 0 };
	int rc;

	for (;;) {
		rc = read_value(lex, entry, &values, err);
		skip_spaces(lex);
		if (rc || here(lex) != ',')
			break;
		step(lex);
	}
	if (!rc)
		rc = expect(lex, ';', err);
	if (!rc) {
		entry->n = values.n;
		entry->values = arena_alloc(&lex->arena, (values.n + 1) * sizeof(*entry->values));
		if (values.n)
			memcpy(entry->values, values.items, values.n * sizeof(*entry->values));
	}
	vec_free(&values);
	return rc;
}

static int read_keyword(struct px_lex *lex, struct px_entry *entry, struct err *err)
{
	size_t n = 0;

	skip_spaces(lex);
	entry->line = lex->line;
	if (at_end(lex))
		return broken(lex, err, "filen slutar utan DATA: är den avkortad?");
	if (!isalpha((unsigned char)here(lex)))
		return broken(lex, err, "ett nyckelord ska stå här, som VALUES eller DATA");
	while (!at_end(lex) && (isalnum((unsigned char)here(lex)) || here(lex) == '-' || here(lex) == '_')) {
		if (n + 1 < sizeof(entry->keyword))
			entry->keyword[n++] = (char)toupper((unsigned char)here(lex));
		step(lex);
	}
	return 0;
}

/* [language]("name","name")= and, but for DATA, values; all after the keyword. */
static int read_rest(struct px_lex *lex, struct px_entry *entry, struct err *err)
{
	int rc;

	entry->language = "";
	skip_spaces(lex);
	if (here(lex) == '[') {
		step(lex);
		entry->language = read_bare(lex);
		if (expect(lex, ']', err))
			return err->code;
		skip_spaces(lex);
	}
	if (here(lex) == '(' && read_names(lex, entry, err))
		return err->code;
	rc = expect(lex, '=', err);
	return rc || strcmp(entry->keyword, "DATA") == 0 ? rc : read_values(lex, entry, err);
}

int px_lex_header(struct px_lex *lex, bool (*keep)(const char *keyword), struct err *err)
{
	lex->line = 1;
	for (;;) {
		struct px_entry entry = { .line = 0 }, *kept;
		struct arena arena = lex->arena;
		int rc = read_keyword(lex, &entry, err);
		const bool wanted = !rc && keep(entry.keyword);

		/* What is not kept (notes, mostly) is let go at once. */
		if (!wanted)
			lex->arena = (struct arena){ .first = NULL };
		if (!rc)
			rc = read_rest(lex, &entry, err);
		if (!wanted) {
			arena_free(&lex->arena);
			lex->arena = arena;
		}
		if (rc || strcmp(entry.keyword, "DATA") == 0)
			return rc;
		if (!wanted)
			continue;
		if (lex->entries.n == PX_ENTRIES_MAX)
			return figures_broken(lex->in, entry.line, 0, err, "filen har fler nyckelord än %d", (int)PX_ENTRIES_MAX);
		kept = arena_alloc(&lex->arena, sizeof(*kept));
		*kept = entry;
		vec_push(&lex->entries, kept);
	}
}

const struct px_entry *px_find(const struct px_lex *lex, const char *keyword, const char *language, const char *name)
{
	for (size_t i = 0; i < lex->entries.n; i++) {
		const struct px_entry *entry = lex->entries.items[i];

		if (strcmp(entry->keyword, keyword) != 0 || strcmp(entry->language, language) != 0 || entry->nnames != (name != NULL))
			continue;
		if (!name || strcmp(entry->names[0], name) == 0)
			return entry;
	}
	return NULL;
}

const char *px_text(const struct px_lex *lex, const char *keyword, const char *language, const char *name)
{
	const struct px_entry *entry = px_find(lex, keyword, language, name);

	return entry && entry->n && *entry->values[0] ? entry->values[0] : NULL;
}

/* ---- the data --------------------------------------------------------------------------------------------- */

int px_next_word(struct px_lex *lex, bool commas, struct px_word *word, struct err *err)
{
	while (!at_end(lex) && (is_space(here(lex)) || (commas && here(lex) == ',')))
		step(lex);
	word->line = lex->line;
	if (at_end(lex)) {
		broken(lex, err, "filen slutar mitt i DATA, utan ”;”: är den avkortad?");
		return -1;
	}
	if (here(lex) == ';') {
		step(lex);
		return 0;
	}
	word->quoted = here(lex) == '"';
	if (word->quoted)
		step(lex);
	word->at = lex->at;
	word->line_start = lex->line_start;
	word->s = lex->in->data + lex->at;
	while (!at_end(lex) && (word->quoted ? here(lex) != '"' && here(lex) != '\n' :
			!is_space(here(lex)) && here(lex) != ';' && here(lex) != '"' && !(commas && here(lex) == ',')))
		lex->at++;
	word->n = lex->at - word->at;
	if (!word->quoted)
		return 1;
	if (at_end(lex) || here(lex) != '"') {
		broken(lex, err, "ett citattecken stängs inte på raden");
		return -1;
	}
	step(lex);
	return 1;
}

long px_word_column(const struct px_lex *lex, const struct px_word *word)
{
	long column = 1;

	for (size_t i = word->line_start; i < word->at; i++)
		column += ((unsigned char)lex->in->data[i] & 0xC0) != 0x80;
	return column;
}

void px_lex_free(struct px_lex *lex)
{
	arena_free(&lex->arena);
	vec_free(&lex->entries);
}
