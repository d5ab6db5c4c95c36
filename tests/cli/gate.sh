#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Installed means closed: `hook install` sets up servers and clones, and `doctor --server` tries what
# must be refused and names whatever opens the gate; it never says closed of an open one.
. "$(dirname "$0")/lib.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)
good=$(git rev-parse HEAD)
git config marbre.trust "$root"

# --- installing ------------------------------------------------------------------------------------
hub=$work/hub.git
git init -q --bare --template= -b main "$hub"
status 2 marbre -C "$hub" hook install --server
contains "a server is told what to trust" "--trust COMMIT" "$err"
status 2 marbre -C "$hub" hook install --trust "$root"
first=$(cd "$hub" && find . -type f -exec sha256sum {} \; | sort)
status 0 marbre -C "$hub" hook install --server --trust "$root" --dry-run
contains "a trial says what would be done" "hooks/pre-receive would be written" "$out"
contains "the settings too" "receive.fsckObjects would be true" "$out"
is "and does nothing" "$first" "$(cd "$hub" && find . -type f -exec sha256sum {} \; | sort)"
status 0 marbre -C "$hub" hook install --server --trust "$root"
contains "what was done is said" "hooks/pre-receive was written" "$out"
contains "the settings too" "receive.fsckObjects is now true" "$out"
is "the hook can be run" 0 "$([ -x "$hub/hooks/pre-receive" ]; echo $?)"
first=$(cd "$hub" && find . -type f -exec sha256sum {} \; | sort)
status 0 marbre -C "$hub" hook install --server
contains "twice is once" "is in place already" "$out"
is "and changes nothing" "$first" "$(cd "$hub" && find . -type f -exec sha256sum {} \; | sort)"
chmod -x "$hub/hooks/pre-receive"
status 0 marbre -C "$hub" hook install --server
is "it can be run again" 0 "$([ -x "$hub/hooks/pre-receive" ]; echo $?)"
status 0 marbre -C "$hub" hook install --server --uninstall --dry-run
contains "so does one of taking it away" "would be removed" "$out"
status 0 marbre -C "$hub" hook install --server --uninstall --format json
json '.done|length' 1
is "it is gone" 1 "$([ -e "$hub/hooks/pre-receive" ]; echo $?)"
printf '#!/bin/sh\necho theirs\n' >"$hub/hooks/pre-receive"
status 1 marbre -C "$hub" hook install --server
contains "somebody else's hook stays" "stays as it is" "$err"
is "as it was" "echo theirs" "$(tail -1 "$hub/hooks/pre-receive")"
status 0 marbre -C "$hub" hook install --server --uninstall
is "and is not taken away" "echo theirs" "$(tail -1 "$hub/hooks/pre-receive")"
mkdir -p "$hub/hooks/pre-receive.d"
status 0 marbre -C "$hub" hook install --server --file "$hub/hooks/pre-receive.d/marbre"
is "it can stand in a file of one's choice" 0 "$([ -x "$hub/hooks/pre-receive.d/marbre" ]; echo $?)"
rm -r "$hub/hooks"
mkdir "$work/shared-hooks"
git -C "$hub" config core.hooksPath "$work/shared-hooks"
status 1 marbre -C "$hub" hook install --server
contains "hooks for several repositories are not touched" "core.hooksPath" "$err"
git -C "$hub" config core.hooksPath hooks
status 0 marbre -C "$hub" hook install --server
git -C "$hub" config --unset core.hooksPath
status 2 marbre -C "$work" hook install
status 2 marbre hook
status 2 marbre hook install somewhere

# --- the doctor ------------------------------------------------------------------------------------
git remote add origin "$hub"
status 0 git push -q origin main
cp -a "$hub" "$work/whole.git"

doctor() {
    status "$1" marbre -C "$hub" doctor --server --format json
    json .gate "\"$2\""
}
doctor 0 closed
json '[.looks[]|select(.what|startswith("try-"))|.ok]' '[true,true,true]'
is "nothing stays of what was tried" "$good" "$(git -C "$hub" for-each-ref --format='%(objectname)')"
is "nor beside it" "" "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'marbre-gate-*' -user "$(id -u)" -mmin -1)"
status 0 marbre -C "$hub" doctor --server
contains "it is said in words" "The gate is closed" "$out"
status 0 marbre --ui-lang fr -C "$hub" doctor --server
contains "in French too" "La porte est fermée" "$out"

