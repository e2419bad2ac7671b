/* overview_columns.c: the columns of the overview's tree: where they go, and what stands in them. */
#include <string.h>

#include "base/text.h"
#include "query/assessments.h"
#include "views/overview_priv.h"
#include "widget/table.h"

#define TITLE_MOST 90   /* wider, where no title is, would only push the figures away from the titles */
#define STATUS_MOST 20  /* "● på målet (bedömt)" */
#define STATUS_LEAST 4  /* "Läge" */
#define TARGET_WIDTH 8  /* "På målet" */
#define CHANGE_WIDTH 9  /* "Sedan UR1" */
#define NARROW 100      /* below this a wide status takes the room of the activities */
#define CHANGE_FROM 96

void put(struct page *page, struct line *line, int col, int width, enum align align, enum role role, const char *text)
{
	if (col >= 0 && width > 0 && has_words(text))
		line_text(page, line, col, width, align, role, text);
}

double number_of(const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);

	return column < 0 ? NUM_MISSING : row->cells[column].num;
}

const char *text_of(const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);

	return column < 0 ? NULL : row->cells[column].text;
}

const char *goal_words(struct app *app, struct page *page, const struct row *row)
{
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, row->ref.plan, row->ref.id);
	const char *title = arena_printf(&page->arena, "%s %s", row->ref.id, goal ? goal->title : "");

	if (goal && has_words(goal->owner))
		title = arena_printf(&page->arena, "%s (%s)", title, organisation_words(app, goal->owner));
	return title;
}

#define SHARED_LEAST 3 /* goals that begin alike, for the beginning to tell nothing */

/* How many bytes of whole words, at least two, both begin with; 0 if they do not. */
static size_t shared_words(const char *a, const char *b)
{
	size_t shared = 0, words = 0;

	for (size_t i = 0; a[i] && a[i] == b[i]; i++) {
		if (a[i] == ' ') {
			words++;
			shared = i + 1;
		}
	}
	return words >= 2 ? shared : 0;
}

/* Where the title begins to say something of its own: after the words that most of the plan's goals begin with. */
static const char *telling_part(const struct app *app, const struct goal *goal)
{
	const struct record_list *list = dataset_list(&app->ds, REC_GOAL);
	size_t shared = 0, alike = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct goal *other = (const struct goal *)list->items[i];
		size_t bytes = other != goal && same_words(other->rec.plan, goal->rec.plan) ? shared_words(goal->title, other->title) : 0;

		if (!bytes)
			continue;
		alike++;
		shared = !shared || bytes < shared ? bytes : shared;
	}
	return goal->title + (alike + 1 >= SHARED_LEAST ? shared : 0);
}

const char *goal_words_in(struct app *app, struct page *page, const struct row *row, int width)
{
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, row->ref.plan, row->ref.id);
	const char *words = goal_words(app, page, row), *telling = goal ? telling_part(app, goal) : NULL;

	if (!goal || telling == goal->title || text_width(words) <= width)
		return words;
	return arena_printf(&page->arena, "%s … %s", row->ref.id, telling);
}

/* ---- the status ---------------------------------------------------------------------------------------------- */

static bool is_colour(double status)
{
	return !num_missing(status) && status >= STATUS_GREEN && status <= STATUS_RED;
}

/* Where nothing is computed the assessment stands there, and says that it is one. */
static bool stands_in(const struct result *res, const struct row *row, const struct tree_columns *columns)
{
	return !columns->split && !is_colour(number_of(res, row, "computed")) && is_colour(number_of(res, row, "assessed"));
}

static void status_words(struct buf *out, const struct result *res, const struct row *row, const struct tree_columns *columns,
		enum glyph_set glyphs)
{
	double computed = number_of(res, row, "computed");

	if (stands_in(res, row, columns)) {
		table_status_text(out, (int)number_of(res, row, "assessed"), glyphs);
		buf_str(out, " (bedömt)");
	} else if (!num_missing(computed)) {
		(is_colour(number_of(res, row, "assessed")) ? table_computed_text : table_status_text)(out, (int)computed, glyphs);
	}
}

/* No wider than the words there are: a narrow screen needs the room for the titles. */
static void measure_status(const struct app *app, const struct result *res, struct tree_columns *columns)
{
	columns->status_width = STATUS_LEAST;
	columns->assessed_width = 6; /* "Bedömt" */
	for (size_t i = 0; i < res->nrows; i++)
		columns->split = columns->split || (is_colour(number_of(res, &res->rows[i], "computed")) &&
			is_colour(number_of(res, &res->rows[i], "assessed")));
	for (size_t i = 0; i < res->nrows; i++) {
		double assessed = number_of(res, &res->rows[i], "assessed");
		struct buf text = { 0 };
		int width;

		status_words(&text, res, &res->rows[i], columns, app->glyphs);
		width = text_width(buf_cstr(&text));
		columns->status_width = width > columns->status_width ? width : columns->status_width;
		buf_clear(&text);
		if (is_colour(assessed))
			table_status_text(&text, (int)assessed, app->glyphs);
		width = text_width(buf_cstr(&text));
		columns->assessed_width = width > columns->assessed_width ? width : columns->assessed_width;
		buf_free(&text);
	}
	if (columns->status_width > STATUS_MOST)
		columns->status_width = STATUS_MOST;
}

