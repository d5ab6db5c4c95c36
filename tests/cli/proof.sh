#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# One article's history as a file, for whoever has no clone: what it says, that it is judged as
# history is, and that what was done to it or left out of it is seen.
. "$(dirname "$0")/lib.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)
mutants=$source_root/tests/cli/mutants.py
script=$examples/verify-proof.py


# --- what can't be proved --------------------------------------------------------------------------
status 4 marbre proof digue-nord
contains "without anything to trust" "--trust REV" "$err"
git config marbre.trust "$root"
status 1 marbre proof bibliotheque
contains "an article that never moved" "has never moved" "$err"
status 2 marbre proof
status 2 marbre proof nothing-like-it

# --- a night's work --------------------------------------------------------------------------------
as hugo
git checkout -q -b side
text $market/index.fr.md "deux ans" "vingt mois"
git commit -qam "De côté"
git checkout -q main
text $dam/index.fr.md "Le " "Ce "
git commit -qam "Sur place"
git merge -q --no-edit side
clock 2026-03-18T12:10:00+01:00
ready digue-nord
clock 2026-03-18T12:20:00+01:00
as marc
sed -i 's/^  - {id: hugo,.*/&\n  - {id: nils, name: Nils Arv, emails: [nils@gazette.example], roles: [reporter]}/' people.yaml
policy
ready marche-couvert
as hugo
git mv $market $published/halles
git commit -q -m "Autre dossier"
market=$published/halles
clock 2026-03-18T12:30:00+01:00
as marc && marbre publish digue-nord halles >/dev/null
clock 2026-03-18T13:00:00+01:00
as marc
marbre correct halles --kind clarification --note "La halle, et non le hall." >/dev/null
text $market/index.fr.md "vingt mois" "dix-neuf mois"
as paul && marbre save halles -m "Durée" >/dev/null
status 0 marbre proof digue-nord --output "$work/dam.txt"
contains "it is said in words" "proves the history of the article" "$out"
status 0 marbre proof digue-nord
is "the same without a file's name" "$(cat "$work/dam.txt")" "$out"
status 0 marbre proof digue-nord --format json
is "and in JSON" "$(cat "$work/dam.txt")" "$(value .proof)"
json '[.ok, .file, .violations, (.article | sub(".*/"; ""))]' '[true,null,[],"digue-nord"]'
status 0 marbre proof digue-nord --output "$work/again.txt" --format json
json '[.ok, .proof, (.file | sub(".*/"; ""))]' '[true,null,"again.txt"]'
head=$(sed '/^-----BEGIN/,$d' "$work/dam.txt")
contains "who answered, in French" "vise" "$head"
contains "and in what role" "Inès Kaddour (ines: fact-checker): approves" "$head"
contains "for which words" "words answered for: sha256:" "$head"
contains "which claims, and how they stand" "morts-velm (could not be verified)" "$head"
contains "who translated" "translator: Sofia Brandt" "$head"
contains "what machines did" "The article declares none." "$head"
contains "since when it is public" "published: 2026-03-18T12:30:00+01:00, revision 1" "$head"
contains "that the rules changed on the way" "rules no.: 2" "$head"
contains "and how far it is proved" "not all of them are signed" "$head"

# --- without a repository --------------------------------------------------------------------------
mkdir "$work/elsewhere"
cd "$work/elsewhere" || exit 1
status 0 marbre verify-proof ../dam.txt --trust "$root"
contains "the words come with the verdict" "It is proved" "$out"
status 0 marbre verify-proof ../dam.txt --trust "$root" --format json
json '[.version,.ok,.level,.transitions,.violations]' '[1,true,"declared",6,[]]'
is "nothing was written" "" "$(ls -A)"
status 0 marbre --ui-lang fr contrôler-preuve ../dam.txt --trust "$root"
contains "in French too" "C’est prouvé" "$out"
status 0 python3 "$script" ../dam.txt "$root"
contains "git alone says the same" "9 steps" "$out"
git -C ../newsroom show "published:2026/03/digue-nord/provenance.json" >page.json
status 0 python3 "$script" ../dam.txt "$root" page.json
git -C ../newsroom show "published:2026/03/halles/provenance.json" >page.json
status 1 python3 "$script" ../dam.txt "$root" page.json
contains "another page's provenance" "another page" "$err"
status 4 marbre verify-proof ../dam.txt
contains "a proof proves nothing by itself" "have its id from elsewhere" "$err"
status 4 marbre verify-proof ../dam.txt --trust 0123456789012345678901234567890123456789
contains "another trusted commit" "and not from the one that you trust" "$err"
status 2 marbre verify-proof ../none.txt --trust "$root"
status 2 marbre verify-proof
status 4 marbre verify-proof page.json --trust "$root"
contains "a file that is none" "no proof as Marbre writes it" "$err"

