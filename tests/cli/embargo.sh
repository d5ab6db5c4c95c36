#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Nothing before its hour: an embargo tried through every door, with a clock that is told and with
# the machine's own.
. "$(dirname "$0")/lib.sh"
newsroom
word=zéphyrine
before=2026-03-20T05:59:59+01:00
at=2026-03-20T06:00:00+01:00
after=2026-03-20T06:00:01+01:00

# write NAME LINE…: an article with these lines in its header, and a word that no other one has.
write() {
    article "$@"
    printf '\nLe mot de passe de la halle %s est %s%s.\n' "$1" "$word" "$1" >>"$published/$1/index.fr.md"
}

# written NAME…: saved, and all the way to the last stage.
written() {
    as hugo && marbre save >/dev/null
    ready "$@"
    as marc
}

# kept WHEN NAME: no word of it, and not its name, is in any file or commit of the site.
kept() {
    local found
    found=$(git log -p --format=%B published 2>/dev/null | grep -c -e "$word$2" -e "Halle $2" -e "/$2/")
    is "$1, no version of the site has a word of it" 0 "$found"
    found=$(git ls-tree -r --name-only published 2>/dev/null | grep "/$2/")
    is "$1, nothing stands at its address" "" "$found"
}

# shown NAME: readers have it.
shown() {
    is "readers have $1" "1 1" "$(git grep -c "$word$1" published -- "2026/03/$1/index.html" | wc -l) $(git show published:atom.xml | grep -c "<title>Halle $1<")"
}

# --- before, at and after ------------------------------------------------------------------------

for name in un deux trois quatre; do
    write $name "embargo: $at"
done
write libre "fonds: halles"
written un deux trois quatre libre
is "an embargo keeps nothing from the last stage" "publish publish publish publish publish" \
    "$(for name in un deux trois quatre libre; do stage $name; done | xargs)"
remember
for door in "advance un" "publish un" "publish un --now" "publish libre un deux" \
    "publish un --to $work/early"; do
    # shellcheck disable=SC2086
    status 1 marbre --at $before $door
    contains "the hour is told: $door" "under embargo until 20 March 2026, 06:00" "$out"
done
clock $before
for door in "advance un" "publish un" "publish un --now" "publish libre un deux"; do
    # shellcheck disable=SC2086
    status 1 marbre $door
done
status 0 marbre publish --due
is "nothing is due, nothing is said" "" "$out$err"
status 0 marbre publish
status 0 marbre --at $before list
contains "the list tells the hour" "(under embargo until 20 March 2026, 06:00)" "$out"
unchanged "no door has moved anything"
is "nor written a site" "" "$(ls -d "$work/early" 2>/dev/null)"
status 0 marbre publish libre
kept "before" un
kept "before" deux
status 0 marbre publish --to "$work/site"
is "no file of an export has a word of it" "" "$(grep -rl "$word"un "$work/site")"
git update-ref -d refs/heads/published
rm -rf .git/marbre/site .git/marbre/roll
status 0 marbre publish
kept "rendered anew" un
status 0 marbre --at $before publish --status --format json
json '[.online,[.embargoed[]|[.title,.at]][0],(.embargoed|length)]' \
    '[1,["Halle deux","2026-03-20T06:00:00+01:00"],4]'
lacks "only title and hour are told" "$word" "$out"

status 0 marbre --at $at publish un
shown un
kept "what nobody asked for" deux
clock $at
status 0 marbre publish --due --format json
json '[.due[]|[.title,.transition,.due,.allowed,(.commit|type)]]' \
    '[["Halle deux","publish","2026-03-20T06:00:00+01:00",true,"string"],["Halle quatre","publish","2026-03-20T06:00:00+01:00",true,"string"],["Halle trois","publish","2026-03-20T06:00:00+01:00",true,"string"]]'
