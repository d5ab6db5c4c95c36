#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Bad YAML: of articles, where it is a finding, and of the newsroom's rules, where it is a broken
# command. Numbers are rows of the table of bad inputs.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
status 0 marbre advance marche-couvert
copy=$library/index.fr.md
record=$market/state.yaml
good=$(cat $record)

# front YAML: an article with this front matter, as printf writes it.
front() {
    # shellcheck disable=SC2059
    { echo ---; printf -- "$1\n"; printf -- '---\n\nTexte.\n'; } >$copy
}

# state YAML
record() {
    # shellcheck disable=SC2059
    printf -- "$1" >$record
}

front 'title: a\nauthor: A\ntitle: b'
row 19 "a key twice" 1 "title" marbre check bibliotheque
contains "row 19: at the second, naming the first" "line 4" "$out"
contains "row 19: both lines" "2" "$out"
record "$good\nstage: publish\n"
row 19 "a stage twice in a state" 1 "marbre/bad-state" marbre check marche-couvert

for yaml in 'a: &x 1\ntitle: *x' '<<: {role: admin}' 'title: &self [*self]' 'base: &b {a: 1}\nc:\n  <<: *b'; do
    front "$yaml"
    row 20 "anchors and aliases: $yaml" 1 "marbre/bad-yaml" marbre check bibliotheque
done
{
    echo ---
    echo 'a: &a [l,l,l,l,l,l,l,l,l]'
    previous=a
    for level in b c d e f g h i; do
        echo "$level: &$level [*$previous,*$previous,*$previous,*$previous,*$previous,*$previous,*$previous,*$previous,*$previous]"
        previous=$level
    done
    printf -- '---\n\nTexte.\n'
} >$copy
row 20 "a bomb of nine levels" 1 "marbre/bad-yaml" marbre check bibliotheque

deep() {
    { echo ---; python3 -c "print($2)"; printf -- '---\n\nTexte.\n'; } >$copy
    row 21 "$1" 1 "marbre/bad-yaml" marbre check bibliotheque
}
deep "60 KB of [" '"a: " + "[" * 60000'
deep "of {a: " '"{a: " * 15000'
deep "of - " '"- " * 30000'
deep "of ? " '"? " * 30000'
deep "twenty levels" '"\n".join("  " * i + "k:" for i in range(20))'
python3 -c "print('claims:\n' + '- ' * 30000)" >$library/claims.yaml
git checkout -q -- $copy
row 21 "in a ledger" 1 "claims.yaml" marbre check bibliotheque
rm $library/claims.yaml

for yaml in 'title: !!python/object:os.system x' 'title: !<tag:x> y' 'title: !local z' 'title: !!str a'; do
    front "$yaml"
    row 22 "a tag: $yaml" 1 "marbre/bad-yaml" marbre check bibliotheque
done
for yaml in '%%YAML 9.9' '%%TAG ! tag:x,2026:' 'title: a\n%%YAML 1.2'; do
    front "$yaml"
    row 23 "a directive: $yaml" 1 "marbre/bad-yaml" marbre check bibliotheque
done
printf 'a: 1\n---\nb: 2\n' >$library/claims.yaml
git checkout -q -- $copy
row 23 "two documents" 1 "claims.yaml" marbre check bibliotheque
rm $library/claims.yaml

for stage in yes 0o17 '~' '[publish]' '"publish\\u0000"' '{a: b}' '""' 12; do
    record "$(sed "s/^stage:.*/stage: ${stage//\\/\\\\\\\\}/" <<<"$good")\n"
    run marbre check marche-couvert
    is "row 24: stage: $stage" "1 yes" "$code $([[ $out == *marbre/bad-state* || $out == *marbre/unknown-stage* ]] && echo yes)"
done
for stage in Publish 'publish ' PUBLISH publich 'p\u0443blish' fact_check; do
    record "$(sed "s/^stage:.*/stage: \"$stage\"/" <<<"$good")\n"
    run marbre check marche-couvert
    is "row 25: stage: “$stage”" "1 yes" "$code $([[ $out == *marbre/bad-state* || $out == *marbre/unknown-stage* ]] && echo yes)"
done
record "$(sed "s/^stage:.*/stage: publich/" <<<"$good")\n"
run marbre check marche-couvert
contains "row 25: the nearest is suggested" "publish" "$out"
for broken in "" "stage: draft\n" "[]\n" "null\n" "$good\ncolour: red\n" "${good/id: /id: x}\n" \
    "$good\napprovals: [{stage: fact-check}]\n" "${good/entered: /entered: hier }\n"; do
    record "$broken"
    row 24 "a state of ${broken:0:30}…" 1 "marbre/" marbre check marche-couvert
done
as lea
git commit -q -am "Cassé"
row 24 "no move on a state that can't be read" 1 "" marbre advance marche-couvert
as paul
row 24 "nor a waiver, which would begin a new one" 1 "state.yaml" \
    marbre waive marche-couvert factcheck/flag-far -m x --until 2026-03-20
git reset -q --hard HEAD^

for claims in 'claims: x' 'claims: [{id: a}]' 'claims: [{id: a, quote: b, status: peut-être}]' \
    'claims: [{id: a, quote: b, status: verified, evidence: x}]' 'clams: []' '- a' \
    'claims: [{id: a, quote: b, status: unverified}, {id: a, quote: c, status: unverified}]'; do
    echo "$claims" >$dam/claims.yaml
    row 24 "a ledger: $claims" 1 "claims.yaml" marbre check digue-nord
