/* input.c: keys, pastes, mouse and signals as events. */
#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "store/store.h"
#include "ui/term.h"
#include "ui/term_priv.h"
#include "widget/keys.h"

#define KEY_PASTE_BEGIN 0x7001
#define KEY_PASTE_END 0x7002
#define KEY_WORD_LEFT 0x7003
#define KEY_WORD_RIGHT 0x7004
#define PASTE_MAX (4 * 1024 * 1024) /* what is kept while a paste runs; the rest is drained and dropped */
#define PASTE_PATIENCE 1000         /* ms without a byte before an unfinished paste is taken as it is */
#define DOUBLE_CLICK 400            /* ms */
#define EMPTY_READS 50              /* readable, yet not a byte there: so often in a row means closed */

static struct buf pasted;
static bool pasting;

static const struct {
	int curses, key;
} key_table[] = {
	{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT },
	{ KEY_HOME, K_HOME }, { KEY_END, K_END }, { KEY_PPAGE, K_PAGE_UP }, { KEY_NPAGE, K_PAGE_DOWN },
	{ KEY_FIND, K_HOME }, { KEY_SELECT, K_END }, { KEY_A1, K_HOME }, { KEY_C1, K_END }, { KEY_A3, K_PAGE_UP },
	{ KEY_C3, K_PAGE_DOWN }, { KEY_IC, K_INSERT }, { KEY_DC, K_DELETE }, { KEY_BACKSPACE, K_BACKSPACE },
	{ KEY_BTAB, K_BACKTAB }, { KEY_ENTER, K_ENTER }, { KEY_WORD_LEFT, K_CTRL_LEFT }, { KEY_WORD_RIGHT, K_CTRL_RIGHT },
	{ KEY_SLEFT, K_LEFT }, { KEY_SRIGHT, K_RIGHT }, { KEY_SR, K_UP }, { KEY_SF, K_DOWN },
};

