/* draft.c: forms being edited, as files.
 *
 * A file is named STORE-KIND-HASH.json, HASH being of plan and id; where that name is taken by someone whose draft must
 * not be overwritten (another process at work, or an unfinished new record of a dead one) -PID is added. */
#include "store/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/text.h"

enum { DRAFT_FORMAT = 1, START_FIELD = 22 };

/* Who wrote a draft: a pid alone may belong to someone else by now. */
struct writer_id {
	long pid;
	unsigned long long start;
};

/* When pid was started, in ticks since boot; 0: there is no such process, or it has ended and nobody has taken note. */
static unsigned long long start_time(long pid)
{
	char path[64], line[1024];
	unsigned long long start = 0;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t n = read(fd, line, sizeof(line) - 1);
	close(fd);
	line[n > 0 ? n : 0] = '\0';
	char *at = strrchr(line, ')'); /* the name before it may hold anything */
	if (at && at[1] == ' ' && (at[2] == 'Z' || at[2] == 'X'))
		return 0;
	for (int field = 2; at && field < START_FIELD; field++)
		at = strchr(at + 1, ' ');
	if (at)
		start = strtoull(at + 1, NULL, 10);
	return start;
}

static struct writer_id self(void)
{
	static struct writer_id me;

	if (me.pid != (long)getpid())
		me = (struct writer_id){ (long)getpid(), start_time((long)getpid()) };
	return me;
}

static bool is_self(struct writer_id w)
{
	return w.pid == self().pid && w.start == self().start;
}

static bool is_alive(struct writer_id w)
{
	return w.pid > 0 && w.start != 0 && start_time(w.pid) == w.start;
}

/* ---- names */

static char *drafts_dir(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state && state[0] == '/')
		return mem_printf("%s/styrtavla/drafts", state);
	return mem_printf("%s/.local/state/styrtavla/drafts", home ? home : "");
}

static int make_dir(const char *dir, struct err *err)
{
	char *copy = mem_strdup(dir);
	int rc = 0;

	for (char *at = copy + 1; rc == 0; at++) {
		char was = *at;
		if (was != '/' && was != '\0')
			continue;
		*at = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			rc = errno;
		*at = was;
		if (was == '\0')
			break;
	}
	free(copy);
	return rc ? err_set(err, ERR_STORE, "utkastet kan inte sparas, %s kan inte skapas: %s", dir, strerror(rc)) : 0;
}

static char *base_path(const char *dir, const char *store_id, enum record_kind kind, const char *plan, const char *id)
{
	uint64_t hash = XXH3_64bits_withSeed(id ? id : "", id ? strlen(id) : 0,
			XXH3_64bits(plan ? plan : "", plan ? strlen(plan) : 0));

	return mem_printf("%s/%s-%d-%016llx.json", dir, store_id, (int)kind, (unsigned long long)hash);
}

static char *own_path(const char *base)
{
	return mem_printf("%.*s-%ld.json", (int)(strlen(base) - strlen(".json")), base, self().pid);
}

/* ---- the file's text */

/* What was typed may hold bytes that are not UTF-8; JSON may not. */
static json_t *text_json(const char *text)
{
	json_t *json = json_string(text ? text : "");
	struct buf clean = { 0 };

	if (json)
		return json;
	text_nfc(&clean, text, strlen(text));
	json = json_string(buf_cstr(&clean));
	buf_free(&clean);
	return json;
}

static char *checksum(const json_t *root)
{
	char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
	char *sum = mem_printf("%016llx", (unsigned long long)(text ? XXH3_64bits(text, strlen(text)) : 0));

	free(text);
	return sum;
}

