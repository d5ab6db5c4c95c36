#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A baseline: what a newsroom knows of does not fail a check, what is new or touched does, and the
# list grows only where somebody says so.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
list=known.json
status 0 marbre advance marche-couvert digue-nord
for article in $market $dam; do printf '\n[à compléter]\n' >>$article/index.fr.md; done
printf '\nEncore [à compléter].\n' >>$dam/index.fr.md
git add -A
git commit -q -m "Trois trous"
status 1 marbre check --all

# It begins by an explicit word.
status 2 marbre check --all --baseline $list
contains "how one is begun is said" "--write-baseline --accept-new" "$err"
status 2 marbre check --all --baseline $list --write-baseline
is "nothing is written" false "$([ -e $list ] && echo true || echo false)"
status 0 marbre check --all --baseline $list --write-baseline --accept-new
contains "what went in is said" "0 taken out, 3 put in" "$err"
cp $list "$work/out"
json '[.version,[.articles[]|[.article,(.id|length),(.words|test("^sha256:")),(.findings|length)]]]' \
    "[1,[[\"$dam\",26,true,2],[\"$market\",26,true,1]]]"
json '.articles[1].findings[0]|[.rule,(.fingerprint|length),.message]' \
    '["draft/placeholder",32,"To be replaced or taken out: [à compléter]"]'
status 0 marbre check --all --baseline $list
contains "known findings are shown as such" "KNOWN" "$out"
contains "and counted" "3 known already" "$out"
status 0 marbre --ui-lang fr check --all --baseline $list
contains "in French too" "CONNU" "$out"
status 0 marbre check --all --baseline $list --format json
json '.summary|[.articles,.errors,.known]' '[3,0,3]'
json '[.findings[]|select(.severity=="error")|[.known,.blocks]]|unique' '[[true,"never"]]'
status 0 marbre check --all --baseline $list --format sarif
json '[.runs[0].results[]|[.level,.baselineState]]|unique' '[["error","unchanged"],["note",null]]'
status 0 marbre check --all --baseline $list --format github
lacks "they are no annotations" "placeholder" "$out"
status 0 marbre check --all --baseline $list --format junit
contains "their cases are skipped" 'skipped="2"' "$out"

# What is new fails.
printf '\nTexte. [à compléter]\n' >>$library/index.fr.md
status 1 marbre check --all --as draft --baseline $list --format json
json '[.findings[]|select(.severity=="error" and (.known|not))|.article]|unique' "[\"$library\"]"
git checkout -q -- $library

# An article that is touched answers for all of itself, and for nobody else.
printf '\nUne phrase de plus.\n' >>$market/index.fr.md
status 1 marbre check --all --baseline $list --format json
json '[.summary.errors,.summary.known]' '[1,2]'
contains "its entry is over" "1 entry of $list is over" "$err"
contains "and is named" "$market  draft/placeholder" "$err"
git checkout -q -- $market

# Moving an article touches no words.
git mv $market $published/marche-rouvert
status 0 marbre check --all --baseline $list
is "and nothing is over" "" "$err"
git mv $published/marche-rouvert $market

# It shrinks by itself, and never grows by itself.
sed -i '/^\[à compléter\]$/d' $market/index.fr.md
status 0 marbre check --all --baseline $list
contains "what is gone is told" "1 entry of $list is over" "$err"
contains "and how to take it out" "--write-baseline" "$err"
printf '\nNeuf : [à compléter]\n' >>$market/index.fr.md
status 1 marbre check --all --baseline $list --write-baseline
contains "one out, none in" "1 taken out, 0 put in" "$err"
is "two are left" 2 "$(jq '[.articles[].findings[]]|length' $list)"
status 1 marbre check --all --baseline $list
is "nothing is over any more" "" "$err"
status 0 marbre check --all --baseline $list --write-baseline --accept-new
contains "unless that is asked for" "0 taken out, 1 put in" "$err"
git checkout -q -- .
rm -r $market
status 0 marbre check --all --baseline $list
contains "the entries of an article that is gone are over" "is over" "$err"
git checkout -q -- .
rm $list

# Parts and changes need no more of it than what they judge; to write it takes all.
status 0 marbre check --all --baseline $list --write-baseline --accept-new
for part in "--shard 1/2" "--since HEAD" "--as draft" "--staged" "marche-couvert"; do
    # shellcheck disable=SC2086
    status 2 marbre check $part --baseline $list --write-baseline
done
status 2 marbre check --all --write-baseline
status 2 marbre check --all --baseline $list --accept-new
status 0 marbre check --all --shard 1/2 --baseline $list
is "a part says nothing of the others" "" "$err"

# Nobody accepts their own findings: from a revision on, its own list counts.
git add $list
git commit -q -m "Ce que l'on sait"
base=$(git rev-parse HEAD)
printf '\nNeuf : [à compléter]\n' >>$market/index.fr.md
run marbre check --all --baseline $list --write-baseline --accept-new
git add -A
git commit -q -m "Des mots, et la liste avec"
status 0 marbre check --all --baseline $list
status 1 marbre check --since "$base..HEAD" --baseline $list
contains "that is said" "2 entries of $list are new since then and do not count" "$err"
git rm -q --cached $list
mv $list "$work/outside.json"
status 0 marbre check --since "$base" --baseline "$work/outside.json"
git reset -q --hard "$base"

# The engine's own rules are never known, and what could not be judged is not written.
printf -- '---\ntitle: Un : deux\n---\n\nTexte.\n' >$market/index.fr.md
status 1 marbre check --all --baseline $list --write-baseline --accept-new
lacks "front matter that can't be read stays an error" "marbre/bad-yaml" "$(cat $list)"
git checkout -q -- .

# A file that is no baseline is said with its place.
printf '{"version": 2, "articles": []}\n' >"$work/b.json"
status 2 marbre check --all --baseline "$work/b.json"
contains "another version" "b.json:1:13" "$err"
printf '{"version": 1, "articles": [{"article": "a", "words": "x", "findings": [{"rule": "a/b", "fingerprint": "z", "message": "m"}]}]}\n' >"$work/b.json"
status 2 marbre check --all --baseline "$work/b.json"
contains "what a fingerprint is" "32 hexadecimal digits" "$err"
contains "and all that is wrong at once" "64 hexadecimal digits" "$err"
head -c 40 $list >"$work/b.json"
status 2 marbre check --all --baseline "$work/b.json"
status 2 marbre check --all --baseline articles
finish
