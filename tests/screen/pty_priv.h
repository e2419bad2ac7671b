/* pty_priv.h: what pty.c, pty_keys.c and pty_screen.c share. */
#ifndef STYRTAVLA_TESTS_PTY_PRIV_H
#define STYRTAVLA_TESTS_PTY_PRIV_H

#include <termios.h>
#include <vterm.h>

#include "screen/pty.h"

struct pty {
	struct pty *next;         /* all that live, for the end of the process */
	pid_t pid;
	int fd;                   /* −1 after a hang-up */
	bool eof, exited;
	int status;               /* when exited */
	int rows, cols;
	struct termios line;      /* as it was at the start */
	char *dir;                /* ours: sanitizer reports, and home unless given */
	char *home;
	VTerm *vt;
	VTermScreen *screen;
	bool cursor_visible;
	char *log;
	size_t len, cap;
	size_t fed;               /* bytes of the log that vt has seen */
	char **row_text;          /* what pty_row handed out */
	char *screen_text;
	int strokes;
	bool typed;               /* the last thing counted was a text: its Enter is free */
};

/* Gives vt what it has not seen, and the program vt's answers. */
void pty_feed(struct pty *t);
void pty_write(struct pty *t, const char *bytes, size_t n);
/* Text of row, malloc'd, with blanks cut; column_of[i] (if given) is where cell i begins in it, cols + 1 entries. */
char *pty_row_text(struct pty *t, int row, size_t *column_of);
void pty_rows_free(struct pty *t);

#endif
