#!/bin/sh
# Forecasts from outside: the duty to plan as `check` tells it, and forecasts from CSV. Speaks TAP. STYRTAVLA is the program.
set -u
today=2026-06-03
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"
nbsp=$(printf '\302\240')

# same TEXT: the forecasts are as they were when `keep` was last called.
keep() { "$program" --today 2026-06-03 export forecasts >kept; }
same() { "$program" --today 2026-06-03 export forecasts >now 2>>err; cmp -s kept now; result $? "$1: nothing was written"; }
# f ID KEY: one figure of a forecast of a whole nämnd.
f() { "$program" --today 2026-06-03 export forecasts | jq -r ".[] | select(.group == null and \"\\(.board)/\\(.period)\" == \"$1\") | .$2"; }
eq() { [ "$2" = "$3" ] || echo "# got: $2, expected: $3"; [ "$2" = "$3" ]; result $? "$1"; }

t 'a store' 0 init

# ---- the duty to plan (domain §6; 003 mall 2.2) ----
t 'nothing is owed without a forecast' 1 check --format json
j 'no plan is missing' 'all(.[]; .code != "action-plan-missing")'
t 'a forecast' 0 add forecast board=hs period=2026-05 forecast=-12,0
is 'it has its id from nämnd and month' 'hs/2026-05'
t 'check' 1 check
out 'check names the nämnd, the amount and the day' "Driftnämnd Hallands Sjukhus: prognos −12,0${nbsp}mnkr för helåret (2026-05) och ingen åtgärdsplan: ska lämnas med månadsrapport juli senast 2026-08-12"
t 'check as JSON' 1 check --format json
j 'the finding as data' '[.[] | select(.code == "action-plan-missing")] | length == 1 and .[0].board == "hs" and .[0].occasion == "M07"
	and .[0].kind == "forecast" and .[0].id == "hs/2026-05" and .[0].amount == -12 and .[0].due == "2026-08-12"'
t 'check of another nämnd' 1 --board rs check --format json
j 'it is not told of this' 'all(.[]; .code != "action-plan-missing")'
t 'check of July' 1 check --occasion M07
out 'it is due with that report' 'ingen åtgärdsplan'
t 'flagged whatever day it is' 1 --today 2026-05-01 check
out 'also before its month is out' 'ingen åtgärdsplan'
t 'a plan' 0 add action-plan board=hs deficit=12,0 cause=Inhyrd
t 'what is taken' 0 add measure action_plan=1 text=Bemanning state=taken effect=5,5
t 'what is planned' 0 add measure action_plan=1 text=Vårdplatser effect=3,5
t 'check again' 1 check
out '75 % is covered, 3,0 is left' "åtgärdsplanen täcker 75${nbsp}% av prognosens underskott, 3,0${nbsp}mnkr kvar"
! grep -q 'ingen åtgärdsplan' out; result $? 'the plan is there'
t 'a better forecast' 0 set forecast hs/2026-05 forecast=-9,0
t 'check of the better one' 1 check
out 'the plan says another deficit' "åtgärdsplanens underskott är 12,0${nbsp}mnkr, prognosens (2026-05) är 9,0${nbsp}mnkr"
! grep -q 'täcker' out; result $? 'all is covered'
t 'a board by name' 0 add forecast 'board=Närsjukvården Halland' period=2026-05 forecast=0
is 'its id' 'narsjukvard/2026-05'
t 'twice' 3 add forecast board=hs period=2026-05 forecast=1
err 'twice: said' 'prognosen hs/2026-05 finns redan: ändra med set'
t 'no month' 3 add forecast board=hs period=2026 forecast=1
err 'no month: said' 'Period ska vara en månad: skriv till exempel 2026-05'
t 'another year' 3 add forecast board=hs period=2025-05 forecast=1
err 'another year: said' 'perioden hör till ett annat år än planen (2026)'
t 'tvetydig' 3 add forecast board=hs period=2026-06 forecast=1.234
t 'undo' 0 undo
t 'export' 0 export forecasts
j 'the shape' 'all(.[]; keys_unsorted == ["board","period","outcome","budget","forecast","budget_year","deviation","change","comment","group"])'
j 'what is not given is null, a budget not given is 0' 'any(.[]; .board == "hs" and .outcome == null and .budget_year == 0 and .deviation == -9)'

