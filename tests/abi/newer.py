# SPDX-License-Identifier: LGPL-2.1-or-later
"""The header of a later release, made out of today's: newer.py PLUGIN.H OUT.

One minor more, a field at the end of each struct, a function at the end of each service, and a
service more: all that a later release may do.
"""
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
text = re.sub(r"(#define MBR_ABI_MINOR )(\d+)", lambda m: m[1] + str(int(m[2]) + 1), text)
UNSIZED = {"mbr_text", "mbr_span"}


def longer(match):
    name, body = match.group(2), match.group(3)
    if name in UNSIZED:
        return match.group(0)
    added = "    int32_t (*later)(void);\n" if name.endswith("_api") else "    uint64_t later;\n"
    return f"{match.group(1)}struct {name} {{\n{body}{added}}}"


text, count = re.subn(r"(typedef |\n)struct (\w+) \{\n(.*?)^\}", longer, text, flags=re.M | re.S)
text = text.replace('#define MBR_SITE_API "mbr.site/1"',
                    '#define MBR_LATER_API "mbr.later/1"\n#define MBR_SITE_API "mbr.site/1"')
assert count > 20 and "MBR_LATER_API" in text
open(sys.argv[2], "w", encoding="utf-8").write(text)
