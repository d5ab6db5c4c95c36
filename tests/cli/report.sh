#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Findings for whoever reads them: every format, several in one run, parts that make a whole.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
copy=$market/index.fr.md
standards=${MARBRE_SHARED:-}/standards

# valid WHAT SCHEMA FILE: the file keeps its standard, where that is at hand.
valid() {
    if [ ! -f "$standards/$2" ]; then
        skip "$1" "MARBRE_SHARED has no standards/$2"
    elif [[ $2 == *.xsd ]]; then
        if command -v xmllint >/dev/null; then
            run xmllint --nonet --noout --schema "$standards/$2" "$3"
            is "$1" 0 "$code"
        else
            skip "$1" "there is no xmllint"
        fi
    elif /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
        run /usr/bin/python3 -c '
import json, sys, jsonschema
schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
jsonschema.Draft4Validator(schema).validate(document)' "$standards/$2" "$3"
        is "$1" 0 "$code"
    else
        skip "$1" "there is no jsonschema for python3"
    fi
}

status 0 marbre advance marche-couvert
printf '\n[à compléter], 100 %%\nSuite « é🙂 : » [à compléter] fin.\n' >>$copy

# Several reports in one run, each the same as by itself.
files=$work/reports
mkdir "$files"
status 1 marbre --at 2026-03-18T13:00:00+01:00 check --all --format json --report "sarif=$files/sarif" \
    --report "junit=$files/junit" --report "github=$files/github" --report "rdjsonl=$files/rdjsonl" \
    --report "codeclimate=$files/codeclimate" --report "json=$files/json" --report "text=$files/text"
is "the report in a file is the one on the screen" "$out" "$(cat "$files/json")"
for format in sarif junit github rdjsonl codeclimate text; do
    status 1 marbre --at 2026-03-18T13:00:00+01:00 check --all --format "$format"
    is "$format is the same in a file" "$out" "$(cat "$files/$format")"
done
is "nothing else is left beside them" "codeclimate github json junit rdjsonl sarif text" \
    "$(ls -A "$files" | tr '\n' ' ' | sed 's/ $//')"
status 1 marbre -C "$work/newsroom" check bibliotheque digue-nord --as draft --report json=../named.json
is "a file is named from where -C leads" 1 "$(jq .version "$work/named.json")"
rm "$work/named.json"

# What can't be written is said before anything is judged.
run marbre check --all --report sarif=nowhere/report
is "no such folder" 2 "$code"
contains "the file is named" "nowhere/report: can't be written" "$err"
is "and nothing was judged" "" "$out"
status 2 marbre check --all --report sarif=articles
contains "a folder is no file" "it is no file" "$err"
status 2 marbre check --all --report sarif=-
contains "- is no file" "--format sarif" "$err"
status 2 marbre check --all --report sarf="$files/sarif"
contains "formats are named" "sarif, junit, github" "$err"
status 2 marbre check --all --report sarif
status 2 marbre check --all --report json="$files/a" --report "text=$files/../reports/a"
contains "one file, one report" "two reports" "$err"
status 2 marbre check --all --format yaml
contains "--format knows its formats" "codeclimate" "$err"
status 2 marbre list --format sarif
if [ "$(id -u)" != 0 ]; then
    mkdir "$work/closed"
    chmod a-w "$work/closed"
    status 2 marbre check --all --report "json=$work/closed/report"
fi

# SARIF.
valid "SARIF keeps its schema" sarif/sarif-schema-2.1.0.json "$files/sarif"
cp "$files/sarif" "$work/out"
json '.runs[0]|[.columnKind,.language,.automationDetails.id,.invocations[0].executionSuccessful]' \
    '["unicodeCodePoints","en","marbre/",true]'
json '.runs[0].tool.driver|[.name,(.rules|map(.id)|sort==. and (.|unique|length)==length)]' '["marbre",true]'
json '[.runs[0].results[]|select(.ruleId=="draft/placeholder")|.locations[0].physicalLocation.region]' \
    '[{"startLine":28,"startColumn":1,"endLine":28,"endColumn":14},{"startLine":29,"startColumn":16,"endLine":29,"endColumn":29}]'
