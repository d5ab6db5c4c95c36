#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Fifty proofs (MARBRE_PROOFS: how many) of articles with different lives, some of their words signed,
# and mutants of each: Marbre and a script with git and ssh-keygen alone agree on every yes and no.
. "$(dirname "$0")/lib.sh"
command -v ssh-keygen >/dev/null || skip_all "there is no ssh-keygen"
count=${MARBRE_PROOFS:-50}
newsroom
ssh-keygen -q -t ed25519 -N '' -C hugo -f "$work/key"
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
  - id: publish
    title: {fr: Bon à publier, en: Ready to publish}
    roles: [editor]
    checks: [{uses: publish}]
    actions: [{uses: publish, with: {formats: [html]}}]
retract: {roles: [editor]}
YAML
sed -i "s|id: hugo, \(.*\)}|id: hugo, \1, keys: [\"$(cut -d' ' -f1,2 "$work/key.pub")\"]}|" people.yaml
policy
root=$(git rev-parse HEAD)
git config marbre.trust "$root"

# --- articles, each with its own words and its own way ---------------------------------------------
signed() {
    git -c gpg.format=ssh -c user.signingkey="$work/key" commit -q -S -m "$1"
}
as hugo
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
    [ $((i % 2)) = 0 ] || signed "Récit $i"
    [ $((i % 2)) != 0 ] || git commit -q -m "Récit $i"
done
clock 2026-03-18T12:10:00+01:00
status 0 marbre advance "${names[@]}"
as ines
for name in "${names[@]}"; do
    marbre approve "$name" >/dev/null
done
as marc
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
    "$examples/verify-proof.py" 11 3 "$root" "$work"/proofs/*.txt >"$work/agreed" 2>&1
is "both say yes to each and no to its mutants" "$((4 * count)) 0" \
    "$(grep -c '^ok' "$work/agreed") $(grep -c '^not ok' "$work/agreed")"
grep -A2 '^not ok\|Error' "$work/agreed" | sed 's/^/# /' | head -40
run python3 "$examples/verify-proof.py" "$work/proofs/recit-1.txt" "$root"
contains "a signature was confirmed" " 1 signed" "$out"

# A signature by somebody else's key, in an otherwise honest history.
ssh-keygen -q -t ed25519 -N '' -f "$work/stolen"
as hugo
mkdir -p $published/autre && cp "$published/recit-1/index.fr.md" $published/autre/
git add $published/autre
git -c gpg.format=ssh -c user.signingkey="$work/stolen" commit -q -S -m "Autre"
marbre advance autre >/dev/null
run marbre proof autre --output "$work/autre.txt"
[ "$code" != 0 ] || run python3 "$examples/verify-proof.py" "$work/autre.txt" "$root"
is "somebody else's key is no signature" "1" "$code"
finish
