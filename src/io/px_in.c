/* px_in.c: PX files (SCB, Nordic statistical offices): tables whose axes are STUB and HEADING, with VALUES, CODES and TIMEVAL, and
 * then DATA row by row, or with KEYS only the rows there are.
 *
 * The encoding is by looking where the file is UTF-8, else what CODEPAGE or CHARSET says, else by looking. Names are Swedish where
 * the file has them in Swedish. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/cube_in.h"
#include "io/figures_formats.h"
#include "io/px_lex.h"
#include "io/strmap.h"
#include "model/record.h"

#define CELLS_MAX (SIZE_MAX / 2) /* more than any file has */

enum {
	SYMBOLS = 8,       /* "." … "......" (DATASYMBOL1–6), "......." (SUM) and "-" (NIL) */
	TELL_EVERY = 65536,
};

struct symbol {
	const char *sign;  /* as it stands in the data */
	const char *words; /* what DATASYMBOL says of it; NULL */
	int missing;
};
struct px {
	struct infile *in;
	const struct figures_sink *sink;
	struct px_lex lex;
	struct cube cube;
	bool swedish;                      /* [sv] is another language than the file's own */
	struct symbol symbols[SYMBOLS];
	const struct px_entry *axes[CUBE_DIMS_MAX]; /* KEYS of each dimension; NULL: all its categories are there */
	struct strmap keys[CUBE_DIMS_MAX]; /* of a dimension with KEYS: word → category */
	size_t nkeys, row;                 /* row: cells in one row of data; all of them without KEYS */
	size_t index[CUBE_DIMS_MAX];
	size_t cells;                      /* read */
};

static bool keep(const char *keyword)
{
	static const char *const kept[] = { "STUB", "HEADING", "VALUES", "CODES", "TIMEVAL", "VARIABLECODE", "VARIABLE-TYPE",
		"CONTVARIABLE", "CONTENTS", "TITLE", "MATRIX", "TABLEID", "SOURCE", "UNITS", "DECIMALS", "SHOWDECIMALS", "KEYS", "LANGUAGE", "CHARSET",
		"CODEPAGE", "DATASYMBOL1", "DATASYMBOL2", "DATASYMBOL3", "DATASYMBOL4", "DATASYMBOL5", "DATASYMBOL6", "DATASYMBOLSUM",
		"DATASYMBOLNIL", "MAP" };

	for (size_t i = 0; i < COUNT_OF(kept); i++) {
		if (strcmp(kept[i], keyword) == 0)
			return true;
	}
	return false;
}

/* ---- encoding --------------------------------------------------------------------------------------------- */

/* Files from before CHARSET was invented are from DOS, whose å ä ö read as Windows text are † „ ”. */
static bool looks_like_dos(const struct infile *in)
{
	static const char *const dos[] = { "†", "„", "”" }, *const windows[] = { "å", "ä", "ö" };
	size_t n[2] = { 0, 0 };

	for (size_t i = 0; i < COUNT_OF(dos); i++) {
		for (const char *s = in->data; (s = strstr(s, dos[i])); s++)
			n[0]++;
		for (const char *s = in->data; (s = strstr(s, windows[i])); s++)
			n[1]++;
	}
	return n[0] > n[1];
}

/* The header, read again where the file's own word for its encoding changes it. */
static int read_header(struct px *px, struct err *err)
{
	const char *encoding;
	char name[64];
	int rc;

	px->lex = (struct px_lex){ .in = px->in };
	rc = px_lex_header(&px->lex, keep, err);
	if (rc || px->in->encoding == ENC_UTF8 || px->in->encoding == ENC_UTF16LE || px->in->encoding == ENC_UTF16BE)
		return rc;
	encoding = px_text(&px->lex, "CODEPAGE", "", NULL);
	if (!encoding)
		encoding = px_text(&px->lex, "CHARSET", "", NULL);
	if (!encoding && px->in->encoding == ENC_CP1252 && looks_like_dos(px->in))
		encoding = "cp850";
	if (!encoding)
		return 0;
	snprintf(name, sizeof(name), "%s", encoding);
	px_lex_free(&px->lex);
	px->lex = (struct px_lex){ .in = px->in };
	rc = infile_recode(px->in, name, PX_MAX, err);
	return rc ? rc : px_lex_header(&px->lex, keep, err);
}

/* ---- dimensions ------------------------------------------------------------------------------------------- */

