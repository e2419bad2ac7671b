#!/bin/sh
# test_demo.sh: a demo store: the same every time, and never without the words that say what it is.
set -u

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset STYRTAVLA_STORE XDG_DATA_HOME XDG_CONFIG_HOME
HOME=$work
export HOME
n=0

check() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '# expected: %s\n# got: %s\n' "$3" "$2"
	fi
}

run() {
	"$STYRTAVLA" --store "$work/a" "$@"
}

"$STYRTAVLA" --store "$work/a" init --demo > "$work/out" 2> "$work/err"
check "init --demo succeeds" "$?" 0
check "and says what was made" "$(grep -c 'DEMO – påhittade värden' "$work/out")" 1
"$STYRTAVLA" --store "$work/b" init --demo > /dev/null
for what in goals indicators forecasts assessments activities action-plans observations notes calendar; do
	run export $what > "$work/1"
	"$STYRTAVLA" --store "$work/b" export $what > "$work/2"
	cmp -s "$work/1" "$work/2"
	check "two demo stores export the same $what" "$?" 0
	check "every one of the $what is marked" "$(jq 'length > 0 and all(.[]; .demo == true)' "$work/1")" true
done
check "CSV has the words on every row" "$(run export boards --format csv | grep -vc 'demo$\|;DEMO – påhittade värden$')" 0
check "status begins with them" "$(run status > "$work/1"; head -1 "$work/1")" "DEMO – påhittade värden"
check "check begins with them" "$(run check > "$work/1"; head -1 "$work/1")" "DEMO – påhittade värden"
check "log begins with them" "$(run log > "$work/1"; head -1 "$work/1")" "DEMO – påhittade värden"
check "every kind of status is there" "$(run status --format json | jq -r '[.[].computed] | unique | join(",")')" \
	"green,missing,none,red,yellow"
check "the year has late activities" "$(run export activities | jq '[.[] | select(.late)] | length > 5')" true
check "a nämnd lacks its action plan" "$(run check --format json | jq -r '[.[] | select(.code == "action-plan-missing") | .board] | join(",")')" \
	psykiatri
check "what was in April is not what is now" \
	"$(run --as-of 2026-04-01 export forecasts | jq -r '[.[].period] | max')" 2026-02
run add activity title=Riktig board=hs > /dev/null
check "what is added is marked too" "$(run export activities | jq 'all(.[]; .demo == true)')" true
"$STYRTAVLA" --store "$work/a" init > /dev/null 2> "$work/err"
check "init does not make it a real one" "$?" 4
"$STYRTAVLA" --store "$work/r" init > /dev/null
check "a real store is not marked" "$("$STYRTAVLA" --store "$work/r" export goals | jq 'any(.[]; has("demo"))')" false
"$STYRTAVLA" --store "$work/r" init --demo > /dev/null 2> "$work/err"
check "and does not become a demo" "$? $("$STYRTAVLA" --store "$work/r" status | grep -c DEMO)" "4 0"
echo "1..$n"
