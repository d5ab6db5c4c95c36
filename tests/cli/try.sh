#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What other rules would say of the articles that there are, before they are the rules.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo && marbre advance marche-couvert >/dev/null
as ines && marbre approve marche-couvert >/dev/null && marbre advance marche-couvert >/dev/null
as paul && marbre advance marche-couvert >/dev/null
as marc && marbre publish marche-couvert >/dev/null
as hugo && marbre advance digue-nord >/dev/null
clock 2026-04-02T09:00:00+02:00
try() {
    marbre --at 2026-04-02T09:00:00+02:00 workflow try "$@"
}
new=$work/new.yaml
other() { # OLD NEW: the workflow with other words
    cp workflows/newsroom.yaml "$new"
    [ $# = 0 ] || text "$new" "$1" "$2"
}

# The same rules change nothing.
other
remember
status 0 try "$new"
contains "it says how many were tried" "2 articles on their way were tried where they stand." "$out"
contains "and of those published" "1 article published since 2 January 2026, 09:00 was tried as it was then." "$out"
contains "nothing would change" "change nothing" "$out"
status 0 try "$new" --format json
json '[.version,.workflow,.on_their_way,.published,.since,.blocks,.frees,.refused]' \
    '[1,"newsroom",2,1,"2026-01-02T09:00:00+01:00",[],[],[]]'

# Stricter: a rule that was a warning is an error.
other "retract: {roles: [editor]}" "retract: {roles: [editor]}
severity: {draft/too-short: error}"
text "$new" "words: {min: 80" "words: {min: 3000"
status 1 try "$new"
contains "what it would block now" "Would stand in the way" "$out"
contains "rule by rule, with counts" "draft/too-short  (2 articles)" "$out"
contains "and titles" "La bibliothèque des Salines" "$out"
contains "what it would have refused" "Would have kept from publication" "$out"
contains "when" "18 March 2026, 12:00  “Port-Lune" "$out"
status 1 try "$new" --format json
json '[.blocks[]|[.rule,.count,[.articles[].path]]]' "[[\"draft/too-short\",2,[\"$library\",\"$dam\"]]]"
json '[.refused[]|[.rule,.count,[.articles[]|[.path,.published]]]]' \
    "[[\"draft/too-short\",1,[[\"$market\",\"2026-03-18T12:00:00+01:00\"]]]]"
json .frees '[]'
status 1 try "$new" --months 0 --format json
json '[.published,.since,.refused]' '[0,null,[]]'
status 1 marbre --at 2026-09-02T09:00:00+02:00 workflow try "$new" --format json
json '[.published,.refused]' '[0,[]]'

# Freer: what stands in the way would not.
other "retract: {roles: [editor]}" "retract: {roles: [editor]}
severity: {draft/placeholder: note}"
status 1 try "$new" --format json
json '[.frees[]|[.rule,[.articles[].path]]]' "[[\"draft/placeholder\",[\"$library\"]]]"
json '[.blocks,.refused]' '[[],[]]'
status 1 marbre --ui-lang fr workflow try "$new"
contains "in French" "Ne ferait plus obstacle" "$out"

# One more approval: of what stands there, and of what was published without.
other "    checks: [{uses: publish}]" "    checks: [{uses: publish}]
    approvals: {count: 1, roles: [editor]}"
status 1 try "$new" --format json
json '[.refused[]|[.rule,.count]]' '[["marbre/approval-missing",1]]'
json .blocks '[]'

# A file that is broken is no answer.
other "roles: [reporter, editor]" "roles: [nobody]"
status 2 try "$new"
contains "with its place in the file that was named" "$new:7:13" "$err"
other "name: newsroom" "nam: newsroom"
status 2 try "$new"
other "  - id: translation" "  - id: proofs"
status 2 try "$new"
contains "nor one that strands articles" "say where it goes:  moved:" "$err"
other "  - uses: factcheck" "  - uses: nonsense"
status 2 try "$new"
status 2 try "$work/none.yaml"
status 2 try "$new" --months 1000
status 2 marbre workflow try
unchanged "nothing is written by any of it"
git clone -q --bare . "$work/bare.git"
other "words: {min: 80" "words: {min: 5"
status 0 marbre -C "$work/bare.git" workflow try "$new"
finish
