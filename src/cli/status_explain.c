/* status_explain.c: the reason of a status as text: the rule, where it stands, and every input with what became of it. */
#include "cli/status_explain.h"

#include <string.h>

#include "cli/cli_util.h"
#include "query/judgement.h"

static void put_value(struct buf *out, const struct judged_part *part)
{
	char number[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX];

	if (num_missing(part->value))
		return;
	buf_printf(out, ": %s", num_format(number, part->value, part->decimals, 0));
	if (part->unit) {
		buf_str(out, "\u00a0");
		cli_text(out, part->unit);
	}
	if (part->period && !strstr(part->name, period_format(period, part->period)))
		buf_printf(out, " (%s)", period);
}

static void put_outcome(struct buf *out, const struct judged_part *part)
{
	static const char *const words[] = {
		[PART_PASS] = "når målet", [PART_FAIL] = "når inte målet", [PART_EXCLUDED] = "räknas inte",
		[PART_MISSING] = "uppgift saknas", [PART_SHOWN] = "visas bredvid",
	};
	bool told = part->outcome == PART_PASS || part->outcome == PART_FAIL;

	buf_str(out, " – ");
	if (part->outcome == PART_MISSING && part->reason) {
		cli_text(out, part->reason); /* says by itself what is missing */
		return;
	}
	buf_str(out, words[part->outcome]);
	/* What was held against a number has said it all. */
	if (part->reason && (!told || !part->target_text)) {
		buf_str(out, ": ");
		cli_text(out, part->reason);
	}
}

static void put_part(struct buf *out, const struct judged_part *part)
{
	buf_str(out, "      ");
	if (part->ref.id && part->ref.kind != REC_OBSERVATION) {
		cli_text(out, part->ref.id);
		buf_char(out, ' ');
	}
	cli_text(out, part->name);
	put_value(out, part);
	if (part->target_text) {
		buf_str(out, num_missing(part->value) ? ": målvärde " : " mot ");
		cli_text(out, part->target_text);
	}
	put_outcome(out, part);
	if (part->source) {
		buf_str(out, ". Källa: ");
		cli_text(out, part->source);
	}
	buf_char(out, '\n');
}

int status_explain(struct buf *out, const struct dataset *ds, const struct ref *ref, struct err *err)
{
	const struct record *rec = dataset_find(ds, ref->kind, ref->plan, ref->id);
	struct arena arena = { 0 };
	struct judgement judged;
	int rc;

	if (!rec)
		return 0;
	rc = query_judgement(ds, rec, &arena, &judged, err);
	if (!rc) {
		buf_str(out, "    ");
		cli_text(out, judged.why);
		buf_str(out, "\n    Regel: ");
		cli_text(out, judged.rule_words);
		if (judged.rule_source) {
			buf_str(out, " Källa: ");
			cli_text(out, judged.rule_source);
		}
		buf_char(out, '\n');
		for (size_t i = 0; i < judged.nparts; i++)
			put_part(out, &judged.parts[i]);
	}
	arena_free(&arena);
	return rc;
}