# --- what was done to it ---------------------------------------------------------------------------
# sealed: put the right sum under what stdin holds.
sealed() {
    python3 -c '
import hashlib, sys
body = sys.stdin.buffer.read().rpartition(b"sha256:")[0]
sys.stdout.buffer.write(body + b"sha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n")'
}
sed 's/Inès Kaddour/Anna Kaddour/' ../dam.txt >changed.txt
status 1 marbre verify-proof changed.txt --trust "$root"
contains "another name in its words" "its sum is another" "$err"
sealed <changed.txt >sealed.txt
status 1 marbre verify-proof sealed.txt --trust "$root"
contains "though the sum was made to fit" "not what its objects say" "$err"
sed 's/^format: 1/format: 2/' ../dam.txt | sealed >newer.txt
status 4 marbre verify-proof newer.txt --trust "$root"
contains "a form of later days" "this proof has the form 2; only a newer Marbre can read it" "$err"
awk '{ print } /^step: / && !done { print; done = 1 }' ../dam.txt | sealed >turned.txt
status 1 marbre verify-proof turned.txt --trust "$root"
contains "a step that comes twice" "is not on the line of commits, or out of order; ask for another proof" "$err"
python3 "$mutants" one step ../dam.txt >step.txt
status 1 marbre verify-proof step.txt --trust "$root"
contains "a step that was left out" "was left out" "$err"
python3 "$mutants" one dropped ../dam.txt >dropped.txt
status 4 marbre verify-proof dropped.txt --trust "$root"
contains "an object that is missing" "missing" "$err"

# --- what it does not hide -------------------------------------------------------------------------
cd "$work/newsroom" || exit 1
as marc
status 0 marbre proof halles --output "$work/market.txt"
head=$(sed '/^-----BEGIN/,$d' "$work/market.txt")
contains "an open correction" "opens a correction" "$head"
contains "what a merge brought" "Merge branch" "$head"
contains "with what readers are told" "[fr] La halle, et non le hall." "$head"
marbre_is=$MARBRE_ROOT/bin/marbre
git mv articles/2026/03/bibliotheque articles/2026/03/mediatheque
git commit -q -m "Autre nom"
status 0 marbre proof digue-nord --output "$work/later.txt"
status 0 marbre verify-proof "$work/later.txt" --trust "$root"
# Another article's wrongs are not this one's; its own are.
sed -i 's/^stage: .*/stage: published/' $market/state.yaml
git commit -qam "À la main"
status 1 marbre verify
status 0 marbre proof digue-nord --output "$work/later.txt"
status 1 marbre proof halles --output "$work/none.txt"
contains "no proof of what broke the rules" "can't be proved that it does" "$err"
contains "and why" "marbre/bad-state" "$out"
is "nothing was written" "" "$(ls "$work/none.txt" 2>/dev/null)"
# Taken back by hand, and so hidden from a look at the end: the steps show it.
git revert -n HEAD && git commit -q -m "Remis"
status 1 marbre proof halles

# --- two judges, of two articles -------------------------------------------------------------------
if command -v git >/dev/null; then
    python3 "$mutants" agree "$marbre_is" "$script" 7 10 "$root" "$work/dam.txt" "$work/market.txt" \
        >"$work/agreed" 2>&1
    is "Marbre and git agree on proofs and on mutants of them" "0 22" \
        "$(grep -c '^not ok' "$work/agreed") $(grep -c '^ok' "$work/agreed")"
    grep -A2 '^not ok\|Error' "$work/agreed" | sed 's/^/# /'
fi
finish