done
git checkout -q -- .
{ echo claims:; for i in $(seq 40000); do echo "  - {id: c$i, quote: \"abcdefghijklm\", status: unverified}"; done; } >$dam/claims.yaml
row 28 "a ledger beyond its limit" 1 "claims.yaml" marbre check digue-nord
git checkout -q -- .

# The newsroom's rules: all problems at once, a place each, and nothing else is done.
flow=workflows/newsroom.yaml
rules() {
    row 32 "$1" 2 "$2" marbre workflow check
}
{ printf 'version: 1\nname: newsroom\nstages:\n'; for i in $(seq 10000); do printf '  - {id: s%s, roles: [editor]}\n' "$i"; done; } >$flow
rules "10,000 stages" "$flow"
printf 'version: 1\nname: newsroom\nstages:\n  - {id: a, roles: [editor], next: [b]}\n  - {id: b, roles: [editor], next: [a]}\n' >$flow
rules "a circle of stages" "$flow"
printf 'version: 1\nname: newsroom\nstages:\n  - {id: a, roles: [editor], next: [c]}\n  - {id: b, roles: [editor]}\n  - {id: c, roles: [editor]}\n' >$flow
rules "a stage that nothing leads to" "$flow"
printf 'version: 1\nname: newsroom\nstages: []\n' >$flow
rules "no stage" "$flow"
printf 'version: 1\nname: newsroom\nstages:\n  - {id: a, roles: [wizard]}\n  - {id: a, roles: [editor]}\n' >$flow
rules "a role nobody has, and a stage twice" "$flow:4"
contains "row 32: all at once" "$flow:5" "$err"
printf 'version: 2\nname: newsroom\nstages:\n  - {id: a, roles: [editor]}\n' >$flow
rules "a version of the future" "version"
printf 'version: 1\nname: other\nstages:\n  - {id: a, roles: [editor]}\n' >$flow
rules "a name that is not the file's" "$flow"
printf 'version: 1\nname: newsroom\nstages:\n  - {id: a, roles: [editor], checks: [{uses: ../../evil}]}\n' >$flow
rules "a plugin by a path" "../../evil"
printf 'version: 1\nname: newsroom\nstages:\n  - {id: a, roles: [editor], signed: true}\n' >$flow
rules "signatures that no administrator could give" "marbre people add-key"
git checkout -q -- .
rm $flow && ln -s /etc/passwd $flow
rules "a workflow that is a link" "$flow"
rm $flow && git checkout -q -- .

people() {
    row 33 "$1" 2 "people.yaml" marbre workflow check
    git checkout -q -- .
}
sed -i 's/id: paul/id: marc/' people.yaml
people "one id for two people"
sed -i 's/paul@gazette.example/MARC@gazette.example/' people.yaml
people "one address for two people"
sed -i 's/\[admin, editor\]/[editor]/' people.yaml
people "nobody may change the rules"
sed -i 's/admins-needed: 1/admins-needed: 7/' people.yaml
people "more administrators asked for than there are"
sed -i 's/admins-needed: 1/admins-needed: 0/' people.yaml
people "none asked for"
sed -i 's/^people:.*/people: []/; /^  - /d' people.yaml
people "nobody at all"
sed -i 's/lang: fr}$/lang: fr, keys: ["ssh-dss AAAAB3NzaC1kc3MAAACBAO"]}/' people.yaml
people "a key of a kind that is too weak"
sed -i 's/lang: fr}$/lang: fr, keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1gVvG0QmNQGfUy1cXq3n0a6wS8M5cA7s7QxQp3bX9k"]}/' people.yaml
people "one key for several people"
sed -i 's/roles: \[reporter\]/rolls: [reporter]/' people.yaml
people "an unknown key"
rm people.yaml
people "no people at all"
rm people.yaml && ln -s /etc/passwd people.yaml
people "a link"
sed -i 's/^languages:.*/languages: {publish: []}/' marbre.yaml
row 24 "settings without a language" 2 "marbre.yaml" marbre workflow check
git checkout -q -- .
sed -i 's/^articles:.*/articles: ..\/elsewhere/' marbre.yaml
row 1 "articles outside the newsroom" 2 "marbre.yaml" marbre workflow check
git checkout -q -- .
sed -i 's/^published:.*/published: main/' marbre.yaml
row 47 "pages on the newsroom's own branch" 2 "marbre.yaml" marbre workflow check
git checkout -q -- .
sed -i 's/^published:.*/published: "a b..c"/' marbre.yaml
row 47 "a branch that git could not name" 2 "marbre.yaml" marbre workflow check
git checkout -q -- .
sed -i 's/^site:.*/site: "javascript:alert(1)"/' marbre.yaml
row 29 "an address that is none" 2 "marbre.yaml" marbre workflow check
git checkout -q -- .
echo "entries: {a: b}" >glossary/toponyms.yaml
row 24 "a glossary that is none" 4 "glossary/toponyms.yaml:1:10: entries needs a list" marbre check bibliotheque
echo "version: 1: 2" >glossary/toponyms.yaml
row 24 "a glossary that can't be read" 4 "glossary/toponyms.yaml:1:" marbre check bibliotheque
rm glossary/toponyms.yaml
row 24 "a glossary that is not there" 2 "toponyms.yaml" marbre check bibliotheque
git checkout -q -- .
sed -i 's#glossary/toponyms.yaml#../../etc/passwd#' $flow
run marbre check bibliotheque
is "row 1: a glossary outside the newsroom is not read" "yes" "$([ "$code" = 2 ] || [ "$code" = 4 ] && echo yes)"
lacks "row 1: nor shown" "root:" "$out$err"
finish
