/* reference.c: filling a new store with the plans and figures that are compiled in. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "io/embedded.h"
#include "io/import_run.h"
#include "io/ini_reader.h"
#include "io/plan_file.h"

/* ---- plans ------------------------------------------------------------------------------------------------ */

static bool is_plan(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && strcmp(dot, ".ini") == 0 && strcmp(name, "styrtavla.ini") != 0 && strcmp(name, "figurer.ini") != 0;
}

int cli_fill_plans(struct store *store, struct err *err)
{
	struct plan_set set = { 0 };
	size_t saved;
	int rc;

	for (size_t i = 0; i < embedded_nfiles; i++) {
		if (is_plan(embedded_files[i].name))
			plan_set_add(&set, embedded_files[i].name, (const char *)embedded_files[i].data, embedded_files[i].size);
	}
	if (plan_set_check(&set, NULL))
		rc = cli_store_plans(store, &set, &saved, err);
	else
		rc = err_set(err, ERR_INPUT, "%s", (const char *)set.errors.items[0]);
	plan_set_free(&set);
	return rc;
}

/* ---- figures ---------------------------------------------------------------------------------------------- */

/* figurer.ini: [figures NAME] with file, source and note; read into one of these at a time. */
struct figure_file {
	char *file, *source, *note;
};
struct figure_list {
	struct figure_file *files;
	size_t n;
};

static void take_item(const struct inifile_item *item, void *user)
{
	struct figure_list *list = user;
	struct figure_file *last;

	if (!item->key) {
		list->files = mem_array(list->files, list->n + 1, sizeof(*list->files));
		memset(&list->files[list->n++], 0, sizeof(*list->files));
		return;
	}
	last = &list->files[list->n - 1];
	if (strcmp(item->key, "file") == 0)
		last->file = mem_strdup(item->value);
	else if (strcmp(item->key, "source") == 0)
		last->source = mem_strdup(item->value);
	else if (strcmp(item->key, "note") == 0)
		last->note = mem_strdup(item->value);
}

static int fill_file(struct store *store, const struct dataset *ds, const struct figure_file *what, struct err *err)
{
	const struct embedded *file = what->file ? embedded_find(what->file) : NULL;
	struct import_options how = { .source = what->source, .note = what->note };
	struct import_result result = { 0 };
	struct infile in;
	int rc;

	if (!file)
		return err_set(err, ERR_INPUT, "figurer.ini: filen %s finns inte", what->file ? what->file : "");
	rc = infile_memory(&in, file->name, (const char *)file->data, file->size, err);
	if (!rc)
		rc = import_run(store, ds, &in, 1, &how, NULL, NULL, &result, err);
	if (result.refused.n)
		err_set(err, rc, "%s", (const char *)result.refused.items[0]);
	else if (result.nunknown)
		err_set(err, rc, "%s:%ld: %s finns inte", file->name, result.unknown[0].line, result.unknown[0].id);
	import_result_free(&result);
	infile_close(&in);
	return rc;
}

static int fill_figures(struct store *store, struct err *err)
{
	const struct embedded *index = embedded_find("figurer.ini");
	struct figure_list list = { 0 };
	struct vec errors = { 0 };
	struct dataset ds = { 0 };
	int rc;

	if (!index)
		return 0;
	inifile_parse(index->name, (const char *)index->data, index->size, take_item, &list, &errors);
	rc = dataset_load(&ds, store, "all", MOMENT_NOW, DATE_NONE, err);
	if (!rc && errors.n)
		rc = err_set(err, ERR_INPUT, "%s", (const char *)errors.items[0]);
	for (size_t i = 0; i < list.n; i++) {
		if (!rc)
			rc = fill_file(store, &ds, &list.files[i], err);
		free(list.files[i].file);
		free(list.files[i].source);
		free(list.files[i].note);
	}
	free(list.files);
	vec_free_all(&errors, free);
	dataset_free(&ds);
	return rc;
}

int cli_fill_reference(struct store *store, struct err *err)
{
	int rc = store_set_filling(store, true, err);

	if (!rc)
		rc = cli_fill_plans(store, err);
	if (!rc)
		rc = fill_figures(store, err);
	return rc ? rc : store_set_filling(store, false, err);
}
