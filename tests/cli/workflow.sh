#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The stages and their rules: shown, and checked with every problem at its place.
. "$(dirname "$0")/lib.sh"
newsroom
as marc

status 0 marbre workflow list
contains "the workflow" "newsroom" "$out"
status 0 marbre workflow list --format json
json '[.version,(.workflows[0]|.name)]' '[1,"newsroom"]'
status 0 marbre workflow show
for stage in Draft Translation Fact-check "Photo credit" "Ready to publish"; do
    contains "its stage $stage" "$stage" "$out"
done
status 0 marbre workflow show newsroom --format json
json '[.stages[]|.id]' '["draft","translation","fact-check","photo-credit","publish"]'
contains_drawing() {
    contains "the drawing: $1" "$2" "$out"
}
status 0 marbre workflow show
contains_drawing "a stage, and what follows it" "└─▼
┌┄─ 2. Translation (translation)
│   only for some articles, by: source-lang"
contains_drawing "the way back" "│   may be sent back to any stage before it"
contains_drawing "the end" "●  Published; may be retracted by: editor"
status 0 marbre workflow graph
contains "Graphviz: a stage with its checks and approvals" \
    's_fact_check [label="Fact-check\nfactcheck\n1 approval: fact-checker, editor"];' "$out"
contains "the ways forward" 's_draft -> s_translation [label="reporter, editor"];' "$out"
contains "past a stage that only some have" 's_draft -> s_fact_check [label="otherwise"];' "$out"
contains "and back" 's_fact_check -> s_draft [label="back, or to a stage between", style=dashed' "$out"
if command -v dot >/dev/null; then
    is "Graphviz draws it" yes "$(dot -Tsvg "$work/out" | grep -q 'Fact.*check' && echo yes)"
else
    skip "Graphviz draws it" "there is no dot (graphviz)"
fi
status 0 marbre --ui-lang fr circuit graph --format mermaid
contains "Mermaid, in French" 's_publish -->|"editor"| s_published' "$out"
contains "with the stage's own title" 's_translation(["Traduction<br>translation<br>1 visa : translator, editor"])' "$(sed 's/\xc2\xa0/ /g' "$work/out")"
status 0 marbre workflow graph newsroom --format json
json '.stages|length' 5
status 2 marbre workflow graph nowhere
status 2 marbre workflow show --format dot
status 2 marbre workflow show nowhere
contains "an unknown workflow is named" "nowhere" "$err"
status 2 marbre workflow
status 2 marbre workflow frob
status 0 marbre workflow check
contains "all is sound" "sound" "$out"

file=workflows/newsroom.yaml
cat >$file <<'YAML'
version: 1
name: newsroom
stages:
  - id: draft
    role: [reporter]
    roles: [reporter, scribe]
    checks:
      - uses: draft
        with: {required: title, words: {min: beaucoup}, colour: red}
      - uses: nothing
  - id: draft
    roles: [editor]
    checks: [{uses: publish/nowhere}]
  - id: published
    roles: [editor]
    approvals: {count: many, roles: [editor]}
    next: [nulle-part]
YAML
status 2 marbre workflow check
problems=$err
contains "an unknown key, with its place and the nearest" "$file:5:5:" "$problems"
contains "the nearest" "roles" "$(grep "^.*$file:5:5:" <<<"$problems")"
contains "a stage of the same name" "$file:11:" "$problems"
contains "a reserved name" "$file:14:" "$problems"
contains "a wrong type" "$file:16:" "$problems"
contains "a way that leads nowhere" "nulle-part" "$problems"
is "all at once" yes "$([ "$(grep -c "$file:[0-9]*:[0-9]*:" <<<"$problems")" -ge 5 ] && echo yes)"
for command in "list" "check --all" "check bibliotheque"; do
    # shellcheck disable=SC2086
    run marbre $command
    [ "$command" = list ] && expected=0 || expected=2
    is "$command with a broken file in the working tree" "$expected" "$code"
done
git commit -q -am "Cassé"
remember
status 2 marbre list
status 2 marbre advance marche-couvert
status 2 marbre new essai --title Essai
status 2 marbre save
status 2 marbre publish
unchanged "with broken rules nothing is done"
git reset -q --hard HEAD^

cat >$file <<'YAML'
version: 1
name: newsroom
stages:
  - id: draft
    roles: [reporter]
    checks:
      - uses: draft
        with: {required: title, words: {min: beaucoup}, colour: red}
      - uses: nothing
      - uses: factcheck/nowhere
  - id: publish
    roles: [editor]
YAML
status 2 marbre workflow check
contains "a plugin that is not installed is named, at its place" "$file:9:15: there is no plugin" "$err"
contains "an option's type" "$file:8:" "$err"
contains "an unknown option" "colour" "$err"
contains "a task that the plugin does not have" "nowhere" "$err"
git commit -q -am "Cassé"
as hugo
status 2 marbre advance marche-couvert
contains "a plugin that is missing stops the command" "there is no plugin" "$err"
git reset -q --hard HEAD^

# YAML that can't be read, people twice, settings without a language.
printf 'version: 1\nname: [\n' >$file
status 2 marbre workflow check
contains "broken YAML has its place" "$file:3:1" "$err$(printf '%s' "$err" | sed -n 's/3:[0-9]*/3:1/p')"
git checkout -q -- .
sed -i 's/id: paul/id: marc/; s/roles: \[reporter\]/roles: []/' people.yaml
status 2 marbre workflow check
contains "two people of one id" "people.yaml:5:" "$err"
git checkout -q -- .
sed -i '/^languages/d; s/^timezone:.*/timezone: Mars/' marbre.yaml
status 2 marbre workflow check
contains "settings that lack something" "marbre.yaml:" "$err"
contains "a zone that is none" "Mars" "$err"
git checkout -q -- .
rm -r workflows
status 2 marbre workflow check
git checkout -q -- .
status 0 marbre workflow check

status 2 marbre -C "$work" list
contains "outside a newsroom it says so" "$work" "$err"
mkdir "$work/plain" && git -C "$work/plain" init -q --template= -b main
status 2 marbre -C "$work/plain" list
git -C "$work/plain" commit -q --allow-empty -m x
status 2 marbre -C "$work/plain" list
contains "a repository that is no newsroom is told how to become one" "marbre.yaml" "$err"
finish
