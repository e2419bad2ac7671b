#!/bin/sh
# The status of goals with its reason, from outside: the colours of the reference plans as the documents' figures make them
# (003, bilaga 1; 004, Finansiella mål). Speaks TAP. STYRTAVLA is the program.
set -u
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

# j TEXT EXPRESSION: the answer is JSON for which the expression is true.

: >out
: >err
t 'init' 0 init

# ---- 2018: counts of indicators that reach their målvärde ----
t 'status of 2018' 0 --plan u2018 status --format json --explain
j 'the keys of the contract' 'all(.[]; (keys_unsorted | join(",")) ==
	"plan,kind,id,title,computed,assessed,rule,source,passed,failed,excluded,inputs")'
j 'inputs: the keys of the contract' 'all(.[].inputs[]; (keys_unsorted | join(",")) ==
	"id,name,period,value,target,outcome,reason,source")'
j 'inputs: outcome is a code' 'all(.[].inputs[]; .outcome | IN("pass", "fail", "excluded"))'
j 'a colour never stands without inputs' 'all(.[] | select(.computed | IN("green", "yellow", "red")); .inputs | length > 0)'
j '4.1 is red: 0 of 10' '.[] | select(.id == "4.1") | [.computed, .rule, .passed, .failed, .excluded] == ["red", "count", 0, 10, 0]'
j '4.2 is red: 1 of 11' '.[] | select(.id == "4.2") | [.computed, .rule, .passed, .failed, .excluded] == ["red", "count", 1, 10, 0]'
j '4.2: the one is 4.2.7, 90 against 90' '.[] | select(.id == "4.2") | [.inputs[] | select(.outcome == "pass") |
	[.id, .value, .target]] == [["4.2.7", 90, 90]]'
j '4.4 is red: 0 of 5, two left out' '.[] | select(.id == "4.4") |
	[.computed, .rule, .passed, .failed, .excluded] == ["red", "count", 0, 5, 2]'
j '4.4: those two are under development' '.[] | select(.id == "4.4") | [.inputs[] | select(.outcome == "excluded") |
	select(.reason | contains("under utveckling")) | .id] == ["4.4.6", "4.4.7"]'
j '4.4: every part, in order' '.[] | select(.id == "4.4") | [.inputs[].id] == ["4.4.1", "4.4.2", "4.4.3", "4.4.4", "4.4.5",
	"4.4.6", "4.4.7"]'
j 'the rule has its source, and each value its own' '.[] | select(.id == "4.1") | .source == "003, bilaga 1" and
	all(.inputs[]; .source == "003, bilaga 1" and .value != null and .target != null)'
j 'the staff goals are missing their values' 'all(.[] | select(.id | test("^2\\.")); .computed == "missing")'
j 'bands and budget deviation without a value' '[.[] | select(.id == "4.3" or .id == "4.5") | [.computed, .rule]] ==
	[["missing", "bands"], ["missing", "budget_deviation"]]'
j 'rank without figures' 'all(.[] | select(.rule == "rank"); .computed == "missing")'
j 'the four parts of the care guarantee' '.[] | select(.id == "2.1.2") | .rule == "composite" and
	[.inputs[].id] == ["2.1.2a", "2.1.2b", "2.1.2c", "2.1.2d"]'

t 'explained in words' 0 --plan u2018 status --explain 4.4
out 'the reason' '0 av 5 indikatorer når målvärdet; på väg kräver 2, på målet 5. 2 räknas inte (under utveckling).'
out 'the rule and where it stands' 'Regel: Grön när 5 av 5 når målvärdet, gul vid 2–4, röd under 2. De två under utveckling räknas inte. Källa: 003, bilaga 1'
out 'an input: value, target, outcome, source' '4.4.5 Andel invånare som någon gång loggat in på 1177: 48 % mot ≥ 55 – når inte målet. Källa: 003, bilaga 1'
out 'an input left out, and why' '4.4.6 Andel invånare som använder e-tjänster – räknas inte: under utveckling'