shown deux
shown trois
is "the record has the instant" "at: $at" "$(grep ^publication $published/deux/state.yaml | grep -o "at: [^,]*")"
write cinq "embargo: $at"
clock 2026-03-18T12:00:00+01:00
written cinq
clock $after
status 0 marbre advance cinq --format json
json '[.transition,.to]' '["publish","published"]'
shown cinq

# Nobody's clock but the commits' own says that the hour had come: history tells where it hangs on that.
root=$(git rev-list --max-parents=0 HEAD)
for _ in first second; do # judged, and as it was kept
    status 0 marbre verify --trust "$root" --format json
    json '[.times[] | select(.held == ["embargo"]) | [.at, (.article | sub(".*/"; ""))]] | sort | unique' \
        '[["2026-03-20T06:00:00+01:00","deux"],["2026-03-20T06:00:00+01:00","quatre"],["2026-03-20T06:00:00+01:00","trois"],["2026-03-20T06:00:00+01:00","un"],["2026-03-20T06:00:01+01:00","cinq"]]'
done
status 0 marbre verify --trust "$root"
contains "in words too" "Time as claimed" "$out"
contains "and what hangs on it" "/cinq  its hour had come" "$out"
lacks "what waits for no hour does not" "/libre" "$out"

# --- zones, days, and the nights when clocks change ----------------------------------------------

# held NAME INSTANT INSTANT: not yet at the first one, and at the second.
held() {
    clock 2026-03-18T12:00:00+01:00
    written "$1"
    status 1 marbre --at "$2" publish "$1" --dry-run
    status 0 marbre --at "$3" publish "$1" --dry-run
}
write zone "embargo: 2026-03-20T01:00:00-04:00"
held zone $before $at
write jour "embargo: 2026-03-20"
held jour 2026-03-20T23:59:59+01:00 2026-03-21T00:00:00+01:00
write sans "embargo: \"2026-03-20 06:00\""
held sans $before $at
write ete "embargo: 2026-03-29"
held ete 2026-03-29T23:59:59+02:00 2026-03-30T00:00:00+02:00
write saut "embargo: \"2026-03-29 02:30\""
held saut 2026-03-29T03:29:59+02:00 2026-03-29T03:30:00+02:00
write hiver "embargo: \"2026-10-25 02:30\""
held hiver 2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00
write nuit "embargo: 2026-10-25T02:30:00+02:00"
held nuit 2026-10-25T02:29:59+02:00 2026-10-25T02:30:00+02:00
write presse "embargo: \"20 mars 2026 à 6 h\""
held presse $before $at

# --- words that come from elsewhere, and words that are corrected --------------------------------

# The original is under embargo: so is what it says in any other language.
write original "source-lang: en" "translator: Sofia Brandt"
sed "s/^title:.*/title: \"Hall\"\nembargo: 2026-03-20T06:00:00+01:00/; s/^lang: fr/lang: en/" \
    $market/index.fr.md >$published/original/index.en.md
clock 2026-03-18T12:00:00+01:00
as hugo
status 0 marbre save
status 0 marbre show original --format json
json '.embargo' '"2026-03-20T06:00:00+01:00"'

# A correction that puts an embargo in is published after it, and the page stays as it was.
clock 2026-03-21T09:00:00+01:00
as marc
status 0 marbre correct libre --kind update --note "Complété"
text $published/libre/index.fr.md "fonds: halles" "fonds: halles
embargo: 2026-03-25T06:00:00+01:00"
text $published/libre/index.fr.md "${word}libre" "${word}libre, puis ${word}secret"
as hugo && marbre save >/dev/null && marbre advance libre >/dev/null
as ines && marbre approve libre >/dev/null
for _ in 1 2 3; do as lea && marbre advance libre >/dev/null; as paul && marbre advance libre >/dev/null; done
is "the correction has passed every desk" publish "$(stage libre)"
as marc
page=$(git rev-parse published:2026/03/libre)
status 1 marbre publish libre
contains "it waits for its hour" "under embargo until 25 March 2026, 06:00" "$out"
status 0 marbre publish --due
status 0 marbre publish
is "the page is what it was" "$page" "$(git rev-parse published:2026/03/libre)"
is "no version of the site has the new word" 0 "$(git log -p published | grep -c "${word}secret")"
status 0 marbre --at 2026-03-25T06:00:00+01:00 publish --due
contains "it is published when it may be" "Halle libre” is published" "$out"

