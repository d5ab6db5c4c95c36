# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every example of every rule's page is run: the one that fails gives exactly that rule, the one
that passes gives nothing at all. One newsroom holds them all and is judged in one go.

    examples.py MARBRE ROOT      MARBRE: the installed program; ROOT: the source tree
"""
import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

PLUGINS = ["draft", "translation", "factcheck", "credit", "publish"]
USUAL = """---
title: La vie au bord de la Rille
lang: fr
date: 2026-03-17
author: Hugo Marchetti
outlet: La Gazette
---

"""
NEWSROOM = """version: 1
id: 01kkx3v7q2m5n8p1r4s6t9w0ya
name: La Gazette de Port-Lune
outlet: La Gazette
site: https://gazette.example/
languages: {source: en, publish: [fr]}
timezone: Europe/Paris
workflow: usual
articles: articles
published: published
"""
PEOPLE = """version: 1
people:
  - {id: hugo, name: Hugo Marchetti, emails: [hugo@gazette.example], roles: [admin, editor]}
"""
HOUSE = """version: 1
words:
  - {refuse: "suite à", say: "après"}
"""


def books(root):
    """PLUGIN, RULE, page of every rule."""
    for path in sorted(root.glob("plugins/*/*.rules.yaml")) + [root / "core/report/marbre.rules.yaml"]:
        if path.exists():
            plugin = path.name.split(".")[0]
            for rule, page in yaml.safe_load(path.read_text())["rules"].items():
                yield plugin, rule, page


def write_example(folder, example):
    folder.mkdir(parents=True)
    files = example if isinstance(example, dict) else {"index.fr.md": example}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        if isinstance(text, dict):
            (folder / name).write_bytes(base64.b64decode(text["bytes"]))
        elif name == "index.fr.md" and not text.startswith(("---", "\ufeff")):
            (folder / name).write_text(USUAL + text)
        else:
            (folder / name).write_text(text)


def workflow(name, plugin, options):
    checks = []
    for one in [plugin] if plugin in PLUGINS else PLUGINS:
        given = {"required": ["title"]} if one == "draft" else {}
        if one == "translation":
            given = {"glossary": "glossary/toponyms.yaml"}
        if one == plugin:
            given.update(options)
        checks.append({"uses": one, **({"with": given} if given else {})})
    return yaml.safe_dump({
        "version": 1, "name": name, "title": {"fr": name, "en": name},
        "stages": [{"id": "one", "title": {"fr": "Une", "en": "One"}, "roles": ["editor"],
                    "checks": checks}],
        "retract": {"roles": ["editor"]}}, allow_unicode=True, sort_keys=False)


def state(name, number):
    return (f"id: 01kkx3v7q2m5n8p1r4s6t9{number:04d}\nworkflow: {name}\nstage: one\n"
            "entered: 2026-03-17T09:00:00+01:00\n")


def build(room, root):
    """The newsroom; folder of an example to (rule, kind)."""
    expected, number = {}, 1000
    for name, text in [("marbre.yaml", NEWSROOM), ("people.yaml", PEOPLE),
                       ("glossary/house.yaml", HOUSE),
                       ("glossary/toponyms.yaml",
                        (root / "examples/newsroom/glossary/toponyms.yaml").read_text()),
                       ("workflows/usual.yaml", workflow("usual", None, {}))]:
        path = room / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for plugin, rule, page in books(root):
        name = "usual"
        if "with" in page:
            name = f"{plugin}-{rule}"
            (room / f"workflows/{name}.yaml").write_text(workflow(name, plugin, page["with"]))
        for kind in ("fails", "passes"):
            if kind in page:
                number += 1
                folder = f"articles/2026/03/{plugin}-{rule}-{kind}"
                write_example(room / folder, page[kind])
                if not (room / folder / "state.yaml").exists():
                    (room / folder / "state.yaml").write_text(state(name, number))
                expected[folder] = (f"{plugin}/{rule}", kind)
    return expected


def run(words, room, **more):
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env.update(GIT_AUTHOR_NAME="Hugo", GIT_AUTHOR_EMAIL="hugo@gazette.example",
               GIT_COMMITTER_NAME="Hugo", GIT_COMMITTER_EMAIL="hugo@gazette.example",
               GIT_AUTHOR_DATE="2026-03-18T12:00:00+01:00",
               GIT_COMMITTER_DATE="2026-03-18T12:00:00+01:00", HOME=str(room), LC_ALL="C.UTF-8")
    return subprocess.run(words, cwd=room, env=env, capture_output=True, text=True, **more)


def commit(room):
    run(["git", "init", "-q", "--template=", "-b", "main", "."], room, check=True)
    run(["git", "add", "-A"], room, check=True)
    run(["git", "commit", "-q", "-m", "Ouverture"], room, check=True)


def found(marbre, room, folders):
    done = run([marbre, "--at", "2026-03-18T12:00:00+01:00", "check", "--format", "json", *folders],
               room)
    if done.returncode not in (0, 1):
        print("Bail out! marbre check:", done.returncode, done.stderr[:2000])
        sys.exit(1)
    rules = {}
    for finding in json.loads(done.stdout)["findings"]:
        rules.setdefault(finding["article"], {}).setdefault(finding["rule"], []).append(
            finding["message"])
    return rules


# Rules that no single article can show: their pages say how they arise.
EXEMPT = {
    "publish/missing-site": "it is about marbre.yaml, which all examples share",
    "translation/source-changed": "it takes an approval, and another source after it",
    "marbre/too-large": "it takes a file of megabytes",
    "marbre/silent-edit": "it takes a published article",
    "marbre/plugin-crashed": "it takes a plugin that crashes",
    "marbre/plugin-timeout": "it takes a plugin that hangs",
    "marbre/plugin-failed": "it takes a plugin that fails",
    "marbre/plugin-missing": "it takes a plugin that is not there",
    "marbre/source-corrected": "it takes another article, corrected",
    "marbre/source-retracted": "it takes another article, retracted",
    **{f"marbre/{rule}": "it answers a move, not a text" for rule in (
        "role-missing approval-missing approval-void approval-owed signature-missing "
        "signature-untrusted reason-missing note-missing stage-skipped embargoed scheduled unsaved "
        "duplicate-slug unknown-person").split()},
    **{f"marbre/{rule}": "it is about what came in by plain git" for rule in (
        "not-canonical not-forward not-rendered forbidden-ref bad-instant policy-mixed "
        "policy-broken").split()},
}
# A file's name is judged twice: as a name, and as something that lies in the folder.
TOGETHER = {"marbre/bad-name": {"marbre/forbidden-path"}}


def judge(expected, rules):
    """Rule to what is wrong with its examples."""
    wrong = {}
    for folder, (rule, kind) in expected.items():
        given = rules.get(folder, {})
        want = {rule} | TOGETHER.get(rule, set()) if kind == "fails" else set()
        wrong.setdefault(rule, [])
        if set(given) != want:
            wrong[rule].append(f"{kind}: {given}")
    return wrong


def told(marbre, lang):
    """Every rule that explain knows, as it tells it."""
    done = subprocess.run([marbre, "--ui-lang", lang, "explain", "--format", "json"], cwd="/",
                          capture_output=True, text=True, check=True,
                          env={**os.environ, "HOME": "/nonexistent"})
    return {rule["rule"]: rule for plugin in json.loads(done.stdout)["plugins"]
            for rule in plugin["rules"]}


def lacking(marbre, root):
    """Rule to what its page lacks, in either language."""
    english, french = told(marbre, "en"), told(marbre, "fr")
    lacks = {rule: [] for rule in english}
    for rule in english:
        for lang, page in (("en", english[rule]), ("fr", french[rule])):
            lacks[rule] += [f"{lang}: no {key}" for key in ("means", "clear") if not page[key]]
        if english[rule]["means"] == french[rule]["means"]:
            lacks[rule].append("the same in both languages")
        shown = bool(english[rule].get("fails")) and bool(english[rule].get("passes"))
        if shown == (rule in EXEMPT) or bool(english[rule]["arises"]) != (rule in EXEMPT):
            lacks[rule].append("it has examples, or is exempt and says how it arises: one of both")
    named = set(re.findall(r'"(marbre/[a-z]+-[a-z-]*[a-z])"', "".join(
        path.read_text() for path in root.glob("core/*/*.c"))))
    for rule in named - set(english):
        lacks[rule] = ["the sources name it, and it has no page"]
    return lacks


def main():
    marbre, root = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        room = pathlib.Path(folder)
        expected = build(room, root)
        commit(room)
        wrong = judge(expected, found(marbre, room, sorted(expected)))
    for rule, lines in lacking(marbre, root).items():
        wrong.setdefault(rule, []).extend(lines)
    for number, (rule, lines) in enumerate(sorted(wrong.items()), 1):
        print(f"{'not ok' if lines else 'ok'} {number} - {rule}")
        for line in lines:
            print("#", line)
    print(f"1..{len(wrong)}")


if __name__ == "__main__":
    main()
