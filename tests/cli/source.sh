#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The source of a translation changes: what is said, what is owed, how it is cleared.
. "$(dirname "$0")/lib.sh"
newsroom
wire=$work/wire.txt
source=$dam/index.en.md

# version OLD NEW: the wire's next version of the story, from what the newsroom has.
version() {
    python3 - "$source" "$wire" "$@" <<'PYTHON'
import sys
source, wire, *pairs = sys.argv[1:]
head, body = open(source, encoding='utf-8').read().split('\n---\n', 1)
for old, new in zip(pairs[::2], pairs[1::2]):
    assert old in body, old
    body = body.replace(old, new)
title = 'Sarnovia: dam north of Velm gives way after shelling, authorities say'
open(wire, 'w', encoding='utf-8').write(title + '\n\n' + body.lstrip())
PYTHON
}

# Before anybody has approved the translation, a new source is taken in and the rule is silent.
as hugo
version "after a night of shelling" "after two nights of shelling"
remember
status 0 marbre import "$wire" --source-of digue-nord --dry-run
contains "a dry run says what would change" "1 paragraph rewritten" "$out"
unchanged
before=$(git rev-parse HEAD)
front=$(sed '/^---$/,/^---$/!d' $source)
status 0 marbre import "$wire" --source-of digue-nord --format json
json '[.version,.article,.path,.changed,.killed,.published,.paragraphs]' \
    "[1,\"$dam\",\"$source\",true,false,false,{\"rewritten\":1,\"added\":0,\"removed\":0}]"
is "one commit" "$before" "$(git rev-parse HEAD^)"
is "of the source alone" "$source" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
contains "by the person at work" "hugo@gazette.example" "$(git log -1 --format=%ae)"
contains "which says what it is" "Original : " "$(git log -1 --format=%s)"
contains "the words are there" "after two nights of shelling" "$(cat $source)"
is "and what the newsroom wrote above them stays" "$front" "$(sed '/^---$/,/^---$/!d' $source)"
remember
status 0 marbre import "$wire" --source-of digue-nord
contains "the same again is no change" "says just that already" "$out"
unchanged
status 0 marbre check digue-nord --as publish --format json
json '[.findings[]|select(.rule=="translation/source-changed")]' '[]'

# After the approval it is told where the translation answers it, and for what it is.
status 0 marbre advance digue-nord
as sofia
status 0 marbre approve digue-nord
status 0 marbre check digue-nord --format json
json '[.findings[]|select(.rule=="translation/source-changed")]' '[]'
as hugo
version "At least four people" "At least five people" "“We have never seen" "“We never saw"
status 0 marbre import "$wire" --source-of digue-nord
contains "it names the paragraphs" "2 paragraphs rewritten" "$out"
contains "and what is among the changes" "figures or dates" "$out"
contains "quoted words too" "quotations" "$out"
contains "the old words and the new" "“four” became “five”" "$out"
status 1 marbre check digue-nord --format json
json '[.findings[]|select(.rule=="translation/source-changed")|[.severity,.blocks]]' \
    '[["error","now"],["error","now"]]'
line=$(grep -n "Au moins quatre" $dam/index.fr.md | cut -d: -f1)
is "it stands at the paragraph that answers" "$line" \
    "$(value '[.findings[]|select(.rule=="translation/source-changed")|.start.line]|first')"
status 1 marbre --ui-lang fr check digue-nord
contains "in French" "(chiffres ou dates)" "$out"
as sofia
status 1 marbre advance digue-nord --format json
json '[.obstacles[].rule]|unique' '["marbre/approval-void","translation/source-changed"]'
contains "the approval says which words" "The source has changed since" \
    "$(value '[.obstacles[]|select(.rule=="marbre/approval-void").message]|first')"

# The text follows, the approval is given anew, and all is silent: also where results are kept.
as hugo
text $dam/index.fr.md "Au moins quatre personnes" "Au moins cinq personnes"
text $dam/claims.yaml "Au moins quatre personnes" "Au moins cinq personnes"
status 0 marbre save digue-nord
as sofia
status 0 marbre approve digue-nord
status 0 marbre check digue-nord --format json
json '[.findings[]|select(.rule=="translation/source-changed")]' '[]'
status 0 marbre check --all --format json
status 0 marbre check --all --format json
json '[.findings[]|select(.rule=="translation/source-changed")]' '[]'
status 0 marbre advance digue-nord

# Published: the page stays, nobody's push turns red, and the approval is owed.
as ines
status 0 marbre approve digue-nord
as lea
status 0 marbre advance digue-nord
as marc
status 0 marbre publish digue-nord
page=$(git rev-parse published)
as hugo
version "Horizon Presse could not independently verify these claims." \
    "Horizon Presse has independently verified these claims." \
    "The defence ministry denied" "The defense ministry denied"
status 0 marbre import "$wire" --source-of digue-nord
contains "the flag is named" "what could not be verified" "$out"
contains "a slip is told as such" "A slip was mended" "$out"
contains "readers see what they saw" "Readers see the translation as it was" "$out"
contains "and how to correct it" "marbre correct digue-nord --kind correction" "$out"
is "the page is as it was" "$page" "$(git rev-parse published)"
status 0 marbre check --all --format json
json '[.findings[]|select(.rule=="translation/source-changed")|.severity]|unique' '["note"]'
status 0 marbre show digue-nord
contains "show says that it is owed" "1 approval is owed" "$out"
contains "and why" "The source has changed since “Translation” was approved by Sofia" "$out"
contains "and what to type" "marbre approve digue-nord --stage translation -m WHY" "$out"
status 0 marbre show digue-nord --format json
json '[.obstacles,[.owed[]|[.kind,.rule,.command,.who]]]' \
    '[[],[["approval","marbre/approval-void","marbre approve digue-nord --stage translation -m WHY",["marc","paul","sofia"]]]]'