static const struct {
	const char *bytes;
	int curses;
} sequences[] = {
	{ "\033[200~", KEY_PASTE_BEGIN }, { "\033[201~", KEY_PASTE_END },
	{ "\033[1;5D", KEY_WORD_LEFT }, { "\033[1;5C", KEY_WORD_RIGHT },
	{ "\033[1;3D", KEY_WORD_LEFT }, { "\033[1;3C", KEY_WORD_RIGHT },
	{ "\033Od", KEY_WORD_LEFT }, { "\033Oc", KEY_WORD_RIGHT },
	/* PuTTY and the Linux console send these whatever terminfo says */
	{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[H", KEY_HOME }, { "\033[F", KEY_END },
	{ "\033OH", KEY_HOME }, { "\033OF", KEY_END }, { "\033[11~", KEY_F(1) }, { "\033[12~", KEY_F(2) },
	{ "\033[21~", KEY_F(10) }, { "\033[Z", KEY_BTAB },
	{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
};

void input_init(void)
{
	for (size_t i = 0; i < COUNT_OF(sequences); i++)
		if (!key_defined(sequences[i].bytes))
			define_key(sequences[i].bytes, sequences[i].curses);
}

static int function_key(int code)
{
	for (size_t i = 0; i < COUNT_OF(key_table); i++)
		if (key_table[i].curses == code)
			return key_table[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return K_F1 + code - KEY_F(1);
	return K_NONE;
}

static int character_key(wint_t c)
{
	if (c == '\n' || c == '\r')
		return K_ENTER;
	if (c == 127 || c == 8)
		return K_BACKSPACE;
	return (int)c;
}

static long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#define PRESSES (BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED)

/* Presses that arrive together come out of curses last first, all at the first KEY_MOUSE: kept here to be taken in order. */
static MEVENT presses[8];
static int npresses;

static void collect_presses(void)
{
	MEVENT mouse;

	while (npresses < (int)COUNT_OF(presses) && getmouse(&mouse) == OK)
		if (mouse.bstate & PRESSES && term_mouse_is_on())
			presses[npresses++] = mouse;
}

static void mouse_event(struct event *event)
{
	static long last_at;
	static int last_row = -1;
	const MEVENT mouse = presses[--npresses];
	long now = milliseconds();

	*event = (struct event){ .type = EVENT_MOUSE, .row = mouse.y, .col = mouse.x, .button = MOUSE_CLICK };
	if (mouse.bstate & BUTTON4_PRESSED)
		event->button = MOUSE_WHEEL_UP;
	else if (mouse.bstate & BUTTON5_PRESSED)
		event->button = MOUSE_WHEEL_DOWN;
	else if (mouse.y == last_row && now - last_at < DOUBLE_CLICK)
		event->button = MOUSE_DOUBLE;
	if (event->button == MOUSE_CLICK) {
		last_at = now;
		last_row = mouse.y;
	} else {
		last_row = -1;
	}
}

/* One character of a paste. Keys that the terminal's bytes happened to spell are dropped: a paste is text. */
static bool paste_take(int got, wint_t c, struct event *event)
{
	char bytes[4];

	if (got == KEY_CODE_YES && c == KEY_PASTE_END) {
		pasting = false;
		*event = (struct event){ .type = EVENT_PASTE, .paste = &pasted };
		return true;
	}
	if (got != KEY_CODE_YES && pasted.len < PASTE_MAX && c < 0x110000)
		buf_add(&pasted, bytes, utf8_encode((uint32_t)c, bytes));
	return false;
}

/* What curses has; false when it has nothing more. event->type stays EVENT_NONE for what is no event. */
static bool read_key(struct event *event)
{
	wint_t c;
	int got;

	*event = (struct event){ .type = EVENT_NONE };
	if (npresses > 0) {
		mouse_event(event);
		return true;
	}
	got = get_wch(&c);
	if (got == ERR)
		return false;
	if (pasting) {
		paste_take(got, c, event);
		return true;
	}
	if (got != KEY_CODE_YES) {
		*event = (struct event){ .type = EVENT_KEY, .key = character_key(c) };
	} else if (c == KEY_PASTE_BEGIN) {
		pasting = true;
		buf_clear(&pasted);
	} else if (c == KEY_MOUSE) {
		collect_presses();
	} else if (c != KEY_RESIZE && function_key((int)c) != K_NONE) {
		*event = (struct event){ .type = EVENT_KEY, .key = function_key((int)c) };
	}
	return true;
}

static bool read_signal(struct event *event)
{
	bool resized = false;
	int sig;

	while ((sig = term_next_signal())) {
		if (sig == SIGTERM || sig == SIGHUP || sig == SIGINT || sig == SIGQUIT) {
			*event = (struct event){ .type = EVENT_HANGUP };
			return true;
		}
		if (sig == SIGTSTP || sig == SIGCONT) { /* after a SIGSTOP the shell has had the screen */
			if (sig == SIGTSTP)
				term_suspend();
			else
				term_resume();
			*event = (struct event){ .type = EVENT_RESUMED };
			return true;
		}
		resized = resized || sig == SIGWINCH;
	}
	if (resized) {
		term_fit_window();
		*event = (struct event){ .type = EVENT_RESIZE };
	}
	return resized;
}

/* Bytes that are no characters are read without any key coming of it: those are not a closed terminal. */
static int bytes_waiting(void)
{
	int n = 0;

	return ioctl(STDIN_FILENO, FIONREAD, &n) == 0 ? n : 0;
}

bool term_pending(void)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && (fd.revents & POLLIN);
}

void term_wait(struct event *event, int timeout_ms, int watch_fd)
{
	struct pollfd fds[3] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = term_signal_fd(), .events = POLLIN },
		{ .fd = watch_fd, .events = POLLIN },
	};

	int empty = 0;

	assert(store_snapshots_open() == 0); /* a reader kept open while someone thinks makes the file grow without end */
	for (;;) {
		int ready;

		if (read_signal(event))
			return;
		while (read_key(event)) {
			empty = 0;
			if (event->type != EVENT_NONE)
				return;
		}
		ready = poll(fds, COUNT_OF(fds), pasting ? PASTE_PATIENCE : timeout_ms);
		if (ready == 0 && pasting) {
			pasting = false;
			*event = (struct event){ .type = EVENT_PASTE, .paste = &pasted };
			return;
		}
		*event = (struct event){ .type = EVENT_TIMEOUT };
		if (ready == 0)
			return;
		if (ready < 0 && errno != EINTR) {
			*event = (struct event){ .type = EVENT_HANGUP };
			return;
		}
		if (ready < 0)
			continue;
		/* A closed terminal is readable for ever with nothing to read: trying again would burn the CPU. */
		event->type = EVENT_HANGUP;
		if ((fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) ||
				(fds[0].revents && bytes_waiting() == 0 && ++empty > EMPTY_READS))
			return;
		event->type = EVENT_STORE;
		if (fds[2].revents && !fds[0].revents && !fds[1].revents)
			return;
	}
}
