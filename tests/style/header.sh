#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The headers of plugins compile alone, twice, without a warning, in every standard they promise and
# with each compiler there is; a plugin that fills every struct by hand compiles as C++98 too.
top=$1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
n=0
# say OK-OR-NOT WHAT
say() {
    n=$((n + 1))
    echo "$1 $n - $2"
    [ "$1" = ok ] || sed 's/^/# /' "$out"
}
# try COMPILER LANGUAGE STANDARD HEADER
try() {
    printf '#define MBR_USE_DRAFTS\n#include "marbre/%s"\n#include "marbre/%s"\nint nothing;\n' "$4" "$4" |
        $1 -x "$2" "-std=$3" -pedantic -Wall -Wextra -Wshadow -Wundef -Wconversion -Werror \
            -fsyntax-only -I"$top/include" - >"$out" 2>&1
}
for header in plugin.h plugin-draft.h; do
    [ -e "$top/include/marbre/$header" ] || continue
    for pair in gcc:c clang:c g++:c++ clang++:c++; do
        compiler=${pair%:*}
        language=${pair#*:}
        case $language in
        c) standards="c99 c11 c17 c2x gnu99 gnu17" ;;
        *) standards="c++98 c++11 c++14 c++17 c++20 c++2b" ;;
        esac
        if ! command -v "$compiler" >/dev/null; then
            n=$((n + 1))
            echo "ok $n - $header with $compiler # SKIP there is no $compiler"
            continue
        fi
        wrong=
        for standard in $standards; do
            try "$compiler" "$language" "$standard" "$header" || { wrong=$standard; break; }
        done
        if [ -z "$wrong" ]; then
            say ok "$header with $compiler: $standards"
        else
            say "not ok" "$header with $compiler as $wrong"
        fi
    done
done
# Includes nothing but what any C has.
if grep -hE '^ *# *include' "$top"/include/marbre/plugin*.h | grep -vE '<std(def|int)\.h>|"marbre/plugin\.h"|"plugin\.h"' >"$out"; then
    say "not ok" "the headers include the standard's alone"
else
    say ok "the headers include the standard's alone"
fi
# Every field and function has words beside it or above it.
if python3 "$top/tests/style/header.py" "$top"/include/marbre/plugin*.h >"$out"; then
    say ok "every function and field says what it does"
else
    say "not ok" "every function and field says what it does"
fi
echo "1..$n"
