/* px_lex.h: a PX file as keywords and their values, and then the data, word by word. Text in more than one pair of quotes is one
 * text, over lines too; a # in it is a line break (a space here). */
#ifndef STYRTAVLA_PX_LEX_H
#define STYRTAVLA_PX_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "io/infile.h"

enum {
	PX_NAMES_MAX = 2,       /* in the parentheses after a keyword that is kept */
	PX_ENTRIES_MAX = 20000, /* keywords kept */
};

struct px_entry {
	char keyword[24];     /* in capitals; a longer one is none that is known */
	const char *language; /* "" = the file's own */
	const char *names[PX_NAMES_MAX];
	size_t nnames;
	const char **values;
	size_t n;
	const char *scale;    /* of TLIST(A1 …): "A1"; NULL where there is none */
	bool range;           /* TLIST(A1,"1994"-"2004"): values are the first and the last */
	long line;
};

/* Set in; px_lex_free ends it. */
struct px_lex {
	const struct infile *in;
	size_t at;
	long line;
	size_t line_start;
	struct arena arena;
	struct vec entries;   /* struct px_entry * */
};

/* Reads keywords up to and with DATA=; keep says which are wanted. 0 or ERR_INPUT. */
int px_lex_header(struct px_lex *lex, bool (*keep)(const char *keyword), struct err *err);
/* The entry of keyword in language, with name in its parentheses (NULL: with none); NULL if there is none. */
const struct px_entry *px_find(const struct px_lex *lex, const char *keyword, const char *language, const char *name);
/* Its first value; NULL if there is none or it is empty. */
const char *px_text(const struct px_lex *lex, const char *keyword, const char *language, const char *name);

/* The next word of the data: text in quotes or the characters up to space or ; (or comma, with commas).
 * 1: there is one; 0: the data ended with ; −1: the file ended before that, *err set. */
struct px_word {
	const char *s;
	size_t n;
	bool quoted;
	long line;
	size_t at, line_start; /* for its column */
};
int px_next_word(struct px_lex *lex, bool commas, struct px_word *word, struct err *err);
long px_word_column(const struct px_lex *lex, const struct px_word *word); /* in characters, from 1 */
void px_lex_free(struct px_lex *lex);

#endif
