# SPDX-License-Identifier: LGPL-2.1-or-later
"""Everything that is published is valid, whole, light and the same twice: formats.py"""
import os
import pathlib
import shutil
import tempfile

import judges
import rooms
from pages import Site
from room import SITE, Room
from tap import Report, skip_all

# What a site of each format holds, and who judges it.
KINDS = {
    "html": ("pages and style sheets", (".html", ".css"), judges.html),
    "atom": ("Atom feeds", ("atom.xml",), judges.atom),
    "rss": ("RSS feeds", ("rss.xml",), judges.rss),
    "json-feed": ("JSON Feeds", ("feed.json",), judges.json_feed),
    "sitemap-news": ("news sitemap", ("sitemap-news.xml",), judges.sitemap),
    "ninjs": ("ninjs 2.2", ("ninjs.json",), judges.ninjs),
    "newsml": ("NewsML-G2 2.35", ("newsml.xml",), judges.newsml),
}


def judge(say, what, judging, files):
    try:
        say.none(what, judging(files))
    except judges.Unavailable as why:
        say.skip(what, str(why))


def judge_formats(say, name, site, formats):
    for kind in formats:
        if kind not in KINDS:
            continue
        what, ends, judging = KINDS[kind]
        files = [file for file in site.files if file.name.endswith(ends)]
        say.none(f"{name}: there are {what}", [] if files else ["none"])
        judge(say, f"{name}: {what} are valid", judging, files)
    judge(say, f"{name}: JSON-LD has only names of schema.org", judges.linked_data, site.pages())


def judge_site(say, name, site, formats):
    judge_formats(say, name, site, formats)
    say.none(f"{name}: links and pictures of pages lead somewhere", site.dead_links())
    say.none(f"{name}: so do addresses in feeds", site.dead_addresses())
    say.none(f"{name}: no page is over 30 kB with its style", site.heavy())
    say.none(f"{name}: nothing runs in pages", site.active())
    say.none(f"{name}: nothing in what feeds carry", site.active_in_feeds())


def same_files(one, other):
    """Names of files that differ between two folders."""
    def read(folder):
        return {str(file.relative_to(folder)): file.read_bytes()
                for file in pathlib.Path(folder).rglob("*")
                if file.is_file() and not file.name.startswith(".")}
    mine, theirs = read(one), read(other)
    return sorted(name for name in mine.keys() | theirs.keys()
                  if mine.get(name) != theirs.get(name))


def judge_bytes(say, room, site, work, root):
    """The same from scratch, elsewhere, at another hour, in another language of the machine."""
    tree = room.tree()
    room.forget()
    room.clock("2031-12-31T23:59:59-11:00")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"}
    room.run(room.program, "publish", **elsewhere)
    say.same("rendered from scratch, the site has the same bytes", tree, room.tree())
    again = room.export(work / "again")
    say.none("and gives the same files", same_files(site, again))
    bare = Room(work / "bare.git", root)
    room.git("clone", "-q", "--bare", ".", str(bare.folder))
    bare.git("update-ref", "-d", "refs/heads/published")
    bare.marbre("publish")
    say.same("in a bare repository too", tree, bare.tree())


def judge_other_ninjs(say, work, root):
    room = rooms.of_many(work / "other", root, ("ninjs",), ', ninjs: "3.1"')
    judge(say, "ninjs 3.1 by option is valid", judges.ninjs_3,
          Site(room.export(work / "other-site"), SITE).of("ninjs.json"))


def main():
    root = os.environ.get("MARBRE_ROOT") or skip_all("MARBRE_ROOT does not say where marbre is")
    work = pathlib.Path(tempfile.mkdtemp(prefix="marbre-site."))
    with Report() as say:
        example = rooms.of_example(work / "example", root)
        judge_site(say, "example", Site(example.export(work / "example-site"), SITE),
                   example.formats)
        many = rooms.of_many(work / "many", root)
        if many is None:
            say.skip("200 articles", "MARBRE_SHARED does not say where the generator is")
        else:
            site = many.export(work / "many-site")
            judge_site(say, "200 articles", Site(site, SITE), many.formats)
            judge_bytes(say, many, site, work, root)
            if "ninjs" in many.formats:
                judge_other_ninjs(say, work, root)
        if say.failures:
            print("# kept:", work)
        else:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
