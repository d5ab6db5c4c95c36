# SPDX-License-Identifier: LGPL-2.1-or-later
"""The newsrooms whose sites are judged: the example, and one of 200 articles of every kind."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from room import FORMATS, Room, WORKFLOW

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
ARTICLES = 200
TITLES = (
    'Rock & roll, l’été <en plein air> : « 100 % » complet',
    '"Tout", dit-elle, \'rien\'',
    "مرفأ القمر يفتح أبوابه",
    "港の市場が再開",
    "Ж" * 300,
    "🎈 Fête au port 🎈",
    "2026",
    "yes",
    "e\u0301te\u0301 a\u0300 Port-Lune",
    "</title><h1>Non",
    "]]> & ]]&gt;",
    "L’eau monte\u2028encore",
    "Un\u00a0titre\u202f: deux\u00a0espaces\u00adinsécables",
    "- tiret, # dièse, : deux-points",
)
SECTIONS = ("Monde / Europe", "Économie & société", "C++", "Été", "ete", "日本", "a" * 200, "..")
NAMES = ("Léa Morel", "LÉA MOREL", "Jean-Loup d’Été", "O'Brien", "Dr. No", "李小龍", "../..", "A",
         "Marie “Mimi” <Durand>", "M\u00a0Espace", "Deux\tmots,\ndeux lignes")


def quoted(text):
    for written, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\u2028", "\\L"), ("\n", "\\n"),
                             ("\t", "\\t")):
        text = text.replace(written, escaped)
    return '"' + text + '"'


def set_key(text, key, value):
    """The front matter with this key, as it stands or in place of what it was."""
    line = f"{key}: {value}\n"
    changed, count = re.subn(rf"(?m)^{key}:.*\n", lambda _: line, text, count=1)
    return changed if count else text.replace("---\n", "---\n" + line, 1)


def generate(folder):
    """Articles in French with their English source, or None without the generator."""
    generator = os.path.join(os.environ.get("MARBRE_SHARED", ""), "bench", "gen_newsroom.py")
    if not os.path.isfile(generator):
        return False
    subprocess.run([sys.executable, generator, str(folder), "--articles", str(ARTICLES), "--seed",
                    "5", "--defects", "0", "--paragraphs", "4-14", "--truth",
                    str(folder) + ".truth.json"], check=True, stdout=subprocess.DEVNULL)
    for name in ("glossary", ".gitattributes"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return True


def vary(room):
    """Half in two languages; odd titles, sections and names; bodies with all that Markdown has."""
    for number, folder in enumerate(room.articles()):
        path = room.folder / folder
        french = (path / "index.fr.md").read_text()
        if number % 2:
            (path / "index.en.md").unlink()
            french = re.sub(r"(?m)^source-lang:.*\n", "", french)
        if number < len(TITLES):
            french = set_key(french, "title", quoted(TITLES[number]))
        if number % 9 == 1:
            section = SECTIONS[number // 9 % len(SECTIONS)]
            french = set_key(french, "section", quoted(section))
        if number % 5 == 2:
            some = NAMES[number % 7:number % 7 + number % 4 + 1]
            french = set_key(french, "author", "[" + ", ".join(map(quoted, some)) + "]")
            french = set_key(french, "translator", quoted(NAMES[number % len(NAMES)]))
        if number % 20 == 3:
            french += EVERYTHING
        (path / "index.fr.md").write_text(french)


EVERYTHING = """
# Un titre de premier niveau

