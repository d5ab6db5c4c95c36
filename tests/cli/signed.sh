#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Stages that ask for signatures: with the keys that people have, the whole way to the page; without
# them, or with somebody else's, nowhere, whatever tool was used.
. "$(dirname "$0")/lib.sh"
command -v ssh-keygen >/dev/null || skip_all "there is no ssh-keygen here"
unset SSH_AUTH_SOCK
newsroom
keys=$work/keys
mkdir "$keys"
for name in marc ines lea hugo sofia paul nobody; do
    ssh-keygen -q -t ed25519 -N '' -C "$name@gazette.example" -f "$keys/$name"
done
git config gpg.format ssh
# hand PERSON [KEY]: as somebody, with this key in hand: their own, if nothing else is said.
hand() {
    as "$1"
    git config user.signingkey "$keys/${2:-$1}"
}

# --- keys ------------------------------------------------------------------------------------------
hand marc
status 0 marbre people list
contains "who works here" "Inès Kaddour (ines): fact-checker" "$out"
status 0 marbre people add-key
contains "the key that git signs with" "Marc Delatour signs with the key SHA256:" "$out"
is "one change, of one file" "1 1 people.yaml" "$(git show --numstat --format= | tr '\t' ' ')"
contains "its subject is in the newsroom's language" "Équipe : une clé pour Marc" "$(git log -1 --format=%s)"
is "nothing else on the line has changed" "$(sed -n 's/.*{id: marc/{id: marc/p' "$examples/newsroom/people.yaml" | sed 's/}$//')" \
    "$(sed -n 's/.*{id: marc/{id: marc/p' people.yaml | sed 's/, keys: .*//')"
remember
status 0 marbre people add-key --format json
json '[.person,.had,.commit]' '["marc",true,null]'
status 1 marbre people add-key "$keys/marc.pub" --for ines
contains "a key is one person's" "a key is one person's" "$err"
status 2 marbre people add-key "$keys/ines" --for ines
contains "a private key stays where it is" "ends in .pub" "$err"
status 2 marbre people add-key "$keys/ines.pub" --for nobody
status 0 marbre people add-key "$keys/ines.pub" --for ines --dry-run
contains "it would" "would sign" "$out"
hand ines
status 1 marbre people add-key
contains "somebody with the role may" "marbre/role-missing" "$err"
contains "and who that is" "Marc Delatour" "$err"
unchanged
hand marc
echo "# x" >>people.yaml
status 1 marbre people add-key "$keys/ines.pub" --for ines
contains "what nobody committed is left alone" "commit them first" "$err"
git checkout -q people.yaml
for name in ines lea hugo sofia; do
    status 0 marbre people add-key "$keys/$name.pub" --for "$name"
done
ssh-keygen -q -t rsa -b 2048 -m PEM -N '' -C old@gazette.example -f "$keys/old"
status 0 marbre people add-key "$keys/old.pub" --for lea # one person may have several
status 0 marbre people list --format json
json '[.people[]|[.id,(.keys|length)]]' \
    '[["marc",1],["paul",0],["hugo",1],["sofia",1],["lea",2],["ines",1]]'
is "as ssh-keygen names it" "$(ssh-keygen -lf "$keys/ines.pub" | cut -d' ' -f2)" \
    "$(value '.people[]|select(.id=="ines").keys[0].fingerprint')"

# --- the rules ask for it --------------------------------------------------------------------------
before_rules=$(git rev-parse HEAD)
sed -i '/^  - id: \(fact-check\|publish\)$/a\    signed: true' workflows/newsroom.yaml
policy
rules=$(git rev-parse HEAD)
git config marbre.trust "$rules"
hand hugo
status 0 marbre advance marche-couvert
status 0 marbre advance digue-nord
hand sofia
status 0 marbre approve digue-nord
contains "a stage that does not ask is signed for too, where there is a key" "signature: " \
    "$(grep 'by: sofia' $dam/state.yaml)"
