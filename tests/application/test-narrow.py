#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where one is, also in a window as narrow as a phone: test-narrow.py PATH-OF-ATTRACTOR"""

import os
import re
import subprocess
import sys

import desktop
from desktop import Window, expect, role_of, wait_until, walk
from plots import Figure

TIMEOUT = 200
NARROW = 360
HALF_WAY = 460
LARGE = 2.0
LINE = 20  # pixels that a line of usual text is high, about
EXPERIMENT = {'format': 'attractor-experiment', 'version': 1, 'network': {'size': 4000}}


def extents(window, node):
    return node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS)


def tabs(window):
    """Those of the switcher in sight, and the one that is chosen."""
    nodes = [node for node, _ in walk(window.root)
             if role_of(node) == 'page tab' and extents(window, node).height > 0]
    return ([node.name for node in nodes],
            [node.name for node in nodes
             if node.getState().contains(window.pyatspi.STATE_SELECTED)])


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('tabs.attractor', EXPERIMENT))
def page_outside_the_switcher_has_a_tab(window):
    usual = wait_until('tabs', lambda: len(tabs(window)[0]) == 5 and tabs(window)[0])
    for key, name in (('alt+6', 'Sweep'), ('ctrl+shift+b', 'Comparison'), ('alt+8', 'Neurons')):
        desktop.keys(key)
        wait_until(f'a tab of {name}',
                   lambda name=name: tabs(window) == (usual[:-1] + [name], [name]))
    desktop.keys('alt+1')
    wait_until('the usual tabs', lambda: tabs(window) == (usual, usual[1:2]))


def width(window):
    return extents(window, window.frame()).width


def make_narrow(window):
    active = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True,
                            check=True).stdout.strip()
    # Not at once: words give way to icons on the way, and the window can be as narrow then.
    for wanted in (HALF_WAY, NARROW):
        subprocess.run(['xdotool', 'windowsize', active, str(wanted), '760'], check=True)
        wait_until('a narrow window', lambda wanted=wanted: width(window) <= wanted)


def is_narrow(window):
    make_narrow(window)
    for number in range(9):
        desktop.keys(f'alt+{number}')
        wait_until('the tab of the page', lambda: tabs(window)[1])
        expect(width(window) <= NARROW, f'page {number} makes the window {width(window)} wide')
    desktop.keys('ctrl+t')
    wait_until('a run', lambda: any(
        extents(window, node).height for node in window.search('progress bar', re.compile('.'))))
    expect(width(window) <= NARROW, f'a run makes the window {width(window)} wide')


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('point.attractor', EXPERIMENT))
def point_that_is_read_out_asks_for_no_room(window):
    desktop.keys('alt+3')
    figure = Figure(window, 'Frequency response')
    figure.focus()
    for _ in range(4):
        desktop.keys('ctrl+Right')
    wait_until('the read-out', lambda: 'ω = ' in figure.readout())
    is_narrow(window)


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('folded.attractor', EXPERIMENT))
def what_is_folded_away_does_not_get_the_focus(window):
    before = window.summary()
    window.slide('Gain g', 1.45)
    wait_until('other findings', lambda: window.summary() not in ('', before))
    make_narrow(window)
    desktop.keys('ctrl+z')
    wait_until('the findings of before', lambda: window.summary() == before)
    for key in ('Tab', 'Down', 'Tab', 'Up') * 15:
        desktop.keys(key)
    expect(window.summary(), 'the window is still there')


