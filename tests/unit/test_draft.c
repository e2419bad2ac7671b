/* Drafts: written, found again when their writer is gone, and never lost. */
#include "store_help.h"
#include "store/draft.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

static const char store_name[] = "0123456789abcdef";

static int set_up(void **state)
{
	char *dir = calloc(1, 256);

	make_temp_dir(dir, 256);
	setenv("XDG_STATE_HOME", dir, 1);
	*state = dir;
	return 0;
}

static int tear_down(void **state)
{
	remove_tree(*state);
	free(*state);
	return 0;
}

static int write_draft(const char *id, const char *title, moment_t at)
{
	struct draft_field fields[] = { { "title", (char *)title }, { "notes", "två\nrader \"så\"" } };
	struct draft draft = { .kind = REC_ACTIVITY, .plan = "mb2026", .id = (char *)id, .revision = 3, .at = at, .fields = fields,
		.nfields = 2 };
	struct err err;

	return draft_write(store_name, &draft, &err);
}

struct wish {
	const char *id, *title;
	moment_t at;
};

static void child_writes(void *user)
{
	const struct wish *wish = user;

	_exit(write_draft(wish->id, wish->title, wish->at));
}

/* A draft whose writer is gone. */
static void left_behind(const char *id, const char *title, moment_t at)
{
	struct wish wish = { id, title, at };

	assert_int_equal(in_child(child_writes, &wish), 0);
}

static size_t count_drafts(void)
{
	size_t n;
	struct draft *list = draft_list(store_name, &n);

	draft_list_free(list, n);
	return n;
}

static size_t count_files(const char *state, const char *ending)
{
	char *dir = mem_printf("%s/styrtavla/drafts", state);
	DIR *d = opendir(dir);
	size_t n = 0;

	for (const struct dirent *e; d && (e = readdir(d));)
		n += strlen(e->d_name) > strlen(ending) && strcmp(e->d_name + strlen(e->d_name) - strlen(ending), ending) == 0;
	closedir(d);
	free(dir);
	return n;
}

static void found_again(void **state)
{
	size_t n;

	(void)state;
	assert_int_equal(count_drafts(), 0);
	left_behind("12", "gammal", 100);
	left_behind("7", "ny", 200);
	struct draft *list = draft_list(store_name, &n);
	assert_int_equal(n, 2);
	assert_string_equal(list[0].id, "7");
	assert_int_equal(list[1].kind, REC_ACTIVITY);
	assert_string_equal(list[1].plan, "mb2026");
	assert_int_equal(list[1].revision, 3);
	assert_int_equal(list[1].at, 100);
	assert_int_equal(list[1].nfields, 2);
	assert_string_equal(list[1].fields[0].key, "title");
	assert_string_equal(list[1].fields[0].text, "gammal");
	assert_string_equal(list[1].fields[1].text, "två\nrader \"så\"");
	draft_discard(&list[0]);
	draft_list_free(list, n);
	assert_int_equal(count_drafts(), 1);
	draft_remove(store_name, REC_ACTIVITY, "mb2026", "12");
	assert_int_equal(count_drafts(), 0);
	assert_null(draft_list("ffff", &n));
	assert_int_equal(n, 0);
}

static void replaced(void **state)
{
	size_t n;

	left_behind("12", "ett", 100);
	left_behind("12", "två", 200);
	struct draft *list = draft_list(store_name, &n);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].fields[0].text, "två");
	struct stat st;
	assert_int_equal(stat(list[0].path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	draft_list_free(list, n);
	assert_int_equal(count_files(*state, ".tmp"), 0);
}

/* Ours is being edited: it is not offered. */
static void still_edited(void **state)
{
	assert_int_equal(write_draft("12", "min", 1), 0);
	assert_int_equal(count_drafts(), 0);
	/* Another process's draft of the same record lies beside it. */
	left_behind("12", "annans", 2);
	assert_int_equal(count_drafts(), 1);
	assert_int_equal(count_files(*state, ".json"), 2);
	draft_remove(store_name, REC_ACTIVITY, "mb2026", "12");
	assert_int_equal(count_files(*state, ".json"), 1);
}

/* New records have no id; two unfinished ones are two drafts. */
static void new_records(void **state)
{
	size_t n;

	(void)state;
	left_behind("", "ett", 1);
	left_behind("", "två", 2);
	assert_int_equal(write_draft("", "min", 3), 0);
	struct draft *list = draft_list(store_name, &n);
	assert_int_equal(n, 2);
	assert_string_equal(list[0].fields[0].text, "två");
	draft_remove(store_name, REC_ACTIVITY, "mb2026", "");
	assert_int_equal(count_drafts(), 2);
	draft_discard(&list[0]);
	draft_discard(&list[1]);
	draft_list_free(list, n);
	assert_int_equal(count_files(*state, ".json"), 0);
}

static void set_aside(void **state)
{
	size_t n;

	for (int i = 0; i < 2; i++) {
		left_behind("12", "skadas", 1);
		struct draft *list = draft_list(store_name, &n);
		assert_int_equal(n, 1);
		int fd = open(list[0].path, O_RDWR);
		char text[2048];
		ssize_t len = read(fd, text, sizeof(text) - 1);
		assert_true(len > 0);
		text[len] = '\0';
		char *at = strstr(text, "skadas");
		assert_non_null(at);
		assert_int_equal(pwrite(fd, "S", 1, at - text), 1);
		close(fd);
		draft_list_free(list, n);
		assert_int_equal(count_drafts(), 0);
	}
	assert_int_equal(count_files(*state, ".bad"), 1);
	assert_int_equal(count_files(*state, ".bad.2"), 1);
	assert_int_equal(count_files(*state, ".json"), 0);
}

static void bad_bytes(void **state)
{
	size_t n;

	(void)state;
	left_behind("12", "a\xFFz", 1);
	struct draft *list = draft_list(store_name, &n);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].fields[0].text, "a\xEF\xBF\xBDz");
	draft_list_free(list, n);
}

static void nowhere_to_write(void **state)
{
	(void)state;
	setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
	assert_int_equal(write_draft("12", "x", 1), ERR_STORE);
	assert_int_equal(count_drafts(), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(found_again), TEST(replaced), TEST(still_edited), TEST(new_records), TEST(set_aside), TEST(bad_bytes),
		TEST(nowhere_to_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