status 0 marbre advance digue-nord
is "the stage that asks" "fact-check" "$(sed -n 's/^stage: //p' $market/state.yaml)"
remember
hand ines
git config --unset user.signingkey
status 1 marbre approve marche-couvert --format json
json '[.obstacles[]|[.kind,.rule]]' '[["signature","marbre/signature-missing"]]'
contains "with the command that helps" "user.signingkey" "$out"
git config user.signingkey "$keys/none"
status 1 marbre approve marche-couvert
# Where its lines end hangs on how long the folder's name is.
contains "a key that is not there" "there is no such file" "$(tr -s ' \n' ' ' <<<"$out$err")"
hand ines nobody
status 1 marbre approve marche-couvert
contains "a key that nobody has listed" "marbre people add-key --for ines" "$out"
hand ines lea
status 1 marbre approve marche-couvert --format json
json '[.obstacles[]|[.kind,.rule]]' '[["signature","marbre/signature-untrusted"]]'
git config user.signingkey "$keys/ines"
git config gpg.format openpgp
status 1 marbre approve marche-couvert
contains "a key of another kind" "gpg.format" "$out"
git config gpg.format ssh
status 0 marbre whoami --format json
json '[.id,.signs,.key!=null]' '["ines",true,true]'
status 0 marbre whoami
contains "one's own key" "You sign with the key SHA256:" "$out"
hand ines nobody
status 0 marbre whoami
contains "a key that is nobody's" "You can't sign here yet" "$out"
hand paul
status 0 marbre show marche-couvert
lacks "who may do nothing here needs no key" "signature" "$out"
git config user.signingkey "$keys/hugo"
unchanged

# --- the whole way ---------------------------------------------------------------------------------
hand ines
status 0 marbre approve marche-couvert
status 0 marbre show marche-couvert --format json
json '[.approvals[]|[.by,.signed]]' '[["ines",true]]'
contains "the approval holds a signature" "signature: \"U1NIU0lH" "$(cat $market/state.yaml)"
hand lea
status 0 marbre advance marche-couvert
hand paul nobody
status 0 marbre advance marche-couvert
hand marc
git config --unset user.signingkey
status 1 marbre publish marche-couvert --format json
json '[.obstacles[].rule]' '["marbre/signature-missing"]'
hand marc
status 0 marbre publish marche-couvert
hand ines
status 0 marbre approve digue-nord
for name in marc ines lea hugo sofia paul; do
    printf '%s@gazette.example namespaces="git" %s\n' "$name" "$(cat "$keys/$name.pub")"
done >"$work/allowed"
git config gpg.ssh.allowedSignersFile "$work/allowed"
status 0 git verify-commit HEAD
contains "git says so too" 'Good "git" signature for ines@gazette.example' "$err"
status 0 marbre verify --format json
json '[.ok,.violations]' '[true,[]]'
is "the photo editor's key is nobody's, all others are good" "G 8 U 1" \
    "$(git log --format=%G? "$rules..HEAD" | sort | uniq -c | awk '{printf "%s%s %s", sep, $2, $1; sep = " "}')"
json '[.level,.transitions,.signed]' '["declared",9,8]'
status 0 marbre verify
contains "so much is proved" "proved for 8 moves, which are signed" "$out"
status 0 marbre verify HEAD~2.. --format json
json '[.level,.transitions,.signed]' '["signed",2,2]'
status 0 marbre verify HEAD~2..
contains "and here all of it" "every move is signed with that person's key" "$out"
lacks "pages are made of what was signed, and need no more" gpgsig "$(git cat-file commit published)"
status 0 marbre verify "$rules~6..$rules" --trust "$rules~6" --format json
json '[.ok,.level]' '[true,"declared"]'

# An agent has the key, and no file does.
if command -v ssh-agent >/dev/null; then
    eval "$(ssh-agent -s)" >/dev/null
    trap 'ssh-agent -k >/dev/null 2>&1; cleanup' EXIT
    ssh-add -q "$keys/lea" 2>/dev/null
    as lea
    git config user.signingkey "key::$(cat "$keys/lea.pub")"
    status 0 marbre advance digue-nord
    status 0 git verify-commit HEAD
    ssh-agent -k >/dev/null
    unset SSH_AUTH_SOCK SSH_AGENT_PID
    trap cleanup EXIT
    git reset -q --hard HEAD~1
    remember
    status 4 marbre advance digue-nord
    contains "without it nothing is signed" "could not sign" "$err"
    unchanged
else
    skip "an agent has the key" "there is no ssh-agent here"
fi

