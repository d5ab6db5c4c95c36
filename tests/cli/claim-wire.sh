# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
# The wire story with its one flag: refused while nobody wrote its claims down, accepted once they are
# recorded as unverified, and refused at the right words when the flag is gone or is nobody's.
. "$(dirname "$0")/lib.sh"
wire=${MARBRE_SHARED:-/nonexistent}/samples/wire/haut-karabakh.fr.txt
[ -f "$wire" ] || skip_all "MARBRE_SHARED does not hold the wire story"
newsroom
folder=$published/haut-karabakh
copy=$folder/index.fr.md
flag="CNN n’a pas été en mesure de vérifier les affirmations des deux parties au conflit."

as sofia
status 0 marbre import "$wire" --lang fr --source-lang en --slug haut-karabakh
contains "its one flag came along" "$flag" "$(cat $copy)"

# facts: the rules of the fact-check desk that block, each once, and the words of the first of each.
facts() {
    run marbre check haut-karabakh --as fact-check --format json
    jq -r '[.findings[]|select(.severity=="error")|.rule|select(startswith("factcheck/"))]|unique|.[]' "$work/out"
}
words_of() {
    local place
    place=$(jq -r --arg rule "$1" '[.findings[]|select(.rule==$rule)][0]|"\(.start.offset) \(.end.offset)"' "$work/out")
    # shellcheck disable=SC2086
    slice $copy $place
}

is "with no claim recorded it is refused" factcheck/claim-unrecorded "$(facts)"
count=$(jq '[.findings[]|select(.rule=="factcheck/claim-unrecorded")]|length' "$work/out")
status 0 marbre claim suggest haut-karabakh --format json
is "each of them is proposed" "$count" "$(value '.suggestions|length')"
json '[.suggestions[]|.by]|map(. != null)|all' true
lines=$(jq -c '[.suggestions[].line]' "$work/out")
status 0 marbre claim suggest haut-karabakh --yes
is "recorded and not looked at, it can't leave either" factcheck/claim-to-check "$(facts)"
git reset -q --hard HEAD^
status 0 marbre claim suggest haut-karabakh --yes --status unverified --format json
is "all of them are recorded" "$count" "$(value '.claims|length')"
is "scope article: one flag serves them all" "" "$(facts)"
status 0 marbre claim suggest haut-karabakh --format json
json '.suggestions' '[]'

# --- near ---
sed -i 's/scope: article/scope: near/' workflows/newsroom.yaml
policy
run marbre check haut-karabakh --as fact-check --format json
# Paragraphs stand two lines apart: whatever is further from the flag's than the next one is far.
line=$(grep -n -m1 "pas été en mesure" $copy | cut -d: -f1)
is "scope near: the far ones are named, a paragraph at a time" \
    "$(jq -c --argjson flag "$line" '[.[]|select((. - $flag)|fabs > 2)]|unique' <<<"$lines")" \
    "$(jq -c '[.findings[]|select(.rule|test("^factcheck/flag-(far|missing)$"))|.start.line]' "$work/out")"
git reset -q --hard HEAD^

# --- the flag is gone, in somebody's mouth, or another outlet's ---
instead() {
    git checkout -q -- $copy
    text $copy "$flag" "$1"
}
instead "Les deux parties s’accusent."
is "gone" factcheck/flag-missing "$(facts)"
instead "« $flag », a déclaré le porte-parole."
is "inside guillemets, after who said it" factcheck/flag-quoted "$(facts)"
contains "at its words" "n’a pas été en mesure de vérifier" "$(words_of factcheck/flag-quoted)"
instead "Le porte-parole a déclaré : « $flag »"
is "inside guillemets, « a déclaré » before" factcheck/flag-quoted "$(facts)"
instead "${flag/CNN/L’AFP}"
is "another outlet's" factcheck/flag-other-outlet "$(facts)"
contains "at its words too" "AFP" "$(words_of factcheck/flag-other-outlet)"

# --- any spelling of it ---
accepted() {
    instead "$2"
    is "accepted: $1" "" "$(facts)"
}
accepted "n’a pas pu vérifier" "CNN n’a pas pu vérifier les affirmations des deux parties au conflit."
accepted "decomposed" $'CNN n’a pas pu ve\u0301rifier les affirmations des deux parties au conflit.'
accepted "narrow no-break spaces" $'CNN\u202fn’a\u202fpas\u202fpu\u202fvérifier\u202fles affirmations des deux parties au conflit.'
accepted "a straight apostrophe" "CNN n'a pas pu vérifier les affirmations des deux parties au conflit."
accepted "capitals" "CNN N’A PAS PU VÉRIFIER LES AFFIRMATIONS DES DEUX PARTIES AU CONFLIT."
accepted "over two lines" $'CNN n’a pas\npu vérifier les affirmations des deux parties au conflit.'
finish
