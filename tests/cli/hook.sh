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
    (cd "$1" && find . -type f -printf '%P %m\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum)
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
# From here the hook goes by what git has noted of paths, as on a server that was set up.
git -C "$hub" commit-graph write --reachable --changed-paths

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

# --- refs ------------------------------------------------------------------------------------------
fresh
clean
older=$(git rev-parse "$good~1")
forbidden="(marbre/forbidden-ref)"
backward="(marbre/not-forward)"
refused "a branch that is rewound" "$backward" git push -q --force origin "$older:main"
git checkout -q -b other "$older"
echo Autre. >>$library/index.fr.md
git commit -qam Autre
refused "a branch that is rewritten" "$backward" git push -q --force origin other:main
contains "the cure is said" "git pull --rebase" "$err"
git merge -q --no-ff -m Fusion main
refused "the newsroom's line merged into one's own" "$backward" git push -q origin other:main
contains "and why" "et non l’inverse" "$err"
git checkout -q main
git checkout -q -B landing "$good"
git merge -q --no-ff -m Fusion "other~1"
fresh
status 0 git push -q origin landing:main
git checkout -q main
fresh
refused "a branch deleted" "$backward" git push -q origin :main
refused "the published branch deleted" "$backward" git push -q origin :published
refused "deleted and made again" "$backward" git push -q origin :main "$good:refs/heads/else"
refused "a replaced commit" "$forbidden" git push -q origin "$older:refs/replace/$good"
refused "notes" "$forbidden" git push -q origin "$good:refs/notes/commits"
refused "a ref of Marbre's own" "$forbidden" git push -q origin "$good:refs/marbre/verified"
refused "a ref beside branches and tags" "$forbidden" git push -q origin "$good:refs/for/main"
refused "a remote's branch" "$forbidden" git push -q origin "$good:refs/remotes/origin/main"
refused "a branch HEAD" "$forbidden" git push -q origin "$good:refs/heads/HEAD"
refused "a branch like an option" "$forbidden" git push -q origin "$good:refs/heads/-x"
refused "a branch whose name turns round" "$forbidden" git push -q origin "$good:refs/heads/m"$'\u202e'"nia"
refused "a branch with a hidden character" "$forbidden" git push -q origin "$good:refs/heads/ma"$'\u200b'"in"
refused "a branch with a C1 control" "$forbidden" git push -q origin "$good:refs/heads/ma"$'\u009b'"in"
refused "a branch that is not UTF-8" "$forbidden" git push -q origin "$good:refs/heads/ma"$'\xff'"in"
refused "a branch in capitals" "$forbidden" git push -q origin "$good:refs/heads/MAIN"
refused "a branch within a branch's name" "$forbidden" git push -q origin "$good:refs/heads/refs/heads/main"
refused "a branch like a commit" "$forbidden" git push -q origin "$good:refs/heads/$good"
refused "a tag of the branch's name" "$forbidden" git push -q origin "$good:refs/tags/main"
refused "a tag of the published branch's name" "$forbidden" git push -q origin "$good:refs/tags/Published"
refused "a branch that leads to a tag" "" sh -c "git tag -a -m x annotated; git push -q origin annotated:refs/heads/main"
refused "one ref of several: none comes in" "$forbidden" git push -q origin "$good:refs/heads/fine" "$good:refs/heads/-x"
refused "atomic" "$forbidden" git push -q --atomic origin "$good:refs/heads/fine" "$good:refs/notes/x"
refused "a client's own settings" "$backward" git -c core.hooksPath=/dev/null push --no-verify -q --force origin "$older:main"
status 0 git push -q origin "$good:refs/heads/brouillon" "$older:refs/tags/une"
status 0 git push -q --force origin "$older:refs/heads/brouillon"
status 0 git push -q origin :brouillon :refs/tags/une
is "a name that may not be is taken away" 0 "$(
    git -C "$hub" update-ref "refs/heads/x" "$good"
    git -C "$hub" update-ref "refs/notes/x" "$good"
    git push -q origin :refs/notes/x :refs/heads/x >/dev/null 2>&1
    echo $?
)"

