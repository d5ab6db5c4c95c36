#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Bad names and bad kinds of files. Numbers are rows of the table of bad inputs.
. "$(dirname "$0")/lib.sh"
newsroom
as hugo
no="can't name an article"

slug() {
    row "$1" "slug ${2@Q}" 2 "$no" marbre new --title T -- "$2"
}
for name in ../../etc/passwd /etc/passwd a/../../b ..%2f.. %2e%2e/; do slug 1 "$name"; done
for name in '' . .. "$(printf 'a%.0s' {1..300})" a. 'a '; do slug 2 "$name"; done
for name in .git .GIT 'git~1' $'.g\u200cit' .gitmodules .gitattributes marbre.yaml people.yaml state.yaml; do slug 3 "$name"; done
for name in con nul.md NUL a:b 'a\b' -rf 'a*b' aux com1; do slug 4 "$name"; done
for name in $'a\nb' $'a\tb' $'a\x01b' $'a\x7fb' $'\x1b[31ma'; do slug 5 "$name"; done
slug 6 $'e\u0301te'
slug 6 $'\u00e9te'
slug 6 News
for name in $'a\u202eb' $'a\u200bb' $'\u0430rticle' $'\ufeffa'; do slug 7 "$name"; done
row 1 "import too" 2 "$no" marbre import "$examples/wire/sarnovie.fr.txt" --slug ../../x
row 1 "an article by a path that leads out" 2 "no article" marbre show ../../../etc/passwd
row 1 "an article by an absolute path" 2 "no article" marbre advance /etc/passwd
row 5 "an article by a name with a control" 2 "no article" marbre show $'a\x1b[31mb\nc'

# Twins of one name.
mkdir $published/Marche-couvert && cp $market/index.fr.md $published/Marche-couvert/
row 6 "a twin in capitals" 1 "Marche-couvert" marbre check --all --as draft
rm -r $published/Marche-couvert
mkdir $published/$'e\u0301te' && cp $market/index.fr.md $published/$'e\u0301te'/
row 6 "a folder that is not ASCII" 1 "forbidden-path" marbre check --all --as draft
rm -r $published/$'e\u0301te'

# Links are never followed.
echo "SECRET: words of somebody else" >"$work/secret"
mkdir "$work/outside" && printf -- '---\ntitle: SECRET\n---\n\nSECRET\n' >"$work/outside/index.fr.md"
rm $library/index.fr.md && ln -s "$work/secret" $library/index.fr.md
row 8 "a text that is a link" 1 "link" marbre check bibliotheque
lacks "row 8: it is never read" SECRET "$out$err"
row 8 "which can't be saved" 1 "index.fr.md" marbre save bibliotheque
row 8 "nor moved" 1 "" marbre advance bibliotheque
row 8 "nor shown" 0 "link" marbre show bibliotheque
lacks "row 8: it is never read" SECRET "$out$err"
git add -A && git commit -q -m "Lien"
git clone -q --bare . "$work/link.git"
row 8 "in a commit" 1 "link" marbre -C "$work/link.git" check bibliotheque
git reset -q --hard HEAD^
ln -s "$work/secret" $library/claims.yaml
row 8 "a ledger that is a link" 1 "claims.yaml" marbre check bibliotheque
rm $library/claims.yaml
ln -s /etc/passwd $library/photo.jpg
row 8 "a picture that is a link" 1 "photo.jpg" marbre check bibliotheque
rm $library/photo.jpg
ln -s "$work/outside" $published/dehors
row 9 "a folder that is a link is no article" 2 "no article" marbre check dehors
row 9 "by its path" 2 "no article" marbre show $published/dehors
row 9 "nor among all" 0 "" marbre check --all --format json
lacks "row 9: it is never read" SECRET "$out$err"
rm $published/dehors
mv $published "$work/moved" && ln -s "$work/moved" $published
run marbre check --all --as publish
is "row 9: a month that is a link" "0 0" "$code $(find "$work/moved" -name state.yaml | wc -l)"
run marbre advance bibliotheque
is "row 9: nothing is written through it" "" "$(cd "$work/moved" && find . -newer "$work/out" -type f)"
rm $published && mv "$work/moved" $published
git checkout -q -- .

# What is no plain file.
rm $library/index.fr.md && mkfifo $library/index.fr.md
row 10 "a text that is a pipe" 1 "no plain file" marbre check bibliotheque
rm $library/index.fr.md && mkdir $library/index.fr.md
row 10 "a text that is a folder" 2 "" marbre check bibliotheque
rmdir $library/index.fr.md
python3 -c "import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1])" $library/index.fr.md
row 10 "a text that is a socket" 1 "no plain file" marbre check bibliotheque
rm -f $library/index.fr.md
if mknod $library/index.fr.md c 1 5 2>/dev/null; then
    row 10 "a text that is a device" 1 "no plain file" marbre check bibliotheque
else
    skip "row 10: a text that is a device" "only root makes devices"
fi
rm -f $library/index.fr.md
git checkout -q -- .
mkfifo $library/photo.jpg
row 10 "a picture that is a pipe" 1 "photo.jpg" marbre check bibliotheque
rm $library/photo.jpg
mkdir $library/sous && echo x >$library/sous/x
row 10 "a folder in an article" 1 "sous" marbre check bibliotheque
rm -r $library/sous
rm $dam/index.fr.md && mkfifo $dam/index.fr.md
row 10 "a text that is a pipe beside others" 1 "no plain file" marbre check digue-nord
rm $dam/index.fr.md && git checkout -q -- .
rm $dam/claims.yaml && mkfifo $dam/claims.yaml
row 10 "a ledger that is a pipe" 1 "claims.yaml" marbre check digue-nord
rm $dam/claims.yaml && git checkout -q -- .

git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),$library/sub"
git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),$published/module"
git commit -q -m "Sous-module"
git clone -q --bare . "$work/module.git"
row 11 "a submodule in an article" 1 "another repository" marbre -C "$work/module.git" check --all --as draft
git reset -q --hard HEAD^

chmod +x $library/index.fr.md
row 12 "a text marked as executable" 1 "chmod -x" marbre check bibliotheque
chmod -x $library/index.fr.md
for name in 'mon image.jpg' 'é.jpg' $'a\nb.jpg' $'\x1b[31m.jpg' '-rf.jpg' '.cachée' 'a:b.jpg'; do
    printf x >"$library/$name"
    case $name in
    .*) row 4 "scratch of an editor is no part of it: ${name@Q}" 1 "placeholder" marbre check bibliotheque ;;
    *) row 4 "a medium named ${name@Q}" 1 "forbidden-path" marbre check bibliotheque ;;
    esac
    rm "$library/$name"
done

# A repository in an odd place.
for name in 'a:b' 'a"b' $'a\nb' $'a\xffb' "$(printf 'x/%.0s' {1..120})"; do
    mkdir -p "$work/odd"
    dir=$work/odd/$name
    mkdir -p "$dir" && cp -r . "$dir/n"
    run marbre -C "$dir/n" check marche-couvert
    is "row 51: a repository in ${name@Q}" "0" "$code"
    run marbre -C "$dir/n" advance marche-couvert
    is "row 51: and it moves" "0" "$code"
    rm -rf "$work/odd"
done
finish
