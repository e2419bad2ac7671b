/* compare.c: ranking the organisations of a metric in one period. */
#include "query/compare.h"

#include <ctype.h>
#include <stdlib.h>

#include "model/statistics.h"
#include "query/queries_priv.h"

#define QUARTILES_LEAST 4 /* four quarters need four to be in them */

static const struct column compare_columns[] = {
	{ .key = "place", .heading = "Plats", .type = COL_NUM, .flags = COLF_SCREEN, .width = 5, .decimals = 0 },
	{ .key = "name", .heading = "Organisation", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 20 },
	{ .key = "value", .heading = "Värde", .type = COL_NUM, .flags = COLF_SCREEN, .width = 10, .decimals = -1 },
	{ .key = "preliminary", .heading = "Prel.", .type = COL_BOOL, .flags = COLF_SCREEN, .width = 5, .priority = 3 },
	{ .key = "difference", .heading = "Skillnad", .type = COL_NUM, .flags = COLF_SCREEN | COLF_SIGN, .width = 10, .priority = 1,
	  .decimals = -1 },
	{ .key = "quarter", .heading = "Fjärdedel", .type = COL_NUM, .flags = COLF_SCREEN, .width = 9, .priority = 2, .decimals = 0 },
	{ .key = "organisation", .type = COL_ID, .flags = COLF_EXPORT },
};

/* One that may be compared with. */
struct member {
	const char *id; /* in the arena of the result */
	double value;
	int missing;
	bool preliminary, known; /* known: there is something to say of the period, if only why it is missing */
	bool entered;            /* by hand */
	const char *source;      /* publisher, NULL if nobody says */
};
struct members {
	struct figures *figures;
	const struct compare_question *question;
	const struct dataset *ds;
	struct arena *arena;
	struct member *items;
	size_t n, cap;
	int decimals; /* as asked, else what the figures tell with */
};

const char *organisation_name(const struct dataset *ds, const char *id)
{
	const struct record *rec = dataset_find(ds, REC_ORGANISATION, NULL, id);

	if (!rec)
		rec = dataset_find(ds, REC_BOARD, NULL, id);
	return rec ? record_title(rec) : id;
}

const char *compare_group_words(enum compare_group group)
{
	static const char *const words[COMPARE_GROUPS] = { [COMPARE_REGIONS] = "alla regioner",
		[COMPARE_MUNICIPALITIES] = "kommuner", [COMPARE_CHOSEN] = "valda organisationer",
		[COMPARE_BOARDS] = "egna nämnder och förvaltningar" };

	return group > 0 && group < COMPARE_GROUPS ? words[group] : "";
}

const char *compare_member_words(enum compare_group group, size_t n)
{
	static const char *const words[COMPARE_GROUPS][2] = { [COMPARE_REGIONS] = { "region", "regioner" },
		[COMPARE_MUNICIPALITIES] = { "kommun", "kommuner" }, [COMPARE_CHOSEN] = { "organisation", "organisationer" },
		[COMPARE_BOARDS] = { "nämnd", "nämnder" } };

	return group > 0 && group < COMPARE_GROUPS ? words[group][n != 1] : "";
}

const char *compare_quarter_words(int quarter)
{
	static const char *const words[] = { NULL, "i den bästa fjärdedelen", "i den näst bästa fjärdedelen",
		"i den näst sämsta fjärdedelen", "i den sämsta fjärdedelen" };

	return quarter >= 1 && quarter <= 4 ? words[quarter] : NULL;
}

/* ---- who ---------------------------------------------------------------------------------------------------- */

static bool four_digits(const char *id)
{
	for (int i = 0; i < 4; i++)
		if (!isdigit((unsigned char)id[i]))
			return false;
	return !id[4];
}

/* Kolada's numbers: regions are 00NN, riket is 0000, municipalities have their county first. 0 = none of the groups. */
static enum compare_group group_of(const struct dataset *ds, const char *id)
{
	if (dataset_find(ds, REC_BOARD, NULL, id))
		return COMPARE_BOARDS;
	if (!four_digits(id) || strcmp(id, RIKET) == 0)
		return 0;
	return strncmp(id, "00", 2) == 0 ? COMPARE_REGIONS : COMPARE_MUNICIPALITIES;
}

static bool is_member(const struct members *members, const char *id)
{
	const struct compare_question *question = members->question;

	if (strcmp(id, question->organisation) == 0)
		return true;
	if (question->group == COMPARE_CHOSEN)
		return list_has(question->chosen, id);
	if (question->group == COMPARE_REGIONS && strcmp(id, RIKET) == 0)
		return true;
	return group_of(members->ds, id) == question->group;
}

