#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Publication at its hour, and the end of it: what a timer does while nobody is there.
. "$(dirname "$0")/lib.sh"
newsroom
at=2026-03-20T06:00:00+01:00

# written NAME…: saved, and all the way to the last stage, on 18 March.
written() {
    clock 2026-03-18T12:00:00+01:00
    as hugo && marbre save >/dev/null
    ready "$@"
    as marc
}

# --- a schedule is kept by everyone, and by nobody who says --now --------------------------------

article matin "publish-at: $at"
article midi "publish-at: 2026-03-20T12:00:00+01:00" "embargo: 2026-03-20T13:00:00+01:00"
article jour "publish-at: 2026-03-20"
article tout "publish-at: 2026-04-01"
article retard "publish-at: $at"
article libre "fonds: halles"
written matin midi jour tout libre
as hugo
status 0 marbre advance retard
as marc
remember
for door in "publish matin" "advance matin" "publish libre matin"; do
    # shellcheck disable=SC2086
    status 1 marbre $door --format json
    contains "the schedule is kept: $door" '"rule": "marbre/scheduled"' "$out"
done
contains "and how not to wait for it" '"command": "marbre publish matin --now"' "$out"
as hugo
status 1 marbre publish matin --now
contains "it takes who may publish" "One of these roles is needed to publish it" "$out"
as marc
for wrong in "publish --now" "publish --due --status" "publish --due matin" "publish --status matin" \
    "publish --status --to $work/x"; do
    # shellcheck disable=SC2086
    status 2 marbre $wrong
done
unchanged
status 1 marbre --at 2026-03-19T12:00:00+01:00 publish midi --now
contains "an embargo is waited for in any case" "under embargo until 20 March 2026, 13:00" "$out"
lacks "the schedule is not" "is to be published on" "$out"
status 0 marbre publish tout --now
is "the record keeps what was not waited for" "2026-04-01T00:00:00+02:00" \
    "$(git log -1 --format='%(trailers:key=Marbre-Ahead,valueonly)' HEAD | head -1)"

# --- the list, an article, and the whole ---------------------------------------------------------

status 0 marbre --at 2026-03-19T12:00:00+01:00 list
contains "the list has the hour" "(scheduled for 20 March 2026, 06:00)" "$out"
contains "and an embargo's" "(under embargo until 20 March 2026, 13:00, scheduled for 20 March 2026, 12:00)" "$out"
status 0 marbre --at 2026-03-19T12:00:00+01:00 show matin --format json
json '[.embargo,.publish_at,.unpublish_at]' "[null,\"$at\",null]"
status 0 marbre --at 2026-03-19T12:00:00+01:00 list --due
lacks "nothing is due yet" "Halle" "$out"
status 0 marbre --at 2026-03-20T07:00:00+01:00 list --due --format json
json '[.articles[]|[.path,.due]]' "[[\"$published/jour\",true],[\"$published/matin\",true],[\"$published/retard\",true]]"
status 0 marbre --at 2026-03-19T12:00:00+01:00 publish --status
contains "what is online" "1 article is online." "$out"
contains "what is ahead" "  20 March 2026, 06:00  “Halle matin”  (Ready to publish)" "$out"
status 0 marbre --at 2026-03-20T07:00:00+01:00 publish --status --format json
json '[[.due[]|.title],[.missed[]|[.title,.stage]],[.scheduled[]|[.title,.at]],[.embargoed[]|.title],.lags]' \
    '[["Halle jour","Halle matin"],[["Halle retard","fact-check"]],[["Halle midi","2026-03-20T13:00:00+01:00"]],["Halle midi"],[]]'
