# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the documents say of the tree is so: rules, links, the layers."""
import pathlib
import re
import subprocess
import sys


def rules_of(catalogue):
    """Ids below `rules:` of a plugin's catalogue."""
    _, _, rules = catalogue.read_text().partition("\nrules:\n")
    return set(re.findall(r"^  ([a-z0-9-]+):", rules, re.M))


def rules(top):
    text = (top / "docs" / "rules.md").read_text()
    for catalogue in sorted(top.glob("plugins/*/*.en.yaml")):
        plugin = catalogue.parent.name
        section = re.search(rf"^## {plugin}: .*?(?=^## |\Z)", text, re.M | re.S)
        told = set(re.findall(r"^\| `([a-z0-9-]+)` \|", section.group(0), re.M)) if section else set()
        french = rules_of(catalogue.with_name(plugin + ".fr.yaml"))
        for rule in sorted(rules_of(catalogue) ^ told):
            yield f"{plugin}/{rule}: in docs/rules.md or in its catalogue, not in both"
        for rule in sorted(rules_of(catalogue) ^ french):
            yield f"{plugin}/{rule}: in English or in French, not in both"


def links(top):
    names = subprocess.run(["git", "-C", top, "ls-files", "*.md"], capture_output=True, text=True)
    for name in names.stdout.split():
        page = top / name
        if {"data", "corpus", "articles"} & set(page.parts) or page.name in ("paragraphs.md", "flags.md"):
            continue  # their links are examples
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            if not (page.parent / target).exists():
                yield f"{name}: there is no {target}"


def layers(top):
    table = dict(re.findall(r"^\| `([a-z]+)/` \| (\d+) \|", (top / "HACKING.md").read_text(), re.M))
    held = dict(re.findall(r'"([a-z]+)": (\d+)', (top / "tests" / "style" / "layers.py").read_text()))
    for folder in sorted(p.name for p in (top / "core").iterdir() if p.is_dir()):
        if table.get(folder) != held.get(folder):
            yield f"core/{folder}: {table.get(folder)} in HACKING.md, {held.get(folder)} in layers.py"


def folders(top):
    for folder in sorted(p for part in ("core", "plugins", "tests") for p in (top / part).iterdir()):
        if folder.is_dir() and any(folder.glob("*.*")) and not (folder / "README.md").exists():
            yield f"{folder.relative_to(top)} has no README.md"


def main():
    top = pathlib.Path(sys.argv[1])
    results = [("docs/rules.md has every rule of the plugins", list(rules(top))),
               ("links between documents lead somewhere", list(links(top))),
               ("the table of layers is the one that is held", list(layers(top))),
               ("each folder says what its files are", list(folders(top)))]
    print(f"1..{len(results)}")
    for number, (what, found) in enumerate(results, 1):
        for line in found:
            print("#", line)
        print("not ok" if found else "ok", number, "-", what)


main()
