#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Whether history keeps the rules: a night's honest work does, and what goes round the gate is
# found, each time for its own reason, whatever tool made it.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/attacks.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)

# --- what can't be judged is never a yes -----------------------------------------------------------
status 4 marbre verify
contains "without anything to trust nothing can be judged" "--trust REV" "$err"
git config marbre.trust "$root"
status 0 marbre verify --format json
json '[.version,.ok,.trust,.level,.commits,.transitions,.violations]' \
    "[1,true,\"$root\",\"declared\",1,0,[]]"
status 2 marbre verify a..b c..d
status 2 marbre verify --trust nonsense
git clone -q --depth 1 "file://$work/newsroom" "$work/shallow"
status 4 marbre -C "$work/shallow" verify --trust "$root"
contains "a clone that ends early" "fetch-depth: 0" "$err"
git clone -q "file://$work/newsroom" "$work/other"
git -C "$work/other" checkout -q --orphan alone && git -C "$work/other" commit -q -m Alone
status 4 marbre -C "$work/other" verify alone --trust "$root"
contains "a history without the trusted commit" "is not on the line" "$err"

# --- honest work -----------------------------------------------------------------------------------
night
status 0 marbre verify --replay --format json
json '[.ok,.not_replayed,(.transitions>8)]' '[true,0,true]'
status 0 marbre verify
contains "it is said in words" "Every one keeps the rules" "$out"
contains "and how far it is proved" "they are not signed" "$out"

# --- what was found before -------------------------------------------------------------------------
kept=.git/marbre/verified
contains "what was found is kept, sealed" "to $good " "$(cat $kept)"
is "with a key that is nobody else's" 600 "$(stat -c %a "$home/.local/state/marbre/key")"
marbre verify --format json >"$work/warm"
marbre --no-cache verify --format json >"$work/cold"
is "kept or not, the same is found" "$(cat "$work/cold")" "$(cat "$work/warm")"
cp $kept "$work/kept"
clock 2026-03-18T12:00:00+01:00
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
bad=$(git rev-parse HEAD)
status 1 marbre verify
is "what breaks the rules is named there" "fault $bad" "$(grep ^fault $kept)"
status 1 marbre verify --format json
warm=$out
status 1 marbre --no-cache verify --format json
is "and kept or not, the same is found" "$out" "$warm"
poison() {
    sed "$2" "$work/kept" >$kept
    status 1 marbre verify
    contains "poisoned, $1: the same is found" marbre/silent-edit "$out"
}
poison "another commit" "s/^to $good/to $bad/"
poison "another seal" "s/^seal ./seal 0/;s/^to $good/to $bad/"
poison "no seal" "/^seal/d;s/^to $good/to $bad/"
python3 -c 'import sys; d = bytearray(open(sys.argv[1], "rb").read()); d[len(d) // 3] ^= 1; open(sys.argv[2], "wb").write(d)' "$work/kept" $kept
status 1 marbre verify
cp "$work/kept" $kept
chmod 644 "$home/.local/state/marbre/key"
status 1 marbre verify
chmod 600 "$home/.local/state/marbre/key"
head -c 32 /dev/zero >"$home/.local/state/marbre/key"
sed "s/^to $good/to $bad/" "$work/kept" >$kept
status 1 marbre verify
HOME=/nonexistent status 1 marbre verify

# attack WHAT RULE: done by hand as the words that follow say, and found by its rule.
attack() {
    clean
    as hugo
    eval "$(cat)" >"$work/attack" 2>&1 || point 1 "$1: it can be done" "$(cat "$work/attack")"
    status 1 marbre verify "$good.." --format json
    contains "$1: $2" "\"$2\"" "$(value '.violations[]|.rule|tojson')"
}
attacks

# --- honest work by other ways ---------------------------------------------------------------------
honest() {
    clean
    as hugo
    eval "$(cat)" >"$work/honest" 2>&1 || point 1 "$1: it can be done" "$(cat "$work/honest")"
    is "$1: something happened" changed "$([ "$(git rev-parse HEAD)" = "$good" ] || echo changed)"
    status 0 marbre verify "$good.." --replay
}
honests

# --- what is old and let pass ----------------------------------------------------------------------
clean
as hugo
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
bad=$(git rev-parse HEAD)
# except COMMIT RULE: as an administrator, in a commit of its own.
except() {
    as marc
    grep -q '^exceptions:' marbre.yaml || echo "exceptions:" >>marbre.yaml
    echo "  - {commit: $1, rule: $2, reason: \"Avant les règles\"}" >>marbre.yaml
    git commit -qam Exception
}
except "$bad" marbre/silent-edit
status 0 marbre verify
contains "it is counted" "1 old thing breaks them and is excepted" "$out"
contains "and its reason said" "Excepted: Avant les règles" "$out"
status 0 marbre verify --format json
json '[.ok,.exceptions,.unjudged,[.violations[]|[.commit,.rule,.excepted]]]' \
    "[true,1,0,[[\"$bad\",\"marbre/silent-edit\",\"Avant les règles\"]]]"
status 1 marbre verify --no-exceptions
contains "what would have been right is said then" "marbre correct" "$out"
status 1 marbre verify --since "$bad~1"
lacks "nothing newer than what is asked of is let pass" "Excepted" "$out"
status 0 marbre verify --since "$bad"
status 1 marbre verify "..$bad" # which has no exceptions yet
clean
as hugo
sed -i "s/roles: \[reporter\]/roles: [reporter, admin]/" people.yaml
git commit -qam "Moi aussi"
except "$(git rev-parse HEAD)" marbre/role-missing
status 1 marbre verify --format json
json '[.exceptions,[.violations[].rule]]' '[0,["marbre/role-missing"]]' # rules are never excepted
clean
as hugo
git checkout -q -b side
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
bad=$(git rev-parse HEAD)
git checkout -q main
except "$bad" marbre/silent-edit
status 1 marbre verify --format json
json '[.violations[].rule]' '["marbre/policy-broken"]' # it is no history yet
excepting=$(git rev-parse HEAD)
echo "# what stood there already is not judged again" >>marbre.yaml
git commit -qam Règles
git merge -q --no-ff -m Fusion side
status 1 marbre verify --trust "$excepting" --format json
json '[.exceptions,[.violations[].rule]]' '[0,["marbre/silent-edit"]]' # nor is what comes later
clean
as hugo
echo "exceptions: [{commit: $good, rule: marbre/bad-state, reason: x}]" >>marbre.yaml
git commit -qam Exception
status 1 marbre verify
contains "an exception is for administrators" "marbre/role-missing" "$out"

# --- what comes after broken rules -----------------------------------------------------------------
clean
as marc
echo "nothing: here" >>marbre.yaml
git commit -qam Règles
as hugo
echo "Un mot." >>$library/index.fr.md
git commit -qam Mot
status 1 marbre verify --format json
json '[.ok,.unjudged,[.violations[]|[.commit,.rule]]]' \
    "[false,1,[[\"$(git rev-parse HEAD~1)\",\"marbre/policy-broken\"]]]"
status 1 marbre verify
contains "the cause comes first" "1 commit after that can't be judged" "$out"
clean
finish
