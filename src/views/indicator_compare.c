/* indicator_compare.c: an indicator beside other organisations: which group, and its members ranked. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/indicator_priv.h"

#define LIST_LEAST 5 /* rows */
#define AWAY_MOST 3 /* periods */
#define CHOOSE "choose" /* tag of the line that opens the palette */

/* ---- which group --------------------------------------------------------------------------------------------- */

static struct compare_question question_of(const struct indicator_screen *screen, enum compare_group group)
{
	return (struct compare_question){ .metric = screen->indicator->metric, .organisation = screen->organisation,
		.chosen = screen->view->chosen, .group = group,
		.period = screen->nperiods ? screen->periods[screen->compared] : 0, .gender = GENDER_T,
		.direction = screen->direction, .decimals = screen->decimals };
}

/* The first group from `from` on that has figures; 0 where none has. */
static enum compare_group group_from(const struct indicator_screen *screen, int from)
{
	const struct compare_question question = question_of(screen, 0);
	unsigned groups = compare_groups(&screen->app->ds, &question);

	for (int group = from; group < COMPARE_GROUPS; group++)
		if (groups & (1u << group))
			return group;
	return 0;
}

enum compare_group indicator_group(const struct indicator_screen *screen)
{
	int chosen = screen->view->compare;
	enum compare_group first;

	if (chosen > 0 && chosen < COMPARE_GROUPS)
		return chosen;
	if (screen->view->tab != TAB_COMPARE)
		return 0;
	/* Riket stands among the regions, also where it is the only other one. */
	first = group_from(screen, COMPARE_REGIONS);
	return first && first != COMPARE_CHOSEN ? first : COMPARE_REGIONS;
}

static bool anyone_at(struct indicator_screen *screen, int at)
{
	if (at < 0 || at >= (int)screen->nperiods)
		return false;
	screen->compared = (size_t)at;
	return group_from(screen, COMPARE_REGIONS);
}

/* Ours may be measured before the others': what is compared is of the nearest period that anybody else has. The one that was chosen
 * stays chosen. */
void indicator_settle_comparison(struct indicator_screen *screen)
{
	int at = (int)screen->at;

	for (int away = 0; away <= AWAY_MOST && screen->nperiods; away++)
		if (anyone_at(screen, at - away) || (away && anyone_at(screen, at + away)))
			return;
	screen->compared = screen->at;
}

int indicator_next_comparison(struct indicator_screen *screen)
{
	struct view *view = screen->view;
	enum compare_group now, next;

	indicator_settle_comparison(screen);
	now = indicator_group(screen);
	next = group_from(screen, now + 1);
	if (!next && view->tab == TAB_COMPARE)
		next = group_from(screen, COMPARE_REGIONS);
	if (view->tab != TAB_COMPARE)
		view->tab = TAB_CHART;
	if (next == now) {
		app_say(screen->app, ROLE_NOTICE, "Ingen annan organisation har en siffra för %s att jämföra med",
			screen->nperiods ? "perioden" : "måttet");
		return REACT_REBUILD;
	}
	view->compare = next;
	return REACT_REBUILD;
}

/* ---- the list ------------------------------------------------------------------------------------------------ */

/* Columns from the left; 0 = not shown. */
struct places {
	int name, name_width, value, value_width, difference, quarter, bar, bar_width;
};

#define PLACE_WIDTH 4
#define VALUE_LEAST 11
#define VALUE_MOST 18
#define DIFFERENCE_WIDTH 11
#define QUARTER_WIDTH 9
#define BAR_LEAST 12
#define BAR_MOST 60

static int widest_name(const struct result *res)
{
	int column = result_column(res, "name"), most = 12;

	for (size_t i = 0; i < res->nrows; i++) {
		int width = text_width(res->rows[i].cells[column].text);

		most = width > most ? width : most;
	}
	return most;
}

/* Room for the widest figure, and for its "p". */
static int widest_value(const struct result *res)
{
	int column = result_column(res, "value"), most = VALUE_LEAST;

	for (size_t i = 0; i < res->nrows; i++) {
		struct buf text = { 0 };
		int width;

		if (!num_missing(res->rows[i].cells[column].num))
			cell_format(&text, &res->columns[column], &res->rows[i].cells[column]);
		width = text_width(buf_cstr(&text)) + 2;
		most = width > most ? width : most;
		buf_free(&text);
	}
	return most < VALUE_MOST ? most : VALUE_MOST;
}

