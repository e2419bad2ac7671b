/* cli.c: the table of commands, and how they get at the store. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "cli/demo.h"

static int not_yet(const struct options *options, int argc, char **argv)
{
	(void)options;
	(void)argc;
	return cli_later(argv[0]);
}

const struct command cli_commands[] = {
	{ "init", cli_init, "", "skapa lagret ur planerna som följer med", false },
	{ "plan", cli_plan_command, "load FIL… [--dry-run]", "läs in eller uppdatera en plan; tar aldrig bort något", false },
	{ "import", cli_import, "FIL… [--format F] [--map FIL] [--sheet NAMN] [--metric ID] [--organisation ID] [--source TEXT] "
		"[--add-unknown] [--dry-run] [--quiet]", "läs in siffror eller prognoser; formatet syns på innehållet", false },
	{ "export", cli_export, "VAD [--format json|csv] [-o FIL] [--board ID] [--indicator ID] [--organisation ID] "
		"[--period P] [--gender T|K|M] [--year ÅR] [--swedish] [--raw]", "skriv ut uppgifter för andra program", false },
	{ "status", cli_status, "[ID…] [--explain] [--since TILLFÄLLE|TID] [--format text|json]",
		"beräknat och bedömt läge, med skäl", false },
	{ "check", cli_check, "[--occasion TILLFÄLLE] [--format text|json]", "vad som saknas, är sent eller inte stämmer", false },
	{ "set", cli_set, "SLAG ID FÄLT=VÄRDE… [--if-revision N]", "ändra en uppgift", false },
	{ "add", cli_add, "SLAG FÄLT=VÄRDE…", "lägg till en uppgift; skriver ut dess id", false },
	{ "undo", cli_undo, "[NR]", "ångra den senaste egna ändringen, eller den som har numret NR i journalen", false },
	{ "log", cli_log, "[--since TID] [--board ID]", "journalen: vem som ändrade vad, och när", false },
	{ "report", not_yet, "", "", true },
	{ "publish", not_yet, "", "", true },
	{ "backup", not_yet, "FIL", "", true },
	{ "restore", not_yet, "FIL", "", true },
	{ "verify", not_yet, "", "", true },
	{ "doctor", not_yet, "", "", true },
};
const size_t cli_ncommands = COUNT_OF(cli_commands);

const struct command *cli_command(const char *name)
{
	for (size_t i = 0; i < cli_ncommands; i++) {
		if (strcmp(cli_commands[i].name, name) == 0)
			return &cli_commands[i];
	}
	return NULL;
}

/* How many letters must be changed, added or taken away; words are short. */
static size_t distance(const char *a, const char *b)
{
	size_t row[32];
	size_t n = strlen(b);

	if (n >= COUNT_OF(row) || strlen(a) >= COUNT_OF(row))
		return n + strlen(a);
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t corner = row[0];

		row[0] = i + 1;
		for (size_t j = 0; j < n; j++) {
			size_t best = corner + (a[i] != b[j]);

			corner = row[j + 1];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (corner + 1 < best)
				best = corner + 1;
			row[j + 1] = best;
		}
	}
	return row[n];
}

const char *cli_nearest(const char *word)
{
	const char *best = NULL;
	size_t least = 3;

	for (size_t i = 0; i < cli_ncommands; i++) {
		size_t d = cli_commands[i].later ? least : distance(word, cli_commands[i].name);

		/* Half of a short word changed makes any other: foo is not log. */
		if (d < least && 2 * d <= strlen(word)) {
			least = d;
			best = cli_commands[i].name;
		}
	}
	return best;
}

/* ---- the store -------------------------------------------------------------------------------------------- */

char *cli_store_path(const struct options *options)
{
	const char *store = getenv("STYRTAVLA_STORE");
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	const char *configured = options->settings.store;

	if (options->store)
		return mem_strdup(options->store);
	if (store && *store)
		return mem_strdup(store);
	if (configured && strncmp(configured, "~/", 2) == 0 && home)
		return mem_printf("%s/%s", home, configured + 2);
	if (configured && *configured)
		return mem_strdup(configured);
	if (data && *data == '/')
		return mem_printf("%s/styrtavla", data);
	return mem_printf("%s/.local/share/styrtavla", home ? home : "");
}

static void tell_damage(const char *what, void *user)
{
	(void)user;
	cli_say("varning: %s", what);
}

static int close_with(struct store **store, int rc)
{
	store_close(*store);
	*store = NULL;
	return rc;
}

/* A store that was only just made is filled, or the next start would find it empty. */
static int fill(struct store **store, struct err *err)
{
	int rc = store_is_demo(*store) ? demo_fill(*store, err) : cli_fill_reference(*store, err);

	if (!rc)
		return 0;
	err_prefix(err, "lagret i %s kunde inte fyllas, nästa start försöker igen", store_path(*store));
	return close_with(store, rc);
}

/* Half a store would be read as the whole of it: what is not in it yet would seem not to exist. */
static int unfinished(struct store **store, struct err *err)
{
	err_set(err, ERR_STORE, "lagret i %s blev inte färdigt när det skapades: kör »styrtavla init« så fylls det på",
			store_path(*store));
	return close_with(store, ERR_STORE);
}

static int open_store(const struct options *options, bool create, bool demo, struct store **store, bool *made, struct err *err)
{
	char *path = cli_store_path(options);
	struct store_options how = {
		.readonly = options->readonly,
		.create = create && !options->readonly,
		.demo = demo,
		.demo_day = demo_day(),
		.map_gib = (unsigned)options->settings.map_gib,
		.role = options->settings.role && *options->settings.role ? options->settings.role : NULL,
	};
	int rc = store_open(store, path, &how, err);

	free(path);
	if (rc)
		return rc;
	store_on_damage(*store, tell_damage, NULL);
	*made = store_is_filling(*store) || store_is_empty(*store);
	if (!*made)
		return 0;
	return how.create ? fill(store, err) : unfinished(store, err);
}

int cli_open(const struct options *options, bool create, struct store **store, struct err *err)
{
	bool made;

	return open_store(options, create, false, store, &made, err);
}

int cli_open_new(const struct options *options, struct store **store, bool *made, struct err *err)
{
	return open_store(options, true, false, store, made, err);
}

int cli_open_demo(const struct options *options, struct store **store, bool *made, struct err *err)
{
	return open_store(options, true, true, store, made, err);
}

date_t cli_today(const struct options *options, const struct store *store)
{
	if (!options->today_given && options->as_of != MOMENT_NOW)
		return moment_to_date(options->as_of);
	return cli_today_now(options, store);
}

date_t cli_today_now(const struct options *options, const struct store *store)
{
	return store_is_demo(store) && !options->today_given ? store_demo_day(store) : options->today;
}
