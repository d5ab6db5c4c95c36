#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The photo desk: a credit is held to the picture's own data and filled from them, an approval to
# the picture's bytes, files that are no pictures are told, and every use of a picture is named.
. "$(dirname "$0")/lib.sh"
newsroom
market=articles/2026/03/marche-couvert
library=articles/2026/03/bibliotheque
index=$market/index.fr.md
cat >workflows/newsroom.yaml <<'YAML'
version: 1
name: newsroom
stages:
  - id: photo
    title: {fr: Crédit photo, en: Photo credit}
    roles: [photo-editor, editor]
    checks: [{uses: credit}]
    approvals: {count: 1, roles: [photo-editor, editor], four-eyes: true}
  - id: publish
    title: {fr: Bon à publier, en: Ready to publish}
    roles: [editor]
    checks: [{uses: publish}]
    actions: [{uses: publish, with: {formats: [html]}}]
retract: {roles: [editor]}
YAML
policy

as paul
status 0 marbre check marche-couvert
printed=$(sed -n 's/^    credit: "\(.*\)"$/\1/p' $index)
is "the example prints" "Nadia Keller/La Gazette" "$printed"

# Another name than the picture's own: refused, with both.
sed -i 's|^    credit: .*|    credit: "Hugo Marchetti/La Gazette"|' $index
status 1 marbre --ui-lang fr check marche-couvert
contains "the printed name" "Hugo Marchetti" "$out"
contains "in French" "les données de la photo" "$(tr '\n' ' ' <"$work/out" | tr -s ' ')"
status 1 marbre check marche-couvert --format json
json '[.findings[]|select(.severity=="error")|.rule]' '["credit/credit-mismatch"]'
contains "the name that the picture gives" "Nadia Keller" "$(value '.findings[0].message')"

# A credit that is missing is filled from the picture's own data, once.
sed -i '/^    credit: /d' $index
status 1 marbre check marche-couvert
status 0 marbre fix marche-couvert
contains "the credit is there again, in quotes" '    credit: "Nadia Keller/La Gazette"' "$(cat $index)"
status 0 marbre check marche-couvert
before=$(sha256sum $index)
status 0 marbre fix marche-couvert
is "a second time nothing is left to fix" "$before" "$(sha256sum $index)"

# In the house's form, where it has one.
sed -i 's|{uses: credit}|{uses: credit, with: {format: "© {name}, {agency}"}}|' workflows/newsroom.yaml
policy
sed -i 's|^    credit: .*|&\n    agency: La Gazette|' $index
status 0 marbre check marche-couvert --format json
json '[.findings[]|select(.rule=="credit/credit-format")|.fix[0].text]' '["\"© Nadia Keller, La Gazette\""]'
sed -i 's|, with: {format: "© {name}, {agency}"}||' workflows/newsroom.yaml
policy
git checkout -q -- $index

# Whoever swaps the file voids the approval: it was of that picture.
status 0 marbre approve marche-couvert
status 0 marbre show marche-couvert --format json
json '[.approvals[]|[.stage,.valid]]' '[["photo",true]]'
as hugo
python3 - $market/halle.jpg <<'PYTHON'
import sys
picture = open(sys.argv[1], 'rb').read()
open(sys.argv[1], 'wb').write(picture[:2] + b'\xff\xfe\x00\x09another' + picture[2:])
PYTHON
status 0 marbre save marche-couvert
as paul
status 0 marbre show marche-couvert --format json
json '[.approvals[]|[.stage,.valid]]' '[["photo",false]]'
status 1 marbre advance marche-couvert --format json
json '[.obstacles[].rule]' '["marbre/approval-void"]'
status 0 marbre approve marche-couvert
status 0 marbre advance marche-couvert

# What is no picture, or breaks off, is a finding, and the check goes on.
cp $market/halle.jpg "$work/whole"
head -c 600 "$work/whole" >$market/halle.jpg
status 1 marbre check marche-couvert --format json
json '[.findings[]|select(.severity=="error")|[.rule,.blocks]]' '[["credit/not-an-image","now"]]'
for kind in 'GIF89a' '%PDF-1.7' '<!DOCTYPE html><title>403</title>' ''; do
    printf '%s' "$kind" >$market/halle.jpg
    status 1 marbre check marche-couvert --format json
    json '[.findings[]|select(.severity=="error")|.rule]' '["credit/not-an-image"]'
