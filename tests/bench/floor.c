/* floor.c: the least ncurses program that shows a scrolling table and a second screen. What it costs, any program costs. */
#include <curses.h>
#include <locale.h>

enum { NROWS = 5000 };

static void draw_table(int top, int chosen)
{
	int height = LINES - 2;

	erase();
	attrset(A_BOLD);
	mvprintw(0, 0, " %-8s %-40s %12s %12s", "Nr", "Namn", "Värde", "Mål");
	attrset(A_NORMAL);
	for (int y = 0; y < height && top + y < NROWS; y++) {
		int i = top + y;

		if (i == chosen)
			attrset(A_REVERSE);
		mvprintw(y + 1, 0, " %-8d Indikator nummer %-24d %12.1f %12.1f", i, i, i * 0.7, i * 0.9);
		attrset(A_NORMAL);
	}
	mvprintw(LINES - 1, 0, " %d av %d", chosen + 1, NROWS);
	move(chosen - top + 1, 0);
}

static void draw_detail(int chosen)
{
	erase();
	mvprintw(0, 0, " Indikator %d", chosen);
	for (int y = 2; y < LINES - 1; y++)
		mvprintw(y, 0, " %d  %10.1f", 2000 + y, (chosen + y) * 0.3);
	move(0, 0);
}

int main(void)
{
	int top = 0, chosen = 0, detail = 0, key = 0;

	setlocale(LC_CTYPE, "");
	set_escdelay(25);
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	while (key != 'q') {
		if (chosen < top)
			top = chosen;
		if (chosen >= top + LINES - 2)
			top = chosen - LINES + 3;
		if (detail)
			draw_detail(chosen);
		else
			draw_table(top, chosen);
		key = getch();
		if (key == KEY_DOWN)
			chosen += chosen < NROWS - 1;
		else if (key == KEY_UP)
			chosen -= chosen > 0;
		else if (key == KEY_NPAGE)
			chosen = chosen + LINES - 2 < NROWS ? chosen + LINES - 2 : NROWS - 1;
		else if (key == KEY_PPAGE)
			chosen = chosen > LINES - 2 ? chosen - LINES + 2 : 0;
		else if (key == '\n' || key == '\r' || key == 27)
			detail = key != 27;
	}
	endwin();
	return 0;
}
