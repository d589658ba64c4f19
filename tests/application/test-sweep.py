#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the pages of curves and maps: test-sweep.py PATH-OF-ATTRACTOR"""

import csv
import json
import os
import re
import subprocess
import sys
import time

import desktop
import targets
from desktop import expect, path, role_of, wait_until, walk, with_window, write_file
from plots import Figure, pointer

BINARY = sys.argv[1]
TIMEOUT = 280

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 60, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 5.0, 'trajectories': 2},
}
LARGE = {**SMALL, 'network': {'size': 600, 'gain': 0.7}}
TOOLTIP = 1.0  # s, until GTK shows one, and half as much again
CURVES, MAP, TRAINING = 'alt+5', 'alt+6', 'alt+7'


def small():
    return write_file('small.attractor', SMALL)


def large():
    return write_file('large.attractor', LARGE)


def has_label(window, pattern):
    return any(role_of(node) == 'label' and re.search(pattern, node.name)
               for node, _ in walk(window.root))


def settled(window, n):
    """Of how many of n networks it is known what they say, or that they say nothing; at the end."""
    texts = [node.name for node, _ in walk(window.root) if role_of(node) == 'label']
    found = next(filter(None, (re.fullmatch(rf'Measured: (\d+) of {n} networks', text)
                               for text in texts)), None)
    failed = next(filter(None, (re.match(r'(\d+) networks? could not be measured', text)
                                for text in texts)), None)
    return found and int(found.group(1)) + (int(failed.group(1)) if failed else 0)


def share(window):
    """How much of the map is learnable, in percent."""
    found = re.search(r'([\d.]+) % of the map', window.description('Sweep'))
    return float(found.group(1)) if found else None


def choose(window, control, position):
    """Chooses from a list with the keyboard."""
    window.focus_on(control)
    desktop.keys('space')
    time.sleep(desktop.SETTLING)
    for key in ['Home'] + position * ['Down'] + ['Return']:
        desktop.keys(key)
        time.sleep(desktop.SETTLING)


def plan(window, columns, rows, networks):
    window.enter('Points Across', str(columns))
    window.enter('Points Upwards', str(rows))
    window.enter('Networks R at Each Place', str(networks))
    places = columns * rows
    wait_until('the plan', lambda: has_label(
        window, f'^At each of {places} places, {places * networks} in all$'))


@with_window(BINARY, small)
def one_parameter_makes_a_curve(window):
    desktop.keys(MAP)
    wait_until('the map', lambda: share(window))
    choose(window, window.find('combo box', 'Parameter Upwards'), 0)
    wait_until('a curve', lambda: 'A curve over one parameter' in window.description('Sweep'))
    desktop.screenshot('curve')
    window.press('Undo')
    wait_until('the map again', lambda: share(window))


@with_window(BINARY, small)
def map_follows_axes(window):
    desktop.keys(MAP)
    before = wait_until('the map', lambda: share(window))
    choose(window, window.find('combo box', 'Parameter Upwards'), 3)
    wait_until('another map', lambda: share(window) is not None and share(window) != before)
    expect(window.text('Last Upwards') == '3', window.text('Last Upwards'))
    # With a decimal comma, as some people write
    before = share(window)
    window.enter('Last Across', '0,5')
    wait_until('the comma', lambda: window.text('Last Across') == '0.5')
    wait_until('the map of this range', lambda: share(window) is not None
               and share(window) != before)

    window.enter('First Across', '0.9')
    window.toast('ends where it begins')
    wait_until('what was there', lambda: window.text('First Across') == '0')
    window.enter('Last Across', 'wide')
    window.toast('“wide” is not a number')
    wait_until('what was there', lambda: window.text('Last Across') == '0.5')
    window.enter('Last Across', '77')
    window.toast('Last Across is 77, but must be from 0 to 10')
    before = window.text('Networks R at Each Place')
    window.enter('Networks R at Each Place', '2.5')
    window.toast('Networks R at Each Place cannot be 2.5: it is a whole number from 1 to')
    wait_until('what was there', lambda: window.text('Networks R at Each Place') == before)

    # What was chosen belongs to the document.
    expect(window.title().startswith('•'), 'there is something to save')
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: not window.title().startswith('•'))
    with open(path('small.attractor'), encoding='utf-8') as file:
        kept = json.load(file)['sweep']
    expect(kept['across'].startswith('network.gain:0:0.5:') and kept['shown'] == 'success',
           f'the choices are kept: {kept}')
    window.press('Undo')
    wait_until('the range before', lambda: window.text('Last Across') != '0.5')


