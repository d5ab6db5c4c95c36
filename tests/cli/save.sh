#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Edits are committed, an article at a time, and nothing else with them.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo

status 0 marbre save
is "nothing new is said so" "There is nothing new to save." "$out"
echo "Une ligne." >>$library/index.fr.md
echo "Une autre." >>$dam/index.fr.md
echo "note" >loose.txt
remember
status 0 marbre save --dry-run
contains "a dry run names the articles" "would be saved" "$out"
unchanged
before=$(git rev-parse HEAD)
status 0 marbre save bibliotheque -m "Une précision"
is "one commit" "$before" "$(git rev-parse HEAD^)"
is "of that article's files" "$library/index.fr.md" "$(git diff-tree --no-commit-id --name-only -r HEAD)"
contains "with the words of -m" "Une précision" "$(git log -1 --format=%B)"
lacks "and no transition" "Marbre-Transition" "$(git log -1 --format=%B)"
contains "the other's edits lie as before" "$dam/index.fr.md" "$(git status --porcelain)"
status 0 marbre save --format json
json '[.version,[.saved[]|[.article,.allowed,.files]]]' "[1,[[\"$dam\",true,1]]]"
is "the commit is told" "$(git rev-parse HEAD)" "$(value '.saved[0].commit')"
is "a loose file is nobody's article" "?? loose.txt" "$(git status --porcelain)"
rm loose.txt

# New, removed and renamed files of a bundle; a bundle that git does not know yet.
cp $market/halle.jpg $library/photo.jpg
rm $market/halle.jpg
mkdir -p articles/2026/04/tout-neuf
printf -- '---\ntitle: "Neuf"\n---\n\nTexte.\n' >articles/2026/04/tout-neuf/index.fr.md
status 0 marbre save
is "an edit an article, one commit each" 3 "$(git rev-list --count "$before"~0..HEAD | awk '{print $1 - 2}')"
is "all is committed" "" "$(git status --porcelain)"
is "the picture is there byte by byte" "$(git rev-parse "HEAD~3:$market/halle.jpg")" \
    "$(git rev-parse "HEAD:$library/photo.jpg")"
status 1 marbre advance tout-neuf --dry-run --format json
json '[.from,.id]' '["draft",null]'

# What may be in no article is in no commit.
ln -s /etc/passwd $library/index.en.md
remember
status 1 marbre save bibliotheque
contains "a link is refused by name" "$library/index.en.md" "$out$err"
unchanged
rm $library/index.en.md

# Broken front matter may be saved: the words are not lost, the gate speaks of it later.
printf -- '---\ntitle: Un : deux\n---\n\nTexte.\n' >$library/index.fr.md
status 0 marbre save bibliotheque
status 1 marbre advance bibliotheque

# A hand in the state is refused.
status 0 marbre advance marche-couvert || :
sed -i 's/^stage:.*/stage: publish/' $market/state.yaml 2>/dev/null
[ -f $market/state.yaml ] || printf 'id: x\n' >$market/state.yaml
remember
status 1 marbre save marche-couvert
contains "with the way back" "state.yaml" "$out$err"
unchanged
git checkout -q -- $market 2>/dev/null || rm $market/state.yaml

# Somebody else's staged files are left alone.
echo staged >staged.txt
git add staged.txt
echo "Encore." >>$dam/index.fr.md
status 0 marbre save digue-nord
is "still staged" "A  staged.txt" "$(git status --porcelain)"
is "and in no commit" "" "$(git ls-tree --name-only HEAD staged.txt)"
git rm -q --cached staged.txt && rm staged.txt

# The editor's own bytes: CRLF, a BOM, a missing last line end stay.
printf '\xef\xbb\xbf---\r\ntitle: "T"\r\n---\r\n\r\nTexte sans fin' >$library/index.fr.md
git config core.autocrlf true
status 0 marbre save bibliotheque
is "byte for byte" "$(sha256sum <$library/index.fr.md)" "$(git cat-file blob "HEAD:$library/index.fr.md" | sha256sum)"
git config --unset core.autocrlf
is "and git agrees" "" "$(git status --porcelain)"

status 2 marbre save nulle-part
as nobody
echo "x" >>$dam/index.fr.md
remember
status 1 marbre save
contains "an unknown person saves nothing" "nobody@gazette.example" "$err"
unchanged
finish
