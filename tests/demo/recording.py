# SPDX-License-Identifier: LGPL-2.1-or-later
"""Draws what guides tell as a recording of a terminal, in SVG that moves by itself: recording.py
GUIDE... It takes the ```console blocks, which the tests hold against the program, one screen a
command; the same guides give the same bytes."""
import html
import pathlib
import re
import sys

COLUMNS, ROWS = 100, 24
LINE, WIDTH, TOP = 19, 8.43, 46
TYPED = re.compile(r"^\w+ \$ ")
LABELS = re.compile(r"BLOQUANT|ANNULATION|À REVOIR|À RENDRE|POUR INFORMATION")
STYLE = ('text{font:14px "DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#e6e3da;white-space:pre}'
         ".b{font-weight:bold;fill:#fff}.r{font-weight:bold;fill:#ff7b6e}.d{fill:#98958c}"
         ".s{opacity:0;animation-timing-function:step-end;animation-iteration-count:infinite}")


def folded(line):
    """As a terminal folds it."""
    return [line[at:at + COLUMNS] for at in range(0, len(line), COLUMNS)] or [""]


def conversations(guide):
    """Each command with its answer."""
    inside, talk = False, []
    for line in guide.read_text().splitlines():
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and TYPED.match(line):
            talk.append([line])
        elif inside:
            talk[-1].append(line)
    for lines in talk:
        while lines[-1] == "":
            lines.pop()
    return talk


def screens(guides):
    """(how many rows are the command's, rows) of each screen."""
    for guide in guides:
        for command, *answer in conversations(guide):
            head = folded(command)
            rows = [row for line in answer for row in folded(line)]
            room = ROWS - len(head)
            for at in range(0, max(len(rows), 1), room):
                yield len(head), head + rows[at:at + room]


def drawn(row, y, is_command):
    text = html.escape(row, quote=False)
    if is_command:
        text = f'<tspan class="b">{text}</tspan>'
    else:
        text = LABELS.sub(lambda label: f'<tspan class="r">{label.group()}</tspan>', text)
    return f'<text x="18" y="{y}">{text}</text>'


def recording(guides):
    shown = list(screens(guides))
    lasts = [min(2 + 0.3 * len(rows), 8) for _, rows in shown]
    whole, begins = sum(lasts), 0.0
    rules, groups = [], []
    for number, ((head, rows), last) in enumerate(zip(shown, lasts)):
        on, off = 100 * begins / whole, 100 * (begins + last) / whole
        before = "0%{opacity:0}" if number else ""
        rules.append(f"@keyframes k{number}{{{before}{on:.3f}%{{opacity:1}}{off:.3f}%{{opacity:0}}}}")
        lines = [drawn(row, TOP + LINE * (at + 1), at < head) for at, row in enumerate(rows)]
        groups.append(f'<g class="s" style="animation-name:k{number};'
                      f'animation-duration:{whole:.1f}s">\n' + "\n".join(lines) + "\n</g>")
        begins += last
    width, height = round(36 + COLUMNS * WIDTH), TOP + LINE * ROWS + 20
    rules = "\n".join(rules)
    still = "@media (prefers-reduced-motion:reduce){.s{animation:none}.s:first-of-type{opacity:1}}"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" '
        'aria-label="Une dépêche, de son arrivée à son annulation, dans le terminal">',
        f"<style>{STYLE}\n{rules}\n{still}</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#1d1f21"/>',
        '<circle cx="20" cy="18" r="5" fill="#e0635a"/><circle cx="38" cy="18" r="5" '
        'fill="#d9a441"/><circle cx="56" cy="18" r="5" fill="#69a85c"/>',
        *groups, "</svg>", ""])


sys.stdout.write(recording([pathlib.Path(name) for name in sys.argv[1:]]))
