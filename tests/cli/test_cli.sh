#!/bin/sh
# The command line from outside: exit codes, shapes of answers, and messages. Speaks TAP. STYRTAVLA is the program.
set -u
. "${TOP_SRCDIR:?}/tests/cli/tap.sh"

# j TEXT EXPRESSION: the answer is JSON for which the expression is true.
# keys WHAT KEY,KEY…: the export has exactly these keys in this order in every row.
keys() {
	t "export $1" 0 export "$1"
	j "export $1: rows with the keys of the contract" "length > 0 and all(.[]; (keys_unsorted | join(\",\")) == \"$2\")"
	t "export $1 as CSV" 0 export "$1" --format csv
	[ "$(head -n 1 out)" = "$(echo "$2" | tr , ';')" ]
	result $? "export $1: the header of the CSV is the keys"
}

# ---- help and wrong usage ----
t 'version' 0 --version
grep -q '^styrtavla [0-9]' out; result $? 'version: name and number'
t 'help' 0 --help
out 'help lists commands' '  export'
! grep -q '  doctor' out; result $? 'help does not list what is to come'
t 'help of a command' 0 export --help
out 'export --help lists what there is' 'action-plans'
t 'help of add lists fields' 0 add --help
out 'add --help: a field' 'title*'
out 'add --help: scopes' 'scope: region, forvaltning, delindex'
out 'add --help: levels' 'level: green, yellow'
t 'no terminal' 2
err 'no terminal: says what works' 'behöver en terminal'
t 'unknown command' 2 exprot
err 'unknown command: the nearest' 'menades export?'
t 'unknown command like none' 2 foo
! grep -q menades err; result $? 'unknown command like none: no guess'
t 'unknown option' 2 --nix
err 'unknown option is named' '--nix'
t 'option without a value' 2 --store
t 'unknown option of a command' 2 export goals --nix
t 'bad --as-of' 2 --as-of igår status
t 'bad --today' 2 --today 31/2 status
for c in report publish backup restore verify doctor; do
	t "$c is to come" 2 "$c"
	err "$c: says so" 'finns inte ännu'
done

# ---- the store ----
t 'no store' 4 status
err 'no store: what to do' 'init'
t 'init' 0 init
out 'init says where' "$HOME/.local/share/styrtavla"
quiet 'init is quiet otherwise'
t 'init again' 4 init
err 'init again: is there' 'finns redan'
(ulimit -f 200; exec "$program" --store half init) >out 2>err; [ $? = 4 ]; result $? 'init with too little room: 4'
t 'half a store is not read as a whole one' 4 --store half status
err 'half a store: what to do' 'styrtavla init'
t 'nor written to' 4 --store half add activity title=x
t 'init goes on where it was cut short' 0 --store half init
quiet 'init goes on: quiet otherwise'
t 'the figures are there too' 0 --store half export observations --indicator N79173 --organisation 13 --period 2024
j 'the figures: one' 'length == 1'
t 'and now it is whole' 4 --store half init
(ulimit -f 0; exec "$program" add activity title=x) >/dev/null 2>err; [ $? = 4 ]
result $? 'a file that may not grow: 4, not a signal'
# Every page but the two that are checked before opening, zeroed.
cp -r half hurt
size=$(wc -c <hurt/plans/data.mdb)
dd if=/dev/zero of=hurt/plans/data.mdb bs=4096 seek=2 count=$((size / 4096 - 2)) conv=notrunc 2>/dev/null
t 'a damaged file ends with a message, not with a signal' 4 --store hurt export goals
err 'a damaged file: what it may be' 'lagret'
t 'nothing was added' 0 export activities
is 'nothing was added: none' '[]'
t '--store' 4 --store "$work/none" status
STYRTAVLA_STORE=$work/none
export STYRTAVLA_STORE
t 'STYRTAVLA_STORE' 4 status
unset STYRTAVLA_STORE
echo x >file
t 'a file is no store' 4 --store "$work/file" status
t 'unknown plan' 3 --plan nix status
err 'unknown plan: those there are' 'u2018'

