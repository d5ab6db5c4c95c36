# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
# The claims ledger from the command line: what is put in, judged and answered for, and what stays.
. "$(dirname "$0")/lib.sh"

newsroom
as lea
ledger=$dam/claims.yaml
cat >$ledger <<'YAML'
claims:
  - id: morts-velm
    quote: "Au moins quatre personnes ont été tuées"
    by: "gouverneur de la région"
    status: unverified
    checked: {by: lea, at: 2026-03-17T19:05:00+01:00}
  - id: tirs-digue
    quote: "dément que ses forces aient tiré sur l’ouvrage"
    by: "ministère de la Défense"
    status: unverified
    checked: {by: lea, at: 2026-03-17T19:06:00+01:00}
YAML
git commit -q --allow-empty -am "le registre"
beginning=$(git rev-parse HEAD)

# --- a claim more ---
cp $ledger "$work/before"
remember
status 0 marbre claim add digue-nord "trois quartiers ont été évacués" --by "autorités régionales" --dry-run
contains "what would be done" "trois-quartiers-ont-ete-evacues" "$out"
contains "and that it is not" "Nothing was changed" "$out"
unchanged "a dry run changes nothing"
status 0 marbre claim add digue-nord "trois quartiers ont été évacués" --by "autorités régionales" -m "vu dans la dépêche"
contains "its id is made from its words" "trois-quartiers-ont-ete-evacues  “trois quartiers ont été évacués” — to check" "$out"
is "one entry at the end, the rest byte for byte" "$(cat "$work/before"; printf '  - id: trois-quartiers-ont-ete-evacues\n    quote: "trois quartiers ont été évacués"\n    by: "autorités régionales"\n    status: to-check\n')" "$(cat $ledger)"
is "one commit of that file, by who did it" "lea@gazette.example $ledger" \
    "$(git log -1 --format='%ae' | tr '\n' ' ')$(git show --format= --name-only)"
is "it says what and why" "Affirmations : Sarnovie : la digue au nord de Velm cède après des bombardements, selon…

trois-quartiers-ont-ete-evacues: to-check

vu dans la dépêche" "$(git log -1 --format=%B | sed '/^Marbre-/d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}')"
is "nothing is left to save" "" "$(git status --porcelain)"
status 0 marbre history digue-nord
contains "history has the reason" "vu dans la dépêche" "$out"

# Words are matched as the check matches them.
one() { # WHAT WORDS
    status 0 marbre claim add digue-nord "$2" --by essai --id essai --format json
    run marbre check digue-nord --as publish --format json
    is "found as the check finds it: $1" '[]' "$(jq -c '[.findings[]|select(.rule=="factcheck/claim-unanchored")]' "$work/out")"
    git reset -q --hard HEAD^
}
one "a straight apostrophe" "n'avons jamais vu l'eau"
one "no-break spaces" $'l\u2019eau\u00a0monter\u202faussi vite'
one "capitals" "L’EAU MONTER"
one "decomposed accents" $'une habitante de Velm re\u0301fugie\u0301e'
one "a line break between words" $'une habitante\nde Velm'
one "a soft hyphen" $'une habi\u00adtante de Velm'
one "emphasis that came along" "une *habitante* de **Velm**"
text $dam/index.fr.md "une habitante de Velm" "une *habitante* de"$'\n'"Velm"
git commit -qam "mise en forme"
one "emphasis and a line end of the text" "une habitante de Velm réfugiée"