json '.runs[0]|[.results[].ruleIndex] as $i|[.results[].ruleId]==[.tool.driver.rules[$i[]].id]' true
json '.runs[0].results[0].locations[0].physicalLocation.artifactLocation' \
    "{\"uri\":\"$copy\",\"uriBaseId\":\"%SRCROOT%\"}"
json '[.runs[0].tool.driver.rules[]|select(.id=="draft/placeholder")|[.defaultConfiguration.level,(.help.text|test("plugin show draft"))]]' '[["error",true]]'
json '[.runs[0].results[]|.partialFingerprints|length]|unique' '[1]'
json '[.runs[0].results[].partialFingerprints[]]|(unique|length)==length' true
fix=$(jq -c '[.runs[0].results[]|select(.fixes)|.fixes[0].artifactChanges[0].replacements[0]][0]' "$work/out")
is "a fix names its file's place" '[28,19,20]' \
    "$(jq -c '[.deletedRegion.startLine,.deletedRegion.startColumn,.deletedRegion.endColumn]' <<<"$fix")"

# A fingerprint stays while other things change.
fingerprints() {
    marbre check --all --format sarif |
        jq -c '[.runs[0].results[]|select(.ruleId=="draft/placeholder")|.partialFingerprints[]]'
}
before=$(fingerprints)
sed -i '8a\
\
Un paragraphe de plus, et la suite descend.' $copy
is "lines before it don't count" "$before" "$(fingerprints)"
git mv $market $published/marche-rouvert
is "nor does the folder's name" "$before" "$(fingerprints)"
git mv $published/marche-rouvert $market
text $copy "[à compléter], 100 %" "[à compléter], 200 %"
is "words beside it do" false "$(jq -n --argjson a "$before" --argjson b "$(fingerprints)" '$a==$b')"
is "and only there" "$(jq '.[1]' <<<"$before")" "$(fingerprints | jq '.[1]')"
printf '\nMot. [à compléter] Mot.\n\nMot. [à compléter] Mot.\n' >>$copy
is "twins are numbered" '[4,4]' "$(fingerprints | jq -c '[length,(unique|length)]')"

# JUnit: a suite a plugin, a case an article.
valid "JUnit keeps its schema" junit/JUnit.xsd "$files/junit"
run python3 -c '
import sys, xml.etree.ElementTree as tree
for suite in tree.parse(sys.argv[1]).getroot():
    failed = [case.get("name") + " " + case.find("failure").get("type")
              for case in suite.iter("testcase") if case.find("failure") is not None]
    print(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("timestamp"), *failed)
' "$files/junit"
is "suites, cases and failures" "draft 1 1 2026-03-18T12:00:00 $market draft/placeholder
marbre 3 0 2026-03-18T12:00:00
translation 1 0 2026-03-18T12:00:00" "$out"

# GitHub's commands.
is "an annotation has its place and its rule" \
    "::error file=$copy,line=28,endLine=28,col=1,endColumn=14,title=draft/placeholder::To be replaced or taken out: [à compléter]" \
    "$(grep -m1 ^::error "$files/github")"
contains "a percent sign is escaped" "100 %25" "$(cat "$files/github")"
for i in $(seq 12); do printf '\nNuméro %s : [à compléter]\n' "$i"; done >>$copy
printf '\n##[error]Attention [à compléter]\n' >>$copy
status 1 marbre check --all --format github
is "ten errors are annotations" 10 "$(grep -c ^::error <<<"$out")"
contains "the others are told" "GitHub shows 10 annotations of a kind; " "$out"
is "and are in the log" true "$([ "$(grep -c '^articles/.*draft/placeholder' <<<"$out")" -gt 2 ] && echo true)"
lacks "the log holds no other command" "##[" "$(grep -v ^:: <<<"$out")"

