/* init.c: styrtavla init. */
#include "cli/cli_util.h"

static int make(const struct options *options, bool demo)
{
	struct store *store;
	struct err err = { 0 };
	struct buf out = { 0 };
	bool made;

	if (demo ? cli_open_demo(options, &store, &made, &err) : cli_open_new(options, &store, &made, &err))
		return cli_fail(&err);
	if (made && demo && !store_is_demo(store)) {
		/* One that was begun as a real store is one. */
		cli_say("lagret i %s är inget demolager: välj en annan katalog med --store", store_path(store));
		made = false;
	} else if (made) {
		buf_str(&out, demo ? "demolagret (DEMO – påhittade värden) är skapat i " : "lagret är skapat i ");
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
	bool demo = false;
	int c, rc;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c != 'd')
			return ERR_USAGE;
		demo = true;
	}
	if (optind < argc)
		return cli_usage("init", "init tar inga ord (%s); lagret väljs med --store", argv[optind]);
	rc = cli_may_edit(options, "init");
	return rc ? rc : make(options, demo);
}
