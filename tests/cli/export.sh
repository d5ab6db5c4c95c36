#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# What is published goes to a site generator: into a folder that holds others' pages, and back out of
# it; an old site stays the same but for the page that was corrected.
. "$(dirname "$0")/lib.sh"
sites=$source_root/tests/data/adopting
has_hugo=$(command -v hugo)

# build SITE OUT: what Hugo makes of a site; it must have nothing to say.
build() {
    if [ -z "$has_hugo" ]; then
        skip "Hugo builds $2" "hugo is not installed"
        return
    fi
    local said
    said=$(hugo -s "$1" -d "$work/$2" 2>&1)
    is "Hugo builds $2 without a word of warning" "0 0" "$? $(grep -ciE 'warn|error' <<<"$said")"
    rm -f "$1/.hugo_build.lock"
}

# same WHAT EXPECTED ONE OTHER: which files differ between two sites that Hugo built.
same() {
    if [ -z "$has_hugo" ]; then
        skip "$1" "hugo is not installed"
        return
    fi
    is "$1" "$2" "$(cd "$work" && diff -rq "$3" "$4" | sed "s|^Files $3/||; s| and .*||")"
}

# --- an old site, adopted, corrected, and back -----------------------------------------------------
cp -r "$sites/hugo" "$work/site"
cd "$work/site" || exit 1
nora() {
    export GIT_AUTHOR_NAME="Nora Vidal" GIT_AUTHOR_EMAIL=nora@feuille.example
    export GIT_COMMITTER_NAME="Nora Vidal" GIT_COMMITTER_EMAIL=nora@feuille.example
}
nora
clock 2026-03-18T12:00:00+01:00
git init -q --template= -b main .
git add -A
git commit -q -m "Le site"
old=$(git rev-parse HEAD)
build . built0

status 0 marbre init --here --solo --timezone Europe/Paris
status 0 marbre export content
is "with nothing adopted, nothing is written" "" "$(git status --porcelain)"
build . built1
same "a newsroom beside it changes nothing of the site" "" built0 built1

for post in content/posts/premier-jour.md content/posts/marche-de-nuit content/posts/pont-tournant \
    content/posts/fin-de-ligne.md "content/kultur/Théâtre_du_Quai.md"; do
    marbre adopt "$post" >/dev/null || point 1 "adopt $post"
done
build . built2
same "nor does adopting" "" built0 built2
status 0 marbre export content --dry-run
is "a trial writes nothing" "" "$(git status --porcelain)"
status 0 marbre export content
contains "the folder shows it all already" "shows all that is published" "$out"
is "nothing is written but the list" "?? content/.marbre-export" "$(git status --porcelain)"
build . built3
same "nor does exporting" "" built0 built3
status 0 marbre export "$work/elsewhere" --for hugo --format json
json '[.for,.files,.removed]' '["hugo",6,[]]'
is "elsewhere they are the very files, and no others" \
    "$(cd content && sha256sum kultur/Théâtre_du_Quai.md posts/fin-de-ligne.md posts/marche-de-nuit/* posts/pont-tournant/index.md posts/premier-jour.md)" \
    "$(cd "$work/elsewhere" && find . -type f ! -name '.*' | sed 's|^\./||' | sort | xargs -d '\n' sha256sum)"
is "a second time nothing is written" "shows all" \
    "$(marbre export "$work/elsewhere" --for hugo | grep -o 'shows all')"

status 0 marbre correct content/posts/pont-tournant/index.md --kind correction \
    --note "Le pont est bloqué depuis mardi, et non depuis lundi."
bridge=articles/2020/01/pont-tournant
text $bridge/index.fr.md "depuis lundi" "depuis mardi"
text $bridge/index.fr.md 'mood: "inquiet"' 'mood: "inquiet"
author: "Nora Vidal"
outlet: "La Feuille"'
status 0 marbre save
status 0 marbre export content
is "the head is nobody's to read" "" "$(git status --porcelain --untracked-files=no)"
marbre approve pont-tournant >/dev/null
status 0 marbre publish pont-tournant
status 0 marbre export content
contains "one file is written" "1 file written, 0 removed" "$out"
is "of all the site, that one page changed" " M content/posts/pont-tournant/index.md" \
    "$(git status --porcelain --untracked-files=no)"
contains "its note comes along" 'note: "Le pont est bloqué depuis mardi, et non depuis lundi."' \
    "$(cat content/posts/pont-tournant/index.md)"
