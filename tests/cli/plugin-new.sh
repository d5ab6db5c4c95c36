#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# From nothing to a rule that judges articles: five commands, in each language there is a template for.
. "$(dirname "$0")/lib.sh"
command -v make >/dev/null || skip_all "there is no make"
command -v pkg-config >/dev/null || skip_all "there is no pkg-config"
newsroom
export XDG_DATA_HOME=$work/data
libdir=$(dirname "$(find "$MARBRE_ROOT" -name marbre-plugin.pc | head -1)")
export PKG_CONFIG_PATH=$libdir${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
mkdir "$work/projects"
title="Marché couvert : la halle rouvre après deux ans de travaux, et les commerçants attendent le retour de leurs clients"
as hugo
sed -i "s/^title: .*/title: \"$title\"/" $market/index.fr.md
git commit -qam "Un titre plus long"

# begins LANG: the whole way; the article's title is too long for the new rule.
begins() {
    local name=maison-$1
    cd "$work/projects" || exit 1
    status 0 marbre plugin new "$name" --lang "$1"
    status 0 make -s -C "$name"
    status 0 make -s -C "$name" install
    cd "$work/newsroom" || exit 1
    git checkout -q -f -B essai main
    sed -i "0,/^      - uses: draft\$/s//      - uses: $name\/titles\n      - uses: draft/" workflows/newsroom.yaml
    policy
    as hugo
    run marbre check marche-couvert --format json
    is "$1: the new rule judges" "[\"$name/long-title\"]" \
        "$(jq -c --arg r "$name/" '[.findings[].rule|select(startswith($r))]' "$work/out")"
    is "$1: its words are French for who reads French" 1 \
        "$(marbre --ui-lang fr check marche-couvert | tr -s ' \n' ' ' | grep -c "Le titre dépasse 90 signes")"
    if [ "$1" = c ]; then
        status 0 "$work/projects/$name/ci"
        contains "$1: it passes what CI asks, the conformance suite included" " 0 failed" "$out"
    else
        status 0 "$work/projects/$name/tests/run"
    fi
    lacks "$1: its cases pass" "not ok" "$out"
    is "$1: one symbol is exported" "marbre_plugin_1" \
        "$(nm -D --defined-only "$work/projects/$name/$name.so" | cut -d" " -f3)"
}
begins c
if command -v c++ >/dev/null; then begins cpp; else skip "cpp" "there is no compiler of C++"; fi
if cargo --version >/dev/null 2>&1; then
    export CARGO_HOME=$work/cargo RUSTFLAGS=-Copt-level=0
    begins rust
else
    skip "rust" "there is no cargo"
fi

# Nothing is written over, and names are names.
cd "$work/projects" || exit 1
status 1 marbre plugin new maison-c --lang c
contains "what is there stays" "there already" "$err"
status 2 marbre plugin new Maison
status 2 marbre plugin new maison --lang cobol
status 2 marbre plugin new
status 0 marbre plugin new maison --dry-run --format json
json '[.id,.lang,(.files|index("maison.c")!=null),(.files|index(".github/workflows/ci.yaml")!=null)]' \
    '["maison","c",true,true]'
is "a dry run writes nothing" no "$([ -e maison ] && echo yes || echo no)"
is "no sign of the template is left" "" "$(grep -rlE '@[A-Z]+@|NAME' maison-c | grep -v Makefile || true)"
finish
