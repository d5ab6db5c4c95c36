#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Notes in the margin: beside the article, on its words, and before no reader's eyes.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
newsroom
as lea
clock 2026-03-18T12:30:00+01:00

before=$(git rev-parse HEAD)
status 0 marbre note marche-couvert "deux ans après la fermeture" -m "Vingt-six mois : \"deux ans\" suffit-il ?"
contains "it says that readers never see it" "note 1 is in the margin" "$out"
is "one commit" "$before" "$(git rev-parse HEAD^)"
is "of the notes alone" "$market/notes.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
status 0 marbre note marche-couvert -m "Photo à recadrer."
remember
status 1 marbre note marche-couvert "ces mots n’y sont pas" -m x
contains "words are looked for in the text" "stands nowhere in the text" "$err"
status 2 marbre note marche-couvert "deux ans"
status 2 marbre note marche-couvert --done 3
status 2 marbre note marche-couvert --done 1 -m x
status 0 marbre note marche-couvert -m "À voir" --dry-run
unchanged

as hugo
status 0 marbre --ui-lang fr note marche-couvert
is "the notes, numbered, at their lines" "    1  Léa Morel, 18 mars 2026 à 12:30 : Vingt-six mois : \"deux ans\" suffit-il ?
       ligne 2 : « deux ans après la fermeture »
    2  Léa Morel, 18 mars 2026 à 12:30 : Photo à recadrer.
Pour en régler une :  marbre noter marche-couvert --done NUMÉRO" "$(printf %s "$out" | sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g; s/ligne [0-9]*/ligne 2/')"
status 0 marbre note marche-couvert --done 2
status 2 marbre note marche-couvert --done 2
contains "once" "settled already" "$err"
status 0 marbre note marche-couvert --format json
json '[.notes[]|[.number,.by,.quote,.done_by]]' '[[1,"lea","deux ans après la fermeture",null],[2,"lea",null,"hugo"]]'
status 0 marbre show marche-couvert
contains "the article's page has what is open" "Notes in the margin:" "$out"
lacks "and not what is settled" "recadrer" "$out"
status 0 marbre show marche-couvert --format json
json '[.notes[].number]' '[1,2]'

# They void nothing, they change nothing for readers, and they are in nothing that goes out.
status 0 marbre advance marche-couvert
as lea
status 0 marbre approve marche-couvert
as ines
status 0 marbre note marche-couvert -m "Très bien, rien à redire."
status 0 marbre show marche-couvert --format json
json '[.approvals[]|.valid]' '[true]'
as lea
status 0 marbre advance marche-couvert
as paul
status 0 marbre show marche-couvert --format json
[ "$(value .stage)" = publish ] || status 0 marbre advance marche-couvert
status 0 marbre publish marche-couvert
is "no published file is named so" "" "$(git ls-tree -r --name-only published | grep notes)"
is "no published file says it" "" "$(git grep -l -e "rien à redire" -e "recadrer" published)"
status 0 marbre export --for hugo "$work/out-there"
is "nor does an export" "" "$(grep -rl -e "rien à redire" -e notes.yaml "$work/out-there")"
status 0 marbre proof marche-couvert --trust "$(git rev-list --max-parents=0 HEAD)" --output "$work/proof"
python3 - "$work/proof" >"$work/inside" <<'PYTHON'
import base64, re, sys, zlib
text = open(sys.argv[1], encoding="utf-8").read()
body = re.search("-----BEGIN MARBRE PROOF-----\n(.*)-----END MARBRE PROOF-----", text, re.S)[1]
lines = [line for line in body.split("\n") if re.fullmatch(r"[A-Za-z0-9+/]+=*", line)]
while lines:  # what stands before the objects is no base64, or none that decodes to them
    try:
        sys.stdout.buffer.write(zlib.decompress(base64.b64decode("".join(lines))))
        break
    except (zlib.error, ValueError):
        lines.pop(0)
PYTHON
is "a proof has the article's words" 1 "$(grep -ac "deux ans après la fermeture" "$work/inside")"
is "and none of the notes" "" "$(grep -a -e "rien à redire" -e recadrer "$work/inside")"
status 0 marbre note marche-couvert -m "Après coup : bien lu."
status 0 marbre check marche-couvert
status 0 marbre verify --trust "$(git rev-list --max-parents=0 HEAD)"
status 0 marbre publish --status --format json
json '.lag // .behind // false' false

# A file that is broken is said so, and nothing is written.
echo "- x" >>$market/notes.yaml
status 1 marbre note marche-couvert -m "Encore"
contains "words that nobody has saved stay" "holds words that nobody has saved" "$err"
status 1 marbre note marche-couvert
contains "with the place" "notes.yaml" "$err"
finish
