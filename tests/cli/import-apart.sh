#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# HTML, WordPress, NewsML-G2 and ninjs are read by a process of their own: what it reads becomes
# articles, what it can't read is told with its place.
. "$(dirname "$0")/lib.sh"
newsroom
as sofia
data=$source_root/tests/data/wire

status 0 marbre import "$data/html-article.html" --lang fr --slug page
copy=$(cat $published/page/index.fr.md)
contains "a page's title is the article's" 'title: "Le pont de Brumenoire rouvre"' "$copy"
contains "a page's words are Markdown" 'a rouvert *mardi*, selon' "$copy"
contains "a shortcode in it is none" '\{\{\<' "$copy"
contains "what stood beside it is told" "À lire aussi : le barrage (beside the story" "$err"

status 0 marbre import "$data/newsml-message.xml" --lang fr --dry-run
status 0 marbre import "$data/ninjs-3.json" --lang fr --slug digue
contains "an embargo is said" "Under embargo until 20 September 2023, 06:00." "$err"
contains "an embargo is kept" 'embargo: "2023-09-20T06:00:00+02:00"' "$(cat $published/digue/index.fr.md)"

remember
printf '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">\n  <itemMeta>\n' >"$work/cut.xml"
status 2 marbre import "$work/cut.xml" --lang fr
contains "a file that is cut off is told with its line" "line 3" "$err"
printf '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>&e;</headline></contentMeta></newsItem>' >"$work/entity.xml"
status 2 marbre import "$work/entity.xml" --from newsml --lang fr
contains "entities are not expanded" "entities of its own" "$err"
lacks "nothing of another file is read" "root:" "$err"
printf '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>' >"$work/package.xml"
status 2 marbre import "$work/package.xml" --lang fr
contains "a package is called one" "a NewsML-G2 package" "$err"
unchanged "a file that can't be read changes nothing"

is "the program itself knows no XML" "" "$(ldd "$MARBRE_ROOT/bin/marbre" | grep -E 'libxml2|libicu|json-glib|libgio')"
finish
