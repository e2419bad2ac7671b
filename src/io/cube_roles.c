/* cube_roles.c: which dimension of a table is time, place, gender or contents, by role or by name; what totals are called, and
 * what the symbols of a cell without a number mean. */
#include <string.h>

#include "base/text.h"
#include "io/cube_priv.h"
#include "model/record.h"

/* Codes and labels of dimensions, folded by case. */
static const struct {
	const char *word;
	enum cube_role role;
} dim_words[] = {
	{ "tid", CUBE_TIME }, { "time", CUBE_TIME }, { "år", CUBE_TIME }, { "year", CUBE_TIME }, { "månad", CUBE_TIME },
	{ "month", CUBE_TIME }, { "kvartal", CUBE_TIME }, { "quarter", CUBE_TIME }, { "vecka", CUBE_TIME }, { "week", CUBE_TIME },
	{ "period", CUBE_TIME }, { "time_period", CUBE_TIME },
	{ "region", CUBE_PLACE }, { "regioner", CUBE_PLACE }, { "kommun", CUBE_PLACE }, { "kommuner", CUBE_PLACE },
	{ "län", CUBE_PLACE }, { "lan", CUBE_PLACE }, { "landsting", CUBE_PLACE }, { "geo", CUBE_PLACE }, { "county", CUBE_PLACE },
	{ "municipality", CUBE_PLACE },
	{ "kon", CUBE_GENDER }, { "kön", CUBE_GENDER }, { "sex", CUBE_GENDER }, { "gender", CUBE_GENDER },
	{ "contentscode", CUBE_CONTENTS }, { "contents", CUBE_CONTENTS }, { "tabellinnehåll", CUBE_CONTENTS },
	{ "innehåll", CUBE_CONTENTS },
};

static const char *const totals[] = {
	"tot", "total", "totalt", "samtliga", "1+2", "all", "alla", "tots", "totsa", "summa", "sammanlagt",
};

/* Symbols as SCB and Eurostat have them, then words that a longer text may have in it. */
static const struct {
	const char *word;
	int missing;
	bool preliminary, inside;
} status_words[] = {
	{ ".", MISSING_NOT_MEASURED, false, false }, { "..", MISSING_NOT_MEASURED, false, false },
	{ "...", MISSING_NOT_MEASURED, false, false }, { "....", MISSING_NOT_MEASURED, false, false },
	{ ".....", MISSING_NOT_MEASURED, false, false }, { "......", MISSING_NOT_MEASURED, false, false },
	{ "…", MISSING_NOT_MEASURED, false, false }, { "-", MISSING_NOT_MEASURED, false, false },
	{ "–", MISSING_NOT_MEASURED, false, false }, { ":", MISSING_NOT_MEASURED, false, false },
	{ "x", MISSING_SUPPRESSED, false, false }, { "c", MISSING_SUPPRESSED, false, false },
	{ "msk", MISSING_SUPPRESSED, false, false },
	{ "p", MISSING_NONE, true, false }, { "r", MISSING_NONE, false, false }, { "e", MISSING_NONE, false, false },
	{ "b", MISSING_NONE, false, false }, { "d", MISSING_NONE, false, false }, { "u", MISSING_NONE, false, false },
	{ "sekretess", MISSING_SUPPRESSED, false, true }, { "röjande", MISSING_SUPPRESSED, false, true },
	{ "skydda", MISSING_SUPPRESSED, false, true }, { "confidential", MISSING_SUPPRESSED, false, true },
	{ "suppressed", MISSING_SUPPRESSED, false, true }, { "ännu inte", MISSING_NOT_YET, false, true },
	{ "ännu ej", MISSING_NOT_YET, false, true }, { "not yet", MISSING_NOT_YET, false, true },
	{ "under utveckling", MISSING_DEVELOPING, false, true },
	{ "preliminär", MISSING_NONE, true, true }, { "provisional", MISSING_NONE, true, true },
	{ "preliminary", MISSING_NONE, true, true },
	{ "not available", MISSING_NOT_MEASURED, false, true }, { "uppgift saknas", MISSING_NOT_MEASURED, false, true },
	{ "uppgift ej tillgänglig", MISSING_NOT_MEASURED, false, true }, { "för osäker", MISSING_NOT_MEASURED, false, true },
	{ "kan ej förekomma", MISSING_NOT_MEASURED, false, true }, { "kan inte förekomma", MISSING_NOT_MEASURED, false, true },
};

/* Equal but for case. */
static bool same_word(const char *text, const char *word)
{
	struct buf folded = { 0 };
	bool same;

	if (!text)
		return false;
	text_fold(&folded, text, FOLD_CASE);
	same = strcmp(buf_cstr(&folded), word) == 0;
	buf_free(&folded);
	return same;
}

