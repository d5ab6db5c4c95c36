#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Where everything stands, one article, and its claims.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo

status 0 marbre list
is "a stage, a title, a slug, and what stands in the way" \
    "Draft  “La bibliothèque des Salines fermera deux semaines en avril”  (1 thing in the way)
       bibliotheque
Draft  “Sarnovie : la digue au nord de Velm cède après des…”
       digue-nord
Draft  “Port-Lune : le marché couvert rouvre après deux ans de…”
       marche-couvert" "${out//$'\u00a0'/ }"
status 0 marbre list --format json
json '[.version, (.articles|length)]' '[1,3]'
json '.articles[0]|keys_unsorted' '["id","path","title","lang","stage","entered","assigned","assigned_due","returned_by","returned_why","obstacles","owed","embargo","publish_at","unpublish_at","owed_until","due","overdue"]'
json '.articles[0]|[.id,.path,.lang,.stage,.entered,.obstacles]' \
    "[null,\"$library\",\"fr\",\"draft\",null,1]"
status 0 marbre list --mine
contains "at a reporter's desk lies what is in draft" "marche-couvert" "$out"
as lea
status 0 marbre list --mine
is "at a fact-checker's nothing yet" "Nothing is here." "$out"
as hugo
status 0 marbre advance marche-couvert
id=$(sed -n 's/^id: //p' $market/state.yaml)
status 0 marbre list --stage fact-check --format json
json '[.articles[]|[.path,.stage,.id,.entered]]' \
    "[[\"$market\",\"fact-check\",\"$id\",\"2026-03-18T12:00:00+01:00\"]]"
as lea
status 0 marbre list --mine --format json
json '[.articles[].path]' "[\"$market\"]"
status 2 marbre list --stage fact-chek
contains "an unknown stage is named with the nearest" "the nearest is “fact-check”" "$err"
status 0 marbre list --stage published
status 2 marbre list marche-couvert
mv $library $published/renommee
status 0 marbre list --format json
json '[.articles[].path]|sort' "[\"$dam\",\"$market\",\"$published/renommee\"]"
mv $published/renommee $library

# One article, named in every way there is.
for word in marche-couvert $market $market/ $market/index.fr.md ./$market "$PWD/$market" "$id" \
    "${id:0:8}"; do
    run marbre show "$word"
    contains "show $word" "Port-Lune : le marché couvert rouvre après deux ans de travaux" \
        "${out//$'\u00a0'/ }"
done
cd $published/marche-couvert || exit 1
for word in . index.fr.md ../marche-couvert marche-couvert; do
    status 0 marbre show "$word"
done
cd "$work/newsroom" || exit 1
contains "whose desk it is at" "Stands in Fact-check, at the desk of Léa Morel, Inès Kaddour." "$out"
contains "what stands in the way" "n approval of “Fact-check” is missing" "$out"
contains "and who can clear it" ": Marc Delatour, Paul Renaud, Léa Morel, Inès Kaddour" \
    "$(printf %s "$out" | tr -s ' \n' ' ')"
for word in "$id" digest scope bundle "front matter" HEAD; do
    lacks "an editor never reads $word" "$word" "$out"
done

status 0 marbre show digue-nord --format json
json 'keys_unsorted' '["version","id","path","title","lang","workflow","stage","entered","assigned","approvals","waivers","claims","notes","obstacles","owed","correction","corrections","embargo","publish_at","unpublish_at","owed_until"]'
json '.claims[0]' '{"id":"morts-velm","quote":"Au moins quatre personnes ont été tuées","by":"gouverneur de la région","status":"unverified"}'
status 0 marbre show bibliotheque --format json
json '.obstacles|length' 1
json '.obstacles[0]|keys_unsorted' '["kind","rule","message","path","start","end","who","waivable_by","command"]'
json '.obstacles[0]|[.kind,.rule,.path,.start.line,.who]' \
    "[\"finding\",\"draft/placeholder\",\"$library/index.fr.md\",14,[\"marc\",\"paul\",\"hugo\"]]"
is "the place is that of the words" "[à compléter : réaction de l’association des lecteurs]" \
    "$(slice $library/index.fr.md "$(value .obstacles[0].start.offset)" "$(value .obstacles[0].end.offset)" | sed "s/\xc2\xa0/ /")"

status 2 marbre show
status 2 marbre show digue-nrod
contains "an unknown article is named with the nearest" "the nearest is “digue-nord”" "$err"
status 2 marbre show zzzzzzzzzzzz
contains "where nothing is near it says where to look" "marbre list" "$err"
status 2 marbre show articles/2026/03/nulle-part
status 2 marbre show articles/2026
status 2 marbre show ../../etc/passwd
status 2 marbre show ''

# A prefix that means two, and a slug that means two.
as hugo
GIT_AUTHOR_DATE=2026-03-18T12:00:00+01:00 marbre new un --title Un >/dev/null
GIT_AUTHOR_DATE=2026-03-18T12:00:00+01:00 marbre new deux --title Deux >/dev/null
one=$(sed -n 's/^id: //p' $published/un/state.yaml)
status 2 marbre show "${one:0:6}"
contains "an ambiguous prefix names what it means" "means more than one article" "$err"
contains "the one" "$published/un" "$err"
contains "and the other" "$published/deux" "$err"
status 0 marbre show "$one"
marbre --at 2026-05-01 new un --title "Un autre" >/dev/null
status 2 marbre show un
contains "so does an ambiguous slug" "articles/2026/05/un" "$err"
status 0 marbre show $published/un

status 0 marbre claim list digue-nord
contains "a claim, its status" "morts-velm  could not be verified" "$out"
contains "its words and whose they are" \
    "“Au moins quatre personnes ont été tuées” — the word of gouverneur de la région" "$out"
status 0 marbre claim list digue-nord --format json
json '[keys_unsorted, (.claims[0]|keys_unsorted)]' '[["version","article","claims"],["id","quote","by","kind","status","checked_by","checked_at","expires","evidence","due"]]'
json '[.claims[]|[.id,.status,.checked_by,.due]]' '[["morts-velm","unverified","lea",["flag"]],["tirs-digue","unverified","lea",["flag"]],["bombardements-velm","unverified","lea",["flag"]]]'
status 0 marbre claim list bibliotheque
contains "no claim is said so" "no claim is recorded" "$out"
printf -- '- x' >>$dam/claims.yaml
status 1 marbre check digue-nord
contains "a broken ledger is a finding" "marbre/bad-yaml" "$out"
status 2 marbre claim list
status 2 marbre claim frob digue-nord
finish
