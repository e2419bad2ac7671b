/* import_about.c: what is known of an import only when all of it has been read. */
#include <stdlib.h>
#include <string.h>

#include "model/record.h"
#include "store/import.h"

enum { PUBLISHER_UNKNOWN, PUBLISHER_SAME, PUBLISHER_OTHER };

static void set(char **text, const char *to)
{
	if (!to)
		return;
	free(*text);
	*text = mem_strdup(to);
}

void import_about(struct import *import, const char *file, const char *hash, const char *source, const char *note)
{
	set(&import->file, file);
	if (source)
		import->npublishers = 0; /* asked for anew */
	set(&import->source, source);
	set(&import->note, note);
	if (hash) {
		memset(import->hash, 0, sizeof(import->hash));
		memcpy(import->hash, hash, strnlen(hash, sizeof(import->hash) - 1));
	}
}

static int compare_publisher(struct import *import, MDB_txn *txn, uint32_t number)
{
	const char *ours = publisher_of(import->source), *theirs;
	struct batch *batch = NULL;
	struct slice value;
	uint8_t bytes[4];
	struct slice key = batch_key(bytes, number);
	int answer = PUBLISHER_SAME;

	if (ours && db_get(txn, import->store->batches, key, &value) && batch_decode(&batch, key, value) == DECODED) {
		theirs = publisher_of(batch->source);
		if (!theirs || strcmp(ours, theirs) != 0)
			answer = PUBLISHER_OTHER;
	}
	batch_free(batch);
	return answer;
}

bool import_same_publisher(struct import *import, MDB_txn *txn, uint32_t batch)
{
	if (batch >= import->npublishers) {
		size_t n = (size_t)batch + 64;

		import->publishers = mem_array(import->publishers, n, sizeof(*import->publishers));
		memset(import->publishers + import->npublishers, PUBLISHER_UNKNOWN, n - import->npublishers);
		import->npublishers = n;
	}
	if (import->publishers[batch] == PUBLISHER_UNKNOWN)
		import->publishers[batch] = (uint8_t)compare_publisher(import, txn, batch);
	return import->publishers[batch] == PUBLISHER_SAME;
}

uint64_t import_resourced(const struct import *import)
{
	return import->resourced;
}
