#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# One history, one verdict: whatever the machine's clock, zone and language say, whoever asks, and
# however git keeps it, the verdict is the same byte for byte.
. "$(dirname "$0")/lib.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)
as hugo
text $dam/index.fr.md "Le " "Ce "
git commit -qam "Retouche"
status 0 marbre advance digue-nord
git checkout -qb side
as hugo
echo "Un mot." >>$market/index.fr.md
git commit -qam "À côté"
git checkout -q main
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
git commit -qam "Hop"
git merge -q --no-ff -m Fusion side
git update-ref refs/heads/other "$root"
git tag main "$root" # a name that is the branch's too

judge() {
    "$@" marbre --ui-lang "${language:-en}" --no-cache verify refs/heads/main --trust "$root" --format json 2>/dev/null
}
right=$(judge env)
contains "there is something to find" marbre/bad-state "$right"

# same WHAT COMMAND…: the verdict, asked so.
same() {
    local what=$1
    shift
    is "$what" "$right" "$(judge "$@")"
}
# Sanitizers mind who is loaded before them.
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
if command -v faketime >/dev/null; then
    same "thirty years ago" faketime "1996-01-01 00:00:00"
    same "in forty years" faketime "2066-01-01 00:00:00"
else
    skip "another clock" "there is no faketime"
fi
same "in the far east" env TZ=Pacific/Kiritimati
same "in a zone that is none" env "TZ=;rm -rf x"
for locale in C POSIX C.UTF-8 tr_TR.UTF-8 en_US.ISO-8859-1; do
    same "in the locale $locale" env LC_ALL="$locale"
done
french=$(language=fr judge env LC_ALL=C.UTF-8 LANGUAGE=fr LANG=fr_FR.UTF-8 |
    jq -c 'del(.violations[].message, .violations[].right)')
is "in French but for the words" \
    "$(jq -c 'del(.violations[].message, .violations[].right)' <<<"$right")" "$french"

# A home, a configuration and variables that would have git see something else.
hostile=$work/hostile
mkdir -p "$hostile/git" "$hostile/.local/state/marbre"
cat >"$hostile/.gitconfig" <<CONFIG
[core]
    quotePath = true
    abbrev = 4
    autocrlf = true
    attributesFile = /dev/null
    useReplaceRefs = true
[user]
    name = Somebody Else
    email = marc@gazette.example
[log]
    date = relative
    mailmap = true
[trailer]
    separators = "="
[i18n]
    commitEncoding = UTF-16
    logOutputEncoding = ISO-8859-1
[gpg]
    program = /bin/false
CONFIG
cp "$hostile/.gitconfig" "$hostile/git/config"
head -c 32 /dev/zero >"$hostile/.local/state/marbre/key"
same "from another's home" env HOME="$hostile"
same "with another's configuration" env XDG_CONFIG_HOME="$hostile" XDG_STATE_HOME="$hostile" XDG_DATA_HOME="$hostile"
same "without a home" env -u HOME
same "with a home that is not there" env HOME=/nonexistent XDG_CACHE_HOME=/nonexistent TMPDIR=/nonexistent
same "with settings in variables" env GIT_CONFIG_GLOBAL="$hostile/.gitconfig" \
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.useReplaceRefs GIT_CONFIG_VALUE_0=true
same "as another author and committer" env GIT_AUTHOR_NAME=X GIT_AUTHOR_EMAIL=x@elsewhere.example \
    GIT_COMMITTER_EMAIL=x@elsewhere.example GIT_AUTHOR_DATE="2001-01-01T00:00:00Z"
git init -q "$work/elsewhere"
same "with another object folder and index named" env GIT_OBJECT_DIRECTORY="$work/elsewhere/.git/objects" \
    GIT_INDEX_FILE=/nonexistent GIT_ALTERNATE_OBJECT_DIRECTORIES="$work/elsewhere/.git/objects"
same "with another repository named" env GIT_DIR="$work/elsewhere/.git" GIT_WORK_TREE="$work/elsewhere"
same "with a namespace" env GIT_NAMESPACE=x GIT_CEILING_DIRECTORIES=/ GIT_REPLACE_REF_BASE=refs/heads

# However git keeps it.
bad=$(git rev-parse refs/heads/main^1)
git replace -f "$bad" "$bad^"
same "with a commit replaced for those who believe it" env
git replace -d "$bad" >/dev/null
git pack-refs --all
same "with refs packed" env
tac .git/packed-refs | grep -v "^#\|^\^" >"$work/refs"
cp "$work/refs" .git/packed-refs
same "with refs in another order" env
git gc -q
same "with objects packed" env
git commit-graph write --reachable 2>/dev/null
same "with a commit graph" env
mkdir -p .git/info
echo "$bad $root" >.git/info/grafts
same "with a graft" env
rm .git/info/grafts
for name in $(seq 40); do
    git update-ref "refs/heads/x$((name * 7919 % 41))" "$root"
done
same "among many branches" env
git clone -q --bare . "$work/bare.git"
cd "$work/bare.git" || exit 1
same "in a bare repository" env
mkdir "$work/packs"
mv objects/pack/* "$work/packs/"
for pack in "$work"/packs/*.pack; do git unpack-objects -q <"$pack"; done
same "with every object loose" env
finish
