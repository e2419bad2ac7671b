/* figures_formats.h: the readers of figures_formats[] that have a format of their own: how each recognises its files, and reads
 * them (the contract is struct figures_format in figures_in.h). */
#ifndef STYRTAVLA_FIGURES_FORMATS_H
#define STYRTAVLA_FIGURES_FORMATS_H

#include "io/figures_in.h"

#define PX_MAX ((size_t)256 << 20) /* larger PX files are refused with a message */

#define XLSX_MAX ((size_t)64 << 20) /* as it is, packed */

#define FIGURES_READER(name) \
	bool name##_is(const struct infile *in, const struct figures_options *options); \
	int name##_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)

FIGURES_READER(csv_figures); /* csv_figures.c: our own CSV, and any other with a map file */
int csv_map_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err);
FIGURES_READER(vis);      /* vis_in.c: Vården i siffror */
FIGURES_READER(kolada);   /* kolada_in.c */
FIGURES_READER(chapter);  /* chapter_in.c: a chapter of the region's own report */
FIGURES_READER(pxweb);    /* pxweb_in.c */
FIGURES_READER(jsonstat); /* jsonstat_in.c */
FIGURES_READER(px);       /* px_in.c */
FIGURES_READER(xlsx);     /* xlsx_in.c */

#endif
