#!/bin/sh
# Import from outside: formats by their content, map files, all or nothing, hostile files, what a terminal sees. Speaks TAP. STYRTAVLA is
# the program.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset NO_COLOR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
program=${STYRTAVLA:?the program to test}
work=$(mktemp -d "${TMPDIR:-/tmp}/styrtavla-import.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$work/home
STYRTAVLA_STORE=$work/store
export HOME STYRTAVLA_STORE
mkdir "$HOME"
cd "$work" || exit 1
n=0

result() { # STATUS TEXT
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# out: /' out | head -n 5
		cut -c1-300 err | sed 's/^/# err: /' | head -n 5
	fi
}
# t TEXT CODE ARGUMENT…: runs the program, judged by 2026-09-02, and expects the exit code.
t() {
	text=$1 code=$2
	shift 2
	timeout 60 "$program" --today 2026-09-02 "$@" >out 2>err </dev/null
	got=$?
	[ $got = "$code" ] || echo "# exit $got, expected $code: $*"
	[ $got = "$code" ]
	result $? "$text"
}
err() { grep -qF -- "$2" err; result $? "$1"; }
out() { grep -qF -- "$2" out; result $? "$1"; }
quiet() { [ ! -s out ] && [ ! -s err ]; result $? "$1"; }
j() { [ -s out ] && jq -e "$2" out >jq.out 2>>err; result $? "$1"; }
head='metric;organisation;period;gender;value'

t 'a store' 0 init
[ $got = 0 ] || exit 1
"$program" log >journal.before

# ---- hostile files: a clear message, exit 3, and the store as it was ----
# hostile TEXT FILE WORDS
hostile() {
	t "$1" 3 import "$2" --source Prov --add-unknown
	err "$1: said" "$3"
	[ -s err ] && [ "$(wc -l <err)" -le 103 ]; result $? "$1: in few lines"
}
: >empty
hostile 'an empty file' empty 'empty är tom'
mkdir dir
hostile 'a directory' dir 'dir är en katalog'
hostile 'a device' /dev/zero '/dev/zero är en enhet'
hostile 'no file' nofile 'nofile: kunde inte öppnas'
head -c 100000 /dev/urandom >noise
printf 'PK\003\004\000\000' | cat - noise >noise.xlsx
printf '\000\001\002' | cat - noise >binary
hostile 'a binary file' binary 'binary'
hostile 'a broken spreadsheet' noise.xlsx 'noise.xlsx'
printf '%s\nN79173;0013;2030;T;1\rN79173;0013;2031;T;2\n' "$head" >cr
hostile 'a lone CR' cr 'cr:2: tecken 21: ett ensamt CR'
printf '%s\nN79173;0013;2030;T;1\000\n' "$head" >nul
hostile 'a NUL' nul 'nul är ingen text'
{ echo "$head"; head -c 200000 /dev/zero | tr '\0' '\n'; printf 'N79173;00\00013;2030;T;1\n'; } >latenul
hostile 'a NUL far into the file' latenul 'raden har ett NUL-tecken'
printf '%s\nN79173;0013;2030;T;"1\nN79173;0013;2031;T;2\n' "$head" >quote
hostile 'an unclosed quote' quote 'ett citattecken stängs inte'
{ printf '%s\nN79173;0013;2030;T;' "$head"; head -c 1100000 /dev/zero | tr '\0' 1; echo; } >megabyte
hostile 'a line of a megabyte' megabyte 'megabyte:2: raden är längre än 1 MiB'
{ printf '%s\n"' "$head"; head -c 3000000 /dev/zero | tr '\0' '\n'; } >quotes
hostile 'a quote of three megabytes' quotes 'quotes:2: raden är längre än 1 MiB'
awk 'BEGIN { for (i = 0; i < 1500; i++) printf "c%d;", i; print "metric;value" }' >wide
{ echo "$head"; awk 'BEGIN { for (i = 0; i < 1500; i++) printf "c%d;", i; print "" }'; } >wide2
hostile 'a row of 1500 columns' wide2 'wide2:2: raden har fler än 1000 fält'
t 'a header of 1500 columns' 3 import wide --format csv --source Prov
err 'a header of 1500 columns: said' 'raden har fler än 1000 fält'
printf '\376\377\330\000\000a' >halfpair
hostile 'half a character of UTF-16' halfpair 'är ingen giltig UTF-16BE'
printf '%s\nN79173;h\303\244r;2030;T;1\nN79173;h\344r;2030;T;1\n' "$head" >mixed
hostile 'two encodings in one file' mixed 'mixed:3: byten 0xE4 är inte giltig UTF-8'
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "[" }' >deep.json
hostile 'deep JSON' deep.json 'deep.json'
printf '{"values":[{"kpi":"N79173","municipality":"0013",' >cut.json
hostile 'JSON cut short' cut.json 'cut.json'
chmod 000 nul 2>/dev/null
if [ ! -r nul ]; then
	hostile 'a file one may not read' nul 'nul: kunde inte öppnas'
