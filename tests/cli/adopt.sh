#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# An old site becomes a newsroom: what was there stays, and old posts become articles one by one.
. "$(dirname "$0")/lib.sh"
sites=$source_root/tests/data/adopting

nora() {
    export GIT_AUTHOR_NAME="Nora Vidal" GIT_AUTHOR_EMAIL=nora@feuille.example
    export GIT_COMMITTER_NAME="Nora Vidal" GIT_COMMITTER_EMAIL=nora@feuille.example
}

# site NAME: a copy of a site in a repository of its own, committed by Nora in March.
site() {
    rm -rf "$work/site"
    cp -r "$sites/$1" "$work/site"
    cd "$work/site" || exit 1
    nora
    clock 2026-03-18T12:00:00+01:00
    git init -q --template= -b main .
    git add -A
    git commit -q -m "Le site"
}

body() {
    python3 - "$1" <<'PYTHON'
import re, sys
data = open(sys.argv[1], 'rb').read().removeprefix(b'\xef\xbb\xbf')
for fence in (b'---', b'+++'):
    found = re.match(re.escape(fence) + rb'\s*?\n.*?\n' + re.escape(fence) + rb'\s*?\n', data, re.S)
    if found:
        data = data[found.end():]
        break
else:
    found = re.match(rb'\{.*?\n\}\n', data, re.S)
    data = data[found.end():] if found else data
sys.stdout.write(data.hex())
PYTHON
}

# --- opening ---------------------------------------------------------------------------------------
site hugo
before=$(git rev-parse HEAD)
state() {
    git -C "$work/site" for-each-ref
    git -C "$work/site" status --porcelain=v1
    find "$work/site" -name .git -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
}
remember
status 0 marbre init --here --dry-run
contains "a dry run says where" "would be opened: $work/site" "$out"
unchanged "and changes nothing"

echo "words" >>content/posts/premier-jour.md
echo "note" >content/neu.txt
git add content/neu.txt
status 0 marbre init --here --solo --timezone Europe/Paris
contains "the generator is known" "This is a site made with Hugo." "$out"
contains "what was there is told" "neither listed nor judged: content" "$out"
is "one commit, of the newsroom's files alone" ".gitattributes
glossary/house.yaml
glossary/toponyms.yaml
marbre.yaml
people.yaml
workflows/newsroom.yaml" "$(git diff-tree -r --name-only --no-commit-id HEAD)"
is "on top of what was there" "$before" "$(git rev-parse HEAD^)"
is "what others have not committed stays as it was" " M content/posts/premier-jour.md
A  content/neu.txt" "$(git status --porcelain | LC_ALL=C sort)"
contains "the settings say what was there" "commit: \"$before\"" "$(cat marbre.yaml)"
contains "and where" "    - content" "$(cat marbre.yaml)"
contains "the site's name is the newsroom's" 'name: "La Feuille de Port-Lune"' "$(cat marbre.yaml)"
contains "so is its address" "site: \"https://feuille.example/\"" "$(cat marbre.yaml)"
contains "and its language" "publish: [fr]" "$(cat marbre.yaml)"
contains "attributes are for the newsroom's files alone" "articles/**/state.yaml -merge -text" \
    "$(cat .gitattributes)"
is "the clone trusts the commit" "$(git rev-parse HEAD)" "$(git config marbre.trust)"
git reset -q content/neu.txt && rm content/neu.txt
git checkout -q content/posts/premier-jour.md

status 1 marbre init --here
contains "a newsroom is opened once" "is a newsroom already" "$err"
status 0 marbre list --format json
json '.articles' '[]'
status 0 marbre check --all --format json
json '[.summary.articles,.findings]' '[0,[]]'
status 0 marbre check --since "$before" --format json
json '.findings' '[]'
status 0 marbre doctor
contains "the doctor sees the generator" "Hugo keeps out of the newsroom's folders" "$out"
status 0 marbre doctor --format json
json '.looks[-1].what' '"generator"'
echo "Une faute de plus." >>content/posts/premier-jour.md
git add -A
status 0 marbre check --staged
status 0 marbre save
git reset -q --hard

