#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pans and zooms very large figures in their widget: frames.py PATH-OF-BENCH-FRAMES

The window is drawn in software, on a display of its own. What counts is the processor's time of
the main thread from one frame to the next, as on a busy machine the clock says little."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'application'))
import desktop  # noqa: E402

TIMEOUT = 300
FRAME = 16.7  # ms, at 60 frames a second


def main():
    lines = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True,
                           timeout=TIMEOUT).stdout.splitlines()
    print(f'main thread, a frame, in ms (aim: below {FRAME})')
    for line in lines:
        row = json.loads(line)
        print(f"{row['name']:>20} {row['way']:>5}: median {row['median']:6.2f}, "
              f"99 % below {row['slow']:6.2f}{'' if row['slow'] < FRAME else '  MISSED'}")


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    main()
