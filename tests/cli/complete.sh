#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What a shell offers while a command is typed: asked of marbre, and seen in the shells themselves.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
# offered WORD…: what can follow, without what it is told to be.
offered() {
    [ "$1" != -- ] || shift
    run marbre complete -- "$@"
    [ "$code" = 0 ] || echo "exit status $code"
    cut -f1 "$work/out" | paste -sd' '
}
is "commands" "check claim correct" "$(offered c)"
contains "each with what it does" $'approve\tanswer for an article with your name' "$(marbre complete -- ap)"
is "in the reader's language" "transmettre" "$(offered --ui-lang fr tr)"
is "whoever types no accents is offered none" "verifier" "$(offered --ui-lang fr ver)"
is "and whoever does, some" "vérifier" "$(offered --ui-lang fr affirmation vé)"
is "in the other one where nothing else begins so" "viser" "$(offered vi)"
is "options before the command" "--color" "$(offered --co)"
is "all that help names" "$(marbre --help | grep -o '^  -[^ ,]*\|^  --version, --help' | tr -s ', ' '\n' | grep . | sort)" \
    "$(offered -- - | tr ' ' '\n' | sort)"
is "verbs" "list leave" "$(offered people l)"
is "options, each command's own" "--to" "$(offered advance --t)"
is "options of a verb" "--evidence --expires" "$(offered claim check digue-nord morts --e)"
is "articles" "bibliotheque" "$(offered show b)"
contains "with their folders" $'digue-nord\tarticles/2026/03/digue-nord' "$(marbre complete -- show "")"
is "several of them" "marche-couvert" "$(offered advance digue-nord m)"
is "not more than a command takes" "" "$(offered show digue-nord m)"
is "stages" "draft" "$(offered return digue-nord --to d)"
is "in the same word too" "--to=draft" "$(offered return digue-nord --to=d)"
is "stages of a letter's option are no article" "" "$(offered advance digue-nord -m d)"
contains "with their titles" $'fact-check\tVérification' "$(marbre complete -- --ui-lang fr approve digue-nord --stage "")"
is "people" "hugo" "$(offered assign digue-nord h)"
is "roles" "reporter" "$(offered people add noe --role re)"
is "workflows" "newsroom" "$(offered new --workflow n)"
is "to be shown too" "newsroom" "$(offered workflow show n)"
is "formats" "json junit" "$(offered check --format j | tr ' ' '\n' | sort | paste -sd' ')"
is "kinds of corrections" "correction clarification" "$(offered correct digue-nord --kind c)"
is "and of claims" "territory toll" "$(offered claim add digue-nord --kind t)"
is "what is found of a claim" "verified" "$(offered claim check digue-nord morts --status v)"
is "of a new one nothing is found yet" "" "$(offered claim add digue-nord --status v)"
is "languages that are published, and the one of sources" "fr en" "$(offered new --lang "")"
is "languages that are answered in" "en fr" "$(offered people add noe --lang "")"
is "claims of the article that was named" "morts-velm" "$(offered affirmation vérifier digue-nord m)"
contains "with their words" $'morts-velm\tAu moins quatre personnes' "$(marbre complete -- claim check digue-nord "")"
is "rules" "credit/credit-missing" "$(offered waive marche-couvert credit/credit-missi)"
is "a rule without its plugin" "credit-missing" "$(offered explain credit-missi)"
is "commands to be helped with" "history" "$(offered help hi)"
is "no command, nothing" "" "$(offered frobnicate "")"
# Once a list has noted where articles lie, no other folder is opened.
mkdir -p articles/2026/04/belvedere articles/sport/barque
for folder in 2026/04/belvedere sport/barque; do
    sed 's/^title: .*/title: "Autre"/' articles/2026/03/bibliotheque/index.fr.md >"articles/$folder/index.fr.md"
done
git add articles
git commit -q -m "Deux articles"
is "wherever they lie" "bibliotheque belvedere barque" "$(offered show b)"
status 0 marbre list
mkdir -p articles/2026/05/bac
cp articles/2026/03/bibliotheque/index.fr.md articles/2026/05/bac/
git add articles
git commit -q -m "Un de plus"
is "and in the month that has begun since" "bibliotheque belvedere bac barque" "$(offered show b)"
cd "$work" || exit 1
is "no newsroom, no articles" "" "$(offered show "")"
is "one elsewhere" "bibliotheque" "$(offered -C newsroom show bi)"
cd newsroom || exit 1
status 2 marbre complete --

files=$MARBRE_ROOT/share
# in_bash WORD…: what bash itself has after a tab behind the words.
in_bash() {
    bash --norc -c '
        . "$1"
        shift
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _marbre
        printf "%s\n" "${COMPREPLY[@]}"' bash "$files/bash-completion/completions/marbre" marbre "$@" | paste -sd' '
}
is "bash: an article" "digue-nord" "$(in_bash show d)"
is "bash: a stage" "translation" "$(in_bash return digue-nord --to tr)"
is "bash: a stage behind a sign, which bash sets apart" "translation" "$(in_bash return digue-nord --to = tr)"
is "bash: it is asked for marbre" "complete -o bashdefault -o default -F _marbre marbre" \
    "$(bash --norc -c '. "$1"; complete -p marbre' bash "$files/bash-completion/completions/marbre")"
if command -v fish >/dev/null; then
    is "fish: an article" "digue-nord" \
        "$(fish -N -c "source $files/fish/vendor_completions.d/marbre.fish; complete -C 'marbre show d'" | cut -f1)"
else
    skip "fish" "there is no fish"
fi
if command -v zsh >/dev/null; then
    is "zsh: an article" "digue-nord" "$(zsh -f -c '
        _call_program() { shift; eval "$*"; }
        compadd() { print -l -- "${(@P)@[-1]}"; }
        _files() { print files; }
        words=(marbre show d) CURRENT=3
        source "$1"' zsh "$files/zsh/site-functions/_marbre" 2>&1)"
else
    skip "zsh" "there is no zsh"
fi
finish
