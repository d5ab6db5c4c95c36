#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The life of articles once readers have seen them, at a French desk: every command of docs/editors.md
# that is about it.
. "$(dirname "$0")/lib.sh"
newsroom
fr() { marbre --ui-lang fr "$@"; }
# shown PATH: what readers see there.
shown() { git show "published:$1"; }
# plain TEXT: on one line, with ordinary spaces.
plain() { tr -s ' \n' ' ' <<<"$1" | sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g'; }
page=2026/03/marche-couvert/index.html

# --- several at once: one move of the branch, or none ----------------------------------------------
ready marche-couvert digue-nord
as marc
remember
status 1 fr publier marche-couvert digue-nord bibliotheque
contains "the one that can't go is named" "bibliothèque" "$out"
contains "and what it does to the others" "mais pas tous les autres" "$(plain "$out")"
unchanged "one of three refused, none is published"
as hugo
status 0 marbre new quatrieme --title "Une quatrième dépêche"
echo "Trop court." >>$published/quatrieme/index.fr.md
as marc
remember
status 1 fr publier marche-couvert digue-nord quatrieme
unchanged "what comes at the last minute is judged like the rest"
as hugo
status 0 marbre spike quatrieme -m "Essai"
echo "Le [à compléter] rouvre." >>$market/index.fr.md
as marc
remember
status 1 fr publier marche-couvert digue-nord
contains "so are words that came late" "marche" "$out"
unchanged
git checkout -q -- $market
remember
printf 'GIF89a' >$market/.caché.gif
printf '#!/bin/sh\n' >$market/tri.sh
status 1 fr publier digue-nord marche-couvert --format json
rm -f $market/.caché.gif $market/tri.sh
unchanged "and a file that came late to a folder"
clock 2026-03-18T18:00:00+01:00
before=$(git rev-list --count published 2>/dev/null || echo 0)
status 0 fr publier marche-couvert digue-nord
is "one move of the branch that readers see" 1 "$(($(git rev-list --count published) - before))"

# --- a correction: its note, its stages, its page ----------------------------------------------------
clock 2026-03-19T09:00:00+01:00
as hugo
text $market/index.fr.md "soixantaine de commerçants" "centaine de commerçants"
status 1 fr enregistrer marche-couvert
contains "nothing is saved in silence" "sans correction" "$(plain "$out")"
status 1 fr check marche-couvert
contains "nor checked in silence" "marbre/silent-edit" "$out"
status 1 fr corriger marche-couvert --kind correction --dry-run
contains "the note that is proposed" \
    "Une première version de cet article indiquait « soixantaine de commerçants » ; il fallait lire « centaine de commerçants »." \
    "$(plain "$out")"
status 1 marbre correct marche-couvert --kind correction --format json
command=$(value '.obstacles[0].command')
eval "status 0 $command"
is "what was proposed can be pasted" "stage: draft" "$(grep ^stage: $market/state.yaml)"
status 0 fr voir marche-couvert
contains "meanwhile, for the desk" "Correction en cours" "$(plain "$out")"
lacks "readers see what they saw" "centaine" "$(shown $page)"
ready marche-couvert
as marc
clock 2026-03-19T11:00:00+01:00
status 0 fr publier marche-couvert
contains "the page has the note" "soixantaine de commerçants" "$(shown $page)"
contains "with its date" '<time datetime="2026-03-19T11:00:00+01:00">' "$(shown $page)"
contains "and its kind" "Rectificatif" "$(shown $page)"
contains "so have search engines" '"CorrectionComment"' "$(shown $page)"
contains "the feed says that it was updated" "<updated>2026-03-19T11:00:00+01:00</updated>" "$(shown atom.xml)"
contains "the corrections page tells it" "soixantaine de commerçants" "$(shown corrections/index.html)"

# --- an update, a clarification, two in a row -------------------------------------------------------
as marc
clock 2026-03-20T09:00:00+01:00
status 0 fr corriger marche-couvert --kind update --note "Le maire a réagi dans la soirée."
status 0 fr publier marche-couvert
contains "an update is told as one" "Mise à jour" "$(shown $page)"
clock 2026-03-20T10:00:00+01:00
status 0 fr corriger marche-couvert --kind clarification --note "Premier jet."
status 0 fr corriger marche-couvert --kind clarification --note "La halle ferme le lundi."
is "one is open at a time: it is worded anew" 1 "$(grep -c '^correction:' $market/state.yaml)"
status 0 fr publier marche-couvert
contains "a clarification too" "La halle ferme le lundi." "$(shown $page)"
lacks "what was worded anew is not told" "Premier jet." "$(shown $page)"
is "the record has all three" 3 "$(grep -o 'kind: [a-z]*' $market/state.yaml | grep -c .)"
status 1 fr corriger marche-couvert --kind typo
contains "a slip needs a note here" "sans note" "$(plain "$out")"

# --- while it is under a new embargo ----------------------------------------------------------------
clock 2026-03-21T09:00:00+01:00
sed -i 's/^section: Vie locale/&\nembargo: 2026-03-22T06:00:00+01:00/' $market/index.fr.md
as hugo
status 0 fr corriger marche-couvert --kind update --note "Nouvelle réaction, dimanche."
ready marche-couvert
tree=$(git rev-parse 'published^{tree}')
as marc
status 1 fr publier marche-couvert
contains "a correction waits for the hour as well" "embargo" "$(plain "$out")"
is "readers see the page as it was" "$tree" "$(git rev-parse 'published^{tree}')"
clock 2026-03-22T06:00:00+01:00
status 0 fr publier marche-couvert
contains "and then it goes" "Nouvelle réaction, dimanche." "$(shown $page)"

# --- only spaces of the source: nothing is owed -----------------------------------------------------
as hugo
sed -i 's/Velm/Velm /; s/$/ /' $dam/index.en.md
git commit -qam "Espaces"
status 0 marbre list --due
contains "a source that differs in spaces voids nothing" "Nothing is owed" "$out"
status 0 marbre show digue-nord
lacks "all approvals hold" "no longer holds" "$out"

# --- a retraction that no plugin holds up -----------------------------------------------------------
as marc
clock 2026-03-23T03:00:00+01:00
status 0 fr corriger digue-nord --kind correction --note "À venir."
mkdir theme
printf '{' >theme/page.html
git add theme && git commit -qm "Un habit qui ne tient pas"
status 4 fr publier digue-nord
status 0 fr annuler digue-nord --note "Cette dépêche était <fausse>." -m "Démentie par l’agence"
contains "a retraction goes out where nothing can be rendered" "n’a pas pu être rendu" "$(plain "$err")"
contains "and says what is left to do" "marbre publier" "$(plain "$err")"
notice=$(shown 2026/03/digue-nord/index.html)
contains "its page is a bare notice" "Cette dépêche était &lt;fausse&gt;." "$notice"
lacks "and nothing else" "Velm" "$notice"
is "nothing else stands there" "2026/03/digue-nord/index.html" \
    "$(git ls-tree -r --name-only published 2026/03/digue-nord)"
is "no feed names it" "" "$(git grep -l "digue-nord" published -- '*.xml' '*.json')"
git rm -rq theme && git commit -qm "L’habit est retiré"
status 0 fr publier
contains "once mended, all is as it should be" "Article retiré" "$(shown 2026/03/digue-nord/index.html)"
contains "with its feed" "marche-couvert" "$(shown atom.xml)"
lacks "in no list" "digue-nord" "$(shown index.html)$(shown atom.xml)"
is "no correction is left open" "" "$(grep ^correction: $dam/state.yaml)"

# --- and that nothing brings back -------------------------------------------------------------------
tree=$(git rev-parse 'published^{tree}')
git update-ref -d refs/heads/published
rm -rf .git/marbre/site
status 0 fr publier
is "not a site that is rendered anew" "$tree" "$(git rev-parse 'published^{tree}')"
git revert --no-edit "$(git log -1 --format=%H -- $dam/state.yaml)" >/dev/null
remember
status 1 fr publier
contains "not a record that was put back by hand" "digue-nord a été annulé" "$(plain "$err")"
unchanged
git revert --no-edit HEAD >/dev/null
status 0 fr publier
is "whose record is mended" "$tree" "$(git rev-parse 'published^{tree}')"
status 1 fr restaurer digue-nord
contains "not its restoration" "c’est définitif" "$(plain "$out")"
status 1 fr corriger digue-nord --kind correction --note "Vrai, finalement."
status 1 fr publier digue-nord

# --- a name that is free again ----------------------------------------------------------------------
as hugo
git rm -rq $published/quatrieme && git commit -qm "Dossier de ce qui est abandonné"
status 0 fr nouveau quatrieme --title "Une autre dépêche"

# --- what history says of it ------------------------------------------------------------------------
status 0 fr historique marche-couvert
contains "history tells of the correction" "a ouvert un rectificatif" "$(plain "$out")"
contains "with the note" "soixantaine de commerçants" "$(plain "$out")"
contains "of the update" "a ouvert une mise à jour" "$(plain "$out")"
contains "of the publication that told it" "a publié la mise à jour" "$(plain "$out")"
status 0 fr historique digue-nord
contains "of the retraction" "a annulé l’article" "$(plain "$out")"
contains "with the note" "Cette dépêche était <fausse>." "$(plain "$out")"
contains "and the reason of the house" "Démentie par l’agence" "$(plain "$out")"
status 0 fr voir marche-couvert
contains "show tells what readers have been told" "La halle ferme le lundi." "$(plain "$out")"
contains "of which kind, and when" "Précision du 20 mars 2026" "$(plain "$out")"
status 0 fr voir digue-nord
contains "and of a retraction" "Cette dépêche était <fausse>." "$(plain "$out")"

# --- nor does a plugin that is broken, or that nobody allows -----------------------------------------
as marc
clock 2026-03-24T03:00:00+01:00
mkdir "$work/broken"
printf 'no library' >"$work/broken/publish.so"
status 4 marbre --plugin-dir "$work/broken" publish
is "without its plugin the site loses nothing" "$tree" "$(git rev-parse 'published^{tree}')"
git mv $market "${market%/*}/halle" && git commit -qm "Un autre nom"
printf 'plugins:\n  allow:\n    - sha256:%064d\n' 0 >>marbre.yaml
git commit -qam "Plus aucun plugin"
remember
status 0 fr annuler halle --note "Tout est faux." -m "Démenti" --dry-run
unchanged "the drill changes nothing"
status 0 fr annuler halle --note "Tout est faux." -m "Démenti"
contains "what is left to do is told" "marbre publier" "$(plain "$err")"
contains "where the page stood, there is its notice" "Tout est faux." "$(shown $page)"
is "nothing names it" "" "$(git grep -l -e marche-couvert -e "Camille Sorel" published)"
status 2 fr publier --to "$work/site"
is "what the branch has goes out" "$(shown $page)" "$(cat "$work/site/$page")"
git revert --no-edit "$(git log -1 --format=%H -- marbre.yaml)" >/dev/null
status 0 fr publier
contains "once mended, the page is as it should be" "Article retiré" "$(shown 2026/03/halle/index.html)"
is "where it stood nothing is left" "" "$(git ls-tree published $page)"
is "git finds nothing amiss" "" "$(git fsck --strict --no-dangling 2>&1)"
finish
