#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# One task tried on one article, without a workflow: what its author sees.
. "$(dirname "$0")/lib.sh"
[ -f "${MARBRE_ZOO:-}/well-behaved.so" ] || skip_all "the plugins of the tests are not built"
newsroom
mkdir "$work/own"
cp "$MARBRE_ZOO"/{well-behaved,crash-run,no-reason,chatty}.so "$work/own/"
cp "$MARBRE_ZOO/../abi/courier.so" "$work/own/"
chmod 644 "$work"/own/*.so
as hugo
remember

# An article of the newsroom, by its slug, with options.
status 1 marbre plugin run draft bibliotheque
contains "a place, a severity and a rule, as compilers write them" "index.fr.md:14:" "$out"
contains "the rule" "[draft/placeholder]" "$out"
status 1 marbre plugin run draft bibliotheque --with words.min=4000 --with words.max=5000 --format json
json '[.plugin,.task,.article,[.runs[]|[.language,.status]]]' \
    "[\"draft\",\"draft\",\"$library\",[[\"fr\",\"ok\"]]]"
json '[.runs[0].findings[]|select(.rule=="draft/too-short")]|length' 1
status 2 marbre plugin run draft bibliotheque --with wrods.min=1
contains "an option that is not" "wrods" "$err"
status 2 marbre plugin run publish bibliotheque
contains "which of several tasks is asked" "publish/ready" "$err"
status 2 marbre plugin run draft/nothing bibliotheque
status 2 marbre plugin run nothing bibliotheque
status 2 marbre plugin run draft nothing-of-that-name
status 2 marbre plugin run draft

# An action shows what it would do, and does nothing.
status 0 marbre plugin run publish/publish marche-couvert --format json
json '[.runs[0].artifacts[]|.path|test("index.html$")]|any' true

# What an action asks of the network it may ask where the newsroom allows it, and nowhere else.
mkdir "$work/heard"
export MARBRE_NET_REPLAY=$work/heard
status 4 marbre plugin run "$work/own/courier.so/declared" marche-couvert
contains "no place is allowed" "add “api.example.org” to network" "$err"
echo 'network: {allow: [api.example.org]}' >>marbre.yaml
status 4 marbre plugin run "$work/own/courier.so/declared" marche-couvert
contains "one that is would be asked, were this no replay" "no answer of https://api.example.org/v1 was recorded" "$err"
git checkout -q marbre.yaml
unset MARBRE_NET_REPLAY

# A file of a plugin, on a file of text, outside of every newsroom.
cd "$work" || exit 1
printf -- '---\ntitle: Un titre\n---\nUn mot.\n' >texte.md
status 0 marbre plugin run own/well-behaved.so texte.md --lang fr
is "it says one thing" "index.fr.md:1:1: warning: Odd: nothing [well-behaved/odd]" "$out"
status 0 marbre plugin run own/well-behaved.so/odd texte.md --in-process
is "in this process too" "index.en.md:1:1: warning: Odd: nothing [well-behaved/odd]" "$out"
mkdir -p dossier && cp texte.md dossier/index.en.md
cat >dossier/index.fr.md <<'TEXT'
---
title: Un titre
source-lang: en
---
Un mot.
TEXT
status 0 marbre plugin run own/well-behaved.so dossier --format json
json '[.runs[].language]' '["fr"]'
status 4 marbre plugin run own/crash-run.so texte.md
contains "one that dies" "crash-run/odd could not judge this" "$err"
status 4 marbre plugin run own/no-reason.so texte.md
contains "one that gives no reason" "without a reason" "$err"
status 2 marbre plugin run own/nowhere.so texte.md
status 2 marbre plugin run own/well-behaved.so own
contains "a folder without a text" "index.LANG.md" "$err"
status 0 marbre --ui-lang fr greffon essayer own/well-behaved.so texte.md
cd "$work/newsroom" || exit 1
unchanged "nothing of all this changed the newsroom"
finish