# --- what goes round it ----------------------------------------------------------------------------
good=$(git rev-parse HEAD)
clean() {
    git reset -q --hard "$good"
    git clean -qfd
    hand ines
}
# attack WHAT RULE [WORDS]: done by hand as the lines that follow say, and found by its rule.
attack() {
    clean
    eval "$(cat)" >"$work/attack" 2>&1 || point 1 "$1: it can be done" "$(cat "$work/attack")"
    status 1 marbre verify "$good.." --format json
    contains "$1: $2" "\"$2\"" "$(value '.violations[]|.rule|tojson')"
    [ -z "${3:-}" ] || contains "$1: $3" "$3" "$(value '.violations[].message')"
}
# move: what lea may do next, signed as it should be.
move() {
    hand lea
    marbre advance digue-nord
}
# raw SCRIPT: the last commit's bytes, changed by a filter.
raw() {
    git cat-file commit HEAD >"$work/commit"
    "$@" <"$work/commit" >"$work/forged"
    git reset -q --soft "$(git hash-object -t commit -w --literally "$work/forged")"
}
bare() { # without its signature
    sed '/^gpgsig /,/END SSH SIGNATURE/d'
}
# sealed KEY NAMESPACE: the bytes signed, for whatever it is.
sealed() {
    bare >"$work/payload"
    rm -f "$work/payload.sig"
    ssh-keygen -q -Y sign -n "$2" -f "$keys/$1" "$work/payload" 2>/dev/null
    awk -v sig="$work/payload.sig" '
        /^$/ && !done { first = 1
            while ((getline line < sig) > 0) { print (first ? "gpgsig " : " ") line; first = 0 }
            done = 1 }
        { print }' "$work/payload"
}
attack "a move without a signature" marbre/signature-missing <<'DO'
move
raw bare
DO
attack "a move signed with a key that nobody has" marbre/signature-untrusted "nobody in people.yaml has the key" <<'DO'
move
raw sealed nobody git
DO
attack "a move signed with somebody else's key" marbre/signature-untrusted "the key is one of Marc Delatour" <<'DO'
move
raw sealed marc git
DO
attack "a signature made for something else" marbre/signature-untrusted "signed for “file”" <<'DO'
move
raw sealed lea file
DO
attack "words that changed after they were signed" marbre/signature-untrusted "not of these words" <<'DO'
move
raw sed 's/^Avance : /Avance, /'
DO
attack "an hour that changed after it was signed" marbre/signature-untrusted "not of these words" <<'DO'
move
raw sed '/^committer/s/ [0-9]* +/ 1600000000 +/'
DO
attack "two signatures" marbre/signature-untrusted "two signatures" <<'DO'
move
raw awk '/^gpgsig /,/END SSH/ { held = held $0 "\n" } /^$/ && held { printf "%s", held; held = "" } { print }'
DO
attack "two signatures: no program reads them alike" marbre/not-canonical <<'DO'
move
raw sed '/^committer/a gpgsig x'
DO
attack "a PGP signature" marbre/signature-untrusted "PGP" <<'DO'
move
raw bare
raw sed '/^committer/a gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----'
DO
# over SHA1|SHA512: the bytes, signed with an RSA key by hand.
over() {
    bare >"$work/payload"
    python3 - "$1" "$keys/old" "$work/payload" <<'PYTHON'
import base64, hashlib, struct, subprocess, sys
kind, key, path = sys.argv[1:]
def field(data):
    return struct.pack('>I', len(data)) + data
payload = open(path, 'rb').read()
public = base64.b64decode(open(key + '.pub').read().split()[1])
digest = hashlib.sha512(payload).digest()
said = b'SSHSIG' + field(b'git') + field(b'') + field(b'sha512') + field(digest)
made = subprocess.run(['openssl', 'dgst', '-' + kind.lower(), '-sign', key], input=said,
                      stdout=subprocess.PIPE, check=True).stdout
name = {'SHA1': b'ssh-rsa', 'SHA512': b'rsa-sha2-512'}[kind]
blob = (b'SSHSIG' + struct.pack('>I', 1) + field(public) + field(b'git') + field(b'')
        + field(b'sha512') + field(field(name) + field(made)))
text = base64.b64encode(blob).decode()
lines = [text[i:i + 70] for i in range(0, len(text), 70)]
header = '\n '.join(['-----BEGIN SSH SIGNATURE-----', *lines, '-----END SSH SIGNATURE-----'])
head, body = payload.split(b'\n\n', 1)
sys.stdout.buffer.write(head + b'\ngpgsig ' + header.encode() + b'\n\n' + body)
PYTHON
}
if command -v openssl >/dev/null; then
    clean
    move >/dev/null
    raw over SHA512
    status 0 marbre verify "$good.." # a second key is as good as the first
    attack "a signature over SHA-1" marbre/signature-untrusted "SHA-1" <<'DO'
