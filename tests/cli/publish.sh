#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Publication: the page, the feed and the record on their branch; the newsroom stays itself.
. "$(dirname "$0")/lib.sh"
newsroom


as marc
status 0 marbre publish
contains "nothing to publish is said" "shows all" "$out"
status 0 marbre publish --format json
json '[.version,.rendered]' '[1,false]'
is "no branch is made of nothing" "" "$(git for-each-ref refs/heads/published)"
status 1 marbre publish marche-couvert --format json
json '[.transition,.allowed,(.obstacles[0]|[.kind,.rule,.command])]' \
    '["publish",false,["order","marbre/stage-skipped","marbre advance marche-couvert"]]'
ready marche-couvert
ready digue-nord
is "both stand ready" "publish publish" "$(sed -n 's/^stage: //p' $market/state.yaml $dam/state.yaml | xargs)"
as hugo
remember
status 1 marbre publish marche-couvert --format json
json '[.obstacles[]|[.kind,.who]]' '[["role",["marc","paul"]]]'
as marc
status 0 marbre publish marche-couvert --dry-run
unchanged "a dry run publishes nothing"

# All or none of several.
status 1 marbre publish marche-couvert digue-nord bibliotheque
unchanged "where one can't go, none goes"
before=$(git rev-parse HEAD)
git reflog expire --expire=now --all 2>/dev/null
status 0 marbre publish marche-couvert digue-nord --format json
json '[.[]|[.transition,.from,.to,.allowed]]' \
    '[["publish","publish","published",true],["publish","publish","published",true]]'
is "a commit each" "$before" "$(git rev-parse HEAD~2)"
is "the record" "stage: published" "$(grep ^stage: $market/state.yaml)"
contains "a first revision, with the digest of what readers see" \
    "publication: {revision: 1, at: 2026-03-18T12:00:00+01:00, digest: \"sha256:" "$(cat $market/state.yaml)"
is "its content is the folder before the move" "$(git rev-parse "$before:$market")" \
    "$(sed -n 's/^publication:.*content: \([0-9a-f]*\).*/\1/p' $market/state.yaml)"
is "the newsroom holds no page" "" "$(git ls-tree -r --name-only HEAD | grep '\.html$')"
is "the site is a branch of its own" "2026/03/digue-nord/index.html
2026/03/digue-nord/provenance.json
2026/03/marche-couvert/halle.jpg
2026/03/marche-couvert/index.html
2026/03/marche-couvert/provenance.json
atom.xml
authors/anna-petrescu/atom.xml
authors/anna-petrescu/index.html
authors/hugo-marchetti/atom.xml
authors/hugo-marchetti/index.html
corrections/index.html
index.html
sections/monde/atom.xml
sections/monde/index.html
sections/vie-locale/atom.xml
sections/vie-locale/index.html" "$(git ls-tree -r --name-only published | grep -v '^style.css$')"
is "in one commit" 1 "$(git rev-list --count published)"
is "that says which newsroom it shows" "$(git rev-parse HEAD)" \
    "$(git log -1 --format='%(trailers:key=Marbre-Newsroom,valueonly)' published | head -1)"
page=$(git show published:2026/03/marche-couvert/index.html)
contains "the page has its title" "le marché couvert rouvre après deux ans de travaux" "${page//$'\u00a0'/ }"
contains "its words" "Camille Sorel" "$page"
contains "its picture, with alternative text and credit" 'alt="Façade' "$page"
contains "the credit" "Nadia Keller/La Gazette" "$page"
contains "data for search engines" '"@type"' "$page"
is "which is JSON" 0 "$(python3 - "$work" <<PYTHON
import json, re, subprocess
page = subprocess.run(['git', 'show', 'published:2026/03/marche-couvert/index.html'], capture_output=True, text=True).stdout
found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
assert len(found) == 1 and page.count('<script') == 1
print(0 if json.loads(found[0])['@type'] == 'NewsArticle' else 1)
PYTHON
)"
git show published:atom.xml >"$work/atom.xml"
is "the feed is XML with both" 2 "$(python3 -c "
import sys, xml.etree.ElementTree as t
print(len(t.parse(sys.argv[1]).getroot().findall('{http://www.w3.org/2005/Atom}entry')))" "$work/atom.xml")"
git show published:2026/03/marche-couvert/provenance.json >"$work/out"
json '[.version,.revision,.article]' "[1,1,\"$(sed -n 's/^id: //p' $market/state.yaml)\"]"
json '[.approvals[]|[.stage,.role]]' '[["fact-check","fact-checker"]]'
lacks "no names of people in it" "Inès" "$(cat "$work/out")"
is "the same picture, byte by byte" "$(git rev-parse "HEAD:$market/halle.jpg")" \
    "$(git rev-parse published:2026/03/marche-couvert/halle.jpg)"
is "git finds nothing amiss" "" "$(git fsck --strict 2>&1)"
is "the files lie as committed" "" "$(git status --porcelain)"

# Again: nothing to do; a branch that was lost is rendered to the same bytes.
tree=$(git rev-parse 'published^{tree}')
tip=$(git rev-parse published)
status 0 marbre publish
is "published again, nothing moves" "$tip" "$(git rev-parse published)"
git update-ref -d refs/heads/published
status 0 marbre publish --dry-run
is "a dry run brings nothing back" "" "$(git for-each-ref refs/heads/published)"
status 0 marbre publish
is "the same input gives the same bytes" "$tree" "$(git rev-parse 'published^{tree}')"
git update-ref refs/heads/published "$(git commit-tree -m x "$(git mktree </dev/null)")"
status 0 marbre publish
is "a branch that was meddled with is put right" "$tree" "$(git rev-parse 'published^{tree}')"
status 1 marbre publish marche-couvert
contains "what is published is not published again" "published already" "$out"

