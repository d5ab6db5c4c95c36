#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What an editor reads in French: the newsroom's words, French names of commands, nothing of git.
. "$(dirname "$0")/lib.sh"
[ -f "$MARBRE_ROOT/share/locale/fr/LC_MESSAGES/marbre.mo" ] || skip_all "the French messages are not installed"
newsroom
french() {
    local expected=$1
    shift
    status "$expected" marbre --ui-lang fr "$@"
    out=${out//$'\u00a0'/ }
    out=${out//$'\u202f'/ }
    err=${err//$'\u00a0'/ }
    flat=$(printf %s "$out" | tr -s ' \n' ' ')
}

as hugo
french 0 liste
contains "obstacles are counted" "(1 obstacle)" "$out"
french 1 verifier bibliotheque
contains "an error is bloquant" "BLOQUANT ligne 14" "$flat"
contains "a warning is à revoir" "À REVOIR" "$out"
contains "a plugin's message is French, in the plural" "48 mots" "$out"
contains "the sum" "1 article : 1 bloque maintenant, 1 à revoir." "$out"
french 1 transmettre bibliotheque
contains "it stays" "reste à l’étape « Brouillon »" "$out"
contains "nothing was changed" "Rien n’a été changé." "$out"
french 0 transmettre digue-nord
contains "it moves on" "passe à l’étape « Traduction »" "$out"
as sofia
french 0 viser digue-nord
contains "to approve is viser" "vous avez visé" "$out"
french 0 transmettre digue-nord
as lea
text $dam/index.fr.md "Horizon Presse n’a pas pu vérifier ces affirmations de manière indépendante." \
    "« Horizon Presse n’a pas pu vérifier ces affirmations », a dit le gouverneur."
french 1 transmettre digue-nord
contains "the flag is a mention" "bouche" "$flat"
contains "its line" "ligne 21" "$out"
contains "an approval that is missing" "Il manque un visa" "$flat"
contains "who can clear it" "Inès Kaddour" "$flat"
contains "how" "Pour lever" "$out"
for word in digest digeste scope bundle "front matter" révision branche "$(sed -n 's/^id: //p' $dam/state.yaml)"; do
    lacks "an editor never reads “$word”" "$word" "$out"
done
french 2 renvoyer digue-nord
contains "a reason is asked for" "--to ÉTAPE -m MOTIF" "$err"
french 0 voir digue-nord
contains "whose desk" "sur le bureau de" "$out"
french 0 historique digue-nord
contains "what happened" "a transmis l’article de « Brouillon » à « Traduction »" "$out"
french 2 frobnicate
contains "a mistake" "n’existe pas" "$err"
french 2 voir digue-nrod
contains "the nearest is said" "digue-nord" "$err"

# Every command has a French name, known with its accents and without.
french 0 --help
lacks "help is all French" "Options before" "$out"
names=$(sed -n 's/^  \([^ -][^ ]*\)  *\([a-z-]*\)  *[^ ].*$/\1 \2/p' <<<"$out")
is "help lists each command under both names" \
    "$(marbre --help | sed -n 's/^  \([a-z][a-z-]*\)  *[^ ].*/\1/p')" "$(cut -d' ' -f2 <<<"$names")"
bare() { python3 -c 'import sys, unicodedata
sys.stdout.write("".join(c for c in unicodedata.normalize("NFD", sys.stdin.read()) if c < "\u0300"))'; }
is "no two have the same name" "" "$(tr ' ' '\n' <<<"$names" | bare | sort | uniq -d)"
unknown=
while read -r name _; do
    marbre "$name" --help >/dev/null 2>&1 || unknown="$unknown $name"
done < <(bare <<<"$names")
is "each is known without its accents" "" "$unknown"
french 0 déroger --help
contains "and with them" "--until DATE" "$out"
french 0 aide équipe ajouter-clé
contains "help of a verb, by its French names" "usage : marbre équipe ajouter-clé" "$out"
french 2 aide circuit peindre
contains "a verb that is none" "n’a pas de « peindre »" "$err"

# The person's own language, then the environment's; LC_ALL=C is for scripts.
unset LC_ALL
export LANG=fr_FR.UTF-8
status 0 marbre liste
contains "the person's language is taken" "Brouillon" "$out"
LANG=en_US.UTF-8 status 0 marbre liste
contains "and goes before the environment's" "Brouillon" "$out"
remember
status 0 marbre docteur
contains "by commands that open the newsroom in their own way" "vous êtes Léa Morel" "$out"
status 0 marbre expliquer missing-nbsp
status 0 marbre publier --status
unchanged "to ask who reads changes nothing"
LANG=en_US.UTF-8 status 2 marbre renvoyer digue-nord
contains "of mistakes too" "MOTIF" "$err"
LANG=en_US.UTF-8 status 0 marbre --help
contains "and of help" "transmettre" "$out"
LC_ALL=C status 0 marbre liste
contains "but not in a script" "Draft" "$out"
GIT_AUTHOR_EMAIL=guest@gazette.example status 0 marbre liste
contains "the environment's language is taken for who is nobody here" "Brouillon" "$out"
GIT_AUTHOR_EMAIL=guest@gazette.example LANG=en_US.UTF-8 status 0 marbre liste
contains "whichever that is" "Draft" "$out"
status 0 marbre --ui-lang en list
contains "and another where it is asked for" "Draft" "$out"
status 0 marbre list --format json
json '[.articles[].stage]|sort|.[0]' '"draft"'
finish