# ---- effects by month ----
t 'a total before there are months' 0 set measure 1 realised=2
t 'an effect' 0 add effect measure=1 period=2026-04 planned=1 realised=0,7
t 'another' 0 add effect measure=1 period=2026-05 realised=0,4
t 'action plans' 0 export action-plans
j 'what is realised is the sum of the months' '.[0].measures[0].realised == 1.1'
t 'another total beside them' 3 set measure 1 realised=3
err 'another total: said' "Realiserat är summan av månaderna, 1,1${nbsp}mnkr"
t 'check of the total' 1 check
out 'the two differ' "åtgärden har 2,0${nbsp}mnkr realiserat, men månaderna ger 1,1${nbsp}mnkr tillsammans"
t 'the effect of no month' 3 add effect measure=1 period=2026 realised=1

# ---- forecasts from CSV ----
printf 'nämnd;period;prognos;utfall;budget;uppdragsgrupp;kommentar\nHallands sjukhus;2026-05;−10,5;-4,0;;;"Fler vårddagar;\nhyrpersonal"\npsykiatri;2026-05;;;;;\nadh;2026-05;2;1,5;1;;\nadh;2026-05;-1;;;ambulans;\n' >p.csv
keep
t 'dry run' 0 import p.csv --source Ekonomi --dry-run
out 'dry run: new, changed, equal' 'p.csv: prognoser, 2 nya, 1 ändrade, 0 som förut (inget är sparat)'
out 'dry run: what changes' 'hs/2026-05: Prognos helår −9,0 → −10,5'
same 'dry run'
t 'import' 0 import p.csv --source Ekonomi
out 'import: told' 'p.csv: prognoser, 2 nya, 1 ändrade, 0 som förut'
out 'import: an empty row is told' '1 rad utan värden'
eq 'the forecast is there' "$(f hs/2026-05 forecast)" -10.5
eq 'an empty cell is missing, not 0' "$(f hs/2026-05 budget)" null
eq 'a comment of two lines' "$(f hs/2026-05 comment)" "$(printf 'Fler vårddagar;\nhyrpersonal')"
eq 'the group is not the nämnd' "$(f adh/2026-05 forecast)" 2
t 'journal' 0 export journal
j 'each is in the journal' '[.[] | select(.kind == "forecast" and .id == "adh/2026-05" and .op == "create")] | length == 1'
keep
t 'once more' 0 import p.csv
out 'once more: equal rows are left alone' '0 nya, 0 ändrade, 3 som förut'
same 'once more'
"$program" --today 2026-06-03 export forecasts --format csv >own.csv
t 'our own export' 0 import own.csv
out 'our own export is read back: all equal' ' 0 nya, 0 ändrade, 3 som förut'
same 'our own export'
"$program" --today 2026-06-03 export forecasts --swedish >own.csv
t 'our own export in Swedish' 0 import own.csv
out 'our own export in Swedish: all equal' ' 0 nya, 0 ändrade, 3 som förut'
printf 'board;period;forecast\nhs;2026-05;\n' >empty.csv
t 'an empty cell' 0 import empty.csv
eq 'an empty cell leaves the field' "$(f hs/2026-05 forecast)" -10.5
t 'undo of the import' 0 undo
eq 'one undo takes all of it: changed' "$(f hs/2026-05 forecast)" -9
eq 'one undo takes all of it: new' "$(f adh/2026-05 forecast)" ''
t 'import after undo' 0 import p.csv --quiet
is 'quiet' ''
eq 'it is back' "$(f adh/2026-05 forecast)" 2
keep

