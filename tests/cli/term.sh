# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
# The newsroom's own words: what a finding asks about is accepted or refused in one command.
. "$(dirname "$0")/lib.sh"

newsroom
as marc

findings() {
    run marbre check "$1" --as publish --format json
    jq -r '.findings[] | select(.rule | test("name-variant|house-word")) | "\(.rule) \(.severity) " + (.start.line | tostring)' "$work/out"
}

status 0 marbre new convoi --title "Le convoi" --lang fr
folder=$(echo articles/*/*/convoi)
cat >"$folder/index.fr.md" <<'END'
---
title: "Le convoi"
author: Marc Delatour
date: 2026-03-17T10:00:00+01:00
outlet: CNN
---

Le convoi a quitté Latchvar lundi. Dans la ville de Lachvar, personne ne l’attendait.

Les officiels de Sarnovie, un ministre sarnovien et un député sarnovite sont venus ; rien de plus.
END
status 0 marbre save convoi

# Two spellings that no glossary knows.
is "two spellings and a mix" "translation/name-variant warning 8
translation/name-variant warning 10" "$(findings convoi)"
contains "the finding says what to do" 'marbre term accept \"Lachvar\"' "$(cat "$work/out")"
cp glossary/toponyms.yaml "$work/before"
remember
status 0 marbre term accept Lachvar --dry-run
contains "what would be done" "would be accepted, in glossary/toponyms.yaml" "$out"
unchanged "a dry run changes nothing"
status 0 marbre term accept Lachvar
is "what is added stands at the end" "$(cat "$work/before"; printf '  - id: lachvar\n    fr: Lachvar\n    own: true\n')" "$(cat glossary/toponyms.yaml)"
is "one commit, by who did it" "marc@gazette.example Glossaire : « Lachvar » admis" "$(git log -1 --format='%ae %s')"
is "of that file alone" "glossary/toponyms.yaml" "$(git show --format= --name-only)"
is "the finding is gone" "translation/name-variant warning 10" "$(findings convoi)"
status 0 marbre term accept Lachvar
contains "again is no harm" "says so already" "$out"
is "and no commit" "Glossaire : « Lachvar » admis" "$(git log -1 --format=%s)"

# A form that the glossary lets stand, and that the article mixes with the preferred one.
status 0 marbre term accept sarnovite --format json
json '[.changed, .path, .line > 0]' '[true,"glossary/toponyms.yaml",true]'
is "the mix is gone" "" "$(findings convoi)"
contains "it is a form of the name now" '"Sarnoviens", sarnovite]' "$(cat glossary/toponyms.yaml)"
contains "the comment stays" "# Names as the Gazette writes them." "$(cat glossary/toponyms.yaml)"

# A word of the house: the list comes into being, and what was judged is judged again.
rm -f glossary/house.yaml
git rm -q --ignore-unmatch --cached glossary/house.yaml
git commit -q -m "sans liste" --allow-empty
is "no list, no finding" "" "$(findings convoi)"
status 0 marbre term refuse officiels --say responsables --why "calque de l’anglais" --house
is "the finding comes with the list" "draft/house-word warning 10" "$(findings convoi)"
status 0 marbre fix convoi
contains "its fix writes what the list says" "Les responsables de Sarnovie" "$(cat "$folder/index.fr.md")"
is "and nothing is left" "" "$(findings convoi)"
git mv -f glossary/house.yaml glossary/ailleurs.yaml
sed -i 's/responsables/officiels/' "$folder/index.fr.md"
is "a list that goes away is gone" "" "$(findings convoi)"
git mv glossary/ailleurs.yaml glossary/house.yaml
is "and back again" "draft/house-word warning 10" "$(findings convoi)"
status 0 marbre save convoi

# Names to refuse.
status 0 marbre term refuse Latchevar --say Latchvar
status 0 marbre term refuse Latchevaar --say Latchvar
contains "both in one entry" "refused: [Latchevar, Latchevaar]" "$(tr -s '\n -' ' ' <glossary/toponyms.yaml | sed 's/refused: Latchevar Latchevaar/refused: [Latchevar, Latchevaar]/')"

# What contradicts the lists is refused, with the place.
remember
status 1 marbre term accept "Port Lune"
contains "says what the glossary says" "the glossary refuses “Port Lune” and prefers “Port-Lune”" "$err"
contains "and where" "glossary/toponyms.yaml:6:" "$err"
status 1 marbre term refuse Velm --say Velmar
status 1 marbre term refuse responsables --house
status 1 marbre term refuse officiels --say fonctionnaires --house
status 1 marbre term accept officiels
status 2 marbre term accept "…"
status 2 marbre term accept
status 2 marbre term refuse a --for b
status 2 marbre term accept a --say b
unchanged "nothing was changed"
echo "# une ligne" >>glossary/toponyms.yaml
status 1 marbre term accept Zemlo
contains "words that nobody committed stay theirs" "changes that are not committed yet" "$err"
git checkout -q glossary/toponyms.yaml

# Line ends and comments of a file from elsewhere.
printf 'version: 1\r\nwords: # les nôtres\r\n  - {refuse: agenda}   # trop anglais\r\n' >glossary/house.yaml
git commit -qam "fins de ligne"
status 0 marbre term refuse évidence
is "bytes are kept" "$(printf 'version: 1\r\nwords: # les nôtres\r\n  - {refuse: agenda}   # trop anglais\r\n  - refuse: "évidence"\r\n')" "$(cat glossary/house.yaml)"

status 0 marbre term list
contains "names" "Port-Lune”; refused: Port Lune" "$out"
status 0 marbre term list --format json
json '[.terms[] | select(.house)] | map(.word)' '["agenda","évidence"]'
run marbre --ui-lang fr terme accepter "Port Lune"
contains "in French" "le glossaire refuse « Port Lune » et retient « Port-Lune »" "$err"

as nobody
status 1 marbre term accept Inconnu
finish
