#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What happened to an article, through renames; what changed, word by word.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
status 0 marbre advance marche-couvert -m "Prêt."
clock 2026-03-18T13:00:00+01:00
as ines
status 0 marbre approve marche-couvert
clock 2026-03-18T14:00:00+01:00
as hugo
text $market/index.fr.md "soixantaine" "centaine"
status 0 marbre save marche-couvert -m "Compté sur place."
status 0 marbre history marche-couvert
contains "who wrote" "Hugo Marchetti" "$out"
contains "a move, in the newsroom's words" "Draft" "$out"
contains "an approval" "Inès Kaddour" "$out"
contains "a person's own words, below the deed" \
    $'18 March 2026, 14:00  Hugo Marchetti  edited it\n                      “Compté sur place.”' "$out"
lacks "no commit ids on an editor's screen" "$(git rev-parse --short HEAD)" "$out"
status 0 marbre history marche-couvert --format json
json '[.version,(.transitions[0]|keys_unsorted)]' \
    '[1,["commit","at","actor","transition","from","to","message","kind","notes"]]'
json '[.transitions[]|[.actor,.transition]]' \
    '[["hugo",null],["ines","approve"],["hugo","advance"],["hugo",null]]'
json '.transitions[2]|[.from,.to,.at,.message]' \
    '["draft","fact-check","2026-03-18T12:00:00+01:00","Prêt."]'
is "the newest first" "$(git rev-parse HEAD)" "$(value '.transitions[0].commit')"

# A plain git mv, committed by plain git: the same article, with its past.
id=$(sed -n 's/^id: //p' $market/state.yaml)
git mv $market $published/halle
git commit -q -m "Renommer"
clock 2026-03-18T15:00:00+01:00
as lea
status 0 marbre approve halle
status 0 marbre history halle --format json
json '[.transitions[]|[.actor,.transition]]' \
    '[["lea","approve"],["hugo",null],["hugo",null],["ines","approve"],["hugo","advance"],["hugo",null]]'
status 0 marbre show "$id" --format json
json '[.path,.stage]' "[\"$published/halle\",\"fact-check\"]"
json '[.approvals[]|[.by,.valid]]' '[["ines",false],["lea",true]]'
status 0 marbre advance halle
status 2 marbre history marche-couvert
status 2 marbre history

# The words.
status 0 marbre diff halle
contains "where all is saved, the last change" "“soixantaine” became “centaine”" "$out"
text $published/halle/index.fr.md "centaine" "quarantaine"
status 0 marbre diff halle
contains "else what is not saved yet" "“centaine” became “quarantaine”" "$out"
status 0 marbre diff halle --format json
json '[.version,.article,.changes]' \
    "[1,\"$published/halle\",[{\"part\":\"text\",\"removed\":\"centaine\",\"added\":\"quarantaine\"}]]"
status 0 marbre diff halle HEAD
contains "against a revision" "“centaine” became “quarantaine”" "$out"
git checkout -q -- .
status 0 marbre diff halle HEAD
is "no change is said so" "No word has changed." "$out"
text $published/halle/index.fr.md 'credit: "Nadia Keller/La Gazette"' 'credit: "Nora Keller/La Gazette"'
status 0 marbre diff halle --format json
json '[.changes[]|.part]|unique' '["key:images"]'
text $published/halle/index.fr.md ' de ' $' de\u00a0'
git checkout -q -- .
printf '\033[31mrouge\n' >>$published/halle/index.fr.md
status 0 marbre diff halle
lacks "what a terminal would obey is shown, not sent" $'\033' "$out"
git checkout -q -- .

# As prose: whole sentences, with marks where there are no colours; credits and claims by name.
text $published/halle/index.fr.md "centaine" "quarantaine"
text $published/halle/index.fr.md 'credit: "Nadia Keller' 'credit: "Nora Keller'
cat >$published/halle/claims.yaml <<'YAML'
claims:
  - id: reouverture
    quote: "a rouvert ses portes"
    by: "la mairie"
    status: to-check
YAML
status 0 marbre --color always diff halle
contains "the words that go and come, in their sentence" \
    $'Une \e[31;9mcentaine\e[0m \e[32mquarantaine\e[0m de commerçants y ont repris leur place.' "$out"
contains "a credit is told with its picture" $'halle.jpg, credit\e[0m\n    \e[31;9mNadia\e[0m' "$out"
contains "a claim in words" $'claim recorded\e[0m\n    \e[32ma\e[0m' "$out"
contains "with whose word it is" "(la" "$out"
status 0 marbre diff halle --format json
json '[.passages[]|.place]' '["halle.jpg, credit","line 18","claim recorded"]'

# Since one's own approval: what others have read since is no matter.
as lea
status 0 marbre diff halle --since-approval --format json
json '[.since.stage,.since.at,(.passages|length)]' '["fact-check","2026-03-18T15:00:00+01:00",3]'
status 0 marbre --ui-lang fr diff halle --since-approval
contains "said in the newsroom's words" "depuis que vous avez visé l’étape « Vérification » le 18 mars 2026 à 15:00" "${out//$'\u00a0'/ }"
as hugo
status 0 marbre diff halle --since-approval
contains "somebody who has approved nothing" "you have not approved it yet" "$out"
status 2 marbre diff halle HEAD --since-approval
contains "one of the two" "not both" "$err"
as lea
run python3 "$(dirname "$0")/keys.py" "n non" n marbre --color never --ui-lang fr approve halle
is "whoever says no approves nothing" 1 "$code"
contains "approve shows the changes before it asks" "[-centaine-] {+quarantaine+}" "$out"
contains "and says that nothing was done" "Rien n’a été changé." "$out"
rm $published/halle/claims.yaml
as hugo
status 0 marbre save halle
as lea
before=$(git rev-parse HEAD)
run python3 "$(dirname "$0")/keys.py" "n non" o marbre --color never --ui-lang fr approve halle --stage fact-check
is "whoever says yes approves" 0 "$code"
is "by one version more" "$before" "$(git rev-parse HEAD~)"
status 0 marbre diff halle --since-approval
contains "after which nothing has changed" "No word has changed." "$out"
git checkout -q -- .
as hugo
run marbre diff halle nothing
is "an unknown revision" 2 "$code"
status 2 marbre diff
status 2 marbre diff nulle-part

# Days are written as people write them, and what stands behind them stays a column.
clock 2026-04-01T09:05:00+02:00
status 0 marbre note halle -m "Relire la fin."
status 0 marbre --ui-lang fr history halle
contains "the first of a month" "1er avril 2026, 09:05  Hugo Marchetti" "$out"
contains "a shorter day takes as much room" "18 mars 2026, 13:00    Inès Kaddour" "$out"
status 0 marbre --ui-lang fr show halle
contains "in a sentence" "Hugo Marchetti, 1er avril 2026 à 09:05 : Relire la fin." "${out//$'\u00a0'/ }"
finish