# reviewdog's lines: columns count bytes.
is "columns are bytes" '[29,[22,37]]' "$(jq -c 'select(.code.value=="draft/placeholder")|.location.range|[.start.line,[.start.column,.end.column]]' "$files/rdjsonl" | tail -1)"
is "a line a finding" "$(jq '.findings|length' "$files/json")" "$(wc -l <"$files/rdjsonl")"
is "severities are its own" '["ERROR","INFO"]' "$(jq -sc '[.[].severity]|unique' "$files/rdjsonl")"
is "a suggestion replaces its range" true "$(jq -s '[.[]|select(.suggestions)|.suggestions[0].text|length>0]|all' "$files/rdjsonl")"

# GitLab's code quality.
cp "$files/codeclimate" "$work/out"
json '[.[]|[.type,(.description|length>0),(.fingerprint|test("^[0-9a-f]{32}$")),.location.lines.begin>0]]|unique' '[["issue",true,true,true]]'
json '[.[]|select(.check_name=="draft/placeholder")|.severity]|unique' '["blocker"]'
json '[.[].location.path]|unique' "[\"$copy\"]"
is "fingerprints are those of SARIF" "$(jq -c '[.runs[0].results[].partialFingerprints[]]' "$files/sarif")" "$(jq -c '[.[].fingerprint]' "$work/out")"

# In the reader's language.
for format in sarif junit github rdjsonl codeclimate; do
    status 1 marbre --ui-lang fr check --all --format $format
    contains "$format speaks French" "À remplacer ou à enlever" "$out"
done
git checkout -q -- .

# What will block later is no error yet, what is waived is set aside and said.
text $dam/index.fr.md "Horizon Presse n’a pas pu vérifier ces affirmations de manière indépendante." "Fin."
text $dam/index.en.md "Horizon Presse could not independently verify these claims." "The end."
status 0 marbre check digue-nord --format github
contains "later is a warning" "::warning file=$dam" "$out"
lacks "and no error" "::error" "$out"
status 0 marbre check digue-nord --format junit
lacks "nor a failure" "<failure" "$out"
git checkout -q -- .

# Parts: each article is in one, and together they say what the whole says.
for i in $(seq 40); do cp -r "$library" "$published/copie-$i"; done
status 1 marbre check --all --as draft --format json
cp "$work/out" "$work/whole"
rm -f "$work"/part.*
for k in 1 2 3; do
    run marbre check --all --as draft --shard $k/3 --format json --report "sarif=$work/sarif.$k"
    cp "$work/out" "$work/part.$k"
done
is "findings of the parts are those of the whole" "$(jq -cS '[.findings[]]' "$work/whole")" \
    "$(jq -scS '[.[].findings[]]|sort_by(.article,.path,.start.offset,.rule)' "$work"/part.*)"
is "so are their sums" "$(jq -cS .summary "$work/whole")" \
    "$(jq -scS 'map(.summary)|reduce .[] as $s ({}; reduce ($s|keys[]) as $k (.; .[$k]+=$s[$k]))' "$work"/part.*)"
is "no part is empty" true "$(jq -s '[.[].summary.articles>5]|all' "$work"/part.*)"
is "a part says which it is" '"marbre/2-of-3/"' "$(jq -c '.runs[0].automationDetails.id' "$work/sarif.2")"
valid "it keeps the schema too" sarif/sarif-schema-2.1.0.json "$work/sarif.2"
mv "$work/part.1" "$work/first"
rm -r "$published/copie-7"
run marbre check --all --as draft --shard 1/3 --format json
is "one that goes changes no other's part" "$(jq -c '[.findings[].article]-["'$published/copie-7'"]' "$work/first")" \
    "$(jq -c '[.findings[].article]' "$work/out")"
for wrong in 0/3 4/3 1 1/0 a/b 1/3x 1/9999; do
    status 2 marbre check --all --shard $wrong
done
status 2 marbre check bibliotheque --shard 1/2
finish
