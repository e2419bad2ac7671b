/* test_infile.c: files as they come: encodings, what is no file to read, pieces, pipes, changes while it is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "io/infile.h"

static char path[] = "infile-test.XXXXXX";

static void write_bytes(const char *data, size_t n)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(data, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
}

/* Everything infile_read gives. */
static int read_all(struct infile *in, struct buf *out, size_t cap, struct err *err)
{
	char *piece = mem_alloc(cap);
	size_t n = 1;
	int rc = 0;

	buf_clear(out);
	while (n && !(rc = infile_read(in, piece, cap, &n, err))) {
		assert_true(utf8_valid(piece, n, NULL) || in->encoding == ENC_BINARY);
		buf_add(out, piece, n);
	}
	free(piece);
	return rc;
}

static void text_is(const char *bytes, size_t n, enum encoding encoding, const char *text)
{
	struct infile in;
	struct buf out = { 0 };
	struct err err = { 0 };

	if (infile_memory(&in, "f", bytes, n, &err))
		fail_msg("%s", err.text);
	assert_int_equal(in.encoding, encoding);
	assert_true(in.whole);
	assert_int_equal(in.size, strlen(text));
	assert_string_equal(in.data, text);
	assert_int_equal(read_all(&in, &out, 64, &err), 0);
	assert_string_equal(buf_cstr(&out), text);
	buf_free(&out);
	infile_close(&in);
}

#define BYTES(s) s, sizeof(s) - 1

static void test_encodings(void **state)
{
	(void)state;
	text_is(BYTES("åäö 1"), ENC_UTF8, "åäö 1");
	text_is(BYTES("\xEF\xBB\xBF" "åäö"), ENC_UTF8, "åäö");
	text_is(BYTES("abc"), ENC_UTF8, "abc");
	text_is(BYTES("\xE5\xE4\xF6"), ENC_LATIN1, "åäö");
	text_is(BYTES("\xE5 \x80 \x96"), ENC_CP1252, "å € –");
	text_is(BYTES("\xFF\xFE\xE5\0a\0\xAC\x20"), ENC_UTF16LE, "åa€");
	text_is(BYTES("\xFE\xFF\0\xE5\0a\xD8\x3D\xDE\0"), ENC_UTF16BE, "åa\U0001F600");
}

static void refused_memory(const char *bytes, size_t n, const char *why)
{
	struct infile in;
	struct err err = { 0 };

	assert_int_equal(infile_memory(&in, "f", bytes, n, &err), ERR_INPUT);
	if (!strstr(err.text, why))
		assert_string_equal(err.text, why);
	infile_close(&in);
}

static void test_damaged(void **state)
{
	(void)state;
	refused_memory(BYTES("rad\nmål \xE5\n"), "f:2: byten 0xE5 är inte giltig UTF-8, men annat i filen är det");
	refused_memory(BYTES("\xEF\xBB\xBF" "m\xE5l"), "f:1: byten 0xE5 är inte giltig UTF-8");
	refused_memory(BYTES("\xFF\xFE" "a\0\x3D\xD8"), "är ingen giltig UTF-16LE");
	refused_memory(BYTES("\xFF\xFE" "a\0b"), "är ingen giltig UTF-16LE");
	refused_memory(BYTES("\xFF\xFE\0\xDC" "b\0"), "är ingen giltig UTF-16LE");
	refused_memory("", 0, "är tom");
}

static void test_binary(void **state)
{
	struct infile in;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(infile_memory(&in, "f", BYTES("PK\3\4\0\0\xFF"), &err), 0);
	assert_int_equal(in.encoding, ENC_BINARY);
	assert_int_equal(in.size, 7);
	infile_close(&in);
}

/* The encoding that a file names itself (PX); a byte order mark stands above it. */
static void test_recode(void **state)
{
	struct infile in;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(infile_memory(&in, "f", BYTES("CHARSET: \x86\x84\x94"), &err), 0);
	assert_int_equal(infile_recode(&in, "cp850", 1000, &err), 0);
	assert_string_equal(in.data, "CHARSET: åäö");
	assert_int_equal(infile_recode(&in, "klingonska", 1000, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "klingonska"));
	assert_int_equal(infile_recode(&in, "cp850", 3, &err), ERR_INPUT);
	infile_close(&in);
	assert_int_equal(infile_memory(&in, "f", BYTES("\xEF\xBB\xBFå"), &err), 0);
	assert_int_equal(infile_recode(&in, "cp850", 1000, &err), 0);
	assert_string_equal(in.data, "å");
	infile_close(&in);
}

static void refused_path(const char *name, const char *why)
{
	struct infile in;
	struct err err = { 0 };

	assert_int_equal(infile_open(&in, name, NULL, &err), ERR_INPUT);
	if (!strstr(err.text, why))
		assert_string_equal(err.text, why);
	infile_close(&in);
}

static void test_no_files(void **state)
{
	(void)state;
	refused_path("finns-inte", "kunde inte öppnas");
	refused_path(".", "är en katalog");
	refused_path("/dev/zero", "är en enhet");
	write_bytes("", 0);
	refused_path(path, "är tom");
}

