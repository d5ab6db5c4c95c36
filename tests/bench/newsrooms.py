# SPDX-License-Identifier: LGPL-2.1-or-later
"""Newsrooms to measure on: generated once, kept, and brought back to their beginning each time."""

import json
import os
import shutil
import subprocess
import sys

# One of people.yaml who may move an article out of its first stage.
NAME, EMAIL = "Nora Vasseur", "nora@newsroom.example"
STEP = 7919  # prime: rounds touch articles far from each other


def git(folder, *words):
    done = subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True)
    return done.stdout


WORKFLOW = """\
version: 1
name: newsroom
title: {{fr: Rédaction, en: Newsroom}}
stages:
  - id: desk
    title: {{fr: Relecture, en: Desk}}
    roles: [editor]
    checks: [{checks}]
  - id: publish
    title: {{fr: Bon à publier, en: Ready to publish}}
    roles: [editor]
    actions: [{{uses: publish, with: {{formats: [html, atom]}}}}]
"""


class Desks:
    """Long articles with their source and one picture, in newsrooms that differ by what checks
    them: `rooms` maps a name to a bare repository."""

    PARAGRAPHS = "28-31"  # about 12 kB of French

    def __init__(self, folder, generator, articles, checks):
        self.folder, self.articles = folder, articles
        origin = os.path.join(folder, "origin")
        if not os.path.isdir(folder):
            self._generate(generator, origin)
        self.rooms = {}
        for name, uses in checks.items():
            git(origin, "reset", "-q", "--hard", "beginning")
            path = os.path.join(origin, "workflows", "newsroom.yaml")
            with open(path, "w") as file:
                file.write(WORKFLOW.format(checks=", ".join(uses)))
            git(origin, "-c", f"user.name={NAME}", "-c", f"user.email={EMAIL}", "commit", "-qam",
                name)
            self.rooms[name] = os.path.join(folder, name)
            shutil.rmtree(self.rooms[name], ignore_errors=True)
            git(folder, "clone", "-q", "--bare", "--local", "origin", name)

    def _generate(self, generator, origin):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        subprocess.run([sys.executable, generator, origin, "--articles", str(self.articles),
                        "--seed", "1", "--git", "--defects", "0", "--paragraphs", self.PARAGRAPHS,
                        "--truth", os.path.join(self.folder, "truth.json")],
                       check=True, stdout=subprocess.DEVNULL)
        git(origin, "tag", "beginning")


class Newsroom:
    """`origin` and `desk` have working trees, for git and for marbre; `bare` has none."""

    def __init__(self, folder, generator, articles):
        self.folder, self.articles = folder, articles
        self.origin, self.desk, self.bare = (os.path.join(folder, name)
                                             for name in ("origin", "desk", "bare"))
        self.blobs = os.path.join(folder, "blobs")
        if not os.path.isdir(folder):
            self._generate(generator)
        self._begin_again()
        with open(os.path.join(folder, "truth.json")) as truth:
            broken = {each["article"] for each in json.load(truth)}
        paths = git(self.origin, "ls-tree", "-r", "--name-only", "HEAD", "articles").split("\n")
        self.clean = [folder for folder in (os.path.dirname(path) for path in paths
                                            if path.endswith("/index.fr.md"))
                      if folder not in broken]

    def _generate(self, generator):
        print(f"making a newsroom of {self.articles} articles", file=sys.stderr)
        part = self.folder + ".part"
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        origin = os.path.join(part, "origin")
        subprocess.run([sys.executable, generator, origin, "--articles", str(self.articles),
                        "--seed", "1", "--git", "--commits", str(max(1, self.articles // 1000)),
                        "--truth", os.path.join(part, "truth.json")],
                       check=True, stdout=subprocess.DEVNULL)
        git(origin, "tag", "beginning")
        git(part, "clone", "-q", "--local", "origin", "desk")
        listed = git(origin, "ls-tree", "-r", "HEAD")
        with open(os.path.join(part, "blobs"), "w") as blobs:
            blobs.writelines(line.split()[2] + "\n" for line in listed.splitlines())
        os.rename(part, self.folder)

    def _begin_again(self):
        for tree in (self.origin, self.desk):
            git(tree, "reset", "-q", "--hard", "beginning")
            shutil.rmtree(os.path.join(tree, ".git", "marbre"), ignore_errors=True)
        shutil.rmtree(self.bare, ignore_errors=True)
        git(self.folder, "clone", "-q", "--bare", "--local", "origin", "bare")
        for repository in (self.origin, self.desk, self.bare):
            git(repository, "config", "user.name", NAME)
            git(repository, "config", "user.email", EMAIL)
            git(repository, "config", "gc.auto", "0")

    def pick(self, i):
        """A different article without defects each round."""
        return self.clean[(i * STEP + 1) % len(self.clean)]

    def touch(self, i):
        """Change the working file that git commits in this round; gives its path."""
        path = self.pick(i) + "/index.fr.md"
        with open(os.path.join(self.origin, path), "a") as file:
            file.write(f"<!-- {i} -->\n")
        return path

    def forget(self, repository):
        """No result of an earlier check is left."""
        for gitdir in (repository, os.path.join(repository, ".git")):
            shutil.rmtree(os.path.join(gitdir, "marbre"), ignore_errors=True)
