/* sha256.c: see the header. Whole blocks go to the processor, what is left of the last one, and all where it cannot, to libsodium. */
#include "base/sha256.h"

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { BLOCK = 64, ROUNDS = 64 };
enum { HAS_SSSE3 = 1 << 9, HAS_SSE41 = 1 << 19, HAS_SHA = 1 << 29 };

/* FIPS 180-4, 4.2.2. */
static const uint32_t constants[ROUNDS] __attribute__((aligned(16))) = {
	0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
	0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
	0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
	0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
	0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
	0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
	0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
	0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
};

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))
#define STEP static inline __attribute__((always_inline)) WITH_SHA

/* The state as the instructions want it: a, b, e and f in one register, c, d, g and h in the other, the first of them highest. */
struct halves {
	__m128i abef, cdgh;
};

STEP void four_rounds(struct halves *s, __m128i words, const uint32_t *constant)
{
	__m128i sum = _mm_add_epi32(words, _mm_load_si128((const __m128i *)constant));

	s->cdgh = _mm_sha256rnds2_epu32(s->cdgh, s->abef, sum);
	s->abef = _mm_sha256rnds2_epu32(s->abef, s->cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

/* The four words of the schedule that come after these sixteen. */
STEP __m128i next_words(__m128i w0, __m128i w1, __m128i w2, __m128i w3)
{
	return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4)), w3);
}

STEP __m128i load_words(const unsigned char *at)
{
	const __m128i big_endian = _mm_set_epi64x(0x0C0D0E0F08090A0B, 0x0405060700010203);

	return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)at), big_endian);
}

WITH_SHA static void hash_blocks(uint32_t state[8], const unsigned char *at, size_t blocks)
{
	__m128i badc = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
	__m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
	struct halves s = { _mm_alignr_epi8(badc, efgh, 8), _mm_blend_epi16(efgh, badc, 0xF0) };

	for (; blocks; blocks--, at += BLOCK) {
		struct halves before = s;
		__m128i w0 = load_words(at), w1 = load_words(at + 16), w2 = load_words(at + 32), w3 = load_words(at + 48);

		for (int round = 0;; round += 16) {
			four_rounds(&s, w0, constants + round);
			four_rounds(&s, w1, constants + round + 4);
			four_rounds(&s, w2, constants + round + 8);
			four_rounds(&s, w3, constants + round + 12);
			if (round == ROUNDS - 16)
				break;
			w0 = next_words(w0, w1, w2, w3);
			w1 = next_words(w1, w2, w3, w0);
			w2 = next_words(w2, w3, w0, w1);
			w3 = next_words(w3, w0, w1, w2);
		}
		s.abef = _mm_add_epi32(s.abef, before.abef);
		s.cdgh = _mm_add_epi32(s.cdgh, before.cdgh);
	}
	__m128i feba = _mm_shuffle_epi32(s.abef, 0x1B), dchg = _mm_shuffle_epi32(s.cdgh, 0xB1);
	_mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
	_mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

/* Asked once: in a virtual machine the question is slow. */
static bool has_instructions(void)
{
	enum { UNKNOWN, NO, YES };
	static atomic_int known = UNKNOWN;
	int answer = atomic_load_explicit(&known, memory_order_relaxed);
	unsigned a, b, c, d;

	if (answer == UNKNOWN) {
		answer = __get_cpuid(1, &a, &b, &c, &d) && (c & HAS_SSSE3) && (c & HAS_SSE41) && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
			(b & HAS_SHA) ? YES : NO;
		atomic_store_explicit(&known, answer, memory_order_relaxed);
	}
	return answer == YES;
}

void sha256_update(crypto_hash_sha256_state *sha, const unsigned char *bytes, size_t n)
{
	size_t begun = (size_t)(sha->count / 8) % BLOCK, blocks;

	/* The rest of a block that was begun is libsodium's. */
	if (begun && n) {
		size_t some = n < BLOCK - begun ? n : BLOCK - begun;

		crypto_hash_sha256_update(sha, bytes, some);
		bytes += some;
		n -= some;
	}
	blocks = n / BLOCK;
	if (blocks && has_instructions()) {
		hash_blocks(sha->state, bytes, blocks);
		sha->count += (uint64_t)blocks * BLOCK * 8;
		bytes += blocks * BLOCK;
		n -= blocks * BLOCK;
	}
	crypto_hash_sha256_update(sha, bytes, n);
}

#else

void sha256_update(crypto_hash_sha256_state *sha, const unsigned char *bytes, size_t n)
{
	crypto_hash_sha256_update(sha, bytes, n);
}

#endif
