# SPDX-License-Identifier: LGPL-2.1-or-later
"""A newsroom on disk, worked in through the installed marbre as a person would."""
import os
import pathlib
import subprocess

# Every format that the plugin offers, as the workflow names them.
FORMATS = ("html", "atom", "rss", "json-feed", "sitemap-news", "ninjs", "newsml", "markdown")
WORKFLOW = """\
version: 1
name: newsroom
title: {{fr: Rédaction, en: Newsroom}}
stages:
  - id: publish
    title: {{fr: Bon à publier, en: Ready to publish}}
    roles: [editor]
    actions: [{{uses: publish, with: {{formats: [{formats}]{more}}}}}]
retract: {{roles: [editor]}}
"""
SETTINGS = """\
version: 1
id: 01kkx3v7q2m5n8p1r4s6t9w0ya
name: {name}
outlet: La Gazette
site: {site}
languages: {{source: en, publish: [fr, en]}}
timezone: Europe/Paris
workflow: newsroom
articles: articles
published: published
"""
PEOPLE = """\
version: 1
admins-needed: 1
people:
  - {id: nora, name: Nora Vasseur, emails: [nora@newsroom.example], roles: [admin, editor]}
"""
SITE = "https://gazette.example/"


class Failed(AssertionError):
    """A command ended otherwise than it should."""


class Room:
    """One stage and one person: what is tried here is what readers are given."""

    def __init__(self, folder, root, formats=FORMATS, more=""):
        self.folder = pathlib.Path(folder)
        self.program = os.path.abspath(os.path.join(root, "bin", "marbre"))
        self.formats, self.more = formats, more
        home = self.folder.parent / (self.folder.name + ".home")
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("GIT_", "XDG_", "LC_", "MARBRE_PLUGIN"))}
        self.environment.update(HOME=str(home), TZ="UTC", LC_ALL="C.UTF-8", LANGUAGE="",
                                GIT_CONFIG_NOSYSTEM="1", GIT_TERMINAL_PROMPT="0")
        self.person("Nora Vasseur", "nora@newsroom.example")
        self.clock("2026-03-18T12:00:00+01:00")

    def person(self, name, address):
        for role in ("AUTHOR", "COMMITTER"):
            self.environment[f"GIT_{role}_NAME"] = name
            self.environment[f"GIT_{role}_EMAIL"] = address

    def clock(self, instant):
        self.environment["GIT_AUTHOR_DATE"] = self.environment["GIT_COMMITTER_DATE"] = instant

    def run(self, *words, status=0, **more):
        done = subprocess.run([str(word) for word in words], cwd=self.folder, check=False,
                              env=self.environment | more, capture_output=True,
                              stdin=subprocess.DEVNULL)
        said = (done.stdout + done.stderr).decode(errors="replace")
        if status is not None and done.returncode != status:
            raise Failed(f"{' '.join(map(str, words))[:200]} ended with {done.returncode}:\n{said}")
        return said

    def marbre(self, *words, **more):
        return self.run(self.program, *words, **more)

    def git(self, *words, **more):
        return self.run("git", *words, **more).strip()

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def found(self, name="La Gazette de Port-Lune", site=SITE, settings=SETTINGS):
        """Rules in the first commit, articles in the second; nothing has been published."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write("marbre.yaml", settings.format(name=name, site=site))
        self.write("people.yaml", PEOPLE)
        self.write("workflows/newsroom.yaml",
                   WORKFLOW.format(formats=", ".join(self.formats), more=self.more))
        self.git("init", "-q", "--template=", "-b", "main", ".")
        self.git("add", "-A")
        if (self.folder / "articles").is_dir():
            self.git("reset", "-q", "--", "articles")
        self.git("commit", "-q", "-m", "Ouverture")
        self.git("add", "-A")
        if self.git("status", "--porcelain"):
            self.git("commit", "-q", "-m", "Articles")

    def articles(self):
        return sorted(str(file.parent.relative_to(self.folder))
                      for file in self.folder.glob("articles/**/index.fr.md"))

    def tree(self):
        return self.git("rev-parse", "published^{tree}")

    def forget(self):
        """The branch of the site is lost, with everything kept beside it."""
        self.git("update-ref", "-d", "refs/heads/published")
        self.run("rm", "-rf", ".git/marbre")

    def export(self, folder):
        self.marbre("publish", "--to", folder)
        return pathlib.Path(folder)
