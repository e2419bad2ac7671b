/* peers.h: other programs on a terminal, as their users run them, for what the budget's rows 1, 3, 8 and 9 are compared with. */
#ifndef STYRTAVLA_TESTS_PEERS_H
#define STYRTAVLA_TESTS_PEERS_H

/* Told, never judged; one that is not installed is "saknas". home: theirs. */
void bench_peers(const char *home);

#endif
