#!/bin/sh
# Assessments and nämndsmål from outside. Speaks TAP. STYRTAVLA is the program.
set -u
today=2026-09-02
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

t 'a store' 0 init

# ---- assessments ----
t 'otherwise than computed, without saying why' 3 add assessment goal=3.2 board=koncern occasion=UR1 assessed=yellow
err 'says what is missing' 'Motivering saknas: bedömningen (på väg) skiljer sig från det beräknade läget (ej bedömt)'
t 'with the reason' 0 add assessment goal=3.2 board=koncern occasion=UR1 assessed=yellow motivation='Nästan där.'
is 'its id is made of its fields' 3.2/koncern/UR1
t 'in Swedish words' 0 add assessment goal=3.2 board=hs occasion=UR1 assessed='på målet' motivation='Klart.'
t 'twice the same' 3 add assessment goal=3.2 board=hs occasion=UR1 assessed=red motivation=x
err 'there is one' 'finns redan'
t 'no month report' 3 add assessment goal=3.2 board=hs occasion=M05 assessed=red motivation=x
err 'those there are' 'välj UR1, UR2, AR'
t 'a nämnd that has nothing to do with it' 3 add assessment goal=2.4 board=hs occasion=UR1 assessed=red motivation=x
err 'those that have' 'Målet 2.4 gäller inte nämnden hs: välj koncern eller någon av rs,kultur-skola'
t 'an id of its own' 3 add assessment id=x goal=3.2 board=hs occasion=UR2 assessed=red motivation=x
t 'taking the reason away' 3 set assessment 3.2/koncern/UR1 motivation=
t 'another judgement' 0 set assessment 3.2/koncern/UR1 assessed=green
t 'the export' 0 export assessments
j 'koncern first' '[.[].board] == ["koncern", "hs"]'
j 'every key' '.[0] | keys_unsorted == ["goal", "board", "occasion", "computed", "assessed", "motivation", "by", "at"]'
j 'who and when' '.[0] | .by != null and (.at | test("^[0-9-]+T[0-9:]+Z$")) and .assessed == "green" and .computed == "none"'
t 'goals, koncern' 0 export goals
j 'its word' '.[] | select(.id == "3.2") | .assessed == "green"'
j 'nobody has said anything of the others' '[.[] | select(.assessed != "none" and .assessed != null)] | length == 1'
t 'one undo' 0 undo
t 'as it was' 0 export assessments
j 'as it was' '.[0].assessed == "yellow"'

# ---- nämndsmål ----
t 'a goal of a nämnd' 0 add goal parent=3.2 owner=hs title='Färre återinskrivningar' focus_area=3
is 'its number follows from the goal and the nämnd' 3.2-hs-1
t 'the next one' 0 add goal parent=3.2 owner=hs title='En till' focus_area=3
is 'has the next number' 3.2-hs-2
t 'whose?' 3 add goal parent=3.2 title=x
err 'says the field' 'saknas: skriv nämnden vars mål det är'
t 'an indicator of it' 0 add indicator goal=3.2-hs-1 board=hs kind=goal name='Inom 30 dagar' unit=% decimals=1
is 'its number follows from the goal' 3.2-hs-1.1
t 'figures for it' 0 add observation metric=ind-3.2-hs-1.1 organisation=hs period=2026 value=13,2
t 'are the indicator'"'"'s' 0 export indicators
j 'its latest' '.[] | select(.id == "3.2-hs-1.1") | .metric == "ind-3.2-hs-1.1" and .latest.value == 13.2'
t 'taking the figure back' 0 undo
t 'taking the indicator back' 0 undo
t 'takes the nyckeltal with it' 3 add observation metric=ind-3.2-hs-1.1 organisation=hs period=2026 value=13,2
t 'its owner assesses it' 0 add assessment goal=3.2-hs-1 board=hs occasion=UR2 assessed=red motivation='Inte än.'
t 'goals once more' 0 export goals
j 'and that stands until koncern has said anything' '.[] | select(.id == "3.2-hs-1") | .assessed == "red" and .parent == "3.2"'

echo "1..$n"
