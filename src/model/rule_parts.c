/* rule_parts.c: the kinds that judge by the status of other indicators or goals (003, bilaga 1). */
#include <string.h>

#include "model/rule_priv.h"

rule_fn rule_count, rule_composite;

enum part_outcome rule_part_outcome(const struct rule_part *part)
{
	if (part->lack != PART_WHOLE)
		return PART_EXCLUDED;
	switch (part->status) {
	case STATUS_GREEN:
		return PART_PASS;
	case STATUS_YELLOW: /* on the way is not there */
	case STATUS_RED:
		return PART_FAIL;
	case STATUS_MISSING:
		return PART_MISSING;
	default:
		return PART_EXCLUDED;
	}
}

static void count_outcomes(const struct rule_input *in, struct rule_result *out)
{
	out->passed = out->failed = out->excluded = out->missing = 0;
	for (size_t i = 0; i < in->nparts; i++) {
		enum part_outcome outcome = in->parts[i].outcome;

		out->passed += outcome == PART_PASS;
		out->failed += outcome == PART_FAIL;
		out->excluded += outcome == PART_EXCLUDED;
		out->missing += outcome == PART_MISSING;
	}
}

void rule_count_parts(const struct rule_input *in, struct rule_result *out)
{
	for (size_t i = 0; i < in->nparts; i++)
		in->parts[i].outcome = rule_part_outcome(&in->parts[i]);
	count_outcomes(in, out);
}

static const char *noun(const struct rule_input *in, size_t n)
{
	return n == 1 ? in->one : in->many;
}

/* The ids of the parts with this outcome and a status at least so bad, at most eight of them. */
static void add_ids(struct buf *out, const struct rule_input *in, enum part_outcome outcome, enum status status)
{
	size_t n = 0;

	for (size_t i = 0; i < in->nparts; i++) {
		if (in->parts[i].outcome != outcome || in->parts[i].status < status)
			continue;
		if (n++ < 8)
			buf_printf(out, "%s%s", n > 1 ? ", " : "", in->parts[i].id);
	}
	if (n > 8)
		buf_printf(out, " och %zu till", n - 8);
}

/* " 2 räknas inte (under utveckling).", or nothing. */
static void add_excluded(struct buf *out, const struct rule_input *in)
{
	static const char *const words[] = {
		[PART_WHOLE] = "utan målvärde", [PART_DEVELOPING] = "under utveckling", [PART_COMPARISON] = "bara jämförelse",
	};
	size_t counts[COUNT_OF(words)] = { 0 }, n = 0, kinds = 0;

	for (size_t i = 0; i < in->nparts; i++) {
		if (in->parts[i].outcome == PART_EXCLUDED) {
			counts[in->parts[i].lack]++;
			n++;
		}
	}
	if (!n)
		return;
	buf_printf(out, ". %zu räknas inte (", n);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (counts[i] == n)
			buf_str(out, words[i]);
		else if (counts[i])
			buf_printf(out, "%s%zu %s", kinds++ ? ", " : "", counts[i], words[i]);
	}
	buf_str(out, ").");
}

static const char *taken(struct buf *out, struct arena *arena)
{
	const char *words = arena_strdup(arena, buf_cstr(out));

	buf_free(out);
	return words;
}

/* ---- count ------------------------------------------------------------------------------------------------ */

/* The rule is written for so many; with fewer or more its numbers say something else than was decided. */
static bool fits(const struct rule_input *in, size_t counted)
{
	return num_missing(in->of) || status_compare((double)counted, in->of) == 0;
}

/* 003, bilaga 1: green 10 of 10 that reach their målvärde, yellow 5–9, red below 5. What is under development is left out. */
void rule_count(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	struct buf why = { 0 };
	char of[NUM_TEXT_MAX], green[NUM_TEXT_MAX], yellow[NUM_TEXT_MAX];
	size_t counted = out->passed + out->failed;
	num_format(of, in->of, 0, 0);
	num_format(green, in->green.value, 0, 0);
	num_format(yellow, in->yellow.value, 0, 0);
	out->judged = (double)out->passed;
	if (out->missing) {
		buf_printf(&why, "uppgift saknas för %zu av %zu %s: ", out->missing, out->missing + counted,
			noun(in, out->missing + counted));
		add_ids(&why, in, PART_MISSING, STATUS_NONE);
		if (counted)
			buf_printf(&why, "; av övriga når %zu av %zu målvärdet", out->passed, counted);
	} else if (!counted) {
		buf_printf(&why, "ingen %s kan räknas", in->one);
	} else {
		buf_printf(&why, "%zu av %zu %s når målvärdet", out->passed, counted, noun(in, counted));
		if (!fits(in, counted))
			buf_printf(&why, "; regeln är skriven för %s och behöver ses över", of);
	}
	if (out->missing || !counted || !fits(in, counted)) {
		add_excluded(&why, in);
		rule_lacks(out, RULE_LACKS_PARTS, taken(&why, arena));
		return;
	}
	out->status = status_threshold(out->judged, OP_GE, in->green.value, in->yellow.value);
	if (num_missing(in->yellow.value))
		buf_printf(&why, "; på målet kräver %s", green);
	else
		buf_printf(&why, "; på väg kräver %s, på målet %s", yellow, green);
	add_excluded(&why, in);
	out->why = taken(&why, arena);
}

/* ---- composite -------------------------------------------------------------------------------------------- */

/* All at once: a part that only has a comparison, or nothing to be held against, is missing, not left out. */
static enum part_outcome needed_outcome(const struct rule_part *part)
{
	enum part_outcome outcome = rule_part_outcome(part);

	return outcome == PART_EXCLUDED && part->lack != PART_DEVELOPING ? PART_MISSING : outcome;
}

static enum status worst_of(const struct rule_input *in)
{
	enum status worst = STATUS_GREEN;

	for (size_t i = 0; i < in->nparts; i++) {
		if (in->parts[i].outcome == PART_FAIL && in->parts[i].status > worst)
			worst = in->parts[i].status;
	}
	return worst;
}

/* 003, Region Halland som arbetsgivare (vårdgarantin): every part reaches its level at once: green when all are green, yellow
 * when all are at least yellow. */
void rule_composite(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	struct buf why = { 0 };
	size_t counted;

	for (size_t i = 0; i < in->nparts; i++)
		in->parts[i].outcome = needed_outcome(&in->parts[i]);
	count_outcomes(in, out);
	counted = out->passed + out->failed;
	out->judged = (double)out->passed;
	if (out->missing) {
		buf_printf(&why, "uppgift saknas för %zu av %zu %s: ", out->missing, in->nparts, noun(in, in->nparts));
		add_ids(&why, in, PART_MISSING, STATUS_NONE);
	} else if (!counted) {
		buf_printf(&why, "ingen av %zu %s kan bedömas", in->nparts, noun(in, in->nparts));
	} else {
		out->status = worst_of(in);
		buf_printf(&why, "%zu av %zu %s är på målet", out->passed, counted, noun(in, counted));
		if (out->failed) {
			buf_printf(&why, "; %s: ", out->status == STATUS_YELLOW ? "på väg" : "ej nått");
			add_ids(&why, in, PART_FAIL, out->status);
		}
	}
	add_excluded(&why, in);
	if (out->missing || !counted)
		rule_lacks(out, RULE_LACKS_PARTS, taken(&why, arena));
	else
		out->why = taken(&why, arena);
}
