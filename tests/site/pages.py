# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a site of files promises its readers, whatever the formats: links lead somewhere, pages are
light, nothing runs."""
import html.parser
import json
import pathlib
import re
import subprocess
import urllib.parse
import xml.etree.ElementTree as tree

PAGE_LIMIT = 30_000  # bytes of a page and its style sheets, without pictures
ADDRESSES = {"a": ("href",), "link": ("href",), "img": ("src",), "script": ("src",),
             "source": ("src",), "iframe": ("src",), "form": ("action",), "base": ("href",)}
SAFE = ("http", "https", "mailto", "")
INERT = {"type": "application/ld+json"}
ACTIVE = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "applet",
          "frame", "frameset", "svg", "math", "template", "noscript", "audio", "video"}


class Page(html.parser.HTMLParser):
    """Tags, addresses and visible words of a page or of a piece of one."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.ids, self.words = [], [], set(), []
        self.within = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.within = tag if tag in ("script", "style") else None
        for name, value in attrs:
            if name in ADDRESSES.get(tag, ()):
                self.addresses.append((tag, value or ""))
            if name == "srcset":
                self.addresses += [(tag, part.split()[0]) for part in (value or "").split(",")
                                   if part.split()]
            if name == "id":
                self.ids.add(value)
        meta = dict(attrs)
        if tag == "meta" and meta.get("property") in ("og:image", "og:url"):
            self.addresses.append((tag, meta.get("content") or ""))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.within = None

    def handle_data(self, data):
        if self.within is None:
            self.words.append(data)


def scheme(address):
    """The scheme as the most lenient of browsers reads it."""
    squeezed = re.sub(r"[\x00-\x20\x7f-\x9f]", "", address)
    found = re.match(r"([^/?#]*?):", squeezed)
    return found.group(1).lower() if found else ""


def active(page):
    """Everything in a piece of HTML that could run, load or ask, apart from pictures."""
    for tag, attributes in page.tags:
        if tag in ACTIVE and not (tag == "script" and attributes == INERT):
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "ping"):
                yield f"{name}= of <{tag}>"
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            yield "a meta refresh"
    for tag, address in page.addresses:
        if scheme(address) not in SAFE:
            yield f"{address!r} of <{tag}>"


class Site:
    """A folder that was published with an address."""

    def __init__(self, folder, address):
        self.folder, self.address = pathlib.Path(folder), address
        self.files = sorted(file for file in self.folder.rglob("*")
                            if file.is_file() and not file.name.startswith("."))
        self.read = {}

    def of(self, *names):
        return [file for file in self.files if file.name in names]

    def pages(self):
        return [file for file in self.files if file.suffix == ".html"]

    def page(self, file):
        if file not in self.read:
            self.read[file] = Page(file.read_text())
        return self.read[file]

    def target(self, file, address):
        """The file that an address on a page of this site means; None for other sites."""
        here = self.address + str(file.relative_to(self.folder))
        meant, fragment = urllib.parse.urldefrag(urllib.parse.urljoin(here, address))
        if not meant.startswith(self.address):
            return None, ""
        path = urllib.parse.unquote(meant[len(self.address):].split("?")[0])
        found = self.folder / path
        return (found / "index.html" if found.is_dir() else found), urllib.parse.unquote(fragment)

    def dead_links(self):
        for file in self.pages():
            for tag, address in self.page(file).addresses:
                found, fragment = self.target(file, address)
                if found is None:
                    continue
                if not found.is_file():
                    yield f"{file}: {address} of <{tag}> leads nowhere"
                elif fragment and found.suffix == ".html" \
                        and fragment not in self.page(found).ids:
                    yield f"{file}: there is no #{fragment} in {found}"

    def dead_addresses(self):
        """Addresses of this site that feeds and records name."""
        pattern = re.compile(re.escape(self.address) + r"[^\s\"'<>&\\]*")
        for file in self.files:
            if file.suffix not in (".xml", ".json", ".md"):
                continue
            for address in sorted(set(pattern.findall(file.read_text()))):
                found, _ = self.target(file, address)
                if not found.is_file():
                    yield f"{file}: {address} leads nowhere"

    def heavy(self):
        for file in self.pages():
            sheets = {self.target(file, address)[0] for tag, address in self.page(file).addresses
                      if tag == "link" and address.endswith(".css")}
            size = file.stat().st_size + sum(sheet.stat().st_size for sheet in sheets
                                             if sheet and sheet.is_file())
            if size > PAGE_LIMIT:
                yield f"{file}: {size} bytes with its style sheets"

    def active(self):
        for file in self.pages():
            for fault in active(self.page(file)):
                yield f"{file}: {fault}"

    def active_in_feeds(self):
        """HTML that feeds and articles in XML and JSON carry is as inert as a page's."""
        for file in self.files:
            for piece in carried(file):
                for fault in active(Page(piece)):
                    yield f"{file}: {fault}"


XHTML = "{http://www.w3.org/1999/xhtml}"


def carried_by_xml(file):
    feed = tree.parse(file).getroot()
    for element in feed.iter():
        name = element.tag.split("}")[-1]
        kind = element.get("type") or element.get("contenttype") or ""
        if "html" in kind and not element.tag.startswith(XHTML) or name == "encoded":
            yield element.text or ""
        if element.tag == "item":
            yield element.findtext("description") or ""
        if element.tag == XHTML + "html":
            yield re.sub(r"(</?)\w+:", r"\1", tree.tostring(element, encoding="unicode"))


def carried_by_json(file):
    pending = [json.loads(file.read_text())]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            kind = one.get("contenttype") or one.get("contentType") or ""
            yield from (one[key] for key in ("content_html",) if key in one)
            yield from (one[key] for key in ("value",) if "html" in kind)
            pending += one.values()
        elif isinstance(one, list):
            pending += one


def carried_by_markdown(file):
    """As the most trusting of programs makes it a page."""
    text = re.sub(r"\A---\n.*?\n---\n", "", file.read_text(), flags=re.S)
    yield subprocess.run(["cmark", "--unsafe"], input=text, text=True, capture_output=True,
                         check=True).stdout


def carried(file):
    """The pieces of HTML in a feed or a record, as whoever reads it shows them."""
    ways = {".xml": carried_by_xml, ".json": carried_by_json, ".md": carried_by_markdown}
    return list(ways[file.suffix](file)) if file.suffix in ways else []