@with_window(BINARY, small)
def quick_choices_are_steps_of_their_own(window):
    desktop.keys(MAP)
    across, upwards = (window.find('spin button', name).queryValue()
                       for name in ('Points Across', 'Points Upwards'))
    before = across.currentValue, upwards.currentValue
    across.currentValue = 4
    across.currentValue = 5
    upwards.currentValue = 6
    wait_until('both', lambda: (across.currentValue, upwards.currentValue) == (5, 6))
    window.press('Undo')
    wait_until('the first', lambda: (across.currentValue, upwards.currentValue) == (5, before[1]))
    window.press('Undo')
    wait_until('none', lambda: (across.currentValue, upwards.currentValue) == before)


def descending():
    return write_file('descending.attractor', {**SMALL, 'sweep': {
        'across': 'network.gain:1.5:0.5:5', 'upwards': 'amplitude:0.5:2:3', 'networks': 2,
        'shown': 'success', 'measures': []}})


@with_window(BINARY, descending)
def axis_that_the_window_cannot_have_stays(window):
    desktop.keys(MAP)
    wait_until('the other axis', lambda: window.text('Points Upwards') == '3')
    window.enter('Networks R at Each Place', '4')
    wait_until('a change', lambda: window.title().startswith('•'))
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: not window.title().startswith('•'))
    with open(path('descending.attractor'), encoding='utf-8') as file:
        kept = json.load(file)['sweep']
    expect(kept == {'across': 'network.gain:1.5:0.5:5', 'upwards': 'amplitude:0.5:2:3',
                    'networks': 4, 'shown': 'success', 'measures': []}, f'all else stays: {kept}')


