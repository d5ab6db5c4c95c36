#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A git server with the hook: a night's honest work comes in, every way round the gate is refused for
# its own reason, whatever git itself would let in, and nothing is written for what is refused.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/attacks.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)
git config marbre.trust "$root"
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:allocator_may_return_null=1}

# server DIR: an empty repository with the hook, git's own settings as they come.
server() {
    git init -q --bare --template= -b main "$1"
    git -C "$1" config marbre.trust "$root"
    git -C "$1" config receive.unpackLimit "${2:-100}"
    mkdir -p "$1/hooks"
    printf '#!/bin/sh\nexec marbre hook pre-receive\n' >"$1/hooks/pre-receive"
    chmod +x "$1/hooks/pre-receive"
}
hub=$work/hub.git
server "$hub"
git remote add origin "file://$hub"

# files DIR: everything in a repository, names, bytes and modes.
files() {
    (cd "$1" && find . -type f -printf '%P %m ' -exec sha256sum {} \; | sort)
}

# --- honest work -----------------------------------------------------------------------------------
status 1 git push -q origin HEAD:refs/heads/side
contains "the newsroom's branch comes first" "there is no newsroom here yet" "$err"
night
status 0 git push -q origin main
is "the night's work is there" "$good" "$(git -C "$hub" rev-parse main)"
status 0 git push -q origin published
is "and what readers see" "$(git rev-parse published)" "$(git -C "$hub" rev-parse published)"
published_good=$(git rev-parse published)

# The server as it was after the night.
fresh() {
    git -C "$hub" for-each-ref --format='%(refname)' |
        while read -r ref; do
            case $ref in
            refs/heads/main | refs/heads/published) ;;
            *) git -C "$hub" update-ref -d "$ref" ;;
            esac
        done
    git -C "$hub" update-ref refs/heads/main "$good"
    git -C "$hub" update-ref refs/heads/published "$published_good"
}

# refused WHAT WORDS COMMAND…: a push that fails with these words, and changes nothing.
refused() {
    local what=$1 words=$2 before
    shift 2
    before=$(files "$hub")
    run "$@"
    if [ "$code" = 0 ]; then
        point 1 "$what: it is refused" "it was taken"
    elif [[ "$err" != *"$words"* ]]; then
        point 1 "$what: $words" "it said:" "$err"
    elif [ "$before" != "$(files "$hub")" ]; then
        point 1 "$what: nothing is written" "$(difference "$before" "$(files "$hub")")"
    else
        point 0 "$what: $words"
    fi
}

attack() {
    clean
    as hugo
    eval "$(cat)" >"$work/attack" 2>&1 || point 1 "$1: it can be done" "$(cat "$work/attack")"
    refused "$1" "($2)" git push -q origin main
}
attacks

honest() {
    clean
    fresh
    as hugo
    eval "$(cat)" >"$work/honest" 2>&1 || point 1 "$1: it can be done" "$(cat "$work/honest")"
    status 0 git push -q origin main
}
honests
fresh
clean
finish
