/* damage.c: telling, once, of what did not check. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* After this many the store is beyond naming its parts; what they say has been said. */
enum { DAMAGE_MAX = 1000 };

static bool told_before(struct store *store, struct slice key)
{
	uint64_t hash = XXH3_64bits(key.data, key.len);

	for (size_t i = 0; i < store->damage.n; i++)
		if (store->damage.seen[i] == hash)
			return true;
	if (store->damage.n == DAMAGE_MAX)
		return true;
	store->damage.seen = mem_array(store->damage.seen, store->damage.n + 1, sizeof(*store->damage.seen));
	store->damage.seen[store->damage.n++] = hash;
	return false;
}

void damage(struct store *store, struct slice key, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	if (!store->damage.told || told_before(store, key))
		return;
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	store->damage.told(buf_cstr(&text), store->damage.user);
	buf_free(&text);
}

void store_describe(struct buf *out, enum record_kind kind, const char *id)
{
	const struct record_type *type = record_type(kind);

	buf_printf(out, "%s %s", type ? type->label : "post", id);
}

void damage_record(struct store *store, struct slice key, enum decoded why)
{
	struct buf what = { 0 };
	enum record_kind kind;
	const char *plan;
	struct slice id;

	if (!record_key_parse(key, &kind, &plan, &id)) {
		damage(store, key, "en post har en nyckel som inte går att tolka och visas inte");
		return;
	}
	char *name = mem_strndup((const char *)id.data, id.len);
	store_describe(&what, kind, name);
	if (*plan)
		buf_printf(&what, " i %s", plan);
	damage(store, key, "%s visas inte: %s", buf_cstr(&what), decoded_text(why));
	free(name);
	buf_free(&what);
}

void damage_free(struct store *store)
{
	free(store->damage.seen);
	store->damage.seen = NULL;
	store->damage.n = 0;
}

void store_on_damage(struct store *store, void (*told)(const char *what, void *user), void *user)
{
	store->damage.told = told;
	store->damage.user = user;
}
