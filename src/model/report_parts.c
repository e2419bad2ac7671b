/* report_parts.c: the mall. */
#include "model/report_parts.h"

#include <string.h>

#include "model/record.h"

#define M (1u << OCC_MONTH)
#define UR (1u << OCC_UR1 | 1u << OCC_UR2)
#define AR (1u << OCC_AR)

const struct report_part report_parts[] = {
	{ "1", "Sammanfattning", M | UR | AR, REPORT_ALL, NEEDS_TEXT, NULL,
	  "Det viktigaste om resurser, grunduppdrag och verksamhet, och hur perspektiven hänger ihop." },
	{ "2.1", "Ekonomiskt resultat", M | UR | AR, REPORT_ALL, NEEDS_OUTCOME, NULL,
	  "Resultatet från januari till och med perioden. Större avvikelser mot budget och, där det säger något, mot samma period "
	  "förra året." },
	{ "2.1.1", "Kostnads- och intäktsutveckling", M | UR | AR, REPORT_ALL, NEEDS_TEXT, NULL,
	  "Hur kostnaderna utvecklas och de poster som förklarar det mesta." },
	{ "2.2", "Ekonomisk prognos", M | UR, REPORT_ALL, NEEDS_FORECAST, NULL,
	  "Prognosen för helåret, om möjligt per uppdragsgrupp, och större avvikelser mot budget. En negativ prognos kräver en "
	  "åtgärdsplan: beslutad eller inte, vidtagna och planerade åtgärder och vad de ger." },
	{ "2.2.1", "Prognosförändring sedan föregående rapport", M | UR, REPORT_ALL, NEEDS_CHANGE, NULL,
	  "Hur mycket prognosen har ändrats, varför, och beloppet för varje orsak." },
	{ "2.2.2", "Framtidsarbetet", UR | AR, REPORT_ALL, NEEDS_TEXT, NULL,
	  "De totala effekterna av framtidsarbetet." },
	{ "2.3", "Investeringar", UR | AR, REPORT_ALL, NEEDS_TEXT, NULL,
	  "Prognosen för investeringarna, totalt och för större objekt, och större avvikelser mot budget." },
	{ "2.4", "Medarbetare: mål för regionkontoret", UR | AR, REPORT_OFFICE, NEEDS_STAFF_GOALS, NULL,
	  "De fem medarbetarmålen med sina indikatorer." },
	{ "2.4.1", "Personalomsättning R12", M | UR | AR, REPORT_DRIFT, NEEDS_STAFF, "personalomsattning",
	  "Personalomsättningen de senaste tolv månaderna." },
	{ "2.4.2", "Sjukfrånvaro R12", M | UR | AR, REPORT_DRIFT, NEEDS_STAFF, "sjukfranvaro",
	  "Sjukfrånvaron som andel av arbetstiden de senaste tolv månaderna." },
	{ "2.4.3", "Kostnad inhyrda läkare och sjuksköterskor R12", M | UR | AR, REPORT_DRIFT, NEEDS_STAFF, "inhyrd-personal",
	  "Kostnaden för inhyrd bemanning de senaste tolv månaderna." },
	{ "3.1", "Produktion", M | UR | AR, REPORT_ALL, NEEDS_QUALITY, "Produktion",
	  "Produktionen inom grunduppdraget." },
	{ "3.2", "Tillgänglighet", M | UR | AR, REPORT_ALL, NEEDS_QUALITY, "Tillgänglighet",
	  "Tillgängligheten inom grunduppdraget." },
	{ "3.3", "Kvalitet", M | UR | AR, REPORT_ALL, NEEDS_QUALITY, NULL,
	  "Kvaliteten inom grunduppdraget." },
	/* At a månadsrapport only inside the nämnd: not required. */
	{ "4", "Verksamhet och aktiviteter", UR | AR, REPORT_ALL, NEEDS_GOALS, NULL,
	  "Måluppfyllelsen: hur målen går, aktiviteter som har inletts och som planeras, uppföljningsvariablernas resultat (UR2, "
	  "ÅR) och aktiviteternas bidrag på sikt (ÅR)." },
	{ "policys", "Policys", AR, REPORT_ALL, NEEDS_POLICIES, NULL,
	  "Verksamheten i förhållande till regionfullmäktiges policys. Kan ligga i en bilaga." },
	{ "internkontroll", "Intern kontroll", UR | AR, REPORT_ALL, NEEDS_TEXT, NULL,
	  "Uppföljningen av internkontrollplanen; vid ÅR också att en plan finns." },
	{ SIGN_OFF_WHOLE, "Hela rapporten", M | UR | AR, REPORT_ALL, NEEDS_PARTS, NULL,
	  "Klarmarkeras när alla delar är det: preliminärt till regionkontoret, definitivt efter politisk beredning." },
};
const size_t report_nparts = COUNT_OF(report_parts);

const char *const report_policies[] = {
	"Handikappolitiskt program", "Miljöpolicy", "Informationspolicy", "FoU-policy", "Säkerhets- och informationssäkerhetspolicy",
	"Arbetsmiljöpolicy", "Kompetensförsörjningspolicy", "Inköps- och upphandlingspolicy", "Finanspolicy", "IT-policy", NULL,
};

const struct report_part *report_part_find(const char *code)
{
	for (size_t i = 0; code && i < report_nparts; i++) {
		if (strcmp(report_parts[i].code, code) == 0)
			return &report_parts[i];
	}
	return NULL;
}

bool report_part_required(const struct report_part *part, int occasion, bool driftnamnd, bool office)
{
	if (occasion < OCC_MONTH || occasion > OCC_AR || !(part->occasions & 1u << occasion))
		return false;
	switch (part->whom) {
	case REPORT_DRIFT:
		return driftnamnd;
	case REPORT_OFFICE:
		return office;
	default:
		return true;
	}
}