# --- records that nobody was asked for -----------------------------------------------------------

# forge NAME AT: a record that claims what the gate never said.
forge() {
    local state=$published/$1/state.yaml content
    content=$(git rev-parse "HEAD:$published/$1")
    sed -i "s/^stage:.*/stage: published/; /^publication:/d" "$state"
    printf 'publication: {revision: 1, at: %s, digest: "sha256:%064d", content: %s}\n' "$2" 0 "$content" >>"$state"
    git add "$state" && git commit -qm "Faux"
}
write faux "embargo: 2027-01-01"
clock 2026-03-22T09:00:00+01:00
written faux
forge faux 2026-03-22T09:00:00+01:00
status 0 marbre publish
contains "a forged record is said" "marbre/embargoed: the record of $published/faux" "$err"
kept "forged" faux
shown deux
status 1 marbre publish --status
contains "and told as long as it stands" "Left out of the site" "$out"
status 1 marbre publish --status --format json
json '[.left_out[]|[.path,.at]]' "[[\"$published/faux\",\"2027-01-02T00:00:00+01:00\"]]"
status 0 marbre publish --to "$work/forged"
is "no export has a word of it" "" "$(grep -rl "${word}faux" "$work/forged")"
git update-ref -d refs/heads/published
rm -rf .git/marbre/site
status 0 marbre publish
contains "it is said again where all is rendered" "faux" "$err"
kept "rendered anew, forged" faux
write casse "embargo: 2027-01-01"
written casse
text $published/casse/index.fr.md 'title: "Halle casse"' "title: Halle : casse : non"
git add $published/casse && git commit -qm "En-tête cassé"
forge casse 2026-03-22T09:00:00+01:00
status 0 marbre publish
kept "with a header that can't be read" casse
git init -q "$work/alone" && git -C "$work/alone" fetch -q "$PWD" main && git -C "$work/alone" checkout -q -b main FETCH_HEAD
(
    cd "$work/alone" || exit 1
    for folder in $published/*; do [ "${folder##*/}" = faux ] || git rm -rq "$folder"; done
    git commit -qm "Seul"
)
status 0 marbre -C "$work/alone" publish
contains "it is said where nothing else is published" "the record of $published/faux" "$err"
is "and no branch is made" "" "$(git -C "$work/alone" for-each-ref refs/heads/published)"
git clone -q --bare . "$work/bare.git"
git -C "$work/bare.git" update-ref -d refs/heads/published
status 0 marbre -C "$work/bare.git" publish
is "a bare repository leaves it out as well" 0 "$(git -C "$work/bare.git" log -p published | grep -c -e "${word}faux" -e "${word}casse")"

# --- the machine's own clock ---------------------------------------------------------------------

if command -v faketime >/dev/null; then
    unset GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    export ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 TZ=UTC
    clock 2026-03-22T09:00:00+01:00
    write montre "embargo: 2026-06-01T06:00:00+02:00"
    written montre
    unset GIT_AUTHOR_DATE GIT_COMMITTER_DATE
    status 1 faketime '2026-06-01 03:55:00' marbre publish montre
    contains "the machine's clock is asked" "under embargo until 1 June 2026, 06:00" "$out"
    status 0 faketime '2026-06-01 03:55:00' marbre publish --due
    status 0 faketime '2026-06-01 03:55:00' marbre publish
    kept "by the machine's clock" montre
    run faketime '2026-06-01 04:00:00' marbre publish --due
    contains "and it says when" "Halle montre” is published" "$out"
    shown montre
else
    skip "the machine's clock is moved" "faketime is not installed"
fi
finish
