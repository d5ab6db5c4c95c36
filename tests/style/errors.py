# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every error that the program can make is asserted by a test, and says what would be right.

The list is read from core/: what is handed to the functions that make an error or a problem, and
to functions that hand their words on to those. A test asserts a message where it holds the whole
of it, with anything in its holes, or a part that is in no other message. That each has its French
is for french.py to see. `errors.py TREE list` prints what is found.
"""
import pathlib
import re
import sys

LITERAL = r'"(?:[^"\\]|\\.)*"'
WORDS = r"((?:" + LITERAL + r"\s*|PRI\w+\s*)+)"
MARKED = re.compile(r"\b(?:_|N_|ngettext|g_dngettext)\(\s*(?:GETTEXT_PACKAGE,\s*)?" + WORDS +
                    r"(?:,\s*" + WORDS + ")?")
DEFINED = re.compile(r"^(?:static [\w *]*G_GNUC_PRINTF\(\d, \d\) )?([a-z_]\w*)\(([^;{}]*?)\)\n"
                     r"\{\n(.*?)^\}", re.M | re.S)
MAKERS = {"g_set_error", "g_set_error_literal", "marbre_cli_fail", "marbre_cli_usage",
          "marbre_problems_add", "marbre_problems_add_rule"}
# What they are given names the thing alone; the reason of the system or of git follows.
WITH_REASON = {"marbre_git_fail", "marbre_errno_fail"}
SAYING = (".sh", ".c", ".py", ".txt", ".yaml", ".json", "")  # files of tests that assert words
# Parameters that are no message of their own.
NO_MESSAGE = {"path", "folder", "rule", "name", "file", "id", "what", "key"}
HOLE = re.compile(r"%(?:\d\$)?[-+0#]*\d*(?:\.\*?\d*)?[hlzjt]*[a-zA-Z%]?|\n")
PART = 16  # characters of a message that no other holds
LEAST = 8  # characters of a whole one


def arguments(text, start):
    depth, at = 1, start
    while depth:
        literal = re.match(LITERAL + r"|'(?:\\.|[^'\\])'", text[at:])
        if literal:
            at += literal.end()
            continue
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return text[start:at - 1]


def unquoted(words):
    parts = [p[1:-1] for p in re.findall(LITERAL, words)]
    return "".join(parts).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def handed_on(sources):
    """The functions of each file that make an error of words they are given."""
    makers = {path: set(MAKERS) for path in sources}
    changed = True
    while changed:
        changed = False
        for path, (text, functions) in sources.items():
            for name, parameters, body, _ in functions:
                given = set(re.findall(r"const char \*(\w+)\b", parameters)) - NO_MESSAGE
                if name in makers[path] | WITH_REASON or not given:
                    continue
                for call in re.finditer(r"\b(\w+)\(", body):
                    if call.group(1) not in makers[path]:
                        continue
                    said = arguments(body, call.end())
                    bare = set(re.findall(r"\w+", re.sub(LITERAL, "", said)))
                    for word in re.findall(r"\b(\w+) = g_strdup_vprintf\((\w+)", body):
                        bare |= {word[1]} if word[0] in bare else set()
                    own_words = MARKED.search(said)
                    wraps = own_words and own_words.group(1).rstrip().endswith(': %s"')
                    if (own_words and not wraps) or not bare & given:
                        continue
                    own = re.search(r"^static [^;{}]*?\b" + name + r"\(", text, re.M)
                    for other in [path] if own else sources:
                        makers[other].add(name)
                    changed = True
                    break
    return makers


def indirect(said, body, bodies, name):
    """The words of a variable, or of the function that gives them."""
    for word in set(re.findall(r"\b[a-z_]\w*\b", re.sub(LITERAL, "", said))):
        if word in bodies and word != name and re.search(word + r"\(", said):
            yield from MARKED.finditer(bodies[word])
        for value in re.finditer(r"\b" + word + r" = ([^;]*(?:" + LITERAL + r"[^;]*)*);", body):
            yield from MARKED.finditer(value.group(1))
            for called in re.findall(r"\b(\w+)\(", value.group(1)):
                if called in bodies and called != name:
                    yield from MARKED.finditer(bodies[called])


def messages(top):
    """{message: where it is made first} of all of core/."""
    sources = {}
    for path in sorted(top.glob("core/*/*.c")):
        text = path.read_text()
        functions = [(*m.groups(), m.start(3)) for m in DEFINED.finditer(text)]
        sources[str(path.relative_to(top))] = (text, functions)
    makers, found = handed_on(sources), {}
    for path, (text, functions) in sources.items():
        bodies = {name: body for name, _, body, _ in functions}
        for name, _, body, start in functions:
            for call in re.finditer(r"\b(\w+)\(", body):
                if call.group(1) not in makers[path]:
                    continue
                said = arguments(body, call.end())
                line = text.count("\n", 0, start + call.start()) + 1
                for words in list(MARKED.finditer(said)) or indirect(said, body, bodies, name):
                    found.setdefault(unquoted(words.group(1)), f"{path}:{line}")  # and its plural
    return found


def plain(text):
    text = re.sub(r"\\([\"`$])", r"\1", text)
    return re.sub(r"\s+", " ", text)


def told(top):
    """All that the tests say, a C literal over several lines as one."""
    parts = []
    for path in sorted((top / "tests").rglob("*")):
        inside = path.relative_to(top / "tests").parts
        if not path.is_file() or "node_modules" in inside or "corpus" in inside:
            continue
        if inside[0] != "style" and path.suffix in SAYING:
            parts.append(re.sub(r'"\s*\n\s*"', "", path.read_text(errors="replace")))
    return plain("\0".join(parts))


def is_asserted(message, others, tests):
    parts = [plain(p) for p in HOLE.split(message)]
    if len("".join(parts)) >= LEAST:
        whole = "[^\0]{0,80}?".join(re.escape(p) for p in parts[parts[0] == "":])
        longest = max(parts, key=len)
        if longest in tests and re.search(whole, tests):
            return True
    for part in parts:
        size = min(len(part), PART)
        windows = {part[i:i + size] for i in range(len(part) - size + 1)} if size >= 8 else set()
        if any(w in tests and sum(w in o for o in others) == 1 for w in windows):
            return True
    return False


OF_THE_SYSTEM = "only where the machine lacks memory, processes or room"
GUARD = "guards what another check makes so"
# What can't be brought about in a test, and why.
UNPROVOKED = {
    "no process to run plugins in can be started (signal %d); see marbre doctor": OF_THE_SYSTEM,
    "no process to run plugins in can be started (status %d); see marbre doctor": OF_THE_SYSTEM,
    "a process to run plugins in could not be locked in (%s: %s); see marbre doctor": OF_THE_SYSTEM,
    "what is to be signed: %s": OF_THE_SYSTEM,
    "an object cannot be named": OF_THE_SYSTEM,
    "an object cannot be written: another one has its name": "takes two texts of one SHA-1",
    "a proof holds at most %u MB of objects, and this one would hold more": "takes 256 MiB",
    "%s: this is too much for a text; import it in smaller parts":
        "takes a text that is within its limit of 4 MiB until it has its header",
    "a file that comes with Marbre can't be read: %s; install Marbre again":
        "takes an installation that lacks a file",
    "“%s” is a rule of several plugins; write one of: %s":
        "no two of the stock plugins have a rule of one name",
    "it gave no reason; ask whoever wrote the plugin": GUARD + ": each failed run has a reason",
    "“%s” makes no article: line %u: %s": GUARD + ": importers quote what they write",
    "this value cannot be written here; write it into the file yourself":
        GUARD + ": what was written is read again before anything is changed",
    "%s/state.yaml is not there; git log -- %s/state.yaml shows what took it out":
        GUARD + ": only what has a record is listed for the site",
    "%s and %s would both be written to %s; give one of them another name":
        GUARD + ": two articles of one address are refused before",
}
FOLLOWS = "the reason follows, and is a message of its own or the system's"
RECORD = "Marbre alone writes this file; the page of marbre/bad-state says how to bring it back"
# What can say no more, and why.
SAID = {
    "%s cannot be loaded: %s": FOLLOWS,
    "%s could not be fetched: %s": FOLLOWS,
    "%s is no value: %s": FOLLOWS,
    "%s made no good signature with your key: %s": FOLLOWS,
    "%s, which signs with your key, could not be started: %s": FOLLOWS,
    "git's user.signingkey, %s: %s": FOLLOWS,
    "git's user.signingkey: %s": FOLLOWS,
    "plugin %s sent nonsense while it was being loaded: %s": FOLLOWS,
    "the action “%s” failed: %s": FOLLOWS,
    "the rules of commit %s can't be read, so nothing after it can be judged: %s": FOLLOWS,
    "this cannot be read as YAML (%s)": FOLLOWS,
    "what is to be signed: %s": FOLLOWS,
    "an object cannot be named": OF_THE_SYSTEM,
    "%s approved %s twice": RECORD,
    "%s is owed twice": RECORD,
    "the file is empty": RECORD,
    "“%s” is no language": RECORD,
    "“%s” is no moment with a zone": RECORD,
    "“%s” is nothing that “%s” can be": RECORD,
}
# A cure, a command, an example, what is taken instead.
HELP = re.compile(r"; |: \w|git [a-z]|marbre [a-z]|--[a-z]|“marbre|such as|must|did you mean|"
                  r"one of|at most|at least|not both|only|needs|instead|there is one|\bas (in )?[“\d\[]|"
                  r"is missing|expected here|goes from|\d+ hex|written (as|in)|is named by|begin |as in|"
                  r"belongs to|but in: |nearest|would do|first is|[Ww]rite ")


def is_wrapper(message):
    """Whether it only puts a place before words that are judged themselves."""
    return message.endswith(": %s") and len(re.findall(r"[a-z]+", HOLE.sub("", message))) < 3


def main():
    top = pathlib.Path(sys.argv[1])
    found, tests = messages(top), told(top)
    others = [plain(m) for m in found]
    silent = [m for m in found if not is_wrapper(m) and not is_asserted(m, others, tests)]
    helpless = [m for m in found if not is_wrapper(m) and not HELP.search(m)]
    if sys.argv[2:] == ["list"]:
        for message, where in found.items():
            print(where, "untested" if message in silent else "tested", repr(message))
        print(len(found), "messages,", len(silent), "without a test")
        return
    results = [
        ("the errors are found", [] if len(found) > 500 else [f"only {len(found)}"]),
        ("a test asserts the words of each", sorted(set(silent) - set(UNPROVOKED))),
        ("each says what would be right", sorted(set(helpless) - set(SAID))),
        ("no exemption is idle",
         sorted((set(UNPROVOKED) - set(silent)) | (set(SAID) - set(helpless))))]
    print(f"1..{len(results)}")
    for number, (what, wrong) in enumerate(results, 1):
        for message in wrong:
            print("#", found.get(message, "nowhere"), repr(message))
        print("not ok" if wrong else "ok", number, "-", what)


if __name__ == "__main__":
    main()