remember
status 1 marbre claim add digue-nord "morts" --by x
contains "no part of a word, and no sentence near" "stands nowhere in the text; copy the words" "$err"
status 1 marbre claim add digue-nord "personne ont été évacuée" --by x
status 1 marbre claim add digue-nord "Au moins cinq personnes ont été tuées, selon le maire" --by x
contains "the nearest sentence is shown" "The nearest sentence is: “Au moins quatre personnes ont été tuées" "$err"
status 1 marbre claim add digue-nord "de la" --by x
contains "words of several places" "stands in several places" "$err"
contains "with a sentence to take more of" "the first is: “" "$err"
status 1 marbre claim add digue-nord "au moins quatre personnes ont été tuées" --by x
contains "words that a claim has" "the claim morts-velm has these words already" "$err"
status 1 marbre claim add digue-nord "une habitante de Velm" --by x --id morts-velm
contains "an id that a claim has" "another claim is called morts-velm already" "$err"
status 2 marbre claim add digue-nord "une habitante de Velm"
status 2 marbre claim add digue-nord --by x
status 2 marbre claim add digue-nord "…" --by x
status 2 marbre claim add digue-nord "une habitante de Velm" --by x --id "Pas un nom"
status 2 marbre claim add digue-nord "une habitante de Velm" --by x --status verified
contains "a verdict takes evidence" "marbre claim check" "$err"
status 2 marbre claim add digue-nord "une habitante de Velm" --by x --status vraie
status 2 marbre claim add digue-nord "$(printf 'a%.0s' $(seq 3000))" --by x
status 2 marbre claim add digue-nord $'une \xff' --by x
status 2 marbre claim add nulle-part "une habitante de Velm" --by x
status 2 marbre claim frob digue-nord
status 2 marbre claim
unchanged "nothing was changed"

status 0 marbre claim add digue-nord "une habitante de Velm" --by "une habitante" --kind witness --status unverified --format json
json '[.version,.changed,.claims[0].id,.claims[0].status,.claims[0].problem,.none_withdrawn]' \
    '[1,true,"une-habitante-de-velm","unverified",null,false]'
is "a status but to-check says who looked" 'unverified lea 2026-03-18T12:00:00+01:00 witness' \
    "$(marbre claim list digue-nord --format json | jq -r '.claims[]|select(.id=="une-habitante-de-velm")|"\(.status) \(.checked_by) \(.checked_at) \(.kind)"')"
status 0 marbre claim add digue-nord "réfugiée" --by "x" --id une-habitante-de-velm-2
git reset -q --hard HEAD^^

# --- unsaved words ---
text $dam/index.fr.md "Horizon Presse n’a pas" "Le pont a sauté, dit le maire. Horizon Presse n’a pas"
status 0 marbre claim add digue-nord "Le pont a sauté" --by "le maire"
contains "words that are not saved yet are said" "not saved yet:  marbre save digue-nord" "$out"
is "and stay as they are" " M $dam/index.fr.md" "$(git status --porcelain)"
echo "# à moi" >>$ledger
remember
status 1 marbre claim add digue-nord "Le pont a" --by "le maire"
contains "a ledger that somebody is writing is theirs" "holds words that nobody has saved" "$err"
status 1 marbre claim check digue-nord morts-velm --status withdrawn
status 1 marbre claim none digue-nord -m "rien"
unchanged "nothing was changed"
git checkout -q -- $ledger
git add $dam/index.fr.md
status 0 marbre claim check digue-nord le-pont-a-saute --status withdrawn
is "what somebody staged stays staged" "M  $dam/index.fr.md" "$(git status --porcelain)"
git reset -q --hard "$beginning"
mkdir -p articles/2026/03/neuf
printf -- '---\ntitle: "Neuf"\n---\n\nLe pont a sauté.\n' >articles/2026/03/neuf/index.fr.md
status 1 marbre claim add articles/2026/03/neuf "Le pont a sauté" --by "le maire"
contains "an article that nobody has saved" "holds words that nobody has saved" "$err"
rm -r articles/2026/03/neuf

# --- verdicts ---
remember
status 1 marbre claim check digue-nord morts-velm --status verified
contains "a verdict needs evidence" "without evidence" "$err"
contains "and says how" "--evidence https://… --origin WHO" "$err"
for verdict in disputed false; do
    status 1 marbre claim check digue-nord morts-velm --status $verdict
