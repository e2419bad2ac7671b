#!/bin/sh
# Counts test cases in the results (*.trs) of the parallel test harness below the given directories and prints one line:
# N passed, N failed
# A program that crashes, hangs or breaks its plan is one failure beside the cases that failed by themselves; one that only
# tells by its exit status that some of its cases failed is not. Skipped cases are told on stderr and are in neither number.
set -eu
find "$@" -name '*.trs' -exec awk '
	function done() { failed += bad + (errors > (bad > 0)) }
	FNR == 1 { done(); bad = errors = 0 }
	$1 != ":test-result:" { next }
	$2 == "PASS" || $2 == "XFAIL" { passed++ }
	$2 == "SKIP" { skipped++ }
	$2 == "FAIL" || $2 == "XPASS" { bad++ }
	$2 == "ERROR" { errors++ }
	END { done(); printf "%d %d %d\n", passed, failed, skipped }
	' {} + | awk '
	{ passed += $1; failed += $2; skipped += $3 }
	END {
		if (skipped)
			printf "%d skipped\n", skipped >"/dev/stderr"
		printf "%d passed, %d failed\n", passed, failed
	}'
