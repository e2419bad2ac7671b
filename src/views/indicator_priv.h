/* indicator_priv.h: between the files of the indicator's screen. */
#ifndef STYRTAVLA_INDICATOR_PRIV_H
#define STYRTAVLA_INDICATOR_PRIV_H

#include "views/common.h"

enum { TAB_CHART, TAB_VALUES, TAB_COMPARE, TAB_TARGETS, TAB_SOURCE, TAB_ACTIVITIES, TAB_HISTORY };

/* What all tabs need, read once a build. */
struct indicator_screen {
	struct app *app;
	struct view *view;
	struct page *page;
	const struct indicator *indicator;
	const char *organisation;    /* whose figures: the indicator's board, or the region */
	const struct target *target; /* what is to be reached; NULL if none */
	const char *target_name;     /* "målvärde", with its year where that is not the figure's */
	const char *unit;            /* NULL if none */
	int decimals;
	bool own;                    /* its figures are the outcome: neither near nor related */
	struct series series;        /* of the organisation */
};

/* The id a figure has, also one that is imported and no record: metric/organisation/period/gender. */
const char *figure_id(struct page *page, const char *metric, const char *organisation, period_t period, int gender);
/* What near and related mean, in words; NULL for figures that are the indicator's own. */
const char *fit_words(const struct indicator *indicator);
/* How many points the chart's cursor has to stand on. */
int indicator_points(struct app *app, const struct indicator *indicator);
/* The period of one of them; 0 if it is not there. */
period_t indicator_period(struct app *app, const struct indicator *indicator, int point);

void indicator_draw_chart(struct indicator_screen *screen);
void indicator_draw_values(struct indicator_screen *screen);
void indicator_draw_compare(struct indicator_screen *screen);

#endif
