#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# newsroom.sh DIR [--bare | --packed]: a small newsroom for the fault tests, one article, one output
# page. In a packed one, every write but its first two objects is a pack.
set -eu
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=Fault GIT_AUTHOR_EMAIL=fault@example.org
export GIT_COMMITTER_NAME=Fault GIT_COMMITTER_EMAIL=fault@example.org
export GIT_AUTHOR_DATE='2023-11-14T22:00:00Z' GIT_COMMITTER_DATE='2023-11-14T22:00:00Z'
mkdir -p "$(dirname "$1")"
newsroom=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$newsroom
[ "${2:-}" = --bare ] && work=$newsroom.work
rm -rf "$newsroom" "$work"
git init -q --template= -b main "$work"
cd "$work"
mkdir -p articles/2023/09/story articles/2023/09/other
printf 'name: Test\n' > marbre.yaml
printf -- '---\ntitle: "Old"\n---\n\nOld words.\n' > articles/2023/09/story/index.fr.md
printf 'stage: draft\n' > articles/2023/09/story/state.yaml
printf -- '---\ntitle: "Other"\n---\n\nOther words.\n' > articles/2023/09/other/index.fr.md
git add . && git commit -q -m 'A newsroom'
git checkout -q --orphan published && git rm -rqf . && printf '<p>Old\n' > index.html
git add index.html && git commit -q -m 'Old page' && git checkout -q main
if [ "${2:-}" = --packed ]; then
    git config marbre.looseObjects 2
fi
if [ "${2:-}" = --bare ]; then
    cd / && git clone -q --bare --template= "$work" "$newsroom" && rm -rf "$work"
fi
