#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Who works here: people come, change roles and leave, each by one commit of the rules; what works
# by itself does less than any of them.
. "$(dirname "$0")/lib.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)
git config marbre.trust "$root"
alone() {
    is "one commit of people.yaml alone" "people.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
}

flat() {
    tr -s '\n ' ' ' <<<"$out"
}

# --- add -------------------------------------------------------------------------------------------
as lea
remember
status 1 marbre people add noe --name "Noé Vidal" --email noe@gazette.example --role reporter
contains "only administrators" "Marc Delatour" "$err"
as marc
status 2 marbre people add noe --name "Noé Vidal"
status 1 marbre people add lea --name "Léa bis" --email bis@gazette.example
contains "an id is one person's" "marbre people role lea +ROLE" "$err"
status 1 marbre people add noe --name "Noé Vidal" --email LEA@gazette.example --role reporter
contains "so is an address" "an address is one person's" "$err"
status 1 marbre people add Noé --email noe@gazette.example
status 0 marbre people add noe --name "Noé Vidal" --email noe@gazette.example --role reporter --dry-run
unchanged
cp people.yaml "$work/before.yaml"
status 0 marbre people add noe --name "Noé Vidal" --email noe@gazette.example --email n.vidal@gazette.example --role reporter --role translator
contains "it says who" "Noé Vidal is one of the newsroom: reporter, translator" "$out"
alone
is "the rest of the file stays to the byte" "$(cat "$work/before.yaml")" "$(head -n "$(wc -l <"$work/before.yaml")" people.yaml)"
status 0 marbre people list --format json
json '[.people[]|select(.id=="noe")|[.name,.emails,.roles]]' \
    '[["Noé Vidal",["noe@gazette.example","n.vidal@gazette.example"],["reporter","translator"]]]'
as noe
status 0 marbre whoami
status 0 marbre verify

# --- away ------------------------------------------------------------------------------------------
as marc
sed -i '/id: lea/s/lang: fr}/lang: fr, away: 2026-03-25}/' people.yaml
policy
status 0 marbre people list
contains "who is away, and until when" "    away until 25 March 2026" "$out"
status 0 marbre people list --format json
json '[.people[]|select(.away!=null)|[.id,.away]]' '[["lea","2026-03-25"]]'
git revert -q --no-edit HEAD 2>/dev/null

# --- role ------------------------------------------------------------------------------------------
as marc
status 0 marbre people role noe +editor -translator
contains "it says what they are now" "has these roles now: reporter, editor" "$out"
alone
status 0 marbre people role noe +editor
contains "what is so already is no commit" "it is so already" "$out"
status 2 marbre people role noe editor
status 2 marbre people role nobody +editor
remember
status 1 marbre people role marc -admin
contains "the last administrator stays one" "nobody could ever change them" "$err"
status 1 marbre people role sofia -translator # the only other one is no translator any more
contains "a role that stages ask for stays somebody's" "nobody in people.yaml has the role “translator”" "$err"
status 1 marbre people role noe +robot
contains "a robot is nobody else" "a “robot” has no other role" "$err"
unchanged
status 0 marbre people role noe +translator --format json
json '[.person,.roles,(.commit|length)]' '["noe",["reporter","editor","translator"],40]'
status 0 marbre verify

# --- leave -----------------------------------------------------------------------------------------
as hugo && marbre advance marche-couvert >/dev/null
as ines && marbre approve marche-couvert >/dev/null
clock 2026-03-18T13:00:00+01:00
as marc
remember
status 1 marbre people leave marc
contains "the last administrator can't leave" "nobody could ever change them" "$err"
unchanged
status 0 marbre people leave ines
contains "it says that approvals stand" "what they approved stands" "$out"
alone
contains "id, name and addresses stay" "{id: ines, name: Inès Kaddour, emails: [ines@gazette.example], lang: fr, roles: []}" "$(cat people.yaml)"
status 0 marbre people list
contains "the list says so" "Inès Kaddour (ines): has left" "$out"
status 0 marbre show marche-couvert --format json
json '[.approvals[]|[.by,.valid]]' '[["ines",true]]'
as ines
status 1 marbre --ui-lang fr approve digue-nord
contains "what would bring her back, in the reader's words" "marbre équipe rôle ines +RÔLE" "$out"
as marc
status 0 marbre people leave ines
contains "who has left has left" "it is so already" "$out"
status 1 marbre people add ines --name "Inès Kaddour" --email i@gazette.example
contains "and comes back by the same name" "who has left" "$err"
stands=$(git rev-parse HEAD)

# Undone: what they approved counts no more, and history before it is as it was.
status 0 marbre people leave ines --void
contains "it says so" "the approvals they gave count no more" "$out"
contains "the rules hold the instant" "void: 2026-03-18T13:00:00+01:00" "$(cat people.yaml)"
status 0 marbre show marche-couvert --format json
json '[.approvals[]|[.by,.valid]]' '[["ines",false]]'
json '[.obstacles[]|.rule]' '["marbre/approval-void"]'
as lea
status 1 marbre advance marche-couvert
contains "it is told in words" "it was undone when they left" "$(flat)"
status 0 marbre approve marche-couvert
status 0 marbre advance marche-couvert
status 0 marbre verify --replay
good=$(git rev-parse HEAD)
# A move that the approval allowed while it stood, under rules that undid it.
git reset -q --hard "$stands"
as lea
status 0 marbre advance marche-couvert
from=$(git rev-parse HEAD)
git reset -q --hard "$stands"
as marc
marbre people leave ines --void >/dev/null
as lea
git checkout -q "$from" -- $market
git commit -qm "$(git log -1 --format=%B "$from")"
status 1 marbre verify --format json
json '[.violations[].rule]' '["marbre/approval-void"]'
git reset -q --hard "$good"
# Who comes back approves anew.
as marc
clock 2026-03-18T14:00:00+01:00
status 0 marbre people role ines +fact-checker
as hugo && marbre advance digue-nord >/dev/null
as sofia && marbre approve digue-nord >/dev/null && marbre advance digue-nord >/dev/null
as ines
status 0 marbre approve digue-nord
status 0 marbre show digue-nord --format json
json '[.approvals[]|[.by,.valid]]' '[["sofia",true],["ines",true]]'
status 0 marbre verify