def in_language(language, words):
    """A test that the window is as narrow, with a word that tells whether it is that language.
    Newer C libraries translate nothing in the locale C.UTF-8."""
    def test():
        os.environ.update(desktop.make_locale(language))
        window = Window(sys.argv[1], desktop.write_file(f'{language}.attractor', EXPERIMENT),
                        welcome=True)
        try:
            window.find('push button', words)
            is_narrow(window)
        finally:
            for line in window.end().splitlines():
                print('# said: ' + line)
    test.__name__ = f'narrow_window_in_{language}'
    return test


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('large.attractor', EXPERIMENT))
def narrow_window_with_large_text(window):
    label = window.find('label', 'Connection density p')
    height = extents(window, label).height
    expect(height < 2 * LINE * LARGE, f'words are not broken: a label is {height} high')
    is_narrow(window)
    window.press('Findings')
    wait_until('findings', lambda: window.find_here('push button', 'Copy Findings'))
    expect(width(window) <= NARROW, f'findings make the window {width(window)} wide')
    # With a pin, and while it is measured
    desktop.keys('ctrl+b', 'ctrl+shift+b')
    measure = window.find('push button', re.compile('^Measure Pin 1'))
    desktop.screenshot('narrow-pin')
    expect(width(window) <= NARROW, f'a pin makes the window {width(window)} wide')
    measure.queryAction().doAction(0)
    wait_until('it is told', lambda: window.find_here('progress bar', 'Progress of measuring pins'))
    desktop.screenshot('narrow-pin-measured')
    expect(width(window) <= NARROW, f'measuring it makes the window {width(window)} wide')


def words_of_tabs(window):
    """What is written on the tabs in sight; each has it twice, beside and below its picture."""
    return {node.name for tab, _ in walk(window.root)
            if role_of(tab) == 'page tab' and extents(window, tab).height > 0
            for node, _ in walk(tab) if role_of(node) == 'label' and extents(window, node).height > 0}


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('words.attractor', EXPERIMENT))
def tabs_have_words_where_there_is_room(window):
    make_narrow(window)
    # Where a title has no room there is a shorter word.
    wait_until('words', lambda: {'Overview', 'Attractors', 'Relaxation', 'Response',
                                 'Spectrum'} <= words_of_tabs(window))


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('pictures.attractor', EXPERIMENT))
def tabs_have_pictures_alone_with_large_text(window):
    make_narrow(window)
    names = wait_until('tabs', lambda: len(tabs(window)[0]) == 5 and tabs(window)[0])
    wait_until('no words', lambda: not words_of_tabs(window))
    expect('Relaxation' in names, f'tabs keep their names: {names}')


@desktop.with_window(sys.argv[1], lambda: desktop.write_file('message.attractor', EXPERIMENT))
def message_wraps(window):
    make_narrow(window)
    desktop.keys('ctrl+b')
    message = window.find('label', re.compile('stays in the figures for comparison'))
    box = wait_until('its place', lambda: extents(window, message).height
                     and extents(window, message))
    expect(box.x + box.width < NARROW, f'the message ends at {box.x + box.width}')
    desktop.screenshot('narrow-message')
    tops = [extents(window, node).y for node, _ in walk(window.root)
            if role_of(node) == 'page tab' and extents(window, node).height > 0]
    expect(box.y + box.height <= max(tops), f'it is above the tabs: {box.y + box.height}, {tops}')


def first_page_with_large_text():
    window = Window(sys.argv[1], welcome=True)
    try:
        make_narrow(window)
    finally:
        for line in window.end().splitlines():
            print('# said: ' + line)


def with_large_text(test):
    def enlarged():
        desktop.enlarge_text(LARGE)
        try:
            test()
        finally:
            desktop.enlarge_text(1)
    enlarged.__name__ = test.__name__
    return enlarged


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        page_outside_the_switcher_has_a_tab,
        point_that_is_read_out_asks_for_no_room,
        what_is_folded_away_does_not_get_the_focus,
        with_large_text(first_page_with_large_text),
        with_large_text(narrow_window_with_large_text),
        tabs_have_words_where_there_is_room,
        with_large_text(tabs_have_pictures_alone_with_large_text),
        message_wraps,
        with_large_text(message_wraps),
        in_language('en_GB', 'Train'),
        in_language('de_DE', 'Trainieren'),
    ]))
