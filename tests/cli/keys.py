# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a command at a terminal and answers its questions: keys.py QUESTION KEYS COMMAND…

A key is typed each time the words QUESTION have been shown once more. What was shown is printed,
and the command's exit status is the end's.
"""
import os
import pty
import sys

question, keys, command = sys.argv[1].encode(), sys.argv[2], sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown, asked = b'', 0
while True:
    try:
        data = os.read(fd, 4096)
    except OSError:
        break
    if not data:
        break
    shown += data
    while shown.count(question) > asked:
        asked += 1
        os.write(fd, (keys[:1] or '\x04').encode())
        keys = keys[1:]
os.close(fd)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown.replace(b'\r\n', b'\n'))
sys.exit(os.waitstatus_to_exitcode(status))
