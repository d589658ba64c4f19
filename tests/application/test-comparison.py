#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives what is pinned for comparison: test-comparison.py PATH-OF-ATTRACTOR"""

import json
import re
import sys

import desktop
from desktop import expect, path, role_of, wait_until, walk, with_window, write_file

BINARY = sys.argv[1]
TIMEOUT = 150

PINNED = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 150, 'gain': 0.7},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 5.0, 'trajectories': 2},
}


def with_pin():
    pins = [{'name': 'Before', 'experiment': {**PINNED, 'network': {'size': 150, 'gain': 0.3}}}]
    return write_file('pinned.attractor', {**PINNED, 'pins': pins})


def table(window):
    """The cells of the table, as a list of names."""
    return [node.name for node, _ in walk(window.find('panel', 'What Differs'))
            if role_of(node) == 'label']


def row(window, title):
    cells = table(window)
    start = cells.index(title) if title in cells else None
    return None if start is None else cells[start + 1:start + 3]


@with_window(BINARY)
def pin_stays_in_figures(window):
    desktop.keys('ctrl+b')
    window.toast('“Pin 1 .*stays')
    desktop.keys('ctrl+shift+b')
    window.find('label', re.compile('^Nothing: all have the same'))
    desktop.keys('alt+1')
    window.slide('Gain g', 1.3)
    wait_until('it is compared', lambda: 'For comparison it also shows: “Pin 1'
               in window.description('Attractors'))
    desktop.keys('ctrl+shift+b')
    wait_until('what differs', lambda: row(window, 'Gain g') == ['1.3', '0.9'])
    expect(row(window, 'Stable in theory') == ['1 of 3, without 0.9; −0.6', '2 of 3, without 0.9'],
           f'{table(window)}')
    for title in ('Neurons', 'Held by the network'):
        expect(title not in table(window), f'what is the same is left out: {title}')

    # Undo takes the steps back one by one: the slider, and then the pin.
    desktop.keys('ctrl+z')
    wait_until('the gain', lambda: window.value('Gain g') == 0.9)
    desktop.keys('ctrl+z')
    wait_until('the document is as it was', lambda: not window.title().startswith('•'))
    desktop.keys('alt+1')
    wait_until('no pin', lambda: 'comparison' not in window.description('Attractors'))


@with_window(BINARY, with_pin)
def pins_are_in_the_file(window):
    desktop.keys('ctrl+shift+b')
    wait_until('the pin', lambda: row(window, 'Gain g') == ['0.7', '0.3'])
    window.press('Measure Before')
    wait_until('its network', lambda: re.match('[0-2] of 2', row(window, 'Held by the network')[1]))

    # A check box to one version of GTK, and a switch to the next
    next(node for node, _ in walk(window.root)
         if node.name == 'Show Before').queryAction().doAction(0)
    desktop.keys('alt+2')
    wait_until('hidden', lambda: 'being computed' not in window.description('Relaxation')
               and 'Before' not in window.description('Relaxation'))
    desktop.keys('ctrl+shift+b')
    window.press('Remove Before')
    wait_until('nothing', lambda: not window.has('push button', 'Remove Before'))
    desktop.keys('ctrl+z')
    wait_until('it again', lambda: row(window, 'Held by the network'))
    expect(re.match('[0-2] of 2', row(window, 'Held by the network')[1]), 'with its network')
    desktop.keys('ctrl+shift+z')
    wait_until('nothing again', lambda: not window.has('push button', 'Remove Before'))
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: not window.title().startswith('•'))
    with open(path('pinned.attractor'), encoding='utf-8') as file:
        expect('pins' not in json.load(file), 'the file has none any more')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        pin_stays_in_figures,
        pins_are_in_the_file,
    ]))