static void lay_out(const struct indicator_screen *screen, const struct result *res, struct places *at)
{
	int width = screen->page->width - 1, col = 4 + PLACE_WIDTH + 1, wide = widest_value(res), most = width - col - wide - BAR_LEAST - 2;

	memset(at, 0, sizeof(*at));
	at->value_width = wide;
	at->name = col;
	at->name_width = widest_name(res);
	if (at->name_width > most)
		at->name_width = most > 8 ? most : 8;
	at->value = col + at->name_width + 1;
	col = at->value + wide + 1;
	if (screen->view->tab == TAB_COMPARE && col + DIFFERENCE_WIDTH + 1 + BAR_LEAST <= width) {
		at->difference = col;
		col += DIFFERENCE_WIDTH + 1;
	}
	if (screen->view->tab == TAB_COMPARE && col + QUARTER_WIDTH + 2 + BAR_LEAST <= width) {
		at->quarter = col;
		col += QUARTER_WIDTH + 1;
	}
	at->bar = col + 1;
	at->bar_width = width - at->bar > BAR_MOST ? BAR_MOST : width - at->bar;
}

static void draw_heading(struct indicator_screen *screen, const struct places *at)
{
	struct page *page = screen->page;
	struct line *line = page_line(page, 0);
	const char *unit = screen->unit && text_width(screen->unit) < at->value_width - 6 ? screen->unit : "";

	line_text(page, line, 3, PLACE_WIDTH + 1, ALIGN_RIGHT, ROLE_COLUMN, "Plats");
	line_text(page, line, at->name, at->name_width, ALIGN_LEFT, ROLE_COLUMN, "Organisation");
	line_text(page, line, at->value, at->value_width, ALIGN_RIGHT, ROLE_COLUMN,
		arena_printf(&page->arena, "Värde%s%s", *unit ? " " : "", unit));
	if (at->difference)
		line_text(page, line, at->difference, DIFFERENCE_WIDTH, ALIGN_RIGHT, ROLE_COLUMN, "Mot oss");
	if (at->quarter)
		line_text(page, line, at->quarter, QUARTER_WIDTH, ALIGN_RIGHT, ROLE_COLUMN, "Fjärdedel");
}

/* A bar from zero: to the right for what is above it, to the left for what is below. */
static void draw_bar(struct indicator_screen *screen, struct line *line, const struct places *at,
		const struct comparison *comparison, double value, enum role role)
{
	double low = fmin(comparison->least, 0), high = fmax(comparison->most, 0);
	int zero, end, from, to;
	struct buf text = { 0 };

	if (at->bar_width < 2 || num_missing(value) || high <= low)
		return;
	zero = (int)lround(-low / (high - low) * at->bar_width);
	end = (int)lround((value - low) / (high - low) * at->bar_width);
	from = end < zero ? end : zero;
	to = end < zero ? zero : end;
	if (to == from && value != 0) /* a small one is still seen */
		to = from < at->bar_width ? from + 1 : from;
	for (int i = from; i < to; i++)
		buf_str(&text, glyph(screen->app->glyphs, role == ROLE_SERIES ? GLYPH_BAR : GLYPH_BAR_HALF));
	line_text(screen->page, line, at->bar + from, to - from, ALIGN_LEFT, role, buf_cstr(&text));
	buf_free(&text);
}

static void draw_cell(struct indicator_screen *screen, struct line *line, int col, int width, enum align align, enum role role,
		const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);
	char number[NUM_TEXT_MAX];
	struct buf text = { 0 };

	if (!col)
		return;
	cell_format(&text, &res->columns[column], &row->cells[column]);
	if (text_width(buf_cstr(&text)) > width && res->columns[column].type == COL_NUM && !num_missing(row->cells[column].num)) {
		buf_clear(&text);
		buf_str(&text, num_fit(number, row->cells[column].num, row->cells[column].decimals,
			res->columns[column].flags & COLF_SIGN ? NUM_SIGN : 0, width));
	}
	if (text.len)
		line_text(screen->page, line, col, width, align, role, buf_cstr(&text));
	buf_free(&text);
}

