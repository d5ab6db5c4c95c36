#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Keep today's header for good: freeze.sh MAJOR.MINOR, once, when that is released.
set -eu
number=$1
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
minor=$(sed -n 's/^#define MBR_ABI_MINOR \([0-9]*\).*/\1/p' "$top/include/marbre/plugin.h")
major=$(sed -n 's/^#define MBR_ABI_MAJOR \([0-9]*\).*/\1/p' "$top/include/marbre/plugin.h")
[ "$number" = "$major.$minor" ] || { echo "freeze.sh: the header is $major.$minor" >&2; exit 1; }
release=$here/$number
[ ! -e "$release/SHA256SUMS" ] || { echo "freeze.sh: $number is kept already" >&2; exit 1; }
mkdir -p "$release/marbre" "$release/x86_64-linux-gnu"
cp "$top/include/marbre/plugin.h" "$release/marbre/"
python3 "$here/layout.py" "$release/marbre/plugin.h" >"$release/layout.c"
if [ "$(uname -m)" = x86_64 ] && [ -e "$release/elder.c" ]; then
    cc -std=c99 -O2 -shared -fPIC -fvisibility=hidden -s \
        -Wl,--version-script="$top/plugins/common/plugin.map" -Wl,-z,defs,-z,now,-z,relro \
        -o "$release/x86_64-linux-gnu/elder.so" "$release/elder.c"
fi
cd "$release"
find . -type f ! -name SHA256SUMS ! -name '*.txt' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS
