#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The files of examples/ci: their scripts, run as the forges run them but without containers, say
# yes to a night's work and no to words that break a rule, to a way round the gate and to a change
# that would loosen its own rules.
. "$(dirname "$0")/lib.sh"
python=/usr/bin/python3
[ -x $python ] || python=python3
$python -c 'import yaml' 2>/dev/null || skip_all "there is no PyYAML to read the files with"
newsroom
trust=$(git rev-list --max-parents=0 HEAD)
runner=$source_root/tests/cli/runner.py
export RUNNER_TEMP=$work/runner GITHUB_WORKSPACE=$work/newsroom

# Each forge judges from $base to HEAD: on a push, and as a request to merge. $work/log has it all.
actions() {
    local file=$1 event=$2 target=$3
    # shellcheck disable=SC2016
    $python "$runner" actions "$examples/ci/$file.yml" "vars.MARBRE_TRUST=$trust" \
        "github.event_name=$event" "github.event.before=$base" \
        "github.event.pull_request.base.sha=$target"
}

gitlab() {
    MARBRE_TRUST=$trust CI_COMMIT_SHA=$(git rev-parse HEAD) "$@" $python "$runner" gitlab \
        "$examples/ci/gitlab.yml"
}

judge() {
    case $1 in
    github-push) actions github push "" ;;
    github-merge) actions github pull_request_target "" ;;
    forgejo-push) actions forgejo push "" ;;
    forgejo-merge) actions forgejo pull_request_target "$base" ;;
    gitlab-push) gitlab env CI_COMMIT_BEFORE_SHA="$base" ;;
    gitlab-merge) gitlab env CI_MERGE_REQUEST_DIFF_BASE_SHA="$base" ;;
    script) MARBRE_TRUST=$trust REPORTS=$work/reports "$examples/ci/marbre-ci" "$base" HEAD ;;
    esac
}

# everywhere STATUS WHAT WORDS: what each of them says of it. github-merge has a merge to look at.
everywhere() {
    local expected=$1 what=$2 words=$3 door
    for door in github-push forgejo-push forgejo-merge gitlab-push gitlab-merge script; do
        mkdir -p "$RUNNER_TEMP"
        judge $door >"$work/log" 2>&1
        code=$?
        [ "$expected" = 0 ] || [ "$code" = 0 ] || code=1
        if [ "$code" != "$expected" ]; then
            point 1 "$door: $what" "it ended with $code:" "$(cat "$work/log")"
        else
            contains "$door: $what" "$words" "$(cat "$work/log")"
        fi
        rm -rf "$RUNNER_TEMP" marbre.xml marbre.json
    done
}

base=$(git rev-parse HEAD)
as hugo
status 0 marbre advance marche-couvert
status 0 marbre advance digue-nord
good=$(git rev-parse HEAD)
everywhere 0 "honest work passes" "Every one keeps the rules"

echo '[à compléter]' >>$market/index.fr.md
git commit -qam "Un trou"
everywhere 1 "words that break a rule don't" "draft/placeholder"
git reset -q --hard "$good"

git rm -rq $market
git commit -qm "Enlevé à la main"
everywhere 1 "nor does a way round the gate" "marche-couvert"
git reset -q --hard "$good"

sed -i 's/  - id: draft$/&\n    severity: {draft\/placeholder: "off"}/' workflows/newsroom.yaml
echo '[à compléter]' >>$market/index.fr.md
git commit -qam "Des règles et des mots"
everywhere 1 "nor words that bring their own rules" "draft/placeholder"
git reset -q --hard "$good"

# A file of the judged side that looks like a program is never run.
mkdir -p .github/workflows hooks
printf '#!/bin/sh\ntouch %q\n' "$work/ran" | tee marbre git hooks/post-checkout >/dev/null
chmod +x marbre git hooks/post-checkout
git add -A
git commit -qm "Un programme"
PATH=$PATH everywhere 0 "a program in the repository changes nothing" ""
is "and does not run" false "$([ -e "$work/ran" ] && echo true || echo false)"
git reset -q --hard "$good"

# GitHub's request to merge: HEAD is the merge, its first parent the branch that the words go to.
git checkout -qb branche "$good"
printf '\nUne phrase de plus.\n' >>$library/index.fr.md
git commit -qam "Sur une branche"
git checkout -q main
git checkout -q --detach
git merge -q --no-ff -m "Merge" branche
mkdir -p "$RUNNER_TEMP"
run judge github-merge
is "a merge is judged from the branch that it goes to" 0 "$code"
is "and is of one article" 1 "$(grep -c 'classname="marbre.marbre"' "$RUNNER_TEMP/marbre.xml")"
contains "reports are handed on" "uses github/codeql-action/upload-sarif" "$out"
git checkout -q branche
echo '[à compléter]' >>$market/index.fr.md
git commit -qam "Un trou sur une branche"
git checkout -q --detach main
git merge -q --no-ff -m "Merge" branche
run judge github-merge
is "and refused from there" 1 "$code"
contains "with its annotation" "::error file=$market" "$out"
contains "history is judged all the same" "step The way it came" "$out"
git checkout -q main

# Without a commit that is trusted nothing passes.
trust=
run judge github-push
is "without trust nothing is verified" 1 "$code"
run judge script
is "nor in a script" false "$([ "$code" = 0 ] && echo true || echo false)"
trust=$good
base=0000000000000000000000000000000000000000
run judge gitlab-push
is "a branch without a past is judged from the commit that is trusted" 0 "$code"

# What the files promise.
for file in github gitlab forgejo; do
    text=$(cat "$examples/ci/$file.yml")
    lacks "$file: no version is left open" "@main" "$text"
    lacks "$file: nor an image" ":latest" "$text"
    contains "$file: history is whole" "$([ $file = gitlab ] && echo 'GIT_DEPTH: "0"' || echo 'fetch-depth: 0')" "$text"
done
finish
