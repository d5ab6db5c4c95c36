#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A theme of the newsroom's own: files beside the stock ones, and what is wrong with them.
. "$(dirname "$0")/lib.sh"
newsroom

as hugo && marbre advance marche-couvert >/dev/null
as ines && marbre approve marche-couvert >/dev/null
as lea && marbre advance marche-couvert >/dev/null
as paul && marbre advance marche-couvert >/dev/null
as marc
status 0 marbre publish marche-couvert
stock=$(git rev-parse 'published^{tree}')
page() {
    git show "published:2026/03/marche-couvert/index.html"
}

# keep WORDS…: what lies in the working tree becomes a commit.
keep() {
    git add -A && git commit -q --allow-empty -m "$*"
}

# Some files of its own; every other one stays the stock one.
mkdir theme
cat >theme/kicker.html <<'HTML'
<!-- The section stands in a box. -->
<p class="box" title="{section}"><b>{section}</b> <a href="{address}">{newsroom}</a></p>
HTML
printf 'body { color: teal }\n' >theme/style.css
sed 's/<footer/& id="ours"/' "$source_root/plugins/publish/theme/foot.html" >theme/foot.html
keep "Un habit"
status 0 marbre publish
contains "a fragment of its own, filled" \
    '<p class="box" title="Vie locale"><b>Vie locale</b> <a href="../../../sections/vie-locale/index.html">' \
    "$(page)"
lacks "without the comment" "stands in a box" "$(page)"
lacks "in the stock one's place" 'class="kicker"' "$(page)"
contains "in every page" '<p class="box"' "$(git show published:index.html)"
is "what stands on every page is new on every page" "" \
    "$(git grep -L 'id="ours"' published -- '*.html')"
contains "were it of an author" "authors/" "$(git grep -l 'id="ours"' published -- '*.html')"
is "the style sheet" "body { color: teal }" "$(git show published:style.css)"
contains "what no theme can lose: the address" '<link rel="canonical" href="https://gazette.example/' "$(page)"
contains "and the data" '<script type="application/ld+json">' "$(page)"
status 0 marbre publish
contains "nothing is rendered twice" "shows all" "$out"

# What is wrong is told with its place, and nothing changes.
tip=$(git rev-parse published)
# refused FILE PLACE WORDS…: with this file, publication fails.
refused() {
    local file=$1 where=$2 why=$3
    keep "Essai"
    status 4 marbre publish
    contains "told: $why" "theme/$file:$where: $why" "$out$err"
    is "the site stays as it is" "$tip" "$(git rev-parse published)"
    rm "theme/$file"
}
printf '<p>\n  {tilte}\n</p>\n' >theme/teaser.html
refused teaser.html 2:3 "there is no place {tilte}; the nearest is {title}"
printf '<p class=x>{section}</p>\n' >theme/section-link.html
refused section-link.html 1:10 "the value of class needs quotes"
printf '<div>\n<p>{words}</div>\n' >theme/standfirst.html
refused standfirst.html 2:11 "</div> stands where <p> must be closed"
printf '<p>{words}\n' >theme/standfirst.html
refused standfirst.html 1:1 "<p> is never closed"
printf '<p onclick="x">{words}</p>\n' >theme/standfirst.html
refused standfirst.html 1:4 "the attribute onclick can't be used"
printf '<script>let a = "{words}"</script>\n' >theme/standfirst.html
refused standfirst.html 1:1 "<script> can't be used here"
printf '<a href="{name}">{name}</a>\n' >theme/outlet.html
refused outlet.html 1:10 "an address is made of one place at its head"
printf '<a href="javascript:alert(1)">{name}</a>\n' >theme/outlet.html
refused outlet.html 1:10 "an address is http, https or mailto"
printf '<p title="{authors}">{authors}</p>\n' >theme/byline.html
refused byline.html 1:11 "{authors} stands for elements"
printf '<p>Rien</p>\n' >theme/notes.html
refused notes.html 1:12 "{notes} must be in this file"
printf '<p>{notes}</p>\n' >theme/kicker.html
refused kicker.html 1:4 "{notes} means nothing in this file"

printf '<p>{section}</p>\n' >theme/kiker.html
keep "Essai"
status 4 marbre publish
contains "a file of an unknown name" "theme/kiker.html: a theme has no file of this name; the nearest is kicker.html" "$out$err"
rm theme/kiker.html
printf 'Notes.\n' >theme/LISEZ-MOI
keep "Des notes"
status 0 marbre publish
is "other files are nobody's business" "body { color: teal }" "$(git show published:style.css)"

# Without it, all is as it was.
rm -r theme
keep "Sans habit"
status 0 marbre publish
is "the stock theme gives the same bytes again" "$stock" "$(git rev-parse 'published^{tree}')"

# The workflow may name another folder, which must be there.
sed -i 's/formats: \[html, atom\]/formats: [html, atom], theme: habits\//' workflows/newsroom.yaml
status 2 marbre workflow check
contains "a folder that is missing is an error of the workflow" "habits" "$out$err"
mkdir habits && printf '<p class="autre">{section}</p>\n' >habits/kicker.html
keep "Un autre habit"
status 0 marbre publish
contains "its files are used" '<p class="autre">Vie locale</p>' "$(page)"

# What docs/theme.md shows as an example is one.
python3 - "$source_root/docs/theme.md" habits <<'PYTHON'
import pathlib, re, sys
text = pathlib.Path(sys.argv[1]).read_text().partition("## A worked example")[2]
for name, html in re.findall(r"`theme/([a-z]+\.html)`[^`]*```html\n(.*?)```", text, re.S):
    pathlib.Path(sys.argv[2], name).write_text(html)
PYTHON
is "two files of it" "article.html byline.html kicker.html" "$(find habits -type f -printf '%f\n' | sort | xargs)"
keep "L’exemple"
status 0 marbre publish
contains "the by-line" '<p class="byline"><b class="desk" title="La Gazette de Port-Lune">Par</b>' "$(page)"
finish
