/* add.c: styrtavla add. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "cli/edit.h"
#include "query/companions.h"

#define REGION_HALLAND "0013" /* whose figures people enter by hand unless they say another's */

static bool is_derived(enum record_kind kind)
{
	return kind == REC_TARGET || kind == REC_OBSERVATION || kind == REC_FORECAST || kind == REC_ASSESSMENT ||
		kind == REC_SIGN_OFF || kind == REC_EFFECT;
}

/* Kinds whose id people give, or leave to be made of what the record belongs to; a rule's is what it judges (subject). */
static bool may_lack_id(enum record_kind kind)
{
	return kind == REC_GOAL || kind == REC_INDICATOR || kind == REC_RULE;
}

/* The id of a new record: given, or "" where it follows from the fields or is the store's next number. */
static int read_id(const struct record_type *type, char **words, int n, const char **id, struct err *err)
{
	bool own = type->flags & TYPE_NUMBERED || is_derived(type->kind);
	const char *fault;

	*id = edit_word(words, n, "id");
	if (own && *id)
		return err_set(err, ERR_INPUT, "%s får sitt id av sig själv: ange det inte", type->definite);
	if (!*id && may_lack_id(type->kind))
		*id = "";
	else if (!own && (!*id || !**id))
		return err_set(err, ERR_INPUT, "%s behöver ett id: skriv id=…", type->definite);
	fault = own || !**id ? NULL : record_id_fault(type->kind, *id);
	if (fault)
		return err_set(err, ERR_INPUT, "id: %s", fault);
	if (!*id)
		*id = "";
	return 0;
}

static void set_defaults(struct record *rec)
{
	struct observation *o = (struct observation *)rec;

	if (rec->kind != REC_OBSERVATION)
		return;
	if (!o->organisation)
		o->organisation = mem_strdup(REGION_HALLAND);
	if (!o->gender)
		o->gender = GENDER_T;
}

static int make(const struct dataset *ds, const struct record_type *type, char **words, int n, struct record **out,
		struct err *err)
{
	const char *id;
	int rc = read_id(type, words, n, &id, err);

	if (!rc && !(type->flags & TYPE_GLOBAL) && strcmp(ds->plan, "all") == 0)
		rc = err_set(err, ERR_USAGE, "i vilken plan? ange den med --plan");
	if (rc)
		return rc;
	*out = record_new(type->kind, ds->plan, id);
	rc = edit_fields(ds, *out, words, n, true, err);
	if (rc)
		return rc;
	set_defaults(*out);
	record_date(*out, ds->today);
	record_derive_id(*out);
	if (*id && strcmp((*out)->id, id) != 0)
		return err_set(err, ERR_INPUT, "id=%s och %s stämmer inte överens: %s får sitt id av sina fält", id, (*out)->id,
			type->definite);
	rc = companions_give_id(ds, *out, NULL, err);
	rc = rc ? rc : edit_check(ds, *out, err);
	if (!rc && *(*out)->id && dataset_find(ds, type->kind, NULL, (*out)->id))
		rc = err_set(err, ERR_INPUT, "%s %s finns redan: ändra med set", type->definite, (*out)->id);
	return rc;
}

static int save(const struct dataset *ds, struct record *rec, struct err *err)
{
	struct save_result result = { 0 };
	int rc = companions_save(ds, rec, &result, err);

	record_free(result.theirs);
	return rc;
}

static int run(const struct options *options, const struct record_type *type, char **words, int n)
{
	struct record *rec = NULL;
	struct buf out = { 0 };
	struct dataset ds;
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_load(options, &store, &ds, &err))
		return cli_fail(&err);
	rc = make(&ds, type, words, n, &rec, &err);
	if (!rc)
		rc = save(&ds, rec, &err);
	if (!rc) {
		cli_text(&out, rec->id);
		buf_char(&out, '\n');
	}
	record_free(rec);
	dataset_free(&ds);
	store_close(store);
	return rc ? cli_fail(&err) : cli_answer(&out, 0);
}

int cli_add(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = { { 0 } };
	const struct record_type *type;
	int rc;

	cli_getopt_start();
	if (cli_getopt(argc, argv, ":", longs) != -1)
		return ERR_USAGE;
	if (argc - optind < 2)
		return cli_usage("add", "skriv slag och minst ett FÄLT=VÄRDE");
	type = edit_kind("add", argv[optind], &rc);
	if (!type)
		return rc;
	rc = cli_may_edit(options, "add");
	return rc ? rc : run(options, type, argv + optind + 1, argc - optind - 1);
}
