#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Wire copy is taken in; what was left out is said, with its reason.
. "$(dirname "$0")/lib.sh"
newsroom
as sofia
wire=$examples/wire

status 2 marbre import
status 2 marbre import "$work/nothing.txt"
contains "a file that is not there is named" "$work/nothing.txt" "$err"
status 2 marbre import "$wire/sarnovie.fr.txt" --from odt
contains "a format that can't be read is named" "“odt”" "$err"
status 2 marbre import "$wire/sarnovie.fr.txt" --lang fr --source-lang fr
contains "a text is no translation from its own language" "“fr”" "$err"
status 2 marbre import "$wire/sarnovie.fr.txt" "$wire/sarnovie.en.txt" --slug both
contains "one name is for one file" "--slug" "$err"

remember
status 0 marbre import "$wire/sarnovie.fr.txt" --source-lang en --dry-run
unchanged "a dry run changes nothing"

status 0 marbre import "$wire/sarnovie.fr.txt" --source-lang en --source "$wire/sarnovie.en.txt" \
    --slug sarnovie
is "standard output is the path alone" "$published/sarnovie" "$out"
contains "the site's notice is left out, with its line" "line 1: Jannah Theme" "$err"
contains "the reason is said" "(notice of the site's theme)" "$err"
contains "a portrait's caption is no photo credit" "no photo credit" "$err"
copy=$(cat $published/sarnovie/index.fr.md)
contains "the title is the front matter's" \
    'la digue au nord de Velm cède après des bombardements, selon les autorités"' \
    "$copy"
contains "the line above the title is the section" 'section: "Nouvelles du monde"' "$copy"
contains "an outlet alone below the title is the outlet" 'outlet: "Horizon Presse"' "$copy"
contains "the source's language is kept" 'source-lang: "en"' "$copy"
lacks "no date is made up" "date:" "$copy"
lacks "no credit is made up" "credit:" "$copy"
lacks "nothing of the author box is left" "Joris" "$copy"
contains "the source text lies beside it" "dam" "$(cat $published/sarnovie/index.en.md)"
is "one commit" "$published/sarnovie/index.en.md
$published/sarnovie/index.fr.md
$published/sarnovie/state.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
is "the files lie as committed" "" "$(git status --porcelain)"

remember
status 1 marbre import "$wire/sarnovie.fr.txt" --slug sarnovie
contains "a name that is taken is refused" "marbre/duplicate-slug" "$err"
unchanged

status 0 marbre import "$wire/sarnovie.fr.txt" --slug json --format json
json '[.transition,.to,.allowed,(.dropped|length)]' '["new","draft",true,6]'
json '[.dropped[].line]' '[1,22,24,26,28,29]'
json '[.dropped[].reason|length>5]|all' true

status 0 marbre import "$wire/sarnovie.fr.txt" --slug tout --keep-boilerplate
contains "with --keep-boilerplate nothing goes" "Jannah" "$(cat $published/tout/index.fr.md)"

# Encodings: what it was written in, the words come out the same.
head -9 "$wire/sarnovie.fr.txt" | tail -7 >"$work/plain.txt"
printf 'Un titre assez long pour être pris pour un titre\n\nLa digue a cédé « mardi » après une nuit de bombardements, ont dit les autorités de la région, à Velm.\n' >"$work/utf8.txt"
iconv -f UTF-8 -t WINDOWS-1252 "$work/utf8.txt" >"$work/cp1252.txt"
iconv -f UTF-8 -t UTF-16 "$work/utf8.txt" >"$work/utf16.txt"
{ printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE "$work/utf8.txt"; } >"$work/utf16le.txt"
{ printf '\xfe\xff'; iconv -f UTF-8 -t UTF-16BE "$work/utf8.txt"; } >"$work/utf16be.txt"
{ printf '\xef\xbb\xbf'; sed 's/$/\r/' "$work/utf8.txt"; } >"$work/bom-crlf.txt"
tr '\n' '\r' <"$work/utf8.txt" >"$work/cr.txt"
status 0 marbre import "$work/utf8.txt" --slug utf8
for encoding in cp1252 utf16 utf16le utf16be bom-crlf cr; do
    run marbre import "$work/$encoding.txt" --slug "$encoding"
    is "written in $encoding, it reads the same" "$(cat $published/utf8/index.fr.md)" \
        "$(cat "$published/$encoding/index.fr.md" 2>&1)"
done
printf 'La ville e\xcc\x81tait calme\n' >"$work/nfd.txt"
status 0 marbre import "$work/nfd.txt" --slug nfd
contains "accents are composed" "était" "$(cat $published/nfd/index.fr.md)"

# Words that Markdown or YAML would take for their own stay words.
cat >"$work/signs.txt" <<'TEXT'
Un titre : avec # signes "et" \ barre

