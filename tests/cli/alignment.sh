#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Which passages of the source answer those of the text.
. "$(dirname "$0")/lib.sh"
newsroom
digue=articles/2026/03/digue-nord
as hugo
remember
status 0 marbre show digue-nord --alignment
contains "the article by its title" "la digue" "$out"
contains "both files" "$digue/index.en.md" "$out"
contains "a passage of the source, by number" "en   5  Horizon Presse could not" "$out"
contains "and its answer below" "fr   5  Horizon Presse n’a pas pu" "$out"
contains "nothing is left over" "Every passage has its answer." "$out"
lacks "no colours here" $'\033' "$out"
status 0 marbre show digue-nord --alignment --format json
json '[.version,.article,.source_path,.text_path]' \
    "[1,\"$digue\",\"$digue/index.en.md\",\"$digue/index.fr.md\"]"
json '.pairs|map(.source==.text)' '[true,true,true,true,true]'
json '.pairs[1]|[.source,.source_lines,.text,.text_lines]' '[[2],[10],[2],[15]]'
json '.pairs[4]|[.source_words,.text_words|.[:15]]' '["Horizon Presse ","Horizon Presse "]'

# As the files lie: a paragraph is lost, another is new, two were joined, and a picture stands alone.
python3 - "$digue" <<'PYTHON'
import sys

folder = sys.argv[1]
with open(f"{folder}/index.en.md", encoding="utf-8") as file:
    english = file.read().split("\n\n")
with open(f"{folder}/index.fr.md", encoding="utf-8") as file:
    french = file.read().split("\n\n")
english[3:3] = ["![The dam](dam.jpg)", "The bridge of Orsk, 12 kilometres downstream, was closed."]
french[1:3] = [french[1] + " " + french[2]]
french[1:1] = ["Lire aussi notre enquête sur les barrages, parue en 1974."]
with open(f"{folder}/index.en.md", "w", encoding="utf-8") as file:
    file.write("\n\n".join(english))
with open(f"{folder}/index.fr.md", "w", encoding="utf-8") as file:
    file.write("\n\n".join(french))
PYTHON
status 0 marbre show digue-nord --alignment --format json
json '.pairs|map([.source,.text])' \
    '[[[],[1]],[[1,2],[2]],[[3],[]],[[4],[]],[[5],[3]],[[6],[4]],[[7],[5]]]'
json '.pairs[0].source_words' 'null'
json '.pairs[2].source_words' '"[picture dam.jpg]"'
status 0 marbre show digue-nord --alignment
contains "what nothing answers" $'The bridge of Orsk, 12 kilometres downstream, was closed.\n        nothing answers this' "$out"
contains "what the source lacks" $'parue en 1974.\n        not in the source' "$out"
contains "two passages and one answer" $'en   2  At least four' "$out"
contains "how many have no answer" "2 passages of the source have no answer." "$out"
contains "how many are new" "1 passage is not in the source." "$out"
status 0 marbre --ui-lang fr voir digue-nord --alignment
contains "in French" "rien n’y répond" "$out"
contains "and in the plural" "2 passages de l’original sont restés sans réponse." "$out"

# Two columns where there is room, one below the other where there is not.
if command -v script >/dev/null; then
    on_terminal() {
        script -qec "stty cols $1; marbre --color ${2:-never} show digue-nord --alignment" /dev/null \
            </dev/null | tr -d '\r'
    }
    is "side by side" 1 "$(on_terminal 120 | grep -c 'The bridge of Orsk.* nothing answers this$')"
    contains "in colours" $'\033[33mnothing answers this\033[0m' "$(on_terminal 120 always)"
    contains "below each other" $'closed.\n        nothing answers this' "$(on_terminal 70)"
    is "nothing is wider than the terminal" "" "$(on_terminal 70 | grep -E '^.{71}' | grep -v '^articles\|^“')"
else
    skip "on a terminal" "there is no script(1)"
fi

# No plugin is asked, and a text without a source is told so.
rm "$digue/index.en.md"
status 1 marbre show digue-nord --alignment
contains "the source is gone" "has no source to compare with" "$err"
is "and nothing else is said" "" "$out"
status 1 marbre show bibliotheque --alignment
contains "no translation at all" "La bibliothèque" "$err"
status 2 marbre show nowhere --alignment
finish
