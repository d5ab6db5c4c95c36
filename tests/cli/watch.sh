#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# check --watch: asked again at each save; who can clear what blocks, those who are at work first.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
run python3 "$(dirname "$0")/watch.py" $market/index.fr.md $library/index.fr.md \
    marbre --color never check --watch marche-couvert
is "drawn anew at each save of the article, however it is saved" "at once: sound, drawn anew
written over: XXX, drawn anew
written beside it: nothing
put in its place: sound, drawn anew
another article: nothing
control-C: True 0" "$out"
git checkout -q -- .
status 2 marbre check --watch
contains "articles are named" "names of articles" "$err"
status 2 marbre check marche-couvert --watch --staged
git clone -q --bare . "$work/bare.git"
status 2 marbre -C "$work/bare.git" check marche-couvert --watch
contains "where there are files" "no files here to watch" "$err"

# Who can clear what blocks.
as marc
sed -i '/id: lea/s/lang: fr}/lang: fr, away: 2026-03-25}/' people.yaml
policy
as hugo
text $dam/index.fr.md "Horizon Presse n’a pas pu vérifier ces affirmations de manière indépendante." ""
status 1 marbre --at 2026-03-20T12:00:00+01:00 check digue-nord
contains "who is at work comes first" "Can clear it: Inès Kaddour, Léa Morel (away until 25 March 2026)" "$out"
contains "each stage has its own people" "Can clear it: Marc Delatour, Paul Renaud, Hugo Marchetti" "$out"
status 1 marbre --at 2026-03-25T23:59:00+01:00 --ui-lang fr check digue-nord
contains "the day itself is a day away" "Léa Morel (en congé jusqu’au 25 mars 2026)" "$out"
status 1 marbre --at 2026-03-26T00:00:00+01:00 check digue-nord
contains "then everybody is back" "Can clear it: Léa Morel, Inès Kaddour" "$out"
status 1 marbre check digue-nord --as fact-check
sed -i 's/rules: \[factcheck\/flag-far\]/rules: [factcheck\/flag-missing]/' workflows/newsroom.yaml
policy
status 1 marbre check digue-nord
contains "and who may waive it" "Can waive it: Marc Delatour, Paul Renaud" "$(tr -s '\n ' ' ' <<<"$out")"
sed -i 's/away: 2026-03-25/away: bientôt/' people.yaml
status 2 marbre check digue-nord
contains "what is no day is said at its place" "“away” is the last day" "$err"
finish
