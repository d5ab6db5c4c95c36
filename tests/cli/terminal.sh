#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# At a terminal: pager, colours, width; in a pipe; and control-C.
. "$(dirname "$0")/lib.sh"
here=$(cd "$(dirname "$0")" && pwd)
newsroom
at_terminal() { python3 "$here/terminal.py" "$@"; }
export TERM=xterm
unset MARBRE_PAGER PAGER
as hugo

# --- pager ----------------------------------------------------------------------------------------
export PAGER="sed 's/^/everybody: /'"
status 0 at_terminal 100 marbre list
contains "an answer to read goes through the pager" "everybody: Draft" "$out"
export MARBRE_PAGER="sed 's/^/ours: /'"
status 0 at_terminal 100 marbre show digue-nord
contains "our own goes first" "ours: " "$out"
lacks "and alone" "everybody: " "$out"
contains "colours go through it" $'\033[' "$out"
# Of what is prose: what is to be pasted keeps its line.
longest() { grep -v '│' | sed $'s/\033\\[[0-9;]*m//g' | wc -L; }
status 1 at_terminal 100 marbre check bibliotheque
lacks "what is no text to read does not" "ours: " "$out"
status 2 at_terminal 100 marbre show digue-nrod
contains "a mistake is seen there too, with its status" "ours: marbre: there is no article" "$out"
status 0 at_terminal 100 marbre list --format json
contains "so does JSON at a terminal" "ours: {" "$out"
status 0 at_terminal 100 marbre help
contains "and help" "ours: usage: marbre" "$out"
status 0 marbre list
lacks "in a pipe there is none" "ours: " "$out"
for none in "" cat; do
    MARBRE_PAGER=$none status 0 at_terminal 100 marbre list
    lacks "none where it is “$none”" ": Draft" "$out"
done
TERM=dumb status 0 at_terminal 100 marbre list
lacks "none on a terminal that can't" "ours: " "$out"
MARBRE_PAGER="head -n 1 >/dev/null; exit 3" status 0 at_terminal 100 marbre history digue-nord
MARBRE_PAGER=/nonexistent/pager run at_terminal 100 marbre list
contains "one that is not there is named" "/nonexistent/pager" "$out"
if command -v less >/dev/null; then
    unset PAGER MARBRE_PAGER
    status 0 at_terminal 100 marbre list
    contains "less, which ends by itself where all fits" "Draft" "$out"
else
    skip "less, which ends by itself where all fits" "there is no less"
fi
export MARBRE_PAGER=cat

# --- colours and width ----------------------------------------------------------------------------
NO_COLOR=1 status 0 at_terminal 100 marbre show digue-nord
lacks "NO_COLOR" $'\033[' "$out"
NO_COLOR=1 status 0 at_terminal 100 marbre --color always show digue-nord
contains "unless colours are asked for" $'\033[' "$out"
status 0 at_terminal 60 marbre explain missing-nbsp
point "$([ "$(longest <<<"$out")" -le 60 ]; echo $?)" "the terminal's width" "$out"
COLUMNS=50 status 0 at_terminal 100 marbre explain missing-nbsp
point "$([ "$(longest <<<"$out")" -le 50 ]; echo $?)" "COLUMNS goes first" "$out"
COLUMNS=50 status 0 marbre explain missing-nbsp
point "$([ "$(longest <<<"$out")" -le 50 ]; echo $?)" "in a pipe too" "$out"
COLUMNS=many status 0 marbre explain missing-nbsp

# --- in a pipe ------------------------------------------------------------------------------------
marbre explain --format json 2>"$work/said" | head -c 1 >/dev/null
is "who reads no further ends it" 141 "${PIPESTATUS[0]}"
is "without a word" "" "$(cat "$work/said")"
status 4 bash -c 'marbre list >/dev/full'
contains "a full disk is told" "could not be written" "$err"

# --- control-C ------------------------------------------------------------------------------------
remember
status 130 python3 "$here/interrupted.py" marbre hook pre-receive
is "one line" "marbre: interrupted. Nothing is lost: the next command finishes or takes back what was begun." "$out"
status 130 python3 "$here/interrupted.py" marbre --ui-lang fr hook pre-receive
contains "in the reader's language" "marbre" "$out"
unchanged
finish
