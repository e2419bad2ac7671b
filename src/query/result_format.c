/* One cell in three spellings: for people, for machines (CSV), and as JSON. */
#include "query/result.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/occasions.h"

static const char *choice_at(const struct choice *choices, double num, bool code)
{
	size_t at = (size_t)num;

	/* The table ends with a NULL code; an index beyond it came from a newer store and has no word here. */
	for (size_t i = 0; choices && choices[i].code; i++) {
		if (i == at)
			return code ? choices[i].code : choices[i].label;
	}
	return "";
}

static void format_number(struct buf *out, const struct column *column, const struct cell *cell)
{
	int decimals = cell->decimals >= 0 ? cell->decimals : column->decimals;
	char text[NUM_TEXT_MAX];

	if (num_missing(cell->num)) {
		buf_str(out, cell->text);
		return;
	}
	if (column->flags & COLF_PLAIN) {
		buf_str(out, num_machine(text, cell->num));
		return;
	}
	buf_str(out, num_format(text, cell->num, decimals, column->flags & COLF_SIGN || cell->sign ? NUM_SIGN : 0));
}

/* Ids and words of a list get air after the comma. */
static void format_list(struct buf *out, const char *list)
{
	for (const char *p = list; *p; p++) {
		buf_char(out, *p);
		if (*p == ',' && p[1] && p[1] != ' ')
			buf_char(out, ' ');
	}
}

static void format_bool(struct buf *out, const struct column *column, const struct cell *cell)
{
	if (column->choices)
		buf_str(out, choice_at(column->choices, cell->num, false));
	else
		buf_str(out, cell->num != 0 ? "ja" : "nej");
}

static void format_json(struct buf *out, const json_t *json)
{
	/* 15 digits: 7.5, never 7.5000000000000001. */
	char *text = json_dumps(json, JSON_REAL_PRECISION(15) | JSON_COMPACT | JSON_ENCODE_ANY);

	if (!text)
		mem_out_of_memory();
	buf_str(out, text);
	free(text);
}

static void format_day(struct buf *out, date_t day)
{
	char text[DATE_TEXT_MAX];

	buf_str(out, date_format(text, day));
}

static void format_period(struct buf *out, const struct cell *cell)
{
	char text[PERIOD_TEXT_MAX];

	buf_str(out, period_format(text, (period_t)cell->num));
}

static void format_status(struct buf *out, enum status status)
{
	const struct status_text *text = status_text(status);

	buf_printf(out, "%s %s", text->sign, text->word);
}

void cell_format(struct buf *out, const struct column *column, const struct cell *cell)
{
	char moment[MOMENT_TEXT_MAX];

	if (cell_missing(column, cell))
		return;
	switch (column->type) {
	case COL_TEXT:
	case COL_ID:
		buf_str(out, strcmp(column->key, "occasion") == 0 ? occasion_label(cell->text) : cell->text);
		break;
	case COL_LIST:
		format_list(out, cell->text);
		break;
	case COL_NUM:
		format_number(out, column, cell);
		break;
	case COL_BOOL:
		format_bool(out, column, cell);
		break;
	case COL_DATE:
		format_day(out, (date_t)cell->num);
		break;
	case COL_MOMENT:
		buf_str(out, moment_format_local(moment, (moment_t)cell->num));
		break;
	case COL_PERIOD:
		format_period(out, cell);
		break;
	case COL_CHOICE:
		buf_str(out, choice_at(column->choices, cell->num, false));
		break;
	case COL_STATUS:
		if (column->flags & COLF_COMPUTED && cell->num == STATUS_NONE)
			buf_printf(out, "%s %s", status_text(STATUS_NONE)->sign, STATUS_NOT_COMPUTED);
		else
			format_status(out, (enum status)cell->num);
		break;
	case COL_JSON:
	case COL_SPARK:
		break; /* nested values are for exports, bars are drawn by who has the glyphs */
	}
}

void cell_format_machine(struct buf *out, const struct column *column, const struct cell *cell)
{
	char text[NUM_TEXT_MAX > MOMENT_TEXT_MAX ? NUM_TEXT_MAX : MOMENT_TEXT_MAX];

	if (cell_missing(column, cell))
		return;
	switch (column->type) {
	case COL_TEXT:
	case COL_ID:
	case COL_LIST:
		buf_str(out, cell->text);
		break;
	case COL_NUM:
		buf_str(out, num_missing(cell->num) ? cell->text : num_machine(text, cell->num));
		break;
	case COL_BOOL:
		buf_str(out, cell->num != 0 ? "true" : "false");
		break;
	case COL_DATE:
		format_day(out, (date_t)cell->num);
		break;
	case COL_MOMENT:
		buf_str(out, moment_format_utc(text, (moment_t)cell->num));
		break;
	case COL_PERIOD:
		format_period(out, cell);
		break;
	case COL_CHOICE:
		buf_str(out, choice_at(column->choices, cell->num, true));
		break;
	case COL_STATUS:
		buf_str(out, status_text((enum status)cell->num)->code);
		break;
	case COL_JSON:
	case COL_SPARK:
		format_json(out, cell->json);
		break;
	}
}

static json_t *list_to_json(const char *list)
{
	json_t *array = json_array();
	struct buf item = { 0 };
	const char *at = NULL, *word;

	while (list && (word = list_next(list, &at, &item)))
		json_array_append_new(array, json_string(word));
	buf_free(&item);
	return array;
}

json_t *num_to_json(double num)
{
	if (num_missing(num))
		return json_null();
	/* 814, not 814.0: scripts compare the text. */
	if (fabs(num) < 1e15 && num == floor(num))
		return json_integer((json_int_t)num);
	return json_real(num);
}

static json_t *text_to_json(const struct column *column, const struct cell *cell)
{
	struct buf text = { 0 };
	json_t *json;

	cell_format_machine(&text, column, cell);
	json = json_string(buf_cstr(&text));
	buf_free(&text);
	return json;
}

json_t *cell_to_json(const struct column *column, const struct cell *cell)
{
	if (column->type == COL_LIST)
		return list_to_json(cell->text);
	if (cell_missing(column, cell))
		return json_null();
	switch (column->type) {
	case COL_NUM:
		return num_missing(cell->num) ? json_string(cell->text) : num_to_json(cell->num);
	case COL_BOOL:
		return json_boolean(cell->num != 0);
	case COL_JSON:
	case COL_SPARK:
		return json_incref(cell->json);
	default:
		return text_to_json(column, cell);
	}
}
