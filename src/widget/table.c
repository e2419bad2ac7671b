/* table.c: column widths and rows. */
#include "widget/table.h"

#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "widget/spark.h"

#define GAP 1
#define FILL_LEAST 12
#define TITLE_MOST 90
#define DROPPED_WIDTH 9 /* "+12 kol." with a blank before it */
#define SAMPLE 60 /* rows looked at to find a column's width: the first ones, and as many spread over the rest */

static enum align column_align(const struct column *column)
{
	return column->type == COL_NUM ? ALIGN_RIGHT : ALIGN_LEFT;
}

static void heading_text(struct buf *out, const struct column *column)
{
	buf_str(out, column->heading ? column->heading : "");
	if (column->unit && *column->unit)
		buf_printf(out, "%s%s", *buf_cstr(out) ? " " : "", column->unit);
}

/* Its heading, or its widest cell among the rows looked at. */
static int widest(const struct result *res, int index)
{
	const struct column *column = &res->columns[index];
	struct buf text = { 0 };
	int most = column->type == COL_SPARK ? column->width : 0;

	buf_str(&text, column->heading ? column->heading : "");
	if (column->unit && text_width(column->unit) == 1) /* "%" belongs to the figures; longer units only where there is room */
		buf_printf(&text, " %s", column->unit);
	if (text_width(buf_cstr(&text)) > most)
		most = text_width(buf_cstr(&text));
	for (size_t i = 0; i < res->nrows && column->type != COL_SPARK; i += i < SAMPLE ? 1 : 1 + res->nrows / SAMPLE) {
		int width;

		/* Of what is made when it is looked at, the first rows are: they are on the screen. */
		if (column->flags & COLF_LAZY && i < SAMPLE)
			result_ready(res, &res->rows[i]);
		if (!result_has(res, &res->rows[i], index))
			continue;
		buf_clear(&text);
		cell_format(&text, column, &res->rows[i].cells[index]);
		width = text_width(buf_cstr(&text));
		if (width > most)
			most = width;
	}
	buf_free(&text);
	return most;
}

/* What a column would like. The declared width is what a history in bars gets; elsewhere it is only a limit, so that an
 * empty column takes no room from the title. */
static int wanted(const struct result *res, int index)
{
	int most = widest(res, index), limit = res->columns[index].width > 24 ? res->columns[index].width : 24;

	/* What nobody has looked at yet may be wider than what is seen. */
	if (res->fill && res->columns[index].flags & COLF_LAZY && most < res->columns[index].width)
		return res->columns[index].width;
	return most > limit ? limit : most;
}

/* Words are cut to the width the column was declared with before a whole column goes. */
static void tighten(const struct result *res, struct table_layout *layout)
{
	for (int i = 0; i < layout->n; i++) {
		const struct column *column = &res->columns[layout->column[i]];
		int heading = text_width(column->heading ? column->heading : "");

		if (column->type != COL_TEXT || column->flags & COLF_FILL || !column->width || layout->width[i] <= column->width)
			continue;
		layout->width[i] = column->width > heading ? column->width : heading;
	}
}

/* The column to drop next: the highest priority number, the rightmost of equals; −1 when all must stay. */
static int drop_next(const struct result *res, const struct table_layout *layout)
{
	int worst = -1, most = 0;

	for (int i = 0; i < layout->n; i++) {
		int priority = res->columns[layout->column[i]].priority;

		if (priority > 0 && priority >= most) {
			most = priority;
			worst = i;
		}
	}
	return worst;
}

static int total_width(const struct result *res, const struct table_layout *layout, int *fill)
{
	int total = 0;

	*fill = -1;
	for (int i = 0; i < layout->n; i++) {
		if (res->columns[layout->column[i]].flags & COLF_FILL)
			*fill = i;
		total += layout->width[i] + (i ? GAP : 0);
	}
	return total;
}

