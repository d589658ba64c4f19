#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the window that the program begins with: test-welcome.py PATH-OF-ATTRACTOR"""

import os
import re
import subprocess
import sys

import desktop
from desktop import Window, expect, path, role_of, wait_until, walk, write_file

BINARY = sys.argv[1]
TIMEOUT = 200

SMALL = {'format': 'attractor-experiment', 'version': 1, 'network': {'size': 200, 'gain': 0.3}}
RESONANCE = 'A resonance at one attractor only'
# As many as the first run must offer, at least
MIN_EXAMPLES = 8


def with_welcome(function):
    """A test that gets the program as it begins without a file."""
    def test():
        window = Window(BINARY, welcome=True)
        try:
            function(window)
        except Exception:
            desktop.screenshot(function.__name__)
            raise
        finally:
            for line in window.end().splitlines():
                print('# said: ' + line)
    test.__name__ = function.__name__
    return test


def activate(action):
    """As the main menu does."""
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'io.github.attractor.Attractor',
                    '--object-path', '/io/github/attractor/Attractor',
                    '--method', 'org.gtk.Actions.Activate', action, '[]', '{}'],
                   check=True, timeout=20, stdout=subprocess.DEVNULL)


def titles(window):
    return sorted(node.name for node, _ in walk(window.root) if role_of(node) == 'frame')


def examples(window):
    """The cards: the buttons below the list of that name."""
    box = next(node for node, _ in walk(window.root) if node.name == 'Examples'
               and role_of(node) != 'label')
    return [node for node, _ in walk(box) if role_of(node) == 'push button']


def focused(window):
    return next(node for node, _ in walk(window.root)
                if node.getState().contains(window.pyatspi.STATE_FOCUSED))


def is_shown(window, node):
    return node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS).width > 1


@with_welcome
def examples_are_there(window):
    names = [node.name for node in examples(window)]
    expect(len(names) >= MIN_EXAMPLES, f'examples: {names}')
    expect(len(set(names)) == len(names) and all(names), f'each has a name: {names}')
    for node in examples(window):
        expect(len(node.description.split()) > 3, f'{node.name} is described')


@with_welcome
def example_opens_as_copy(window):
    window.leave_welcome(lambda: window.press(RESONANCE))
    wait_until('the copy', lambda: titles(window) == [RESONANCE])
    wait_until('its targets', lambda: window.text('Target 2', 'text') == '1.2')
    wait_until('the theory', lambda: '2 of 3' in window.summary())
    page = next(node for node in window.search('image', 'Frequency response')
                if node.parent.parent.name != 'Overview')
    wait_until('the page that it is about', lambda: is_shown(window, page))

    # It has no file yet, so that saving asks for one.
    desktop.keys('ctrl+s')
    entry = window.find('text', re.compile('^Name')).queryText()
    proposed = entry.getText(0, entry.characterCount)
    expect(proposed == RESONANCE + '.attractor', f'proposed: {proposed}')


@with_welcome
def welcome_comes_back(window):
    """From the main menu, and once at a time."""
    window.leave_welcome(lambda: window.press('New Experiment'))
    wait_until('a new experiment', lambda: titles(window) == ['New Experiment'])
    for _ in range(2):
        activate('welcome')
    wait_until('the welcome', lambda: titles(window) == [desktop.WELCOME, 'New Experiment'])


@with_welcome
def keyboard_begins(window):
    window.focus('New Experiment', 'push button')
    window.leave_welcome(lambda: desktop.keys('Return'))
    wait_until('a new experiment', lambda: titles(window) == ['New Experiment'])


@with_welcome
def keyboard_comes_to_examples(window):
    last = examples(window)[-1]
    window.focus_on(last)
    name = last.name
    window.leave_welcome(lambda: desktop.keys('Return'))
    wait_until('the example', lambda: titles(window) == [name])


@with_welcome
def closing_it_ends_the_program(window):
    desktop.keys('ctrl+w')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')


def recent_files_are_offered():
    for name in ('kept', 'lost'):
        window = Window(BINARY, write_file(name + '.attractor', SMALL))
        try:
            recent = os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel')
            wait_until('the list', lambda name=name: name + '.attractor' in open(recent).read())
        finally:
            window.end()
    os.remove(path('lost.attractor'))

    window = Window(BINARY, welcome=True)
    try:
        window.find('label', 'kept')
        window.find('label', re.compile('^No longer in'))
        window.focus('Remove lost from the List', 'push button')
        desktop.keys('Return')
        wait_until('one less', lambda: not window.has('label', 'lost'))
        wait_until('the list', lambda: 'lost.attractor' not in open(recent).read())
        wait_until('the next has the focus', lambda: focused(window).name == 'kept')
        window.leave_welcome(lambda: desktop.keys('Return'))
        wait_until('the file', lambda: titles(window) == ['kept'])
        wait_until('its gain', lambda: window.value('Gain g') == 0.3)
    finally:
        window.end()


def failed_opening_stays_at_the_beginning():
    """What is asked for there or on the command line, and cannot be opened, is said there."""
    table = write_file('table.csv', 'a,b\n1,2\n')
    window = Window(BINARY, table, welcome=True)
    try:
        wait_until('no other window', lambda: titles(window) == [desktop.WELCOME])
        words = window.find('label', re.compile('table.csv')).name
        expect('no whole experiment' in words, f'the reason: {words}')

        # A file that was recent, and is damaged since
        recent = os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel')
        file = write_file('damaged.attractor', SMALL)
        window.leave_welcome(lambda: subprocess.run([BINARY, file], check=True, timeout=20))
        wait_until('the list', lambda: 'damaged.attractor' in open(recent).read())
    finally:
        window.end()

    write_file('damaged.attractor', '{')
    window = Window(BINARY, welcome=True)
    try:
        window.focus('damaged', 'list item')
        desktop.keys('Return')
        window.find('label', re.compile('damaged.attractor: this is not JSON: it ends in line 1, column 2,'))
        wait_until('no other window', lambda: titles(window) == [desktop.WELCOME])
        write_file('damaged.attractor', SMALL)
        window.leave_welcome(lambda: window.press('Dismiss') or desktop.keys('Return'))
    finally:
        window.end()


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        examples_are_there,
        example_opens_as_copy,
        welcome_comes_back,
        keyboard_begins,
        keyboard_comes_to_examples,
        closing_it_ends_the_program,
        recent_files_are_offered,
        failed_opening_stays_at_the_beginning,
    ]))
