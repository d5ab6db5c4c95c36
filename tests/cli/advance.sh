#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Articles move forward and back; what may not move stays, and says why.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo

# Refused: nothing changes, not even a commit of the words.
echo "Une ligne de plus." >>$library/index.fr.md
remember
status 1 marbre advance bibliotheque
contains "the article is named by its title" "La bibliothèque des Salines" "$out"
contains "and where it stays" "stays in Draft" "$out"
contains "the line is said" "line 14" "$out"
contains "nothing was changed" "Nothing was changed" "$out"
unchanged "a refusal commits nothing, not even the edits"
status 1 marbre advance bibliotheque --format json
json keys_unsorted '["version","article","id","transition","from","to","allowed","commit","obstacles"]'
json '[.version,.article,.transition,.from,.to,.allowed,.commit]' \
    "[1,\"$library\",\"advance\",\"draft\",\"fact-check\",false,null]"
json '[.obstacles[]|[.kind,.rule,.who]]' '[["finding","draft/placeholder",["marc","paul","hugo"]]]'
git checkout -q -- .

remember
status 0 marbre advance marche-couvert --dry-run
contains "a dry run says that nothing stands in the way" "Nothing was changed" "$out"
unchanged "a dry run changes nothing"
status 0 marbre advance marche-couvert --dry-run --format json
json '[.allowed,.commit,.to]' '[true,null,"fact-check"]'
unchanged

# Forward.
before=$(git rev-parse HEAD)
status 0 marbre advance marche-couvert -m "Relu avec l’architecte."
contains "it says where it is now" "moves on to Fact-check" "$out"
contains "and at whose desk" "Léa Morel, Inès Kaddour" "$out"
is "one commit" "$before" "$(git rev-parse HEAD^)"
is "of the state alone" "$market/state.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
id=$(sed -n 's/^id: //p' $market/state.yaml)
is "the state" "id: $id
workflow: newsroom
stage: fact-check
entered: 2026-03-18T12:00:00+01:00" "$(cat $market/state.yaml)"
message=$(git log -1 --format=%B)
contains "the subject is French" "Avance : Port-Lune" "${message//$'\u00a0'/ }"
contains "the person's words are kept" "Relu avec l’architecte." "$message"
trailers=$(git log -1 --format='%(trailers)' | sed '/^$/d')
is "the trailers" "Marbre-Article: $id
Marbre-Transition: advance
Marbre-From: draft
Marbre-To: fact-check
Marbre-Actor: hugo" "$(sed -n 1,5p <<<"$trailers")"
contains "the digest of what was judged" "Marbre-Digest: sha256:" "$trailers"
contains "each check that ran, with its plugin's version and digest" "Marbre-Check: draft " "$trailers"
contains "the other too" "Marbre-Check: translation " "$trailers"
is "the files lie as committed" "" "$(git status --porcelain)"
is "git finds nothing amiss" "" "$(git fsck --strict 2>&1)"

# Not one's own stage.
remember
status 1 marbre advance marche-couvert --format json
json '[.obstacles[]|[.kind,.rule]]' '[["role","marbre/role-missing"],["approval","marbre/approval-missing"]]'
json '.obstacles[0].who' '["lea","ines"]'
json '.obstacles[1]|[.who,.command]' '[["marc","paul","lea","ines"],"marbre approve marche-couvert"]'
unchanged
status 1 marbre advance marche-couvert --to photo-credit
status 1 marbre advance marche-couvert --to publish --format json
json '.obstacles[0]|[.kind,.rule]' '["order","marbre/stage-skipped"]'
contains "--to skips nothing" "it can go to: photo-credit" "$(value .obstacles[0].message)"
unchanged

# Uncommitted words go first, in a commit of their own.
as sofia
status 1 marbre advance digue-nord
as hugo
echo "Le bilan pourrait s’alourdir." >>$dam/index.fr.md
before=$(git rev-parse HEAD)
status 0 marbre advance digue-nord --format json
is "two commits" "$before" "$(git rev-parse HEAD~2)"
is "the words first" "$dam/index.fr.md" "$(git diff-tree --no-commit-id --name-only -r HEAD^)"
is "then the move" "$dam/state.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
is "which is the commit that is told" "$(git rev-parse HEAD)" "$(value .commit)"
lacks "saving is no transition" "Marbre-Transition" "$(git log -1 --format=%B HEAD^)"
is "all is committed" "" "$(git status --porcelain)"
json '[.from,.to]' '["draft","translation"]'

