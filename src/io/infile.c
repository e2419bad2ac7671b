/* infile.c: opening, decoding and reading on. */
#include "io/infile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "io/infile_priv.h"
#include "io/reason.h"

enum { BINARY_LOOK = 64 << 10 };

/* ---- where a byte is -------------------------------------------------------------------------------------- */

/* Up to n bytes of the file as it is, from offset `at`; −1 on failure (errno). */
static ssize_t read_at(const struct infile_state *s, char *dst, size_t n, uint64_t at)
{
	size_t got = 0;

	if (s->memory) {
		n = at >= s->size ? 0 : n < s->size - at ? n : (size_t)(s->size - at);
		if (n)
			memcpy(dst, s->memory + at, n);
		return (ssize_t)n;
	}
	while (got < n) {
		ssize_t one = pread(s->fd, dst + got, n - got, (off_t)(at + got));

		if (one < 0 && errno == EINTR)
			continue;
		if (one < 0)
			return -1;
		if (!one)
			break;
		got += (size_t)one;
	}
	return (ssize_t)got;
}

static long line_at(const struct infile_state *s, uint64_t end)
{
	char piece[16 << 10];
	long line = 1;

	for (uint64_t at = 0; at < end;) {
		size_t want = end - at < sizeof(piece) ? (size_t)(end - at) : sizeof(piece);
		ssize_t n = read_at(s, piece, want, at);

		if (n <= 0)
			break;
		for (ssize_t i = 0; i < n; i++)
			line += piece[i] == '\n';
		at += (uint64_t)n;
	}
	return line;
}

static int not_utf8(const struct infile *in, uint64_t at, unsigned char byte, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s:%ld: byten 0x%02X är inte giltig UTF-8, men annat i filen är det: filen är skadad, eller "
			"hopsatt av två kodningar", in->name, line_at(in->state, at), byte);
}

static int not_utf16(const struct infile *in, uint64_t at, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: byte %llu är ingen giltig %s: filen är skadad", in->name, (unsigned long long)at + 1,
			encoding_name(in->encoding));
}

/* ---- which encoding --------------------------------------------------------------------------------------- */

static size_t byte_order_mark(const char *s, size_t n, enum encoding *encoding)
{
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
		*encoding = ENC_UTF8;
		return 3;
	}
	if (n >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0)) {
		*encoding = s[0] == '\xFF' ? ENC_UTF16LE : ENC_UTF16BE;
		return 2;
	}
	return 0;
}

static bool has_c1(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)s[i] >= 0x80 && (unsigned char)s[i] < 0xA0)
			return true;
	}
	return false;
}

/* By looking at the beginning, of which more follows if !all. 0, or ERR_INPUT where it is half UTF-8. */
static int look(struct infile *in, const char *raw, size_t n, bool all, struct err *err)
{
	struct infile_state *s = in->state;
	size_t letters = 0, good;

	s->bom = byte_order_mark(raw, n, &in->encoding);
	s->sure = s->bom > 0;
	if (s->sure)
		return 0;
	if (memchr(raw, '\0', n < BINARY_LOOK ? n : BINARY_LOOK)) {
		in->encoding = ENC_BINARY;
		s->sure = true;
		return 0;
	}
	good = utf8_span(raw, n, &letters);
	in->encoding = ENC_UTF8;
	if (good == n || (!all && utf8_cut(raw + good, n - good)))
		return 0;
	if (letters)
		return not_utf8(in, good, (unsigned char)raw[good], err);
	in->encoding = has_c1(raw, n) ? ENC_CP1252 : ENC_LATIN1;
	return 0;
}

/* Where no byte of a Latin-1 file is in 0x80–0x9F both say the same, and one may still come. */
static enum encoding how_to_decode(const struct infile *in)
{
	return in->encoding == ENC_LATIN1 && !in->state->sure ? ENC_CP1252 : in->encoding;
}

/* ---- the beginning, or all of it -------------------------------------------------------------------------- */