static void place(struct table_layout *layout, int indent, int width)
{
	int col = indent, kept = 0;

	for (int i = 0; i < layout->n; i++) {
		layout->col[i] = col;
		if (col + layout->width[i] > width)
			layout->width[i] = width - col;
		if (layout->width[i] <= 0)
			break;
		col += layout->width[i] + GAP;
		kept = i + 1;
	}
	layout->n = kept;
}

/* A column without heading in which no row says anything takes no room, not even its gap. */
static bool is_void(const struct result *res, int index)
{
	const struct column *column = &res->columns[index];

	return column->heading && !*column->heading && !wanted(res, index);
}

void table_layout(const struct result *res, int indent, int width, struct table_layout *layout)
{
	int fill, total, drop;

	layout->n = layout->dropped = 0;
	for (size_t i = 0; i < res->ncolumns && layout->n < TABLE_COLUMNS_MAX; i++) {
		const struct column *column = &res->columns[i];

		if (!(column->flags & COLF_SCREEN) || is_void(res, (int)i))
			continue;
		layout->column[layout->n] = (int)i;
		layout->width[layout->n] = column->flags & COLF_FILL ?
			(column->width > FILL_LEAST ? column->width : FILL_LEAST) : wanted(res, (int)i);
		layout->align[layout->n++] = column_align(column);
	}
	if (total_width(res, layout, &fill) > width - indent)
		tighten(res, layout);
	while ((total = total_width(res, layout, &fill)) > width - indent && (drop = drop_next(res, layout)) >= 0) {
		for (int i = drop; i + 1 < layout->n; i++) {
			layout->column[i] = layout->column[i + 1];
			layout->width[i] = layout->width[i + 1];
			layout->align[i] = layout->align[i + 1];
		}
		layout->n--;
		layout->dropped++;
	}
	if (fill >= 0) {
		int rest = width - indent - total, most = widest(res, layout->column[fill]);

		/* A title column wider than its longest title would only push the figures away from it. */
		if (most < TITLE_MOST)
			most = TITLE_MOST;
		layout->width[fill] += rest;
		if (rest > 0 && layout->width[fill] > most)
			layout->width[fill] = most;
		if (layout->width[fill] < 1)
			layout->width[fill] = 1;
	}
	place(layout, indent, width);
}

enum role table_status_role(int status)
{
	static const enum role roles[STATUS_COUNT] = {
		[STATUS_NONE] = ROLE_NONE, [STATUS_GREEN] = ROLE_GREEN, [STATUS_YELLOW] = ROLE_YELLOW, [STATUS_RED] = ROLE_RED,
		[STATUS_MISSING] = ROLE_MISSING,
	};

	return status >= 0 && status < STATUS_COUNT ? roles[status] : ROLE_NONE;
}

const char *table_status_sign(int status, enum glyph_set glyphs)
{
	const struct status_text *text = status_text((enum status)status);

	return glyphs == GLYPH_ASCII ? text->ascii : text->sign;
}

void table_status_text(struct buf *out, int status, enum glyph_set glyphs)
{
	buf_printf(out, "%s %s", table_status_sign(status, glyphs), status_text((enum status)status)->word);
}

void table_computed_text(struct buf *out, int status, enum glyph_set glyphs)
{
	buf_printf(out, "%s %s", table_status_sign(status, glyphs),
		status == STATUS_NONE ? STATUS_NOT_COMPUTED : status_text((enum status)status)->word);
}

/* Which column's heading leaves room for saying that columns are missing: the last, else the title's; −1 = none. */
static int room_for_dropped(const struct result *res, const struct table_layout *layout)
{
	for (int i = layout->n - 1; layout->dropped && i >= 0; i--) {
		const struct column *column = &res->columns[layout->column[i]];
		bool last = i == layout->n - 1 && layout->align[i] == ALIGN_LEFT;
		int heading = text_width(column->heading ? column->heading : "") + 1; /* and the sign of sorting */

		if ((last || column->flags & COLF_FILL) && layout->width[i] >= heading + DROPPED_WIDTH)
			return i;
	}
	return -1;
}

