/* text.h: UTF-8 text: width, cutting, folding, Swedish collation, and the one gate to the screen.
 *
 * All strings are NUL-terminated UTF-8 unless said otherwise. Width is in terminal cells and agrees with what curses
 * itself uses for every character text_clean lets through. Nothing here depends on the machine's locale. */
#ifndef STYRTAVLA_TEXT_H
#define STYRTAVLA_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* Decodes one character at s (n bytes left). Sets *cp; returns bytes used, or 0 where the bytes are no valid UTF-8
 * (truncated, overlong, surrogate, above U+10FFFF) or n is 0. */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp);
/* Writes cp (valid) to out; returns bytes, 1–4. */
size_t utf8_encode(uint32_t cp, char out[4]);
/* True if all n bytes are valid UTF-8 without NUL; else *bad (if given) is the offset of the first bad byte. */
bool utf8_valid(const char *s, size_t n, size_t *bad);

/* Cells of one character: 0 (combining), 1 or 2; what text_clean would replace counts as 1. */
int text_char_width(uint32_t cp);
/* Cells of s. Text should have been cleaned; bytes that are not UTF-8 count one cell each. */
int text_width(const char *s);
int text_width_n(const char *s, size_t n);

/* Bytes of the longest prefix of s, in whole graphemes, that fits in `cells`; *used (if given) its width. */
size_t text_prefix(const char *s, int cells, int *used);
/* Appends s to out, cut to at most `cells`, the last cell being "…" where anything was cut. Returns the width added. */
int text_fit(struct buf *out, const char *s, int cells);

/* Next/previous grapheme boundary from byte offset `at` in s of n bytes (a letter with its combining marks is one). */
size_t text_next(const char *s, size_t n, size_t at);
size_t text_prev(const char *s, size_t n, size_t at);
/* Next/previous word boundary (letters and digits are words), for word moves in the line editor. */
size_t text_next_word(const char *s, size_t n, size_t at);
size_t text_prev_word(const char *s, size_t n, size_t at);

/* The one gate to screen, terminal and message: appends s to out with control characters (C0, DEL, C1), escape
 * sequences, bidi controls, zero-width and invisible characters, tags, noncharacters, line separators and bytes that
 * are not UTF-8 each replaced by a visible mark (U+FFFD; in ASCII mode '?'). TAB becomes one space, LF becomes "⏎" or,
 * with TEXT_KEEP_LF, stays. Result is NFC. */
enum {
	TEXT_KEEP_LF = 1,
	TEXT_ASCII = 2, /* the mark is '?', and LF becomes a space; letters stay as they are */
};
void text_clean(struct buf *out, const char *s, size_t n, int flags);
/* True if text_clean would leave s as it is. */
bool text_is_clean(const char *s, size_t n, int flags);

/* Appends the NFC form of s. Invalid bytes become U+FFFD. */
void text_nfc(struct buf *out, const char *s, size_t n);

/* Folding for search. FOLD_CASE: case and composition do not matter, å ä ö stay letters of their own.
 * FOLD_LOOSE: diacritics do not matter either ("halsa" finds "hälsa"). Appends to out. */
enum text_fold_level { FOLD_CASE, FOLD_LOOSE };
void text_fold(struct buf *out, const char *s, enum text_fold_level level);
/* Appends a word to search for, folded, and tells how what is searched shall be folded: who types å means å; who types only plain
 * letters may have no other keys. */
enum text_fold_level text_fold_word(struct buf *out, const char *word);
/* True if needle is in haystack: folded by case, and loosely when needle itself has no diacritics. Empty: true. */
bool text_contains(const char *haystack, const char *needle);

/* Swedish collation (a–z å ä ö; w after v; ü as y, æ as ä, ø œ as ö, é as e at the second level; lower case first at
 * the last; space before letters; digits by value: 2 before 10). <0, 0, >0. NULL sorts last. */
int text_collate(const char *a, const char *b);
/* Ids such as 1.10 and 1.9, 12 and 3: number parts by value. */
int text_natural(const char *a, const char *b);
/* The beginning of s in an order that never contradicts text_collate, as TEXT_PREFIX bytes: where two differ (memcmp), so do the
 * strings, the same way; where they are equal nothing is said. For sorting thousands. */
#define TEXT_PREFIX 72
void text_collate_prefix(unsigned char prefix[TEXT_PREFIX], const char *s);

/* Wraps s (LF = paragraph break) to lines of at most `cells`; calls line for each (start, bytes, user). A word longer
 * than the line is broken at a grapheme. Soft spaces at a break are not part of either line. Returns the line count:
 * 0 for "", and an LF at the very end starts no further line. line may be NULL, to count only. */
int text_wrap(const char *s, int cells, void (*line)(const char *start, size_t n, void *user), void *user);

/* True where s is NULL or only white space. */
bool text_blank(const char *s);

#endif
