# SPDX-License-Identifier: LGPL-2.1-or-later
"""Types what a day of the newsroom types, and reads each line that the screen answers.

days.py [--update] FOLDER FILE...   the installed marbre is found by PATH; FOLDER is for the newsrooms

A file is Markdown. What somebody types is in a block of ```console, `Hugo $ marbre list`, with the
whole answer below it; what somebody writes is in a block of ```diff, words out and words in. What a
reader need not see is said in comments of one line:

  <!-- newsroom -->         a copy of the example newsroom, whose people read French; <!-- newsroom
                            en --> English; <!-- site NAME --> a site of tests/data/adopting
  <!-- after FILE -->       the newsroom as another file leaves it
  <!-- at INSTANT -->       what follows happens then
  <!-- ends 0 1 -->         how the commands of the next block end, unless all of them end with 0
  <!-- machine -->          the next block is read by a machine: it may speak of commits
  <!-- do: COMMAND -->      typed by whoever is at the keyboard, and not shown; it must end with 0

With --update the answers are written anew, for a person to read the difference.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = {
    "Marc": "Marc Delatour", "Paul": "Paul Renaud", "Hugo": "Hugo Marchetti",
    "Sofia": "Sofia Brandt", "Léa": "Léa Morel", "Inès": "Inès Kaddour", "Noé": "Noé Vidal",
    "Nora": "Nora Vidal", "Sam": "Sam Ward",
}
ENGLISH = ["Sam"]  # says people.yaml
ADDRESSES = {"Léa": "lea", "Inès": "ines", "Noé": "noe"}
TYPED = re.compile(r"^(\w+) \$ (.+)$")
# What the screen of an editor never says.
FORBIDDEN = re.compile(
    r"\b(digests?|scopes?|bundles?|front matter|revisions?|branch(es)?|ids?|commits?|refs?|HEAD|"
    r"empreintes?|révisions?|branches?|identifiants?|front-matter|dépôt git)\b", re.I)
# Nor is whoever reads French told to type English: words in the place of others, and the commands
# that have another name in French, as the program itself lists them.
STAND_INS = r"WHY|TITLE|WORDS|STAGE|FILE|KEYFILE|RULE|ROLE|WHO|KIND|PATH"
LISTED = re.compile(r"^  ([^\s-]\S*) +([a-z-]+) +\S", re.M)
UNSTABLE = [(re.compile(r"\b[0-9a-f]{40}\b"), "0" * 40), (re.compile(r"\b[0-9a-f]{10}\b"), "0123456789"),
            (re.compile(r"\b01[0-9a-z]{24}\b"), "01…"),
            (re.compile(r"\b\d+ (secondes?|seconds?)\b"), r"1 \1")]

# What marbre calls now is when the story says that it is; git speaks English, whatever it can.
CLOCK = ('marbre() { command marbre --at "$GIT_AUTHOR_DATE" "$@"; }; '
         'git() { LANGUAGE=en command git "$@"; }; ')


def english_proposals():
    """What a French screen never proposes."""
    listed = subprocess.run(["marbre", "--ui-lang", "fr", "--help"], stdout=subprocess.PIPE,
                            check=True).stdout.decode()
    names = [english for french, english in LISTED.findall(listed) if french != english]
    return re.compile(rf"\bmarbre ({'|'.join(names)})(?![\w-])|\bmarbre .*\b({STAND_INS})\b")


class Day:
    """One file: its newsroom, who is at the keyboard, and what has gone wrong."""

    proposed = None

    def __init__(self, file, folder, days):
        self.file = file
        self.days = days
        days[file] = self
        self.folder = folder / f"{file.parent.name}-{file.stem}"
        self.folder.mkdir()
        self.here = self.folder
        english = file.parent.name == "en"
        self.environment = dict(os.environ, LANGUAGE="en" if english else "fr")
        self.wrong = []
        self.ends = None
        self.machine = False
        self.now = None

    def sit_down(self, person):
        address = f"{ADDRESSES.get(person, person.lower())}@gazette.example"
        for role in ("AUTHOR", "COMMITTER"):
            self.environment[f"GIT_{role}_NAME"] = NAMES.get(person, person)
            self.environment[f"GIT_{role}_EMAIL"] = address

    def type(self, command):
        """The answer, and how it ended."""
        if command.startswith("cd "):
            self.here = (self.here / command[3:]).resolve()
            return "", 0
        done = subprocess.run(["bash", "-c", CLOCK + command], cwd=self.here, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        said = done.stdout.decode().replace(str(self.folder), "…")
        said = "\n".join(line.rstrip() for line in said.split("\n")).rstrip("\n")
        for unstable, stable in UNSTABLE:
            said = unstable.sub(stable, said)
        return said, done.returncode

    def do(self, command):
        said, code = self.type(command)
        if code != 0:
            self.wrong.append(f"“{command}” ended with {code}:\n{said}")

    def open(self, kind, name):
        self.environment.update({"GIT_AUTHOR_DATE": "2026-03-16T09:00:00+01:00",
                                 "GIT_COMMITTER_DATE": "2026-03-16T09:00:00+01:00"})
        self.sit_down("Marc")
        self.here = self.folder / "gazette"
        if kind == "site":
            shutil.copytree(ROOT / "tests/data/adopting" / name, self.here)
            self.sit_down("Nora")
        else:
            shutil.copytree(ROOT / "examples/newsroom", self.here)
            shutil.copytree(ROOT / "examples/wire", self.folder / "depeches")
            if name == "en":
                people = self.here / "people.yaml"
                people.write_text(people.read_text().replace("lang: fr", "lang: en"))
        self.do("git init -q --template= -b main . && git add -A && git commit -qm Ouverture")

    def follow(self, file):
        before = self.days.get(file)
        if before is None:
            before = Day(file, self.folder.parent, self.days)
            before.read()
        shutil.copytree(before.folder, self.folder, dirs_exist_ok=True)
        self.here = self.folder / before.here.relative_to(before.folder)

    def note(self, word, rest):
        if word in ("newsroom", "site"):
            self.open(word, rest)
        elif word == "after":
            self.follow((self.file.parent / rest).resolve())
        elif word == "at":
            self.environment["GIT_AUTHOR_DATE"] = self.environment["GIT_COMMITTER_DATE"] = rest
        elif word == "ends":
            self.ends = [int(end) for end in rest.split()]
        elif word == "machine":
            self.machine = True
        elif word == "do:":
            self.do(rest)
        else:
            self.wrong.append(f"there is no <!-- {word} -->")

    def write(self, lines):
        """Somebody's own editor: the words out are found once, the words in take their place."""
        file = self.here / lines[0].removeprefix("+++ ")
        old = "\n".join(line[1:] for line in lines[1:] if line[:1] in "- ")
        # A no-break space is typed as any other.
        held = re.compile(re.sub(r"(\\ | |\u00a0|\u202f)", "[ \u00a0\u202f]", re.escape(old)))
        new = "\n".join(line[1:] for line in lines[1:] if line[:1] in "+ ")
        text = file.read_text() if file.exists() else ""
        if not old:
            text += new + "\n"
        elif len(held.findall(text)) != 1:
            self.wrong.append(f"{lines[0]} has not once:\n{old}\nbut:\n{text}")
        else:
            text = held.sub(lambda _: new, text)
        file.write_text(text)

    def converse(self, lines):
        """The block as it is now."""
        answers, ends, machine = [], [], self.machine
        for line in lines:
            typed = TYPED.match(line)
            if not typed:
                continue
            person, command = typed.groups()
            self.sit_down(person)
            said, end = self.type(command)
            ends.append(end)
            answers += ([""] if answers else []) + [line] + (said.split("\n") if said else [])
            # Of what git shows, what the server says is ours.
            ours = said if not command.startswith("git ") else "\n".join(
                line for line in said.split("\n") if line.startswith("remote: "))
            for word in () if machine else FORBIDDEN.finditer(ours):
                self.wrong.append(f"“{command}”: an editor reads “{word.group()}” in:\n{said}")
            french = self.environment["LANGUAGE"] == "fr" and person not in ENGLISH
            for words in self.proposed.finditer(said) if french else ():
                self.wrong.append(f"“{command}” proposes “{words.group()}” in:\n{said}")
        expected = self.ends or [0] * len(ends)
        self.ends, self.machine = None, False
        if ends != expected:
            self.wrong.append(f"the commands ended with {ends}, not {expected}:\n" +
                              "\n".join(answers))
        return answers

    def read(self):
        """The whole file as it would be now."""
        lines, now, at = self.file.read_text().splitlines(), [], 0
        while at < len(lines):
            line = lines[at]
            at += 1
            now.append(line)
            note = re.fullmatch(r"<!-- (\S+) ?(.*?) -->", line)
            if note:
                self.note(*note.groups())
            elif line in ("```console", "```diff"):
                end = lines.index("```", at)
                block = lines[at:end]
                if line == "```diff":
                    self.write(block)
                else:
                    block = self.converse(block)
                now += block + ["```"]
                at = end + 1
        self.now = "\n".join(now) + "\n"
        return self.now


def main(words):
    update = "--update" in words
    folder, *files = [pathlib.Path(word) for word in words if word != "--update"]
    failed, days = False, {}
    Day.proposed = english_proposals()
    for number, file in enumerate(files, 1):
        file = file.resolve()
        day = days.get(file) or Day(file, folder.resolve(), days)
        before, now = file.read_text(), day.now or day.read()
        if now != before and update:
            file.write_text(now)
        elif now != before:
            day.wrong += difflib.unified_diff(before.splitlines(), now.splitlines(), str(file),
                                              "the screen", "", lineterm="", n=3)
        print(f"{'not ' if day.wrong else ''}ok {number} - {file.relative_to(ROOT)}")
        for wrong in day.wrong:
            print("\n".join(f"# {line}" for line in wrong.split("\n")))
        failed |= bool(day.wrong)
    print(f"1..{len(files)}")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
