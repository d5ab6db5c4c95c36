#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The sentence that tells readers what could not be verified: it must be there, in any spelling.
. "$(dirname "$0")/lib.sh"
newsroom
copy=$dam/index.fr.md
text $copy "outlet: Horizon Presse" "outlet: CNN"
text $copy "Horizon Presse n’a pas pu vérifier ces affirmations de manière indépendante." \
    "CNN n’a pas été en mesure de vérifier les affirmations des deux parties au conflit."
as hugo
status 0 marbre advance digue-nord
as sofia
status 0 marbre approve digue-nord
status 0 marbre advance digue-nord
as lea

# flag SENTENCE: the article with this in place of its flag.
flag() {
    git checkout -q -- $copy
    text $copy "CNN n’a pas été en mesure de vérifier les affirmations des deux parties au conflit." "$1"
}

accepted() {
    flag "$2"
    run marbre check digue-nord --format json
    is "accepted: $1" '[0,[]]' \
        "[$code,$(jq -c '[.findings[]|.rule|select(startswith("factcheck/flag"))]' "$work/out")]"
}

refused() {
    flag "$3"
    run marbre check digue-nord --format json
    is "$1: $2" "[1,[\"$2\"]]" \
        "[$code,$(jq -c '[.findings[]|.rule|select(startswith("factcheck/flag"))]|unique' "$work/out")]"
}

status 0 marbre check digue-nord
flag "Fin de la dépêche."
status 0 marbre save digue-nord
remember
status 1 marbre advance digue-nord --format json
json '[.obstacles[]|select(.kind=="finding")|.rule]' '["factcheck/flag-missing"]'
json '[.allowed,.from]' '[false,"fact-check"]'
contains "the sentence to add is proposed" "CNN n" "$(value '.obstacles[]|select(.kind=="finding")|.message')"
json '.obstacles[]|select(.kind=="finding")|.command' '"marbre fix digue-nord"'
unchanged "refused, the article stays"
status 0 marbre fix digue-nord
status 0 marbre check digue-nord
contains "mended, it holds the newsroom's own sentence" \
    "CNN n’a pas pu vérifier ces affirmations de manière indépendante." \
    "$(sed "s/'/’/g" $copy)"
git checkout -q -- $copy
git reset -q --hard HEAD^

accepted "a curly apostrophe" "CNN n’a pas pu vérifier ces affirmations."
accepted "a straight apostrophe" "CNN n'a pas pu vérifier ces affirmations."
accepted "narrow no-break spaces" $'CNN\u202fn’a\u202fpas\u202fpu\u202fvérifier ces affirmations.'
accepted "no-break spaces" $'CNN\u00a0n’a pas\u00a0pu vérifier ces affirmations.'
accepted "a line break between words" $'CNN n’a pas\npu vérifier ces affirmations.'
accepted "decomposed accents" $'CNN n’a pas pu ve\u0301rifier ces affirmations.'
accepted "capitals" "CNN N’A PAS PU VÉRIFIER CES AFFIRMATIONS."
accepted "a capital without its accent's composed form" $'CNN N\'A PAS PU VE\u0301RIFIER CES AFFIRMATIONS.'
accepted "emphasis" "*CNN n’a pas **pu** vérifier ces affirmations.*"
accepted "another wording" "CNN n’est pas en mesure de vérifier ces affirmations de manière indépendante."
accepted "the wire's own" "CNN n’a pas été en mesure de vérifier les affirmations des deux parties au conflit."

refused "nothing said" factcheck/flag-missing "Les deux parties s’accusent."
refused "in somebody's mouth" factcheck/flag-quoted \
    "« CNN n’a pas pu vérifier ces affirmations », a dit le porte-parole."
refused "another outlet's" factcheck/flag-other-outlet "L’AFP n’a pas pu vérifier ces affirmations."
refused "only in a comment" factcheck/flag-missing "<!-- CNN n’a pas pu vérifier ces affirmations. -->"

# With every claim verified no flag is due.
flag "Les deux parties s’accusent."
python3 - $dam/claims.yaml <<'PYTHON'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
text = text.replace('status: unverified', 'status: verified\n    evidence: [{url: "https://example.org/", origin: "Protection civile", seen: 2026-03-18}]')
open(sys.argv[1], 'w', encoding='utf-8').write(text)
PYTHON
run marbre check digue-nord --format json
is "with every claim verified none is due" '[]' \
    "$(jq -c '[.findings[]|.rule|select(startswith("factcheck/flag"))]' "$work/out")"
finish
