#!/bin/sh
# Reports on the command line: writing and signing parts, and what check says of them. Speaks TAP. STYRTAVLA is the program.
set -u
today=2026-06-10
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

t 'init' 0 init

# ---- writing and signing ----
t 'a part is written' 0 add sign-off occasion=M05 board='Hallands sjukhus' part=2.1 'text=Resultatet är bättre än budget.'
is 'its id is made of what it is' 'M05/hs/2.1'
t 'it is not definitive before it is preliminary' 3 set sign-off M05/hs/2.1 state=final
err 'what to do is said' 'markera den preliminärt klar först'
t 'without the outcome it is not complete' 3 set sign-off M05/hs/2.1 state=preliminary
err 'what is missing is said' 'Del 2.1 saknar utfall 2026-05'
t 'the outcome and a forecast' 0 add forecast board=hs period=2026-05 outcome=1,2 forecast=2,0 comment=Lugnt
t 'preliminary' 0 set sign-off M05/hs/2.1 state=preliminary
t 'definitive, by its word' 0 set sign-off M05/hs/2.1 'state=definitivt klar'
t 'its text is locked' 3 set sign-off M05/hs/2.1 text=Annat
err 'the way out is said' 'ta bort klarmarkeringen först'
t 'taking the mark away wants a reason' 3 set sign-off M05/hs/2.1 state=
err 'the reason is asked for once' 'styrtavla: reason: Skäl saknas: skriv varför klarmarkeringen tas bort'
t 'with a reason it goes' 0 set sign-off M05/hs/2.1 state= 'reason=Fel belopp' text=Annat
t 'the journal has it' 0 log
out 'the reason is in the journal' 'Fel belopp'
t 'no such occasion' 3 add sign-off occasion=M04 board=hs part=2.1
err 'the occasions are listed' 'välj M02, UR1, M05, M07, UR2, M09, M10, M11, AR'
t 'månadsrapporter have no part 4' 3 add sign-off occasion=M05 board=hs part=4
err 'the parts are listed' 'välj 1, 2.1, 2.1.1, 2.2, 2.2.1, 2.4.1'
t 'a board that does not report' 3 add sign-off occasion=M05 board=revision part=2.1
err 'why it does not' 'lämnar ingen rapport'
t 'the whole waits for the parts' 3 add sign-off occasion=M05 board=hs part=rapport state=preliminary
err 'which parts' '11 delar är det inte än (1, 2.1, 2.1.1'

# ---- check ----
t 'check finds what is not signed' 1 check --format json
j 'one finding a board, of the report whose books have closed' \
	'[.[] | select(.code == "unsigned")] | length == 8 and all(.[]; .occasion == "M05" and .kind == "sign-off" and .due == "2026-06-09")'
j 'its keys and id' '[.[] | select(.id == "M05/hs/rapport")][0] | .board == "hs" and
	.message == "Driftnämnd Hallands Sjukhus M05: 11 delar är inte klarmarkerade (1, 2.1, 2.1.1, 2.2, 2.2.1, 2.4.1, 2.4.2, 2.4.3, 3.1, 3.2, 3.3)"'
t 'in words' 1 --board hs check
out 'the line' 'inte klarmarkerat hs M05/hs/rapport: Driftnämnd Hallands Sjukhus M05: 11 delar är inte klarmarkerade (1, 2.1'
t 'an occasion that is asked for, whatever the day' 1 --board hs check --occasion ur1 --format json
j 'the report and each of its parts' '[.[] | select(.code == "unsigned")] | length == 16 and all(.[]; .occasion == "UR1")'
j 'with what a part lacks' 'any(.[]; .id == "UR1/hs/2.2" and (.message | contains("prognos 2026-03")))'
t 'årsredovisning by its Swedish name' 1 --board hs check --occasion ÅR --format json
j 'its fourteen parts' '[.[] | select(.code == "unsigned")] | length == 15'
t 'no such occasion to check' 3 check --occasion UR3
for part in 1 2.1 2.1.1 2.2 2.2.1 2.4.1 2.4.2 2.4.3 3.1 3.2 3.3; do
	"$program" add sign-off occasion=M05 board=hs part=$part text=x state=preliminary >/dev/null 2>&1 ||
		"$program" set sign-off M05/hs/$part state=preliminary
done >out 2>err
t 'all parts signed, the whole is not' 1 --board hs check
out 'that is said' 'delarna är klarmarkerade, hela rapporten är det inte'
t 'now the whole can be' 0 add sign-off occasion=M05 board=hs part=rapport state=preliminary
t 'the rest of check goes on' 1 --board hs check --format json
j 'nothing is unsigned' 'any(.[]; .code == "unsigned") | not'
t 'a part without a text' 3 add sign-off occasion=M07 board=hs part=1 state=preliminary
err 'is not complete either' 'Del 1 saknar text'
t 'the outcome goes away' 0 set forecast hs/2026-05 outcome=
t 'marked, but empty of figures' 1 --board hs check --occasion M05 --format json
j 'is incomplete' 'any(.[]; .code == "incomplete" and .id == "M05/hs/2.1" and (.message | contains("utfall 2026-05")))'
t 'an old year does not drown' 1 --plan u2018 check --format json
j 'nothing of 2018 is asked for' 'any(.[]; .code == "unsigned") | not'

echo "1..$n"
