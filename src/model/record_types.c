/* record_types.c: the field table of every record kind, and the table of kinds.
 *
 * Order of the fields is the order in forms and details. A key is the name of the struct's member. */
#include "model/record.h"

#include <stddef.h>
#include <string.h>

/* The offset of a member, refused by the compiler where the member is not of the type the field says: a wrong table would
 * make field_copy write over its neighbours. */
#define AT(s, k, t) \
	.key = #k, \
	.offset = offsetof(struct s, k) + 0 * sizeof(char[_Generic(((struct s *)0)->k, t : 1, default : -1)])

#define TEXT(s, k, l, f, h) { AT(s, k, char *), .type = FT_TEXT, .label = l, .flags = f, .hint = h }
#define LONG(s, k, l, h) { AT(s, k, char *), .type = FT_LONGTEXT, .label = l, .hint = h }
#define REF(s, k, l, f, r, h) { AT(s, k, char *), .type = FT_REF, .label = l, .flags = f, .ref = r, .hint = h }
#define LIST(s, k, l, f, r, h) { AT(s, k, char *), .type = FT_LIST, .label = l, .flags = f, .ref = r, .hint = h }
#define NUM(s, k, l, f, u, d, h) \
	{ AT(s, k, double), .type = FT_NUM, .label = l, .flags = f, .unit = u, .decimals = d, .hint = h }
#define WHOLE(s, k, l, from, to, h) \
	{ AT(s, k, double), .type = FT_NUM, .label = l, .flags = FIELD_WHOLE, .hint = h, .low = from, .high = to }
#define YEAR(s, k, f) \
	{ AT(s, k, double), .type = FT_NUM, .label = "År", .flags = FIELD_YEAR | (f), .hint = "årtal, 2026", \
	  .low = 1800, .high = 2200 }
#define PERCENT(s, k, l, h) \
	{ AT(s, k, double), .type = FT_NUM, .label = l, .unit = "%", .hint = h, .low = 0, .high = 100 }
#define BOOL(s, k, l, h) { AT(s, k, bool), .type = FT_BOOL, .label = l, .hint = h }
#define DATE(s, k, l) { AT(s, k, date_t), .type = FT_DATE, .label = l, .hint = HINT_DATE }
#define PAST(s, k, l) { AT(s, k, date_t), .type = FT_DATE, .label = l, .flags = FIELD_PAST, .hint = HINT_PAST }
#define PERIOD(s, k, f) { AT(s, k, period_t), .type = FT_PERIOD, .label = "Period", .flags = f, .hint = HINT_PERIOD }
#define MONTH(s, k, f) { AT(s, k, period_t), .type = FT_PERIOD, .label = "Period", .flags = f, .hint = HINT_MONTH }
#define CHOICE(s, k, l, f, c) { AT(s, k, int), .type = FT_CHOICE, .label = l, .flags = f, .choices = c }
#define DECIMALS(s) WHOLE(s, decimals, "Decimaler", 0, 6, "antal decimaler i tabeller, 0–6; tomt = så många som behövs")
#define NOTE(s) LONG(s, note, "Anmärkning", NULL)
#define NOTES(s) LONG(s, notes, "Anteckningar", "fritext; skriv inga personuppgifter om patienter")

#define HINT_DATE "2026-09-11, 11/9, +14 eller v36"
#define HINT_PAST "2026-04-15, 15/4 (den senaste), -3 eller i dag"
#define HINT_PERIOD "2024, 2024-03, 2024-Q1, 2024-V13 eller R12:2024-03"
#define HINT_MONTH "en månad i planens år, 2026-05"
#define HINT_BOARDS "nämndernas id med komma mellan"
#define HINT_MNKR "mnkr, till exempel 9,0"
#define MUST FIELD_REQUIRED
#define ID_PART (FIELD_REQUIRED | FIELD_FIXED)

static const struct field plan_fields[] = {
	TEXT(plan, title, "Titel", MUST, NULL),
	YEAR(plan, year, MUST),
	TEXT(plan, period, "Planperiod", 0, "2026–2030"),
	TEXT(plan, document, "Dokument", 0, "beslutet som planen kommer ur"),
	NOTE(plan),
};

static const struct field focus_area_fields[] = {
	TEXT(focus_area, title, "Titel", MUST, NULL),
	LONG(focus_area, description, "Beskrivning", NULL),
};

