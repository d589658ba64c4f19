#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the overview and the figures' own windows: test-views.py PATH-OF-ATTRACTOR"""

import os
import re
import subprocess
import sys
import tempfile

import desktop
from desktop import expect, role_of, wait_until, walk, with_window
from plots import Figure

BINARY = sys.argv[1]
TIMEOUT = 200
NOTES = 'What this experiment shows'
MAIN_FIGURES = {'Attractors', 'Relaxation', 'Frequency response', 'Spectrum'}


def in_overview(window):
    """The names of the figures in the overview, and their descriptions."""
    return {node.name: node.description for node, _ in walk(window.find('panel', 'Overview'))
            if role_of(node) == 'image' and node.name in MAIN_FIGURES}


def spectra(window):
    """The descriptions of all figures of the spectrum that have been in sight."""
    return [node.description for node in window.search('image', 'Spectrum')
            if 'being computed' not in node.description]


@with_window(BINARY)
def overview_has_four_figures(window):
    told_unseen = window.has('panel', 'Overview')  # not by later versions of GTK
    if told_unseen:
        expect(all('being computed' in text for text in in_overview(window).values()),
               'nothing for nobody')
    desktop.keys('alt+0')
    expect(set(in_overview(window)) == MAIN_FIGURES, 'the main figures')
    wait_until('four figures', lambda: all('being computed' not in text
                                           for text in in_overview(window).values()))
    before = in_overview(window)
    window.slide('Gain g', 1.3)
    wait_until('all follow', lambda: all(text != before[name]
                                         for name, text in in_overview(window).items()))
    if told_unseen:
        expect('being computed' in window.description('Relaxation'), 'the others are not made')
    window.press('Relaxation in Full Size')
    wait_until('its page', lambda: 'being computed' not in window.description('Relaxation'))


@with_window(BINARY)
def figure_has_window_of_its_own(window):
    desktop.keys('alt+0')
    window.press('Spectrum in a Window of Its Own')
    own = wait_until('its window', lambda: window.windows() - window.main_windows)
    wait_until('two spectra', lambda: len(spectra(window)) == 2)
    window.find('frame', re.compile('^Spectrum – New Experiment'))

    # Both follow the parameters, and its keys are those of the window it came from.
    before = spectra(window)
    window.slide('Gain g', 1.3)
    wait_until('new figures', lambda: not set(before) & set(spectra(window)))
    subprocess.run(['xdotool', 'windowfocus', '--sync', *own], check=True, timeout=10)
    desktop.keys('ctrl+z')
    wait_until('undone', lambda: window.value('Gain g') == 0.9)
    desktop.keys('ctrl+t')
    window.find('push button', 'Stop')
    desktop.keys('ctrl+t')
    window.find('push button', 'Train')

    # Another one goes by itself, and the last goes with the document's window.
    desktop.keys('ctrl+w')
    wait_until('it is closed', lambda: window.windows() == window.main_windows)
    desktop.keys('ctrl+d')
    own = wait_until('another window', lambda: window.windows() - window.main_windows)
    subprocess.run(['xdotool', 'windowfocus', '--sync', *own], check=True, timeout=10)
    desktop.keys('ctrl+q')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')


def remembered(state):
    """What is kept of how the document was looked at last."""
    with open(os.path.join(state, 'attractor', 'views.ini'), encoding='utf-8') as file:
        return dict(line.strip().split('=', 1) for line in file if '=' in line)


def notes_in_sight(window):
    return [node.name for node in window.search('label', NOTES)
            if node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS).height]


@with_window(BINARY, lambda: desktop.write_file('notes.attractor', {
    'format': 'attractor-experiment', 'version': 1, 'notes': NOTES}))
def notes_are_above_the_figures(window):
    wait_until('the notes', lambda: notes_in_sight(window))
    window.press('Hide Notes')
    wait_until('no notes', lambda: not notes_in_sight(window))
    desktop.keys('F10')
    window.find_item('Notes above the Figures').queryAction().doAction(0)
    wait_until('the notes again', lambda: notes_in_sight(window))


def document_is_shown_as_it_was_left():
    state = tempfile.mkdtemp(prefix='state-', dir=desktop.folder())
    file = desktop.write_file('left.attractor', {
        'format': 'attractor-experiment', 'version': 1, 'notes': NOTES})
    for turn in range(2):
        window = desktop.Window(BINARY, file, state=state)
        try:
            if turn == 0:
                window.press('Hide Notes')
                desktop.keys('alt+3')
                window.description('Frequency response')
                window.focus_on(next(
                    node for node in window.search('image', 'Frequency response')
                    if node.parent.parent.name != 'Overview'))
                desktop.keys('plus')
            wait_until('the page', lambda: any(
                node.getState().contains(window.pyatspi.STATE_SELECTED)
                for node in window.search('page tab', 'Frequency response')))
            desktop.keys('ctrl+q')
            expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')
        finally:
            for line in window.end().splitlines():
                print('# said: ' + line)
        now = remembered(state)
        expect(now['page'] == 'frequency-response' and 'across' in now['frequency-response'],
               f'what was in sight is kept: {now}')
        expect(now['notes'] == 'away', f'and that the notes were put away: {now}')
        expect(turn == 0 or now == before, f'and comes again: {now}')
        before = now


def focused(window):
    return [node.name for node, _ in walk(window.root)
            if node.getState().contains(window.pyatspi.STATE_FOCUSED)]


@with_window(BINARY)
def focus_goes_with_the_page(window):
    """By keys from page to page: the focus is in the figure, or stays where it was outside."""
    Figure(window, 'Attractors').focus()
    wait_until('the focus in the figure', lambda: 'Attractors' in focused(window))
    for number, name in ((3, 'Frequency response'), (4, 'Spectrum'), (7, 'Training'), (6, 'Sweep'),
                         (1, 'Attractors')):
        desktop.keys(f'alt+{number}')
        wait_until(f'the focus in {name}', lambda name=name: name in focused(window))
    # The overview has buttons first, and these are in it.
    desktop.keys('alt+0')
    wait_until('the focus in the overview', lambda: any(
        re.search('Full Size|Window of Its Own', name) or name in MAIN_FIGURES
        for name in focused(window)))
    desktop.keys('alt+2')
    wait_until('the focus in the next', lambda: 'Relaxation' in focused(window))
    window.focus('Gain g', 'spin button')
    desktop.keys('alt+3')
    wait_until('the page', lambda: window.description('Frequency response'))
    expect('Gain g' in focused(window), f'it stays outside: {focused(window)}')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        overview_has_four_figures,
        figure_has_window_of_its_own,
        notes_are_above_the_figures,
        document_is_shown_as_it_was_left,
        focus_goes_with_the_page,
    ]))
