#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What every command keeps to: exit statuses, --dry-run, who acts, locks, closed outputs.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo

# 0 and 2 of the command line itself.
status 0 marbre --version
contains "a version" "marbre " "$out"
status 0 marbre --help
status 2 marbre --format yaml
status 2 marbre frobnicate
status 2 marbre lst
contains "a command is suggested" "“list”" "$err"
status 2 marbre --frob list
status 2 marbre -C
status 2 marbre --ui-lang de list
status 2 marbre --at demain list
contains "an instant that can't be read" "demain" "$err"
for command in init new import list show check fix save advance return approve waive claim publish \
    history diff doctor workflow plugin whoami; do
    run marbre "$command" --help
    is "$command explains itself" "0 yes" "$code $([ "${#out}" -gt 40 ] && echo yes)"
    run marbre "$command" --frobnicate
    is "$command refuses what it does not know" 2 "$code"
done
for command in list show check history diff doctor; do
    run marbre "$command" --format yaml
    is "$command has no other format" 2 "$code"
    run marbre "$command" --dry-run
    is "$command writes nothing to be dry about" 2 "$code"
done

# Every command that writes has --dry-run, and it changes nothing.
status 0 marbre advance digue-nord
as sofia
status 0 marbre approve digue-nord
echo "Une ligne." >>$library/index.fr.md
remember
status 0 marbre new --title Essai --dry-run
status 0 marbre import "$examples/wire/sarnovie.fr.txt" --dry-run
status 0 marbre fix bibliotheque --dry-run
status 0 marbre save --dry-run
status 0 marbre advance digue-nord --dry-run
status 0 marbre return digue-nord --to draft -m Non --dry-run
as marc
status 0 marbre approve digue-nord --dry-run
run marbre waive bibliotheque draft/placeholder -m Non --until 2026-03-20 --dry-run
status 0 marbre publish --dry-run
status 0 marbre publish --to "$work/site" --dry-run
status 0 marbre init "$work/other" --dry-run
unchanged "dry runs change nothing"
is "nor elsewhere" "" "$(ls -d "$work/site" "$work/other" 2>/dev/null)"
git checkout -q -- .

# Who acts: an unknown address is the newsroom's no, none at all a broken command.
as nobody
remember
for command in "new --title X" "advance digue-nord" "approve digue-nord" "return digue-nord --to draft -m x" \
    "waive digue-nord draft/too-long -m x --until 2026-03-20" "fix digue-nord" "publish digue-nord" "save" whoami "list --mine"; do
    # shellcheck disable=SC2086
    run marbre $command
    is "unknown: marbre $command" "1 yes" "$code $([[ $err == *marbre/unknown-person*nobody@gazette.example* ]] && echo yes)"
done
for command in "new --title X" "advance digue-nord" "approve digue-nord" "publish digue-nord"; do
    # shellcheck disable=SC2086
    status 1 marbre $command --format json
    json '[.transition, .allowed, (.obstacles[0] | .kind, .rule)]' \
        "[\"${command%% *}\",false,\"role\",\"marbre/unknown-person\"]"
done
unchanged
status 0 marbre list
status 0 marbre check --all
unset GIT_AUTHOR_EMAIL GIT_COMMITTER_EMAIL GIT_AUTHOR_NAME GIT_COMMITTER_NAME
for command in "new --title X" "advance digue-nord" save whoami; do
    # shellcheck disable=SC2086
    run marbre $command
    is "without an address: marbre $command" "2 yes" "$code $([[ $err == *user.email* ]] && echo yes)"
done
git config user.email HUGO@Gazette.Example
git config user.name "Hugo M."
status 0 marbre whoami
contains "the address is compared case folded, from git's configuration" "Hugo Marchetti (hugo)" "$out"
as lea
status 0 marbre whoami --format json
json '[.version,.id,.roles]' '[1,"lea",["fact-checker"]]'
contains "the environment comes first" "Léa Morel" "$(value .name)"
GIT_AUTHOR_NAME="Marc Delatour" status 0 marbre whoami
contains "the name means nothing" "(lea)" "$out"

# A lock that somebody holds is 3; one that nobody holds any more is no obstacle.
as hugo
mkdir -p .git/marbre
remember
exec 9>.git/marbre/lock
if flock -n 9; then
    status 3 marbre new --title "Attendre"
    contains "it says to try again" "try again" "$err"
    unchanged
    status 0 marbre list
    flock -u 9
fi
exec 9>&-
status 0 marbre new --title "Attendre"

# 4: what could not be done. 2 comes before 4, 4 before 1.
object=$(git rev-parse "HEAD:$market/index.fr.md")
git clone -q --bare --no-local . "$work/broken.git" 2>/dev/null
rm -f "$work"/broken.git/objects/pack/*.idx
run marbre -C "$work/broken.git" list
is "missing objects are 4" 4 "$code"
is "never a yes" "" "$out"
git cat-file -t "$object" >/dev/null
status 2 marbre advance bibliotheque nulle-part
run bash -c 'marbre list >/dev/full'
is "an answer that can't be written is 4" 4 "$code"
run bash -c 'set -o pipefail; marbre workflow show | true'
is "a reader that goes away leaves no mess" yes "$([ "$code" = 0 ] || [ "$code" = 4 ] || [ "$code" = 141 ] && echo yes)"
run bash -c 'marbre list >&-'
is "a closed output is no crash" yes "$([ "$code" -le 4 ] && echo yes)"

# The environment of a stranger changes no verdict.
status 1 marbre check bibliotheque --format json
expected=$out
for setting in GIT_DIR=/nonexistent GIT_INDEX_FILE=/nonexistent GIT_OBJECT_DIRECTORY=/nonexistent \
    GIT_WORK_TREE=/tmp GIT_CONFIG_COUNT=x TMPDIR=/nonexistent 'TZ=;rm' LC_ALL=tr_TR.UTF-8 HOME=/nonexistent; do
    run env "$setting" marbre --ui-lang en check bibliotheque --format json
    is "row 58: with $setting" "1 $expected" "$code $out"
done
run env -u HOME marbre check bibliotheque --format json
is "row 58: without HOME" "1 $expected" "$code $out"
umask 777
run marbre check bibliotheque --format json
is "row 58: with umask 777" "1 $expected" "$code $out"
umask 022
finish