static void draw_heading(struct page *page, const struct result *res, const struct table_layout *layout,
		const struct table_options *options)
{
	struct line *line = page_line(page, 0);
	int dropped = room_for_dropped(res, layout);

	for (int i = 0; i < layout->n; i++) {
		struct buf text = { 0 };
		int width = layout->width[i] - (i == dropped ? DROPPED_WIDTH : 0);

		heading_text(&text, &res->columns[layout->column[i]]);
		if (text_width(buf_cstr(&text)) > width) {
			buf_clear(&text);
			buf_str(&text, res->columns[layout->column[i]].heading ? res->columns[layout->column[i]].heading : "");
		}
		if (options->sort == layout->column[i] && text_width(buf_cstr(&text)) < width)
			buf_str(&text, glyph(options->glyphs, options->descending ? GLYPH_DOWN : GLYPH_UP));
		line_text(page, line, layout->col[i], width, layout->align[i], ROLE_COLUMN, buf_cstr(&text));
		if (i == dropped)
			line_text(page, line, layout->col[i] + width, DROPPED_WIDTH, ALIGN_RIGHT, ROLE_DIM,
				arena_printf(&page->arena, "+%d kol.", layout->dropped));
		buf_free(&text);
	}
	if (options->sticky)
		page->sticky = page->nlines;
}

static enum role cell_role(const struct row *row, const struct column *column, const struct cell *cell)
{
	if (column->type == COL_STATUS && !num_missing(cell->num))
		return table_status_role((int)cell->num);
	if (row->summary || row->bold)
		return ROLE_BOLD;
	if (row->dim || column->flags & COLF_DIM)
		return ROLE_DIM;
	return column->type == COL_SPARK ? ROLE_SERIES : ROLE_NORMAL;
}

/* Never half a number. */
static void number_text(struct buf *out, const struct column *column, const struct cell *cell, int width)
{
	char text[NUM_TEXT_MAX];

	cell_format(out, column, cell);
	if (num_missing(cell->num) || column->flags & COLF_PLAIN || text_width(buf_cstr(out)) <= width)
		return;
	buf_clear(out);
	buf_str(out, num_fit(text, cell->num, cell->decimals >= 0 ? cell->decimals : column->decimals,
		column->flags & COLF_SIGN || cell->sign ? NUM_SIGN : 0, width));
}

static void cell_text(struct buf *out, const struct column *column, const struct cell *cell, int width,
		enum glyph_set glyphs)
{
	if (column->type == COL_STATUS && !num_missing(cell->num))
		(column->flags & COLF_COMPUTED ? table_computed_text : table_status_text)(out, (int)cell->num, glyphs);
	else if (column->type == COL_SPARK)
		spark_json(out, cell->json, width, glyphs);
	else if (column->type == COL_NUM)
		number_text(out, column, cell, width);
	else
		cell_format(out, column, cell);
}

/* Deep nodes of a tree in a narrow column keep half of it for their words. */
static int indentation(int depth, int width)
{
	return depth * 2 < width / 2 ? depth * 2 : width / 2;
}

/* What the rows of one table share, kept with the page for rows that are filled in later. */
struct table {
	const struct result *res;
	struct table_layout layout;
	struct table_options options;
};

static void fill_row(struct page *page, struct line *line, const void *shared, const void *item)
{
	const struct table *table = shared;
	const struct row *row = item;
	const struct table_layout *layout = &table->layout;
	enum glyph_set glyphs = table->options.glyphs;
	const struct ref *ref = row->ref.kind ? page_ref(page, line->ref.kind, line->ref.plan, line->ref.id) : NULL;
	struct buf text = { 0 };

	result_ready(table->res, row);
	if (table->options.marked && table->options.marked(&row->ref, table->options.user))
		line_text(page, line, table->options.indent - 1, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(glyphs, GLYPH_MARKED));
	for (int i = 0; i < layout->n; i++) {
		const struct column *column = &table->res->columns[layout->column[i]];
		const struct cell *cell = &row->cells[layout->column[i]];
		int shift = column->flags & COLF_FILL ? indentation(row->depth, layout->width[i]) : 0;
		struct span *span;

		buf_clear(&text);
		cell_text(&text, column, cell, layout->width[i], glyphs);
		if (!text.len && !(column->field && ref && !row->summary))
			continue;
		span = line_text(page, line, layout->col[i] + shift, layout->width[i] - shift, layout->align[i],
				cell_role(row, column, cell), buf_cstr(&text));
		if (column->field && ref && !row->summary)
			span_field_of(span, column->field, ref);
	}
	buf_free(&text);
}