move
raw over SHA1
DO
else
    skip "a signature over SHA-1" "there is no openssl here"
fi
attack "a signature cut short" marbre/signature-untrusted <<'DO'
move
raw awk '/^ / && !done { done = 1; next } { print }'
DO
attack "a signature of a megabyte" marbre/signature-untrusted "too long" <<'DO'
move
raw bare
head -c 1000000 /dev/zero | tr '\0' A | fold -w 70 | sed 's/^/ /' >"$work/long"
raw awk -v long="$work/long" '{ print } /^committer/ { print "gpgsig -----BEGIN SSH SIGNATURE-----"
    while ((getline line < long) > 0) print line; print " -----END SSH SIGNATURE-----" }'
DO

# An approval bears its own.
statement() { # newsroom article stage digest person
    printf '%s\n' "$@"
}
newsroom_id=$(sed -n 's/^id: //p' marbre.yaml)
article_id=$(sed -n 's/^id: //p' $dam/state.yaml)
digest=$(sed -n '/stage: fact-check, by: ines/s/.*digest: "\([^"]*\)".*/\1/p' $dam/state.yaml)
# line KEY NAMESPACE WORDS…: a signature as the record holds it.
line() {
    local key=$1 name=$2
    shift 2
    statement "$@" >"$work/statement"
    rm -f "$work/statement.sig"
    ssh-keygen -q -Y sign -n "$name" -f "$keys/$key" "$work/statement" 2>/dev/null
    grep -v -- ----- "$work/statement.sig" | tr -d '\n'
}
# forge SIGNATURE: the last approval with this one, in a commit signed as it should be.
forge() {
    sed -i "/stage: fact-check, by: ines/s|signature: \"[^\"]*\"|signature: \"$1\"|" $dam/state.yaml
    git commit -qa --amend --no-edit -S
}
anew() {
    text $dam/index.fr.md "Le " "Ce "
    hand hugo
    git commit -qam Retouche -S
    hand ines
    marbre approve digue-nord --stage fact-check
    digest=$(sed -n '/stage: fact-check, by: ines/s/.*digest: "\([^"]*\)".*/\1/p' $dam/state.yaml)
}
clean
anew >/dev/null
status 0 marbre verify "$good.."
# What the record holds is what ssh-keygen knows, and no secret of ours.
{
    echo -----BEGIN SSH SIGNATURE-----
    sed -n '/stage: fact-check, by: ines/s/.*signature: "\([^"]*\)".*/\1/p' $dam/state.yaml | fold -w 70
    echo -----END SSH SIGNATURE-----
} >"$work/approval.sig"
printf 'ines %s\n' "$(cat "$keys/ines.pub")" >"$work/ines"
statement "$newsroom_id" "$article_id" fact-check "$digest" ines >"$work/said"
last="ssh-keygen -Y verify"
if ssh-keygen -Y verify -n marbre-approval@v1 -f "$work/ines" -I ines -s "$work/approval.sig" \
    <"$work/said" >"$work/out" 2>&1; then
    point 0 "an approval verifies with ssh-keygen alone"
else
    point 1 "an approval verifies with ssh-keygen alone" "$(cat "$work/out")"
