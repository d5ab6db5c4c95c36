# SPDX-License-Identifier: LGPL-2.1-or-later
"""The pages of the rules, docs/rules/LANG/PLUGIN.html, as `marbre explain` writes them.

    pages.py MARBRE FOLDER           write them
    pages.py MARBRE FOLDER --check   say which are not as they would be written (TAP)
"""
import os
import pathlib
import subprocess
import sys

PLUGINS = ["draft", "translation", "factcheck", "credit", "publish", "marbre"]


def page(marbre, lang, *words):
    env = {k: v for k, v in os.environ.items()
           if not k.startswith("GIT_") and k not in ("MARBRE_PLUGIN_PATH", "XDG_DATA_HOME")}
    env["HOME"] = "/nonexistent"
    return subprocess.run([marbre, "--ui-lang", lang, "explain", *words, "--format", "html"],
                          cwd="/", env=env, capture_output=True, check=True).stdout


def pages(marbre):
    """(path, bytes) of each."""
    for lang in ("en", "fr"):
        yield f"{lang}/index.html", page(marbre, lang)
        for plugin in PLUGINS:
            yield f"{lang}/{plugin}.html", page(marbre, lang, plugin)


def check(marbre, folder):
    number = 0
    for name, data in pages(marbre):
        number += 1
        path = folder / name
        same = path.exists() and path.read_bytes() == data
        print(f"{'ok' if same else 'not ok'} {number} - docs/rules/{name} is as explain writes it")
        if not same:
            print("# write it anew:  ./dev rules")
    print(f"1..{number}")


def main():
    marbre, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if "--check" in sys.argv[3:]:
        check(marbre, folder)
        return
    for name, data in pages(marbre):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        print("written:", folder / name)


if __name__ == "__main__":
    main()
