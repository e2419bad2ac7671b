/* choices.c: the words a choice can have. Order is the order of the enums in record.h: the index is what is stored. */
#include "model/record.h"

#include <string.h>

#include "base/text.h"

#define NOT_GIVEN { "", "–" }
#define END { NULL, NULL }

const struct choice choices_indicator_kind[] = {
	NOT_GIVEN,
	{ "goal", "målindikator" },
	{ "quality", "kvalitetsindikator" },
	{ "variable", "uppföljningsvariabel" },
	{ "financial", "finansiell indikator" },
	END,
};

const struct choice choices_perspective[] = {
	NOT_GIVEN,
	{ "target_group", "målgrupp" },
	{ "operations", "verksamhet" },
	{ "staff", "medarbetare" },
	{ "economy", "ekonomi" },
	END,
};

const struct choice choices_fit[] = {
	NOT_GIVEN,
	{ "same", "samma" },
	{ "near", "närliggande" },
	{ "related", "besläktat" },
	END,
};

const struct choice choices_direction[] = {
	NOT_GIVEN,
	{ "up", "högre är bättre" },
	{ "down", "lägre är bättre" },
	END,
};

const struct choice choices_level[] = {
	NOT_GIVEN,
	{ "green", "på målet" },
	{ "yellow", "på väg mot målet" },
	END,
};

const struct choice choices_op[] = {
	NOT_GIVEN,
	{ ">=", "≥" },
	{ "<=", "≤" },
	{ ">", ">" },
	{ "<", "<" },
	{ "=", "=" },
	END,
};

#define RULE_CHOICE(number, name, code, label, ...) [number] = { #code, label },
const struct choice choices_rule[] = {
	[0] = NOT_GIVEN,
	RULE_KINDS(RULE_CHOICE)
	[RULE_KIND_END] = END,
};

const struct choice choices_occasion[] = {
	NOT_GIVEN,
	{ "month", "månadsrapport" },
	{ "ur1", "uppföljningsrapport 1" },
	{ "ur2", "uppföljningsrapport 2" },
	{ "ar", "årsredovisning" },
	END,
};

const struct choice choices_calendar_source[] = {
	NOT_GIVEN,
	{ "given", "beslutad tidplan" },
	{ "computed", "beräknad" },
	END,
};

const struct choice choices_economy[] = {
	NOT_GIVEN,
	{ "outcome", "utfall" },
	{ "budget", "budget" },
	{ "plan", "plan" },
	END,
};

const struct choice choices_gender[] = {
	NOT_GIVEN,
	{ "T", "totalt" },
	{ "K", "kvinnor" },
	{ "M", "män" },
	END,
};

const struct choice choices_missing[] = {
	NOT_GIVEN,
	{ "not_measured", "ej mätt" },
	{ "suppressed", "sekretess (för få)" },
	{ "not_yet", "ännu ej" },
	{ "developing", "under utveckling" },
	{ "deleted", "borttagen" },
	END,
};

const struct choice choices_activity[] = {
	NOT_GIVEN,
	{ "planned", "planerad" },
	{ "ongoing", "pågående" },
	{ "done", "klar" },
	{ "cancelled", "avbruten" },
	END,
};

const struct choice choices_measure[] = {
	NOT_GIVEN,
	{ "planned", "planerad" },
	{ "taken", "vidtagen" },
	END,
};

/* As enum status (status.h), as far as a person can set it. */
const struct choice choices_status[] = {
	NOT_GIVEN,
	{ "green", "på målet" },
	{ "yellow", "på väg" },
	{ "red", "ej nått" },
	END,
};

const struct choice choices_sign_off[] = {
	NOT_GIVEN,
	{ "preliminary", "preliminärt klar" },
	{ "final", "definitivt klar" },
	END,
};

static bool same_folded(const char *folded, const char *word)
{
	struct buf b = { 0 };
	bool same;

	text_fold(&b, word, FOLD_CASE);
	same = strcmp(folded, buf_cstr(&b)) == 0;
	buf_free(&b);
	return same;
}

int choice_find(const struct choice *choices, const char *word)
{
	struct buf folded = { 0 };
	int found = -1;

	if (!word || !*word)
		return 0;
	text_fold(&folded, word, FOLD_CASE);
	for (int i = 0; found < 0 && choices[i].code; i++) {
		if (same_folded(buf_cstr(&folded), choices[i].code) || same_folded(buf_cstr(&folded), choices[i].label))
			found = i;
	}
	buf_free(&folded);
	return found;
}