/* "20151" with Q1 is the first quarter of 2015; other scales than year, quarter, month and week are no periods here. */
static period_t scaled_period(const char *scale, const char *text)
{
	static const struct {
		char letter;
		size_t digits;
		char mark;
	} scales[] = { { 'A', 4, '\0' }, { 'Q', 5, 'Q' }, { 'M', 6, 'M' }, { 'W', 6, 'W' } };
	char spelt[16];

	if (strlen(scale) < 1 || strspn(text, "0123456789") != strlen(text))
		return 0;
	for (size_t i = 0; i < COUNT_OF(scales); i++) {
		if (scale[0] != scales[i].letter || strlen(text) != scales[i].digits)
			continue;
		snprintf(spelt, sizeof(spelt), scales[i].mark ? "%.4s%c%s" : "%.4s", text, scales[i].mark, text + 4);
		return figure_period(spelt);
	}
	return 0;
}

static int read_times(const struct px *px, struct cube_dim *dim, const struct px_entry *timeval, struct err *err)
{
	if (!timeval || !timeval->scale || timeval->range)
		return 0;
	if (timeval->n != 0 && timeval->n != dim->n) {
		return figures_broken(px->in, timeval->line, 0, err, "TIMEVAL har %zu tider, VALUES %zu", timeval->n, dim->n);
	}
	if (strchr("HD", timeval->scale[0])) {
		return figures_broken(px->in, timeval->line, 0, err, "tiden är %s, men bara år, kvartal, månad och vecka går att läsa",
				timeval->scale[0] == 'H' ? "halvår" : "dagar");
	}
	for (size_t i = 0; i < timeval->n; i++)
		dim->categories[i].period = scaled_period(timeval->scale, timeval->values[i]);
	return 0;
}

/* The units of contents, by the names in language. */
static void read_units(const struct px *px, struct cube_dim *dim, const char *language)
{
	const bool few = dim->n <= CUBE_METRICS_MAX;

	for (size_t i = 0; i < dim->n && few; i++) {
		const char *name = dim->categories[i].label;

		const char *unit = name ? px_text(&px->lex, "UNITS", language, name) : NULL;

		if (unit)
			dim->categories[i].unit = unit;
	}
}

/* The names in Swedish, where the file has as many of them. */
static void read_swedish(const struct px *px, struct cube_dim *dim, const char *variable)
{
	const struct px_entry *values = variable ? px_find(&px->lex, "VALUES", "sv", variable) : NULL;

	if (variable)
		dim->label = variable;
	for (size_t i = 0; values && values->n == dim->n && i < dim->n; i++)
		dim->categories[i].label = values->values[i];
	if (dim->role == CUBE_CONTENTS)
		read_units(px, dim, "sv");
}

static int read_dimension(struct px *px, const char *variable, const char *swedish, struct err *err)
{
	const struct px_entry *values = px_find(&px->lex, "VALUES", "", variable), *codes = px_find(&px->lex, "CODES", "", variable);
	const struct px_entry *timeval = px_find(&px->lex, "TIMEVAL", "", variable);
	const char *type = px_text(&px->lex, "VARIABLE-TYPE", "", variable), *contents = px_text(&px->lex, "CONTVARIABLE", "", NULL);
	const struct px_entry *any = values ? values : codes ? codes : timeval && !timeval->range ? timeval : NULL;
	struct cube_dim *dim;

	if (!any || !any->n)
		return figures_broken(px->in, 0, 0, err, "VALUES(\"%s\") saknas", variable);
	if (codes && codes->n != any->n)
		return figures_broken(px->in, codes->line, 0, err, "CODES(\"%s\") har %zu värden, VALUES %zu", variable, codes->n, any->n);
	px->axes[px->cube.ndims % CUBE_DIMS_MAX] = px_find(&px->lex, "KEYS", "", variable);
	dim = cube_add(&px->cube, px_text(&px->lex, "VARIABLECODE", "", variable), variable, any->n);
	if (!dim)
		return figures_broken(px->in, 0, 0, err, "tabellen har fler än %d variabler", (int)CUBE_DIMS_MAX);
	for (size_t i = 0; i < dim->n; i++) {
		dim->categories[i].code = codes ? codes->values[i] : NULL;
		dim->categories[i].label = values ? values->values[i] : timeval == any ? timeval->values[i] : NULL;
	}
	if (contents && strcmp(contents, variable) == 0)
		dim->role = CUBE_CONTENTS;
	else if ((timeval && timeval->scale) || (type && (*type == 'T' || *type == 't')))
		dim->role = CUBE_TIME;
	else if (px_find(&px->lex, "MAP", "", variable) || (type && (*type == 'G' || *type == 'g')))
		dim->role = CUBE_PLACE;
	if (dim->role == CUBE_CONTENTS)
		read_units(px, dim, "");
	if (px->swedish)
		read_swedish(px, dim, swedish);
	return read_times(px, dim, timeval, err);
}

static int read_axis(struct px *px, const char *keyword, struct err *err)
{
	const struct px_entry *axis = px_find(&px->lex, keyword, "", NULL), *swedish = px_find(&px->lex, keyword, "sv", NULL);
	int rc = 0;

	for (size_t i = 0; axis && i < axis->n && !rc; i++)
		rc = read_dimension(px, axis->values[i], px->swedish && swedish && swedish->n == axis->n ? swedish->values[i] : NULL, err);
	return rc;
}

