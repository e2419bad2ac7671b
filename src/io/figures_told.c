/* figures_told.c: what readers tell beside figures: warnings, and why a whole file cannot be read. */
#include "io/figures_in.h"

#include "base/mem.h"

void figures_warn(const struct figures_sink *sink, const struct infile *in, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	if (!sink->warned)
		return;
	buf_printf(&b, "%s: ", in->name);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	sink->warned(buf_cstr(&b), sink->user);
	buf_free(&b);
}

int figures_broken(const struct infile *in, long line, long column, struct err *err, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	buf_str(&b, in->name);
	if (line > 0)
		buf_printf(&b, ":%ld", line);
	if (line > 0 && column > 0)
		buf_printf(&b, ":%ld", column);
	buf_str(&b, ": ");
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	err_set(err, ERR_INPUT, "%s", buf_cstr(&b));
	buf_free(&b);
	return ERR_INPUT;
}
