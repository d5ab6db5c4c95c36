# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two readers, one meaning: of every commit and tree that is accepted as canonical, git shows the
same author, committer, tree, parents, message, trailers and entries.

usage: readers.py READERS [SEED]      MARBRE_READERS says how many objects, 3,000 unless told
"""
import base64
import json
import os
import subprocess
import sys
import tempfile

FIELDS = ["%H", "%T", "%P", "%an", "%ae", "%ad", "%cn", "%ce", "%cd", "%B", "%(trailers:only,unfold)"]
BETWEEN = "<|between two fields|>"
CLEAN = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
         "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC",
         "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}


def git(home, *words, stdin=b""):
    return subprocess.run(["git", "-C", home, *words], input=stdin, capture_output=True, env=CLEAN,
                          check=True).stdout


def as_date(person):
    offset = abs(person["offset"])
    sign = "-" if person["offset"] < 0 else "+"
    return f"{person['seconds']} {sign}{offset // 60:02}{offset % 60:02}"


def ours(row):
    """A commit as git's fields would have it."""
    people = [part for who in ("author", "committer")
              for part in (row[who]["name"], row[who]["email"], as_date(row[who]))]
    return [row["id"], row["tree"], " ".join(row["parents"]), *people,
            row["message"].strip("\n"), row["trailers"]]


def theirs(record):
    fields = record.decode("utf-8", "surrogateescape").split(BETWEEN)
    lines = [line.partition(":") for line in fields[10].split("\n") if line]
    fields[9] = fields[9].strip("\n")
    fields[10] = [[key, value.strip(" \t\r")] for key, _, value in lines]
    return fields


def blank_folds(mine, others):
    """The value of a folded trailer is no value here."""
    if len(mine) != len(others):
        return others
    return [[key, "" if own[1] == "" else value] for own, (key, value) in zip(mine, others)]


def compare_commits(home, rows):
    if not rows:
        return []
    ids = "".join(row["id"] + "\n" for row in rows).encode()
    told = git(home, "log", "--no-walk=unsorted", "--stdin", "--date=raw", "-z", "--no-mailmap",
               "--format=tformat:" + BETWEEN.join(FIELDS), stdin=ids).split(b"\0")
    found = {fields[0]: fields for fields in map(theirs, filter(None, told))}
    wrong = []
    for row in rows:
        mine, other = ours(row), found.get(row["id"])
        if other is None:
            wrong.append((row["id"], "git shows nothing", ""))
            continue
        other[10] = blank_folds(mine[10], other[10])
        wrong += [(row["id"], f"{name}: {a!r}", f"git: {b!r}")
                  for name, a, b in zip(FIELDS, mine, other) if a != b]
    return wrong


def compare_tree(home, row):
    told = subprocess.run(["git", "-C", home, "ls-tree", "-z", row["id"]], capture_output=True, env=CLEAN)
    lines = [line.split(b"\t", 1) for line in told.stdout.split(b"\0") if line]
    other = [[f"{mode.split()[0].decode()} {mode.split()[2].decode()}", name] for mode, name in lines]
    mine = [[head, base64.b64decode(name)] for head, name in row["entries"]]
    return [] if told.returncode == 0 and mine == other else [(row["id"], str(mine), f"git: {other}")]


def main():
    program, seed = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1"
    count = os.environ.get("MARBRE_READERS", "3000")
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(["git", "init", "-q", "--bare", "--template=", home], check=True, env=CLEAN)
        run = subprocess.run([program, home, seed, count], capture_output=True, env=CLEAN, check=True)
        rows = {row["id"]: row for row in map(json.loads, run.stdout.splitlines())}.values()
        commits = [row for row in rows if row["type"] == "commit"]
        trees = [row for row in rows if row["type"] == "tree"]
        wrong = compare_commits(home, commits)
        few = [fault for row in trees for fault in compare_tree(home, row)]
        for what, faults, seen in (("commits", wrong, commits), ("trees", few, trees)):
            number = 1 if what == "commits" else 2
            good = not faults and len(seen) > int(count) // 100
            print(f"{'ok' if good else 'not ok'} {number} - git reads {len(seen)} {what} as we do")
            for fault in faults[:20]:
                raw = git(home, "cat-file", "-p", fault[0]) if what == "commits" else b""
                print(f"# {fault}\n#   {raw!r}")
            if faults:
                print(f"# {len(faults)} differ; to see them again: seed {seed}")
    print("1..2")
    return 0


if __name__ == "__main__":
    sys.exit(main())
