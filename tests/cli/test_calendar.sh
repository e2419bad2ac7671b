#!/bin/sh
# The reporting year from outside: export calendar, proposed and given occasions, status --since. Speaks TAP. STYRTAVLA is the program.
set -u
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

# j TEXT EXPRESSION: the answer is JSON for which the expression is true.

t 'init' 0 init

# ---- the year of the plan: the document has no calendar, the rule proposes one ----
t 'export calendar' 0 --plan mb2026 export calendar
j 'nine occasions, in the order of the year' '[.[].occasion] == ["M02", "UR1", "M05", "M07", "UR2", "M09", "M10", "M11", "AR"]'
j 'the keys of the contract' 'all(.[]; (keys_unsorted | join(",")) == "plan,occasion,kind,period,cutoff,due,dates,source")'
j 'all of the plan, and computed' 'all(.[]; .plan == "mb2026" and .source == "computed")'
j 'UR1 2026' '.[1] | .kind == "ur1" and .period == "2026-03" and .cutoff == "2026-04-08" and .due == "2026-04-22"'
j 'ÅR 2026 is after December' '.[8] | .kind == "ar" and .period == "2026-12" and .cutoff == "2027-01-13" and .due == "2027-01-27"'
t 'the archive is given' 0 --plan u2018 export calendar
j 'the archive: all of it' 'length == 9 and all(.[]; .source == "given")'

# ---- any year ----
t 'a year proposed' 0 export calendar --year 2018
j '2018: bryt as in the table' '[.[].cutoff] == ["2018-03-06", "2018-04-06", "2018-06-07", "2018-08-07", "2018-09-06", "2018-10-04",
	"2018-11-06", "2018-12-06", "2019-01-10"]'
j '2018: reports as in the table' '[.[].due] == ["2018-03-09", "2018-04-20", "2018-06-12", "2018-08-10", "2018-09-13", "2018-10-09",
	"2018-11-09", "2018-12-11", "2019-01-24"]'
j '2018: a proposal' 'all(.[]; .source == "computed")'
t 'a year no plan is of' 0 export calendar --year 2031
j '2031: of no plan' 'length == 9 and all(.[]; .plan == null)'
t 'a year as CSV' 0 export calendar --year 2027 --format csv
out 'a year as CSV: a row' ';M05;month;2027-05;'
t 'no year' 2 export calendar --year hej
err 'no year: what to write' 'skriv ett år från 1990 till 2100'
t 'too far' 2 export calendar --year 2101
t 'a year of something else' 2 export goals --year 2026
err 'a year of something else: says what has one' 'hör till export calendar'

# ---- what is edited is given ----
t 'a proposed one is settled' 0 set occasion UR2 due=2026-09-14
t 'read again' 0 export calendar
j 'one is given' '[.[] | select(.source == "given") | .occasion] == ["UR2"]'
j 'with its day' '.[4].due == "2026-09-14" and .[4].cutoff == "2026-09-04"'
t 'its revision is the first' 0 set occasion UR2 due=2026-09-15 --if-revision 1
t 'undone twice' 0 undo
t 'undone twice: the first' 0 undo
t 'read once more' 0 export calendar
j 'undone: proposed again' '.[4] | .source == "computed" and .due == "2026-09-11"'
t 'and settled again' 0 set occasion UR2 due=2026-09-14
t 'what is there is not added' 3 add occasion id=M05 kind=month period=2026-05
t 'another is' 0 add occasion id=M04 kind=month period=2026-04
t 'in its place' 0 export calendar
j 'in its place of the year, with the rule'\''s days' '.[2] | .occasion == "M04" and .cutoff == "2026-05-07" and .due == "2026-05-12"
	and .source == "computed"'

# ---- the aftnar ----
mkdir -p "$HOME/.config/styrtavla"
t 'a bryt before midsommar' 0 set occasion M05 cutoff=2026-06-16 due=
t 'aftnar are free' 0 export calendar
j 'aftnar are free: over midsommar' '.[] | select(.occasion == "M05") | .due == "2026-06-22"'
printf '[styrtavla]\naftnar = arbetsdagar\n' >"$HOME/.config/styrtavla/styrtavla.ini"
t 'aftnar are worked' 0 export calendar
j 'aftnar are worked: on midsommarafton' '.[] | select(.occasion == "M05") | .due == "2026-06-19"'
printf '[styrtavla]\naftnar = ibland\n' >"$HOME/.config/styrtavla/styrtavla.ini"
t 'aftnar that are neither' 0 export calendar
err 'aftnar that are neither: what there is' 'lediga, arbetsdagar'
rm "$HOME/.config/styrtavla/styrtavla.ini"

# ---- status --since an occasion is since its bryt ----
t 'a store with a history' 0 --store demo init --demo
# What was set between bryt (2026-04-08) and the day the report was due (2026-04-22) has come since UR1.
t 'status since UR1' 0 --store demo --today 2026-09-02 status --since UR1 --format json
cp out ur1
t 'status since its bryt' 0 --store demo --today 2026-09-02 status --since '2026-04-08 23:59:59' --format json
# What was said of goals at UR1 was said after that: it is news since the day, and what is compared with since UR1.
for f in out ur1; do jq -c '.[] | select(.kind != "goal")' "$f" >"$f.figures"; done
cmp -s out.figures ur1.figures; result $? 'of figures the same as since the day the books closed'
j 'of goals more than since UR1' 'map(select(.kind == "goal")) | length > '"$(jq 'map(select(.kind == "goal")) | length' ur1)"
j 'and something moved' 'length > 0'
j 'the keys of status' 'all(.[]; (keys_unsorted | join(",")) | startswith("plan,kind,id,title,computed,assessed,rule,source,"))'
t 'case does not matter' 0 --store demo --today 2026-09-02 status --since ur1 --format json
cmp -s out ur1; result $? 'ur1 is UR1'
t 'a proposed month' 0 --store demo --today 2026-09-02 status --since M05
t 'no such occasion' 2 --store demo status --since M01
err 'no such occasion: what to write' 'skriv UR1 eller 2026-04-30'

echo "1..$n"