static void draw_row(struct page *page, const struct table *table, const struct row *row)
{
	bool named = row->ref.kind || (row->ref.id && *row->ref.id);
	struct line *line = page_line(page, named ? LINE_SELECT : 0);

	if (row->ref.kind && table->options.lazy) /* the rows live as long as the page */
		line->ref = row->ref;
	else if (row->ref.kind)
		line_ref(page, line, row->ref.kind, row->ref.plan, row->ref.id);
	else if (named) /* a row about no record can still be stood on and read */
		line_tag(page, line, row->ref.id);
	if (row->tag)
		line_tag(page, line, row->tag);
	if (!table->options.lazy) {
		fill_row(page, line, table, row);
		return;
	}
	line->fill = fill_row;
	line->table = table;
	line->row = row;
}

static bool new_group(const struct result *res, const struct row *row, const struct row *before, int column)
{
	struct buf a = { 0 }, b = { 0 };
	bool differs;

	if (!before)
		return true;
	result_ready(res, row);
	result_ready(res, before);
	cell_format(&a, &res->columns[column], &row->cells[column]);
	cell_format(&b, &res->columns[column], &before->cells[column]);
	differs = strcmp(buf_cstr(&a), buf_cstr(&b)) != 0;
	buf_free(&a);
	buf_free(&b);
	return differs;
}

/* The heading of the group that begins at row `at`, with how many are in it. */
static void draw_group(struct page *page, const struct result *res, size_t at, const struct table_options *options,
		struct row_filter *filter)
{
	const struct column *column = &res->columns[options->group];
	struct buf text = { 0 };
	size_t n = 0;

	for (size_t i = at; i < res->nrows && !res->rows[i].summary; i++) {
		if (new_group(res, &res->rows[i], &res->rows[at], options->group))
			break;
		n += row_filter_matches(filter, res, &res->rows[i]);
	}
	cell_format(&text, column, &res->rows[at].cells[options->group]);
	if (text.len && text.data[0] >= 'a' && text.data[0] <= 'z') /* a choice's word stands as a heading here */
		text.data[0] = (char)(text.data[0] - 'a' + 'A');
	if (!text.len) { /* "Utan nämnd" */
		struct buf word = { 0 };

		text_fold(&word, column->heading ? column->heading : "värde", FOLD_CASE);
		buf_printf(&text, "Utan %s", buf_cstr(&word));
		buf_free(&word);
	}
	buf_printf(&text, " (%zu)", n);
	page_heading(page, buf_cstr(&text));
	buf_free(&text);
}

size_t table_draw(struct page *page, const struct result *res, const struct table_options *options)
{
	struct table *table = arena_alloc(&page->arena, sizeof(*table));
	const struct row *before = NULL;
	struct row_filter filter;
	size_t drawn = 0;

	row_filter_begin(&filter, options->filter);
	table->res = res;
	table->options = *options;
	table_layout(res, options->indent, page->width, &table->layout);
	if (!options->no_heading)
		draw_heading(page, res, &table->layout, options);
	for (size_t i = 0; i < res->nrows; i++) {
		const struct row *row = &res->rows[i];

		if (!row_filter_matches(&filter, res, row))
			continue;
		if (options->group >= 0 && !row->summary && new_group(res, row, before, options->group))
			draw_group(page, res, i, options, &filter);
		draw_row(page, table, row);
		if (options->below)
			options->below(page, row, &table->layout, options->user);
		before = row;
		drawn++;
	}
	row_filter_end(&filter);
	return drawn;
}
