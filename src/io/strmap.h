/* strmap.h: strings to pointers, for names that must be unique and ids that must exist. Zero-initialise; strmap_free ends
 * it. Keys are copied; values are the caller's. Nothing is ever removed. */
#ifndef STYRTAVLA_STRMAP_H
#define STYRTAVLA_STRMAP_H

#include <stddef.h>

#include "base/mem.h"

struct strmap {
	struct strmap_slot {
		const char *key; /* NULL = free */
		void *value;
	} *slots;
	size_t n, cap; /* cap is 0 or a power of two */
	struct arena keys;
};

/* The value under key; NULL if there is none. */
void *strmap_get(const struct strmap *map, const char *key);
/* Puts value (not NULL) under key unless something is there already. Returns what was there, or NULL. */
void *strmap_add(struct strmap *map, const char *key, void *value);
/* The map's own copy of key, which is added where it is new: equal strings become one. */
const char *strmap_intern(struct strmap *map, const char *key);
void strmap_free(struct strmap *map);

#endif
