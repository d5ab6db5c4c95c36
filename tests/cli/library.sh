#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# libmarbre, as a program of somebody else's has it: what it exports, and that it answers as the
# command does.
. "$(dirname "$0")/lib.sh"
library=$MARBRE_ROOT/lib/libmarbre.so
export PKG_CONFIG_PATH=$MARBRE_ROOT/lib/pkgconfig LD_LIBRARY_PATH=$MARBRE_ROOT/lib
headers="marbre audit judgement room status"

# --- what is promised, and what is there ---------------------------------------------------------
is "what is exported is what the headers declare" \
    "$(for header in $headers; do
        tr '\n' ' ' <"$MARBRE_ROOT/include/marbre/$header.h" | grep -o 'MARBRE_API [^(]*(' |
            grep -o 'marbre_[a-z_]*($' | tr -d '('
    done | sort)" \
    "$(nm -D --defined-only "$library" | sed -n 's/.* T \(marbre_[a-z_]*\)@@MARBRE_1\.0$/\1/p' | sort)"
is "and nothing else" "" "$(nm -D --defined-only "$library" | grep -v '@@MARBRE_1\.0$\| A MARBRE_1\.0$')"
contains "its name has the version" "libmarbre.so.1" "$(readelf -d "$library" | grep SONAME)"
for standard in c99 c11 gnu17 c2x; do
    for header in $headers; do
        echo "#include <marbre/$header.h>"
    done >"$work/all.c"
    run gcc -std=$standard -pedantic -Wall -Wextra -Werror -fsyntax-only \
        -I"$MARBRE_ROOT/include" "$work/all.c"
    is "no warning in $standard" "0 " "$code $err"
done
for standard in c++98 c++11 c++17 c++23; do
    run g++ -std=$standard -pedantic -Wall -Wextra -Werror -fsyntax-only -xc++ \
        -I"$MARBRE_ROOT/include" "$work/all.c"
    is "no warning in $standard" "0 " "$code $err"
done

# --- programs ------------------------------------------------------------------------------------
watched=
! ldd "$library" | grep -q libasan || watched=-fsanitize=address,undefined
for program in "$examples/embed.c" "$source_root/tests/cli/library.c"; do
    # shellcheck disable=SC2046,SC2086
    status 0 gcc -std=c99 -pedantic -Wall -Wextra -Werror -g $watched "$program" \
        $(pkg-config --cflags --libs marbre) -o "$work/$(basename "$program" .c)"
done
newsroom
status 2 "$work/library" "$work"
contains "no newsroom here" "is not in a git repository" "$out"
as marc
status 0 marbre list --format json
listed=$(jq -c '.articles[]|[.path,.id//"",.title]' "$work/out")
status 0 "$work/library" . each
is "it tells what list tells" "$listed" "$(grep '^\[' "$work/out" | jq -c '.[:3]')"
status 0 "$work/library" . each 1
is "and stops when told to" 1 "$(grep -c '^\[' "$work/out")"
folder=$(jq -r '.[0]' <<<"${listed%%$'\n'*}")
status 0 "$work/library" . find "$(basename "$folder")"
contains "a slug means its folder" "$folder" "$out"
status 2 "$work/library" . find nowhere
contains "what means nothing" "nowhere" "$out"
status 2 "$work/library" . judge nowhere

sed -i 's/^title:.*/title: ""/' "$folder"/index.fr.md
status 0 marbre show "$folder" --format json
obstacles=$(jq -c '.obstacles[]|[.kind,.rule,.start.line]' "$work/out")
status 1 "$work/library" . judge "$folder"
is "the same obstacles as show has" "$obstacles" \
    "$(sed '/^[0-9]*$/,$d' "$work/out" | jq -c '.[:3]')"
contains "what a rule says is told too" '["draft/missing-key","error"' "$out"
ASKS=nobody@gazette.example status 1 "$work/library" . judge "$folder"
contains "an address that nobody has" "nobody@gazette.example" "$out"
ASKS=hugo@gazette.example status 1 "$work/library" . judge "$folder"
run "$work/embed" .
is "the example ends as the newsroom says" 1 "$code"
contains "and tells what blocks" "draft/missing-key" "$out"
git checkout -q -- "$folder"

as hugo
status 0 "$work/library" . renew "cd '$PWD' && git commit -q --allow-empty -m 'Rien'"
is "a room tells what was, then what is" "2 $(git rev-parse HEAD)" \
    "$(grep -c '^[0-9a-f]\{40\}$' "$work/out") $(grep '^[0-9a-f]\{40\}$' "$work/out" | tail -1)"
git reset -q --hard HEAD~1
printf 'plugins: {allow: ["sha256:%064d"]}\n' 0 >>marbre.yaml
status 2 "$work/library" . renew "git -C '$PWD' commit -qam 'Greffons'" marche-couvert
contains "a plugin that is allowed no more doesn't run" "is none of the files that marbre.yaml allows" "$out"
git reset -q --hard HEAD~1

trust=$(git rev-parse HEAD)
git config marbre.trust "$trust"
as hugo
status 0 marbre advance marche-couvert
sed -i 's/^stage:.*/stage: publish/' $market/state.yaml
git commit -qam "En avant"
status 1 marbre verify --format json
broken=$(jq -c '.violations[]|[.rule,.commit]' "$work/out")
numbers=$(jq -c '[.commits,7],[.transitions,.signed,0]' "$work/out")
status 1 "$work/library" . audit "$trust"
is "the same verdict as verify" "$numbers
$broken" "$(grep '^\[' "$work/out")"
status 2 "$work/library" . audit 0123456789012345678901234567890123456789
finish
