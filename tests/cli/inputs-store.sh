#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Repositories that are damaged, odd or held. Numbers are rows of the table of bad inputs.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
status 0 marbre check marche-couvert --format json
expected=$out

# raw TYPE: write an object as it is, whatever git thinks of it.
raw() {
    git hash-object -t "$1" -w --literally --stdin
}

# tree ENTRIES… with NAME: a commit whose article folder holds these raw entries.
evil() {
    python3 - "$@" <<'PYTHON' | raw tree
import subprocess, sys
blob = bytes.fromhex(subprocess.run(['git', 'rev-parse', 'HEAD:marbre.yaml'], capture_output=True, text=True).stdout.strip())
out = b''
for entry in sys.argv[1:]:
    mode, name = entry.split(' ', 1)
    out += mode.encode() + b' ' + name.encode('utf-8', 'surrogateescape') + b'\0' + blob
sys.stdout.buffer.write(out)
PYTHON
}

commit_of() {
    local tree month year articles
    month=$(git ls-tree "HEAD:$published" | grep -v digue | { cat; printf '040000 tree %s\tdigue-nord\n' "$1"; } | sort -k4 | git mktree --missing)
    year=$(printf '040000 tree %s\t03\n' "$month" | git mktree)
    articles=$(printf '040000 tree %s\t2026\n' "$year" | git mktree)
    tree=$(git ls-tree HEAD | sed "s/\(tree \)[0-9a-f]*\tarticles/\1$articles\tarticles/" | git mktree --missing)
    git commit-tree -p HEAD -m "Étrange" "$tree"
}

git clone -q --bare --no-hardlinks . "$work/evil.git"
for entries in '100644 a.jpg|100644 a.jpg' '100644 b.jpg|100644 a.jpg' '100644 ..' '100644 .' '100644 .git' '100644 a/b' \
    '0100644 index.fr.md' '100644 index.fr.md|100644 index.fr.md' '100666 index.fr.md' '100644 '; do
    IFS='|' read -r -a list <<<"$entries"
    cd "$work/newsroom" || exit 1
    tip=$(commit_of "$(evil "${list[@]}")" 2>/dev/null) || { skip "row 49: a tree of $entries" "git can't make it"; continue; }
    git push -q -f --no-verify "$work/evil.git" "$tip:refs/heads/main" 2>/dev/null ||
        { git cat-file -e "$tip" && cp -rn .git/objects/. "$work/evil.git/objects/" && git -C "$work/evil.git" update-ref refs/heads/main "$tip"; }
    before=$(git -C "$work/evil.git" rev-parse main)
    run marbre -C "$work/evil.git" check digue-nord
    is "row 49: a tree of “${entries}” is no yes, and no crash" "yes" \
        "$([ "$code" -ge 1 ] && [ "$code" -le 4 ] && echo yes)"
    run marbre -C "$work/evil.git" advance digue-nord
    is "row 49: and nothing moves on it" "yes $before" \
        "$([ "$code" -ge 1 ] && [ "$code" -le 4 ] && echo yes) $(git -C "$work/evil.git" rev-parse main)"
done
cd "$work/newsroom" || exit 1

# Repositories that can't be judged, or can.
git commit -q --allow-empty -m un
git clone -q --depth 1 "file://$PWD" "$work/shallow"
run marbre -C "$work/shallow" check marche-couvert
is "row 50: a shallow clone can be checked" 0 "$code"
if git init -q --object-format=sha256 "$work/sha256" 2>/dev/null; then
    # libgit2 1.5 itself forgets some memory where it refuses an extension.
    row 50 "SHA-256" 4 "SHA-256" env ASAN_OPTIONS=detect_leaks=0 marbre -C "$work/sha256" list
else
    skip "row 50: SHA-256" "this git does not know it"
fi
git clone -q --bare --shared . "$work/shared.git"
echo /nonexistent >"$work/shared.git/objects/info/alternates"
row 50 "objects of another repository that is gone" 4 "" marbre -C "$work/shared.git" list
if [ "$(id -u)" = 0 ]; then
    cp -r . "$work/foreign" && chown -R 12345 "$work/foreign"
    run setpriv --reuid 23456 --clear-groups env HOME=/nonexistent marbre -C "$work/foreign" list
    is "row 50: somebody else's repository is refused in words" "yes" "$([ "$code" -ge 2 ] && [ -n "$err" ] && echo yes)"
else
    skip "row 50: somebody else's repository" "only root can give one away"
fi
git clone -q --bare . "$work/ro.git"
if [ "$(id -u)" = 0 ]; then
    skip "row 51: a repository that can't be written" "root writes everywhere"
