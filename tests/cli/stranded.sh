#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A workflow that drops a stage where articles stand is refused until it says where they go.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
status 0 marbre advance marche-couvert
status 0 marbre workflow check

file=workflows/newsroom.yaml
sed -i 's/id: fact-check$/id: verification/' $file
status 2 marbre workflow check
contains "the stage that is gone, at the stages' place" "$file:5:9: 1 article stands at “fact-check”" "$err"
contains "the article" "articles/2026/03/marche-couvert" "$err"
contains "what would be right" "moved: {fact-check: " "$err"
status 2 marbre workflow check --format json
json '[.ok,(.problems|length)]' '[false,1]'

echo 'moved: {fact-check: verification}' >>$file
status 0 marbre workflow check
as marc
git commit -q -am "Vérification a changé de nom"
status 0 marbre show marche-couvert --format json
json .stage '"fact-check"'
as ines
status 0 marbre approve marche-couvert
status 0 marbre advance marche-couvert --dry-run
contains "the article stands where it was moved to" "(Photo credit)" "$out"
finish