# --- rules and what breaks them, in one push -------------------------------------------------------
clean
fresh
git checkout -q -b rules
sed -i "s/roles: \[reporter\]/roles: [reporter, editor, admin]/" people.yaml
git commit -qam Rôles
git checkout -q -b moved
marbre return digue-nord --to fact-check -m Non >/dev/null
git checkout -q main
refused "rules, then what they would allow" "(marbre/role-missing)" git push -q origin rules:refs/heads/rules moved:main
refused "what rules would allow, then the rules" "(marbre/role-missing)" git push -q origin moved:main rules:refs/heads/rules
clean
as marc
echo "# mieux" >>workflows/newsroom.yaml
git commit -qam Règles
as hugo
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
refused "rules by an administrator, and a violation behind them" "(marbre/silent-edit)" git push -q origin main

clean
as marc
echo "nothing: here" >>marbre.yaml
git commit -qam Règles
as hugo
echo "Un mot." >>$library/index.fr.md
git commit -qam Mot
refused "rules that nobody can read, and a commit after them" "(marbre/policy-broken)" git push -q origin main
clean
as hugo
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
as marc
echo "exceptions: [{commit: $(git rev-parse HEAD), rule: marbre/silent-edit, reason: x}]" >>marbre.yaml
git commit -qam Exception
refused "what the same push excepts" "(marbre/silent-edit)" git push -q origin main
server "$work/begun.git"
status 0 git push -q "$work/begun.git" main # all is history to a server that has none

# --- the clock -------------------------------------------------------------------------------------
clean
clock "$(date -d '+1 hour' +%Y-%m-%dT%H:%M:%S+00:00)"
echo Demain. >>$library/index.fr.md
git commit -qam Demain
refused "a commit of tomorrow" "(marbre/bad-instant)" git push -q origin main
clean
clock "$(date -d '+5 minutes' +%Y-%m-%dT%H:%M:%S+00:00)"
echo Bientôt. >>$library/index.fr.md
git commit -qam Bientôt
status 0 git push -q origin main
fresh
clean
clock 2026-03-18T11:00:00+01:00
as ines
marbre approve digue-nord --stage fact-check >/dev/null
refused "a move of before the one it stands on" "(marbre/bad-instant)" git push -q origin main
clean
clock 2026-03-18T11:00:00+01:00
as hugo
echo Plus tôt. >>$library/index.fr.md
git commit -qam "Écrit avant, et mis par-dessus"
status 0 git push -q origin main
fresh

# --- trees and commits that no program writes ------------------------------------------------------
blob=$(echo x | git hash-object -w --stdin)
# tree MODE NAME…: raw entries of that blob.
tree() {
    python3 - "$blob" "$@" <<'PYTHON' | git hash-object -t tree -w --stdin --literally
import sys
oid, rest = bytes.fromhex(sys.argv[1]), sys.argv[2:]
out = b''.join(m.encode() + b' ' + n.encode().decode('unicode_escape').encode('latin-1') + b'\0' + oid
               for m, n in zip(rest[::2], rest[1::2]))
sys.stdout.buffer.write(out)
PYTHON
}
# odd WHAT RULE MODE NAME…: a folder `extra` with these entries, on top of the night's work.
odd() {
    local what=$1 rule=$2 inner root_tree commit
    shift 2
    clean
    as hugo
    inner=$(tree "$@")
    root_tree=$( (git ls-tree "$good"; printf '040000 tree %s\textra\n' "$inner") | git mktree --missing)
    commit=$(git commit-tree -p "$good" -m Dossier "$root_tree")
    refused "$what" "($rule)" git -c core.protectNTFS=false push -q origin "$commit:main"
}
odd "a name twice in a folder" marbre/not-canonical 100644 a 100644 a
odd "a folder out of order" marbre/not-canonical 100644 b 100644 a
odd "a mode with a zero before it" marbre/not-canonical 0100644 a
odd "a folder .." marbre/not-canonical 100644 ..
odd "a folder .git" marbre/not-canonical 100644 .git
odd "a name with a slash" marbre/not-canonical 100644 a/b
odd "a name with a backslash" marbre/forbidden-path 100644 'a\\\\b'
odd "a name with a control character" marbre/forbidden-path 100644 'a\x07b'
odd "a link" marbre/forbidden-path 120000 a
odd "another repository" marbre/forbidden-path 160000 a
literal() {
    git cat-file commit "$good" | sed "s/^tree .*/tree $(git rev-parse "$good^{tree}")/;s/^parent .*/parent $good/;$1" |
        git hash-object -t commit -w --stdin --literally
}
refused "two lines of a tree" "could not be judged, so it is refused" \
    git push -q --force origin "$(literal 's/^tree .*/&\n&/'):main"