lacks "the house's own keys do not" "adopted-from" "$(cat content/posts/pont-tournant/index.md)"
contains "the generator's keys stay" 'mood: "inquiet"' "$(cat content/posts/pont-tournant/index.md)"
build . built4
same "the same site but for the corrected page, and the feeds that quote it" "index.xml
posts/index.xml
posts/pont-tournant/index.html
tags/port/index.xml" built0 built4
[ -z "$has_hugo" ] || contains "the page shows the note" "et non depuis lundi" \
    "$(cat "$work/built4/posts/pont-tournant/index.html")"
is "nothing else of the old site was touched" "content/posts/pont-tournant/index.md" \
    "$(git diff --name-only "$old" -- . ':!articles' ':!marbre.yaml' ':!people.yaml' ':!workflows' ':!glossary' ':!.gitattributes')"
status 0 marbre check --all --format json
json '[.summary.errors,([.findings[].article]|unique|map(select(startswith("articles/")|not)))]' '[0,[]]'

# What was corrected in TOML stays the same page but for its words.
status 0 marbre correct marche-de-nuit --kind correction --note "Le marché revient en juillet."
night=articles/2021/07/marche-de-nuit
text $night/index.fr.md "en août" "en juillet"
text $night/index.fr.md "weight: 10" 'weight: 10
outlet: "La Feuille"
images: [{file: lampions.png, alt: "Des lampions au-dessus de la place", credit: "Nora Vidal / La Feuille", caption: "La place", rights: "La Feuille"}]'
marbre save >/dev/null
marbre approve marche-de-nuit >/dev/null
status 0 marbre publish marche-de-nuit
status 0 marbre export content
contains "what TOML said, YAML says" "weight: 10" "$(cat content/posts/marche-de-nuit/index.md)"
build . built5
[ -z "$has_hugo" ] || contains "Hugo reads it the same" "Lampions sur la place" \
    "$(cat "$work/built5/posts/marche-de-nuit/index.html")"

# Taken back, the page leaves the generator's folder, with its pictures, and nothing else does.
status 0 marbre retract premier-jour --note "Ce billet est retiré." -m "Faux"
status 0 marbre export content
is "the page is gone" no "$([ -e content/posts/premier-jour.md ] && echo yes || echo no)"
is "its neighbours stay" "brouillon.md
demain.md
fin-de-ligne.md
marche-de-nuit
pont-tournant
premier-jour.en.md" "$(ls content/posts)"
build . built6

# Somebody else's words are in nobody's way.
echo "Une ligne à la main." >>content/posts/fin-de-ligne.md
kept=$(sha256sum content/posts/fin-de-ligne.md)
marbre retract fin-de-ligne --note "Retiré." -m "x" >/dev/null
status 1 marbre export content
contains "a file that somebody changed is told" "posts/fin-de-ligne.md" "$err"
contains "and why" "somebody has changed since" "$err"
is "and kept" "$kept" "$(sha256sum content/posts/fin-de-ligne.md)"
git checkout -q -- content/posts/fin-de-ligne.md
status 0 marbre export content
is "as it was, it goes" no "$([ -e content/posts/fin-de-ligne.md ] && echo yes || echo no)"

# --- a newsroom's own articles ---------------------------------------------------------------------
newsroom
# publish ARTICLE…: all the way.
publish() {
    ready "$@"
    as marc && marbre publish "$@" >/dev/null
}
content=$work/hugo/content
mkdir -p "$work/hugo"
cp -r "$sites/hugo/layouts" "$sites/hugo/hugo.toml" "$work/hugo/"
status 0 marbre export "$work/plain" --dry-run --format json
json .for '"hugo"' # as whose bundles articles are laid out
status 2 marbre export "$content" --for gatsby
status 2 marbre export
status 2 marbre export articles --for hugo
contains "the newsroom's own folders are no place" "is the newsroom's own" "$err"
status 2 marbre export .git/x --for hugo
status 0 marbre export "$content" --for hugo
is "what is not published is not there" "" "$(find "$content" -name '*.md')"
publish marche-couvert digue-nord
echo "Une phrase de plus, que personne n’a publiée." >>$market/index.fr.md
status 0 marbre export "$content" --for hugo --format json
json '[.for,.files,.written,.removed]' \
    '["hugo",3,["2026/03/digue-nord/index.md","2026/03/marche-couvert/halle.jpg","2026/03/marche-couvert/index.md"],[]]'
git checkout -q -- $market
lacks "the head is not" "que personne" "$(cat "$content/2026/03/marche-couvert/index.md")"
is "no ledger, no record, no source" "" \
    "$(find "$content" -name 'claims*' -o -name 'state*' -o -name '*.en.md')"
