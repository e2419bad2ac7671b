/* init.c: styrtavla init. */
#include "cli/cli_util.h"

static int make(const struct options *options)
{
	struct store *store;
	struct err err = { 0 };
	struct buf out = { 0 };
	bool made;

	if (cli_open_new(options, &store, &made, &err))
		return cli_fail(&err);
	if (made) {
		buf_str(&out, "lagret är skapat i ");
		cli_text(&out, store_path(store));
		buf_char(&out, '\n');
	} else {
		cli_say("det finns redan ett lager i %s", store_path(store));
	}
	store_close(store);
	return made ? cli_answer(&out, 0) : ERR_STORE;
}

int cli_init(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = { { "demo", no_argument, NULL, 'd' }, { 0 } };
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
	return rc ? rc : make(options);
}
