#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the dialog that exports figures: test-export.py PATH-OF-ATTRACTOR"""

import math
import os
import re
import subprocess
import sys
import time

import desktop
from desktop import expect, path, wait_until, write_file

BINARY = sys.argv[1]
TIMEOUT = 280

WORDS = ' '.join(['A title of so many words that no page has room for all of them,'] * 12)

CROWDED = {
    'format': 'attractor-experiment', 'version': 1, 'title': WORDS, 'notes': '',
    'network': {'size': 200, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
}


def crowded():
    return write_file('crowded.attractor', CROWDED)


def go_to_window(window):
    main = next(iter(window.main_windows & window.windows()))
    subprocess.run(['xdotool', 'windowactivate', '--sync', main], check=True, timeout=20)


def dialog(window):
    desktop.keys('alt+3')
    wait_until('the page', lambda: 'being computed' not in window.description('Frequency response'))
    # Where two windows go at once, openbox may leave the focus with neither.
    go_to_window(window)
    desktop.keys('ctrl+e')
    return window.find('push button', 'Export…')


def press_title(window):
    role = wait_until('the switch', lambda: next(
        role for role in ('check box', 'switch') if window.has(role, 'Title')))
    window.focus('Title', role)
    desktop.keys('space')


def is_sensitive(window, control):
    return control.getState().contains(window.pyatspi.STATE_SENSITIVE)


@desktop.with_window(BINARY, crowded)
def what_has_no_room_is_told(window):
    export = dialog(window)
    wait_until('the focus', lambda: export.getState().contains(window.pyatspi.STATE_FOCUSED))
    expect(not window.has('label', re.compile('There is no room')), 'nothing is missing at first')
    press_title(window)
    remark = window.find('label', re.compile('There is no room'))
    expect('the end of the title “A title of so many words' in remark.name, remark.name)
    expect(is_sensitive(window, export), 'the figure can be read without')
    desktop.screenshot('export-warning')

    # What it said before, it says after.
    window.press('Export…')
    entry = window.find('text', re.compile('^Name'))
    entry.queryEditableText().setTextContents(path('crowded.svg'))
    window.answer('Save')
    words = window.toast('Exported “crowded.svg”')
    expect('left out for want of room: the end of the title' in words, words)
    with open(path('crowded.svg'), encoding='utf-8') as file:
        expect('Left out for want of room: the end of the title' in file.read(), 'the file says so')

    # With no title there is nothing that has no room.
    export = dialog(window)
    press_title(window)
    window.find('label', re.compile('There is no room'))
    press_title(window)
    wait_until('no remark', lambda: not window.has('label', re.compile('There is no room')))

    # The chooser does not ask about a name that gets its ending here.
    write_file('crowded.svg', 'precious')
    for answer in (lambda: desktop.keys('Escape'), lambda: window.press_here('Replace')):
        expect('precious' in read('crowded.svg'), 'nothing is replaced unasked')
        # The chooser goes alone: the dialog that it belongs to stays.
        main, window.main_windows = window.main_windows, window.windows()
        window.press('Export…')
        entry = window.find('text', re.compile('^Name'))
        entry.queryEditableText().setTextContents(path('crowded'))
        window.answer('Save')
        window.main_windows = main
        window.find('label', re.compile('^A file named “crowded.svg” already exists'))
        answer()
        wait_until('no question', lambda: not window.has('label', re.compile('already exists')))
    window.toast('Exported “crowded.svg”')
    expect('</svg>' in read('crowded.svg'), 'it is the figure')


SMALL = {**CROWDED, 'title': '', 'network': {'size': 60, 'gain': 0.7, 'seed': 3}}
NAMES = ['attractors', 'frequency-response', 'neurons', 'relaxation', 'spectrum', 'sweep',
         'time-constants', 'training']


def small():
    return write_file('small.attractor', SMALL)


def read(name):
    with open(path(name), encoding='utf-8') as file:
        return file.read()


def switch(window, name):
    return wait_until(f'the switch “{name.pattern}”', lambda: next(
        node for role in ('check box', 'switch', 'toggle button')
        for node in window.search(role, name)))


def choose_folder(window):
    window.press_here('Export…')
    window.press_here('Export')


@desktop.with_window(BINARY, small)
def all_figures_are_whole_and_replace_nothing_unasked(window):
    """Those that were never in sight are computed before they are written."""
    mine = ['sweep.svg', 'attractors.svg', 'training.svg', 'neurons.svg', 'spectrum.svg',
            'relaxation.svg']
    for name in mine:
        write_file(name, 'precious')
    # A number that is being written is entered, and what is exported is of that.
    window.focus('Gain g', 'spin button')
    desktop.keys('ctrl+a')
    desktop.write('0.55')
    desktop.keys('ctrl+e')
    window.find('push button', 'Export…')
    switch(window, re.compile('^All figures')).queryAction().doAction(0)
    choose_folder(window)
    question = window.find('label', re.compile('In this folder there are already: .* and 2 more'))
    expect(sum(name in question.name for name in mine) == 4, question.name)
    desktop.screenshot('export-replace')
    desktop.keys('Escape')
    wait_until('no question', lambda: not window.has('label', re.compile('there are already')))
    expect(all(read(name) == 'precious' for name in mine), 'nothing is replaced')

    choose_folder(window)
    window.press_here('Replace')
    window.toast('^Exported 8 figures to “')
    for name in NAMES:
        text = read(name + '.svg')
        expect(text.startswith('<?xml') and text.rstrip().endswith('</svg>'), f'{name} is whole')
        expect('being computed' not in text.lower(), f'{name} is not still being computed')
        expect('&quot;gain&quot;: 0.55,' in text, f'{name} is of what was written last')


# Theory of so many targets takes its time; of a large gain there is none, as it grows so fast.
GROWING = {**SMALL, 'network': {'size': 100, 'gain': 0.3, 'seed': 3, 'transfer': {
    'kind': 'formula', 'formula': 'x+0.1*x^3'}},
    'task': {'targets': [[0.5 * math.cos(i * j) for j in range(1, 5)] for i in range(32)]},
    'probe': {'frequency_points': 500}}
COPIED = 'The figure is in the clipboard'


def growing():
    return write_file('growing.attractor', GROWING)


def in_sight(window, words):
    """How many labels in sight say so."""
    return sum(label.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS).height > 0
               for label in window.search('label', re.compile(words)))


