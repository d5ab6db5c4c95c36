#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Approvals: by somebody else than who wrote the words, bound to them, void where they change.
. "$(dirname "$0")/lib.sh"
newsroom

as hugo
status 1 marbre approve digue-nord
contains "a draft asks for no approval" "asks for no approval" "$out"
status 0 marbre advance digue-nord
status 1 marbre approve digue-nord --format json
json '[.obstacles[]|[.kind,.rule,.who]][0]' '["role","marbre/role-missing",["marc","paul","sofia"]]'
as sofia
status 1 marbre approve digue-nord --stage fact-check
contains "what is not reached can't be approved" "has not reached" "$out"
status 1 marbre approve digue-nord --stage photo-credit
status 1 marbre approve digue-nord --stage fact-chek
contains "an unknown stage is named with the nearest" "the nearest is “fact-check”" "$out"
status 2 marbre approve
status 2 marbre approve digue-nord marche-couvert

# Nobody approves their own words; two who both corrected approve each other's.
status 0 marbre import "$examples/wire/sarnovie.fr.txt" --source-lang en --slug depeche \
    --source "$examples/wire/sarnovie.en.txt"
sed -i "s/^outlet:.*//; s/^---\$/---\nauthor: A\noutlet: AFP\ndate: 2026-03-17/; 0,/^---\$/b" \
    $published/depeche/index.fr.md
python3 - $published/depeche/index.fr.md <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
head = '---\ntitle: "Digue"\nlang: fr\nsource-lang: en\nauthor: A\ndate: 2026-03-17\noutlet: AFP\n---\n\n'
body = '\n\n'.join(f'Phrase numéro {i} de la dépêche, qui dit ce que la source dit aussi.' for i in range(5))
open(sys.argv[1], 'w', encoding='utf-8').write(head + body + '\n')
PYTHON
status 0 marbre save depeche
as marc
status 0 marbre advance depeche
as sofia
remember
status 1 marbre approve depeche --format json
json '[.transition,.allowed,.from,.to,.commit]' '["approve",false,"translation","translation",null]'
json '[.obstacles[]|[.kind,.rule,.who]]' '[["approval","marbre/approval-missing",["marc","paul"]]]'
contains "nobody approves their own words" "own words" "$(value .obstacles[0].message)"
unchanged
as paul
text $published/depeche/index.fr.md "Phrase numéro 3 de la dépêche" "Troisième phrase de cette dépêche"
status 0 marbre save depeche
status 0 marbre approve depeche --dry-run
before=$(git rev-parse HEAD)
status 0 marbre approve depeche --format json
json '[.transition,.allowed,.to]' '["approve",true,"translation"]'
is "an approval is one commit" "$before" "$(git rev-parse HEAD^)"
is "of the state alone" "$published/depeche/state.yaml" \
    "$(git diff-tree --no-commit-id --name-only -r HEAD)"
content=$(git rev-parse "$before:$published/depeche")
digest=$(sed -n 's/.*digest: "\(sha256:[0-9a-f]*\)".*/\1/p' $published/depeche/state.yaml)
is "it is in the state: who, when, on what" \
    "  - {stage: translation, by: paul, at: 2026-03-18T12:00:00+01:00, digest: \"$digest\", content: $content}" \
    "$(tail -1 $published/depeche/state.yaml)"
trailers=$(git log -1 --format='%(trailers)')
contains "and in the record" "Marbre-Transition: approve
Marbre-Stage: translation
Marbre-Actor: paul
Marbre-Digest: $digest" "$trailers"
status 1 marbre advance depeche --format json
json '[.obstacles[]|[.rule,.who,.command]]' '[["marbre/approval-missing",["marc","sofia"],"marbre approve depeche"]]'
as sofia
status 0 marbre approve depeche
is "two who corrected approve each other's words" 2 "$(grep -c 'stage: translation, by' $published/depeche/state.yaml)"
status 0 marbre advance depeche
as paul
status 1 marbre approve depeche --stage translation
contains "the same words are approved once" "already" "$out"
is "at most one approval a stage and person" 2 "$(grep -c 'stage: translation, by' $published/depeche/state.yaml)"

# A verdict on a claim is no writing: who gives it may approve.
as sofia
status 0 marbre approve digue-nord
status 0 marbre advance digue-nord
as lea
text $dam/claims.yaml "at: 2026-03-17T19:06:00+01:00" "at: 2026-03-18T11:00:00+01:00"
status 0 marbre approve digue-nord
contains "an approval says so" "has your approval" "$out"
is "edits go first, in a commit of their own" "$dam/claims.yaml" \
    "$(git diff-tree --no-commit-id --name-only -r HEAD^)"

