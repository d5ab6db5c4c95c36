#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# `marbre` alone: what waits for whom, each line with the command that does the next thing.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$work" || exit 1
as hugo
status 0 marbre
contains "outside a newsroom it says how to begin" "  marbre init gazette" "$out"
mkdir site && git init -q --template= site && cd site || exit 1
status 0 marbre
contains "so it does in a repository that is none yet" "  marbre init --here ." "$out"

newsroom
as hugo
clock 2026-03-18T12:10:00+01:00
status 0 marbre --format json
json '[.person,[.desk[]|.command]]' '["hugo",["marbre take bibliotheque","marbre take digue-nord","marbre take marche-couvert"]]'
status 0 marbre take marche-couvert --due 2026-03-18T11:00
status 0 marbre advance marche-couvert
status 0 marbre take bibliotheque --due 2026-03-18T11:00
as lea
status 0 marbre --format json
json '[.awaiting[].command]' '["marbre approve marche-couvert"]'
status 0 marbre return marche-couvert --to draft -m "La citation n’est pas celle de l’enregistrement."
status 0 marbre
is "whoever sent it back waits for nothing" "Nothing waits for you." "$(head -1 "$work/out")"

as hugo
status 0 marbre --ui-lang fr
is "sent back with the reason, mine and late, and the desk" "Renvoyé vers vous
  « Port-Lune : le marché couvert rouvre après deux ans de… »  (Brouillon)
      Léa Morel : « La citation n’est pas celle de l’enregistrement. »
      marbre transmettre marche-couvert

À vous
  « La bibliothèque des Salines fermera deux semaines en avril »  (Brouillon, en retard : pour le 18 mars 2026 à 11:00)
      marbre vérifier bibliotheque

À votre desk, à prendre
  « Sarnovie : la digue au nord de Velm cède après des… »  (Brouillon)
      marbre prendre digue-nord

Où en est chaque article :  marbre liste
Un nouvel article :  marbre nouveau --title \"TITRE\"" "$(printf %s "$out" | sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g')"
status 0 marbre list --format json
json '[.articles[]|[(.path|split("/")[-1]),.assigned,.returned_by]]' \
    '[["bibliotheque","hugo",null],["marche-couvert",null,"lea"],["digue-nord",null,null]]'
status 0 marbre list --mine
contains "the list says it too" "(sent back by Léa Morel)" "$out"
contains "and who is late" "(Hugo Marchetti, late: for 18 March 2026, 11:00)" "$out"

# What was found is kept, and never told where something has changed since.
echo "Un mot de plus." >>$library/index.fr.md
status 0 marbre --ui-lang fr --format json # what programs are given is English
json '[.mine[].command]' '["marbre save bibliotheque"]'
git checkout -q $library
status 0 marbre --format json
json '[.mine[].command]' '["marbre check bibliotheque"]'
sed -i "s/^title: .*/title: \"La digue tient\"\nembargo: 2026-03-19/" $dam/index.fr.md
as paul
status 0 marbre save digue-nord
at=2026-03-18T13:00:00+01:00
status 0 marbre --at $at --format json
json '[.embargo[]|[.title,.embargo,.command]]' '[["La digue tient","2026-03-20T00:00:00+01:00","marbre show digue-nord"]]'
cp -r $dam $published/seconde
status 0 marbre --at $at --format json
json '[.embargo[].command]' '["marbre show digue-nord","marbre show seconde"]'
rm -r $published/seconde
mv $dam $published/tierce
status 0 marbre --at $at --format json
json '[.embargo[].command]' '["marbre show tierce"]'
mv $published/tierce $dam

# What a few commits have changed is put in; made anew, it is the same.
status 0 marbre list
tail -n +4 .git/marbre/slate >"$work/changed"
rm .git/marbre/slate
status 0 marbre list
is "the slate made anew is the slate that was changed" "$(tail -n +4 .git/marbre/slate)" \
    "$(cat "$work/changed")"

cd $market || exit 1
status 0 marbre
is "in an article's folder, its page" "Port-Lune : le marché couvert rouvre après deux ans de travaux" \
    "$(head -1 "$work/out" | sed 's/\xc2\xa0/ /g; s/[“”]//g')"
cd "$work/newsroom" || exit 1
status 0 marbre
for word in digest scope bundle "front matter" revision branch HEAD; do
    lacks "an editor never reads $word" "$word" "$out"
done
status 2 marbre --format yaml
as personne
status 1 marbre
contains "a stranger is told what to ask for" "marbre/unknown-person" "$err"
finish