done
status 2 marbre claim check digue-nord morts-vlem --status withdrawn
contains "the nearest name" "did you mean “morts-velm”?" "$err"
status 2 marbre claim check bibliotheque rien --status withdrawn
status 2 marbre claim check digue-nord morts-velm --status vraie
status 2 marbre claim check digue-nord morts-velm
status 2 marbre claim check digue-nord --status withdrawn
status 2 marbre claim check digue-nord morts-velm --status verified --evidence "le CICR"
contains "a name is no address" "named with --origin" "$err"
status 2 marbre claim check digue-nord morts-velm --status verified --evidence https://a.example --evidence https://b.example --origin A
status 2 marbre claim check digue-nord morts-velm --status verified --evidence https://a.example --seen hier
status 2 marbre claim check digue-nord morts-velm --status verified --evidence https://a.example --expires 2026-03-17
contains "a look that is over" "has passed already" "$err"
status 2 marbre claim check digue-nord morts-velm --status unverified --seen 2026-03-18
status 0 marbre claim check digue-nord morts-velm --status disputed --evidence https://a.example --dry-run --format json
json '[.changed,.commit,.claims[0].before,.claims[0].status]' '[true,null,"unverified","disputed"]'
unchanged "nothing was changed"

status 0 marbre claim check digue-nord morts-velm --status verified \
    --evidence https://icrc.example/velm --origin "Croix-Rouge" \
    --evidence https://onu.example/velm --origin "Nations unies" \
    --seen 2026-03-18 --expires 2026-03-25 -m "deux communiqués lus"
is "the claim and nothing else" 'claims:
  - id: morts-velm
    quote: "Au moins quatre personnes ont été tuées"
    by: "gouverneur de la région"
    status: verified
    checked: {by: lea, at: 2026-03-18T12:00:00+01:00, sentence: "Au moins quatre personnes ont été tuées, selon le gouverneur de la région, qui précise que les secours fouillent encore les rues inondées."}
    evidence:
      - url: "https://icrc.example/velm"
        origin: Croix-Rouge
        seen: 2026-03-18
      - url: "https://onu.example/velm"
        origin: "Nations unies"
        seen: 2026-03-18
    expires: 2026-03-25
  - id: tirs-digue
    quote: "dément que ses forces aient tiré sur l’ouvrage"
    by: "ministère de la Défense"
    status: unverified
    checked: {by: lea, at: 2026-03-17T19:06:00+01:00}' "$(cat $ledger)"
status 0 marbre --at 2026-03-25T12:00:00+01:00 claim list digue-nord --format json
json '.claims[0]|[.due,.expires,(.evidence|length)]' '[[],"2026-03-25",2]'
status 0 marbre --at 2026-03-26T00:00:00+01:00 claim list digue-nord --format json
json '[.claims[].due]' '[["again"],["flag"]]'
status 0 marbre --at 2026-03-26T00:00:00+01:00 claim list digue-nord
contains "another look is due" "another look, since 25 March 2026" "$out"
contains "evidence is listed" "evidence: Croix-Rouge, https://icrc.example/velm" "$out"

# Another look: the day of the old one is over, what was seen is not seen twice.
clock 2026-03-26T10:00:00+01:00
status 0 marbre claim check digue-nord morts-velm --status verified --evidence https://icrc.example/velm --origin "Croix-Rouge" --seen 2026-03-26
status 0 marbre claim list digue-nord --format json
json '.claims[0]|[.expires,.checked_at,.evidence[].seen]' '[null,"2026-03-26T10:00:00+01:00","2026-03-26","2026-03-18"]'
status 0 marbre claim check digue-nord morts-velm --status to-check
status 0 marbre claim list digue-nord --format json
json '.claims[0]|[.status,.checked_by,.due,(.evidence|length)]' '["to-check",null,["look"],2]'
status 0 marbre claim check digue-nord morts-velm tirs-digue --status false --origin "source 17"
is "a source by its number alone" '      - origin: "source 17"' "$(grep -m1 'source 17' $ledger)"
is "both are judged in one commit" "morts-velm: false tirs-digue: false" "$(git log -1 --format=%b | grep -o '^[a-z-]*: false' | paste -sd' ')"
cp $ledger "$work/before"
status 0 marbre claim check digue-nord tirs-digue --status false --origin "source 17"
contains "the same again" "the ledger says so already" "$out"
is "changes nothing" "$(cat "$work/before")" "$(cat $ledger)"
clock 2026-03-18T12:00:00+01:00
git reset -q --hard "$beginning"