/* raw (taken) becomes data. */
static int decode_all(struct infile *in, char *raw, size_t n, bool all, struct err *err)
{
	struct infile_state *s = in->state;
	size_t used, good;
	bool bad;

	free(s->copy);
	s->copy = raw;
	in->data = raw;
	in->size = n;
	in->whole = all;
	if (in->encoding == ENC_BINARY)
		return 0;
	if (in->encoding == ENC_UTF8) {
		in->data = raw + s->bom;
		good = utf8_span(in->data, n - s->bom, NULL);
		in->size = good;
		if (good == n - s->bom || (!all && utf8_cut(in->data + good, n - s->bom - good)))
			return 0;
		return not_utf8(in, s->bom + good, (unsigned char)in->data[good], err);
	}
	s->copy = mem_alloc((n - s->bom) * ENCODING_GROWTH + 1);
	in->size = encoding_decode(how_to_decode(in), raw + s->bom, n - s->bom, s->copy, &used, &bad);
	in->data = s->copy;
	s->copy[in->size] = '\0';
	free(raw);
	if (bad || (all && used < n - s->bom))
		return not_utf16(in, s->bom + used, err);
	return 0;
}

static int read_failed(const struct infile *in, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: kunde inte läsas: %s", in->name, io_reason(errno));
}

/* The first n bytes of the file, owned, with a NUL after them; n is what there was at the time of opening. */
static int read_raw(struct infile *in, size_t n, char **raw, struct err *err)
{
	ssize_t got;
	int rc;

	*raw = mem_alloc(n + 1);
	got = read_at(in->state, *raw, n, 0);
	rc = got == (ssize_t)n ? infile_unchanged(in, err) : got < 0 ? read_failed(in, err) : infile_changed(in, err);
	if (rc)
		free(*raw);
	return rc;
}

static int set_forced(struct infile *in, const char *name, struct err *err)
{
	if (!encoding_named(name, &in->encoding))
		return err_set(err, ERR_INPUT, "%s: kodningen \"%s\" är okänd; här väntades UTF-8, ISO-8859-1, Windows-1252, cp850, UTF-16LE "
				"eller UTF-16BE", in->name, name);
	in->state->sure = true;
	return 0;
}

/* forced NULL: by looking. */
static int begin(struct infile *in, const char *forced, size_t n, struct err *err)
{
	bool all = n == in->state->size;
	char *raw;
	int rc = read_raw(in, n, &raw, err);

	if (rc)
		return rc;
	in->state->bom = byte_order_mark(raw, n, &in->encoding);
	rc = forced && !in->state->bom ? set_forced(in, forced, err) : look(in, raw, n, all, err);
	if (rc) {
		free(raw);
		return rc;
	}
	return decode_all(in, raw, n, all, err);
}

static int open_source(struct infile *in, const char *path, const char *forced, struct err *err)
{
	int rc = infile_open_raw(in, path, err);
	uint64_t size = in->state->size;

	in->total = size;
	return rc ? rc : begin(in, forced, size < INFILE_HEAD ? (size_t)size : INFILE_HEAD, err);
}

int infile_open(struct infile *in, const char *path, const char *forced, struct err *err)
{
	memset(in, 0, sizeof(*in));
	in->state = mem_alloc(sizeof(*in->state));
	in->state->fd = -1;
	in->name = strcmp(path, "-") == 0 ? "standard in" : path;
	return open_source(in, path, forced, err);
}

int infile_memory(struct infile *in, const char *name, const char *data, size_t size, struct err *err)
{
	memset(in, 0, sizeof(*in));
	in->state = mem_alloc(sizeof(*in->state));
	in->state->fd = -1;
	in->name = name;
	in->state->memory = data;
	in->state->size = in->total = size;
	if (!size)
		return err_set(err, ERR_INPUT, "%s är tom", name);
	return begin(in, NULL, size, err);
}

static int too_large(const struct infile *in, size_t max, struct err *err)
{
	char is[NUM_TEXT_MAX], most[NUM_TEXT_MAX];

	return err_set(err, ERR_INPUT, "%s är %s MiB; filer av det här slaget läses upp till %s MiB: dela den", in->name,
			num_format(is, (double)in->total / (1 << 20), 1, 0), num_format(most, (double)max / (1 << 20), -1, 0));
}

