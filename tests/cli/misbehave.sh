#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A plugin that crashes, never answers or writes garbage: it is charged for it, and nobody else.
. "$(dirname "$0")/lib.sh"
newsroom
misbehaving

as hugo
# misbehaves ID RULE
misbehaves() {
    uses "$1"
    as hugo
    remember
    status 4 marbre --plugin-dir "$work/own" advance marche-couvert --format json
    is "$1: $2, for this plugin" 1 \
        "$(jq --arg r "$2" --arg p "$1" '[.obstacles[]|select(.rule==$r and (.message|contains($p)))]|length' "$work/out")"
    is "$1: at this article" "[\"$market/index.fr.md\"]" "$(jq -c --arg r "$2" '[.obstacles[]|select(.rule==$r).path]' "$work/out")"
    unchanged "$1: the article stays where it was"
}

misbehaves crash-run marbre/plugin-crashed
misbehaves garbage marbre/plugin-failed
misbehaves exit-zero marbre/plugin-crashed
misbehaves span-beyond marbre/plugin-failed
misbehaves rule-unknown marbre/plugin-failed
misbehaves no-reason marbre/plugin-failed
misbehaves crash-create marbre/plugin-crashed
misbehaves flood marbre/plugin-failed

# All at once, and one that never answers: the others' findings are there, of every article.
uses crash-run garbage hang well-behaved
as hugo
status 4 marbre --plugin-dir "$work/own" check bibliotheque --format json
is "each is charged by name" '[["garbage","marbre/plugin-failed"],["crash-run","marbre/plugin-crashed"],["hang","marbre/plugin-timeout"]]' \
    "$(jq -c '[.findings[]|select(.rule|startswith("marbre/plugin-"))|[(.message|capture("“(?<p>[a-z-]+)”").p),.rule]]|sort_by(.[1],.[0])|[.[1],.[0],.[2]]' "$work/out")"
is "the article is named" "[\"$library\"]" "$(jq -c '[.findings[]|select(.rule|startswith("marbre/plugin-"))|.article]|unique' "$work/out")"
is "the stock plugins' findings are there" true \
    "$(jq '[.findings[].rule]|(index("draft/placeholder")!=null) and (index("draft/too-short")!=null)' "$work/out")"
is "and those of another's plugin" true "$(jq '[.findings[].rule]|index("well-behaved/odd")!=null' "$work/out")"
is "no worker is left behind" "" "$(pgrep -f "marbre.*$work" || true)"

# One that dies of one word only: the others' articles pass.
uses touchy
as hugo
echo "BOUM" >>$library/index.fr.md
status 4 marbre --plugin-dir "$work/own" check --all --as draft --format json
is "only the article that it died of is charged" "[\"$library\"]" \
    "$(jq -c '[.findings[]|select(.rule=="marbre/plugin-crashed")|.article]' "$work/out")"
status 0 marbre --plugin-dir "$work/own" advance marche-couvert --dry-run
git checkout -q -- .

# A hundred articles, and every plugin of the zoo that comes to its end by itself: all are judged,
# each plugin is charged on each of them for what it did, and nobody else's findings are lost.
# SOAK=1 takes those that never come back as well, which wait for the deadline.
git checkout -q -f main
git rm -q -r $dam $market
for i in $(seq -w 1 99); do cp -r $library "$published/copie-$i"; done
git add -A
as hugo
git commit -q -m "Cent articles"
crash="abort crash-create crash-entry crash-run exit-zero kill-parent overflow"
fail="args-invalid bad-option bad-text edits-overlap id-twice newer-fields newer-minor no-plugin no-reason \
    rule-unknown short-struct span-beyond span-inside unresolved wrong-major"
quiet="chatty crash-destroy early entry-new exec fork-bomb leaky remembers socket two-symbols well-behaved write-file"
[ -z "${SOAK:-}" ] || crash="$crash hang hang-create hang-deaf hang-entry stop-self"
# shellcheck disable=SC2086 # lists of words
uses $crash $fail $quiet
as hugo
remember
status 4 marbre --plugin-dir "$work/own" check --all --as draft --format json
unchanged "the repository is as it was"
is "the stock plugin's findings are all there" 100 \
    "$(jq '[.findings[]|select(.rule=="draft/placeholder").article]|unique|length' "$work/out")"
is "and those of plugins that do nothing wrong here" 100 \
    "$(jq '[.findings[]|select(.rule=="well-behaved/odd").article]|unique|length' "$work/out")"
# charged RULES PLUGINS: each plugin on each article, by one of these rules.
charged() {
    jq -c --arg rules "$1" --arg plugins "$2" '
        ($plugins|split(" +";null)) as $wanted |
        [.findings[]|select(.rule as $r|$rules|split(" ")|index($r))
            |{plugin: (.message|capture("“(?<p>[a-z-]+)”").p), article}] as $all |
        [$wanted[]|select(. as $p|[$all[]|select(.plugin==$p).article]|unique|length != 100)]' "$work/out"
}
is "who dies is charged with it on each article" "[]" "$(charged "marbre/plugin-crashed marbre/plugin-timeout" "$crash")"
is "who says nonsense, or can't be loaded, likewise" "[]" "$(charged marbre/plugin-failed "$fail")"
is "and nobody else is" "[]" "$(jq -c --arg quiet "$quiet" '
    [.findings[]|select(.rule|startswith("marbre/plugin-"))|.message|capture("“(?<p>[a-z-]+)”").p]|unique
    |map(select(. as $p|$quiet|split(" ")|index($p)))' "$work/out")"
git checkout -q -f main
git reset -q --hard HEAD~1
git branch -q -f essai

# What a terminal would obey is shown, never sent.
uses escape-codes
run marbre --plugin-dir "$work/own" check marche-couvert --as draft
lacks "no escape reaches the terminal" $'\033' "$out$err"
# Nor what it prints.
uses chatty
run marbre --plugin-dir "$work/own" check marche-couvert --as draft --format json
is "what it prints is in no report" 0 "$(jq -e .version "$work/out" >/dev/null; echo $?)"

# Where no process can be had for plugins that is said, and what was begun is let go of: a build with
# sanitizers would end with another status. How many files are open by then differs from build to build.
for most in 12 14 16 18 20 22; do
    # shellcheck disable=SC2016 # the inner shell's own
    run bash -c 'ulimit -n "$0" && exec marbre "$@"' "$most" --plugin-dir "$work/own" check --all --as draft
    case $err in *"to run plugins in could not be started"*) break ;; esac
done
contains "no process for plugins" "to run plugins in could not be started" "$err"
is "and all else is in order" 4 "$code"

finish
