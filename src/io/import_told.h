/* import_told.h: what an import tells, in the words that the command and the dashboard share. Everything is appended to out. */
#ifndef STYRTAVLA_IMPORT_TOLD_H
#define STYRTAVLA_IMPORT_TOLD_H

#include "base/date.h"
#include "io/import_run.h"

/* "12 nya, 3 ändrade, 4 som förut" */
void import_counts_words(struct buf *out, const struct import_result *result);
/* "tal.csv:2: nyckeltalet N1 finns inte (12 rader)"; not cleaned for a screen. */
void import_unknown_words(struct buf *out, const struct import_unknown *unknown);
/* How far it has come, 0–1. */
double import_progress_part(const struct import_progress *progress);
/* "läser  45 %  1,2 milj. siffror, 0,8 milj./s, 12 s kvar". since: when its phase began. */
void import_progress_words(struct buf *out, const struct import_progress *progress, moment_t since, moment_t now);

#endif
