#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# docs/plugins.md, followed to the letter in an empty folder: what stands in its blocks is run.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
command -v make >/dev/null || skip_all "there is no make"
command -v pkg-config >/dev/null || skip_all "there is no pkg-config"
guide=$source_root/docs/plugins.md
libdir=$(dirname "$(find "$MARBRE_ROOT" -name marbre-plugin.pc | head -1)")
export PKG_CONFIG_PATH=$libdir${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export CARGO_HOME=$work/cargo

# block HEADING LANGUAGE NUMBER: what the n-th block of a section says.
block() {
    awk -v heading="## $1" -v open="\`\`\`$2" -v number="$3" '
        /^## / { inside = $0 == heading }
        inside && /^```$/ { shown = 0 }
        shown { print }
        inside && $0 == open && ++seen == number { shown = 1 }' "$guide"
}

# begins NAME: an empty folder and an empty home, where git knows somebody.
begins() {
    export HOME=$work/home-$1
    mkdir -p "$HOME" "$work/$1"
    printf '[user]\n name = Zoé\n email = zoe@gazette.example\n' >"$HOME/.gitconfig"
    cd "$work/$1" || exit 1
}

# commands: each line of standard input, as it stands; the last status stays.
commands() {
    local line
    while IFS= read -r line <&3; do
        run bash -c "$line"
        count=$((count + 1))
        [ "$code" = 0 ] || failed+="$line: $code $err"
    done 3<&0
}

section="From nothing to a rule that judges"
# follows LANG: the five commands, with the language in the place of C.
follows() {
    begins "$1"
    count=0 failed=
    commands < <(block "$section" sh 1 | sed "s/--lang c\$/--lang $1/")
    is "$1: the first commands do" "" "$failed"
    lacks "$1: its cases pass" "not ok" "$out"
    contains "$1: and the conformance suite" " 0 failed" "$out"
    line=$(block "$section" yaml 1)
    first=gazette/workflows/newsroom.yaml
    is "$1: the workflow has the line above" 1 "$(grep -cxF "${line%%$'\n'*}" <<<"$(sed -n '1,/checks:/p' $first)")"
    awk -v line="${line#*$'\n'}" '{ print } /checks:/ && !done { print line; done = 1 }' $first >changed
    mv changed $first
    commands < <(block "$section" sh 2)
    is "$1: the article is judged, and has no text yet" 1 "$code"
    contains "$1: the new rule judges" "(maison/long-title)" "$out"
    contains "$1: as the guide says" "The title is 17 characters longer than 90" "$out"
    is "$1: these are five commands at the most" true "$([ "$count" -le 5 ] && echo true)"
    status 0 marbre explain maison/long-title
    contains "$1: and the rule is explained" "room for" "$out"
}
follows c
if cargo --version >/dev/null 2>&1; then
    follows rust
else
    skip "rust" "there is no cargo"
fi

# --- the plugin that the guide shows whole -------------------------------------------------------
begins whole
block "A whole one" c 1 >maison.c
status 0 bash -ec "$(block "A whole one" sh 1)"
contains "it is found" "suite-a" "$out"
printf 'Le quai ferme suite à la crue. « Suite à quoi ? » demande-t-on.\n' >texte.md
status 0 marbre plugin run maison texte.md --lang fr
is "it says what it should, and leaves quotations alone" 1 "$(grep -c 'maison/suite-a' <<<"$out")"
contains "with a fix" "à la suite de" "$out"
finish