# --- adopting --------------------------------------------------------------------------------------
remember
status 0 marbre adopt content/posts/premier-jour.md --dry-run
contains "a dry run says what it would be" "would become an article: articles/2019/05/premier-jour" "$out"
unchanged "and changes nothing"
status 2 marbre show content/posts/premier-jour.md
contains "an old post is no article, and how it becomes one" "marbre adopt content/posts/premier-jour.md" "$err"

published=$(git rev-parse -q --verify published || echo none)
status 0 marbre adopt content/posts/premier-jour.md --format json
json '[.article,.transition,.from,.to,.allowed,.origin,.published,.left]' \
    '["articles/2019/05/premier-jour","adopt",null,"published",true,"content/posts/premier-jour.md","2019-05-03T08:30:00+02:00",[]]'
first=articles/2019/05/premier-jour
is "the words are the same bytes" "$(body content/posts/premier-jour.md)" "$(body $first/index.fr.md)"
is "the front matter is kept, and what Marbre reads is added" '> author: "Nora Vidal"
> section: "Port"
> standfirst: "Une matinée sur les quais."
> adopted-from: "content/posts/premier-jour.md"' \
    "$(diff content/posts/premier-jour.md $first/index.fr.md | grep '^[<>]')"
is "and nothing is taken away" "" "$(diff content/posts/premier-jour.md $first/index.fr.md | grep '^<')"
is "the old file stays" "" "$(git status --porcelain)"
is "only the article is new" "A	$first/index.fr.md
A	$first/state.yaml" "$(git diff --name-status HEAD~2)"
is "the words have a commit of their own" "$first/index.fr.md" \
    "$(git diff-tree -r --name-only --no-commit-id HEAD^)"
contains "it is revision 1, since its own day" "publication: {revision: 1, at: 2019-05-03T08:30:00+02:00" \
    "$(cat $first/state.yaml)"
contains "of the words' commit" "content: $(git rev-parse "HEAD^:$first")" "$(cat $first/state.yaml)"
is "the trailers tell" "adopt published content/posts/premier-jour.md 2019-05-03T08:30:00+02:00 nora" \
    "$(git log -1 --format='%(trailers:key=Marbre-Transition,valueonly,separator=%x20) %(trailers:key=Marbre-To,valueonly,separator=%x20) %(trailers:key=Marbre-Origin,valueonly,separator=%x20) %(trailers:key=Marbre-Published,valueonly,separator=%x20) %(trailers:key=Marbre-Actor,valueonly,separator=%x20)')"
status 0 marbre history premier-jour
contains "history shows it" "adopted it as it was public: content/posts/premier-jour.md" "$out"
status 0 marbre check --all --format json
json '[.summary.articles,.summary.errors]' '[1,0]'
contains "the newsroom's own pages have it" "2019/05/premier-jour/index.html" \
    "$(git ls-tree -r --name-only published)"
[ "$published" != "$(git rev-parse published)" ]
point $? "the site was rendered in the same move"
status 1 marbre adopt content/posts/premier-jour.md
contains "a post is adopted once" "is an article already: $first" "$err"

status 0 marbre adopt content/posts/marche-de-nuit
night=articles/2021/07/marche-de-nuit
is "the folder's pictures come along" "$(git hash-object content/posts/marche-de-nuit/lampions.png)" \
    "$(git rev-parse "HEAD:$night/lampions.png")"
is "words behind TOML are the same bytes" "$(body content/posts/marche-de-nuit/index.md)" \
    "$(body $night/index.fr.md)"
for line in 'title: "Le marché de nuit"' 'date: 2021-07-14T22:00:00+02:00' 'tags: ["marché", "nuit"]' \
    'weight: 10' 'summary: "Quarante étals, une nuit."' 'section: "Ville"' \
    'cover: {image: "lampions.png", caption: "Lampions sur la place"}' '  - "Karim Aït"'; do
    contains "TOML as YAML: $line" "$line" "$(cat $night/index.fr.md)"
