#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Many writers at once in one newsroom, some of them killed, and a judgement at the end.

    crowd.py --template DIR --next 'CMD' [options] --turn 'CMD' [--turn 'CMD']...

{repo}, {writer} and {round} in the commands are filled in; a writer goes through the turns, round
by round. Every commit that a writer said was done (--done REGEX on its output) must be in the
history, git status and fsck must be clean, no lock, journal or file on its way may be left, and no
writer may fail but by being killed or by saying 3, "try again"; or 1, "no", where its last turn was
not done. --words SHELL writes something down before each turn: every line that this puts on its
standard output must be on the branch in the end. --beside runs a shell command over and over
meanwhile, such as git gc.
"""
import argparse
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from matrix import git, litter  # noqa: E402


class Crowd:
    def __init__(self, options):
        self.options = options
        self.base = tempfile.mkdtemp(prefix="marbre-crowd-")
        self.repo = os.path.join(self.base, "newsroom")
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", HOME=self.base,
                                GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="Crowd",
                                GIT_AUTHOR_EMAIL="crowd@example.org",
                                GIT_COMMITTER_NAME="Crowd",
                                GIT_COMMITTER_EMAIL="crowd@example.org",
                                # A clean-up that goes on in the background meets the judgement.
                                GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="gc.autoDetach",
                                GIT_CONFIG_VALUE_0="false")
        self.environment["ASAN_OPTIONS"] = "detect_leaks=0"
        os.environ.update(HOME=self.base)
        self.running, self.lock = {}, threading.Lock()
        self.done, self.trouble = set(), []
        self.kills = self.busy = self.refused = 0
        self.written = set()
        self.slowest = 0.0
        self.over = threading.Event()

    def words(self, text, writer=0, number=0):
        return [word.replace("{repo}", self.repo).replace("{writer}", str(writer))
                .replace("{round}", str(number)) for word in text]

    def write_down(self, writer, number):
        shell = self.words([self.options.words], writer, number)[0]
        wrote = subprocess.run(["sh", "-c", shell], env=self.environment, capture_output=True,
                               check=True)
        with self.lock:
            self.written.update(wrote.stdout.splitlines())

    def once(self, writer, number, may_refuse):
        """One turn; whether it was done."""
        if self.options.words:
            self.write_down(writer, number)
        turn = shlex.split(self.options.turn[number % len(self.options.turn)])
        begun = time.monotonic()
        child = subprocess.Popen(self.words(turn, writer, number), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=self.environment)
        with self.lock:
            self.running[writer] = child
        output, errors = child.communicate()
        with self.lock:
            del self.running[writer]
            found = re.search(self.options.done.encode(), output)
            if found:
                self.done.add(found.group(1).decode())
            if child.returncode == 3:
                self.busy += 1
            elif child.returncode == 1 and may_refuse:
                self.refused += 1
            elif child.returncode not in (0, -signal.SIGKILL):
                self.trouble.append("exit %d: %s" % (child.returncode,
                                                     errors.decode(errors="replace")[-200:]))
            if child.returncode == 0:
                self.slowest = max(self.slowest, time.monotonic() - begun)
        return child.returncode == 0

    def writer(self, writer):
        done = True
        for number in range(self.options.rounds):
            done = self.once(writer, number, not done)

    def killer(self):
        dice = random.Random(self.options.seed)
        while not self.over.wait(self.options.kill_every / 1000):
            with self.lock:
                if self.running:
                    dice.choice(sorted(self.running.items()))[1].kill()
                    self.kills += 1

    def beside(self):
        while not self.over.is_set():
            subprocess.run(["sh", "-c", self.options.beside], cwd=self.repo,
                           env=self.environment, capture_output=True, check=False)

    def run(self):
        subprocess.run(["cp", "-a", self.options.template, self.repo], check=True)
        threads = [threading.Thread(target=self.writer, args=(n,))
                   for n in range(self.options.writers)]
        others = []
        if self.options.kill_every:
            others.append(threading.Thread(target=self.killer))
        if self.options.beside:
            others.append(threading.Thread(target=self.beside))
        for thread in threads + others:
            thread.start()
        for thread in threads:
            thread.join()
        self.over.set()
        for thread in others:
            thread.join()

    def judge(self):
        followed = subprocess.run(self.words(shlex.split(self.options.next)),
                                  env=self.environment, capture_output=True, check=False)
        if followed.returncode:
            self.trouble.append("next command: " + followed.stderr.decode()[-200:])
        history = set(git(self.repo, "rev-list", "--all").stdout.decode().split())
        lost = self.done - history
        if lost:
            self.trouble.append("%d commits lost" % len(lost))
        if not self.done:
            self.trouble.append("nobody got anything done")
        if self.written:
            kept = git(self.repo, "grep", "-hF", "-e", "", self.options.branch)
            for line in sorted(self.written - set(kept.stdout.splitlines())):
                self.trouble.append("lost: " + line.decode())
        status = git(self.repo, "status", "--porcelain", "--", "articles").stdout.decode()
        if self.options.index_may_lag:
            status = git(self.repo, "diff", "--name-status", self.options.branch, "--",
                         "articles").stdout.decode()
        if status:
            self.trouble.append("git status: " + status[:200])
        check = git(self.repo, "fsck", "--no-dangling", "--strict")
        if check.returncode:
            self.trouble.append("fsck: " + check.stderr.decode()[:200])
        self.trouble.extend("left behind " + path for path in litter(self.repo))
        print("%d writers x %d: %d done, %d busy, %d refused, %d kills, slowest %.2f s" % (
            self.options.writers, self.options.rounds, len(self.done), self.busy, self.refused,
            self.kills, self.slowest))
        for what in self.trouble[:20]:
            print("  " + what)
        print("%d violations" % len(self.trouble))
        if self.trouble and self.options.keep:
            shutil.copytree(self.repo, self.options.keep, symlinks=True, dirs_exist_ok=True)
        return 1 if self.trouble else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--template", required=True)
    parser.add_argument("--next", required=True)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--kill-every", type=float, default=0, help="milliseconds")
    parser.add_argument("--beside")
    parser.add_argument("--done", default="DONE ([0-9a-f]{40})")
    parser.add_argument("--index-may-lag", action="store_true",
                        help="git commit reads the index before it locks it, and so may write back "
                        "what it was before ours: judge branch and files alone")
    parser.add_argument("--words")
    parser.add_argument("--keep", help="folder for a newsroom that was found wanting")
    parser.add_argument("--branch", default="main")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--turn", action="append", required=True)
    crowd = Crowd(parser.parse_args())
    try:
        crowd.run()
        return crowd.judge()
    finally:
        shutil.rmtree(crowd.base, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
