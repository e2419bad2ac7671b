#!/bin/sh
# embed.sh FILE…: writes C source on standard out that has the files' bytes as embedded_files[] (src/io/embedded.h).
# Files are sorted by name, so that the same files always give the same source.
set -eu
LC_ALL=C
export LC_ALL

[ $# -gt 0 ] || { echo "usage: embed.sh FILE..." >&2; exit 2; }
for file do
	[ -r "$file" ] || { echo "embed.sh: $file: cannot be read" >&2; exit 1; }
done

# name, TAB, path: sorted by name, not by directory.
list=$(for file do printf '%s\t%s\n' "${file##*/}" "$file"; done | sort)
if [ "$(printf '%s\n' "$list" | cut -f 1 | sort -u | wc -l)" -ne $# ]; then
	echo "embed.sh: two files have the same name" >&2
	exit 1
fi

printf '/* Written by tools/embed.sh. Edit the files it was made from. */\n#include "io/embedded.h"\n'
printf '%s\n' "$list" | {
	n=0
	tab=$(printf '\t')
	while IFS="$tab" read -r name file; do
		printf '\n/* %s */\nstatic const unsigned char file_%d[] = {\n' "$name" "$n"
		od -An -v -tu1 "$file" | awk '{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }'
		printf '0 };\n'
		n=$((n + 1))
	done
}
printf '\nconst struct embedded embedded_files[] = {\n'
printf '%s\n' "$list" | awk -F '\t' '{ printf "\t{ \"%s\", file_%d, sizeof(file_%d) - 1 },\n", $1, NR - 1, NR - 1 }'
printf '};\nconst size_t embedded_nfiles = %d;\n' $#
