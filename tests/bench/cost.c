/* cost.c: see the header. */
#include "bench/cost.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "bench/measure.h"
#include "bench/report.h"

static bool wait_for(pid_t pid, double start, struct cost *cost)
{
	struct rusage usage;
	int status;

	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		return false;
	cost->seconds = (now_ms() - start) / 1e3;
	cost->kib = (double)usage.ru_maxrss;
	return status == 0;
}

struct cost cost_wait(pid_t pid, double start)
{
	struct cost cost = { 0 };

	if (!wait_for(pid, start, &cost))
		report_give_up("mätningen", "ett barn gick inte väl");
	return cost;
}

bool cost_run(char *const *argv, struct cost *cost)
{
	double start = now_ms();
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "r", stdin) || !freopen("/dev/null", "w", stdout))
			_exit(126);
		execvp(argv[0], argv);
		_exit(127);
	}
	return wait_for(pid, start, cost);
}

struct cost cost_best(const struct cost *a, const struct cost *b)
{
	struct cost best = b->seconds < a->seconds ? *b : *a;

	best.kib = fmax(a->kib, b->kib);
	return best;
}

double cost_rate(const struct cost *cost)
{
	return (double)cost->figures / cost->seconds / 1e6;
}

double cost_figures_size(const char *store)
{
	char *path = mem_printf("%s/figures/data.mdb", store);
	struct stat st = { 0 };

	if (stat(path, &st))
		report_give_up(path, "filen saknas");
	free(path);
	return (double)st.st_size;
}

void cost_remove(const char *dir)
{
	char *const argv[] = { "rm", "-rf", (char *)dir, NULL };
	struct cost cost;

	cost_run(argv, &cost);
}
