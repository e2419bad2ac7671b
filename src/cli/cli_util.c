/* cli_util.c: see the header. */
#include "cli/cli_util.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/outfile.h"

/* ---- messages --------------------------------------------------------------------------------------------- */

static void put_message(const char *prefix, const char *text)
{
	struct buf line = { 0 };
	struct err ignored = { 0 };

	buf_str(&line, prefix);
	text_clean(&line, text, strlen(text), 0);
	buf_char(&line, '\n');
	/* One write, so that messages of several processes do not mix; there is nowhere to tell that it failed. */
	(void)outfile_put(STDERR_FILENO, line.data, line.len, &ignored);
	buf_free(&line);
}

void cli_say(const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	put_message("styrtavla: ", buf_cstr(&text));
	buf_free(&text);
}

int cli_fail(const struct err *err)
{
	put_message("styrtavla: ", err->text);
	return err->code;
}

int cli_usage(const char *command, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	buf_printf(&text, " (se styrtavla %s%s--help)", command ? command : "", command ? " " : "");
	put_message("styrtavla: ", buf_cstr(&text));
	buf_free(&text);
	return ERR_USAGE;
}

int cli_later(const char *what)
{
	cli_say("%s finns inte ännu", what);
	return ERR_USAGE;
}

void cli_say_all(const struct vec *messages, size_t total)
{
	size_t shown = messages->n < 100 ? messages->n : 100;

	if (total < messages->n)
		total = messages->n;
	for (size_t i = 0; i < shown; i++)
		put_message("styrtavla: ", messages->items[i]);
	if (total > shown)
		cli_say("… och %zu fel till; %zu fel i allt", total - shown, total);
}

/* ---- answers ---------------------------------------------------------------------------------------------- */

void cli_text(struct buf *out, const char *s)
{
	text_clean(out, s ? s : "", s ? strlen(s) : 0, 0);
}

void cli_mark(struct buf *out, struct result *res, const struct store *store, enum cli_format format)
{
	res->demo = store_is_demo(store);
	if (res->demo && format == FORMAT_TEXT)
		buf_str(out, DEMO_WORDS "\n");
}

int cli_answer(struct buf *out, int rc)
{
	struct err err = { 0 };

	if (outfile_put(STDOUT_FILENO, buf_cstr(out), out->len, &err))
		rc = cli_fail(&err);
	buf_free(out);
	return rc;
}

const char *cli_cell(const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);

	return column >= 0 && row->cells[column].text ? row->cells[column].text : "";
}

/* ---- options ---------------------------------------------------------------------------------------------- */

void cli_getopt_start(void)
{
	optind = 0; /* glibc: forget the state of the argv before */
}

int cli_getopt(int argc, char **argv, const char *shorts, const struct option *longs)
{
	const char *command = strchr(shorts, '+') ? NULL : argv[0];
	int c;

	opterr = 0;
	optopt = 0;
	c = getopt_long(argc, argv, shorts, longs, NULL);
	if (c == ':') {
		cli_usage(command, "%s kräver ett värde", argv[optind - 1]);
		return '?';
	}
	if (c == '?' && optopt && optopt < 128 && strncmp(argv[optind - 1], "--", 2) != 0)
		cli_usage(command, "okänd flagga -%c", optopt);
	else if (c == '?')
		cli_usage(command, "okänd eller tvetydig flagga %s", argv[optind - 1]);
	return c;
}

bool cli_format(const char *command, const char *word, unsigned allowed, enum cli_format *format)
{
	static const char *const words[] = { "text", "json", "csv" };
	struct buf list = { 0 };

	for (unsigned i = 0; i < COUNT_OF(words); i++) {
		if (!(allowed & 1u << i))
			continue;
		if (strcmp(word, words[i]) == 0) {
			*format = (enum cli_format)i;
			buf_free(&list);
			return true;
		}
		buf_printf(&list, "%s%s", list.len ? " eller " : "", words[i]);
	}
	if (strcmp(word, "xlsx") == 0 && allowed & 1u << FORMAT_CSV)
		cli_later("formatet xlsx");
	else
		cli_usage(command, "okänt format %s; här väntades %s", word, buf_cstr(&list));
	buf_free(&list);
	return false;
}

int cli_may_edit(const struct options *options, const char *command)
{
	if (options->readonly)
		return cli_usage(command, "--readonly: inget får ändras");
	if (options->as_of != MOMENT_NOW)
		return cli_usage(command, "--as-of visar det som var; ändringar görs nu");
	return 0;
}

/* ---- data ------------------------------------------------------------------------------------------------- */

const char *cli_plan(const struct options *options)
{
	if (options->plan)
		return options->plan;
	return options->settings.plan && *options->settings.plan ? options->settings.plan : NULL;
}

int cli_existed(const struct options *options, const struct dataset *ds, struct err *err)
{
	if (options->as_of == MOMENT_NOW || cli_plan(options) || dataset_list(ds, REC_PLAN)->n)
		return 0;
	return err_set(err, ERR_INPUT, "planen fanns inte då: lagret hade ingen plan vid den tidpunkten");
}

int cli_load(const struct options *options, struct store **store, struct dataset *ds, struct err *err)
{
	int rc = cli_open(options, false, store, err);

	if (rc)
		return rc;
	rc = dataset_load(ds, *store, cli_plan(options), options->as_of, cli_today(options, *store), err);
	if (!rc)
		dataset_set_eves(ds, (enum eves)options->settings.aftnar);
	if (!rc)
		rc = cli_existed(options, ds, err);
	if (rc) {
		dataset_free(ds);
		store_close(*store);
		*store = NULL;
	}
	return rc;
}

int cli_load_reading(const struct options *options, struct store **store, struct dataset *ds, struct err *err)
{
	struct options reading = *options;

	reading.readonly = true;
	return cli_load(&reading, store, ds, err);
}

int cli_board(const struct dataset *ds, const char *name, const char **id, struct err *err)
{
	const struct record_list *all = dataset_list(ds, REC_BOARD);
	const struct board *board = name ? dataset_board_named(ds, name) : NULL;
	struct buf ids = { 0 };

	*id = board ? board->rec.id : NULL;
	if (!name || board)
		return 0;
	for (size_t i = 0; i < all->n; i++)
		buf_printf(&ids, "%s%s", i ? ", " : "", all->items[i]->id);
	err_set(err, ERR_INPUT, "nämnden %s finns inte; det finns %s", name, buf_cstr(&ids));
	buf_free(&ids);
	return ERR_INPUT;
}

int cli_organisation(const struct dataset *ds, const char *name, const char **id, struct err *err)
{
	const struct organisation *organisation = name ? dataset_organisation_named(ds, name) : NULL;
	const struct board *board = name && !organisation ? dataset_board_named(ds, name) : NULL;

	*id = NULL;
	if (organisation)
		*id = organisation->rec.id;
	else if (board)
		*id = board->rec.id;
	else if (name && strlen(name) == 4 && strspn(name, "0123456789") == 4)
		*id = name; /* Kolada's code of a place nobody has named yet may have figures all the same */
	else if (name)
		return err_set(err, ERR_INPUT, "organisationen %s finns inte", name);
	return 0;
}
