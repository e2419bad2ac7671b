/* timeline.c: bars over a year. */
#include "widget/timeline.h"

#include <string.h>

#include "base/text.h"
#include "model/record.h"

#define MONTHS 12
#define MONTH_MOST 16   /* wider columns say no more */
#define TITLE_LEAST 8
#define TITLE_WISH 20   /* months get no wider while titles have less than this */
#define LATE_WIDTH 3
#define MARGIN 1        /* the last column stays empty */

static const char *const month_names[MONTHS] = {
	"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
};

static const struct {
	enum glyph glyph;
	enum role role;
} looks[] = {
	[0] = { GLYPH_BAR_LEFT, ROLE_NORMAL },
	[ACT_PLANNED] = { GLYPH_BAR_LEFT, ROLE_NORMAL },
	[ACT_ONGOING] = { GLYPH_BAR_HALF, ROLE_SERIES },
	[ACT_DONE] = { GLYPH_BAR, ROLE_DIM },
	[ACT_CANCELLED] = { GLYPH_RULE, ROLE_DIM },
};

/* ---- where things stand --------------------------------------------------------------------------------------- */

static int longest_title(const struct timeline *timeline)
{
	int most = TITLE_WISH;

	for (size_t i = 0; i < timeline->n; i++) {
		int width = text_width(timeline->bars[i].title);

		if (width > most)
			most = width;
	}
	return most;
}

void timeline_layout(const struct timeline *timeline, int width, struct timeline_layout *layout)
{
	int room = width - timeline->indent - 1 - LATE_WIDTH - 1 - MARGIN, longest = longest_title(timeline);
	int share = width * 2 / 7, most = longest > share ? share : longest; /* at 80 columns a month has four cells */

	if (most < TITLE_WISH)
		most = TITLE_WISH;
	layout->month = (room - most) / MONTHS;
	if (layout->month < 1)
		layout->month = 1;
	if (layout->month > MONTH_MOST)
		layout->month = MONTH_MOST;
	layout->title = timeline->indent;
	layout->title_width = room - MONTHS * layout->month;
	if (layout->title_width > longest)
		layout->title_width = longest;
	if (layout->title_width < TITLE_LEAST)
		layout->title_width = TITLE_LEAST;
	layout->late = layout->title + layout->title_width + 1;
	layout->bars = layout->late + LATE_WIDTH + 1;
}

int timeline_cell(int year, int month_cells, date_t day)
{
	int y, m, d, days;
	date_t first, next;

	if (day < date_from_ymd(year, 1, 1))
		return -1;
	if (day > date_from_ymd(year, 12, 31))
		return MONTHS * month_cells;
	date_to_ymd(day, &y, &m, &d);
	first = date_from_ymd(y, m, 1);
	next = m == MONTHS ? date_from_ymd(y + 1, 1, 1) : date_from_ymd(y, m + 1, 1);
	days = next - first;
	return (m - 1) * month_cells + (d - 1) * month_cells / days;
}

/* ---- cells ------------------------------------------------------------------------------------------------------ */

/* One row of cells, each a glyph in a role; drawn as runs. */
struct cells {
	const char *glyph[MONTHS * MONTH_MOST];
	enum role role[MONTHS * MONTH_MOST];
	int n;
};

static void put(struct cells *cells, int at, const char *glyph, enum role role)
{
	if (at < 0 || at >= cells->n)
		return;
	cells->glyph[at] = glyph;
	cells->role[at] = role;
}

static void put_run(struct page *page, struct line *line, int col, const struct cells *cells, int from, int to)
{
	struct buf text = { 0 };

	for (int i = from; i < to; i++)
		buf_str(&text, cells->glyph[i]);
	line_text(page, line, col + from, to - from, ALIGN_LEFT, cells->role[from], buf_cstr(&text));
	buf_free(&text);
}

static void draw_cells(struct page *page, struct line *line, int col, const struct cells *cells)
{
	int from = 0;

	for (int i = 1; i <= cells->n; i++)
		if (i == cells->n || cells->role[i] != cells->role[from]) {
			put_run(page, line, col, cells, from, i);
			from = i;
		}
}

/* Blank but for the first day of each month, and today. */
static void put_ground(const struct timeline *timeline, const struct timeline_layout *layout, struct cells *cells)
{
	cells->n = MONTHS * layout->month;
	for (int i = 0; i < cells->n; i++)
		put(cells, i, i % layout->month == 0 && layout->month > 1 ? glyph(timeline->glyphs, GLYPH_GRID) : " ", ROLE_DIM);
	put(cells, timeline_cell(timeline->year, layout->month, timeline->today), glyph(timeline->glyphs, GLYPH_AXIS_V),
		ROLE_ACCENT);
}