static struct member *find_member(const struct members *members, const char *id)
{
	for (size_t i = 0; i < members->n; i++)
		if (strcmp(members->items[i].id, id) == 0)
			return &members->items[i];
	return NULL;
}

static struct member *add_member(struct members *members, const char *id)
{
	struct member *member;

	if (members->n == members->cap) {
		members->cap = members->cap ? members->cap * 2 : 32;
		members->items = mem_array(members->items, members->cap, sizeof(*members->items));
	}
	member = &members->items[members->n++];
	*member = (struct member){ .id = arena_strdup(members->arena, id), .value = NUM_MISSING };
	return member;
}

/* ---- what they have ------------------------------------------------------------------------------------------ */

static bool take_imported(const char *organisation, const struct figure *fig, void *user)
{
	struct members *members = user;
	struct member *member;

	if (!is_member(members, organisation))
		return true;
	member = add_member(members, organisation);
	member->value = fig->value;
	member->missing = fig->missing;
	member->preliminary = fig->preliminary;
	member->known = true;
	member->source = figures_publisher(members->figures, fig->batch);
	return true;
}

/* What was entered by hand meets what was imported: the series says which of them holds. */
static void take_merged(struct figures *figures, struct members *members, const char *id)
{
	struct member *member = find_member(members, id);
	const struct point *point;
	struct series series;

	figures_series(figures, members->question->metric, id, &series);
	point = series_at(&series, members->question->period, members->question->gender);
	if (point) {
		if (!member)
			member = add_member(members, id);
		member->value = point->value;
		member->missing = point->missing;
		member->preliminary = point->preliminary;
		member->source = arena_strdup(members->arena, point->source);
		member->entered = !point->batch;
		member->known = true;
	}
	series_free(&series);
}

static void take_entered(struct figures *figures, struct members *members)
{
	const struct record_list *list = dataset_list(figures->ds, REC_OBSERVATION);
	const char *before = members->question->organisation;
	struct buf prefix = { 0 };
	size_t from, n;

	take_merged(figures, members, before);
	buf_printf(&prefix, "%s/", members->question->metric);
	n = record_list_prefix(list, prefix.data, &from);
	buf_free(&prefix);
	for (size_t i = from; i < from + n; i++) {
		const char *id = ((const struct observation *)list->by_id[i])->organisation;

		if (!has_text(id) || same_text(id, before) || same_text(id, members->question->organisation) || !is_member(members, id))
			continue;
		take_merged(figures, members, id);
		before = id;
	}
}

/* Riket and the regions stand together, among three hundred. */
#define REGIONS_FIRST RIKET
#define REGIONS_LAST "0099"

static void gather(struct figures *figures, struct members *members)
{
	bool regions = members->question->group == COMPARE_REGIONS;

	if (!has_text(members->question->metric))
		return;
	series_scan_at(figures->snap, members->question->metric, regions ? REGIONS_FIRST : NULL, regions ? REGIONS_LAST : NULL,
		members->question->period, members->question->gender, take_imported,
		members);
	take_entered(figures, members);
}

/* Those that are known by name, or were chosen, and have nothing for the period: their figure is missing, and says so. */
static void add_silent(struct members *members)
{
	const struct compare_question *question = members->question;
	const struct record_list *list = dataset_list(members->ds, REC_ORGANISATION);
	const char *at = NULL, *id;
	struct buf item = { 0 };

	if (!find_member(members, question->organisation))
		add_member(members, question->organisation);
	while (question->group == COMPARE_CHOSEN && question->chosen && (id = list_next(question->chosen, &at, &item)))
		if (!find_member(members, id))
			add_member(members, id);
	buf_free(&item);
	for (size_t i = 0; i < list->n && question->group != COMPARE_CHOSEN; i++)
		if (strcmp(list->items[i]->id, RIKET) != 0 && is_member(members, list->items[i]->id) &&
				!find_member(members, list->items[i]->id))
			add_member(members, list->items[i]->id);
}

/* ---- ranking ------------------------------------------------------------------------------------------------- */

/* Riket is everybody together, and a region is no municipality: they stand beside, without a place. */
static bool is_ranked(const struct members *members, const struct member *member)
{
	if (strcmp(member->id, RIKET) == 0)
		return false;
	return members->question->group == COMPARE_CHOSEN || group_of(members->ds, member->id) == members->question->group;
}

