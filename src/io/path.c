/* path.c: see the header. */
#include "io/path.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"

char *path_typed(const char *text)
{
	const char *home = getenv("HOME");
	size_t n;

	text += strspn(text, " ");
	n = strlen(text);
	while (n && text[n - 1] == ' ')
		n--;
	if (n > 2 && (*text == '\'' || *text == '"') && text[n - 1] == *text) {
		text++;
		n -= 2;
	}
	if (home && *home && strncmp(text, "~/", 2) == 0)
		return mem_printf("%s%.*s", home, (int)n - 1, text + 1);
	return mem_strndup(text, n);
}

bool path_may_wait(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISFIFO(st.st_mode);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in dir that begin so; directories end in /. */
static void list(const char *dir, const char *begin, struct vec *names)
{
	size_t n = strlen(begin);
	DIR *d = opendir(dir);
	struct dirent *entry;
	struct stat st;

	while (d && (entry = readdir(d))) {
		const char *name = entry->d_name;
		char *path;
		bool deeper;

		/* What is no text cannot be typed either. */
		if (strncmp(name, begin, n) != 0 || (*name == '.' && (!n || !name[1] || strcmp(name, "..") == 0)) ||
				!utf8_valid(name, strlen(name), NULL))
			continue;
		path = mem_printf("%s/%s", dir, name);
		deeper = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
		vec_push(names, mem_printf("%s%s", name, deeper ? "/" : ""));
		free(path);
	}
	if (d)
		closedir(d);
	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), compare);
}

/* How many bytes all names begin with, in whole characters: of sorted names the first and the last tell. */
static size_t common(const struct vec *names)
{
	const char *first = names->items[0], *last = names->items[names->n - 1];
	size_t n = 0;

	while (first[n] && first[n] == last[n])
		n++;
	while (n && ((unsigned char)first[n] & 0xc0) == 0x80)
		n--;
	return n;
}

char *path_complete(const char *text, struct vec *choices)
{
	const char *slash = strrchr(text, '/'), *begin = slash ? slash + 1 : text;
	char *typed = mem_strndup(text, (size_t)(begin - text)), *dir = path_typed(slash ? typed : "."), *out;
	struct vec names = { 0 };

	list(*dir ? dir : ".", begin, &names);
	if (names.n)
		out = mem_printf("%s%.*s", typed, (int)common(&names), (const char *)names.items[0]);
	else
		out = mem_strdup(text);
	if (choices && names.n > 1) {
		*choices = names;
		names = (struct vec){ 0 };
	}
	vec_free_all(&names, free);
	free(typed);
	free(dir);
	return out;
}
