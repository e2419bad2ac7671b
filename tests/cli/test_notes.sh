#!/bin/sh
# Notes of sessions and what follows up activities, from outside. Speaks TAP. STYRTAVLA is the program.
set -u
today=2026-09-02
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"
unset NO_COLOR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
STYRTAVLA_STORE=$work/store
export HOME STYRTAVLA_STORE

t 'a store' 0 init

# ---- notes (002, verksamhetscontrolling) ----
t 'no notes yet' 0 export notes
is 'no notes are an empty array' '[]'
t 'add a note' 0 add note board=hs text='Köerna gicks igenom' agreed='Redovisa en bemanningsplan' due=2026-06-01 \
	about=mb2026/indicator/3.2.2
is 'a note gets a number' 1
t 'a note of a day' 0 add note board=psykiatri date=2026-04-06 agreed='Ta fram underlag' responsible=Förvaltningschef due=+14
is 'the next number' 2
t 'a note that says nothing' 3 add note board=hs due=2026-06-01
err 'a note that says nothing: what to do' 'Anteckning saknas: skriv vad som sades'
t 'a note of no nämnd' 3 add note text=Något
t 'a note of an unknown nämnd' 3 add note board=nix text=Något
t 'a note about something unreadable' 3 add note board=hs text=Något about=3.2.2
err 'about: how it is written' 'plan/slag/id'
t 'export notes' 0 export notes
j 'notes: the keys of the contract' \
	'length == 2 and all(.[]; (keys_unsorted | join(",")) == "id,board,date,text,agreed,responsible,due,done")'
j 'notes: without a day it is of today' '.[0].date == "2026-09-02" and .[1].date == "2026-04-06"'
j 'notes: the rest' '.[0].done == false and .[0].responsible == null and .[1].text == null and .[1].due == "2026-09-16"'
t 'late notes are found' 1 check --format json
j 'late notes: of the nämnd, with the day' \
	'[.[] | select(.kind == "note")] | length == 1 and .[0].code == "late" and .[0].board == "hs" and .[0].due == "2026-06-01"'
t 'done' 0 set note 1 done=ja
t 'nothing is late any more' 1 check --format json
j 'no late note' '[.[] | select(.kind == "note")] | length == 0'
t 'undo' 0 undo
t 'it is open again' 0 export notes
j 'open again' '.[0].done == false'

# ---- activities: an end, and what they are measured with (003) ----
t 'an activity without an end' 0 add activity title='Utan slut' board=hs status=ongoing
t 'a standing one' 0 add activity title='Löpande' board=hs standing=ja status=ongoing
t 'one with an end' 0 add activity title='Med slut' board=hs due=2026-12-01
t 'a cancelled one' 0 add activity title='Avbruten' board=hs status=cancelled
t 'what has no end is found' 1 check --format json
j 'only the one that needs an end' \
	'[.[] | select(.kind == "activity")] | length == 1 and .[0].id == "1" and .[0].code == "inconsistent" and
	 (.[0].message | test("inget slutdatum"))'
t 'a uppföljningsvariabel' 0 add indicator id=a1.1 kind=variable activity=1 board=hs name='Väntande, antal' unit=antal
t 'its figure' 0 add observation metric=ind-a1.1 organisation=hs period=2026-05 value=412
t 'figures of the nämnd' 0 export indicators
j 'the variable has the figure of its nämnd' \
	'.[] | select(.id == "a1.1") | .latest.value == 412 and .latest.organisation == "hs" and .metric == "ind-a1.1"'
t 'a variable needs no målvärde' 1 check --format json
j 'no-target is not said of a variable' '[.[] | select(.id == "a1.1")] | length == 0'

echo "1..$n"
