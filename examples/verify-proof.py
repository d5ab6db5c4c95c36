#!/usr/bin/env python3
# SPDX-License-Identifier: 0BSD
"""Confirm a proof with git and ssh-keygen, without Marbre.

usage: verify-proof.py PROOF TRUSTED-COMMIT [provenance.json]

Says yes (status 0) or why not (status 1). It confirms who wrote what, in which order, and that
nothing lies between; whether each step was allowed by the rules is for `marbre verify-proof`.
"""
import base64, hashlib, json, os, re, subprocess, sys, tempfile, zlib

MOST = 256 << 20  # bytes, once inflated
RULES = ['marbre.yaml', 'people.yaml', 'workflows', '.gitattributes']


class No(Exception):
    """The proof does not prove anything."""


def need(good, why):
    if not good:
        raise No(why)


def read_paper(data):
    """The fields and the objects of the file, whose last line is the sum of all before it."""
    body, end, last = data.rpartition(b'-----END MARBRE PROOF-----\n')
    need(last == b'sha256:%s\n' % hashlib.sha256(body + end).hexdigest().encode(), 'its sum')
    fields, _, coded = body.partition(b'\n-----BEGIN MARBRE PROOF-----\n')[2].partition(b'\n\n')
    lines = [line.partition(': ')[::2] for line in fields.decode().splitlines()]
    need([key for key, _ in lines[:5]] == ['format', 'article', 'trust', 'tip', 'folder'] and
         all(key == 'step' for key, _ in lines[5:]) and lines[0][1] == '1', 'its fields')
    packed = base64.b64decode(coded.replace(b'\n', b''), validate=True)
    stream = zlib.decompressobj()
    raw = stream.decompress(packed, MOST)
    need(stream.eof and not stream.unused_data, 'its objects are damaged')
    return dict(lines[:5]), [value.split(' ', 1) for _, value in lines[5:]], raw


def write_objects(raw, home):
    """Each object goes into a repository under the name that its own bytes give it."""
    at = 0
    while at < len(raw):
        nul = raw.index(b'\0', at)
        kind, size = raw[at:nul].split(b' ')
        end = nul + 1 + int(size)
        need(kind in (b'commit', b'tree', b'blob') and end <= len(raw), 'an object is damaged')
        name = hashlib.sha1(raw[at:end]).hexdigest()
        path = f'{home}/objects/{name[:2]}/{name[2:]}'
        need(not os.path.exists(path), f'{name} is there twice')
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(zlib.compress(raw[at:end], 1))
        at = end


