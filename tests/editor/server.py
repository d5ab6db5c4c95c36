# SPDX-License-Identifier: LGPL-2.1-or-later
"""The schema of workflows with the language server that text editors use: every shipped workflow is
sound to it, broken ones are marked at the line, and keys are completed.

    server.py ROOT     of the source tree; the server is in build/editor
"""
import json
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
SERVER = ROOT / "build/editor/node_modules/yaml-language-server/bin/yaml-language-server"
SCHEMA = ROOT / "workflows/workflow.schema.json"
BROKEN = [
    ("an unknown key", "    roles: [editor]\n", "    rolls: [editor]\n", "rolls"),
    ("a wrong kind of value", "version: 1\n", "version: one\n", "Value must be 1"),
    ("a missing key", "name: small\n", "", "name"),
    ("a stage's id that is none", "- id: draft\n", "- id: Draft One\n", ""),
    ("a count that is none", "{count: 1,", "{count: many,", "integer"),
]
SMALL = """version: 1
name: small
stages:
  - id: draft
    roles: [editor]
    approvals: {count: 1, roles: [editor]}
"""


class Server:
    """A language server, spoken to over its standard streams."""

    def __init__(self):
        self.process = subprocess.Popen(["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.count = 0
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {
            "workspace": {"configuration": True},
            "textDocument": {"completion": {"completionItem": {}}}}})
        self.send({"method": "initialized", "params": {}})
        self.send({"method": "workspace/didChangeConfiguration", "params": {"settings": {}}})

    def send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def read(self):
        size = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise EOFError("the server has ended")
            if line == b"\r\n":
                return json.loads(self.process.stdout.read(size))
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])

    def answer(self, message):
        """What the server asks of an editor."""
        settings = {"yaml": {"schemas": {SCHEMA.as_uri(): "*.yaml"}, "validate": True,
                             "completion": True, "schemaStore": {"enable": False}}}
        result = None
        if message["method"] == "workspace/configuration":
            result = [settings.get(item.get("section"), {}) for item in message["params"]["items"]]
        self.send({"id": message["id"], "result": result})

    def wait(self, wanted):
        while True:
            message = self.read()
            if "method" in message and "id" in message:
                self.answer(message)
            elif wanted(message):
                return message

    def ask(self, method, params):
        self.count += 1
        number = self.count
        self.send({"id": number, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == number and "method" not in m)["result"]

    def open(self, name, text):
        uri = f"file:///workflows/{name}.yaml"
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1, "text": text}}})
        return uri

    def faults(self, name, text):
        uri = self.open(name, text)
        told = self.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and
                         m["params"]["uri"] == uri)
        return [fault["message"] for fault in told["params"]["diagnostics"]]

    def completions(self, name, text, line, column):
        uri = self.open(name, text)
        found = self.ask("textDocument/completion", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
        return [item["label"] for item in found["items"]]


def points(server):
    """(what, whether it is so, what there was) of each."""
    for path in sorted(ROOT.glob("workflows/*.yaml")):
        faults = server.faults(path.stem, path.read_text())
        yield f"{path.name} is sound", not faults, faults
    faults = server.faults("small", SMALL)
    yield "a small one is sound", not faults, faults
    for number, (what, old, new, words) in enumerate(BROKEN):
        assert old in SMALL
        faults = server.faults(f"broken-{number}", SMALL.replace(old, new))
        yield what, bool(faults) and any(words in fault for fault in faults), faults
    labels = server.completions("stage", SMALL + "    \n", SMALL.count("\n"), 4)
    yield "the keys of a stage are completed", {"checks", "waivers", "when"} <= set(labels), labels
    labels = server.completions("whole", SMALL + "\n", SMALL.count("\n"), 0)
    yield "and those of a workflow", {"retract", "urgent"} <= set(labels), labels


def main():
    if not shutil.which("node") or not SERVER.exists():
        print("1..0 # SKIP there is no yaml-language-server (tests/editor/install)")
        return
    server = Server()
    number = 0
    for number, (what, good, was) in enumerate(points(server), 1):
        print(f"{'ok' if good else 'not ok'} {number} - {what}", flush=True)
        if not good:
            print("# there was:", was)
    server.process.kill()
    server.process.wait()
    print(f"1..{number}")


if __name__ == "__main__":
    main()
