#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A server where moves are signed: what is signed by whoever may comes in, and every signature that
# proves something else, or nothing, is refused for its own reason, whatever name and date stand there.
. "$(dirname "$0")/lib.sh"
command -v ssh-keygen >/dev/null || skip_all "there is no ssh-keygen here"
unset SSH_AUTH_SOCK
newsroom
keys=$work/keys
mkdir "$keys"
for name in marc hugo paul nobody; do
    ssh-keygen -q -t ed25519 -N '' -C "$name@gazette.example" -f "$keys/$name"
    sed -i "s|{id: $name, \(.*\)}|{id: $name, \1, keys: [\"$(cut -d' ' -f1,2 "$keys/$name.pub")\"]}|" people.yaml
done
sed -i '/^  - id: draft$/a\    signed: true' workflows/newsroom.yaml
sed -i 's/roles: \[editor, photo-editor\]/roles: [photo-editor]/' people.yaml
policy
root=$(git rev-parse HEAD)
git config gpg.format ssh
git config user.signingkey "$keys/hugo"
hub=$work/hub.git
git clone -q --bare --template= . "$hub"
git -C "$hub" config marbre.trust "$root"
mkdir -p "$hub/hooks"
printf '#!/bin/sh\nexec marbre hook pre-receive\n' >"$hub/hooks/pre-receive"
chmod +x "$hub/hooks/pre-receive"
clock "$(date +%Y-%m-%dT%H:%M:%S+00:00)"
as hugo
status 0 marbre advance digue-nord
good=$(git rev-parse HEAD)

