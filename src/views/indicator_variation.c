/* indicator_variation.c: signal or noise, and whether the target will be reached. */
#include <math.h>

#include "views/indicator_priv.h"

#define WORDS_ROWS 8 /* below the chart, where all is said */
#define CHART_LEAST 4
#define CHART_MOST 24

static void add_guide(struct chart *chart, struct chart_guide guide)
{
	if (chart->nguides < CHART_GUIDES_MAX)
		chart->guides[chart->nguides++] = guide;
}

static void add_limits(struct chart *chart, const struct understanding *u)
{
	const struct xmr *x = &u->xmr;

	add_guide(chart, (struct chart_guide){ "medel", GUIDE_MEAN, ROLE_AXIS, u->first, u->last, x->mean, x->mean, NULL });
	add_guide(chart, (struct chart_guide){ "gränser", GUIDE_LIMIT, ROLE_AXIS, u->first, u->last, x->lower, x->lower, NULL });
	add_guide(chart, (struct chart_guide){ NULL, GUIDE_LIMIT, ROLE_AXIS, u->first, u->last, x->upper, x->upper, NULL });
}

/* The trend through all that was measured and on to the target's year, and there how far off it may be. */
static void add_trend(struct indicator_screen *screen, struct chart *chart, const struct understanding *u)
{
	const struct trend *t = &u->trend;
	double now = trend_at(t, u->last), ahead = u->until - u->last;
	const char *year = ahead > 0 ? arena_printf(&screen->page->arena, "%d", (int)floor(u->until)) : NULL;

	add_guide(chart, (struct chart_guide){ "trend", GUIDE_TREND, ROLE_DIM, u->first, u->until, trend_at(t, u->first),
		trend_at(t, u->until), year });
	if (ahead <= 0)
		return;
	add_guide(chart, (struct chart_guide){ NULL, GUIDE_BAND, ROLE_DIM, u->last, u->until, now, now + t->low * ahead, NULL });
	add_guide(chart, (struct chart_guide){ NULL, GUIDE_BAND, ROLE_DIM, u->last, u->until, now, now + t->high * ahead, NULL });
}

static const char *value_of(struct indicator_screen *screen, double value, int more)
{
	struct buf text = { 0 };
	const char *words;

	figure_words(&text, value, screen->decimals < 0 ? -1 : screen->decimals + more, screen->unit);
	words = arena_strdup(&screen->page->arena, buf_cstr(&text));
	buf_free(&text);
	return words;
}

/* "trend 2012–2016": of one that is over, when it was. */
static const char *trend_years(struct indicator_screen *screen, const struct understanding *u)
{
	return arena_printf(&screen->page->arena, "trend %d–%d:", (int)floor(u->first), (int)floor(u->last));
}

static void draw_words(struct indicator_screen *screen, const struct understanding *u)
{
	const char *computed = u->has_xmr ? u->has_trend ? "Medel, gränser och trend är beräknade" : "Medel och gränser är beräknade" :
		u->has_trend ? "Trenden är beräknad" : NULL; /* where nothing could be computed, nothing is said to be */
	struct page *page = screen->page;

	page_paragraph(page, 2, ROLE_BOLD, sentence(page, u->verdict));
	if (u->has_xmr)
		page_note(page, "Naturliga gränser %s till %s, medel %s: så mycket skiljer det av sig självt (XmR, medel ± 2,66 × "
			"medelsteget).", value_of(screen, u->xmr.lower, 1), value_of(screen, u->xmr.upper, 1),
			value_of(screen, u->xmr.mean, 1));
	if (u->reach)
		page_paragraph(page, 2, ROLE_BOLD, sentence(page, u->reach));
	if (u->has_trend)
		page_note(page, "%s En skattning (Theil–Sen, 95 %%), ingen prognos.", sentence(page, !u->certain ?
			u->trend_words : arena_printf(&page->arena, "%s %s", u->stale ? trend_years(screen, u) : "trend", u->trend_words)));
	else
		page_note(page, "Färre än fem mätningar: ingen trend.");
	page_note(page, "%s.%s", sources_measured(page, &screen->series), !computed ? "" : arena_printf(&page->arena,
		" %s av styrtavla ur %zu mätningar.", computed, u->measured));
}

/* What is left between what stands above and the words: a legend and the periods are beside the rows. */
static int chart_rows(const struct indicator_screen *screen)
{
	int rows = app_page_rows(screen->app) - screen->page->nlines - WORDS_ROWS - 2;

	return rows < CHART_LEAST ? CHART_LEAST : rows > CHART_MOST ? CHART_MOST : rows;
}

void indicator_draw_variation(struct indicator_screen *screen)
{
	const struct understand_question question = indicator_question(screen);
	struct understanding u;
	struct chart_point *points;
	struct chart chart;

	understand_series(&screen->series, &question, &screen->page->arena, &u);
	if (!u.measured) {
		page_note(screen->page, "Inga värden ännu att se variation i.");
		return;
	}
	indicator_chart(screen, &chart);
	points = indicator_points(screen->page, &screen->series, GENDER_T, screen->periods, screen->nperiods);
	for (size_t i = 0; i < screen->nperiods && u.has_xmr; i++)
		points[i].outside = !num_missing(points[i].value) && xmr_outside(&u.xmr, points[i].value);
	chart_add(&chart, "utfall", points, screen->nperiods, ROLE_SERIES);
	if (u.has_xmr)
		add_limits(&chart, &u);
	if (u.certain) /* a line that may as well go the other way is none to follow */
		add_trend(screen, &chart, &u);
	chart_draw(screen->page, &chart, 2, chart_rows(screen));
	draw_words(screen, &u);
	if (!screen->own)
		page_paragraph(screen->page, 2, ROLE_YELLOW, fit_words(screen->indicator));
}
