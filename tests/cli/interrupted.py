# SPDX-License-Identifier: LGPL-2.1-or-later
"""Interrupts a command that waits for its input, as control-C does: interrupted.py COMMAND…

Its standard error is printed, and its exit status is the end's, as in a shell.
"""
import signal
import subprocess
import sys
import time

command = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stderr=subprocess.PIPE)


def minds():
    """Whether it has come so far as to have a handler."""
    with open(f'/proc/{command.pid}/status', encoding='utf-8') as status:
        caught = next(line for line in status if line.startswith('SigCgt:'))
    return int(caught.split()[1], 16) >> (signal.SIGINT - 1) & 1


while command.poll() is None and not minds():
    time.sleep(0.01)
command.send_signal(signal.SIGINT)
_, said = command.communicate()
sys.stdout.buffer.write(said)
sys.exit(command.returncode if command.returncode >= 0 else 128 - command.returncode)