page=$content/2026/03/marche-couvert/index.md
is "keys that readers may know, and no others" "author categories date lang outlet resources tags title" \
    "$(sed -n '2,/^---$/s/^\([a-z-]*\):.*/\1/p' "$page" | grep -v '^description$\|^dateline$\|^translator$\|^source-lang$\|^ai$' | sort | xargs)"
build "$work/hugo" own
[ -z "$has_hugo" ] || contains "the picture is a resource of the page" "halle.jpg" \
    "$(cat "$work/own/2026/03/marche-couvert/index.html")"
is "the same input gives the same bytes" "$(cd "$content" && find . -type f | sort | xargs sha256sum)" \
    "$(marbre export "$work/again" --for hugo >/dev/null; cd "$work/again" && find . -type f | sort | xargs sha256sum)"

# Others' pages in the same folder.
mkdir -p "$content/about"
printf -- '---\ntitle: Nous\n---\n' >"$content/about/index.md"
status 0 marbre retract marche-couvert --note "Cet article est retiré." -m "Faux"
status 0 marbre export "$content" --for hugo --format json
json '.removed' '["2026/03/marche-couvert/halle.jpg","2026/03/marche-couvert/index.md"]'
is "what was taken back is gone, with its folder; others' pages stay" ".marbre-export
2026/03/digue-nord/index.md
about/index.md" "$(cd "$content" && find . -type f | sed 's|^\./||' | sort)"
is "empty folders go" no "$([ -d "$content/2026/03/marche-couvert" ] && echo yes || echo no)"

rm -r "$content/2026"
mkdir -p "$work/outside"
ln -s "$work/outside" "$content/2026"
status 1 marbre export "$content" --for hugo
is "no link leads out of the folder" "" "$(ls "$work/outside")"
rm "$content/2026"
mkdir -p "$content/2026/03/digue-nord"
echo "Des mots à quelqu’un." >"$content/2026/03/digue-nord/index.md"
status 1 marbre export "$content" --for hugo
contains "a file that no export wrote is in the way" "2026/03/digue-nord/index.md" "$err"
is "and stays" "Des mots à quelqu’un." "$(cat "$content/2026/03/digue-nord/index.md")"
rm "$content/2026/03/digue-nord/index.md"
echo "nonsense" >"$content/.marbre-export"
status 1 marbre export "$content" --for hugo
contains "a list that no export wrote is told" "is no list that an export wrote" "$err"
rm "$content/.marbre-export"
ln -s "$content" "$work/link"
status 4 marbre export "$work/link" --for hugo
status 0 marbre export "$content" --for hugo

# Killed at many moments, the next export has it right.
torn=0
for moment in $(seq 0 11); do
    rm -rf "$work/killed" && mkdir "$work/killed"
    marbre export "$work/killed" --for hugo >/dev/null 2>&1 &
    child=$!
    sleep "$(printf '0.%03d' $((moment * 12)))"
    kill -KILL $child 2>/dev/null
    wait $child 2>/dev/null
    if [ -e "$work/killed/2026/03/digue-nord/index.md" ]; then
        cmp -s "$work/killed/2026/03/digue-nord/index.md" "$content/2026/03/digue-nord/index.md" || torn=$((torn + 1))
    fi
    marbre export "$work/killed" --for hugo >/dev/null 2>&1 || torn=$((torn + 1))
    [ "$(cd "$work/killed" && find . -type f | sort | xargs sha256sum)" = \
        "$(cd "$content" && find . -type f ! -path './about/*' | sort | xargs sha256sum)" ] || torn=$((torn + 1))
done
is "killed at any moment, no file is torn and the next export is whole" 0 "$torn"

# --- the other two ---------------------------------------------------------------------------------
status 0 marbre export "$work/jekyll" --for jekyll
is "Jekyll's posts have the day in their name" ".marbre-export
_posts/2026-03-17-digue-nord.md" "$(cd "$work/jekyll" && find . -type f | sed 's|^\./||' | sort)"
contains "their address is the newsroom's" 'permalink: "/2026/03/digue-nord/"' \
    "$(cat "$work/jekyll/_posts/2026-03-17-digue-nord.md")"
contains "and their words are no program" "render_with_liquid: false" \
    "$(cat "$work/jekyll/_posts/2026-03-17-digue-nord.md")"
status 0 marbre export "$work/eleventy" --for eleventy
contains "the same for Eleventy" 'templateEngineOverride: "md"' \
    "$(cat "$work/eleventy/2026/03/digue-nord/index.md")"
is "the words are those that were published" "$(sed '1,/^---$/d' $dam/index.fr.md | sed '1,/^---$/d')" \
    "$(sed '1,/^---$/d' "$work/eleventy/2026/03/digue-nord/index.md" | sed '1,/^---$/d')"

finish