static void test_hash(void **state)
{
	struct infile in;
	struct err err = { 0 };

	(void)state;
	write_bytes("abc", 3);
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	assert_int_equal(infile_hash(&in, &err), 0);
	/* FIPS 180-2, appendix B.1 */
	assert_string_equal(in.hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	infile_close(&in);
}

/* A file of more than a piece, with letters of two bytes everywhere, also where a piece ends. */
static void large(struct buf *data, const char *line)
{
	buf_clear(data);
	while (data->len < 3 * INFILE_HEAD)
		buf_printf(data, "%zu;%s\n", data->len, line);
}

static void test_pieces(void **state)
{
	static const size_t caps[] = { 64, 4099, 256 << 10 };
	struct buf data = { 0 }, out = { 0 };
	struct infile in;
	struct err err = { 0 };

	(void)state;
	large(&data, "Östergötland är å");
	write_bytes(data.data, data.len);
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	assert_false(in.whole);
	assert_true(in.size > INFILE_HEAD - 4 && in.size <= INFILE_HEAD);
	infile_hash_begin(&in);
	for (size_t i = 0; i < COUNT_OF(caps); i++) {
		infile_rewind(&in);
		assert_int_equal(read_all(&in, &out, caps[i], &err), 0);
		assert_int_equal(out.len, data.len);
		assert_memory_equal(out.data, data.data, data.len);
		assert_int_equal(in.done, in.total);
	}
	assert_int_equal(infile_hash(&in, &err), 0);
	assert_int_equal(strlen(in.hash), 64);
	assert_int_equal(infile_all(&in, 1000, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "dela den"));
	/* As Swedish has it, whatever the locale. */
	assert_int_equal(infile_all(&in, 3 << 19, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, " MiB; filer av det här slaget läses upp till 1,5 MiB: dela den"));
	assert_int_equal(infile_all(&in, data.len, &err), 0);
	assert_true(in.whole);
	assert_int_equal(in.size, data.len);
	infile_close(&in);
	buf_free(&data);
	buf_free(&out);
}

/* ASCII for a megabyte, and then the first letter of Windows-1252: what was read is read again. */
static void test_late_encoding(void **state)
{
	struct buf data = { 0 }, out = { 0 };
	struct infile in;
	struct err err = { 0 };

	(void)state;
	large(&data, "ASCII");
	buf_str(&data, "h\xF6ger \x96 slut\n");
	write_bytes(data.data, data.len);
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	assert_int_equal(in.encoding, ENC_UTF8);
	assert_int_equal(read_all(&in, &out, 4096, &err), ERR_INPUT);
	assert_true(in.again);
	infile_rewind(&in);
	assert_int_equal(read_all(&in, &out, 4096, &err), 0);
	assert_int_equal(in.encoding, ENC_CP1252);
	assert_non_null(strstr(buf_cstr(&out), "höger – slut\n"));
	infile_close(&in);
	/* Where a letter of UTF-8 went before it is damage, not another encoding. */
	buf_clear(&data);
	large(&data, "å");
	buf_str(&data, "h\xF6ger\n");
	write_bytes(data.data, data.len);
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	assert_int_equal(read_all(&in, &out, 4096, &err), ERR_INPUT);
	assert_false(in.again);
	assert_non_null(strstr(err.text, "byten 0xF6 är inte giltig UTF-8"));
	infile_close(&in);
	buf_free(&data);
	buf_free(&out);
}

static void test_changes(void **state)
{
	struct buf data = { 0 }, out = { 0 };
	struct infile in;
	struct err err = { 0 };
	FILE *more;

	(void)state;
	large(&data, "x");
	write_bytes(data.data, data.len);
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	assert_non_null(more = fopen(path, "a"));
	fputs("mer\n", more);
	fclose(more);
	assert_int_equal(read_all(&in, &out, 4096, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "ändrades medan den lästes"));
	assert_int_equal(infile_hash(&in, &err), ERR_INPUT);
	infile_close(&in);
	/* Cut short: no signal, an error. */
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	assert_int_equal(truncate(path, 5000), 0);
	assert_int_equal(read_all(&in, &out, 4096, &err), ERR_INPUT);
	assert_int_equal(infile_all(&in, 100 << 20, &err), ERR_INPUT);
	infile_close(&in);
	buf_free(&data);
	buf_free(&out);
}

/* From a pipe: small in memory, large through a temporary file. */
static void pipe_gives(size_t lines)
{
	struct buf data = { 0 }, out = { 0 };
	struct infile in;
	struct err err = { 0 };
	int ends[2];
	pid_t child;

	for (size_t i = 0; i < lines; i++)
		buf_printf(&data, "%zu;rad från ett rör\n", i);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		FILE *to = fdopen(ends[1], "w");

		close(ends[0]);
		fwrite(data.data, 1, data.len, to);
		fclose(to);
		_exit(0);
	}
	close(ends[1]);
	snprintf(out.data = mem_alloc(64), 64, "/dev/fd/%d", ends[0]);
	out.cap = 64;
	assert_int_equal(infile_open(&in, out.data, NULL, &err), 0);
	close(ends[0]);
	assert_int_equal(in.total, data.len);
	assert_int_equal(read_all(&in, &out, 70000, &err), 0);
	assert_int_equal(out.len, data.len);
	assert_memory_equal(out.data, data.data, data.len);
	assert_int_equal(infile_hash(&in, &err), 0);
	infile_close(&in);
	buf_free(&data);
	buf_free(&out);
}

static void test_pipes(void **state)
{
	(void)state;
	pipe_gives(3);
	pipe_gives(100000);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int drop_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings), cmocka_unit_test(test_damaged), cmocka_unit_test(test_binary), cmocka_unit_test(test_recode),
		cmocka_unit_test(test_no_files), cmocka_unit_test(test_hash), cmocka_unit_test(test_pieces), cmocka_unit_test(test_late_encoding),
		cmocka_unit_test(test_changes), cmocka_unit_test(test_pipes),
	};

	return cmocka_run_group_tests(tests, make_file, drop_file);
}