static const struct field goal_fields[] = {
	TEXT(goal, title, "Titel", MUST, NULL),
	REF(goal, focus_area, "Fokusområde", 0, REC_FOCUS_AREA, "fokusområdets nummer"),
	REF(goal, parent, "Överordnat mål", 0, REC_GOAL, "målet som ett nämndsmål bryter ner, 1.3"),
	REF(goal, owner, "Nämndens eget mål", 0, REC_BOARD, "nämnden som har satt målet; tomt för regionfullmäktiges mål"),
	LIST(goal, boards, "Nämnder", 0, REC_BOARD, HINT_BOARDS),
	LONG(goal, description, "Beskrivning", NULL),
	NOTE(goal),
};

static const struct field indicator_fields[] = {
	TEXT(indicator, name, "Namn", MUST, NULL),
	REF(indicator, goal, "Mål", 0, REC_GOAL, "målets nummer, 1.3; tomt för finansiella indikatorer"),
	CHOICE(indicator, kind, "Slag", MUST, choices_indicator_kind),
	TEXT(indicator, area, "Insatsområde", 0, NULL),
	CHOICE(indicator, perspective, "Perspektiv", 0, choices_perspective),
	TEXT(indicator, unit, "Enhet", 0, "%, mnkr, antal, dagar"),
	DECIMALS(indicator),
	CHOICE(indicator, direction, "Riktning", 0, choices_direction),
	LONG(indicator, definition, "Definition", NULL),
	REF(indicator, metric, "Nyckeltal", 0, REC_METRIC, "nyckeltalet som utfallet hämtas från, N79173"),
	CHOICE(indicator, fit, "Överensstämmelse", 0, choices_fit),
	REF(indicator, board, "Nämnd", 0, REC_BOARD, "nämnden som siffrorna gäller; tomt = hela regionen"),
	REF(indicator, activity, "Aktivitet", 0, REC_ACTIVITY, "numret på aktiviteten som den följer upp"),
	BOOL(indicator, developing, "Under utveckling", "ja när varken utfall eller målvärde finns än"),
	NOTE(indicator),
};

static const struct field metric_fields[] = {
	TEXT(metric, name, "Namn", MUST, NULL),
	TEXT(metric, unit, "Enhet", 0, "%, mnkr, antal, dagar"),
	DECIMALS(metric),
	CHOICE(metric, direction, "Riktning", 0, choices_direction),
	TEXT(metric, source, "Källa", 0, "vem som publicerar siffrorna"),
	LONG(metric, definition, "Definition", NULL),
	NOTE(metric),
};

static const struct field board_fields[] = {
	TEXT(board, name, "Namn", MUST, NULL),
	TEXT(board, short_name, "Kort namn", 0, "för smala kolumner"),
	LIST(board, aliases, "Andra namn", 0, REC_NONE, "andra skrivsätt med komma mellan"),
	BOOL(board, driftnamnd, "Driftnämnd", "ja om nämnden bedriver verksamhet"),
	NOTE(board),
};

static const struct field group_fields[] = {
	TEXT(board_group, name, "Namn", MUST, NULL),
	LIST(board_group, boards, "Nämnder", MUST, REC_BOARD, HINT_BOARDS),
};

static const struct field organisation_fields[] = {
	TEXT(organisation, name, "Namn", MUST, NULL),
	LIST(organisation, aliases, "Andra namn", 0, REC_NONE, "andra skrivsätt med komma mellan"),
};

static const struct field allocation_fields[] = {
	REF(allocation, board, "Nämnd", ID_PART, REC_BOARD, "nämndens id, eller summa för dokumentets egen summa"),
	YEAR(allocation, year, ID_PART),
	NUM(allocation, mnkr, "Budgetram", MUST, "mnkr", -1, HINT_MNKR),
};

static const struct field economy_row_fields[] = {
	TEXT(economy_row, table, "Tabell", ID_PART, NULL),
	TEXT(economy_row, name, "Namn", MUST, NULL),
	TEXT(economy_row, unit, "Enhet", 0, "mnkr, %"),
	DECIMALS(economy_row),
	REF(economy_row, metric, "Nyckeltal", 0, REC_METRIC, NULL),
	BOOL(economy_row, total, "Summarad", "ja om raden är en summa av raderna ovanför"),
	NOTE(economy_row),
};

