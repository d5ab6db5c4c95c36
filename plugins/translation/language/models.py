# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the language models of libexttextcat into C: models.py EN.lm FR.lm MODELS.h"""
import pathlib
import sys


def literal(path):
    rows = []
    for line in path.read_bytes().splitlines():
        # One literal a line: no escape can run into what follows it.
        rows.append('    "' + "".join(f"\\{byte:03o}" for byte in line) + '\\n"')
    return "\n".join(rows)


def main():
    *models, header = map(pathlib.Path, sys.argv[1:])
    text = "/* Made by models.py from the models of libexttextcat. */\n"
    for path in models:
        text += f"static const char model_{path.stem}[] =\n{literal(path)};\n"
    header.write_text(text, encoding="ascii")


main()
