/* import_page.c: the screen of an import: how far it has come, what would come of it, what is wrong. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/import_priv.h"

enum { LABEL_WIDTH = 14, BAR_MAX = 60 };

const struct import_setting_info import_settings[SET_COUNT] = {
	[SET_SOURCE] = { "set:source", "Källa", "vem publicerar siffrorna (källa)", NULL, "--source" },
	[SET_FORMAT] = { "set:format", "Format", "format", NULL, "--format" },
	[SET_MAP] = { "set:map", "Mappningsfil", "mappningsfil (vilken kolumn är vad)", "ingen", "--map" },
	[SET_SHEET] = { "set:sheet", "Blad", "blad i arbetsboken", "det första", "--sheet" },
	[SET_METRIC] = { "set:metric", "Nyckeltal", "nyckeltalets id, för en fil som inte säger det", "som filen säger", "--metric" },
	[SET_ORGANISATION] = { "set:organisation", "Organisation", "organisation, för en fil som inte säger det", "som filen säger",
		"--organisation" },
};

/* ---- words ------------------------------------------------------------------------------------------------ */

bool import_needs_source(const struct import_screen *s)
{
	return s->result.figures && !s->result.source && !s->words[SET_SOURCE];
}

bool import_has_new_names(const struct import_screen *s)
{
	return s->result.nunknown || s->result.created.n;
}

static void count_kinds(const struct import_screen *s, size_t *metrics, size_t *organisations)
{
	*metrics = *organisations = 0;
	for (size_t i = 0; !s->result.created.n && i < s->result.nunknown; i++)
		++*(s->result.unknown[i].kind == REC_METRIC ? metrics : organisations);
	for (size_t i = 0; i < s->result.created.n; i++)
		++*(((const struct record *)s->result.created.items[i])->kind == REC_METRIC ? metrics : organisations);
}

char *import_new_names_words(const struct import_screen *s)
{
	struct buf out = { 0 };
	size_t metrics, organisations;

	count_kinds(s, &metrics, &organisations);
	if (metrics)
		buf_printf(&out, "%zu nyckeltal", metrics);
	if (organisations)
		buf_printf(&out, "%s%zu %s", metrics ? " och " : "", organisations, organisations == 1 ? "organisation" : "organisationer");
	buf_str(&out, "");
	return buf_take(&out);
}

const char *import_file_words(const struct import_screen *s)
{
	const char *slash = strrchr(s->path, '/');

	return slash && slash[1] ? slash + 1 : s->path;
}

/* The setting whose flag text begins with; SET_COUNT: none. */
static enum import_setting flag_at(const char *text)
{
	int i = 0;

	while (i < SET_COUNT && strncmp(text, import_settings[i].flag, strlen(import_settings[i].flag)) != 0)
		i++;
	return (enum import_setting)i;
}

char *import_on_screen(const char *text)
{
	static const char with[] = "med ", word[] = " TEXT";
	struct buf out = { 0 };

	while (*text) {
		bool by = strncmp(text, with, sizeof(with) - 1) == 0;
		enum import_setting which = flag_at(by ? text + sizeof(with) - 1 : text);

		if (which == SET_COUNT) {
			buf_char(&out, *text++);
			continue;
		}
		buf_printf(&out, "%sraden %s", by ? "på " : "", import_settings[which].label);
		text += (by ? sizeof(with) - 1 : 0) + strlen(import_settings[which].flag);
		text += strncmp(text, word, sizeof(word) - 1) == 0 ? sizeof(word) - 1 : 0;
	}
	buf_str(&out, "");
	return buf_take(&out);
}

/* Lines like those of a list: the cursor goes through them, and long ones are wrapped. */
static void add_text(struct page *page, enum role role, const char *text)
{
	char *shown = import_on_screen(text);

	page_beside(page, page_line(page, LINE_SELECT), 2, role, shown, "");
	free(shown);
}

static void add_more(struct page *page, uint64_t more)
{
	if (more)
		page_note(page, "… och %llu till", (unsigned long long)more);
}

/* ---- while it is read ------------------------------------------------------------------------------------- */

