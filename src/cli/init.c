/* init.c: styrtavla init. */
#include <stdlib.h>

#include "cli/cli_util.h"

static int make(const struct options *options, const char *path)
{
	struct store *store;
	struct err err = { 0 };
	struct buf out = { 0 };

	if (cli_open(options, true, &store, &err))
		return cli_fail(&err);
	buf_str(&out, "lagret är skapat i ");
	cli_text(&out, path);
	buf_char(&out, '\n');
	store_close(store);
	return cli_answer(&out, 0);
}

int cli_init(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = { { "demo", no_argument, NULL, 'd' }, { 0 } };
	char *path;
	int c, rc;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == 'd')
			return cli_later("init --demo");
		return ERR_USAGE;
	}
	if (optind < argc)
		return cli_usage("init", "init tar inga ord (%s); lagret väljs med --store", argv[optind]);
	rc = cli_may_edit(options, "init");
	if (rc)
		return rc;
	path = cli_store_path(options);
	if (store_exists(path)) {
		cli_say("det finns redan ett lager i %s", path);
		rc = ERR_STORE;
	} else {
		rc = make(options, path);
	}
	free(path);
	return rc;
}
