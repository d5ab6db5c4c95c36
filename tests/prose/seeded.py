# SPDX-License-Identifier: LGPL-2.1-or-later
"""A thousand made-up articles, some with one known defect: each is found, and no other error."""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import room

ARTICLES = 1000
DESKS = ("draft", "translation", "factcheck", "credit")


def generate(maker, top, seed):
    subprocess.run([sys.executable, maker, top / "room", "--articles", str(ARTICLES), "--seed",
                    str(seed), "--defects", "0.3", "--git", "--truth", top / "truth.json"],
                   check=True, stdout=subprocess.DEVNULL)
    return json.loads((top / "truth.json").read_text())


def stands(row, finding):
    """The finding is at the place of the row."""
    return (finding["path"] == row["path"] and
            row["line"] <= finding["start"]["line"] <= row.get("end_line", row["line"]))


def says(row, words):
    wanted = row.get("words", "")
    return wanted in words or words in wanted


def judge(top, truth, findings):
    """Defects not found, errors nobody seeded, counts of all else."""
    missed, strange, others = [], [], collections.Counter()
    seeded = {row["article"]: row for row in truth}
    seen = set()
    for finding in findings:
        rule = finding["rule"]
        if rule.split("/")[0] not in DESKS:
            continue
        row = seeded.get(finding["article"])
        if row and rule == row["rule"] and stands(row, finding):
            if says(row, room.words(top, finding)):
                seen.add(row["article"])
                continue
        if row and any(rule == also["rule"] and stands(also, finding)
                       for also in row.get("also", ())):
            continue
        if finding["severity"] == "error":
            strange.append(finding)
        else:
            others[f"{finding['severity']} {rule}"] += 1
    for row in truth:
        if row["rule"].split("/")[0] in DESKS and row["article"] not in seen:
            missed.append(row)
    return missed, strange, others


def main():
    maker = pathlib.Path(os.environ.get("MARBRE_SHARED", "")) / "bench" / "gen_newsroom.py"
    if not maker.is_file():
        print("1..0 # SKIP MARBRE_SHARED does not say where the generator is")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        truth = generate(maker, top, 20260317)
        findings = room.check(top / "room", "--all", "--as", "publish")
        missed, strange, others = judge(top / "room", truth, findings)
        for row in missed[:40]:
            print(f"# not found: {row['rule']} {row['path']}:{row['line']} {row.get('words', '')}")
        for finding in strange[:40]:
            print(f"# nobody put it there: {finding['rule']} {finding['path']}:"
                  f"{finding['start']['line']} {room.words(top / 'room', finding)[:80]}")
        for what, count in sorted(others.items()):
            print(f"# besides: {count} {what}")
    of_desks = [row for row in truth if row["rule"].split("/")[0] in DESKS]
    kinds = sorted({row["rule"] for row in of_desks})
    print(f"# {len(of_desks)} defects of {len(kinds)} kinds: {' '.join(kinds)}")
    return room.report([(len(of_desks) > 50, "the articles have defects to be found"),
                        (not missed, "every defect is found at its words"),
                        (not strange, "there is no other error"),
                        (not others, "and nothing else is said")])


if __name__ == "__main__":
    sys.exit(main())
