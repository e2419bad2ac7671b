/* figures_formats.h: the readers behind figures_formats[] (figures_in.c). A new format is a file with its two functions, two
 * declarations here and a line there. */
#ifndef STYRTAVLA_FIGURES_FORMATS_H
#define STYRTAVLA_FIGURES_FORMATS_H

#include "io/figures_in.h"

typedef bool figures_is_fn(const struct infile *in, const struct figures_options *options);
typedef int figures_read_fn(struct infile *in, const struct figures_options *options, const struct figures_sink *sink,
		struct err *err);

figures_is_fn csv_in_is;
figures_read_fn csv_in_read;

#endif
