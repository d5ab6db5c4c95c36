#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Bad texts. Numbers are rows of the table of bad inputs.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
copy=$library/index.fr.md
front() {
    printf -- '---\ntitle: "T"\nauthor: A\ndate: 2026-03-17\noutlet: O\n---\n'
}

# body BYTES: an article of good front matter and this body, as printf writes it.
body() {
    # shellcheck disable=SC2059
    { front; printf -- "\n$1"; } >$copy
}

: >$copy
row 13 "nothing at all" 1 "draft/" marbre check bibliotheque
front >$copy
row 13 "only front matter" 1 "draft/empty-body" marbre check bibliotheque
printf 'Seulement du texte.\n' >$copy
row 13 "only a body" 1 "draft/missing-key" marbre check bibliotheque

truncate -s 2G $copy
run marbre check bibliotheque
is "row 14: a text of 2 GB is refused by its size" 1 "$code"
contains "row 14: in words" "larger" "$out"
truncate -s 100M $copy
run marbre check bibliotheque
is "row 14: a line of 100 MB" 1 "$code"
rm $copy && cp $market/halle.jpg $copy
row 15 "a picture by the name of a text" 1 "marbre/bad-encoding" marbre check bibliotheque

encoding() {
    body "$2"
    run marbre check bibliotheque --format json
    is "row 16: $1, at its byte" "1 [$3]" \
        "$code $(jq -c '[.findings[]|select(.rule=="marbre/bad-encoding")|.start.offset]' "$work/out")"
}
size=$(($(front | wc -c) + 1))
encoding "Latin-1" 'Caf\xe9.\n' $((size + 3))
encoding "an overlong form" 'a\xc0\xafb\n' $((size + 1))
encoding "a lone surrogate" 'ab\xed\xa0\x80\n' $((size + 2))
encoding "beyond Unicode" '\xf5\x80\x80\x80\n' $((size))
encoding "a cut sequence" 'abc\xe2\x80' $((size + 3))
encoding "a NUL" 'ab\0c\n' $((size + 2))
{ printf '\xff\xfe'; front | iconv -t UTF-16LE; } >$copy
row 16 "UTF-16" 1 "marbre/bad-encoding" marbre check bibliotheque
{ printf '\xef\xbb\xbf'; front; printf '\nTexte.\n'; } >$copy
row 16 "a BOM is read and kept" 0 "" marbre check bibliotheque
body 'Une.\r\nDeux.\n'
row 17 "mixed line ends" 1 "marbre/bad-encoding" marbre check bibliotheque
body 'Une.\rDeux.\n'
row 17 "a lone CR" 1 "marbre/bad-encoding" marbre check bibliotheque
{ front; printf '\nTexte.\n'; } | sed 's/$/\r/' >$copy
row 17 "CRLF throughout" 0 "" marbre check bibliotheque
git config core.autocrlf true
status 0 marbre save bibliotheque
is "row 17: with autocrlf the blob is the file's bytes" "$(sha256sum <$copy)" \
    "$(git cat-file blob "HEAD:$copy" | sha256sum)"
git config --unset core.autocrlf

# Front matter.
printf -- '---\ntitle: "T"\n\nTexte sans fin.\n' >$copy
row 18 "front matter without an end" 1 "" marbre check bibliotheque
printf -- '---\ntitle: "T"\nauthor: A\ndate: 2026-03-17\noutlet: O\nstandfirst: |\n  une\n  ---\n  deux\n---\n\nTexte.\n' >$copy
row 18 "--- inside a block scalar, set in" 0 "" marbre check bibliotheque
printf -- '---\ntitle: "T"\nauthor: A\ndate: 2026-03-17\noutlet: O\n...\n\nTexte.\n' >$copy
row 18 "an end written as ..." 1 "" marbre check bibliotheque

for title in $'a\nstage: publish' 'dit "oui"' '---' '# note' 'a: b' "l'un" '{a' '[b' '*c' '&d' '!e' '%f' '@g' '`h' '|' '>'; do
    slug=titre-$points
    run marbre new "$slug" --title "$title"
    run marbre show "$slug" --format json
    is "row 26: title ${title@Q}" "$(jq -cn --arg t "$title" '[0,$t,"draft"]')" \
        "$(jq -c --argjson c "$code" '[$c,.title,.stage]' "$work/out")"
done
for sign in '\xe2\x80\xa8' '\xe2\x80\xa9' '\xc2\x85'; do
    printf -- "---\ntitle: \"a${sign}b\"\n---\n\nTexte.\n" >$copy
    row 27 "a line separator in a value: $sign" 1 "marbre/bad-yaml" marbre check bibliotheque
    printf -- "---\ntit${sign}le: a\n---\n\nTexte.\n" >$copy
    row 27 "a line separator in a key: $sign" 1 "marbre/bad-yaml" marbre check bibliotheque
