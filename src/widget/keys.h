/* keys.h: keys as numbers, actions as a table, and the map between them. No curses.
 *
 * A key is a Unicode character, or one of KEY__ below. Ctrl-letters are 1–26 as in ASCII; Tab is 9, Enter 13, Esc 27. The
 * action table is the one source of help, bottom line, `keys` in styrtavla.ini and the man page. */
#ifndef STYRTAVLA_KEYS_H
#define STYRTAVLA_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"

enum key {
	K_TAB = 9, K_ENTER = 13, K_ESC = 27,
	K_BASE = 0x200000, /* above every character */
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_INSERT, K_DELETE, K_BACKSPACE, K_BACKTAB,
	K_CTRL_LEFT, K_CTRL_RIGHT,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_NONE,
};
#define K_CTRL(c) ((c) & 0x1f)

/* Groups order the help. */
#define ACTION_GROUPS(X) \
	X(MOVE, "Flytta") X(GO, "Gå") X(SEE, "Visa") X(EDIT, "Ändra") X(VIEW, "Vyer") X(PROGRAM, "Program")

/* id, name in styrtavla.ini, default keys, group, short word for the bottom line, help */
#define ACTIONS(X) \
	X(UP,        "up",        "Up k",            MOVE, "upp",       "en rad upp") \
	X(DOWN,      "down",      "Down j",          MOVE, "ner",       "en rad ner") \
	X(PAGE_UP,   "page-up",   "PageUp",          MOVE, "sida upp",  "en skärm upp") \
	X(PAGE_DOWN, "page-down", "PageDown",        MOVE, "sida ner",  "en skärm ner") \
	X(HOME,      "home",      "Home g",          MOVE, "överst",    "första raden") \
	X(END,       "end",       "End G",           MOVE, "nederst",   "sista raden") \
	X(LEFT,      "left",      "Left h",          MOVE, "vänster",   "perioden före eller fältet till vänster; stäng; annars tillbaka") \
	X(RIGHT,     "right",     "Right l",         MOVE, "höger",     "perioden efter eller fältet till höger; öppna; annars djupare") \
	X(NEXT_TAB,  "next-tab",  "Tab",             MOVE, "flik",      "nästa flik eller rapportdel; nästa fält när man skriver") \
	X(PREV_TAB,  "prev-tab",  "Shift-Tab",       MOVE, "flik bakåt", "föregående flik eller fält") \
	X(OPEN,      "open",      "Enter",           GO,   "öppna",     "djupare: öppna det som är valt") \
	X(BACK,      "back",      "Esc Backspace",   GO,   "tillbaka",  "tillbaka; kastar aldrig något") \
	X(HIST_BACK, "history-back", ",",            GO,   "bakåt",     "bakåt bland det man sett") \
	X(HIST_NEXT, "history-forward", ".",         GO,   "framåt",    "framåt bland det man sett") \
	X(GOTO,      "goto",      ":",               GO,   "gå till",   "gå till vad som helst med några bokstäver, även en plan") \
	X(BOARD,     "board",     "b",               GO,   "nämnd",     "välj nämnd att se med") \
	X(KONCERN,   "koncern",   "o",               GO,   "koncern",   "växla mellan koncernen och den senast valda nämnden") \
	X(FILTER,    "filter",    "/",               SEE,  "filtrera",  "visa bara rader med orden (!ord = utan ordet)") \
	X(PRESET,    "preset",    "f",               SEE,  "urval",     "nästa färdiga urval (sena, mina …)") \
	X(GROUP,     "group",     "z",               SEE,  "gruppera",  "gruppera efter nämnd, eller inte") \
	X(SORT,      "sort",      "s",               SEE,  "sortera",   "sortera efter nästa kolumn") \
	X(REVERSE,   "reverse",   "S",               SEE,  "vänd",      "vänd sorteringen") \
	X(WHY,       "why",       "v",               SEE,  "varför?",   "varför läget eller siffran är som den är: regel, källa, vem och när") \
	X(CHANGES,   "changes",   "c",               SEE,  "ändrat",    "vad som ändrats sedan förra rapporten; en gång till väljer sedan när") \
	X(TIME,      "time",      "t",               SEE,  "tidsresa",  "visa allt som det var ett datum") \
	X(NOW,       "now",       "T",               SEE,  "nu",        "tillbaka till nu") \
	X(COMPARE,   "compare",   "m",               SEE,  "jämför",    "nästa jämförelse (riket, regioner, kommuner, valda, nämnder); på ett mål nästa rapporttillfälle") \
	X(GENDER,    "gender",    "w",               SEE,  "kvinnor/män", "kvinnor mot män med skillnaden, eller totalt") \
	X(NOTE,      "note",      "N",               EDIT, "anteckna",  "ny anteckning om det som visas, till nämndens nästa möte") \
	X(EXPORT,    "export",    "x",               SEE,  "exportera", "spara det som visas som text eller CSV") \
	X(EDIT,      "edit",      "e F2",            EDIT, "ändra",     "ändra där värdet står; med märkta rader ett fält i alla") \
	X(NEW,       "new",       "n",               EDIT, "ny",        "ny rad här") \
	X(IMPORT,    "import",    "I",               EDIT, "importera", "läs in en fil med siffror; visar först vad det ger") \
	X(DELETE,    "delete",    "d",               EDIT, "ta bort",   "ta bort (går att ångra)") \
	X(DONE,      "done",      "a",               EDIT, "klar",      "aktiviteten klar, åtgärden vidtagen, rapportdelen klarmarkerad") \
	X(SAVE,      "save",      "C-s F10",         EDIT, "spara",     "spara det som ändrats") \
	X(UNDO,      "undo",      "u",               EDIT, "ångra",     "ångra min senaste ändring") \
	X(REDO,      "redo",      "C-r",             EDIT, "gör om",    "gör om det som ångrats") \
	X(MARK,      "mark",      "Space",           EDIT, "märk",      "märk raden; a, d och e gäller sedan alla märkta") \
	X(VIEW_1,    "view-1",    "1",               VIEW, "Översikt",  "fokusområden och mål") \
	X(VIEW_2,    "view-2",    "2",               VIEW, "Nämnder",   "nämndernas budgetramar, prognoser och åtgärdsplaner") \
	X(VIEW_3,    "view-3",    "3",               VIEW, "Indikatorer", "alla indikatorer med senaste värde") \
	X(VIEW_4,    "view-4",    "4",               VIEW, "Aktiviteter", "aktiviteterna som lista eller tidslinje") \
	X(VIEW_5,    "view-5",    "5",               VIEW, "Åtgärdsplaner", "åtgärdsplanerna och vad de täcker") \
	X(VIEW_6,    "view-6",    "6",               VIEW, "Ekonomi",   "resultatbudget och finansiella mål") \
	X(VIEW_7,    "view-7",    "7",               VIEW, "Uppföljning", "rapportåret: tillfällen, datum, vad som saknas, klarmarkering") \
	X(VIEW_8,    "view-8",    "8",               VIEW, "Händelser", "journalen: vem ändrade vad och när") \
	X(HELP,      "help",      "? F1",            PROGRAM, "hjälp",  "tangenterna här; skriv för att söka") \
	X(RELOAD,    "reload",    "r C-l",           PROGRAM, "hämta",  "hämta det senaste och rita om") \
	X(MOUSE,     "mouse",     "M",               PROGRAM, "mus",    "musen av eller på") \
	X(SUSPEND,   "suspend",   "C-z",             PROGRAM, "vila",   "lägg programmet i vila (fg väcker det)") \
	X(QUIT,      "quit",      "q",               PROGRAM, "avsluta", "till översta nivån, sedan avsluta")

