# SPDX-License-Identifier: LGPL-2.1-or-later
"""What others hold to be valid. Each judge takes files and says what is wrong, a line a fault."""
import json
import os
import pathlib
import re
import shutil
import subprocess

STANDARDS = pathlib.Path(os.environ.get("MARBRE_SHARED", "/nonexistent")) / "standards"
TOP = pathlib.Path(__file__).resolve().parent.parent.parent
TOOLS = TOP / "build" / "site" / "node_modules"  # where `tests/site/install` puts them
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
AT_ONCE = 200  # files that one run of a program is given


class Unavailable(Exception):
    """A judge that this machine doesn't have."""


def need_standards():
    if not STANDARDS.is_dir():
        raise Unavailable("MARBRE_SHARED does not say where the schemas are")


# --- HTML ----------------------------------------------------------------------------------------


def html(files):
    """The checker of the W3C, errors alone, pages and style sheets."""
    if not VNU.exists() or not shutil.which("java"):
        raise Unavailable("vnu-jar or a Java runtime is missing")
    if not files:
        return []
    done = subprocess.run(["java", "-Xss4m", "-XX:+UseSerialGC", "-jar", str(VNU), "--errors-only",
                           "--also-check-css", "--format", "json", "--exit-zero-always",
                           *map(str, files)], capture_output=True, check=False)
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        return ["vnu: " + done.stderr.decode(errors="replace")[-500:]]
    return [f"{place(each)}: {each['message']}" for each in messages
            if each["type"] in ("error", "non-document-error")]


def place(message):
    name = message.get("url", "").removeprefix("file:")
    return f"{name}:{message.get('lastLine', '')}"


# --- XML -----------------------------------------------------------------------------------------


def by_program(command, files, good):
    """Runs a validator over many files; `good` tells lines that are no complaint."""
    said = []
    environment = os.environ | {"XML_CATALOG_FILES": str(STANDARDS / "catalog.xml")}
    for start in range(0, len(files), AT_ONCE):
        some = [str(file) for file in files[start:start + AT_ONCE]]
        done = subprocess.run([*command, *some], capture_output=True, text=True, errors="replace",
                              env=environment, check=False)
        lines = [line for line in (done.stdout + done.stderr).splitlines() if not good(line)]
        said += lines
        if done.returncode != 0 and not lines:
            said.append(f"{command[0]} ended with {done.returncode}")
    return said


def xmllint(kind, schema):
    def judge(files):
        need_standards()
        if not shutil.which("xmllint"):
            raise Unavailable("xmllint is missing")
        return by_program(["xmllint", "--nonet", "--noout", kind, str(STANDARDS / schema)], files,
                          lambda line: line.endswith(" validates"))
    return judge


def jing(schema):
    """Its launcher warns of parts of Java that it could do with."""
    def judge(files):
        need_standards()
        if not shutil.which("jing"):
            raise Unavailable("jing is missing")
        return by_program(["jing", "-c", str(STANDARDS / schema)], files,
                          lambda line: line.startswith("[warning] ") and "locate" in line)
    return judge


rss = xmllint("--relaxng", "rss/rss-2.0.rng")
sitemap = xmllint("--relaxng", "sitemap/news-sitemap.rng")
newsml = xmllint("--schema", "newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd")
atom_grammar = jing("atom/atom.rnc")


def atom(files):
    """RFC 4287's grammar, and what the grammar can't say: ids are each used once in a feed."""
    said = atom_grammar(files)
    for file in files:
        ids = re.findall(r"<id>(.*?)</id>", pathlib.Path(file).read_text())
        said += [f"{file}: the id {one} twice" for one in sorted({i for i in ids
                                                                  if ids.count(i) > 1})]
    return said


# --- JSON ----------------------------------------------------------------------------------------


def by_schema(schema, stand_in=None):
    def judge(files):
        need_standards()
        try:
            import jsonschema
        except ImportError:
            raise Unavailable("python3-jsonschema is missing") from None
        rules = json.loads((STANDARDS / schema).read_text())
        other = json.loads((STANDARDS / stand_in[1]).read_text()) if stand_in else {}
        resolver = jsonschema.RefResolver.from_schema(
            rules, store={stand_in[0]: other} if stand_in else {})
        kind = jsonschema.validators.validator_for(rules)
        validator = kind(rules, resolver=resolver, format_checker=jsonschema.FormatChecker())
        said = []
        for file in files:
            try:
                text = json.loads(pathlib.Path(file).read_text())
            except ValueError as fault:
                said.append(f"{file}: {fault}")
                continue
            said += [f"{file}: {list(fault.path)}: {fault.message[:200]}"
                     for fault in validator.iter_errors(text)]
        return said
    return judge


GEOJSON = ("https://geojson.org/schema/GeoJSON.json", "ninjs/geojson-stub.json")
ninjs = by_schema("ninjs/ninjs-schema_2.2.json", GEOJSON)
ninjs_3 = by_schema("ninjs/ninjs-schema_3.1.json", GEOJSON)
json_feed = by_schema("jsonfeed/feed-1.1-bundled.json")


# --- schema.org ----------------------------------------------------------------------------------


class Vocabulary:
    """The types of schema.org that a newsroom uses, with what each may say."""

    def __init__(self):
        need_standards()
        self.types = json.loads((STANDARDS / "schema-org" / "news-classes.json").read_text())

    def properties(self, name):
        known = self.types.get(name, {"properties": {}, "subClassOf": ["Thing"]})
        found = dict(known["properties"])
        for above in known["subClassOf"]:
            found |= self.properties(above)
        return found

    def faults(self, node, where):
        if isinstance(node, list):
            for one in node:
                yield from self.faults(one, where)
        if not isinstance(node, dict):
            return
        name = node.get("@type")
        if name not in self.types:
            yield f"{where}: schema.org has no type {name!r} here"
            return
        allowed = self.properties(name)
        for key, value in node.items():
            if key in ("@context", "@type", "@id"):
                continue
            if key not in allowed:
                yield f"{where}: {name} has no property {key!r}"
            if value in ("", [], {}, None):
                yield f"{where}: {name}.{key} says nothing"
            yield from self.faults(value, f"{where}.{key}")


LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def linked_data(files):
    """JSON-LD of pages: parses, and has no name that schema.org has not."""
    vocabulary = Vocabulary()
    said = []
    for file in files:
        text = pathlib.Path(file).read_text()
        blocks = [text] if str(file).endswith(".jsonld") else LINKED.findall(text)
        for block in blocks:
            try:
                data = json.loads(block)
            except ValueError as fault:
                said.append(f"{file}: JSON-LD: {fault}")
                continue
            if data.get("@context") != "https://schema.org":
                said.append(f"{file}: the context is {data.get('@context')!r}")
            said += vocabulary.faults(data, str(file))
    return said
