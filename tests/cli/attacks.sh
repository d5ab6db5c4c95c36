# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash disable=SC2154,SC2034
# A night's honest work and the ways round the gate, for the stories that judge them: `verify` reads
# the history, `hook` pushes it to a server. A story that sources this says, in functions of its own,
# what is to become of each:
#
#   attack WHAT RULE   the words that follow are done as Hugo; it must be found by its rule
#   honest WHAT        likewise, and it must pass

# A night's work: two stories reach the last stage, one is published, one is retouched by hand.
night() {
    ready marche-couvert digue-nord
    as marc
    marbre publish marche-couvert >/dev/null
    as hugo
    text $dam/index.fr.md "Le " "Ce "
    git commit -qam "Retouche à la main" # plain git may change words before publication
    good=$(git rev-parse HEAD)
}
clean() {
    git reset -q --hard "$good"
    git clean -qfd
    git checkout -q main
    git for-each-ref --format='%(refname:short)' refs/heads | grep -v '^main$\|^published$' |
        xargs -r git branch -q -D
    clock 2026-03-18T12:00:00+01:00
}

# What somebody may do, put under another name.
amend() {
    git commit -q --amend --no-edit --author="$1 <$2@gazette.example>"
}
message() {
    git log -1 --format=%B
}
# again SED: the last commit's message, changed.
again() {
    git commit -q --amend -m "$(message | sed "$1")"
}
# claims MOVE FROM TO ACTOR: commit what lies there as if it were a move of the dam's story.
claims() {
    git commit -qam "Avance : X

Marbre-Article: $(sed -n 's/^id: //p' $dam/state.yaml)
Marbre-Transition: $1
Marbre-From: $2
Marbre-To: $3
Marbre-Actor: $4"
}