# ---- exports ----
keys goals plan,focus_area,focus_title,id,title,parent,boards,indicators,computed,assessed
keys indicators plan,goal,id,name,kind,area,perspective,metric,fit,unit,decimals,direction,definition,targets,latest,computed
keys boards id,name,aliases,driftnamnd
keys allocations plan,board,year,mnkr
keys economy plan,table,row,period,kind,value,text,unit
keys observations metric,organisation,period,gender,value,missing,preliminary,source
keys journal seq,at,user,role,kind,id,op,changes
t 'goals of 2026' 0 export goals
j 'twelve goals' '[.[] | select(.plan == "mb2026")] | length == 12'
j 'goals: lists are arrays' 'all(.[]; (.boards | type) == "array" and (.indicators | type) == "array")'
j 'goals: status is a code' 'all(.[]; .computed | IN("green", "yellow", "red", "none", "missing"))'
t 'indicators of all plans' 0 --plan all export indicators
j 'indicators: two plans' '[.[].plan] | unique == ["mb2026", "u2018"]'
j 'indicators: goal is null for financial ones' 'all(.[] | select(.kind == "financial"); .goal == null)'
j 'indicators: latest' 'all(.[].latest | select(. != null); keys_unsorted == ["period", "value", "organisation"])'
j 'indicators: targets' 'all(.[].targets[]; keys_unsorted == ["scope", "year", "level", "op", "value", "text"])'
t 'observations of an indicator' 0 export observations --indicator N79173 --organisation 13 --period 2024 --gender T
j 'one figure, as published' 'length == 1 and .[0].value == 87.7 and .[0].organisation == "0013" and .[0].missing == null'
t 'observations of a metric nobody has' 3 export observations --indicator nix
t 'a period that is none' 2 export observations --period 2024x
t 'a gender that is none' 2 export observations --gender X
t 'a board by name' 0 --board 'Psykiatri Halland' export goals
j 'only its goals' 'length > 0 and all(.[]; .boards | index("psykiatri"))'
t 'a board that is none' 3 --board nix export goals
t 'CSV for Swedish spreadsheets' 0 export observations --indicator N79173 --swedish
[ "$(head -c 3 out | od -An -tx1 | tr -d ' \n')" = efbbbf ]; result $? '--swedish: byte order mark'
grep -q '^N79173;0013;2024;T;87,7;' out; result $? '--swedish: decimal comma'
t 'unknown export' 2 export nix
err 'unknown export: what there is' 'observations'
t 'export without a word' 2 export
t 'XLSX is to come' 2 export goals --format xlsx
t 'forecasts: none yet' 0 export forecasts
t 'unknown format' 2 export goals --format xml
t 'export to a file' 0 export goals -o goals.json
[ "$(jq length goals.json)" = 12 ]; result $? 'the file is whole'
[ "$(ls -l goals.json | cut -c 1-10)" = -rw-r----- ]; result $? 'the file is for owner and group'
t 'export over a device' 4 export goals -o /dev/null
t 'export to nowhere' 4 export goals -o none/x
"$program" export goals >/dev/full 2>err; [ $? = 4 ]; result $? 'full disk on standard out: 4'
err 'full disk: said' 'disken är full'
"$program" export goals >&- 2>err; [ $? = 4 ]; result $? 'closed standard out: 4'
"$program" export goals <&- >out 2>err; [ $? = 0 ]; result $? 'closed standard in does not matter'

# ---- edits ----
t 'add an activity' 0 add activity title='Rekrytera till 1177' board=Närsjukvård goal=3.1 due=2026-03-01
is 'add prints the id' 1
quiet 'add is quiet otherwise'
t 'export activities' 0 --today 2026-09-02 export activities
j 'the activity' '.[0] | .id == "1" and .board == "narsjukvard" and .status == "planned" and .late == true and .revision == 1'
j 'activities: keys' '.[0] | keys_unsorted == ["id", "goal", "indicator", "board", "title", "description", "responsible", "start", "due",
	"status", "late", "progress", "result", "contribution", "revision"]'
