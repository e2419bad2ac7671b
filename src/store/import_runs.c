/* import_runs.c: the sorted runs of an import read as one, least series first. */
#include "store/import.h"

#include <stdlib.h>
#include <string.h>

/* All readers together have 8 MB, one at most 256 KiB. SPARE: what block_open_packed may read beyond a block. */
enum { READ_ALL = 8 << 20, READ_MOST = 256 << 10, READ_LEAST = 4096, HEAD_MAX = 3 * 10, SPARE = 8 };

struct run_reader {
	uint8_t *data;
	size_t at, len, cap;
	uint64_t next, end;    /* of the spool: what comes after data, and the run's end */
	uint64_t key;          /* rank of metric << 32 | rank of organisation */
	uint32_t metric, organisation;
	struct slice packed;
};

/* Makes sure that n bytes, or all that is left, stand in data from `at` on. */
static int need(struct import *import, struct run_reader *r, size_t n, struct err *err)
{
	if (r->len - r->at >= n || r->next == r->end)
		return 0;
	memmove(r->data, r->data + r->at, r->len - r->at);
	r->len -= r->at;
	r->at = 0;
	if (r->cap < n) {
		r->cap = n;
		r->data = mem_realloc(r->data, r->cap + SPARE);
	}
	size_t more = r->cap - r->len;
	if (more > r->end - r->next)
		more = (size_t)(r->end - r->next);
	int rc = spool_read(&import->spool, r->next, r->data + r->len, more, err);
	r->len += more;
	r->next += more;
	return rc;
}

static uint64_t get_varint(struct run_reader *r)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64 && r->at < r->len; shift += 7) {
		uint8_t byte = r->data[r->at++];
		v |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			break;
	}
	return v;
}

/* On to the next record. *more: there is one. */
static int advance(struct import *import, struct run_reader *r, bool *more, struct err *err)
{
	int rc = need(import, r, HEAD_MAX, err);

	*more = rc == 0 && r->at < r->len;
	if (!*more)
		return rc;
	r->metric = (uint32_t)get_varint(r);
	r->organisation = (uint32_t)get_varint(r);
	size_t n = (size_t)get_varint(r);
	if ((rc = need(import, r, n, err)))
		return rc;
	if (n > r->len - r->at || r->metric >= import->metrics.n || r->organisation >= import->organisations.n)
		return err_set(err, ERR_STORE, "%s: mellanlagrade siffror går inte att läsa tillbaka: försök igen",
				import->store->dir);
	r->packed = (struct slice){ r->data + r->at, n };
	r->at += n;
	r->key = (uint64_t)import->metrics.rank[r->metric] << 32 | import->organisations.rank[r->organisation];
	return 0;
}

/* ---- the heap */

static void sift_up(struct runs *runs, size_t at)
{
	struct run_reader **heap = runs->heap, *r = heap[at];

	for (; at > 0 && heap[(at - 1) / 2]->key > r->key; at = (at - 1) / 2)
		heap[at] = heap[(at - 1) / 2];
	heap[at] = r;
}

static void sift_down(struct runs *runs, size_t at)
{
	struct run_reader **heap = runs->heap, *r = heap[at];

	for (size_t child; (child = 2 * at + 1) < runs->nheap; at = child) {
		if (child + 1 < runs->nheap && heap[child + 1]->key < heap[child]->key)
			child++;
		if (heap[child]->key >= r->key)
			break;
		heap[at] = heap[child];
	}
	heap[at] = r;
}

int runs_begin(struct runs *runs, struct import *import, struct err *err)
{
	size_t n = import->nruns, cap = READ_ALL / (n ? n : 1);
	int rc = 0;

	*runs = (struct runs){ .import = import, .n = n };
	names_rank(&import->metrics);
	names_rank(&import->organisations);
	runs->readers = mem_alloc((n + 1) * sizeof(*runs->readers));
	runs->heap = mem_alloc((n + 1) * sizeof(struct run_reader *));
	runs->given = mem_alloc((n + 1) * sizeof(struct run_reader *));
	runs->records = mem_alloc((n + 1) * sizeof(*runs->records));
	cap = cap > READ_MOST ? READ_MOST : cap < READ_LEAST ? READ_LEAST : cap;
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct run_reader *r = &runs->readers[i];
		uint64_t size = import->runs[i].end - import->runs[i].start;
		bool more;
		r->next = import->runs[i].start;
		r->end = import->runs[i].end;
		r->cap = size < cap ? (size_t)size : cap;
		r->data = mem_alloc(r->cap + SPARE);
		rc = advance(import, r, &more, err);
		if (!more)
			continue;
		runs->heap[runs->nheap++] = r;
		sift_up(runs, runs->nheap - 1);
	}
	return rc;
}

int runs_next(struct runs *runs, uint32_t *metric, uint32_t *organisation, size_t *n, struct err *err)
{
	bool more;

	for (*n = 0; runs->ngiven > 0;) {
		struct run_reader *r = runs->given[--runs->ngiven];
		if (advance(runs->import, r, &more, err))
			return err->code;
		if (!more)
			continue;
		runs->heap[runs->nheap++] = r;
		sift_up(runs, runs->nheap - 1);
	}
	if (runs->nheap == 0)
		return 0;
	const uint64_t key = runs->heap[0]->key;
	*metric = runs->heap[0]->metric;
	*organisation = runs->heap[0]->organisation;
	while (runs->nheap > 0 && runs->heap[0]->key == key) {
		runs->records[(*n)++] = runs->heap[0]->packed;
		runs->given[runs->ngiven++] = runs->heap[0];
		runs->heap[0] = runs->heap[--runs->nheap];
		if (runs->nheap > 0)
			sift_down(runs, 0);
	}
	return 0;
}

void runs_end(struct runs *runs)
{
	for (size_t i = 0; i < runs->n; i++)
		free(runs->readers[i].data);
	free(runs->readers);
	free(runs->heap);
	free(runs->given);
	free(runs->records);
}

int runs_merge(struct import *import, uint32_t metric, uint32_t organisation, const struct slice *records, size_t n,
		struct err *err)
{
	struct block block;

	import->group.n = 0;
	for (size_t i = 0; i < n; i++) {
		enum decoded what = block_open_packed(&block, records[i]);
		if (what || (what = block_entries(&import->group, &block, UINT32_MAX)))
			return err_set(err, ERR_STORE, "%s: mellanlagrade siffror går inte att läsa tillbaka: %s",
					import->store->dir, decoded_text(what));
	}
	return n > 1 ? import_settle(import, metric, organisation, err) : 0;
}

int runs_collapse(struct import *import, struct err *err)
{
	size_t old = import->nruns;
	uint32_t metric, organisation;
	struct runs runs;
	size_t n;

	int rc = runs_begin(&runs, import, err);
	while (rc == 0 && (rc = runs_next(&runs, &metric, &organisation, &n, err)) == 0 && n > 0)
		if ((rc = runs_merge(import, metric, organisation, runs.records, n, err)) == 0)
			rc = import_add_record(import, import->nruns == old, metric, organisation, err);
	runs_end(&runs);
	if (rc == 0) {
		memmove(import->runs, import->runs + old, (import->nruns - old) * sizeof(*import->runs));
		import->nruns -= old;
	}
	return rc;
}
