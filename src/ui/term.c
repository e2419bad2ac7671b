/* term.c: curses set-up, signals, restore. Reading keys is in input.c. */
#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "ui/paint.h"
#include "ui/term_priv.h"

static bool is_open, mouse_on;
static SCREEN *screen;
static struct termios tty_before;
static int signal_pipe[2] = { -1, -1 };

/* What a dying program writes: leave the alternate screen, show the cursor, plain text, no mouse, no bracketed paste,
 * plain arrow keys. */
static const char restore_bytes[] = "\033[?1l\033>\033[?2004l\033[?1000l\033[?1002l\033[?1006l\033[0m\033[?25h\033[?1049l\r\n";
static const char damage_text[] =
	"styrtavla: ett fel i programmet eller en skadad fil i lagret stoppade det. Sparade ändringar finns kvar och utkast "
	"erbjuds vid nästa start. Kontrollera disken och kopiera lagret innan det öppnas igen.\n";

static void on_signal(int sig)
{
	int saved = errno;
	char byte = (char)sig;

	if (write(signal_pipe[1], &byte, 1) < 0)
		byte = 0; /* the pipe is full: a wake-up is on its way already */
	errno = saved;
}

static void on_crash(int sig)
{
	if (write(STDOUT_FILENO, restore_bytes, sizeof(restore_bytes) - 1) < 0)
		_exit(ERR_STORE);
	tcsetattr(STDIN_FILENO, TCSANOW, &tty_before);
	if (write(STDERR_FILENO, damage_text, sizeof(damage_text) - 1) < 0)
		_exit(ERR_STORE);
	(void)sig;
	_exit(ERR_STORE);
}

static void handle(int sig, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&action.sa_mask);
	sigaction(sig, &action, NULL);
}

static void install_signals(void)
{
	static const int caught[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT };
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };
	static char stack[64 * 1024];
	stack_t alternate = { .ss_sp = stack, .ss_size = sizeof(stack) };

	sigaltstack(&alternate, NULL);
	for (size_t i = 0; i < COUNT_OF(caught); i++)
		handle(caught[i], on_signal, SA_RESTART);
	for (size_t i = 0; i < COUNT_OF(fatal); i++)
		handle(fatal[i], on_crash, (int)(SA_ONSTACK | SA_RESETHAND));
	signal(SIGPIPE, SIG_IGN);
}

static int open_pipe(struct err *err)
{
	if (pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) < 0)
		return err_set(err, ERR_STORE, "kunde inte öppna ett rör: %s", strerror(errno));
	return 0;
}

/* The window as the terminal says, within what can be drawn. The environment's LINES and COLUMNS are never believed. */
static void window_size(int *rows, int *cols)
{
	struct winsize size;

	*rows = 24;
	*cols = 80;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
		*rows = size.ws_row;
		*cols = size.ws_col;
	}
	if (*rows > TERM_MAX_ROWS)
		*rows = TERM_MAX_ROWS;
	if (*cols > TERM_MAX_COLS)
		*cols = TERM_MAX_COLS;
}

void term_fit_window(void)
{
	int rows, cols;

	window_size(&rows, &cols);
	if (rows == LINES && cols == COLS)
		return;
	resizeterm(rows, cols);
	paint_forget();
}

static void write_mode(const char *bytes)
{
	putp(bytes);
	fflush(stdout);
}

static void enter_modes(void)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	meta(stdscr, TRUE);
	write_mode("\033[?2004h"); /* bracketed paste: what is pasted is data, never commands */
	term_mouse(mouse_on);
}

/* Until a program has left its screen once, curses sends what it has at every move of the cursor: a frame is forty writes, and
 * whoever reads them wakes as many times. One that has come back sends a frame in one. */
static void send_frames_whole(void)
{
	endwin();
	refresh();
}

int term_open(int escdelay, bool mouse, struct err *err)
{
	const char *name = getenv("TERM");
	int rows, cols, status = 0;
	bool can_move;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "instrumentpanelen behöver en terminal; för skript finns export, status och "
				"check (styrtavla --help)");
	if (!name || !*name || strlen(name) > 64 || setupterm(name, STDOUT_FILENO, &status) != OK)
		return err_set(err, ERR_USAGE, "terminaltypen \"%s\" är okänd: sätt TERM, till exempel TERM=xterm-256color",
				name && strlen(name) <= 64 ? name : "");
	can_move = cursor_address != NULL;
	del_curterm(cur_term); /* it was only asked what it can: newterm reads it anew */
	if (!can_move)
		return err_set(err, ERR_USAGE, "terminalen \"%s\" kan inte flytta markören: sätt TERM, till exempel "
				"TERM=xterm-256color, eller använd kommandona (styrtavla --help)", name);
	if (open_pipe(err))
		return err->code;
	tcgetattr(STDIN_FILENO, &tty_before);
	use_env(FALSE);
	use_tioctl(TRUE);
	screen = newterm(name, stdout, stdin);
	if (!screen)
		return err_set(err, ERR_USAGE, "terminalen \"%s\" går inte att rita på: sätt TERM, till exempel "
				"TERM=xterm-256color", name);
	send_frames_whole();
	install_signals(); /* after newterm, so that ours are the ones that stand */
	is_open = true;
	mouse_on = mouse;
	set_escdelay(escdelay);
	window_size(&rows, &cols);
	if (rows != LINES || cols != COLS)
		resizeterm(rows, cols);
	enter_modes();
	input_init();
	return 0;
}

void term_close(void)
{
	if (!is_open)
		return;
	is_open = false;
	mousemask(0, NULL);
	write_mode("\033[?2004l");
	endwin();
	delscreen(screen);
	screen = NULL;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tty_before);
}

int term_rows(void)
{
	return LINES;
}

int term_cols(void)
{
	return COLS;
}

#define BUTTON(n) (BUTTON##n##_PRESSED | BUTTON##n##_RELEASED)
#define ALL_BUTTONS (BUTTON(1) | BUTTON(2) | BUTTON(3) | BUTTON(4) | BUTTON(5))

void term_mouse(bool on)
{
	if (is_open)
		mouse_on = on;
	/* All buttons, also those that mean nothing here, and never none again while keys are read: after the bytes of a button
	 * that is not asked for, curses sits and waits for the next key, whatever it was told about waiting. */
	if (on)
		mousemask(ALL_BUTTONS, NULL);
	else
		write_mode("\033[?1006l\033[?1000l");
	mouseinterval(0); /* double clicks are ours to find: curses would hold each click back */
}

bool term_mouse_is_on(void)
{
	return mouse_on;
}

void term_redraw_all(void)
{
	clearok(curscr, TRUE);
}

void term_resume(void)
{
	enter_modes();
	term_fit_window();
	clearok(curscr, TRUE);
}

void term_suspend(void)
{
	write_mode("\033[?2004l");
	mousemask(0, NULL);
	endwin();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tty_before);
	handle(SIGTSTP, SIG_DFL, 0);
	handle(SIGCONT, SIG_DFL, 0); /* what wakes us here is no news */
	kill(0, SIGTSTP);            /* the whole job, as the terminal does it */
	handle(SIGCONT, on_signal, SA_RESTART);
	handle(SIGTSTP, on_signal, SA_RESTART);
	term_resume();
}

int term_signal_fd(void)
{
	return signal_pipe[0];
}

int term_next_signal(void)
{
	unsigned char byte;

	return read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}
