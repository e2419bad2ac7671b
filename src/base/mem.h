/* mem.h: allocation that never returns NULL, growable byte buffers, arenas, and pointer arrays.
 *
 * The program keeps small things in memory; when the machine has none left there is nothing sensible to do but stop.
 * mem_* calls the out-of-memory handler (which restores the terminal) and exits 4 with one line. */
#ifndef STYRTAVLA_MEM_H
#define STYRTAVLA_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

void *mem_alloc(size_t size);              /* zeroed */
void *mem_realloc(void *p, size_t size);
void *mem_array(void *p, size_t n, size_t size); /* realloc of n × size, overflow checked */
char *mem_strdup(const char *s);           /* NULL gives NULL */
char *mem_strndup(const char *s, size_t n);
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Lets the allocator keep up to 2 MiB that were freed: a screen is built anew at every edit, and giving its memory back to the
 * system and fetching it again costs more than building it. For the dashboard, before its first screen. */
void mem_keep_freed(void);
/* Gives back what was freed, if it is much: when one screen is left for another, what the first was made of is not wanted soon. */
void mem_give_back(void);
/* Called once before the program stops for want of memory. */
void mem_set_oom_handler(void (*handler)(void));
/* The end of the road, also for memory that a library could not get: handler, one line on stderr, exit 4. */
_Noreturn void mem_out_of_memory(void);

/* A growable byte buffer; data is always NUL-terminated after the first add. Zero-initialise; buf_free ends it. */
struct buf {
	char *data;
	size_t len, cap;
};
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
void buf_clear(struct buf *b);    /* keeps the memory */
void buf_free(struct buf *b);     /* and zeroes the struct */
char *buf_take(struct buf *b);    /* gives the (never NULL) string away; b is empty again */
const char *buf_cstr(const struct buf *b); /* "" when nothing was added; borrowed */

/* An arena: many small strings that die together. Zero-initialise; arena_free ends it. */
struct arena {
	struct arena_block *first;
};
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
char *arena_strdup(struct arena *a, const char *s); /* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void arena_free(struct arena *a);
size_t arena_bytes(const struct arena *a); /* bytes taken from the system, for `doctor` and tests */

/* An array of pointers, NULL-safe. Zero-initialise. Does not own what it points to unless vec_free_all is used. */
struct vec {
	void **items;
	size_t n, cap;
};
void vec_push(struct vec *v, void *item);
void vec_free(struct vec *v);                            /* the array only */
void vec_free_all(struct vec *v, void (*free_item)(void *));

/* Number of elements of a real array. */
#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#endif