static const struct field economy_fields[] = {
	TEXT(economy, table, "Tabell", ID_PART, NULL),
	TEXT(economy, row, "Rad", ID_PART, NULL),
	CHOICE(economy, kind, "Slag", ID_PART, choices_economy),
	PERIOD(economy, period, ID_PART),
	NUM(economy, value, "Värde", 0, NULL, -1, "talet, i radens enhet"),
	TEXT(economy, text, "Med ord", 0, "när dokumentet har ord i stället för ett tal"),
};

static const struct field target_fields[] = {
	REF(target, subject, "Gäller", ID_PART, REC_NONE, "målets eller indikatorns nummer, 3.2.2"),
	TEXT(target, scope, "Omfattning", ID_PART, "region, forvaltning, delindex eller en nämnds id"),
	YEAR(target, year, ID_PART),
	CHOICE(target, level, "Nivå", FIELD_FIXED, choices_level),
	CHOICE(target, op, "Jämförelse", 0, choices_op),
	NUM(target, value, "Målvärde", 0, NULL, -1, "talet, i indikatorns enhet"),
	TEXT(target, text, "Med ord", 0, "när målvärdet inte är ett tal"),
	TEXT(target, decided_by, "Beslutat av", 0, "regionfullmäktige"),
	PAST(target, decided_at, "Beslutat"),
	NOTE(target),
};

static const struct field rule_fields[] = {
	REF(rule, subject, "Gäller", ID_PART, REC_NONE, "målets eller indikatorns nummer, 4.1"),
	CHOICE(rule, kind, "Slag", MUST, choices_rule),
	CHOICE(rule, direction, "Riktning", 0, choices_direction),
	NUM(rule, green, "På målet från", 0, NULL, -1, "gränsen för på målet; vid antal: hur många som ska ha nått målvärdet"),
	NUM(rule, yellow, "På väg från", 0, NULL, -1, "gränsen för på väg mot målet"),
	WHOLE(rule, of, "Av antal", 0, 10000, "hur många som räknas"),
	LIST(rule, parts, "Ingående delar", 0, REC_INDICATOR, "indikatorernas eller målens nummer med komma mellan"),
	WHOLE(rule, window, "Fönster", 0, 1000, "antal år eller mätpunkter som bedöms tillsammans"),
	TEXT(rule, yardstick, "Måttstock", 0, "vad som jämförs med: previous_year, national"),
	LONG(rule, text, "Regeln med ord", NULL),
	TEXT(rule, source, "Källa", 0, "var regeln står: 003, bilaga 1"),
	NOTE(rule),
};

static const struct field occasion_fields[] = {
	TEXT(occasion, title, "Titel", 0, NULL),
	CHOICE(occasion, kind, "Slag", MUST, choices_occasion),
	MONTH(occasion, period, MUST),
	DATE(occasion, cutoff, "Bryt"),
	DATE(occasion, due, "Rapport till regionkontoret"),
	DATE(occasion, rsau1, "RSAU beredning 1"),
	DATE(occasion, rsau2, "RSAU beredning 2"),
	DATE(occasion, decided, "Beslutad rapport"),
	DATE(occasion, rs, "Regionstyrelsen"),
	DATE(occasion, rf, "Regionfullmäktige"),
	CHOICE(occasion, source, "Källa", 0, choices_calendar_source),
	NOTE(occasion),
};

static const struct field priority_fields[] = {
	TEXT(priority, title, "Titel", MUST, NULL),
	REF(priority, parent, "Prioriteringsområde", 0, REC_PRIORITY, "området som prioriteringen hör till"),
	REF(priority, focus_area, "Fokusområde", 0, REC_FOCUS_AREA, "fokusområdets nummer"),
	LIST(priority, boards, "Nämnder", 0, REC_BOARD, HINT_BOARDS),
	NOTE(priority),
};

static const struct field fact_fields[] = {
	TEXT(fact, title, "Titel", MUST, NULL),
	NUM(fact, value, "Värde", 0, NULL, -1, "talet, i uppgiftens enhet"),
	DECIMALS(fact),
	TEXT(fact, unit, "Enhet", 0, "%, mnkr"),
	TEXT(fact, text, "Med ord", 0, "när uppgiften inte är ett tal"),
	PERIOD(fact, period, 0),
	TEXT(fact, source, "Källa", 0, NULL),
	NOTE(fact),
};

