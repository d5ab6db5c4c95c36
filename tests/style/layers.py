# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may include whom: the table of HACKING.md, held against every source file.

A folder of core/ includes its own headers and those of folders with a smaller number; some
outside headers have one home; plugins know include/marbre and plugins/common alone.
"""
import pathlib
import re
import sys

LAYERS = {
    "base": 0,
    "yaml": 1, "sign": 1,
    "article": 2, "store": 2, "finding": 2,
    "plugin": 3, "wire": 3, "report": 3,
    "worker": 4, "workflow": 4, "net": 4,
    "newsroom": 5, "reader": 5, "conform": 5,
    "gate": 6,
    "site": 7,
    "desk": 8, "proof": 8,
    "board": 9, "hook": 9, "library": 9,
    "cli": 10,
}
HOMES = {
    "git2.h": "core/store",
    "yaml.h": "core/yaml",
    "dlfcn.h": ("core/plugin", "plugins/credit"),
    "cmark.h": "core/article",
    "seccomp.h": "core/worker",
    "libdeflate.h": "core/store",
    "linux/landlock.h": "core/worker",
}
FOLDER_HOMES = {
    "libxml/": "core/reader",
    "json-glib/": "core/reader",
    "openssl/": "core/sign",
    "libsoup/": "core/net",
    "gexiv2/": "plugins/credit",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def wrong_in(path, text):
    folder = path.parts[1]
    for mark, header in INCLUDE.findall(text):
        home = HOMES.get(header) or next(
            (home for start, home in FOLDER_HOMES.items() if header.startswith(start)), None)
        homes = (home,) if isinstance(home, str) else home or ()
        if homes and not any(str(path).startswith(one + "/") for one in homes):
            yield f"{header} lives in {' and '.join(homes)}"
        if path.parts[0] == "plugins":
            if mark == '"' and "/" in header and not header.startswith(("marbre/", "common/")):
                yield f"a plugin includes {header}"
        elif mark == '"' and "/" in header:
            other = header.split("/")[0]
            if other in LAYERS and other != folder and LAYERS[other] >= LAYERS[folder]:
                yield f"{folder} ({LAYERS[folder]}) includes {other} ({LAYERS[other]})"
            elif other not in LAYERS and other != "marbre":
                yield f"unknown folder in {header}"


def main():
    top = pathlib.Path(sys.argv[1])
    wrong, seen = [], 0
    for root in ("core", "plugins"):
        for path in sorted((top / root).rglob("*.[ch]")):
            seen += 1
            relative = path.relative_to(top)
            if root == "core" and relative.parts[1] not in LAYERS:
                wrong.append(f"{relative}: the folder has no layer")
                continue
            wrong += [f"{relative}: {why}" for why in wrong_in(relative, path.read_text())]
    print("1..1")
    for line in wrong:
        print("#", line)
    print(("ok" if seen and not wrong else "not ok"), f"1 - layers of {seen} files")


main()
