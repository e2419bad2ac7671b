/* action_plan_effects.c: what the measures of an action plan were to give and gave, month by month, to be typed in place. */
#include <string.h>

#include "base/text.h"
#include "query/forecasts.h"
#include "views/action_plan_priv.h"

#define LABEL_COL 2
#define LABEL_LEAST 14
#define LABEL_MOST 48
#define CELL_LEAST 4
#define SUM_FROM 88 /* a window as wide as this has room for the sum too */

/* Which of the result's columns are shown, and where. */
struct months {
	const struct result *res;
	int first, last;    /* of the months there are; both included */
	int from, to;       /* those shown */
	int label, width;   /* of a cell; a blank follows each */
	bool sum;
};

/* One decimal, or none where that would not fit: a figure is never cut. */
static void format_figure(struct buf *out, double value, int width)
{
	char text[NUM_TEXT_MAX];

	num_format(text, value, 1, 0);
	buf_str(out, text_width(text) > width ? num_format(text, value, 0, 0) : text);
}

/* The column of the last month that is over; the first of them before that. */
static int current_month(const struct app *app, const struct months *months)
{
	int at = months->first;

	for (int i = months->first; i <= months->last; i++) {
		period_t period;

		if (period_parse(months->res->columns[i].key, &period) && period_last_day(period) <= app->ds.today)
			at = i;
	}
	return at;
}

static void lay_out(const struct app *app, const struct page *page, struct months *months)
{
	int room, n, at;

	months->width = CELL_LEAST;
	for (size_t i = 0; i < months->res->nrows; i++)
		for (int c = months->first; c <= months->last; c++) {
			struct buf text = { 0 };

			format_figure(&text, months->res->rows[i].cells[c].num, 6);
			if (text_width(buf_cstr(&text)) > months->width)
				months->width = text_width(buf_cstr(&text));
			buf_free(&text);
		}
	months->sum = page->width >= SUM_FROM;
	n = months->last - months->first + 1 + months->sum;
	if (page->width - LABEL_COL - LABEL_LEAST < n * (months->width + 1) && months->width > CELL_LEAST)
		months->width = CELL_LEAST;
	while (months->width < 7 && page->width - LABEL_COL - 2 * LABEL_LEAST >= n * (months->width + 2))
		months->width++;
	room = (page->width - LABEL_COL - LABEL_LEAST) / (months->width + 1) - months->sum;
	months->from = months->first;
	months->to = months->last;
	if (room < 1)
		room = 1;
	if (room <= months->last - months->first) { /* the months around the one that is over */
		at = current_month(app, months) - room + 2;
		months->from = at < months->first ? months->first : at + room - 1 > months->last ? months->last - room + 1 : at;
		months->to = months->from + room - 1;
	}
	months->label = page->width - LABEL_COL - (months->to - months->from + 1 + months->sum) * (months->width + 1) - 1;
	if (months->label > LABEL_MOST)
		months->label = LABEL_MOST;
	if (months->label < 1)
		months->label = 1;
}

static int column_at(const struct months *months, int column)
{
	return LABEL_COL + months->label + 1 + (column - months->from) * (months->width + 1);
}

static void draw_heading(struct page *page, const struct months *months, const char *what)
{
	struct line *line = page_line(page, 0);

	line_text(page, line, LABEL_COL, months->label, ALIGN_LEFT, ROLE_COLUMN, what);
	for (int c = months->from; c <= months->to; c++)
		line_text(page, line, column_at(months, c), months->width, ALIGN_RIGHT, ROLE_COLUMN, months->res->columns[c].heading);
	if (months->sum)
		line_text(page, line, column_at(months, months->to + 1), months->width, ALIGN_RIGHT, ROLE_COLUMN, "år");
}

static void draw_cell(struct page *page, struct line *line, const struct months *months, const struct row *row, int column,
		const char *field)
{
	double value = row->cells[column].num;
	int at = column_at(months, column > months->to ? months->to + 1 : column);
	struct buf text = { 0 };
	struct span *span;

	format_figure(&text, value, months->width);
	span = line_text(page, line, at, months->width, ALIGN_RIGHT, !text.len ? ROLE_DIM : row->summary ? ROLE_BOLD : ROLE_NORMAL,
		text.len ? buf_cstr(&text) : "–");
	if (field)
		span_field(page, span, field, REC_EFFECT, row->ref.plan, arena_printf(&page->arena, "%s/%s", row->ref.id,
			months->res->columns[column].key));
	buf_free(&text);
}

/* A measure's months. The line stands for its first month, so that nothing here is done to the measure itself. */
static void draw_row(struct page *page, const struct months *months, const struct row *row, const char *what)
{
	const struct result *res = months->res;
	struct line *line = page_line(page, row->summary ? 0 : LINE_SELECT | LINE_GRID);
	const char *field = row->summary ? NULL : record_field(record_type(REC_EFFECT), what)->key;

	if (row->summary) {
		line_text(page, line, LABEL_COL, months->label, ALIGN_LEFT, ROLE_BOLD, "Alla åtgärder");
	} else {
		line_text(page, line, LABEL_COL, months->label, ALIGN_LEFT, ROLE_NORMAL, arena_printf(&page->arena, "%s  %s",
			row->cells[result_column(res, "measure")].text, row->cells[result_column(res, "text")].text));
		line_ref(page, line, REC_EFFECT, row->ref.plan, arena_printf(&page->arena, "%s/%s", row->ref.id,
			res->columns[months->first].key));
		line_tag(page, line, row->tag);
	}
	for (int c = months->from; c <= months->to; c++)
		draw_cell(page, line, months, row, c, field);
	if (months->sum)
		draw_cell(page, line, months, row, result_column(res, "sum"), NULL);
}

static void draw_part(struct page *page, const struct months *months, int what, const char *title)
{
	const struct result *res = months->res;
	const struct column *column = &res->columns[result_column(res, "what")];
	size_t n = 0;

	draw_heading(page, months, title);
	for (size_t i = 0; i < res->nrows; i++) {
		const struct row *row = &res->rows[i];

		if ((int)row->cells[result_column(res, "what")].num != what || (row->summary && n < 2))
			continue;
		n++;
		draw_row(page, months, row, column->choices[what].code);
	}
}

static bool find_months(struct months *months)
{
	months->first = result_column(months->res, "what") + 1;
	months->last = result_column(months->res, "sum") - 1;
	return months->res->nrows && months->last >= months->first;
}

void action_plan_draw_effects(struct app *app, struct page *page, const struct record *plan)
{
	const struct query_filter filter = { .action_plan = plan->id };
	struct result res;
	struct months months = { .res = &res };
	struct err err = { 0 };

	if (query_effects(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	effects_add_sums(&res);
	if (find_months(&months)) {
		lay_out(app, page, &months);
		page_blank(page);
		page_heading(page, "Effekt per månad, mnkr");
		draw_part(page, &months, 1, "Planerad");
		draw_part(page, &months, 2, "Realiserad");
		if (months.to - months.from < months.last - months.first)
			page_note(page, "Ett bredare fönster visar alla månader.");
	}
	result_free(&res);
}

int action_plan_effect_cell(struct app *app, const struct page *page)
{
	const struct line *line = page_current(page);

	for (int i = line ? line_cells(line) - 1 : -1; i >= 0; i--) {
		const char *slash = strrchr(line_cell(line, i)->ref->id, '/');
		period_t period;

		if (slash && period_parse(slash + 1, &period) && period_last_day(period) <= app->ds.today)
			return i;
	}
	return 0;
}