static char *draft_text(const char *store_id, const struct draft *draft)
{
	json_t *root = json_object(), *fields = json_array();
	struct writer_id me = self();

	for (size_t i = 0; i < draft->nfields; i++) {
		json_t *pair = json_array();
		json_array_append_new(pair, text_json(draft->fields[i].key));
		json_array_append_new(pair, text_json(draft->fields[i].text));
		json_array_append_new(fields, pair);
	}
	json_object_set_new(root, "format", json_integer(DRAFT_FORMAT));
	json_object_set_new(root, "store", text_json(store_id));
	json_object_set_new(root, "kind", text_json(record_type(draft->kind)->name));
	json_object_set_new(root, "plan", text_json(draft->plan));
	json_object_set_new(root, "id", text_json(draft->id));
	json_object_set_new(root, "revision", json_integer(draft->revision));
	json_object_set_new(root, "at", json_integer(draft->at));
	json_object_set_new(root, "pid", json_integer(me.pid));
	json_object_set_new(root, "start", json_integer((json_int_t)me.start));
	json_object_set_new(root, "fields", fields);
	char *sum = checksum(root);
	json_object_set_new(root, "checksum", text_json(sum));
	free(sum);
	char *text = json_dumps(root, JSON_INDENT(1));
	json_decref(root);
	return text;
}

static char *member(const json_t *root, const char *key)
{
	const char *text = json_string_value(json_object_get(root, key));

	return mem_strdup(text ? text : "");
}

static bool read_fields(const json_t *list, struct draft *draft)
{
	size_t n = json_array_size(list);

	draft->fields = mem_alloc((n + 1) * sizeof(*draft->fields));
	for (size_t i = 0; i < n; i++) {
		const json_t *pair = json_array_get(list, i);
		const char *key = json_string_value(json_array_get(pair, 0)), *text = json_string_value(json_array_get(pair, 1));
		if (!key || !text)
			return false;
		draft->fields[draft->nfields++] = (struct draft_field){ mem_strdup(key), mem_strdup(text) };
	}
	return json_is_array(list);
}

/* False where the file is no whole draft. *store is whose it is; caller frees. */
static bool read_draft(const char *path, struct draft *draft, struct writer_id *writer, char **store)
{
	json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	bool good = false;

	*draft = (struct draft){ .path = mem_strdup(path) };
	*store = NULL;
	if (json_is_object(root) && json_integer_value(json_object_get(root, "format")) == DRAFT_FORMAT) {
		char *said = member(root, "checksum");
		json_object_del(root, "checksum");
		char *sum = checksum(root), *kind = member(root, "kind");
		const struct record_type *type = record_type_by_name(kind);
		draft->kind = type ? type->kind : REC_NONE;
		draft->plan = member(root, "plan");
		draft->id = member(root, "id");
		draft->revision = (uint32_t)json_integer_value(json_object_get(root, "revision"));
		draft->at = json_integer_value(json_object_get(root, "at"));
		writer->pid = (long)json_integer_value(json_object_get(root, "pid"));
		writer->start = (unsigned long long)json_integer_value(json_object_get(root, "start"));
		*store = member(root, "store");
		good = read_fields(json_object_get(root, "fields"), draft) && type && strcmp(said, sum) == 0;
		free(said);
		free(sum);
		free(kind);
	}
	json_decref(root);
	return good;
}

void draft_free_fields(struct draft *draft)
{
	for (size_t i = 0; i < draft->nfields; i++) {
		free(draft->fields[i].key);
		free(draft->fields[i].text);
	}
	free(draft->fields);
	draft->fields = NULL;
	draft->nfields = 0;
}

static void clear_draft(struct draft *draft)
{
	draft_free_fields(draft);
	free(draft->plan);
	free(draft->id);
	free(draft->path);
	*draft = (struct draft){ 0 };
}

/* ---- writing */

static void sync_dir(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fsync(fd) != 0)
		(void)errno; /* the file itself is synced; its name then comes with the next sync of the disk */
	close(fd);
}

static int write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		text += n;
		len -= (size_t)n;
	}
	return 0;
}

static int replace_file(const char *dir, const char *path, const char *text, struct err *err)
{
	char *tmp = mem_printf("%s.%ld.tmp", path, self().pid);
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	int rc = fd < 0 ? errno : write_all(fd, text, strlen(text));

	if (rc == 0 && (fchmod(fd, 0600) != 0 || fsync(fd) != 0))
		rc = errno;
	if (fd >= 0 && close(fd) != 0 && rc == 0)
		rc = errno;
	if (rc == 0 && rename(tmp, path) != 0)
		rc = errno;
	if (rc)
		unlink(tmp);
	else
		sync_dir(dir);
	free(tmp);
	return rc ? err_set(err, ERR_STORE, "utkastet kan inte sparas i %s: %s", path, strerror(rc)) : 0;
}

