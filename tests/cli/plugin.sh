#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# The plugins that are there, and what they say of themselves.
. "$(dirname "$0")/lib.sh"
newsroom
as marc
status 0 marbre plugin list
for id in draft translation factcheck credit; do
    contains "$id is there" "$id  " "$out"
done
status 0 marbre plugin list --format json
json '[.version,([.plugins[]|select(.problem!=null)]|length)]' '[1,0]'
json '.plugins[0]|keys_unsorted' '["id","path","version","digest","hidden","hidden_by","problem","remedy"]'
is "the digest is the file's" "sha256:$(sha256sum "$(value '.plugins[]|select(.id=="draft").path')" | cut -d" " -f1)" \
    "$(value '.plugins[]|select(.id=="draft").digest')"
status 0 marbre plugin show draft
contains "its rules with their severities" "missing-key" "$out"
contains "its options" "words.min" "$out"
status 0 marbre plugin show draft --format json
json '[.version,.id,(.tasks|length>0)]' '[1,"draft",true]'
json '[.tasks[0].rules[]|.id]|index("too-short")!=null' true
json '.tasks[0]|[.kind,.judges,.needs]' '["check",["text","media"],[]]'
json '.tasks[0].options[]|select(.key=="words.min")|[.type,.list,.required]' '["int",false,false]'
status 0 marbre plugin show draft --format schema
if /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    is "the schema is one, and judges options" "good bad" "$(/usr/bin/python3 - "$work/out" <<'PYTHON'
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
judge = jsonschema.Draft202012Validator(schema)
print(*["good" if judge.is_valid(with_) else "bad"
        for with_ in ({"words": {"min": 80, "max": 4000}}, {"words": {"min": "many"}})])
PYTHON
)"
else
    skip "the schema is one, and judges options" "there is no jsonschema for python3"
fi
status 2 marbre plugin show publish --format schema
contains "of several tasks one is named" "publish/ready" "$err"
status 0 marbre plugin show publish/publish --format schema
json '.title' '"publish"'
status 0 marbre plugin docs draft
contains "a page of rules" '### `draft/too-short`' "$out"
contains "in French as well" "## \`draft/draft\` (contrôle)" "$out"
status 0 marbre plugin docs draft --lang fr
lacks "or in French alone" "(check)" "$out"
status 2 marbre plugin docs draft --lang de
status 2 marbre plugin show nothing
contains "what is not there is named" "there is no plugin nothing" "$err"
status 2 marbre plugin
status 2 marbre plugin show
cd "$work" || exit 1
status 0 marbre plugin list
cd "$work/newsroom" || exit 1

# Folders given come first; what they hide is said.
mkdir "$work/own"
cp "$MARBRE_ROOT/lib/marbre/plugins-1/draft.so" "$work/own/"
cp "$MARBRE_ZOO/well-behaved.so" "$work/own/"
status 0 marbre --plugin-dir "$work/own" plugin list --format json
json '[.plugins[]|select(.id=="draft")|.hidden]' '[false,true]'
is "the one given is meant" "$work/own/draft.so" \
    "$(value '.plugins[]|select(.id=="draft" and (.hidden|not)).path')"
is "what hides it is named" "$work/own/draft.so" "$(value '.plugins[]|select(.hidden).hidden_by')"
json '[.plugins[]|select(.id=="well-behaved")|.problem]' '[null]'

# Files and folders that others could write are not loaded.
chmod 666 "$work/own/well-behaved.so"
status 0 marbre --plugin-dir "$work/own" plugin list --format json
json '[.plugins[]|select(.id=="well-behaved")|.problem!=null]' '[true]'
chmod 644 "$work/own/well-behaved.so"
chmod 777 "$work/own"
run marbre --plugin-dir "$work/own" plugin show well-behaved
is "not from a folder that everybody may write" 2 "$code"
chmod 755 "$work/own"
ln -s "$work/own/well-behaved.so" "$work/own/linked.so"
status 4 marbre --plugin-dir "$work/own" plugin show linked
contains "a link gives no other name" "calls itself well-behaved" "$err"
rm "$work/own/linked.so"
status 0 marbre --plugin-dir "$work/own" plugin show well-behaved
mkdir plugins && cp "$MARBRE_ZOO/well-behaved.so" plugins/
run marbre --plugin-dir plugins plugin show well-behaved
is "not from the newsroom itself" 2 "$code"
rm -r plugins

# Broken ones are told, and the others are there all the same.
for id in crash-entry no-plugin wrong-major newer-minor id-other id-twice short-struct; do
    cp "$MARBRE_ZOO/$id.so" "$work/own/"
done
printf 'no library' >"$work/own/garbled.so"
status 0 marbre --plugin-dir "$work/own" plugin list --format json
for id in crash-entry no-plugin wrong-major newer-minor id-other id-twice short-struct garbled; do
    is "$id can't be used, and it is said why" true \
        "$(jq --arg id "$id" '[.plugins[]|select((.path|split("/")|last)==$id+".so")|(.problem|length)>5]==[true]' "$work/out")"
done
json '[.plugins[]|select(.id=="credit")|.problem]' '[null]'
json '[.plugins[]|select(.id=="newer-minor").remedy|test("build it again for this marbre")]' '[true]'
json '[.plugins[]|select(.id=="crash-entry").remedy|test("plugin test")]' '[true]'

# Only files the newsroom allows, where it says which.
digest=$(sha256sum "$work/own/well-behaved.so" | cut -d" " -f1)
echo "plugins: {allow: [\"sha256:$digest\"]}" >>marbre.yaml
policy
status 0 marbre --plugin-dir "$work/own" plugin show well-behaved
run marbre plugin show draft
is "what is not allowed is not loaded" 2 "$code"
as hugo
status 2 marbre advance marche-couvert

# Where the rules can't be read, which those are can't be known: none is loaded.
echo "published: {" >>marbre.yaml
policy
for act in "show draft" "run draft articles/2026/03/marche-couvert" "show well-behaved"; do
    run marbre --plugin-dir "$work/own" plugin $act
    is "what is allowed can't be known, nothing is loaded: plugin $act" 2 "$code"
    contains "and it is said where: plugin $act" "marbre.yaml:" "$err"
done
finish