done
cp "$work/whole" $market/halle.jpg

# Every article with the picture, and what it prints.
status 0 marbre uses $market/halle.jpg --format json
json '[.uses[]|[.article,.file,.match,.shown,.credit,.differs]]' \
    '[["articles/2026/03/marche-couvert","halle.jpg","bytes",true,"Nadia Keller/La Gazette",false]]'
cp $market/halle.jpg $library/salle.jpg
sed -i '0,/^---$/b; 0,/^---$/s|^---$|images: [{file: salle.jpg, alt: "Une salle de lecture", credit: "Hugo Marchetti"}]\n---|' \
    $library/index.fr.md
status 0 marbre uses $library/salle.jpg --format json
json '[.uses[]|[.file,.credit,.differs]]' \
    '[["salle.jpg","Hugo Marchetti",false],["halle.jpg","Nadia Keller/La Gazette",true]]'
status 0 marbre --ui-lang fr emplois $market/halle.jpg
contains "in French, with the credit that differs" "autre crédit" "$out"
contains "counted" "2 articles ont cette photo." "$out"

# Another version of the same picture bears the same id.
python3 - "$work/one.jpg" "$work/two.jpg" <<'PYTHON'
import sys
packet = ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
          'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
          'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
          'xmpMM:OriginalDocumentID="xmp.did:0badcafe-1234-5678"/></rdf:RDF></x:xmpmeta>')
for path, code in zip(sys.argv[1:], ('utf-8', 'utf-16-be')):
    body = b'http://ns.adobe.com/xap/1.0/\0' + packet.encode(code)
    open(path, 'wb').write(b'\xff\xd8\xff\xe1' + (len(body) + 2).to_bytes(2, 'big') + body + b'\xff\xd9')
PYTHON
cp "$work/one.jpg" $library/salle.jpg
status 0 marbre uses "$work/two.jpg" --format json
json '[.uses[]|[.file,.match]]' '[["salle.jpg","id"]]'
printf 'nothing of ours' >"$work/other"
status 0 marbre uses "$work/other"
contains "none is said" "No article has this picture." "$out"
status 2 marbre uses
status 2 marbre uses "$work/nowhere.jpg"

# An action takes the place out of the pictures that enter its stage, and leaves their credit.
git checkout -q -- .
git clean -q -f articles
sed -i 's|^  - id: publish|  - id: desk\n    roles: [editor]\n    checks: [{uses: credit}]\n    actions: [{uses: credit/strip, with: {gps: true}}]\n&|' \
    workflows/newsroom.yaml
policy
as hugo
python3 - $market/halle.jpg <<'PYTHON'
import sys
picture = open(sys.argv[1], 'rb').read()
place = b' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,51.5N"'
at = picture.index(b'http://ns.adobe.com/xap/1.0/\0')
size = int.from_bytes(picture[at - 2:at], 'big')
head = picture.index(b'<rdf:Description', at) + len(b'<rdf:Description')
open(sys.argv[1], 'wb').write(picture[:at - 2] + (size + len(place)).to_bytes(2, 'big') +
                              picture[at:head] + place + picture[head:])
PYTHON
status 0 marbre save marche-couvert
contains "the picture tells where it was made" "48,51.5N" "$(LC_ALL=C tr -cd '[:print:]' <$market/halle.jpg)"
as paul
status 0 marbre return marche-couvert --to photo -m "la photo a changé"
status 0 marbre approve marche-couvert
status 0 marbre advance marche-couvert
lacks "at the next desk it does not" "48,51.5N" "$(git show HEAD:$market/halle.jpg | LC_ALL=C tr -cd '[:print:]')"
contains "its author is still there" "Nadia Keller" "$(LC_ALL=C tr -cd '[:print:]' <$market/halle.jpg)"
is "it is in that one commit" "$market/halle.jpg
$market/state.yaml" "$(git diff-tree --no-commit-id --name-only -r HEAD)"

# A bare repository has its own files alone.
git clone -q --bare . "$work/bare.git"
cd "$work/bare.git" || exit 1
status 0 marbre uses $market/halle.jpg --format json
json '[.uses[].article]' '["articles/2026/03/marche-couvert"]'
finish
