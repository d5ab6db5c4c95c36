#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Correcting what readers have seen: never silently, through the stages that judge the change, and
# with a note that they read.
. "$(dirname "$0")/lib.sh"
newsroom

note="La première version de cet article annonçait une soixantaine d’étals ; ils sont une centaine."

as hugo
status 1 marbre correct marche-couvert --kind correction --note "$note"
contains "what no reader has seen is edited" "has not been published" "$out"
contains "and saved" "marbre save marche-couvert" "$out"
ready marche-couvert
ready digue-nord
as marc
marbre publish marche-couvert digue-nord >/dev/null
tree=$(git rev-parse 'published^{tree}')

# The words first: saved with the correction that lets them, and never before it.
as hugo
text $market/index.fr.md "soixantaine" "centaine"
remember
status 1 marbre save
contains "a silent edit is refused" "without a correction" "$out"
contains "with what to type" "marbre correct marche-couvert --kind correction" "$out"
unchanged
status 2 marbre correct marche-couvert
contains "its kind is asked for" "--kind" "$err"
status 2 marbre correct marche-couvert --kind erratum --note "$note"
status 2 marbre correct --kind correction --note "$note"
status 2 marbre correct marche-couvert --kind correction --note "  "
status 2 marbre correct marche-couvert --kind correction --note-de "$note"
contains "readers of another language" "nothing in “de”" "$err"
status 2 marbre correct marche-couvert --kind correction --note-fr
status 2 marbre correct marche-couvert --kind correction --note "$(printf 'caché\u202e')"
unchanged
status 1 marbre correct marche-couvert --kind correction --format json
first="Une première version de cet article indiquait « soixantaine de commerçants » ; il fallait lire « centaine de commerçants »."
first=${first// ;/$'\u202f;'}
first=${first//« /«$'\u00a0'}
first=${first// »/$'\u00a0»'}
json '[.transition,.from,.to,(.obstacles[0]|[.kind,.rule])]' \
    '["correct","published","draft",["order","marbre/note-missing"]]'
is "what to type has a first wording in it" \
    "marbre correct marche-couvert --kind correction --note '$first'" "$(value '.obstacles[0].command')"
json .proposed "{\"fr\":\"$first\"}"
status 1 marbre correct marche-couvert --kind correction --dry-run
contains "a dry run shows it" "A first wording of what readers are told:" "$out"
contains "in full" "  fr  “$first”" "$out"
for stand_in in NOTE "[NOTE]" "…" "TK" "à compléter"; do
    status 1 marbre correct marche-couvert --kind correction --note "$stand_in"
    contains "“$stand_in” is no note" "What readers are told is missing, in: fr" "$out"
done
unchanged
status 1 marbre correct marche-couvert --kind typo
contains "here nothing is corrected without a note" "no correction without a note" "$out"
as lea
status 1 marbre correct marche-couvert --kind correction --note "$note" --format json
json '[.obstacles[]|[.rule,.who]]' '[["marbre/role-missing",["marc","paul","hugo"]]]'
as hugo
status 0 marbre correct marche-couvert --kind correction --note "$note" --dry-run
contains "a dry run says what readers would be told" "Readers would be told:" "$out"
unchanged "a dry run opens nothing"

# The house's own sentences, in a file of the glossary.
cat >glossary/notes.yaml <<'NOTES'
version: 1
fr:
  correction:
    replaced: "Le {date} : là où nous écrivions « {old} », il fallait « {new} »."
NOTES
status 1 marbre correct marche-couvert --kind correction --dry-run
contains "they take the place of Marbre's" "Le 18$(printf '\u00a0')mars 2026 : là où nous écrivions « soixantaine de commerçants »" "$out"
sed -i 's/{new}/{neuf}/' glossary/notes.yaml
status 2 marbre correct marche-couvert --kind correction --dry-run
contains "a fault in them is told where it stands" "glossary/notes.yaml:4:15: “{neuf}” stands for nothing here" "$err"
status 0 marbre correct marche-couvert --kind correction --note "$note" --dry-run
rm glossary/notes.yaml
clock 2026-03-19T09:00:00+01:00
before=$(git rev-parse HEAD)
status 0 marbre correct marche-couvert --kind correction --note "$note"
contains "where it goes" "Draft" "$out"
contains "what readers see meanwhile" "Readers see the page as it was" "$out"
is "the record is open" "correction: {kind: correction, note: {fr: \"$note\"}, by: hugo, at: 2026-03-19T09:00:00+01:00}" \
    "$(grep ^correction: $market/state.yaml)"
is "in history the move, then the words" "Correction Rédaction" \
    "$(git log -2 --reverse --format=%s | cut -d' ' -f1 | xargs)"
is "two commits" "$before" "$(git rev-parse HEAD~2)"
contains "the note is in the move" "Marbre-Note-fr: $note" "$(git log -1 --format='%(trailers)' HEAD~1)"
contains "so is the kind" "Marbre-Kind: correction" "$(git log -1 --format='%(trailers)' HEAD~1)"
is "no commit of history is a silent edit" "" "$(git diff --name-only HEAD~2 HEAD~1 -- $market | grep -v state.yaml)"
is "the page is as it was" "$tree" "$(git rev-parse 'published^{tree}')"
is "the files lie as committed" "" "$(git status --porcelain)"
status 0 marbre check --all
status 0 marbre publish
is "also where the site is brought up" "$tree" "$(git rev-parse 'published^{tree}')"
git update-ref -d refs/heads/published
status 0 marbre publish
is "and where all of it is rendered again" "$tree" "$(git rev-parse 'published^{tree}')"
status 0 marbre show marche-couvert
contains "show tells of it" "Correction open" "$out"
status 1 marbre spike marche-couvert -m "Non"
contains "what readers have seen is not spiked" "marbre retract" "$out"

# The note may be worded anew while nobody has read it.
status 0 marbre correct marche-couvert --kind clarification --note "Autrement"
is "one open correction" "correction: {kind: clarification, note: {fr: \"Autrement\"}" "$(grep -o '^correction: [^}]*}' $market/state.yaml)"
status 0 marbre corriger marche-couvert --kind correction --note "$note"

# More edits are saved; the approvals of what was read are owed.
text $market/index.fr.md "Camille Sorel" "Camille Sorelle"
text $market/index.fr.md "Camille Sorelle" "Camille Sorel"
echo "Le marché rouvre aussi le dimanche." >>$market/index.fr.md
status 0 marbre save marche-couvert
status 0 marbre advance marche-couvert
as lea
status 1 marbre advance marche-couvert
contains "the new words are to be approved" "centaine" "$out"
as ines && marbre approve marche-couvert >/dev/null
provenance=$(git rev-parse published:2026/03/marche-couvert/provenance.json)
as lea && marbre advance marche-couvert >/dev/null
as paul && marbre advance marche-couvert >/dev/null
as marc
clock 2026-03-20T10:00:00+01:00
status 0 marbre publish marche-couvert
contains "the next revision" "revision: 2, at: 2026-03-20T10:00:00+01:00" "$(grep ^publication: $market/state.yaml)"
is "nothing is open" "" "$(grep ^correction: $market/state.yaml)"
is "the record keeps it" "corrections: [{kind: correction, note: {fr: \"$note\"}, at: 2026-03-20T10:00:00+01:00, revision: 2}]" \
    "$(grep ^corrections: $market/state.yaml)"
page=$(git show published:2026/03/marche-couvert/index.html)
contains "readers are told" "annonçait une soixantaine" "$page"
contains "of which kind and when" 'Rectificatif du <time datetime="2026-03-20T10:00:00+01:00">' "$page"
contains "search engines too" '"CorrectionComment"' "$page"
contains "the new words are there" "une centaine" "$page"
feed=$(git show published:atom.xml)
contains "so is the feed" "annonçait une soixantaine" "$feed"
contains "as updated" "<updated>2026-03-20T10:00:00+01:00</updated>" "$feed"
is "the record beside the page has moved on" yes \
    "$([ "$provenance" != "$(git rev-parse published:2026/03/marche-couvert/provenance.json)" ] && echo yes)"
status 0 marbre history marche-couvert
contains "history tells" "opened a correction" "$out"
status 0 marbre check --all

# The correction first, then the words; several at once, all or none.
as marc
before=$(git rev-parse HEAD)
remember
status 1 marbre correct marche-couvert bibliotheque --kind update --note "Complété"
unchanged "where one can't go, none goes"
status 0 marbre correct marche-couvert digue-nord --kind update --note "Complété" --format json
json '[.[]|[.transition,.from,.to,.allowed]]' \
    '[["correct","published","publish",true],["correct","published","publish",true]]'
is "a commit each" "$before" "$(git rev-parse HEAD~2)"
text $dam/index.fr.md "Velm" "Velme"
status 0 marbre save digue-nord
status 1 marbre publish digue-nord --format json
json '[.obstacles[]|select(.kind=="approval")|.rule]|unique' '["marbre/approval-void"]'
git revert --no-edit HEAD >/dev/null
status 0 marbre publish marche-couvert digue-nord
contains "an update is told as one" "Mise à jour du" "$(git show published:2026/03/digue-nord/index.html)"
lacks "and was no mistake" '"CorrectionComment"' "$(git show published:2026/03/digue-nord/index.html)"

# Words that somebody committed behind Marbre's back are brought before readers the same way.
text $market/index.fr.md "centaine" "quarantaine"
git commit -qam "En douce"
status 1 marbre check --all
status 0 marbre correct marche-couvert --kind clarification --note "Quarante étals"
is "through the stages that judge them" draft "$(stage marche-couvert)"
status 0 marbre check --all
git reset -q --hard HEAD~2

# A slip of the pen, where the workflow lets it be mended without a word.
sed -i 's/^retract:/typos: allow\nretract:/' workflows/newsroom.yaml
policy
text $market/index.fr.md "aussi le dimanche" "aussi le dimanche matin"
as hugo
status 1 marbre correct marche-couvert --kind correction
status 0 marbre correct marche-couvert --kind typo
is "without a note" "correction: {kind: typo, by: hugo, at: 2026-03-20T10:00:00+01:00}" "$(grep ^correction: $market/state.yaml)"
ready marche-couvert
as marc
status 0 marbre publish marche-couvert
contains "the record has it" "{kind: typo, at: 2026-03-20T10:00:00+01:00, revision: 4}]" "$(grep ^corrections: $market/state.yaml)"
is "readers are told of the two before" 2 \
    "$(git show published:2026/03/marche-couvert/index.html | grep -c '<strong>.* du <time')"
sed -i 's/^typos: allow/typos: perhaps/' workflows/newsroom.yaml
status 2 marbre workflow check
contains "what the key can be" "“allow” or “refuse”" "$out$err"
git checkout -q workflows

# On a terminal, the person's editor opens with the old and the new words.
cat >"$work/editor" <<'EDITOR'
#!/bin/sh
cp "$1" "$0.seen"
[ ! -f "$0.refuse" ] || exit 1
[ ! -f "$0.empty" ] || : >"$1"
EDITOR
chmod +x "$work/editor"
# terminal COMMAND…: with one in front of it.
terminal() {
    python3 - "$@" <<'PYTHON'
import os, pty, sys
status = pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 4096), lambda fd: b'')
sys.exit(os.waitstatus_to_exitcode(status))
PYTHON
}
as hugo
export VISUAL="$work/editor"
text $dam/index.fr.md "Au moins quatre personnes" "Au moins cinq personnes"
text $dam/claims.yaml "Au moins quatre personnes" "Au moins cinq personnes"
touch "$work/editor.refuse"
remember
status 1 terminal marbre correct digue-nord --kind correction
unchanged "an editor that ends badly changes nothing"
rm "$work/editor.refuse"
touch "$work/editor.empty"
status 1 terminal marbre --ui-lang en correct digue-nord --kind correction
contains "it is said" "the editor ended without a note; nothing was changed" "$out"
unchanged "no words, no correction"
rm "$work/editor.empty"
status 2 terminal marbre --ui-lang en correct digue-nord marche-couvert --kind correction
contains "each has its own note" "one note is worded at a time: correct one article, or give --note for all of them" "$out"
status 0 terminal marbre correct digue-nord --kind correction
contains "the form has the words in the house's style" "indiquait « quatre personnes » ; il fallait lire « cinq personnes »." \
    "$(sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g' "$work/editor.seen")"
contains "and they are the note" "Une première version de cet article indiquait" "$(grep ^correction: $dam/state.yaml)"
unset VISUAL

# A date that is mended shows the day that is right, at the address that readers have.
text $market/index.fr.md "date: 2026-03-12" "date: 2026-02-28"
as hugo
before=$(git rev-parse HEAD)
status 0 marbre correct marche-couvert --kind correction --note "La réouverture date du 28 février."
ready marche-couvert
as marc
status 0 marbre publish marche-couvert
contains "the record keeps the address" 'address: "2026/03", digest:' "$(grep ^publication: $market/state.yaml)"
is "the page stays where it was" "2026/03/marche-couvert/index.html" \
    "$(git ls-tree -r --name-only published | grep couvert/index.html)"
contains "with the other day" '"datePublished":"2026-02-28' "$(git show published:2026/03/marche-couvert/index.html)"
status 0 marbre verify --trust "$before"
text $market/index.fr.md "date: 2026-02-28" "date: 2026-03-16"
as hugo
status 0 marbre correct marche-couvert --kind correction --note "La réouverture date du 16 mars."
ready marche-couvert
as marc
status 0 marbre publish marche-couvert
lacks "what the date says itself is not kept" "address:" "$(grep ^publication: $market/state.yaml)"

# Without a working tree.
git clone -q --bare . "$work/bare.git"
as marc
status 0 marbre -C "$work/bare.git" correct marche-couvert --kind update --note "Complété"
is "in a bare repository too" "stage: publish" "$(git -C "$work/bare.git" show "main:$market/state.yaml" | grep ^stage:)"
is "git finds nothing amiss" "" "$(git fsck --strict --no-dangling 2>&1)"
finish
