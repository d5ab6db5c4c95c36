# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fields and functions of the plugin headers that nothing is said about.

Said is what has a comment on its line, or above it in the same struct with no blank line between;
a field that follows one that is said shares its words only where it is written on the same line.
Size fields, reserved ones and the names of the two ends of a span speak for themselves.
"""
import re
import sys

PLAIN = re.compile(r"\b(struct_size|reserved|flags)\b")
# Structs whose comment above says all of their fields.
WHOLE = {"mbr_text", "mbr_span", "mbr_pair"}


def missing_in(path):
    text = open(path, encoding="utf-8").read()
    for match in re.finditer(r"^(?:typedef )?struct (\w+) \{\n(.*?)^\}", text, re.M | re.S):
        name, body = match.groups()
        if name in WHOLE:
            continue
        said = False
        statement = ""
        inside = False
        for line in body.split("\n"):
            comment = "/*" in line or inside
            inside = (inside or "/*" in line) and "*/" not in line
            code = re.sub(r"/\*.*?(\*/|$)", "", line).strip()
            if comment and not statement and (not code or code.endswith("*/")):
                said = True
                continue
            if not code or inside and not "/*" in line:
                continue
            statement += " " + code
            if comment:
                said = True
            if not statement.rstrip().endswith(";"):
                continue
            if not said and not PLAIN.search(statement):
                yield f"{path}: {name}:{statement}"
            said, statement = False, ""


found = [line for path in sys.argv[1:] for line in missing_in(path)]
print("\n".join(found))
sys.exit(1 if found else 0)