t 'set' 0 set activity 1 status=klar 'title==HYPERLINK(1)'
t 'set: nothing new' 0 set activity 1 status=done
err 'set: says so' 'som förut'
t 'CSV' 0 export activities --format csv
out 'a formula is defused' "'=HYPERLINK(1)"
t 'CSV --raw' 0 export activities --format csv --raw
out '--raw: as it is' ';=HYPERLINK(1);'
t 'stale revision' 5 set activity 1 status=planned --if-revision 1
err 'stale revision: who and when' 'ändrad av'
t 'right revision' 0 set activity 1 status=planned --if-revision 2
# Eight at once, each its own field or value, none with a revision: all of it is set, once each.
before=$("$program" export activities | jq '.[0].revision')
for p in 1 2 3 4 5 6 7 8; do
	for i in 1 2 3 4 5; do
		"$program" set activity 1 result="$p-$i" || echo "failed"
	done &
done >out 2>err
wait
is 'many at once without a revision: nobody is turned away' ''
t 'the activity afterwards' 0 export activities
j 'every edit is a revision' ".[0].revision == $before + 40"
t 'as it was' 0 set activity 1 result=
t 'unknown field' 3 set activity 1 färg=blå
err 'unknown field: those there are' 'responsible'
t 'bad value' 3 set activity 1 due=nix
t 'dangling reference' 3 set activity 1 goal=99
t 'no such record' 3 set activity 99 title=x
t 'fixed field' 3 set target x year=2027
t 'unknown kind' 2 set nix 1 a=b
t 'a note without its board' 3 add note text=x
err 'a note without its board: said' 'board: Nämnd saknas'
t 'set without fields' 2 set activity 1
t 'a word that is no field' 2 set activity 1 title
t 'the same field twice' 2 set activity 1 title=a title=b
t 'missing field' 3 add activity board=hs
t '--readonly' 2 --readonly set activity 1 title=x
t '--as-of' 2 --as-of 2026-01-01 set activity 1 title=x
t 'a due before the start' 3 set activity 1 start=2026-05-01
t 'add an observation' 0 add observation metric=N79173 period=2025 value=88,1
is 'observation: id of the region' 'N79173/0013/2025/T'
t 'add it again' 3 add observation metric=N79173 period=2025 value=88,2
err 'add it again: set' 'ändra med set'
t 'set an observation' 0 set observation N79173/0013/2025/T value=88,3
t 'add a target' 0 add target subject=3.1.1 scope=region year=2026 'op=>=' value=90
is 'target: derived id' '3.1.1.region.2026.green'
t 'a target for nobody' 3 add target subject=3.1.1 scope=nix year=2026 value=1
err 'a target for nobody: what there is' 'skriv region, forvaltning, delindex'
t 'add a goal' 0 add goal id=3.1.a title='Nämndens mål' parent=3.1 owner=psykiatri
t 'a goal without an id' 3 add goal title=x
t 'an id that is no UTF-8' 3 add board "id=$(printf 'a\377')" name=x
t 'an id nobody sees' 3 add board "id=$(printf 'a\342\200\256')" name=x
t 'an id with a CR' 3 add board "id=$(printf 'a\rb')" name=x
t 'an id of a hundred and one' 3 add board "id=$(printf '%0101d' 0)" name=x
t 'an id that means the sum' 3 add board id=summa name=x
t 'an action plan' 0 add action-plan board=hs deficit=12,0 cause=Inhyrd
t 'a measure' 0 add measure action_plan=1 text='Färre hyrläkare' state=taken effect=9,0
t 'export action plans' 0 export action-plans
j 'taken, covered, remaining' '.[0] | .taken == 9 and .covered == 75 and .remaining == 3 and .measures[0].state == "taken"'
t 'undo' 0 undo
t 'the measure is gone' 0 export action-plans
j 'no measure' '.[0].measures == []'
last=$("$program" export journal | jq '.[-1].seq')
t 'undo of the undo' 0 undo "$last"
t 'the measure is back' 0 export action-plans
j 'the measure is back: one' '.[0].measures | length == 1'
t 'which is a redo' 0 export journal
j 'the journal says redo' '.[-1].op == "redo"'
t 'so it can be undone again' 0 undo
t 'the measure is gone again' 0 export action-plans
j 'no measure again' '.[0].measures == []'
t 'undo of nothing' 3 undo 9999
t 'undo of a load' 3 undo 1
t 'undo: no number' 2 undo nix
t 'a hostile title' 3 set activity 1 "title=$(printf 'a\302\233b')"
t 'a hostile word' 2 set "$(printf 'a\033[2Jb')" 1 a=b
! grep -q "$(printf '\033')" err; result $? 'nothing reaches the terminal raw'
t 'log' 0 log
out 'log: the undo' 'ångrade'
t 'log --since' 0 log --since 2100-01-01
is 'log --since: nothing' ''
t 'log --board' 0 log --board hs
! grep -q '1177' out; result $? "log --board: not another board's"
t 'log: bad time' 2 log --since igår
t 'the journal' 0 export journal
j 'journal: changes are pairs' 'all(.[].changes | select(. != null) | .[]; length == 2)'

