#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the preferences and looks for their effects: test-preferences.py PATH-OF-ATTRACTOR"""

import re
import sys

import desktop
from desktop import expect, role_of, wait_until, walk, write_file

BINARY = sys.argv[1]
TIMEOUT = 200

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 400, 'gain': 0.9},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}
# In GiB, of which a network of 2000 neurons needs more
TOO_LITTLE = 0.01
SWITCH = 'Train when parameters rest'


def with_window(function):
    return desktop.with_window(BINARY, lambda: write_file('small.attractor', SMALL))(function)


def open_preferences(window):
    desktop.keys('ctrl+comma')
    return window.find('spin button', 'Significant digits')


def significant(text):
    """How many significant digits a number below 1 is written with."""
    return len(text.partition('.')[2].lstrip('0'))


@with_window
def digits_are_those_of_findings(window):
    """The tables follow at once, and the main window stays usable."""
    cells = [cell for cell in window.findings() if re.match(r'[+−]?0\.\d+$', cell)]
    expect(cells and max(map(significant, cells)) == 4, f'to begin with: {cells}')
    open_preferences(window).queryValue().currentValue = 7
    wait_until('more digits', lambda: any(significant(cell) == 7 for cell in window.findings()
                                          if re.match(r'[+−]?0\.\d+$', cell)))
    window.slide('Gain g', 1.3)
    wait_until('the theory', lambda: '1 of 3' in window.summary())


@with_window
def memory_has_a_limit(window):
    window.enter('Neurons', '2000')
    wait_until('the neurons', lambda: window.value('Neurons') == 2000)
    open_preferences(window)
    window.find('spin button', 'Memory limit').queryValue().currentValue = TOO_LITTLE
    desktop.keys('Escape')
    window.press('Train')
    words = window.toast('may be used')
    expect('Neurons is 2000' in words, words)


@with_window
def training_follows_rest(window):
    open_preferences(window)
    # A check box to one version of GTK, and a switch to the next
    role = wait_until('the switch', lambda: next(
        role for role in ('check box', 'switch') if window.has(role, SWITCH)))
    window.press(SWITCH, role)
    window.slide('Gain g', 0.5)
    wait_until('a network that nobody asked for',
               lambda: 'The network of 400 neurons' in window.summary(), 90)


@with_window
def everything_is_named_and_explained(window):
    open_preferences(window)
    for name in ('Memory limit', 'Threads', 'Significant digits'):
        node = window.find('spin button', name)
        text = desktop.description_of(node)
        expect(len(text.split()) > 5, f'{name} is explained: {text!r}')
    frame = next(node for node, _ in walk(window.root) if node.name == 'Preferences')
    unnamed = [role_of(node) for node, _ in walk(frame)
               if role_of(node) in ('push button', 'spin button', 'combo box', 'toggle button')
               and (not node.name or desktop.TYPE_NAME.match(node.name))]
    expect(not unnamed, f'without a name: {unnamed}')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        digits_are_those_of_findings,
        memory_has_a_limit,
        training_follows_rest,
        everything_is_named_and_explained,
    ]))
