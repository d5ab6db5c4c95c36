#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# An article is begun: a folder by the day's month, front matter, a state, one commit.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
before=$(git rev-parse HEAD)

status 2 marbre new
contains "it asks for a title" "--title" "$err"
status 2 marbre new one two --title "Deux noms"

remember
status 0 marbre new --title "Port-Lune : l’été « à la ferme » revient" --dry-run
is "a dry run prints the path" "$published/port-lune-l-ete-a-la-ferme-revient" "$out"
unchanged "a dry run changes nothing"

status 0 marbre new --title "Port-Lune : l’été « à la ferme » revient"
folder=$published/port-lune-l-ete-a-la-ferme-revient
is "standard output is the path alone" "$folder" "$out"
is "one commit" "$before" "$(git rev-parse HEAD^)"
is "with two files" "$folder/index.fr.md
$folder/state.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
is "the files lie as committed" "" "$(git status --porcelain)"
is "front matter is quoted" '---
title: "Port-Lune : l’été « à la ferme » revient"
lang: "fr"
date: "2026-03-18T12:00:00+01:00"
author: "Hugo Marchetti"
outlet: "La Gazette"
---' "$(cat "$folder/index.fr.md")"
id=$(sed -n 's/^id: //p' "$folder/state.yaml")
is "the state is canonical" "id: $id
workflow: newsroom
stage: draft
entered: 2026-03-18T12:00:00+01:00" "$(cat "$folder/state.yaml")"
contains "the id is a ULID" "26" "$(printf %s "$id" | wc -c)"
is "the subject is French" "Nouveau : Port-Lune : l’été « à la ferme » revient" \
    "$(git log -1 --format=%s)"
is "the trailers are English" "Marbre-Article: $id
Marbre-Transition: new
Marbre-To: draft
Marbre-Actor: hugo" "$(git log -1 --format='%(trailers)' | sed '/^$/d')"
is "author and instant are the environment's" \
    "Hugo Marchetti <hugo@gazette.example> 2026-03-18T12:00:00+01:00" \
    "$(git log -1 --format='%an <%ae> %aI')"
is "git finds nothing amiss" "" "$(git fsck --strict 2>&1)"

remember
status 1 marbre new --title "Port-Lune : l’été « à la ferme » revient"
contains "the same name twice is refused" "marbre/duplicate-slug" "$err"
status 1 marbre new --title "Port-Lune : l’été « à la ferme » revient" --format json
json '[.transition, .allowed, .commit, (.obstacles[0] | .kind, .rule)]' \
    '["new",false,null,"order","marbre/duplicate-slug"]'
contains "without the rule before the words" "is there already" "$(value '.obstacles[0].message')"
lacks "which stands beside" "marbre/" "$(value '.obstacles[0].message')"
unchanged

mkdir -p $published/dossier && echo words >$published/dossier/notes.txt
remember
status 1 marbre new dossier --title "Dossier"
contains "a folder that somebody has begun by hand is not taken" "$published/dossier" "$err"
unchanged
rm -r $published/dossier

status 0 marbre new court --title "Un titre" --format json
json '[keys_unsorted]' \
    '[["version","article","id","transition","from","to","allowed","commit","obstacles"]]'
json '[.version,.article,.transition,.from,.to,.allowed,.obstacles]' \
    "[1,\"$published/court\",\"new\",null,\"draft\",true,[]]"
is "the commit is told" "$(git rev-parse HEAD)" "$(value .commit)"
is "and the id" "$(sed -n 's/^id: //p' "$published/court/state.yaml")" "$(value .id)"

status 0 marbre --at 2026-04-01T00:30:00+02:00 new poisson --title "Poisson"
is "the month is that of the newsroom's clocks" "articles/2026/04/poisson" "$out"

for odd in 'Titre : deux-points' '# dièse' '- tiret' "l'apostrophe" 'guillemet " et \ barre' \
    '&ancre *alias !tag' '@arobase `grave`' 'yes' '~' '2026-03-18' $'deux\nlignes stage: publish' \
    '---' '{accolade}' 'trop#près' 'fin: '; do
    slug=titre-$points
    run marbre new "$slug" --title "$odd"
    run marbre show "$slug" --format json
    is "a title is kept whole: ${odd//$'\n'/ }" "$(jq -cn --arg t "$odd" '[$t,"draft"]')" \
        "$(jq -c '[.title,.stage]' "$work/out")"
done

status 2 marbre new x --title X --lang 'f r'
status 2 marbre new x --title X --workflow nothing
contains "an unknown workflow is named" "there is no workflow “nothing”" "$err"

long=$(printf 'mot %.0s' {1..60})
status 0 marbre new --title "$long"
is "a long title makes a short name" yes "$([ ${#out} -le 80 ] && echo yes)"
status 0 marbre new --title "…"
is "a title without a letter has a name all the same" "$published/article" "$out"

as nobody
remember
status 1 marbre new etranger --title "Étranger"
contains "an unknown person is told what to add" "--email nobody@gazette.example --role ROLE" "$err"
unchanged
finish
