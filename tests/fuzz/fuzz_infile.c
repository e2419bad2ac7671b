/* fuzz_infile.c: any bytes as a file: what is handed over is UTF-8, and the same whole and in pieces. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz_sink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct infile *in)
{
	struct err err = { 0 };
	char piece[64 + 1];
	size_t n, at = 0;

	if (in->encoding != ENC_BINARY && utf8_span(in->data, in->size, NULL) != in->size)
		abort();
	infile_rewind(in);
	while (!infile_read(in, piece, 64, &n, &err) && n) {
		if (at + n > in->size || memcmp(in->data + at, piece, n) != 0)
			abort();
		at += n;
	}
	if (at != in->size)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "utf-8", "iso-8859-1", "ansi", "cp850", "utf-16le", "utf-16be" };
	struct err err = { 0 };
	struct infile in;
	int rc = infile_memory(&in, "fuzz", (const char *)data, size, &err);

	if (!rc)
		check(&in);
	for (size_t i = 0; size && i < sizeof(names) / sizeof(names[0]); i++) {
		err_clear(&err);
		rc = infile_recode(&in, names[i], 1 << 20, &err);
		if (!rc)
			check(&in);
		else if (!err.text[0])
			abort();
	}
	infile_close(&in);
	return 0;
}