@with_window(BINARY, small)
def sweep_is_measured_and_exported(window):
    desktop.keys(MAP)
    plan(window, 3, 2, 2)
    # A refusal stays while the plan changes, and what it hides follows.
    window.focus('Networks R at Each Place', 'spin button')
    desktop.keys('ctrl+a')
    desktop.write('x')
    desktop.keys('Tab')
    refused = '^Networks R at Each Place: “x” is not a number; it stays 2'
    wait_until('a refusal', lambda: has_label(window, refused))
    window.enter('Points Across', '4')
    wait_until('four points', lambda: window.value('Points Across') == 4)
    expect(has_label(window, refused), 'the refusal stays')
    window.enter('Networks R at Each Place', '2')
    wait_until('the other plan', lambda: has_label(window, '^At each of 8 places, 16 in all$'))
    expect(not has_label(window, refused), 'nothing is refused any more')
    plan(window, 3, 2, 2)
    window.press_here('Measure Sweep')
    wait_until('all', lambda: settled(window, 12) == 12)
    wait_until('the map has them', lambda: re.search(
        r'\d+ of 12 networks at 6 places hold all targets', window.description('Sweep')))
    desktop.screenshot('sweep')

    # What is in sight is not what is chosen by now, until it is measured.
    told = '^The networks shown were measured at 6 places, with R = 2'
    expect(not has_label(window, told), 'what is shown is what was chosen')
    window.enter('Points Across', '5')
    wait_until('it is told', lambda: has_label(window, told))
    desktop.screenshot('sweep-of-before')
    window.enter('Points Across', '3')
    wait_until('it is what was chosen', lambda: not has_label(window, told))

    # More networks are added to those that there are.
    window.enter('Networks R at Each Place', '3')
    window.press_here('Measure Sweep')
    wait_until('more', lambda: settled(window, 18) == 18)

    window.press_here('Export Table…')
    entry = window.find('text', re.compile(r'^Name'))
    entry.queryEditableText().setTextContents(path('results.csv'))
    window.answer('Save')
    wait_until('the file', lambda: os.path.exists(path('results.csv')))
    with open(path('results.csv'), encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    expect({row['networks'] for row in rows if row['measure'] == 'success'} == {'3'},
           'three networks at each place')
    expect(len({(row['network.gain'], row['amplitude']) for row in rows}) == 6, 'at all places')
    held = [row for row in rows if row['measure'] == 'success' and row['attractor'] == '']
    expect(all(0.0 <= float(row['lower']) <= float(row['mean']) <= float(row['upper']) <= 1.0
               for row in held), f'{held}')

    # Those of other parameters are told apart.
    window.slide('Seed', 9)
    wait_until('a word', lambda: has_label(window, 'measured have other parameters'))


@with_window(BINARY, small)
def measure_is_chosen(window):
    """The map shows it of theory at once, and of networks as soon as they are measured."""
    desktop.keys(MAP)
    plan(window, 2, 2, 2)
    choose(window, window.find('combo box', 'Map Shows'), 6)
    wait_until('the map of theory',
               lambda: 'Radius of the bulk' in window.description('Sweep'))
    window.press_here('Measure Sweep')
    wait_until('all', lambda: settled(window, 8) == 8)

    # What the map shows is measured, and what else was chosen.
    window.focus_on(window.find('list item', 'What to Measure'))
    desktop.keys('space')
    window.focus('Error of the readout', 'check box')
    desktop.keys('space')
    wait_until('three', lambda: has_label(window, '^3 numbers$'))
    radius = window.find('check box', 'Radius of the bulk').getState()
    expect(radius.contains(window.pyatspi.STATE_CHECKED)
           and not radius.contains(window.pyatspi.STATE_SENSITIVE), 'it stays chosen')
    window.press_here('Measure Sweep')
    wait_until('anew', lambda: settled(window, 8) == 8
               and not has_label(window, '^Measuring'))
    desktop.screenshot('sweep-of-radius')


def known(window):
    """Of how many networks the map knows whether they hold all targets."""
    found = re.search(r'of (\d+) networks? at \d+ places?', window.description('Sweep'))
    return int(found.group(1)) if found else 0


def begin_and_stop(window, n):
    """Measures some of n networks, and returns of how many of these all is known by then."""
    window.press_here('Measure Sweep')
    wait_until('it began', lambda: has_label(window, f'^Measuring: .* of {n} '))
    window.press_here('Stop')
    return wait_until('it stops', lambda: settled(window, n))


@with_window(BINARY, large)
def nothing_is_measured_twice(window):
    """Whatever else is chosen and measured, and stopped: what is known stays, or comes back."""
    desktop.keys(MAP)
    plan(window, 2, 2, 3)
    window.press_here('Measure Sweep')
    wait_until('the map', lambda: known(window) == 12)

    window.enter('Networks R at Each Place', '300')
    choose(window, window.find('combo box', 'Map Shows'), 4)
    begin_and_stop(window, 1200)
    choose(window, window.find('combo box', 'Map Shows'), 0)
    wait_until('the map of before', lambda: known(window) >= 12)

    # At other places, those that are the same
    window.enter('Points Across', '9')
    expect(begin_and_stop(window, 5400) >= 12, 'what was known at the ends is')
    plan(window, 2, 2, 3)
    window.press_here('Measure Sweep')
    wait_until('all', lambda: settled(window, 12) == 12)


def growing():
    """Half of its networks grow beyond all bounds, and cannot be trained."""
    return write_file('growing.attractor', {
        **SMALL, 'network': {**SMALL['network'], 'transfer': {'kind': 'relu'}},
        'sweep': {'across': 'network.gain:0.5:10:2', 'upwards': 'amplitude:1:2:2', 'networks': 2,
                  'shown': 'success', 'measures': []}})


@with_window(BINARY, growing)
def what_could_not_be_measured_is_not_counted(window):
    desktop.keys(MAP)
    window.press_here('Measure Sweep')
    wait_until('the others', lambda: has_label(window, '^Measured: 4 of 8 networks$'))
    expect(has_label(window, '^4 networks could not be measured. The first: '), 'and why')


@with_window(BINARY, large)
def sweep_pauses_and_stops(window):
    desktop.keys(MAP)
    plan(window, 5, 5, 50)
    window.press_here('Measure Sweep')
    wait_until('it goes on', lambda: has_label(window, '^Measuring: [1-9]'))
    window.press_here('Pause')
    wait_until('it pauses', lambda: has_label(window, '^Paused after'))
    desktop.keys('ctrl+p')
    wait_until('it goes on', lambda: has_label(window, '^Measuring: '))
    window.press_here('Stop')
    wait_until('it stops', lambda: has_label(window, r'^Measured: \d+ of 1250 networks$'))
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: not window.title().startswith('•'))
    desktop.keys('ctrl+q')
    expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')


