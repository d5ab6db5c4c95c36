# SPDX-License-Identifier: LGPL-2.1-or-later
"""Pages looked at in chromium; see browser.mjs for what a visit is and what comes back."""
import json
import shutil
import subprocess

from judges import TOOLS, Unavailable


def look(site, visits):
    """What each visit to a `pages.Site` saw, in order."""
    chromium, node = shutil.which("chromium"), shutil.which("node")
    if not (TOOLS / "playwright-core").is_dir() or not (TOOLS / "axe-core").is_dir():
        raise Unavailable("playwright-core or axe-core is missing")
    if not chromium or not node:
        raise Unavailable("chromium or node is missing")
    task = {"folder": str(site.folder), "address": site.address, "browser": chromium,
            "tools": str(TOOLS.parent), "visits": visits}
    script = __file__.removesuffix(".py") + ".mjs"
    done = subprocess.run([node, script], input=json.dumps(task), capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise AssertionError("the browser failed: " + done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]
