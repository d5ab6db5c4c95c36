#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Doxygen makes the reference of the public headers without a warning, and warns of what has no words.
top=$1
if ! command -v doxygen >/dev/null; then
    echo "1..0 # SKIP there is no doxygen"
    exit 0
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$top" || exit 1
n=0
# say OK-OR-NOT WHAT
say() {
    n=$((n + 1))
    echo "$1 $n - $2"
    [ "$1" = ok ] || sed 's/^/# /' "$out/said"
}
# make_of FOLDER: the reference of the headers there.
make_of() {
    {
        cat docs/reference.doxyfile
        printf 'OUTPUT_DIRECTORY = %s/made\nINPUT = %s\n' "$out" "$1"
    } >"$out/doxyfile"
    mkdir -p "$out/made"
    doxygen "$out/doxyfile" >"$out/said" 2>&1
}
if make_of include/marbre; then say ok "no warning"; else say "not ok" "no warning"; fi
for page in structmbr__text__api structmbr__option plugin_8h room_8h; do
    if [ -s "$out/made/$page.html" ]; then
        say ok "there is a page $page"
    else
        say "not ok" "there is a page $page"
    fi
done
if grep -q 'The next whole word at or after' "$out/made/structmbr__text__api.html"; then
    say ok "with the words of the header"
else
    say "not ok" "with the words of the header"
fi
mkdir "$out/wrong"
sed 's/^\( *uint64_t end;\).*/\1/' include/marbre/plugin.h >"$out/wrong/plugin.h"
if make_of "$out/wrong"; then
    say "not ok" "a field without words is a warning"
else
    say ok "a field without words is a warning"
fi
echo "1..$n"
