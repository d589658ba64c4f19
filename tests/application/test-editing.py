#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives undo, redo and the entries: test-editing.py PATH-OF-ATTRACTOR"""

import json
import re
import sys
import time

import desktop
from desktop import expect, wait_until, write_file

BINARY = sys.argv[1]
TIMEOUT = 280


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def is_sensitive(window, name):
    state = window.find('push button', name).getState()
    return state.contains(window.pyatspi.STATE_SENSITIVE)


@with_window()
def changes_are_undone(window):
    expect(not is_sensitive(window, 'Undo'), 'nothing to undo yet')
    window.enter('Gain g', '0.5')
    wait_until('the gain', lambda: window.value('Gain g') == 0.5)
    window.press('Add Target')
    window.find('text', 'Target 4')
    desktop.keys('ctrl+z')
    wait_until('three targets', lambda: not window.has('text', 'Target 4'))
    expect(window.value('Gain g') == 0.5, 'one step at a time')
    window.press('Undo')
    wait_until('the default', lambda: window.value('Gain g') == 0.9)
    expect(not window.title().startswith('•'), 'nothing is left to save')
    wait_until('no more', lambda: not is_sensitive(window, 'Undo'))
    desktop.keys('ctrl+shift+z')
    wait_until('the gain again', lambda: window.value('Gain g') == 0.5)
    window.press('Redo')
    window.find('text', 'Target 4')
    expect(window.title().startswith('•'), 'there are changes again')


@with_window()
def quick_steps_are_undone_together(window):
    window.focus('Gain g', 'spin button')
    for _ in range(5):
        desktop.keys('Up')
    wait_until('five steps', lambda: abs(window.value('Gain g') - 0.95) < 1e-9)
    # Longer than what counts as one go
    time.sleep(1.0)
    desktop.keys('Up')
    wait_until('one more', lambda: abs(window.value('Gain g') - 0.96) < 1e-9)
    desktop.keys('ctrl+z')
    wait_until('the last one', lambda: abs(window.value('Gain g') - 0.95) < 1e-9)
    desktop.keys('ctrl+z')
    wait_until('all of the others', lambda: window.value('Gain g') == 0.9)


@with_window()
def what_is_in_sight_is_undone(window):
    window.focus_on(next(node for node in window.search('image', 'Attractors')
                         if node.parent.parent.name != 'Overview'))
    desktop.keys('plus')
    wait_until('a step', lambda: is_sensitive(window, 'Undo'))
    expect(not window.title().startswith('•'), 'the document is as it was')
    # Longer than what counts as one go
    time.sleep(1.0)
    window.slide('Gain g', 0.5)
    wait_until('the gain', lambda: window.value('Gain g') == 0.5)
    desktop.keys('ctrl+z')
    wait_until('the default', lambda: window.value('Gain g') == 0.9)
    expect(is_sensitive(window, 'Undo'), 'there is the view to undo')
    desktop.keys('ctrl+z')
    wait_until('all is undone', lambda: not is_sensitive(window, 'Undo'))
    expect(is_sensitive(window, 'Redo'), 'and can be done again')


@with_window(lambda: write_file('kept.attractor', {
    'format': 'attractor-experiment', 'version': 1, 'network': {'gain': 0.7}}))
def undo_survives_a_save(window):
    window.enter('Gain g', '0.5')
    wait_until('the gain', lambda: window.title() == '• kept')
    desktop.keys('ctrl+s')
    wait_until('the file', lambda: window.title() == 'kept')
    desktop.keys('ctrl+z')
    wait_until('what was there before', lambda: window.value('Gain g') == 0.7)
    expect(window.title() == '• kept', 'which is not in the file any more')
    desktop.keys('ctrl+shift+z')
    wait_until('what was saved', lambda: window.value('Gain g') == 0.5)
    wait_until('nothing to save', lambda: window.title() == 'kept')


WRITTEN = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 100, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 5.0, 'trajectories': 2},
}


