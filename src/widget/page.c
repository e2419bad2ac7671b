/* page.c: building a page, line by line. Moving about in it is in page_cursor.c. */
#include "widget/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void replace(char **slot, const char *text)
{
	char *copy = mem_strdup(text);

	free(*slot);
	*slot = copy;
}

static void forget(struct page *page)
{
	page->at_kind = REC_NONE;
	replace(&page->at_plan, NULL);
	replace(&page->at_id, NULL);
	replace(&page->at_field, NULL);
	replace(&page->at_tag, NULL);
}

static void remember(struct page *page)
{
	const struct line *line = page_current(page);
	const struct span *cell = page_current_cell(page);

	if (!line)
		return; /* nothing was shown: a page_seek made before stands */
	forget(page);
	page->at_kind = line->ref.kind;
	replace(&page->at_plan, line->ref.plan);
	replace(&page->at_id, line->ref.id);
	replace(&page->at_tag, line->tag);
	replace(&page->at_field, cell ? cell->field : NULL);
}

static void free_lines(struct page *page)
{
	for (int i = 0; i < page->nlines; i++)
		free(page->lines[i].spans);
	page->nlines = 0;
	arena_free(&page->arena);
}

void page_begin(struct page *page, int width)
{
	remember(page);
	free_lines(page);
	page->width = width;
	page->sticky = 0;
}

void page_rest(struct page *page)
{
	remember(page);
	free_lines(page);
	free(page->lines);
	page->lines = NULL;
	page->cap = 0;
}

void page_free(struct page *page)
{
	free_lines(page);
	free(page->lines);
	forget(page);
	memset(page, 0, sizeof(*page));
}

void page_seek(struct page *page, enum record_kind kind, const char *plan, const char *id, const char *field)
{
	forget(page);
	page->at_kind = kind;
	replace(&page->at_plan, plan);
	replace(&page->at_id, id);
	replace(&page->at_field, field);
	page->line = -1; /* so that page_begin does not remember the old place over this one */
}

struct line *page_line(struct page *page, unsigned flags)
{
	struct line *line;

	if (page->nlines == page->cap) {
		page->cap = page->cap ? page->cap * 2 : 64;
		page->lines = mem_array(page->lines, (size_t)page->cap, sizeof(*page->lines));
	}
	line = &page->lines[page->nlines++];
	memset(line, 0, sizeof(*line));
	line->flags = flags;
	return line;
}

struct line *page_ready(const struct page *page, int line)
{
	struct line *at = &page->lines[line];

	if (at->fill) { /* callers cannot tell a line filled now from one filled before: the page is the same to them */
		void (*fill)(struct page *page, struct line *line, const void *table, const void *row) = at->fill;

		at->fill = NULL;
		fill((struct page *)page, at, at->table, at->row);
	}
	return at;
}

void line_ref(struct page *page, struct line *line, enum record_kind kind, const char *plan, const char *id)
{
	line->ref = (struct ref){ kind, arena_strdup(&page->arena, plan), arena_strdup(&page->arena, id) };
}

void line_tag(struct page *page, struct line *line, const char *tag)
{
	line->tag = arena_strdup(&page->arena, tag);
}

/* No-break spaces have done their work once lines are broken; in a cell they look like any other blank and cost twice the
 * bytes. In place: the text only grows shorter. */
static char *plain_blanks(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		bool wide = from[0] == '\xc2' && from[1] == '\xa0';

		*to++ = wide ? ' ' : *from;
		from += wide;
	}
	*to = '\0';
	return text;
}

/* The text as it is shown: clean, at most width cells. Nearly all text is both already. */
static const char *shown(struct page *page, const char *text, int width, int *used)
{
	struct buf clean = { 0 }, cut = { 0 };
	size_t n = strlen(text);
	const char *kept;

	if (text_is_clean(text, n, 0) && (*used = text_width_n(text, n)) <= width)
		return plain_blanks(arena_strndup(&page->arena, text, n));
	text_clean(&clean, text, n, 0);
	*used = text_fit(&cut, buf_cstr(&clean), width);
	kept = plain_blanks(arena_strndup(&page->arena, buf_cstr(&cut), cut.len));
	buf_free(&clean);
	buf_free(&cut);
	return kept;
}

