# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
# What the stories of the command line share. A story sources this file, sets the scene with
# `newsroom`, acts as people with `as`, and says what must be so; each assertion is a line of TAP.
#
#   status N COMMAND…        run a command; it must end with this exit status. Sets $out and $err
#   is WHAT EXPECTED ACTUAL  two texts are the same
#   contains WHAT PART TEXT  a text holds words; `lacks` is its opposite
#   json FILTER EXPECTED     what jq finds in $out, compactly
#   remember / unchanged     nothing changed in between: refs, index, files
#
# A failing step prints the difference and the command that repeats it, and the folder is kept.
set -u

[ -n "${MARBRE_ROOT:-}" ] || { echo "1..0 # SKIP MARBRE_ROOT does not say where marbre is"; exit 0; }
source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
examples=$source_root/examples

# roomy FOLDER: a story fits there, and its programs may run.
roomy() {
    [ -w "$1" ] && [ "$(df --output=avail "$1" | tail -n 1)" -gt 1000000 ] &&
        ! findmnt -n -o OPTIONS -T "$1" | grep -q noexec
}
# A story waits for no disk where memory holds a folder: what is left after a kill or on a full disk
# is the affair of tests/fault.
[ -n "${TMPDIR:-}" ] || ! roomy /dev/shm || export TMPDIR=/dev/shm
work=$(mktemp -d "${TMPDIR:-/tmp}/marbre-story.XXXXXX")
home=$work/home
mkdir -p "$home"

for name in $(compgen -e); do
    case $name in
    GIT_* | XDG_* | MARBRE_PLUGIN_PATH | COLUMNS | LC_* | LANG | LANGUAGE | NO_COLOR) unset "$name" ;;
    esac
done
# Where cargo comes from rustup, it looks for its compilers in the home that is its own.
[ ! -d "${RUSTUP_HOME:=$HOME/.rustup}" ] || export RUSTUP_HOME
export HOME=$home TZ=UTC LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
export MARBRE_PAGER=cat # at a terminal too: nobody is there to turn the page
export PATH=$MARBRE_ROOT/bin:$PATH
unset CDPATH

points=0
failures=0
out=
err=
last=

cleanup() {
    cd /
    if [ "$failures" = 0 ]; then
        chmod -R u+rwx "$work" 2>/dev/null
        rm -rf "$work"
    fi
}
trap cleanup EXIT

# One line of TAP; further arguments are said on failure.
point() {
    local good=$1 what=$2
    shift 2
    points=$((points + 1))
    if [ "$good" = 0 ]; then
        echo "ok $points - ${what//#/}"
        return 0
    fi
    failures=$((failures + 1))
    echo "not ok $points - ${what//#/}"
    printf '%s\n' "$@" | sed 's/^/# /'
    [ -z "$last" ] || printf '# to repeat it: %s\n' "$last"
    return 1
}

finish() {
    echo "1..$points"
    [ "$failures" = 0 ] || echo "# kept: $work"
    [ "$failures" = 0 ]
    exit
}

skip_all() {
    echo "1..0 # SKIP $*"
    exit 0
}

# A step that this machine can't show: seen in the report, not a pass.
skip() {
    points=$((points + 1))
    echo "ok $points - $1 # SKIP $2"
}

difference() {
    diff -u --label expected --label actual <(printf '%s\n' "$1") <(printf '%s\n' "$2")
}

is() {
    local what=$1 expected=$2 actual=$3
    if [ "$expected" = "$actual" ]; then
        point 0 "$what"
    else
        point 1 "$what" "$(difference "$expected" "$actual")"
    fi
}

contains() {
    case $3 in
    *"$2"*) point 0 "$1" ;;
    *) point 1 "$1" "there is no: $2" "in:" "$3" ;;
    esac
}

lacks() {
    case $3 in
    *"$2"*) point 1 "$1" "there is: $2" "in:" "$3" ;;
    *) point 0 "$1" ;;
    esac
}

# run COMMAND…: sets $out, $err and $code.
run() {
    last="cd $PWD;${GIT_AUTHOR_EMAIL:+ GIT_AUTHOR_EMAIL=$GIT_AUTHOR_EMAIL}${GIT_AUTHOR_DATE:+ GIT_AUTHOR_DATE=$GIT_AUTHOR_DATE} HOME=$HOME PATH=$MARBRE_ROOT/bin:\$PATH $(printf '%q ' "$@")"
    code=0
    "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
    # Without NUL, as a variable must be, and without a process more for each of thousands of runs.
    { out=$(<"$work/out") err=$(<"$work/err"); } 2>/dev/null
}

status() {
    local expected=$1 shown
    shift
    run "$@"
    shown="$*"
    shown="exit status $expected: ${shown//$'\n'/ }"
    if [ "$code" = "$expected" ]; then
        point 0 "${shown:0:150}"
    else
        point 1 "${shown:0:150}" "it was $code; it said:" "$out" "$err"
    fi
}

json() {
    local actual
    actual=$(jq -c "$1" "$work/out" 2>&1)
    if [ "$actual" = "$2" ]; then
        point 0 "json: ${1:0:120}"
    else
        point 1 "json: ${1:0:120}" "$(difference "$2" "$actual")"
    fi
}

# The value itself, for use in a command.
value() {
    jq -r "$1" "$work/out"
}