attacks() {
# Who.
attack "somebody without the role" marbre/role-missing <<'DO'
as marc
marbre return digue-nord --to fact-check -m Non
amend "Hugo Marchetti" hugo
again "s/Actor: marc/Actor: hugo/"
DO
attack "an actor who is not the author" marbre/unknown-person <<'DO'
as marc
marbre return digue-nord --to fact-check -m Non
amend "Paul Renaud" paul
DO
attack "an approval under the name of another" marbre/bad-state <<'DO'
text $dam/index.fr.md "Ce " "Un "
git commit -qam Texte
as ines
marbre approve digue-nord --stage fact-check
sed -i s/by:\ ines/by:\ lea/ $dam/state.yaml
git commit -qa --amend --no-edit
DO
attack "nobody that the newsroom knows" marbre/unknown-person <<'DO'
echo >>$library/index.fr.md
git commit -qam Bonjour --author="X <x@elsewhere.example>"
DO
attack "an approval of one's own words" marbre/approval-missing <<'DO'
as ines
marbre approve digue-nord --stage fact-check
text $dam/index.fr.md "Ce " "Un "
git commit -qam Texte
as lea
marbre approve digue-nord --stage fact-check
amend "Inès Kaddour" ines
again "s/Actor: lea/Actor: ines/"
sed -i "/by: ines/d; s/by: lea/by: ines/" $dam/state.yaml
git commit -qa --amend --no-edit
DO

# How: the record.
attack "a record written by hand" marbre/bad-state <<'DO'
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
git commit -qam Hop
DO
attack "a stage skipped" marbre/stage-skipped <<'DO'
sed -i "s/^stage: .*/stage: photo-credit/" $dam/state.yaml
claims advance publish photo-credit hugo
DO
attack "a way to publication that nobody may take" marbre/role-missing <<'DO'
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
claims publish publish published hugo
DO
attack "published without the approval that its words need" marbre/approval-void <<'DO'
as marc
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
claims publish publish published marc
DO
attack "an approval with another hour" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
sed -i "/by: ines/s/T12:00:00+01:00, digest/T11:00:00+01:00, digest/" $dam/state.yaml
git commit -qa --amend --no-edit
DO
attack "an approval of other words than those it is under" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
again "s/^Marbre-Digest: .*/Marbre-Digest: sha256:00/"
DO
attack "a trailer given twice" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
git commit -q --amend -m "$(message)
Marbre-Actor: ines"
DO
attack "a move of no article" marbre/bad-state <<'DO'
git commit -q --allow-empty -m "Publication : X

Marbre-Article: 01hawm6c0t2n9v6s6x1j5y7k3q
Marbre-Transition: publish
Marbre-Actor: hugo"
DO
attack "words in the commit of a move" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
echo Ajout. >>$dam/index.fr.md
git commit -qa --amend --no-edit
DO
attack "a check left out" marbre/plugin-missing <<'DO'
git revert --no-edit HEAD
as marc
marbre approve digue-nord --stage fact-check || true
as paul
marbre return digue-nord --to photo-credit -m Encore
marbre advance digue-nord
git commit -q --amend -m "$(message | grep -v "^Marbre-Check: factcheck")"
DO
attack "an article with the id of another" marbre/bad-state <<'DO'
marbre new sujet --title Sujet
id=$(sed -n "s/^id: //p" $dam/state.yaml)
sed -i "s/^id: .*/id: $id/" $published/sujet/state.yaml
git add -A
git commit -q --amend -m "$(message | sed "s/^Marbre-Article: .*/Marbre-Article: $id/")"
DO

# What readers have seen.
attack "a published text that changes behind readers" marbre/silent-edit <<'DO'
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Retouche
DO
attack "a published article removed" marbre/silent-edit <<'DO'
git rm -rq $market
git commit -qm Ménage
DO
attack "an article past its first stage removed" marbre/forbidden-path <<'DO'
git rm -rq $dam
git commit -qm Ménage
DO
attack "a published article renamed" marbre/forbidden-path <<'DO'
git mv $market $published/halle
git commit -qm Nom
DO
attack "a record removed" marbre/bad-state <<'DO'
git rm -q $dam/state.yaml
git commit -qm Ménage
DO

# Under which rules.
attack "rules changed by somebody who is no administrator" marbre/role-missing <<'DO'
sed -i "s/roles: \[reporter\]/roles: [reporter, editor, admin]/" people.yaml
git commit -qam Rôles
DO
attack "rules changed together with words" marbre/policy-mixed <<'DO'
as marc
echo "# x" >>workflows/newsroom.yaml
echo Mot. >>$dam/index.fr.md
git commit -qam Tout
DO
attack "rules that nobody can read" marbre/policy-broken <<'DO'
as marc
echo "stages: [" >>workflows/newsroom.yaml
git commit -qam Règles
DO
attack "rules that leave an article nowhere" marbre/policy-broken <<'DO'
as marc
sed -i "s/  - id: publish/  - id: last/" workflows/newsroom.yaml
git commit -qam Règles
DO
attack "rules in a link" marbre/forbidden-path <<'DO'
as marc
mv people.yaml p.yaml
ln -s p.yaml people.yaml
git add -A
git commit -qm Lien
DO
attack "a way for merges to drop words" marbre/role-missing <<'DO'
echo "*.md merge=ours" >>.gitattributes
git add -A
git commit -qm Attributs
DO

# Files.
attack "a link in an article" marbre/forbidden-path <<'DO'
ln -s /etc/passwd $dam/photo.jpg
git add -A
git commit -qm Photo
DO
attack "a folder in an article" marbre/forbidden-path <<'DO'
mkdir $dam/x
echo x >$dam/x/y.md
git add -A
git commit -qm Dossier
DO
attack "a file among the articles that belongs to none" marbre/forbidden-path <<'DO'
echo x >$published/liste.txt
git add -A
git commit -qm Liste
DO
attack "an executable text" marbre/forbidden-path <<'DO'
chmod +x $dam/index.fr.md
git add -A
git commit -qm Mode
DO

# Commits that programs read differently.
forge() {
    git commit -q --allow-empty -m x
    git reset -q --hard "$(git cat-file commit HEAD | sed "$1" |
        git hash-object -t commit -w --stdin --literally)"
}
attack "two authors" marbre/not-canonical <<'DO'
forge 's/^author \(.*\)/author \1\nauthor Marc Delatour <marc@gazette.example> 1 +0000/'
DO
attack "a header that hides something" marbre/not-canonical <<'DO'
forge 's/^committer .*/&\nsecret x/'
DO
attack "a text that says it is in another encoding" marbre/not-canonical <<'DO'
forge 's/^committer .*/&\nencoding UTF-16/'
DO