status 0 marbre list --due
contains "so does the list of what is owed" "1 approval owed" "$out"
contains "with the reason" "The source has changed" "$out"
status 0 marbre list --due --format json
json '[.articles[]|[.path,.stage,.owed]]' "[[\"$dam\",\"published\",1]]"
status 0 marbre --ui-lang fr list --due
contains "in French" "À RENDRE" "$out"

# A reason is asked for, by another than who brought the words, and is in the record.
as sofia
remember
status 1 marbre approve digue-nord --stage translation --format json
json '[.obstacles[]|[.rule,.command]]' \
    '[["marbre/reason-missing","marbre approve digue-nord --stage translation -m WHY"]]'
unchanged
status 1 marbre approve digue-nord --stage fact-check -m "Rien"
contains "what is not owed is not approved again" "published already" "$out"
as hugo
status 1 marbre approve digue-nord --stage translation -m "La page dit le reste"
contains "not by somebody without the role" "roles is needed" "$out"
as sofia
status 0 marbre approve digue-nord -m "La mention reste vraie pour la Gazette"
contains "the reason is in the record" "Marbre-Reason: La mention reste vraie pour la Gazette" \
    "$(git log -1 --format='%(trailers)' main)"
is "the state is still published" "stage: published" "$(grep ^stage: $dam/state.yaml)"
status 0 marbre show digue-nord --format json
json .owed '[]'
status 0 marbre list --due
contains "nothing is owed any more" "Nothing is owed" "$out"
status 0 marbre check digue-nord --format json
json '[.findings[]|select(.rule=="translation/source-changed")]' '[]'
status 1 marbre approve digue-nord -m "Encore"

# Who brings the new words in does not answer for them.
version "three districts" "two districts"
status 0 marbre import "$wire" --source-of digue-nord
status 1 marbre approve digue-nord -m "Je l’ai lu" --format json
json '[.obstacles[]|[.rule,.who]]' '[["marbre/approval-missing",["marc","paul"]]]'
as paul
status 0 marbre approve digue-nord -m "Deux quartiers, la page le dit"
as sofia
status 0 marbre show digue-nord --format json
json .owed '[]'
status 0 marbre history digue-nord --format json
contains "history has it" '"approve"' "$out"

# Where history ends early, nothing is known of what was approved, and that is no failure.
git clone -q --depth 1 "file://$PWD" "$work/shallow"
status 0 marbre -C "$work/shallow" check --all --format json
json '[.findings[]|select(.rule|startswith("marbre/"))]' '[]'

# Words that readers see are never saved by an approval.
as hugo
version "two districts" "four districts"
status 0 marbre import "$wire" --source-of digue-nord
text $dam/index.fr.md "Velm" "Welm"
as sofia
remember
status 1 marbre approve digue-nord -m "Tient" --format json
json '[.obstacles[].rule]' '["marbre/silent-edit"]'
unchanged
git checkout -q -- $dam/index.fr.md

# A kill is said first, with what to do about it.
as hugo
printf '%s\n' "MANDATORY KILL: Sarnovia dam" "" "Editors, our story on the dam is withdrawn." >"$wire"
status 0 marbre import "$wire" --source-of digue-nord --dry-run
is "the kill comes first" KILL "$(head -1 <<<"$out" | cut -d' ' -f1)"
contains "of what is published it proposes" "marbre retract digue-nord --note NOTE -m WHY" "$out"
status 0 marbre import "$wire" --source-of digue-nord --format json
json '[.killed,.published]' '[true,true]'
status 0 marbre check digue-nord --format json
contains "the check says so too" "takes its story back" \
    "$(value '[.findings[]|select(.rule=="translation/source-changed").message]|join(" ")')"
# While it is being corrected readers still see it.
status 0 marbre correct digue-nord --kind correction --note "Le bilan est de cinq morts."
status 0 marbre import "$wire" --source-of digue-nord --dry-run
contains "of what is being corrected it proposes the same" "marbre retract digue-nord --note NOTE -m WHY" "$out"

# An article on its way.
status 0 marbre import "$examples/wire/sarnovie.fr.txt" --source-lang en --slug depeche \
    --source "$examples/wire/sarnovie.en.txt"
printf '%s\n' "ANNULE : Sarnovie" "" "La dépêche est annulée." >"$wire"
status 0 marbre import "$wire" --source-of depeche --dry-run
contains "of what is not published it proposes" "marbre spike depeche -m WHY" "$out"
printf '%s\n' "ANNULE ET REMPLACE : Sarnovie" "" "La dépêche est remplacée." >"$wire"
status 0 marbre import "$wire" --source-of depeche --dry-run
lacks "a replacement is no kill" "spike" "$out"

# What can't be done is said, with what to write.
remember
status 1 marbre import "$wire" --source-of marche-couvert
contains "no translation" 'source-lang: "en"' "$err"
status 2 marbre import "$wire" --source-of depeche --source-lang de
contains "another language" "translated from “en”" "$err"
printf '%s\n' --- 'title: "La digue"' 'lang: fr' --- '' 'La digue a cédé.' >"$work/autre.md"
status 2 marbre import "$work/autre.md" --source-of depeche
contains "a text that says it is in another language" "says that it is in “fr”" "$err"
status 2 marbre import "$wire" --source-of nulle-part
status 2 marbre import "$wire" "$wire" --source-of depeche
status 2 marbre import "$wire" --source-of depeche --slug autre
status 2 marbre import "$work/nothing.txt" --source-of depeche
unchanged
echo "One more." >>$published/depeche/index.en.md
remember
status 1 marbre import "$wire" --source-of depeche
contains "unsaved words are not written over" "marbre save depeche" "$err"
unchanged
finish
