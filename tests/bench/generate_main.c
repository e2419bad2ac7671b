/* generate_main.c: `generate [--kpis N | --size 1M|14M|140M] [--revision N] [--shuffled] csv|json|store|plans OUT`: the
 * figures of generate.h as a CSV file ("-": standard output), Kolada pages in a directory that is there, or a batch in a store;
 * plans: a new store with all that the dashboard is measured on (fill.h), made with $STYRTAVLA. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/fill.h"

static int usage(void)
{
	fputs("generate [--kpis N | --size 1M|14M|140M] [--revision N] [--shuffled] csv|json|store|plans OUT\n", stderr);
	return 2;
}

static int say(const char *what)
{
	fprintf(stderr, "generate: %s\n", what);
	return 1;
}

static int to_csv(const struct generate *what, const char *path)
{
	FILE *f = strcmp(path, "-") ? fopen(path, "w") : stdout;

	if (!f)
		return say("filen kan inte skrivas");
	generate_csv(what, f);
	return fclose(f) ? say("filen kunde inte skrivas") : 0;
}

static int to_store(const struct generate *what, const char *dir)
{
	struct store_options options = { .create = true };
	struct batch batch = { 0 };
	struct import *import;
	struct store *store;
	struct err err;

	if (store_open(&store, dir, &options, &err))
		return say(err.text);
	int rc = import_begin(store, "generate", "", "påhittat", "", &import, &err);
	if (rc == 0 && (rc = generate_import(what, import, &err)))
		import_abandon(import);
	else if (rc == 0)
		rc = import_publish(import, &batch, &err);
	store_close(store);
	if (rc)
		return say(err.text);
	printf("%llu nya, %llu ändrade, %llu lika\n", (unsigned long long)batch.added, (unsigned long long)batch.changed,
			(unsigned long long)batch.equal);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	return 0;
}

static unsigned size_kpis(const char *size)
{
	return !strcmp(size, "1M") ? GENERATE_1M : !strcmp(size, "14M") ? GENERATE_14M : !strcmp(size, "140M") ? GENERATE_140M : 0;
}

int main(int argc, char **argv)
{
	struct generate what = { .kpis = GENERATE_1M };
	int i = 1;

	for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
		if (!strcmp(argv[i], "--shuffled"))
			what.shuffled = true;
		else if (i + 1 == argc)
			return usage();
		else if (!strcmp(argv[i], "--kpis"))
			what.kpis = (unsigned)strtoul(argv[++i], NULL, 10);
		else if (!strcmp(argv[i], "--size"))
			what.kpis = size_kpis(argv[++i]);
		else if (!strcmp(argv[i], "--revision"))
			what.revision = (unsigned)strtoul(argv[++i], NULL, 10);
		else
			return usage();
	}
	if (argc - i != 2 || what.kpis == 0 || what.kpis > 9999)
		return usage();
	if (!strcmp(argv[i], "csv"))
		return to_csv(&what, argv[i + 1]);
	if (!strcmp(argv[i], "json"))
		return generate_json(&what, argv[i + 1]) ? 0 : say("sidorna kunde inte skrivas");
	if (!strcmp(argv[i], "plans")) {
		const char *program = getenv("STYRTAVLA");
		fill_store(program ? program : "styrtavla", argv[i + 1], what.kpis, FILL_ACTIVITIES);
		return 0;
	}
	return !strcmp(argv[i], "store") ? to_store(&what, argv[i + 1]) : usage();
}
