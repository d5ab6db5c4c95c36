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
status 2 timeout 10 marbre import "$work/pipe"
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
finish