done
status 0 marbre adopt content/posts/pont-tournant/index.md
is "words behind JSON are the same bytes" "$(body content/posts/pont-tournant/index.md)" \
    "$(body articles/2020/01/pont-tournant/index.fr.md)"
status 0 marbre adopt "content/kultur/Théâtre_du_Quai.md"
contains "a name that can't be an article's is turned into one" "articles/2018/11/theatre-du-quai" "$out"
contains "Title is title" "
title: Le théâtre" "$(cat articles/2018/11/theatre-du-quai/index.fr.md)"
contains "a folder is a section" 'section: "kultur"' "$(cat articles/2018/11/theatre-du-quai/index.fr.md)"
status 0 marbre adopt content/posts/fin-de-ligne.md
is "line ends and the mark before them stay" "$(body content/posts/fin-de-ligne.md)" \
    "$(body articles/2018/01/fin-de-ligne/index.fr.md)"
is "in the front matter too" 4 "$(head -4 articles/2018/01/fin-de-ligne/index.fr.md | grep -c $'\r$')"
cd content || exit 1
status 0 marbre adopt about --slug qui-nous-sommes
cd ..
contains "without a date, as old as the site is known to be" "articles/2026/03/qui-nous-sommes" "$out"

# History keeps the rules, and an adoption that is none is told.
status 0 marbre verify
honest=$(git rev-parse HEAD)
forge() {
    local message
    message=$(git log -1 --format=%B)
    git reset -q --soft HEAD^
    [ -z "${1:-}" ] || message=${message//$1/$2}
    git commit -q -m "$message"
    status 1 marbre verify
    git reset -q --hard "$honest"
}
sed -i 's/at: 2026-03-18T/at: 2016-03-18T/' articles/2026/03/qui-nous-sommes/state.yaml
git add -A
forge "" ""
contains "another day in the record is told" "the record is not what this move makes" "$out"
forge "Marbre-Origin: content/about/index.md" "Marbre-Origin: content/posts/brouillon.md"
forge "Marbre-Published: 2026" "Marbre-Published: 2016"

# --- what is refused -------------------------------------------------------------------------------
remember
status 1 marbre adopt content/posts/brouillon.md
contains "a draft was never public" "is a draft" "$err"
status 1 marbre adopt content/posts/demain.md
contains "nor what is to come" "it is to come out on 1 January 2099" "$err"
status 2 marbre adopt content/kultur/_index.md
contains "a section's page is no post" "is no post" "$err"
status 2 marbre adopt content/posts
status 2 marbre adopt static/images/bateau.png
status 2 marbre adopt content/nowhere.md
status 2 marbre adopt ../outside.md
status 2 marbre adopt archetypes/default.md
contains "nor is what before: does not list" "is not among what was there before" "$err"
status 2 marbre adopt content/posts/premier-jour.md --lang de
status 2 marbre adopt
unchanged

# hostile NAME TEXT WORDS: an old post that can't be read is refused with its line.
hostile() {
    printf '%b' "$2" >"content/posts/$1.md"
    git add -A && git commit -q -m "encore"
    remember
    status 1 marbre adopt "content/posts/$1.md"
    contains "$1: told" "$3" "$err"
    unchanged "$1: nothing changed"
}
hostile toml '+++\ntitle = "a\n+++\nmots\n' 'content/posts/toml.md, line 2: the quotes are not closed'
hostile twice '+++\na = 1\na = 2\n+++\nmots\n' 'line 3: this name has another value already'
hostile open '---\ntitle: a\nmots\n' 'line 1: the header that this line opens is never closed'
printf -- '---\ntitle: &a mots\nautre: *a\n---\nmots\n' >content/posts/anchor.md
git add -A && git commit -q -m "encore"
status 1 marbre adopt content/posts/anchor.md
contains "anchors are told with their line" "content/posts/anchor.md, line 2" "$err"
hostile date '+++\ntitle="a"\ndate="un jour"\n+++\nmots\n' 'the date “un jour” can'
hostile json '{"title": "a",\n "title": "b"}\nmots\n' 'content/posts/json.md, line 2'
hostile list '---\n- a\n---\nmots\n' 'content/posts/list.md, line 2'
hostile bytes '---\ntitle: a\n---\n\xff\xfe\n' 'content/posts/bytes.md, line 4'

# --- correcting an old post ------------------------------------------------------------------------
git rm -q -r articles/2019 && git commit -q -m "retrait"
status 0 marbre correct content/posts/premier-jour.md --kind correction --note "L'heure était fausse." --dry-run
contains "a dry run says what comes first" "would become an article" "$out"
is "and does nothing" "" "$(ls articles/2019 2>/dev/null)"
status 0 marbre correct content/posts/premier-jour.md --kind correction --note "L'heure était fausse."
contains "it is adopted first" "is an article now: $first" "$out"
contains "then the correction is open" "can be corrected" "$out"
contains "with its note" "L'heure était fausse." "$(cat $first/state.yaml)"
is "three commits" "Correction : Premier jour : le port s'éveille
Adoption : Premier jour : le port s'éveille
Rédaction : Premier jour : le port s'éveille" "$(git log -3 --format=%s)"
status 0 marbre correct content/posts/premier-jour.md --kind update --note "Autrement dit."
lacks "the next time it is an article" "is an article now" "$out"

# Somebody without the last stage's role makes nothing public.
export GIT_AUTHOR_EMAIL=stage@feuille.example
cat >>people.yaml <<'YAML'
  - {id: stage, name: Stagiaire, emails: [stage@feuille.example], roles: [reporter]}
YAML
git add people.yaml && GIT_AUTHOR_EMAIL=nora@feuille.example git commit -q -m "Stagiaire"
printf -- '---\ntitle: Ouverte\ndate: 2020-02-02\n---\nmots\n' >content/posts/ouverte.md
git add -A && git commit -q -m "encore"
remember
status 1 marbre adopt content/posts/ouverte.md
contains "a role is needed" "marbre/role-missing" "$err"
unchanged

# What came after the newsroom was opened was never public before it: no way round the desks.
nora
status 1 marbre adopt content/posts/ouverte.md
contains "what was written since is no old post" "is not what the site had before the newsroom" "$err"
echo "Une phrase de plus." >>content/posts/marche-de-nuit/index.md
git rm -q -r articles/2021 && git add -A && git commit -q -m "encore"
remember
status 1 marbre adopt content/posts/marche-de-nuit
contains "nor is what was changed since" "is not what the site had before the newsroom" "$err"
unchanged

# --- what was there in the newsroom's own folder ---------------------------------------------------
site hugo
mkdir -p archives/vieux archives/autre
printf -- '---\ntitle: "Vieux"\n---\nVieux mots.\n' >archives/vieux/index.fr.md
printf -- '---\ntitle: "Autre"\n---\nVieux mots.\n' >archives/autre/index.fr.md
git add -A && git commit -q -m "Archives"
c=$(git rev-parse HEAD)
status 1 marbre init --here --articles archives
contains "a folder that is there is no folder of the newsroom's own" "archives is there already" "$err"
status 1 marbre init --here --articles content/articles
contains "nor is one that the generator reads" "Hugo would publish what lies in content/articles" "$err"
status 2 marbre init --here --articles ../up
status 2 marbre init "$work/other" --articles texts
status 0 marbre init --here --solo --articles textes
contains "any other folder is" "articles: textes" "$(cat marbre.yaml)"
sed -i 's/^articles: textes/articles: archives/; s/^    - content$/&\n    - archives\/vieux/' marbre.yaml
git add -A && git commit -q -m "Archives"
status 0 marbre list --format json
json '[.articles[].path]' '["archives/autre"]'
status 2 marbre show vieux
status 2 marbre check archives/vieux
contains "what was there is named" "was there before the newsroom" "$err"
status 0 marbre check --since "$c^" --format json
json '[.findings[].article]|unique|contains(["archives/vieux"])' false
status 0 marbre new vieux --title "Le même nom"
status 0 marbre show vieux
contains "its name is free" "Le même nom" "$out"
echo "Un mot de plus." >>archives/vieux/index.fr.md
status 0 marbre list --format json
json '[.articles[].path]|contains(["archives/vieux"])' true
git add -A && git commit -q -m "plus"
status 0 marbre list --format json
json '[.articles[].path]|contains(["archives/vieux"])' true

sed -i "s/commit: \"$c\"/commit: \"$(printf '%040d' 7)\"/" marbre.yaml
git add -A && git commit -q -m "faux"
status 2 marbre list
contains "a commit that is not there is told with its place" "marbre.yaml:1" "$err"
contains "and what would be right" "this repository has no commit" "$err"
sed -i 's/^    - archives\/vieux/    - ..\/up/' marbre.yaml
git add -A && git commit -q -m "faux"
status 2 marbre list
contains "a glob that leads out is told" "a path is written from the root of the newsroom" "$err"

# --- names that are taken, words of others ---------------------------------------------------------
site hugo
mkdir workflows && echo "on: push" >workflows/ci.yaml
status 1 marbre init --here
contains "a name that is taken is refused" "workflows is there already" "$err"
rm -r workflows
echo "*.png binary" >.gitattributes
status 1 marbre init --here
contains "attributes that nobody committed are somebody's" ".gitattributes has changes" "$err"
printf '*.png binary\n*.jpg binary' >.gitattributes
git add -A && git commit -q -m "attributs"
git branch published
status 0 marbre init --here
is "the old lines stay, ours come behind" "*.png binary
*.jpg binary
articles/**/state.yaml -merge -text" "$(head -3 .gitattributes)"
contains "a branch that is taken is left alone" "published: marbre-published" "$(cat marbre.yaml)"
git -C "$work/site" checkout -q --detach
mkdir "$work/bare" && git init -q --bare --template= "$work/bare"
status 1 marbre init --here "$work/bare"
status 2 marbre init --here "$home"

# --- other generators ------------------------------------------------------------------------------
site jekyll
status 1 marbre init --here
contains "Jekyll would publish who works here" "  - people.yaml" "$err"
contains "it says what to do" "Put these lines into _config.yml" "$err"
cat >>_config.yml <<'YAML'
exclude: [articles, marbre.yaml, people.yaml, workflows, glossary]
YAML
git add -A && git commit -q -m "exclure"
status 0 marbre init --here --solo --lang fr
contains "Jekyll is known" "This is a site made with Jekyll." "$out"
status 0 marbre adopt _posts/2023-01-02-la-neige.md
contains "the day of the name counts" "articles/2023/01/la-neige" "$out"
contains "and is its date" 'date: "2023-01-02"' "$(cat articles/2023/01/la-neige/index.fr.md)"
status 2 marbre adopt _drafts/plus-tard.md
sed -i '/^exclude/d' _config.yml && git add -A && git commit -q -m "publier"
status 1 marbre doctor
contains "the doctor says so too" "Jekyll would put the newsroom's own files on the site" "$out"

site eleventy
status 1 marbre init --here
contains "Eleventy reads all there is" "Put this line into .eleventyignore" "$err"
echo articles >.eleventyignore && git add -A && git commit -q -m "ignorer"
status 0 marbre init --here --solo --lang fr
contains "Eleventy is known" "This is a site made with Eleventy." "$out"
status 0 marbre doctor

mkdir "$work/plain" && cd "$work/plain" || exit 1
git init -q --template= -b trunk .
status 0 marbre init --here --solo --lang fr
lacks "nothing was there" "before:" "$(cat marbre.yaml)"
status 0 marbre new premier --title "Le premier"
is "the branch is the repository's own" trunk "$(git symbolic-ref --short HEAD)"

finish
