/* cli.h: the command line: one file a subcommand, one table of them all.
 *
 * Each command gets the options that stood before its name and its own arguments, opens what it needs through cli_open, and
 * returns an exit code (err.h). Messages go to stderr as "styrtavla: …" through cli_fail, answers to stdout. */
#ifndef STYRTAVLA_CLI_H
#define STYRTAVLA_CLI_H

#include "base/date.h"
#include "base/err.h"
#include "io/settings.h"
#include "query/dataset.h"
#include "store/store.h"

struct options {
	const char *store, *config, *plan, *board; /* NULL = not given */
	moment_t as_of;      /* MOMENT_NOW unless --as-of */
	date_t today;        /* --today, else the day it is in Stockholm */
	bool today_given, readonly;
	struct settings settings;
};

struct command {
	const char *name;
	int (*run)(const struct options *options, int argc, char **argv); /* argv[0] is the command's name */
	const char *usage;   /* after the name, as in --help */
	const char *about;   /* Swedish, one line */
	bool later;          /* not there yet: not listed, answers "finns inte ännu" with exit 2 */
};
extern const struct command cli_commands[];
extern const size_t cli_ncommands;

/* Prints "styrtavla: <text>" (cleaned) to stderr and returns err->code. */
int cli_fail(const struct err *err);
/* The directory of the store: --store, $STYRTAVLA_STORE, the configuration, $XDG_DATA_HOME/styrtavla. Caller frees. */
char *cli_store_path(const struct options *options);
/* Opens the store; makes it from the reference plans where there is none and create is set. */
int cli_open(const struct options *options, bool create, struct store **store, struct err *err);
/* cli_open with create; *made tells whether there was no store, or one whose making was cut short. */
int cli_open_new(const struct options *options, struct store **store, bool *made, struct err *err);
/* cli_open and dataset_load by the options. */
int cli_load(const struct options *options, struct store **store, struct dataset *ds, struct err *err);
/* The day it is now: --today; in a demo store the day it is seen from; else today. */
date_t cli_today_now(const struct options *options, const struct store *store);
/* The day lateness is judged by: --today; with --as-of the day of that moment; else the day it is now. */
date_t cli_today(const struct options *options, const struct store *store);
/* A demo store (demo.h) is made instead of one of the reference plans; *made as above. A store there is stays what it is. */
int cli_open_demo(const struct options *options, struct store **store, bool *made, struct err *err);
/* The reference plans only, without figures. */
int cli_fill_plans(struct store *store, struct err *err);
/* Fills a store with the reference plans and figures that are compiled in. What is there already is left: it may be called
 * again where it was cut short. */
int cli_fill_reference(struct store *store, struct err *err);

#endif