class Proof:
    def __init__(self, home):
        self.home = home
        self.known = {}  # what git said of a tree, which can't change
        self.reader = subprocess.Popen(['git', '-C', home, 'cat-file', '--batch'],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, name):
        self.reader.stdin.write(name.encode() + b'\n')
        self.reader.stdin.flush()
        head = self.reader.stdout.readline().split()
        need(len(head) == 3, f'{name} is missing')
        return self.reader.stdout.read(int(head[2]) + 1)[:-1]

    def list(self, tree, *paths):
        if (tree, *paths) in self.known:
            return self.known[tree, *paths]
        run = subprocess.run(['git', '-C', self.home, 'ls-tree', '-z', tree, '--', *paths],
                             capture_output=True)
        need(run.returncode == 0, f'{tree}: {run.stderr.decode().strip()}')
        rows = [row.split('\t', 1) for row in run.stdout.decode().split('\0')[:-1]]
        self.known[tree, *paths] = {path: row.split()[2] for row, path in rows}
        return self.known[tree, *paths]

    def need_all(self, tree):
        """Whoever is to judge a folder's words needs all of them; pictures only where they count."""
        if (tree,) in self.known:
            return
        for path, name in self.list(tree).items():
            if path.endswith(('.md', '.yaml')):
                self.read(name)

    def need_step(self, parent, commit, folders):
        """What changed, and the words and rules that it is judged by."""
        run = subprocess.run(['git', '-C', self.home, 'diff-tree', '-r', parent, commit],
                             capture_output=True)
        need(run.returncode == 0, f'{commit}: {run.stderr.decode().strip()}')
        for root in (parent, commit):
            for path, name in self.list(root, *folders, *RULES).items():
                self.read(name) if path.startswith(('marbre', 'people')) else \
                    path in (*folders, 'workflows') and self.need_all(name)
                if path == 'workflows':  # files that its checks are told of are there, or are not
                    words = b' '.join(self.read(one) for one in self.list(name).values()).decode()
                    self.list(root, *sorted(set(re.findall(r'[\w-]+(?:/[\w-]+)+\.\w+', words))) or '.')

    def need_sides(self, commit, line, folders):
        """What a merge brings in, back to where it left the branch's own line."""
        rest, seen = self.parents(commit)[1:], set()
        while rest:
            side = rest.pop()
            if side in seen or side in line:
                continue
            seen.add(side)
            parents = self.parents(side)
            need(parents, f'{side} is a history of its own')
            self.need_step(parents[0], side, folders)
            rest += parents

    def parents(self, commit):
        return re.findall(r'^parent ([0-9a-f]{40})$',
                          self.read(commit).split(b'\n\n')[0].decode('utf-8', 'replace'), re.M)

    def line(self, trust, tip):
        """Commits of the branch's own line, oldest first."""
        line = [tip]
        while line[-1] != trust:
            parents = self.parents(line[-1])
            need(parents, 'the trusted commit is not in this history')
            line.append(parents[0])
        return line[::-1]

    def standing(self, commit, folder):
        return self.list(commit, folder, *RULES)

    def digest(self, content, langs):
        """SHA-256 of what readers see: texts, front matter, pictures; white space counts once."""
        files = self.list(content)
        texts = {lang: f'index.{lang}.md' for lang in langs if f'index.{lang}.md' in files}
        rows = []
        for lang, name in texts.items():
            text = self.read(files[name]).decode('utf-8-sig')
            front, body = re.fullmatch(r'---\r?\n(.*?\n)---[ \t]*\r?\n?(.*)', text, re.S).groups()
            values = re.findall(r'^([^\s#:][^:\n]*):[ \t]*(.*(?:\n(?=[ \t\-#\n]).*)*)', front, re.M)
            parts = {'text': body, **{f'key:{key}': value for key, value in values}}
            for part, words in parts.items():
                rows.append((f'{lang}:' * (len(texts) > 1) + part, ' '.join(words.split()).encode()))
        for name in files:
            if not re.fullmatch(r'index\..*\.md|(claims|state|notes)\.yaml', name):
                rows.append((f'media:{name}', self.read(files[name])))
        sums = sorted(f'{part} {hashlib.sha256(words).hexdigest()}\n' for part, words in rows)
        return 'sha256:' + hashlib.sha256(''.join(sums).encode()).hexdigest()

    def signed(self, commit, people):
        """Whether the commit bears an SSH signature by a key that the rules give its author."""
        text = self.read(commit)
        found = re.search(rb'^gpgsig (-----BEGIN SSH.*\n(?: .*\n)*)', text, re.M)
        mail = re.search(rb'^author .*<(.*?)>', text, re.M).group(1).decode()
        return found is not None and self.is_by(mail, people, 'git', text.replace(found.group(0), b''),
                                                found.group(1).replace(b'\n ', b'\n'))

    def is_by(self, who, people, purpose, text, signature):
        """Whether ssh-keygen says that `signature` is by a key of `who`, by people.yaml."""
        mine = [part for part in re.split(r'\n\s*- ', people) if who.lower() in
                re.findall(r'[^\s\[\],"\'{}]+@[^\s\[\],"\'{}]+|(?<=id: )[\w-]+', part.lower())]
        keys = re.findall(r'((?:sk-)?(?:ssh|ecdsa)-[\w@.-]+ [A-Za-z0-9+/=]+)', ''.join(mine))
        for name, data in (('keys', ''.join(f'one {key}\n' for key in keys).encode()),
                           ('signature', signature)):
            with open(f'{self.home}/{name}', 'wb') as file:
                file.write(data)
        run = subprocess.run(['ssh-keygen', '-Y', 'verify', '-n', purpose, '-I', 'one', '-f',
                              f'{self.home}/keys', '-s', f'{self.home}/signature'],
                             input=text, capture_output=True)
        return run.returncode == 0