static void draw_row(struct indicator_screen *screen, const struct places *at, const struct comparison *comparison,
		const struct row *row)
{
	const struct result *res = &comparison->res;
	struct line *line = page_line(screen->page, LINE_SELECT);
	enum role role = row->bold ? ROLE_BOLD : row->dim ? ROLE_DIM : ROLE_NORMAL;
	double value = row->cells[result_column(res, "value")].num, preliminary = row->cells[result_column(res, "preliminary")].num;

	line_ref(screen->page, line, row->ref.kind, row->ref.plan, row->ref.id);
	if (row->bold)
		line_text(screen->page, line, 2, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(screen->app->glyphs, GLYPH_POINT_CUR));
	draw_cell(screen, line, 4, PLACE_WIDTH, ALIGN_RIGHT, role, res, row, "place");
	draw_cell(screen, line, at->name, at->name_width, ALIGN_LEFT, role, res, row, "name");
	if (num_missing(value)) {
		/* Words take the room of the figures that are not there. */
		draw_cell(screen, line, at->value, screen->page->width - at->value - 1, ALIGN_LEFT, ROLE_MISSING, res, row, "value");
		return;
	}
	draw_cell(screen, line, at->value, at->value_width - 2, ALIGN_RIGHT, role, res, row, "value");
	if (preliminary == 1)
		line_text(screen->page, line, at->value + at->value_width - 1, 1, ALIGN_LEFT, ROLE_DIM, "p");
	draw_cell(screen, line, at->difference, DIFFERENCE_WIDTH, ALIGN_RIGHT, role, res, row, "difference");
	draw_cell(screen, line, at->quarter, QUARTER_WIDTH, ALIGN_RIGHT, role, res, row, "quarter");
	draw_bar(screen, line, at, comparison, value, row->bold ? ROLE_SERIES : ROLE_DIM);
}

/* ---- in words ------------------------------------------------------------------------------------------------ */

static const char *number(struct indicator_screen *screen, double value)
{
	char text[NUM_TEXT_MAX];

	return arena_strdup(&screen->page->arena, num_format(text, value, screen->decimals, 0));
}

static const struct row *own_row(const struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->res.nrows; i++)
		if (comparison->res.rows[i].bold)
			return &comparison->res.rows[i];
	return NULL;
}

/* Ours is one of those that are ranked, and does not stand beside them. */
static bool is_ranked_group(const struct indicator_screen *screen, enum compare_group group)
{
	return group == COMPARE_CHOSEN || (group == COMPARE_REGIONS && !has_words(screen->indicator->board)) ||
		(group == COMPARE_BOARDS && has_words(screen->indicator->board));
}

/* Once where ours and the others' are from the same, else each by itself. */
static void add_sources(struct indicator_screen *screen, const struct comparison *comparison, struct buf *text)
{
	const char *ours = comparison->source, *others = comparison->others;
	bool same = !ours || !others || same_words(ours, others);

	if (comparison->own_entered || !same)
		buf_printf(text, "%s: %s%s. ", organisation_words(screen->app, screen->organisation), ours ? "Källa: " : "",
			ours ? ours : "införd för hand");
	if (has_words(others))
		buf_printf(text, "%sKälla: %s. ", comparison->own_entered || !same ? "De andra: " : "", others);
	else if (has_words(ours))
		buf_printf(text, "Källa: %s. ", ours);
}

/* What is nobody's figure but ours; nothing where there was nothing to compute from. */
static const char *computed_words(const struct comparison *comparison, double own)
{
	bool difference = !num_missing(own) && comparison->res.nrows > 1 && comparison->least < comparison->most;

	if (!num_missing(comparison->quartile[0]))
		return comparison->place ? "Plats, skillnad och kvartiler beräknade av styrtavla." :
			"Skillnad och kvartiler beräknade av styrtavla.";
	if (comparison->place)
		return "Plats och skillnad beräknade av styrtavla.";
	return difference ? "Skillnaden är beräknad av styrtavla." : "";
}

