# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a disk may hold after a power loss in the midst of a command.

A recording of the command's system calls is read into a model of files and names. What was synced
is on the disk; of all that came after it, any part may be missing: bytes of files, names in
folders, each for itself. A file system may promise more; a command that needs no more than this is
safe on each of them. (The order of writes within one file isn't kept either.)
"""
import os
import random
import re
import shutil
import stat

TRACED = ("openat,open,creat,openat2,lseek,read,write,pwrite64,writev,pwritev,pwritev2,truncate,"
          "ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
          "symlink,symlinkat,chmod,fchmod,fchmodat,fsync,fdatasync,syncfs,sync,fallocate,"
          "copy_file_range,sendfile")
CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+)(?:<.*>)?(?: .*)?$", re.S)
BEGUN = re.compile(r"^(\d+) +(\w+\(.*) <unfinished \.\.\.>$", re.S)
RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$", re.S)
UNTOLD = {"fallocate", "copy_file_range", "sendfile"}  # change bytes that are not recorded
MODELS = ("bytes", "names", "any")


def strace(into, words):
    return ["strace", "-f", "-qq", "-y", "-xx", "-s", "67108864", "-e", "trace=" + TRACED, "-e",
            "signal=none", "-o", into, *words]


class Node:
    """A file, folder or link, apart from its names."""

    def __init__(self, mode, source=None, target=None):
        self.mode, self.source, self.target = mode, source, target

    def is_folder(self):
        return stat.S_ISDIR(self.mode)


class Step:
    """A change of names or of a node's bytes; or what is synced: a node, or with None all."""

    def __init__(self, kind, node=None, names=(), change=None):
        self.kind, self.node, self.names, self.change = kind, node, names, change


def unescaped(text):
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")


def arguments(text):
    """The arguments of a call, split at the commas that are in no string, list or <path>."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif char in "[{<":
            depth += 1
        elif char in "]}>":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return parts + [text[start:].strip()]


def string(argument):
    return unescaped(argument[1:argument.rindex('"')])


def strings(argument):
    return b"".join(map(unescaped, re.findall(r'iov_base="((?:\\x[0-9a-f]{2})*)"', argument)))


def descriptor(argument):
    """(number, path) of 5</a/path>"""
    number, _, path = argument.partition("<")
    return number, os.fsdecode(unescaped(path[:-1])) if path else None


class Recording:
    def __init__(self, repo, template):
        self.repo = os.path.realpath(repo)
        self.steps, self.offsets = [], {}
        self.entries = {}  # of each folder: name to node
        self.root = self.scan(template)
        self.begun = {node: dict(names) for node, names in self.entries.items()}

    def scan(self, path):
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            return Node(status.st_mode, target=os.readlink(path))
        node = Node(status.st_mode, source=path)
        if node.is_folder():
            self.entries[node] = {name: self.scan(os.path.join(path, name))
                                  for name in os.listdir(path)}
        return node

    # --- reading ---------------------------------------------------------------------------------

    def read(self, path):
        open_calls = {}
        with open(path, encoding="latin-1") as file:
            for line in file.read().splitlines():
                begun, resumed = BEGUN.match(line), RESUMED.match(line)
                if begun:
                    open_calls[begun.group(1)] = begun.group(2)
                    continue
                if resumed:
                    process, rest = resumed.groups()
                    line = process + " " + open_calls.pop(process) + rest
                call = CALL.match(line)
                if call and not call.group(4).startswith("-"):
                    self.take(call.group(1), call.group(2), arguments(call.group(3)),
                              int(call.group(4), 0))

    def find(self, path):
        """(folder, name) of a path in the newsroom, as things stand; None of others."""
        real = os.path.normpath(path)
        if not real.startswith(self.repo + os.sep):
            return None
        *folders, name = real[len(self.repo) + 1:].split(os.sep)
        node = self.root
        for folder in folders:
            node = self.entries.get(node, {}).get(folder)
            if node is None:
                return None
        return (node, name) if node in self.entries else None

    def node_of(self, argument):
        """The node of a descriptor; None of what is elsewhere, or has no name any more."""
        path = descriptor(argument)[1]
        if path is not None and os.path.normpath(path) == self.repo:
            return self.root
        place = None if path is None else self.find(path)
        return None if place is None else self.entries[place[0]].get(place[1])

    def place(self, words, at, relative):
        """Where a path argument points, which may be relative to a descriptor."""
        if not relative:
            return self.find(os.fsdecode(string(words[at])))
        base = descriptor(words[at])[1]
        return self.find(os.path.join(base, os.fsdecode(string(words[at + 1]))))

    def rename(self, *names):
        """`names` are (folder, name, node or None) that change at once."""
        for folder, name, node in names:
            if node is None:
                self.entries[folder].pop(name, None)
            else:
                self.entries[folder][name] = node
        self.steps.append(Step("names", names=names))

    def write(self, node, offset, data):
        self.steps.append(Step("bytes", node, change=(offset, data)))

    def cut(self, node, size):
        self.steps.append(Step("bytes", node, change=(size, None)))

    def take(self, process, call, words, result):
        at = call.endswith("at") or call in ("openat2", "renameat2")
        if call in ("openat", "open", "creat", "openat2"):
            self.take_open(process, call, words, result, at)
        elif call in ("read", "lseek", "write", "writev", "pwrite64", "pwritev", "pwritev2",
                      "ftruncate", "fchmod") or call in UNTOLD:
            self.take_bytes(process, call, words, result)
        elif call in ("fsync", "fdatasync"):
            node = self.node_of(words[0])
            if node is not None:
                self.steps.append(Step("synced", node))
        elif call == "sync" or call == "syncfs":
            self.steps.append(Step("synced"))
        else:
            self.take_names(call, words, at)

    def take_open(self, process, call, words, result, at):
        place = self.place(words, 0, at)
        flags = words[2] if at else words[1]
        if call == "creat":
            flags = "O_CREAT|O_TRUNC"
        if place is None or result < 0:
            return
        node = self.entries[place[0]].get(place[1])
        if node is None and "O_CREAT" in flags:
            octal = re.findall(r"\b0[0-7]+\b", words[-1])
            mode = int(octal[-1], 8) & ~0o022 if octal else 0o644
            node = Node(stat.S_IFREG | mode)
            self.rename((*place, node))
        elif node is not None and "O_TRUNC" in flags:
            self.cut(node, 0)
        self.offsets[process, str(result)] = "end" if "O_APPEND" in flags else 0

    def take_bytes(self, process, call, words, result):
        node, key = self.node_of(words[0]), (process, descriptor(words[0])[0])
        if node is None or node.is_folder():
            return
        if call in UNTOLD:
            raise SystemExit("disk: the command writes by " + call + ", which is not recorded")
        offset = self.offsets.get(key, 0)
        if call == "lseek":
            self.offsets[key] = result
        elif call == "ftruncate":
            self.cut(node, int(words[1]))
        elif call == "fchmod":
            node.mode = stat.S_IFREG | int(words[1], 8)
        elif call == "read":
            self.offsets[key] = offset if offset == "end" else offset + result
        elif call.startswith("p"):
            data = string(words[1]) if call == "pwrite64" else strings(words[1])
            self.write(node, int(words[3]), data[:result])
        else:
            data = string(words[1]) if call == "write" else strings(words[1])
            where = len(self.bytes_of(node, self.steps)) if offset == "end" else offset
            self.write(node, where, data[:result])
            self.offsets[key] = offset if offset == "end" else offset + result

    def take_names(self, call, words, at):
        first = None if call.startswith("symlink") else self.place(words, 0, at)
        if call in ("unlink", "unlinkat", "rmdir") and first:
            self.rename((*first, None))
        elif call in ("mkdir", "mkdirat") and first:
            node = Node(stat.S_IFDIR | 0o755)
            self.entries[node], self.begun[node] = {}, {}
            self.rename((*first, node))
        elif call.startswith("rename") or call.startswith("link"):
            second = self.place(words, 2 if at else 1, at)
            if first is None and second is None:
                return
            node, other = (self.entries[folder].get(name) for folder, name in (first, second))
            if node is other:
                return  # two names of one file: nothing happens
            swapped = other if "RENAME_EXCHANGE" in words[-1] else None
            there = [] if call.startswith("link") else [(*first, swapped)]
            self.rename(*there, (*second, node))
        elif call in ("symlink", "symlinkat"):
            place = self.place(words, 1, at)
            if place:
                self.rename((*place, Node(stat.S_IFLNK | 0o777,
                                          target=os.fsdecode(string(words[0])))))
        elif call in ("chmod", "fchmodat", "truncate") and first:
            node = self.entries[first[0]][first[1]]
            if call == "truncate":
                self.cut(node, int(words[1]))
            else:
                node.mode = stat.S_IFMT(node.mode) | int(words[2 if at else 1], 8)

    # --- disks -----------------------------------------------------------------------------------

    @staticmethod
    def bytes_of(node, steps):
        data = bytearray()
        if node.source is not None:
            with open(node.source, "rb") as file:
                data += file.read()
        for step in steps:
            if step.kind != "bytes" or step.node is not node:
                continue
            offset, more = step.change
            if len(data) < offset:
                data += bytes(offset - len(data))
            if more is None:
                del data[offset:]
            else:
                data[offset:offset + len(more)] = more
        return bytes(data)

    def safe(self, end):
        """Of each of the first steps, whether it is on the disk for sure."""
        safe = [False] * end
        for at, sync in enumerate(self.steps[:end]):
            if sync.kind != "synced":
                continue
            for i, step in enumerate(self.steps[:at]):
                safe[i] = safe[i] or sync.node is None or (
                    step.node is sync.node if step.kind == "bytes"
                    else all(folder is sync.node for folder, _, _ in step.names))
        return safe

    def surviving(self, end, model, dice):
        """The steps that are on the disk when the power goes after the first `end` of them."""
        share = dice.choice((0.2, 0.5, 0.8))
        for step, safe in zip(self.steps[:end], self.safe(end)):
            lost = {"bytes": step.kind == "bytes", "names": step.kind == "names",
                    "any": dice.random() > share}[model]
            if safe or not lost:
                yield step

    def lay(self, steps, into):
        """Write what these steps leave of the newsroom."""
        entries = {node: dict(names) for node, names in self.begun.items()}
        for step in steps:
            for folder, name, node in step.names:
                if node is None:
                    entries[folder].pop(name, None)
                else:
                    entries[folder][name] = node
        steps = [step for step in steps if step.kind == "bytes"]
        shutil.rmtree(into, ignore_errors=True)
        self.lay_node(self.root, into, entries, steps, {})

    def lay_node(self, node, path, entries, steps, laid):
        if node in laid and not node.is_folder():
            os.link(laid[node], path, follow_symlinks=False)
            return
        laid[node] = path
        if node.target is not None:
            os.symlink(node.target, path)
        elif node.is_folder():
            os.mkdir(path)
            for name, inside in entries[node].items():
                self.lay_node(inside, os.path.join(path, name), entries, steps, laid)
        elif node.source is not None and all(step.node is not node for step in steps):
            shutil.copy2(node.source, path)
        else:
            with open(path, "wb") as file:
                file.write(self.bytes_of(node, steps))
            os.chmod(path, stat.S_IMODE(node.mode))

    def lose(self, seed, into):
        """A disk by chance. Returns (model, whether the command had ended)."""
        dice = random.Random(seed)
        model = dice.choice(MODELS)
        end = dice.randint(0, len(self.steps))
        self.lay(list(self.surviving(end, model, dice)), into)
        return model, end == len(self.steps)


def listing(path):
    """Everything below a folder: what a recording must come to, when nothing is lost."""
    found = {}
    for folder, folders, names in os.walk(path):
        for name in folders + names:
            full = os.path.join(folder, name)
            if os.path.islink(full):
                found[os.path.relpath(full, path)] = os.readlink(full)
            elif os.path.isfile(full):
                with open(full, "rb") as file:
                    found[os.path.relpath(full, path)] = file.read()
            else:
                found[os.path.relpath(full, path)] = None
    return found