/* 1 = the best quarter: at the quartile counts as better. */
static int quarter_of(const double quartile[3], double value, bool up)
{
	int quarter = 1;

	for (int q = 0; q < 3; q++) {
		double at = quartile[up ? 2 - q : q];

		if (up ? value < at : value > at)
			quarter = q + 2;
	}
	return quarter;
}

static void set_value(struct result *res, struct row *row, const char *key, double value, int decimals)
{
	row_num(res, row, key, value);
	if (decimals >= 0)
		row->cells[result_column(res, key)].decimals = (int8_t)decimals;
}

static void add_row(struct members *members, struct comparison *out, const double *ranked, size_t at, double own)
{
	const struct compare_question *question = members->question;
	const struct member *member = &members->items[at];
	bool up = question->direction == DIR_UP, ours = strcmp(member->id, question->organisation) == 0;
	char period[PERIOD_TEXT_MAX];
	const char *id = arena_printf(&out->res.arena, "%s/%s/%s/%s", question->metric, member->id,
		question->period ? period_format(period, question->period) : "-", choices_gender[question->gender].code);
	struct row *row = result_add(&out->res, REC_OBSERVATION, "", id);
	size_t place = question->direction && out->of > 1 && is_ranked(members, member) ? place_of(ranked, members->n, at, up, NULL) : 0;

	row_text(&out->res, row, "name", organisation_name(members->ds, member->id));
	row_text(&out->res, row, "organisation", member->id);
	row->bold = ours;
	row->dim = !ours && (!is_ranked(members, member) || num_missing(member->value));
	if (num_missing(member->value)) {
		row_text(&out->res, row, "value", member->known && member->missing ? choices_missing[member->missing].label : "uppgift saknas");
		return;
	}
	set_value(&out->res, row, "value", member->value, members->decimals);
	row_num(&out->res, row, "preliminary", member->preliminary);
	if (!ours && !num_missing(own))
		set_value(&out->res, row, "difference", num_round(member->value - own, 9), members->decimals);
	if (place)
		row_num(&out->res, row, "place", (double)place);
	if (place && !num_missing(out->quartile[0]))
		row_num(&out->res, row, "quarter", quarter_of(out->quartile, member->value, up));
	if (ours)
		out->place = place;
	out->least = num_missing(out->least) || member->value < out->least ? member->value : out->least;
	out->most = num_missing(out->most) || member->value > out->most ? member->value : out->most;
}

static void rank(struct members *members, struct comparison *out)
{
	double *ranked = mem_array(NULL, members->n + 1, sizeof(*ranked)), own = NUM_MISSING;
	size_t others = 0;

	for (size_t i = 0; i < members->n; i++) {
		const struct member *member = &members->items[i];

		ranked[i] = is_ranked(members, member) ? member->value : NUM_MISSING;
		if (is_ranked(members, member) && num_missing(member->value))
			out->missing++;
		if (strcmp(member->id, members->question->organisation) == 0)
			own = member->value;
		others += is_ranked(members, member) && !num_missing(member->value);
	}
	out->of = others;
	members->decimals = members->question->decimals < 0 ? num_telling_decimals(ranked, members->n) : members->question->decimals;
	if (others < QUARTILES_LEAST || !quartiles_of(ranked, members->n, out->quartile))
		out->quartile[0] = out->quartile[1] = out->quartile[2] = NUM_MISSING;
	for (size_t i = 0; i < members->n; i++)
		add_row(members, out, ranked, i, own);
	free(ranked);
	/* The names settle what the figures do not. */
	result_sort(&out->res, result_column(&out->res, "name"), false);
	result_sort(&out->res, result_column(&out->res, "value"), members->question->direction != DIR_DOWN);
}

/* Who published the others' figures, each once: at most a handful. */
static const char *others_of(const struct members *members)
{
	const char *all = NULL;

	for (size_t i = 0; i < members->n; i++) {
		const struct member *member = &members->items[i];
		bool told = !member->source || num_missing(member->value) || strcmp(member->id, members->question->organisation) == 0;

		for (size_t j = 0; j < i && !told; j++)
			told = same_text(members->items[j].source, member->source) && !num_missing(members->items[j].value) &&
				strcmp(members->items[j].id, members->question->organisation) != 0;
		if (!told)
			all = all ? arena_printf(members->arena, "%s, %s", all, member->source) :
				arena_strdup(members->arena, member->source);
	}
	return all;
}

static void tell_sources(const struct members *members, struct comparison *out)
{
	const struct member *ours = find_member(members, members->question->organisation);

	out->others = others_of(members);
	if (!ours || !ours->known)
		return;
	out->source = ours->source ? arena_strdup(members->arena, ours->source) : NULL;
	out->own_entered = ours->entered && !ours->source;
}