/* True if the file at path may be written over by this process's draft of the same record. */
static bool replaceable(const char *path, bool new_record)
{
	struct writer_id writer = { 0 };
	struct draft there;
	char *store;

	if (access(path, F_OK) != 0)
		return true;
	bool good = read_draft(path, &there, &writer, &store);
	clear_draft(&there);
	free(store);
	if (!good)
		return false; /* draft_list sets it aside */
	return is_self(writer) || (!new_record && !is_alive(writer));
}

int draft_write(const char *store_id, const struct draft *draft, struct err *err)
{
	char *dir = drafts_dir();
	int rc = record_type(draft->kind) ? make_dir(dir, err) : err_set(err, ERR_STORE, "utkastet har inget slag");

	if (rc == 0) {
		char *base = base_path(dir, store_id, draft->kind, draft->plan, draft->id), *own = own_path(base);
		bool new_record = !draft->id || !draft->id[0];
		const char *path = replaceable(base, new_record) ? base : own;
		char *text = draft_text(store_id, draft);
		rc = text ? replace_file(dir, path, text, err) : err_set(err, ERR_STORE, "utkastet kan inte sparas: minnet är slut");
		free(text);
		free(base);
		free(own);
	}
	free(dir);
	return rc;
}

void draft_remove(const char *store_id, enum record_kind kind, const char *plan, const char *id)
{
	char *dir = drafts_dir(), *base = base_path(dir, store_id, kind, plan, id), *own = own_path(base);
	bool new_record = !id || !id[0];

	if (access(base, F_OK) == 0 && replaceable(base, new_record))
		unlink(base);
	unlink(own);
	free(own);
	free(base);
	free(dir);
}

void draft_discard(const struct draft *draft)
{
	struct writer_id writer = { 0 };
	struct draft there;
	char *store;

	if (!draft->path || access(draft->path, F_OK) != 0)
		return;
	read_draft(draft->path, &there, &writer, &store);
	clear_draft(&there);
	free(store);
	if (!is_self(writer)) /* taken up again and written over: what is there now is ours to keep */
		unlink(draft->path);
}

/* ---- listing */

/* Renames to *.bad, or *.bad.2 … where there is one already: what was typed may still be read by a person. */
static void set_aside(const char *path)
{
	char *bad = mem_printf("%s.bad", path);

	for (int i = 2; access(bad, F_OK) == 0 && i < 1000; i++) {
		free(bad);
		bad = mem_printf("%s.bad.%d", path, i);
	}
	if (rename(path, bad) != 0)
		(void)errno; /* it stays where it is, and is passed over each time */
	free(bad);
}

static bool is_draft_name(const char *name, const char *store_id)
{
	size_t n = strlen(name), id = strlen(store_id);

	return n > id + 5 && strncmp(name, store_id, id) == 0 && name[id] == '-' && strcmp(name + n - 5, ".json") == 0;
}

static int newest_first(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;

	return (x->at < y->at) - (x->at > y->at);
}

struct draft *draft_list(const char *store_id, size_t *n)
{
	char *dir = drafts_dir();
	struct draft *list = NULL;
	const struct dirent *e;
	DIR *d = opendir(dir);

	*n = 0;
	while (d && (e = readdir(d))) {
		struct writer_id writer = { 0 };
		struct draft draft;
		char *store;
		if (!is_draft_name(e->d_name, store_id))
			continue;
		char *path = mem_printf("%s/%s", dir, e->d_name);
		bool good = read_draft(path, &draft, &writer, &store);
		if (!good)
			set_aside(path);
		if (good && strcmp(store, store_id) == 0 && !is_alive(writer)) {
			list = mem_array(list, *n + 1, sizeof(*list));
			list[(*n)++] = draft;
		} else {
			clear_draft(&draft);
		}
		free(store);
		free(path);
	}
	if (d)
		closedir(d);
	free(dir);
	if (*n > 1)
		qsort(list, *n, sizeof(*list), newest_first);
	return list;
}

void draft_list_free(struct draft *drafts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		clear_draft(&drafts[i]);
	free(drafts);
}
