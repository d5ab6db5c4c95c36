# SPDX-License-Identifier: LGPL-2.1-or-later
"""What somebody hostile writes into an article comes out inert in every format: hostile.py"""
import json
import os
import pathlib
import re
import shutil
import tempfile
import xml.etree.ElementTree as tree

import yaml

import judges
from attacks import BODIES, EVIL, FRAGMENTS, SCRIPT, WORDS
from browser import look
from formats import KINDS
from pages import Page, Site, carried
from room import SITE, Failed, Room
from tap import Report, skip_all

MONTH = "articles/2026/03/"
BODY = re.compile(r'<div class="text">(.*?)</div>\n', re.S)
NAMES_OF_FILES = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*")


def quoted(text):
    """As YAML: JSON's strings are YAML's, but for what YAML holds to be line ends."""
    return json.dumps(text)


def article(words):
    """Every key that a page, a feed or a record shows says the same hostile words."""
    word = quoted(words)
    picture = ", ".join(f"{key}: {word}" for key in ("caption", "alt", "credit", "rights",
                                                     "photographer", "agency", "licence"))
    return (f"---\ntitle: {word}\nslug: {word}\nstandfirst: {word}\nsection: {word}\n"
            f"author: [{word}, {word}]\ntranslator: {word}\noutlet: {word}\ndateline: {word}\n"
            f"tags: [{word}]\nkeywords: [{word}]\nsource-lang: {word}\nsource: {word}\n"
            f"source-url: {quoted('javascript:' + words)}\ndate: 2026-03-17\n"
            f"images:\n  - {{file: own.jpg, {picture}}}\n  - {{file: {word}}}\n"
            f"  - {quoted(EVIL + 'a.jpg')}\n  - ../b-0/own.jpg\n---\n\nTexte.\n")


def found(folder, root):
    room = Room(folder, root)
    for number, (_, body, _) in enumerate(BODIES):
        room.write(f"{MONTH}b-{number}/index.fr.md",
                   f'---\ntitle: "Essai {number}"\ndate: 2026-03-17\nauthor: A\n---\n\n{body}')
        room.write(f"{MONTH}b-{number}/own.jpg", b"x")
    for number, words in enumerate(WORDS):
        room.write(f"{MONTH}w-{number}/index.fr.md", article(words))
        room.write(f"{MONTH}w-{number}/own.jpg", b"x")
    room.found(name=quoted(f"</title>{SCRIPT}"))
    return room


def publish(room):
    """All of it, a correction of each with hostile words as its note, and one retraction."""
    articles = room.articles()
    room.marbre("publish", *articles)
    room.clock("2026-03-19T08:00:00+01:00")
    for number, words in enumerate(WORDS):
        name = f"w-{number}"
        file = room.folder / MONTH / name / "index.fr.md"
        file.write_text(file.read_text() + "\nEncore.\n")
        room.marbre("correct", name, "--kind", "correction", f"--note-fr={words}", "--note-en=x",
                    status=None)
        room.marbre("save", name, status=None)
    room.marbre("publish", *(f"w-{number}" for number in range(len(WORDS))), status=None)
    room.marbre("retract", "b-0", f"--note-fr={WORDS[0]}", "-m", SCRIPT)


# --- words come back as they were written --------------------------------------------------------


def linked(page):
    return json.loads(judges.LINKED.search(page).group(1))


def words_of_page(text):
    """What a reader and a search engine take from a page."""
    data = linked(text)
    picture = data["image"][0]
    properties = {attributes.get("property"): attributes.get("content")
                  for tag, attributes in Page(text).tags if tag == "meta"}
    heading = Page(re.search(r"<h1>(.*?)</h1>", text, re.S).group(1))
    return ["".join(heading.words), properties["og:title"], properties["og:description"],
            properties["article:section"], properties["article:author"], data["headline"],
            data["description"], data["articleSection"], data["dateline"],
            *(one["name"] for one in data["author"] + data["translator"]), picture["caption"],
            picture["creditText"], picture["copyrightNotice"]]


ATOM = "{http://www.w3.org/2005/Atom}"