# broken WHAT GATE COMMANDS…: the server, spoiled by these; the doctor names it so.
broken() {
    local what=$1 gate=$2
    shift 2
    rm -rf "$hub"
    cp -a "$work/whole.git" "$hub"
    (cd "$hub" && eval "$*") || point 1 "$what: it can be done" "$*"
    run marbre -C "$hub" doctor --server --format json
    is "$what: not well" 1 "$code"
    is "$what: the gate" "$gate" "$(value .gate)"
    contains "$what: named" "\"$what\"" "$(jq -c '[.looks[]|select(.ok|not)|.what]' "$work/out")"
    is "$what: nothing stays" "$good" "$(git -C "$hub" rev-parse main)"
}
program=$(sed -n "s/^exec '\([^']*\)'.*/\1/p" "$hub/hooks/pre-receive")
broken hook-missing open rm hooks/pre-receive
broken hook-not-executable open chmod -x hooks/pre-receive
broken hook-not-ours closed 'printf "#!/bin/sh\n# mine\nexec marbre hook pre-receive\n" >hooks/pre-receive'
broken try-ref open 'printf "#!/bin/sh\nmarbre hook pre-receive || true\n" >hooks/pre-receive'
broken try-ref open 'printf "#!/bin/sh\nmarbre hook pre-receive | cat\n" >hooks/pre-receive'
broken try-ref unknown 'printf "#!/bin/sh\nexit 1\n" >hooks/pre-receive'
broken try-ref unknown 'printf "#!/no/such/shell\n" >hooks/pre-receive'
broken try-published open 'printf "#!/bin/sh\nread -r a b c\ncase \$c in refs/heads/published) exit 0 ;; esac\necho \"\$a \$b \$c\" | marbre hook pre-receive\n" >hooks/pre-receive'
broken try-newsroom open 'printf "#!/bin/sh\nread -r a b c\ncase \$c in refs/heads/main) exit 0 ;; esac\necho \"\$a \$b \$c\" | marbre hook pre-receive\n" >hooks/pre-receive'
broken hook-writable open chmod 777 hooks/pre-receive
broken hooks-path open git config core.hooksPath "$work/shared-hooks"
broken hook-missing open 'rm -r hooks; git config core.hooksPath '"$work/shared-hooks"
broken program-missing unknown "sed -i s,/marbre,/nowhere, hooks/pre-receive"
broken program-broken open "sed -i \"s,$program,/bin/true,\" hooks/pre-receive"
cp "$program" "$work/anybodys"
chmod 777 "$work/anybodys"
broken program-writable open "sed -i \"s,$program,$work/anybodys,\" hooks/pre-receive"
broken trust-missing unknown git config --unset marbre.trust
broken trust-name unknown git config marbre.trust main
broken trust-elsewhere unknown git config marbre.trust 0123456789012345678901234567890123456789
broken branch-missing unknown git config marbre.branch trunk
broken branch-unknown unknown "git update-ref --no-deref HEAD $good"
broken time-limit unknown git config marbre.hookTimeout forever
broken fsck closed git config receive.fsckObjects false
broken prune closed git config gc.pruneExpire now
broken replaced closed "git update-ref refs/replace/$good $root"
broken alternates closed "echo $work/newsroom/.git/objects >objects/info/alternates"
broken grafts closed "mkdir -p info; echo $good >info/grafts"
broken files-writable open chmod 777 refs/heads
broken shallow closed "echo $good >shallow"

rm -rf "$hub"
cp -a "$work/whole.git" "$hub"
git -C "$hub" config receive.denyDeletes false
git -C "$hub" config receive.denyNonFastForwards false
doctor 0 closed
json '[.looks[]|select(.what=="deletes" or .what=="rewinds")]|length' 2
HOME=$work/other-home
mkdir -p "$HOME"
git config --global core.hooksPath "$work/shared-hooks"
doctor 1 open
contains "a setting of the user is named" '"hooks-path"' "$out"
HOME=$home

# --- clones ----------------------------------------------------------------------------------------
rm -rf "$hub"
cp -a "$work/whole.git" "$hub"
status 0 marbre hook install
is "what others did comes below" true "$(git config pull.rebase)"
contains "what was done is said" "hooks/pre-commit was written" "$out"
as hugo
status 0 marbre advance marche-couvert
status 0 git push -q origin main
good=$(git rev-parse HEAD)
stopped() {
    status 1 git commit -qam X
    contains "$1" "($2)" "$err"
    is "$1: nothing is committed" "$good" "$(git rev-parse HEAD)"
    git reset -q --hard "$good"
}
as hugo
sed -i "s/^title:.*/title: [/" $library/index.fr.md
status 0 git commit -qam "Un brouillon peut être cassé"
git reset -q --hard "$good"
sed -i "s/^title:.*/title: [/" $market/index.fr.md
stopped "front matter that can't be read, past the first stage" marbre/bad-yaml
sed -i "s/^stage:.*/stage: published/" $market/state.yaml
stopped "a record by hand" marbre/bad-state
git rm -rq $market
status 1 marbre --ui-lang fr hook pre-commit
contains "in the language that was asked for" "sa première étape" "$err"
stopped "an article past its first stage removed" marbre/forbidden-path
echo "# x" >>workflows/newsroom.yaml
echo Mot. >>$library/index.fr.md
stopped "rules together with words" marbre/policy-mixed
echo "stages: [" >>workflows/newsroom.yaml
stopped "rules that nobody can read" marbre/policy-broken
git mv $market $published/halle
status 0 git commit -qm "Un article change de nom"
git reset -q --hard "$good"
echo Un. >>$market/index.fr.md
echo Deux. >>$library/index.fr.md
status 0 git commit -qm "Une partie" $library/index.fr.md
is "a part of what lies there" "$library/index.fr.md" "$(git diff --name-only HEAD~1 HEAD)"
git reset -q --hard "$good"
git checkout -q --orphan empty
git rm -rfq .
echo x >x
git add x
status 0 git commit -qm "Une branche sans rédaction"
git checkout -q main
status 0 git commit -q --no-verify --allow-empty -m "Inconnu" --author="X <x@elsewhere.example>"
status 1 git push -q origin main
contains "what the server would say" "(marbre/unknown-person)" "$err"
contains "and nothing was sent" "Nothing was sent" "$err"
status 1 git push -q --no-verify origin main
contains "which it does say" "(marbre/unknown-person)" "$err"
git reset -q --hard "$good"
git clone -q "$hub" "$work/second"
(cd "$work/second" && echo Mot. >>$library/index.fr.md && git commit -qam Mot && git push -q origin main)
echo Autre. >>$dam/index.fr.md
git commit -qam Autre
run git push -q origin main
is "somebody else came first" 1 "$code"
status 0 git pull -q --rebase origin main
status 0 git push -q origin main
status 0 git push -q origin HEAD:refs/heads/brouillon
status 0 marbre hook install --uninstall
finish