def write_into(window, name, text, role='spin button'):
    """Without Return, and without leaving the entry."""
    window.focus(name, role)
    desktop.keys('ctrl+a')
    desktop.write(text)
    wait_until('what is written', lambda: window.text(name, role) == text)


def read_written():
    with open(desktop.path('written.attractor'), encoding='utf-8') as file:
        return json.load(file)


@with_window(lambda: write_file('written.attractor', WRITTEN))
def what_is_being_written_counts(window):
    write_into(window, 'Gain g', '0.93')
    desktop.keys('ctrl+s')
    wait_until('the number in the file', lambda: read_written()['network']['gain'] == 0.93)
    wait_until('nothing to save', lambda: window.title() == 'written')
    expect(window.find('spin button', 'Gain g').getState().contains(window.pyatspi.STATE_FOCUSED),
           'the focus stays')
    desktop.keys('End')
    desktop.write('5')
    wait_until('more of it', lambda: window.text('Gain g') == '0.935')

    # What is refused is not passed over, and the next time it is no longer there.
    write_into(window, 'Gain g', 'much')
    desktop.keys('ctrl+s')
    window.find('label', re.compile('“much” is not a number'))
    time.sleep(desktop.SETTLING)
    expect(read_written()['network']['gain'] == 0.93, 'nothing is saved')
    desktop.keys('ctrl+s')
    wait_until('what it was before', lambda: read_written()['network']['gain'] == 0.93
               and window.text('Gain g') == '0.93' and window.title() == 'written')

    write_into(window, 'Target 2', '-0.75', 'text')
    desktop.keys('ctrl+t')
    wait_until('the target', lambda: window.title().startswith('•'))
    desktop.keys('alt+7')
    wait_until('the network', lambda: window.has('label', 'Run 1: done'))
    wait_until('its target', lambda: any('−0.75' in cell for cell in window.findings()))
    write_into(window, 'Seed', '12')
    desktop.keys('ctrl+w')
    window.answer('Cancel')
    expect(window.value('Seed') == 12, 'and is asked about at the end')
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: window.title() == 'written')
    write_into(window, 'Seed', '13')
    desktop.keys('ctrl+w')
    window.answer('Cancel')
    expect(window.title().startswith('•'), 'even if that is all there is to save')


FORMULA = {'format': 'attractor-experiment', 'version': 1,
           'network': {'transfer': {'kind': 'formula', 'formula': 'tanh(x)'}}}


def picture(window):
    return window.find('image', 'Transfer function').description


@with_window(lambda: write_file('formula.attractor', FORMULA))
def formula_is_checked_while_it_is_written(window):
    expect('between −0.999 and 0.999' in picture(window), picture(window))
    entry = window.find('text', 'Formula')
    window.focus_on(entry)
    desktop.keys('ctrl+a')
    desktop.write('2*erf(x')
    window.find('label', re.compile(r'at character 8: .*parenthesis.*tanh\(x\)'))
    expect(not window.title().startswith('•'), 'what is wrong is not applied')
    wait_until('the function that is used', lambda: 'between −0.999 and 0.999' in picture(window))
    desktop.write(')')
    wait_until('no error', lambda: not window.has('label', re.compile('at character')))
    wait_until('the picture', lambda: 'between −2 and 2' in picture(window))
    expect(not window.title().startswith('•'), 'nor what is not yet complete')
    desktop.keys('Return')
    wait_until('the change', lambda: window.title().startswith('•'))
    desktop.write('+')
    window.find('label', re.compile('at character'))
    desktop.keys('Escape')
    wait_until('the last good one', lambda: desktop.text_of(entry) == '2*erf(x)')
    window.press('Reset Formula to tanh(x)')
    wait_until('the default', lambda: desktop.text_of(entry) == 'tanh(x)')
    window.press('Reset Transfer function φ to Hyperbolic tangent')
    wait_until('no formula', lambda: not window.has('text', 'Formula'))


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        changes_are_undone,
        quick_steps_are_undone_together,
        what_is_in_sight_is_undone,
        undo_survives_a_save,
        what_is_being_written_counts,
        formula_is_checked_while_it_is_written,
    ]))
