/* term.h: the terminal: taking it over, giving it back on every way out, and the one place that waits.
 *
 * Signal handlers only write to a pipe or, when the program is dying, restore the terminal with prepared bytes. */
#ifndef STYRTAVLA_TERM_H
#define STYRTAVLA_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"

/* The least window the dashboard is drawn in; below it there is a plain message. */
#define TERM_MIN_ROWS 12
#define TERM_MIN_COLS 40
/* Larger windows than this are drawn in part: curses keeps three copies of every cell. */
#define TERM_MAX_ROWS 1000
#define TERM_MAX_COLS 1000

enum event_type {
	EVENT_NONE,
	EVENT_KEY,     /* key */
	EVENT_PASTE,   /* paste: bytes as sent, borrowed until the next event */
	EVENT_MOUSE,   /* row, col, button */
	EVENT_RESIZE,  /* term_rows/term_cols are new */
	EVENT_STORE,   /* the watched descriptor is readable */
	EVENT_TIMEOUT,
	EVENT_RESUMED, /* back from Ctrl-Z, or from a stop that could not be caught */
	EVENT_HANGUP,  /* the terminal is gone, or SIGTERM, SIGHUP: save drafts and leave without a word to the screen */
};
enum mouse_button { MOUSE_CLICK, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
	enum event_type type;
	int key;
	int row, col;
	enum mouse_button button;
	const struct buf *paste;
};

/* Takes the terminal over. ERR_USAGE where stdin or stdout is no terminal or TERM is unknown. */
int term_open(int escdelay, bool mouse, struct err *err);
/* Gives it back; may be called any number of times. */
void term_close(void);
int term_rows(void);
int term_cols(void);
void term_mouse(bool on);
/* Stops the process as Ctrl-Z does, the terminal given back meanwhile. */
void term_suspend(void);
/* Forgets what is on the screen, so that the next frame draws all of it. */
void term_redraw_all(void);

/* The next event. Waits at most timeout_ms (−1 = for ever) and only when nothing is queued; watch_fd (−1 = none) wakes it.
 * No store snapshot may be open: asserted here. */
void term_wait(struct event *event, int timeout_ms, int watch_fd);
/* True if another key is already queued: then drawing can wait. */
bool term_pending(void);

#endif