static int count_decimals(const struct px *px)
{
	const char *s = px_text(&px->lex, "SHOWDECIMALS", "", NULL);

	if (!s)
		s = px_text(&px->lex, "DECIMALS", "", NULL);
	return s && *s >= '0' && *s <= '9' && !s[1] ? *s - '0' : -1;
}

/* Keyword in Swedish, else in the file's own language. */
static const char *said(const struct px *px, const char *keyword)
{
	const char *s = px->swedish ? px_text(&px->lex, keyword, "sv", NULL) : NULL;

	return s ? s : px_text(&px->lex, keyword, "", NULL);
}

static int read_table(struct px *px, struct err *err)
{
	const char *language = px_text(&px->lex, "LANGUAGE", "", NULL);
	struct cube *cube = &px->cube;
	int rc;

	px->swedish = !(language && strcmp(language, "sv") == 0) && px_find(&px->lex, "CONTENTS", "sv", NULL);
	cube->table = px_text(&px->lex, "TABLEID", "", NULL);
	if (!cube->table)
		cube->table = px_text(&px->lex, "MATRIX", "", NULL);
	cube->name = said(px, "CONTENTS");
	if (!cube->name)
		cube->name = said(px, "TITLE");
	cube->source = said(px, "SOURCE");
	cube->unit = said(px, "UNITS");
	cube->decimals = count_decimals(px);
	rc = read_axis(px, "STUB", err);
	if (!rc)
		rc = read_axis(px, "HEADING", err);
	if (!rc && !cube->ndims)
		return figures_broken(px->in, 0, 0, err, "varken STUB eller HEADING finns: tabellen har inga variabler");
	return rc;
}

/* ---- cells ------------------------------------------------------------------------------------------------ */

static void read_symbols(struct px *px)
{
	static const char *const signs[SYMBOLS] = { ".", "..", "...", "....", ".....", "......", ".......", "-" };
	static const char *const keywords[SYMBOLS] = { "DATASYMBOL1", "DATASYMBOL2", "DATASYMBOL3", "DATASYMBOL4", "DATASYMBOL5",
		"DATASYMBOL6", "DATASYMBOLSUM", "DATASYMBOLNIL" };

	for (size_t i = 0; i < SYMBOLS; i++) {
		struct symbol *symbol = &px->symbols[i];
		int missing;

		symbol->sign = signs[i];
		symbol->words = said(px, keywords[i]);
		missing = symbol->words ? cube_status(symbol->words, NULL) : -1;
		symbol->missing = missing > MISSING_NONE ? missing : MISSING_NOT_MEASURED;
	}
}

static bool same(const struct px_word *word, const char *s)
{
	return s && strlen(s) == word->n && memcmp(s, word->s, word->n) == 0;
}

static void read_cell(struct px *px, const struct px_word *word)
{
	struct figure figure = { .value = NUM_MISSING };
	struct err err = { 0 };

	for (size_t i = 0; i < SYMBOLS && figure.missing == MISSING_NONE; i++) {
		if (same(word, px->symbols[i].sign) || (same(word, px->symbols[i].words) && px->symbols[i].words[0] != '\0'))
			figure.missing = px->symbols[i].missing;
	}
	if (figure.missing == MISSING_NONE && figure_value(word->s, word->n, false, &figure.value, &figure.missing, &err)) {
		figures_refuse(px->sink, px->in, word->line, px_word_column(&px->lex, word), "%s", err.text);
		return;
	}
	cube_figure(&px->cube, px->index, &figure, word->line, 0);
}

/* The next cell of the row: the dimensions without KEYS, the last fastest. False after the row's last. */
static bool next_cell(struct px *px)
{
	for (size_t i = px->cube.ndims; i-- > 0;) {
		if (px->axes[i])
			continue;
		if (++px->index[i] < px->cube.dims[i].n)
			return true;
		px->index[i] = 0;
	}
	return false;
}

static void tell_progress(struct px *px)
{
	if (++px->cells % TELL_EVERY)
		return;
	px->in->done = (uint64_t)((double)px->in->total * ((double)px->lex.at / (double)px->in->size));
	if (!figures_progress(px->sink, px->in))
		px->cube.stop = true;
}

/* Cells up to the end of the row; word is the first. */
static int read_row(struct px *px, struct px_word *word, struct err *err)
{
	int more = 1;

	for (size_t n = 1;; n++) {
		read_cell(px, word);
		tell_progress(px);
		if (px->cube.stop || !next_cell(px))
			return 0;
		more = px_next_word(&px->lex, px->nkeys > 0, word, err);
		if (more < 0)
			return err->code;
		if (!more) {
			return figures_broken(px->in, word->line, 0, err, "DATA slutar efter %zu tal, tabellen har %zu%s: är filen avkortad?",
					n, px->row, px->nkeys ? " på varje rad" : "");
		}
	}
}

