#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The plugins of examples/, built outside this tree against the installed header: each passes its own
# cases and the conformance suite, and does its work in a newsroom.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
command -v make >/dev/null || skip_all "there is no make"
command -v pkg-config >/dev/null || skip_all "there is no pkg-config"
libdir=$(dirname "$(find "$MARBRE_ROOT" -name marbre-plugin.pc | head -1)")
export PKG_CONFIG_PATH=$libdir${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export CARGO_HOME=$work/cargo

# builds LANG ID: a copy of an example, built, tried and installed as its README says.
builds() {
    cp -r "$examples/plugin-$1" "$work/$2"
    cd "$work" || exit 1
    status 0 make -s -C "$2" check install
    contains "$2: it keeps to the contract" " 0 failed" "$out"
    lacks "$2: its cases pass" "not ok" "$out"
    is "$2: it has cases" true "$([ "$(grep -c '^ok - tests/cases/' <<<"$out")" -ge 3 ] && echo true)"
    # What is not about its own work is what `plugin new` writes today.
    marbre -C "$work/as-new" plugin new "$2" --lang "$1" >/dev/null
    for file in Makefile plugin.map .gitignore tests/run; do
        [ -e "$work/as-new/$2/$file" ] || continue
        is "$2: $file is that of a new project" "$(cat "$work/as-new/$2/$file")" "$(cat "$2/$file")"
    done
}
mkdir "$work/as-new"

# page ID/TASK RULE: what its page says of a rule is so.
page() {
    local options file=$work/${1%/*}/${1%/*}.rules.yaml
    options=$(/usr/bin/python3 - "$file" "$2" "$work" <<'PYTHON'
import pathlib, sys, yaml
page = yaml.safe_load(open(sys.argv[1]))["rules"][sys.argv[2]]
for name in "fails", "passes":
    pathlib.Path(sys.argv[3], name + ".md").write_text(page[name])
print(*(f"--with {key}={value}" for key, value in page.get("with", {}).items()))
PYTHON
)
    # shellcheck disable=SC2086
    status 0 marbre plugin run "$1" "$work/fails.md" $options
    contains "$2: the example that fails does" "[${1%/*}/$2]" "$out"
    # shellcheck disable=SC2086
    status 0 marbre plugin run "$1" "$work/passes.md" $options
    is "$2: the one that passes does" "" "$out"
}

builds c headline
if command -v c++ >/dev/null; then
    builds cpp readability
else
    skip "readability" "there is no compiler of C++"
fi
if cargo --version >/dev/null 2>&1; then
    builds rust newsletter
else
    skip "newsletter" "there is no cargo"
fi

# --- checks, in a workflow and explained ---------------------------------------------------------
newsroom
as hugo
sed -i 's/^title: .*/title: "Marché couvert : la halle rouvre après 947 jours de travaux"/' $market/index.fr.md
git commit -qam "Un nombre au titre"
sed -i '0,/^    checks:$/s//&\n      - uses: headline/' workflows/newsroom.yaml
policy
status 0 marbre check marche-couvert --format json
json '[.findings[]|select(.rule=="headline/number-not-borne-out")|.message]' \
    '["The title says 947; the text does not"]'
status 0 marbre --ui-lang fr explain headline/number-not-borne-out
contains "a rule is explained in French" "Le titre donne un nombre qui n’apparaît nulle part" "$out"
if [ -d "$work/readability" ]; then
    status 0 marbre plugin run readability marche-couvert --with most=1 --with words=1
    contains "the limit is an option" "and 1 is the most" "$out"
    status 2 marbre plugin run readability marche-couvert --with most=0
    status 0 marbre explain readability/hard-to-read
fi

if /usr/bin/python3 -c 'import yaml' 2>/dev/null; then
    page headline/numbers number-not-borne-out
    [ ! -d "$work/readability" ] || page readability/score hard-to-read
else
    skip "the pages of rules are so" "there is no yaml for python3"
fi

# --- the action, at a publication ----------------------------------------------------------------
if [ -d "$work/newsletter" ]; then
    sed -i 's/^    actions: \[{uses: publish/    actions: [{uses: newsletter, with: {heading: La lettre de Port-Lune}}, {uses: publish/' \
        workflows/newsroom.yaml
    policy
    as hugo && status 0 marbre advance marche-couvert
    as ines && status 0 marbre approve marche-couvert
    as lea && status 0 marbre advance marche-couvert
    as paul && status 0 marbre advance marche-couvert
    as marc && status 0 marbre publish marche-couvert
    letter=$(git show published:newsletter.txt 2>&1)
    is "a heading" "La lettre de Port-Lune" "$(head -1 <<<"$letter")"
    contains "the title" "la halle rouvre après 947 jours" "$letter"
    contains "and the way to the page" "/2026/03/marche-couvert/" "$letter"
    is "the page is there too" 1 "$(git show published:2026/03/marche-couvert/index.html | grep -c '<h1')"
fi
finish