static void draw_standing(struct indicator_screen *screen, enum compare_group group, const struct comparison *comparison)
{
	const struct result *res = &comparison->res;
	const struct row *own = own_row(comparison);
	struct page *page = screen->page;
	const char *dot = glyph(screen->app->glyphs, GLYPH_DOT);
	double value = own ? own->cells[result_column(res, "value")].num : NUM_MISSING;
	double quarter = own ? own->cells[result_column(res, "quarter")].num : NUM_MISSING;
	struct buf text = { 0 };

	buf_str(&text, organisation_words(screen->app, screen->organisation));
	if (num_missing(value))
		buf_str(&text, " har ingen siffra för perioden");
	else if (comparison->of < 2 && is_ranked_group(screen, group))
		buf_printf(&text, " %s: ingen annan %s har en siffra för perioden, så ingen har en plats", number(screen, value),
			compare_member_words(group, 1));
	else if (comparison->place)
		buf_printf(&text, ": plats %zu av %zu", comparison->place, comparison->of);
	else if (screen->direction)
		buf_printf(&text, " %s står bredvid, utan plats bland %zu %s", number(screen, value), comparison->of,
			compare_member_words(group, comparison->of));
	else
		buf_printf(&text, " %s: ingen plats, då ingen sagt vad som är bättre: e på Riktning, fliken Källa",
			number(screen, value));
	if (!num_missing(quarter))
		buf_printf(&text, ", %s", compare_quarter_words((int)quarter));
	page_paragraph(page, 2, ROLE_BOLD, sentence(page, buf_cstr(&text)));
	buf_clear(&text);
	if (!num_missing(comparison->quartile[0]))
		buf_printf(&text, "Kvartiler %s %s %s %s %s: en fjärdedel ligger under den första, hälften under den andra. ",
			number(screen, comparison->quartile[0]), dot, number(screen, comparison->quartile[1]), dot,
			number(screen, comparison->quartile[2]));
	if (comparison->missing)
		buf_printf(&text, "%zu %s saknar siffra. ", comparison->missing, compare_member_words(group, comparison->missing));
	add_sources(screen, comparison, &text);
	page_note(page, "%s%s", buf_cstr(&text), computed_words(comparison, value));
	buf_free(&text);
}

static void draw_title(struct indicator_screen *screen, enum compare_group group)
{
	char period[PERIOD_TEXT_MAX];
	int direction = screen->direction;
	period_t compared = screen->nperiods ? screen->periods[screen->compared] : 0;
	struct flow flow;

	flow_begin(&flow, screen->page, 2, 2);
	flow_add(&flow, ROLE_HEADING, arena_printf(&screen->page->arena, "%s %s", group == COMPARE_REGIONS ? "Alla regioner" :
		group == COMPARE_MUNICIPALITIES ? "Kommuner" : group == COMPARE_BOARDS ? "Egna nämnder och förvaltningar" :
		"Valda organisationer", compared ? period_format(period, compared) : ""));
	if (screen->compared != screen->at)
		flow_add(&flow, ROLE_YELLOW, arena_printf(&screen->page->arena, "%s har ingen annan", period_format(period,
			indicator_period(screen))));
	if (direction)
		flow_add(&flow, ROLE_DIM, choices_direction[direction].label);
	flow_add(&flow, ROLE_DIM, "← → byter period, m jämförelse");
}

/* The line that adds one more, where the group is chosen one by one. */
static void draw_choose(struct indicator_screen *screen)
{
	struct line *line = page_line(screen->page, LINE_SELECT);

	line_tag(screen->page, line, CHOOSE);
	line_text(screen->page, line, 4, screen->page->width - 5, ALIGN_LEFT, ROLE_ACCENT, has_words(screen->view->chosen) ?
		"+ Välj fler (Enter). d på en rad tar bort den." : "+ Välj organisationer att jämföra med (Enter).");
}

/* Ours is what one came to see, and the cursor begins there. */
static void seek_own(struct indicator_screen *screen, const struct comparison *comparison)
{
	struct page *page = screen->page;
	const struct row *own = own_row(comparison);

	for (size_t i = 0; i < comparison->res.nrows; i++)
		if (page->at_kind == REC_OBSERVATION && same_words(page->at_id, comparison->res.rows[i].ref.id))
			return;
	if (own && !same_words(page->at_tag, CHOOSE))
		page_seek(page, own->ref.kind, own->ref.plan, own->ref.id, NULL);
}

