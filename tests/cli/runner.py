# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the scripts of a CI file in bash, without containers, as the forge documents that it does.

    runner.py actions FILE FACT=VALUE…    the `run:` of each step; FACT is what ${{ FACT }} stands for
    runner.py gitlab FILE                 `script:` of the only job

What the forge would put into the environment is the caller's to set. Steps that use somebody else's
action are named and left out. Ends as the job would.
"""
import os
import re
import subprocess
import sys
import tempfile

import yaml

HOLE = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


def fill(text, facts):
    """What an expression stands for; one that the caller has not thought of is a mistake."""
    return HOLE.sub(lambda hole: facts[hole.group(1)], str(text))


def added(path):
    with open(path, encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("=", 1) for line in file)


def actions(document, facts):
    (job,) = document["jobs"].values()
    shell = job["defaults"]["run"]["shell"]
    assert shell == "bash", shell
    environment = dict(os.environ)
    for key, value in {**document.get("env", {}), **job.get("env", {})}.items():
        environment[key] = fill(value, facts)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        written = os.path.join(folder, "env")
        open(written, "w").close()
        environment["GITHUB_ENV"] = written
        for step in job["steps"]:
            condition = step.get("if", "success()")
            assert condition in ("success()", "always()"), condition
            if "uses" in step:
                print("uses", step["uses"], flush=True)
                continue
            assert not HOLE.search(step["run"]), "an expression within a script can be injected into"
            if failed and condition != "always()":
                print("skipped", step["name"], flush=True)
                continue
            print("step", step["name"], flush=True)
            script = os.path.join(folder, "step.sh")
            with open(script, "w", encoding="utf-8") as file:
                file.write(step["run"])
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
                                  env=environment)
            failed = failed or done.returncode != 0
            print("status", done.returncode, flush=True)
            environment.update(added(written))
    return 1 if failed else 0


def gitlab(document):
    (job,) = document.values()
    environment = {**os.environ, **{k: str(v) for k, v in job.get("variables", {}).items()}}
    script = "set -eo pipefail\n" + "\n".join(job["script"]) + "\n"
    return subprocess.run(["bash", "--noprofile", "--norc", "-c", script],
                          env=environment).returncode


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        document = yaml.safe_load(file)
    if sys.argv[1] == "gitlab":
        return gitlab(document)
    return actions(document, dict(word.split("=", 1) for word in sys.argv[3:]))


sys.exit(main())
