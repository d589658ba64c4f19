#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the preferences and looks for their effects: test-preferences.py PATH-OF-ATTRACTOR"""

import os
import re
import subprocess
import sys
import time

import desktop
from desktop import expect, role_of, wait_until, walk, write_file

BINARY = sys.argv[1]
TIMEOUT = 260

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 400, 'gain': 0.9},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}
# In GiB, of which a network of 2000 neurons needs more
TOO_LITTLE = 0.01
SWITCH = 'Train when parameters rest'
HELPER = 'rc-parallel'  # how the engine calls its threads
THREADS = 4


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


def choose(window, name, place):
    """Chooses from a list of the preferences, and closes them."""
    desktop.keys('ctrl+comma')
    window.focus(name, 'combo box')
    desktop.keys('space')
    time.sleep(desktop.SETTLING)
    for key in ['Home'] + place * ['Down'] + ['Return']:
        desktop.keys(key)
        time.sleep(desktop.SETTLING)
    window.end_dialog(lambda: desktop.keys('Escape'))


def picture(window, *options):
    """The main window's pixels."""
    main = next(iter(window.main_windows & window.windows()))
    return subprocess.run(['import', '-window', main, *options], check=True, timeout=20,
                          capture_output=True).stdout


def brightness(window):
    """Of the window as a whole, from 0 to 1."""
    pixel = picture(window, '-colorspace', 'Gray', '-resize', '1x1!', '-depth', '8', 'gray:-')
    return pixel[0] / 255


def ink(window):
    """How much of the window is darker than its background."""
    pixels = picture(window, '-colorspace', 'Gray', '-depth', '8', 'gray:-')
    return sum(255 - pixel for pixel in pixels) / 255


@with_window
def style_is_seen(window):
    wait_until('a light window', lambda: brightness(window) > 0.75)
    choose(window, 'Style', 2)
    wait_until('a dark window', lambda: brightness(window) < 0.4)
    choose(window, 'Style', 1)
    wait_until('a light window', lambda: brightness(window) > 0.75)


@with_window
def colors_are_seen(window):
    """With high contrast, lines are heavier."""
    def drawn():
        """When nothing changes any more."""
        before = ink(window)
        time.sleep(desktop.SETTLING)
        return before == ink(window) and before
    usual = wait_until('the figure', drawn)
    choose(window, 'Colours of figures', 1)
    wait_until('heavier lines', lambda: drawn() > 1.01 * usual)
    choose(window, 'Colours of figures', 0)
    wait_until('the figure as before', lambda: abs(drawn() / usual - 1) < 0.005)


def count_helpers(window):
    """How many threads help the one that trains."""
    tasks = f'/proc/{window.process.pid}/task'
    n = 0
    for task in os.listdir(tasks):
        try:
            with open(f'{tasks}/{task}/comm', encoding='utf-8') as file:
                n += file.read().strip() == HELPER
        except OSError:  # it is done
            continue
    return n


def most_helpers(window, threads):
    """The most that are seen at a time while a network is trained and measured."""
    open_preferences(window)
    window.find('spin button', 'Threads').queryValue().currentValue = threads
    window.end_dialog(lambda: desktop.keys('Escape'))
    window.press('Train')
    seen = []

    def over():
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            seen.append(count_helpers(window))
        return not window.has('progress bar', 'Progress of the run')
    window.find('progress bar', 'Progress of the run')
    wait_until('the end of the run', over, 120)
    return max(seen)


@desktop.with_window(BINARY, lambda: write_file('threads.attractor', SMALL | {
    'network': {'size': 1200, 'gain': 0.9}}))
def threads_are_as_many(window):
    alone = most_helpers(window, 1)
    expect(alone == 0, f'of one thread {alone} help')
    several = most_helpers(window, THREADS)
    # one that is done may still be seen beside the one that took its place
    expect(1 < several < 2 * THREADS, f'of {THREADS} threads {several} help')


def first_turn(window):
    """Sets each of the preferences to something else than it is to begin with."""
    choose(window, 'Style', 2)
    choose(window, 'Colours of figures', 1)
    open_preferences(window).queryValue().currentValue = 6
    window.find('spin button', 'Threads').queryValue().currentValue = 1
    window.find('spin button', 'Memory limit').queryValue().currentValue = TOO_LITTLE
    window.end_dialog(lambda: desktop.keys('Escape'))


def second_turn(window):
    """They are as they were left, in the dialog and in effect."""
    wait_until('a dark window', lambda: brightness(window) < 0.4)
    expect(any(significant(cell) == 6 for cell in window.findings()
               if re.match(r'[+−]?0\.\d+$', cell)), f'six digits: {window.findings()}')
    digits = open_preferences(window).queryValue().currentValue
    threads = window.find('spin button', 'Threads').queryValue().currentValue
    memory = window.find('spin button', 'Memory limit').queryValue().currentValue
    expect((digits, threads, memory) == (6, 1, TOO_LITTLE), f'{digits}, {threads}, {memory}')
    window.find('label', 'High Contrast')  # the colours of figures
    window.end_dialog(lambda: desktop.keys('Escape'))


def preferences_survive_a_restart():
    file = write_file('kept.attractor', SMALL)
    before = os.environ['GSETTINGS_BACKEND']
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    try:
        for turn in (first_turn, second_turn):
            window = desktop.Window(BINARY, file)
            try:
                turn(window)
                if turn is first_turn:
                    desktop.keys('ctrl+q')
                    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')
            finally:
                for line in window.end().splitlines():
                    print('# said: ' + line)
    finally:
        os.environ['GSETTINGS_BACKEND'] = before


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
        style_is_seen,
        colors_are_seen,
        threads_are_as_many,
        preferences_survive_a_restart,
        everything_is_named_and_explained,
    ]))
