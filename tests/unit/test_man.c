/* test_man.c: the man pages name everything that the tables have: commands, exports, settings, actions, sections, fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/cli.h"
#include "io/figures_in.h"
#include "io/ini_reader.h"
#include "io/map_file.h"
#include "io/settings_table.h"
#include "query/queries.h"
#include "widget/keys.h"

static char *read_page(const char *name)
{
	const char *top = getenv("TOP_SRCDIR");
	char *path = mem_printf("%s/man/%s", top ? top : ".", name);
	struct buf page = { 0 };
	struct err err = { 0 };

	if (file_slurp(path, 1 << 20, &page, &err))
		fail_msg("%s", err.text);
	free(path);
	return buf_take(&page);
}

static void assert_has(const char *page, const char *fmt, const char *word)
{
	char *text = mem_printf("%s%s", fmt, word);

	if (!strstr(page, text))
		fail_msg("not in the page: %s", text);
	free(text);
}

static void test_commands(void **state)
{
	char *page = read_page("styrtavla.1");

	(void)state;
	for (size_t i = 0; i < cli_ncommands; i++) {
		if (!cli_commands[i].later)
			assert_has(page, "\n.It Cm ", cli_commands[i].name);
	}
	for (int k = 1; k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		if (type && type->flags & TYPE_SETTABLE)
			assert_has(page, "", type->name);
	}
	free(page);
}

static void test_exports(void **state)
{
	char *page = read_page("styrtavla-export.7");

	(void)state;
	for (size_t i = 0; i < query_nexports; i++)
		assert_has(page, "\n.It Cm ", query_exports[i].what);
	free(page);
}

static void test_settings(void **state)
{
	char *page = read_page("styrtavla.ini.5");

	(void)state;
	for (size_t i = 0; i < settings_table_n; i++) {
		assert_has(page, "\n.It Cm ", settings_table[i].key);
		for (int c = 0; settings_table[i].choices && settings_table[i].choices[c]; c++)
			assert_has(page, "", settings_table[i].choices[c]);
	}
	free(page);
}

static void test_actions(void **state)
{
	char *page = read_page("styrtavla.ini.5");

	(void)state;
	for (int a = 1; a < ACT_DO_COUNT; a++) {
		const struct action_info *info = action_info((enum action)a);
		char *item = mem_printf("%s\n%s%s\n", info->name, *info->keys == '.' ? "\\&" : "", info->keys);

		assert_has(page, "\n.It Cm ", item);
		free(item);
	}
	free(page);
}

/* The part of the page about one section: from its heading to the next. */
static char *part_of(const char *page, const char *section)
{
	char *head = mem_printf("\n.It Li [%s ", section);
	const char *start = strstr(page, head);
	const char *end = start ? strstr(start + 1, "\n.It Li [") : NULL;

	if (!start)
		fail_msg("no section [%s …]", section);
	free(head);
	return end ? mem_strndup(start, (size_t)(end - start)) : mem_strdup(start);
}

static void test_plan_sections(void **state)
{
	char *page = read_page("styrtavla-plan.5");

	(void)state;
	for (int k = 1; k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);
		char *part;

		/* The year's work is no plan; years and cells are keys of their own making. */
		if (!type || type->flags & (TYPE_NUMBERED | TYPE_WORK) || k == REC_ECONOMY || k == REC_ALLOCATION)
			continue;
		part = part_of(page, type->section);
		for (size_t i = 0; i < type->nfields; i++) {
			if (k != REC_ECONOMY_ROW || !(type->fields[i].flags & FIELD_FIXED))
				assert_has(part, "", type->fields[i].key);
		}
		free(part);
	}
	free(page);
}

/* Formats of imports, and the keys of map files in their sections. */
static void test_imports(void **state)
{
	char *page = read_page("styrtavla.1"), *maps = read_page("styrtavla-map.5");
	const char *section, *key;

	(void)state;
	for (size_t i = 0; i < figures_nformats; i++)
		assert_has(page, "\n.It Cm ", figures_formats[i].name);
	for (size_t i = 0; map_key(i, &section, &key); i++) {
		char *head = mem_printf(".It Li [%s", section), *start = strstr(maps, head), *end, *part;

		assert_non_null(start);
		end = strstr(start + 1, "\n.It Li [");
		part = end ? mem_strndup(start, (size_t)(end - start)) : mem_strdup(start);
		assert_has(part, "", key);
		free(head);
		free(part);
	}
	free(page);
	free(maps);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands), cmocka_unit_test(test_exports), cmocka_unit_test(test_settings),
		cmocka_unit_test(test_actions), cmocka_unit_test(test_plan_sections),
		cmocka_unit_test(test_imports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