fi
forge "$(line ines marbre-approval@v1 "$newsroom_id" "$article_id" fact-check "$digest" ines)"
status 0 marbre verify "$good.."
anybody() { # FIELD VALUE…: an approval signed for something else
    local said=("$newsroom_id" "$article_id" fact-check "$digest" ines)
    said[$1]=$2
    forge "$(line "${3:-ines}" "${4:-marbre-approval@v1}" "${said[@]}")"
}
attack "an approval for another newsroom" marbre/signature-untrusted <<'DO'
anew
anybody 0 01hawm6c0t2n9v6s6x1j5y7k3q
DO
attack "an approval for another article" marbre/signature-untrusted <<'DO'
anew
anybody 1 "$(sed -n 's/^id: //p' $market/state.yaml)"
DO
attack "an approval for another stage" marbre/signature-untrusted <<'DO'
anew
anybody 2 publish
DO
attack "an approval for other words" marbre/signature-untrusted <<'DO'
old=$(sed -n '/stage: fact-check, by: ines/s/.*signature: "\([^"]*\)".*/\1/p' $dam/state.yaml)
anew
forge "$old"
DO
attack "an approval by another hand" marbre/signature-untrusted "the key is one of Léa Morel" <<'DO'
anew
anybody 4 ines lea
DO
attack "an approval by another person's word" marbre/signature-untrusted <<'DO'
anew
anybody 4 lea
DO
attack "an approval signed as a commit is" marbre/signature-untrusted "signed for “git”" <<'DO'
anew
anybody 4 ines ines git
DO
attack "an approval without a signature" marbre/signature-missing <<'DO'
anew
sed -i "/stage: fact-check, by: ines/s/, signature: \"[^\"]*\"//" $dam/state.yaml
git commit -qa --amend --no-edit -S
DO
attack "an approval that lost its signature later" marbre/bad-state <<'DO'
sed -i "/stage: fact-check, by: ines/s/, signature: \"[^\"]*\"//" $dam/state.yaml
git commit -qam Hop -S
DO
clean
anew >/dev/null
raw bare
status 0 marbre verify "$good.."
contains "an approval outlives the signature of its commit" "keeps the rules" "$out"

# Who wrote is who signed, whatever name the words bear.
clean
text $dam/index.fr.md "Le " "Ce "
GIT_AUTHOR_NAME=Hugo GIT_AUTHOR_EMAIL=hugo@gazette.example git commit -qam Retouche -S
words=$(git rev-parse HEAD)
status 1 marbre approve digue-nord --stage fact-check
contains "nobody approves what they have signed as another" "Nobody approves their own words" "$out"
attack "words signed under another name, approved by their writer" marbre/approval-missing <<'DO'
text $dam/index.fr.md "Le " "Ce "
GIT_AUTHOR_NAME=Hugo GIT_AUTHOR_EMAIL=hugo@gazette.example git commit -qam Retouche
marbre approve digue-nord --stage fact-check
git cat-file commit HEAD | bare | sed "s/^parent .*/parent $words/" | sealed ines git >"$work/forged"
git reset -q --soft "$(git hash-object -t commit -w "$work/forged")"
DO

# --- the rules themselves --------------------------------------------------------------------------
roles() { # give hugo another role, in the rules
    sed -i "s/{id: hugo\(.*\)roles: \[reporter\]/{id: hugo\1roles: [reporter, editor]/" people.yaml
}
clean
hand marc
roles && git commit -qam Rôles -S
status 0 marbre verify "$good.."
attack "rules changed without a signature" marbre/signature-missing <<'DO'
hand marc
roles && git commit -qam Rôles --no-gpg-sign
DO
attack "rules changed with another's key" marbre/signature-untrusted <<'DO'
hand marc lea
roles && git commit -qam Rôles -S
DO
attack "rules changed by somebody without the role" marbre/role-missing <<'DO'
hand lea
roles && git commit -qam Rôles -S
DO
attack "rules signed with the key that they add" marbre/signature-untrusted <<'DO'
hand marc nobody
sed -i "s|{id: paul\(.*\)}|{id: paul\1, keys: [\"$(cut -d' ' -f1,2 "$keys/nobody.pub")\"]}|" people.yaml
git commit -qam Clé -S
DO
attack "rules that nobody could change any more" marbre/policy-broken "people add-key" <<'DO'
hand marc
python3 - <<'PYTHON'
import re
text = open('people.yaml', encoding='utf-8').read()
text = re.sub(r'(id: marc[^\n]*?), keys: \[[^\]]*\]', r'\1', text)
open('people.yaml', 'w', encoding='utf-8').write(text)
PYTHON
git commit -qam Clé -S
DO
clean
hand marc nobody
remember
status 1 marbre people add-key "$keys/paul.pub" --for paul
contains "a key that the rules don't have changes no rules" "marbre/signature-missing" "$err"
unchanged
hand marc
status 0 marbre people add-key "$keys/paul.pub" --for paul
status 0 git verify-commit HEAD
status 0 marbre verify "$good.."