static void draw_progress(struct app *app, const struct import_screen *s, struct page *page)
{
	int cells = page->width - 4 < BAR_MAX ? page->width - 4 : BAR_MAX;
	double part = import_progress_part(&s->now);
	struct buf text = { 0 };

	for (int i = 0; i < cells; i++)
		buf_str(&text, i < part * cells ? app->glyphs == GLYPH_ASCII ? "#" : "█" : app->glyphs == GLYPH_ASCII ? "." : "░");
	page_blank(page);
	line_text(page, page_line(page, 0), 2, cells, ALIGN_LEFT, ROLE_SERIES, buf_cstr(&text));
	buf_clear(&text);
	import_progress_words(&text, &s->now, s->phase_begun, moment_now());
	page_paragraph(page, 2, ROLE_NORMAL, buf_cstr(&text));
	buf_free(&text);
	page_blank(page);
	page_note(page, "%s", s->stop ? "Avbryter: det som hunnit skrivas tas bort …" : "Esc avbryter. Lagret är då som det var.");
}

/* ---- what would come of it -------------------------------------------------------------------------------- */

static void draw_counts(const struct import_screen *s, struct page *page)
{
	const struct import_result *r = &s->result;
	struct line *line = page_line(page, LINE_SELECT);
	char number[NUM_TEXT_MAX];
	struct buf text = { 0 };
	enum role role = s->err.code ? ROLE_RED : ROLE_BOLD;

	line_tag(page, line, "go");
	import_counts_words(&text, r);
	buf_printf(&text, ", %s fel", num_format(number, (double)r->nrefused, 0, 0));
	line_text(page, line, 2, page->width - 3, ALIGN_LEFT, role, buf_cstr(&text));
	buf_free(&text);
}

/* One line that says what is in the way, or what Enter does. */
static void draw_verdict(const struct import_screen *s, struct page *page)
{
	char *err = import_on_screen(s->err.text);

	if (s->result.nrefused)
		page_paragraph(page, 2, ROLE_RED, "Det finns fel i filen: inget kan läsas in förrän de är rättade.");
	else if (import_needs_source(s))
		page_paragraph(page, 2, ROLE_RED, s->result.sources_differ ?
			"Filen har flera olika källor: dela den, eller ange källan här nedan." :
			"Filen säger inte vem som publicerar siffrorna: ange källan.");
	else if (s->err.code)
		page_paragraph(page, 2, ROLE_RED, err);
	else
		page_note(page, "Inget är sparat än. Ctrl-S eller Enter här läser in, Esc låter bli. Siffror som lästs in ångras inte med "
			"u: de rättas med en ny import.");
	free(err);
}

static const char *setting_words(const struct import_screen *s, struct page *page, enum import_setting which, bool *missing)
{
	const char *said = s->words[which];

	*missing = false;
	if (which == SET_FORMAT && s->words[SET_MAP] && s->format && strcmp(s->format->name, "csv") == 0)
		return "CSV, kolumnerna efter mappningsfilen";
	if (which == SET_FORMAT)
		return s->format ? arena_printf(&page->arena, "%s%s", s->format->label, said ? "" : " (ses på innehållet)") : "okänt";
	if (said)
		return said;
	if (which != SET_SOURCE)
		return import_settings[which].unsaid;
	*missing = import_needs_source(s);
	if (*missing)
		return "saknas: skriv vem som publicerar";
	return s->result.source ? s->result.source : "filen har inga siffror";
}

static void draw_setting(struct page *page, struct line *line, const char *label, enum role role, const char *text)
{
	line_text(page, line, 2, LABEL_WIDTH, ALIGN_LEFT, ROLE_DIM, label);
	page_beside(page, line, 2 + LABEL_WIDTH, role, text, "");
}

static void draw_settings(const struct import_screen *s, struct page *page, enum import_setting first, enum import_setting last)
{
	for (int i = first; i <= (int)last; i++) {
		struct line *line = page_line(page, LINE_SELECT);
		bool missing;
		const char *text = setting_words(s, page, (enum import_setting)i, &missing);

		line_tag(page, line, import_settings[i].tag);
		draw_setting(page, line, import_settings[i].label, missing ? ROLE_RED : s->words[i] || i <= SET_FORMAT ? ROLE_NORMAL :
			ROLE_DIM, text);
	}
}

/* ---- lists ------------------------------------------------------------------------------------------------ */

static const struct import_unknown *unknown_of(const struct import_result *r, const struct record *rec)
{
	for (size_t i = 0; i < r->nunknown && i < FIGURES_ERRORS; i++) {
		if (r->unknown[i].kind == rec->kind && (strcmp(r->unknown[i].id, rec->id) == 0 ||
				strcmp(r->unknown[i].id, record_title(rec)) == 0))
			return &r->unknown[i];
	}
	return NULL;
}

