/* Judging indicators and goals: finds what the rule needs (003, bilaga 1; 004, Finansiella mål) and lets the model judge. */
#include "query/judge_priv.h"

static const struct rule *rule_of(const struct dataset *ds, const struct record *subject)
{
	return (const struct rule *)dataset_find(ds, REC_RULE, subject->plan, subject->id);
}

struct judged_part *judge_add_part(struct judge_case *at)
{
	struct judged_part *grown;

	if (at->n == at->cap) {
		at->cap = at->cap ? at->cap * 2 : 4;
		grown = arena_alloc(at->judging->arena, at->cap * sizeof(*grown));
		if (at->n)
			memcpy(grown, at->list, at->n * sizeof(*grown));
		at->list = grown;
	}
	grown = &at->list[at->n++];
	memset(grown, 0, sizeof(*grown));
	grown->value = grown->target = NUM_MISSING;
	grown->decimals = -1;
	return grown;
}

/* ---- what is judged --------------------------------------------------------------------------------------- */

/* Whose figures a rule on a goal is about: the first indicator it names, else the goal's only one. */
static const struct indicator *indicator_of_rule(struct judge_case *at)
{
	const struct dataset *ds = at->judging->figures->ds;
	struct judge_under own = judge_indicators_of(at->judging->figures, at->rec);
	const struct record *found = NULL;
	struct buf item = { 0 };
	const char *place = NULL, *id;

	while (!found && (id = list_next(at->out->rule->parts, &place, &item)))
		found = dataset_find(ds, REC_INDICATOR, at->rec->plan, id);
	buf_free(&item);
	if (!found && !list_count(at->out->rule->parts) && own.n == 1)
		found = own.items[0];
	if (!found)
		at->in.no_value = "regeln säger inte vilken indikator den bedömer";
	return (const struct indicator *)found;
}

static void describe_indicator(struct judge_case *at)
{
	const struct dataset *ds = at->judging->figures->ds;
	const struct indicator *indicator = at->indicator;

	if (!indicator)
		return;
	at->in.decimals = at->out->decimals = indicator_decimals(ds, indicator);
	at->in.unit = indicator_unit(ds, indicator);
	if (!at->in.direction)
		at->in.direction = indicator->direction;
	if (at->rec->kind == REC_GOAL)
		at->in.no_value = arena_printf(at->judging->arena, "utfall saknas för %s", record_title(&indicator->rec));
	if (indicator->developing)
		at->in.lack = PART_DEVELOPING;
	else if (indicator->fit == FIT_NEAR || indicator->fit == FIT_RELATED)
		at->in.lack = PART_COMPARISON;
	at->in.related = indicator->fit == FIT_RELATED;
}

static void begin(struct judge_case *at, struct judging *judging, const struct record *rec, const struct series *series,
		struct judgement *out)
{
	const struct rule *rule = rule_of(judging->figures->ds, rec);

	memset(out, 0, sizeof(*out));
	memset(at, 0, sizeof(*at));
	*at = (struct judge_case){ .judging = judging, .rec = rec, .series = series, .out = out };
	out->decimals = -1;
	out->value = NUM_MISSING;
	out->rule = rule;
	out->rule_source = rule && has_text(rule->source) ? rule->source : NULL;
	at->in = (struct rule_input){ .decimals = -1, .value = NUM_MISSING, .of = NUM_MISSING, .one = "indikator",
		.many = "indikatorer", .before = { .value = NUM_MISSING } };
	at->in.green.value = at->in.yellow.value = NUM_MISSING;
	if (!rule)
		return;
	at->in.kind = rule->kind;
	at->in.has_rule = true;
	at->in.direction = rule->direction;
	at->in.of = rule->of;
	at->in.window = num_missing(rule->window) || rule->window < 1 ? 0 : (size_t)rule->window;
}