else
    chmod -R a-w "$work/ro.git"
    row 51 "a repository that can't be written" 4 "" marbre -C "$work/ro.git" new --title X
    row 51 "it can be read all the same" 0 "" marbre -C "$work/ro.git" list
fi

# damaged WHAT COMMAND…: the same on a copy with something broken; never a hang, never a wrong yes.
damaged() {
    local what=$1 allowed=$2
    shift 2
    run marbre -C "$work/copy" check marche-couvert --format json
    is "row 52: $what: judged as before, or refused in words" "yes" \
        "$({ [ "$code" = 0 ] && [ "$out" = "$expected" ]; } || { [ "$code" -ge 2 ] && [ "$code" -le 4 ] && [ -n "$err" ]; } && echo yes)"
    run marbre -C "$work/copy" advance marche-couvert
    contains "row 52: $what: a move ends in one of" " $code " " $allowed "
    rm -rf "$work/copy"
    cp -r "$work/newsroom" "$work/copy"
}
cp -r . "$work/copy"
: >"$work/copy/.git/index"
damaged "an empty index" "0 4"
truncate -s 100 "$work/copy/.git/index"
damaged "an index cut short" "0 4"
head -c 4000 /dev/urandom >"$work/copy/.git/index"
damaged "an index of noise" "0 4"
rm "$work/copy/.git/index"
damaged "no index" "0"
: >"$work/copy/.git/HEAD"
damaged "an empty HEAD" "2 4"
git -C "$work/copy" pack-refs --all && truncate -s 60 "$work/copy/.git/packed-refs"
damaged "packed-refs cut short" "2 4"
printf '[include]\n\tpath = /dev/zero\n' >>"$work/copy/.git/config"
damaged "a configuration that includes /dev/zero" "0 2 4"
printf '[core\n' >>"$work/copy/.git/config"
damaged "a broken configuration" "2 4"
object=$(git rev-parse "HEAD:$market/index.fr.md")
path=.git/objects/${object:0:2}/${object:2}
chmod u+w "$work/copy/$path"
printf 'Mots forgés' | python3 -c "import sys,zlib; d=sys.stdin.buffer.read(); sys.stdout.buffer.write(zlib.compress(b'blob %d\0' % len(d) + d))" >"$work/copy/$path"
git -C "$work/copy" config core.bare true
for command in "advance marche-couvert" "show marche-couvert" list; do
    # shellcheck disable=SC2086
    run marbre -C "$work/copy/.git" $command
    is "row 53: a forged object: $command" "4 yes" "$code $([[ $err == *mismatch* ]] && echo yes)"
done
rm -rf "$work/copy"

# Journals are read with suspicion: see doctor.sh, row 54. Locks of others are respected.
for lock in .git/index.lock .git/refs/heads/main.lock; do
    : >$lock
    touch -d '1 hour ago' $lock
    run marbre new --title "Verrou"
    is "row 55: $lock of another program is reported, not removed" "3 yes" "$code $([ -e $lock ] && echo yes)"
    contains "row 55: by its name" "${lock##*/}" "$err"
    rm -f $lock
    is "row 55: nothing was left behind" "" "$(git status --porcelain)"
done
mkdir .git/index.lock
run marbre new --title "Verrou"
is "row 55: a folder by the name of a lock" "yes yes" "$([ "$code" = 3 ] || [ "$code" = 4 ] && echo yes) $([ -d .git/index.lock ] && echo yes)"
rmdir .git/index.lock

# The clock: no verdict and no order hangs on it.
for instant in 1970-01-01T00:00:01Z 2040-01-01T00:00:00Z; do
    run env GIT_AUTHOR_DATE=$instant GIT_COMMITTER_DATE=$instant marbre advance marche-couvert --dry-run --format json
    is "row 65: at $instant the verdict is the same" "0 true" "$code $(jq .allowed "$work/out")"
done
clock 2026-03-18T12:00:00+01:00
status 0 marbre advance marche-couvert
clock 2026-03-18T11:00:00+01:00
as ines
status 0 marbre approve marche-couvert
status 0 marbre history marche-couvert --format json
json '[.transitions[:2][]|.transition]' '["approve","advance"]'
clock 2026-03-18T12:00:00+01:00

# Signals: the state is the old or the new, whole; see doctor.sh for KILL at every moment.
as lea
for signal in INT TERM HUP PIPE; do
    before=$(git rev-parse HEAD)
    marbre advance marche-couvert --dry-run >/dev/null 2>&1 &
    child=$!
    sleep 0.05
    kill -$signal $child 2>/dev/null
    wait $child 2>/dev/null
    is "row 67: $signal leaves nothing behind" "$before " "$(git rev-parse HEAD) $(git status --porcelain)"
done
is "no worker is left behind" "" "$(pgrep -f "marbre.*$work" || true)"
finish