# ---- what is entered changes the colour at once ----
t 'a value for the index' 0 --plan u2018 add observation metric=u18-medarbetarindex organisation=0013 period=2018 value=71,5
t 'status of delmål 3' 0 --plan u2018 status --format json 4.3
j '71,5 is yellow' '.[0].computed == "yellow" and .[0].inputs[0].value == 71.5 and .[0].inputs[0].target == 72'
t 'a negative deviation' 0 --plan u2018 add observation metric=u18-budgetavvikelse-halso-och-sjukvard organisation=0013 period=2018 value=-12
t 'status of delmål 5' 0 --plan u2018 status --format json 4.5
j 'needs last year' '.[0].computed == "missing" and (.[0].inputs[0].reason | contains("2017"))'
t 'last year' 0 --plan u2018 add observation metric=u18-budgetavvikelse-halso-och-sjukvard organisation=0013 period=2017 value=-12
t 'status of delmål 5 again' 0 --plan u2018 status --format json 4.5
j 'the same deficit is red' '.[0].computed == "red"'

# ---- 2026: over time, and nothing invented ----
t 'status of 2026' 0 status --format json
j 'result: green over five years' '.[] | select(.id == "F.1") | .computed == "green" and .inputs[0].value == 5.36 and
	.inputs[0].target == 2'
j 'each year beside it, none of them counted' '.[] | select(.id == "F.1") | [.inputs[1:][] | [.period, .value, .outcome]] ==
	[["2020", 7.5, "excluded"], ["2021", 10.3, "excluded"], ["2022", 10.1, "excluded"], ["2023", 0.1, "excluded"],
	["2024", -1.2, "excluded"]]'
j 'solidity: red, and since when' '.[] | select(.id == "F.3") | .computed == "red" and .rule == "trend" and
	any(.inputs[]; .outcome == "fail" and (.reason | contains("sedan 2022")))'
j 'no other indicator and no goal has a colour' 'all(.[] | select(.kind != "economy"); .computed == "none")'
t 'explained' 0 status --explain F.1
out 'the mean and the last year' '5,36 % i genomsnitt 2020–2024 når minst 2 %; 2024 var −1,2 %'

# ---- a rule by a person ----
t 'a rule for a goal' 0 add rule id=3.1 kind=count green=1 parts=3.1.1
t 'its status' 0 status --format json 3.1
j 'without målvärde nothing is counted' '.[0].computed == "missing" and .[0].rule == "count"'
t 'målvärde' 0 add target subject=3.1.1 scope=region year=2024 level=green 'op=>=' value=87
t 'its status now' 0 status --format json 3.1
j 'green: 87,7 against 87' '.[0].computed == "green" and .[0].passed == 1'
t 'the list of goals says the same' 0 export goals
j 'computed in the list' '.[] | select(.id == "3.1") | .computed == "green"'
t 'a rule knows its id by what it judges' 0 add rule subject=3.3 kind=count green=1 parts=3.3.1
out 'and says it' '3.3'
t 'an id that is another' 3 add rule id=3.4 subject=3.2 kind=count green=1 parts=3.2.1
err 'says so' 'id=3.4 och 3.2 stämmer inte överens'
t 'a rule about nothing' 3 add rule kind=count green=1 parts=3.2.1

# ---- who and when ----
t 'explained, with a figure of the reference' 0 status --explain 3.1.1
out 'when it was read in' 'inläst 20'
t 'a figure by hand' 0 add observation metric=N79173 organisation=0013 period=2025 value=88
t 'explained, with a figure by hand' 0 status --explain 3.1.1
out 'who wrote it and when' "infört $(date +%Y)-"

t 'a part that does not exist' 3 add rule id=3.2 kind=count green=1 parts=9.9.9
err 'names it' '9.9.9'

echo "1..$n"