def need_approval(proof, said, before, row, rules):
    """The record's line of an approval: of what stood there, and by whom it says, if it is signed."""
    need(f'content: {before}' in row and f'"{said["Marbre-Digest"]}"' in row, 'approves something else')
    found = re.search(r'signature: "?([A-Za-z0-9+/=]+)', row)
    if not found:
        return False
    room = re.search(r'^id: (\w+)', proof.read(rules['marbre.yaml']).decode(), re.M).group(1)
    said = [room, *(said[f'Marbre-{key}'] for key in ('Article', 'Stage', 'Digest', 'Actor'))]
    armoured = f'-----BEGIN SSH SIGNATURE-----\n{found.group(1)}\n-----END SSH SIGNATURE-----\n'
    need(proof.is_by(said[4], proof.read(rules['people.yaml']).decode(), 'marbre-approval@v1',
                     ''.join(f'{line}\n' for line in said).encode(), armoured.encode()),
         'bears a signature that proves nothing')
    return True


def follow(proof, fields, steps):
    """Every change of the article or the rules is a step; an approval is of what stood there."""
    line = proof.line(fields['trust'], fields['tip'])
    folder, at, signed = fields['folder'], 0, 0
    now = proof.standing(line[0], folder)
    for commit, after in steps:
        need(commit in line[at + 1:], f'{commit} is out of order')
        here = line.index(commit)
        need(proof.standing(line[here - 1], folder) == now, f'a step was left out before {commit}')
        proof.need_step(line[here - 1], commit, dict.fromkeys((folder, after)))
        proof.need_sides(commit, line, dict.fromkeys((folder, after)))
        before, rules, at, folder = now.get(folder), now, here, after
        now = proof.standing(commit, folder)
        said = dict(re.findall(r'^(Marbre-\w+): (.*)$', proof.read(commit).decode(), re.M))
        ours = said.get('Marbre-Article') == fields['article']
        if ours and said.get('Marbre-Transition') == 'approve':
            state = proof.read(proof.list(commit, f'{folder}/state.yaml')[f'{folder}/state.yaml'])
            row = [row for row in state.decode().splitlines() if f'by: {said["Marbre-Actor"]},' in row
                   and f'stage: {said["Marbre-Stage"]},' in row]
            signed += need_approval(proof, said, before, row[0], rules)
        else:
            signed += proof.signed(commit, proof.read(rules['people.yaml']).decode())
    need(proof.standing(fields['tip'], folder) == now, 'a step was left out at the end')
    return folder, now, len(line) - 1, signed


def check(data, trust, provenance=None):
    fields, steps, raw = read_paper(data)
    need(fields['trust'] == trust, f'it starts from {fields["trust"]}')
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(['git', 'init', '-q', '--bare', '--template=', home], check=True)
        write_objects(raw, home)
        proof = Proof(home)
        try:
            folder, now, commits, signed = follow(proof, fields, steps)
            state = proof.read(proof.list(now[folder])['state.yaml']).decode()
            need(f'id: {fields["article"]}\n' == state.splitlines(True)[0], 'another article')
            published = re.search(r'^publication: .*digest: "(\S+)", content: (\w+)}', state, re.M)
            if published:
                settings = proof.read(now['marbre.yaml']).decode()
                langs = re.findall(r'\w+', re.search(r'publish: *\[(.*?)\]', settings).group(1))
                need(proof.digest(published.group(2), langs) == published.group(1),
                     'what was published is not what the record says')
            if provenance:
                page = json.loads(provenance)
                need(published and page['article'] == fields['article'] and
                     (page['digest'], page['content']) == published.groups(), 'another page')
        finally:
            proof.reader.stdin.close()
            proof.reader.wait()
    return f'{fields["article"]}: {len(steps)} steps of {commits} commits, {signed} signed, ' + \
        (f'published as {published.group(1)}' if published else 'not published')


if __name__ == '__main__':
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    try:
        inputs = [open(path, 'rb').read() for path in [sys.argv[1], *sys.argv[3:]]]
        print('proved:', check(inputs[0], sys.argv[2], *inputs[1:]))
    except Exception as why:  # whatever goes wrong on hostile bytes, it is no yes
        sys.exit(f'not proved: {why}')