def words_of_atom(folder):
    feed = tree.parse(folder / "atom.xml").getroot()
    for entry in feed.findall(ATOM + "entry"):
        place = entry.find(ATOM + "link").get("href")
        if "/w-" in place:
            yield place, [entry.findtext(ATOM + "title"), entry.findtext(ATOM + "summary"),
                          entry.find(ATOM + "category").get("term"),
                          *(name.text for name in entry.iter(ATOM + "name"))]


def words_of_feeds(folder):
    """Titles as RSS and JSON Feed give them."""
    for item in tree.parse(folder / "rss.xml").iter("item"):
        if "/w-" in item.findtext("link"):
            yield item.findtext("link"), item.findtext("title")
    for item in json.loads((folder / "feed.json").read_text())["items"]:
        if "/w-" in item["url"]:
            yield item["url"], item["title"]


def words_of_records(folder):
    """Headlines as ninjs and NewsML-G2 give them, and the title of the Markdown copy."""
    record = json.loads((folder / "ninjs.json").read_text())
    yield from (one["value"] for one in record["headlines"])
    for element in tree.parse(folder / "newsml.xml").iter():
        if element.tag.endswith("}headline"):
            yield element.text
    text = (folder / "index.md").read_text()
    yield yaml.safe_load(re.match(r"---\n(.*?\n)---\n", text, re.S).group(1))["title"]


def number_of(place):
    return int(re.search(r"/w-(\d+)/", place).group(1))


def judge_words(say, site):
    for number, words in enumerate(WORDS):
        text = (site.folder / f"2026/03/w-{number}/index.html").read_text()
        wrong = [one for one in words_of_page(text) if one != words]
        say.none(f"words come back from a page: {words}", wrong)
        say.same("and no licence that is no address", None,
                 linked(text)["image"][0].get("license"))
    wrong = [(place, one) for place, all_of in words_of_atom(site.folder) for one in all_of
             if one != WORDS[number_of(place)]]
    say.none("words come back from the feed", wrong)
    found = list(words_of_feeds(site.folder))
    say.none("titles from RSS and JSON Feed", [(place, one) for place, one in found
                                               if one != WORDS[number_of(place)]])
    say.none("which have some", [] if found else ["none"])
    for number, words in enumerate(WORDS):
        given = list(words_of_records(site.folder / f"2026/03/w-{number}"))
        say.same(f"and from records: {words}", [words] * max(3, len(given)), given)


def plain(body):
    """Without what the theme alone decides: classes of figures, blanks in captions."""
    return re.sub(r"\s*</figcaption>", "</figcaption>", re.sub("<figure[^>]*>", "<figure>", body))


def judge_bodies(say, site):
    for number, (what, _, expected) in enumerate(BODIES):
        if number == 0:
            continue  # was retracted
        text = (site.folder / f"2026/03/b-{number}/index.html").read_text()
        say.same(f"{what}: is inert", expected, plain(BODY.search(text).group(1).strip()) + "\n")


# --- what is refused -----------------------------------------------------------------------------

PLAIN = "---\ntitle: Essai\ndate: 2026-03-17\n---\n\nTexte.\n"
REFUSED = {
    "a folder's name with spaces": (MONTH + "a b/index.fr.md", PLAIN, None),
    "a folder's name with tags": (MONTH + "<b>/index.fr.md", PLAIN, None),
    "a NUL in the front matter": (MONTH + "c/index.fr.md",
                                  PLAIN.replace("Essai", '"Essai\\0"'), None),
    "a NUL in the text": (MONTH + "d/index.fr.md", PLAIN.replace("Texte", "Tex\0te"), None),
    "a page among the pictures": (MONTH + "e/index.fr.md", PLAIN, MONTH + "e/page.html"),
    "a drawing that can run": (MONTH + "f/index.fr.md", PLAIN, MONTH + "f/a.svg"),
    "a picture's name with a handler": (MONTH + "g/index.fr.md", PLAIN,
                                        MONTH + 'g/x" onerror="hit=1.jpg'),
    "the page itself": (MONTH + "h/index.fr.md", PLAIN, MONTH + "h/index.html"),
}


