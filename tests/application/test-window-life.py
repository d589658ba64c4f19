#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs test-window-life.c on a display of its own: test-window-life.py PATH-OF-TEST"""

import os
import subprocess
import sys

import desktop

TIMEOUT = 300

if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    os.environ['TMPDIR'] = desktop.folder()
    sys.exit(subprocess.call(sys.argv[1:2], preexec_fn=desktop.die_with_parent))
