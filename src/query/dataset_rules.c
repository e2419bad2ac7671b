/* What must hold between a record and others: one function a kind, one table. References are checked before (dataset_find.c). */
#include "query/queries_priv.h"

/* A plan is about one year: a month of another would never be looked for. */
static int check_year(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct field *field = record_field(record_type(rec->kind), "period");
	const period_t period = *(const period_t *)field_ptr(rec, field);
	int year = plan_year(ds, rec->plan);

	if (!year || !period || period_year(period) == year)
		return 0;
	if (bad)
		*bad = field;
	return err_set(err, ERR_INPUT, "perioden hör till ett annat år än planen (%d): skriv en månad i %d", year, year);
}

static const struct {
	enum record_kind kind;
	dataset_rule_fn *check;
} rules[] = {
	{ REC_NONE, NULL },
	{ REC_TARGET, dataset_check_target },
	{ REC_RULE, dataset_check_rule },
	{ REC_ASSESSMENT, assessment_rule },
	{ REC_SIGN_OFF, report_rule },
	{ REC_FORECAST, check_year },
	{ REC_EFFECT, check_year },
	{ REC_OCCASION, check_year },
	{ REC_GOAL, goal_rule },
	{ REC_MEASURE, measure_rule },
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
