# SPDX-License-Identifier: LGPL-2.1-or-later
"""The JSON Schema of workflow files takes the stock workflows and refuses what Marbre refuses."""
import copy
import json
import pathlib
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f"1..0 # SKIP {error}")
    sys.exit(0)


class Loader(yaml.SafeLoader):
    """YAML 1.2: only true and false are booleans."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), "tf")


def changed(document, path, value):
    """The document with another value at a path; None takes the key away."""
    document = copy.deepcopy(document)
    place = document
    for part in path[:-1]:
        place = place[part]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


BAD = [
    (["version"], 2),
    (["version"], None),
    (["name"], "News Room"),
    (["stage"], []),
    (["stages"], []),
    (["stages"], [{"id": f"s{i}", "roles": ["r"]} for i in range(201)]),
    (["stages", 0, "id"], "published"),
    (["stages", 0, "roles"], []),
    (["stages", 0, "roles"], None),
    (["stages", 0, "role"], ["r"]),
    (["stages", 0, "title"], "Draft"),
    (["stages", 0, "signed"], "yes"),
    (["stages", 0, "checks", 0, "uses"], "marbre/x"),
    (["stages", 0, "checks", 0, "grant"], ["network"]),
    (["stages", 1, "when"], {"media": "fr"}),
    (["stages", 1, "when"], {"section": []}),
    (["stages", 1, "approvals", "count"], 0),
    (["stages", 1, "severity"], {"marbre/bad-yaml": "note"}),
    (["stages", 1, "severity"], {"draft/too-short": "warn"}),
    (["stages", 2, "waivers", "rules"], ["flag-far"]),
    (["stages", 2, "waivers", "longest"], "14 days"),
    (["stages", 2, "waivers", "longest"], "0d"),
    (["stages", 4, "actions", 0, "grant"], ["disk"]),
    (["retract"], {}),
    (["stages", 4, "owed"], {"stages": ["b"], "of": "x", "within": "12 h"}),
    (["stages", 4, "owed"], {"stages": ["b"], "within": "12h"}),
    (["stages", 1, "approvals", "roles"], ["robot"]),
    (["urgent"], {"roles": ["editor"]}),
    (["urgent"], {"roles": ["editor"], "within": "0h"}),
]
GOOD = [
    (["stages", 0, "signed"], False),
    (["stages", 0, "signed"], True),
    (["stages", 0, "next"], ["publish"]),
    (["stages", 1, "when"], {"section": ["Monde", 3], "claims": "absent"}),
    (["stages", 1, "severity"], {"draft/too-short": "off"}),
    (["stages", 2, "waivers", "longest"], "2w"),
    (["stages", 4, "actions", 0, "grant"], ["network"]),
    (["moved"], {"proof": "draft"}),
    (["retract"], None),
    (["stages", 4, "owed"], {"stages": ["b"], "of": "x", "within": "12h"}),
    (["urgent"], {"roles": ["editor"], "within": "2d"}),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    schema = json.loads((folder / "workflow.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    stock = [yaml.load((folder / name).read_text(), Loader)
             for name in ("newsroom.yaml", "newsroom-solo.yaml", "breaking-news.yaml")]
    cases = [(document, True) for document in stock]
    cases += [(changed(stock[0], *change), True) for change in GOOD]
    cases += [(changed(stock[0], *change), False) for change in BAD]
    changes = ["newsroom.yaml", "newsroom-solo.yaml", "breaking-news.yaml"] + GOOD + BAD
    print(f"1..{len(cases)}")
    for number, (document, good) in enumerate(cases, 1):
        result = "ok" if judge.is_valid(document) == good else "not ok"
        shown = str(changes[number - 1])[:60].replace("#", "")
        print(f"{result} {number} - {shown} is {'taken' if good else 'refused'}")


main()
