# SPDX-License-Identifier: LGPL-2.1-or-later
"""Mutation test of the judge: each condition of the gate and of verify removed in turn.

  mutants.py [--build DIR] [--only WORDS] [--part K/N] [--stories NAME,NAME]
                                                         build and try what mutants.txt lists
  mutants.py --again LOG                                 of those, what survived in an earlier run
  mutants.py --find                                      conditions that it does not list yet

A line of mutants.txt is FILE, FUNCTION, TEXT and REPLACEMENT, with tabs between; the text stands
once in that function, so that a mutant survives edits elsewhere. A fifth word says why a mutant is
equivalent: no test can tell it from the program. Works on a copy of the tree below DIR.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
FOLDERS = ("core/gate", "core/proof")
UNITS = ["gate/test-gate-gate", "gate/test-gate-afterlife", "gate/test-gate-step",
         "gate/test-gate-hours"]
PLUGINS = ("draft", "translation", "factcheck", "credit", "publish")
FUNCTION = re.compile(r"^(\w+)\(.*?^\{\n(.*?)^\}", re.M | re.S)


def functions(text):
    """Name and body of each function: (name, start, end)."""
    for found in FUNCTION.finditer(text):
        yield found.group(1), found.start(2), found.end(2)


def conditions(body):
    """Each `if (…)` of a body, its condition whole."""
    for found in re.finditer(r"\bif \(", body):
        depth, at = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(body[at], 0)
            at += 1
        yield body[found.start():at]


def read_list():
    rows = []
    for line in (HERE / "mutants.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            words = [word.replace("\\n", "\n") for word in line.split("\t")]
            rows.append(words + [""] * (5 - len(words)))
    return rows


def find():
    """Conditions that no mutant removes yet, as lines for the list."""
    known = {(row[0], row[1], row[2]) for row in read_list()}
    for folder in FOLDERS:
        for path in sorted((TOP / folder).glob("*.c")):
            name, text = f"{folder}/{path.name}", path.read_text()
            for function, start, end in functions(text):
                body = text[start:end]
                for condition in conditions(body):
                    if body.count(condition) == 1 and (name, function, condition) not in known:
                        print("\t".join((name, function, condition.replace("\n", "\\n"),
                                         "if (0)")))


def mutated(text, row):
    for function, start, end in functions(text):
        if function == row[1] and text[start:end].count(row[2]) == 1:
            return text[:start] + text[start:end].replace(row[2], row[3]) + text[end:]
    return None


class Copy:
    """A copy of the tree, built without ornament."""

    def __init__(self, place, stories):
        self.prefix, self.stories = place / "prefix", stories
        self.top, self.build = place / "tree", place / "build"
        self.top.mkdir(parents=True, exist_ok=True)
        files = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, check=True,
                               capture_output=True).stdout.decode().split("\0")
        for name in filter(None, files):
            old, new = TOP / name, self.top / name
            if not old.is_file() or new.is_file() and old.read_bytes() == new.read_bytes():
                continue
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old, new)
        if not (self.build / "build.ninja").exists():
            subprocess.run(["meson", "setup", self.build, self.top, "-Dbuildtype=debug",
                            "-Doptimization=0", "--prefix", self.prefix, "--libdir", "lib"],
                           check=True, stdout=subprocess.DEVNULL)
        self.targets = ([f"tests/unit/{unit}" for unit in UNITS] + ["tests/proof/histories"] +
                        [f"plugins/{id}/{id}.so" for id in PLUGINS])
        if stories:
            subprocess.run(["ninja", "-C", self.build, "-j2"], check=True,
                           stdout=subprocess.DEVNULL)
            subprocess.run(["meson", "install", "-C", self.build, "--quiet", "--no-rebuild"],
                           check=True)
            self.targets.append("core/cli/marbre")
        if not self.compile():
            sys.exit("mutants: the tree does not build")

    def compile(self):
        return subprocess.run(["ninja", "-C", self.build, "-j2", *self.targets],
                              capture_output=True).returncode == 0

    def killer(self, histories, breaks):
        """The first test that fails; None where none does."""
        env = dict(os.environ, PLUGINS=str(self.build / "plugins"), LC_ALL="C.UTF-8", TZ="UTC",
                   G_TEST_SRCDIR=str(self.top / "tests/unit/gate"),
                   MARBRE_HISTORIES=str(histories), MARBRE_BREAKS=str(breaks))
        for unit in UNITS + ["histories"]:
            program = self.build / ("tests/proof/histories" if unit == "histories"
                                    else f"tests/unit/{unit}")
            try:
                done = subprocess.run([program], env=env, capture_output=True, timeout=300)
            except subprocess.TimeoutExpired:
                return unit
            if done.returncode != 0:
                return unit
        return self.story_killer() if self.stories else None

    def story_killer(self):
        """The same of the stories of the command line, told to this program."""
        shutil.copy2(self.build / "core/cli/marbre", self.prefix / "bin/marbre")
        for story in self.stories:
            env = dict(os.environ, MARBRE_ROOT=str(self.prefix))
            done = subprocess.run(["bash", self.top / f"tests/cli/{story}.sh"], env=env,
                                  capture_output=True)
            if done.returncode != 0:
                return story
        return None


def shown(row):
    return f"{row[0]} {row[1]}: {' '.join(row[2].split())} -> {row[3]}"


def try_one(copy, row, options):
    path = copy.top / row[0]
    text = path.read_text()
    changed = mutated(text, row)
    if changed is None:
        return "stale", ""
    path.write_text(changed)
    try:
        if not copy.compile():
            return "unbuilt", ""
        killer = copy.killer(options.histories, options.breaks)
        return ("killed", killer) if killer else ("survived", row[4])
    finally:
        path.write_text(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=str(TOP / "build/mutants"))
    parser.add_argument("--only", default="")
    parser.add_argument("--again")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--histories", type=int, default=40)
    parser.add_argument("--breaks", type=int, default=40)
    parser.add_argument("--stories", default="")
    parser.add_argument("--find", action="store_true")
    options = parser.parse_args()
    if options.find:
        return find()
    part, parts = map(int, options.part.split("/"))
    rows = [row for row in read_list() if options.only in "\t".join(row)][part - 1::parts]
    if options.again:
        survived = pathlib.Path(options.again).read_text().splitlines()
        rows = [row for row in rows
                if any(line.startswith(f"survived   {shown(row)}  [") for line in survived)]
    stories = list(filter(None, options.stories.split(",")))
    copy = Copy(pathlib.Path(options.build), stories)
    counts, holes = {}, 0
    if copy.killer(options.histories, options.breaks):
        sys.exit("mutants: the tests fail as it is")
    for row in rows:
        what, why = try_one(copy, row, options)
        holes += what in ("stale", "unbuilt") or (what == "survived" and not why)
        what = "equivalent" if what == "survived" and why else what
        counts[what] = counts.get(what, 0) + 1
        print(f"{what:10} {shown(row)}  [{why}]", flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return sys.exit(holes != 0)


main()