int infile_all(struct infile *in, size_t max, struct err *err)
{
	char *raw;
	int rc;

	if (in->total > max)
		return too_large(in, max, err);
	if (in->whole)
		return 0;
	rc = read_raw(in, (size_t)in->total, &raw, err);
	if (!rc && !in->state->sure && (rc = look(in, raw, (size_t)in->total, true, err)))
		free(raw);
	return rc ? rc : decode_all(in, raw, (size_t)in->total, true, err);
}

int infile_force(struct infile *in, const char *encoding, struct err *err)
{
	return begin(in, encoding, in->total < INFILE_HEAD ? (size_t)in->total : INFILE_HEAD, err);
}

int infile_recode(struct infile *in, const char *encoding, size_t max, struct err *err)
{
	if (in->total > max)
		return too_large(in, max, err);
	return begin(in, encoding, (size_t)in->total, err);
}

/* ---- piece by piece --------------------------------------------------------------------------------------- */

static int read_utf8(struct infile *in, char *dst, size_t n, size_t *out, struct err *err)
{
	struct infile_state *s = in->state;
	bool end = s->at + n >= s->size;
	size_t good = utf8_span(dst, n, &s->letters);

	*out = good;
	if (good < n && (end || !utf8_cut(dst + good, n - good))) {
		*out = 0;
		if (s->sure || s->letters)
			return not_utf8(in, s->at + good, (unsigned char)dst[good], err);
		in->encoding = ENC_CP1252;
		in->again = true;
		return err_set(err, ERR_INPUT, "%s är inte UTF-8: den läses om som Windows-1252", in->name);
	}
	s->at += good;
	return 0;
}

static int read_other(struct infile *in, char *dst, size_t n, size_t *out, struct err *err)
{
	struct infile_state *s = in->state;
	size_t used;
	bool bad;

	*out = encoding_decode(how_to_decode(in), s->piece, n, dst, &used, &bad);
	if (bad || !used)
		return not_utf16(in, s->at + used, err);
	s->at += used;
	return 0;
}

static int read_on(struct infile *in, char *dst, size_t cap, size_t *out, struct err *err)
{
	struct infile_state *s = in->state;
	bool plain = in->encoding == ENC_UTF8 || in->encoding == ENC_BINARY;
	size_t want = plain ? cap : cap / ENCODING_GROWTH;
	ssize_t n;

	if (s->at < s->bom)
		s->at = s->bom;
	if (want > s->size - s->at)
		want = (size_t)(s->size - s->at);
	if (!want)
		return infile_unchanged(in, err);
	if (!plain && s->piece_cap < want) {
		s->piece = mem_realloc(s->piece, want);
		s->piece_cap = want;
	}
	n = read_at(s, plain ? dst : s->piece, want, s->at);
	if (n != (ssize_t)want)
		return n < 0 ? read_failed(in, err) : infile_changed(in, err);
	if (in->encoding == ENC_UTF8)
		return read_utf8(in, dst, want, out, err);
	if (!plain)
		return read_other(in, dst, want, out, err);
	s->at += want;
	*out = want;
	return 0;
}

int infile_read(struct infile *in, char *dst, size_t cap, size_t *n, struct err *err)
{
	struct infile_state *s = in->state;
	int rc = 0;

	*n = 0;
	if (in->whole) {
		size_t left = in->size - s->given;

		*n = left < cap ? left : cap;
		/* Whole characters here too. */
		while (*n < left && in->encoding != ENC_BINARY && (in->data[s->given + *n] & 0xC0) == 0x80)
			(*n)--;
		if (*n)
			memcpy(dst, in->data + s->given, *n);
		s->given += *n;
		in->done = in->size ? (uint64_t)((double)in->total * (double)s->given / (double)in->size) : in->total;
	} else {
		rc = read_on(in, dst, cap, n, err);
		in->done = s->at;
	}
	return rc;
}

void infile_rewind(struct infile *in)
{
	in->state->at = 0;
	in->state->given = 0;
	in->state->letters = 0;
	in->done = 0;
	in->again = false;
}
