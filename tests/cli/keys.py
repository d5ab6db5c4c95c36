# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a command at a terminal and answers its questions: keys.py QUESTION KEYS COMMAND…

KEYS are typed each time what the regular expression QUESTION means has been shown once more: one of
them, or what stands between two bars; then the end of the keyboard. What was shown is printed, and
the command's exit status is the end's.
"""
import os
import pty
import re
import sys

question, keys, command = re.compile(sys.argv[1].encode()), sys.argv[2], sys.argv[3:]
keys = keys.split('|') if '|' in keys else list(keys)
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
    questions = len(question.findall(shown))
    if questions > asked:
        asked = questions
        os.write(fd, (keys.pop(0) if keys else '\x04').encode())
os.close(fd)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown.replace(b'\r\n', b'\n'))
sys.exit(os.waitstatus_to_exitcode(status))
