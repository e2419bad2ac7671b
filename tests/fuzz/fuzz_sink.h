/* fuzz_sink.h: any bytes through one of the readers of figures; what they hand over is looked at. */
#ifndef STYRTAVLA_TESTS_FUZZ_SINK_H
#define STYRTAVLA_TESTS_FUZZ_SINK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/figures_in.h"

/* user: a char * of its own, what the last figure was of. */
static inline bool fuzz_figure(const struct figure_in *in, void *user)
{
	const struct figure *f = &in->figure;
	char **series = user, *now = mem_printf("%s\n%s", in->metric, in->organisation);

	if (in->same && (!*series || strcmp(*series, now) != 0))
		abort();
	free(*series);
	*series = now;
	/* What every sink counts on. */
	if (!in->metric || !in->organisation || !utf8_valid(in->metric, strlen(in->metric), NULL) || !f->period || f->gender < GENDER_T ||
			f->gender > GENDER_M || f->missing < MISSING_NONE || f->missing > MISSING_DELETED ||
			(!f->missing && !isfinite(f->value)))
		abort();
	return true;
}

static inline bool fuzz_metric(const struct metric_in *metric, void *user)
{
	(void)user;
	if (!metric->id && !metric->source)
		abort();
	return true;
}

static inline bool fuzz_organisation(const struct organisation_in *organisation, void *user)
{
	(void)user;
	if (!organisation->id)
		abort();
	return true;
}

static inline void fuzz_refused(const char *message, void *user)
{
	(void)user;
	if (!message[0])
		abort();
}

static inline int fuzz_figures(const char *format, const struct figures_options *options, const uint8_t *data, size_t size)
{
	static const struct figures_options none;
	char *series = NULL;
	const struct figures_sink sink = { .figure = fuzz_figure, .metric = fuzz_metric, .organisation = fuzz_organisation,
		.refused = fuzz_refused, .warned = fuzz_refused, .user = &series };
	const struct figures_format *how = figures_format_named(format);
	struct err err = { 0 };
	struct infile in;
	int rc = infile_memory(&in, "fuzz", (const char *)data, size, &err);

	options = options ? options : &none;
	if (!rc) {
		(void)figures_format_of(&in, options, &err);
		err_clear(&err);
		rc = figures_read(how, &in, options, &sink, &err);
	}
	if (rc && !err.text[0])
		abort();
	infile_close(&in);
	free(series);
	return 0;
}

#endif
