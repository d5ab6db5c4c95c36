# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
# Statements that no claim covers: proposed, accepted one by one with a key, or all at once.
. "$(dirname "$0")/lib.sh"

newsroom
as lea
ledger=$dam/claims.yaml
git rm -q $ledger
git commit -qm "sans registre"
beginning=$(git rev-parse HEAD)

# --- what is not recorded ---
remember
status 0 marbre claim suggest digue-nord
contains "how many" "3 statements are not recorded" "$out"
contains "the words and whose they are" "line 15  “Au moins quatre personnes ont été tuées” — the word of gouverneur de la région" "$out"
contains "their sentence" "in: “Au moins quatre personnes ont été tuées, selon le gouverneur" "$out"
contains "the command that records them" 'marbre claim add digue-nord "Au moins quatre personnes ont été tuées" --by "gouverneur de la région" --kind toll' "$out"
contains "or all" "marbre claim suggest digue-nord --yes" "$out"
status 0 marbre claim suggest digue-nord --status unverified --format json
json '[.version,(.suggestions|length),(.suggestions[1]|.words,.by,.kind,.line,.column)]' \
    '[1,3,"Au moins quatre personnes ont été tuées","gouverneur de la région","toll",15,1]'
command=$(value '.suggestions[1].command')
unchanged "proposing changes nothing"
status 0 bash -c "$command"
is "the command does it" "unverified" "$(marbre claim list digue-nord --format json | jq -r '.claims[0].status')"
status 0 marbre claim suggest digue-nord --format json
json '.suggestions|length' 2
git reset -q --hard "$beginning"

# --- all at once ---
remember
status 0 marbre claim suggest digue-nord --yes --dry-run
contains "what would be done" "3 claims are noted" "$out"
unchanged "a dry run changes nothing"
status 1 marbre check digue-nord --as publish --format json
json '[.findings[]|.rule]|unique' '["factcheck/claim-unrecorded"]'
status 0 marbre claim suggest digue-nord --yes --status unverified --format json
json '[.changed,(.claims|length),(.claims|map(.status)|unique),(.claims|map(.problem)|unique)]' '[true,3,["unverified"],[null]]'
is "one commit of the ledger" "$ledger" "$(git show --format= --name-only)"
is "each as the check reads it" '["accusation","toll"]' \
    "$(marbre claim list digue-nord --format json | jq -c '[.claims[].kind]|unique')"
status 0 marbre check digue-nord --as publish
status 0 marbre claim suggest digue-nord
contains "nothing is left" "every statement of its kind is recorded" "$out"
remember
status 0 marbre claim suggest digue-nord --yes --format json
json '.suggestions' '[]'
unchanged "again is no harm"

# A sentence that changes afterwards is to be looked at again.
text $dam/index.fr.md "quatre personnes ont été tuées, selon" "quatre personnes ont été tuées hier, selon"
status 1 marbre check digue-nord --as publish --format json
json '[.findings[]|.rule]' '["factcheck/claim-changed"]'
status 0 marbre claim check digue-nord au-moins-quatre-personnes-ont --status unverified
status 0 marbre check digue-nord --as publish
git reset -q --hard "$beginning"

# Words that stand twice are taken with their whole sentence; a sentence that stands twice, not.
text $dam/index.fr.md "Horizon Presse n’a pas" "Au moins quatre personnes ont été tuées, a répété le maire.

Horizon Presse n’a pas"
status 0 marbre claim suggest digue-nord --format json
json '[.suggestions[]|select(.kind=="toll")|.words]' \
    '["Au moins quatre personnes ont été tuées, selon le gouverneur de la région, qui précise que les secours fouillent encore les rues inondées.","Au moins quatre personnes ont été tuées, a répété le maire."]'
status 0 marbre claim suggest digue-nord --yes --status unverified
status 0 marbre check digue-nord --as fact-check
git reset -q --hard "$beginning"
sentence="Trois soldats ont été tués, selon l’armée."
text $dam/index.fr.md "Horizon Presse n’a pas" "$sentence

Rien de plus. $sentence

Horizon Presse n’a pas"
status 1 marbre claim suggest digue-nord --yes
contains "what can't be recorded is told" "not recorded: “Trois soldats" "$out"
contains "the others are" "3 claims are noted" "$out"
git reset -q --hard "$beginning"

# --- more of them than a check names at once ---
python3 - $dam/index.fr.md <<'PYTHON'
import sys
names = ['Oste', 'Velm', 'Palma', 'Zemlo', 'Aron', 'Brisk', 'Carda', 'Dorn', 'Elva', 'Fonte']
open(sys.argv[1], 'a', encoding='utf-8').write(''.join(
    f'\nÀ {a} et à {b}, au moins {i * 10 + j + 11} personnes ont été tuées, selon le maire.\n'
    for i, a in enumerate(names) for j, b in enumerate(names)))
PYTHON
status 0 marbre claim suggest digue-nord --yes --status unverified
status 0 marbre claim suggest digue-nord --format json
json '.suggestions' '[]'
is "all of them are recorded" 103 "$(marbre claim list digue-nord --format json | jq '.claims|length')"
git reset -q --hard "$beginning"

# --- one by one, at a terminal ---
# keys KEYS: the command at a terminal, these keys one after the other, a question each.
keys() {
    run python3 "$(dirname "$0")/keys.py" "c’est tout|dans le texte" "$1" \
        marbre --color never --ui-lang fr claim suggest digue-nord
}
recorded() {
    marbre claim list digue-nord --format json | jq -c '[.claims[].quote]'
}
keys onq
is "yes, no, and that is all" 0 "$code"
contains "each with its sentence" "dans : «" "${out//$'\u00a0'/ }"
contains "asked in French" "la consigner ?" "${out//[$'\u00a0'$'\u202f']/ }"
is "the first alone is recorded" '["La digue au nord de la ville sarnovienne de Velm a cédé mardi après une nuit de bombardements, et trois quartiers ont été évacués"]' "$(recorded)"
git reset -q --hard "$beginning"
keys $'n|m|une nuit de bombardements\n|x|q'
is "other words, an unknown key, and that is all" '["une nuit de bombardements"]' "$(recorded)"
git reset -q --hard "$beginning"
remember
keys $'yy\x03'
contains "control-C gives it all up" "Rien n’a été changé" "$out"
unchanged "nothing was changed"
keys $'\x04'
contains "the end of the keyboard too" "Rien n’a été changé" "$out"
keys $'m|des mots qui n’y sont pas\n|q'
is "words that are not in the text" 1 "$code"
contains "are told" "se trouve nulle part dans le texte" "$out"
unchanged "and not recorded"

# --- what can't be asked ---
sed -i '/uses: factcheck/,+1d' workflows/newsroom.yaml
sed -i '/id: fact-check/,/longest/{/checks:/d}' workflows/newsroom.yaml
policy
status 2 marbre claim suggest digue-nord
contains "no check looks for them" "no check of this workflow" "$err"
git reset -q --hard "$beginning"
status 2 marbre claim suggest
status 2 marbre claim suggest digue-nord --status verified
status 2 marbre claim suggest nulle-part
as nobody
status 1 marbre claim suggest digue-nord --yes
finish
