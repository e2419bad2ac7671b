/* text_priv.h: what the text_* and utf8 files share and nobody else needs. */
#ifndef STYRTAVLA_TEXT_PRIV_H
#define STYRTAVLA_TEXT_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <utf8proc.h>

#include "base/mem.h"

#define TEXT_MARK 0xFFFDu /* REPLACEMENT CHARACTER */

/* A character the screen may get as it is (a combining one too). LF and TAB are not. */
bool text_char_shown(uint32_t cp);
/* A character that sits on the one before it: no width of its own, or moved about by normalisation. */
bool text_char_extends(uint32_t cp);
/* False where a string of such characters is sure to be NFC already. */
bool text_char_unstable(uint32_t cp);
/* Appends s, which is valid UTF-8 without long runs of combining marks, mapped by utf8proc. */
void text_map(struct buf *out, const char *s, size_t n, int options, utf8proc_custom_func each);
/* Normalises what out has from byte `start` on, in place. */
void text_nfc_tail(struct buf *out, size_t start);

#endif
