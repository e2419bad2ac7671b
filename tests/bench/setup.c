/* setup.c: see the header. */
#include "bench/setup.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/report.h"
#include "screen/pty.h"

static char *home;

enum setup_size setup_size(void)
{
	return report_quick() ? SETUP_QUICK : getenv("BENCH_FULL") ? SETUP_FULL : SETUP_MIDDLE;
}

int setup_rounds(void)
{
	return report_quick() ? 1 : 3;
}

const char *setup_program(const char *name)
{
	const char *value = getenv(name);

	if (!value || access(value, X_OK))
		report_give_up(name, "är inget program; kör make bench");
	return value;
}

const char *setup_home(void)
{
	char dir[] = "bench-XXXXXX";

	if (!home && (!mkdtemp(dir) || !(home = realpath(dir, NULL))))
		report_give_up(dir, "katalogen kunde inte skapas");
	return home;
}

char *setup_path(const char *name)
{
	return mem_printf("%s/%s", setup_home(), name);
}

char *setup_store(const char *name)
{
	const char *kept = getenv("BENCH_STORES");

	return kept ? mem_printf("%s/%s", kept, name) : setup_path(name);
}

bool setup_wants(const char *part)
{
	const char *only = getenv("BENCH_ONLY");

	return !only || strstr(only, part);
}

void setup_remove(void)
{
	if (home)
		pty_home_remove(home);
	home = NULL;
}
