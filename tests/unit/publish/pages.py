# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the action of publication writes, read by parsers that are not ours: pages.py RENDER"""
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as tree

RENDER = sys.argv[1]
ATOM = "{http://www.w3.org/2005/Atom}"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
HOSTILE = "</script><script>alert(1)</script> \"l'été\" & <b>Cie</b> <!--\u2028-->"
SLUG = "script-script-alert-1-script-l-ete-b-cie-b"

SETTINGS = """version: 1
id: 01kkx3v7q2m5n8p1r4s6t9w0ya
name: "La Gazette & Cie"
outlet: La Gazette
site: https://gazette.example
languages: {source: en, publish: [fr, en]}
"""


def quoted(text):
    return json.dumps(text)


def state(ulid, revision=1, at="2026-03-12T10:00:00+01:00", more=""):
    return (f"id: {ulid}\nworkflow: newsroom\nstage: published\nentered: {at}\n"
            f"publication: {{revision: {revision}, at: {at}, "
            f"digest: \"sha256:{'0' * 64}\", content: {'a' * 40}}}\n{more}")


class Newsroom:
    """A folder as render.c reads it."""

    def __init__(self, base):
        self.path = pathlib.Path(base) / "newsroom"
        self.path.mkdir()
        (self.path / "marbre.yaml").write_text(SETTINGS, encoding="utf-8")
        self.count = 0

    def add(self, path, lang, date, record, files, render=True):
        folder = self.path / f"{self.count:02}"
        folder.mkdir()
        self.count += 1
        (folder / "entry").write_text(f"{path}\n{lang}\n{date}\n{int(render)}\n")
        (folder / "state.yaml").write_text(record, encoding="utf-8")
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def render(self, out, options="{}"):
        done = subprocess.run([RENDER, self.path, out, options], capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())


class Page(html.parser.HTMLParser):
    """Tags with their attributes, and whether every one is closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.words, self.faults, self.scripts = [], [], {}, [], []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"attribute twice: {tag} {names}")
        if any(name.startswith("on") for name in names):
            self.faults.append(f"handler: {tag} {names}")
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.faults.append(f"closes itself: {tag}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closed out of turn: {tag}")

    def handle_data(self, data):
        if self.open:
            if self.open[-1] == "script":
                self.scripts.append(data)
            for tag in self.open:
                self.words[tag] = self.words.get(tag, "") + data

    def all(self, tag, **wanted):
        return [attrs for name, attrs in self.tags if name == tag
                and all(attrs.get(key.rstrip("_")) == value for key, value in wanted.items())]

    def property(self, name):
        found = self.all("meta", property=name)
        return found[0]["content"] if found else None

    def linked(self):
        assert len(self.all("script")) == 1, "scripts"
        return json.loads("".join(self.scripts))


def check(condition, why):
    if not condition:
        raise AssertionError(why)


def equal(found, wanted):
    if found != wanted:
        raise AssertionError(f"{found!r} is not {wanted!r}")


FRENCH = """---
title: "Le marché rouvre"
standfirst: "Deux ans après."
date: 2026-03-12T09:30:00+01:00
lang: fr
author: [Hugo Marchetti, Léa Morel]
section: Vie locale
dateline: Port-Lune
images:
  - {file: halle.jpg, caption: "La halle.", alt: "Une halle", credit: "Nadia Keller/La Gazette", rights: "© Nadia Keller"}
  - {file: place.jpg, caption: "La place.", alt: "Une place", photographer: Nadia Keller, agency: Horizon}
---

Le marché rouvre.

![](place.jpg)

## La suite

Un signe ![ici](halle.jpg) dans la ligne.
"""

ENGLISH = """---
title: The market reopens
date: 2026-03-12
source-lang: fr
author: Hugo Marchetti
translator: Anna Petrescu
outlet: Horizon Presse
images: [{file: halle.jpg, alt: A hall, photographer: [Nadia Keller, Paul Roux]}]
---

The market reopens.
"""

CORRECTED = ('corrections:\n'
             '  - {kind: correction, note: {fr: "La halle date de 1887 & non 1878."}, '
             'at: 2026-03-13T08:05:00+00:00, revision: 2}\n'
             '  - {kind: update, note: {en: "Only in English."}, '
             'at: 2026-03-14T08:05:00+01:00, revision: 3}\n')

HOSTILE_TEXT = f"""---
title: {quoted(HOSTILE)}
standfirst: {quoted(HOSTILE)}
date: 2026-03-01
author: [{quoted(HOSTILE)}]
translator: {quoted(HOSTILE)}
outlet: {quoted(HOSTILE)}
section: {quoted(HOSTILE)}
dateline: {quoted(HOSTILE)}
source-lang: {quoted(HOSTILE)}
images:
  - {{file: a.jpg, caption: {quoted(HOSTILE)}, alt: {quoted(HOSTILE)}, credit: {quoted(HOSTILE)}, rights: {quoted(HOSTILE)}, licence: {quoted("https://a.example/" + HOSTILE)}}}
  - {{file: b.jpg, alt: {quoted(HOSTILE)}, photographer: {quoted(HOSTILE)}, agency: {quoted(HOSTILE)}}}
  - {{file: ../../secret.jpg, credit: X}}
  - https://elsewhere.example/x.jpg
