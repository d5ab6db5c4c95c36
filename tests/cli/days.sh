#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The days of a newsroom and the guides, as they are told: every command is typed, every line of the
# answer is read, and no screen of an editor speaks of what lies below.
#
#   MARBRE_ROOT=PREFIX tests/cli/days.sh [--update] [FILE…]   --update writes the answers anew
. "$(dirname "$0")/lib.sh"
update=()
if [ "${1:-}" = --update ]; then
    update=(--update)
    shift
fi
shopt -s nullglob
[ $# -gt 0 ] || set -- "$source_root"/tests/cli/days/*.md "$source_root"/docs/guides/??/*.md
python3 "$source_root/tests/cli/days.py" ${update[@]+"${update[@]}"} "$work" "$@"
failures=$?
drawn=$source_root/docs/images/recording.svg
guides=$source_root/docs/guides/fr
draw() {
    python3 "$source_root/tests/demo/recording.py" "$guides"/{journee,correction,annulation}.md
}
if [ ${#update[@]} -gt 0 ]; then
    draw >"$drawn"
elif ! draw | cmp -s - "$drawn"; then
    echo "# the recording is not what the guides tell: ./dev recording draws it anew"
    failures=1
fi
exit $failures
