#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Taking a page back: at once, by one person, for good.
. "$(dirname "$0")/lib.sh"
newsroom

# publish ARTICLE…: all the way.
publish() {
    ready "$@"
    as marc && marbre publish "$@" >/dev/null
}
# shown PATH: what the branch of the site has there.
shown() { git show "published:$1"; }
note="Cet article a été retiré : la personne qu’il citait n’a jamais tenu ces propos."

as marc
status 1 marbre retract marche-couvert --note "$note" -m "x" --format json
json '[.transition,(.obstacles[0]|[.rule,.command])]' \
    '["retract",["marbre/stage-skipped","marbre spike marche-couvert -m WHY"]]'
publish marche-couvert digue-nord
remember
status 2 marbre retract marche-couvert
status 2 marbre retract marche-couvert -m "Faux"
status 2 marbre retract marche-couvert --note "$note"
contains "both are asked for" "what readers are told, and why" "$err"
status 2 marbre retract
as hugo
status 1 marbre retract marche-couvert --note "$note" -m "Faux" --format json
json '[.from,.to,(.obstacles[]|[.kind,.rule,.who])]' \
    '["published","retracted",["role","marbre/role-missing",["marc","paul"]]]'
unchanged

# The drill: what would change, and how long it takes; and nothing does.
as marc
status 0 marbre retract marche-couvert --note "$note" -m "Faux" --dry-run
contains "pages and feeds" "5 pages and 3 feeds would change, in" "$out"
unchanged "a drill changes nothing"
status 0 marbre retract marche-couvert --note "$note" -m "Faux" --dry-run --format json
json '[.allowed,.commit,.drill.pages,.drill.feeds,(.drill.seconds<60)]' '[true,null,5,3,true]'
unchanged

# One person, with no check and no approval, whatever lies unsaved.
text $market/index.fr.md "soixantaine" "placeholder: TKTK"
rm $market/claims.yaml 2>/dev/null
clock 2026-03-19T03:00:00+01:00
before=$(git rev-parse HEAD)
status 0 marbre annuler marche-couvert --note "$note" -m "Le témoin dément"
contains "what became of it" "is retracted" "$out"
is "one commit" "$before" "$(git rev-parse HEAD~1)"
is "of the record alone" "$market/state.yaml" "$(git diff --name-only HEAD~1 HEAD)"
contains "words that nobody saved stay in the file" "TKTK" "$(cat $market/index.fr.md)"
git checkout -q -- $market
is "the record" "retracted: {note: {fr: \"$note\"}, by: marc, at: 2026-03-19T03:00:00+01:00}" "$(grep ^retracted: $market/state.yaml)"
is "its place" "stage: retracted" "$(grep ^stage: $market/state.yaml)"
contains "the reason stays in the house" "Le témoin dément" "$(git log -1 --format=%b)"
contains "so does the note" "Marbre-Note-fr: $note" "$(git log -1 --format='%(trailers)')"
is "at its address: the note and the record" "2026/03/marche-couvert/index.html
2026/03/marche-couvert/provenance.json" "$(git ls-tree -r --name-only published 2026/03/marche-couvert)"
page=$(shown 2026/03/marche-couvert/index.html)
contains "the page says that it was retracted" "<h1>Article retiré</h1>" "$page"
contains "why, for readers" "n’a jamais tenu ces propos" "$page"
contains "and when" '<time datetime="2026-03-19T03:00:00+01:00">' "$page"
lacks "no title" "couvert rouvre" "$page"
lacks "no word of its own" "Camille Sorel" "$page"
lacks "no reason of the house" "témoin" "$page"
contains "search engines are asked to forget it" 'content="noindex"' "$page"
for list in index.html atom.xml; do
    lacks "it is out of $list" "marche-couvert" "$(shown "$list")"
    contains "the other one is not" "digue-nord" "$(shown "$list")"
done
is "nowhere else either" "2026/03/marche-couvert/index.html" \
    "$(git grep -l "Article retiré" published -- | cut -d: -f2)"
is "no words are left" "" "$(git grep -l "Camille Sorel" published --)"
shown 2026/03/marche-couvert/provenance.json >"$work/out"
json '[.revision,.retracted.at,.retracted.note.fr]' "[1,\"2026-03-19T03:00:00+01:00\",\"$note\"]"
is "the feed is XML" 1 "$(shown atom.xml | python3 -c "
import sys, xml.etree.ElementTree as t
print(len(t.parse(sys.stdin).getroot().findall('{http://www.w3.org/2005/Atom}entry')))")"

