/* map_file.c: reading map files. */
#include "io/map_file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "io/ini_reader.h"

enum { MAP_FILE_MAX = 1 << 20 };

struct loading {
	struct map *map;
	struct vec *errors;
};

__attribute__((format(printf, 3, 4))) static void complain(struct loading *l, const struct inifile_item *item, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	inifile_error(l->errors, l->map->name, item->line, item->section, item->id, item->key, "%s", buf_cstr(&text));
	buf_free(&text);
}

/* ---- values of keys --------------------------------------------------------------------------------------- */

static void set_text(struct loading *l, const struct inifile_item *item, void *place)
{
	*(const char **)place = arena_strdup(&l->map->arena, item->value);
	if (text_blank(item->value))
		complain(l, item, "värdet är tomt");
}

static bool yes(struct loading *l, const struct inifile_item *item)
{
	if (strcasecmp(item->value, "ja") != 0 && strcasecmp(item->value, "nej") != 0)
		complain(l, item, "här väntades ja eller nej");
	return strcasecmp(item->value, "ja") == 0;
}

static void set_yes(struct loading *l, const struct inifile_item *item, void *place)
{
	*(bool *)place = yes(l, item);
}

static void set_no(struct loading *l, const struct inifile_item *item, void *place)
{
	*(bool *)place = !yes(l, item);
}

struct list {
	const char **items;
	size_t n;
};

/* "a, b, c"; a comma of a value's own cannot be written. */
static struct list split(struct loading *l, const char *text)
{
	struct list list = { 0 };
	size_t commas = 0;

	for (const char *p = text; *p; p++)
		commas += *p == ',';
	list.items = arena_alloc(&l->map->arena, (commas + 1) * sizeof(*list.items));
	while (*text) {
		size_t n = strcspn(text, ","), len = n, lead = strspn(text, " ");

		while (len > lead && text[len - 1] == ' ')
			len--;
		if (len > lead)
			list.items[list.n++] = arena_strndup(&l->map->arena, text + lead, len - lead);
		text += n + (text[n] == ',');
	}
	return list;
}

static void set_list(struct loading *l, const struct inifile_item *item, const char ***items, size_t *n)
{
	struct list list = split(l, item->value);

	*items = list.items;
	*n = list.n;
	if (!list.n)
		complain(l, item, "värdet är tomt");
}

static void set_wide(struct loading *l, const struct inifile_item *item, void *place)
{
	(void)place;
	set_list(l, item, &l->map->wide, &l->map->nwide);
}

static void set_preliminary(struct loading *l, const struct inifile_item *item, void *place)
{
	(void)place;
	set_list(l, item, &l->map->preliminary, &l->map->npreliminary);
}

static void set_separator(struct loading *l, const struct inifile_item *item, void *place)
{
	(void)place;
	if (strcasecmp(item->value, "tab") == 0)
		l->map->separator = '\t';
	else if (strlen(item->value) == 1 && strchr(";,|", *item->value))
		l->map->separator = *item->value;
	else
		complain(l, item, "här väntades ; , | eller tab");
}

static void set_encoding(struct loading *l, const struct inifile_item *item, void *place)
{
	enum encoding encoding;

	set_text(l, item, place);
	if (!encoding_named(item->value, &encoding))
		complain(l, item, "okänd kodning; här väntades UTF-8, ISO-8859-1, Windows-1252, cp850, UTF-16LE eller UTF-16BE");
}

static void set_skip(struct loading *l, const struct inifile_item *item, void *place)
{
	char *end;

	*(long *)place = strtol(item->value, &end, 10);
	if (*end || end == item->value || *(long *)place < 0 || *(long *)place > 1000)
		complain(l, item, "här väntades ett antal rader, 0–1000");
}

static void set_decimal(struct loading *l, const struct inifile_item *item, void *place)
{
	bool comma = strcasecmp(item->value, "komma") == 0;

	*(enum map_decimal *)place = comma ? MAP_DECIMAL_COMMA : MAP_DECIMAL_POINT;
	if (!comma && strcasecmp(item->value, "punkt") != 0)
		complain(l, item, "här väntades komma eller punkt");
}

