# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a header of plugins promises, as C that asserts it: layout.py PLUGIN.H > layout.c.

Compiled against any later header, it fails where a constant has another value, a field another
place, size or type, or a struct has become shorter. The numbers are those of machines with 64 bits.
"""
import os
import re
import subprocess
import sys
import tempfile

header = os.path.abspath(sys.argv[1])
text = open(header, encoding="utf-8").read()
bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
# What may grow with each release.
MOVING = {"MBR_ABI_MINOR"}


def constants():
    for name, value in re.findall(r"^#define (MBR_\w+) +(\S.*?) *$", bare, re.M):
        if name not in MOVING and not value.startswith("__"):
            yield name, value.strip()


def declarations(body):
    """(name, type without the name) of each field."""
    for piece in body.split(";"):
        piece = " ".join(piece.split())
        if not piece:
            continue
        function = re.match(r"(.*?)\(\*(\w+)\)(\(.*\))$", piece)
        if function:
            yield function[2], f"{function[1]}(*){function[3]}"
            continue
        base, names = re.match(r"(.*?[ *])(\w+(?:, \w+)*)$", piece).groups()
        for name in names.split(", "):
            yield name, base.strip()


def structs():
    for match in re.finditer(r"struct (\w+) \{(.*?)\n\}", bare, re.S):
        yield match.group(1), list(declarations(match.group(2)))


def measure(all_structs):
    """Offsets and sizes as the compiler sees them."""
    lines = ['#include "' + header + '"', "#include <stdio.h>", "int main(void) {"]
    for name, fields in all_structs:
        kind = f"struct {name}"
        lines.append(f'printf("{name} %zu\\n", sizeof({kind}));')
        for field, _ in fields:
            lines.append(f'printf("{name}.{field} %zu %zu\\n", offsetof({kind}, {field}), '
                         f"sizeof((({kind} *)0)->{field}));")
    lines.append("return 0; }")
    with tempfile.TemporaryDirectory() as folder:
        source, program = folder + "/m.c", folder + "/m"
        open(source, "w", encoding="utf-8").write("\n".join(lines))
        subprocess.run(["cc", "-w", "-o", program, source], check=True)
        out = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    return dict((line.split(" ")[0], [int(n) for n in line.split(" ")[1:]])
                for line in out.splitlines())


def main():
    all_structs = list(structs())
    sizes = measure(all_structs)
    print("/* SPDX-License-Identifier: LGPL-2.1-or-later */")
    print("/* Made by layout.py out of the released header; what it promised holds for good. */")
    print('#include <marbre/plugin.h>\n')
    print("#define SAME(type, field, kind) \\")
    print("    _Static_assert(__builtin_types_compatible_p(__typeof__(((type *)0)->field), kind), #type \" \" #field)")
    print("#define AT(type, field, offset, size) \\")
    print("    _Static_assert(offsetof(type, field) == (offset) && sizeof(((type *)0)->field) == (size), #type \" \" #field)\n")
    for name, value in constants():
        if value.startswith('"'):
            print(f"_Static_assert(sizeof {name} == sizeof {value} && "
                  f'__builtin_strcmp({name}, {value}) == 0, "{name}");')
        else:
            print(f'_Static_assert({name} == {value}, "{name}");')
    print("\n#if UINTPTR_MAX == UINT64_MAX")
    for name, fields in all_structs:
        kind = f"struct {name}"
        size = sizes[name][0]
        print(f'_Static_assert(sizeof({kind}) >= {size}, "{name}");')
        for field, _ in fields:
            offset, width = sizes[f"{name}.{field}"]
            print(f"AT({kind}, {field}, {offset}, {width});")
        # A gap at the end would hide whether a field that comes later was set.
        last = sizes[f"{name}.{fields[-1][0]}"]
        assert sum(last) == size, f"{name} ends with a gap"
    print("#endif\n")
    for name, fields in all_structs:
        for field, kind in fields:
            print(f"typedef {kind} type_{name}_{field};" if "(*)" not in kind else
                  f"typedef {kind.replace('(*)', f'(*type_{name}_{field})', 1)};")
            print(f"SAME(struct {name}, {field}, type_{name}_{field});")


main()