# ---- status and check ----
t 'status' 0 status
out 'status: a goal' '3.1'
out 'status: the reason, on the line' ' – '
t 'status of one' 0 status 3.1.1 --explain
t 'status of none' 3 status nix
t 'status as JSON' 0 status --format json
j 'status: keys' 'all(.[]; keys_unsorted == ["plan", "kind", "id", "title", "computed", "assessed", "rule", "source", "passed", "failed",
	"excluded", "inputs"])'
j 'status: inputs' 'all(.[].inputs[]; keys_unsorted == ["id", "name", "period", "value", "target", "outcome", "reason", "source"])'
t 'status --since' 0 status --since 2100-01-01
out 'status --since: nothing' 'Inget läge har ändrats'
t 'status --since what' 2 status --since nix
t 'check' 1 check
out 'check: in words' 'inget utfall '
! grep -q '^no-' out; result $? 'check: no codes'
t 'check as JSON' 1 check --format json
j 'check: keys' 'length > 0 and all(.[]; keys_unsorted == ["code", "board", "occasion", "kind", "id", "message", "amount", "due"])'
t 'check of an occasion that is none' 3 check --occasion X99
t 'what belongs to no occasion is found at each' 1 --plan u2018 check --occasion UR1

# ---- import ----
printf 'metric;organisation;period;gender;value\nN79173;0013;2030;T;90.5\nN79173;13;2031;K;91,5\n' >a.csv
t 'import without a source' 2 import a.csv
err 'import without a source: what to do' '--source TEXT'
t 'import: dry run' 0 import a.csv --dry-run --source Prov
quiet 'import: shares within 0 and 100'
out 'import: dry run counts' '2 nya'
t 'nothing was imported' 0 export observations --indicator N79173 --period 2030
is 'no figure' '[]'
t 'import' 0 import a.csv --source Prov
t 'the figure' 0 export observations --indicator N79173 --period 2030
j 'the figure is there' '.[0].value == 90.5'
t 'import again' 0 import a.csv --source Prov
out 'import again: as before' '0 nya, 0 ändrade, 2 som förut'
t 'import --quiet' 0 import a.csv --quiet --source Prov
is 'import --quiet' ''
printf 'metric;organisation;period;gender;value\nN79173;0013;2030;T;x\nN79173;0013;2031;T;1\n' >b.csv
t 'bad figure' 3 import b.csv
err 'bad figure: file, line, column' 'b.csv:2: kolumn 5 (value)'
err 'bad figure: nothing read' 'inget lästes in'
printf 'metric;organisation;period;gender;value\nN79173;0013;2032;T;50\nN79173;0013;2030;T;905\n' >f.csv
t 'a share above 100 is read' 0 import f.csv --source Prov --dry-run
err 'a share above 100: warned of, with its line' 'varning: f.csv:3: 1 värde'
t 'one bad file of two' 3 import a.csv b.csv --source Prov
printf 'metric;organisation;period;gender;value\nX1;0013;2030;T;1\n' >c.csv
t 'unknown metric' 3 import c.csv --source Prov
err 'unknown metric: which, and where' 'c.csv:2: nyckeltalet X1 finns inte'
t '--add-unknown' 0 import c.csv --add-unknown --source Prov
t 'the new metric' 0 export observations --indicator X1
j 'the new metric has its figure' '.[0].value == 1'
printf '{"values": 1}' >d.json
t 'JSON of another kind' 3 import d.json
err 'JSON: said' 'd.json känns inte igen'
t 'a map that is not there' 3 import a.csv --map x --source Prov
t 'import as another format' 3 import a.csv --format px
t 'import --format' 2 import a.csv --format nix
t 'no file' 3 import none.csv
t 'import of nothing' 2 import
t 'what was exported' 0 export observations --indicator N79173 --format csv
cp out e.csv
{ head -n 1 e.csv; grep Kolada e.csv; } >f.csv
t 'is imported again' 0 import f.csv
out 'without changes in what is published' ' 0 ändrade'
t 'from another source' 0 import f.csv --source Prov --dry-run
out 'from another source: all of it changes' '0 nya, 13 ändrade, 0 som förut'
err 'from another source: said' '13 siffror har samma värde som förut men en annan källa'

