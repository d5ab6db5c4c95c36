# SPDX-License-Identifier: LGPL-2.1-or-later
"""The judges on trial: what is whole passes, what is broken does not. A judge that lets everything
pass would make every other test worthless."""
import pathlib
import tempfile

import judges
from browser import look
from pages import Page, Site, active, scheme
from tap import Report

MINIMAL = judges.STANDARDS / "minimal"
WHOLE = [("atom.xml", judges.atom), ("rss-2.0.xml", judges.rss),
         ("news-sitemap.xml", judges.sitemap), ("newsml-g2.xml", judges.newsml),
         ("ninjs-2.2.json", judges.ninjs), ("ninjs-3.1.json", judges.ninjs_3),
         ("feed-1.1.json", judges.json_feed), ("newsarticle.jsonld", judges.linked_data),
         ("claimreview.jsonld", judges.linked_data)]
BROKEN = [("atom-bad-date.xml", judges.atom), ("rss-french-date.xml", judges.rss),
          ("news-sitemap-without-title.xml", judges.sitemap),
          ("newsml-g2-without-itemclass.xml", judges.newsml),
          ("ninjs-2.2-association-without-uri.json", judges.ninjs),
          ("ninjs-2.2-camel-case.json", judges.ninjs),
          ("ninjs-2.2-pubstatus-double-l.json", judges.ninjs),
          ("ninjs-2.2-camel-case.json", judges.ninjs_3)]
PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>T</title>{head}</head>
<body><h1>T</h1>{body}</body></html>
"""
# What the checker of pages must see.
BAD_PAGES = {
    "an element that is never closed": ("", "<section><p>a"),
    "an id twice": ("", '<p id="a">a</p><p id="a">b</p>'),
    "a picture without its text": ("", '<img src="a.png">'),
    "a level of headings left out": ("", "<h4>a</h4>"),
    "a name that HTML does not have": ("", '<p colour="red">a</p>'),
    "a style that CSS does not have": ("<style>p { colour: red }</style>", "<p>a</p>"),
}
BAD_LINKED = {
    "a type that is not": '{"@context": "https://schema.org", "@type": "NewsItem"}',
    "a property that is not":
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headLine": "a"}',
    "a property of another type":
        '{"@context": "https://schema.org", "@type": "NewsArticle",'
        ' "author": {"@type": "Person", "headline": "a"}}',
    "an empty word": '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": ""}',
    "another context": '{"@context": "https://schema.example", "@type": "NewsArticle"}',
    "no JSON": '{"@context": "https://schema.org",}',
}
LIVE = ("<script>1</script>", '<img src=a onerror="x">', '<a href="JaVa&#115;cript:x">a</a>',
        '<a href="java\nscript:x">a</a>', '<a href=" data:text/html,x">a</a>', "<iframe></iframe>",
        '<form action="/"></form>', "<svg></svg>", '<base href="https://else.example/">',
        '<meta http-equiv="Refresh" content="0">', '<p style="x">a</p>',
        '<script type="application/ld+json" src="a.js"></script>')
STILL = ('<a href="https://else.example/?q=javascript:x">a</a>', '<a href="a/b:c">a</a>',
         '<a href="mailto:a@b.example">a</a>', '<img src="a.png" alt="onerror=x">',
         '<script type="application/ld+json">{}</script>')


def of_shared(say):
    for cases, expected in ((WHOLE, "passes"), (BROKEN, "does not")):
        folder = MINIMAL if cases is WHOLE else MINIMAL / "invalid"
        for name, judge in cases:
            try:
                said = judge([folder / name])
            except judges.Unavailable as why:
                say.skip(f"{name} {expected}", str(why))
                continue
            say.none(f"{name} {expected}",
                     said if cases is WHOLE else [] if said else ["nobody complains"])


def of_pages(say, work):
    for number, (what, (head, body)) in enumerate([("a good page", ("", "<p>a</p>")),
                                                   *BAD_PAGES.items()]):
        file = work / f"{number}.html"
        file.write_text(PAGE.format(head=head, body=body))
    try:
        said = judges.html(sorted(work.glob("*.html")))
    except judges.Unavailable as why:
        say.skip("pages", str(why))
        return
    for number, what in enumerate(["a good page", *BAD_PAGES]):
        found = [line for line in said if f"/{number}.html:" in line]
        say.none(f"{what}: {'passes' if number == 0 else 'does not'}",
                 found if number == 0 else [] if found else ["nobody complains"])


def of_linked(say, work):
    for what, text in BAD_LINKED.items():
        file = work / "a.jsonld"
        file.write_text(text)
        try:
            said = judges.linked_data([file])
        except judges.Unavailable as why:
            say.skip(what, str(why))
            continue
        say.none(f"JSON-LD with {what} does not pass", [] if said else ["nobody complains"])


def of_browser(say, work):
    """A browser that notices nothing would pass everything as well."""
    (work / "index.html").write_text(
        PAGE.format(head="<style>p { color: #ccc; background: #fff; width: 90em }</style>",
                    body=f'<p>{"a " * 900}</p><img src="none.png">'))
    live = ('<script>hit1 = 1; alert(1)</script><img src="https://else.example/a.png">'
            '<a href="javascript:hit2=1">a</a><p onmouseover="hit3=1">a</p>')
    try:
        page, piece = look(Site(work, "https://site.example/"),
                           [{"path": "", "width": 390, "axe": True},
                            {"html": live, "name": "a piece", "width": 390, "poke": True}])
    except judges.Unavailable as why:
        say.skip("a browser", str(why))
        return
    say.same("axe sees a picture without its text and weak ink", ["color-contrast", "image-alt"],
             sorted({one.split(":")[0] for one in page["violations"]} - {"landmark-one-main",
                                                                        "region"}))
    say.none("a page that sticks out is seen", [] if page["sticking"] else ["nobody complains"])
    say.same("a file that is missing too", ["https://site.example/none.png"], page["missing"])
    say.same("scripts, links and handlers", ["hit1", "hit2", "hit3"], sorted(piece["ran"]))
    say.same("dialogs", ["1"], piece["dialogs"])
    say.same("other hosts", ["https://else.example/a.png"], piece["foreign"])


def main():
    with Report() as say, tempfile.TemporaryDirectory() as folder:
        of_shared(say)
        of_pages(say, pathlib.Path(folder))
        of_linked(say, pathlib.Path(folder))
        of_browser(say, pathlib.Path(folder))
        say.none("what could run is seen", [piece for piece in LIVE if not list(active(Page(piece)))])
        say.none("what can't is let be", [piece for piece in STILL if list(active(Page(piece)))])
        say.same("schemes are read as browsers read them", ["javascript", "", "", "http"],
                 [scheme(one) for one in ("\x01 jav\tascript\n:x", "a/b:c", "?javascript:x",
                                          "HTTP://x")])


if __name__ == "__main__":
    main()
