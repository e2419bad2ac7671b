/* cli_util.h: what the files of the command line share: messages, answers, options. */
#ifndef STYRTAVLA_CLI_UTIL_H
#define STYRTAVLA_CLI_UTIL_H

#include <getopt.h>

#include "cli/cli.h"
#include "query/queries.h"

/* Prints "styrtavla: <text>" (cleaned) to stderr. */
void cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Wrong usage: says what, and where to read on (command NULL: --help). Returns ERR_USAGE. */
int cli_usage(const char *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "finns inte ännu". Returns ERR_USAGE. */
int cli_later(const char *what);
/* Up to 100 messages (char *), one a line, and how many there were beyond them. total 0: as many as there are. */
void cli_say_all(const struct vec *messages, size_t total);

enum cli_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };
/* Appends s, cleaned for the terminal. */
void cli_text(struct buf *out, const char *s);
/* What is told of a demo store says so: as a text first of all, as an export on every row. */
void cli_mark(struct buf *out, struct result *res, const struct store *store, enum cli_format format);
/* Writes the answer to standard out and empties out; rc is what the command returns if that went well. */
int cli_answer(struct buf *out, int rc);

/* The next option of a command, as getopt_long, options before and after other words; unknown ones are told: '?'. */
int cli_getopt(int argc, char **argv, const char *shorts, const struct option *longs);
/* Starts over, for a command's own argv. */
void cli_getopt_start(void);

/* Reads --format; false (told) where the word is none of those in `allowed`, a bit a format. */
bool cli_format(const char *command, const char *word, unsigned allowed, enum cli_format *format);

/* Edits are made now: refuses --as-of and --readonly. 0 or ERR_USAGE. */
int cli_may_edit(const struct options *options, const char *command);
/* cli_load for commands that only read. */
int cli_load_reading(const struct options *options, struct store **store, struct dataset *ds, struct err *err);
/* The plan that --plan or the configuration names; NULL: the year's. */
const char *cli_plan(const struct options *options);
/* 0, or ERR_INPUT where --as-of is before the first plan and none was asked for by name. */
int cli_existed(const struct options *options, const struct dataset *ds, struct err *err);
/* Ids that people may write by name. 0 and the id (borrowed from ds), or ERR_INPUT. name NULL gives NULL. */
int cli_board(const struct dataset *ds, const char *name, const char **id, struct err *err);
int cli_organisation(const struct dataset *ds, const char *name, const char **id, struct err *err);
/* A text cell of a row by key; "" if there is none. */
const char *cli_cell(const struct result *res, const struct row *row, const char *key);

/* Reads a command's name that was spelled wrong: the nearest command, or NULL. */
const char *cli_nearest(const char *word);
const struct command *cli_command(const char *name);
/* --help, and COMMAND --help (command NULL: all). */
int cli_help(const struct command *command);

/* Tells what a load did or would do; see plan.c. */
struct plan_set;
int cli_store_plans(struct store *store, struct plan_set *set, size_t *saved, struct err *err);

/* The commands (cli.c has the table). */
int cli_init(const struct options *options, int argc, char **argv);
int cli_plan_command(const struct options *options, int argc, char **argv);
int cli_import(const struct options *options, int argc, char **argv);
int cli_export(const struct options *options, int argc, char **argv);
int cli_status(const struct options *options, int argc, char **argv);
int cli_check(const struct options *options, int argc, char **argv);
int cli_set(const struct options *options, int argc, char **argv);
int cli_add(const struct options *options, int argc, char **argv);
int cli_undo(const struct options *options, int argc, char **argv);
int cli_log(const struct options *options, int argc, char **argv);

#endif
