# SPDX-License-Identifier: LGPL-2.1-or-later
"""docs/flags.md, held against factcheck and credit: precision and recall of flags and credits."""
import collections
import pathlib
import re
import sys
import tempfile
import unicodedata

import room

LEAST = 0.98
CLAIM = {"fr": "Le pont de Velmar a été détruit lundi, selon l’état-major.",
         "en": "The Velmar bridge was destroyed on Monday, according to the army."}
QUOTE = {"fr": "Le pont de Velmar a été détruit lundi",
         "en": "The Velmar bridge was destroyed on Monday"}
LEDGER = 'claims:\n  - {{id: pont, quote: "{quote}", by: "état-major", status: unverified}}\n'
FACTS = ("checks: [{uses: factcheck, with: {flag: "
         "\"{outlet} n'a pas pu vérifier ces affirmations.\", scope: article}}, {uses: credit}]")
# Of a picture's other rules nothing is asked here: it lacks no more than its credit.
PICTURE = ('images:\n  - {{file: photo.jpg, caption: "Le pont, lundi.", alt: "Un pont de pierre", '
           'credit: "{credit}", licence: "usage éditorial"}}\n')
# A grey picture of 8 by 8.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "10" * 64 +
    "ffc0000b080008000801011100ffc40014000100000000000000000000000000000000ffc40014100100000000000000"
    "000000000000000000ffda0008010100003f0000ffd9")


def typeset(text):
    for sign, meant in (("~", "\u00a0"), ("^", "\u202f"), ("¬", "\u00ad"), ("⏎", "\n")):
        text = text.replace(sign, meant)
    return text


def rows(page):
    """(section, number, mark, text, expected)"""
    for section in re.split(r"^## ", page, flags=re.M)[1:]:
        title = section.partition("\n")[0]
        for line in re.findall(r"^\| (\d+.*) \|$", section, re.M):
            first, text, expected = re.split(r" \| ", line)
            number, _, mark = first.partition(" ")
            yield title, int(number), mark, text, expected.strip("`")


def article(newsroom, row, lang):
    title, number, mark, text, _ = row
    outlet = mark if mark and mark != "NFD" else "CNN"
    front = f'title: "Le pont {number}"\ndate: 2026-03-17\nauthor: Inès Kador\noutlet: {outlet}\n'
    folder = f"articles/r{number}"
    body = CLAIM[lang]
    if title == "Credits":
        front += PICTURE.format(credit=text.replace('"', '\\"'))
        (newsroom.top / folder).mkdir(parents=True)
        (newsroom.top / folder / "photo.jpg").write_bytes(JPEG)
        newsroom.write(f"{folder}/claims.yaml", 'claims: []\n')
    else:
        text = typeset(text)
        body += "\n\n" + (unicodedata.normalize("NFD", text) if mark == "NFD" else text)
        newsroom.write(f"{folder}/claims.yaml", LEDGER.format(quote=QUOTE[lang]))
    newsroom.write(f"{folder}/index.{lang}.md", f"---\n{front}---\n\n{body}\n")


def judge(lang, chosen):
    """{number: rules that speak of it}"""
    found = collections.defaultdict(set)
    with tempfile.TemporaryDirectory() as top:
        newsroom = room.Room(top)
        newsroom.write("marbre.yaml", room.SETTINGS.replace("[fr]", f"[{lang}]")
                       .replace("source: en", f"source: {'fr' if lang == 'en' else 'en'}"))
        newsroom.write("workflows/newsroom.yaml",
                       room.WORKFLOW.partition("    checks:")[0] + "    " + FACTS + "\n")
        for row in chosen:
            article(newsroom, row, lang)
        newsroom.commit()
        for finding in newsroom.check("--all", "--as", "desk"):
            found[int(re.search(r"/r(\d+)$", finding["article"]).group(1))].add(finding["rule"])
    return found


FLAGS = {"factcheck/flag-missing", "factcheck/flag-quoted", "factcheck/flag-other-outlet"}
CREDITS = {"credit/credit-anonymous", "credit/photographer-missing", "credit/credit-missing",
           "credit/credit-format"}


def weigh(chosen, found, good, rules):
    """A row is right where it is called what it is. `good` is said where no rule is."""
    right, told, called, are = 0, [], 0, 0
    for _, number, _, text, expected in chosen:
        said = (found[number] & rules) or {good}
        called += said == {good}
        are += expected == good
        right += expected == good and said == {good}
        if said != {expected}:
            told.append(f"{number}: {', '.join(sorted(said))} and not {expected}: {text}")
    return right / max(called, 1), right / max(are, 1), told


def main():
    every = list(rows(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))
    english = [row for row in every if row[0].startswith("English")]
    french = [row for row in every if row not in english]
    found = judge("fr", french)
    found.update(judge("en", english))
    points = []
    for name, good, rules, chosen, least in (
            ("flags", "flag", FLAGS, [r for r in every if r[0] != "Credits"], 60),
            ("credits", "ok", CREDITS, [r for r in every if r[0] == "Credits"], 40)):
        precision, recall, told = weigh(chosen, found, good, rules)
        for line in told:
            print("#", line)
        print(f"# {name}: {len(chosen)} rows, precision {precision:.3f}, recall {recall:.3f}, "
              f"{len(told)} called wrong")
        points += [(len(chosen) >= least, f"there are {least} {name} and more"),
                   (precision >= LEAST and recall >= LEAST, f"{name}: both are 0.98 and more"),
                   (len(told) <= (1 - LEAST) * len(chosen), f"{name}: the right rule speaks")]
    sys.exit(room.report(points))


if __name__ == "__main__":
    main()
