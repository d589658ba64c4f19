#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the running window: test-window.py PATH-OF-ATTRACTOR"""

import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree

import desktop
from desktop import expect, path, wait_until, write_file

BINARY = sys.argv[1]
TIMEOUT = 280

SMALL = {
    'format': 'attractor-experiment', 'version': 1, 'title': 'Small', 'notes': '',
    'network': {'size': 200, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def small():
    return write_file('small.attractor', SMALL)


def type_path(window, button, name):
    """Fills in the dialog that asks where to save."""
    entry = window.find('text', re.compile(r'^Name'))
    entry.queryEditableText().setTextContents(name)
    window.answer(button)


def open_file(window, name):
    """Goes through the dialog that asks which file to open."""
    desktop.keys('ctrl+o')
    button = window.find('push button', 'Open')
    # The slash opens the entry for the rest.
    desktop.keys('slash')
    time.sleep(desktop.SETTLING)
    desktop.keys('End')
    desktop.write(name[1:])
    # What the chooser proposes behind the cursor is not meant.
    time.sleep(desktop.SETTLING)
    desktop.keys('shift+End')
    desktop.keys('Delete')
    wait_until('a path', lambda: button.getState().contains(window.pyatspi.STATE_SENSITIVE))
    window.end_dialog(lambda: desktop.keys('Return'))


@with_window()
def slider_moves_theory(window):
    before = window.description('Attractors')
    cells = window.findings()
    expect('Unstable' in cells, 'the default experiment has an unstable attractor')
    expect('2 of 3' in window.summary(), 'two are stable')
    window.slide('Gain g', 1.3)
    wait_until('one stable attractor', lambda: '1 of 3' in window.summary())
    expect(window.findings() != cells, 'the findings follow')
    wait_until('a new figure', lambda: window.description('Attractors') != before)
    expect(window.value('Gain g') == 1.3, 'the entry follows the slider')


@with_window()
def entry_takes_comma_and_point(window):
    window.enter('Gain g', '0,5')
    wait_until('the comma', lambda: window.value('Gain g') == 0.5)
    window.enter('Gain g', '0.3')
    wait_until('the point', lambda: window.value('Gain g') == 0.3)
    window.enter('Gain g', '1.3')
    wait_until('the theory', lambda: '1 of 3' in window.summary())
    expect(window.title().startswith('•'), 'the title says that there are changes')


@with_window()
def entry_refuses_nonsense(window):
    window.enter('Gain g', 'much')
    window.toast('“much” is not a number')
    expect(window.text('Gain g') == '0.9', 'nonsense leaves the last good value')
    window.enter('Gain g', '77')
    window.toast('77.*10')
    expect(window.text('Gain g') == '0.9', 'so does what is out of range')
    expect(not window.title().startswith('•'), 'nothing has changed')


@with_window()
def reset_brings_default_back(window):
    expect(not window.has('push button', re.compile('^Reset Gain g')), 'nothing to reset yet')
    window.slide('Gain g', 0.4)
    window.press(re.compile('^Reset Gain g to 0.9'))
    wait_until('the default', lambda: window.value('Gain g') == 0.9)
    wait_until('no button', lambda: not window.has('push button', re.compile('^Reset Gain g')))
    expect(not window.title().startswith('•'), 'the document is as it was')


@with_window()
def targets_come_and_go(window):
    window.press('Add Target')
    window.find('text', 'Target 4')
    wait_until('a fourth attractor', lambda: re.search(r'\b4 attractors', window.summary()))
    window.enter('Target 4', '-1,7', role='text')
    wait_until('the number', lambda: window.text('Target 4', 'text') == '−1.7')
    wait_until('the findings', lambda: '−1.7' in window.findings())
    window.press('Remove Target 1')
    wait_until('three', lambda: not window.has('text', 'Target 4'))
    expect(window.text('Target 1', 'text') == '0.9', 'the others moved up')


@with_window()
def relu_has_threshold(window):
    expect(not window.has('slider', 'Threshold θ'), 'tanh has none')
    window.focus('Transfer function φ', 'combo box')
    desktop.keys('space')
    window.find('label', 'Rectified linear')
    for key in ('Home', 'Down', 'Down', 'Down', 'Return'):
        time.sleep(desktop.SETTLING)
        desktop.keys(key)
    window.find('slider', 'Threshold θ')


@with_window()
def run_stops_half_way(window):
    expect(window.value('Neurons') == 1000, 'the default has 1000 neurons')
    # As many as a run takes longer for than the bus does to answer
    window.enter('Neurons', '3000')
    wait_until('the neurons', lambda: window.value('Neurons') == 3000)
    window.press('Train')
    stop = window.find('push button', 'Stop')
    bar = window.find('progress bar', 'Progress of the run')
    wait_until('progress', lambda: bar.queryValue().currentValue > 0.05)

    # Nothing freezes: theory follows while the worker works.
    start = time.monotonic()
    window.slide('Gain g', 1.3)
    wait_until('the theory', lambda: '1 of 3' in window.summary(), 10)
    print(f'# theory during a run: {time.monotonic() - start:.2f} s')
    expect(window.has('push button', 'Stop'), 'the run goes on')

    start = time.monotonic()
    stop.queryAction().doAction(0)
    window.find('push button', 'Train', 10)
    seconds = time.monotonic() - start
    print(f'# stopped within {seconds:.2f} s')
    expect(seconds < 5.0, f'stopping took {seconds:.1f} s')
    expect(not window.has('progress bar', 'Progress of the run'), 'no progress any more')
    expect('network' not in window.summary(), 'nothing was measured')


@with_window(small)
def run_fills_figures(window):
    before = window.description('Attractors')
    window.press('Train')
    wait_until('the network', lambda: 'The network of 200 neurons' in window.summary(), 90)
    expect(window.has('push button', 'Train'), 'the run is over')
    cells = window.findings()
    expect(cells.count('—') < 2 * len(SMALL['task']['targets']) + 1, f'all measured: {cells}')
    expect(window.description('Attractors') != before, 'the figure has the network')
    desktop.screenshot('trained')

    # What was measured stays, as that of other parameters.
    window.slide('Gain g', 0.5)
    wait_until('other parameters', lambda: 'other parameters' in window.summary())


@with_window()
def file_keeps_values(window):
    window.enter('Gain g', '0.45')
    window.slide('Neurons', 2.5)
    window.enter('Title', 'Kept', role='text')
    wait_until('the title', lambda: window.title() == '• Kept')
    desktop.keys('ctrl+shift+s')
    type_path(window, 'Save', path('kept'))
    wait_until('the file', lambda: os.path.exists(path('kept.attractor')))
    wait_until('no changes', lambda: window.title() == 'kept')
    with open(path('kept.attractor'), encoding='utf-8') as file:
        saved = json.load(file)
    expect(saved['network']['gain'] == 0.45, f'gain in the file: {saved["network"]}')
    expect(saved['title'] == 'Kept', 'title in the file')

    # A file that is open is not opened once more, and its changes stay.
    window.enter('Gain g', '0.8')
    wait_until('a change', lambda: window.title() == '• kept')
    open_file(window, path('kept.attractor'))
    expect(window.value('Gain g') == 0.8, 'the change is still there')

    # Another one gets a window of its own.
    other = write_file('other.attractor', SMALL)
    open_file(window, other)
    wait_until('the other', lambda: {'other', '• kept'} == {
        node.name for node, _ in desktop.walk(window.root) if desktop.role_of(node) == 'frame'})


@with_window(small)
def figure_leaves_as_svg(window):
    desktop.keys('alt+3')
    wait_until('the page', lambda: 'being computed' not in window.description('Frequency response'))
    desktop.keys('ctrl+e')
    window.press('Export…')
    entry = window.find('text', re.compile('^Name'))
    proposed = entry.queryText().getText(0, entry.queryText().characterCount)
    expect(proposed == 'frequency-response.svg', f'the name proposed is {proposed!r}')
    type_path(window, 'Save', path('response.svg'))
    window.toast('Exported “response.svg”')
    tree = xml.etree.ElementTree.parse(path('response.svg'))
    expect(tree.getroot().tag.endswith('svg'), 'it is an SVG')
    expect(len(list(tree.iter())) > 20, 'there is something in it')


@with_window(lambda: write_file('here.attractor', SMALL))
def bad_file_changes_nothing(window):
    bad = write_file('bad.attractor', {**SMALL, 'network': {'gain': 1000}})
    # A second start hands its file over to the first one.
    subprocess.run([BINARY, bad], check=True, timeout=20)
    words = window.toast('gain.*1000')
    expect('10' in words and 'bad.attractor' in words, f'file, key, value and range: {words}')
    expect(window.value('Gain g') == 0.7, 'the experiment is as it was')
    expect(not window.title().startswith('•'), 'and is not modified')


@with_window(lambda: write_file('new.attractor', {**SMALL, 'colour': 'blue'}))
def unknown_key_is_told(window):
    window.toast('colour.*kept')
    # as wide as the window has room for, though it had no size when it was told
    message = window.find('label', re.compile('colour.*kept'))
    place = wait_until('its place', lambda: message.queryComponent().getExtents(
        window.pyatspi.WINDOW_COORDS))
    expect(place.width > 4 * place.height, f'{place.width} × {place.height}')
    expect(window.value('Gain g') == 0.7, 'the rest was read')


@with_window()
def unsaved_changes_are_guarded(window):
    window.enter('Gain g', '0.5')
    wait_until('a change', lambda: window.title().startswith('•'))
    desktop.keys('ctrl+w')
    window.answer('Cancel')
    expect(window.process.poll() is None, 'cancelling goes on')
    expect(window.value('Gain g') == 0.5, 'with the change')

    desktop.keys('ctrl+q')
    window.answer('Save')
    entry = window.find('text', re.compile(r'^Name'))
    entry.queryEditableText().setTextContents(path('guarded.attractor'))
    window.press('Save')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')
    with open(path('guarded.attractor'), encoding='utf-8') as file:
        expect(json.load(file)['network']['gain'] == 0.5, 'what was saved')


@with_window()
def discarded_changes_go_quietly(window):
    window.enter('Gain g', '0.5')
    wait_until('a change', lambda: window.title().startswith('•'))
    desktop.keys('ctrl+q')
    window.answer('Discard')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')


def large():
    return write_file('large.attractor', {**SMALL, 'network': {'size': 3000, 'gain': 0.7}})


# A run that takes longer than the bus does to tell of it
@with_window(large)
def closing_stops_run(window):
    window.press('Train')
    window.find('push button', 'Stop')
    desktop.keys('ctrl+q')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')


def without_display_it_says_so():
    env = {key: value for key, value in os.environ.items()
           if key not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    result = subprocess.run([BINARY], env=env, capture_output=True, text=True, timeout=20,
                            check=False)
    expect(result.returncode == 1, f'status {result.returncode}')
    expect('display' in result.stderr and 'attractor-batch' in result.stderr, result.stderr)


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        slider_moves_theory,
        entry_takes_comma_and_point,
        entry_refuses_nonsense,
        reset_brings_default_back,
        targets_come_and_go,
        relu_has_threshold,
        run_stops_half_way,
        run_fills_figures,
        file_keeps_values,
        figure_leaves_as_svg,
        bad_file_changes_nothing,
        unknown_key_is_told,
        unsaved_changes_are_guarded,
        discarded_changes_go_quietly,
        closing_stops_run,
        without_display_it_says_so,
    ]))
