# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes lists of words into C: words.py NAME.yaml NAME.h

Reads `language:`, below it `  list: [word, …]`, comments and `version: 1`, and nothing else.
"""
import pathlib
import re
import sys

LIST = re.compile(r"  ([a-z-]+): \[([^\]]*)\]\n")
SECTION = re.compile(r"([a-z]{2}):\n((?:  .*\n)+)")


def quote(text):
    return '"' + "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}"
                         for b in text.encode()) + '"'


def read(path):
    text = re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
    if not text.startswith("version: 1\n") or SECTION.sub("", text.split("\n", 1)[1]).strip():
        sys.exit(f"{path}: not lists of words by language")
    for language, inside in SECTION.findall(text):
        if LIST.sub("", inside).strip():
            sys.exit(f"{path}: {language}: a list is written [word, word]")
        for name, words in LIST.findall(inside):
            # Sorted by their bytes, for bsearch.
            words = sorted({word.strip() for word in words.split(",")}, key=str.encode)
            if not all(re.fullmatch(r"[\w'-]+", word) and word == word.lower() for word in words):
                sys.exit(f"{path}: {language}: {name}: words in small letters")
            yield f"{path.stem}_{language}_{name}".replace("-", "_"), words


def main():
    path, header = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    lines = ["/* Made by words.py. */"]
    for name, words in read(path):
        lines += [f"static const char *const {name}[] = {{"]
        lines += [f"    {quote(word)}," for word in words]
        lines += ["};"]
    header.write_text("\n".join(lines) + "\n", encoding="ascii")


main()