fi
for i in 1 2 3 4 5; do printf 'N79173;0013;203%d;T;x\n' $i; done >rows
{ echo "$head"; for i in $(seq 60); do cat rows; done; } >many
hostile 'three hundred faults' many '300 fel: inget lästes in'
err 'three hundred faults: a hundred are told' '… och 200 fel till; 300 fel i allt'
t 'nothing of it is in the store' 0 log
[ -s out ] && cmp -s out journal.before; result $? 'the journal is as it was'

# ---- a file that is written while it is read ----
"$program" export observations --indicator N79173 >before.json
{ echo "$head"; awk 'BEGIN { for (i = 0; i < 400000; i++) printf "N79173;x%d;%d;T;1\n", i / 200, 1900 + i % 200 }'; } >grows
{ cat grows; while :; do echo 'N79173;x1;2024;T;1'; done; } >pipe.out & feeder=$!
while [ ! -s pipe.out ] || [ "$(wc -c <pipe.out)" -lt 8000000 ]; do sleep 0.05; done
t 'a file that grows' 3 import pipe.out --source Prov --add-unknown
kill $feeder 2>/dev/null
wait $feeder 2>/dev/null
rm -f pipe.out
err 'a file that grows: said' 'ändrades medan den lästes'
"$program" export observations --indicator N79173 >after.json
[ -s after.json ] && cmp -s before.json after.json; result $? 'a file that grows: nothing of it was read'

# ---- what goes in ----
printf '%s\nN79173;0013;2030;T;90,5\nN79173;Hallands län;2031;K;91,5\nN79173;Region Skåne;2030;T;80\n' "$head" >utf8.csv
iconv -f UTF-8 -t ISO-8859-1 utf8.csv >latin1.csv
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE utf8.csv; } >utf16.csv
tr ';' '\t' <utf8.csv >tabs.tsv
sed 's/,/./' utf8.csv | tr ';' '|' | sed 's/$/\r/' >crlf.txt
for f in utf8.csv latin1.csv utf16.csv tabs.tsv crlf.txt; do
	rm -rf store.$f
	"$program" --store store.$f init >/dev/null
	t "$f" 0 --store store.$f import $f --source Prov
	out "$f: three figures" '3 nya, 0 ändrade, 0 som förut'
	"$program" --store store.$f export observations --indicator N79173 --format csv >$f.out
	[ -s $f.out ] && cmp -s $f.out utf8.csv.out; result $? "$f: the same to the last byte"
done
cat utf8.csv | "$program" import - --source Prov >out 2>err
result $? 'from a pipe'
out 'from a pipe: three figures' 'standard in: 3 nya'
mkfifo fifo
timeout 60 sh -c 'cat utf8.csv >fifo' &
t 'from a named pipe' 0 import fifo --source Prov
out 'from a named pipe: nothing new' '0 nya, 0 ändrade, 3 som förut'

# ---- regions and municipalities are there, by any name ----
printf '%s\n' "$head" >places.csv
for place in 0001 12 'Region Skåne' 'Stockholms län' VGR 1380 'Kungsbacka kommun' Hylte riket 00 Norrbotten; do
	printf 'N79173;%s;2032;T;50\n' "$place" >>places.csv
done
t 'places by any name' 0 import places.csv --source Prov
out 'places by any name: eight of them' '8 nya'

