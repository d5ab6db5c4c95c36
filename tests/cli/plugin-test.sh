#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The conformance suite: the stock plugins pass, and its options.
. "$(dirname "$0")/lib.sh"
[ -f "${MARBRE_ZOO:-}/well-behaved.so" ] || skip_all "the plugins of the tests are not built"
cd "$work" || exit 1
mkdir own
cp "$MARBRE_ZOO"/{well-behaved,crash-run,touchy}.so own/
chmod 644 own/*.so
stock=$MARBRE_ROOT/lib/marbre/plugins-1

# Two of the tests are about articles of a megabyte, which take their time in a watched build.
rest=1-21,23-29,31-35
passes() {
    run marbre plugin test "$1" --deadline 120 --only "${2:-$rest}" --format json
    is "$(basename "$1" .so) passes" '[0,[]]' "$(jq -c '[.failed,[.tests[]|select(.result=="fail")|[.number,.reason]]]' "$work/out")"
    is "$(basename "$1" .so): and by its exit status" 0 "$code"
}
passes own/well-behaved.so 1-35
for id in draft factcheck credit translation publish; do passes "$stock/$id.so"; done

# TAP, a selection, a seed.
status 0 marbre plugin test own/well-behaved.so --only 1-3,7
is "a selection is told as TAP" "TAP version 13
ok 1
ok 2
ok 3
ok 7
# 4 passed, 0 failed, 0 skipped" "$(sed 's/ - .*//' <<<"$out")"
status 0 marbre plugin test draft --only 7
status 0 marbre plugin test own/touchy.so --only 35 --fuzz 0.1s --seed 7
for odd in 1m s nan ""; do
    status 2 marbre plugin test own/touchy.so --only 35 --fuzz "$odd"
done
status 0 marbre plugin test own/touchy.so --only 35 --fuzz 0.1 --seed 7
status 1 marbre plugin test own/crash-run.so --only 15,16
contains "the reason" "# killed by signal 11 (Segmentation fault) in run of odd" "$out"
contains "and the cure" "# to mend it: " "$out"
contains "what can't be tried is left out" "ok 16 - finds the same in another process # SKIP see test 15 first" "$out"
status 1 marbre plugin test own/crash-run.so --only 16
status 2 marbre plugin test own/well-behaved.so --only 36
status 2 marbre plugin test own/well-behaved.so --only some
status 2 marbre plugin test own/nowhere.so
status 2 marbre plugin test own/well-behaved.so --fuzz -1
status 2 marbre plugin test
chmod 666 own/well-behaved.so
status 2 marbre plugin test own/well-behaved.so
chmod 644 own/well-behaved.so

# A plugin is written in a repository of its own, which is no newsroom.
git init -q own
cd own || exit 1
status 0 marbre plugin test ./well-behaved.so --only 1
finish
