/* encoding.h: text in the encodings that Swedish statistics come in, to UTF-8. */
#ifndef STYRTAVLA_ENCODING_H
#define STYRTAVLA_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

enum encoding { ENC_UTF8, ENC_LATIN1, ENC_CP1252, ENC_CP850, ENC_UTF16LE, ENC_UTF16BE, ENC_BINARY };

/* "UTF-8", "iso-8859-1", "windows-1252", "ANSI" (Windows), "cp850", "IBM" (DOS) … in any case. false: unknown. */
bool encoding_named(const char *name, enum encoding *encoding);
const char *encoding_name(enum encoding encoding); /* for messages */

/* How many of n bytes are UTF-8 (NUL included): less than n at the first byte that is not, or at a character cut short by the end.
 * *letters (may be NULL) is raised by the characters of more than one byte before that. */
size_t utf8_span(const char *s, size_t n, size_t *letters);
/* True if s (n < 4 bytes) is the beginning of a character. */
bool utf8_cut(const char *s, size_t n);

#define ENCODING_GROWTH 3 /* bytes out for a byte in, at most */
/* Decodes n bytes to out (room for n × ENCODING_GROWTH), the encoding not being UTF-8 or binary. Returns the bytes written; *used those
 * taken: less than n where UTF-16 ends within a character, or (*bad set) where it has half of one. */
size_t encoding_decode(enum encoding encoding, const char *s, size_t n, char *out, size_t *used, bool *bad);

#endif
