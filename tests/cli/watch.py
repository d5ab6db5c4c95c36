# SPDX-License-Identifier: LGPL-2.1-or-later
"""marbre check --watch beside somebody's editor: watch.py FILE OTHER COMMAND…

Runs the command at a terminal, saves FILE in the ways of text editors, and OTHER, which nobody
watches, and says after each what was on the screen by then. Ends it with control-C.
"""
import os
import pty
import select
import sys

path, other, command = sys.argv[1], sys.argv[2], sys.argv[3:]
text = open(path, encoding='utf-8').read()
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
CLEARED, WAITING = b'\x1b[H\x1b[2J', 'Ctrl-C ends this'.encode()


def screen(patience=None):
    """What is drawn next, whole; '' where nothing is within so many seconds."""
    shown = b''
    while select.select([fd], [], [], patience)[0]:
        try:
            shown += os.read(fd, 65536)
        except OSError:
            break
        if WAITING in shown:
            break
    return shown.replace(b'\r\n', b'\n').decode()


def say(what, shown):
    cleared = shown.startswith('\x1b[H\x1b[2J')
    words = 'XXX' if 'XXX' in shown else 'YYY' if 'YYY' in shown else 'sound' if shown else 'nothing'
    print(f'{what}: {words}{", drawn anew" if cleared else ""}', flush=True)


say('at once', screen())
with open(path, 'w', encoding='utf-8') as file:
    file.write(text.replace('soixantaine', 'XXX'))
say('written over', screen())
with open(os.path.join(os.path.dirname(path), '.new.swp'), 'w', encoding='utf-8') as file:
    file.write(text)
say('written beside it', screen(0.3))
os.rename(file.name, path)
say('put in its place', screen())
with open(other, 'a', encoding='utf-8') as file:
    file.write('XXX\n')
say('another article', screen(0.3))
os.write(fd, b'\x03')
shown = screen()
_, status = os.waitpid(pid, 0)
print('control-C:', 'nothing was changed' in shown, os.waitstatus_to_exitcode(status))