/* ---- one bar ---------------------------------------------------------------------------------------------------- */

static enum glyph bar_glyph(const struct timeline_bar *bar)
{
	return looks[bar->status >= 0 && bar->status <= ACT_CANCELLED ? bar->status : 0].glyph;
}

static enum role bar_role(const struct timeline_bar *bar)
{
	return looks[bar->status >= 0 && bar->status <= ACT_CANCELLED ? bar->status : 0].role;
}

/* What stands in place of a bar that has no day in the year; NULL where it has one. */
static const char *outside_words(struct page *page, const struct timeline *timeline, const struct timeline_bar *bar)
{
	date_t first = date_from_ymd(timeline->year, 1, 1), last = date_from_ymd(timeline->year, 12, 31);
	char day[DATE_TEXT_MAX];

	if (bar->start == DATE_NONE && bar->due == DATE_NONE)
		return bar->standing ? NULL : "utan datum";
	if (bar->due != DATE_NONE && bar->due < first)
		return arena_printf(&page->arena, "slut %s", date_format(day, bar->due));
	if (bar->start != DATE_NONE && bar->start > last)
		return arena_printf(&page->arena, "start %s", date_format(day, bar->start));
	if (bar->start == DATE_NONE && bar->due != DATE_NONE && bar->due > last)
		return arena_printf(&page->arena, "slut %s", date_format(day, bar->due));
	return NULL;
}

/* From its first cell to its last. Where only the end is known, or only the start, that is one cell, unless it is standing. */
static void put_bar(const struct timeline *timeline, const struct timeline_layout *layout, const struct timeline_bar *bar,
		struct cells *cells)
{
	int today = timeline_cell(timeline->year, layout->month, timeline->today);
	bool open = bar->standing && bar->due == DATE_NONE;
	int end = bar->due != DATE_NONE ? timeline_cell(timeline->year, layout->month, bar->due) : open ? cells->n :
		timeline_cell(timeline->year, layout->month, bar->start);
	int from = bar->start != DATE_NONE ? timeline_cell(timeline->year, layout->month, bar->start) : open ? 0 : end;

	for (int i = from < 0 ? 0 : from; i <= end && i < cells->n; i++)
		if (i != today) /* today is seen through every bar */
			put(cells, i, glyph(timeline->glyphs, bar_glyph(bar)), bar_role(bar));
	if (from < 0) /* it began before the year did */
		put(cells, 0, glyph(timeline->glyphs, GLYPH_BEFORE), bar_role(bar));
	if (end >= cells->n) /* and goes on after it, or has no end */
		put(cells, cells->n - 1, glyph(timeline->glyphs, GLYPH_TRAIL), bar_role(bar));
	else if (bar->due != DATE_NONE)
		put(cells, end, bar->late ? "!" : glyph(timeline->glyphs, GLYPH_DUE), bar->late ? ROLE_RED : bar_role(bar));
}

static void draw_bar(struct page *page, const struct timeline *timeline, const struct timeline_layout *layout,
		const struct timeline_bar *bar)
{
	struct line *line = page_line(page, LINE_SELECT);
	const char *words = outside_words(page, timeline, bar);
	bool over = bar->status == ACT_DONE || bar->status == ACT_CANCELLED;
	struct cells cells;
	struct span *span;

	line_ref(page, line, bar->ref.kind, bar->ref.plan, bar->ref.id);
	if (bar->marked)
		line_text(page, line, layout->title - 1, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(timeline->glyphs, GLYPH_MARKED));
	span = line_text(page, line, layout->title, layout->title_width, ALIGN_LEFT,
		bar->late ? ROLE_BOLD : over ? ROLE_DIM : ROLE_NORMAL, bar->title);
	if (bar->field)
		span_field(page, span, bar->field, bar->ref.kind, bar->ref.plan, bar->ref.id);
	if (bar->late)
		line_text(page, line, layout->late, LATE_WIDTH, ALIGN_LEFT, ROLE_RED, "sen");
	if (words) {
		line_text(page, line, layout->bars, MONTHS * layout->month, ALIGN_LEFT, ROLE_DIM, words);
		return;
	}
	put_ground(timeline, layout, &cells);
	put_bar(timeline, layout, bar, &cells);
	draw_cells(page, line, layout->bars, &cells);
}

/* ---- heading and legend ------------------------------------------------------------------------------------------ */

