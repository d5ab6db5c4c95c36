#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Plugins that do what none may: contained and charged. Numbers are rows of the table of bad
# inputs; misbehave.sh has crash, hang and garbage at length.
. "$(dirname "$0")/lib.sh"
newsroom
misbehaving
as hugo

# zoo NUMBER PLUGIN STATUS RULE
zoo() {
    uses "$2"
    row "$1" "plugin $2" "$3" "$4" marbre --plugin-dir "$work/own" advance bibliotheque
    if [ "$3" = 4 ]; then
        contains "row $1: plugin $2: it is named" "$2" "$out$err"
        contains "row $1: plugin $2: the others spoke all the same" "à compléter" "$out"
    fi
}

for id in abort crash-run crash-create close-all stop-self overflow garbage exit-zero \
    rule-unknown span-beyond span-inside edits-overlap no-reason flood kill-parent newer-fields; do
    zoo 56 $id 4 ""
done
for id in crash-destroy crash-unload thread-left leaky chatty well-behaved fork-bomb; do
    zoo 56 $id 1 "à compléter"
done
uses scribble
run marbre --plugin-dir "$work/own" advance bibliotheque
is "row 56: plugin scribble writes in its own memory, or dies of it" "yes " \
    "$([ "$code" = 1 ] || [ "$code" = 4 ] && echo yes) $(git status --porcelain)"
zoo 56 reach-out 1 ""
lacks "row 56: nothing that it tried has worked" "reach-out" "$(grep -i "reached\|worked" <<<"$out")"
zoo 57 escape-codes 1 ""
uses crash-entry
row 56 "a plugin that dies when asked what it is" 4 "crash-entry" marbre --plugin-dir "$work/own" advance bibliotheque
for id in no-plugin wrong-major newer-minor id-other id-twice short-struct; do
    uses $id
    run marbre --plugin-dir "$work/own" advance marche-couvert
    is "row 56: plugin $id can't be used, and nothing moves" "yes yes no" \
        "$([ "$code" = 2 ] || [ "$code" = 4 ] && echo yes) $([[ $out$err == *$id* ]] && echo yes) $([ -e $market/state.yaml ] && echo yes || echo no)"
done

# Files that are not to be trusted.
uses well-behaved
chmod 666 "$work/own/well-behaved.so"
row 56 "a file that others may write" 2 "well-behaved" marbre --plugin-dir "$work/own" advance bibliotheque
chmod 644 "$work/own/well-behaved.so"
chmod 777 "$work/own"
row 56 "a folder that others may write" 2 "own" marbre --plugin-dir "$work/own" advance bibliotheque
chmod 755 "$work/own"
row 56 "a folder by a relative path" 2 "own" marbre --plugin-dir ../own advance bibliotheque
if [ "$(id -u)" = 0 ]; then
    chown 12345 "$work/own/well-behaved.so"
    row 56 "a file of somebody else's" 2 "well-behaved" marbre --plugin-dir "$work/own" advance bibliotheque
    chown 0 "$work/own/well-behaved.so"
else
    skip "row 56: a file of somebody else's" "only root can give one away"
fi
mkfifo "$work/own/pipe.so"
row 56 "a pipe by the name of a plugin" 0 "pipe" marbre --plugin-dir "$work/own" plugin list
rm "$work/own/pipe.so"

# One that is replaced between two runs is another plugin: its results are not taken for the old.
uses well-behaved
cp "$MARBRE_ZOO/well-behaved.so" "$work/own/"
run marbre --plugin-dir "$work/own" check marche-couvert --format json
json '[.findings[].rule]' '["well-behaved/odd"]'
cp "$MARBRE_ZOO/crash-run.so" "$work/own/well-behaved.so"
run marbre --plugin-dir "$work/own" check marche-couvert --format json
is "row 56: a file that was replaced is asked anew" "yes" "$([ "$code" = 4 ] || [ "$code" = 2 ] && echo yes)"
is "no worker is left behind" "" "$(pgrep -f "marbre.*$work" || true)"
finish