# ---- map files ----
cat >karta.ini <<'END'
[file]
source = SCB

[metric]
column = Variabel

[organisation]
column = Region

[period]
column = År

[value]
column = Värde

[filter Variabel]
only = Inrikes flyttnetto

[metrics]
Inrikes flyttnetto = scb-inrikes-flyttnetto
END
printf 'Region,År,datakalla,Variabel,Värde\nFalkenberg,2000,historisk,Inrikes flyttnetto,-210\nFalkenberg,2000,historisk,Annat,1085\n' >flytt.csv
t 'unknown CSV' 3 import flytt.csv
err 'unknown CSV: what to do' '--map'
t 'with a map' 0 import flytt.csv --map karta.ini
out 'with a map: one figure' '1 nya'
t 'the figure' 0 export observations --indicator scb-inrikes-flyttnetto --organisation 1382
j 'the figure is there, with its source' '.[0].value == -210 and .[0].source == "SCB"'
t 'a map that is not there' 3 import flytt.csv --map nix.ini
printf '[metric]\nkolumn = 1\n' >bad.ini
t 'a bad map' 3 import flytt.csv --map bad.ini
err 'a bad map: which line' 'bad.ini:2: [metric] kolumn'
printf 'Region;År;Värde\nHylte;2000;1\n' | iconv -f UTF-8 -t UTF-16LE >u16.csv
t 'UTF-16 without a BOM, and a bad map' 3 import u16.csv --map bad.ini
err 'UTF-16 without a BOM, and a bad map: which line' 'bad.ini:2: [metric] kolumn'
printf '[metric]\nvalue = N79173\n[organisation]\ncolumn = Region\n[period]\ncolumn = År\n[value]\ncolumn = Värde\n' >u16.ini
t 'UTF-16 without a BOM, and a map that does not say so' 3 import u16.csv --map u16.ini --source Prov
err 'UTF-16 without a BOM: what to write' 'skriv encoding = UTF-16LE under [file] i u16.ini'
printf '[file]\nencoding = UTF-16LE\n' | cat - u16.ini >u16le.ini
t 'UTF-16 without a BOM, that a map tells of' 0 import u16.csv --map u16le.ini --source Prov
out 'UTF-16 without a BOM, that a map tells of: its figure' '1 nya'

printf 'Region;År;Värde\nHylte;2000;99\nHylte;2001;150\n' >share.csv
printf '[metric]\nvalue = andel1\nunit = %%\n[organisation]\ncolumn = Region\n[period]\ncolumn = År\n[value]\ncolumn = Värde\n' >share.ini
t 'a share above 100 of a new nyckeltal' 0 import share.csv --map share.ini --source Prov --add-unknown
err 'a share above 100 of a new nyckeltal: warned of' 'share.csv:3: 1 värde i % är under 0 eller över 100, för andel1, 1315, 2001: stämmer det?'
printf '{"values":[{"kpi":"N79173","municipality":"0013","period":2016,"values":[{"gender":"T","value":-1}]}]}' >share.json
t 'a share below 0 in JSON' 0 import share.json --dry-run
err 'a share below 0 in JSON: which' 'share.json: 1 värde i % är under 0 eller över 100, för N79173, 0013, 2016: stämmer det?'
t 'a share below 0, quietly' 0 import share.json --dry-run --quiet
quiet 'a share below 0, quietly: nothing'

# ---- Vården i siffror ----
printf 'Diagramrubrik;Register/källa;Enhetsnamn;Mätperiod;Värde;Måttenhet;Täljare;Nämnare/antal fall\nAndel väntat;R;Region Halland;2017;87,5;%%;7;8\nAndel väntat;R;Riket;2017;MSK;%%;-;-\n' >vis.csv
t 'Vården i siffror: unknown' 3 import vis.csv
err 'Vården i siffror: what is not there' 'nyckeltalet vis-andel-vantat finns inte'
t 'Vården i siffror' 0 import vis.csv --add-unknown
out 'Vården i siffror: the new metric' 'ny: nyckeltal vis-andel-vantat, Andel väntat'
t 'its figures' 0 export observations --indicator vis-andel-vantat
j 'masked is not zero' 'map(select(.organisation == "0000"))[0] | .value == null and .missing == "suppressed"'
j 'the source' 'all(.[]; .source == "Vården i siffror")'

