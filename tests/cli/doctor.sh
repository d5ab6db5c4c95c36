#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What was cut short is finished or taken back by the next command; doctor says how things are.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
status 0 marbre doctor
contains "nothing was cut short" "no command was cut short" "$out"
contains "who one is" "Hugo Marchetti (hugo)" "$out"
contains "whether plugins are locked in" "Landlock" "$out"
status 0 marbre doctor --format json
json '[.version,.ok,(.looks[0]|keys_unsorted)]' '[1,true,["what","ok","message"]]'
json '[.looks[].what]' '["recovery","branch","sandbox","person","workflow","site"]'
as nobody
status 1 marbre doctor --format json
json '[.looks[]|select(.ok|not)|.what]' '["person"]'
as hugo

# Killed at many moments of a move: after the next command the state is the old or the new, whole.
ready=$(git rev-parse HEAD)
torn=0
recovered=0
for moment in $(seq 0 19); do
    git reset -q --hard "$ready"
    rm -rf .git/marbre
    marbre advance marche-couvert >/dev/null 2>&1 &
    child=$!
    sleep "$(printf '0.%03d' $((moment * 25)))"
    kill -KILL $child 2>/dev/null
    wait $child 2>/dev/null
    run marbre list --format json
    [ -z "$err" ] || recovered=$((recovered + 1))
    now=$(git rev-parse HEAD)
    dirty=$(git status --porcelain)
    stage=$(jq -r --arg p $market '.articles[]|select(.path==$p).stage' "$work/out")
    case "$stage $([ "$now" = "$ready" ] && echo old || echo new)" in
    "draft old" | "fact-check new") ;;
    *) torn=$((torn + 1)) ;;
    esac
    [ -z "$dirty" ] || torn=$((torn + 1))
done
is "killed at any moment, nothing is torn" 0 "$torn"
is "git finds nothing amiss" "" "$(git fsck --strict 2>&1 | grep -v '^dangling')"
git reset -q --hard "$ready"

# A journal that is no journal of ours is never acted upon.
for garbage in "random" "../../etc/passwd" $'marbre journal 99\n' ""; do
    mkdir -p .git/marbre
    printf '%s' "$garbage" >.git/marbre/journal
    remember
    run marbre list
    is "row 54: a journal of “${garbage//$'\n'/}” changes nothing" "$remembered" "$(state)"
    is "and is no crash" yes "$([ "$code" -le 4 ] && echo yes)"
    rm -f .git/marbre/journal
done

# The cache and the index are only that.
status 1 marbre check --all --as publish --format json
expected=$out
rm -rf .git/marbre
status 1 marbre check --all --as publish --format json
is "without them the answer is the same" "$expected" "$out"
find .git/marbre -type f -exec sh -c 'printf garbage >"$1"' _ {} \;
status 1 marbre check --all --as publish --format json
is "with garbage in them too" "$expected" "$out"
find .git/marbre -type f -exec truncate -s 7 {} \;
status 1 marbre check --all --as publish --format json
is "or cut short" "$expected" "$out"
rm -rf .git/marbre

git checkout -q --detach
run marbre doctor
contains "a head on no branch is said" "git switch" "$out"
git switch -q main
git commit -q --allow-empty -m un && git commit -q --allow-empty -m deux
git clone -q --depth 1 "file://$PWD" "$work/shallow"
status 1 marbre -C "$work/shallow" doctor
contains "a history that ends early is said, with the cure" "git fetch --unshallow" "$out"
sed -i 's/uses: draft/uses: nothing/' workflows/newsroom.yaml
git commit -q -am "Cassé"
status 1 marbre doctor
contains "a workflow that can't work is said" "nothing" "$out"
echo "version: 9" >marbre.yaml
git commit -q -am "Cassé"
status 2 marbre doctor
status 2 marbre list
run marbre -C "$work" doctor
is "outside a repository" 2 "$code"
finish
