/* series.h: how a series lies under its keys. Internal to the store.
 *
 * A series too large for one value that needs no page of its own goes on under more keys: its key, NUL and the first period
 * in the part, big-endian. They follow it in key order, and each but the last says that more follows. */
#ifndef STYRTAVLA_SERIES_H
#define STYRTAVLA_SERIES_H

#include "store/internal.h"
#include "store/series_block.h"

enum { PART_SIZE = 5 };

struct key series_part_key(const struct key *series, period_t first);
/* The largest value under the key that LMDB keeps on a page with others. */
size_t series_block_max(const struct key *key);
int key_compare(struct slice a, struct slice b); /* as LMDB orders them */

/* A series being read part by part. */
struct series_part {
	MDB_cursor *cursor;   /* stands on it */
	struct slice key;     /* of the series; the caller's to keep */
	struct block block;
	period_t period;      /* first of this part; 0 in the first one */
};
/* On to the next part, which block_continued promised. BAD_CONTENT where it is not there. */
enum decoded series_next_part(struct series_part *part);

#endif