struct span *line_text(struct page *page, struct line *line, int col, int width, enum align align, enum role role,
		const char *text)
{
	struct span *span;
	int used = 0;

	if (col + width > page->width)
		width = page->width - col;
	if (width < 0)
		width = 0;
	if (line->nspans == line->cap) {
		line->cap += line->cap ? 4 : 2;
		line->spans = mem_array(line->spans, (size_t)line->cap, sizeof(*line->spans));
	}
	span = &line->spans[line->nspans++];
	*span = (struct span){ .cell_col = (int16_t)col, .cell_width = (int16_t)width, .role = (uint8_t)role };
	span->text = shown(page, text ? text : "", width, &used);
	span->col = (int16_t)(align == ALIGN_RIGHT ? col + width - used : col);
	span->width = (int16_t)(align == ALIGN_RIGHT ? used : width);
	return span;
}

const struct ref *page_ref(struct page *page, enum record_kind kind, const char *plan, const char *id)
{
	struct ref *ref = arena_alloc(&page->arena, sizeof(*ref));

	*ref = (struct ref){ kind, arena_strdup(&page->arena, plan), arena_strdup(&page->arena, id) };
	return ref;
}

void span_field(struct page *page, struct span *span, const char *field, enum record_kind kind, const char *plan,
		const char *id)
{
	span_field_of(span, field, page_ref(page, kind, plan, id));
}

void span_field_of(struct span *span, const char *field, const struct ref *ref)
{
	span->field = field;
	span->ref = ref;
}

void page_drop_line(struct page *page, int line)
{
	free(page->lines[line].spans);
	memmove(&page->lines[line], &page->lines[line + 1], (size_t)(page->nlines - line - 1) * sizeof(*page->lines));
	page->nlines--;
}

void page_blank(struct page *page)
{
	page_line(page, 0);
}

void page_heading(struct page *page, const char *text)
{
	struct line *line = page_line(page, 0);

	line_text(page, line, 1, page->width - 1, ALIGN_LEFT, ROLE_HEADING, text);
}

struct paragraph {
	struct page *page;
	int col;
	enum role role;
	struct line *beside; /* where the first row stands; NULL = on a line of its own */
	struct span *first;
};

static void paragraph_line(const char *start, size_t n, void *user)
{
	struct paragraph *p = user;
	char *text = arena_strndup(&p->page->arena, start, n);
	struct line *line = p->beside ? p->beside : page_line(p->page, 0);
	struct span *span = line_text(p->page, line, p->col, p->page->width - p->col - 1, ALIGN_LEFT, p->role, text);

	if (!p->first)
		p->first = span;
	p->beside = NULL;
}

static int wrap(struct paragraph *p, const char *text)
{
	struct buf clean = { 0 };
	int cells = p->page->width - p->col - 1;
	int lines;

	if (cells > 100)
		cells = 100; /* longer lines are hard to read */
	if (cells < 8)
		cells = 8;
	text_clean(&clean, text, strlen(text), TEXT_KEEP_LF);
	lines = text_wrap(buf_cstr(&clean), cells, paragraph_line, p);
	buf_free(&clean);
	return lines;
}

int page_paragraph(struct page *page, int col, enum role role, const char *text)
{
	struct paragraph p = { page, col, role, NULL, NULL };

	return text_blank(text) ? 0 : wrap(&p, text);
}

struct span *page_beside(struct page *page, struct line *line, int col, enum role role, const char *text, const char *empty)
{
	struct paragraph p = { page, col, role, line, NULL };

	wrap(&p, text_blank(text) ? empty : text);
	return p.first;
}
