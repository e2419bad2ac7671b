#!/bin/sh
# Figures that are hardly meant are warned about, and undo names all that it takes back. Speaks TAP. STYRTAVLA is the program.
set -u
today=2026-06-10
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

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
