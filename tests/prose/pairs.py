# SPDX-License-Identifier: LGPL-2.1-or-later
"""A bilingual site, judged as if each French page were to be published: nothing may crash.

MARBRE_PAIRS names a checkout with pages in English and French: page.en.md beside page.fr.md, or
en/… beside fr/…. What is found is counted, by rule and for a thousand words: nobody knows how many
of a stranger's pages are right, so there is no figure to hold.
"""
import collections
import os
import pathlib
import re
import sys
import tempfile

import room

FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)\r?\n.*?^\1\r?\n", re.S | re.M)
MOST = 4 << 20


def french_of(english):
    """Where the French of an English page would be."""
    if re.search(r"\.en\.(md|markdown)$", english.name):
        yield english.with_name(english.name.replace(".en.", ".fr."))
    parts = list(english.parts)
    for index, part in enumerate(parts[:-1]):
        if part in ("en", "english"):
            yield pathlib.Path(*parts[:index], part.replace("en", "fr", 1), *parts[index + 1:])
    if re.search(r"\.(md|markdown)$", english.name):
        yield english.with_name(re.sub(r"\.(md|markdown)$", r".fr.\1", english.name))


def pairs(site):
    for english in sorted(site.rglob("*.m*d*")):
        if not english.is_file() or english.suffix not in (".md", ".markdown"):
            continue
        french = next((path for path in french_of(english) if path.is_file()), None)
        if french and french != english:
            yield english, french


def body(path):
    text = path.read_bytes()[:MOST].decode("utf-8", "replace").replace("\r\n", "\n")
    return FRONT.sub("", text.replace("\r", "\n"), count=1)


def main():
    site = os.environ.get("MARBRE_PAIRS")
    if not site:
        print("1..0 # SKIP MARBRE_PAIRS names no checkout of a bilingual site")
        return 0
    words = 0
    with tempfile.TemporaryDirectory() as top:
        newsroom = room.Room(top)
        count = 0
        for count, (english, french) in enumerate(pairs(pathlib.Path(site)), 1):
            text = body(french)
            words += len(text.split())
            front = f'title: "Page {count}"\nsource-lang: en\ndate: 2026-03-17\n'
            newsroom.write(f"articles/p{count}/index.fr.md", f"---\n{front}---\n\n{text}")
            newsroom.write(f"articles/p{count}/index.en.md",
                           f"---\ntitle: \"Page {count}\"\n---\n\n{body(english)}")
        newsroom.commit()
        findings = newsroom.check("--all", "--as", "desk")
        shown = os.environ.get("MARBRE_PAIRS_SHOW")
        for finding in findings:
            if shown and finding["rule"] in shown.split(","):
                print(f"# {finding['rule']} {finding['path']}:{finding['start']['line']} "
                      f"{room.words(top, finding)[:100]!r} {finding['message'][:200]}")
    rules = collections.Counter(finding["rule"] for finding in findings)
    print(f"# {count} pages, {words} words of French")
    for rule, number in sorted(rules.items()):
        print(f"# {rule:34} {number:6} {1000 * number / max(words, 1):8.2f} a thousand words")
    engine = [rule for rule in rules if rule.startswith("marbre/plugin-")]
    return room.report([(count > 0, "there are pages in both languages"),
                        (not engine, f"every page could be judged {' '.join(engine)}")])


if __name__ == "__main__":
    sys.exit(main())
