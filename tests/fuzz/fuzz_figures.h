/* fuzz_figures.h: any bytes as a file of figures in one format; everything that is handed over is looked at. */
#ifndef STYRTAVLA_FUZZ_FIGURES_H
#define STYRTAVLA_FUZZ_FIGURES_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "io/figures_in.h"
#include "model/record.h"

/* Reads every byte of s, so that a sanitizer sees it. */
static inline void fuzz_see(const char *s, size_t *seen)
{
	*seen += s ? strlen(s) : 0;
}

static inline bool fuzz_figure(const struct figure_in *figure, void *user)
{
	const struct figure *f = &figure->figure;

	fuzz_see(figure->metric, user);
	fuzz_see(figure->organisation, user);
	/* A missing value is no number, a number is finite, and there is a period and a gender. */
	if ((f->missing != MISSING_NONE) != num_missing(f->value) || !f->period || f->gender < GENDER_T || f->gender > GENDER_M)
		abort();
	if (!num_missing(f->value) && !(f->value > -1e15 && f->value < 1e15))
		abort();
	return true;
}

static inline bool fuzz_metric(const struct metric_in *metric, void *user)
{
	fuzz_see(metric->id, user);
	fuzz_see(metric->name, user);
	fuzz_see(metric->unit, user);
	fuzz_see(metric->definition, user);
	fuzz_see(metric->source, user);
	return true;
}

static inline bool fuzz_organisation(const struct organisation_in *organisation, void *user)
{
	fuzz_see(organisation->id, user);
	fuzz_see(organisation->name, user);
	return true;
}

static inline void fuzz_message(const char *message, void *user)
{
	fuzz_see(message, user);
}

static inline int fuzz_figures(const char *format, const uint8_t *data, size_t size, const struct figures_options *options)
{
	size_t seen = 0;
	const struct figures_sink sink = { .figure = fuzz_figure, .metric = fuzz_metric, .organisation = fuzz_organisation,
		.refused = fuzz_message, .warned = fuzz_message, .user = &seen };
	struct err err = { 0 };
	struct infile in;

	if (!infile_memory(&in, "fuzz", (const char *)data, size, &err)) {
		figures_format_of(&in, options, &err);
		if (figures_read(figures_format_named(format), &in, options, &sink, &err) && !err.text[0])
			abort();
	}
	infile_close(&in);
	return 0;
}

#endif
