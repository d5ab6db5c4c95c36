# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the list of page lines into C: embed.py BOILERPLATE.YAML PAGE_LINES.C

Reads the part of YAML that the list is written in, and nothing else.
"""
import re
import sys

WHERE = {"whole": "WHOLE", "begins": "BEGINS", "anywhere": "ANYWHERE", "number": "NUMBER"}
FLAGS = ("edge", "label", "opens")
ENTRY = re.compile(r"  - \{(.*)\}$")
PAIR = re.compile(r'([a-z-]+): (?:"((?:[^"\\]|\\.)*)"|([a-z-]+))(?:, |$)')
APOSTROPHES = "\u2018\u2019\u02bc\u2032`\u00b4"
PLAIN = "aaaaaaaceeeeiiiidnooooo/ouuuuyty"  # of U+00E0 to U+00FF


def fold(words):
    folded = ""
    for c in words.lower():
        c = " " if c.isspace() else "'" if c in APOSTROPHES else c
        folded += PLAIN[ord(c) - 0xE0] if 0xE0 <= ord(c) <= 0xFF and c != "\u00f7" else c
    return " ".join(folded.split()).replace(" :", ":")


def is_kept_at_an_end(c):
    return c.isalnum() or c in "\u00a9?[]"


def fold_line(words):
    """As a whole line is folded: signs at its ends go."""
    words = fold(words)
    while words and not is_kept_at_an_end(words[0]):
        words = words[1:]
    while words and not is_kept_at_an_end(words[-1]):
        words = words[:-1]
    return words


def quote(text):
    if text is None:
        return "NULL"
    return '"' + "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}"
                         for b in text.encode()) + '"'


def read_entry(line):
    inside = ENTRY.match(line).group(1)
    pairs = PAIR.findall(inside)
    if sum(len(m.group(0)) for m in PAIR.finditer(inside)) != len(inside):
        raise ValueError("an entry is {key: \"words\", …}")
    entry = {key: text or word for key, text, word in pairs}
    kinds = [key for key in entry if key in WHERE]
    unknown = set(entry) - set(WHERE) - set(FLAGS) - {"holds", "lang", "reason"}
    if len(kinds) != 1 or unknown or "reason" not in entry or len(entry) != len(pairs):
        raise ValueError("one of " + ", ".join(WHERE) + " and a reason; not " + ", ".join(unknown))
    return kinds[0], entry


def table_row(line):
    kind, entry = read_entry(line)
    words = fold_line(entry[kind]) if kind in ("whole", "number") else fold(entry[kind])
    if not words:
        raise ValueError("no words")
    members = [quote(words), quote(fold(entry["holds"]) if "holds" in entry else None),
               quote(entry.get("lang")), quote(entry["reason"])]
    members += ["true" if entry.get(flag) == "true" else "false" for flag in FLAGS]
    return f"    {{PAGE_LINE_{WHERE[kind]}, {', '.join(members)}}},"


def read(path):
    rows, bar, at = [], "", None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.lstrip().startswith("#") or line == "version: 1":
                continue
            if re.match(r"[a-z-]+:", line):
                at = line.split(":")[0]
                line = line[len(at) + 1:]
            try:
                if at == "lines" and line:
                    rows.append(table_row(line))
                elif at == "bar-words":
                    bar += line
                elif line:
                    raise ValueError("unknown line")
            except (ValueError, AttributeError) as error:
                sys.exit(f"{path}:{number}: {error}")
    return rows, sorted(re.findall(r'"([a-z-]+)"', bar))


def main():
    rows, words = read(sys.argv[1])
    with open(sys.argv[2], "w", encoding="ascii") as code:
        code.write('#include "page_lines.h"\n\nconst page_line page_lines[] = {\n')
        code.write("\n".join(rows))
        code.write("\n};\nconst size_t page_line_count = sizeof page_lines / sizeof *page_lines;\n")
        code.write("\nconst char *const page_bar_words[] = {\n    ")
        code.write(",\n    ".join(quote(word) for word in words))
        code.write(",\n    NULL};\n")


main()
