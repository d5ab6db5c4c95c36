# SPDX-License-Identifier: LGPL-2.1-or-later
"""A newsroom in which every move is signed, to measure on who judges its history."""

import os
import shutil
import subprocess
import sys

from newsrooms import EMAIL, NAME, git

WORKFLOW = """\
version: 1
name: newsroom
stages:
  - {{id: desk, signed: true, roles: [editor], approvals: {{count: 1, roles: [editor]}}}}
{more}"""
STAGE = "  - {{id: stage-{}, signed: true, roles: [editor]}}\n"
STAGES = 9
RULES = ("marbre.yaml", "people.yaml", "workflows", ".gitattributes", "glossary")
AT_ONCE = 250


class Signed:
    """`bare` is a repository of some articles and so many signed moves of theirs, a commit each;
    `trust` the commit before all of them. `first` and `last` are the articles that were moved the
    longest time ago and the last."""

    ARTICLES = 1_000

    def __init__(self, place, generator, marbre, moves):
        self.folder = os.path.join(place, "data", f"signed-{moves}")
        self.generator, self.marbre, self.moves = generator, marbre, moves
        self.bare, self.signer = os.path.join(self.folder, "bare"), os.path.join(place, "sign")
        self._build_signer()
        if not os.path.isdir(self.folder):
            self._generate()
        self.trust = git(self.bare, "rev-list", "--max-parents=0", "HEAD").strip()
        self.articles = self._list(self.bare)

    def _build_signer(self):
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sign.c")
        subprocess.run(["cc", "-O2", "-o", self.signer, source, "-lcrypto"], check=True)
        key = subprocess.run([self.signer, "key"], check=True, capture_output=True, text=True)
        self.key = key.stdout.strip()

    @staticmethod
    def _list(repository):
        listed = git(repository, "ls-tree", "-r", "--name-only", "HEAD", "articles").split("\n")
        return [os.path.dirname(path) for path in listed if path.endswith("/index.fr.md")]

    def _generate(self):
        print(f"making a newsroom of {self.moves} signed moves", file=sys.stderr)
        part = self.folder + ".part"
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        work, bare = os.path.join(part, "work"), os.path.join(part, "bare")
        subprocess.run([sys.executable, self.generator, work, "--articles", str(self.ARTICLES),
                        "--seed", "1", "--defects", "0", "--truth",
                        os.path.join(part, "truth.json")], check=True, stdout=subprocess.DEVNULL)
        self._found(work)
        subprocess.run(["git", "clone", "-q", "--bare", work, bare], check=True)
        self._configure(bare)
        self._move(bare)
        shutil.rmtree(work)
        git(bare, "gc", "-q")
        os.rename(part, self.folder)

    def _found(self, work):
        """The rules in one commit, all articles in the next."""
        with open(os.path.join(work, "workflows", "newsroom.yaml"), "w") as file:
            file.write(WORKFLOW.format(more="".join(map(STAGE.format, range(STAGES)))))
        path = os.path.join(work, "people.yaml")
        with open(path) as file:
            text = file.read().replace("roles: [admin, editor]",
                                       f'roles: [admin, editor], keys: ["{self.key}"]', 1)
        with open(path, "w") as file:
            file.write(text)
        git(work, "init", "-q", "-b", "main")
        self._configure(work)
        for paths in (RULES, ("articles",)):
            git(work, "add", *paths)
            git(work, "commit", "-q", "-m", paths[0])

    def _configure(self, repository):
        with open(self.signer + ".pub", "w") as file:
            file.write(self.key + "\n")
        for key, value in (("user.name", NAME), ("user.email", EMAIL), ("gc.auto", "0"),
                           ("gpg.format", "ssh"), ("gpg.ssh.program", self.signer),
                           ("user.signingkey", self.signer)):
            git(repository, "config", key, value)

    def _move(self, bare):
        """Every article is approved, which is done one at a time, and then goes from stage to
        stage."""
        articles, left = self._list(bare), self.moves
        for verb, count in (("approve", 1), *(("advance", AT_ONCE),) * STAGES):
            some = articles[:left]
            for i in range(0, len(some), count):
                subprocess.run([self.marbre, "-C", bare, verb, *some[i:i + count]], check=True,
                               stdout=subprocess.DEVNULL)
            left -= len(some)