@with_window(BINARY, small)
def statistics_have_errors(window):
    desktop.keys(TRAINING)
    window.enter('Networks R', '3')
    window.press_here('Measure Networks')
    wait_until('all', lambda: has_label(window, '^Measured: 3 of 3 networks$'))
    wait_until('means', lambda: has_label(window, r'^[−-]?[\d.]+\s±\s[\d.]+$'))
    expect(has_label(window, r'^[0-3] of 3 \(\d+–\d+ %\)$'), 'how often it succeeds')
    expect(has_label(window, r'^z = 1\.2$'), 'at which attractor')
    expect(any(role_of(node) == 'label' and node.name == '—' and desktop.description_of(node) ==
               'Theory says nothing of this' for node, _ in walk(window.root)), 'and why not')
    heights = {size_of(window, 'label', name)[1] for name in (
        'Radius of the bulk', 'Time constant of the output, from its eigenvalue (τ)')}
    expect(len(heights) == 1, f'each name has one line: {heights}')
    desktop.screenshot('statistics')
    desktop.keys(CURVES)
    wait_until('them in the figure', lambda: re.search(
        '[0-3] of 3 networks at 1 place', window.description('Time constants')))


@with_window(BINARY, small)
def sweep_is_in_sight_again_after_undo(window):
    """Statistics of other parameters do not take its place for good."""
    desktop.keys(MAP)
    plan(window, 2, 2, 1)
    window.press_here('Measure Sweep')
    measured = 'of 4 networks at 4 places'
    wait_until('the map has them', lambda: measured in window.description('Sweep'))
    window.slide('Seed', 4)
    desktop.keys(TRAINING)
    window.enter('Networks R', '2')
    window.press_here('Measure Networks')
    wait_until('statistics', lambda: has_label(window, '^Measured: 2 of 2 networks$'))
    desktop.keys(MAP)
    wait_until('no sweep', lambda: measured not in window.description('Sweep'))
    window.press('Undo')
    wait_until('the seed', lambda: window.value('Seed') == 3)
    wait_until('the sweep', lambda: measured in window.description('Sweep'))


@with_window(BINARY, small)
def click_in_a_measured_map_leaves_it(window):
    """Also where amplitudes are on an axis, which are in units of the targets."""
    desktop.keys(MAP)
    plan(window, 2, 2, 1)
    window.press_here('Measure Sweep')
    measured = 'of 4 networks at 4 places'
    wait_until('the map has them', lambda: measured in window.description('Sweep'))
    figure = Figure(window, 'Sweep')
    for _ in range(2):
        before = window.value('Gain g'), targets.column(window)[0]
        figure.move(0.5 if before[0] == 0.7 else 0.4, figure.extents().height // 3)
        pointer('click', 1)
        wait_until('another place', lambda: window.value('Gain g') != before[0])
        after = wait_until('another target', lambda: (
            now := targets.column(window)[0]) != before[1] and now)
        expect(re.fullmatch(r'\d\.\d{1,6}', after), f'{after} is what a pointer can tell')
        time.sleep(1)
        expect(measured in window.description('Sweep'), 'the map is that of the networks')
        expect(has_label(window, '^All targets were multiplied after'), 'and why it is another')
    for _ in range(2):
        window.press('Undo')
        time.sleep(0.5)
    targets.expect_column(window, '1.2')
    wait_until('the map of before', lambda: measured in window.description('Sweep'))
    wait_until('as chosen', lambda: not has_label(window, '^All targets were multiplied after'))


@with_window(BINARY, small)
def sweep_along_other_axes_is_in_sight_again_after_undo(window):
    """What was measured after a choice does not cover what was before it, nor is it lost."""
    desktop.keys(MAP)
    plan(window, 2, 2, 1)
    window.press_here('Measure Sweep')
    wait_until('the map has them',
               lambda: 'of 4 networks at 4 places' in window.description('Sweep'))
    window.enter('Points Across', '3')
    window.press_here('Measure Sweep')
    wait_until('the other map has them',
               lambda: 'of 6 networks at 6 places' in window.description('Sweep'))
    wait_until('all', lambda: settled(window, 6) == 6)
    window.press('Undo')
    wait_until('the map of before',
               lambda: 'of 4 networks at 4 places' in window.description('Sweep'))
    wait_until('it is told', lambda: settled(window, 4) == 4)
    window.press('Redo')
    wait_until('the other map',
               lambda: 'of 6 networks at 6 places' in window.description('Sweep'))


@with_window(BINARY, lambda: write_file('fine.attractor', {**SMALL, 'sweep': {
    'across': 'network.gain:0.5:1.5:500', 'upwards': 'amplitude:0.5:2:10000', 'networks': 1000,
    'shown': 'success', 'measures': []}}))
def as_many_points_as_a_file_may_have(window):
    desktop.keys(MAP)
    wait_until('the points', lambda: window.value('Points Across') == 500)
    wait_until('how many', lambda: has_label(
        window, '^At each of 5000000 places, 5000000000 in all$'))
    window.enter('Last Across', '1.25')
    wait_until('another range', lambda: window.title().startswith('•'))
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: not window.title().startswith('•'))
    with open(path('fine.attractor'), encoding='utf-8') as file:
        kept = json.load(file)['sweep']
    expect(kept['across'] == 'network.gain:0.5:1.25:500', f'as many points as before: {kept}')
    window.press_here('Measure Sweep')
    window.toast('A sweep of 500 × 10000 places has more than 10000')


