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
    `trust` the commit before all of them. Every article is as old as the whole history."""

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

    def forget(self):
        """No verdict is left."""
        shutil.rmtree(os.path.join(self.bare, "marbre"), ignore_errors=True)
        return self.bare

    def server(self, name, installed):
        """A server with this history, and what git would tell its hook of a push of one move."""
        server, desk = (os.path.join(self.folder, part) for part in (name, "desk"))
        for place in (server, desk):
            shutil.rmtree(place, ignore_errors=True)
            git(self.folder, "clone", "-q", "--bare", "--local", "bare", place)
        if installed:
            subprocess.run([self.marbre, "-C", server, "hook", "install", "--server", "--trust",
                            self.trust], check=True, stdout=subprocess.DEVNULL)
        git(server, "config", "marbre.trust", self.trust)
        self._configure(desk)
        before = git(desk, "rev-parse", "HEAD").strip()
        subprocess.run([self.marbre, "-C", desk, "return", self.articles[500],
                        "--to", "stage-0", "-m", "Encore"], check=True, stdout=subprocess.DEVNULL)
        after = git(desk, "rev-parse", "HEAD").strip()
        subprocess.run(["git", "-C", desk, "push", "-q", server,
                        f"{after}:refs/heads/aside"], check=True)
        moves = os.path.join(self.folder, name + ".moves")
        with open(moves, "w") as file:
            file.write(f"{before} {after} refs/heads/main\n")
        return server, moves


class Trailers:
    """A hundred thousand commits as moves make them, of which nothing but their words counts."""

    COMMITS = 100_000

    def __init__(self, place):
        self.bare = os.path.join(place, "data", "trailers")
        if not os.path.isdir(self.bare):
            self._generate(self.bare + ".part")

    def _generate(self, part):
        print(f"making a history of {self.COMMITS} moves", file=sys.stderr)
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", part], check=True)
        stream = subprocess.Popen(["git", "-C", part, "fast-import", "--quiet"],
                                  stdin=subprocess.PIPE)
        for i in range(self.COMMITS):
            stream.stdin.write(self._commit(i).encode())
        stream.stdin.close()
        if stream.wait() != 0:
            raise RuntimeError("git fast-import")
        git(part, "gc", "-q")
        os.rename(part, self.bare)

    @staticmethod
    def _commit(i):
        words = f"Avance : article {i % 500}, de desk à publish\n\n" + "".join(
            f"Marbre-{key}: {value}\n" for key, value in (
                ("Article", f"01hawm6c0t2n9v6s6x1j{i % 500:06d}"), ("Transition", "advance"),
                ("From", "desk"), ("To", "publish"), ("Actor", "nora"),
                ("Check", f"draft 1.0.0 sha256:{i:064d}"),
                ("Check", f"translation 1.0.0 sha256:{i:064d}"), ("Digest", f"sha256:{i:064d}")))
        record = f"id: {i}\n"
        return (f"commit refs/heads/main\ncommitter {NAME} <{EMAIL}> {1_700_000_000 + i} +0100\n"
                f"data {len(words.encode())}\n{words}\n"
                f"M 100644 inline articles/2024/{i % 12 + 1:02d}/a-{i % 500}/state.yaml\n"
                f"data {len(record)}\n{record}\n")
