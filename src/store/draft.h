/* draft.h: a form being edited, kept as a file so that no crash, kill or hang-up loses more than the last second.
 *
 * One file a record and user in $XDG_STATE_HOME/styrtavla/drafts (else ~/.local/state/…), written to a new name, synced
 * and renamed; mode 0600. Contents: JSON with a checksum. A draft that does not check is set aside as *.bad, never lost. */
#ifndef STYRTAVLA_DRAFT_H
#define STYRTAVLA_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "model/record.h"

struct draft_field {
	char *key;
	char *text; /* as typed, not checked */
};
struct draft {
	enum record_kind kind;
	char *plan, *id;         /* id "" for a record not saved yet */
	uint32_t revision;       /* the revision it was made from; 0 for a new one */
	moment_t at;
	struct draft_field *fields; /* changed fields only, plus what a new record was given */
	size_t nfields;
	char *path;              /* set by draft_list */
};

/* Writes (replacing an earlier draft of the same record). 0 or ERR_STORE. */
int draft_write(const char *store_id, const struct draft *draft, struct err *err);
/* Removes the draft of that record, if any: what this process wrote, and (where id is given) what dead ones left. */
void draft_remove(const char *store_id, enum record_kind kind, const char *plan, const char *id);
/* All drafts of this store for this user, newest first; *n. Caller frees with draft_list_free. A draft whose
 * writer is still alive and editing (its pid and start time are in the file) is left out. */
struct draft *draft_list(const char *store_id, size_t *n);
/* Removes exactly this listed draft: it was thrown away, or taken up again and written anew. Several new records may
 * have been left unfinished; their drafts have no id to be told apart by. */
void draft_discard(const struct draft *draft);
void draft_list_free(struct draft *drafts, size_t n);
void draft_free_fields(struct draft *draft);

#endif
