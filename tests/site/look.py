# SPDX-License-Identifier: LGPL-2.1-or-later
"""Pages of every kind in a browser, light and dark, on a phone and on a desk: axe-core finds no
violation, nothing sticks out, every file is there. look.py"""
import os
import pathlib
import shutil
import tempfile

import judges
import rooms
from browser import look
from pages import Site
from room import SITE
from tap import Report, skip_all

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


def first(site, pattern, holding=""):
    """The page of one kind that holds these words."""
    for file in sorted(site.folder.glob(pattern)):
        if holding in file.read_text():
            return str(file.relative_to(site.folder)).removesuffix("index.html")
    return None


def kinds(site):
    """What there is to look at, each kind once."""
    article = "[0-9]*/*/*/index.html"
    found = {
        "the front page": first(site, "index.html"),
        "the front page in English": first(site, "en/index.html"),
        "an article in two languages": first(site, article, 'hreflang="en"'),
        "its translation": first(site, "en/" + article, 'hreflang="fr"'),
        "an article with all of Markdown": first(site, article, "<pre>"),
        "an article with corrections": first(site, article, 'id="corrections"'),
        "an article that was retracted": first(site, article, "noindex"),
        "a long title": first(site, article, "Ж" * 300),
        "a title from right to left": first(site, article, "مرفأ"),
        "a section": first(site, "sections/*/index.html", "<article>"),
        "an author": first(site, "authors/*/index.html", "<article>"),
        "a long name of a section": first(site, "sections/*/index.html", "a" * 200),
        "corrections": first(site, "corrections/index.html"),
    }
    return found


def judge(say, site, found):
    visits = [{"name": name, "path": path, "width": width, "height": 900, "scheme": scheme,
               "axe": True} for width in WIDTHS for scheme in SCHEMES
              for name, path in found.items()]
    try:
        seen = look(site, visits)
    except judges.Unavailable as why:
        say.skip("pages in a browser", str(why))
        return
    for name in found:
        mine = [(one["width"], one["scheme"], one) for one in seen if one["name"] == name]
        say.same(f"{name}: looked at in four ways", 4, len(mine))
        for what, words in (("violations", "axe-core finds nothing"),
                            ("sticking", "nothing sticks out"), ("missing", "no file is missing"),
                            ("foreign", "nobody else is asked"), ("errors", "nothing fails")):
            say.none(f"{name}: {words}", [(width, scheme, fault) for width, scheme, one in mine
                                          for fault in one[what]])


def main():
    root = os.environ.get("MARBRE_ROOT") or skip_all("MARBRE_ROOT does not say where marbre is")
    work = pathlib.Path(tempfile.mkdtemp(prefix="marbre-look."))
    room = rooms.of_many(work / "many", root)
    if room is None:
        skip_all("MARBRE_SHARED does not say where the generator is")
    with Report() as say:
        site = Site(room.export(work / "site"), SITE)
        found = kinds(site)
        say.none("there is a page of each kind", [name for name, path in found.items()
                                                  if path is None])
        judge(say, site, {name: path for name, path in found.items() if path is not None})
        if say.failures:
            print("# kept:", work)
        else:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