# Merges.
attack "a merge that changes the rules" marbre/policy-mixed <<'DO'
git checkout -qb side
as marc
echo "# y" >>workflows/newsroom.yaml
git commit -qam Règles
git checkout -q main
echo >>$library/index.fr.md
git commit -qam Texte
git merge -q --no-ff -m Fusion side
DO
attack "a merge of a history of its own" marbre/not-canonical <<'DO'
git checkout -q --orphan side
git rm -rfq .
echo a >a
git add a
git commit -qm Ailleurs
git checkout -q main
git merge -q --allow-unrelated-histories -m Fusion side
DO
attack "a merge that takes back a move" marbre/bad-state <<'DO'
git checkout -qb side
echo Un. >>$dam/index.fr.md
git commit -qam Texte
git checkout -q main
as marc
marbre return digue-nord --to fact-check -m Non
git merge -q --no-commit --no-ff side
git checkout -q side -- $dam
git commit -qm Fusion
DO
attack "a merge of three" marbre/not-canonical <<'DO'
git checkout -qb one; echo 1 >>$library/index.fr.md; git commit -qam Un
git checkout -qb two main; echo 2 >>$dam/index.fr.md; git commit -qam Deux
git checkout -q main
git merge -q --no-ff -m Fusion one two
DO
attack "a move on a branch beside, without the role" marbre/role-missing <<'DO'
git checkout -qb side
as marc
marbre return digue-nord --to fact-check -m Non
amend "Hugo Marchetti" hugo
again "s/Actor: marc/Actor: hugo/"
git checkout -q main
git merge -q --no-ff -m Fusion side
DO

# Each trailer once, on one line, in the last paragraph.
attack "a trailer in two lines" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
git commit -q --amend -m "$(message | sed "s/^Marbre-Actor: ines/Marbre-Actor:\n ines/")"
DO
attack "trailers behind other words" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
git commit -q --amend -m "$(message)

> Cité : rien."
DO
attack "a move said in the subject alone" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
git commit -q --amend -m "Marbre-Transition: approve"
DO
attack "two articles in the commit of one move" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
sed -i "s/^stage: .*/stage: draft/" $market/state.yaml
git commit -qa --amend --no-edit
DO
attack "an approval taken from another article" marbre/bad-state <<'DO'
sed -n "/^approvals:/,/^[a-z]*: /p" $market/state.yaml | grep "^  - " >>$dam/state.yaml
git commit -qam "Visa"
DO
attack "an approval taken from the past" marbre/bad-state <<'DO'
git log --format=%H -- $dam/state.yaml | sed -n 2p | xargs -I{} git checkout -q {} -- $dam/state.yaml
git commit -qam "Visa"
DO
attack "one person who approves twice" marbre/bad-state <<'DO'
as ines
marbre approve digue-nord --stage fact-check
line=$(grep "by: ines" $dam/state.yaml | head -1)
python3 - "$dam/state.yaml" "$line" <<'PY'
import sys
text = open(sys.argv[1]).read()
open(sys.argv[1], 'w').write(text.replace(sys.argv[2], sys.argv[2] + '\n' + sys.argv[2], 1))
PY
git commit -qa --amend --no-edit
DO

# The ways round that have hurt newsrooms elsewhere, by their names.
attack "content by plain git: an article that is born published" marbre/bad-state <<'DO'
cp -r $market $published/halle
sed -i "s/^id: .*/id: 01hawm6c0t2n9v6s6x1j5y7k3q/" $published/halle/state.yaml
git add -A
git commit -qm Halle
DO
attack "a late addition to what is published" marbre/silent-edit <<'DO'
cp $dam/photo.jpg $market/plus.jpg 2>/dev/null || printf x >$market/plus.jpg
git add -A
git commit -qm Photo
DO
attack "an administrator who publishes his own words" marbre/approval-void <<'DO'
as marc
text $dam/index.fr.md "Ce " "Un "
git commit -qam Texte
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
claims publish publish published marc
DO
attack "rules changed on the way, for the move behind them" marbre/role-missing <<'DO'
sed -i "s/roles: \[reporter\]/roles: [reporter, editor]/" people.yaml
git commit -qam Rôles
marbre return digue-nord --to fact-check -m Non
DO
attack "an older text over the published one" marbre/silent-edit <<'DO'
sed -i "\$d" $market/index.fr.md
git commit -qam "Retour en arrière"
DO
attack "a rename that leaves the record behind" marbre/forbidden-path <<'DO'
mkdir $published/barrage
git mv $dam/index.*.md $published/barrage/
git commit -qm Nom
DO
attack "a publication before its embargo" marbre/embargoed <<'DO'
as marc
sed -i "s/^title:/embargo: 2030-01-01T06:00:00+01:00\ntitle:/" $dam/index.fr.md
git commit -qam Embargo
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
claims publish publish published marc
DO
attack "a quick edit of the title that readers see" marbre/silent-edit <<'DO'
sed -i "s/^title:.*/title: Tout autre chose/" $market/index.fr.md
git commit -qam Titre
DO
attack "a record that forgets its publication" marbre/bad-state <<'DO'
sed -i "/^publication:/d" $market/state.yaml
git commit -qam Oubli
DO
attack "a name in capitals beside an article's own" marbre/forbidden-path <<'DO'
cp $dam/index.fr.md $dam/INDEX.FR.MD
git add -A
git commit -qm Nom
DO
attack "another repository in an article" marbre/forbidden-path <<'DO'
git update-index --add --cacheinfo "160000,$good,$dam/module"
git commit -qm Module
DO
attack "the people removed" marbre/policy-broken <<'DO'
as marc
git rm -q people.yaml
git commit -qm Personne
DO
attack "rules by too few administrators" marbre/role-missing <<'DO'
as marc
sed -i "s/^admins-needed: 1/admins-needed: 2/; s/roles: \[reporter\]/roles: [reporter, admin]/" people.yaml
git commit -qam "À deux"
echo "# seul" >>workflows/newsroom.yaml
git commit -qam "Seul"
DO