static const char *words_of(const struct judge_case *at)
{
	const struct rule *rule = at->out->rule;

	if (rule && has_text(rule->text))
		return rule->text;
	if (rule)
		return rule->kind > 0 ? choices_rule[rule->kind].label : "regel";
	if (at->rec->kind == REC_GOAL)
		return "ingen: läget vilar på indikatorerna, aktiviteterna och bedömningen";
	if (!at->out->green)
		return "ingen egen: utfallet ställs mot målvärdet när det finns ett";
	return at->out->yellow ? "utfall mot målvärde, i två nivåer" : "utfall mot målvärde";
}

/* ---- the answer ------------------------------------------------------------------------------------------- */

static void add_condition(struct judge_case *at, const struct rule_condition *condition)
{
	struct judged_part *part = judge_add_part(at);
	const struct record *about = at->indicator ? &at->indicator->rec : at->rec;
	bool number = !num_missing(condition->value);

	part->ref = (struct ref){ about->kind, about->plan, about->id };
	part->name = condition->name ? condition->name : record_title(about);
	part->period = condition->period;
	part->value = condition->value;
	part->decimals = condition->decimals;
	part->unit = number && condition->name && at->in.kind == RULE_RANK ? NULL : at->in.unit;
	part->target = condition->target;
	part->target_text = has_text(condition->target_text) ? condition->target_text : NULL;
	part->outcome = condition->outcome;
	part->status = condition->status;
	part->reason = condition->reason;
	part->source = number ? at->out->source : NULL;
}

static void add_judged_part(struct judge_case *at, size_t i)
{
	struct judged_part *part = judge_add_part(at);

	*part = at->parts[i];
	part->outcome = at->in.parts[i].outcome;
}

static void finish(struct judge_case *at, const struct rule_result *result)
{
	struct judgement *out = at->out;

	out->status = result->status;
	out->why = result->why;
	out->passed = result->passed;
	out->failed = result->failed;
	out->excluded = result->excluded + result->missing;
	for (size_t i = 0; i < at->in.nparts; i++)
		add_judged_part(at, i);
	for (size_t i = 0; i < result->nconditions; i++)
		add_condition(at, &result->conditions[i]);
}

static void judge_by_rule(struct judge_case *at)
{
	struct rule_result result;
	unsigned needs = rule_needs(at->in.kind);

	if (needs & RULE_NEEDS_PARTS)
		judge_parts(at);
	judge_figures(at);
	rule_judge(&at->in, at->judging->arena, &result);
	finish(at, &result);
	judge_show_figures(at);
}

/* ---- the way through -------------------------------------------------------------------------------------- */

/* Does the rule look at more than the latest figure? */
static bool needs_history(const struct judge_case *at)
{
	unsigned needs = at->in.has_rule ? rule_needs(at->in.kind) : 0;

	return needs & (RULE_NEEDS_WINDOW | RULE_TAKES_YEAR_BEFORE | RULE_NEEDS_REGIONS) ||
		(needs & RULE_TAKES_WINDOW && at->in.window > 1);
}

/* Without a rule and a målvärde an indicator has no status, whatever its outcome is. */
static bool outcome_matters(const struct judge_case *at)
{
	return !at->judging->brief || at->in.has_rule || at->rec->kind != REC_INDICATOR || judge_any_target(at);
}

static void judge_case(struct judge_case *at)
{
	const struct indicator *of = (const struct indicator *)at->rec;
	struct point latest;
	struct series read, last = { .points = &latest, .n = 1 };
	bool wanted, reads = false;

	if (at->rec->kind == REC_GOAL)
		of = at->out->rule && rule_needs(at->in.kind) & RULE_NEEDS_VALUE ? indicator_of_rule(at) : NULL;
	at->indicator = of;
	describe_indicator(at);
	if (!outcome_matters(at)) {
		at->out->status = at->in.lack == PART_DEVELOPING ? STATUS_MISSING : STATUS_NONE;
		at->out->why = "målvärde saknas";
		return;
	}
	wanted = !at->series && of && has_text(of->metric);
	if (wanted && !needs_history(at)) {
		if (figures_latest(at->judging->figures, of->metric, indicator_organisation(of), &latest))
			at->series = &last;
	} else if (wanted) {
		figures_series(at->judging->figures, of->metric, indicator_organisation(of), &read);
		at->series = &read;
		reads = true;
	}
	judge_latest(at);
	judge_levels(at);
	if (at->rec->kind == REC_GOAL && !at->out->rule)
		judge_unruled_goal(at);
	else
		judge_by_rule(at);
	if (at->rec->kind == REC_GOAL && at->judging->whole)
		judge_show_goals(at);
	if (reads)
		series_free(&read);
}

