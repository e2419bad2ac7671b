/* rule.c: the table of rule kinds, and what holds for all of them: nothing is judged while something it needs is missing. */
#include "model/rule.h"

#include <string.h>

#include "model/rule_priv.h"

#define RULE_FUNCTION(number, name, code, ...) rule_fn rule_##code;
RULE_KINDS(RULE_FUNCTION)

#define RULE_ROW(number, name, code, label, needs, ...) [number] = { rule_##code, needs },
static const struct {
	rule_fn *judge;
	unsigned needs;
} kinds[] = { RULE_KINDS(RULE_ROW) };

unsigned rule_needs(int kind)
{
	return kind > 0 && (size_t)kind < COUNT_OF(kinds) ? kinds[kind].needs : 0;
}

bool rule_is_region(const char *organisation)
{
	return organisation && strlen(organisation) == 4 && strspn(organisation, "0123456789") == 4 &&
		strcmp(organisation, "0000") > 0 && strcmp(organisation, "0025") <= 0;
}

/* ---- words ------------------------------------------------------------------------------------------------ */

const char *rule_value(const struct rule_input *in, double value, int decimals, struct arena *arena)
{
	char number[NUM_TEXT_MAX];

	num_format(number, value, decimals, 0);
	return in->unit && *in->unit ? arena_printf(arena, "%s\u00a0%s", number, in->unit) : arena_strdup(arena, number);
}

const char *rule_period(period_t period, struct arena *arena)
{
	char text[PERIOD_TEXT_MAX];

	return period ? arena_printf(arena, " (%s)", period_format(text, period)) : "";
}

const char *rule_span(const struct rule_input *in, struct arena *arena)
{
	char first[PERIOD_TEXT_MAX], last[PERIOD_TEXT_MAX];

	if (!in->nfigures)
		return "";
	return arena_printf(arena, "%s–%s", period_format(first, in->figures[0].period),
		period_format(last, in->figures[in->nfigures - 1].period));
}

int rule_op(const struct rule_input *in)
{
	if (in->op)
		return in->op;
	return in->direction == DIR_DOWN ? OP_LE : in->direction == DIR_UP ? OP_GE : 0;
}

struct rule_condition *rule_condition(struct rule_result *out, const char *name, double value, enum status status,
		const char *reason)
{
	struct rule_condition *condition = &out->conditions[out->nconditions++];

	memset(condition, 0, sizeof(*condition));
	condition->name = name;
	condition->value = value;
	condition->decimals = -1;
	condition->target = NUM_MISSING;
	condition->status = status;
	condition->outcome = status == STATUS_GREEN ? PART_PASS : status == STATUS_MISSING ? PART_MISSING :
		status == STATUS_NONE ? PART_EXCLUDED : PART_FAIL;
	condition->reason = reason;
	out->passed += condition->outcome == PART_PASS;
	out->failed += condition->outcome == PART_FAIL;
	out->missing += condition->outcome == PART_MISSING;
	out->excluded += condition->outcome == PART_EXCLUDED;
	return condition;
}

void rule_lacks(struct rule_result *out, unsigned lacks, const char *why)
{
	out->status = STATUS_MISSING;
	out->lacks |= lacks;
	out->why = why;
}

/* ---- what is missing -------------------------------------------------------------------------------------- */

static bool wants_window(const struct rule_input *in, unsigned needs)
{
	return needs & RULE_NEEDS_WINDOW || (needs & RULE_TAKES_WINDOW && in->window > 1);
}

static size_t gaps_of(const struct rule_input *in)
{
	size_t n = in->nfigures < in->window ? in->window - in->nfigures : 0;

	for (size_t i = 0; i < in->nfigures; i++)
		n += num_missing(in->figures[i].value);
	return n;
}

static double regions_needed(const struct rule_input *in)
{
	return num_missing(in->of) ? RULE_REGIONS : in->of;
}

static unsigned lacks_of(const struct rule_input *in, unsigned needs)
{
	bool value = !num_missing(in->value), green = !num_missing(in->green.value);
	unsigned lacks = 0;

	if (needs & RULE_NEEDS_VALUE && !value)
		lacks |= RULE_LACKS_VALUE;
	if (needs & RULE_NEEDS_LEVEL && !green)
		lacks |= RULE_LACKS_LEVEL;
	if (needs & RULE_NEEDS_GREEN && !green)
		lacks |= RULE_LACKS_NUMBER;
	if (needs & RULE_NEEDS_SIDE && !rule_op(in))
		lacks |= RULE_LACKS_SIDE;
	if (needs & RULE_NEEDS_PARTS && !in->nparts)
		lacks |= RULE_LACKS_PARTS;
	if (wants_window(in, needs) && (in->window < 2 || in->nfigures < 2 || gaps_of(in)))
		lacks |= RULE_LACKS_WINDOW;
	if (needs & RULE_NEEDS_REGIONS && (double)in->nregions + 1 < regions_needed(in))
		lacks |= RULE_LACKS_REGIONS;
	return lacks;
}

static const char *window_words(const struct rule_input *in, struct arena *arena)
{
	char period[PERIOD_TEXT_MAX];
	struct buf out = { 0 };
	const char *words;
	size_t n = 0;

	if (in->window < 2)
		return "fönster saknas: regeln säger inte hur många år som bedöms tillsammans";
	for (size_t i = 0; i < in->nfigures; i++) {
		if (num_missing(in->figures[i].value))
			buf_printf(&out, "%s%s", n++ ? ", " : "", period_format(period, in->figures[i].period));
	}
	words = n ? arena_printf(arena, "uppgift saknas för %s: regeln bedömer %zu tillsammans", buf_cstr(&out), in->window) :
		arena_printf(arena, "uppgift saknas: regeln bedömer %zu tillsammans, %zu finns", in->window, in->nfigures);
	buf_free(&out);
	return words;
}