# forge COMMIT [set OLD NEW | drop | sign KEY PURPOSE | spoil HOW | pgp]…: a commit like another one,
# but for what follows; words are replaced before it is signed.
forge() {
    python3 - "$work" "$keys" "$@" <<'PYTHON'
import base64, subprocess, sys
work, keys, commit, *words = sys.argv[1:]
raw = subprocess.run(['git', 'cat-file', 'commit', commit], check=True, capture_output=True).stdout
head, _, body = raw.partition(b'\n\n')
lines, signed = [], []
for line in head.split(b'\n'):
    (signed if line.startswith(b'gpgsig ') or line.startswith(b' ') else lines).append(line)
payload = b'\n'.join(lines) + b'\n\n' + body
signatures = [b'\n'.join([signed[0][7:], *(line[1:] for line in signed[1:])])] if signed else []
def sign(key, purpose):
    path = work + '/payload'
    open(path, 'wb').write(payload)
    subprocess.run(['ssh-keygen', '-q', '-Y', 'sign', '-n', purpose, '-f', f'{keys}/{key}', path],
                   check=True, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    text = open(path + '.sig', 'rb').read().strip()
    subprocess.run(['rm', path, path + '.sig'], check=True)
    return text
def spoil(how, text):
    first, *middle, last = text.split(b'\n')
    data = base64.b64decode(b''.join(middle))
    data = {'cut': lambda d: d[:-10], 'long': lambda d: d + b'\0' * 1_000_000,
            'sha1': lambda d: d.replace(b'\0\0\0\6sha512', b'\0\0\0\4sha1')}[how](data)
    coded = base64.b64encode(data)
    return b'\n'.join([first, *(coded[i:i + 70] for i in range(0, len(coded), 70)), last])
while words:
    what = words.pop(0)
    if what == 'set':
        old, new = (words.pop(0).encode() for _ in 'ab')
        assert old in payload, old
        payload = payload.replace(old, new)
    elif what == 'drop':
        signatures = []
    elif what == 'sign':
        signatures.append(sign(words.pop(0), words.pop(0)))
    elif what == 'spoil':
        signatures[-1] = spoil(words.pop(0), signatures[-1])
    elif what == 'pgp':
        signatures.append(b'-----BEGIN PGP SIGNATURE-----\n\niHUEABYKAB0=\n=abcd\n-----END PGP SIGNATURE-----')
head, _, body = payload.partition(b'\n\n')
for text in signatures:
    head += b'\ngpgsig ' + text.replace(b'\n', b'\n ')
out = subprocess.run(['git', 'hash-object', '-t', 'commit', '-w', '--stdin', '--literally'],
                     input=head + b'\n\n' + body, check=True, capture_output=True).stdout
print(out.decode().strip())
PYTHON
}

# refused WHAT RULE COMMIT: a push that fails by this rule, and leaves the branch where it was.
refused() {
    run git push -q "file://$hub" "$3:main"
    if [ "$code" = 0 ]; then
        point 1 "$1: it is refused" "it was taken"
    elif [[ "$err" != *"($2)"* ]]; then
        point 1 "$1: $2" "it said:" "$err"
    else
        is "$1: $2" "$root" "$(git -C "$hub" rev-parse main)"
    fi
}
author="author Hugo Marchetti <hugo@gazette.example>"
now=$(git show -s --format=%at)
missing=marbre/signature-missing
untrusted=marbre/signature-untrusted
refused "a move without a signature" $missing "$(forge "$good" drop)"
refused "signed with a key that nobody has" $untrusted "$(forge "$good" drop sign nobody git)"
paul=(set "$author" "author Paul Renaud <paul@gazette.example>" set "Actor: hugo" "Actor: paul")
refused "signed by somebody without the role" marbre/role-missing "$(forge "$good" drop "${paul[@]}" sign paul git)"
marc=(set "$author" "author Marc Delatour <marc@gazette.example>" set "Actor: hugo" "Actor: marc")
refused "the chief's name over another's key" $untrusted "$(forge "$good" drop "${marc[@]}" sign paul git)"
refused "the chief's name over the words that another signed" $untrusted "$(forge "$good" "${marc[@]}")"
refused "one's name over another's key" $untrusted "$(forge "$good" drop sign marc git)"
refused "signed twice" marbre/not-canonical "$(forge "$good" sign hugo git)"
refused "signed by PGP too" marbre/not-canonical "$(forge "$good" pgp)"
refused "signed by PGP" $untrusted "$(forge "$good" drop pgp)"
refused "signed for another purpose" $untrusted "$(forge "$good" drop sign hugo file)"
refused "a signature cut short" $untrusted "$(forge "$good" spoil cut)"
refused "a signature of a megabyte" $untrusted "$(forge "$good" spoil long)"
refused "a signature over SHA-1" $untrusted "$(forge "$good" spoil sha1)"
refused "a signature of another commit" $untrusted "$(forge "$good" set "$now" "$((now + 1))")"

# --- a key that was taken away ---------------------------------------------------------------------
git checkout -q -b without "$root"
hugo_key=$(cut -d' ' -f1,2 "$keys/hugo.pub")
sed -i "s|, keys: \[\"$hugo_key\"\]||" people.yaml
as marc
git add people.yaml
git -c user.signingkey="$keys/marc" commit -q -S -m "Sans clé"
without=$(git rev-parse HEAD)
git cherry-pick -n "$good"
git commit -q -C "$good"
git checkout -q main
onto=$(git rev-parse without)
refused "a key taken away by the commit before" $untrusted "$(forge "$onto" drop sign hugo git)"
refused "the same, dated ten years back" $untrusted "$(forge "$onto" drop set " $now " " $((now - 315360000)) " sign hugo git)"
unsigned=$(forge "$without" drop)
refused "rules changed without a signature" $missing "$unsigned"
status 0 git push -q "file://$hub" "$without:refs/heads/aside"

# --- what is signed as it should be ----------------------------------------------------------------
as hugo
status 0 git push -q "file://$hub" "$good:main"
status 0 marbre verify "$good" --trust "$root" --format json
json '[.ok,.level,.signed]' '[true,"signed",1]'

# --- taken back ------------------------------------------------------------------------------------
status 0 marbre take marche-couvert
status 0 marbre advance marche-couvert
trusted=$root root=$(git rev-parse HEAD)
status 0 git push -q "file://$hub" "$root:main"
git config --unset user.signingkey
status 1 marbre undo marche-couvert --format json
json '[.obstacles[].rule]' '["marbre/signature-missing"]'
is "nothing is taken back without a key" "$root" "$(git rev-parse HEAD)"
git config user.signingkey "$keys/hugo"
status 0 marbre undo marche-couvert
undone=$(git rev-parse HEAD)
refused "taken back without a signature" $missing "$(forge "$undone" drop)"
refused "taken back with another's key" $untrusted "$(forge "$undone" drop sign marc git)"
status 0 git push -q "file://$hub" "$undone:main"
status 0 marbre verify "$undone" --trust "$trusted" --format json
json '[.ok,.level,.signed]' '[true,"signed",4]'
finish