static void set_codes(struct loading *l, const struct inifile_item *item, void *place)
{
	*(bool *)place = strcasecmp(item->value, "scb") == 0;
	if (!*(bool *)place)
		complain(l, item, "här väntades scb (1 män, 2 kvinnor)");
}

/* ---- the keys of each section ----------------------------------------------------------------------------- */

#define AT(member) offsetof(struct map, member)
#define PLACE(part, member) (AT(places) + (part) * sizeof(struct map_place) + offsetof(struct map_place, member))

static const struct {
	const char *section, *key;
	void (*set)(struct loading *l, const struct inifile_item *item, void *place);
	size_t place;
} keys[] = {
	{ "file", "separator", set_separator, AT(separator) },
	{ "file", "encoding", set_encoding, AT(encoding) },
	{ "file", "skip", set_skip, AT(skip) },
	{ "file", "header", set_no, AT(no_header) },
	{ "file", "decimal", set_decimal, AT(decimal) },
	{ "file", "source", set_text, AT(source) },
	{ "metric", "column", set_text, PLACE(MAP_METRIC, column) },
	{ "metric", "columns", set_wide, AT(wide) },
	{ "metric", "value", set_text, PLACE(MAP_METRIC, value) },
	{ "metric", "name", set_text, AT(title) },
	{ "metric", "unit", set_text, AT(unit) },
	{ "metric", "definition", set_text, AT(definition) },
	{ "organisation", "column", set_text, PLACE(MAP_ORGANISATION, column) },
	{ "organisation", "value", set_text, PLACE(MAP_ORGANISATION, value) },
	{ "period", "column", set_text, PLACE(MAP_PERIOD, column) },
	{ "period", "value", set_text, PLACE(MAP_PERIOD, value) },
	{ "period", "headings", set_yes, AT(wide_periods) },
	{ "gender", "column", set_text, PLACE(MAP_GENDER, column) },
	{ "gender", "value", set_text, PLACE(MAP_GENDER, value) },
	{ "gender", "codes", set_codes, AT(scb) },
	{ "value", "column", set_text, PLACE(MAP_VALUE, column) },
	{ "preliminary", "column", set_text, PLACE(MAP_PRELIMINARY, column) },
	{ "preliminary", "when", set_preliminary, AT(preliminary) },
};

bool map_key(size_t i, const char **section, const char **key)
{
	if (i >= COUNT_OF(keys))
		return false;
	*section = keys[i].section;
	*key = keys[i].key;
	return true;
}

/* Sections that are lists of cells and what they stand for. */
static const struct {
	const char *section;
	enum map_part part;
} words[] = {
	{ "metrics", MAP_METRIC }, { "organisations", MAP_ORGANISATION }, { "genders", MAP_GENDER },
};

static bool take_word(struct loading *l, const struct inifile_item *item)
{
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct map_place *place = &l->map->places[words[i].part];
		struct buf folded = { 0 };

		if (strcmp(item->section, words[i].section) != 0)
			continue;
		if (item->key) {
			/* "" is the cell that is empty: a key cannot be. */
			text_fold(&folded, strcmp(item->key, "\"\"") == 0 ? "" : item->key, FOLD_CASE);
			strmap_add(&place->words, buf_cstr(&folded), arena_strdup(&l->map->arena, item->value));
			buf_free(&folded);
			if (text_blank(item->value))
				complain(l, item, "värdet är tomt");
		}
		return true;
	}
	return false;
}

static void take_filter(struct loading *l, const struct inifile_item *item)
{
	struct map *map = l->map;
	struct map_filter *filter;

	if (!item->key) {
		map->filters = mem_array(map->filters, map->nfilters + 1, sizeof(*map->filters));
		map->filters[map->nfilters++] = (struct map_filter){ .column = arena_strdup(&map->arena, item->id) };
		if (text_blank(item->id))
			complain(l, item, "skriv kolumnens rubrik efter ordet filter: [filter Variabel]");
		return;
	}
	filter = &map->filters[map->nfilters - 1];
	if (strcmp(item->key, "only") != 0 && strcmp(item->key, "except") != 0)
		complain(l, item, "okänd nyckel; här väntades only eller except");
	else if (filter->values)
		complain(l, item, "only och except går inte ihop i samma sektion");
	else
		set_list(l, item, &filter->values, &filter->n);
	filter->except = strcmp(item->key, "except") == 0;
}

