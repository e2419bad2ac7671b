/* why_priv.h: between the files that answer "varför?": a status, a figure, a record with what is computed from it. */
#ifndef STYRTAVLA_WHY_PRIV_H
#define STYRTAVLA_WHY_PRIV_H

#include "views/common.h"

#define VERSIONS_SHOWN 50

/* The status of an indicator or a goal: the whole reason, the rule, every part, and what people have judged. */
void why_status(struct app *app, struct page *page, const struct record *rec);
/* A figure by its id METRIC/ORGANISATION/PERIOD/GENDER, imported or not: who, when, what it was before. */
void why_figure(struct app *app, struct page *page, const char *id);
/* The person who made the import, as the journal names them; else the account. In the page's arena or the batch's. */
const char *why_who_imported(struct page *page, struct snapshot *snap, const struct batch *batch);
/* Any other record: its fields, and how what is computed from them is computed. */
void why_record(struct app *app, struct page *page, const struct record *rec);
/* The part of why_record that is computed, by kind (why_computed.c, why_money.c); nothing for other kinds. */
void why_computed(struct app *app, struct page *page, const struct record *rec);
void why_money(struct app *app, struct page *page, const char *plan, const char *board);

/* A line "label  text" that the cursor can stand on and that leads to rec. */
void why_link(struct app *app, struct page *page, const char *label, const struct record *rec, const char *text);
/* "−12,0 mnkr"; "inte angivet" where it is missing. In the page's arena. */
const char *why_mnkr(struct page *page, double value, int flags);

#endif
