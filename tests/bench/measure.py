# SPDX-License-Identifier: LGPL-2.1-or-later
"""CPU time of commands run in turn: A B C A B C …, so that drift touches all of them alike."""

import ctypes
import os
import statistics
import threading
import time

PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.02
ENVIRONMENT = {}


def adopt_orphans():
    """A process that outlives its parent is counted all the same: it ends as a child of ours."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot count processes that outlive their parents")


def resident_anonymous(pid):
    """KiB of anonymous memory of a process and all below it, at this moment."""
    total = 0
    try:
        with open(f"/proc/{pid}/status") as status:
            total += next((int(line.split()[1]) for line in status
                           if line.startswith("RssAnon:")), 0)
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as children:
                total += sum(resident_anonymous(int(child)) for child in children.read().split())
    except OSError:
        pass  # it has ended meanwhile
    return total


class Watch(threading.Thread):
    """Samples the memory of a tree of processes until it is told to stop."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()
        self.start()

    def run(self):
        while not self.over.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, resident_anonymous(self.pid))

    def stop(self):
        self.over.set()
        self.join()
        return self.peak


class Command:
    """One or several processes, one after the other: words, where, input, statuses that are good."""

    def __init__(self, *steps, cwd=None, stdin=None, good=(0,)):
        self.steps, self.cwd, self.stdin, self.good = steps, cwd, stdin, good
        self.resident = 0  # KiB, the most that any of its processes had, mapped files included

    def _spawn(self, words):
        actions = [(os.POSIX_SPAWN_OPEN, 0, self.stdin or os.devnull, os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 2, ENVIRONMENT["BENCH_ERRORS"],
                    os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
        here = os.getcwd()
        os.chdir(self.cwd or here)
        try:
            return os.posix_spawnp(words[0], words, ENVIRONMENT, file_actions=actions)
        finally:
            os.chdir(here)

    def run(self, watched=False):
        """(CPU seconds of all descendants, peak KiB or None)"""
        cpu, peak = 0.0, None
        for words in self.steps:
            pid = self._spawn([str(word) for word in words])
            watch = Watch(pid) if watched else None
            status = None
            while True:
                try:
                    ended, how, used = os.wait4(-1, 0)
                except ChildProcessError:
                    break
                cpu += used.ru_utime + used.ru_stime
                self.resident = max(self.resident, used.ru_maxrss)
                status = os.waitstatus_to_exitcode(how) if ended == pid else status
            peak = watch.stop() if watch else None
            if status not in self.good:
                with open(ENVIRONMENT["BENCH_ERRORS"], errors="replace") as errors:
                    said = errors.read(500).strip()
                raise RuntimeError(f"{' '.join(map(str, words))}: status {status}: {said}")
        return cpu, peak


class Series:
    """What the runs of one side gave."""

    def __init__(self, values):
        self.values = values

    def __str__(self):
        middle, low, high = (1000 * f(self.values) for f in (statistics.median, min, max))
        digits = 2 if middle < 10 else 1 if middle < 100 else 0
        return f"{middle:.{digits}f} [{low:.{digits}f}-{high:.{digits}f}]"

    def median(self):
        return statistics.median(self.values)

    def over(self, other, factor=1):
        """Median of the ratios of each round."""
        return statistics.median(a / (b * factor) for a, b in zip(self.values, other.values))


def in_turn(rounds, sides, warm=0):
    """Run every side once a round; `sides` maps a name to a function of the round that gives a
    Command. The first `warm` rounds are not counted. Gives a Series by name."""
    taken = {name: [] for name in sides}
    for i in range(rounds + warm):
        for name, make in sides.items():
            cpu, _ = make(i).run()
            if i >= warm:
                taken[name].append(cpu)
    return {name: Series(values) for name, values in taken.items()}


def load():
    return " ".join(f"{value:.1f}" for value in os.getloadavg()) + \
        f" on {os.cpu_count()} processors, {time.strftime('%H:%M:%S')}"