contains "which changed then" "<updated>2026-03-19T03:00:00+01:00</updated>" "$(shown atom.xml)"

# It never comes back.
tree=$(git rev-parse 'published^{tree}')
git update-ref -d refs/heads/published
rm -rf .git/marbre/site
status 0 marbre publish
is "rendered again, it stays away" "$tree" "$(git rev-parse 'published^{tree}')"
status 0 marbre publish --to "$work/site"
lacks "also where it is exported" "Camille Sorel" "$(cat "$work/site/2026/03/marche-couvert/index.html")"
for move in "restore marche-couvert" "advance marche-couvert" "publish marche-couvert" \
    "correct marche-couvert --kind update --note x" "spike marche-couvert -m x" \
    "return marche-couvert --to draft -m x" "retract marche-couvert --note x -m x"; do
    # shellcheck disable=SC2086
    status 1 marbre $move
    contains "for good" "was retracted" "$out"
done
status 0 marbre list
contains "the list has it" "Retracted" "$out"
status 0 marbre show marche-couvert
contains "show has the note" "jamais tenu ces propos" "$out"
status 0 marbre history marche-couvert
contains "history tells" "retracted it" "$out"
status 0 marbre check --all
status 0 marbre check marche-couvert

# Whatever is written in it since, nobody owes an approval of it any more.
as hugo
echo "Encore un mot." >>$market/index.fr.md
status 0 marbre save marche-couvert
status 0 marbre list --format json
json '[.articles[]|select(.stage=="retracted").owed]' '[0]'
status 0 marbre show marche-couvert --format json
json .owed '[]'
as marc

# An article that is being corrected, and the last one of all.
status 0 marbre correct digue-nord --kind correction --note "Corrigé"
as hugo
echo "Encore." >>$dam/index.fr.md
status 0 marbre save digue-nord
as marc
status 0 marbre retract digue-nord --note "Retiré" -m "Tout est faux" --format json
json '[.transition,.from,.to,.allowed]' '["retract","publish","retracted",true]'
is "the correction goes with it" "" "$(grep ^correction: $dam/state.yaml)"
is "an empty front page" "" "$(git grep -l "digue-nord" published -- index.html atom.xml)"
contains "which says so" "encore publié" "$(shown index.html)"
is "the files lie as committed" "" "$(git status --porcelain)"
is "git finds nothing amiss" "" "$(git fsck --strict --no-dangling 2>&1)"
tree=$(git rev-parse 'published^{tree}')
git update-ref -d refs/heads/published
rm -rf .git/marbre/site
status 0 marbre publish
is "the same input gives the same bytes" "$tree" "$(git rev-parse 'published^{tree}')"

# Without a working tree, and for readers of two languages, each in their own.
clock 2026-03-18T12:00:00+01:00
newsroom "$work/two"
sed -i 's/publish: \[fr\]/publish: [fr, en]/' marbre.yaml
sed -i 's/^stages:/severity: {translation\/untranslated: off}\nstages:/' workflows/newsroom.yaml
policy
sed 's/^lang: fr/lang: en/; s/^title:.*/title: "The covered market reopens"/' $market/index.fr.md >$market/index.en.md
as hugo && git add articles && git commit -qm "In English"
publish marche-couvert
contains "it is published in both" "The covered market" "$(shown en/atom.xml)"
git clone -q --bare . "$work/two.git"
git -C "$work/two.git" fetch -q "$PWD" published:published
cd "$work/two.git" || exit 1
status 1 marbre retract marche-couvert --note "Retiré" -m "Faux" --format json
json '[.obstacles[]|[.rule,.command]]' \
    '[["marbre/note-missing","marbre retract marche-couvert --note '\''Retiré'\'' --note-en NOTE -m WHY"]]'
status 0 marbre retract marche-couvert --note "Retiré" --note-en "Taken back" -m "Faux" --dry-run
contains "a drill counts every language" "10 pages and 6 feeds" "$out"
status 0 marbre retract marche-couvert --note "Retiré" --note-en="Taken back" -m "Faux"
contains "each in their own language" "Taken back" "$(shown en/2026/03/marche-couvert/index.html)"
lacks "and in no other" "Retiré<" "$(shown en/2026/03/marche-couvert/index.html)"
is "no list tells of it any more" "" "$(git grep -l "marche-couvert" published -- '*.xml' index.html en/index.html)"
is "no words are left" "" "$(git grep -l "Camille Sorel" published --)"
finish
