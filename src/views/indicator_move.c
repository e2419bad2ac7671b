/* indicator_move.c: what the keys do with the figures of an indicator: another period, another comparison, women and men, why. */
#include <stdlib.h>
#include <string.h>

#include "views/indicator_priv.h"

#define PAGE_STEP 5 /* periods */

static bool has_point(const struct indicator_screen *screen, int at)
{
	for (size_t i = 0; i < screen->series.n; i++)
		if (screen->series.points[i].period == screen->periods[at])
			return true;
	return false;
}

/* In a comparison the step is from what is compared, which is what one sees. */
static int move_ranking(struct indicator_screen *screen, const struct line *line, int step)
{
	char *figure = line->ref.kind == REC_OBSERVATION ? mem_strdup(line->ref.id) : NULL;
	int to;

	indicator_settle_comparison(screen);
	to = (int)(step < 0 ? screen->compared : screen->at) + step;
	if (to >= 0 && to < (int)screen->nperiods) {
		screen->at = (size_t)to;
		screen->view->point = to;
		indicator_settle_comparison(screen);
		indicator_follow(screen, figure);
	}
	free(figure);
	return REACT_REBUILD;
}

/* As far as there are periods; among the rows of Värden those that have one. */
static int move_point(struct indicator_screen *screen, int step)
{
	int at = (int)screen->at, to = at + step, way = step < 0 ? -1 : 1;

	if (!screen->nperiods)
		return REACT_NONE;
	to = to < 0 ? 0 : to >= (int)screen->nperiods ? (int)screen->nperiods - 1 : to;
	while (screen->view->tab == TAB_VALUES && to != at && !has_point(screen, to) && to + way >= 0 && to + way < (int)screen->nperiods)
		to += way;
	if (to == at)
		return REACT_NONE;
	screen->view->point = to;
	return REACT_REBUILD;
}

static int why_point(struct indicator_screen *screen)
{
	struct page *page = &screen->view->page;
	period_t period = indicator_period(screen);

	if (!period || !has_words(screen->indicator->metric))
		return REACT_UNHANDLED;
	return why_open(screen->app, REC_OBSERVATION, "",
		figure_id(page, screen->indicator->metric, screen->organisation, period, screen->gender ? GENDER_K : GENDER_T)) ?
		REACT_REBUILD : REACT_REDRAW;
}

/* On the tabs without a chart, women and men have one of their own. */
static int switch_gender(struct view *view)
{
	if (view->tab == TAB_CHART && !view->compare)
		return REACT_UNHANDLED;
	view->tab = view->tab == TAB_GENDER ? TAB_CHART : TAB_GENDER;
	return REACT_REBUILD;
}

/* How far each key goes, newest first from above; 0 = it is none of those that do. */
static int step_of(const struct view *view, enum action action)
{
	bool down = view->tab == TAB_GENDER; /* the table shows what is around the chosen period */

	switch (action) {
	case ACT_DO_LEFT:
		return -1;
	case ACT_DO_RIGHT:
		return 1;
	case ACT_DO_UP:
		return down ? 1 : 0;
	case ACT_DO_DOWN:
		return down ? -1 : 0;
	case ACT_DO_PAGE_UP:
		return down ? PAGE_STEP : 0;
	case ACT_DO_PAGE_DOWN:
		return down ? -PAGE_STEP : 0;
	case ACT_DO_HOME:
		return down ? SERIES_PERIODS_MAX : 0;
	case ACT_DO_END:
		return down ? -SERIES_PERIODS_MAX : 0;
	default:
		return 0;
	}
}

static int read_and_act(struct app *app, struct view *view, const struct indicator *indicator, enum action action)
{
	struct indicator_screen screen = { .app = app, .view = view, .page = &view->page, .indicator = indicator };
	const struct line *line = page_current(&view->page);
	struct err err = { 0 };
	int reaction = REACT_REDRAW;

	if (indicator_screen_read(&screen, &err))
		app_say_err(app, &err);
	else if (action == ACT_DO_COMPARE)
		reaction = indicator_next_comparison(&screen);
	else if (action == ACT_DO_WHY)
		reaction = line->ref.kind ? REACT_UNHANDLED : why_point(&screen);
	else if (indicator_on_ranking(view, line))
		reaction = move_ranking(&screen, line, step_of(view, action));
	else
		reaction = move_point(&screen, step_of(view, action));
	indicator_screen_free(&screen);
	return reaction;
}

/* The figure's period is the third part of its id. */
static period_t period_of(const struct line *line)
{
	const char *at = line && line->ref.kind == REC_OBSERVATION ? line->ref.id : NULL;
	period_t period = 0;
	char *copy, *end;

	for (int i = 0; at && i < 2; i++)
		at = (at = strchr(at, '/')) ? at + 1 : NULL;
	copy = mem_strdup(at ? at : "");
	end = strchr(copy, '/');
	if (end)
		*end = '\0';
	if (!period_parse(copy, &period))
		period = 0;
	free(copy);
	return period;
}

/* Among the rows of Värden the period one stands on is the chosen one, on the other tabs too. */
static int move_row(struct app *app, struct view *view, const struct indicator *indicator, enum action action)
{
	struct indicator_screen screen = { .app = app, .view = view, .page = &view->page, .indicator = indicator };
	int reaction = app_default_act(app, view, action);
	period_t period = period_of(page_current(&view->page));
	struct err err = { 0 };

	if (period && !indicator_screen_read(&screen, &err))
		for (size_t i = 0; i < screen.nperiods; i++)
			if (screen.periods[i] == period)
				view->point = (int)i;
	if (period)
		indicator_screen_free(&screen);
	return reaction;
}

static bool moves_rows(enum action action)
{
	return action == ACT_DO_UP || action == ACT_DO_DOWN || action == ACT_DO_PAGE_UP || action == ACT_DO_PAGE_DOWN ||
		action == ACT_DO_HOME || action == ACT_DO_END;
}

/* ← and → change the period on every tab that shows periods, but for the fields of a row that can be written in. */
static bool moves_period(const struct app *app, const struct view *view, const struct line *line, enum action action)
{
	if (app->edit.active || view->page.cell >= 0 || !step_of(view, action))
		return false;
	if (view->tab == TAB_GENDER)
		return true;
	if (view->tab == TAB_VALUES)
		return action == ACT_DO_LEFT || !line || !line_cells(line);
	return line && (line->flags & LINE_CHART || indicator_on_ranking(view, line));
}

int indicator_act_on_figures(struct app *app, struct view *view, const struct indicator *indicator, enum action action)
{
	const struct line *line = page_current(&view->page);
	bool chart = line && (line->flags & LINE_CHART || indicator_on_ranking(view, line));

	if (action == ACT_DO_COMPARE || (chart && action == ACT_DO_WHY) || moves_period(app, view, line, action))
		return read_and_act(app, view, indicator, action);
	if (view->tab == TAB_VALUES && !app->edit.active && moves_rows(action))
		return move_row(app, view, indicator, action);
	if (action == ACT_DO_GENDER)
		return switch_gender(view);
	if (chart && indicator_choose(app, view, action) != REACT_UNHANDLED)
		return REACT_REBUILD;
	return REACT_UNHANDLED;
}
