#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The plugin header compiles alone, without a warning, in every standard it promises.
top=$1
echo "1..6"
n=0
for standard in c99 c11 c17 c++98 c++11 c++20; do
    n=$((n + 1))
    case $standard in c++*) compiler="g++ -x c++" ;; *) compiler="gcc -x c" ;; esac
    # shellcheck disable=SC2086 # the compiler and its language are two words
    if echo '#include "marbre/plugin.h"' | $compiler -std=$standard -pedantic -Wall -Wextra -Werror \
        -fsyntax-only -I"$top/include" -; then
        echo "ok $n - plugin.h as $standard"
    else
        echo "not ok $n - plugin.h as $standard"
    fi
done
