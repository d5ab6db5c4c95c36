# SPDX-License-Identifier: LGPL-2.1-or-later
"""Mutation test of the judge: each condition of the gate and of verify removed in turn.

  mutants.py [--build DIR] [--only WORDS] [--part K/N] [--again LOG] [--with KIND,KIND] [--jobs N]
                                         build, and try what mutants.txt lists
  mutants.py --find                      conditions that no list has yet

A line of mutants.txt is FILE, FUNCTION and CONDITION, with tabs between; the text stands once in
that function, so that a mutant survives edits elsewhere. equivalent.txt has the same and a reason.
README.md says how it is done. KIND is units, histories or stories.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
FOLDERS = ("core/gate", "core/proof")
STORIES = ("gate", "advance", "approve", "waive", "spike", "correct", "retract", "schedule",
           "embargo", "adopt", "people", "night", "translations", "publish", "history", "workflow",
           "verify", "verify-anywhere", "signed", "hook", "proof")
HISTORIES = [(1, 12, {}), (1, 10, {"MARBRE_SIGNED": "1"}), (13, 40, {})]  # seeds, and how
KINDS = ("units", "histories", "stories")  # in turn, while something is left
PLUGINS = r"plugins/[\w-]+/[\w.-]+\.(so|yaml)"
NEEDED = {"units": PLUGINS + r"|tests/unit/((gate|proof)/test-[\w-]+|desk/test-desk-message)",
          "histories": PLUGINS + r"|tests/proof/histories", "stories": "all"}
LONGEST = 300  # seconds that a test may take
FUNCTION = re.compile(r"^(\w+)\(.*?^\{\n(.*?)^\}", re.M | re.S)
FAILED = re.compile(rb"^(not ok|# seed|Bail out)")
SWITCH = """
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int marbre_mutant(int number);
int
marbre_mutant(int number)
{
    static unsigned char met[4096];
    static int on = -2;
    if (on == -2)
        on = getenv("MARBRE_MUTANT") == NULL ? -1 : atoi(getenv("MARBRE_MUTANT"));
    if (!met[number] && getenv("MARBRE_MET") != NULL) {
        char line[16];
        int fd = open(getenv("MARBRE_MET"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0 || write(fd, line, (size_t)sprintf(line, "%d\\n", number)) < 0)
            abort();
        close(fd);
        met[number] = 1;
    }
    return on == number;
}
"""


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


def read_list(name):
    """Rows of a list: (FILE, FUNCTION, CONDITION, …)."""
    lines = (HERE / name).read_text().splitlines()
    return [tuple(re.sub(r"\\\\|\\n", lambda found: {"\\n": "\n"}.get(found[0], "\\"), word)
                  for word in line.split("\t"))
            for line in lines if line and not line.startswith("#")]


def find():
    """Conditions that no mutant removes yet, as lines for the list."""
    known = {row[:3] for row in read_list("mutants.txt") + read_list("equivalent.txt")}
    for folder in FOLDERS:
        for path in sorted((TOP / folder).glob("*.c")):
            name, text = f"{folder}/{path.name}", path.read_text()
            for function, start, end in functions(text):
                body = text[start:end]
                for condition in conditions(body):
                    if body.count(condition) == 1 and (name, function, condition) not in known:
                        print("\t".join((name, function, condition.replace("\\n", "\\\\n").replace("\n", "\\n"))))


def switched(text, numbered):
    """A file with switches before its conditions; whatever is not there any more is stale."""
    stale = []
    for number, (_, function, condition) in numbered:
        places = [(start, end) for name, start, end in functions(text)
                  if name == function and text[start:end].count(condition) == 1]
        if len(places) != 1:
            stale.append(number)
            continue
        start, end = places[0]
        guarded = f"if (!marbre_mutant({number}) && ({condition[len('if ('):-1]}))"
        text = text[:start] + text[start:end].replace(condition, guarded) + text[end:]
    return "int marbre_mutant(int number);\n" + text, stale


def write_new(path, data):
    """Leaves alone what is the same, for the sake of ninja."""
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class Copy:
    """A copy of the tree, all mutants in it."""

    def __init__(self, place, rows):
        self.top, self.build = place / "tree", place / "tree/build/main"
        self.prefix, self.stale = place / "prefix", []
        files = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=TOP, check=True,
                               capture_output=True).stdout.decode().split("\0")
        numbered = {}
        for number, row in enumerate(rows):
            numbered.setdefault(row[0], []).append((number, row))
        for name in filter(None, files):
            if not (TOP / name).is_file():
                continue
            data = (TOP / name).read_bytes()
            if name in numbered:
                text, stale = switched(data.decode(), numbered[name])
                self.stale += stale
                data = text.encode()
            elif name == "core/base/error.c":
                data += SWITCH.encode()
            write_new(self.top / name, data)
            shutil.copymode(TOP / name, self.top / name)
        if not (self.build / "build.ninja").exists():
            self.run("meson", "setup", self.build, self.top, "-Dbuildtype=debugoptimized",
                     "--prefix", self.prefix, "--libdir", "lib")

    def make(self, kind):
        """Build what tests of a kind need."""
        known = subprocess.run(["ninja", "-C", self.build, "-t", "targets", "all"], check=True,
                               capture_output=True, text=True).stdout
        files = [line.rsplit(":", 1)[0] for line in known.splitlines()]
        needed = [name for name in files if re.fullmatch(NEEDED[kind], name)]
        self.run("ninja", "-C", self.build, "-j2", *needed)
        if kind == "stories":
            self.run("meson", "install", "-C", self.build, "--quiet", "--no-rebuild")

    def run(self, *command):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stdout[-4000:] + done.stderr + "mutants: the tree does not build")


class Test:
    """Something that fails, or does not."""

    def __init__(self, name, command, **env):
        self.name, self.command, self.env = name, command, env
        self.seconds, self.met = 0.0, set()

    def fails(self, **more):
        """Whether it does, at the first word of it."""
        with tempfile.TemporaryDirectory(prefix="marbre-", ignore_cleanup_errors=True) as room:
            test = subprocess.Popen(self.command,
                                    env=dict(os.environ, TMPDIR=room, **self.env, **more),
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                    start_new_session=True)
            clock = threading.Timer(LONGEST, self.end, [test])
            clock.start()
            failed = any(FAILED.match(line) for line in test.stdout)
            if failed:
                self.end(test)
            failed = test.wait() != 0 or failed
            clock.cancel()
        return failed

    @staticmethod
    def end(test):
        if test.poll() is None:
            os.killpg(test.pid, signal.SIGKILL)

    def measure(self, place):
        """Run it as it is; whether it failed."""
        path = place / f"{self.name.replace('/', '-')} met"
        path.unlink(missing_ok=True)
        begin = time.monotonic()
        failed = self.fails(MARBRE_MET=str(path))
        self.seconds = time.monotonic() - begin
        self.met = set(map(int, path.read_text().split())) if path.exists() else set()
        print(f"# {self.name}: {self.seconds:.1f} s, {len(self.met)} mutants", flush=True)
        return failed


def tests_of(copy, kind):
    common = {"PLUGINS": str(copy.build / "plugins"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    for program in sorted(copy.build.glob("tests/unit/*/test-*") if kind == "units" else ()):
        if not program.is_file() or not re.fullmatch(NEEDED[kind], str(program.relative_to(copy.build))):
            continue
        paths = subprocess.run([program, "-l"], check=True, capture_output=True, text=True).stdout
        for path in re.findall(r"^/\S+", paths, re.M):
            yield Test(path, [program, "-p", path], **common,
                       G_TEST_SRCDIR=str(copy.top / "tests/unit" / program.parent.name))
    for first, last, how in HISTORIES if kind == "histories" else ():
        name = " ".join([f"histories {first}-{last}", *how])
        yield Test(name, [copy.build / "tests/proof/histories"], **common, **how,
                   MARBRE_SEED=str(first), MARBRE_HISTORIES=str(last - first + 1))
    for story in STORIES if kind == "stories" else ():
        yield Test(f"{story}.sh", ["bash", copy.top / f"tests/cli/{story}.sh"],
                   MARBRE_ROOT=str(copy.prefix), MARBRE_ZOO=str(copy.build / "tests/plugin"))


def shown(row):
    return f"{row[0]} {row[1]}: {' '.join(row[2].split())}"


def kind_of(name):
    return "stories" if name.endswith(".sh") else name.split()[0] if " " in name else "units"


class Killers:
    """Who killed what the last time: they are asked first."""

    def __init__(self, place):
        self.path = place / "killers"
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        self.known = dict(line.rsplit("\t", 1) for line in lines)

    def note(self, mutant, killer):
        self.known[mutant] = killer
        self.path.write_text("".join(f"{m}\t{k}\n" for m, k in sorted(self.known.items())))


class Trial:
    """A mutant and what it has outlived."""

    def __init__(self, row, number, known):
        self.name, self.number, self.known = shown(row), number, known
        self.met, self.outlived = False, set()

    def waits(self, to_come):
        """Whether what killed it the last time is yet to come."""
        return self.known is not None and kind_of(self.known) in to_come

    def killer(self, tests, to_come):
        """Which of the tests kills it, of those that it has not outlived yet."""
        for test in sorted(tests, key=lambda test: test.seconds) if not self.waits(to_come) else ():
            if self.number in test.met and test.name not in self.outlived:
                self.met = True
                if test.fails(MARBRE_MUTANT=str(self.number)):
                    return test.name
                self.outlived.add(test.name)
        return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=str(TOP / "build/mutants"))
    parser.add_argument("--only", default="")
    parser.add_argument("--again")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--with", dest="kinds", default=",".join(KINDS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--find", action="store_true")
    options = parser.parse_args()
    if options.find:
        return find()
    rows = read_list("mutants.txt")
    part, parts = map(int, options.part.split("/"))
    chosen = [number for number, row in enumerate(rows) if options.only in "\t".join(row)]
    if options.again:
        log = pathlib.Path(options.again).read_text().splitlines()
        chosen = [number for number in chosen
                  if any(not line.startswith("killed") and shown(rows[number]) in line
                         for line in log)]
    place = pathlib.Path(options.build)
    copy = Copy(place, rows)
    killers, counts = Killers(place), collections.Counter()
    left = [Trial(rows[number], number, killers.known.get(shown(rows[number])))
            for number in chosen[part - 1::parts]]

    def tell(what, trial, killer=""):
        counts[what] += 1
        print(f"{what:10} {trial.name}  [{killer}]", flush=True)

    def try_one(trial, asked):
        killer = trial.killer(asked, to_come)
        if killer:
            killers.note(trial.name, killer)
            tell("killed", trial, killer)
        return killer

    def measure(more):
        if any(list(pool.map(lambda test: test.measure(place), more))):
            sys.exit("mutants: a test fails as it is")
        tests.extend(more)

    def sift(asked):
        """Those that outlive what they are asked."""
        dead = list(pool.map(lambda trial: try_one(trial, asked(trial)), left))
        return [trial for trial, killer in zip(left, dead) if not killer]

    tests, to_come = [], options.kinds.split(",")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        while to_come and left:
            copy.make(to_come[0])
            own, known = list(tests_of(copy, to_come.pop(0))), {trial.known for trial in left}
            measure([test for test in own if test.name in known])
            left = sift(lambda trial: [test for test in tests if test.name == trial.known])
            if not all(trial.waits(to_come) for trial in left):
                measure([test for test in own if test.name not in known])
                left = sift(lambda trial: tests)
    for trial in left:
        tell("stale" if trial.number in copy.stale else "survived" if trial.met else "unmet", trial)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return sys.exit(set(counts) - {"killed"} != set())

main()