# bad TEXT CONTENTS MESSAGE: nothing of the file is taken.
bad() {
	printf "$2" >bad.csv
	t "$1" 3 import bad.csv --source X
	err "$1: said" "$3"
	same "$1"
}
bad 'unknown nämnd' 'board;period;forecast\nhs;2026-06;1\nnix;2026-06;2\n' 'bad.csv:3: kolumn 1 (board): nämnden "nix" finns inte'
bad 'ambiguous' 'board;period;forecast\nhs;2026-06;1.234\n' 'bad.csv:2: kolumn 3 (forecast): "1.234" är tvetydigt'
bad 'ambiguous beside a comma' 'board;period;outcome;forecast\nhs;2026-06;-1,5;1.234\nadh;2026-06;-1.5;\n' 'bad.csv:2: kolumn 4 (forecast): "1.234" är tvetydigt'
bad 'no number' 'board;period;forecast\nhs;2026-06;många\n' 'bad.csv:2: kolumn 3 (forecast): "många" är inget tal'
bad 'another unit' 'board;period;forecast\nhs;2026-06;7 %%\n' 'kolumn 3 (forecast): "7 %" har en annan enhet'
bad 'no month' 'board;period;forecast\nhs;2026-Q2;1\n' 'bad.csv:2: kolumn 2 (period): Period ska vara en månad'
bad 'no period' 'board;period;forecast\nhs;;1\n' 'bad.csv:2: kolumn 2 (period): perioden saknas'
bad 'no nämnd' 'board;period;forecast\n;2026-06;1\n' 'bad.csv:2: kolumn 1 (board): nämnden saknas'
bad 'another year' 'board;period;forecast\nhs;2025-06;1\n' 'bad.csv:2: kolumn 2 (period): perioden hör till ett annat år än planen (2026)'
bad 'the same month twice' 'board;period;forecast\nhs;2026-06;1\nHallands sjukhus;2026M06;2\n' 'bad.csv:3: samma nämnd, månad och uppdragsgrupp som bad.csv:2'
bad 'a column too many' 'board;period;forecast\nhs;2026-06;1;2\n' 'bad.csv:2: raden har 4 fält; rubriken har 3'
bad 'unknown heading' 'board;period;forecast;nix\nhs;2026-06;1;2\n' 'bad.csv:1: kolumn 4: okänd rubrik "nix"'
bad 'the same heading twice' 'nämnd;period;prognos;forecast\nhs;2026-06;1;2\n' 'bad.csv:1: kolumnen forecast finns två gånger'
bad 'a heading without figures' 'board;period\nhs;2026-06\n' 'bad.csv:1: rubriken forecast saknas'
bad 'no heading for the period' 'board;forecast\nhs;1\n' 'bad.csv:1: rubriken period saknas'
bad 'a group that is no word' 'board;period;group;forecast\nhs;2026-06;barn/unga;1\n' 'kolumn 3 (group): Uppdragsgrupp ingår i ett id'
bad 'UTF-8 and something else' 'board;period;forecast;comment\nhs;2026-06;1;vård v\345rd\n' 'bad.csv:2: byten 0xE5 är inte giltig UTF-8'
bad 'an open quote' 'board;period;forecast;comment\nhs;2026-06;1;"vård\n' 'citattecken'
bad 'what cannot be shown' 'board;period;forecast;comment\nhs;2026-06;1;a\033[31mb\n' 'ett tecken som inte kan visas'
bad 'too large' 'board;period;forecast\nhs;2026-06;99999999999999999999\n' 'kolumn 3 (forecast)'
printf 'board;period;forecast;outcome\nhs;2026-06;-1.234;-1.5\n' >point.csv
t 'a file that shows its point' 0 import point.csv
eq 'the point is a decimal point' "$(f hs/2026-06 forecast)" -1.234
printf '\357\273\277Nämnd;Månad;Prognos (mnkr);Budget helår\r\nHallands sjukhus;2026-07;"1 304,5";900 tkr\r\n' >excel.csv
t 'as a spreadsheet writes it' 0 import excel.csv
eq 'groups of three, decimal comma' "$(f hs/2026-07 forecast)" 1304.5
eq 'tkr are counted over' "$(f hs/2026-07 budget_year)" 0.9
keep
printf 'metric;organisation;period;gender;value\nN79173;0013;2024;T;1\n' >figures.csv
t 'figures and forecasts together' 2 import figures.csv p.csv --source X
err 'figures and forecasts together: said' 'läs in dem var för sig'
t 'two files' 0 import p.csv excel.csv
printf 'board;period;forecast\nadh;2026-08;1\n' >one.csv
printf 'board;period;forecast\nadh;2026-08;2\n' >two.csv
t 'the same month in two files' 3 import one.csv two.csv
err 'the same month in two files: said' 'two.csv:2: samma nämnd, månad och uppdragsgrupp som one.csv:2'
same 'the same month in two files'
t 'not while reading the past' 2 --as-of 2026-06-01 import p.csv
t 'not read-only' 2 --readonly import p.csv
t 'not in all plans' 2 --plan all import p.csv
err 'not in all plans: said' 'ange den med --plan'

echo "1..$n"