# Merges that do more than merge.
evil() {
    git checkout -qb side
    echo Un. >>$dam/index.fr.md
    git commit -qam Texte
    git checkout -q main
    echo Deux. >>$library/index.fr.md
    git commit -qam Texte
    git merge -q --no-commit --no-ff side
}
attack "a merge that changes published words" marbre/silent-edit <<'DO'
evil
echo "Une phrase de plus." >>$market/index.fr.md
git commit -qam Fusion
DO
attack "a merge that removes what is published" marbre/silent-edit <<'DO'
evil
git rm -rqf $market
git commit -qm Fusion
DO
attack "a merge that brings a link" marbre/forbidden-path <<'DO'
evil
ln -s /etc/passwd $dam/photo.png
git add -A
git commit -qm Fusion
DO
attack "a merge that writes a record" marbre/bad-state <<'DO'
evil
sed -i "s/^stage: .*/stage: published/" $dam/state.yaml
git commit -qam Fusion
DO
attack "a merge that brings an article to its end" marbre/bad-state <<'DO'
evil
cp -r $market $published/halle
git add -A
git commit -qm Fusion
DO
attack "an approval of one's own words after a merge and a new name" marbre/approval-missing <<'DO'
as ines
marbre approve digue-nord --stage fact-check
text $dam/index.fr.md "Ce " "Un "
git commit -qam Texte
as hugo
git checkout -qb side
echo >>$library/index.fr.md
git commit -qam Texte
git checkout -q main
git merge -q --no-ff -m Fusion side
as marc
git mv $dam $published/digue
git commit -qm Nom
as lea
marbre approve digue --stage fact-check
amend "Inès Kaddour" ines
again "s/Actor: lea/Actor: ines/"
sed -i "/by: ines/d; s/by: lea/by: ines/" $published/digue/state.yaml
git commit -qa --amend --no-edit
DO
}

honests() {
honest "a host's clean merge" <<'DO'
git checkout -qb side
echo Un. >>$dam/index.fr.md
git commit -qam Texte
git checkout -q main
echo Deux. >>$library/index.fr.md
git commit -qam Texte
git merge -q --no-ff -m Fusion side
DO
honest "rules changed by an administrator" <<'DO'
as marc
echo "# mieux" >>workflows/newsroom.yaml
git commit -qam Règles
DO
honest "an article renamed before publication" <<'DO'
git mv $library $published/lecture
git commit -qm Nom
DO
honest "a correction" <<'DO'
as marc
echo "Une phrase de plus." >>$market/index.fr.md
marbre correct marche-couvert --kind correction --note "Une phrase manquait."
DO
honest "a retraction" <<'DO'
as marc
marbre retract marche-couvert --note "Ce texte était faux." -m Faux
DO
honest "spiked and restored" <<'DO'
as marc
marbre spike digue-nord -m Non
marbre restore digue-nord
DO
honest "a waiver, an approval, a new article" <<'DO'
as ines
marbre approve digue-nord --stage fact-check
as hugo
marbre new sujet --title Sujet
DO
}