Un *mot*, un **autre**, un `code` et un [lien](https://port-lune.example/a?b=1&c=2 "avec titre"),
une [photo](photo.jpg), un courriel <bureau@gazette.example>.\\
Une ligne coupée.

## Deuxième

> Une citation
>
> > dans une citation

1. un
2. deux
   - trois
   - quatre

```python
print("<b>&amp;</b>")
```

---

###### Le plus petit

![](photo.jpg "une image sans texte")

Du <b>HTML</b>, une &eacute;tiquette &lt;b&gt;, et rien du tout : &#65534;.
"""


def correct(room, articles, kind, word):
    for article in articles:
        path = room.folder / article / "index.fr.md"
        path.write_text(path.read_text() + f"\nPrécision {word} : le chantier dure 3 ans.\n")
    notes = []
    for language, note in (("fr", f"La {word} version de « cet article » & d’autres l’omettait."),
                           ("en", f"The {word} version of “this article” & others left it out.")):
        if language == "fr" or (room.folder / articles[0] / "index.en.md").exists():
            notes += [f"--note-{language}", note]
    room.marbre("correct", *articles, "--kind", kind, *notes)
    room.marbre("publish", *articles)


def of_many(folder, root, formats=FORMATS, more=""):
    """200 articles published in batches, then corrected and retracted; None where it can't be."""
    room = Room(folder, root, formats, more)
    if not generate(room.folder):
        return None
    vary(room)
    room.found()
    articles = room.articles()
    for start in range(0, ARTICLES, 40):
        room.clock(f"2026-03-18T{10 + start // 40}:00:00+01:00")
        room.marbre("publish", *articles[start:start + 40])
    two, one = articles[0::2], articles[1::2]
    room.clock("2026-03-19T08:00:00+01:00")
    correct(room, two[10:13], "correction", "première")
    correct(room, one[10:12], "update", "première")
    room.clock("2026-03-19T09:00:00+01:00")
    correct(room, one[12:14], "clarification", "première")
    correct(room, two[10:11], "correction", "deuxième")
    room.clock("2026-03-19T10:00:00+01:00")
    room.marbre("retract", *two[20:22], "--note-fr", "Le témoin <n’a> rien dit.", "--note-en",
                "The witness said nothing.", "-m", "dedans")
    room.marbre("retract", *one[20:22], "--note-fr", "Retiré & regretté.", "-m", "dedans")
    return room


PEOPLE = {"marc": "Marc Delatour", "paul": "Paul Renaud", "hugo": "Hugo Marchetti",
          "sofia": "Sofia Brandt", "lea": "Léa Morel", "ines": "Inès Kaddour"}
# Who does what at each stage of the example.
DESKS = {"draft": (("hugo", "advance"),), "translation": (("sofia", "approve"), ("sofia", "advance")),
         "fact-check": (("ines", "approve"), ("lea", "advance")),
         "photo-credit": (("paul", "advance"),)}
NORTH, MARKET = "digue-nord", "marche-couvert"


def by(room, person, *words):
    """Somebody of the example newsroom types a command."""
    room.person(PEOPLE[person], person + "@gazette.example")
    return room.marbre(*words)


def bring(room, article):
    """Through every desk, to the last stage."""
    state = room.folder / "articles" / "2026" / "03" / article / "state.yaml"
    while True:
        found = re.search(r"(?m)^stage: (.*)$", state.read_text()) if state.exists() else None
        stage = found.group(1) if found else "draft"
        if stage not in DESKS:
            return
        for person, what in DESKS[stage]:
            by(room, person, what, article)


def of_example(folder, root):
    """The example newsroom, its two ready articles published the way its people do it."""
    room = Room(folder, root)
    shutil.copytree(TOP / "examples" / "newsroom", room.folder)
    rules = room.folder / "workflows" / "newsroom.yaml"
    rules.write_text(re.sub(r"formats: \[[^]]*\]", f"formats: [{', '.join(room.formats)}]",
                            rules.read_text()))
    room.person(PEOPLE["marc"], "marc@gazette.example")
    room.git("init", "-q", "--template=", "-b", "main", ".")
    room.git("add", "-A")
    room.git("reset", "-q", "--", "articles")
    room.git("commit", "-q", "-m", "Ouverture")
    room.git("add", "-A")
    room.git("commit", "-q", "-m", "Articles")
    for article in (MARKET, NORTH):
        bring(room, article)
    by(room, "marc", "publish", MARKET, NORTH)
    return room