static void take_item(const struct inifile_item *item, void *user)
{
	struct loading *l = user;
	bool section = false;

	if (strcmp(item->section, "filter") == 0) {
		take_filter(l, item);
		return;
	}
	if (take_word(l, item))
		return;
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (strcmp(item->section, keys[i].section) != 0)
			continue;
		section = true;
		if (item->key && strcmp(item->key, keys[i].key) == 0) {
			keys[i].set(l, item, (char *)l->map + keys[i].place);
			return;
		}
	}
	if (!section && !item->key)
		complain(l, item, "okänd sektion; här väntades file, metric, organisation, period, gender, value, preliminary, filter, "
				"metrics, organisations eller genders");
	else if (section && item->key)
		complain(l, item, "okänd nyckel");
}

/* ---- what must hold --------------------------------------------------------------------------------------- */

static void must(struct loading *l, bool holds, const char *what)
{
	if (!holds)
		vec_push(l->errors, mem_printf("%s: %s", l->map->name, what));
}

static void check(struct loading *l)
{
	const struct map *map = l->map;
	const struct map_place *metric = &map->places[MAP_METRIC], *period = &map->places[MAP_PERIOD];
	const struct map_place *organisation = &map->places[MAP_ORGANISATION];
	bool wide = map->nwide || map->wide_periods;

	must(l, !metric->column + !metric->value + !map->nwide >= 2, "[metric] ska ha ett av column, columns och value");
	must(l, !organisation->column || !organisation->value, "[organisation] ska ha column eller value, inte båda");
	must(l, !period->column + !period->value + !map->wide_periods == 2, "[period] ska ha ett av column, value och headings = ja");
	must(l, !(map->nwide && map->wide_periods), "kolumner kan vara nyckeltal eller perioder, inte båda");
	must(l, !!map->places[MAP_VALUE].column == !wide, "[value] ska ha column, utom där flera kolumner har värden");
	must(l, !map->places[MAP_GENDER].column || !map->places[MAP_GENDER].value, "[gender] ska ha column eller value");
	must(l, !map->places[MAP_PRELIMINARY].column == !map->npreliminary, "[preliminary] ska ha både column och when");
	must(l, !map->no_header || !wide, "kolumner med egna rubriker kräver header = ja");
	must(l, !period->value || figure_period(period->value), "[period] value är ingen period");
	must(l, !map->places[MAP_GENDER].value || figure_gender(map->places[MAP_GENDER].value, false) > 0, "[gender] value ska vara T, K eller M");
	for (size_t i = 0; i < map->nfilters; i++)
		must(l, map->filters[i].n > 0, "varje [filter] ska ha only eller except");
}

int map_parse(struct map **out, const char *name, const char *data, size_t size, struct err *err)
{
	struct map *map = mem_alloc(sizeof(*map));
	struct vec errors = { 0 };
	struct loading l = { map, &errors };
	int rc = 0;

	map->name = arena_strdup(&map->arena, name);
	inifile_parse(name, data, size, take_item, &l, &errors);
	if (!errors.n)
		check(&l);
	if (errors.n)
		rc = err_set(err, ERR_INPUT, "%s", (const char *)errors.items[0]);
	vec_free_all(&errors, free);
	if (rc) {
		map_free(map);
		map = NULL;
	}
	*out = map;
	return rc;
}

int map_load(struct map **map, const char *path, struct err *err)
{
	struct buf data = { 0 };
	int rc = file_slurp(path, MAP_FILE_MAX, &data, err);

	*map = NULL;
	if (!rc)
		rc = map_parse(map, path, buf_cstr(&data), data.len, err);
	buf_free(&data);
	return rc;
}

void map_free(struct map *map)
{
	if (!map)
		return;
	for (size_t i = 0; i < MAP_PARTS; i++)
		strmap_free(&map->places[i].words);
	free(map->filters);
	arena_free(&map->arena);
	free(map);
}
