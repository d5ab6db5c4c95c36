#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What can't wait goes out at once: what nobody had the time to approve is owed by a deadline, told
# everywhere, and given while the page is online.
. "$(dirname "$0")/lib.sh"
newsroom
cp "$source_root/workflows/breaking-news.yaml" workflows/
policy
root=$(git rev-list --max-parents=0 HEAD)
git config marbre.trust "$root"
flash=$published/flash-velm

status 0 marbre workflow check
status 0 marbre workflow show breaking-news
contains "the workflow says what is owed" "owed within 12 hours of it: translation, fact-check, of “newsroom”" "$out"

# --- a flash ---------------------------------------------------------------------------------------
clock 2026-03-18T02:00:00+01:00
night() {
    marbre --at 2026-03-18T03:00:00+01:00 "$@"
}
morning() {
    marbre --at 2026-03-18T15:00:00+01:00 "$@"
}
as hugo
status 0 marbre new flash-velm --title "Velm : la digue cède" --workflow breaking-news
printf 'La digue au nord de Velm a cédé cette nuit, selon la préfecture.\n' >>$flash/index.fr.md
status 0 marbre save flash-velm
remember
status 1 marbre publish flash-velm
contains "who may publish it is said" "Marc Delatour, Paul Renaud" "$out"
unchanged
status 0 night check --debts
is "nothing is owed yet" "No approval is owed by a deadline." "$out"

as paul
status 0 marbre publish flash-velm
contains "it says what is owed, and until when" "Owed until 18 March 2026, 14:00: Fact-check." "$out"
lacks "what does not concern it is not owed" "Translation" "$out"
is "the record says so" "owed:
  - {stage: fact-check, until: 2026-03-18T14:00:00+01:00}" "$(sed -n '/^owed/,/^  -/p' $flash/state.yaml)"
contains "and the commit" "Marbre-Owed: fact-check 2026-03-18T14:00:00+01:00" "$(git log -1 --format=%B)"
is "the page is online" "Velm" "$(git show "published:2026/03/flash-velm/index.html" | grep -om1 'Velm')"
status 0 marbre verify --replay

# --- told everywhere -------------------------------------------------------------------------------
status 0 night show flash-velm
contains "show" "An approval of “Fact-check” is owed until 18 March 2026, 14:00" "$out"
contains "show says who can give it" "Can approve: Marc Delatour, Paul Renaud, Léa Morel, Inès" "$out"
status 0 night show flash-velm --format json
json '[.owed[]|[.rule,.who,.until,.overdue,.command]]' \
    '[["marbre/approval-owed",["marc","paul","lea","ines"],"2026-03-18T14:00:00+01:00",false,"marbre approve flash-velm --stage fact-check"]]'
json .owed_until '"2026-03-18T14:00:00+01:00"'
status 0 night list --due
contains "list" "(approvals owed until 18 March 2026, 14:00)" "$out"
status 0 night list --due --format json
json '[.articles[]|[.path,.owed,.owed_until,.overdue]]' "[[\"$flash\",1,\"2026-03-18T14:00:00+01:00\",false]]"
status 0 night publish --status
contains "status" "Approvals owed until" "$out"
status 0 night publish --status --format json
json '[.owed[].at],[.overdue[].at]' '["2026-03-18T14:00:00+01:00"]
[]'
status 0 night check --debts
contains "debts" "OWED  18 March 2026, 14:00" "$out"
status 0 night check --all
status 1 morning check --debts
contains "overdue, and CI hears of it" "1 approval is overdue." "$out"
status 1 morning check --debts --format json
json '[.overdue,[.debts[]|[.path,.stage,.until,.overdue]]]' \
    "[1,[[\"$flash\",\"fact-check\",\"2026-03-18T14:00:00+01:00\",true]]]"
status 0 morning publish --status --format json
json '[.overdue[].at]' '["2026-03-18T14:00:00+01:00"]'
status 0 marbre --ui-lang fr --at 2026-03-18T15:00:00+01:00 show flash-velm
contains "in French too" "Un visa de « Vérification » était à rendre jusqu’au 18 mars 2026" "${out//$'\u00a0'/ }"
git clone -q --bare . "$work/bare.git"
status 1 marbre -C "$work/bare.git" --at 2026-03-18T15:00:00+01:00 check --debts
status 2 marbre check --debts flash-velm