# A verdict is given on the sentence as it is; where the words are gone, there is nothing to judge.
text $dam/index.fr.md "Au moins quatre personnes" "Au moins sept personnes"
remember
status 1 marbre claim check digue-nord morts-velm --status unverified
contains "words that are gone" "stands nowhere in the text. The nearest sentence is: “Au moins sept" "$err"
unchanged "nothing was changed"
status 0 marbre claim check digue-nord morts-velm --status withdrawn
is "a claim can be withdrawn all the same" "withdrawn" \
    "$(marbre claim list digue-nord --format json | jq -r '.claims[0].status')"
git reset -q --hard "$beginning"
text $dam/index.fr.md "quatre personnes ont été tuées, selon" "quatre personnes ont été tuées, d’après"
status 0 marbre claim check digue-nord morts-velm --status unverified
contains "a sentence that is not saved yet" "not saved yet" "$out"
contains "is the one that was judged" 'sentence: "Au moins quatre personnes ont été tuées, d’après' "$(cat $ledger)"
git reset -q --hard "$beginning"

# --- no claim at all ---
status 0 marbre claim none bibliotheque -m "réunion publique, vue sur place"
is "the ledger comes into being" 'none:
  reason: "réunion publique, vue sur place"
  by: lea
  at: 2026-03-18T12:00:00+01:00' "$(cat $library/claims.yaml)"
status 0 marbre claim list bibliotheque --format json
json '[.claims,.none.reason,.none.by]' '[[],"réunion publique, vue sur place","lea"]'
status 0 marbre claim none bibliotheque -m "réunion publique, vue sur place"
contains "once is enough" "says so already" "$out"
remember
status 1 marbre claim none digue-nord -m "rien"
contains "an article with claims has some" "the ledger holds 2 claims" "$err"
status 2 marbre claim none bibliotheque
unchanged "nothing was changed"
words=$(sed -n '/^---$/,/^---$/d;/./{p;q}' $library/index.fr.md | cut -d' ' -f1-6)
status 0 marbre claim add bibliotheque "$words" --by "la mairie"
contains "a claim takes that back" "no longer says that the article makes no claim" "$out"
is "and the word is gone" 0 "$(grep -c none $library/claims.yaml)"

# --- bytes of a ledger from elsewhere ---
printf '# tenu par Léa\r\nclaims: # dans l’ordre\r\n\r\n  - {id: a, quote: "Au moins quatre personnes", status: unverified}   # à revoir\r\n  # le ministère\r\n  -   id:   b\r\n      status: "unverified"  # non\r\n      quote: >-\r\n        dément que ses forces\r\n        aient tiré\r\n' >$ledger
git commit -qam "fins de ligne"
cp $ledger "$work/before"
status 0 marbre claim add digue-nord "une habitante" --by "elle : une habitante"
is "comments, order and line ends stay" "$(cat "$work/before"; printf '  - id: une-habitante\r\n    quote: "une habitante"\r\n    by: "elle : une habitante"\r\n    status: to-check\r\n')" "$(cat $ledger)"
status 0 marbre claim check digue-nord a b --status disputed --origin "Croix-Rouge"
is "verdicts change their values alone" "$(printf '# tenu par Léa\r\nclaims: # dans l’ordre\r\n\r\n  - {id: a, quote: "Au moins quatre personnes", status: disputed, evidence: [{origin: Croix-Rouge}], checked: {by: lea, at: 2026-03-18T12:00:00+01:00, sentence: "Au moins quatre personnes ont été tuées, selon le gouverneur de la région, qui précise que les secours fouillent encore les rues inondées."}}   # à revoir\r\n  # le ministère\r\n  -   id:   b\r\n      status: disputed  # non\r\n      quote: >-\r\n        dément que ses forces\r\n        aient tiré\r\n      evidence:\r\n        - origin: Croix-Rouge\r\n      checked:\r\n        by: lea\r\n        at: 2026-03-18T12:00:00+01:00\r\n        sentence: "Le ministère de la Défense dément que ses forces aient tiré sur l’ouvrage et met en cause un défaut d’entretien."\r\n  - id: une-habitante\r\n    quote: "une habitante"\r\n    by: "elle : une habitante"\r\n    status: to-check\r\n')" "$(cat $ledger)"
printf 'claims: []\nnone: {reason: rien, by: lea}\n' >$ledger
git commit -qam "vide"
status 0 marbre claim add digue-nord "une habitante" --by elle
is "an empty list becomes one" 'claims:
  - id: une-habitante
    quote: "une habitante"
    by: elle
    status: to-check' "$(cat $ledger)"