def judge_refused(say, room):
    before = room.tree()
    for what, (path, text, beside) in REFUSED.items():
        room.write(path, text)
        if beside:
            room.write(beside, SCRIPT)
        try:
            room.marbre("publish", os.path.dirname(path), status=1)
            said = []
        except Failed as fault:
            said = [fault]
        say.none(f"{what} is refused", said)
    say.same("and nothing of it was published", before, room.tree())


def judge_fragments(say, work, root):
    """A theme that would run something makes no page at all."""
    room = Room(work / "theme", root)
    room.write(MONTH + "a/index.fr.md", PLAIN)
    room.found()
    room.marbre("publish", MONTH + "a")
    for number, (name, text) in enumerate(FRAGMENTS):
        room.write("theme/" + name, text)
        room.git("add", "-A")
        room.git("commit", "-q", "-m", f"{number}")
        room.forget()
        said = room.marbre("publish", status=None)
        there = room.git("for-each-ref", "refs/heads/published")
        say.none(f"a theme is refused: {text}", [f"{there} {said}"] if there else [])
        room.run("rm", "-r", "theme")
    room.git("commit", "-qam", "Sans thème")
    room.marbre("publish")
    say.none("without it, there are pages again",
             [] if room.git("for-each-ref", "refs/heads/published") else ["none"])


# --- all of it -----------------------------------------------------------------------------------


def judge_site(say, room, site):
    say.none("nothing runs in pages", site.active())
    say.none("nothing in what feeds carry", site.active_in_feeds())
    say.none("links and pictures lead somewhere", site.dead_links())
    names = room.git("ls-tree", "-r", "-z", "--name-only", "published").strip("\0").split("\0")
    say.none("names of files are harmless",
             [name for name in names if not NAMES_OF_FILES.fullmatch(name)])
    say.none("no file says where a picture of somebody else's lies",
             [name for name in names if re.search(rf'(src|url|content)="?{EVIL}',
                                                  (site.folder / name).read_text(errors="replace"))])
    for what, ends, judging in [KINDS[kind] for kind in room.formats if kind in KINDS]:
        try:
            say.none(f"{what} are valid",
                     judging([file for file in site.files if file.name.endswith(ends)]))
        except judges.Unavailable as why:
            say.skip(f"{what} are valid", str(why))
    try:
        say.none("JSON-LD has only names of schema.org", judges.linked_data(site.pages()))
    except judges.Unavailable as why:
        say.skip("JSON-LD has only names of schema.org", str(why))


def judge_in_browser(say, site):
    """Pages are opened; what feeds and records carry is shown as a careless client would."""
    visits = [{"path": str(file.relative_to(site.folder)).removesuffix("index.html"), "poke": True,
               "width": 1280} for file in site.pages()]
    for file in site.files:
        pieces = carried(file)
        if pieces:
            visits.append({"html": "<!DOCTYPE html>" + "".join(pieces), "poke": True,
                           "name": str(file.relative_to(site.folder)), "width": 800})
    try:
        seen = look(site, visits)
    except judges.Unavailable as why:
        say.skip("in a browser", str(why))
        return
    say.same("a browser was everywhere", len(visits), len(seen))
    for what in ("ran", "dialogs", "foreign", "errors"):
        say.none(f"in a browser: nothing {what}" if what == "ran" else f"in a browser: no {what}",
                 [(one["path"] or one["name"], one[what]) for one in seen if one[what]])


def main():
    root = os.environ.get("MARBRE_ROOT") or skip_all("MARBRE_ROOT does not say where marbre is")
    work = pathlib.Path(tempfile.mkdtemp(prefix="marbre-hostile."))
    with Report() as say:
        room = found(work / "room", root)
        publish(room)
        site = Site(room.export(work / "site"), SITE)
        judge_bodies(say, site)
        judge_words(say, site)
        judge_site(say, room, site)
        judge_in_browser(say, site)
        judge_refused(say, room)
        judge_fragments(say, work, root)
        if say.failures:
            print("# kept:", work)
        else:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
