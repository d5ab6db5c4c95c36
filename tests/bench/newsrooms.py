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


STATE = """\
id: {id}
workflow: newsroom
stage: {stage}
entered: 2024-06-01T09:00:00+02:00
"""
PUBLICATION = """\
publication: {{revision: 1, at: 2024-06-01T09:00:00+02:00, digest: "sha256:{none:064d}", \
content: {tree}}}
"""
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


class Site:
    """A bare newsroom in which all is published but the last few articles, which may be."""

    WAITING = 40

    def __init__(self, folder, generator, articles, formats):
        self.folder, self.articles = folder, articles
        self.origin, self.bare = os.path.join(folder, "origin"), os.path.join(folder, "bare")
        if not os.path.isdir(folder):
            self._generate(generator, formats)
        listed = git(self.origin, "ls-tree", "-r", "--name-only", "HEAD", "articles").split("\n")
        folders = [os.path.dirname(path) for path in listed if path.endswith("/index.fr.md")]
        self.published, self.waiting = self._part(folders)

    @staticmethod
    def _part(folders):
        """Those that wait are spread over the months, as those that are published are."""
        step = len(folders) // Site.WAITING
        waiting = folders[step // 2::step][:Site.WAITING]
        return [folder for folder in folders if folder not in set(waiting)], waiting

    def _generate(self, generator, formats):
        print(f"making a site of {self.articles} articles", file=sys.stderr)
        part = self.folder + ".part"
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        origin = os.path.join(part, "origin")
        subprocess.run([sys.executable, generator, origin, "--articles",
                        str(self.articles + self.WAITING), "--seed", "1", "--bare", "--defects",
                        "0", "--truth", os.path.join(part, "truth.json")],
                       check=True, stdout=subprocess.DEVNULL)
        self._import(origin, formats)
        git(origin, "gc", "-q")
        git(origin, "config", "user.name", NAME)
        git(origin, "config", "user.email", EMAIL)
        git(origin, "config", "gc.auto", "0")
        os.rename(part, self.folder)

    def _import(self, origin, formats):
        branch = git(origin, "symbolic-ref", "HEAD").strip()
        trees = {}
        for line in git(origin, "ls-tree", "-r", "-t", "HEAD", "articles").splitlines():
            head, path = line.split("\t")
            if head.split()[1] == "tree":
                trees[path] = head.split()[2]
            elif path.endswith("/index.fr.md"):
                trees[os.path.dirname(path)] += " article"
        folders = [path for path, tree in trees.items() if tree.endswith(" article")]
        waiting = set(self._part(folders)[1])
        files = {"workflows/newsroom.yaml": WORKFLOW.format(checks="").replace("html, atom",
                                                                               formats)}
        for i, path in enumerate(folders):
            files[path + "/state.yaml"] = self._state(i, trees[path].split()[0], path in waiting)
        stream = [f"commit {branch}\ncommitter {NAME} <{EMAIL}> 1717225200 +0200\n"
                  f"data 7\nPublish\nfrom {branch}^0\n"]
        for path, text in files.items():
            stream.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
        subprocess.run(["git", "-C", origin, "fast-import", "--quiet"], check=True,
                       input="".join(stream).encode())

    @staticmethod
    def _state(number, tree, waits):
        last = "".join(DIGITS[number >> shift & 31] for shift in (20, 15, 10, 5, 0))
        text = STATE.format(id="01hawm6c0t2n9v6s6x1j5" + last, stage="publish" if waits else
                            "published")
        return text if waits else text + PUBLICATION.format(none=0, tree=tree)

    def fresh(self, options=None):
        """Nothing is rendered; `options` in the place of those that the site has."""
        shutil.rmtree(self.bare, ignore_errors=True)
        git(self.folder, "clone", "-q", "--bare", "--local", "origin", "bare")
        for key, value in (("user.name", NAME), ("user.email", EMAIL), ("gc.auto", "0")):
            git(self.bare, "config", key, value)
        if options is not None:
            self._choose(options)
        return self.bare

    def _choose(self, options):
        branch = git(self.bare, "symbolic-ref", "HEAD").strip()
        text = WORKFLOW.format(checks="").replace("formats: [html, atom]", options)
        stream = (f"commit {branch}\ncommitter {NAME} <{EMAIL}> 1717225200 +0200\n"
                  f"data 7\nOptions\nfrom {branch}^0\nM 100644 inline workflows/newsroom.yaml\n"
                  f"data {len(text.encode())}\n{text}\n")
        subprocess.run(["git", "-C", self.bare, "fast-import", "--quiet"], check=True,
                       input=stream.encode())

    def files(self):
        """Every file of the repository: what tells it from another of the same name, and size."""
        found = {}
        for folder, _, names in os.walk(self.bare):
            for name in names:
                status = os.stat(os.path.join(folder, name))
                found[os.path.join(folder, name)] = (status.st_ino, status.st_size)
        return found

    def written(self, before):
        """Bytes of files that are new since then, or have grown."""
        total = 0
        for path, (inode, size) in self.files().items():
            old_inode, old_size = before.get(path, (None, 0))
            total += max(0, size - old_size) if inode == old_inode else size
        return total

    def content(self, place):
        """The same articles as hugo takes them."""
        if os.path.isdir(place):
            return
        work = place + ".part"
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        archive = subprocess.Popen(["git", "-C", self.origin, "archive", "HEAD", "articles"],
                                   stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", work], stdin=archive.stdout, check=True)
        archive.wait()
        shutil.move(os.path.join(work, "articles"), os.path.join(work, "content"))
        for folder in self.published + self.waiting:
            within = os.path.join(work, "content", folder[len("articles/"):])
            if folder in self.waiting:
                shutil.rmtree(within)
                continue
            os.rename(os.path.join(within, "index.fr.md"), os.path.join(within, "index.md"))
            for name in ("index.en.md", "claims.yaml", "state.yaml"):
                os.unlink(os.path.join(within, name))
        os.rename(work, place)


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

    def change(self, count):
        """Commit a sentence more in so many articles, on a branch of the bare repository; gives the
        commits before and after."""
        before = git(self.bare, "rev-parse", "HEAD").strip()
        stream = [f"commit refs/heads/changed\ncommitter {NAME} <{EMAIL}> 1800000000 +0000\n"
                  f"data 7\nChanged\nfrom {before}\n"]
        for i in range(count):
            path = self.clean[i * len(self.clean) // count] + "/index.fr.md"
            text = git(self.bare, "show", f"{before}:{path}") + "\nUne phrase de plus.\n"
            stream.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
        subprocess.run(["git", "-C", self.bare, "fast-import", "--quiet"], check=True,
                       input="".join(stream).encode())
        return before, git(self.bare, "rev-parse", "changed").strip()

    def forget(self, repository):
        """No result of an earlier check is left."""
        for gitdir in (repository, os.path.join(repository, ".git")):
            shutil.rmtree(os.path.join(gitdir, "marbre"), ignore_errors=True)
