#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# An article translates another one of the same newsroom: when that one is corrected or retracted,
# the translation is marked at once, and somebody answers for it.
. "$(dirname "$0")/lib.sh"
newsroom
sed -i 's/publish: \[fr\]/publish: [fr, en]/' marbre.yaml
policy
hall=$published/covered-market
# flat TEXT: on one line.
flat() { tr -s ' \n' ' ' <<<"$1"; }

# Who begins a translation says of what.
as hugo
remember
status 2 marbre new covered-market --title "The covered market reopens" --lang en --translation-of nulle-part
status 2 marbre new covered-market --title "Le marché rouvre" --lang fr --translation-of marche-couvert
contains "a text is no translation from its own language" "no text in another language than “fr”" "$err"
unchanged
status 0 marbre new covered-market --title "Port-Lune’s covered market reopens after two years of work" --lang en --translation-of marche-couvert
contains "the text says of what" "translation-of: \"$market\"" "$(cat $hall/index.en.md)"
contains "and from which language" 'source-lang: "fr"' "$(cat $hall/index.en.md)"
cat >>$hall/index.en.md <<'TEXT'
The covered market of Port-Lune opened its doors again on Thursday morning, two years after it was closed because water had seeped into its frame. About sixty traders are back in their places.

The roof, the water pipes and the lighting have been renewed. “We kept the original paving and railings”, said the city’s architect, Camille Sorel, who followed the work from one end to the other.

The traders, who spent those two years on the car park of the station, say they lost some of their customers. “We start again, but we start again at home”, said a market gardener who had come with her two children.
TEXT
status 0 marbre save covered-market

# One that was made elsewhere is taken in as one.
printf 'The dike gives way north of Velm\n\nThe dike north of Velm gave way on Tuesday after a night of shelling, the authorities of the region said.\n' >"$work/dike.txt"
printf -- '---\ntitle: "La digue"\ntranslation-of: ailleurs\n---\n\nLa digue a cédé.\n' >"$work/digue.md"
remember
status 2 marbre import "$work/dike.txt" --lang en --translation-of nulle-part
status 2 marbre import "$work/dike.txt" --lang fr --translation-of marche-couvert
contains "a text is no translation from its own language here either" "no text in another language than “fr”" "$err"
status 0 marbre import "$work/dike.txt" --lang en --translation-of marche-couvert --dry-run
unchanged
status 0 marbre import "$work/dike.txt" --lang en --translation-of marche-couvert
contains "the text says of what" "translation-of: \"$market\"" "$(cat "$out/index.en.md")"
contains "and from which language" 'source-lang: "fr"' "$(cat "$out/index.en.md")"
status 0 marbre import "$work/digue.md" --lang de --translation-of digue-nord --format json
json '[.allowed,.transition]' '[true,"new"]'
is "whatever the file said itself" "translation-of: \"$dam\"" "$(grep ^translation-of: $published/la-digue/index.de.md)"
as hugo
status 0 marbre spike the-dike-gives-way-north-of-velm -m Essai
status 0 marbre spike la-digue -m Essai
ready marche-couvert
as marc
status 0 marbre publish marche-couvert
as hugo
status 0 marbre check covered-market
lacks "as long as nothing happens to it, nothing is said" "translates" "$out"

# A correction that opens marks what is on its way: it is told, and is in the way, until answered.
ready covered-market
clock 2026-03-19T09:00:00+01:00
text $market/index.fr.md "soixantaine" "centaine"
as hugo
note="Une première version annonçait une soixantaine de commerçants ; ils sont une centaine."
status 0 marbre correct marche-couvert --kind correction --note "$note"
contains "who corrects is told what translates it" "1 article translates it, and is marked:" "$out"
contains "by name" "Port-Lune’s covered market reopens" "$out"
contains "and what to type" "marbre show covered-market" "$out"
status 1 marbre check covered-market --format json
json '[.findings[]|select(.rule|startswith("marbre/source"))|[.rule,.severity,.blocks,.path]]' \
    "[[\"marbre/source-corrected\",\"error\",\"now\",\"$hall/index.en.md\"]]"
is "at the line that names it" "$(grep -n translation-of $hall/index.en.md | cut -d: -f1)" \
    "$(value '[.findings[]|select(.rule=="marbre/source-corrected").start.line]|first')"
status 1 marbre check covered-market
contains "with what readers will be told" "is being corrected: “$note”" "$(flat "$out")"
contains "and the words side by side" "; in it, “soixantaine” became “centaine”" "$(flat "$out")"
as marc
status 1 marbre publish covered-market --format json
json '[.obstacles[]|[.kind,.rule,.command]]' \
    '[["finding","marbre/source-corrected","marbre approve covered-market --stage translation -m WHY"]]'
as sofia
status 1 marbre approve covered-market --stage translation
contains "it is answered with a reason" "say why these words hold" "$(flat "$out")"
clock 2026-03-19T09:30:00+01:00
as sofia
status 0 marbre approve covered-market --stage translation -m "“About sixty” will be mended with it"
contains "which is in the record" "Marbre-Reason: “About sixty”" "$(git log -1 --format='%(trailers)')"
status 0 marbre check covered-market
lacks "and then it is silent" "translates" "$out"

