#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# gazette.sh DIR ROOT [bare]: the example newsroom with a story at every stage, moved there by the
# marbre that is installed below ROOT. In a working tree some words are not saved yet.
set -eu
marbre=$2/bin/marbre
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
unset GIT_DIR GIT_INDEX_FILE LANGUAGE
export LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
mkdir -p "$(dirname "$1")"
newsroom=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$newsroom
[ "${3:-}" = bare ] && work=$newsroom.work
month=articles/2026/03

# person COMMAND…: a command of somebody of the newsroom, at noon.
person() {
    who=$1
    shift
    "$here/person" "$who" "$@"
}

# to_translation STORY, and on from there.
to_translation() { person hugo "$marbre" advance "$1"; }
to_factcheck() {
    to_translation "$1"
    person paul "$marbre" approve "$1"
    person sofia "$marbre" advance "$1"
}
to_checked() {
    to_factcheck "$1"
    person ines "$marbre" approve "$1"
}
to_publish() {
    to_checked "$1"
    person lea "$marbre" advance "$1"
}

rm -rf "$newsroom" "$work"
mkdir -p "$work"
cp -R "$source/examples/newsroom/." "$work"
cd "$work"
mkdir -p workflows
[ -f workflows/newsroom.yaml ] || cp "$source/workflows/newsroom.yaml" workflows/
for story in sent checked ready edition w0 w1 w2 w3 w4 w5 w6 w7; do
    cp -R $month/digue-nord $month/$story
done
person marc git init -q --template= -b main .
git add marbre.yaml people.yaml workflows glossary .gitattributes
person marc git commit -q -m 'Ouverture'
git add .
person hugo git commit -q -m 'Des articles'
{
    to_translation sent
    to_checked checked
    to_publish ready
    to_publish edition
    person paul "$marbre" publish edition
} >/dev/null
if [ "$work" != "$newsroom" ]; then
    git clone -q --bare --template= "$work" "$newsroom"
    rm -rf "$work"
    exit 0
fi
echo 'Le bilan pourrait s’alourdir.' >>$month/digue-nord/index.fr.md
echo 'Les travaux dureront six mois.' >>$month/marche-couvert/index.fr.md
