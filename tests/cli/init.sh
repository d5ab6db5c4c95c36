#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# A newsroom is opened in a new folder, with one commit and one person.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

status 2 marbre init nowhere
contains "without an e-mail address it says how to give one" "git config --global user.email" "$err"
is "nothing was made" "" "$(ls -d nowhere 2>/dev/null)"

git config --global user.name "Ana Lima"
git config --global user.email ana@example.org

status 2 marbre init
status 2 marbre init one two
status 2 marbre init one --timezone Mars/Olympus
contains "a zone that is none is named" "“Mars/Olympus” is no time zone" "$err"
status 2 marbre init one --frob

status 0 marbre init --dry-run one
contains "a dry run says what would be" "would be opened: $work/one" "$out"
is "and makes nothing" "" "$(ls -d one 2>/dev/null)"

status 0 marbre init one --lang fr --timezone Europe/Paris
contains "it says what one person can't do" "second pair of eyes" "$out"
contains "and what would help" "marbre init --solo" "$out"
contains "and what comes next" "marbre new --title" "$out"
is "the branch is main, with one commit" "main 1" \
    "$(git -C one symbolic-ref --short HEAD) $(git -C one rev-list --count HEAD)"
is "the commit holds the policy" ".gitattributes
glossary/house.yaml
glossary/toponyms.yaml
marbre.yaml
people.yaml
workflows/newsroom.yaml" "$(git -C one ls-tree -r --name-only HEAD)"
is "the files lie as committed" "" "$(git -C one status --porcelain)"
is "git finds nothing amiss" "" "$(git -C one fsck --strict 2>&1)"
is "the clone trusts its first commit" "$(git -C one rev-parse HEAD)" \
    "$(git -C one config marbre.trust)"
is "pulls rebase" true "$(git -C one config pull.rebase)"
contains "the local git identity is a person" 'emails: ["ana@example.org"]' "$(cat one/people.yaml)"
contains "with every role" \
    "roles: [admin, editor, reporter, translator, fact-checker, photo-editor]" \
    "$(cat one/people.yaml)"
contains "the settings publish the language asked for" "publish: [fr]" "$(cat one/marbre.yaml)"
contains "state files merge by nobody's guess" "state.yaml -merge -text" "$(cat one/.gitattributes)"
is "the subject is in the newsroom's language" "Ouverture de la rédaction" \
    "$(git -C one log -1 --format=%s)"
status 0 marbre -C one workflow check
status 0 marbre -C one list
is "nothing is here yet" "Nothing is here." "$out"

status 1 marbre init one
contains "an existing repository is refused" "one is a git repository already" "$err"
is "and left as it is" 1 "$(git -C one rev-list --count HEAD)"

mkdir two && echo "version: 1" >two/marbre.yaml
status 1 marbre init two
contains "what lies there is not written over" "two/marbre.yaml is there already" "$err"
is "no repository was made" "" "$(ls -d two/.git 2>/dev/null)"

status 0 marbre init three/deep --solo --format json
json '[keys_unsorted, .version, .person]' \
    '[["version","newsroom","person","commit"],1,"ana"]'
is "the folder is told" "$work/three/deep" "$(value .newsroom)"
is "and its commit" "$(git -C three/deep rev-parse HEAD)" "$(value .commit)"
lacks "alone, nothing asks for four eyes" "four-eyes: true" \
    "$(cat three/deep/workflows/newsroom.yaml)"
status 0 marbre -C three/deep whoami
contains "the person is known" "Ana Lima (ana)" "$out"

status 0 marbre -C three init four
is "a folder is meant from where -C stands" "main" "$(git -C three/four symbolic-ref --short HEAD)"

mkdir kept && echo words >kept/notes.txt
status 0 marbre init kept
is "files of others stay, and stay out of git" "?? notes.txt" "$(git -C kept status --porcelain)"

# What the newsroom publishes in, where nobody says it: the language of whoever begins it; French, as
# the papers have it, where the machine has none.
for said in "env -u LANG LC_ALL=C" "env -u LC_ALL LANG=C.UTF-8" "env -u LC_ALL -u LANG" "env LC_ALL=fr_FR.UTF-8"; do
    rm -rf said
    status 0 $said marbre init said
    contains "$said: French" "languages: {source: en, publish: [fr]}" "$(cat said/marbre.yaml)"
    contains "$said: with the flag in French" "n'a pas pu vérifier" "$(cat said/workflows/newsroom.yaml)"
done
contains "who begins it in French is spoken to in French" "lang: fr" "$(cat said/people.yaml)"
for said in "env LC_ALL=en_US.UTF-8" "marbre --ui-lang en init said"; do
    rm -rf said
    [[ $said == *init* ]] || said="$said marbre init said"
    status 0 $said
    contains "$said: English" "languages: {source: fr, publish: [en]}" "$(cat said/marbre.yaml)"
    contains "$said: with the flag in English" \
        'flag: "{outlet} could not independently verify these claims."' "$(cat said/workflows/newsroom.yaml)"
    lacks "$said: and no French one" "n'a pas pu" "$(cat said/workflows/newsroom.yaml)"
    status 0 marbre -C said workflow check
done
contains "nobody else's comment is lost" "# who may move an article out of this stage" \
    "$(cat said/workflows/newsroom.yaml)"

git config --global user.name 'Zoé "Z" Ñandú: #1'
status 0 marbre init odd
status 0 marbre -C odd whoami
contains "a name with signs of YAML is kept whole" 'Zoé "Z" Ñandú: #1' "$out"
# The lists that a French newsroom begins with: what they refuse is found, ordinary words are not.
cd "$work" || exit 1
status 0 marbre init lists --lang fr --solo --timezone Europe/Paris
cd lists || exit 1
status 0 marbre new ordinaire --title "Le Conseil de sécurité se réunit" --lang fr
folder=$(echo articles/*/*/ordinaire)
head=$(sed -n '1,/^---$/!d; p' "$folder/index.fr.md" | head -1; sed '1d;/^---$/,$d' "$folder/index.fr.md")
{
    printf '%s\n---\n\n' "$head"
    cat <<'END'
Le Premier ministre et le ministre de la Défense ont rencontré à Bakou, puis à Erevan, les diplomates de l’Union européenne. Les chiffres officiels, mis en évidence par le ministère de la Santé, ne changent pas : aux États-Unis comme en Arabie saoudite, les Nations unies attendent. Un premier ministre, dit-on à Kiev, ne supporte pas l’incertitude.

Ministère de la Défense et état-major se taisent. De toute évidence, Vladimir Poutine et Volodymyr Zelensky ne se verront pas ; Poutine l’a dit à la presse, Zelensky aussi. La bande de Gaza, la Cisjordanie et Jérusalem restent fermées, écrit The Jerusalem Post. Bande de Gaza : l’aide attend.

Le secrétaire d’État a quitté Pékin pour Séoul. À la Maison-Blanche, personne n’a réagi. « Les officiels n’en savent rien », a répondu un porte-parole des Casques bleus.
END
} >"$folder/index.fr.md"
run marbre check ordinaire --as publish --format json
json '[.findings[] | select(.rule | test("name-variant|house-word|plugin")) | .message]' '[]'
cat >>"$folder/index.fr.md" <<'END'

Les officiels de l’Union Européenne sont à Baku.
END
run marbre check ordinaire --as publish --format json
json '[.findings[] | select(.rule | test("name-variant|house-word")) | [.severity, .fix != []]]' \
    '[["note",false],["error",true],["error",true]]'

finish