void judge_record(struct judging *judging, const struct record *rec, const struct series *series, struct judgement *out)
{
	const struct judge_step *up = judging->step;
	struct judge_step step = { rec, up };
	struct judge_case at;

	begin(&at, judging, rec, series, out);
	if (!*judging->left) {
		out->status = STATUS_MISSING;
		out->why = "regeln har för många delar i flera led för att bedömas";
		out->rule_words = words_of(&at);
		return;
	}
	--*judging->left;
	for (; up; up = up->up) {
		if (up->rec != rec)
			continue;
		out->status = STATUS_MISSING;
		out->why = arena_printf(judging->arena, "regeln går i ring: %s är del av sig självt", rec->id);
		out->rule_words = words_of(&at);
		return;
	}
	judging->step = &step;
	judge_case(&at);
	judging->step = step.up;
	out->parts = at.list;
	out->nparts = at.n;
	out->rule_words = words_of(&at);
}

/* ---- those who ask ---------------------------------------------------------------------------------------- */

void judge_indicator(struct figures *figures, const struct indicator *indicator, const struct series *series,
		struct arena *arena, struct judgement *out)
{
	size_t left = JUDGED_MAX;
	struct judging judging = { .figures = figures, .left = &left, .arena = arena };

	judge_record(&judging, &indicator->rec, series, out);
}

void judge(struct figures *figures, const struct indicator *indicator, struct arena *arena, struct judgement *out)
{
	judge_indicator(figures, indicator, NULL, arena, out);
}

void goal_judge(struct figures *figures, const struct goal *goal, bool whole, struct arena *arena, struct judgement *out)
{
	size_t left = JUDGED_MAX;
	struct judging judging = { .figures = figures, .left = &left, .arena = arena, .whole = whole, .brief = !whole };

	judge_record(&judging, &goal->rec, NULL, out);
}

int query_judgement(const struct dataset *ds, const struct record *subject, struct arena *arena, struct judgement *out,
		struct err *err)
{
	struct figures figures;
	int rc = figures_open(&figures, ds, err);

	memset(out, 0, sizeof(*out));
	out->decimals = -1;
	out->value = NUM_MISSING;
	out->why = "siffrorna kunde inte läsas";
	out->rule_words = "ingen";
	if (rc)
		return rc;
	if (subject->kind == REC_INDICATOR)
		judge(&figures, (const struct indicator *)subject, arena, out);
	else if (subject->kind == REC_GOAL)
		goal_judge(&figures, (const struct goal *)subject, true, arena, out);
	else
		out->why = "bara mål och indikatorer bedöms";
	figures_close(&figures);
	return 0;
}

enum status query_status(const struct dataset *ds, const struct record *subject, struct arena *arena, const char **why)
{
	struct judgement judged;
	struct err err = { 0 };

	query_judgement(ds, subject, arena, &judged, &err);
	if (why)
		*why = judged.why;
	return judged.status;
}

const char *part_outcome_code(enum part_outcome outcome)
{
	return outcome == PART_PASS ? "pass" : outcome == PART_FAIL ? "fail" : "excluded";
}

const char *rule_code(const struct judgement *judged)
{
	if (judged->rule && judged->rule->kind > 0)
		return choices_rule[judged->rule->kind].code;
	/* A målvärde without a rule is a rule of its own: one level, or two where both are set. */
	if (judged->yellow && !num_missing(judged->yellow->value))
		return choices_rule[RULE_TWO_LEVEL].code;
	if (judged->green && !num_missing(judged->green->value))
		return choices_rule[RULE_THRESHOLD].code;
	return NULL;
}