static const char *regions_words(const struct rule_input *in, struct arena *arena)
{
	char needed[NUM_TEXT_MAX], missing[NUM_TEXT_MAX];
	double own = num_missing(in->value) ? 0 : 1, have = (double)in->nregions + own;

	num_format(needed, regions_needed(in), 0, 0);
	if (own < 1)
		return arena_printf(arena, "placering kräver utfall från alla %s regioner", needed);
	return arena_printf(arena, "placering kan inte prövas: %zu av %s regioner har utfall%s, %s saknas", (size_t)have, needed,
		rule_period(in->period, arena), num_format(missing, regions_needed(in) - have, 0, 0));
}

static void add_words(struct buf *out, const char *words)
{
	buf_printf(out, "%s%s", out->len ? "; " : "", words);
}

static const char *lacks_words(const struct rule_input *in, unsigned lacks, unsigned needs, struct arena *arena)
{
	const char *no_level = in->no_level ? in->no_level : "målvärde saknas", *words;
	struct buf out = { 0 };

	if (lacks & RULE_LACKS_VALUE)
		add_words(&out, in->no_value ? in->no_value : "utfall saknas");
	if (lacks & RULE_LACKS_LEVEL)
		add_words(&out, no_level);
	else if (lacks & RULE_LACKS_VALUE && needs & RULE_NEEDS_LEVEL && in->green.text)
		add_words(&out, arena_printf(arena, "målvärdet är %s", in->green.text));
	if (lacks & RULE_LACKS_VALUE && needs & RULE_NEEDS_GREEN && !(needs & RULE_NEEDS_REGIONS) && !(lacks & RULE_LACKS_NUMBER))
		add_words(&out, arena_printf(arena, "gränsen är %s", in->green.text));
	if (lacks & RULE_LACKS_NUMBER)
		add_words(&out, "regeln saknar gräns för på målet");
	if (lacks & RULE_LACKS_SIDE && !(lacks & RULE_LACKS_LEVEL))
		add_words(&out, "målvärdet saknar jämförelse (minst eller högst)");
	if (lacks & RULE_LACKS_PARTS)
		add_words(&out, "regeln har inga delar att räkna");
	/* Without an outcome there is no period to look for the others in. */
	if (lacks & RULE_LACKS_WINDOW && (in->window < 2 || !(lacks & RULE_LACKS_VALUE)))
		add_words(&out, window_words(in, arena));
	if (lacks & RULE_LACKS_REGIONS)
		add_words(&out, regions_words(in, arena));
	words = arena_strdup(arena, buf_cstr(&out));
	buf_free(&out);
	return words;
}

/* ---- judging ---------------------------------------------------------------------------------------------- */

/* True where the indicator is such that no rule is tried: under development, or its figures are another's. */
static bool is_left_out(const struct rule_input *in, struct rule_result *out)
{
	if (in->lack == PART_DEVELOPING) {
		out->status = STATUS_MISSING;
		out->lacks = RULE_LACKS_VALUE | RULE_LACKS_LEVEL;
		out->why = "under utveckling: varken utfall eller målvärde finns än";
	} else if (in->lack == PART_COMPARISON) {
		out->status = STATUS_NONE;
		out->why = in->related ? "siffran är en besläktad jämförelse och bedöms aldrig" :
			"siffran är en närliggande jämförelse och bedöms aldrig";
	}
	return in->lack != PART_WHOLE;
}

/* What was not tried counts as it stands: left out, or missing. */
static void blank_condition(const struct rule_input *in, unsigned needs, struct rule_result *out)
{
	struct rule_condition *condition;

	if (!(needs & RULE_NEEDS_VALUE) || out->nconditions)
		return;
	condition = rule_condition(out, NULL, in->value, out->status, out->why);
	condition->decimals = in->decimals;
	condition->period = in->period;
	condition->target = in->green.value;
	condition->target_text = in->green.text;
	if (in->lack != PART_WHOLE && condition->outcome == PART_MISSING) {
		condition->outcome = PART_EXCLUDED;
		out->missing--;
		out->excluded++;
	}
}

void rule_judge(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	unsigned needs = rule_needs(in->kind), lacks;

	memset(out, 0, sizeof(*out));
	out->judged = NUM_MISSING;
	if (!needs) {
		out->why = "regelns slag är okänt för programmet";
		out->status = in->has_rule ? STATUS_MISSING : STATUS_NONE;
		return;
	}
	rule_count_parts(in, out);
	lacks = lacks_of(in, needs);
	if (is_left_out(in, out)) {
		blank_condition(in, needs, out);
	} else if (!lacks) {
		kinds[in->kind].judge(in, arena, out);
	} else if (in->has_rule || !(lacks & (RULE_LACKS_LEVEL | RULE_LACKS_SIDE))) {
		rule_lacks(out, lacks, lacks_words(in, lacks, needs, arena));
	} else {
		/* A rule asks for a målvärde; without a rule there is nothing to miss. */
		out->lacks = lacks;
		out->why = lacks_words(in, lacks & ~(unsigned)RULE_LACKS_VALUE, needs, arena);
	}
	if (!out->nconditions)
		blank_condition(in, needs, out);
}
