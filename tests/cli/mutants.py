#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Proofs that are damaged on purpose, and two judges that must agree on them.

usage: mutants.py one KIND PROOF [OTHER] > MUTANT     a proof with one thing wrong
       mutants.py agree MARBRE SCRIPT SEED EACH TRUST PROOF…   TAP: each proof, and EACH mutants of it
"""
import base64, hashlib, importlib.util, os, random, re, subprocess, sys, tempfile, zlib

BEGIN, END = b'\n-----BEGIN MARBRE PROOF-----\n', b'-----END MARBRE PROOF-----\n'


class Paper:
    def __init__(self, data):
        self.head, _, rest = data.partition(BEGIN)
        fields, _, coded = rest.partition(b'\n\n')
        self.fields = fields.split(b'\n')
        raw = zlib.decompress(base64.b64decode(coded.partition(END)[0]))
        self.objects = []
        while raw:
            kind, size = raw.split(b'\0', 1)[0].split()
            start = raw.index(b'\0') + 1
            self.objects.append([kind, raw[start:start + int(size)]])
            raw = raw[start + int(size):]

    def write(self, more=b''):
        raw = b''.join(b'%s %d\0%s' % (kind, len(data), data) for kind, data in self.objects)
        coded = base64.b64encode(zlib.compress(raw, 9) + more)
        lines = b''.join(coded[at:at + 76] + b'\n' for at in range(0, len(coded), 76))
        body = self.head + BEGIN + b'\n'.join(self.fields) + b'\n\n' + lines + END
        return body + b'sha256:' + hashlib.sha256(body).hexdigest().encode() + b'\n'

    def steps(self):
        return [at for at, field in enumerate(self.fields) if field.startswith(b'step: ')]


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def flip_object(paper, kind, dice):
    chosen = dice.choice([item for item in paper.objects if item[0] == kind and item[1]])
    chosen[1] = flip(chosen[1], dice.randrange(len(chosen[1])))
    return paper.write()



def shorten(data, dice):
    return data[:dice.randrange(1, len(data))]


def drop_object(paper, dice):
    del paper.objects[dice.randrange(len(paper.objects))]
    return paper.write()


def double_object(paper, dice):
    paper.objects.append(dice.choice(paper.objects))
    return paper.write()


def swap_contents(paper, dice):
    blobs = [item for item in paper.objects if item[0] == b'blob']
    one, other = dice.sample(blobs, 2)
    one[1] += other[1]
    return paper.write()


def drop_step(paper, dice):
    del paper.fields[dice.choice(paper.steps())]
    return paper.write()


def swap_steps(paper, dice):
    one, other = dice.sample(paper.steps(), 2)
    paper.fields[one], paper.fields[other] = paper.fields[other], paper.fields[one]
    return paper.write()


def move_trust(paper, dice):
    first = paper.fields[dice.choice(paper.steps())].split()[1]
    paper.fields[2] = b'trust: ' + first
    return paper.write()


def move_tip(paper, dice):
    paper.fields[3] = b'tip: ' + paper.fields[paper.steps()[0]].split()[1]
    return paper.write()


def cut_signature(paper, dice):
    """Without its signature a commit has another name; so it has without its last trailer."""
    for item in dice.sample(paper.objects, len(paper.objects)):
        cut = re.sub(rb'\ngpgsig .*(?:\n .*)*', b'', item[1]) if item[0] == b'commit' else item[1]
        if item[0] == b'commit' and cut == item[1]:
            cut = re.sub(rb'\nMarbre-\S+: [^\n]*\n$', b'\n', item[1])
        if cut != item[1]:
            item[1] = cut
            return paper.write()
    return paper.write(b'x')


def rename(paper, dice):
    paper.fields[1] = flip(paper.fields[1], len(b'article: ') + dice.randrange(26))
    return paper.write()


KINDS = {
    'head': lambda data, other, dice: flip(data, dice.randrange(data.index(BEGIN))),
    'fields': lambda data, other, dice: flip(
        data, dice.randrange(data.index(b'format: '), data.index(b'\n\n', data.index(b'format: ')))),
    'objects': lambda data, other, dice: flip(
        data, dice.randrange(data.index(b'\n\n', data.index(b'format: ')), data.index(END))),
    'sum': lambda data, other, dice: flip(data, len(data) - 2 - dice.randrange(64)),
    'short': lambda data, other, dice: shorten(data, dice),
    'long': lambda data, other, dice: data + b'\n',
    'behind': lambda data, other, dice: Paper(data).write(b'more'),
    'commit': lambda data, other, dice: flip_object(Paper(data), b'commit', dice),
    'tree': lambda data, other, dice: flip_object(Paper(data), b'tree', dice),
    'dropped': lambda data, other, dice: drop_object(Paper(data), dice),
    'doubled': lambda data, other, dice: double_object(Paper(data), dice),
    'blob': lambda data, other, dice: swap_contents(Paper(data), dice),
    'step': lambda data, other, dice: drop_step(Paper(data), dice),
    'order': lambda data, other, dice: swap_steps(Paper(data), dice),
    'trust': lambda data, other, dice: move_trust(Paper(data), dice),
    'tip': lambda data, other, dice: move_tip(Paper(data), dice),
    'signature': lambda data, other, dice: cut_signature(Paper(data), dice),
    'id': lambda data, other, dice: rename(Paper(data), dice),
    'other': lambda data, other, dice: mix(Paper(data), Paper(other)),
}


def mix(paper, other):
    """One article's steps over another's objects."""
    paper.objects = other.objects
    paper.fields[1] = other.fields[1]
    return paper.write()


def judges(marbre, script):
    spec = importlib.util.spec_from_file_location('script', script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def ask_marbre(data, trust):
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            run = subprocess.run([marbre, 'verify-proof', file.name, '--trust', trust],
                                 capture_output=True, cwd='/')
            assert run.returncode in (0, 1, 4), run.stderr.decode()
            return run.returncode == 0, run.stderr.decode()

    def ask_script(data, trust):
        try:
            return True, module.check(data, trust)
        except Exception as why:
            return False, str(why)

    return ask_marbre, ask_script


def agree(marbre, script, seed, each, trust, paths):
    both = judges(marbre, script)
    dice = random.Random(int(seed))
    names = list(KINDS)
    count = bad = turn = 0
    papers = [open(path, 'rb').read() for path in paths]
    for at, data in enumerate(papers):
        other = papers[(at + 1) % len(papers)]
        chosen = [names[(turn + i) % len(names)] for i in range(int(each))]
        turn += int(each)
        for kind in [None, *chosen]:
            mutant = data if kind is None else KINDS[kind](data, other, dice)
            answers = [judge(mutant, trust) for judge in both]
            wanted = kind is None
            count += 1
            good = all(answer[0] == wanted for answer in answers) and (wanted or mutant != data)
            bad += not good
            print(f'{"ok" if good else "not ok"} {count} - {os.path.basename(paths[at])} '
                  f'{kind or "as it is"}')
            if not good:
                print(f'# marbre: {answers[0]}\n# script: {answers[1]}')
    print(f'1..{count}')
    return bad > 0


if __name__ == '__main__':
    if sys.argv[1] == 'one':
        papers = [open(path, 'rb').read() for path in sys.argv[3:]]
        sys.stdout.buffer.write(KINDS[sys.argv[2]](papers[0], papers[-1], random.Random(1)))
    else:
        sys.exit(agree(*sys.argv[2:7], sys.argv[7:]))
