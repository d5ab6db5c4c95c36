# SPDX-License-Identifier: LGPL-2.1-or-later
"""docs/paragraphs.md, held against draft and translation: precision and recall by rule."""
import collections
import pathlib
import re
import sys
import tempfile

import room

LEAST = 0.95
FRONT = 'title: "Paragraphe {number}"\nlang: {lang}\n{source}date: 2026-03-17\nauthor: Inès Kador\noutlet: CNN\n'
GLOSSARY = """\
version: 1
source-lang: en
target-lang: fr
entries:
  - {id: corridor, kind: place, en: ["Latchvar corridor"], fr: "corridor de Latchvar",
     refused: ["couloir de Lachvar"]}
  - {id: sarnia, kind: place, en: ["Sarnia"], fr: "Sarnie", accepted: ["Sarnye"],
     refused: ["Sarnia"]}
  - {id: prime-minister, kind: title, en: ["Prime Minister"], fr: "Premier ministre",
     refused: ["premier ministre"]}
"""


def typeset(text):
    return text.replace("~", "\u00a0").replace("^", "\u202f")


def paragraphs(cell):
    return "\n\n".join(part.strip(" ") for part in typeset(cell).split("¶")) + "\n"


def expectations(cell):
    """[(rule, words)] of a cell; words end at a semicolon that another rule follows."""
    if cell == "–":
        return []
    return [(rule, typeset(words.strip(" ")))
            for rule, words in re.findall(r"`([a-z]+/[a-z-]+)`: (.*?)(?=; `|$)", cell)]


def rows(page):
    """(number, locale, English or None, French, expectations, glossary?) of every row."""
    for section in re.split(r"^## ", page, flags=re.M)[1:]:
        for line in re.findall(r"^\| (\d+.*) \|$", section, re.M):
            cells = [cell.strip(" ") for cell in re.split(r" \| ", line)]
            number, _, lang = cells[0].partition(" ")
            english = cells[1] if len(cells) == 4 else None
            yield (number, lang or "fr", english, cells[-2], expectations(cells[-1]),
                   "glossary" in section.partition("\n")[0])


def make(top, chosen, glossary):
    newsroom = room.Room(top, glossary)
    for number, lang, english, french, *_ in chosen:
        source = "source-lang: en\n" if english else ""
        front = FRONT.format(number=number, lang=lang, source=source)
        newsroom.write(f"articles/p{number}/index.fr.md", f"---\n{front}---\n\n{paragraphs(french)}")
        if english:
            newsroom.write(f"articles/p{number}/index.en.md",
                           f"---\ntitle: \"Paragraph {number}\"\nlang: en\n---\n\n{paragraphs(english)}")
    newsroom.commit()
    return newsroom


def found_in(top, glossary, chosen):
    """{number: [(rule, severity, words)]}"""
    found = collections.defaultdict(list)
    newsroom = make(top, chosen, GLOSSARY if glossary else None)
    for finding in newsroom.check("--all", "--as", "desk"):
        number = re.search(r"/p(\d+)$", finding["article"]).group(1)
        found[number].append((finding["rule"], finding["severity"],
                              room.words(top, finding)))
    return found


def agrees(wanted, words):
    return wanted in words or (words != "" and words in wanted)


def weigh(row, found, score, told):
    number, _, english, french, wanted, _ = row
    left = list(found)
    for rule, words in wanted:
        hit = next((f for f in left if f[0] == rule and agrees(words, f[2])), None)
        hit = hit or next((f for f in left if f[0] == rule and f[2] == ""), None)
        if hit:
            left.remove(hit)
            score[rule]["right"] += 1
        else:
            score[rule]["missed"] += 1
            told.append(f"{number}: {rule} not found at: {words}")
    for rule, severity, words in left:
        score[rule]["wrong"] += 1
        told.append(f"{number}: {severity} {rule} too many at: {words[:60]}")


def ratio(part, whole):
    return part / whole if whole else 1.0


def table(score):
    yield f"{'rule':34} {'right':>5} {'wrong':>5} {'missed':>6} {'precision':>9} {'recall':>6}"
    total = collections.Counter()
    for rule, one in sorted(score.items()):
        total += one
        yield (f"{rule:34} {one['right']:5} {one['wrong']:5} {one['missed']:6} "
               f"{ratio(one['right'], one['right'] + one['wrong']):9.2f} "
               f"{ratio(one['right'], one['right'] + one['missed']):6.2f}")
    precision = ratio(total["right"], total["right"] + total["wrong"])
    recall = ratio(total["right"], total["right"] + total["missed"])
    yield (f"{'all':34} {total['right']:5} {total['wrong']:5} {total['missed']:6} "
           f"{precision:9.2f} {recall:6.2f}")
    score["all"] = collections.Counter(total)


def main():
    all_rows = list(rows(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))
    score, told, blocked = collections.defaultdict(collections.Counter), [], []
    for glossary in (False, True):
        chosen = [row for row in all_rows if row[5] == glossary]
        with tempfile.TemporaryDirectory() as top:
            found = found_in(top, glossary, chosen)
        for row in chosen:
            weigh(row, found[row[0]], score, told)
            if not row[4] and any(f[1] == "error" for f in found[row[0]]):
                blocked.append(row[0])
    for line in told + list(table(score)):
        print("#", line)
    total = score["all"]
    sys.exit(room.report([
        (len(all_rows) >= 60, f"there are sixty paragraphs and more: {len(all_rows)}"),
        (ratio(total["right"], total["right"] + total["wrong"]) >= LEAST, "precision is 0.95 and more"),
        (ratio(total["right"], total["right"] + total["missed"]) >= LEAST, "recall is 0.95 and more"),
        (not blocked, f"no clean paragraph is blocked{': ' if blocked else ''}{' '.join(blocked)}"),
    ]))


if __name__ == "__main__":
    main()
