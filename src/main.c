/* main.c: environment, locale, options, and which command. */
#include <fcntl.h>
#include <locale.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "cli/cli_util.h"
#include "ui/dashboard.h"
#include "widget/keys.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0.1.0"
#endif

enum { OPT_STORE = 256, OPT_CONFIG, OPT_PLAN, OPT_BOARD, OPT_AS_OF, OPT_TODAY, OPT_READONLY };

static const struct option global_options[] = {
	{ "store", required_argument, NULL, OPT_STORE }, { "config", required_argument, NULL, OPT_CONFIG },
	{ "plan", required_argument, NULL, OPT_PLAN }, { "board", required_argument, NULL, OPT_BOARD },
	{ "as-of", required_argument, NULL, OPT_AS_OF }, { "today", required_argument, NULL, OPT_TODAY },
	{ "readonly", no_argument, NULL, OPT_READONLY }, { "version", no_argument, NULL, 'V' },
	{ "help", no_argument, NULL, 'h' }, { 0 },
};

/* A file opened as descriptor 0, 1 or 2 would get what is meant for the terminal: the store's data file, for one. Opened the
 * wrong way round, so that using them fails aloud. */
static void fill_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			_exit(ERR_STORE);
	}
}

/* LMDB reads a damaged file as it reads a sound one, and falls over it. While the dashboard is up it has a handler of its own. */
static void on_crash(int sig)
{
	static const char text[] = "styrtavla: ett fel i programmet eller en skadad fil i lagret stoppade det. Sparade ändringar "
		"finns kvar: kontrollera disken, och kopiera lagret innan det öppnas igen.\n";

	(void)sig;
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(ERR_STORE);
	_exit(ERR_STORE);
}

static void install_signals(void)
{
	static const int fatal[] = { SIGSEGV, SIGBUS };
	static char stack[64 * 1024];
	const stack_t alternate = { .ss_sp = stack, .ss_size = sizeof(stack) };
	struct sigaction action = { .sa_handler = on_crash, .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND) };

	sigemptyset(&action.sa_mask);
	sigaltstack(&alternate, NULL);
	for (size_t i = 0; i < COUNT_OF(fatal); i++)
		sigaction(fatal[i], &action, NULL);
	/* A reader that goes away, or a file that may not grow, is an error that is told, not a silent end. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

/* Only characters follow the environment. Without UTF-8 there, text is still UTF-8 in here, and drawing is ASCII. */
static bool set_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	setlocale(LC_CTYPE, "C.UTF-8");
	return false;
}

/* ---- options ---------------------------------------------------------------------------------------------- */

static int read_moment(const char *text, moment_t *moment)
{
	if (moment_parse(text, moment))
		return 0;
	return cli_usage(NULL, "--as-of %s: skriv 2026-06-30 eller \"2026-06-30 12:00\"", text);
}

static int read_today(struct options *options, const char *text)
{
	options->today_given = true;
	if (date_parse_iso(text, &options->today))
		return 0;
	return cli_usage(NULL, "--today %s: skriv 2026-09-02", text);
}

static int read_option(struct options *options, int c)
{
	switch (c) {
	case OPT_STORE:
		options->store = optarg;
		return *optarg ? 0 : cli_usage(NULL, "--store är tom");
	case OPT_CONFIG:
		options->config = optarg;
		return 0;
	case OPT_PLAN:
		options->plan = optarg;
		return 0;
	case OPT_BOARD:
		options->board = *optarg ? optarg : NULL; /* "$BOARD" that is not set */
		return 0;
	case OPT_AS_OF:
		return read_moment(optarg, &options->as_of);
	case OPT_TODAY:
		return read_today(options, optarg);
	case OPT_READONLY:
		options->readonly = true;
		return 0;
	default:
		return ERR_USAGE;
	}
}

static int version(void)
{
	struct buf out = { 0 };

	buf_str(&out, "styrtavla " PACKAGE_VERSION "\n");
	return cli_answer(&out, 0);
}

/* What is wrong in the settings is told and the rest is used, except where the file was asked for by name. */
static int read_settings(struct options *options, char **notice)
{
	struct vec errors = { 0 };
	struct err err = { 0 };
	int rc = settings_read(&options->settings, options->config, &errors, &err);

	cli_say_all(&errors, 0);
	if (errors.n)
		*notice = mem_strdup(errors.items[0]);
	vec_free_all(&errors, free);
	return options->config ? rc : 0;
}

/* ---- what to run ------------------------------------------------------------------------------------------ */

