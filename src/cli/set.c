/* set.c: styrtavla set. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "cli/edit.h"

enum { TRIES = 200 };

struct set_options {
	const struct record_type *type;
	const char *id;
	char **words;
	int n;
	uint32_t revision; /* --if-revision; ANY_REVISION: not given */
};

/* Who made the revision that is there now, into a struct buf. */
static bool note_author(const struct journal_entry *entry, void *user)
{
	char at[MOMENT_TEXT_MAX];

	buf_printf(user, "av %s %s", entry->user && *entry->user ? entry->user : entry->account, moment_format_local(at, entry->at));
	return false;
}

/* The record is no longer what --if-revision says: who changed it, and when. */
static int conflict(const struct dataset *ds, const struct set_options *how, const struct record *rec, struct err *err)
{
	struct buf author = { 0 };
	struct snapshot *snap;
	int rc;

	if (!rec->revision) /* an occasion that nobody has given */
		return err_set(err, ERR_CONFLICT, "%s %s är bara föreslaget och har ingen revision: utelämna --if-revision",
				how->type->definite, rec->id);
	rc = store_snapshot(ds->store, MOMENT_NOW, &snap, err);
	if (rc)
		return rc;
	if (rec->seq)
		journal_scan(snap, rec->seq, rec->seq, false, note_author, &author);
	store_snapshot_end(snap);
	err_set(err, ERR_CONFLICT, "%s %s har revision %u, inte %u: ändrad %s; inget sparades", how->type->definite, rec->id,
			(unsigned)rec->revision, (unsigned)how->revision, buf_cstr(&author));
	buf_free(&author);
	return ERR_CONFLICT;
}

static int save(struct store *store, struct record *rec, uint32_t expect, struct err *err)
{
	struct change change = { rec, expect };
	struct save_result result = { 0 };
	int rc = store_save(store, &change, 1, &result, err);

	record_free(result.theirs);
	if (!rc && !result.saved)
		cli_say("%s %s är som förut: inget att spara", record_type(rec->kind)->definite, rec->id);
	return rc;
}

/* With all plans shown an id may be that of several records: which one is meant is not guessed. */
static int check_one(const struct dataset *ds, const struct set_options *how, struct err *err)
{
	const struct record_list *list = dataset_list(ds, how->type->kind);
	struct buf plans = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->items[i]->id, how->id) == 0)
			buf_printf(&plans, "%s%s", n++ ? ", " : "", list->items[i]->plan);
	}
	if (n > 1)
		err_set(err, ERR_USAGE, "%s %s finns i flera planer (%s): ange vilken med --plan", how->type->definite, how->id,
				buf_cstr(&plans));
	buf_free(&plans);
	return n > 1 ? ERR_USAGE : 0;
}

static int edit(struct store *store, const struct dataset *ds, const struct set_options *how, struct err *err)
{
	const struct record *old = dataset_find(ds, how->type->kind, NULL, how->id);
	struct record *rec;
	int rc;

	if (!old)
		return err_set(err, ERR_INPUT, "%s %s finns inte%s", how->type->definite, how->id,
				how->type->kind == REC_OBSERVATION ? " bland det som är inmatat: lägg till det med add observation" : "");
	if (check_one(ds, how, err))
		return err->code;
	if (how->revision != ANY_REVISION && how->revision != old->revision)
		return conflict(ds, how, old, err);
	rec = dataset_edit_copy(old);
	rc = edit_fields(ds, rec, how->words, how->n, false, err);
	if (!rc)
		rc = edit_check(ds, rec, err);
	if (!rc)
		rc = save(store, rec, old->revision, err);
	record_free(rec);
	return rc;
}

/* Who gives no revision means the record as it is: one that someone else just changed is read again and edited anew, so that
 * both edits hold. Not for ever: many writers at once can be first many times, but not always. */
static int edit_as_it_is(struct store *store, struct dataset *ds, const struct set_options *how, struct err *err)
{
	int rc = edit(store, ds, how, err);
	bool changed;

	for (int i = 0; rc == ERR_CONFLICT && how->revision == ANY_REVISION && i < TRIES; i++) {
		rc = dataset_refresh(ds, &changed, err);
		if (!rc)
			rc = edit(store, ds, how, err);
	}
	return rc;
}

static int run(const struct options *options, const struct set_options *how)
{
	struct dataset ds;
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_load(options, &store, &ds, &err))
		return cli_fail(&err);
	rc = edit_as_it_is(store, &ds, how, &err);
	dataset_free(&ds);
	store_close(store);
	return rc ? cli_fail(&err) : 0;
}

static bool read_revision(const char *text, uint32_t *revision)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(text, &end, 10);
	*revision = (uint32_t)n;
	return !errno && end != text && !*end && n > 0 && n < ANY_REVISION && text[0] != '-';
}

int cli_set(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = { { "if-revision", required_argument, NULL, 'r' }, { 0 } };
	struct set_options how = { .revision = ANY_REVISION };
	int c, rc;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == '?')
			return ERR_USAGE;
		if (!read_revision(optarg, &how.revision))
			return cli_usage("set", "--if-revision %s: här väntades ett nummer från 1", optarg);
	}
	if (argc - optind < 3)
		return cli_usage("set", "skriv slag, id och minst ett FÄLT=VÄRDE");
	how.type = edit_kind("set", argv[optind], &rc);
	if (!how.type)
		return rc;
	rc = cli_may_edit(options, "set");
	if (rc)
		return rc;
	how.id = argv[optind + 1];
	how.words = argv + optind + 2;
	how.n = argc - optind - 2;
	return run(options, &how);
}
