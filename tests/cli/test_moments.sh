#!/bin/sh
# Another moment, from outside: what is late then is what was late then; since a day has that day in it; a status that moved says
# what it was. On the demo store, whose year is the same every time. Speaks TAP. STYRTAVLA is the program.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset NO_COLOR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
program=${STYRTAVLA:?the program to test}
work=$(mktemp -d "${TMPDIR:-/tmp}/styrtavla-moments.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$work
STYRTAVLA_STORE=$work/demo
export HOME STYRTAVLA_STORE
n=0

check() { # TEXT GOT EXPECTED
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '# expected: %s\n# got: %s\n' "$3" "$2"
	fi
}
late() { # OPTIONS…: how many findings are late
	"$program" "$@" check --format json | jq '[.[] | select(.code == "late")] | length'
}

"$program" init --demo >/dev/null

# ---- the day lateness is judged by ----
check 'some are late now' "$(late | awk '{ print ($1 > 5) }')" 1
check 'nothing of it was late on 1 May' "$(late --as-of 2026-05-01)" 0
check '--today wins' "$(late --as-of 2026-05-01 --today 2026-09-02 | awk '{ print ($1 > 5) }')" 1
check 'the demo day is the day it is' "$(late)" "$(late --today 2026-09-02)"
check 'activities say the same' "$("$program" --as-of 2026-05-01 export activities | jq '[.[] | select(.late)] | length')" 0

# ---- since a day: from its start ----
days() { # OPTIONS…: the days of the journal
	"$program" log "$@" | awk '/^[0-9]+  / { print $2 }'
}
day=$(days | grep '^2026-0[5-8]' | sed -n 1p)
check 'log --since a day begins with what was done on it' "$(days --since "$day" | sed -n 1p)" "$day"
check 'and has all of that day' "$(days --since "$day" | grep -c "$day")" "$(days | grep -c "$day")"

# ---- status --since says what it was ----
"$program" status --since UR1 > "$work/out"
check 'computed, before and now' "$(grep -c '^– ej bedömt → ● på målet  *1\.3\.1 ' "$work/out")" 1
check 'assessed as said at UR1: no news' "$(grep '  1\.3  ' "$work/out" | grep -c 'bedömt: ◐ på väg –')" 1
check 'what stands as it stood is not there' "$(grep -c '  1\.1  ' "$work/out")" 0
"$program" add assessment goal=1.1 board=koncern occasion=UR2 assessed=green motivation=Bra > /dev/null
"$program" status --since UR1 > "$work/out"
check 'assessed, before and now' "$(grep '  1\.1  ' "$work/out" | grep -c 'bedömt: ◐ på väg → ● på målet')" 1

echo "1..$n"