#define ACTION_ENUM(id, name, keys, group, word, help) ACT_DO_##id,
enum action { ACT_DO_NONE, ACTIONS(ACTION_ENUM) ACT_DO_COUNT };
#undef ACTION_ENUM

struct action_info {
	const char *name, *keys; /* default keys */
	int group;
	const char *word;        /* for the bottom line */
	const char *help;
};
/* Never NULL for 0 < action < ACT_DO_COUNT. */
const struct action_info *action_info(enum action action);
const char *action_group(int group); /* Swedish heading */
int action_groups(void);

#define KEYS_PER_ACTION 6
struct keymap {
	int keys[ACT_DO_COUNT][KEYS_PER_ACTION]; /* 0 = none */
};
void keymap_default(struct keymap *map);
/* Gives action (by its name) the keys written in `keys` ("e F2", "C-s"), instead of those it had; a key taken from another
 * action is removed there. ERR_INPUT names the unknown action or key and lists what is possible. */
int keymap_set(struct keymap *map, const char *action, const char *keys, struct err *err);
/* After all keymap_set: an action that everyone needs (help, quit, back, up, down, open) and lost its keys is an error. */
int keymap_check(const struct keymap *map, struct err *err);
enum action keymap_action(const struct keymap *map, int key);
/* The first key of action as people write it ("e", "Ctrl-S", "↑"); "" if it has none. Appended to out. */
void keymap_label(const struct keymap *map, enum action action, bool ascii, struct buf *out);
/* All of them, separated by ", ". */
void keymap_labels(const struct keymap *map, enum action action, bool ascii, struct buf *out);
/* "C-s", "F2", "Up", "Space", "å" → key; 0 if it is none. */
int key_parse(const char *name);
void key_label(int key, bool ascii, struct buf *out);

#endif