---

![{HOSTILE.replace(chr(0x2028), '')}](b.jpg "x\\" onload=\\"alert(1)")

<script>alert(2)</script> [x](javascript:alert(3)) `<img src="x" onerror="alert(4)">`

    <p><img src="a.jpg" alt="" /></p>
"""


def newsroom(base):
    made = Newsroom(base)
    jpeg = "no picture; nobody looks"
    made.add("2026/03/marche/", "fr", "2026-03-12T09:30:00+01:00",
             state("01m819fxdrr3pjy6wxemxhza1b", 3, "2026-03-14T09:00:00+01:00", CORRECTED),
             {"index.fr.md": FRENCH, "index.en.md": ENGLISH, "halle.jpg": jpeg, "place.jpg": jpeg})
    made.add("en/2026/03/marche/", "en", "2026-03-12T00:00:00+01:00",
             state("01m819fxdrr3pjy6wxemxhza1b", 1, "2026-03-12T08:00:00+00:00"),
             {"index.fr.md": FRENCH, "index.en.md": ENGLISH, "halle.jpg": jpeg})
    made.add("2026/03/hostile/", "fr", "2026-03-01T00:00:00+01:00",
             state("01m819g85gv3hx8a1eqw47nehb", 2, "2026-03-01T12:00:00+01:00",
                   f"corrections:\n  - {{kind: correction, note: {{fr: {quoted(HOSTILE)}}}, "
                   "at: 2026-03-01T12:00:00+01:00, revision: 2}\n"),
             {"index.fr.md": HOSTILE_TEXT, "a.jpg": jpeg, "b.jpg": jpeg})
    made.add("2026/02/ancien/", "fr", "2026-02-01T00:00:00+01:00",
             state("01m819g85gv3hx8a1eqw47nehc"),
             {"index.fr.md": "---\ntitle: Ancien\n---\n\nUn texte.\n"}, render=False)
    return made


class Tests:
    def __init__(self, base):
        self.base = pathlib.Path(base)
        self.newsroom = newsroom(base)
        self.out = self.base / "out"
        self.written = self.newsroom.render(self.out)

    def page(self, path):
        text = (self.out / path).read_text(encoding="utf-8")
        page = Page(text)
        equal(page.faults, [])
        return page, text

    def feed(self, path):
        return tree.parse(self.out / path).getroot()

    def test_files(self):
        """what is due is written, with its media type, and nothing else"""
        pages = ["2026/03/marche/", "en/2026/03/marche/", "2026/03/hostile/"]
        lists = ["", "en/", "sections/vie-locale/", f"sections/{SLUG}/", f"authors/{SLUG}/",
                 "authors/hugo-marchetti/", "en/authors/hugo-marchetti/", "authors/lea-morel/"]
        wanted = {page + "index.html": "text/html"
                  for page in pages + lists + ["corrections/", "en/corrections/"]}
        wanted |= {page + "atom.xml": "application/atom+xml" for page in lists}
        wanted["style.css"] = "text/css"
        equal(self.written, wanted)

    def test_formats(self):
        """formats that are not asked for are not written, nor linked"""
        written = self.newsroom.render(self.base / "a", "{formats: [atom]}")
        check(all(path.endswith("atom.xml") for path in written) and len(written) == 8, written)
        written = self.newsroom.render(self.base / "b", "{formats: [html]}")
        check("atom.xml" not in written and "style.css" in written, written)
        text = (self.base / "b/2026/03/marche/index.html").read_text(encoding="utf-8")
        check("atom.xml" not in text, "a link to no feed")

    def test_same_bytes(self):
        """the same input gives the same bytes, wherever and in whatever zone it is made"""
        zone = os.environ.get("TZ")
        os.environ["TZ"] = "Pacific/Auckland"
        self.newsroom.render(self.base / "again")
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone
        for path in self.written:
            equal((self.base / "again" / path).read_bytes(), (self.out / path).read_bytes())

    def test_landmarks(self):
        """one h1, a language, landmarks, and headings below the title"""
        for path in self.written:
            if not path.endswith(".html"):
                continue
            page, text = self.page(path)
            check(text.startswith("<!DOCTYPE html>\n"), path)
            for tag in ("html", "head", "title", "body", "main", "h1"):
                equal(len(page.all(tag)), 1)
            check(page.all("header") and page.all("footer"), path)
            check(page.all("a", class_="skip")[0]["href"] == "#main" and page.all("main", id="main"),
                  path)
            levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
            check(levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels)
            equal(page.all("html")[0]["lang"], "en" if path.startswith("en/") else "fr")
            check(all("alt" in attrs for attrs in page.all("img")), path)
            check(len(text.encode()) < 30000, "too large")
        page, _ = self.page("2026/03/marche/index.html")
        equal(page.words["h1"], "Le marché rouvre")
        equal(page.words["h2"], "La suiteModifications de cet article")

    def test_links(self):
        """every link within the site leads to a file, also from a folder on disk"""
        for path in self.written:
            if not path.endswith(".html"):
                continue
            page, _ = self.page(path)
            for tag, attrs in page.tags:
                link = attrs.get("href" if tag in ("a", "link") else "src")
                if not link or link.startswith(("https:", "#")):
                    continue
                link = link.partition("#")[0]
                file = os.path.normpath(pathlib.Path(path).parent / urllib.parse.unquote(link))
                known = file in self.written or file.endswith((".jpg", "ancien/index.html"))
                check(known, f"{path}: {link}")
        page, _ = self.page("2026/03/marche/index.html")
        equal(page.all("link", rel="stylesheet")[0]["href"], "../../../style.css")
        page, _ = self.page("en/2026/03/marche/index.html")
        equal(page.all("link", rel="stylesheet")[0]["href"], "../../../../style.css")
        equal(page.all("link", type="application/atom+xml")[0]["href"], "../../../atom.xml")

    def test_head(self):
        """canonical address, Open Graph, other languages"""
        page, _ = self.page("2026/03/marche/index.html")
        address = "https://gazette.example/2026/03/marche/"
        equal(page.words["title"], "Le marché rouvre – La Gazette & Cie")
        equal(page.all("link", rel="canonical")[0]["href"], address)
        equal(page.all("link", hreflang="en")[0]["href"],
              "https://gazette.example/en/2026/03/marche/")
        for name, wanted in {"og:type": "article", "og:title": "Le marché rouvre",
                             "og:url": address, "og:locale": "fr_FR",
                             "og:site_name": "La Gazette & Cie",
                             "og:description": "Deux ans après.",
                             "og:image": address + "halle.jpg", "og:image:alt": "Une halle",
                             "article:section": "Vie locale",
                             "article:published_time": "2026-03-12T09:30:00+01:00",
                             "article:modified_time": "2026-03-14T09:00:00+01:00",
                             "article:author": "Hugo Marchetti"}.items():
            equal(page.property(name), wanted)
        page, _ = self.page("en/2026/03/marche/index.html")
        equal(page.property("og:locale"), "en_GB")
        equal(page.property("og:description"), "The market reopens.")

    def test_french(self):
        """the words of a French page"""
        page, text = self.page("2026/03/marche/index.html")
        way = '<a class="author" rel="author" href="../../../authors/'
        for words in (f'Par {way}hugo-marchetti/index.html">Hugo Marchetti</a> et '
                      f'{way}lea-morel/index.html">Léa Morel</a>',
                      '<a href="../../../sections/vie-locale/index.html">Vie locale</a>',
                      '<p class="version" lang="en">Read in English: <a rel="alternate" '
                      'hreflang="en" href="../../../en/2026/03/marche/index.html">'
                      "The market reopens</a></p>",
                      'Publié le <time datetime="2026-03-12T09:30:00+01:00">12 mars 2026 à '
                      "9\u00a0h\u00a030</time>",
                      "Mis à jour le <time",
                      '<p><span class="dateline">Port-Lune</span> — Le marché rouvre.</p>',
                      '<p class="standfirst">Deux ans après.</p>'):
            check(words in text, words)
        check("Horizon Presse" not in text, "an outlet of another language's text")
        check("Traduit" not in page.words["body"], "no translator")

    def test_english(self):
        """the words of an English page, and a date without an hour"""
        page, text = self.page("en/2026/03/marche/index.html")
        body = page.words["article"]
        check("By Hugo Marchetti (Horizon Presse)" in body, body)
        check("Translated by Anna Petrescu" in body, body)
        check('Published <time datetime="2026-03-12">12 March 2026</time>' in text, body)
        check("Updated" not in body, "published once")
        check("Photo: Nadia Keller, Paul Roux" in body, body)

    def test_pictures(self):
        """pictures of the text are figures with caption and credit; the first is a hero"""
        page, text = self.page("2026/03/marche/index.html")
        check('<figure class="inline"><img src="place.jpg" alt="Une place" loading="lazy"><figcaption>La place. '
              '<span class="credit">Photo\u00a0: Nadia Keller/Horizon</span></figcaption></figure>'
              in text, "figure")
        check('Un signe <img src="halle.jpg" alt="ici" loading="lazy"> dans la ligne.' in text,
              "within a line")
        check('<p class="credits"><span class="credit">Photo\u00a0: Nadia Keller/La Gazette</span>'
              "</p>" in text, "its credit")
        check('class="hero"' not in text, "the text shows it already")
        page, text = self.page("en/2026/03/marche/index.html")
        check('<figure class="hero"><img src="halle.jpg" alt="A hall"><figcaption>' in text, "hero")

    def test_corrections(self):
        """public notes in the page's own language, dated by the newsroom's clock"""
        page, text = self.page("2026/03/marche/index.html")
        check('<strong>Rectificatif du <time datetime="2026-03-13T08:05:00+00:00">13 mars 2026 à '
              "9\u00a0h\u00a005</time>\u00a0:</strong> La halle date de 1887 &amp; non 1878.</p>"
              in text, "note")
        check("Only in English" not in text, "a note in another language")
        check(page.all("a", href="#corrections") and page.all("section", id="corrections"), "link")
        equal(page.linked()["correction"],
              [{"@type": "CorrectionComment", "text": "La halle date de 1887 & non 1878.",
                "datePublished": "2026-03-13T08:05:00+00:00"}])

    def test_linked_data(self):
        """JSON-LD that parses and says what is known"""
        page, _ = self.page("2026/03/marche/index.html")
        data = page.linked()
        address = "https://gazette.example/2026/03/marche/"
        publisher = {"@type": "NewsMediaOrganization", "name": "La Gazette & Cie",
                     "url": "https://gazette.example/"}
        for name, wanted in {
                "@context": "https://schema.org", "@type": "NewsArticle",
                "headline": "Le marché rouvre", "inLanguage": "fr", "mainEntityOfPage": address,
                "articleSection": "Vie locale", "dateline": "Port-Lune",
                "datePublished": "2026-03-12T09:30:00+01:00",
                "dateModified": "2026-03-14T09:00:00+01:00", "publisher": publisher,
                "isAccessibleForFree": True,
                "workTranslation": [{"@type": "NewsArticle", "inLanguage": "en",
                                     "headline": "The market reopens",
                                     "url": "https://gazette.example/en/2026/03/marche/"}],
                "author": [{"@type": "Person", "name": "Hugo Marchetti",
                            "url": "https://gazette.example/authors/hugo-marchetti/"},
                           {"@type": "Person", "name": "Léa Morel",
                            "url": "https://gazette.example/authors/lea-morel/"}]}.items():
            equal(data[name], wanted)
        equal(data["image"], [
            {"@type": "ImageObject", "contentUrl": address + "halle.jpg", "caption": "La halle.",
             "creditText": "Nadia Keller/La Gazette", "copyrightNotice": "© Nadia Keller"},
            {"@type": "ImageObject", "contentUrl": address + "place.jpg", "caption": "La place.",
             "creditText": "Nadia Keller/Horizon"}])
        check("translationOfWork" not in data and "translator" not in data, data)
        data = self.page("en/2026/03/marche/index.html")[0].linked()
        equal(data["translator"], [{"@type": "Person", "name": "Anna Petrescu"}])
        equal(data["translationOfWork"],
              {"@type": "NewsArticle", "inLanguage": "fr", "headline": "Le marché rouvre",
               "url": address})
        equal(data["datePublished"], "2026-03-12")

    def test_hostile(self):
        """titles, captions and credits of ill will are words, and nothing more"""
        page, text = self.page("2026/03/hostile/index.html")
        data = page.linked()
        words = HOSTILE
        equal(data["headline"], words)
        equal(data["author"][0]["name"], words)
        equal(data["image"][0]["creditText"], words)
        equal(data["image"][1]["creditText"], words + "/" + words)
        equal(data["correction"][0]["text"], words)
        equal(len(data["image"]), 2)
        equal(page.words["h1"], words)
        equal(page.property("og:title"), words)
        equal(page.property("og:image:alt"), words)
        equal(text.count("<script"), 1)
        equal(text.count("</script"), 1)
        script = text[text.index("<script"):text.index("</script")]
        check("\u2028" not in script and "<!" not in script, "within the script")
        check(not page.all("b") and not page.all("iframe"), "tags of the article's")
        check("javascript:" not in text and "secret" not in text and "elsewhere" not in text,
              "addresses of ill will")
        equal([attrs["src"] for attrs in page.all("img")], ["a.jpg", "b.jpg"])
        front, _ = self.page("index.html")
        check(not front.all("script") and not front.all("b"), "front page")

    def test_front(self):
        """the front page: newest first, in its own language"""
        page, text = self.page("index.html")
        equal([attrs["href"] for attrs in page.all("a")
               if attrs["href"].startswith("2026") and "sections" not in attrs["href"]],
              ["2026/03/marche/index.html", "2026/03/hostile/index.html",
               "2026/02/ancien/index.html"])
        equal([attrs["href"] for attrs in page.all("link", rel="alternate") if "hreflang" in attrs],
              ["https://gazette.example/", "https://gazette.example/en/",
               "https://gazette.example/"])
        check('<nav class="sections" aria-label="Rubriques">' in text and
              '<li><a href="sections/vie-locale/index.html">Vie locale</a></li>' in text, "sections")
        check('lang="en" hreflang="en" href="en/index.html">English</a>' in text, "languages")
        check("The market" not in text, "an article in another language")
        check("Un texte." in text, "the first paragraph stands for a standfirst")
        check("Photo\u00a0: Nadia Keller/La Gazette" in text, "a picture's credit")
        page, _ = self.page("en/index.html")
        equal([attrs["href"] for attrs in page.all("a") if "2026" in attrs["href"]],
              ["2026/03/marche/index.html"])

    def test_feed(self):
        """the feed: ids that stay, dates of the record, absolute addresses"""
        feed = self.feed("atom.xml")
        host = "tag:gazette.example,2026:"
        equal(feed.findtext(ATOM + "id"), host + "01kkx3v7q2m5n8p1r4s6t9w0ya")
        equal(feed.findtext(ATOM + "updated"), "2026-03-14T09:00:00+01:00")
        entries = feed.findall(ATOM + "entry")
        equal([entry.findtext(ATOM + "id") for entry in entries],
              [host + ulid for ulid in ("01m819fxdrr3pjy6wxemxhza1b", "01m819g85gv3hx8a1eqw47nehb",
                                        "01m819g85gv3hx8a1eqw47nehc")])
        first = entries[0]
        equal(first.findtext(ATOM + "published"), "2026-03-12T09:30:00+01:00")
        equal(first.findtext(ATOM + "updated"), "2026-03-14T09:00:00+01:00")
        equal([name.text for name in first.iter(ATOM + "name")], ["Hugo Marchetti", "Léa Morel"])
        equal(first.find(ATOM + "link").get("href"), "https://gazette.example/2026/03/marche/")
        equal(first.findtext(ATOM + "summary"), "Deux ans après.")
        content = first.find(ATOM + "content")
        equal(content.get("type"), "html")
        page = Page(content.text.replace(" />", ">"))
        equal(page.faults, [])
        equal([attrs["src"] for attrs in page.all("img")],
              ["https://gazette.example/2026/03/marche/" + name
               for name in ("place.jpg", "halle.jpg")])
        check("Rectificatif" in content.text, "the correction")
        equal(entries[1].findtext(ATOM + "title"), HOSTILE)
        equal(entries[2].findtext(f"{ATOM}author/{ATOM}name"), "La Gazette & Cie")
        english = self.feed("en/atom.xml")
        equal(english.findtext(ATOM + "id"), host + "01kkx3v7q2m5n8p1r4s6t9w0ya/en")
        equal(english.findtext(f"{ATOM}entry/{ATOM}id"), host + "01m819fxdrr3pjy6wxemxhza1b/en")

    def test_many(self):
        """fifty articles at most in the feed and on the front page, which is light"""
        os.mkdir(self.base / "many")
        many = Newsroom(self.base / "many")
        for i in range(60):
            many.add(f"2026/01/a-{i}/", "fr", f"2026-01-01T00:00:{59 - i:02}+01:00",
                     state("01m819fxdrr3pjy6wxemxhza1b"),
                     {"index.fr.md": f"---\ntitle: A{i}\n---\n\nTexte.\n"}, render=False)
        out = self.base / "many-out"
        equal(set(many.render(out)),
              {"index.html", "atom.xml", "corrections/index.html", "style.css"})
        equal((out / "atom.xml").read_text().count("<entry "), 50)
        text = (out / "index.html").read_text()
        equal(text.count("<article>"), 50)
        check("a-49/" in text and "a-50/" not in text, "the newest")
        check(len(text.encode()) < 30000, "too large")

    def test_retracted(self):
        """a page that was taken back has its note, and its lists forget it"""
        base = self.base / "retracted"
        base.mkdir()
        made = Newsroom(base)
        made.add("2026/02/ancien/", "fr", "2026-02-01T00:00:00+01:00",
                 state("01m819g85gv3hx8a1eqw47nehc"),
                 {"index.fr.md": "---\ntitle: Ancien\n---\n\nUn texte.\n"}, render=0)
        record = state("01m819fxdrr3pjy6wxemxhza1b", more="retracted: {note: {fr: "
                       f"{quoted(HOSTILE)}, en: \"It was wrong.\"}}, by: marc, "
                       "at: 2026-03-21T03:00:00+01:00}\n")
        for path, lang in (("2026/03/marche/", "fr"), ("en/2026/03/marche/", "en")):
            made.add(path, lang, "2026-03-12T09:30:00+01:00", record,
                     {"index.fr.md": FRENCH, "index.en.md": ENGLISH}, render=2)
        written = made.render(base / "out")
        lists = ["", "en/", "sections/vie-locale/", "authors/hugo-marchetti/",
                 "en/authors/hugo-marchetti/", "authors/lea-morel/"]
        equal(set(written), {"2026/03/marche/index.html", "en/2026/03/marche/index.html",
                             "style.css", "corrections/index.html", "en/corrections/index.html"}
              | {path + "index.html" for path in lists}
              | {path + "atom.xml" for path in lists})
        texts = {path: (base / "out" / path).read_text(encoding="utf-8") for path in written}
        for path, lang in (("", "fr"), ("en/", "en")):
            page = Page(texts[path + "2026/03/marche/index.html"])
            equal(page.faults, [])
            check(page.all("html", lang=lang) and page.all("time", datetime="2026-03-21T03:00:00+01:00")
                  and page.all("meta", name="robots", content="noindex"), path)
            check("marche" not in texts[path + "index.html"] + texts[path + "atom.xml"], path)
        for feed in ("atom.xml", "en/atom.xml"):
            equal(tree.parse(base / "out" / feed).getroot().findtext(ATOM + "updated"),
                  "2026-03-21T03:00:00+01:00")
        check("It was wrong." in texts["en/2026/03/marche/index.html"], "the note")
        french = texts["2026/03/marche/index.html"]
        check("alert(1)" in french and "<script" not in french, "the note is text")
        check("Ancien" in texts["index.html"] and "Ancien" not in texts["en/index.html"], "lists")

    def test_corrections_page(self):
        """what was corrected or retracted, the newest note first, in each language"""
        base = self.base / "corrections"
        base.mkdir()
        made = Newsroom(base)
        made.add("2026/03/marche/", "fr", "2026-03-12T09:30:00+01:00",
                 state("01m819fxdrr3pjy6wxemxhza1b", 3, "2026-03-14T09:00:00+01:00",
                       CORRECTED.replace("{en: \"Only in English.\"}",
                                         "{fr: \"Avec la mairie.\", en: \"Only in English.\"}")),
                 {"index.fr.md": FRENCH})
        made.add("2026/03/gare/", "fr", "2026-03-11T09:30:00+01:00",
                 state("01m819fxdrr3pjy6wxemxhza1c", 2, "2026-03-14T07:00:00+01:00",
                       "corrections:\n  - {kind: clarification, note: {fr: \"La gare est à Velm.\"}, "
                       "at: 2026-03-13T20:00:00+01:00, revision: 2}\n"),
                 {"index.fr.md": "---\ntitle: La gare\n---\n\nUn texte.\n"})
        made.add("2026/02/faux/", "fr", "2026-02-12T09:30:00+01:00",
                 state("01m819fxdrr3pjy6wxemxhza1d", more="retracted: {note: {fr: \"Tout était "
                       "faux.\"}, by: marc, at: 2026-03-13T23:00:00+01:00}\n"),
                 {"index.fr.md": FRENCH}, render=2)
        made.render(base / "out")
        text = (base / "out/corrections/index.html").read_text(encoding="utf-8")
        page = Page(text)
        equal(page.faults, [])
        equal([attrs["href"] for attrs in page.all("a") if "2026" in attrs["href"]],
              ["../2026/03/marche/index.html#corrections", "../2026/02/faux/index.html",
               "../2026/03/gare/index.html#corrections", "../2026/03/marche/index.html#corrections"])
        for words in ('Mise à jour du <time datetime="2026-03-14T08:05:00+01:00">14 mars 2026',
                      'Retrait du <time datetime="2026-03-13T23:00:00+01:00">13 mars 2026 à 23\u00a0h<',
                      "Article du 12 février 2026", "Tout était faux.", "Précision du",
                      "Avec la mairie.", "La halle date de 1887 &amp; non 1878."):
            check(words in text, words)
        check("Only in English" not in text and "en/corrections" not in text, "another language")

    def test_said_of_pages(self):
        """foreign words, the original, keywords, licences: what front matter says of a page"""
        base = self.base / "said"
        base.mkdir()
        made = Newsroom(base)
        made.add("2026/03/a/", "fr", "2026-03-12T09:30:00+01:00",
                 state("01m819fxdrr3pjy6wxemxhza1b"), {"a.jpg": "", "index.fr.md": """---