static bool any_change(const struct result *res)
{
	for (size_t i = 0; i < res->nrows; i++)
		if (number_of(res, &res->rows[i], "change") > CHANGE_UNKNOWN)
			return true;
	return false;
}

/* ---- where they go ------------------------------------------------------------------------------------------- */

/* Where the status may begin so that every title is whole. */
static int titles_end(struct app *app, struct page *page, const struct result *res)
{
	int most = TITLE_MOST + 4;

	for (size_t i = 0; i < res->nrows; i++) {
		int end = 4 + res->rows[i].depth * 2 + text_width(goal_words(app, page, &res->rows[i])) + 2;

		most = end > most ? end : most;
	}
	return most;
}

static void shift(struct tree_columns *columns, int by)
{
	int *const cols[] = { &columns->status, &columns->assessed, &columns->change, &columns->indicators, &columns->activities,
		&columns->late };

	for (size_t i = 0; i < COUNT_OF(cols); i++)
		*cols[i] -= *cols[i] >= 0 ? by : 0;
}

void columns_place(struct app *app, struct page *page, const struct result *res, struct tree_columns *columns)
{
	int at = page->width - 1, wanted;
	const char *since = assessment_since(&app->ds, NULL);
	bool wide;

	*columns = (struct tree_columns){ .assessed = -1, .change = -1, .indicators = -1, .activities = -1, .late = -1 };
	measure_status(app, res, columns);
	wide = columns->split || columns->status_width > 12;
	if (page->width >= 50)
		columns->late = at -= 5;
	if (page->width >= (wide ? NARROW : 66))
		columns->activities = at -= 7;
	if (page->width >= 58)
		columns->indicators = at -= TARGET_WIDTH + 1;
	if (since && any_change(res) && page->width >= CHANGE_FROM) {
		columns->since = arena_printf(&page->arena, "Sedan %s", assessment_occasion_words(since));
		columns->change = at -= CHANGE_WIDTH + 1;
	}
	if (columns->split)
		columns->assessed = at -= columns->assessed_width + 1;
	columns->status = at -= columns->status_width + 1;
	wanted = at > TITLE_MOST + 4 ? titles_end(app, page, res) : at;
	if (at > wanted)
		shift(columns, at - wanted);
	columns->title_end = columns->status - 1;
	columns->area_end = page->width - 1;
	if (columns->late >= 0)
		columns->area_end = (columns->indicators >= 0 ? columns->indicators : columns->late) - 1;
}

void columns_heading(struct page *page, const struct tree_columns *columns)
{
	struct line *line = page_line(page, 0);

	put(page, line, 2, columns->title_end - 2, ALIGN_LEFT, ROLE_COLUMN, "Fokusområde och mål");
	put(page, line, columns->status, columns->status_width, ALIGN_LEFT, ROLE_COLUMN, "Läge");
	put(page, line, columns->assessed, columns->assessed_width, ALIGN_LEFT, ROLE_COLUMN, "Bedömt");
	put(page, line, columns->change, CHANGE_WIDTH, ALIGN_LEFT, ROLE_COLUMN, columns->since);
	put(page, line, columns->indicators, TARGET_WIDTH, ALIGN_RIGHT, ROLE_COLUMN, "På målet");
	put(page, line, columns->activities, 6, ALIGN_RIGHT, ROLE_COLUMN, "Aktiv.");
	put(page, line, columns->late, 4, ALIGN_RIGHT, ROLE_COLUMN, "Sena");
	page->sticky = page->nlines;
}

/* ---- what stands there --------------------------------------------------------------------------------------- */

static void put_count(struct page *page, struct line *line, int col, int width, enum role role, double count)
{
	char text[NUM_TEXT_MAX];

	if (!num_missing(count) && count > 0)
		put(page, line, col, width, ALIGN_RIGHT, role, num_format(text, count, 0, 0));
}

