#!/bin/sh
# What must not be guessed or let through: records of the same id in several plans, rings, dates that cannot be. Speaks TAP.
# STYRTAVLA is the program.
set -u
today=2026-09-02
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

t 'a store' 0 init

# ---- an id that several plans have ----
t 'an occasion of which plan?' 2 --plan all set occasion UR1 due=2026-05-05
err 'says that there are several' 'rapporttillfället UR1 finns i flera planer (mb2026, u2018): ange vilken med --plan'
t 'of this one' 0 --plan mb2026 set occasion UR1 due=2026-05-05
t 'what only one plan has needs none' 0 --plan all set goal 1.3 note=Granskat

# ---- a proposed occasion has no revision ----
t 'a revision of what is only proposed' 5 --plan mb2026 set occasion M05 due=2026-06-20 --if-revision 3
err 'says so' 'rapporttillfället M05 är bara föreslaget och har ingen revision: utelämna --if-revision'
t 'given, undone' 0 --plan mb2026 set occasion M05 due=2026-06-20
t 'undone' 0 undo
t 'given once more' 0 --plan mb2026 set occasion M05 due=2026-06-21
t 'a day before its books close' 3 --plan mb2026 set occasion M05 due=2025-06-21
err 'says from when' 'Rapport till regionkontoret ligger före bryt: skriv 2026-06-04 eller senare'
t 'another year than the plan' 3 --plan mb2026 add occasion id=X kind=month period=2025-05
err 'says which' 'perioden hör till ett annat år än planen (2026): skriv en månad i 2026'

# ---- goals in a ring ----
t 'a goal under another' 0 set goal 1.1 parent=1.2
t 'which is under it' 3 set goal 1.2 parent=1.1
err 'says why' 'målet 1.1 bryter ned 1.2'

# ---- what has changed in the eyes of a nämnd is compared with what the nämnd said then ----
t 'koncern' 0 add assessment goal=3.2 board=koncern occasion=UR1 assessed=yellow motivation=Nästan
t 'the nämnd' 0 add assessment goal=3.2 board=hs occasion=UR1 assessed=green motivation=Klart
sleep 1
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
t 'nothing since' 0 --board hs status --since "$now"
is 'nothing since, in words' 'Inget läge har ändrats.'
t 'nor for koncern' 0 status --since "$now"
is 'nor for koncern, in words' 'Inget läge har ändrats.'
t 'the nämnd thinks otherwise' 0 set assessment 3.2/hs/UR1 assessed=red
t 'that is news of the nämnd' 0 --board hs status --since "$now" --format json
j 'that is news of the nämnd, one goal' '[.[].id] == ["3.2"]'
t 'and none of koncern' 0 status --since "$now"
is 'and none of koncern, in words' 'Inget läge har ändrats.'

echo "1..$n"