title: "Les fake news, <ad hoc>"
standfirst: Du soft power.
date: 2026-03-12
source-lang: en
source-url: https://agency.example/2026/x?a=1&b=2
source-title: All the fakes
outlet: Agence Horizon
tags: [presse, 'a "b"']
paid: true
foreign: {en: [fake news, soft power], la: ad hoc}
images: [{file: a.jpg, caption: "Le soft power.", alt: "Le soft power", licence: "https://a.example/by", acquire: "https://a.example/buy"}]
---

Des *Fake news*, `fake news`, [fake news](https://a.example/fake%20news) et fakes.

    soft power
"""})
        made.render(base / "out")
        text = (base / "out/2026/03/a/index.html").read_text(encoding="utf-8")
        page = Page(text)
        equal(page.faults, [])
        for words in ('<h1>Les <span lang="en">fake news</span>, &lt;<span lang="la">ad hoc</span>&gt;</h1>',
                      '<p class="standfirst">Du <span lang="en">soft power</span>.</p>',
                      '<em><span lang="en">Fake news</span></em>, <code>fake news</code>',
                      '<a href="https://a.example/fake%20news"><span lang="en">fake news</span></a> et fakes.',
                      '<pre><code>soft power',
                      '<figcaption>Le <span lang="en">soft power</span>.', 'alt="Le soft power"',
                      'Article original\u00a0: <a lang="en" hreflang="en" '
                      'href="https://agency.example/2026/x?a=1&amp;b=2">All the fakes</a>'):
            check(words in text, words)
        equal(page.words["title"], "Les fake news, <ad hoc> – La Gazette & Cie")
        data = page.linked()
        for name, wanted in {
                "keywords": ["presse", 'a "b"'], "isAccessibleForFree": False,
                "isBasedOn": "https://agency.example/2026/x?a=1&b=2",
                "translationOfWork": {"@type": "NewsArticle", "inLanguage": "en",
                                      "name": "All the fakes",
                                      "url": "https://agency.example/2026/x?a=1&b=2",
                                      "publisher": {"@type": "Organization",
                                                    "name": "Agence Horizon"}}}.items():
            equal(data[name], wanted)
        equal((data["image"][0]["license"], data["image"][0]["acquireLicensePage"]),
              ("https://a.example/by", "https://a.example/buy"))
        front = (base / "out/index.html").read_text(encoding="utf-8")
        check('Les <span lang="en">fake news</span>' in front, "in a list too")

    def test_fact_check(self):
        """claims are published of fact-checks alone, and of these those with a verdict"""
        base = self.base / "facts"
        base.mkdir()
        made = Newsroom(base)
        claims = "claims:\n" + "".join(
            f"  - {{id: {status}, quote: {quoted(words)}, by: {quoted('Une page & co')}, "
            f"kind: statement, status: \"{status}\"}}\n"
            for status, words in (("false", "La statue </script> est vendue"),
                                  ("unverified", "Nul ne sait"), ("verified", "Elle fut donnée"),
                                  ("disputed", "Elle est laide"), ("to-check", "Peut-être")))
        for slug, kind in (("vrai", "type: fact-check\n"), ("autre", "")):
            made.add(f"2026/03/{slug}/", "fr", "2026-03-12T09:30:00+01:00",
                     state("01m819fxdrr3pjy6wxemxhza1b"),
                     {"claims.yaml": claims,
                      "index.fr.md": f"---\ntitle: Vrai ou faux\ndate: 2026-03-12\n{kind}---\n\nUn.\n"})
        made.render(base / "out")
        text = (base / "out/2026/03/vrai/index.html").read_text(encoding="utf-8")
        page = Page(text)
        equal(page.faults, [])
        graph = page.linked()["@graph"]
        equal([one["@type"] for one in graph], ["NewsArticle"] + ["ClaimReview"] * 3)
        equal([(one["claimReviewed"], one["reviewRating"]["alternateName"]) for one in graph[1:]],
              [("La statue </script> est vendue", "Faux"), ("Elle fut donnée", "Vérifié"),
               ("Elle est laide", "Contesté")])
        equal(graph[1]["itemReviewed"], {"@type": "Claim", "creditText": "Une page & co"})
        equal(graph[1]["url"], "https://gazette.example/2026/03/vrai/")
        equal(text.count("<dd>"), 3)
        check("Nul ne sait" not in text and "Peut-être" not in text, "no verdict")
        other = (base / "out/2026/03/autre/index.html").read_text(encoding="utf-8")
        check("statue" not in other and "ClaimReview" not in other, "no fact-check")

    def test_light(self):
        """a list page stays light whatever the texts are, and shows one article at least"""
        base = self.base / "light"
        base.mkdir()
        made = Newsroom(base)
        for i in range(60):
            made.add(f"2026/01/a-{i}/", "fr", f"2026-01-01T00:00:{59 - i:02}+01:00",
                     state("01m819fxdrr3pjy6wxemxhza1b", more="corrections:\n  - {kind: correction, note: "
                           f"{{fr: {quoted('Note. ' * 400)}}}, at: 2026-01-02T00:00:00+01:00, revision: 1}}\n"),
                     {"index.fr.md": "---\ntitle: " + quoted(f"A{i} " + "long " * 900) + "\nstandfirst: "
                      + quoted("Chapeau. " * 900) + "\nsection: " + "S" * 3000
                      + "\nauthor: [" + ", ".join("N" * 500 + str(k) for k in range(3)) + "]\n---\n\nTexte.\n"})
        written = made.render(base / "out", "{formats: [html]}")
        style = (base / "out/style.css").stat().st_size
        for path in written:
            text = (base / "out" / path).read_text(encoding="utf-8")
            if path.endswith(".html") and not path.startswith("2026"):
                equal(Page(text).faults, [])
                check(len(text.encode()) + style < 30000 and "A0 " in text or "Note." in text, path)

    def test_theme_told(self):
        """docs/theme.md tells of every fragment, of its places, and of every word"""
        top = pathlib.Path(__file__).resolve().parents[3]
        told = (top / "docs/theme.md").read_text(encoding="utf-8")
        rows = dict(row for row in re.findall(r"^\| (`[^|]*`) \| [^|]* \| ([^|]*) ?\|$", told, re.M))
        files = {name: places for names, places in rows.items()
                 for name in re.findall(r"`([a-z-]+\.html)`", names)}
        stock = {path.name: path.read_text(encoding="utf-8")
                 for path in (top / "plugins/publish/theme").glob("*.html")}
        equal(sorted(files), sorted(stock))
        every = {"newsroom", "language", "home", "root"}
        for name, text in stock.items():
            for place in re.findall(r"{([a-z-]+)}", re.sub(r"<!--.*?-->", "", text, flags=re.S)):
                known = place in every or re.search(rf"\b{place}\b", files[name]) or (
                    place.startswith("say-") and f"`{{{place}}}`" in told)
                check(known, f"{name}: {place}")
        words = set(re.findall(r'"(say-[a-z-]+)"',
                               (top / "plugins/publish/words.c").read_text(encoding="utf-8")))
        equal(words, set(re.findall(r"`{(say-[a-z-]+)}`", told)))

    def test_schema(self):
        """the feeds against the schema of RFC 4287"""
        shared, lint = os.environ.get("MARBRE_SHARED"), shutil.which("xmllint")
        if not shared or not lint:
            return "SKIP needs MARBRE_SHARED and xmllint"
        for feed in ("atom.xml", "en/atom.xml"):
            done = subprocess.run([lint, "--nonet", "--noout", "--relaxng",
                                   f"{shared}/standards/atom/atom.rng", self.out / feed],
                                  capture_output=True, text=True, check=False)
            check(done.returncode == 0, done.stderr)
        return ""


def main():
    names = [name for name in vars(Tests) if name.startswith("test_")]
    print(f"1..{len(names)}")
    failed = 0
    with tempfile.TemporaryDirectory() as base:
        tests = Tests(base)
        for number, name in enumerate(names, 1):
            test = getattr(tests, name)
            words = test.__doc__
            try:
                skipped = test()
                print(f"ok {number} - {words}" + (f" # {skipped}" if skipped else ""))
            except AssertionError as reason:
                failed += 1
                print(f"not ok {number} - {words}")
                print("\n".join("# " + line for line in str(reason).splitlines()))
    return 1 if failed else 0


sys.exit(main())
