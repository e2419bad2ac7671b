/* companions.h: new records that cannot stand alone: what else has to be saved with them, in the same save and the same undo. */
#ifndef STYRTAVLA_COMPANIONS_H
#define STYRTAVLA_COMPANIONS_H

#include "query/dataset.h"

/* Gives rec, a new one of a kind whose ids people give, one made of what it belongs to, where it has none: a nämndsmål
 * PARENT-OWNER-N (3.2-hs-1), an indicator GOAL.N, that of an activity aNUMBER.N, else BOARD.N. N is the lowest number that was
 * never used. Other kinds are left alone. 0, ERR_STORE, or ERR_INPUT where what it is made of is missing; *bad is the field. */
int companions_give_id(const struct dataset *ds, struct record *rec, const struct field **bad, struct err *err);

#define COMPANIONS_MAX 4

/* Makes the records that rec, a new one with its id, needs and nobody has given, and points rec at them: an indicator without a
 * nyckeltal gets one of its own, "ind-ID", so that figures can be entered for it. Puts them in out (the caller frees them) in
 * the order to save them, all before rec. Returns how many; mostly 0. */
size_t companions_make(const struct dataset *ds, struct record *rec, struct record *out[COMPANIONS_MAX]);

/* Saves rec, a new record that has been checked, with its companions: one save, one undo. One of that id that was deleted once is
 * made anew. rec gets id, revision and seq. Returns and fills result as store_save; a conflict is about rec, and a live one. */
int companions_save(const struct dataset *ds, struct record *rec, struct save_result *result, struct err *err);

#endif
