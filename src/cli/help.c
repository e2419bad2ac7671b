/* help.c: --help, made from the tables of commands, exports and settings. */
#include <string.h>

#include "base/text.h"
#include "cli/cli_util.h"
#include "io/settings_table.h"
#include "model/field.h"

static const struct {
	const char *option, *about;
} globals[] = {
	{ "--store KATALOG", "lagret; annars $STYRTAVLA_STORE, inställningen store eller ~/.local/share/styrtavla" },
	{ "--config FIL", "inställningar; annars ~/.config/styrtavla/styrtavla.ini" },
	{ "--plan ID|all", "planen som gäller; annars inställningen plan, årets plan eller den nyaste" },
	{ "--board ID", "bara det som rör nämnden" },
	{ "--as-of TID", "allt som det stod då: 2026-06-30 (dagens slut), \"2026-06-30 12:00\" eller med T och Z i UTC" },
	{ "--today DATUM", "dagen som försenat räknas från; annars i dag, med --as-of den dagen" },
	{ "--readonly", "inget kan ändras" },
	{ "--version", "programmets version" },
	{ "--help", "den här texten; efter ett kommando: om kommandot" },
};

static void put_row(struct buf *out, const char *left, const char *right, int width)
{
	int used = text_width(left);

	buf_printf(out, "  %s%*s%s\n", left, used < width ? width - used + 2 : 2, "", right);
}

static void put_exports(struct buf *out)
{
	buf_str(out, "\nVAD:\n");
	for (size_t i = 0; i < query_nexports; i++)
		put_row(out, query_exports[i].what, query_exports[i].about, 14);
}

/* What may be written in a field that does not take any text. */
static void put_values(struct buf *out, const struct field *field)
{
	bool any = false;

	if (field->type != FT_CHOICE) {
		if (field->flags & FIELD_FIXED && field->type == FT_TEXT && field->hint)
			buf_printf(out, "      %s: %s\n", field->key, field->hint);
		return;
	}
	buf_printf(out, "      %s:", field->key);
	for (int i = 1; choice_at(field->choices, i); i++, any = true)
		buf_printf(out, "%s %s", any ? "," : "", choice_at(field->choices, i)->code);
	buf_char(out, '\n');
}

static void put_kinds(struct buf *out)
{
	buf_str(out, "\nSLAG och deras fält (* måste finnas):\n");
	for (int k = 1; k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		if (!type || !(type->flags & TYPE_SETTABLE))
			continue;
		buf_printf(out, "  %s (%s):", type->name, type->label);
		for (size_t i = 0; i < type->nfields; i++)
			buf_printf(out, " %s%s", type->fields[i].key, type->fields[i].flags & FIELD_REQUIRED ? "*" : "");
		buf_char(out, '\n');
		for (size_t i = 0; i < type->nfields; i++)
			put_values(out, &type->fields[i]);
	}
}

static void put_all(struct buf *out)
{
	buf_str(out, "Användning: styrtavla [FLAGGOR] [KOMMANDO …]\n\n"
		"Mål, budget och uppföljning på en skärm. Utan kommando visas styrtavlan.\n\nFlaggor:\n");
	for (size_t i = 0; i < COUNT_OF(globals); i++)
		put_row(out, globals[i].option, globals[i].about, 16);
	buf_str(out, "\nKommandon:\n");
	for (size_t i = 0; i < cli_ncommands; i++) {
		if (!cli_commands[i].later)
			put_row(out, cli_commands[i].name, cli_commands[i].about, 8);
	}
	buf_str(out, "\nInställningar i styrtavla.ini:\n");
	for (size_t i = 0; i < settings_table_n; i++)
		put_row(out, settings_table[i].key, settings_table[i].about, 8);
	buf_str(out, "\nSlutvärden: 0 klart, 1 brister hittade (check), 2 fel användning, 3 fel i indata, 4 fel på lagret,\n"
		"5 någon annan hann ändra.\nMer: styrtavla(1), styrtavla.ini(5), styrtavla-plan(5), styrtavla-export(7).\n");
}

int cli_help(const struct command *command)
{
	struct buf out = { 0 };

	if (!command) {
		put_all(&out);
		return cli_answer(&out, 0);
	}
	if (command->later)
		return cli_later(command->name);
	buf_printf(&out, "Användning: styrtavla %s %s\n\n%s\n", command->name, command->usage, command->about);
	if (strcmp(command->name, "export") == 0)
		put_exports(&out);
	if (strcmp(command->name, "add") == 0 || strcmp(command->name, "set") == 0)
		put_kinds(&out);
	return cli_answer(&out, 0);
}