# ---- several files, one import ----
printf '%s\nN79173;0013;2033;T;1\n' "$head" >one.csv
printf '%s\nN79173;0013;2034;T;x\n' "$head" >two.csv
t 'one bad file of two' 3 import one.csv two.csv --source Prov
printf '%s\nN79173;0013;2034;T;2\n' "$head" >two.csv
t 'two files' 0 import one.csv two.csv --source Prov
out 'two files: one line' 'one.csv och 1 till: 2 nya'
printf '%s\nN79173;0013;2033;T;2\n' "$head" >two.csv
t 'two values of one figure' 3 import one.csv two.csv --source Prov
err 'two values of one figure: where' 'two.csv:2: samma nyckeltal, organisation, period och kön som one.csv:2'
printf '%s\nN79173;0013;2033;T;9\nN79173;0013;2034;T;x\nN79173;0013;2035;T;3\nN79173;0013;2030;T;90.5\n' "$head" >mix.csv
t 'a dry run with a fault' 3 import mix.csv --source Prov --dry-run
out 'a dry run with a fault: what would be' '1 nya, 1 ändrade, 1 som förut, 1 fel (inget är sparat)'
t 'quiet' 0 import one.csv --source Prov --quiet
quiet 'quiet: nothing is said'
t 'an unknown format' 2 import one.csv --format nix
err 'an unknown format: which there are' 'här finns'

# ---- stopped in the middle (Ctrl-C likewise, but a shell's background job ignores that) ----
awk -v head="$head" 'BEGIN { print head; for (i = 0; i < 4000000; i++) printf "N79173;x%d;%d;%s;%d\n", i / 600, 1900 + i % 200, substr("TKM", int(i / 200) % 3 + 1, 1), i % 97 }' >long.csv
"$program" log >journal.before
# Four times the same, so that no machine is done before the signal comes.
"$program" import long.csv long.csv long.csv long.csv --source Prov --add-unknown >out 2>err & child=$!
sleep 0.3
kill -TERM $child
wait $child
got=$?
[ $got = 143 ]; result $? 'a signal ends it'
err 'a signal: said' 'avbrutet: inget lästes in'
t 'the journal' 0 log
[ -s out ] && cmp -s out journal.before; result $? 'a signal: the store is as it was'
rm -f long.csv grows

# ---- undo, and what an import made ----
printf '%s\nukmy;ukorg;2030;T;1\n' "$head" >ukmy.csv
t 'an edit' 0 set board hs note=Före
before=$("$program" export journal | jq '.[-1].seq')
t 'an import with a new nyckeltal' 0 import ukmy.csv --source Prov --add-unknown
t 'undo would leave its figures without a nyckeltal' 3 undo
err 'undo of a nyckeltal: said' 'har importerade siffror, som aldrig tas bort, och måste finnas kvar: ändra i stället med '
t 'the figures can be exported' 0 export observations --indicator ukmy
sed 's/;1$/;2/' ukmy.csv >ukmy2.csv
t 'set metric' 0 set metric ukmy name='Ett nyckeltal' unit=% decimals=1
edit=$("$program" export journal | jq '.[-1].seq')
t 'add metric' 0 add metric id=eget-tal name='Eget tal' unit=antal direction=up
t 'set metric: which way is better' 0 set metric ukmy direction='lägre är bättre'
t 'set metric: no such way' 3 set metric ukmy direction=bort
t 'set metric: a metric that is not there' 3 set metric inget name=x
t 'set metric: undone' 0 undo
added=$("$program" export journal | jq '[.[] | select(.id == "eget-tal")][-1].seq')
t 'another import' 0 import ukmy2.csv --source Prov
t 'undo right after an import' 3 undo
err 'undo right after an import: said' '(ukmy2.csv): den ångras inte utan rättas med en ny import; undo '"$added"' ångrar det före'
t 'undo of the one before, by number' 0 undo "$added"
t 'undo of the one before that, by number' 0 undo "$edit"
t 'undo of the first of them, by number' 0 undo "$before"
t 'undo of an import by number' 3 undo $((added + 3))
err 'undo of an import by number: said' 'rätta den med en ny import'