refused "a parent behind the author" "(marbre/not-canonical)" \
    git push -q origin "$(literal 's/^committer .*/&\nparent 0123456789012345678901234567890123456789/'):main"
refused "an address in two pairs of brackets" "(marbre/not-canonical)" \
    git push -q origin "$(literal 's/^author .*>/author B <b@e> <hugo@gazette.example>/'):main"

# --- what readers see ------------------------------------------------------------------------------
clean
fresh
shown() {
    git commit-tree -m "Site: X

Marbre-Newsroom: $1" "${@:2}" "$published_good^{tree}"
}
unrendered="(marbre/not-rendered)"
refused "published outside, but not inside" "$unrendered" \
    git push -q origin "$(git commit-tree -p "$published_good" -m Une "$published_good^{tree}"):published"
git checkout -q -b beside
echo Ailleurs. >>$library/index.fr.md
git commit -qam Ailleurs
refused "published from a branch beside" "$unrendered" \
    git push -q origin "$(shown "$(git rev-parse beside)" -p "$published_good"):published"
git checkout -q main
refused "published from before" "$unrendered" \
    git push -q origin "$(shown "$root" -p "$published_good"):published"
refused "what readers see, rewritten" "$backward" \
    git push -q --force origin "$(shown "$good"):published"
refused "a merge of what readers see" "(marbre/not-canonical)" \
    git push -q origin "$(shown "$good" -p "$published_good" -p main):published"
linked=$( (git ls-tree "$published_good"; printf '120000 blob %s\tpasswd\n' "$blob") | git mktree)
refused "a link in what readers see" "(marbre/forbidden-path)" \
    git push -q origin "$(git commit-tree -p "$published_good" -m "Site: X

Marbre-Newsroom: $good" "$linked"):published"
as inconnu
refused "output of nobody that the newsroom knows" "(marbre/unknown-person)" \
    git push -q origin "$(shown "$good" -p "$published_good"):published"
as hugo
status 0 git push -q origin "$(shown "$good" -p "$published_good"):published"

# --- how the push comes ----------------------------------------------------------------------------
clean
fresh
as hugo
for number in $(seq 1 200); do
    echo "Phrase $number." >>$library/index.fr.md
    git commit -qam "Phrase $number"
done
status 0 git push -q origin main
is "a night's work of 200 commits is there" "$(git rev-parse main)" "$(git -C "$hub" rev-parse main)"
clean
for place in 'a space' 'a"quote' "an'apostrophe" 'a:colon' 'sémaphore' $'a\nline'; do
    there=$work/$place.git
    server "$there" 1
    status 0 git push -q "$there" main
    echo "Une phrase de plus." >>$market/index.fr.md
    git commit -qam Retouche
    hub_before=$hub
    hub=$there
    refused "in a folder of another name, packed" "(marbre/silent-edit)" git push -q --thin "$there" main
    hub=$hub_before
    clean
done
cat >"$work/ssh" <<'SSH'
#!/bin/sh
shift
exec sh -c "$*"
SSH
chmod +x "$work/ssh"
export GIT_SSH="$work/ssh" GIT_SSH_VARIANT=simple
fresh
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
refused "over ssh" "(marbre/silent-edit)" git push -q "ssh://server$hub" main
clean
echo "Un mot." >>$library/index.fr.md
git commit -qam Mot
status 0 git push -q "ssh://server$hub" main
fresh