static const struct field observation_fields[] = {
	REF(observation, metric, "Nyckeltal", ID_PART, REC_METRIC, "nyckeltalets id, N79173"),
	REF(observation, organisation, "Organisation", ID_PART, REC_NONE, "0013, 0000 eller en nämnds id"),
	PERIOD(observation, period, FIELD_FIXED),
	CHOICE(observation, gender, "Kön", FIELD_FIXED, choices_gender),
	NUM(observation, value, "Värde", 0, NULL, -1, "talet, i nyckeltalets enhet; 0 är ett värde, tomt är inget"),
	CHOICE(observation, missing, "Saknas därför att", 0, choices_missing),
	BOOL(observation, preliminary, "Preliminär", "ja om siffran kan komma att ändras"),
	TEXT(observation, text, "Med ord", 0, "när utfallet inte är ett tal"),
	TEXT(observation, source, "Källa", 0, "varifrån siffran kommer"),
	NOTE(observation),
};

static const struct field activity_fields[] = {
	TEXT(activity, title, "Titel", MUST, "vad som ska göras"),
	REF(activity, goal, "Mål", 0, REC_GOAL, "målets nummer, 1.3"),
	REF(activity, indicator, "Indikator", 0, REC_INDICATOR, "indikatorns nummer, 1.3.1"),
	REF(activity, board, "Nämnd", 0, REC_BOARD, "nämndens id"),
	TEXT(activity, responsible, "Ansvarig", 0, "en roll eller befattning, gärna bara en"),
	DATE(activity, start, "Start"),
	DATE(activity, due, "Klart senast"),
	BOOL(activity, standing, "Löpande", "ja om aktiviteten pågår utan slutdatum"),
	CHOICE(activity, status, "Status", 0, choices_activity),
	PERCENT(activity, progress, "Framdrift", "0–100"),
	LONG(activity, description, "Beskrivning", NULL),
	TEXT(activity, variable, "Mäts med", 0, "uppföljningsvariabeln med ord, där den inte har egna värden"),
	LONG(activity, result, "Resultat", "vad uppföljningsvariabeln visar"),
	LONG(activity, contribution, "Bidrag till målet", "bedöms vid årsredovisningen"),
	NOTES(activity),
};

static const struct field action_plan_fields[] = {
	REF(action_plan, board, "Nämnd", MUST, REC_BOARD, "nämndens id"),
	NUM(action_plan, deficit, "Underskott", FIELD_NOT_NEGATIVE, "mnkr", 1, "utan minustecken: 12,0 för prognosen −12,0 mnkr"),
	LONG(action_plan, cause, "Orsak", "varför underskottet har uppstått"),
	CHOICE(action_plan, status, "Status", 0, choices_activity),
	BOOL(action_plan, decided, "Beslutad", "ja när nämnden har beslutat om planen"),
	PAST(action_plan, decided_at, "Beslutsdatum"),
	TEXT(action_plan, decided_by, "Beslutad av", 0, "nämnden eller den som har delegation"),
	TEXT(action_plan, decided_paragraph, "Paragraf", 0, "§ 45"),
	TEXT(action_plan, dnr, "Diarienummer", 0, NULL),
	NOTES(action_plan),
};

static const struct field measure_fields[] = {
	REF(measure, action_plan, "Åtgärdsplan", MUST, REC_ACTION_PLAN, "planens nummer"),
	TEXT(measure, text, "Åtgärd", MUST, "vad som görs"),
	CHOICE(measure, state, "Läge", 0, choices_measure),
	NUM(measure, effect, "Effekt", FIELD_NOT_NEGATIVE, "mnkr", 1, "väntad effekt på årets resultat, till exempel 9,0"),
	NUM(measure, realised, "Realiserat", 0, "mnkr", 1, "effekt som redan syns i utfallet; summan av månaderna gäller där de är angivna"),
	DATE(measure, due, "Klart senast"),
	TEXT(measure, responsible, "Ansvarig", 0, "en roll eller befattning"),
	NOTES(measure),
};

static const struct field forecast_fields[] = {
	REF(forecast, board, "Nämnd", ID_PART, REC_BOARD, "nämndens id"),
	MONTH(forecast, period, ID_PART),
	TEXT(forecast, group, "Uppdragsgrupp", FIELD_FIXED, "ett ord för uppdragsgruppen; tomt = hela nämnden"),
	NUM(forecast, outcome, "Utfall till och med", 0, "mnkr", 1, "resultat hittills i år, mnkr; minus = underskott"),
	NUM(forecast, budget, "Budget till och med", 0, "mnkr", 1, "budgeterat resultat hittills i år, mnkr"),
	NUM(forecast, forecast, "Prognos helår", 0, "mnkr", 1, "resultatet som väntas vid årets slut, mnkr; −12,0 är ett underskott"),
	NUM(forecast, budget_year, "Budget helår", 0, "mnkr", 1, "årets budgeterade resultat; tomt = 0"),
	LONG(forecast, comment, "Kommentar", "varför prognosen avviker eller har ändrats"),
};