# ---- what would come of what is not there ----
printf '%s\ninte1;0013;2030;T;1\ninte1;0012;2030;T;1\nN79173;0013;1999;T;1\n' "$head" >unknown.csv
t 'dry run with unknown names' 3 import unknown.csv --source Prov --dry-run
out 'dry run with unknown names: all that would come' '3 nya, 0 ändrade, 0 som förut med --add-unknown (inget är sparat)'
t 'quiet says nothing' 0 import unknown.csv --source Prov --add-unknown --quiet
quiet 'quiet says nothing: at all'
t 'a wrong source is corrected' 0 import unknown.csv --source Rätt --quiet
quiet 'a wrong source is corrected: quietly'
"$program" export observations --indicator inte1 >out 2>err
j 'a wrong source is corrected: so it is' 'all(.source == "Rätt") and length == 2'

# ---- what messages say ----
# says TEXT FILE WORDS: refused, with these words
says() {
	t "$1" 3 import "$2" --source Prov
	err "$1: said" "$3"
}
printf '%s\nN79173;0013;2025-V53;T;1\nN79173;0013;9999;T;1\nN79173;0013;2024;T;1.234,5\n' "$head" >said.csv
says 'a week that is not there' said.csv '"2025-V53" är ingen period: 2025 har ingen vecka 53'
err 'a year too far away: said' '"9999" är ingen period: året ska ligga i 1800–2200'
err 'signs between thousands: said' '"1.234,5" har punkt eller komma mellan tusental: skriv det med bara decimaltecken, 1234,5'
printf '%s\rN79173;0013;2030;T;1\r' "$head" >onlycr.csv
says 'lone CR for every line' onlycr.csv 'ett ensamt CR'
! grep -q 'filen är tom' err; result $? 'lone CR for every line: the file is not called empty'
t 'a header of 1500 columns again' 3 import wide --format csv --source Prov
! grep -q 'filen är tom' err; result $? 'a header of 1500 columns: the file is not called empty'
printf '%s\n' "$head" >header.csv
says 'only a header' header.csv 'header.csv har inga siffror: inget lästes in'
printf '{"values":[{"kpi":"N79173","municipality":"0013","period":2016,"values":[{"gender":"T","value":1}]},{"kpi":"N79173","municipality":"0013","period":2016,"values":[{"gender":"T","value":2}]}]}' >twice.json
says 'two values of a figure in JSON' twice.json 'twice.json: filen har två olika värden för N79173, 0013, 2016, T: inget lästes in'
printf '{"values":[{"id":"N1","title":"Ett tal","definition":"d","municipality_type":"L"}]}' >about.json
says 'only descriptions' about.json 'about.json har beskrivningar och inga siffror: --add-unknown lägger till och fyller i dem'
t 'only descriptions, to be added' 0 import about.json --add-unknown
out 'only descriptions, to be added: so they are' 'ny: nyckeltal N1, Ett tal'
t 'a flag that is of no use' 0 import share.json --dry-run --metric X1 --organisation 0000
err 'a flag that is of no use: said' '--metric används inte, formatet är kolada'
err 'another flag that is of no use: said' '--organisation används inte, formatet är kolada'
printf '%s\nbaraid;0013;2030;T;1\n' "$head" >bare.csv
t 'a nyckeltal without a name' 0 import bare.csv --source Prov --add-unknown
err 'a nyckeltal without a name: what to do' '1 nytt nyckeltal har bara ett id: beskrivningar kan läsas in på samma sätt'
mkfifo waits
{ sleep 1; cat bare.csv; } >waits &
t 'a named pipe' 0 import waits --source Prov
err 'a named pipe: it waits, and says so' 'waits är ett rör: väntar på det som skrivs till det (Ctrl-C avbryter)'
wait
if [ "$(id -u)" != 0 ]; then
	chmod 000 store/plans
	t 'a store one may not read' 4 log
	err 'a store one may not read: said' 'går inte att läsa, behörighet saknas'
	chmod 700 store/plans
fi

echo "1..$n"
