/* rule_check.c: what a rule of each kind must have, and must not. */
#include "model/rule_check.h"

#include <string.h>

#include "base/num.h"

enum {
	GREEN = RULE_FIELD_GREEN, YELLOW = RULE_FIELD_YELLOW, OF = RULE_FIELD_OF, PARTS = RULE_FIELD_PARTS,
	WINDOW = RULE_FIELD_WINDOW,
};

#define RULE_FIELDS(number, name, code, label, what, must, no_use) [number] = { must, no_use },
static const struct {
	unsigned needs, never;
} kinds[] = { RULE_KINDS(RULE_FIELDS) };

/* What is asked for where it is missing. */
static const struct {
	unsigned bit;
	const char *key, *ask;
} fields[] = {
	{ GREEN, "green", "skriv gränsen (vid antal hur många, vid placering den sista plats som räcker)" },
	{ YELLOW, "yellow", "skriv gränsen för på väg mot målet" },
	{ OF, "of", "skriv hur många som räknas" },
	{ PARTS, "parts", "skriv delarnas nummer med komma mellan" },
	{ WINDOW, "window", "skriv hur många år eller mätpunkter som bedöms tillsammans" },
};

int direction_of_op(int op)
{
	if (op == OP_GE || op == OP_GT)
		return DIR_UP;
	return op == OP_LE || op == OP_LT ? DIR_DOWN : 0;
}

bool level_is_easier(int direction, double yellow, double green)
{
	if (num_missing(yellow) || num_missing(green) || !direction)
		return true;
	return direction == DIR_DOWN ? yellow > green : yellow < green;
}

static const char *refuse(struct err *err, const char *key, const char *why)
{
	err_set(err, ERR_INPUT, "%s", why);
	return key;
}

static unsigned given(const struct rule *rule)
{
	return (num_missing(rule->green) ? 0 : GREEN) | (num_missing(rule->yellow) ? 0 : YELLOW) |
		(num_missing(rule->of) ? 0 : OF) | (list_count(rule->parts) ? PARTS : 0) |
		(num_missing(rule->window) ? 0 : WINDOW);
}

static const char *check_given(const struct rule *rule, struct err *err)
{
	const char *kind = choices_rule[rule->kind].label;
	unsigned has = given(rule);

	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		const char *label = record_field(record_type(REC_RULE), fields[i].key)->label;

		if (kinds[rule->kind].needs & fields[i].bit && !(has & fields[i].bit)) {
			err_set(err, ERR_INPUT, "%s saknas för regeln %s: %s", label, kind, fields[i].ask);
			return fields[i].key;
		}
		if (kinds[rule->kind].never & has & fields[i].bit) {
			err_set(err, ERR_INPUT, "%s används inte av regeln %s: töm fältet, eller välj ett annat slag", label, kind);
			return fields[i].key;
		}
	}
	return NULL;
}

static bool is_count(double value)
{
	return num_missing(value) || (value >= 0 && value == num_round(value, 0));
}

static const char *check_count(const struct rule *rule, struct err *err)
{
	if (!is_count(rule->green) || rule->green < 1)
		return refuse(err, "green", "På målet från är ett antal: skriv ett helt tal från 1");
	if (!is_count(rule->yellow) || !level_is_easier(DIR_UP, rule->yellow, rule->green))
		return refuse(err, "yellow", "På väg från är ett antal: skriv ett helt tal som är lägre än På målet från");
	if (!num_missing(rule->of) && rule->of < rule->green)
		return refuse(err, "of", "Av antal är färre än På målet från: då kan målet aldrig nås");
	if (!num_missing(rule->of) && list_count(rule->parts) && (double)list_count(rule->parts) < rule->of)
		return refuse(err, "of", "Av antal är fler än de ingående delarna: skriv högst så många som delarna är");
	return NULL;
}

static const char *check_levels(const struct rule *rule, struct err *err)
{
	if (rule->kind == RULE_RANK && (!is_count(rule->green) || rule->green < 1))
		return refuse(err, "green", "På målet från är en placering: skriv ett helt tal från 1");
	if (num_missing(rule->green) && !num_missing(rule->yellow))
		return refuse(err, "green", "På målet från saknas: två nivåer skrivs båda, eller ingen (då gäller målvärdena)");
	if (rule->kind == RULE_TWO_LEVEL && !num_missing(rule->green) && num_missing(rule->yellow))
		return refuse(err, "yellow", "På väg från saknas: två nivåer skrivs båda, eller ingen (då gäller målvärdena)");
	/* A place is better the lower it is, whatever is measured. */
	if (!level_is_easier(rule->kind == RULE_RANK ? DIR_DOWN : rule->direction, rule->yellow, rule->green))
		return refuse(err, "yellow", "Nivån på väg ska vara lättare än på målet: byt plats på talen, eller ändra riktningen");
	return NULL;
}

const char *rule_fault(const struct rule *rule, struct err *err)
{
	const char *key;

	if (rule->kind <= 0 || (size_t)rule->kind >= COUNT_OF(kinds))
		return NULL;
	if (rule->yardstick && strcmp(rule->yardstick, "previous_year") != 0 && strcmp(rule->yardstick, "national") != 0)
		return refuse(err, "yardstick", "Måttstocken är okänd: skriv previous_year eller national, eller töm fältet");
	key = check_given(rule, err);
	if (key)
		return key;
	if (rule->kind == RULE_TREND && rule->window < 2)
		return refuse(err, "window", "En trend behöver minst två mätpunkter: skriv 2 eller mer");
	if (!num_missing(rule->window) && rule->window < 1)
		return refuse(err, "window", "Fönstret är antal år eller mätpunkter: skriv 1 eller mer, eller töm fältet");
	return rule->kind == RULE_COUNT ? check_count(rule, err) : check_levels(rule, err);
}