# --- what goes wrong is refused --------------------------------------------------------------------
spoiled() {
    local what=$1 words=$2
    refused "$what" "$words" git push -q origin main
    git -C "$hub" config marbre.trust "$root"
    git -C "$hub" config --unset marbre.hookTimeout
    printf '#!/bin/sh\nexec marbre hook pre-receive\n' >"$hub/hooks/pre-receive"
}
git -C "$hub" config --unset marbre.trust
spoiled "nothing to trust" "git config marbre.trust VERSION"
git -C "$hub" config marbre.trust main
spoiled "a name to trust" "l’identifiant entier d’une version"
git -C "$hub" config marbre.trust "$(git -C "$hub" commit-tree -m Ailleurs "$good^{tree}")"
spoiled "another history to trust" "n’est pas sur la ligne"
git -C "$hub" config marbre.hookTimeout soon
spoiled "a limit that is none" "un nombre de secondes"
# shellcheck disable=SC2016
printf '#!/bin/sh\nkill -9 $$\n' >"$hub/hooks/pre-receive"
spoiled "the hook killed" "pre-receive hook declined"
if [[ "$ASAN_OPTIONS" != *never* ]] && ! grep -q __asan_init "$MARBRE_ROOT/bin/marbre"; then
    printf '#!/bin/sh\nulimit -v 12000\nexec marbre hook pre-receive\n' >"$hub/hooks/pre-receive"
    spoiled "the hook out of memory" "pre-receive hook declined"
else
    skip "the hook out of memory" "sanitizers need their shadow"
fi
# More than can be judged in a second, however fast the machine is: it stands still for longer.
git -C "$hub" config marbre.hookTimeout 1
cat >"$hub/hooks/pre-receive" <<'HOOK'
#!/bin/sh
exec 3<&0
marbre hook pre-receive <&3 &
sleep 0.1
kill -STOP $!
sleep 1.2
kill -CONT $!
wait $!
HOOK
python3 - "$good" "$library/index.fr.md" <<'PYTHON' | git fast-import --quiet
import sys
tip, path = sys.argv[1:]
who = 'Hugo Marchetti <hugo@gazette.example> 1773831600 +0100'
for mark in range(1, 12001):
    words = f'Mot {mark}.\n'
    print(f'commit refs/heads/long\nmark :{mark}\nauthor {who}\ncommitter {who}\ndata 4\nMot\n')
    print(f'from {tip if mark == 1 else f":{mark - 1}"}\nM 100644 inline {path}')
    print(f'data {len(words)}\n{words}')
PYTHON
refused "more than can be judged in time" "en 1 seconde" git push -q origin long:main
git -C "$hub" config --unset marbre.hookTimeout
git branch -q -D long
printf '#!/bin/sh\nexec marbre hook pre-receive\n' >"$hub/hooks/pre-receive"
printf 'x y z\n' >"$work/nonsense"
status 0 env GIT_DIR="$hub" marbre hook pre-receive # nothing was pushed
status 1 sh -c "GIT_DIR='$hub' marbre hook pre-receive <'$work/nonsense'"
contains "what git can't have said" "OLD NEW REF" "$err"
status 1 sh -c "echo '$older $good refs/heads/main' | GIT_DIR='$work' marbre hook pre-receive"
status 1 sh -c "echo '$older $good refs/heads/main' | GIT_DIR='$hub' marbre hook pre-receive"
contains "where the branch stands is not what was said" "a bougé entre-temps" "$err"
status 1 sh -c "echo '$older $good refs/heads/main' | GIT_DIR='$hub' marbre --ui-lang en hook pre-receive"
contains "a language that was asked for goes before the pusher's own" "has moved meanwhile" "$err"
printf '#!/bin/sh\nexec marbre hook pre-receive\n' >"$hub/hooks/pre-receive"

# --- for whom --------------------------------------------------------------------------------------
clean
fresh
as hugo
for folder in $market $dam; do
    echo "Une phrase de plus." >>$folder/index.fr.md
done
git commit -qam Retouche
refused "in the pusher's own language" "la rédaction refuse cet envoi" git push -q origin main
contains "with the article's title" "le marché couvert rouvre" "$err"
contains "and who" "de Hugo Marchetti" "$err"
lacks "no digest" "sha256" "$err"
clean
for number in $(seq 1 30); do
    git commit -q --allow-empty -m "Inconnu $number" --author="X <x@elsewhere.example>"
done
refused "many reasons" "(marbre/unknown-person)" git push -q origin main
is "twenty are said" 20 "$(grep -c 'marbre/unknown-person' "$work/err")"
contains "and how many more" "10" "$(grep '…' "$work/err")"
fresh
clean
finish
