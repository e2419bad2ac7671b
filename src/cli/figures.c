/* figures.c: see the header. */
#include "cli/figures.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

const char *figures_find_name(enum record_kind kind, const char *id, void *user)
{
	const struct dataset *ds = user;
	const struct organisation *organisation;
	const struct record *rec;

	if (kind == REC_METRIC) {
		rec = dataset_find(ds, REC_METRIC, NULL, id);
		return rec ? rec->id : NULL;
	}
	organisation = dataset_organisation_named(ds, id);
	if (organisation)
		return organisation->rec.id;
	rec = dataset_find(ds, REC_BOARD, NULL, id);
	return rec ? rec->id : NULL;
}

static void hash_hex(const void *data, size_t n, char hex[65])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, data, n);
	sodium_bin2hex(hex, 65, hash, sizeof(hash));
}

static int publish(struct import *import, struct figures_import *what, struct err *err)
{
	struct batch batch = { 0 };
	int rc = import_publish(import, &batch, err);

	if (rc)
		return rc;
	what->added = batch.added;
	what->changed = batch.changed;
	what->equal = batch.equal;
	what->batch = batch.number;
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	return 0;
}

int figures_store(struct store *store, const struct csv_in *in, struct figures_import *what, struct err *err)
{
	struct import *import;
	char hash[65];
	int rc;

	hash_hex(what->data, what->size, hash);
	rc = import_begin(store, what->file, hash, what->source ? what->source : "", what->note ? what->note : "", &import, err);
	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < in->n; i++)
		rc = import_add(import, in->rows[i].metric, in->rows[i].organisation, &in->rows[i].figure, err);
	if (!rc && !what->dry_run)
		return publish(import, what, err);
	if (!rc)
		rc = import_count(import, &what->added, &what->changed, &what->equal, err);
	import_abandon(import);
	return rc;
}