# Two administrators: one commits, the other endorses.
clean
hand marc
sed -i "s/admins-needed: 1/admins-needed: 2/; s/{id: lea\(.*\)roles: \[fact-checker\]/{id: lea\1roles: [fact-checker, admin]/" people.yaml
git commit -qam "Deux voix" -S
two=$(git rev-parse HEAD)
status 1 marbre people add-key "$keys/paul.pub" --for paul
contains "one is not enough" "takes 2 administrators" "$err"
roles && git commit -qam Rôles -S
status 1 marbre verify "$two.." --trust "$two" --format json
json '[.violations[].rule]' '["marbre/role-missing"]'
hand lea
root=$(git rev-list --max-parents=0 HEAD)
status 2 marbre people endorse "$root"
contains "the first commit changes no rules" "$root is no change of the rules: it follows no commit, or several" "$err"
status 0 marbre people endorse
endorsed=$out
contains "a line for the commit" "Marbre-Endorse: lea U1NIU0lH" "$endorsed"
hand marc
git commit -q --amend -S -m "Rôles

$endorsed"
status 0 marbre verify "$two.." --trust "$two"
git commit -q --amend -S -m "Rôles

Marbre-Endorse: lea ${endorsed##* }
Marbre-Endorse: lea ${endorsed##* }"
status 0 marbre verify "$two.." --trust "$two"
echo "# x" >>people.yaml
git commit -qa --amend -S --no-edit
status 1 marbre verify "$two.." --trust "$two" --format json
contains "an endorsement is of one change" marbre/signature-untrusted "$out"

# --- a key that is taken away keeps its past and has no future -------------------------------------
clean
hand marc
python3 - <<'PYTHON'
import re
text = open('people.yaml', encoding='utf-8').read()
text = re.sub(r'(id: ines[^\n]*?), keys: \[[^\]]*\]', r'\1', text)
open('people.yaml', 'w', encoding='utf-8').write(text)
PYTHON
git commit -qam "Une clé de moins" -S
gone=$(git rev-parse HEAD)
status 0 marbre verify
text $dam/index.fr.md "Le " "Ce "
hand hugo
git commit -qam Retouche -S
hand ines
status 1 marbre approve digue-nord --stage fact-check
contains "it signs no more" "marbre people add-key --for ines" "$out"
git checkout -q -b elsewhere "$good"
text $dam/index.fr.md "Le " "Ce "
hand hugo
git commit -qam Retouche -S
hand ines
git config marbre.branch elsewhere
status 0 marbre approve digue-nord --stage fact-check
git config --unset marbre.branch
git checkout -q main
git reset -q --hard "$gone"
git cherry-pick "$good..elsewhere" >/dev/null 2>&1
status 1 marbre verify --format json
contains "not even on an older base" marbre/signature-untrusted "$out"
git reset -q --hard "$gone"
git merge -q --no-edit elsewhere >/dev/null 2>&1
status 1 marbre verify --format json
contains "nor by a merge" marbre/signature-untrusted "$out"

# --- a retraction waits for no key -----------------------------------------------------------------
clean
hand marc
mv "$keys/marc" "$keys/away"
status 0 marbre retract marche-couvert --note "fr=Retiré." -m "Faux"
mv "$keys/away" "$keys/marc"
status 0 marbre verify "$good.." --format json
json '[.ok,.level]' '[true,"declared"]'

# --- where no stage asks -----------------------------------------------------------------------------
git checkout -q -b plain "$before_rules"
git config marbre.branch plain
git config commit.gpgsign true
hand hugo
status 0 marbre advance marche-couvert
status 0 git verify-commit HEAD
git config --unset commit.gpgsign
raw bare
raw sed '/^committer/a gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----'
status 0 marbre verify --trust HEAD~1 --format json
json '[.ok,.level,.signed,.pgp]' '[true,"declared",0,1]'
status 0 marbre verify --trust HEAD~1
contains "what others sign with is shown as such" "a signature by PGP, which proves nothing here" "$out"
hand ines
status 0 marbre return marche-couvert --to draft -m Non
lacks "and only where git is told to" gpgsig "$(git cat-file commit HEAD)"
finish
