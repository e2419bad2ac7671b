/* test_sha256.c: the processor's SHA-256 against libsodium's, for every length around a block and pieces of every kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/sha256.h"

enum { LONGEST = 1024, LARGE = 300000 };

static unsigned char bytes[LARGE];

/* FIPS 180-4's own examples: "abc", and the one of 448 bits. */
static void assert_hash(const char *text, const char *expected)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	crypto_hash_sha256_state sha;

	crypto_hash_sha256_init(&sha);
	sha256_update(&sha, (const unsigned char *)text, strlen(text));
	crypto_hash_sha256_final(&sha, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	assert_string_equal(hex, expected);
}

static void test_examples(void **state)
{
	(void)state;
	assert_hash("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_hash("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* n bytes in pieces of so many. */
static void assert_same(size_t n, size_t piece)
{
	unsigned char expected[crypto_hash_sha256_BYTES], hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state sha;

	crypto_hash_sha256(expected, bytes, n);
	crypto_hash_sha256_init(&sha);
	for (size_t at = 0; at < n; at += piece)
		sha256_update(&sha, bytes + at, n - at < piece ? n - at : piece);
	crypto_hash_sha256_final(&sha, hash);
	assert_memory_equal(hash, expected, sizeof(hash));
}

static void test_lengths(void **state)
{
	(void)state;
	for (size_t n = 0; n <= LONGEST; n++)
		assert_same(n, LONGEST);
}

static void test_pieces(void **state)
{
	static const size_t pieces[] = { 1, 3, 63, 64, 65, 127, 128, 1000, 4096, LARGE };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		assert_same(LONGEST, pieces[i]);
		assert_same(LARGE, pieces[i]);
		assert_same(LARGE - 1, pieces[i]);
	}
}

static int make_bytes(void **state)
{
	uint32_t v = 1;

	(void)state;
	for (size_t i = 0; i < LARGE; i++) {
		v = v * 1664525u + 1013904223u;
		bytes[i] = (unsigned char)(v >> 24);
	}
	return sodium_init() < 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_pieces),
	};

	return cmocka_run_group_tests(tests, make_bytes, NULL);
}
