# SPDX-License-Identifier: LGPL-2.1-or-later
"""French is whole: every message of core/ is translated, and set as French is set."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

KEYWORDS = ["_", "N_", "C_:1c,2", "ngettext:1,2", "g_dngettext:2,3"]
MARKED = re.compile(r"\b(_|N_|C_|ngettext|g_dngettext)\(")
# Words of the engine that an editor never reads.
FORBIDDEN = re.compile(r"\b(digest|bundle|front matter|scope|commit|slug|snapshot)\b", re.I)
# An ordinary space before a high sign or inside guillemets, a straight apostrophe between letters.
BADLY_SET = re.compile(r" [;:!?»](?=[\s»]|$)|« |(?<=[a-zà-ÿ])'(?=[a-zà-ÿ])")
# A row of the table of commands, or a verb of one: "name", "French name".
NAMED = re.compile(r'\{"([a-z-]+)", "([^"]+)",\s*(?:marbre_command_\w+|"(\w+) [a-z-]+")')
PROPOSED = re.compile(r"\bmarbre ([\w-]+)(?: ([\w-]+))?")
COMMAND = re.compile(r"git [a-z-]+|--[a-z-]+|marbre/[a-z-]+|\{[^{}]*\}")


def run(*words):
    return subprocess.run([str(w) for w in words], capture_output=True, text=True)


def entries(po):
    """(msgid, [msgstr…]) of each entry of a catalogue."""
    text = run("msgcat", "--no-wrap", po).stdout
    for block in re.split(r"\n\n+", text)[1:]:
        lines = re.sub(r'"\n"', "", block)
        names = re.findall(r'^msgid "(.*)"$', lines, re.M)
        yield (names or [""])[0], re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', lines, re.M)


def extract(top, pot):
    sources = [p for p in sorted(top.glob("core/*/*.c")) if MARKED.search(p.read_text())]
    run("xgettext", "--from-code=UTF-8", *["--keyword=" + k for k in KEYWORDS], "-o", pot, *sources)
    return [str(p.relative_to(top)) for p in sources]


def untranslated(po, pot, folder):
    merged, missing = folder / "merged.po", folder / "missing.po"
    run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, po, pot)
    run("msgattrib", "--untranslated", "--no-obsolete", "-o", missing, merged)
    return [name for name, _ in entries(missing)] if missing.exists() else []


def badly_set(po):
    for name, strings in entries(po):
        for string in strings:
            for line in string.split("\\n"):
                words = COMMAND.sub("", line)
                if BADLY_SET.search(words) or FORBIDDEN.search(words):
                    yield line


def catalogues(top):
    for path in sorted(top.glob("plugins/*/*.fr.yaml")):
        for line in path.read_text().splitlines():
            value = re.match(r"\s+[a-z.-]+: (.+)$", line)
            words = value.group(1).strip('"') if value else ""
            if BADLY_SET.search(words) or FORBIDDEN.search(words):
                yield f"{path.name}: {words}"


def names_of_commands(top):
    """{English: French} of the commands, and for each that has verbs {its French name: the same}."""
    commands, verbs = {}, {}
    rows = [row for path in sorted(top.glob("core/cli/*.c")) for row in NAMED.findall(path.read_text())]
    for english, french, command in rows:
        if not command:
            commands[english] = french
    for english, french, command in rows:
        if command:
            verbs.setdefault(commands[command], {})[english] = french
    return commands, verbs


def french_of(path):
    """The lines of a page of rules that are under fr:"""
    french = False
    for line in path.read_text().splitlines():
        key = re.match(r"\s*(?:- )?([a-z-]+):", line)
        french = key.group(1) == "fr" if key else french
        if french:
            yield line


def proposed_in_english(top, po):
    """A French reader is told what to type in French."""
    commands, verbs = names_of_commands(top)
    lines = [(line, string) for _, strings in entries(po) for string in strings
             for line in string.split("\\n")]
    for path in sorted(top.glob("plugins/*/*.fr.yaml")):
        lines += [(f"{path.name}: {line}", line) for line in path.read_text().splitlines()]
    for path in sorted([*top.glob("plugins/*/*.rules.yaml"), *top.glob("core/*/*.rules.yaml")]):
        lines += [(f"{path.name}: {line}", line) for line in french_of(path)]
    for shown, line in lines:
        for command, verb in PROPOSED.findall(line):
            named = commands.get(command, command)
            if named != command or verbs.get(named, {}).get(verb, verb) != verb:
                yield shown


def main():
    top = pathlib.Path(sys.argv[1])
    if not shutil.which("xgettext"):
        print("1..0 # SKIP no gettext tools")
        return
    po = top / "po" / "fr.po"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pot = folder / "marbre.pot"
        sources = extract(top, pot)
        listed = [l for l in (top / "po" / "POTFILES").read_text().splitlines() if l[:1] != "#"]
        checked = run("msgfmt", "--check", "--output-file=/dev/null", po)
        wrong = [l for l in checked.stderr.splitlines() if "header field" not in l]
        results = [
            ("every message has its French", untranslated(po, pot, folder)),
            ("none is marked for another look",
             re.findall(r'^msgid "(.+)"', run("msgattrib", "--only-fuzzy", po).stdout, re.M)),
            ("holes and plurals agree", wrong),
            ("every source with messages is in po/POTFILES", sorted(set(sources) ^ set(listed))),
            ("messages are set as French is", list(badly_set(po))),
            ("messages of the plugins too", list(catalogues(top))),
            ("what they propose to type is French", list(proposed_in_english(top, po)))]
    print(f"1..{len(results)}")
    for number, (what, found) in enumerate(results, 1):
        for line in found:
            print("#", line)
        print("not ok" if found else "ok", number, "-", what)


main()