# Somebody else's staged files stay staged, and are in no commit of ours.
echo "note" >$library/notes.txt
git add $library/notes.txt
echo "staged" >>$library/index.fr.md
git add $library/index.fr.md
echo "and edited again" >>$library/index.fr.md
echo "Une phrase." >>$dam/index.fr.md
as sofia
status 1 marbre advance digue-nord
echo loose >loose.txt
status 0 marbre return digue-nord --to draft -m "Une phrase manque."
is "what was staged stays so" "AM" "$(git status --porcelain | sed -n "s#^\(..\) $library/notes.txt#\1#p" | sed 's/A /AM/')"
contains "and the edits above it" "MM $library/index.fr.md" "$(git status --porcelain)"
contains "a loose file stays loose" "?? loose.txt" "$(git status --porcelain)"
is "the commits touch the article alone" "$dam" \
    "$(git diff --name-only "$before" HEAD | xargs -n1 dirname | sort -u)"
git reset -q --hard && rm loose.txt

# Back: a reason, and who gets it.
status 1 marbre return digue-nord --to draft -m "Encore"
contains "nothing stands before the first stage" "first stage" "$out"
as hugo
status 0 marbre advance digue-nord
as sofia
status 2 marbre return digue-nord --to draft
contains "a reason is asked for" "-m WHY" "$err"
status 2 marbre return digue-nord -m Non
status 1 marbre return digue-nord --to fact-check -m Non
contains "back is not forward" "it can go to: draft" "$out"
status 1 marbre return digue-nord --to nowhere -m Non
as hugo
remember
status 1 marbre return digue-nord --to draft -m Non --format json
json '[.transition,.allowed,(.obstacles[0]|[.kind,.who])]' '["return",false,["role",["marc","paul","sofia"]]]'
status 1 marbre return digue-nord --to draft -m Non --dry-run
unchanged
as sofia
status 0 marbre return digue-nord --to draft -m "Le bilan n’est pas à jour."
contains "it says where it is" "goes back to Draft" "$out"
contains "the reason is in the record" "Le bilan n’est pas à jour." "$(git log -1 --format=%B)"
status 0 marbre history digue-nord
contains "and in history" "Le bilan n’est pas à jour." "$out"

# Several at once: each by itself.
as hugo
remember
status 1 marbre advance digue-nord bibliotheque --dry-run
unchanged
status 1 marbre advance digue-nord bibliotheque --format json
json '[.[]|[.article,.allowed]]' "[[\"$dam\",true],[\"$library\",false]]"
is "what may go goes" translation "$(sed -n 's/^stage: //p' $dam/state.yaml)"
is "the other stays" no "$([ -e $library/state.yaml ] && echo yes || echo no)"
status 2 marbre advance
status 2 marbre advance digue-nord nulle-part
contains "one unknown article and nothing is done" "nulle-part" "$err"

# A state written by hand is nobody's word.
sed -i 's/^stage: .*/stage: publish/' $market/state.yaml
remember
as lea
status 1 marbre advance marche-couvert
contains "a hand in state.yaml is refused, with the way back" "git checkout -- $market/state.yaml" "$out$err"
unchanged
git checkout -q -- $market/state.yaml

# A bare repository moves as well.
git clone -q --bare . "$work/bare.git"
as sofia
status 0 marbre -C "$work/bare.git" return digue-nord --to draft -m "Depuis le serveur."
is "its branch has moved" "$(git -C "$work/bare.git" rev-parse main^)" "$(git rev-parse main)"
status 0 marbre -C "$work/bare.git" list --stage draft --format json
json '[.articles[].path]|sort' "[\"$library\",\"$dam\"]"

# On another branch the files are not the newsroom's.
git switch -q -c essai
status 0 marbre list
git switch -q main
git checkout -q --detach
status 4 marbre return digue-nord --to draft -m "Sans branche."
contains "and how to get back to one" "git switch" "$err"
finish