# ---- plans ----
printf '[plan p1]\ntitle = Prov\nyear = 2031\n\n[focus_area 1]\ntitle = Ett\n\n[goal 1.1]\ntitle = Mål\nfocus_area = 1\nboards = @driftnamnder\n' >p.ini
t 'plan load: dry run' 0 plan load p.ini --dry-run
out 'dry run: new' 'ny mål 1.1: Mål'
out 'dry run: counts' '3 nya, 0 ändrade, 0 som förut'
t 'dry run loads nothing' 3 --plan p1 export goals
t 'plan load' 0 plan load p.ini
t 'the plan' 0 --plan p1 export goals
j 'its goal, with the members of the group' '.[0].boards | length == 7'
t 'plan load again' 0 plan load p.ini
out 'load again: as before' '0 nya, 0 ändrade, 3 som förut'
sed 's/Mål/Nytt mål/' p.ini >q.ini
t 'plan load: what changes' 0 plan load q.ini --dry-run
out 'old and new' 'title: Mål → Nytt mål'
printf '[metric N79173]\nunit = andel\n' >m.ini
"$program" plan load m.ini --dry-run >out 2>err
out 'a part of a record: what changes' 'unit: % → andel'
! grep -q 'tomt\|source\|name:' out; result $? 'a part of a record: nothing else does'
printf '[plan p2]\ntitle = Prov\nyear = hej\n\n[goal 1]\ntitel = x\nboards = nix\n' >r.ini
t 'bad plan' 3 plan load r.ini
err 'bad plan: the first error' 'r.ini:3: [plan p2] year:'
err 'bad plan: the second' 'r.ini:6: [goal 1] titel: okänd nyckel'
err 'bad plan: nothing read' 'inget lästes in'
printf '[plan all]\ntitle = Prov\nyear = 2031\n' >r.ini
t 'a plan that could not be chosen' 3 plan load r.ini
printf '[plan q\342\200\256]\ntitle = Prov\nyear = 2031\n' >r.ini
t 'a plan with an id nobody sees' 3 plan load r.ini
t 'plan without load' 2 plan
t 'plan load of nothing' 2 plan load

# ---- time travel and settings ----
t 'as of before the store' 3 --as-of 2020-01-01 export boards
err 'there was nothing' 'fanns inte då'
t 'an empty --board is none' 0 --board '' export boards
printf '[styrtavla]\nplan = u2018\n' >s.ini
t '--config' 0 --config s.ini export goals
j "the configuration's plan" 'all(.[]; .plan == "u2018")'
printf '[styrtavla]\nplam = u2018\n' >s.ini
t 'bad configuration' 3 --config s.ini export goals
err 'bad configuration: the line' 's.ini:2: [styrtavla] plam'
t 'no configuration' 3 --config none.ini export goals

echo "1..$n"
