/* rule_kinds.h: the one table of rule kinds. A row also names the function that judges (rule_CODE, in
 * rule_figures.c or rule_parts.c) and what it needs: without all of that there is never a colour.
 *
 * The number is what is stored: never change one, never use one again. The enum RULE_*, choices_rule[] and the table that
 * rule_judge goes by all follow from this (HACKING, "A rule kind"). */
#ifndef STYRTAVLA_RULE_KINDS_H
#define STYRTAVLA_RULE_KINDS_H

/* What a kind needs to be judged. Told by RULE_TAKES_*: what is looked up where there is any, without being needed. */
enum {
	RULE_NEEDS_VALUE = 1,      /* the latest outcome of one indicator */
	RULE_NEEDS_LEVEL = 2,      /* a målvärde, or else the rule's own number */
	RULE_NEEDS_SIDE = 4,       /* which side is better: op of the målvärde, direction of the rule or the indicator */
	RULE_NEEDS_GREEN = 8,      /* the rule's own number for green */
	RULE_NEEDS_PARTS = 16,     /* other indicators or goals, each with its own status */
	RULE_NEEDS_WINDOW = 32,    /* the last n outcomes, without a gap */
	RULE_NEEDS_REGIONS = 64,   /* the outcomes of all regions in the same period */
	RULE_TAKES_WINDOW = 128,   /* the mean of the last n outcomes, where the rule has a window */
	RULE_TAKES_YEAR_BEFORE = 256, /* the outcome of the same period the year before */
	RULE_TAKES_YELLOW = 512,   /* a målvärde for "på väg" too */
};

/* Fields of the record that a kind must have, or has no use for (rule_check.h). */
enum {
	RULE_FIELD_GREEN = 1, RULE_FIELD_YELLOW = 2, RULE_FIELD_OF = 4, RULE_FIELD_PARTS = 8, RULE_FIELD_WINDOW = 16,
};

/*	number, NAME, code and function, word, what it needs, fields it must have, fields it has no use for */
#define RULE_KINDS(ROW) \
	ROW(1, THRESHOLD, threshold, "gränsvärde", \
		RULE_NEEDS_VALUE | RULE_NEEDS_LEVEL | RULE_NEEDS_SIDE | RULE_TAKES_WINDOW, \
		0, RULE_FIELD_YELLOW | RULE_FIELD_OF) \
	ROW(2, TWO_LEVEL, two_level, "två nivåer", \
		RULE_NEEDS_VALUE | RULE_NEEDS_LEVEL | RULE_NEEDS_SIDE | RULE_TAKES_WINDOW | RULE_TAKES_YELLOW, \
		0, RULE_FIELD_OF) \
	ROW(3, BANDS, bands, "intervall", \
		RULE_NEEDS_VALUE | RULE_NEEDS_GREEN | RULE_NEEDS_SIDE | RULE_TAKES_WINDOW, \
		RULE_FIELD_GREEN | RULE_FIELD_YELLOW, RULE_FIELD_OF) \
	ROW(4, COUNT, count, "antal som nått målvärdet", \
		RULE_NEEDS_PARTS | RULE_NEEDS_GREEN, \
		RULE_FIELD_GREEN, 0) \
	ROW(5, BUDGET_DEVIATION, budget_deviation, "budgetavvikelse", \
		RULE_NEEDS_VALUE | RULE_TAKES_YEAR_BEFORE, \
		0, RULE_FIELD_YELLOW | RULE_FIELD_OF) \
	ROW(6, RANK, rank, "placering", \
		RULE_NEEDS_VALUE | RULE_NEEDS_GREEN | RULE_NEEDS_SIDE | RULE_NEEDS_REGIONS, \
		RULE_FIELD_GREEN, 0) \
	ROW(7, TREND, trend, "trend", \
		RULE_NEEDS_VALUE | RULE_NEEDS_WINDOW, \
		RULE_FIELD_WINDOW, RULE_FIELD_YELLOW | RULE_FIELD_OF) \
	ROW(8, COMPOSITE, composite, "sammansatt", \
		RULE_NEEDS_PARTS, \
		RULE_FIELD_PARTS, RULE_FIELD_GREEN | RULE_FIELD_YELLOW | RULE_FIELD_OF)

#define RULE_KIND_NUMBER(number, name, ...) RULE_##name = (number),
enum { RULE_KINDS(RULE_KIND_NUMBER) RULE_KIND_END };

#endif