/* The words a row begins with; word is the first. */
static int read_keys(struct px *px, struct px_word *word, struct err *err)
{
	char text[256];

	for (size_t i = 0; i < px->cube.ndims; i++) {
		const struct cube_category *category = NULL;

		if (!px->axes[i])
			continue;
		if (word->n < sizeof(text)) {
			memcpy(text, word->s, word->n);
			text[word->n] = '\0';
			category = strmap_get(&px->keys[i], text);
		}
		if (!category) {
			return figures_broken(px->in, word->line, px_word_column(&px->lex, word), err, "”%.*s” är inget värde på %s",
					(int)(word->n < 60 ? word->n : 60), word->s, px->cube.dims[i].label);
		}
		px->index[i] = (size_t)(category - px->cube.dims[i].categories);
		switch (px_next_word(&px->lex, true, word, err)) {
		case 1:
			break;
		case 0:
			return figures_broken(px->in, word->line, 0, err, "DATA slutar mitt i en rad: är filen avkortad?");
		default:
			return err->code;
		}
	}
	return 0;
}

/* KEYS("region")=CODES: rows begin with codes; =VALUES: with names. */
static int prepare_keys(struct px *px, struct err *err)
{
	px->row = 1;
	for (size_t i = 0; i < px->cube.ndims; i++) {
		const struct cube_dim *dim = &px->cube.dims[i];
		const struct px_entry *values = px_find(&px->lex, "VALUES", "", px->axes[i] ? px->axes[i]->names[0] : NULL);
		bool by_code;

		if (!px->axes[i]) {
			px->row = dim->n > CELLS_MAX / px->row ? CELLS_MAX : px->row * dim->n;
			continue;
		}
		px->nkeys++;
		by_code = px->axes[i]->n && strcmp(px->axes[i]->values[0], "CODES") == 0;
		for (size_t j = 0; j < dim->n; j++) {
			/* The file's own name: dim may have the Swedish one. */
			const char *word = by_code || !values ? dim->categories[j].code : values->values[j];

			if (!word)
				return figures_broken(px->in, px->axes[i]->line, 0, err, "KEYS(\"%s\") är CODES, men CODES saknas",
						px->axes[i]->names[0]);
			strmap_add(&px->keys[i], word, &dim->categories[j]);
		}
	}
	return 0;
}

static int read_data(struct px *px, struct err *err)
{
	struct px_word word;
	bool any = false;
	int rc = 0;

	for (;;) {
		const int more = px_next_word(&px->lex, px->nkeys > 0, &word, err);

		if (more < 0)
			return err->code;
		if (!more)
			break;
		if (any && !px->nkeys) {
			return figures_broken(px->in, word.line, px_word_column(&px->lex, &word), err,
					"DATA har fler tal än de %zu som tabellen har", px->row);
		}
		any = true;
		if (px->nkeys)
			rc = read_keys(px, &word, err);
		if (!rc)
			rc = read_row(px, &word, err);
		if (rc || px->cube.stop)
			return rc;
	}
	return any ? 0 : figures_broken(px->in, 0, 0, err, "DATA är tom: tabellen har inga siffror");
}

/* ---- the whole -------------------------------------------------------------------------------------------- */

bool px_is(const struct infile *in, const struct figures_options *options)
{
	static const char *const first[] = { "CHARSET=", "AXIS-VERSION=", "CODEPAGE=", "LANGUAGE=", "CREATION-DATE=", "MATRIX=" };
	const char *s = in->data;

	(void)options;
	if (in->encoding == ENC_BINARY)
		return false;
	s += strspn(s, " \t\r\n");
	for (size_t i = 0; i < COUNT_OF(first); i++) {
		if (strncmp(s, first[i], strlen(first[i])) == 0)
			return true;
	}
	return strstr(s, "\nSTUB=") || strstr(s, "\nHEADING=");
}

int px_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct px *px = mem_alloc(sizeof(*px));
	int rc;

	px->in = in;
	px->sink = sink;
	rc = read_header(px, err);
	if (!rc)
		rc = read_table(px, err);
	if (!rc)
		rc = cube_prepare(&px->cube, in, options, sink, err);
	if (!rc && !px->cube.stop)
		rc = prepare_keys(px, err);
	if (!rc && !px->cube.stop) {
		read_symbols(px);
		rc = read_data(px, err);
	}
	for (size_t i = 0; i < CUBE_DIMS_MAX; i++)
		strmap_free(&px->keys[i]);
	px_lex_free(&px->lex);
	cube_free(&px->cube);
	free(px);
	return rc;
}