static const struct field assessment_fields[] = {
	REF(assessment, goal, "Mål", ID_PART, REC_GOAL, "målets nummer, 3.2"),
	REF(assessment, board, "Nämnd", ID_PART, REC_NONE, "nämndens id, eller koncern för hela regionen"),
	TEXT(assessment, occasion, "Rapporttillfälle", ID_PART, "UR1, UR2 eller AR"),
	CHOICE(assessment, assessed, "Bedömning", MUST, choices_status),
	LONG(assessment, motivation, "Motivering", "varför bedömningen är som den är; krävs när den skiljer sig från det beräknade läget"),
	LONG(assessment, by_indicators, "Indikatorernas utfall", NULL),
	LONG(assessment, by_activities, "Aktiviteter, insatser", NULL),
	LONG(assessment, by_goals, "Nedbrutna mål", NULL),
	LONG(assessment, by_external, "Omvärld och uppdrag", "det som hänt utanför, och uppdrag som ändrats"),
	LONG(assessment, by_material, "Övrigt underlag", NULL),
	LONG(assessment, by_quality, "Kvalitetsindikatorer", NULL),
};

static const struct field sign_off_fields[] = {
	TEXT(sign_off, occasion, "Rapporttillfälle", ID_PART, "M05, UR1, UR2, AR"),
	REF(sign_off, board, "Nämnd", ID_PART, REC_BOARD, "nämndens id"),
	TEXT(sign_off, part, "Del", ID_PART, "delens nummer i mallen, 2.2.1, eller rapport för hela rapporten"),
	LONG(sign_off, text, "Text", "analysen"),
	CHOICE(sign_off, state, "Klarmarkering", 0, choices_sign_off),
	TEXT(sign_off, reason, "Skäl", 0, "varför klarmarkeringen tas bort"),
};

static const struct field note_fields[] = {
	REF(note, board, "Nämnd", MUST, REC_BOARD, "nämndens id"),
	PAST(note, date, "Datum"),
	LONG(note, text, "Anteckning", "vad som sades; skriv inga personuppgifter om patienter"),
	LONG(note, agreed, "Överenskommet", "vad som ska göras"),
	TEXT(note, responsible, "Ansvarig", 0, "en roll eller befattning"),
	DATE(note, due, "Klart senast"),
	BOOL(note, done, "Klart", "ja när det som bestämdes är gjort"),
	TEXT(note, about, "Gäller", 0, "plan/slag/id, till exempel mb2026/indicator/3.2.2"),
};

static const struct field effect_fields[] = {
	REF(effect, measure, "Åtgärd", ID_PART, REC_MEASURE, "åtgärdens nummer"),
	MONTH(effect, period, ID_PART),
	NUM(effect, planned, "Planerad effekt", 0, "mnkr", 1, "väntad effekt i månaden"),
	NUM(effect, realised, "Realiserad effekt", 0, "mnkr", 1, "effekt som syns i månadens utfall"),
};

#define KIND(k, n, sec, l, d, s, f, t) \
	[k] = { k, n, sec, l, d, sizeof(struct s), f, t, COUNT_OF(t) }

