/* import_priv.h: between import.c (what is done) and import_page.c (what is shown). */
#ifndef STYRTAVLA_IMPORT_SCREEN_PRIV_H
#define STYRTAVLA_IMPORT_SCREEN_PRIV_H

#include "io/import_told.h"
#include "views/common.h"

/* What the user may say of the file, each a line on the page. */
enum import_setting { SET_SOURCE, SET_FORMAT, SET_MAP, SET_SHEET, SET_METRIC, SET_ORGANISATION, SET_COUNT };
struct import_setting_info {
	const char *tag;    /* of its line */
	const char *label;
	const char *asks;   /* the prompt */
	const char *unsaid; /* what holds where nothing is said */
	const char *flag;   /* the same on the command line, as messages name it */
};
extern const struct import_setting_info import_settings[SET_COUNT];

enum import_state {
	IMPORT_UNREAD,  /* nothing is known of the file: reading was stopped, or failed */
	IMPORT_READING, /* just now, to see or to read in */
	IMPORT_SEEN,    /* result tells what would come of it */
	IMPORT_DONE,    /* it is in: result tells what came of it */
};

/* The state of the screen: view->own. */
struct import_screen {
	enum import_state state;
	char *path;
	char *words[SET_COUNT];                /* NULL: nothing said */
	const struct figures_format *format;   /* said or found; NULL: none */
	struct import_result result;
	struct err err;                        /* why it cannot be read in; code 0: it can */
	enum import_setting asked;             /* the prompt is about it */
	/* while it is read */
	struct import_progress now;
	moment_t begun, phase_begun, drawn, polled;
	bool stop;                             /* Esc, Ctrl-C, or ... */
	bool hangup;                           /* ... the terminal is gone */
};

/* The name of the file without where it is: what the batch keeps and messages begin with. */
const char *import_file_words(const struct import_screen *s);
/* A message that tells of flags of the command, telling of the rows of this screen instead: "ange den på raden Format". Caller frees. */
char *import_on_screen(const char *text);
/* There are figures and nobody says who publishes them. */
bool import_needs_source(const struct import_screen *s);
/* Something would be added to the metrics and organisations there are. */
bool import_has_new_names(const struct import_screen *s);
/* "3 nyckeltal och 1 organisation"; "" for none. Caller frees. */
char *import_new_names_words(const struct import_screen *s);
void import_page(struct app *app, const struct import_screen *s, struct page *page);

#endif
