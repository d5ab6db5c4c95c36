# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the files of the stock theme into C: embed.py OUTPUT.C FILE..."""
import pathlib
import sys

files = [pathlib.Path(name) for name in sys.argv[2:]]
with open(sys.argv[1], "w", encoding="ascii") as code:
    code.write('#include "stock.h"\n\n#include <string.h>\n')
    for number, file in enumerate(files):
        # A NUL behind every text, as behind what the host lends.
        code.write(f"\nstatic const char file_{number}[] = {{")
        for line in (file.read_bytes() + b"\0").splitlines(keepends=True):
            code.write("\n    " + " ".join(f"'\\{byte:03o}'," for byte in line))
        code.write("\n};\n")
    code.write("\nmbr_text\nstock_file(const char *name)\n{\n")
    for number, file in enumerate(files):
        code.write(f'    if (strcmp(name, "{file.name}") == 0)\n'
                   f"        return (mbr_text){{file_{number}, sizeof file_{number} - 1}};\n")
    code.write('    return (mbr_text){"", 0};\n}\n')
