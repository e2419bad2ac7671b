/* What `export` knows by name. */
#include "query/assessments.h"
#include "query/notes.h"
#include "query/forecasts.h"
#include "query/queries.h"

const struct query_export query_exports[] = {
	{ "goals", query_goals, "mål med indikatorer och läge" },
	{ "indicators", query_indicators, "indikatorer med målvärden och senaste utfall" },
	{ "boards", query_boards, "nämnder och styrelser" },
	{ "allocations", query_allocations, "budgetramar per nämnd och år, med summa och skillnad" },
	{ "economy", query_economy, "resultatbudget, finansiella mål och andra beslutade tal" },
	{ "observations", query_observations, "utfall, inlästa och inmatade" },
	{ "activities", query_activities, "aktiviteter" },
	{ "action-plans", query_action_plans, "åtgärdsplaner med åtgärder och täckning" },
	{ "forecasts", query_forecasts, "prognoser med avvikelse och ändring sedan förra" },
	{ "assessments", query_assessments, "bedömningar av mål, med beräknat läge och motivering" },
	{ "notes", query_notes, "vad som sagts och överenskommits vid verksamhetscontrolling" },
	{ "calendar", query_calendar, "rapporttillfällen och datum" },
	{ "journal", query_journal, "händelser: vem ändrade vad och när" },
};
const size_t query_nexports = COUNT_OF(query_exports);
