/* watch.c: noticing that someone else committed, without looking all the time. */
#include "store/internal.h"

#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

int store_watch_fd(struct store *store)
{
	if (store->watch_fd >= 0)
		return store->watch_fd;
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0)
		return -1;
	char *changed = mem_printf("%s/changed", store->dir), *data = mem_printf("%s/plans/data.mdb", store->dir);
	bool good = inotify_add_watch(fd, changed, IN_MODIFY) >= 0;
	good = inotify_add_watch(fd, data, IN_MODIFY) >= 0 && good;
	free(changed);
	free(data);
	if (!good) {
		close(fd);
		return -1;
	}
	store->watch_fd = fd;
	return fd;
}

bool store_changed(struct store *store, uint64_t *seen)
{
	char events[4096];
	struct err err;
	MDB_txn *txn;

	while (store->watch_fd >= 0 && read(store->watch_fd, events, sizeof(events)) > 0)
		;
	/* A reader's number, not the environment's: that one can be ahead of what a reader gets to see yet, and the news would be
	 * ticked off unread. The transaction's, not the journal's: an erased account or a gallring is news too. */
	if (env_read(store, &store->plans, &txn, &err))
		return false;
	uint64_t now = mdb_txn_id(txn);
	env_read_end(&store->plans, txn);
	bool news = now != *seen;
	*seen = now;
	return news;
}

uint64_t store_last_seq(struct store *store)
{
	struct err err;
	MDB_txn *txn;

	if (env_read(store, &store->plans, &txn, &err))
		return 0;
	uint64_t seq = db_last_seq(txn, store->journal);
	env_read_end(&store->plans, txn);
	return seq;
}
