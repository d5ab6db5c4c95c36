# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a style sheet into C: embed.py STYLE.CSS STYLE.C"""
import sys

with open(sys.argv[1], encoding="utf-8") as sheet, open(sys.argv[2], "w", encoding="ascii") as code:
    code.write('#include "style.h"\n\nconst char style_sheet[] =')
    text = sheet.read().encode("utf-8")
    for line in text.splitlines(keepends=True):
        code.write('\n    "')
        for byte in line:
            plain = 0x20 <= byte < 0x7F and chr(byte) not in '"\\?'
            code.write(chr(byte) if plain else f"\\{byte:03o}")
        code.write('"')
    code.write(";\nconst size_t style_sheet_size = sizeof style_sheet - 1;\n")
