#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What changed since a revision is judged, no more and no less, by the rules that were in force.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo

# judged WHAT ARTICLES OPTIONS…: which articles a check was of, by their last names.
judged() {
    local what=$1 expected=$2
    shift 2
    run marbre check "$@" --report "junit=$work/junit"
    is "$what" "$expected" "$(python3 -c '
import sys, xml.etree.ElementTree as tree
print(" ".join(sorted(case.get("name").split("/")[-1]
                      for suite in tree.parse(sys.argv[1]).getroot() if suite.get("name") == "marbre"
                      for case in suite.iter("testcase"))))' "$work/junit")"
}

commit() {
    git add -A
    git commit -q -m "$1"
}

status 0 marbre advance marche-couvert digue-nord
base=$(git rev-parse HEAD)
judged "nothing changed" "" --since "$base"
judged "from one revision to another" "digue-nord marche-couvert" --since "HEAD~2..HEAD"

# Words, media, claims, a file in a folder of its own, a file that went.
printf '\nUne phrase.\n' >>$dam/index.fr.md
judged "words as they lie" digue-nord --since "$base"
judged "a range judges its end, not the files as they lie" "" --since "$base..HEAD"
git checkout -q -- .
mkdir $market/notes
echo x >$market/notes/x.txt
judged "a folder within an article is the article's" marche-couvert --since "$base"
rm -r $market/notes
rm $dam/index.en.md
judged "a file that went" digue-nord --since "$base"
git checkout -q -- .

# Renames and removals.
git mv $library $published/mediatheque
commit "Un autre nom"
judged "an article under another name" mediatheque --since "$base..HEAD"
judged "the other way round too" bibliotheque --since "HEAD..$base"
git rm -rq $published/mediatheque
commit "Enlevé"
judged "one that is gone is not judged" "" --since "$base..HEAD"
git reset -q --hard "$base"

# A glossary concerns whoever owes the check that names it.
echo "# une remarque" >>glossary/toponyms.yaml
judged "a glossary: the articles whose checks read it" "digue-nord marche-couvert" --since "$base"
judged "at another stage those that would owe it" "bibliotheque digue-nord marche-couvert" \
    --since "$base" --as draft
git checkout -q -- .
echo "a: 1" >autre.yaml
git add autre.yaml
judged "another YAML file: all, since it can't be told" "bibliotheque digue-nord marche-couvert" \
    --since "$base" --staged
judged "and in parts" "bibliotheque digue-nord marche-couvert" --since "$base" --shard 1/1
git rm -qf autre.yaml
mkdir -p .github
echo "on: push" >.github/x.yml
echo "Lisez-moi" >LISEZMOI.md
judged "what no check reads concerns none" "" --since "$base"
rm -r .github LISEZMOI.md

# Rules: all articles, by those that were in force.
as marc
sed -i 's/  - id: draft$/&\n    severity: {draft\/placeholder: note}/' workflows/newsroom.yaml
policy
as hugo
printf '\n[à compléter]\n' >>$market/index.fr.md
commit "Un mot"
judged "a rule changed: all of them" "bibliotheque digue-nord marche-couvert" --since "$base..HEAD"
is "and the rules in force say no, whatever the new ones say" 1 "$code"
contains "that is said" "the newsroom's rules have changed since $base" "$err"
status 0 marbre check --all
status 0 marbre check --since "HEAD~1..HEAD"
is "once they are in force, they count" "" "$err"
as marc
sed -i 's/name: Inès Kaddour/name: Inès K./' people.yaml
policy
judged "people are no rule of a check" "" --since "HEAD~1..HEAD"
contains "it is said all the same" "have changed" "$err"
echo "nothing: here" >>marbre.yaml
status 2 marbre check --since HEAD
contains "broken rules are said, in force or not" "nothing" "$err"
git checkout -q -- .

# Plugins are those that were allowed, whoever changes that.
git reset -q --hard "$base"
printf 'plugins: {allow: ["sha256:%064d"]}\n' 0 >>marbre.yaml
policy
as hugo
printf '\nUne phrase.\n' >>$dam/index.fr.md
commit "Des mots"
status 0 marbre check --since "$base..HEAD"
status 2 marbre check --since HEAD~1..HEAD
contains "once in force, none is allowed" "plugin" "$err"
git reset -q --hard "$base"

# An article's translations are told what becomes of it.
as marc
mkdir $published/traduite
cat >$published/traduite/index.fr.md <<'ARTICLE'
---
title: "Une traduction"
author: "Hugo Marchetti"
date: 2026-03-18
outlet: "Horizon Presse"
translation-of: articles/2026/03/digue-nord
---

Un texte.
ARTICLE
commit "Une traduction"
then=$(git rev-parse HEAD)
printf '\nUne phrase.\n' >>$dam/index.fr.md
judged "words of an original alone concern nobody else" digue-nord --since "$then"
git mv $dam $published/autre-digue
commit "Partie"
judged "an original that went concerns its translation" "autre-digue traduite" --since "$then..HEAD"

# A branch is judged from where it started, and a wrong name is a wrong command.
git reset -q --hard "$then"
git checkout -q -b essai
printf '\n[à compléter]\n' >>$market/index.fr.md
commit "Sur une branche"
judged "a branch" marche-couvert --since main..essai
is "which is refused" 1 "$code"
judged "the index" marche-couvert --since main --staged
for wrong in "main...essai" "nothing" "main..nothing"; do
    status 2 marbre check --since "$wrong"
done
status 2 marbre check --since main --all
status 2 marbre check --since main..essai --staged
empty=$(git commit-tree -m vide "$(git hash-object -t tree /dev/null)")
judged "where no rules were in force, all by those that it began with" \
    "bibliotheque digue-nord marche-couvert traduite" --since "$empty..HEAD"
git clone -q --bare . "$work/bare.git"
cd "$work/bare.git" || exit 1
judged "a bare repository has its commits" marche-couvert --since main..essai

# What can't be read can't be judged, and is not passed over.
cd "$work/newsroom" || exit 1
folder=$(git rev-parse "essai:$market")
rm -f ".git/objects/${folder:0:2}/${folder:2}"
run marbre check --since main..essai
is "a folder that is missing is no pass" 4 "$code"
finish
