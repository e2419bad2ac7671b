/* indicator_priv.h: between the files of the indicator's screen. */
#ifndef STYRTAVLA_INDICATOR_PRIV_H
#define STYRTAVLA_INDICATOR_PRIV_H

#include "query/compare.h"
#include "query/understand.h"
#include "views/common.h"
#include "widget/chart.h"

enum { TAB_CHART, TAB_VALUES, TAB_COMPARE, TAB_GENDER, TAB_VARIATION, TAB_TARGETS, TAB_SOURCE, TAB_ACTIVITIES, TAB_HISTORY };

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
	int direction;               /* DIR_*; 0 = nobody has said what is better */
	bool own;                    /* its figures are the outcome: neither near nor related */
	bool gender;                 /* women and men as two lines */
	struct series series;        /* of the organisation */
	period_t periods[SERIES_PERIODS_MAX]; /* what the chart's cursor can stand on */
	size_t nperiods, at;         /* … and the one it stands on */
	size_t compared;             /* the one that is compared: `at`, or the nearest where others have figures */
};

/* The id a figure has, also one that is imported and no record: metric/organisation/period/gender. */
const char *figure_id(struct page *page, const char *metric, const char *organisation, period_t period, int gender);
/* What near and related mean, in words; NULL for figures that are the indicator's own. */
const char *fit_words(const struct indicator *indicator);
/* Organisation, unit, series, periods: what both building and acting need. Free with indicator_screen_free. */
int indicator_screen_read(struct indicator_screen *screen, struct err *err);
void indicator_screen_free(struct indicator_screen *screen);
/* The period chosen; 0 where there is none. */
period_t indicator_period(const struct indicator_screen *screen);
struct understand_question indicator_question(const struct indicator_screen *screen);
bool series_has_gender(const struct series *series, int gender);

/* ---- where figures come from (indicator_sources.c) ------------------------------------------------------------ */

#define SOURCES_MAX 12
/* Whose figure is shown, and who said it; published = it is a publisher, who is to be credited. */
struct told_source {
	const char *who, *source;
	bool published;
};
struct sources {
	struct told_source items[SOURCES_MAX];
	size_t n;
};
/* Who published the figure; "införd för hand" or "importerad" where nobody says. */
const char *point_source(const struct point *point);
/* Nothing for no point. who and the point must outlive the pieces. */
void sources_add(struct sources *sources, const char *who, const struct point *point);
/* "Källa: Kolada" where all have the same; else each: "Region Halland: införd för hand", "riket: Källa: Kolada". Returns how many. */
size_t sources_pieces(struct page *page, const struct sources *sources, const char *pieces[SOURCES_MAX]);
/* The same under a heading that says Källa, the first without name: "Kolada", "män: införd för hand". */
size_t sources_beside(struct page *page, const struct sources *sources, const char *pieces[SOURCES_MAX]);
/* Of all that was measured: "Källa: Kolada (mätningarna)", "Källa: Kolada (9 mätningar); införd för hand (2025)". NULL for none. */
const char *sources_measured(struct page *page, const struct series *series);

/* A point of each period of the axis, of one gender. In the page's arena. */
struct chart_point *indicator_points(struct page *page, const struct series *series, int gender, const period_t *axis,
		size_t n);
void chart_add(struct chart *chart, const char *name, const struct chart_point *points, size_t n, enum role role);
/* A chart with the screen's unit, decimals and chosen point, and with the target where the figures may be held against it. */
void indicator_chart(struct indicator_screen *screen, struct chart *chart);
/* Rows for a chart that leaves `beside` rows of the page to what stands around it. */
int indicator_chart_rows(const struct app *app, int beside);

/* Pieces of the headline: "riket 14,9", "−1,1 procentenheter på ett år"; nothing where the value is missing. */
void indicator_add_figure(struct indicator_screen *screen, struct flow *flow, enum role role, const char *word, double value,
		const char *unit);
void indicator_add_change(struct indicator_screen *screen, struct flow *flow, double change, period_t period);
/* That the figure is preliminary, or of a period that has not begun. */
void indicator_add_doubt(struct indicator_screen *screen, struct flow *flow, const struct point *point);
/* The names of the tabs, all on one row of 80 columns. */
void indicator_draw_tabs(struct indicator_screen *screen, const char *const *tabs);
void indicator_draw_metric(struct indicator_screen *screen);
/* What is answered from the figures: another period, another comparison, women and men, why. Else REACT_UNHANDLED. */
int indicator_act_on_figures(struct app *app, struct view *view, const struct indicator *indicator, enum action action);

void indicator_draw_chart(struct indicator_screen *screen);
void indicator_draw_values(struct indicator_screen *screen);
void indicator_draw_compare(struct indicator_screen *screen);
void indicator_draw_gender(struct indicator_screen *screen);
void indicator_draw_variation(struct indicator_screen *screen);
void indicator_draw_history(struct indicator_screen *screen);
/* Every import and entry by hand that changed one of the figures, newest first (also a nyckeltal's own). */
void indicator_draw_revisions(struct indicator_screen *screen);

/* ---- comparisons (indicator_compare.c) ------------------------------------------------------------------------ */

/* The group that is compared with; 0 = målvärde and riket. On the tab Jämför the first there is, where none was chosen. */
enum compare_group indicator_group(const struct indicator_screen *screen);
/* The organisations of the group, best first, with ours marked, its place and the quartiles. */
void indicator_draw_ranking(struct indicator_screen *screen, enum compare_group group);
/* Sets `compared`. */
void indicator_settle_comparison(struct indicator_screen *screen);
/* `m`, and what Enter and d do on the rows of chosen organisations. REACT_UNHANDLED where it is not theirs. */
int indicator_next_comparison(struct indicator_screen *screen);
int indicator_choose(struct app *app, struct view *view, enum action action);
/* The line is one of the organisations, or the one that adds to them. */
bool indicator_on_ranking(const struct view *view, const struct line *line);
/* Another period was chosen: the cursor stays on the organisation it stood on. */
void indicator_follow(struct indicator_screen *screen, const char *figure);

#endif
