#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The newsroom's rules are asked: of some articles or all, of files, index or commit.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
copy=$library/index.fr.md

remember
status 1 marbre check bibliotheque
contains "what blocks now comes first" "Blocks now" "$out"
contains "its line is said" "BLOCKING   line 14" "$out"
contains "the rule is named" "(draft/placeholder)" "$out"
contains "a caret stands under the words" "^^^^^" "$out"
contains "what is only to be looked at has its own group" "Does not block" "$out"
contains "the sum is said" "1 article: 1 blocks now, 1 to review." "$out"
unchanged "check changes nothing"
status 0 marbre check digue-nord marche-couvert
is "nothing to say is said" "2 articles: nothing to say." "$out"

text $dam/index.fr.md "Horizon Presse n’a pas pu vérifier ces affirmations de manière indépendante." "Fin."
text $dam/index.en.md "Horizon Presse could not independently verify these claims." "The end."
status 0 marbre check digue-nord
contains "what will block later does not block now" "1 article: 1 will block later." "$out"
contains "and is there all the same" "factcheck/flag-missing)" "$out"
status 0 marbre check digue-nord --format json
json '.findings[0]|[.rule,.stage,.blocks,.severity]' '["factcheck/flag-missing","fact-check","later","error"]'
status 1 marbre check digue-nord --as fact-check --format json
json '.findings[0]|[.rule,.blocks]' '["factcheck/flag-missing","now"]'
status 1 marbre check digue-nord --as publish
status 2 marbre check digue-nord --as fact-chek
contains "an unknown stage is named with the nearest" "fact-check" "$err"
git checkout -q -- $dam

# The shape of the JSON is an interface.
status 1 marbre check bibliotheque --format json
json keys_unsorted '["version","summary","findings"]'
json '[.version,.summary]' '[1,{"articles":1,"errors":1,"warnings":1,"notes":0,"waived":0}]'
json '.findings[0]|keys_unsorted' '["rule","severity","stage","article","path","start","end","message","blocks","waived","fix","who","waivable_by"]'
json '[.findings[]|[.blocks,.who,.waivable_by]]' '[["now",["marc","paul","hugo"],[]],["never",null,null]]'
json '.findings[0]|[.rule,.severity,.stage,.article,.path,.blocks,.waived,.fix]' \
    "[\"draft/placeholder\",\"error\",\"draft\",\"$library\",\"$copy\",\"now\",false,[]]"
json '.findings[0]|[.start,.end]' '[{"line":14,"column":1,"offset":419},{"line":14,"column":55,"offset":479}]'
json '.findings[1]|[.rule,.severity,.blocks]' '["draft/too-short","warning","never"]'
json '[.findings[]|.start.offset] | . == sort' true

# Places: bytes are of the file, columns count characters, whatever stands before.
python3 - "$copy" <<'PYTHON'
import sys
head = '\ufeff---\ntitle: "Été 🙂"\nauthor: H\ndate: 2026-03-17\noutlet: X\n---\n\n'
body = 'Un **mot é🙂** &amp; un autre\u00a0: [à compléter] fin.\n'
open(sys.argv[1], 'w', encoding='utf-8', newline='').write((head + body).replace('\n', '\r\n'))
PYTHON
status 1 marbre check bibliotheque --format json
place=$(jq -c '[.findings[]|select(.rule=="draft/placeholder")][0]' "$work/out")
is "with a BOM, CRLF, emphasis and entities the bytes are those words" "[à compléter]" \
    "$(slice $copy "$(jq .start.offset <<<"$place")" "$(jq .end.offset <<<"$place")")"
is "line and column too" '[8,32,8,45]' \
    "$(jq -c '[.start.line,.start.column,.end.line,.end.column]' <<<"$place")"
git checkout -q -- $copy

# Something absent is placed where it would stand.
sed -i '/^author:/d' $copy
status 1 marbre check bibliotheque --format json
json '[.findings[]|select(.rule=="draft/missing-key")|[.start.line,.start.offset==.end.offset]]' '[[7,true]]'
git checkout -q -- $copy

# --all is what CI enforces: the rules of the stages that were left.
status 0 marbre check --all
status 0 marbre check
status 1 marbre check --all --as publish
status 0 marbre advance marche-couvert
echo '[à compléter]' >>$market/index.fr.md
status 1 marbre check --all --format json
json '[.summary.articles,.findings[0].rule,.findings[0].blocks]' '[3,"draft/placeholder","now"]'
git checkout -q -- $market

# --since: what changed since a revision.
sleep 0.01
base=$(git rev-parse HEAD)
status 0 marbre check --since HEAD --format json
json .summary.articles 0
echo "Une phrase de plus." >>$dam/index.fr.md
status 0 marbre check --since HEAD --format json
json .summary.articles 1
status 0 marbre save digue-nord
status 0 marbre check --since "$base" --format json
json .summary.articles 1
status 0 marbre check --since "$base" --as draft --format json
json '[.summary.articles]' '[1]'
run marbre check --since nothing
is "a revision that is not there is a wrong command" 2 "$code"
status 2 marbre check bibliotheque --all
echo "  - id: nouveau" >>glossary/toponyms.yaml
sed -i '$d' glossary/toponyms.yaml
echo "# une remarque" >>glossary/toponyms.yaml
status 0 marbre check --since HEAD --format json
json .summary.articles 1
status 1 marbre check --since HEAD --as draft --format json
json .summary.articles 3
git checkout -q -- glossary

# --staged is the index.
echo '[à compléter]' >>$market/index.fr.md
status 0 marbre check --all --staged
git add $market
git show HEAD:$market/index.fr.md >$market/index.fr.md
status 1 marbre check --all --staged --format json
json '.findings[0].path' "\"$market/index.fr.md\""
status 0 marbre check --all
git reset -q --hard

# A bare repository is judged by its commit.
git clone -q --bare . "$work/bare.git"
cd "$work/bare.git" || exit 1
status 1 marbre check bibliotheque --format json
json '.findings[0].path' "\"$copy\""
status 0 marbre check --all
cd "$work/newsroom" || exit 1
status 1 marbre -C "$work/bare.git" check bibliotheque
contains "the line is shown from the commit" "réaction de l’association des lecteurs" "$out"

# Kept results say the same as fresh ones, and none are needed.
status 1 marbre check --all --as publish --format json
first=$out
status 1 marbre check --all --as publish --format json
is "a second check says the same" "$first" "$out"
status 1 marbre --no-cache check --all --as publish --format json
is "without the cache too" "$first" "$out"
status 1 marbre check --all --as publish --format json --in-process
is "in one process too" "$first" "$out"

# Broken files are findings, each at its place, and the others are judged.
printf '%s\n' '---' 'title: Un : deux' '---' '' 'Texte.' >$copy
status 1 marbre check --all --as draft --format json
json '[.findings[]|select(.rule=="marbre/bad-yaml")|[.path,.start.line,.blocks]]' "[[\"$copy\",2,\"now\"]]"
status 1 marbre check bibliotheque
contains "front matter that can't be read says what would help" '"Un : deux"' "$out"
printf -- '---\ntitle: "T"\n---\n\nCaf\xe9\n' >$copy
status 1 marbre check bibliotheque --format json
json '[.findings[]|select(.rule=="marbre/bad-encoding")|[.start.line,.start.offset]]' '[[5,23]]'
git checkout -q -- .
finish
