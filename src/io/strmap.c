/* strmap.c: open addressing with linear probing, at most half full. */
#include "io/strmap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a: short keys, and nobody gains from making their own file slow to read. */
static uint64_t hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h ^ (h >> 32);
}

/* The slot that has key, or the free one where it would go. */
static struct strmap_slot *find(const struct strmap *map, const char *key)
{
	size_t at = hash(key) & (map->cap - 1);

	while (map->slots[at].key && strcmp(map->slots[at].key, key) != 0)
		at = (at + 1) & (map->cap - 1);
	return &map->slots[at];
}

static void grow(struct strmap *map)
{
	struct strmap old = *map;

	map->cap = old.cap ? old.cap * 2 : 64;
	map->slots = mem_alloc(map->cap * sizeof(*map->slots));
	for (size_t i = 0; i < old.cap; i++) {
		if (old.slots[i].key)
			*find(map, old.slots[i].key) = old.slots[i];
	}
	free(old.slots);
}

void *strmap_get(const struct strmap *map, const char *key)
{
	return map->cap ? find(map, key)->value : NULL;
}

void *strmap_add(struct strmap *map, const char *key, void *value)
{
	struct strmap_slot *slot;

	if (map->n * 2 >= map->cap)
		grow(map);
	slot = find(map, key);
	if (slot->key)
		return slot->value;
	slot->key = arena_strdup(&map->keys, key);
	slot->value = value;
	map->n++;
	return NULL;
}

const char *strmap_intern(struct strmap *map, const char *key)
{
	struct strmap_slot *slot;

	strmap_add(map, key, map);
	slot = find(map, key);
	return slot->key;
}

void strmap_free(struct strmap *map)
{
	free(map->slots);
	arena_free(&map->keys);
	memset(map, 0, sizeof(*map));
}
