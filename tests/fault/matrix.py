#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Do harm to a command at every file-changing call it makes, and judge what is left.

    matrix.py --faultat BIN --template DIR --next 'CMD' [options] -- COMMAND ARGUMENT...

{repo} in COMMAND and in --next stands for a fresh copy of the template. For each call and each
harm: copy, run, then run the next command (which must be one that writes and leaves --watch
alone), then judge:

  - the next command succeeds;
  - git fsck --strict is clean;
  - each watched path and each watched branch is wholly as before or wholly as after an
    undisturbed run, and as after it where the command said 0;
  - branch, index and working files agree (git status shows what the template showed);
  - all that is watched has gone the same way;
  - files named by --words hold what they held: nobody's uncommitted text is lost;
  - no lock, journal, object or file on its way is left.

  - with --again: where it was not done, the same command, given again, does it.

Harms: kill-before, kill-after, and errors such as EIO, ENOSPC, or ENOSPC+ (that call and all later
ones); and --states is how many disks are tried as a power loss in its midst may leave them: with
what was synced and any part of what was not (disk.py); --reading lets calls fail that only look or
read, too. A command that is not killed must say 0, 3 or 4, and why. --meddle runs a shell command
at each call instead, as an editor or a git might; files named by --words must then hold what the
meddler's own command leaves in them.
"""
import argparse
import collections
import copy
import errno
import multiprocessing
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import disk

MOVING = [  # what differs from run to run and says nothing about being whole
    (re.compile(rb"\b[0-9a-hjkmnp-tv-z]{26}\b"), b"<id>"),
    (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"), b"<time>"),
]
LITTER = re.compile(r"\.lock$|^\.marbre-|^tmp_obj")


def git(repo, *arguments):
    return subprocess.run(["git", "-C", repo, *arguments], capture_output=True, check=False)


def settled(content):
    for pattern, word in MOVING:
        content = pattern.sub(word, content)
    return content


contents = {}  # of blobs that were seen before


def git_files(repo, rev, path):
    """Files of a revision below a path, with their contents; None where the revision is missing."""
    listed = git(repo, "ls-tree", "-r", "-z", rev, *([path] if path else []))
    if listed.returncode:
        return None
    files = {}
    for line in listed.stdout.split(b"\0"):
        if line:
            head, name = line.split(b"\t", 1)
            blob = head.split()[2].decode()
            if blob not in contents:
                contents[blob] = settled(git(repo, "cat-file", "blob", blob).stdout)
            files[name] = contents[blob]
    return files


def litter(repo):
    left = []
    common = git(repo, "rev-parse", "--git-common-dir").stdout.decode().strip()
    own = os.path.join(repo, common, "marbre")
    for folder, _, names in os.walk(repo):
        for name in names:
            path = os.path.join(folder, name)
            mine = path.startswith(own + os.sep)
            if LITTER.search(name) or mine and (
                    name.startswith("journal") or "/held/" in path or "/incoming/" in path):
                left.append(os.path.relpath(path, repo))
    return left


class Matrix:
    def __init__(self, options, command):
        self.options = options
        self.command = command
        self.settle_in()
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC",
                                HOME=self.base, GIT_CONFIG_NOSYSTEM="1")
        self.environment["ASAN_OPTIONS"] = "detect_leaks=0:" + os.environ.get("ASAN_OPTIONS", "")
        with open(os.path.join(self.base, ".gitconfig"), "w", encoding="utf-8") as file:
            file.write("[user]\n\tname = Fault\n\temail = fault@example.org\n")
        os.environ.update(HOME=self.base)

    def settle_in(self):
        self.base = tempfile.mkdtemp(prefix="marbre-fault-")
        self.repo = os.path.join(self.base, "newsroom")
        self.violations = collections.Counter()
        self.outcomes = collections.Counter()
        self.trials = 0

    def filled(self, words):
        return [word.replace("{repo}", self.repo) for word in words]

    def fresh(self):
        shutil.rmtree(self.repo, ignore_errors=True)
        subprocess.run(["cp", "-a", self.options.template, self.repo], check=True)

    def run(self, words):
        return subprocess.run(self.filled(words), capture_output=True, env=self.environment,
                              check=False)

    def harmed(self, number, *harm):
        words = [self.options.faultat, *self.also(), "-n", str(number), *harm, "--", *self.command]
        return self.run(words)

    def also(self):
        return ["-r", self.repo] if self.options.reading else []

    def next(self):
        return self.run(shlex.split(self.options.next))

    def watched(self):
        """What must be whole: each watched path on the branch, each other branch."""
        state = {}
        for path in self.options.watch:
            state[path] = git_files(self.repo, self.options.branch, path)
        for ref in self.options.ref:
            state["branch " + ref] = git_files(self.repo, ref, "")
        return state

    def words(self):
        held = {}
        for path in self.options.words:
            try:
                with open(os.path.join(self.repo, path), "rb") as file:
                    held[path] = file.read()
            except FileNotFoundError:
                held[path] = None
        return held

    def status(self):
        return git(self.repo, "status", "--porcelain", "-uall").stdout.decode()

    def count(self):
        """Calls of one undisturbed run; the number hangs on names of objects and on timing."""
        self.fresh()
        self.kept = self.words()
        self.before = self.watched()
        counted = self.run([self.options.faultat, "-q", *self.also(), "-n", "0", "--",
                            *self.command])
        lines = counted.stderr.decode().split()
        if counted.returncode or not lines or not lines[-1].isdigit():
            sys.exit("matrix: the command fails undisturbed: " + counted.stderr.decode())
        return int(lines[-1])

    def learn(self):
        """The two states that a whole newsroom may be in, and how many calls there are."""
        self.calls = max(self.count() for _ in range(3))
        self.after = self.watched()
        followed = self.next()
        if followed.returncode:
            sys.exit("matrix: the next command fails undisturbed: " + followed.stderr.decode())
        self.after_status = self.status()
        for name, files in self.before.items():
            if files == self.after[name]:
                sys.exit("matrix: the command does not change " + name)
        self.meddled = self.kept
        if self.options.meddle:
            self.fresh()
            self.meddle()
            self.meddled = self.words()
        self.fresh()
        self.next()
        self.before_status = self.status()
        if self.options.states:
            self.record()

    def record(self):
        """One undisturbed run, call by call, and what would be on the disk."""
        told = os.path.join(self.base, "calls")
        self.fresh()
        done = self.run(disk.strace(told, self.command))
        if done.returncode:
            sys.exit("matrix: the command fails when it is recorded: " + done.stderr.decode())
        self.recording = disk.Recording(self.repo, self.options.template)
        self.recording.read(told)
        whole = os.path.join(self.base, "whole")
        self.recording.lay(self.recording.steps, whole)
        held, there = disk.listing(whole), disk.listing(self.repo)
        for path in sorted(set(held) | set(there)):
            if held.get(path, "none") != there.get(path, "none"):
                sys.exit("matrix: the recording does not tell how this came to be: " + path)
        shutil.rmtree(whole)

    def violation(self, label, what):
        self.violations[label + ": " + what] += 1
        if self.options.keep:
            shutil.copytree(self.repo, os.path.join(self.options.keep, "%04d" % self.trials),
                            symlinks=True, dirs_exist_ok=True)

    def judge(self, label, said_done, words):
        self.trials += 1
        followed = self.next()
        if followed.returncode:
            self.violation(label, "next command says %d: %s" % (
                followed.returncode, followed.stderr.decode().strip()[-120:]))
        check = git(self.repo, "fsck", "--no-dangling", "--strict")
        if check.returncode:
            self.violation(label, "fsck: " + check.stderr.decode().strip()[:120])
        state = self.watched()
        for name, files in state.items():
            if files not in (self.before[name], self.after[name]):
                self.violation(label, name + " is neither old nor new")
            elif said_done and files != self.after[name]:
                self.violation(label, name + " was said to be done and is not")
        outcome = "new" if state == self.after else "old" if state == self.before else "mixed"
        self.outcomes[outcome] += 1
        if outcome == "mixed":
            self.violation(label, "one branch moved and another did not")
        allowed = {self.before_status, self.after_status}
        status = self.status()
        if not self.options.meddle and status not in allowed:
            self.violation(label, "git status: " + " | ".join(status.splitlines()))
        if self.words() != words:
            self.violation(label, "uncommitted words lost")
        for path in litter(self.repo):
            self.violation(label, "left behind " + re.sub(r"[0-9a-f]{16,}", "*", path))
        if self.options.again and outcome == "old":
            self.judge_again(label)

    def judge_again(self, label):
        again = self.run(self.command)
        if again.returncode:
            self.violation(label, "given again it says %d: %s" % (
                again.returncode, (again.stderr or again.stdout).decode().strip()[-120:]))
        elif self.watched() != self.after:
            self.violation(label, "given again it does something else")

    def judge_answer(self, label, done):
        """Whoever is not killed says how it went, and names what the system said."""
        reason = getattr(errno, label.rstrip("+"), None)
        said = (done.stderr + done.stdout).decode().replace("\n", " ")
        if done.returncode not in (0, 3, 4):
            self.violation(label, "exit %d: %s" % (
                done.returncode, (done.stderr or done.stdout).decode().strip()[-120:]))
        elif done.returncode == 4 and reason and not self.options.reading and os.strerror(reason) not in re.sub(" +", " ", said):
            self.violation(label, "does not say why: " + said[-120:])

    def harms(self):
        for name in self.options.harm:
            if name.startswith("kill-"):
                yield name, ["-k", name[5:]]
            else:
                yield name, ["-e", name.rstrip("+")] + (["-s"] if name.endswith("+") else [])

    def points(self):
        every = [(number, name, harm) for number in range(1, self.calls + 1)
                 for name, harm in self.harms()]
        if self.options.sample and self.options.sample < len(every):
            every = random.Random(self.options.seed).sample(every, self.options.sample)
        return every

    def trial(self, number, name, harm):
        self.fresh()
        done = self.harmed(number, *harm)
        if not name.startswith("kill"):
            self.judge_answer(name, done)
        self.judge(name, done.returncode == 0, self.kept)

    def lost(self, seed):
        model, said_done = self.recording.lose(seed, self.repo)
        self.judge("power lost, %s missing" % model, said_done, self.kept)

    def nested(self, seed):
        """Kill the command, then kill what follows it, up to three times."""
        dice = random.Random(seed)
        self.fresh()
        done = self.harmed(dice.randint(1, self.calls), "-k", dice.choice(["before", "after"]))
        for _ in range(dice.randint(1, 3)):
            self.run([self.options.faultat, "-n", str(dice.randint(1, 2 * self.calls)), "-k",
                      dice.choice(["before", "after"]), "--", *shlex.split(self.options.next)])
        self.judge("nested", done.returncode == 0, self.kept)

    def meddle(self):
        subprocess.run(["sh", "-c", self.meddler()], env=self.environment, check=True)

    def marker(self):
        return os.path.join(self.base, "meddled")

    def meddler(self):
        """Leaves a mark: a run that makes fewer calls than the first is not met."""
        return "touch %s; %s" % (shlex.quote(self.marker()),
                                 self.options.meddle.replace("{repo}", shlex.quote(self.repo)))

    def meddling(self, number):
        """Somebody else's command in the middle of ours. Ours may be refused for what it says."""
        self.fresh()
        if os.path.exists(self.marker()):
            os.unlink(self.marker())
        done = self.harmed(number, "-x", self.meddler())
        if done.returncode != 1:
            self.judge_answer("meddle", done)
        hit = os.path.exists(self.marker())
        self.judge("meddle", done.returncode == 0, self.meddled if hit else self.kept)

    def all(self):
        """Every trial that was asked for, as a method and what to call it with."""
        if self.options.meddle:
            points = [(n,) for n in range(1, self.calls + 1)]
            if self.options.sample and self.options.sample < len(points):
                points = random.Random(self.options.seed).sample(points, self.options.sample)
            return [("meddling", point) for point in points]
        return ([("trial", point) for point in self.points()] +
                [("nested", ("%d %d" % (self.options.seed, n),))
                 for n in range(self.options.nested)] +
                [("lost", ("%d %d" % (self.options.seed, n),)) for n in range(self.options.states)])

    def share(self, trials):
        """Some of the trials, in a newsroom of one's own."""
        mine = copy.copy(self)
        mine.settle_in()
        try:
            for method, arguments in trials:
                getattr(mine, method)(*arguments)
        finally:
            shutil.rmtree(mine.base, ignore_errors=True)
        return mine.trials, mine.violations, mine.outcomes

    def go(self):
        trials = self.all()
        shares = [trials[n::self.options.jobs] for n in range(self.options.jobs)]
        with multiprocessing.get_context("fork").Pool(self.options.jobs) as pool:
            for count, violations, outcomes in pool.map(self.share, shares):
                self.trials += count
                self.violations += violations
                self.outcomes += outcomes

    def report(self):
        print("%s%d file-changing calls, %d trials: %s" % (
            self.options.name and self.options.name + ": ", self.calls, self.trials,
            ", ".join("%d %s" % (n, what) for what, n in sorted(self.outcomes.items()))))
        for what, times in sorted(self.violations.items()):
            print("  %4d %s" % (times, what))
        print("%d violations" % sum(self.violations.values()))
        return 1 if self.violations else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--faultat", required=True)
    parser.add_argument("--template", required=True)
    parser.add_argument("--next", required=True)
    parser.add_argument("--watch", action="append", default=[])
    parser.add_argument("--ref", action="append", default=[])
    parser.add_argument("--words", action="append", default=[])
    parser.add_argument("--branch", default="main")
    parser.add_argument("--harm", action="append")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nested", type=int, default=0)
    parser.add_argument("--states", type=int, default=0)
    parser.add_argument("--meddle")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--reading", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--name", default="")
    parser.add_argument("--keep", help="folder for the newsrooms that were found wanting")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    options.faultat = os.path.abspath(options.faultat)
    options.harm = options.harm or ["kill-before", "kill-after", "EIO", "ENOSPC+"]
    if options.harm == ["none"]:
        options.harm = []
    matrix = Matrix(options, options.command)
    try:
        matrix.learn()
        matrix.go()
        return matrix.report()
    finally:
        shutil.rmtree(matrix.base, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