# A change of the words voids it, and names them; the article can't leave.
as hugo
text $dam/index.fr.md "Au moins quatre personnes" "Au moins quatre habitants"
text $dam/claims.yaml "Au moins quatre personnes" "Au moins quatre habitants"
status 0 marbre save digue-nord
as lea
status 1 marbre advance digue-nord --format json
json '[.obstacles[]|[.kind,.rule,.command]]' '[["approval","marbre/approval-void","marbre approve digue-nord"]]'
contains "the old word is named" "“personnes”" "$(value .obstacles[0].message)"
contains "and the new one" "“habitants”" "$(value .obstacles[0].message)"
contains "and whose approval it was" "Léa Morel" "$(value .obstacles[0].message)"
status 0 marbre show digue-nord --format json
json '[.approvals[]|select(.stage=="fact-check")|[.by,.valid]]' '[["lea",false]]'
json '[.approvals[]|select(.stage=="fact-check")|.changed[]|[.part,.removed,.added]]|unique' \
    '[["claims","personnes","habitants"],["text","personnes","habitants"]]'
status 0 marbre show digue-nord
contains "in words too" "no longer holds" "$out"
status 0 marbre approve digue-nord
status 0 marbre show digue-nord --format json
json '[.approvals[]|select(.stage=="fact-check")|[.by,.valid,.changed]]' '[["lea",true,[]]]'

# The translation's approval is owed from any later stage; the last one can't be left while it is.
json '[.approvals[]|select(.stage=="translation")|[.by,.valid]]' '[["sofia",false]]'
status 0 marbre advance digue-nord --format json
json '[.from,.to]' '["fact-check","publish"]'
as marc
remember
status 1 marbre advance digue-nord --format json
json '[.obstacles[]|[.rule,.command,.who]]' \
    '[["marbre/approval-void","marbre approve digue-nord --stage translation",["marc","paul","sofia"]]]'
unchanged
as sofia
status 0 marbre approve digue-nord --format json
json .to '"translation"'
as marc
status 0 marbre advance digue-nord --dry-run

# At the last stage: a caption or spaces void nothing, the claims' words do.
as hugo
status 0 marbre advance marche-couvert
as ines
status 0 marbre approve marche-couvert
status 0 marbre advance marche-couvert
as paul
status 0 marbre advance marche-couvert --format json
json .to '"publish"'
text $market/index.fr.md "La halle de Port-Lune, le" "La halle de Port-Lune, rouverte le"
status 0 marbre save marche-couvert -m "Légende"
status 0 marbre show marche-couvert --format json
json '[.approvals[]|.valid]' '[true]'
json '.obstacles' '[]'
python3 - $market/index.fr.md <<'PYTHON'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
head, body = text.split('\n---\n', 1)
body = body.replace(' de ', '\u00a0de\u00a0').replace('\u202f', ' ').replace('. ', '.  ')
open(sys.argv[1], 'w', encoding='utf-8').write(head + '\n---\n' + body)
PYTHON
status 0 marbre save marche-couvert -m "Espaces"
status 0 marbre show marche-couvert --format json
json '[.approvals[]|.valid]' '[true]'
text $market/index.fr.md "soixantaine" "cinquantaine"
status 0 marbre save marche-couvert -m "Chiffre"
status 1 marbre publish marche-couvert --format json
json '[.obstacles[]|select(.rule=="marbre/approval-void")|.command]' '["marbre approve marche-couvert --stage fact-check"]'
contains "the words that voided it are named" "“soixantaine” became “cinquantaine”" "$(value .obstacles[0].message)"
text $market/index.fr.md "cinquantaine" "soixantaine"
status 0 marbre save marche-couvert -m "Retour"
status 0 marbre show marche-couvert --format json
json '[.approvals[]|.valid]' '[true]'

# An approval is of this article at this stage alone: copied elsewhere it counts for nothing.
line=$(grep "stage: fact-check" $dam/state.yaml)
sed -i "s/^  - {stage: fact-check.*/$(printf %s "$line" | sed 's/[&/]/\\&/g')/" $market/state.yaml
git commit -q -m "Copie" $market/state.yaml
status 0 marbre show marche-couvert --format json
json '[.approvals[]|.valid]' '[false]'
git reset -q --hard HEAD^

# Four-eyes counts declared addresses; nobody is exempt, administrators included.
as marc
text $market/index.fr.md "soixantaine" "centaine"
status 0 marbre save marche-couvert
remember
status 1 marbre approve marche-couvert --stage fact-check
contains "an editor's own words need another" "your" "$out"
unchanged
as lea
status 0 marbre approve marche-couvert --stage fact-check
finish
