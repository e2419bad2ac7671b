/* term_priv.h: between term.c and input.c. */
#ifndef STYRTAVLA_TERM_PRIV_H
#define STYRTAVLA_TERM_PRIV_H

#include <stdbool.h>

void input_init(void);          /* teaches curses the keys it does not know */
void term_fit_window(void);     /* resizes to what the terminal now says */
/* Takes the terminal back as it is wanted, and forgets what is on it: someone else had it. */
void term_resume(void);
bool term_mouse_is_on(void);
int term_signal_fd(void);
int term_next_signal(void);     /* a caught signal, 0 if none */

#endif
