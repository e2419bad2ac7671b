/* What must hold between a record and others: one function a kind, one table. References are checked before (dataset_find.c). */
#include "query/dataset_priv.h"

static const struct {
	enum record_kind kind;
	dataset_rule_fn *check;
} rules[] = {
	{ REC_NONE, NULL },
	{ REC_TARGET, dataset_check_target },
	{ REC_RULE, dataset_check_rule },
	{ REC_ASSESSMENT, assessment_rule },
	{ REC_SIGN_OFF, report_rule },
	{ REC_FORECAST, forecast_rule },
	{ REC_EFFECT, effect_rule },
};

int dataset_check_rules(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		int rc = rules[i].kind == rec->kind && rules[i].check ? rules[i].check(ds, rec, bad, err) : 0;

		if (rc)
			return rc;
	}
	return 0;
}