static void draw_record(const struct import_screen *s, struct page *page, const struct record *rec)
{
	const struct import_unknown *unknown = unknown_of(&s->result, rec);
	const char *title = record_title(rec);
	struct buf text = { 0 };

	buf_printf(&text, "%s %s", record_type(rec->kind)->label, rec->id);
	if (strcmp(title, rec->id) != 0)
		buf_printf(&text, ", %s", title);
	if (unknown && unknown->line)
		buf_printf(&text, " (%llu %s, först på rad %ld)", (unsigned long long)unknown->rows, unknown->rows == 1 ? "rad" : "rader",
			unknown->line);
	else if (unknown)
		buf_printf(&text, " (%llu %s)", (unsigned long long)unknown->rows, unknown->rows == 1 ? "siffra" : "siffror");
	add_text(page, ROLE_NORMAL, buf_cstr(&text));
	buf_free(&text);
}

static void draw_records(struct app *app, const struct import_screen *s, struct page *page, const char *title,
		const struct vec *records)
{
	if (!records->n)
		return;
	app_section(app, page, title, records->n);
	for (size_t i = 0; i < records->n && i < FIGURES_ERRORS; i++)
		draw_record(s, page, records->items[i]);
	add_more(page, records->n > FIGURES_ERRORS ? records->n - FIGURES_ERRORS : 0);
}

/* What is not there: as it would be added where that is known, else as the file has it. */
static void draw_unknown(struct app *app, const struct import_screen *s, struct page *page)
{
	const struct import_result *r = &s->result;

	draw_records(app, s, page, s->state == IMPORT_DONE ? "Tillagt" : "Finns inte än, läggs till om du vill", &r->created);
	if (r->created.n || !r->nunknown)
		return;
	app_section(app, page, "Finns inte än", r->nunknown);
	for (size_t i = 0; i < r->nunknown && i < FIGURES_ERRORS; i++) {
		struct buf text = { 0 };

		import_unknown_words(&text, &r->unknown[i]);
		add_text(page, ROLE_NORMAL, buf_cstr(&text));
		buf_free(&text);
	}
	add_more(page, r->nunknown > FIGURES_ERRORS ? r->nunknown - FIGURES_ERRORS : 0);
}

static void draw_messages(struct app *app, struct page *page, const char *title, enum role role, const struct vec *messages,
		uint64_t all)
{
	if (!messages->n)
		return;
	app_section(app, page, title, (size_t)all);
	for (size_t i = 0; i < messages->n; i++)
		add_text(page, role, messages->items[i]);
	add_more(page, all - messages->n);
}

static void draw_seen(struct app *app, const struct import_screen *s, struct page *page)
{
	const struct import_result *r = &s->result;

	draw_counts(s, page);
	draw_verdict(s, page);
	page_blank(page);
	draw_setting(page, page_line(page, 0), "Fil", ROLE_NORMAL, s->path);
	draw_settings(s, page, SET_SOURCE, SET_FORMAT);
	draw_messages(app, page, "Fel", ROLE_RED, &r->refused, r->nrefused);
	draw_unknown(app, s, page);
	draw_messages(app, page, "Att veta", ROLE_NORMAL, &r->warned, r->warned.n);
	draw_records(app, s, page, "Tomma fält som fylls i ur filen", &r->filled);
	page_blank(page);
	page_heading(page, "Om filen inte säger det själv");
	draw_settings(s, page, SET_MAP, SET_ORGANISATION);
}

static void draw_done(struct app *app, const struct import_screen *s, struct page *page)
{
	struct buf text = { 0 };

	buf_str(&text, "Inläst: ");
	import_counts_words(&text, &s->result);
	if (s->result.batch)
		buf_printf(&text, " · import %u", s->result.batch);
	page_paragraph(page, 2, ROLE_BOLD, buf_cstr(&text));
	buf_free(&text);
	if (s->err.code)
		page_paragraph(page, 2, ROLE_RED, s->err.text);
	if (s->result.batch)
		page_note(page, "Importen står i 8 Händelser, och v på en siffra visar den.");
	draw_unknown(app, s, page);
	draw_messages(app, page, "Att veta", ROLE_NORMAL, &s->result.warned, s->result.warned.n);
}

void import_page(struct app *app, const struct import_screen *s, struct page *page)
{
	app_title(app, page, NULL, import_file_words(s), -1, NULL);
	switch (s->state) {
	case IMPORT_READING:
		draw_progress(app, s, page);
		break;
	case IMPORT_SEEN:
		draw_seen(app, s, page);
		break;
	case IMPORT_DONE:
		draw_done(app, s, page);
		break;
	default:
		if (s->err.code)
			page_paragraph(page, 2, ROLE_RED, s->err.text);
		page_note(page, "Inget är inläst. Enter läser filen igen, Esc låter bli.");
	}
}