void indicator_draw_ranking(struct indicator_screen *screen, enum compare_group group)
{
	const struct compare_question question = question_of(screen, group);
	struct comparison comparison;
	struct places at;
	struct err err = { 0 };

	if (query_compare(&screen->app->ds, &question, &comparison, &err))
		page_error(screen->page, &err);
	lay_out(screen, &comparison.res, &at);
	draw_title(screen, group);
	if (group != COMPARE_CHOSEN || has_words(screen->view->chosen))
		draw_standing(screen, group, &comparison);
	draw_heading(screen, &at);
	/* Place, quartiles and headings stay where the list is scrolled, if that leaves a list. */
	if (app_page_rows(screen->app) - screen->page->nlines >= LIST_LEAST)
		screen->page->sticky = screen->page->nlines;
	for (size_t i = 0; i < comparison.res.nrows; i++)
		draw_row(screen, &at, &comparison, &comparison.res.rows[i]);
	if (group == COMPARE_CHOSEN)
		draw_choose(screen);
	seek_own(screen, &comparison);
	comparison_free(&comparison);
}

void indicator_draw_compare(struct indicator_screen *screen)
{
	enum compare_group group;

	indicator_settle_comparison(screen);
	group = indicator_group(screen);
	if (!screen->nperiods) {
		page_note(screen->page, "%s har inget värde att jämföra med.", organisation_words(screen->app, screen->organisation));
		return;
	}
	if (!screen->own)
		page_paragraph(screen->page, 2, ROLE_YELLOW, fit_words(screen->indicator));
	indicator_draw_ranking(screen, group);
}

void indicator_follow(struct indicator_screen *screen, const char *figure)
{
	const char *slash = figure ? strchr(figure, '/') : NULL, *end = slash ? strchr(slash + 1, '/') : NULL;
	char *organisation = end ? mem_strndup(slash + 1, (size_t)(end - slash - 1)) : NULL;

	if (organisation)
		page_seek(&screen->view->page, REC_OBSERVATION, "", figure_id(&screen->view->page, screen->indicator->metric, organisation,
			screen->periods[screen->compared], GENDER_T), NULL);
	free(organisation);
}

bool indicator_on_ranking(const struct view *view, const struct line *line)
{
	bool listed = view->tab == TAB_COMPARE || (view->tab == TAB_CHART && view->compare > 0);

	return listed && line && (line->ref.kind == REC_OBSERVATION || same_words(line->tag, CHOOSE));
}

/* ---- choosing ------------------------------------------------------------------------------------------------ */

/* Adds id to the chosen ones, or takes it away. */
static void toggle(struct view *view, const char *id)
{
	const char *at = NULL, *item;
	struct buf word = { 0 }, list = { 0 };
	bool there = false;

	while (view->chosen && (item = list_next(view->chosen, &at, &word))) {
		if (strcmp(item, id) == 0)
			there = true;
		else
			buf_printf(&list, "%s%s", list.len ? "," : "", item);
	}
	if (!there)
		buf_printf(&list, "%s%s", list.len ? "," : "", id);
	free(view->chosen);
	view->chosen = buf_take(&list);
	buf_free(&word);
}

static int chosen(struct app *app, const struct ref *ref)
{
	toggle(app_view(app), ref->id);
	return REACT_REBUILD;
}

int indicator_choose(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);
	const char *slash = line && line->ref.kind == REC_OBSERVATION && line->ref.id ? strchr(line->ref.id, '/') : NULL;
	const char *end = slash ? strchr(slash + 1, '/') : NULL;
	char *id;

	if (!line || view->compare != COMPARE_CHOSEN)
		return REACT_UNHANDLED;
	if (action == ACT_DO_OPEN && same_words(line->tag, CHOOSE)) {
		palette_open(app, "jämför med", 1u << REC_ORGANISATION | 1u << REC_BOARD, chosen);
		return REACT_REDRAW;
	}
	if (action != ACT_DO_DELETE || !end)
		return REACT_UNHANDLED;
	id = mem_strndup(slash + 1, (size_t)(end - slash - 1));
	if (list_has(view->chosen, id))
		toggle(view, id);
	else
		app_say(app, ROLE_NOTICE, "Den egna raden står kvar: det är den som jämförs");
	free(id);
	return REACT_REBUILD;
}