# Of what is published it is owed.
as paul && marbre advance marche-couvert >/dev/null
as marc
status 0 marbre publish marche-couvert
status 0 marbre people leave lea --void
status 0 marbre list --due
contains "what was undone is owed of what is published" "it was undone when they left" "$(flat)"
as ines
status 0 marbre approve marche-couvert --stage fact-check -m "Relu : tout tient."
status 0 marbre verify

# A file of another form: lists in lines of their own.
as marc
cat >people.yaml <<'YAML'
version: 1
people:
  - id: marc   # le patron
    name: Marc Delatour
    emails: [marc@gazette.example]
    roles:
      - admin
      - editor
      - reporter
      - translator
      - fact-checker
      - photo-editor
  - id: lea
    name: Léa Morel
    emails:
      - lea@gazette.example
    roles:
      # de retour
      - fact-checker
YAML
policy
status 0 marbre people add zoe --name "Zoé: l’équipe" --email zoe@gazette.example --role reporter
status 0 marbre people role zoe +editor +translator -reporter
status 0 marbre people leave lea
status 0 marbre people role lea +fact-checker
status 0 marbre people list --format json
json '[.people[]|[.id,.name,.roles]]|.[1:]' '[["lea","Léa Morel",["fact-checker"]],["zoe","Zoé: l’équipe",["editor","translator"]]]'
contains "comments stay" "# le patron" "$(cat people.yaml)"

# More than one administrator is needed: nobody changes the rules alone.
status 0 marbre people role lea +admin
sed -i 's/^version: 1/version: 1\nadmins-needed: 2/' people.yaml
policy
status 1 marbre people role zoe +reporter
contains "a change takes several" "takes 2 administrators" "$err"

# --- a robot ---------------------------------------------------------------------------------------
cd "$work" && rm -rf newsroom && newsroom
git config marbre.trust "$(git rev-list --max-parents=0 HEAD)"
as marc
status 0 marbre people add horloge --name Horloge --email horloge@gazette.example --role robot
to_last() {
    as hugo && marbre advance marche-couvert >/dev/null
    as ines && marbre approve marche-couvert >/dev/null && marbre advance marche-couvert >/dev/null
    as paul && marbre advance marche-couvert >/dev/null
}
to_last
is "it stands at the last stage" "stage: publish" "$(grep ^stage: $market/state.yaml)"
as horloge
remember
for move in "advance digue-nord" "approve marche-couvert --stage fact-check" \
    "waive digue-nord draft/placeholder -m non --until 2026-04-01" "advance marche-couvert" \
    "return marche-couvert --to draft -m non" "spike digue-nord -m non" "advance digue-nord"; do
    # shellcheck disable=SC2086
    status 1 marbre $move
done
contains "the gate says so" "A robot publishes what is due, and approves, waives and moves nothing" "$(flat)"
status 1 marbre publish marche-couvert
contains "nor what has no hour" "Nobody has set its hour" "$out"
contains "nor what nobody approved at the last stage" "asks for no approval" "$out"
unchanged
# With an hour and an approval of the last stage.
as marc
sed -i 's/    checks: \[{uses: publish}\]/&\n    approvals: {count: 1, roles: [editor]}/' workflows/newsroom.yaml
policy
as hugo
sed -i 's/^lang: .*/&\npublish-at: 2026-03-18T18:00:00+01:00/' $market/index.fr.md
marbre save marche-couvert >/dev/null
as ines
marbre approve marche-couvert >/dev/null
as horloge
status 0 marbre publish --due
is "before its hour nothing is due" "" "$out"
clock 2026-03-18T18:01:00+01:00
status 1 marbre publish --due
contains "at its hour, nobody having approved it" "An approval of “Ready to publish” is missing" "$out"
as paul
status 0 marbre approve marche-couvert
as horloge
status 1 marbre publish marche-couvert --now --dry-run
status 0 marbre publish --due
contains "approved, it goes out" "is published" "$out"
is "in the robot's name" "horloge" "$(git log -1 --format=%an)"
status 0 marbre verify --replay
good=$(git rev-parse HEAD)
# A robot that approves by hand is found.
as hugo
marbre advance digue-nord >/dev/null
from=$(git rev-parse HEAD)
git reset -q --hard "$good"
git checkout -q "$from" -- $dam
as horloge
git commit -qm "$(git log -1 --format=%B "$from" | sed 's/^Marbre-Actor: .*/Marbre-Actor: horloge/')"
status 1 marbre verify --format json
json '[.violations[].rule]|index("marbre/role-missing")!=null' true
git reset -q --hard "$good"
# Nor does a stage take one in.
sed -i '0,/roles: \[reporter, editor\]/s//roles: [robot, editor]/' workflows/newsroom.yaml
status 2 marbre workflow check
contains "no stage gives it more" "no stage can give it more" "$err"
finish