static void draw_months(struct page *page, const struct timeline *timeline, const struct timeline_layout *layout)
{
	struct line *line = page_line(page, 0);

	line_text(page, line, layout->title, layout->title_width, ALIGN_LEFT, ROLE_COLUMN,
		arena_printf(&page->arena, "Aktivitet, %d", timeline->year));
	for (int i = 0; i < MONTHS; i++) {
		size_t letters = layout->month > 3 ? 3 : 1;

		line_text(page, line, layout->bars + i * layout->month, layout->month, ALIGN_LEFT, ROLE_COLUMN,
			arena_strndup(&page->arena, month_names[i], letters));
	}
}

/* What stands in each cell of the reports' line, before it is drawn from the left. */
struct report_cells {
	const struct timeline_mark *mark[MONTHS * MONTH_MOST];
	bool today[MONTHS * MONTH_MOST];
	bool labelled[MONTHS * MONTH_MOST]; /* the mark has its label beside it */
	bool taken[MONTHS * MONTH_MOST];
	int n;
};

/* Labels that find room: those that are to be first, then the others, from the left. */
static void place_labels(struct report_cells *cells, bool first)
{
	for (int at = 0; at < cells->n; at++) {
		int width = cells->mark[at] ? text_width(cells->mark[at]->label) : 0;
		bool room = width && cells->mark[at]->first == first && at + 1 + width <= cells->n;

		for (int i = at + 1; room && i <= at + width; i++)
			room = !cells->taken[i];
		for (int i = at + 1; room && i <= at + width; i++)
			cells->taken[i] = true;
		cells->labelled[at] = cells->labelled[at] || room;
	}
}

/* The reports' days; where two are too near each other only the mark is left of one. */
static void draw_reports(struct page *page, const struct timeline *timeline, const struct timeline_layout *layout)
{
	struct line *line = page_line(page, 0);
	struct report_cells cells = { .n = MONTHS * layout->month };
	int today = timeline_cell(timeline->year, layout->month, timeline->today);

	if (today >= 0 && today < cells.n)
		cells.today[today] = cells.taken[today] = true;
	for (size_t i = 0; i < timeline->nmarks; i++) {
		int at = timeline_cell(timeline->year, layout->month, timeline->marks[i].day);

		if (at >= 0 && at < cells.n && (!cells.mark[at] || timeline->marks[i].first)) {
			cells.mark[at] = &timeline->marks[i];
			cells.taken[at] = true;
		}
	}
	place_labels(&cells, true);
	place_labels(&cells, false);
	line_text(page, line, layout->title, layout->title_width, ALIGN_LEFT, ROLE_COLUMN, timeline->nmarks ? "Rapporter" : "");
	for (int at = 0; at < cells.n; at++) {
		int col = layout->bars + at;

		if (cells.mark[at])
			line_text(page, line, col, 1, ALIGN_LEFT, ROLE_NORMAL, glyph(timeline->glyphs, GLYPH_REPORT));
		else if (cells.today[at])
			line_text(page, line, col, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(timeline->glyphs, GLYPH_AXIS_V));
		if (cells.labelled[at])
			line_text(page, line, col + 1, text_width(cells.mark[at]->label), ALIGN_LEFT, ROLE_DIM, cells.mark[at]->label);
	}
}

static void draw_legend(struct page *page, const struct timeline *timeline)
{
	struct buf text = { 0 };

	for (int status = ACT_PLANNED; status <= ACT_CANCELLED; status++)
		buf_printf(&text, "%s\u00a0%s   ", glyph(timeline->glyphs, looks[status].glyph), choices_activity[status].label);
	buf_printf(&text, "%s\u00a0slut   !\u00a0borde\u00a0vara\u00a0klar   %s\u00a0löpande   %s\u00a0i\u00a0dag",
		glyph(timeline->glyphs, GLYPH_DUE), glyph(timeline->glyphs, GLYPH_TRAIL), glyph(timeline->glyphs, GLYPH_AXIS_V));
	page_blank(page);
	page_paragraph(page, 2, ROLE_DIM, buf_cstr(&text));
	buf_free(&text);
}

void timeline_draw(struct page *page, const struct timeline *timeline)
{
	struct timeline_layout layout;
	const char *group = NULL;

	timeline_layout(timeline, page->width, &layout);
	draw_months(page, timeline, &layout);
	draw_reports(page, timeline, &layout);
	page->sticky = page->nlines;
	for (size_t i = 0; i < timeline->n; i++) {
		const struct timeline_bar *bar = &timeline->bars[i];

		if (bar->group && (!group || strcmp(group, bar->group) != 0))
			page_heading(page, bar->group);
		group = bar->group;
		draw_bar(page, timeline, &layout, bar);
	}
	if (timeline->n)
		draw_legend(page, timeline);
}
