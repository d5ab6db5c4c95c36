# SPDX-License-Identifier: LGPL-2.1-or-later
"""What machines are given of a small newsroom, byte for byte, and what others hold of it:
formats.py RENDER DATA

DATA/newsroom is what publish-render reads, DATA/expected what it is to write; with
MARBRE_GOLDEN_WRITE=1 the latter is written anew."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

RENDER, DATA = sys.argv[1], pathlib.Path(sys.argv[2])
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "site"))
import judges  # noqa: E402

FORMATS = ["atom", "rss", "json-feed", "sitemap-news", "ninjs", "newsml", "markdown"]
JUDGES = {"atom.xml": judges.atom, "rss.xml": judges.rss, "feed.json": judges.json_feed,
          "sitemap-news.xml": judges.sitemap, "ninjs.json": judges.ninjs,
          "newsml.xml": judges.newsml}
# Of the article that was taken back, and of the newsroom's own affairs.
SECRET = ("démissionn", "Politique", "vu avec", "à revoir", "publish-at", "mot de la maison",
          "javascript:")


def check(condition, why):
    if not condition:
        raise AssertionError(why)


def equal(found, wanted):
    check(found == wanted, f"{found!r} is not {wanted!r}")


def render(out, options):
    done = subprocess.run([RENDER, DATA / "newsroom", out, options], capture_output=True,
                          text=True, check=False)
    check(done.returncode == 0, done.stderr)
    return sorted(line.rsplit(" ", 1)[0] for line in done.stdout.splitlines())


def html(path):
    """The texts of a file, as readers of feeds are given them."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        data = json.loads(text)
        return "\n".join([item["content_html"] for item in data.get("items", ())] +
                         [body["value"] for body in data.get("bodies", ())
                          if body["contenttype"] == "text/html"])
    if path.name == "newsml.xml":
        return text[text.index("<body>"):text.index("</body>")]
    return "\n".join(node.text or "" for node in tree.fromstring(text).iter()
                     if node.tag.endswith(("}content", "}encoded")))


