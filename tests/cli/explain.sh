#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What a rule means, with examples: the words and forms; the examples themselves are run elsewhere.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
status 0 marbre explain draft/cut-value
contains "outside a newsroom too: what it means" "begin a remark" "$out"
contains "an example that fails" "title: Le quai #3 est fermé" "$out"
contains "one that passes" 'title: "Le quai #3 est fermé"' "$out"
contains "how a newsroom turns it" "severity: {draft/cut-value: warning}" "$out"
status 0 marbre --ui-lang fr explain missing-nbsp
contains "the plugin may be left out, where one alone has the rule" "translation/missing-nbsp" "$out"
contains "in the reader's language" "Comment lever l’obstacle" "$out"
contains "spaces are named where they are the difference" "formel⍽:" "$out"
status 0 marbre explain marbre/embargoed
contains "a rule of Marbre itself" "may not be read before an instant" "$out"
contains "which nobody turns" "can't be turned" "$out"
status 0 marbre explain factcheck --format markdown
contains "a plugin's rules as Markdown" '## `factcheck/flag-missing`' "$out"
status 0 marbre explain --format json
json '[.version,([.plugins[].plugin]|sort)]' '[1,["credit","draft","factcheck","marbre","publish","translation"]]'
json '.plugins[]|select(.plugin=="draft").rules[0]|keys_unsorted' \
    '["rule","severity","summary","means","arises","clear","of_engine","options","with","fails","passes"]'
status 2 marbre explain draft/cut-valu
contains "a slip is told what is near" "marbre explain draft/cut-value" "$err"
status 2 marbre explain nothing-of-the-kind-at-all
contains "else where they are named" "marbre explain" "$err"
status 2 marbre explain draft/cut-value draft/bad-date
status 2 marbre explain draft/cut-value --format sarif

# A plugin of somebody's own brings its pages beside it.
mkdir -p "$work/own"
cp "$MARBRE_ROOT"/lib/marbre/plugins-1/publish.so "$work/own/publish.so"
printf 'rules:\n  missing-date:\n    means: Chez nous, tout est daté.\n    clear: {en: Date it}\n' \
    >"$work/own/publish.rules.yaml"
status 0 marbre --plugin-dir "$work/own" explain publish/missing-date
contains "its own words" "Chez nous, tout est daté." "$out"
printf 'rules: {missing-date: {meens: x}}\n' >"$work/own/publish.rules.yaml"
status 0 marbre --plugin-dir "$work/own" explain publish/missing-date
contains "what is wrong in them is said at its place" "publish.rules.yaml:1:24" "$err"
finish
