#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives what is pinned for comparison: test-comparison.py PATH-OF-ATTRACTOR"""

import json
import math
import re
import sys
import time

import desktop
from desktop import expect, path, role_of, wait_until, walk, with_window, write_file

BINARY = sys.argv[1]
TIMEOUT = 240

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
    poles = row(window, 'Leading pole (1/τ)')
    expect(all(re.fullmatch(r'[+−][\d.]+ at 0.9', pole) for pole in poles),
           f'which attractor has it is said: {poles}')
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
    # What is exported has it nevertheless.
    desktop.keys('ctrl+e')
    window.press('Export…')
    window.answer('Save')
    window.toast('Exported “relaxation.svg”')
    with open(path('relaxation.svg'), encoding='utf-8') as file:
        expect('Before' in file.read(), 'the file has the hidden pin')
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


# Minutes long to look at, so that it must be stopped
MEASURED = {**PINNED, 'network': {'size': 500, 'gain': 0.7},
            'simulation': {'duration': 10000.0, 'trajectories': 500}}
# So large that the recurrent weights have no place in any memory
HUGE = {**PINNED, 'network': {'size': 1000000, 'gain': 0.3}}


def with_pins():
    pins = [{'name': 'Long', 'experiment': MEASURED}, {'name': 'Huge', 'experiment': HUGE},
            {'name': 'Short', 'experiment': {**PINNED, 'network': {'size': 100, 'gain': 0.5}}}]
    return write_file('pins.attractor', {**PINNED, 'pins': pins})


def is_focused(window, node):
    return node.getState().contains(window.pyatspi.STATE_FOCUSED)


@with_window(BINARY, with_pins)
def pins_are_measured_and_named(window):
    desktop.keys('ctrl+shift+b')
    window.press('Measure Long')
    window.find('label', re.compile(r'^[A-Z].*, \d+ %$'))
    window.find('progress bar', 'Measuring Long')

    # Why there is nothing to be had of a network is said where it was asked for.
    window.press('Measure Huge')
    why = window.find('label', re.compile('memory')).name
    expect('1000000' in why or '1,000,000' in why or 'Drawing' in why, why)
    window.find('push button', 'Measure Huge')

    # A name that is being written, and the focus, stay while others come to know more.
    entry = window.find('text', 'Name of Short')
    window.press('Measure Short')
    window.focus_on(entry)
    desktop.keys('ctrl+a')
    desktop.write('Small')
    wait_until('its network', lambda: not window.has('progress bar', 'Measuring Short')
               and re.match('[0-2] of 2', table(window)[-1]))
    expect(desktop.text_of(entry) == 'Small' and is_focused(window, entry), 'it is still written')
    desktop.keys('Return')
    window.find('push button', 'Remove Small')
    expect(is_focused(window, entry), 'and the focus is where it was')
    desktop.write('er')
    desktop.keys('ctrl+s')
    window.find('push button', 'Remove Smaller')
    desktop.keys('ctrl+a', 'space', 'Return')
    wait_until('the name that it has', lambda: desktop.text_of(entry) == 'Smaller')
    shown = next(node for node, _ in walk(window.root) if node.name == 'Show Smaller')
    window.focus_on(shown)
    desktop.keys('space')
    time.sleep(desktop.SETTLING)
    expect(is_focused(window, shown), 'a switch keeps the focus')

    expect(window.has('progress bar', 'Measuring Long'), 'the long one goes on')
    # On every page, where it can be paused and stopped
    desktop.keys('alt+2')
    window.find('label', re.compile(r'^Long · [A-Z].*, \d+ %$'))
    window.press_here('Pause Measuring Pins')
    window.find('label', re.compile(r'^Long · Paused: [A-Z].*, \d+ %$'))
    desktop.screenshot('pins-paused')
    window.press_here('Resume Measuring Pins')
    wait_until('it goes on', lambda: not window.has('label', re.compile('^Long · Paused')))
    window.press_here('Stop Measuring Pins')
    wait_until('no bar', lambda: not any(
        node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS).height
        for node in window.search('progress bar', 'Progress of measuring pins')))
    desktop.keys('ctrl+shift+b')
    window.find('push button', 'Measure Long')
    wait_until('no word of it', lambda: not window.has('progress bar', 'Measuring Long'))

    # Where a pin is removed, the focus goes to what stands in its place.
    window.focus('Remove Huge', 'push button')
    for name in ('Remove Smaller', 'Remove Long', 'Pin for Comparison'):
        desktop.keys('space')
        wait_until(f'the focus on “{name}”', lambda name=name: any(
            is_focused(window, node) for node in window.search('push button', name)))


def with_slow_theory():
    targets = [[math.cos(i * j) for j in range(1, 5)] for i in range(32)]
    experiment = {**PINNED, 'network': {'size': 100, 'gain': 1.4}, 'task': {'targets': targets},
                  'probe': {'frequency_points': 500}}
    pins = [{'name': name, 'experiment': {**PINNED, 'network': {'size': 100, 'gain': gain}}}
            for name, gain in (('First', 0.4), ('Second', 0.5), ('Third', 0.6))]
    return write_file('slow.attractor', {**experiment, 'pins': pins})


@with_window(BINARY, with_slow_theory)
def pressing_twice_removes_one_pin(window):
    desktop.keys('ctrl+shift+b')
    action = window.find('push button', 'Remove First').queryAction()
    window.find('push button', 'Remove Third')
    action.doAction(0)
    # as long as the button stays pressed, and less than theory needs
    time.sleep(0.4)
    try:
        action.doAction(0)
    except Exception:  # the button has gone with its row
        pass
    wait_until('its row goes', lambda: not window.has('push button', 'Remove First'))
    for name in ('Second', 'Third'):
        expect(window.has('push button', f'Remove {name}'), f'{name} stays')


# Grows so fast that there is no theory of a large gain
GROWING = {**PINNED, 'network': {'size': 100, 'gain': 0.5, 'seed': 3, 'transfer': {
    'kind': 'formula', 'formula': 'x+0.1*x^3'}}, 'task': {'targets': [[0.8], [-0.5]]}}


@with_window(BINARY, lambda: write_file('growing.attractor', GROWING))
def what_was_known_before_is_not_now(window):
    desktop.keys('ctrl+b')
    window.slide('Gain g', 0.4)
    desktop.keys('ctrl+shift+b')
    wait_until('what differs', lambda: row(window, 'Gain g') == ['0.4', '0.5']
               and '—' not in row(window, 'Leading pole (1/τ)'))
    window.find('spin button', 'Gain g').queryValue().currentValue = 3.0
    wait_until('the present gain', lambda: row(window, 'Gain g') == ['3', '0.5'])
    now, pinned = row(window, 'Leading pole (1/τ)')
    expect(now == '—' != pinned, f'theory has nothing to say now: {now}, {pinned}')
    window.find('spin button', 'Gain g').queryValue().currentValue = 0.4
    wait_until('theory again', lambda: row(window, 'Gain g') == ['0.4', '0.5']
               and '—' not in row(window, 'Leading pole (1/τ)'))


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        pin_stays_in_figures,
        pins_are_in_the_file,
        pins_are_measured_and_named,
        pressing_twice_removes_one_pin,
        what_was_known_before_is_not_now,
    ]))