status 0 marbre --ui-lang fr --at 2026-03-19T12:00:00+01:00 publier --status
contains "in French" "Programmé
  20 mars 2026, 00:00  « Halle jour »" "${out//$'\u00a0'/ }"

# --- what is due ---------------------------------------------------------------------------------

clock 2026-03-19T23:59:59+01:00
status 0 marbre publish --due
is "nothing is due, nothing is said" "" "$out$err"
status 0 marbre publish --due --format json
json . '{"version":1,"due":[]}'
as nobody
status 0 marbre publish --due
is "and nobody need be known for it" "" "$out$err"
as marc
clock 2026-03-20T05:59:59+01:00
remember
status 0 marbre publish --due --dry-run
contains "a day begins at midnight" "Halle jour”: nothing stands in the way" "$out"
unchanged "a dry run publishes nothing"
status 0 marbre publish --due
is "one thing was due" "published publish" "$(stage jour) $(stage matin)"
clock $at
as nobody
status 1 marbre publish --due
contains "somebody must be known now" "marbre/unknown-person" "$err"
as marc
status 0 marbre publish --due --to "$work/site"
contains "at its hour it is published" "Halle matin” is published" "$out"
is "with the files for the web server" yes "$([ -f "$work/site/2026/03/matin/index.html" ] && echo yes)"
rm -r "$work/site"
status 0 marbre publish --due --to "$work/site"
is "which are not written again for nothing" "" "$(ls -d "$work/site" 2>/dev/null)"
clock 2026-03-20T12:59:59+01:00
status 0 marbre publish --due
is "publish-at does not go before an embargo" publish "$(stage midi)"
clock 2026-03-20T13:00:00+01:00
status 0 marbre publish --due
is "both have passed" published "$(stage midi)"

# --- one that can't stops no other ---------------------------------------------------------------

article bon "publish-at: 2026-03-21"
article change "publish-at: 2026-03-21"
article ouvert "publish-at: 2026-03-21"
written bon change ouvert
# Another one would stand at the same address: no site has both.
twin=articles/2026/04/bon
mkdir -p articles/2026/04 && cp -r $published/bon $twin && rm $twin/state.yaml
text $twin/index.fr.md "Halle bon" "Halle sosie"
for name in hugo ines lea paul; do
    as $name
    [ $name = hugo ] && marbre save $twin >/dev/null
    if [ $name = ines ]; then marbre approve $twin >/dev/null; else marbre advance $twin >/dev/null; fi
done
as hugo
text $published/change/index.fr.md "soixantaine" "centaine"
status 0 marbre save change
text $published/ouvert/index.fr.md "soixantaine" "centaine"
clock 2026-03-21T00:00:00+01:00
as marc
status 1 marbre publish --due --format json
json '[.due[]|[.title,.allowed,[.obstacles[]|.rule]]]' \
    '[["Halle bon",true,[]],["Halle change",false,["marbre/approval-void"]],["Halle ouvert",false,["marbre/approval-void","marbre/unsaved"]],["Halle sosie",false,[]]]'
json '[.due[]|(.error//"")|split(":")[0]//""]' '["","","","marbre/duplicate-slug"]'
contains "words that nobody has saved hold it back" "marbre save ouvert" "$out"
contains "and stay in the file" "centaine" "$(cat $published/ouvert/index.fr.md)"
is "the rest is published" "published publish publish" "$(stage bon) $(stage change) $(stage ouvert)"
status 1 marbre publish --due
contains "it is said again, in words" "Halle change” is due since 21 March 2026, 00:00 and could not be published" "$out"
contains "with who can clear it" "Can approve:" "$out"
git checkout -q -- $published/ouvert
as ines && marbre approve change >/dev/null
as marc
rm -r $twin && git rm -rq --cached $twin && git commit -qm "Un seul"
status 0 marbre publish --due
is "cleared, they go" "published published" "$(stage change) $(stage ouvert)"

# A correction does not go by an hour that was served already.
clock 2026-03-22T09:00:00+01:00
status 0 marbre correct bon --kind update --note "Complété"
is "it is at the last stage" publish "$(stage bon)"
status 0 marbre publish --due
is "and waits for a person" "publish" "$(stage bon)"
status 0 marbre publish bon

# --- the end of time online ----------------------------------------------------------------------

article fin "unpublish-at: 2026-03-25" "publish-at: 2026-03-22"
article court "unpublish-at: 2026-03-23T10:00:00+01:00"
written fin court
clock 2026-03-22T10:00:00+01:00
status 0 marbre publish court
status 0 marbre publish --due
status 0 marbre --at 2026-03-22T12:00:00+01:00 publish --status --format json
json '[.ending[]|[.title,.at]]' '[["Halle court","2026-03-23T10:00:00+01:00"],["Halle fin","2026-03-26T00:00:00+01:00"]]'
clock 2026-03-23T09:59:59+01:00
status 0 marbre publish --due
is "not before its end" published "$(stage court)"
clock 2026-03-23T10:00:00+01:00
as hugo
status 1 marbre publish --due --format json
json '[.due[]|[.transition,.allowed,[.obstacles[]|.rule]]]' '[["unpublish",false,["marbre/role-missing"]]]'
as marc
mkdir "$work/broken"
printf 'no library' >"$work/broken/publish.so"
status 0 marbre --plugin-dir "$work/broken" publish --due --format json
json '[.due[]|[.title,.transition,.due,.allowed,(.trouble|length>0)]]' \
    '[["Halle court","unpublish","2026-03-23T10:00:00+01:00",true,true]]'
contains "no plugin holds it up" "plus en ligne depuis le 23" "$(git show published:2026/03/court/index.html)"
contains "what is left to do is told" "marbre publish" "$err"
is "nothing names it already" "" "$(git grep -l "Halle court" published)"
status 0 marbre publish
contains "the record says why" "retracted: {kind: ended, note: {fr: \"Cet article n’est plus en ligne depuis le 23 mars 2026.\"}, by: marc" \
    "$(tr '\302\240' '  ' <$published/court/state.yaml | sed 's/  */ /g')"
is "the commit too" "unpublish" "$(git log -1 --format='%(trailers:key=Marbre-Transition,valueonly)' | head -1)"
page=$(git show published:2026/03/court/index.html)
contains "its page says so" "plus en ligne depuis le 23" "$page"
lacks "and nothing else of it" "Camille Sorel" "$page"
lacks "nobody calls that a retraction" "etiré" "$page"
is "it is out of lists and feeds" "" "$(git grep -l "Halle court" published -- '*.xml' '*.json' index.html)"
is "and its words are here" "1" "$(grep -c "Halle court" $published/court/index.fr.md)"
status 0 marbre show court
contains "show tells" "no longer online" "$out"
status 0 marbre history court
contains "history tells" "took it offline" "$out"
status 0 marbre publish --due
is "once is enough" "" "$out$err"
tree=$(git rev-parse 'published^{tree}')
git update-ref -d refs/heads/published
rm -rf .git/marbre/site
status 0 marbre publish
is "rendered anew, it stays away" "$tree" "$(git rev-parse 'published^{tree}')"

# It may be given more time, unlike what was retracted.
for door in "publish court" "correct court --kind update --note x" "retract court --note x -m y"; do
    # shellcheck disable=SC2086
    status 1 marbre $door
    contains "it is offline" "stays as it is: Offline." "$out"
    contains "why, and how it comes back" "It is no longer online, for its time had ended." "$out"
    contains "with what to type" "marbre restore court" "$out"
done
status 0 marbre restore court
status 1 marbre publish court
contains "not without another end" "Its time online ended on 23 March 2026, 10:00" "$out"
text $published/court/index.fr.md "unpublish-at: 2026-03-23T10:00:00+01:00" "unpublish-at: 2026-04-30"
lacks "the page stays away until then" "Camille Sorel" "$(git show published:2026/03/court/index.html)"
status 0 marbre publish court
contains "it is back" "Camille Sorel" "$(git show published:2026/03/court/index.html)"
is "a second revision" "revision: 2" "$(grep -o "revision: 2" $published/court/state.yaml)"
lacks "and no trace of its end" "retracted" "$(cat $published/court/state.yaml)"

# What readers were promised counts, not what somebody has written since.
clock 2026-03-25T09:00:00+01:00
status 0 marbre correct fin --kind update --note "Prolongé"
text $published/fin/index.fr.md "unpublish-at: 2026-03-25" "unpublish-at: 2026-06-30"
status 0 marbre save fin
clock 2026-03-26T00:00:00+01:00
status 0 marbre publish --due
contains "its time ends as published" "Halle fin” is no longer online" "$out"
article passe "unpublish-at: 2026-03-19"
written passe
clock 2026-03-26T09:00:00+01:00
status 1 marbre publish passe
contains "what is over is not published first" "marbre/scheduled" "$(marbre publish passe --format json)"

# --- the very line of the crontab, and the units -------------------------------------------------

example=$examples/schedule
article cron "publish-at: 2026-03-27"
written cron
git clone -q --bare . "$work/cron.git"
git -C "$work/cron.git" fetch -q "$PWD" published:published
line=$(grep -v '^#' "$example/crontab" | tail -1)
is "five fields and a command" "* * * * *" "$(cut -d' ' -f1-5 <<<"$line")"
is "which is the unit's" "$(cut -d' ' -f6- <<<"$line")" "$(sed -n 's/^ExecStart=//p' "$example/marbre-publish.service")"
command=$(cut -d' ' -f6- <<<"$line" | sed "s#/usr/local/bin/marbre#marbre#; s#/srv/newsroom#$work/cron.git#; s#/srv/www/gazette#$work/gazette#")
name=$(sed -n 's/^GIT_AUTHOR_EMAIL=//p' "$example/crontab")
is "the unit has the same name" "$name" "$(sed -n 's/^Environment=GIT_AUTHOR_EMAIL=//p' "$example/marbre-publish.service")"
clock 2026-03-27T06:00:00+01:00
export GIT_AUTHOR_EMAIL=$name GIT_AUTHOR_NAME=Horloge
unset GIT_COMMITTER_EMAIL GIT_COMMITTER_NAME
status 1 sh -c "$command"
contains "the clock needs a name" "marbre/unknown-person" "$err"
as marc
git clone -q "$work/cron.git" "$work/admin"
(
    cd "$work/admin" || exit 1
    as marc
    eval "$(sed -n 's/^ *\(marbre people add horloge .*\)/\1/p' "$example/README.md")" >/dev/null
    approvals=$(sed -n 's/^.*says `\(approvals: {.*}\)`.*/\1/p' "$example/README.md")
    sed -i "/- id: publish/,/checks:/s/^    roles: .*/&\n    $approvals/" workflows/newsroom.yaml
    git commit -qam "Bon à publier" && marbre approve cron >/dev/null && git push -q origin HEAD:main
)
export GIT_AUTHOR_EMAIL=$name GIT_AUTHOR_NAME=Horloge
unset GIT_COMMITTER_EMAIL GIT_COMMITTER_NAME
status 0 sh -c "$command"
contains "the crontab's line publishes" "Halle cron” is published" "$out"
is "for the web server" yes "$([ -f "$work/gazette/2026/03/cron/index.html" ] && echo yes)"
is "under its own name" "horloge" "$(git -C "$work/cron.git" log -1 --format='%(trailers:key=Marbre-Actor,valueonly)' main | head -1)"
status 0 sh -c "$command"
is "and then says nothing" "" "$out$err"
if command -v systemd-analyze >/dev/null; then
    sed "s#^ExecStart=[^ ]*#ExecStart=$(command -v marbre)#" "$example/marbre-publish.service" >"$work/marbre-publish.service"
    cp "$example/marbre-publish.timer" "$work/"
    status 0 systemd-analyze verify --man=no "$work/marbre-publish.service" "$work/marbre-publish.timer"
    is "systemd has nothing to say" "" "$out$err"
else
    skip "systemd reads the units" "systemd-analyze is not installed"
fi
for unit in service timer; do
    python3 - "$example/marbre-publish.$unit" <<'PYTHON'
import configparser, sys
parser = configparser.ConfigParser(strict=False, interpolation=None)
parser.optionxform = str
assert parser.read(sys.argv[1]) and 'Unit' in parser.sections()
PYTHON
    is "the $unit has sections and keys" 0 "$?"
done
finish