# --to: the same tree as files, and no state changes.
remember
status 0 marbre publish --to "$work/site"
is "the files of the branch" "$(git ls-tree -r --name-only published)" \
    "$(cd "$work/site" && find . -type f ! -name '.*' | sed 's#^\./##' | sort)"
is "byte for byte" "" "$(git ls-tree -r --name-only published | while read -r f; do
    git cat-file blob "published:$f" | cmp -s - "$work/site/$f" || echo "$f"; done)"
unchanged "no state changes"
echo stale >"$work/site/atom.xml"
status 0 marbre publish --to "$work/site"
is "again, it is brought up to date" 0 "$(git cat-file blob published:atom.xml | cmp -s - "$work/site/atom.xml"; echo $?)"
mkdir "$work/mine" && echo words >"$work/mine/words.txt"
run marbre publish --to "$work/mine"
is "a folder of somebody else's is not taken" "yes words" "$([ "$code" != 0 ] && echo yes) $(cat "$work/mine/words.txt" 2>&1)"
status 4 marbre publish --to "$work/none/such/site"
contains "where there is no folder to put it into, that is said" "nothing can be put into $work/none/such, which nobody has made; make it first: mkdir -p $work/none/such" "$err"
status 2 marbre publish --to ""
contains "a folder has a name" "--to: into which folder? marbre publish --to DIR" "$err"
git checkout -q published
status 2 marbre list
contains "whoever stands on the branch of the site is told" "the branch published holds the pages that readers have, and no articles; the newsroom is on another one: git switch main" "$err"
git checkout -q main
status 0 marbre publish --to "$work/site2" --dry-run
is "a dry run writes no site" "" "$(ls -d "$work/site2" 2>/dev/null)"

# What was published is held to its words.
text $market/index.fr.md "soixantaine" "centaine"
remember
status 1 marbre save
contains "a silent edit is refused, with the words" "“soixantaine” became “centaine”" "$out"
contains "and they stay in the file" "still in the file" "$out"
unchanged
status 1 marbre save --format json
json '[.saved[]|[.allowed,(.obstacles[0]|[.rule,.path])]]' \
    "[[false,[\"marbre/silent-edit\",\"$market/index.fr.md\"]]]"
status 1 marbre check --all
contains "check says so too" "marbre/silent-edit" "$out"
git commit -q -am "En douce"
status 1 marbre check --all
tree=$(git rev-parse 'published^{tree}')
status 0 marbre publish
is "the page stays as it was" "$tree" "$(git rev-parse 'published^{tree}')"
git reset -q --hard HEAD^
text $market/index.fr.md "Le marché couvert de" "Le marché couvert  de"
status 0 marbre save
status 0 marbre check --all
status 0 marbre show marche-couvert
contains "it is published" "Is published" "$out"

# Its folder makes its address, which readers have.
git mv $market $published/halle
for door in "save" "save halle" "correct halle --kind update --note x"; do
    # shellcheck disable=SC2086
    status 1 marbre $door
    contains "who moves it is told how to move it back" "move it back with: git mv $published/halle $market" "$err"
done
status 1 marbre hook pre-commit
contains "so is whoever would commit that" "would be moved, and its address with it (marbre/silent-edit)" "$err$out"
contains "with the same way back" "git mv $published/halle $market" "$err$out"
git mv $published/halle $market

# An embargo keeps it from the readers, never from the last stage.
as hugo
sed "s/^date:.*/&\nembargo: 2026-03-20T06:00:00+01:00/; s/^title:.*/title: \"Seconde halle\"/" $market/index.fr.md >"$work/index"
mkdir $published/embargo && cp "$work/index" $published/embargo/index.fr.md && cp $market/halle.jpg $published/embargo/
status 0 marbre save
ready embargo
as marc
is "it has passed every desk" "publish" "$(sed -n 's/^stage: //p' $published/embargo/state.yaml)"
status 1 marbre publish embargo --format json
json '[.obstacles[]|[.kind,.rule]]' '[["embargo","marbre/embargoed"]]'
status 1 marbre --at 2026-03-20T05:59:59+01:00 publish embargo
status 0 marbre --at 2026-03-20T06:00:00+01:00 advance embargo --format json
json '[.transition,.to]' '["publish","published"]'
is "the feed has one more" 3 "$(git show published:atom.xml | grep -c '<entry')"

# A page that was mended by hand on its branch, under the words of the commit that Marbre made.
tree=$(git rev-parse 'published^{tree}')
git update-ref refs/heads/published "$(git log -1 --format=%B published | git commit-tree -p published~1 \
    "$(git ls-tree published | sed 's/style.css/other.css/' | git mktree)")"
status 0 marbre publish
is "what was made anew by others is put right" "$tree" "$(git rev-parse 'published^{tree}')"

# From a branch beside nothing is taken from readers.
git checkout -q -b beside HEAD~3
remember
status 1 marbre publish
contains "the other branch is named, and what readers would lose" \
    "the site shows the newsroom of the branch main, and this is beside, where nothing is known of $published/embargo: its page would go" "$err"
contains "with what to type" "git switch main" "$err"
unchanged "nothing is taken"
git checkout -q main
git branch -q -D beside

# A bare repository publishes as well.
git clone -q --bare . "$work/bare.git"
git -C "$work/bare.git" update-ref -d refs/heads/published
status 0 marbre -C "$work/bare.git" publish
is "to the same bytes" "$(git rev-parse 'published^{tree}')" "$(git -C "$work/bare.git" rev-parse 'published^{tree}')"
finish