static const struct record_type record_types[REC_KIND_MAX] = {
	KIND(REC_PLAN, "plan", "plan", "plan", "planen", plan, TYPE_GLOBAL | TYPE_ORDERED, plan_fields),
	KIND(REC_FOCUS_AREA, "focus-area", "focus_area", "fokusområde", "fokusområdet", focus_area, TYPE_ORDERED, focus_area_fields),
	KIND(REC_GOAL, "goal", "goal", "mål", "målet", goal, TYPE_SETTABLE | TYPE_ORDERED, goal_fields),
	KIND(REC_INDICATOR, "indicator", "indicator", "indikator", "indikatorn", indicator, TYPE_SETTABLE | TYPE_ORDERED,
		indicator_fields),
	KIND(REC_METRIC, "metric", "metric", "nyckeltal", "nyckeltalet", metric, TYPE_GLOBAL | TYPE_SETTABLE, metric_fields),
	KIND(REC_BOARD, "board", "board", "nämnd", "nämnden", board, TYPE_GLOBAL | TYPE_SETTABLE | TYPE_ORDERED, board_fields),
	KIND(REC_GROUP, "group", "group", "nämndgrupp", "nämndgruppen", board_group, TYPE_GLOBAL, group_fields),
	KIND(REC_ORGANISATION, "organisation", "organisation", "organisation", "organisationen", organisation, TYPE_GLOBAL,
		organisation_fields),
	KIND(REC_ALLOCATION, "allocation", "allocation", "budgetram", "budgetramen", allocation, TYPE_ORDERED, allocation_fields),
	KIND(REC_ECONOMY_ROW, "economy-row", "economy", "ekonomirad", "ekonomiraden", economy_row, TYPE_ORDERED, economy_row_fields),
	KIND(REC_ECONOMY, "economy-cell", "economy_cell", "ekonomiuppgift", "ekonomiuppgiften", economy, 0, economy_fields),
	KIND(REC_TARGET, "target", "target", "målvärde", "målvärdet", target, TYPE_SETTABLE, target_fields),
	KIND(REC_RULE, "rule", "rule", "bedömningsregel", "bedömningsregeln", rule, TYPE_SETTABLE, rule_fields),
	KIND(REC_OCCASION, "occasion", "occasion", "rapporttillfälle", "rapporttillfället", occasion,
		TYPE_ORDERED | TYPE_SETTABLE, occasion_fields),
	KIND(REC_PRIORITY, "priority", "priority", "prioritering", "prioriteringen", priority, TYPE_ORDERED, priority_fields),
	KIND(REC_FACT, "fact", "fact", "beslutsuppgift", "beslutsuppgiften", fact, TYPE_ORDERED, fact_fields),
	KIND(REC_OBSERVATION, "observation", "observation", "utfall", "utfallet", observation, TYPE_GLOBAL | TYPE_SETTABLE,
		observation_fields),
	KIND(REC_ACTIVITY, "activity", "activity", "aktivitet", "aktiviteten", activity, TYPE_NUMBERED | TYPE_SETTABLE,
		activity_fields),
	KIND(REC_ACTION_PLAN, "action-plan", "action_plan", "åtgärdsplan", "åtgärdsplanen", action_plan,
		TYPE_NUMBERED | TYPE_SETTABLE, action_plan_fields),
	KIND(REC_MEASURE, "measure", "measure", "åtgärd", "åtgärden", measure, TYPE_NUMBERED | TYPE_SETTABLE, measure_fields),
	KIND(REC_FORECAST, "forecast", "forecast", "prognos", "prognosen", forecast, TYPE_WORK | TYPE_SETTABLE, forecast_fields),
	KIND(REC_ASSESSMENT, "assessment", "assessment", "bedömning", "bedömningen", assessment, TYPE_WORK | TYPE_SETTABLE, assessment_fields),
	KIND(REC_SIGN_OFF, "sign-off", "sign_off", "rapportdel", "rapportdelen", sign_off, TYPE_WORK | TYPE_SETTABLE, sign_off_fields),
	KIND(REC_NOTE, "note", "note", "anteckning", "anteckningen", note, TYPE_GLOBAL | TYPE_NUMBERED | TYPE_SETTABLE, note_fields),
	KIND(REC_EFFECT, "effect", "effect", "månadseffekt", "månadseffekten", effect, TYPE_WORK | TYPE_SETTABLE, effect_fields),
};

const struct record_type *record_type(enum record_kind kind)
{
	unsigned k = (unsigned)kind;

	return k < REC_KIND_MAX && record_types[k].name ? &record_types[k] : NULL;
}

/* True if both are the same name, '-' and '_' alike. */
static bool same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		if (*a != *b && !(strchr("-_", *a) && strchr("-_", *b)))
			return false;
	}
	return *a == *b;
}

const struct record_type *record_type_by_name(const char *name)
{
	for (unsigned k = 0; name && k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		if (type && (same_name(type->name, name) || same_name(type->section, name)))
			return type;
	}
	return NULL;
}

const struct field *record_field(const struct record_type *type, const char *key)
{
	for (size_t i = 0; i < type->nfields; i++) {
		if (strcmp(type->fields[i].key, key) == 0)
			return &type->fields[i];
	}
	return NULL;
}