# as PERSON: act as somebody of the example newsroom.
as() {
    local name
    case $1 in
    marc) name="Marc Delatour" ;;
    paul) name="Paul Renaud" ;;
    hugo) name="Hugo Marchetti" ;;
    sofia) name="Sofia Brandt" ;;
    lea) name="Léa Morel" ;;
    ines) name="Inès Kaddour" ;;
    *) name=$1 ;;
    esac
    export GIT_AUTHOR_NAME=$name GIT_AUTHOR_EMAIL=$1@gazette.example
    export GIT_COMMITTER_NAME=$name GIT_COMMITTER_EMAIL=$1@gazette.example
}

# clock INSTANT: what follows happens then.
clock() {
    export GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1
}

# newsroom [DIR]: a copy of the example newsroom, founded by Marc, its articles written by Hugo, at
# noon of 18 March 2026.
newsroom() {
    local dir=${1:-$work/newsroom}
    cp -r "$examples/newsroom" "$dir"
    cd "$dir" || exit 1
    mkdir -p workflows
    [ -f workflows/newsroom.yaml ] || cp "$source_root/workflows/newsroom.yaml" workflows/
    clock 2026-03-18T12:00:00+01:00
    as marc
    git init -q --template= -b main .
    git add -A
    git reset -q -- articles
    git commit -q -m "Ouverture"
    as hugo
    git add articles
    git commit -q -m "Trois articles"
}

# policy: commit a change of the newsroom's rules, alone, as an administrator does.
policy() {
    git add marbre.yaml people.yaml workflows glossary
    GIT_AUTHOR_NAME=Marc GIT_AUTHOR_EMAIL=marc@gazette.example git commit -q -m "Règles"
}

state() {
    cd "$work/newsroom" 2>/dev/null || true
    git for-each-ref
    git rev-parse HEAD
    [ "$(git rev-parse --is-bare-repository)" = false ] || return 0
    git status --porcelain=v1
    find . -name .git -prune -o -type f -print0 | sort -z | xargs -0 -r sha256sum
    find . -name .git -prune -o -type l -printf '%p -> %l\n' | sort
}

remember() {
    remembered=$(state)
}

unchanged() {
    is "${1:-nothing has changed}" "$remembered" "$(state)"
}

# text FILE OLD NEW: replace words in a file; they must be there, once or more.
text() {
    local data
    data=$(cat "$1" && echo .) # the dot keeps the last line ends
    data=${data%.}
    [[ $data == *"$2"* ]] || {
        echo "$1 does not hold “$2”" >&2
        return 1
    }
    printf %s "${data//"$2"/"$3"}" >"$1"
}

# stage ARTICLE: where it stands; nothing where that is nowhere.
stage() {
    sed -n 's/^stage: //p' "$published/$1/state.yaml" 2>/dev/null
}

# ready ARTICLE…: all the way to the last stage, from wherever it stands.
ready() {
    local article at
    for article in "$@"; do
        while at=$(stage "$article"); [ "$at" != publish ]; do
            case $at in
            "" | draft) as hugo ;;
            translation) as sofia && marbre approve "$article" >/dev/null ;;
            fact-check) as ines && marbre approve "$article" >/dev/null && as lea ;;
            photo-credit) as paul ;;
            esac
            marbre advance "$article" >"$work/step" 2>&1 || { cat "$work/step" && return 1; }
        done
    done
}

# slice FILE START END: bytes of a file.
slice() {
    tail -c "+$(($2 + 1))" "$1" | head -c "$(($3 - $2))"
}

# Used by the stories.
# shellcheck disable=SC2034
{
    published=articles/2026/03
    library=$published/bibliotheque
    dam=$published/digue-nord
    market=$published/marche-couvert
}

# article NAME LINE…: one more like the market hall, with these lines in its header.
article() {
    local name=$1
    shift
    mkdir -p "$published/$name"
    cp $market/halle.jpg "$published/$name/"
    {
        sed -n "1,/^date:/p" $market/index.fr.md | sed "s/^title:.*/title: \"Halle $name\"/"
        printf '%s\n' "$@"
        sed "1,/^date:/d" $market/index.fr.md
    } >"$published/$name/index.fr.md"
}

# misbehaving: the plugins that misbehave stand in $work/own.
misbehaving() {
    [ -f "${MARBRE_ZOO:-}/crash-run.so" ] || skip_all "the plugins that misbehave are not built"
    mkdir "$work/own"
    cp "$MARBRE_ZOO"/*.so "$work/own/"
    chmod 644 "$work"/own/*.so
}

# uses ID…: the draft stage asks these too.
uses() {
    local id
    git checkout -q -f -B essai main
    for id; do
        sed -i "0,/^      - uses: draft\$/s//      - uses: $id\n      - uses: draft/" workflows/newsroom.yaml
    done
    policy
}

# row NUMBER WHAT STATUS WORDS COMMAND…: a bad input of one row of the reliability table: the exit
# status, words that must be said ("" for any), nothing changed, no control sent.
row() {
    local number=$1 what=$2 expected=$3 words=$4 before after
    shift 4
    before=$(state)
    run "$@"
    after=$(state)
    if [ "$code" != "$expected" ]; then
        point 1 "row $number: $what" "exit status $code instead of $expected; it said:" "$out" "$err"
    elif [[ "$out$err" != *"$words"* ]]; then
        point 1 "row $number: $what" "there is no: $words" "in:" "$out" "$err"
    elif [ "$before" != "$after" ]; then
        point 1 "row $number: $what" "$(difference "$before" "$after")"
    elif grep -qP '[\x00-\x08\x0b-\x1f\x7f]' "$work/out" "$work/err"; then
        point 1 "row $number: $what" "control characters were sent:" "$(cat -v "$work/out" "$work/err")"
    else
        point 0 "row $number: $what"
    fi
}
