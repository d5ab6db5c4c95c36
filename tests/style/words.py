# SPDX-License-Identifier: LGPL-2.1-or-later
"""Small promises about the sources: licence lines, no marks of unfinished work, file sizes."""
import pathlib
import re
import subprocess
import sys

UNFINISHED = re.compile(r"\b(TODO|FIXME|not implemented)\b")


def main():
    top = pathlib.Path(sys.argv[1])
    names = subprocess.run(["git", "-C", top, "ls-files", "core", "plugins", "include", "tests"],
                           capture_output=True, text=True).stdout.split()
    sources = [top / n for n in names if n.endswith((".c", ".h", ".py"))]
    if not sources:
        print("1..0 # SKIP no git checkout")
        return
    unlicensed = [s for s in sources if "SPDX-License-Identifier" not in s.read_text()[:300]]
    unfinished = [s for s in sources if s.name != "words.py" and UNFINISHED.search(s.read_text())]
    long = [s for s in sources if s.suffix == ".c" and "tests" not in s.parts
            and len(s.read_text().splitlines()) > 500]
    print("1..3")
    for number, (what, found) in enumerate([("every source names its licence", unlicensed),
                                            ("no marks of unfinished work", unfinished),
                                            ("no source over 500 lines", long)], 1):
        for source in found:
            print("#", source.relative_to(top))
        print("not ok" if found else "ok", number, "-", what)


main()