# --- given by others -------------------------------------------------------------------------------
clock 2026-03-18T09:00:00+01:00
as sofia
remember
status 1 marbre approve flash-velm --stage fact-check
contains "by a role that the other workflow names" "One of these roles is needed" "$out"
as hugo
status 1 marbre approve flash-velm
unchanged
status 1 marbre approve flash-velm --stage translation
as lea
status 0 marbre approve flash-velm
contains "it is given by its name" "Fact-check has your approval" "$out"
is "and owed no more" "" "$(grep owed $flash/state.yaml)"
status 0 morning check --debts
status 0 marbre verify --replay --format json
json '[.ok,.violations]' '[true,[]]'
status 1 marbre approve flash-velm
mark() {
    good=$(git rev-parse HEAD) shown=$(git rev-parse published)
}
back() {
    git checkout -q -f -B main "$good"
    git update-ref refs/heads/published "$shown"
}
mark

# Words that change afterwards are owed anew, from the publication that shows them.
clock 2026-03-18T10:00:00+01:00
as paul
text $flash/index.fr.md "cette nuit" "avant l’aube"
status 0 marbre correct flash-velm --kind update --note "L’heure est précisée."
status 0 marbre publish flash-velm
contains "a correction owes again" "Owed until 18 March 2026, 22:00: Fact-check." "$out"
status 0 marbre verify
as marc
status 0 marbre retract flash-velm --note "Cette dépêche est annulée." -m "C’était un exercice."
is "what no reader sees is owed no more" "" "$(grep '^owed' $flash/state.yaml)"
status 0 marbre verify
back

# --- forged ----------------------------------------------------------------------------------------
forge() { # WHAT RULE
    git commit -qam "$(git log -1 --format=%B "$from")"
    status 1 marbre verify --format json
    is "$1" "$2" "$(value '.violations[0].rule')"
    back
}
# A publication that leaves its debt unsaid.
clock 2026-03-18T11:00:00+01:00
as hugo
marbre new flash-deux --title "Velm : la digue tient" --workflow breaking-news >/dev/null
printf 'La digue au sud de Velm tient toujours, dit la préfecture.\n' >>$published/flash-deux/index.fr.md
marbre save flash-deux >/dev/null
before=$(git rev-parse HEAD)
as paul
marbre publish flash-deux >/dev/null
from=$(git rev-parse HEAD)
mark_deux=$(git rev-parse published)
good=$before shown=$mark_deux
back
git checkout -q "$from" -- $published/flash-deux
sed -i '/^owed/,/^  - {stage: fact/d' $published/flash-deux/state.yaml
git add -A
forge "a record without its debt" marbre/bad-state
# A debt that somebody pushes back.
git checkout -q "$from" -- $published/flash-deux
sed -i 's/until: 2026-03-18/until: 2026-04-18/' $published/flash-deux/state.yaml
git add -A
forge "a deadline of one's own" marbre/bad-state

