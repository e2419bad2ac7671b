/* plan.c: styrtavla plan load. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "io/plan_file.h"

/* ---- into the store --------------------------------------------------------------------------------------- */

/* The plan a file is about: that of its first record that has one. */
static const char *plan_of(const struct plan_set *set, const char *file)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct record *rec = set->items[i].rec;

		if (set->items[i].file != file)
			continue;
		if (rec->kind == REC_PLAN)
			return rec->id;
		if (*rec->plan)
			return rec->plan;
	}
	return "";
}

static int store_file(struct store *store, struct plan_set *set, const char *file, size_t *saved, struct err *err)
{
	struct change *changes = mem_alloc((set->n + 1) * sizeof(*changes));
	struct save_result result = { 0 };
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < set->n; i++) {
		if (set->items[i].file == file)
			changes[n++] = (struct change){ set->items[i].rec, set->items[i].rec->revision };
	}
	if (n)
		rc = store_load(store, plan_of(set, file), changes, n, &result, err);
	record_free(result.theirs);
	free(changes);
	*saved += result.saved;
	return rc;
}

int cli_store_plans(struct store *store, struct plan_set *set, size_t *saved, struct err *err)
{
	int rc = 0;

	*saved = 0;
	for (size_t i = 0; !rc && i < set->files.n; i++)
		rc = store_file(store, set, set->files.items[i], saved, err);
	return rc;
}

/* ---- what is there already -------------------------------------------------------------------------------- */

static bool exists(enum record_kind kind, const char *plan, const char *id, void *user)
{
	struct record *rec = snapshot_get(user, kind, plan, id, false);

	record_free(rec);
	return rec != NULL;
}

static struct record *get(enum record_kind kind, const char *plan, const char *id, void *user)
{
	return snapshot_get(user, kind, plan, id, false);
}

static char *group(const char *id, void *user)
{
	struct record *rec = snapshot_get(user, REC_GROUP, "", id, false);
	char *boards = rec ? mem_strdup(((struct board_group *)rec)->boards) : NULL;

	record_free(rec);
	return boards;
}

/* ---- what will change ------------------------------------------------------------------------------------- */

struct counts {
	size_t new, changed, same;
};

static void put_value(struct buf *out, const struct record *rec, const struct field *field)
{
	struct buf text = { 0 };

	field_format(&text, rec, field);
	if (text.len)
		cli_text(out, buf_cstr(&text));
	else
		buf_str(out, "(tomt)");
	buf_free(&text);
}

static void put_changes(struct buf *out, const struct record *old, const struct record *new)
{
	const struct record_type *type = record_type(new->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (field_equal(old, new, field))
			continue;
		buf_printf(out, "    %s: ", field->key);
		put_value(out, old, field);
		buf_str(out, " → ");
		put_value(out, new, field);
		buf_char(out, '\n');
	}
	if (old->order != new->order)
		buf_printf(out, "    plats i filen: %d → %d\n", old->order, new->order);
}

static bool differs(const struct record *old, const struct record *new)
{
	const struct record_type *type = record_type(new->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		if (!field_equal(old, new, &type->fields[i]))
			return true;
	}
	return old->order != new->order;
}

static void compare(struct snapshot *snap, const struct record *rec, bool list, struct counts *counts, struct buf *out)
{
	struct record *old = snapshot_get(snap, rec->kind, rec->plan, rec->id, false);
	bool changed = old && differs(old, rec);

	counts->new += !old;
	counts->changed += changed;
	counts->same += old && !changed;
	if (list && (!old || changed)) {
		buf_printf(out, "%s %s ", old ? "ändras" : "ny", record_type(rec->kind)->label);
		cli_text(out, rec->id);
		if (strcmp(record_title(rec), rec->id) != 0) {
			buf_str(out, ": ");
			cli_text(out, record_title(rec));
		}
		buf_char(out, '\n');
		if (old)
			put_changes(out, old, rec);
	}
	record_free(old);
}

/* Checks the files against the store and tells what they would change. 0, ERR_INPUT (told) or ERR_STORE. */
static int check(struct store *store, struct plan_set *set, bool list, struct counts *counts, struct buf *out)
{
	struct plan_lookup lookup = { .exists = exists, .group = group, .get = get };
	struct snapshot *snap;
	struct err err = { 0 };
	bool good;

	if (store_snapshot(store, MOMENT_NOW, &snap, &err))
		return cli_fail(&err);
	lookup.user = snap;
	good = plan_set_check(set, &lookup);
	for (size_t i = 0; good && i < set->n; i++)
		compare(snap, set->items[i].rec, list, counts, out);
	store_snapshot_end(snap);
	if (good)
		return 0;
	cli_say_all(&set->errors, 0);
	cli_say("inget lästes in");
	return ERR_INPUT;
}

static int load(struct store *store, struct plan_set *set, bool dry_run, struct buf *out)
{
	struct counts counts = { 0 };
	struct err err = { 0 };
	size_t saved;
	int rc = check(store, set, dry_run, &counts, out);

	if (rc)
		return rc;
	if (!dry_run && cli_store_plans(store, set, &saved, &err))
		return cli_fail(&err);
	buf_printf(out, "%zu nya, %zu ändrade, %zu som förut%s\n", counts.new, counts.changed, counts.same,
			dry_run ? " (inget är sparat)" : "");
	return 0;
}

static int load_files(const struct options *options, int n, char **files, bool dry_run)
{
	struct options how = *options;
	struct plan_set set = { 0 };
	struct buf out = { 0 };
	struct store *store;
	struct err err = { 0 };
	int rc;

	how.readonly = how.readonly || dry_run;
	if (cli_open(&how, false, &store, &err))
		return cli_fail(&err);
	for (int i = 0; i < n; i++)
		plan_set_add_file(&set, files[i]);
	rc = load(store, &set, dry_run, &out);
	plan_set_free(&set);
	store_close(store);
	if (rc)
		buf_free(&out);
	return rc ? rc : cli_answer(&out, 0);
}

int cli_plan_command(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = { { "dry-run", no_argument, NULL, 'n' }, { 0 } };
	bool dry_run = false;
	int c, rc;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c != 'n')
			return ERR_USAGE;
		dry_run = true;
	}
	if (optind == argc || strcmp(argv[optind], "load") != 0)
		return cli_usage("plan", optind == argc ? "vad ska göras med planen? skriv plan load FIL" : "okänt: plan %s", argv[optind]);
	if (++optind == argc)
		return cli_usage("plan", "vilken fil ska läsas in?");
	rc = dry_run && options->as_of == MOMENT_NOW ? 0 : cli_may_edit(options, "plan");
	return rc ? rc : load_files(options, argc - optind, argv + optind, dry_run);
}
