/* notes.h: what was said and agreed when nämnder and regionstyrelsens arbetsutskott met (002, verksamhetscontrolling). */
#ifndef STYRTAVLA_NOTES_H
#define STYRTAVLA_NOTES_H

#include "query/queries.h"

/* All notes of filter.board (or every board), in the order they were made; filter.open: only what is not done. On the wire id,
 * board, date, text, agreed, responsible, due, done. */
query_fn query_notes;

/* Something was to be done by a day that has passed, and is not. On the day itself it is not late. */
bool note_is_late(const struct note *note, date_t today);
/* note.about for a record: "PLAN/KIND/ID", the plan empty for kinds that outlive plans. In the arena. */
const char *note_about_text(struct arena *arena, const struct ref *ref);
/* What a note is about, out of note.about. plan and id are in the arena; whether there is such a record is not asked. False
 * where it is about nothing, or about something this program does not know. */
bool note_about(const struct note *note, struct arena *arena, struct ref *out);
/* The same in words: "indikator 3.2.2 Oplanerad återinskrivning …"; NULL for nothing. In the arena. */
const char *note_about_words(const struct dataset *ds, const struct note *note, struct arena *arena);
/* The nämnd a record is about: its own field, or that of what it belongs to; NULL if none. Borrowed from the dataset or rec. */
const char *record_board(const struct dataset *ds, const struct record *rec);

#endif
