#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A rule is waived for one article: with a reason, by who may, until a day, on these words.
. "$(dirname "$0")/lib.sh"
newsroom
python3 - workflows/newsroom.yaml <<'PYTHON'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
text = text.replace('rules: [factcheck/flag-far]', 'rules: [factcheck/flag-far]')
text = text.replace('    roles: [reporter, editor]            # who may move an article out of this stage\n',
                    '    roles: [reporter, editor]\n'
                    '    waivers: {roles: [editor], rules: [draft/placeholder, draft/too-long], longest: 7d}\n')
open(sys.argv[1], 'w', encoding='utf-8').write(text)
PYTHON
policy
as hugo
status 1 marbre advance bibliotheque --format json
json '.obstacles[0]|[.rule,.waivable_by]' '["draft/placeholder",["marc","paul"]]'
status 2 marbre waive bibliotheque draft/placeholder
status 2 marbre waive bibliotheque draft/placeholder -m "Attendu"
status 2 marbre waive bibliotheque -m "Attendu" --until 2026-03-20
remember
status 1 marbre waive bibliotheque draft/placeholder -m "Attendu" --until 2026-03-20 --format json
json '[.transition,.allowed,(.obstacles[0]|[.kind,.rule,.who])]' \
    '["waive",false,["role","marbre/role-missing",["marc","paul"]]]'
as paul
status 1 marbre waive bibliotheque draft/too-long -m "Non" --until 2026-03-20
contains "a rule that nothing breaks needs no waiver" "draft/too-long" "$out"
status 1 marbre waive bibliotheque draft/placeholder -m "Non" --until hier
contains "a day that can't be read is named" "“hier”" "$out"
status 1 marbre waive bibliotheque draft/placeholder -m "Non" --until 2026-03-17
status 1 marbre waive bibliotheque draft/placeholder -m "Trop" --until 2026-03-30
contains "it lasts no longer than the workflow allows" "7 days" "$out"
status 0 marbre waive bibliotheque draft/placeholder -m "Attendu" --until 2026-03-20 --dry-run
unchanged
status 0 marbre waive bibliotheque draft/placeholder -m 'La réaction « viendra » : vendredi' --until 2026-03-20
again=(draft/placeholder -m 'La réaction « viendra » : vendredi' --until)
status 1 marbre waive bibliotheque "${again[@]}" 20/03/2026
contains "the same waiver once more would change nothing" "waived" "$out"
status 0 marbre waive bibliotheque "${again[@]}" 2026-03-19 --dry-run
trailers=$(git log -1 --format='%(trailers)')
contains "the record names the rule" "Marbre-Rule: draft/placeholder" "$trailers"
contains "the day" "Marbre-Until: 2026-03-20" "$trailers"
contains "and the reason" "La réaction « viendra » : vendredi" "$trailers"
status 0 marbre show bibliotheque --format json
json '[.waivers[]|[.rule,.by,.reason,.until]]' \
    '[["draft/placeholder","paul","La réaction « viendra » : vendredi","2026-03-20"]]'
status 0 marbre --at 2026-03-18T13:00:00+01:00 check bibliotheque --format json
json '[.summary.errors,.summary.waived]' '[0,1]'
json '[.findings[]|select(.rule=="draft/placeholder")|[.waived,.blocks]]' '[[true,"never"]]'
as hugo
status 0 marbre advance bibliotheque --dry-run
status 0 marbre --at 2026-03-20T23:59:00+01:00 advance bibliotheque --dry-run
status 1 marbre --at 2026-03-21T00:00:00+01:00 advance bibliotheque --dry-run
text $library/index.fr.md "médiathèque" "grande médiathèque"
status 1 marbre advance bibliotheque --dry-run
git checkout -q -- .

# The engine's own rules are not waived, nor are those the stage does not name.
printf -- '---\ntitle: "a\n---\nx\n' >$market/index.fr.md
as paul
status 1 marbre waive marche-couvert marbre/bad-yaml -m Non --until 2026-03-20
contains "the engine's own rules can't be waived" "marbre/bad-yaml" "$out"
finish
