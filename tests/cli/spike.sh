#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Put aside before publication, and taken up again: nothing is lost, and the place is remembered.
. "$(dirname "$0")/lib.sh"
newsroom

# What readers have never seen may be put aside, for a reason.
as hugo
marbre advance marche-couvert >/dev/null
as lea
remember
status 2 marbre spike marche-couvert
contains "a reason is asked for" "marbre spike ARTICLE -m WHY" "$err"
status 2 marbre spike marche-couvert digue-nord -m "Trop tard"
status 2 marbre spike
status 2 marbre spike nulle-part -m "Rien"
status 0 marbre spike marche-couvert -m "Trop tard" --dry-run
unchanged "a dry run puts nothing aside"
as sofia
status 1 marbre spike marche-couvert -m "Trop tard" --format json
json '[.transition,.from,.to,.allowed,(.obstacles[]|[.kind,.rule,.who])]' \
    '["spike","fact-check","spiked",false,["role","marbre/role-missing",["marc","paul","lea","ines"]]]'
unchanged
as lea
echo "Un mot de plus." >>$market/index.fr.md
before=$(git rev-parse HEAD)
status 0 marbre spike marche-couvert -m "La halle rouvre plus tard"
contains "what became of it" "is spiked" "$out"
is "the words first, then the move" "$before" "$(git rev-parse HEAD~2)"
is "the state" "stage: spiked" "$(grep ^stage: $market/state.yaml)"
is "in the newsroom's language" "Abandon" "$(git log -1 --format=%s | cut -d' ' -f1)"
contains "the reason is kept" "La halle rouvre plus tard" "$(git log -1 --format=%b)"
contains "so is where it stood" "Marbre-From: fact-check" "$(git log -1 --format='%(trailers)')"
contains "the words stay" "Un mot de plus." "$(git show HEAD:$market/index.fr.md)"
status 0 marbre list
contains "the list has it" "Spiked" "$out"
status 0 marbre list --stage spiked --format json
json '[.articles[].path]' "[\"$market\"]"
status 0 marbre check --all
status 1 marbre spike marche-couvert -m "Encore"
contains "it is spiked once" "spiked already" "$out"
status 1 marbre advance marche-couvert
contains "it goes nowhere" "restore it first" "$out"
status 1 marbre correct marche-couvert --kind correction --note "Non"
status 1 marbre retract marche-couvert --note "Non" -m "Non"
contains "no reader has seen it" "not been published" "$out"

# Back to where it stood.
as hugo
status 1 marbre restore marche-couvert --format json
json '[.transition,.from,.to,(.obstacles[].rule)]' '["restore","spiked","fact-check","marbre/role-missing"]'
as ines
status 2 marbre restore
status 0 marbre restaurer marche-couvert -m "Finalement si"
contains "at whose desk" "is back at Fact-check" "$out"
is "the stage that it left" "stage: fact-check" "$(grep ^stage: $market/state.yaml)"
status 1 marbre restore marche-couvert
contains "once" "was not spiked" "$out"
status 0 marbre history marche-couvert
contains "history has both" "spiked it at Fact-check" "$out"
contains "in its words" "restored it to Fact-check" "$out"
status 0 marbre --ui-lang fr history marche-couvert
contains "and in French" "a abandonné" "$out"

# One that no move has touched begins again at the first stage.
as hugo
status 2 marbre abandonner bibliotheque -m ""
as marc
status 0 marbre abandonner bibliotheque -m "Doublon"
status 0 marbre restore bibliotheque
is "the first stage" "stage: draft" "$(grep ^stage: $library/state.yaml)"
is "the files lie as committed" "" "$(git status --porcelain)"

# A spiked folder may be removed, and its name is free again.
as marc
status 0 marbre spike bibliotheque -m "Doublon"
git rm -rq $library && git commit -qm "Doublon retiré"
status 0 marbre check --all
status 0 marbre list --format json
json '[.articles[]|select(.stage=="spiked")]' '[]'
as hugo
status 0 marbre new bibliotheque --title "La bibliothèque, autrement"

# So it is for one of another month; the spiked one has its path and its id.
clock 2026-04-02T09:00:00+02:00
status 0 marbre new marche-couvert --title "Le marché, un mois après"
status 2 marbre show marche-couvert
contains "two of one name" "means more than one article" "$err"
as ines && marbre spike $market -m "Dépassé" >/dev/null
status 0 marbre show marche-couvert --format json
json .path '"articles/2026/04/marche-couvert"'
status 0 marbre show $market --format json
json .stage '"spiked"'
as ines && status 0 marbre restore $market
clock 2026-03-18T12:00:00+01:00

# Without a working tree.
git clone -q --bare . "$work/bare.git"
as marc
status 0 marbre -C "$work/bare.git" spike digue-nord -m "Sans fichiers"
is "in a bare repository too" "stage: spiked" "$(git -C "$work/bare.git" show "main:$dam/state.yaml" | grep ^stage:)"
status 0 marbre -C "$work/bare.git" restore digue-nord
is "and back" "stage: draft" "$(git -C "$work/bare.git" show "main:$dam/state.yaml" | grep ^stage:)"
is "git finds nothing amiss" "" "$(git -C "$work/bare.git" fsck --strict 2>&1)"

# A history that ends early does not know where it stood.
git clone -q "file://$work/bare.git" "$work/clone"
cd "$work/clone" || exit 1
as hugo && marbre advance digue-nord >/dev/null
as marc && marbre spike digue-nord -m "x" >/dev/null
git clone -q --depth 1 "file://$work/clone" "$work/shallow"
cd "$work/shallow" || exit 1
status 0 marbre restore digue-nord
is "it begins again" "stage: draft" "$(grep ^stage: $dam/state.yaml)"
finish