# --- past all stages -------------------------------------------------------------------------------
as paul
status 1 marbre advance marche-couvert --urgent -m "Le marché brûle"
contains "only where the workflow says who may" "does not say who may hurry past" "$out"
printf 'urgent: {roles: [editor], within: 6h}\n' >>workflows/newsroom.yaml
policy
status 0 marbre workflow show
contains "the workflow says so" "hurried past these stages, by: editor; they are owed within 6 hours" "$out"
as hugo
remember
status 1 marbre advance marche-couvert --urgent -m "Le marché brûle"
contains "not everyone" "One of these roles is needed" "$out"
as paul
status 1 marbre advance marche-couvert --urgent
contains "not without a reason" "Say why it can't wait" "$out"
status 1 marbre advance marche-couvert --urgent --to fact-check -m "Le marché brûle"
unchanged "refused: nothing has changed"
sed -i 's/^lang: .*/&\nembargo: 2026-03-20/' $market/index.fr.md
status 1 marbre advance marche-couvert --urgent -m "Le marché brûle"
contains "never over an embargo" "under embargo" "$out"
git checkout -q -- $market
# An error of the last stage's checks holds it where it is; one of a stage that is passed does not.
sed -i 's/^date: .*//' $market/index.fr.md
status 1 marbre advance marche-couvert --urgent -m "Le marché brûle" --format json
json '[.obstacles[].rule]|index("publish/missing-date")!=null' true
git checkout -q -- $market
status 0 marbre advance marche-couvert --urgent -m "Le marché brûle"
contains "it goes to the last stage" "moves on to Ready to publish" "$out"
contains "and says what is owed" "Owed until 18 March 2026, 17:00: Draft, Fact-check" "$out"
message=$(git log -1 --format=%B)
contains "the reason is a trailer" "Marbre-Urgent: Le marché brûle" "$message"
contains "each debt is another" "Marbre-Owed: fact-check 2026-03-18T17:00:00+01:00" "$message"
status 0 marbre history marche-couvert
contains "history tells why" "Le marché brûle" "$out"
status 0 marbre verify --replay
status 1 marbre advance marche-couvert --urgent -m "Encore"
as ines
status 0 marbre approve marche-couvert --stage fact-check
lacks "what is given before publication is owed no more" "fact-check, until" "$(cat $market/state.yaml)"
as paul
status 0 marbre publish marche-couvert
status 0 marbre verify --replay
contains "what was passed without approvals is still owed" "{stage: draft, until: 2026-03-18T17:00:00+01:00}" "$(cat $market/state.yaml)"
status 0 marbre --at 2026-03-18T12:00:00+01:00 show marche-couvert
contains "by one of its roles" "An approval of “Draft” is owed until 18 March 2026, 17:00" "$out"
as hugo
status 1 marbre approve marche-couvert --stage draft
contains "never by who wrote it" "Nobody approves their own words" "$out"
as marc
status 0 marbre approve marche-couvert --stage draft
status 0 marbre verify --replay
mark

# The word alone frees a publication of nothing.
as hugo && marbre advance digue-nord >/dev/null
as paul
status 0 marbre advance digue-nord --urgent -m "L’eau monte"
status 0 marbre publish digue-nord
from=$(git rev-parse HEAD)
git reset -q --hard HEAD^
git checkout -q "$from" -- $dam
git commit -qm "$(git log -1 --format=%B "$from" | sed 's/^Marbre-Owed.*/&/; s/^Marbre-Actor/Marbre-Urgent: Vite\n&/')"
status 1 marbre verify --format json
json '[.violations[].rule]' '["marbre/bad-state"]'
back

# Sent back before it is published, it takes the usual way.
as paul
status 0 marbre advance digue-nord --urgent -m "L’eau monte"
status 0 marbre return digue-nord --to draft -m "Fausse alerte"
is "nothing is owed then" "" "$(grep '^owed' $dam/state.yaml)"
status 0 marbre verify
back
# Hurry that nobody may be in.
as hugo
status 0 marbre advance digue-nord
from=$(git rev-parse HEAD)
back
git checkout -q "$from" -- $dam
git commit -qm "$(git log -1 --format=%B "$from" | sed 's/^Marbre-Actor/Marbre-Urgent: Vite\n&/')"
status 1 marbre verify --format json
json '[.violations[].rule]|index("marbre/role-missing")!=null' true
back

# --- rules that would lose a debt ------------------------------------------------------------------
as hugo
marbre new flash-trois --title "Velm : l’eau monte" --workflow breaking-news >/dev/null
printf 'L’eau monte encore au nord de Velm, selon la préfecture.\n' >>$published/flash-trois/index.fr.md
as paul
status 0 marbre publish flash-trois
sed -i '/owed:/d' workflows/breaking-news.yaml
status 2 marbre workflow check
contains "a debt is not forgotten by changing the rules" "owes an answer for “fact-check”" "$err"
policy
status 1 marbre verify
git reset -q --hard HEAD^

# --- a newsroom with a night desk from the start -----------------------------------------------------
cd "$work" || exit 1
status 0 marbre init "$work/neuf" --night-desk
is "its workflow is the stock one" "$(cat "$source_root/workflows/breaking-news.yaml")" "$(cat "$work/neuf/workflows/breaking-news.yaml")"
status 0 marbre -C "$work/neuf" workflow check
finish
