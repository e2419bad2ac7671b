#!/bin/sh
# Writes sources.am, the lists of files that Makefile.am works with, from what there is in the tree. Sorted the same way
# everywhere, and left untouched when nothing changed. Run it (or ./bootstrap build) after adding or removing a file.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.."

# list NAME: a make variable with the paths on stdin, sorted.
list()
{
	sort -u | awk -v name="$1" 'BEGIN { printf "%s =", name } { printf " \\\n\t%s", $0 } END { print "" }'
}
# files DIR… -- FIND-TESTS: what is there; a missing directory is an empty one.
files()
{
	dirs=
	while [ "$1" != -- ]; do
		[ ! -d "$1" ] || dirs="$dirs $1"
		shift
	done
	shift
	# shellcheck disable=SC2086
	[ -z "$dirs" ] || find $dirs -type f ! -name '.*' ! -name '*~' "$@"
}
programs() { sed 's/\.c$//'; }

new=sources.am.$$
trap 'rm -f "$new" "$new.app"' EXIT
{
	echo "# Written by tools/sources.sh: do not edit. Run ./bootstrap build after adding or removing a file."
	files src/base src/model src/store src/query src/io src/widget src/cli -- -name '*.[ch]' | list lib_files
	files src/ui src/views src/main.c -- -name '*.[ch]' >"$new.app"
	[ ! -f src/main.c ] || echo src/main.c >>"$new.app"
	list app_files <"$new.app"
	files conf db -- \( -path 'conf/styrtavla.ini' -o -path 'db/*.ini' -o -path 'db/*.csv' \) | list embed_files
	files conf db -- -name '*' | list data_files
	files man -- -name '*.[0-9]' | list man_files
	files tests/unit tests/screen tests/tasks tests/torture -- -name 'test_*.c' | programs | list test_progs
	files tests/unit tests/screen tests/tasks tests/torture -- -name '*.[ch]' ! -name 'test_*.c' | list test_helpers
	files tests -- -name 'test_*.sh' | list test_shells
	files tests/bench -- -name '*.[ch]' ! -name 'floor.c' ! -name 'bench*.c' ! -name '*_main.c' | list bench_files
	files tests/fuzz -- -name 'fuzz_*.c' | programs | list fuzz_progs
	files tests/fuzz -- -name 'fuzz_*.c' | programs | sort | sed 's/[^A-Za-z0-9_]/_/g; s/$/_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)/'
	{
		files tests/data --
		files tests tools -- -name '*.*' ! -name '*.o' ! -name '*.c' ! -name '*.log' ! -name '*.trs'
	} | list other_files
} >"$new"
cmp -s "$new" sources.am || mv -f "$new" sources.am