/* Keys that would leave the dashboard without a way out are not used: an ini found by itself must not lock anyone out. */
static void drop_bad_keys(struct options *options, char **notice)
{
	struct settings *settings = &options->settings;
	struct keymap map;
	struct err err = { 0 };
	int rc = 0;

	keymap_default(&map);
	for (size_t i = 0; !rc && i < settings->key_actions.n; i++) {
		rc = keymap_set(&map, settings->key_actions.items[i], settings->key_names.items[i], &err);
		if (rc)
			err_prefix(&err, "%s", (const char *)settings->key_lines.items[i]);
	}
	if (!rc && !keymap_check(&map, &err))
		return;
	vec_free_all(&settings->key_actions, free);
	vec_free_all(&settings->key_names, free);
	vec_free_all(&settings->key_lines, free);
	if (!*notice)
		*notice = mem_printf("%s; tangenterna är de vanliga", err.text);
}

/* "/home/…/styrtavla.ini:2: …" from the file's name on: the bottom line is short. */
static const char *without_directory(const char *notice)
{
	const char *end = notice ? strchr(notice, ':') : NULL;

	while (end && end > notice && end[-1] != '/')
		end--;
	return end ? end : notice;
}

/* Before the first plan there is nothing to show. */
static int check_moment(const struct options *options, struct store *store, struct err *err)
{
	struct dataset ds;
	int rc;

	if (options->as_of == MOMENT_NOW)
		return 0;
	rc = dataset_load(&ds, store, cli_plan(options), options->as_of, cli_today(options, store), err);
	if (rc)
		return rc;
	rc = cli_existed(options, &ds, err);
	dataset_free(&ds);
	return rc;
}

static int run_dashboard(struct options *options, char **notice)
{
	struct dashboard_options how = {
		.plan = cli_plan(options),
		.board = options->board,
		.as_of = options->as_of,
		.today = options->today,
		.today_given = options->today_given,
		.readonly = options->readonly,
		.settings = &options->settings,
	};
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (!options->config)
		drop_bad_keys(options, notice);
	how.notice = without_directory(*notice);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return cli_usage(NULL, "styrtavlan behöver en terminal; utan en går kommandon som status och export");
	if (cli_open(options, true, &store, &err))
		return cli_fail(&err);
	how.today = cli_today_now(options, store);
	how.today_fixed = options->today_given || store_is_demo(store);
	rc = check_moment(options, store, &err);
	if (!rc)
		rc = dashboard_run(store, &how, &err);
	store_close(store);
	if (*notice) /* what was written before went away with the screen */
		cli_say("%s", *notice);
	return rc && err.code ? cli_fail(&err) : rc;
}

static bool wants_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0)
			return true;
	}
	return false;
}

static int run_command(struct options *options, int argc, char **argv)
{
	const struct command *command = cli_command(argv[0]);
	const char *nearest;

	if (command && wants_help(argc, argv))
		return cli_help(command);
	if (command)
		return command->run(options, argc, argv);
	if (strcmp(argv[0], "help") == 0)
		return cli_help(argc > 1 ? cli_command(argv[1]) : NULL);
	nearest = cli_nearest(argv[0]);
	if (nearest)
		return cli_usage(NULL, "okänt kommando %s; menades %s?", argv[0], nearest);
	return cli_usage(NULL, "okänt kommando %s", argv[0]);
}

static int run(struct options *options, bool utf8, int argc, char **argv, char **notice)
{
	int rc = read_settings(options, notice);

	if (rc)
		return rc;
	if (!utf8)
		options->settings.glyphs = GLYPHS_ASCII;
	if (!options->today_given)
		options->today = moment_to_date(moment_now());
	return argc ? run_command(options, argc, argv) : run_dashboard(options, notice);
}

int main(int argc, char **argv)
{
	struct options options = { .as_of = MOMENT_NOW, .today = DATE_NONE };
	char *notice = NULL; /* the first thing that is wrong in the settings */
	bool utf8;
	int c, rc = 0;

	fill_descriptors();
	install_signals();
	utf8 = set_locale();
	while (!rc && (c = cli_getopt(argc, argv, "+:hV", global_options)) != -1) {
		if (c == 'h')
			return cli_help(NULL);
		if (c == 'V')
			return version();
		rc = read_option(&options, c);
	}
	if (!rc)
		rc = run(&options, utf8, argc - optind, argv + optind, &notice);
	free(notice);
	settings_free(&options.settings);
	return rc;
}
