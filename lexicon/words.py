# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes lists of words into C: words.py NAME.yaml NAME.h [--table]

With --table the lists are also rows of one table for each language, and need word_list.h. A part of
a word in parentheses may lack: tué(e)(s). A list may be empty, and holds phrases besides words.

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


def forms(word):
    """mort(e)(s): mort, morte, morts, mortes"""
    before, bracket, rest = word.partition("(")
    if not bracket:
        return [word]
    part, _, after = rest.partition(")")
    return forms(before + after) + forms(before + part + after)


def read(path):
    text = re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
    if not text.startswith("version: 1\n") or SECTION.sub("", text.split("\n", 1)[1]).strip():
        sys.exit(f"{path}: not lists of words by language")
    for language, inside in SECTION.findall(text):
        if LIST.sub("", inside).strip():
            sys.exit(f"{path}: {language}: a list is written [word, word]")
        for name, words in LIST.findall(inside):
            # Sorted by their bytes, for bsearch.
            words = [" ".join(word.split()) for word in words.split(",")] if words.strip() else []
            words = sorted({form for word in words for form in forms(word)}, key=str.encode)
            if not all(re.fullmatch(r"[\w' -]+", word) and word == word.lower() for word in words):
                sys.exit(f"{path}: {language}: {name}: words in small letters")
            yield language, name, words


def main():
    path, header = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    lines, tables = ["/* Made by words.py. */"], {}
    for language, name, words in read(path):
        variable = f"{path.stem}_{language}_{name}".replace("-", "_")
        row = f'    {{"{name}", NULL, 0}},'
        if words:
            lines += [f"static const char *const {variable}[] = {{"]
            lines += [f"    {quote(word)}," for word in words]
            lines += ["};"]
            row = f'    {{"{name}", {variable}, {len(words)}}},'
        tables.setdefault(language, []).append(row)
    if "--table" in sys.argv:
        lines.insert(1, '#include "word_list.h"\n#include <stddef.h>')
        for language, rows in tables.items():
            lines += [f"static const word_list {path.stem}_{language}[] = {{", *rows,
                      "    {NULL, NULL, 0},", "};"]
    header.write_text("\n".join(lines) + "\n", encoding="ascii")


main()
