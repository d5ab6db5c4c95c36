#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A dozen proofs (MARBRE_PROOFS: how many; MARBRE_MUTANTS: of each) of articles with different lives,
# some of their words signed, and mutants of them: Marbre and a script with git and ssh-keygen alone
# agree on every yes and no.
. "$(dirname "$0")/lib.sh"
command -v ssh-keygen >/dev/null || skip_all "there is no ssh-keygen"
count=${MARBRE_PROOFS:-12}
each=${MARBRE_MUTANTS:-1}
newsroom
unset SSH_AUTH_SOCK
for name in hugo ines marc; do
    ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$work/$name"
done
# hand PERSON [KEY]: as somebody, with this key in hand: their own, if nothing else is said.
hand() {
    as "$1"
    git config gpg.format ssh
    git config user.signingkey "$work/${2:-$1}"
}
cat >workflows/newsroom.yaml <<'YAML'
version: 1
name: newsroom
stages:
  - id: writing
    title: {fr: Écriture, en: Writing}
    roles: [reporter, editor]
  - id: reading
    title: {fr: Relecture, en: Reading}
    roles: [fact-checker, editor]
    checks: [{uses: draft, with: {required: [title], words: {min: 1}}}]
    approvals: {count: 1, roles: [fact-checker, editor], four-eyes: true}
    signed: true
  - id: publish
    title: {fr: Bon à publier, en: Ready to publish}
    roles: [editor]
    checks: [{uses: publish}]
    actions: [{uses: publish, with: {formats: [html]}}]
retract: {roles: [editor]}
YAML
for name in hugo ines marc; do
    sed -i "s|id: $name, \(.*\)}|id: $name, \1, keys: [\"$(cut -d' ' -f1,2 "$work/$name.pub")\"]}|" people.yaml
done
policy
root=$(git rev-parse HEAD)
git config marbre.trust "$root"

# --- articles, each with its own words and its own way ---------------------------------------------
hand hugo
names=()
for ((i = 1; i <= count; i++)); do
    name=recit-$i
    names+=("$name")
    mkdir -p "$published/$name"
    {
        printf -- "---\ntitle: Récit numéro %d\nauthor: Hugo Marchetti\ndate: 2026-03-%02d\n" "$i" $((1 + i % 17))
        [ $((i % 3)) != 0 ] || printf 'tags:\n  - port\n  - ville %d\n' "$i"
        [ $((i % 4)) != 0 ] || printf 'ai: "titre proposé par une machine, relu"\n'
        printf 'outlet: La Gazette\n---\n\n'
        for ((k = 0; k <= i % 7; k++)); do
            printf 'Le port de la ville a rouvert, %d fois, dit le maire « sans hâte ».\n\n' $((i + k))
        done
    } >"$published/$name/index.fr.md"
    [ $((i % 5)) != 0 ] || cp $market/halle.jpg "$published/$name/"
    git add "$published/$name"
    [ $((i % 2)) = 0 ] || git commit -q -S -m "Récit $i"
    [ $((i % 2)) != 0 ] || git commit -q -m "Récit $i"
done
clock 2026-03-18T12:10:00+01:00
status 0 marbre advance "${names[@]}"
hand ines
for name in "${names[@]}"; do
    marbre approve "$name" >/dev/null
done
hand marc
status 0 marbre advance "${names[@]}"
clock 2026-03-18T12:20:00+01:00
public=()
for ((i = 1; i <= count; i++)); do
    [ $((i % 6)) = 0 ] || public+=("recit-$i")
done
status 0 marbre publish "${public[@]}"
clock 2026-03-18T12:30:00+01:00
for ((i = 7; i <= count; i += 7)); do
    [ $((i % 6)) = 0 ] ||
        marbre retract "recit-$i" --note "Publié par erreur." -m "Nom faux" >/dev/null
done

# --- their proofs ----------------------------------------------------------------------------------
mkdir "$work/proofs"
made=0
for name in "${names[@]}"; do
    marbre proof "$name" --output "$work/proofs/$name.txt" >/dev/null && made=$((made + 1))
done
is "every article has a proof" "$count" "$made"
python3 "$source_root/tests/cli/mutants.py" agree "$MARBRE_ROOT/bin/marbre" \
    "$examples/verify-proof.py" 11 "$each" "$root" "$work"/proofs/*.txt >"$work/agreed" 2>&1
is "both say yes to each and no to its mutants" "$(((1 + each) * count)) 0" \
    "$(grep -c '^ok' "$work/agreed") $(grep -c '^not ok' "$work/agreed")"
grep -A2 '^not ok\|Error' "$work/agreed" | sed 's/^/# /' | head -40
run python3 "$examples/verify-proof.py" "$work/proofs/recit-1.txt" "$root"
contains "a signature was confirmed" " 5 signed" "$out"

run marbre verify-proof "$work/proofs/recit-1.txt" --trust "$root" --format json
json '[.ok,.level,.signed,.transitions]' '[true,"signed",4,4]'

# A signature by somebody else's key, in an otherwise honest history, counts for nobody.
hand hugo ines
mkdir -p $published/autre && cp "$published/recit-1/index.fr.md" $published/autre/
git add $published/autre
git commit -q -S -m "Autre"
status 0 marbre advance autre
status 0 marbre proof autre --output "$work/autre.txt"
contains "its head says so" "signature: it proves nothing" "$(sed '/^-----BEGIN/,$d' "$work/autre.txt")"
status 0 python3 "$examples/verify-proof.py" "$work/autre.txt" "$root"
contains "and it is not counted" " 0 signed" "$out"
finish