@with_window(BINARY, small)
def curves_are_drawn_over_another_parameter(window):
    desktop.keys(CURVES)
    wait_until('the curves', lambda: 'being computed' not in window.description('Time constants'))

    def control():
        # Later versions of GTK name a list after what is chosen in it.
        return next(node for node, _ in walk(window.root)
                    if role_of(node) in ('push button', 'toggle button') and (
                        node.name == 'Drawn over' or
                        node.description.startswith('The parameter of the model over which')))

    choose(window, wait_until('a list', control), 2)
    # Both pages have the same axis.
    desktop.keys(MAP)
    wait_until('the same axis', lambda: window.text('Last Across') == '3')


def surfaces():
    """The program's windows in sight, among them lists and tooltips."""
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'attractor'],
                          capture_output=True, text=True, check=False).stdout.split()


def size_of(window, role, name):
    """Of the first in sight."""
    boxes = [node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS)
             for node in window.search(role, name)]
    return next(((box.width, box.height) for box in boxes if box.height > 0), None)


@with_window(BINARY, small)
def open_list_has_whole_words_and_no_tooltip(window):
    desktop.keys(MAP)
    row = window.find('combo box', 'Map Shows')
    box = row.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS)
    left, top = window.corner()
    usual = surfaces()
    window.focus_on(row)
    desktop.keys('space')
    line = wait_until('the list', lambda: size_of(window, 'label', 'Radius of the bulk'))[1]
    for name in ('eigenvalue', 'response', 'relaxation'):
        height = size_of(window, 'label', f'Time constant of the output, from its {name}')[1]
        expect(height > 1.5 * line, f'“{name}” is not cut off, but has a line of its own')

    # The pointer rests on the row that the list belongs to, whose tooltip would come by now.
    for step in range(3):
        subprocess.run(['xdotool', 'mousemove', str(left + box.x + 40 + step),
                        str(top + box.y + 10)], check=True)
        time.sleep(desktop.SETTLING)
    time.sleep(TOOLTIP)
    expect(len(surfaces()) == len(usual) + 1, f'only the list covers the window: {surfaces()}')
    desktop.keys('Escape')
    for step in range(3):
        subprocess.run(['xdotool', 'mousemove', str(left + box.x + 50 + step),
                        str(top + box.y + 10)], check=True)
        time.sleep(desktop.SETTLING)
    wait_until('the tooltip of the row', lambda: len(surfaces()) == len(usual) + 1)


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        one_parameter_makes_a_curve,
        map_follows_axes,
        quick_choices_are_steps_of_their_own,
        axis_that_the_window_cannot_have_stays,
        sweep_is_measured_and_exported,
        measure_is_chosen,
        nothing_is_measured_twice,
        what_could_not_be_measured_is_not_counted,
        sweep_pauses_and_stops,
        statistics_have_errors,
        sweep_is_in_sight_again_after_undo,
        click_in_a_measured_map_leaves_it,
        sweep_along_other_axes_is_in_sight_again_after_undo,
        as_many_points_as_a_file_may_have,
        curves_are_drawn_over_another_parameter,
        open_list_has_whole_words_and_no_tooltip,
    ]))
