# tap.sh: what the tests of the command line share: a place of its own, results as TAP, and what an answer must have. Read in by
# `. "$TOP_SRCDIR/tests/cli/tap.sh"`; STYRTAVLA is the program. `today`, where it is set first, is the day all is judged by.
LC_ALL=C.UTF-8
export LC_ALL
unset STYRTAVLA_STORE NO_COLOR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
program=${STYRTAVLA:?the program to test}
work=$(mktemp -d "${TMPDIR:-/tmp}/styrtavla-test.XXXXXX")
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
		sed 's/^/# out: /' out | cut -c 1-300 | head -n 5
		sed 's/^/# err: /' err | cut -c 1-300 | head -n 5
	fi
}
# t TEXT CODE ARGUMENT…: runs the program and expects the exit code.
t() {
	text=$1 code=$2
	shift 2
	"$program" ${today:+--today "$today"} "$@" >out 2>err </dev/null
	got=$?
	[ $got = "$code" ] || echo "# exit $got, expected $code: $*"
	[ $got = "$code" ]
	result $? "$text"
}
out() { grep -qF -- "$2" out; result $? "$1"; }
err() { grep -qF -- "$2" err; result $? "$1"; }
is() { [ "$(cat out)" = "$2" ]; result $? "$1"; }
quiet() { [ ! -s err ]; result $? "$1"; }
# A jq filter that must be true of the JSON answer.
j() { [ -s out ] && jq -e "$2" out >jq.out 2>>err; result $? "$1"; }
