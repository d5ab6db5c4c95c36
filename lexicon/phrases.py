# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the words of flags into C: phrases.py UNVERIFIED.yaml PHRASES_TABLE.h

Reads, by language, `name: "text"`, `name: [text, "text"]` and a list in lines of its own, and no
other YAML. A name in capitals is a part of expressions, put in for {NAME}; of a list, any one of it.
"""
import re
import sys

LISTS = ("stems", "openers", "staff", "asides", "joints", "sides", "these")
TEXTS = ("outlet", "impersonal", "turned", "agent", "anybody")
ITEM = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^",\[\]]+?))\s*(?:,|$)')


def quote(text):
    return '"' + "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}"
                         for b in text.encode()) + '"'


def items(text):
    found = [re.sub(r"\\(.)", r"\1", a) if a or not b else " ".join(b.split())
             for a, b in ITEM.findall(text)]
    if "".join(m.group(0) for m in ITEM.finditer(text)).strip() != text.strip():
        raise ValueError(f"not texts with commas between: {text}")
    return [item for item in found if item]


def entries(lines):
    """(name, texts, was it a list)"""
    text = "\n".join(lines) + "\n"
    for name, value in re.findall(r"^  ([A-Za-z-]+):((?:.*\n)(?:    .*\n)*)", text, re.M):
        value = value.strip()
        if value.startswith("["):
            yield name, items(" ".join(value.strip("[]").split("\n"))), True
        elif value.startswith("-"):
            yield name, [items(line.strip()[2:])[0] for line in value.split("\n")], True
        else:
            yield name, items(value), False


def expand(text, parts):
    while (hole := re.search(r"\{([A-Z][A-Z-]*)\}", text)):
        text = text.replace(hole.group(0), parts[hole.group(1)])
    return text


def either(texts, listed):
    return "(" + "|".join(texts) + ")" if listed else texts[0]


def languages(path):
    found, lines = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.strip().startswith("#") or line == "version: 1" or not line.strip():
                continue
            if re.fullmatch(r"[a-z]{2}:", line):
                lines = found.setdefault(line[:2], [])
            elif lines is None or not line.startswith("  "):
                sys.exit(f"{path}: {line}")
            else:
                lines.append(line)
    return found


def table(lang, lines):
    parts, rows, lists = {}, [f'    .lang = "{lang}",'], {}
    for name, texts, listed in entries(lines):
        if name == "adverbs":
            rows.append(f"    .adverbs = {quote(either(texts, True))},")
        elif name.isupper():
            parts[name] = either(texts, listed)
        elif name in LISTS:
            lists[name] = texts
        elif name in TEXTS:
            rows.append(f"    .{name} = {quote(expand('|'.join(texts), parts))},")
        else:
            sys.exit(f"{lang}: {name}: unknown")
    for name, texts in lists.items():
        if name not in ("sides", "these"):
            listed = ", ".join(quote(text) for text in texts)
            rows.append(f"    .{name} = (const char *const[]){{{listed}, NULL}},")
    return [f"static const struct phrases phrases_{lang} = {{", *rows, "};"], lists


def main():
    code, wide = ["/* Made by phrases.py. */"], {"sides": [], "these": []}
    for lang, lines in languages(sys.argv[1]).items():
        rows, lists = table(lang, lines)
        code += rows
        for name in wide:
            wide[name] += lists.get(name, [])
    for name, texts in wide.items():
        code += [f"static const char *const phrases_{name}[] = {{",
                 *(f"    {quote(text)}," for text in texts), "    NULL};"]
    with open(sys.argv[2], "w", encoding="ascii") as header:
        header.write("\n".join(code) + "\n")


main()