# Published together, they are answered for together.
as hugo
text $hall/index.en.md "About sixty traders" "About a hundred traders"
status 0 marbre save covered-market
as sofia
status 0 marbre approve covered-market --stage translation
as ines
status 0 marbre approve covered-market --stage fact-check
ready marche-couvert
clock 2026-03-19T10:00:00+01:00
as marc
status 0 marbre publish marche-couvert covered-market
status 0 marbre check covered-market
lacks "nothing is left to answer" "translates" "$out"
status 0 marbre list --due
contains "nothing is owed" "Nothing is owed" "$out"

# Of what is published, the answer is owed.
clock 2026-03-20T09:00:00+01:00
text $market/index.fr.md "deux ans après" "trois ans après"
as hugo
status 0 marbre correct marche-couvert --kind correction --note "La fermeture remontait à trois ans." --format json
json .translations "[\"$hall\"]"
ready marche-couvert
clock 2026-03-20T10:00:00+01:00
as marc
status 0 marbre publish marche-couvert
contains "who publishes the correction is told" "1 article translates it, and is marked:" "$out"
status 0 marbre check --all
status 0 marbre check covered-market --format json
json '[.findings[]|select(.rule=="marbre/source-corrected")|[.severity,.blocks]]' '[["note","never"]]'
status 0 marbre show covered-market
contains "show says that it is owed" "1 approval is owed" "$out"
contains "with the note" "was corrected on 20 March 2026: “La fermeture remontait à trois ans.”" "$(flat "$out")"
contains "and the words" "“deux” became “trois”" "$out"
contains "and what to type" "marbre approve covered-market --stage translation -m WHY" "$out"
status 0 marbre list --due --format json
json '[.articles[]|[.path,.owed]]' "[[\"$hall\",1]]"
status 0 marbre --ui-lang fr list --due
contains "in French" "que traduit cet article, a été corrigé le 20 mars 2026" "$(flat "$out")"
as sofia
clock 2026-03-20T11:00:00+01:00
status 1 marbre approve covered-market
status 0 marbre approve covered-market -m "The English never said when it closed"
status 0 marbre list --due
contains "answered, it is owed no more" "Nothing is owed" "$out"
status 0 marbre history covered-market
contains "history has the answer" "The English never said when it closed" "$out"

# A slip of the pen asks nobody.
sed -i 's/^retract:/typos: allow\nretract:/' workflows/newsroom.yaml
policy
clock 2026-03-21T09:00:00+01:00
text $market/index.fr.md "jeudi matin" "jeudi au matin"
as hugo
status 0 marbre correct marche-couvert --kind typo
ready marche-couvert
as marc
clock 2026-03-21T10:00:00+01:00
status 0 marbre publish marche-couvert
lacks "nor is anybody told" "translates" "$out"
status 0 marbre list --due
contains "nothing is owed for it" "Nothing is owed" "$out"
status 0 marbre check covered-market
contains "though a check mentions it" "was changed, without a note to readers" "$(flat "$out")"

# A retraction names the translations, and proposes to retract them.
clock 2026-03-22T09:00:00+01:00
status 0 marbre retract marche-couvert --note "Cet article était faux." -m "Canular" --dry-run
contains "the drill counts them" "1 article translates it, and is marked:" "$out"
contains "and proposes" "marbre retract covered-market --note NOTE -m WHY" "$out"
mkdir $published/market-hall # a file that somebody wrote, which no move has touched yet
sed 's/^title:.*/title: "The market hall"/' $hall/index.en.md >$published/market-hall/index.en.md
as hugo
status 0 marbre save market-hall
as marc
status 0 marbre retract marche-couvert --note "Cet article était faux." -m "Canular" --dry-run
contains "one that has hardly begun stands at the first stage" "“The market hall”  (Draft)
    marbre spike market-hall -m WHY" "$out"
status 0 marbre spike market-hall -m "Commencé pour rien"
status 0 marbre retract marche-couvert --note "Cet article était faux." -m "Canular" --dry-run --format json
json .translations "[\"$hall\"]"
status 0 marbre annuler marche-couvert --note "Cet article était faux." -m "Canular"
contains "so does the move itself" "marbre retract covered-market --note NOTE -m WHY" "$out"
status 0 marbre show covered-market --format json
json '[.owed[]|[.rule,.command,.who]]' \
    '[["marbre/source-retracted","marbre retract covered-market --note NOTE -m WHY",["marc","paul"]]]'
status 0 marbre show covered-market
contains "with its note" "was retracted on 22 March 2026: “Cet article était faux.”" "$(flat "$out")"
status 0 marbre retract covered-market --note "La source est fausse." --note-en "The source was false." -m "Canular"
lacks "nothing translates a translation here" "translates" "$out"
status 0 marbre list --due
contains "then nothing is owed" "Nothing is owed" "$out"
status 0 marbre check --all

# What can't be found is said at its line.
as hugo
text $dam/index.fr.md "section: Monde" "translation-of: articles/2026/03/nulle-part"
status 1 marbre check digue-nord --as publish --format json
json '[.findings[]|select(.rule|startswith("marbre/"))|[.rule,.severity]]' '[["marbre/source-unknown","error"]]'
text $dam/index.fr.md "translation-of: articles/2026/03/nulle-part" "translation-of: $dam"
status 1 marbre check digue-nord --as publish --format json
json '[.findings[]|select(.rule|startswith("marbre/"))|.rule]' '["marbre/source-unknown"]'
text $dam/index.fr.md "translation-of: $dam" "translation-of: https://ailleurs.example/velm"
run marbre check digue-nord --format json
json '[.findings[]|select(.rule|startswith("marbre/source"))]' '[]'
is "git finds nothing amiss" "" "$(git fsck --strict --no-dangling 2>&1)"
finish
