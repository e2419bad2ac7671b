/* spoken.h: what people call a record when they speak of it: "prognos Psykiatri 2026-10", "aktivitet 12 Kortare köer". */
#ifndef STYRTAVLA_SPOKEN_H
#define STYRTAVLA_SPOKEN_H

#include "query/dataset.h"

/* The kind and what tells the record from others of it: the number and the title, or the fields its id is made of. Appended. */
void record_spoken(const struct dataset *ds, const struct record *rec, struct buf *out);

/* What a save (by its first journal entry) was about, ", " between at most `most` records and then "…". Appended to out, nothing
 * where it cannot be read. Returns how many records it was. */
size_t group_spoken(const struct dataset *ds, uint64_t group, size_t most, struct buf *out);

#endif