int query_compare(const struct dataset *ds, const struct compare_question *question, struct comparison *out, struct err *err)
{
	struct members members = { .question = question, .ds = ds };
	struct figures figures;
	int rc;

	memset(out, 0, sizeof(*out));
	result_init(&out->res, compare_columns, COUNT_OF(compare_columns));
	out->least = out->most = out->quartile[0] = out->quartile[1] = out->quartile[2] = NUM_MISSING;
	rc = figures_open(&figures, ds, err);
	if (rc)
		return rc;
	members.arena = &out->res.arena;
	members.figures = &figures;
	gather(&figures, &members);
	add_silent(&members);
	tell_sources(&members, out);
	figures_close(&figures);
	rank(&members, out);
	free(members.items);
	return 0;
}

void comparison_free(struct comparison *comparison)
{
	result_free(&comparison->res);
}

/* ---- what there is ------------------------------------------------------------------------------------------ */

struct groups {
	const struct dataset *ds;
	const struct compare_question *question;
	unsigned found;
};

static void note_group(struct groups *groups, const char *organisation)
{
	enum compare_group group;

	if (strcmp(organisation, groups->question->organisation) == 0)
		return;
	group = group_of(groups->ds, organisation);
	if (group)
		groups->found |= 1u << group;
	groups->found |= 1u << COMPARE_CHOSEN;
}

static bool note_imported(const char *organisation, const struct figure *fig, void *user)
{
	if (!num_missing(fig->value))
		note_group(user, organisation);
	return true;
}

unsigned compare_groups(const struct dataset *ds, const struct compare_question *question)
{
	const struct record_list *list = dataset_list(ds, REC_OBSERVATION);
	struct groups groups = { .ds = ds, .question = question };
	struct buf prefix = { 0 };
	struct figures figures;
	struct err err = { 0 };
	size_t from, n;

	if (!has_text(question->metric))
		return 0;
	if (figures_open(&figures, ds, &err) == 0) {
		series_scan_at(figures.snap, question->metric, NULL, NULL, question->period, question->gender, note_imported, &groups);
		figures_close(&figures);
	}
	buf_printf(&prefix, "%s/", question->metric);
	n = record_list_prefix(list, prefix.data, &from);
	buf_free(&prefix);
	for (size_t i = from; i < from + n; i++) {
		const struct observation *entered = (const struct observation *)list->by_id[i];

		if (entered->period == question->period && (entered->gender ? entered->gender : GENDER_T) == question->gender &&
				has_text(entered->organisation) && !num_missing(entered->value))
			note_group(&groups, entered->organisation);
	}
	return groups.found;
}

/* ---- a place among regions ----------------------------------------------------------------------------------- */

void figures_place(struct figures *figures, const char *metric, const char *organisation, period_t latest, int direction,
		struct place *out)
{
	struct compare_question question = { .metric = metric, .organisation = organisation, .group = COMPARE_REGIONS, .gender = GENDER_T,
		.direction = direction, .period = latest };

	memset(out, 0, sizeof(*out));
	if (!direction || !latest || !has_text(metric) || group_of(figures->ds, organisation) != COMPARE_REGIONS)
		return;
	for (int step = 0; step < 2 && question.period; step++, question.period = period_before(question.period)) {
		struct arena arena = { 0 };
		struct members members = { .figures = figures, .question = &question, .ds = figures->ds, .arena = &arena };
		double *ranked;
		size_t at = 0, of = 0, place = 0;

		gather(figures, &members);
		ranked = mem_array(NULL, members.n + 1, sizeof(*ranked));
		for (size_t i = 0; i < members.n; i++) {
			ranked[i] = is_ranked(&members, &members.items[i]) ? members.items[i].value : NUM_MISSING;
			at = strcmp(members.items[i].id, organisation) == 0 ? i : at;
		}
		if (members.n && strcmp(members.items[at].id, organisation) == 0)
			place = place_of(ranked, members.n, at, direction == DIR_UP, &of);
		free(ranked);
		free(members.items);
		arena_free(&arena);
		if (place && of > 1) {
			*out = (struct place){ place, of, question.period };
			return;
		}
	}
}

const char *place_words(const struct place *place, period_t latest, struct arena *arena)
{
	char period[PERIOD_TEXT_MAX];

	if (!place->place)
		return "";
	if (place->period == latest)
		return arena_printf(arena, "%zu av %zu", place->place, place->of);
	return arena_printf(arena, "%zu av %zu (%s)", place->place, place->of, period_format(period, place->period));
}
