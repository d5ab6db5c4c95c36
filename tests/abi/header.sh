#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Each released header is as it was released, and what it promised holds of today's.
top=$1
here=$top/tests/abi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
n=0
# say STATUS WHAT
say() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        head -20 "$out/said" | sed 's/^/# /'
    fi
}
for release in "$here"/[0-9]*; do
    number=$(basename "$release")
    (cd "$release" && sha256sum -c --quiet SHA256SUMS) >"$out/said" 2>&1
    say $? "what was stored of $number is as it was"
    python3 "$here/layout.py" "$release/marbre/plugin.h" >"$out/layout.c" 2>"$out/said" &&
        diff "$release/layout.c" "$out/layout.c" >"$out/said"
    say $? "the assertions of $number are those of its header"
    cc -std=gnu17 -Wall -Werror -I"$top/include" -fsyntax-only "$release/layout.c" >"$out/said" 2>&1
    say $? "what $number promised holds of today's header"
    # An assertion that cannot fail is none: a field that grew is seen.
    mkdir -p "$out/wrong/marbre"
    sed 's/uint32_t per_10000/uint64_t per_10000/' "$top/include/marbre/plugin.h" >"$out/wrong/marbre/plugin.h"
    ! cc -I"$out/wrong" -fsyntax-only "$release/layout.c" >"$out/said" 2>&1
    say $? "a changed argument would be seen"
    sed 's/^    mbr_text target;/    uint64_t early;\n&/' "$top/include/marbre/plugin.h" >"$out/wrong/marbre/plugin.h"
    ! cc -I"$out/wrong" -fsyntax-only "$release/layout.c" >"$out/said" 2>&1
    say $? "a field in the middle would be seen"
    # For information alone.
    n=$((n + 1))
    if ! command -v abidiff >/dev/null; then
        echo "ok $n - abidiff of $number # SKIP there is no abidiff (abigail-tools)"
        continue
    fi
    for side in "then" now; do
        folder=$release
        [ "$side" = "then" ] || folder=$top/include
        sed -n 's/^struct \(mbr_[a-z_]*\) {$/struct \1 see_\1;/p; s/^typedef struct \(mbr_[a-z_]*\) {$/struct \1 see_\1;/p' \
            "$release/marbre/plugin.h" >"$out/structs"
        { echo '#include <marbre/plugin.h>'; cat "$out/structs"; } >"$out/$side.c"
        cc -g -shared -fPIC -I"$folder" -o "$out/$side.so" "$out/$side.c"
    done
    echo "ok $n - abidiff of $number"
    abidiff "$out/then.so" "$out/now.so" 2>&1 | sed 's/^/# /'
done
echo "1..$n"