done
front | sed 's/^outlet.*/&\nmood: calm\ntags: [a, b]/' >$copy
printf '\nTexte.\n' >>$copy
row 28 "an unknown key is kept" 0 "" marbre check bibliotheque
printf -- '---\n%s: a\ntitle: "T"\n---\n\nTexte.\n' "$(printf 'k%.0s' {1..2000})" >$copy
row 28 "a key of 2,000 bytes" 1 "" marbre check bibliotheque
{ echo ---; seq -f 'k%.0f: a' 100000; echo ---; echo Texte.; } >$copy
row 28 "100,000 keys" 1 "marbre/bad-yaml" marbre check bibliotheque

# Bodies that are hard to read are read, or refused.
hard() {
    { front; echo; python3 -c "print($2)"; } >$copy
    run marbre check bibliotheque --format json
    is "row 30: $1" yes "$([ "$code" -le 1 ] && echo yes)"
}
hard "50,000 opening brackets" '"[" * 50000'
hard "pictures in pictures" '"![[](" * 20000'
hard "backticks" '" ".join("`" * (i % 300) for i in range(2000))'
hard "emphasis" '"*a **b " * 15000'
hard "quotes in quotes" '"> " * 5000 + "a"'
hard "lists in lists" '"\n".join("  " * i + "- a" for i in range(1000))'
hard "a table of 5,000 columns" '"|" + "a|" * 5000 + "\n|" + "-|" * 5000'
hard "guillemets" '"« " * 50000'
hard "one long word" '"a" * 1000000'

body '[à compléter : nom \xe2\x80\xae de quelqu’un]\n'
row 31 "a bidi override is shown, not obeyed" 1 "U+202E" marbre check bibliotheque
lacks "row 31: it does not reach the terminal" $'\u202e' "$out"
git checkout -q -- .

# Active content is inert in every output, even in a newsroom that lets links lead nowhere.
printf 'severity: {draft/broken-link: note}\n' >>workflows/newsroom.yaml
git commit -q -m "Des liens sans suite" -- workflows
cat >>$market/index.fr.md <<'TEXT'

<script>alert(1)</script>

<img src=x onerror="alert(2)"> <style>body{display:none}</style> <iframe src="https://evil.example/"></iframe>

[a](javascript:alert(3)) [b](JaVaScRiPt:alert(4)) [c](java&#115;cript:alert(5)) [d](<java	script:alert(6)>) [e](vbscript:x) [f](data:text/html;base64,PHN2Zz4=) [g](&#x6A;avascript:alert(7)) [h](%6Aavascript:alert(8)) [i](feed:javascript:alert(9)) [j](//evil.example/x) [k](\javascript:alert(10))



<form action="https://evil.example/"><input></form> <base href="https://evil.example/"> <svg onload="alert(12)"></svg>
TEXT
sed -i 's/^title:.*/title: "<script>alert(0)<\/script> \\" onload=\\"x"/' $market/index.fr.md
status 0 marbre save marche-couvert
status 0 marbre advance marche-couvert
as ines
status 0 marbre approve marche-couvert
as lea
status 0 marbre advance marche-couvert
as paul
status 0 marbre advance marche-couvert
run marbre publish marche-couvert
if [ "$code" = 0 ]; then
    git show published:2026/03/marche-couvert/index.html >"$work/page.html"
    git show published:atom.xml >"$work/atom.xml"
    is "row 29: nothing in the page acts" "" "$(python3 - "$work/page.html" "$work/atom.xml" <<'PYTHON'
import html.parser, re, sys, xml.etree.ElementTree as tree

class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.bad = []
    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == 'script' and attrs.get('type') != 'application/ld+json':
            self.bad.append('script')
        if tag in ('iframe', 'form', 'input', 'base', 'svg', 'object', 'embed'):
            self.bad.append(tag)
        for name, value in attrs.items():
            if name.startswith('on'):
                self.bad.append(name)
            if name in ('href', 'src') and re.match(r'[\x00-\x20]*(java|vb|data|feed|%6a)', value or '', re.I):
                self.bad.append(f'{name}={value}')
            own = (value or '').startswith('https://gazette.example/')  # as feeds name it
            if name == 'src' and re.match(r'[a-z]+:|//', value or '', re.I) and not own:
                self.bad.append(f'{name}={value}')

def read(text):
    reader = Reader()
    reader.feed(text)
    return reader.bad

bad = read(open(sys.argv[1], encoding='utf-8').read())
for content in tree.parse(sys.argv[2]).getroot().iter('{http://www.w3.org/2005/Atom}content'):
    bad += read(content.text or '')
print('\n'.join(bad))
PYTHON
)"
    lacks "row 29: the title's signs are escaped" "<script>alert(0)" "$(cat "$work/page.html")"
else
    point 1 "row 29: the page is published" "$out" "$err"
fi
truncate -s 100 $published/marche-couvert/halle.jpg
finish
