/* undo.c: styrtavla undo. */
#include <errno.h>
#include <stdlib.h>

#include "cli/cli_util.h"

/* What a save was: of all its records, kind and id. */
struct found {
	uint64_t group;
	enum journal_op op;
	struct buf what;
};

static bool note(const struct journal_entry *entry, void *user)
{
	struct found *found = user;

	found->group = entry->group;
	found->op = entry->op;
	return false;
}

static bool note_record(const struct journal_entry *entry, void *user)
{
	struct found *found = user;

	if (entry->group != found->group)
		return false;
	buf_printf(&found->what, "%s%s ", found->what.len ? ", " : "",
		record_type(entry->kind) ? record_type(entry->kind)->label : "");
	cli_text(&found->what, entry->id);
	return true;
}

static int look_up(struct store *store, uint64_t seq, struct found *found, struct err *err)
{
	struct snapshot *snap;
	int rc = store_snapshot(store, MOMENT_NOW, &snap, err);

	if (rc)
		return rc;
	journal_scan(snap, seq, seq, false, note, found);
	if (found->group)
		journal_scan(snap, found->group, 0, false, note_record, found);
	store_snapshot_end(snap);
	if (!found->group)
		return err_set(err, ERR_INPUT, "händelse %llu finns inte i journalen", (unsigned long long)seq);
	if (found->op == OP_LOAD || found->op == OP_IMPORT)
		return err_set(err, ERR_INPUT, "händelse %llu är en inläsning och kan inte ångras: rätta den med en ny %s",
				(unsigned long long)seq, found->op == OP_LOAD ? "plan load" : "import");
	return 0;
}

/* What `undo` alone means: never an edit that lies behind an import, without saying so. */
static int find(struct store *store, uint64_t *seq, struct err *err)
{
	struct buf text = { 0 };
	char *file;

	*seq = store_undo_candidate(store, false);
	unsigned long number = store_import_after(store, *seq, &file);
	if (number) {
		buf_printf(&text, "det senaste är import %lu (%s): den ångras inte utan rättas med en ny import", number, file);
		if (*seq)
			buf_printf(&text, "; undo %llu ångrar det före", (unsigned long long)*seq);
		err_set(err, ERR_INPUT, "%s", buf_cstr(&text));
	} else if (!*seq) {
		err_set(err, ERR_INPUT, "det finns inget eget att ångra");
	}
	free(file);
	buf_free(&text);
	return err->code;
}

static int undo(struct store *store, uint64_t seq, struct err *err)
{
	struct found found = { 0 };
	struct save_result result = { 0 };
	struct buf out = { 0 };
	int rc = seq ? 0 : find(store, &seq, err);

	if (rc)
		return rc;
	rc = look_up(store, seq, &found, err);
	if (!rc)
		rc = store_undo(store, found.group, false, &result, err);
	if (!rc) {
		buf_printf(&out, "ångrad: händelse %llu, %s\n", (unsigned long long)found.group, buf_cstr(&found.what));
		rc = cli_answer(&out, 0) ? ERR_STORE : 0;
	}
	record_free(result.theirs);
	buf_free(&found.what);
	return rc;
}

static int run(const struct options *options, uint64_t seq)
{
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_open(options, false, &store, &err))
		return cli_fail(&err);
	rc = undo(store, seq, &err);
	store_close(store);
	/* An answer that could not be written has been told already, without err. */
	return rc && err.code ? cli_fail(&err) : rc;
}

int cli_undo(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = { { 0 } };
	unsigned long long seq = 0;
	char *end;
	int rc;

	cli_getopt_start();
	if (cli_getopt(argc, argv, ":", longs) != -1)
		return ERR_USAGE;
	if (argc - optind > 1)
		return cli_usage("undo", "ett ord för mycket: %s", argv[optind + 1]);
	if (optind < argc) {
		errno = 0;
		seq = strtoull(argv[optind], &end, 10);
		if (errno || *end || !seq || argv[optind][0] == '-')
			return cli_usage("undo", "%s: här väntades ett nummer ur journalen", argv[optind]);
	}
	rc = cli_may_edit(options, "undo");
	return rc ? rc : run(options, seq);
}