printf 'claims: [\n' >$ledger
git commit -qam "cassé"
remember
status 1 marbre claim add digue-nord "trois quartiers" --by elle
contains "a broken ledger is told with its place" "claims.yaml:" "$err"
status 1 marbre claim check digue-nord une-habitante --status withdrawn
status 1 marbre claim none digue-nord -m rien
unchanged "and left alone"
git reset -q --hard "$beginning"

# --- ten at once ---
quote=(x "La digue au nord" "la ville sarnovienne" "a cédé mardi" "une nuit de bombardements" \
    "les autorités régionales" "le gouverneur" "fouillent encore" "rues inondées" \
    "réfugiée dans une école" "défaut d’entretien")
count=$(git rev-list --count HEAD)
for i in 1 2 3 4 5 6 7 8 9 10; do
    (until marbre claim add digue-nord "${quote[$i]}" --by "w$i" >/dev/null 2>"$work/w$i"; do
        grep -q "again\|lock\|another" "$work/w$i" || exit 1
    done) &
done
wait
is "ten writers lose nothing" 12 "$(marbre claim list digue-nord --format json | jq '.claims|length')"
is "ten commits" 10 "$(($(git rev-list --count HEAD) - count))"
is "the file is what is committed" "" "$(git status --porcelain)"

# --- approvals, and what is published ---
git reset -q --hard "$beginning"
git checkout -q HEAD^ -- $ledger
git commit -q --allow-empty -m "le registre entier"
as hugo
status 0 marbre advance digue-nord
as sofia
status 0 marbre approve digue-nord
status 0 marbre advance digue-nord
as ines
status 0 marbre approve digue-nord
as lea
status 0 marbre claim check digue-nord morts-velm --status unverified -m "toujours pas" --dry-run
contains "an approval that would no longer hold is told" "The approval of Fact-check no longer holds" "$out"
status 0 marbre advance digue-nord
if [ "$(sed -n 's/^stage: //p' $dam/state.yaml)" = photo-credit ]; then
    as paul
    status 0 marbre advance digue-nord
fi
as marc
status 0 marbre publish digue-nord
as lea
status 0 marbre claim check digue-nord morts-velm --status verified --evidence https://icrc.example/velm --origin "Croix-Rouge" --format json
json '[.published,.voided]' '[true,["fact-check"]]'
status 0 marbre check digue-nord
status 0 marbre claim check digue-nord tirs-digue --status withdrawn
contains "readers see no change" "Readers see the page as before" "$out"
status 0 marbre list --due
contains "the approval is owed" "digue" "$out"
is "and nothing is left to save" "" "$(git status --porcelain)"
git reset -q --hard "$beginning"
for i in 1 2 3 4 5 6 7 8 9 10; do
    marbre claim add digue-nord "${quote[$i]}" --by "w$i" >/dev/null
done

# --- people, languages, repositories ---
as nobody
status 1 marbre claim add digue-nord "trois quartiers" --by elle
contains "strangers are told how to be known" "marbre/unknown-person" "$err"
as ines
run marbre --ui-lang fr affirmation ajouter digue-nord "trois quartiers" --by elle
contains "in French" "à vérifier" "$out"
run marbre --ui-lang fr affirmation verifier digue-nord trois-quartiers --status verified
contains "its refusals too" "n’est « verified » que sur preuve" "${err//$'\u00a0'/ }"
run marbre --ui-lang fr affirmation aucune digue-nord -m rien
contains "and their numbers" "le registre contient 13 affirmations" "$err"
git clone -q --bare . "$work/bare.git"
git -C "$work/bare.git" config user.email ines@gazette.example
status 0 marbre -C "$work/bare.git" claim add digue-nord "une habitante" --by elle
is "a bare repository has its commit" "ines@gazette.example" "$(git -C "$work/bare.git" log -1 --format=%ae)"
finish