@desktop.with_window(BINARY, growing)
def copying_says_how_it_went(window):
    desktop.keys('alt+3')
    figure = window.find_here('image', 'Frequency response')
    wait_until('the figure', lambda: 'being computed' not in figure.description)
    window.focus_on(figure)
    desktop.keys('ctrl+c')
    window.toast(COPIED)
    wait_until('it is read', lambda: not window.has('label', re.compile(COPIED)))

    # It is made of what was entered last, while theory is still at the one before; that it cannot
    # be had is said where the figure would be, in the findings, and of the copy.
    gain = window.find('spin button', 'Gain g').queryValue()
    gain.currentValue = 0.35
    gain.currentValue = 3.0
    desktop.keys('ctrl+c')
    wait_until('why not', lambda: in_sight(window, '^With gain 3 .* grows without bound') == 3)
    expect(not window.has('label', re.compile(COPIED)), 'nothing was copied')
    desktop.keys('ctrl+c')
    window.toast('There is no figure to copy')


# So many targets that maps take their time
MANY = {**SMALL, 'task': {'targets': [[0.2 + 0.05 * i] for i in range(32)]}}


def many():
    os.mkdir(path('many'))
    return write_file('many/many.attractor', MANY)


@desktop.with_window(BINARY, many)
def export_is_told_and_can_be_stopped(window):
    dialog(window)
    switch(window, re.compile('^All figures')).queryAction().doAction(0)
    choose_folder(window)
    wait_until('it is told', lambda: window.has('label', re.compile(r'^Export · \d of 8 figures$')))
    desktop.screenshot('export-progress')
    window.press_here('Stop the Export')
    words = window.toast('^The export was stopped: ')
    n = int(re.search(r'(\d) of 8', words).group(1))
    expect([os.path.exists(path(f'many/{name}.svg')) for name in NAMES].count(True) == n, words)
    wait_until('it is over', lambda: not window.has('label', re.compile('^Export · ')))


def dialogs(window):
    return [node for node in window.root if node is not None and node.name == 'Export Figure']


def is_modal(window):
    return any(node.getState().contains(window.pyatspi.STATE_MODAL) for node in dialogs(window))


@desktop.with_window(BINARY, small)
def window_stays_usable(window):
    """The dialog is in nobody's way: there is one of it at most, and it goes with the window."""
    dialog(window)
    expect(len(dialogs(window)) == 1 and not is_modal(window), 'it leaves the window usable')
    go_to_window(window)
    desktop.keys('alt+2')
    wait_until('another page', lambda: window.find_here('image', 'Relaxation'))
    desktop.keys('ctrl+e')
    time.sleep(1)
    expect(len(dialogs(window)) == 1, 'another is in its place')
    go_to_window(window)
    desktop.keys('ctrl+w')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'both go')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        what_has_no_room_is_told,
        all_figures_are_whole_and_replace_nothing_unasked,
        export_is_told_and_can_be_stopped,
        window_stays_usable,
        copying_says_how_it_went,
    ]))
