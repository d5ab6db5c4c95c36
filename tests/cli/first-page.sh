#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# From an empty terminal to the first published article, by what the program says and nothing else:
# each command is one that stood on the screen before it, whole, with its options.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# next WORDS…: the last command on the screen that has these words, whole; where it has words in
# capitals, somebody's own take their place.
next() {
    local line word found=
    while IFS= read -r line; do
        line=$(sed -nE '/`/d; s/^(.*[ :])?((marbre|git|cd) .*|marbre)$/\2/p' <<<"$line")
        for word in "$@"; do
            [[ "$line" == *"$word"* ]] || line=
        done
        [ -z "$line" ] || found=$line
    done <<<"$screen"
    if [ -z "$found" ]; then
        point 1 "$lang: the screen says: $*" "it says:" "$screen"
        return
    fi
    found=${found//YOU@EXAMPLE.ORG/lea@gazette.example}
    found=${found//VOUS@EXEMPLE.ORG/lea@gazette.example}
    found=${found//TITLE/The market reopens}
    found=${found//TITRE/Le marché rouvre}
    commands=$((commands + 1))
    code=0
    eval "$found" >"$work/out" 2>"$work/err" </dev/null || code=$?
    last=$found
    screen+=$'\n'$(cat "$work/out" "$work/err")
    is "$lang: $found" "$expected" "$code"
    expected=0
}

# said ENGLISH FRENCH: what a command is called on this screen.
said() {
    [ "$lang" = fr ] && echo "$2" || echo "$1"
}

# What somebody writes, in the file that the screen names: neither a claim nor a picture.
write_article() {
    local file
    file=$(grep -o "articles/[^ ]*/index\.[a-z]*\.md" <<<"$screen" | tail -1)
    cat "$work/text.$lang" >>"$file"
}

cat >"$work/text.fr" <<'TEXT'

La halle du marché rouvre samedi matin, un an après sa fermeture. Le toit est refait, les étals sont
plus larges et une fontaine coule de nouveau au milieu de la place. Les marchands reprennent leurs
habitudes, chacun à sa place d’autrefois, et les habitants du quartier retrouvent leur chemin.

La mairie ouvre les portes à huit heures. Un orchestre de la ville joue sous la verrière, et les
enfants des écoles y montrent leurs dessins. Le marché se tient ensuite tous les samedis, comme avant
les travaux, de huit heures à midi. Les vélos y entrent, les voitures restent dehors.
TEXT
cat >"$work/text.en" <<'TEXT'

The market hall reopens on Saturday morning, a year after it was closed. The roof is new, the stalls
are wider and a fountain runs again in the middle of the square. The merchants take up their habits,
each in the place of old, and the people of the quarter find their way back to the hall.

The town opens the doors at eight. An orchestra plays below the glass roof, and children from the
schools show their drawings there. The market is then held every Saturday, as it was before the work
began, from eight until noon. Bicycles may enter, and cars stay outside.
TEXT

for lang in en fr; do
    cd "$work" || exit 1
    rm -rf gazette "$home/.gitconfig"
    export LANGUAGE=$lang LC_ALL=C.UTF-8
    screen=marbre
    commands=0
    expected=0
    next marbre
    expected=2
    next "$(said init ouvrir)" gazette --solo
    next git config --global user.email
    next "$(said init ouvrir)" gazette --solo
    next cd gazette
    next "$(said new nouveau)" --title
    write_article
    next "$(said advance transmettre)"
    next "$(said approve viser)"
    next "$(said advance transmettre)"
    next "$(said publish publier)"
    contains "$lang: the article is published" "index.html" "$(git ls-tree -r --name-only published)"
    [ "$commands" -le 12 ]
    point $? "$lang: $commands commands are 12 at most"
done
finish
