# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a command at a terminal of 24 lines: terminal.py COLUMNS COMMAND…

Nothing is typed. What was shown is printed, and the command's exit status is the end's, 128 and
more for a signal, as in a shell.
"""
import fcntl
import os
import pty
import struct
import sys
import termios

pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, int(sys.argv[1]), 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
shown = b''
try:
    while data := os.read(fd, 4096):
        shown += data
except OSError:
    pass
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(shown.replace(b'\r\n', b'\n'))
sys.exit(code if code >= 0 else 128 - code)