static void put_change(struct app *app, struct page *page, struct line *line, int col, double change)
{
	static const struct {
		enum glyph glyph;
		enum role role;
	} signs[] = {
		[CHANGE_BETTER] = { GLYPH_UP, ROLE_GREEN }, [CHANGE_SAME] = { GLYPH_SAME, ROLE_DIM },
		[CHANGE_WORSE] = { GLYPH_DOWN, ROLE_RED },
	};

	if (col >= 0 && !num_missing(change) && change > CHANGE_UNKNOWN && change <= CHANGE_WORSE)
		put(page, line, col + CHANGE_WIDTH / 2, 1, ALIGN_LEFT, signs[(int)change].role,
			glyph(app->glyphs, signs[(int)change].glyph));
}

void columns_goal(struct app *app, struct page *page, struct line *line, const struct result *res, const struct row *row,
		const struct overview_sum *sum, const struct tree_columns *columns)
{
	double assessed = number_of(res, row, "assessed"), computed = number_of(res, row, "computed");
	struct buf text = { 0 };

	status_words(&text, res, row, columns, app->glyphs);
	put(page, line, columns->status, columns->status_width, ALIGN_LEFT,
		table_status_role(stands_in(res, row, columns) ? (int)assessed : num_missing(computed) ? -1 : (int)computed),
		buf_cstr(&text));
	buf_clear(&text);
	if (is_colour(assessed))
		table_status_text(&text, (int)assessed, app->glyphs);
	put(page, line, columns->assessed, columns->assessed_width, ALIGN_LEFT,
		table_status_role(num_missing(assessed) ? -1 : (int)assessed), buf_cstr(&text));
	buf_free(&text);
	put_change(app, page, line, columns->change, number_of(res, row, "change"));
	put(page, line, columns->indicators, TARGET_WIDTH, ALIGN_RIGHT, ROLE_NORMAL, text_of(res, row, "on_target"));
	put_count(page, line, columns->activities, 6, ROLE_NORMAL, sum->activities);
	put_count(page, line, columns->late, 4, ROLE_RED, sum->late);
}

static enum status worst_of(const struct overview_sum *sum)
{
	for (int status = STATUS_RED; status >= STATUS_GREEN; status--)
		if (sum->status[status])
			return (enum status)status;
	return STATUS_NONE;
}

/* Worst first; each piece in its own colour. */
static const enum status worst_first[] = { STATUS_RED, STATUS_YELLOW, STATUS_GREEN, STATUS_MISSING, STATUS_NONE };

/* How a count is written: "2 på väg", or where there is no room for all of them in words "◐2": nothing is left out. */
static const char *count_piece(struct app *app, struct page *page, const struct overview_sum *sum, enum status status, bool words)
{
	size_t n = sum->status[status];

	if (!words)
		return arena_printf(&page->arena, "%s%zu", table_status_sign((int)status, app->glyphs), n);
	return arena_printf(&page->arena, "%zu %s", n, status == STATUS_NONE && n > 1 ? "ej bedömda" : status_text(status)->word);
}

static int pieces_width(struct app *app, struct page *page, const struct overview_sum *sum, bool words)
{
	int width = 0;

	for (size_t i = 0; i < COUNT_OF(worst_first); i++) {
		if (sum->status[worst_first[i]])
			width += (width ? words ? 2 : 1 : 0) + text_width(count_piece(app, page, sum, worst_first[i], words));
	}
	return width;
}

static void put_pieces(struct app *app, struct page *page, struct line *line, int col, const struct overview_sum *sum, bool words)
{
	bool first = true;

	for (size_t i = 0; i < COUNT_OF(worst_first); i++) {
		const char *piece;

		if (!sum->status[worst_first[i]])
			continue;
		piece = count_piece(app, page, sum, worst_first[i], words);
		if (!first && words)
			put(page, line, col, 1, ALIGN_LEFT, ROLE_NORMAL, ",");
		col += first ? 0 : words ? 2 : 1;
		put(page, line, col, text_width(piece), ALIGN_LEFT, table_status_role((int)worst_first[i]), piece);
		col += text_width(piece);
		first = false;
	}
}

int columns_area(struct app *app, struct page *page, struct line *line, const struct overview_sum *sum, bool closed,
		const struct tree_columns *columns)
{
	int end = columns->area_end, width = end - columns->status;

	/* Where nothing is judged the goals below say so themselves. */
	if (closed || worst_of(sum) != STATUS_NONE) {
		put_pieces(app, page, line, columns->status, sum, pieces_width(app, page, sum, true) <= width);
		end = columns->title_end;
	}
	if (sum->indicators)
		put(page, line, columns->indicators, TARGET_WIDTH, ALIGN_RIGHT, ROLE_DIM, sum->judged ?
			arena_printf(&page->arena, "%zu/%zu", sum->passed, sum->indicators) :
			arena_printf(&page->arena, "–/%zu", sum->indicators));
	put_count(page, line, columns->activities, 6, ROLE_DIM, sum->activities);
	put_count(page, line, columns->late, 4, ROLE_RED, sum->late);
	return end;
}
