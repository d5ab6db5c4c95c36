#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Whose text it is: take, assign, undo, approve --advance; and that history says so and holds.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

newsroom

as hugo
clock 2026-03-18T12:10:00+01:00
status 0 marbre take marche-couvert --due 2026-03-19T18:00
is "it says so" "“Port-Lune : le marché couvert rouvre après deux ans de…” is yours, for 19 March 2026, 18:00." "${out//$'\u00a0'/ }"
contains "the record has it" 'assigned: {to: hugo, by: hugo, at: 2026-03-18T12:10:00+01:00, due: 2026-03-19T18:00:00+01:00}' \
    "$(cat $market/state.yaml)"
remember
status 1 marbre take marche-couvert --due 2026-03-19T18:00
contains "once is enough" "You have it already." "$out"
status 2 marbre assign marche-couvert personne
status 2 marbre assign marche-couvert lea --due demain
as lea
status 1 marbre assign marche-couvert sofia
contains "it lies on another desk" "One of these roles is needed to give it to somebody else" "$out"
unchanged

as marc
status 0 marbre --ui-lang fr assign marche-couvert Brandt --due 2026-03-20
is "by a part of her name" "« Port-Lune : le marché couvert rouvre après deux ans de… » est confié à Sofia Brandt, pour le 20 mars 2026 à 23:59." "${out//$'\u00a0'/ }"
status 0 marbre show marche-couvert --format json
json '.assigned' '{"to":"sofia","by":"marc","at":"2026-03-18T12:10:00+01:00","due":"2026-03-20T23:59:59+01:00"}'

# Whoever made the last move takes it back, and nobody else.
as hugo
remember
status 1 marbre undo marche-couvert --format json
json '[.transition,.allowed,[.obstacles[]|[.kind,.rule,.who]]]' '["undo",false,[["role","marbre/role-missing",["marc"]]]]'
unchanged
as marc
echo "Encore un mot." >>$market/index.fr.md
status 0 marbre undo marche-couvert
is "it is as it was" "“Port-Lune : le marché couvert rouvre après deux ans de…” is as it was before your last move: at Draft." "${out//$'\u00a0'/ }"
contains "Hugo has it again" "assigned: {to: hugo" "$(cat $market/state.yaml)"
contains "unsaved words stay unsaved" " M $market/index.fr.md" "$(git status --porcelain=v1)"
git checkout -q $market/index.fr.md
status 1 marbre undo marche-couvert
contains "once" "Its last move was taken back already" "$out"

# At another desk nobody in particular has it; what its first move made stays.
as hugo
status 0 marbre advance marche-couvert
lacks "it is for others" "assigned" "$(cat $market/state.yaml)"
status 0 marbre undo marche-couvert -m "trop tôt"
contains "it is back" "stage: draft" "$(cat $market/state.yaml)"
contains "he has it still" "assigned: {to: hugo" "$(cat $market/state.yaml)"
status 0 marbre take digue-nord
status 1 marbre undo digue-nord
contains "there is nothing before" "It began with that" "$out"

# To approve and to move on are one gesture.
status 0 marbre advance marche-couvert
as lea
status 0 marbre approve marche-couvert --advance --format json
json '[.[]|[.transition,.allowed]]' '[["approve",true],["advance",true]]'
status 0 marbre history marche-couvert
contains "history says so" "took back their last move" "$out"
contains "and whom it was given to, by name" "Marc Delatour  gave it to Sofia Brandt" "$out"
contains "in words" "took it" "$out"
status 0 marbre verify --trust "$(git rev-list --max-parents=0 HEAD)"

# Forged: somebody else's move, a record that the one before never was, an older move, and twice.
good=$(git rev-parse HEAD)
id=$(sed -n 's/^id: //p' $market/state.yaml)
forge() {
    git commit -q -a -m "Undo

Marbre-Article: $id
Marbre-Transition: undo
Marbre-From: photo-credit
Marbre-To: fact-check
Marbre-Undoes: $1
Marbre-Actor: $2"
    status 1 marbre verify --trust "$good"
    contains "$3" "$4" "$out"
    git reset -q --hard "$good"
}
git show "$good~1:$market/state.yaml" >$market/state.yaml
as hugo
forge "$good" hugo "somebody else's move" "Its last move was made by"
as lea
git show "$good~2:$market/state.yaml" >$market/state.yaml
forge "$good" lea "not the record before" "the record is not what this move makes"
git show "$good~1:$market/state.yaml" >$market/state.yaml
forge "$good~1" lea "not the last move" "what the commit says of the move is not what the move is"
status 0 marbre undo marche-couvert
status 0 marbre verify --trust "$good"

# Assignments, forged: to nobody, by somebody without a say, and other than the commit says.
good=$(git rev-parse HEAD)
give() {
    sed -i '/^assigned:/d' $market/state.yaml
    sed -i "/^publication:/i assigned: {to: $1, by: $2, at: $GIT_AUTHOR_DATE}" $market/state.yaml
    grep -q ^assigned: $market/state.yaml ||
        echo "assigned: {to: $1, by: $2, at: $GIT_AUTHOR_DATE}" >>$market/state.yaml
    git commit -q -a -m "Assign

Marbre-Article: $id
Marbre-Transition: assign
Marbre-Assignee: $3
Marbre-Actor: $2"
    status 1 marbre verify --trust "$good"
    contains "$4" "$5" "$out"
    git reset -q --hard "$good"
}
as lea
give personne lea personne "to nobody" "Nobody here is called “personne”"
as hugo
give sofia hugo sofia "by somebody without a say" "give it to somebody else"
as lea
give sofia lea ines "other than it says" "the record is not what this move makes"

# A correction that was opened by mistake is closed again, as long as no word has changed; what
# readers have seen stays.
as lea
status 0 marbre advance marche-couvert
as paul
status 0 marbre advance marche-couvert
status 0 marbre publish marche-couvert
status 1 marbre undo marche-couvert
contains "what is published stays" "Readers have seen it" "$out"
status 0 marbre correct marche-couvert --kind correction --note "Le marché rouvre mardi."
status 0 marbre undo marche-couvert
contains "it is published as before" "stage: published" "$(cat $market/state.yaml)"
status 0 marbre correct marche-couvert --kind correction --note "Le marché rouvre mardi."
echo "Encore un mot." >>$market/index.fr.md
status 0 marbre save marche-couvert
status 1 marbre undo marche-couvert
contains "not once words have changed" "the correction stays open" "$(printf %s "$out" | tr -s " \n" " ")"

# All of it holds, also for an outsider.
status 0 marbre verify --trust "$(git rev-list --max-parents=0 HEAD)"
status 0 marbre proof marche-couvert --trust "$(git rev-list --max-parents=0 HEAD)" --output "$work/proof"
status 0 marbre verify-proof "$work/proof" --trust "$(git rev-list --max-parents=0 HEAD)"
finish
