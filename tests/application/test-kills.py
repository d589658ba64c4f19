#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the program at random moments, again and again: test-kills.py PATH-OF-ATTRACTOR

Each life goes on with what the one before has left, while a slider moves, a network is
trained and the file is saved. No more than the last moment's work is ever lost,
and the file is whole at any time.
"""

import json
import os
import random
import sys
import tempfile
import time

import desktop
from desktop import Window, expect, path, wait_until, write_file

BINARY = sys.argv[1]
TIMEOUT = 280
SEED = 20170623
LIVES = 12
# A busy machine lives fewer of them rather than fail for want of time.
SECONDS = 200

# How much work may be lost, in seconds: one, and what a busy machine needs to write
LOST = 1.0 + 2.0 * desktop.BUSY

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 300, 'gain': 0.3},
    'task': {'targets': [[1.2], [-0.5]]},
}


def gain_in_file():
    with open(path('work.attractor'), encoding='utf-8') as file:
        return json.load(file)['network']['gain']


def live(window, chance, before):
    """Works until the end, and returns the values that the next life may find."""
    slider = window.find('slider', 'Gain g').queryValue()
    steps = [(0.0, before)]
    saved = {gain_in_file()}
    end = time.monotonic() + chance.uniform(0.0, LOST + 2.0)
    if chance.random() < 0.3:
        desktop.keys('ctrl+t')
    while time.monotonic() < end:
        value = round(chance.uniform(0.4, 1.9), 3)
        slider.currentValue = value
        steps.append((time.monotonic(), value))
        if chance.random() < 0.05:
            desktop.keys('ctrl+s')
            saved.add(value)
        time.sleep(0.02)
    # often while something is being written
    if chance.random() < 0.5:
        desktop.keys('ctrl+s')
        saved.add(steps[-1][1])
        time.sleep(chance.uniform(0.0, 0.05))
    window.process.kill()
    killed = time.monotonic()
    window.end()

    first = max(i for i, (moment, _) in enumerate(steps) if moment <= killed - LOST)
    # Keys come later than what is set: whatever was on the slider may have been saved.
    expect(gain_in_file() in saved | {value for _, value in steps}, 'the file is whole')
    return {value for _, value in steps[first:]}


def killed_a_dozen_times():
    chance = random.Random(SEED)
    state = tempfile.mkdtemp(prefix='state-', dir=desktop.folder())
    file = write_file('work.attractor', SMALL)
    possible = {0.3}
    begin = time.monotonic()
    lives = 0
    while lives < LIVES and time.monotonic() - begin < SECONDS:
        window = Window(BINARY, file, state=state)
        try:
            wait_until(f'life {lives + 1} with one of {len(possible)} values, the last of which '
                       f'may be lost', lambda: window.value('Gain g') in possible)
            lives += 1
            possible = live(window, chance, window.value('Gain g'))
        finally:
            window.end()
    print(f'# {lives} lives')
    names = [name for _, _, names in os.walk(state) for name in names]
    expect(not [name for name in names if name.endswith('.unreadable')],
           f'all can be read: {names}')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([killed_a_dozen_times]))