int cube_status(const char *text, bool *preliminary)
{
	struct buf folded = { 0 };
	int missing = -1;

	text_fold(&folded, text, FOLD_CASE);
	for (size_t i = 0; i < COUNT_OF(status_words) && missing < 0; i++) {
		const char *word = status_words[i].word;

		if (status_words[i].inside ? !strstr(buf_cstr(&folded), word) : strcmp(buf_cstr(&folded), word) != 0)
			continue;
		if (preliminary)
			*preliminary = status_words[i].preliminary;
		missing = status_words[i].missing;
	}
	buf_free(&folded);
	return missing;
}

bool cube_is_total(const struct cube_category *category)
{
	for (size_t i = 0; i < COUNT_OF(totals); i++) {
		if (same_word(category->code, totals[i]) || (!category->code && same_word(category->label, totals[i])))
			return true;
	}
	return false;
}

/* ---- roles ------------------------------------------------------------------------------------------------ */

static enum cube_role role_of_name(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(dim_words); i++) {
		if (same_word(name, dim_words[i].word))
			return dim_words[i].role;
	}
	return CUBE_OTHER;
}

static struct cube_dim **place_of_role(struct cube *cube, enum cube_role role)
{
	switch (role) {
	case CUBE_TIME:
		return &cube->time;
	case CUBE_PLACE:
		return &cube->place;
	case CUBE_GENDER:
		return &cube->gender;
	case CUBE_CONTENTS:
		return &cube->contents;
	case CUBE_OTHER:
		break;
	}
	return NULL;
}

static int take_role(struct cube *cube, struct cube_dim *dim, enum cube_role role, struct err *err)
{
	static const char *const words[] = {
		[CUBE_TIME] = "tid", [CUBE_PLACE] = "region", [CUBE_GENDER] = "kön", [CUBE_CONTENTS] = "tabellinnehåll",
	};
	struct cube_dim **place = place_of_role(cube, role);

	if (!place)
		return 0;
	if (*place) {
		return figures_broken(cube->in, 0, 0, err, "tabellen har %s två gånger (%s och %s): hämta den med en av dem", words[role],
				cube_dim_name(*place), cube_dim_name(dim));
	}
	*place = dim;
	dim->role = role;
	return 0;
}

/* ---- times and genders ------------------------------------------------------------------------------------ */

static int read_times(struct cube *cube, struct err *err)
{
	for (size_t i = 0; i < cube->time->n; i++) {
		struct cube_category *category = &cube->time->categories[i];

		if (!category->period && category->code)
			category->period = figure_period(category->code);
		if (!category->period && category->label)
			category->period = figure_period(category->label);
		if (!category->period) {
			return figures_broken(cube->in, 0, 0, err, "%s: %s är varken år, månad, kvartal eller vecka",
					cube_dim_name(cube->time), category->code ? category->code : category->label);
		}
		for (size_t j = 0; cube->time->n <= 64 && j < i; j++) {
			if (cube->time->categories[j].period == category->period)
				return figures_broken(cube->in, 0, 0, err, "%s: %s finns två gånger", cube_dim_name(cube->time),
						category->label ? category->label : category->code);
		}
	}
	return 0;
}

/* The label is a word and says it; codes of another producer than SCB may mean anything. */
static int read_genders(struct cube *cube, struct err *err)
{
	bool seen[GENDER_M + 1] = { false };

	for (size_t i = 0; i < cube->gender->n; i++) {
		struct cube_category *category = &cube->gender->categories[i];

		category->gender = figure_gender(category->label, false);
		if (category->gender < 0 && cube_is_total(category))
			category->gender = GENDER_T;
		if (category->gender < 0)
			category->gender = figure_gender(category->code, true);
		if (category->gender < 0) {
			return figures_broken(cube->in, 0, 0, err, "%s: %s är varken kvinnor, män eller totalt",
					cube_dim_name(cube->gender), category->label ? category->label : category->code);
		}
		if (seen[category->gender])
			return figures_broken(cube->in, 0, 0, err, "%s: två värden betyder samma kön", cube_dim_name(cube->gender));
		seen[category->gender] = true;
	}
	return 0;
}

int cube_find_roles(struct cube *cube, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < cube->ndims && !rc; i++)
		rc = take_role(cube, &cube->dims[i], cube->dims[i].role, err);
	/* By name only where no dimension was given the role: by codes, and only then by labels, which are free text. */
	for (int by_label = 0; by_label < 2; by_label++) {
		struct cube before = *cube;

		for (size_t i = 0; i < cube->ndims && !rc; i++) {
			struct cube_dim *dim = &cube->dims[i];
			const enum cube_role role = role_of_name(by_label ? dim->label : dim->code);

			if (dim->role == CUBE_OTHER && role != CUBE_OTHER && !*place_of_role(&before, role))
				rc = take_role(cube, dim, role, err);
		}
	}
	if (!rc && !cube->time)
		rc = figures_broken(cube->in, 0, 0, err, "tabellen har ingen tid: hämta den med år, månad, kvartal eller vecka");
	if (!rc)
		rc = read_times(cube, err);
	if (!rc && cube->gender)
		rc = read_genders(cube, err);
	return rc;
}
