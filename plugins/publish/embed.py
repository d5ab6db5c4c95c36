# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a style sheet into C: embed.py STYLE.CSS STYLE.C"""
import sys

with open(sys.argv[1], "rb") as sheet, open(sys.argv[2], "w", encoding="ascii") as code:
    code.write('#include "style.h"\n\nconst char style_sheet[] = {')
    for line in sheet:
        code.write("\n    " + " ".join(f"'\\{byte:03o}'," for byte in line))
    code.write("\n};\nconst size_t style_sheet_size = sizeof style_sheet;\n")
