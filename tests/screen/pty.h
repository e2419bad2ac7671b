/* pty.h: starts a program on a real pseudo-terminal and looks at the screen that a person would see.
 *
 * What the program writes goes through libvterm; keys are sent as xterm sends them, in the mode the program has set. The
 * program gets an environment of its own: an empty HOME, XDG directories below it, TERM=xterm-256color, LANG=C.UTF-8.
 *
 * Wait for what shall be on the screen, never for time: choose a text that is not there before the key. A frame may arrive
 * in pieces, top to bottom with the cursor last: wait for its last part, or for each part you look at. Everything that
 * waits gives up after 10 s (PTY_TIMEOUT seconds in the environment), prints the screen and fails the running cmocka test;
 * outside a test it ends the process with an error. */
#ifndef STYRTAVLA_TESTS_PTY_H
#define STYRTAVLA_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty;

/* Starts argv (NULL-terminated; argv[0] "styrtavla" is the program under test, $STYRTAVLA) on a terminal of that size. env
 * (may be NULL) is NULL-terminated: "NAME=VALUE" sets, "NAME" removes. HOME=… in env is used as it is and kept (make one
 * with pty_home_new to run several programs in the same home); else a new one is made and pty_end removes it. */
struct pty *pty_start(int rows, int cols, const char *const argv[], const char *const env[]);
/* Ends the program if it still runs, frees everything. Fails if a sanitizer wrote a report. NULL is allowed. */
void pty_end(struct pty *t);

char *pty_home_new(void);          /* caller: pty_home_remove */
void pty_home_remove(char *home);  /* the directory and all in it; frees */
const char *pty_home(const struct pty *t);
pid_t pty_pid(const struct pty *t);
int pty_fd(const struct pty *t);   /* the terminal's side that we hold */

/* ---- keys ------------------------------------------------------------------------------------------------- */

/* Keys by name, separated by blanks: Up Down Left Right Home End PageUp PageDown Insert Delete Enter Escape Tab BTab Space
 * BSpace F1–F12, C-x, M-x, one character, or a longer word, which is typed as it is ("3 Down : psykiatri Enter"). Counts
 * each key; a typed word and the Enter after it count as one. */
void pty_keys(struct pty *t, const char *keys);
/* Types text as it is, blanks and all. Counts as one together with an Enter that follows. */
void pty_type(struct pty *t, const char *text);
/* Pastes text: between paste marks if the program asked for them. Counts as pty_type. */
void pty_paste(struct pty *t, const char *text);
void pty_send(struct pty *t, const void *bytes, size_t n);       /* raw, counts nothing */
void pty_click(struct pty *t, int row, int col, int button);     /* press and release; 4 and 5 are the wheel */
int pty_keystrokes(const struct pty *t);                         /* counted since the start or the last reset */
void pty_keystrokes_reset(struct pty *t);
/* The bytes that one name of pty_keys sends now; returns how many (at most 32). */
size_t pty_key_bytes(struct pty *t, const char *name, char bytes[32]);

/* ---- waiting ---------------------------------------------------------------------------------------------- */

#define pty_wait_text(t, text) pty_wait_text_at(t, text, true, __FILE__, __LINE__)
#define pty_wait_gone(t, text) pty_wait_text_at(t, text, false, __FILE__, __LINE__)
#define pty_wait_exit(t) pty_wait_exit_at(t, __FILE__, __LINE__)
#define pty_wait_row(t, row, text) pty_wait_row_at(t, row, text, __FILE__, __LINE__)
#define pty_wait_cursor(t, row, col) pty_wait_cursor_at(t, row, col, __FILE__, __LINE__)
/* Until the screen has (or no longer has) the text somewhere in one row. */
void pty_wait_text_at(struct pty *t, const char *text, bool there, const char *file, int line);
void pty_wait_row_at(struct pty *t, int row, const char *text, const char *file, int line);
void pty_wait_cursor_at(struct pty *t, int row, int col, const char *file, int line);
/* Until the program has ended and all its output is read: its exit status, or 128 + the signal that ended it. */
int pty_wait_exit_at(struct pty *t, const char *file, int line);
/* Reads what comes until it has been quiet for that long. For pictures and measuring, never to decide right or wrong. */
void pty_wait_quiet(struct pty *t, int ms);
/* Fails with a picture of the screen. */
#define pty_fail(t, why) pty_fail_at(t, why, __FILE__, __LINE__)
_Noreturn void pty_fail_at(struct pty *t, const char *why, const char *file, int line);

/* ---- the screen (as read so far) -------------------------------------------------------------------------- */

struct pty_cell {
	char text[32];       /* UTF-8; " " when empty, "" in the right half of a wide character */
	int fg, bg;          /* palette index; −1 the terminal's own; −2 given as RGB */
	bool bold, reverse, underline, italic, blink;
};
enum { PTY_COLOR_DEFAULT = -1, PTY_COLOR_RGB = -2 };

int pty_rows(const struct pty *t);
int pty_cols(const struct pty *t);
/* Row as text without trailing blanks; valid until the same row is asked for again, a resize or pty_end. */
const char *pty_row(struct pty *t, int row);
/* All rows with a newline each; valid until the next pty_screen. */
const char *pty_screen(struct pty *t);
bool pty_has(struct pty *t, const char *text);
/* The row and column (either may be NULL) where text begins; false if it is not on the screen. */
bool pty_find(struct pty *t, const char *text, int *row, int *col);
struct pty_cell pty_cell(struct pty *t, int row, int col);
void pty_cursor(struct pty *t, int *row, int *col, bool *visible);
void pty_resize(struct pty *t, int rows, int cols);
void pty_signal(struct pty *t, int sig);
void pty_hangup(struct pty *t);    /* the terminal goes away: SIGHUP, as when ssh breaks */
void pty_dump(struct pty *t, const char *why); /* the screen, as TAP comments on stderr */

/* ---- the bytes -------------------------------------------------------------------------------------------- */

/* Everything the program wrote; borrowed, valid until more is read. */
const char *pty_log(const struct pty *t, size_t *len);
/* Reads what is there now without waiting or interpreting it; bytes read, 0 if none, −1 at the end. */
ssize_t pty_read(struct pty *t);
/* Offset in the log of the first byte that no curses program writes: C0 other than BEL BS HT LF CR SO SI ESC, DEL, C1, a
 * string sequence (OSC, DCS, APC, PM, SOS); −1 if there is none. */
ssize_t pty_stray(const struct pty *t);
/* NULL when the terminal is as it was at the start (modes of the line, main screen, cursor, mouse, paste marks); else what
 * is not. Ask after pty_wait_exit. */
const char *pty_unrestored(struct pty *t);

#endif