1. n’est pas une liste * ni _ceci_ [lien](javascript:alert) <script>x</script> & la fin de la phrase.
# n’est pas un titre, et cette phrase finit par un point comme il se doit, au bout de la ligne.
--- n’est pas une fin, et cette phrase finit par un point comme il se doit, au bout de la ligne.
TEXT
status 0 marbre import "$work/signs.txt" --slug signes
run marbre show signes --format json
json .title '"Un titre : avec # signes \"et\" \\ barre"'
contains "list numbers are escaped" '1\.' "$(cat $published/signes/index.fr.md)"
contains "tags are escaped" '\<script>' "$(cat $published/signes/index.fr.md)"
contains "headings are escaped" '\# n’est' "$(cat $published/signes/index.fr.md)"

remember
: >"$work/empty.txt"
status 2 marbre import "$work/empty.txt"
contains "an empty file holds no words" "no words" "$err"
printf '\xff\xd8\xff\xe0\0\x10JFIF' >"$work/photo.txt"
status 2 marbre import "$work/photo.txt"
contains "a picture is said to be one" "this is a picture" "$err"
mkfifo "$work/pipe"
status 2 marbre import "$work/pipe"
status 2 marbre import "$work"
status 2 marbre import "$work/utf8.txt" --slug ../../etc
contains "a bad name is refused" "can't name an article" "$err"
truncate -s 65M "$work/large.txt"
status 2 marbre import "$work/large.txt"
contains "a file that is too large is not read" "large.txt: is larger than" "$err"
unchanged "nothing of it is left behind"

status 0 marbre import "$work/utf8.txt" "$work/signs.txt"
is "several files are several articles" 2 "$(printf '%s\n' "$out" | wc -l)"
before=$(git rev-parse HEAD)
status 2 marbre import "$wire/sarnovie.fr.txt" "$work/nothing.txt"
is "where one can't be read none is taken in" "$before" "$(git rev-parse HEAD)"
status 0 marbre import "$wire/sarnovie.en.txt" --lang en --slug anglais
is "a text that is not published yet has its language" "$published/anglais/index.en.md" \
    "$(ls $published/anglais/index.*)"

# Several stories at once: a commit each, all or none, told apart by a number.
story() {
    printf '%s\n\nLa digue de %s a cédé mardi après une nuit de pluie, a indiqué la mairie.\n' "$1" "$2"
}
story "La crue monte encore dans la vallée" Velm >"$work/one.txt"
story "La crue monte encore dans la vallée" Orcha >"$work/two.txt"
story "Une autre digue a tenu toute la nuit" Velm >"$work/three.txt"
before=$(git rev-list --count HEAD)
status 0 marbre import "$work/one.txt" "$work/two.txt" "$work/three.txt" --format json
json '.version' 1
json '[.articles[].article|split("/")[-1]]' \
    '["la-crue-monte-encore-dans-la-vallee","la-crue-monte-encore-dans-la-vallee-2","une-autre-digue-a-tenu-toute-la-nuit"]'
json '[.articles[].commit|length]|unique' '[40]'
is "one commit each" $((before + 3)) "$(git rev-list --count HEAD)"
is "the files lie as committed" "" "$(git status --porcelain)"
remember
story "Une digue de plus cède dans la nuit" Velm >"$work/four.txt"
status 1 marbre import "$work/four.txt" "$work/one.txt"
contains "the name that is taken is said" "la-crue-monte-encore-dans-la-vallee" "$err"
unchanged "none of them is taken in"
status 2 marbre import "$work/four.txt" "$work/three.txt" --slug x
status 0 marbre import "$work/four.txt" --dry-run
unchanged "nor by a dry run"

# What the sender says to editors.
{
    printf 'MANDATORY KILL\n'
    story "Le barrage de la vallée a été mal mesuré" Velm
} >"$work/killed.txt"
status 0 marbre import "$work/killed.txt"
contains "a story that is taken back comes with a word" "the sender takes this story back" "$err"
contains "its words are said" "MANDATORY KILL" "$err"
lacks "and are not in the text" "KILL" "$(cat $published/le-barrage*/index.fr.md)"
contains "they stay in history" "MANDATORY KILL" "$(git log -1 --format=%b)"
{
    printf 'EMBARGO jusqu’au 20 mars 2026 à 18h00 (heure de Paris)\n'
    story "Le prix de la digue sera connu vendredi" Velm
} >"$work/embargo.txt"
status 0 marbre import "$work/embargo.txt" --format json
json '[.status,.note[0:7]]' '["usable","EMBARGO"]'
contains "an embargo is kept" 'embargo: "2026-03-20T18:00:00+01:00"' "$(cat $published/le-prix*/index.fr.md)"
sed -i 's/ (heure de Paris)//; s/prix/coût/' "$work/embargo.txt"
status 0 marbre import "$work/embargo.txt"
contains "one whose end nobody can know holds the story back" "hold this story back" "$err"
lacks "and none is made up" "embargo" "$(cat $published/le-cout*/index.fr.md)"

