#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The findings' fixes are applied to the files, and only they.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
copy=$library/index.fr.md
cat >$copy <<'TEXT'
---
title: "Welm, la digue" # une remarque
lang: fr
date: 2026-03-20
author: Hugo Marchetti
outlet: La Gazette
section:   'Vie locale'
---

À Port Lune, « la digue» de Welm a cédé: « c’est  grave ! » dit-on.
TEXT
status 0 marbre save bibliotheque
status 1 marbre check bibliotheque --format json
fixes=$(jq '[.findings[]|select(.fix|length>0)]|length' "$work/out")
is "there is something to fix" yes "$([ "$fixes" -ge 3 ] && echo yes)"
remember
status 0 marbre fix bibliotheque --dry-run
contains "a dry run names the words" "Velm" "$out"
unchanged
status 0 marbre fix bibliotheque
contains "it says what it did" "“Welm” became “Velm”" "$out"
is "nothing is committed" "$(git rev-parse HEAD)" "$(head -1 <<<"$remembered" | cut -d" " -f1)"
contains "the names are mended" "Port-Lune, «" "$(cat $copy)"
contains "in the title too, and the remark stays" 'title: "Velm, la digue" # une remarque' "$(cat $copy)"
contains "the rest of the front matter is untouched" "section:   'Vie locale'" "$(cat $copy)"
is "the head has not moved" "M" "$(git status --porcelain | cut -c2 | tr -d '\n')"
status 0 marbre fix bibliotheque
contains "again, there is nothing to fix" "nothing that can be mended" "$out"
status 0 marbre fix bibliotheque --format json
json '[.version,.applied]' '[1,0]'
status 0 marbre check bibliotheque --format json
json '[.findings[]|select(.fix|length>0)]' '[]'

git checkout -q -- $copy
status 0 marbre fix bibliotheque --rule translation/name-variant
contains "one rule alone" "« la digue» de Velm a cédé:" "$(cat $copy)"
git checkout -q -- $copy
sed -i 's/$/\r/' $copy
status 0 marbre fix bibliotheque
is "line ends stay" "" "$(grep -v $'\r$' $copy)"
git checkout -q -- $copy

# A title that YAML would cut is put in quotes.
printf '%s\n' '---' 'title: Velm : la digue' 'author: A' 'date: 2026-03-20' 'outlet: O' '---' '' 'Texte.' >$copy
status 1 marbre check bibliotheque
status 0 marbre fix bibliotheque
contains "front matter can be mended too" 'title: "Velm : la digue"' "$(sed 's/\xc2\xa0/ /g' $copy)"
status 0 marbre check bibliotheque
git checkout -q -- $copy

# A claim's words go along, and what is no words stays as it is.
cat >$copy <<'TEXT'
---
title: "Velm, la digue"
lang: fr
date: 2026-03-20
author: Hugo Marchetti
outlet: La Gazette
---

La digue de Welm a cédé hier, dit `Welm` à https://welm.example/Welm-2 et [ici](https://welm.example/Welm).

{{< carte lieu="Welm" >}}

    Welm en code

Le maire de Welm se tait.
TEXT
cat >$library/claims.yaml <<'TEXT'
claims:
  - id: digue            # la première
    quote: "La digue de Welm a cédé"
    by: la mairie
    status: to-check
TEXT
remember
status 0 marbre fix bibliotheque --rule translation/name-variant --dry-run --format json
json '[.applied,.files]' "[2,[\"$library/claims.yaml\",\"$copy\"]]"
json '[.changes[]|[.path,.line,.before,.after]]|.[0]' "[\"$library/claims.yaml\",3,\"Welm\",\"Velm\"]"
json '[.changes[]|[.line,.before,.after]]|.[1:]' '[[9,"Welm","Velm"],[15,"Welm","Velm"]]'
unchanged
status 0 marbre fix bibliotheque --rule translation/name-variant
contains "each change has its line" "line 9  “Welm” became “Velm”" "$out"
contains "the claim is told its new words" '    quote: "La digue de Velm a cédé"' "$(cat $library/claims.yaml)"
contains "and keeps the rest" "  - id: digue            # la première" "$(cat $library/claims.yaml)"
contains "the words are mended" "La digue de Velm a cédé" "$(cat $copy)"
contains "code, addresses and links stay" \
    'dit `Welm` à https://welm.example/Welm-2 et [ici](https://welm.example/Welm).' "$(cat $copy)"
contains "shortcodes stay" '{{< carte lieu="Welm" >}}' "$(cat $copy)"
contains "code blocks stay" "    Welm en code" "$(cat $copy)"
run marbre check bibliotheque --as fact-check --format json
json '[.findings[]|select(.rule=="factcheck/claim-unanchored")]' '[]'
status 0 marbre fix bibliotheque --rule translation/name-variant
contains "a second run has nothing to do" "nothing that can be mended" "$out"
git checkout -q -- $copy
rm $library/claims.yaml

# A bare repository: the fix is a commit.
git clone -q --bare . "$work/bare.git"
before=$(git -C "$work/bare.git" rev-parse main)
status 0 marbre -C "$work/bare.git" fix bibliotheque
is "a commit" "$before" "$(git -C "$work/bare.git" rev-parse main^)"
contains "with the words" "Velm, la digue" "$(git -C "$work/bare.git" show "main:$copy")"
status 0 marbre -C "$work/bare.git" fix bibliotheque
is "and none where nothing is to fix" "$before" "$(git -C "$work/bare.git" rev-parse main^)"

status 2 marbre fix
status 2 marbre fix bibliotheque --rule translation/nothing
contains "an unknown rule is named" "translation/nothing" "$err"
status 2 marbre fix bibliotheque --rule nothing
status 0 marbre fix bibliotheque --rule marbre/bad-yaml
status 2 marbre fix nulle-part

# At a terminal each is shown before and after, and asked about; --yes asks nothing.
cat >$copy <<'TEXT'
---
title: "Velm"
lang: fr
date: 2026-03-20
author: Hugo Marchetti
outlet: La Gazette
---

La digue de Welm a cédé de 3 %, dit-on à Port Lune.
TEXT
at_terminal() {
    run python3 "$(dirname "$0")/keys.py" "n non" "$@"
}
at_terminal onq marbre --color never --ui-lang fr fix bibliotheque
is "the first alone was wanted" "La digue de Velm a cédé de 3 %, dit-on à Port Lune." "$(tail -1 $copy)"
contains "before and after stand in the line" "La digue de [-Welm-]{+Velm+} a cédé" "$out"
contains "and what remains" "1 point corrigé" "$out"
cp $copy "$work/before"
at_terminal nnn marbre --color never --ui-lang fr fix bibliotheque
contains "nothing was wanted" "Rien n’a été changé." "$out"
is "and nothing is changed" "" "$(diff "$work/before" $copy)"
at_terminal t marbre --color never --ui-lang fr fix bibliotheque
contains "all the rest at one key" "Port-Lune" "$(cat $copy)"
git checkout -q -- $copy
finish
