/* mem.c: allocation that never returns NULL, growable byte buffers, arenas, and pointer arrays. */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_NO_MEMORY 4
#define BUF_FIRST_CAP 64
#define VEC_FIRST_CAP 16
/* Large enough that a few hundred names share a block, small enough that an arena of ten costs little. */
#define ARENA_BLOCK_BYTES 16384

static void (*oom_handler)(void);

void mem_set_oom_handler(void (*handler)(void))
{
	oom_handler = handler;
}

void mem_out_of_memory(void)
{
	static const char line[] = "styrtavla: slut på minne\n";
	void (*handler)(void) = oom_handler;

	/* Cleared first: a handler that itself runs out of memory must not call itself for ever. */
	oom_handler = NULL;
	if (handler)
		handler();
	/* stdio and atexit handlers may allocate, so neither is used. */
	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		_exit(EXIT_NO_MEMORY);
	_exit(EXIT_NO_MEMORY);
}

void mem_keep_freed(void)
{
#ifdef __GLIBC__
	mallopt(M_TRIM_THRESHOLD, 2 << 20);
	mallopt(M_MMAP_THRESHOLD, 8 << 20);
#endif
}

void mem_give_back(void)
{
#ifdef __GLIBC__
	enum { MUCH = 512 << 10, ROOM = 128 << 10 };

	if (mallinfo2().fordblks > MUCH)
		malloc_trim(ROOM);
#endif
}

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		mem_out_of_memory();
	return p;
}

void *mem_realloc(void *p, size_t size)
{
	void *q = realloc(p, size ? size : 1);

	if (!q)
		mem_out_of_memory();
	return q;
}

void *mem_array(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		mem_out_of_memory();
	return mem_realloc(p, n * size);
}

char *mem_strdup(const char *s)
{
	return s ? mem_strndup(s, strlen(s)) : NULL;
}

char *mem_strndup(const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	n = strnlen(s, n);
	copy = mem_realloc(NULL, n + 1);
	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *mem_printf(const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	return buf_take(&b);
}

/* Makes room for `more` bytes and the NUL after them. */
static void buf_room(struct buf *b, size_t more)
{
	size_t need, cap;

	if (more >= SIZE_MAX / 2 - b->len)
		mem_out_of_memory();
	need = b->len + more + 1;
	if (need <= b->cap)
		return;
	cap = b->cap ? b->cap : BUF_FIRST_CAP;
	while (cap < need)
		cap *= 2;
	b->data = mem_realloc(b->data, cap);
	b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	buf_room(b, n);
	if (n)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, s ? strlen(s) : 0);
}

void buf_char(struct buf *b, char c)
{
	buf_room(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	size_t room;
	int n;

	/* Most texts fit at the first try; the second has the exact size. */
	buf_room(b, BUF_FIRST_CAP - 1);
	room = b->cap - b->len;
	va_copy(again, ap);
	n = vsnprintf(b->data + b->len, room, fmt, ap);
	if (n >= 0 && (size_t)n >= room) {
		buf_room(b, (size_t)n);
		n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, again);
	}
	va_end(again);
	if (n < 0)
		mem_out_of_memory();
	b->len += (size_t)n;
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}

char *buf_take(struct buf *b)
{
	char *data = b->data ? b->data : mem_alloc(1);

	*b = (struct buf){ 0 };
	return data;
}

const char *buf_cstr(const struct buf *b)
{
	return b->data ? b->data : "";
}

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	max_align_t data[];
};

static struct arena_block *arena_block_new(size_t size)
{
	struct arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		mem_out_of_memory();
	block = mem_alloc(sizeof(*block) + size);
	block->size = size;
	return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct arena_block *block = a->first;
	void *p;

	if (size > SIZE_MAX / 2)
		mem_out_of_memory();
	/* Zero bytes still get an address of their own. */
	size = ((size ? size : 1) + align - 1) / align * align;
	if (!block || block->size - block->used < size) {
		block = arena_block_new(size > ARENA_BLOCK_BYTES / 4 ? size : ARENA_BLOCK_BYTES);
		if (a->first && block->size != ARENA_BLOCK_BYTES) {
			/* A large piece goes behind, so the room left in the first block is not lost. */
			block->next = a->first->next;
			a->first->next = block;
		} else {
			block->next = a->first;
			a->first = block;
		}
	}
	p = (char *)block->data + block->used;
	block->used += size;
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	n = strnlen(s, n);
	copy = arena_alloc(a, n + 1);
	memcpy(copy, s, n);
	return copy;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;
	char *copy;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	copy = arena_strdup(a, buf_cstr(&b));
	buf_free(&b);
	return copy;
}

void arena_free(struct arena *a)
{
	struct arena_block *block = a->first;

	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
	a->first = NULL;
}

size_t arena_bytes(const struct arena *a)
{
	size_t bytes = 0;

	for (const struct arena_block *block = a->first; block; block = block->next)
		bytes += sizeof(*block) + block->size;
	return bytes;
}

void vec_push(struct vec *v, void *item)
{
	if (v->n == v->cap) {
		size_t cap = v->cap ? v->cap * 2 : VEC_FIRST_CAP;

		v->items = mem_array(v->items, cap, sizeof(*v->items));
		v->cap = cap;
	}
	v->items[v->n++] = item;
}

void vec_free(struct vec *v)
{
	if (!v)
		return;
	free(v->items);
	*v = (struct vec){ 0 };
}

void vec_free_all(struct vec *v, void (*free_item)(void *))
{
	if (!v)
		return;
	for (size_t i = 0; i < v->n; i++) {
		if (v->items[i])
			free_item(v->items[i]);
	}
	vec_free(v);
}