# Repairs are said, each once.
story "La rivière de Velm entre en crue" Velm | iconv -f LATIN1 -t UTF-8 >"$work/mojibake.txt"
status 0 marbre import "$work/mojibake.txt" --slug mojibake
is "words read in a wrong encoding are put right" 1 "$(grep -c "read in a wrong encoding" <<<"$err")"
contains "they read as they were" "La digue de Velm a cédé mardi" "$(cat $published/mojibake/index.fr.md)"
printf 'Une ligne \xe2\x80\xaecachée\xe2\x80\xac dans le titre de la page\n' >"$work/hidden.txt"
status 0 marbre import "$work/hidden.txt" --slug cachee --format json
json '[.repairs[]|startswith("2 hidden signs")]' '[true]'

# The newsroom's own lines of pages.
{
    story "La crue se retire enfin de la vallée" Velm
    printf '\nLe maire s’en réjouit, a dit la mairie de la ville dans la soirée de mardi.\n\nLe fil info de la vallée\n'
} >"$work/own.txt"
status 0 marbre import "$work/own.txt" --slug sans-liste
contains "a line that nobody knows stays" "Le fil info" "$(cat $published/sans-liste/index.fr.md)"
printf 'version: 1\nlines:\n  - {whole: "Le fil info de la vallée", reason: "annonce maison"}\n' >glossary/boilerplate.yaml
git add glossary && git commit -qm "Lignes de page"
status 0 marbre import "$work/own.txt" --slug avec-liste
contains "one of the newsroom's list goes, with its reason" "(annonce maison)" "$err"
lacks "it is gone" "Le fil info" "$(cat $published/avec-liste/index.fr.md)"
status 1 marbre check sans-liste --format json
json '[.findings[]|select(.rule=="draft/boilerplate")|.start.line]' '[10]'
printf 'version: 1\nlines: {}\n' >glossary/boilerplate.yaml
git commit -qam "Liste cassée"
remember
status 2 marbre import "$work/own.txt" --slug liste-cassee
contains "a list that is wrong is said with its line" "glossary/boilerplate.yaml:2:" "$err"
unchanged
git rm -q glossary/boilerplate.yaml && git commit -qm "Sans liste"

# Formats: recognised, or refused by name.
cat >"$work/post.md" <<'MD'
---
title: Velm : la rivière
---
Texte
MD
status 2 marbre import "$work/post.md"
contains "a header that is wrong is said with its line" "post.md: line 2" "$err"
cat >"$work/post.md" <<'MD'
---
title: "Velm : la rivière"
weight: 3
tags: [crue]
---

La rivière **monte**.

```
Partager
```
MD
status 0 marbre import "$work/post.md"
is "Markdown keeps its header and its body" '---
title: "Velm : la rivière"
lang: "fr"
tags: ["crue"]
weight: 3
---

La rivière **monte**.

```
Partager
```' "$(cat $published/velm-la-riviere/index.fr.md)"
cat >"$work/page.html" <<'HTML'
<!doctype html>
<html lang="en-GB"><head><title>The river rises</title></head><body><nav>Home</nav>
<article><h1>The river rises at Velm</h1>
<p>The river rises at Velm, the town hall said on Tuesday, and the low quarters are left.</p>
<p><img src="https://horizon.example/i/dam.jpg" alt="The dam"></p>
<p>Share this</p></article></body></html>
HTML
status 0 marbre import "$work/page.html" --format json
json '[.dropped[].text|select(.=="Share this")]' '["Share this"]'
json '[.pictures[]|.url]' '["https://horizon.example/i/dam.jpg"]'
is "the language is the page's, in the newsroom's writing" "$published/the-river-rises-at-velm/index.en.md" \
    "$(ls $published/the-river-rises-at-velm/index.*)"
status 0 marbre import "$work/page.html" --slug page --lang fr
contains "a picture is still to be put" "dam.jpg  https://horizon.example/i/dam.jpg" "$err"
is "the command line's language is the last word" "$published/page/index.fr.md" "$(ls $published/page/index.*)"
remember
printf '%%PDF-1.7\n' >"$work/story.pdf"
status 2 marbre import "$work/story.pdf"
contains "what is not read is said" "a PDF document" "$err"
contains "and what is" "text, markdown, html" "$err"
printf '<?xml version="1.0"?><NewsML><NewsItem/></NewsML>' >"$work/old.xml"
status 2 marbre import "$work/old.xml"
contains "an old format has its name" "NewsML 1.2" "$err"
status 2 marbre import "$work/story.pdf" "$work/one.txt"
unchanged "nothing of it is left behind"

# A title without a Latin letter still names its article, and the same one each time.
printf '\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xd8\xa8\xd9\x83\xd9\x85\n' >"$work/arabic.txt"
status 0 marbre import "$work/arabic.txt" --lang ar
contains "the name is made of a sum" "/article-" "$out"
status 1 marbre import "$work/arabic.txt" --lang ar
contains "it comes twice to the same" "marbre/duplicate-slug" "$err"
finish
