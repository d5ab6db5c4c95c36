# SPDX-License-Identifier: LGPL-2.1-or-later
"""A newsroom made for one trial, judged by the installed marbre."""
import json
import os
import pathlib
import subprocess

SETTINGS = """\
version: 1
id: 01hawm6c0t2n9v6s6x1j5y7k3q
name: Gazette de Sarn
outlet: CNN
site: https://gazette.example/
languages: {source: en, publish: [fr]}
timezone: Europe/Paris
workflow: newsroom
articles: articles
published: published
"""
PEOPLE = """\
version: 1
admins-needed: 1
people:
  - {id: ines, name: Inès Kador, emails: [ines@gazette.example], roles: [admin, editor]}
"""
WORKFLOW = """\
version: 1
name: newsroom
title: {fr: Rédaction, en: Newsroom}
stages:
  - id: desk
    title: {fr: Relecture, en: Desk}
    roles: [editor]
    checks:
      - uses: draft
      - uses: translation
"""


class Room:
    """A newsroom in an empty folder; `glossary` is the text of glossary/toponyms.yaml."""

    def __init__(self, top, glossary=None):
        self.top = pathlib.Path(top)
        self.write("marbre.yaml", SETTINGS)
        self.write("people.yaml", PEOPLE)
        workflow = WORKFLOW
        if glossary is not None:
            self.write("glossary/toponyms.yaml", glossary)
            workflow += "        with: {glossary: glossary/toponyms.yaml}\n"
        self.write("workflows/newsroom.yaml", workflow)

    def write(self, path, text):
        path = self.top / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def commit(self):
        run(self.top, "git", "init", "-q", "-b", "main")
        run(self.top, "git", "add", "-A")
        run(self.top, "git", "commit", "-q", "-m", "A newsroom")

    def check(self, *arguments):
        """Findings of `marbre check`, as its JSON has them."""
        return check(self.top, *arguments)


def environment():
    hidden = ("GIT_", "LC_", "LANG", "XDG_", "MARBRE_PLUGIN_PATH")
    env = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    who = {"NAME": "Inès Kador", "EMAIL": "ines@gazette.example", "DATE": "2026-03-17T10:00:00Z"}
    for role in ("AUTHOR", "COMMITTER"):
        env.update({f"GIT_{role}_{key}": value for key, value in who.items()})
    env.update(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", LC_ALL="C.UTF-8", TZ="UTC")
    return env


def run(where, *command):
    subprocess.run(command, cwd=where, env=environment(), check=True)


def check(top, *arguments):
    marbre = pathlib.Path(os.environ["MARBRE_ROOT"]) / "bin" / "marbre"
    done = subprocess.run([marbre, "check", "--format", "json", *arguments], cwd=top,
                          env=environment(), capture_output=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"marbre check ended with {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)["findings"]


def words(top, finding):
    """What a finding points at, as the file has it."""
    data = (pathlib.Path(top) / finding["path"]).read_bytes()
    return data[finding["start"]["offset"]:finding["end"]["offset"]].decode("utf-8", "replace")


def report(points):
    """TAP of (true or false, what) pairs; the exit status."""
    points = list(points)
    print(f"1..{len(points)}")
    for number, (good, what) in enumerate(points, 1):
        print("ok" if good else "not ok", number, "-", what)
    return 0 if all(good for good, _ in points) else 1
