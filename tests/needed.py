# SPDX-License-Identifier: LGPL-2.1-or-later
"""Print the targets that some suites of tests need, and all that is installed, a file a line.

    needed.py BUILD_DIR SUITE…

The plain build runs few of the tests; with this it makes none of the programs of the others.
"""
import json
import pathlib
import sys

build = pathlib.Path(sys.argv[1]).resolve()
suites = set(sys.argv[2:])


def told(what):
    return json.loads((build / "meson-info" / f"intro-{what}.json").read_text())


needed = set()
for test in told("tests"):
    if suites & {suite.rpartition(":")[2] for suite in test["suite"]}:
        needed.update(test["depends"])
for target in told("targets"):
    if target["installed"] or target["id"] in needed:
        for name in target["filename"]:
            print(pathlib.Path(name).relative_to(build))
