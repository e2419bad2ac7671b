/* demo_reports.c: the invented reports: four are in, the second of the year is being written. */
#include "cli/demo_priv.h"

#include <stdlib.h>
#include <string.h>

#include "model/report_parts.h"

static const struct {
	const char *id, *who;
	bool driftnamnd, office;
	int done; /* parts of UR2 written so far */
} boards[] = {
	{ "hs", "controller.hs", true, false, 4 },
	{ "adh", "controller.adh", true, false, 99 },
	{ "psykiatri", "controller.psykiatri", true, false, 2 },
	{ "narsjukvard", "controller.narsjukvard", true, false, 7 },
	{ "kultur-skola", "controller.kultur", true, false, 9 },
	{ "kollektivtrafik", "controller.trafik", true, false, 3 },
	{ "regionservice", "controller.service", true, false, 0 },
	{ "rs", "controller.rk", false, true, 5 },
};

/* Reports that are in: written and marked before they were due, decided some weeks after that. */
static const struct {
	const char *id, *written, *decided;
	int kind;
} occasions[] = {
	{ "M02", "2026-03-09 14:00", "2026-03-27 10:00", OCC_MONTH },
	{ "UR1", "2026-04-20 15:30", "2026-05-22 10:00", OCC_UR1 },
	{ "M05", "2026-06-10 14:30", "2026-06-18 10:00", OCC_MONTH },
	{ "M07", "2026-08-11 15:00", "2026-09-01 10:00", OCC_MONTH },
};

static const struct {
	const char *code, *text;
} texts[] = {
	{ "1", "Verksamheten följer planen i huvudsak. Bemanningen är den största osäkerheten under resten av året." },
	{ "2.1", "Resultatet till och med perioden avviker från budgeten främst genom kostnader för personal." },
	{ "2.1.1", "Kostnaderna ökar med 3,1 procent mot samma period förra året, intäkterna med 2,6 procent." },
	{ "2.2", "Prognosen bygger på nuvarande bemanning och på beslutade åtgärder." },
	{ "2.2.1", "Förändringen förklaras i prognosens kommentar." },
	{ "3.1", "Produktionen är något högre än planerat i öppenvården och i nivå med planen i övrigt." },
	{ "3.2", "Tillgängligheten förbättras där egen personal har kunnat anställas." },
	{ "3.3", "Kvalitetsindikatorerna är stabila; två är bättre än vid förra rapporten." },
};

static const char *text_of(const char *code)
{
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (strcmp(texts[i].code, code) == 0)
			return texts[i].text;
	}
	return "Inga större avvikelser mot planen under perioden.";
}

static void sign(struct demo *demo, const char *occasion, size_t board, const char *part, const char *when, const char *state,
		bool text)
{
	char *id = mem_printf("%s/%s/%s", occasion, boards[board].id, part), *mark = mem_printf("state=%s", state);
	char *words = text ? mem_printf("text=%s", text_of(part)) : NULL;

	demo_event(demo, when, boards[board].who, REC_SIGN_OFF, id, mark, words, NULL);
	free(id);
	free(mark);
	free(words);
}

/* Psykiatrin owes an action plan since its forecast of March: what rests on that is written, and cannot be marked. */
static bool is_waiting(size_t occasion, size_t board, const struct report_part *part)
{
	return strcmp(boards[board].id, "psykiatri") == 0 && strcmp(occasions[occasion].id, "M02") != 0 &&
		strcmp(occasions[occasion].id, "UR1") != 0 && (part->needs == NEEDS_FORECAST || part->needs == NEEDS_PARTS);
}

static void in(struct demo *demo, size_t occasion, size_t board)
{
	for (size_t i = 0; i < report_nparts; i++) {
		bool whole = strcmp(report_parts[i].code, SIGN_OFF_WHOLE) == 0;

		if (!report_part_required(&report_parts[i], occasions[occasion].kind, boards[board].driftnamnd, boards[board].office))
			continue;
		if (is_waiting(occasion, board, &report_parts[i])) {
			if (!whole)
				sign(demo, occasions[occasion].id, board, report_parts[i].code, occasions[occasion].written, "", true);
			continue;
		}
		sign(demo, occasions[occasion].id, board, report_parts[i].code, occasions[occasion].written, "preliminary", !whole);
		sign(demo, occasions[occasion].id, board, report_parts[i].code, occasions[occasion].decided, "final", false);
	}
}

/* The books of August are still open and the goals not judged: nothing that rests on them can be marked. */
static bool rests_on_figures(const struct report_part *part)
{
	return part->needs == NEEDS_OUTCOME || part->needs == NEEDS_FORECAST || part->needs == NEEDS_CHANGE || part->needs == NEEDS_GOALS;
}

/* UR2, not due yet: the first parts are written, and of the first half of those what can be marked is. */
static void being_written(struct demo *demo, size_t board)
{
	int at = 0;

	for (size_t i = 0; i < report_nparts && at < boards[board].done; i++) {
		if (strcmp(report_parts[i].code, SIGN_OFF_WHOLE) == 0 ||
				!report_part_required(&report_parts[i], OCC_UR2, boards[board].driftnamnd, boards[board].office))
			continue;
		sign(demo, "UR2", board, report_parts[i].code, "2026-09-01 15:10",
			at * 2 < boards[board].done && !rests_on_figures(&report_parts[i]) ? "preliminary" : "", true);
		at++;
	}
}

void demo_reports(struct demo *demo)
{
	for (size_t b = 0; b < COUNT_OF(boards); b++) {
		for (size_t o = 0; o < COUNT_OF(occasions); o++)
			in(demo, o, b);
		being_written(demo, b);
	}
}
