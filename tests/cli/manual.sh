#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The manual: a page for each command, in both languages, as man reads it.
. "$(dirname "$0")/lib.sh"
here=$(cd "$(dirname "$0")" && pwd)
cd "$work" || exit 1
pages=$MARBRE_ROOT/share/man
commands=$(marbre --help | sed -n 's/^  \([a-z][a-z-]*\)  *[^ ].*/marbre-\1.1/p')
for folder in "$pages/man1" "$pages/fr/man1"; do
    is "a page for each command in ${folder#"$MARBRE_ROOT"/}" "$(printf 'marbre.1\n%s\n' "$commands" | sort)" \
        "$(cd "$folder" && printf '%s\n' marbre*.1 | sort)"
done
if command -v mandoc >/dev/null; then
    # They have no date: the same sources make the same pages.
    is "nothing is wrong with them" "" \
        "$(mandoc -Tlint -Wwarning "$pages"/man1/marbre*.1 "$pages"/fr/man1/marbre*.1 | grep -v 'missing date')"
    page=$(mandoc -Tutf8 "$pages/fr/man1/marbre-approve.1" | sed $'s/.\b//g')
else
    skip "nothing is wrong with them" "there is no mandoc"
    page=$(cat "$pages/fr/man1/marbre-approve.1")
fi
contains "a French page has the words of --help" "$(marbre --ui-lang fr viser --help | sed -n 's/^ *--advance  *//p')" "$page"
contains "it is typed in French" "marbre viser ARTICLE" "$(tr -s ' ' <<<"$page")"
contains "and has the English name" "marbre approve" "$page"
for hook in pre-receive pre-commit pre-push; do
    contains "who asks what $hook does is told" "usage: marbre hook" "$(marbre hook $hook --help </dev/null)"
done
contains "verbs have parts of their own" ".SS people add" "$(cat "$pages/man1/marbre-people.1")"
export TERM=xterm MARBRE_PAGER="sed 's/^/ours: /'"
if command -v man >/dev/null && [ -x "$(command -v groff)" ]; then
    status 0 python3 "$here/terminal.py" 80 marbre --ui-lang fr aide viser
    contains "at a terminal help opens the page" "ours: NOM" "$(sed $'s/\033\\[[0-9;]*m//g; s/.\b//g' "$work/out")"
else
    skip "at a terminal help opens the page" "there is no man"
fi
status 0 marbre help approve
contains "elsewhere it is printed" "usage: marbre approve" "$out"
status 2 marbre manual
status 4 marbre manual /proc/nowhere
finish