class Tests:
    def __init__(self, base):
        self.base = base
        self.out = base / "out"
        self.written = render(self.out, f"{{formats: [{', '.join(FORMATS)}]}}")

    def of(self, name):
        return [self.out / path for path in self.written if pathlib.Path(path).name == name]

    def text(self, path):
        return (self.out / path).read_text(encoding="utf-8")

    def test_bytes(self):
        """every file is the one that was read by people"""
        expected = DATA / "expected"
        if os.environ.get("MARBRE_GOLDEN_WRITE"):
            shutil.rmtree(expected, ignore_errors=True)
            shutil.copytree(self.out, expected)
        equal(self.written, sorted(str(path.relative_to(expected))
                                   for path in expected.rglob("*") if path.is_file()))
        for path in self.written:
            check((self.out / path).read_bytes() == (expected / path).read_bytes(),
                  f"diff {expected / path} {self.out / path}")

    def test_parsers(self):
        """XML and JSON are what they say, for parsers that are not ours"""
        for path in self.written:
            if path.endswith(".xml"):
                tree.parse(self.out / path)
            elif path.endswith(".json"):
                json.loads(self.text(path))

    def test_secrets(self):
        """nothing of the house, nothing of what was taken back"""
        for path in self.written:
            text = self.text(path)
            for words in SECRET:
                check(words not in text or
                      (words == "Politique" and path.startswith("sections/politique/")),
                      f"{path}: {words}")

    def test_lists(self):
        """no feed and no sitemap knows the article that was taken back"""
        for name in ("atom.xml", "rss.xml", "feed.json", "sitemap-news.xml"):
            for path in self.of(name):
                check("faux" not in path.read_text(encoding="utf-8"), path)

    def test_addresses(self):
        """every address of a text in a feed is whole"""
        found = 0
        for name in ("atom.xml", "rss.xml", "feed.json", "ninjs.json", "newsml.xml"):
            for path in self.of(name):
                for address in re.findall(r'<(?:a|img)[^<>]*? (?:href|src)="([^"]*)"', html(path)):
                    check(re.match("https?:", address), f"{path}: {address}")
                    found += 1
        check(found > 10, found)

    def test_version_3(self):
        """ninjs 3.1: the same in other capitals"""
        out = self.base / "other"
        written = render(out, '{formats: [ninjs], ninjs: "3.1"}')
        for path in written:
            old, new = json.loads(self.text(path)), json.loads((out / path).read_text())
            equal(new["standard"]["version"], "3.1")
            equal(old["version"], new["version"])
            equal([key.lower().replace("embargoeduntil", "embargoed") for key in new], list(old))
        self.judge(judges.ninjs_3, [out / path for path in written])

    def test_summaries(self):
        """feeds of summaries: as sound, no whole text, the newest correction all the same"""
        out = self.base / "summaries"
        feeds = ("atom.xml", "rss.xml", "feed.json")
        written = render(out, "{formats: [atom, rss, json-feed], feeds: summary}")
        equal(written, [path for path in self.written if pathlib.Path(path).name in feeds])
        for name in feeds:
            self.judge(JUDGES[name], [out / path for path in written if path.endswith(name)])
        for path in written:
            short, whole = (out / path).read_text(encoding="utf-8"), self.text(path)
            check("encoded>" not in short and "<content" not in short and
                  "content_html" not in short, path)
            equal(re.findall(r"<title>.*?</title>|\"title\":.*", short),
                  re.findall(r"<title>.*?</title>|\"title\":.*", whole))
        told = [item for item in json.loads((out / "feed.json").read_text())["items"]
                if "Rectificatif" in item["content_text"]]
        check(told, "no correction is told")
        equal([item["summary"] for item in told], [item["content_text"] for item in told])
        for name in ("atom.xml", "rss.xml"):
            check("Rectificatif" in (out / name).read_text(encoding="utf-8"), name)

    def judge(self, judging, files):
        check(files, "nothing to judge")
        said = judging(files)
        check(not said, "\n".join(said))

    def test_standards(self):
        """the schemas of each format"""
        for name, judging in JUDGES.items():
            self.judge(judging, self.of(name))

    def test_broken(self):
        """and these see what is broken"""
        text = json.loads(self.text("2026/03/faux/ninjs.json"))
        bad = self.base / "bad"
        for change in ({"pubstatus": "cancelled"}, {"pubStatus": "canceled"},
                       {"associations": [{"name": "picture-1"}]}):
            bad.write_text(json.dumps(text | change))
            check(judges.ninjs([bad]), change)
        for name, judging, old, new in (
                ("2026/03/faux/newsml.xml", judges.newsml, '<itemClass qcode="ninat:text"/>', ""),
                ("2026/03/faux/newsml.xml", judges.newsml, 'stat:canceled"', 'stat canceled"'),
                ("rss.xml", judges.rss, "Thu, 12 Mar 2026", "jeu. 12 mars 2026"),
                ("atom.xml", judges.atom, "T09:30:00+01:00", " 09:30"),
                ("sitemap-news.xml", judges.sitemap, "<news:title>", "<title>")):
            words = self.text(name)
            check(old in words, old)
            bad.write_text(words.replace(old, new).replace("</news:title>", "</title>")
                           if "news" in old else words.replace(old, new))
            check(judging([bad]), f"{name}: {old}")


def main():
    names = [name for name in vars(Tests) if name.startswith("test_")]
    print(f"1..{len(names)}")
    failed = 0
    with tempfile.TemporaryDirectory() as base:
        tests = Tests(pathlib.Path(base))
        for number, name in enumerate(names, 1):
            test = getattr(tests, name)
            try:
                test()
                print(f"ok {number} - {test.__doc__}")
            except judges.Unavailable as why:
                print(f"ok {number} - {test.__doc__} # SKIP {why}")
            except AssertionError as reason:
                failed += 1
                print(f"not ok {number} - {test.__doc__}")
                print("\n".join("# " + line for line in str(reason).splitlines()))
    return 1 if failed else 0


sys.exit(main())
