#!/bin/sh
# Figures that are hardly meant are warned about, and undo names all that it takes back. Speaks TAP. STYRTAVLA is the program.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset STYRTAVLA_STORE NO_COLOR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
program=${STYRTAVLA:?the program to test}
work=$(mktemp -d "${TMPDIR:-/tmp}/styrtavla-doubt.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$work/home
export HOME
mkdir "$HOME"
cd "$work" || exit 1
n=0

result() { # STATUS TEXT
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# out: /' out | head -n 5
		sed 's/^/# err: /' err | head -n 5
	fi
}
# t TEXT CODE ARGUMENT…: runs the program, on 10 June 2026, and expects the exit code.
t() {
	text=$1 code=$2
	shift 2
	"$program" --today 2026-06-10 "$@" >out 2>err </dev/null
	got=$?
	[ $got = "$code" ] || echo "# exit $got, expected $code: $*"
	[ $got = "$code" ]
	result $? "$text"
}
out() { grep -qF -- "$2" out; result $? "$1"; }
err() { grep -qF -- "$2" err; result $? "$1"; }
quiet() { [ ! -s err ]; result $? "$1"; }

t 'init' 0 init
t 'a forecast in tkr is saved' 0 add forecast board=hs period=2026-05 forecast=-12000
err 'and warned about' 'mnkr är mer än hela ramen'
err 'with what may be meant' 'menar du tkr?'
t 'corrected' 0 set forecast hs/2026-05 forecast=-12,0
quiet 'there is nothing to say'
printf 'nämnd;period;prognos\nhs;2026-06;-13000\npsykiatri;2026-06;-2,0\n' >forecasts.csv
t 'a file of forecasts' 0 import forecasts.csv
err 'the line is named' 'hs/2026-06: Prognos helår:'
[ "$(grep -c 'menar du tkr' err)" = 1 ]
result $? 'the other is not'
t 'undo of a file' 0 undo
out 'names all it takes back' 'prognos hs/2026-06, prognos psykiatri/2026-06'
t 'a share above 100' 0 add observation metric=U79092 period=2026 value=2026
err 'is warned about' 'är över 100: en andel är 0–100, stämmer det?'
t 'a share' 0 add observation metric=U79092 period=2025-12 value=13,2
quiet 'is not'
t 'number and words in one målvärde' 3 add target subject=3.2.2 scope=region year=2026 value=12 'text=definieras senare'
err 'one or the other' 'skriv ett tal eller ord, inte båda'
t 'a day for who decided' 3 add target subject=3.2.2 scope=region year=2026 value=12 decided_by=2026-04-15
err 'where the day belongs' 'dagen hör hemma i fältet Beslutat'

echo "1..$n"
