#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the figures by pointer and keys: test-plot.py PATH-OF-ATTRACTOR"""

import math
import os
import re
import sys
import time

import desktop
from desktop import Window, expect, role_of, wait_until, walk, write_file
from plots import Figure, pointer

BINARY = sys.argv[1]
TIMEOUT = 280

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 150, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}


def small():
    return write_file('small.attractor', SMALL)


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def train(window):
    window.press('Train')
    wait_until('a network', lambda: 'network' in window.summary())


@with_window()
def pointer_reads_out(window):
    figure = Figure(window, 'Attractors')
    figure.find(r'z = 0\.9 – Target\s+z = 0\.9')
    figure.find(r'z = −0\.6 – Target\s+z = −0\.6')


def pointer_reads_out_in_german():
    """With the decimal sign that all else in the window has; nothing else is German after it."""
    os.environ.update(desktop.make_locale('de_DE'))
    window = Window(BINARY, write_file('german.attractor', {
        'format': 'attractor-experiment', 'version': 1,
        'task': {'targets': [[1.6], [0.9], [-0.6]]}}), welcome=True)
    try:
        window.find('push button', 'Trainieren')
        figure = Figure(window, 'Attraktoren')
        figure.find(r'z = 0,9 – .*\s+z = 0,9')
    finally:
        window.end()


def target(window, number):
    return float(window.text(f'Target {number}', 'text').replace('−', '-'))


@with_window()
def target_is_dragged_in_one_step(window):
    figure = Figure(window, 'Attractors')
    y = figure.find(r'z = 0\.9 – Target')
    figure.move(0.3, y)
    pointer('mousedown', 1)
    for step in range(1, 9):
        figure.move(0.3, y + 8 * step)
        time.sleep(0.03)
    pointer('mouseup', 1)
    wait_until('the target elsewhere', lambda: window.text('Target 2', 'text') != '0.9')
    value = target(window, 2)
    expect(-0.6 < value < 0.85, f'the target went down: {value}')
    wait_until('the theory of it', lambda: f'z = {value:g}' in figure.description())
    desktop.keys('ctrl+z')
    wait_until('the target where it was', lambda: window.text('Target 2', 'text') == '0.9')
    expect(not window.title().startswith('•'), 'it was one step')


def seize(figure, pattern):
    """Takes hold of what is read out so, and returns how far down that is."""
    y = figure.find(pattern)
    figure.move(0.3, y)
    pointer('mousedown', 1)
    return y


@with_window(lambda: write_file('three.attractor', {
    **SMALL, 'network': {'size': 150, 'gain': 0.9, 'seed': 3},
    'task': {'targets': [[1.6], [0.9], [-0.6]]}}))
def what_is_dragged_stays_with_the_pointer(window):
    """The legend gets more rows as an attractor is lost, and the panel another place."""
    train(window)
    figure = Figure(window, 'Attractors')
    y = seize(figure, r'z = 0\.9 – Target')
    for step in range(1, 200):
        figure.move(0.3, y + 2 * step)
        time.sleep(0.05)
        if target(window, 2) < 0.5:
            break
    y += 2 * step
    values = set()
    for x in (0.3, 0.302, 0.304, 0.306):
        figure.move(x, y)
        time.sleep(0.6)
        values.add(target(window, 2))
    pointer('mouseup', 1)
    time.sleep(0.6)
    values.add(target(window, 2))
    expect(len(values) == 1, f'one value for one height: {values}')
    desktop.keys('ctrl+z')
    wait_until('the target where it was', lambda: window.text('Target 2', 'text') == '0.9')


@with_window()
def escape_ends_a_drag(window):
    figure = Figure(window, 'Attractors')
    y = seize(figure, r'z = 0\.9 – Target')
    for step in range(1, 9):
        figure.move(0.3, y + 8 * step)
        time.sleep(0.03)
    wait_until('the target elsewhere', lambda: window.text('Target 2', 'text') != '0.9')
    pointer('key', 'Escape')  # what clears modifiers would let the button go first
    wait_until('the target where it was', lambda: window.text('Target 2', 'text') == '0.9')
    figure.move(0.3, y + 100)
    pointer('mouseup', 1)
    time.sleep(0.5)
    expect(window.text('Target 2', 'text') == '0.9', 'it stays there')
    expect(not window.title().startswith('•'), 'nothing has changed')


@with_window()
def keys_reach_legend_and_points(window):
    figure = Figure(window, 'Attractors')
    whole = wait_until('a description', figure.description)
    figure.focus()
    desktop.keys('Tab')
    wait_until('the legend', lambda: figure.description() == 'Legend: z = 1.6, shown')
    desktop.keys('space')
    wait_until('nothing there', lambda: figure.description() == 'Legend: z = 1.6, hidden')
    desktop.keys('space')
    # The arrows go among the entries: the figure stays where it is.
    desktop.keys('Right')
    wait_until('the next entry', lambda: figure.description().startswith('Legend: z = 0.9'))
    desktop.keys('Left')
    wait_until('the first again', lambda: figure.description() == 'Legend: z = 1.6, shown')
    # On through the legend to the first panel
    for _ in range(12):
        if figure.description().startswith('z = 1.6 – Target'):
            break
        desktop.keys('Tab')
        time.sleep(0.1)
    expect(figure.description().startswith('z = 1.6 – Target'), figure.description())
    desktop.keys('ctrl+Up')
    wait_until('the next one', lambda: figure.description().startswith('z = 0.9 – Target'))
    desktop.keys('Escape')
    wait_until('the figure', lambda: figure.description() == whole)


@with_window()
def wheel_zooms_about_pointer(window):
    desktop.keys('alt+3')
    figure = Figure(window, 'Frequency response')
    x = 0.12  # where the curves are level, and no edge is near
    y = figure.find(r'z = 1\.6 – Theory', x)
    figure.move(x, y)
    before = figure.settled()
    expect('z = 1.6 – Theory' in before, f'it is read out, not {before}')
    pointer('click', '--repeat', 4, '--delay', 40, 4)
    figure.move(x, y)
    time.sleep(0.3)
    # The same point, told more exactly: a decade had some 80 pixels, of which two or three
    # are 0.1 of the frequency. Had the view not stayed, it would be another.
    number = r'ω = ([\d.]+)'
    far = float(re.search(number, before).group(1))

    def same():
        close = re.search(number, figure.readout())
        return close is not None and abs(float(close.group(1)) / far - 1.0) < 0.1

    wait_until('the same point', same)

    figure.focus()
    desktop.keys('Menu')
    item = window.find_item('Reset View')
    expect(item.getState().contains(window.pyatspi.STATE_SENSITIVE), 'there is a view to reset')
    item.queryAction().doAction(0)
    time.sleep(1)
    figure.focus()
    desktop.keys('Menu')
    wait_until('nothing to reset', lambda: not window.find_item('Reset View').getState()
               .contains(window.pyatspi.STATE_SENSITIVE))
    desktop.keys('Escape')


@with_window()
def attractor_is_selected_everywhere(window):
    def buttons(number):
        return [node for node, _ in desktop.walk(window.root)
                if node.name == f'Select Attractor {number}']

    def pressed(number=2):
        return [node.getState().contains(window.pyatspi.STATE_PRESSED) for node in buttons(number)]

    figure = Figure(window, 'Attractors')
    expect(len(pressed()) >= 2 and not any(pressed()), 'none is selected')
    figure.move(0.3, figure.find(r'z = 0\.9 – Target'))
    pointer('click', 1)
    wait_until('the table and the findings', lambda: all(pressed()))
    buttons(2)[0].queryAction().doAction(0)
    wait_until('none again', lambda: not any(pressed()))

    # It is the target that is selected, whatever its number becomes.
    buttons(2)[0].queryAction().doAction(0)
    wait_until('one that is selected', lambda: all(pressed()))
    window.press('Remove Target 1')
    wait_until('it has another number', lambda: all(pressed(1)) and not any(pressed(2)))
    window.press('Remove Target 1')
    wait_until('none where it is no more', lambda: not any(pressed(1)))


def with_slow_theory():
    """Theory takes a second or two here."""
    targets = [[math.cos(i * j) for j in range(1, 5)] for i in range(32)]
    return write_file('slow.attractor', SMALL | {
        'network': {'size': 100, 'gain': 1.4}, 'task': {'targets': targets},
        'probe': {'frequency_points': 500}})


@with_window(with_slow_theory)
def what_the_findings_show_is_selected(window):
    """While theory is of before a target went, their buttons stand for those of before."""
    def pressed(number):
        return [node.getState().contains(window.pyatspi.STATE_PRESSED)
                for node, _ in desktop.walk(window.root)
                if node.name == f'Select Attractor {number}']

    wait_until('the findings', lambda: len(pressed(3)) >= 2)
    found = next(node for node, _ in desktop.walk(window.root)
                 if node.name == 'Select Attractor 3' and node.parent.name == 'Findings').queryAction()
    window.find('push button', 'Remove Target 1').queryAction().doAction(0)
    found.doAction(0)
    wait_until('the same target', lambda: all(pressed(2)) and not any(pressed(3)))


@with_window(small)
def selection_outlives_a_run(window):
    desktop.keys('ctrl+t')
    wait_until('a network', lambda: 'The network of' in window.summary())
    window.press('Select Attractor 2')
    window.enter('Gain g', '0.75')
    wait_until('it is selected', lambda: window.find('push button', 'Select Attractor 2')
               .getState().contains(window.pyatspi.STATE_PRESSED))


@with_window(small)
def data_is_shown_as_table(window):
    figure = Figure(window, 'Attractors')
    figure.focus()
    desktop.keys('Menu')
    window.find_item('Data Table').queryAction().doAction(0)
    window.find('label', re.compile(r'\d points'))
    window.find('label', '1.2')
    window.find('label', '−0.5')


@with_window(small)
def network_is_released_and_kicked(window):
    train(window)
    figure = Figure(window, 'Attractors')
    figure.move(0.42, figure.extents().height // 2)
    pointer('click', 1)
    window.find('label', re.compile(r'^Fed back z = .*: output '))
    window.find('image', 'Live output')
    desktop.keys('ctrl+k')
    window.find('label', re.compile(r'^Kicked at z = 1\.2 by 0\.[15], t = '))
    wait_until('its end', lambda: window.has('label', re.compile(r'^Kicked at z = 1\.2 by 0\.1, t = 10 τ: output 1\.[12]')))
    window.find('push button', 'Play')
    # Its button has the focus, which goes to the figure, not to the parameters.
    window.focus_on(window.find('push button', 'Stop and Forget the Trajectories'))
    desktop.keys('space')
    wait_until('nothing live', lambda: not window.has('push button', 'Play'))
    wait_until('the focus on the figure', lambda: figure.image.getState().contains(
        window.pyatspi.STATE_FOCUSED))

    # The kick is the one in its row, whatever it was when the network was trained.
    kick = window.find('spin button', 'Kick').queryValue()
    kick.currentValue = 0.0
    desktop.keys('ctrl+k')
    window.toast('^The kick is 0: nothing')
    expect(not window.has('label', re.compile('^Kicked at')), 'nothing is done')
    kick.currentValue = 0.5
    desktop.keys('ctrl+k')
    window.find('label', re.compile(r'^Kicked at z = 1\.2 by 0\.[15], t = '))


@with_window(lambda: write_file('long.attractor', SMALL | {
    'simulation': {'duration': 100.0, 'trajectories': 4}}))
def trajectory_is_paused_and_hurried(window):
    """Playing can be stopped and goes on, and the speed is chosen from a list."""
    train(window)
    desktop.keys('ctrl+k')

    def now():
        label = window.find('label', re.compile(r'^Kicked at z = 1\.2 by 0\.[15], t = '))
        return float(re.search(r't = ([\d.]+)', label.name).group(1))

    window.press_here('Pause')
    window.find('push button', 'Play')
    stopped = now()
    time.sleep(0.5)
    expect(now() == stopped < 100, f'time stands still: {stopped}, {now()}')
    # By its tooltip: from GTK 4.10 on its name is what is chosen.
    speed = wait_until('the speed', lambda: next(
        node for node, _ in walk(window.root)
        if role_of(node) == 'combo box' and node.description == 'How fast time goes'))
    # The button in it has the focus.
    window.focus_on(next(node for node, _ in walk(speed)
                         if role_of(node) in ('push button', 'toggle button')))
    desktop.keys('space')
    time.sleep(desktop.SETTLING)
    for key in ('End', 'Return'):
        desktop.keys(key)
        time.sleep(desktop.SETTLING)
    window.press_here('Play')
    wait_until('its end', lambda: now() == 100)


@with_window(small)
def place_in_a_map_is_gone_to(window):
    desktop.keys('alt+6')
    figure = Figure(window, 'Sweep')
    figure.move(0.3, figure.extents().height // 2)
    pointer('click', 1)
    wait_until('another gain', lambda: window.value('Gain g') != 0.7)
    expect(window.text('Target 1', 'text') != '1.2', 'and another amplitude')
    ratio = target(window, 1) / target(window, 2)
    expect(abs(ratio + 2.4) < 1e-6, f'of all targets: {ratio}')
    desktop.keys('ctrl+z')
    wait_until('all as it was', lambda: window.value('Gain g') == 0.7
               and window.text('Target 1', 'text') == '1.2')
    expect(not window.title().startswith('•'), 'it was one step')


@with_window(small)
def network_is_driven(window):
    train(window)
    desktop.keys('alt+3')
    figure = Figure(window, 'Frequency response')
    for x in (0.57, 0.6):
        figure.move(x, figure.find(r'ω = ', x))
        read = float(re.search(r'ω = ([\d.]+)', figure.settled())[1])
        pointer('click', 1)
        # The pointer is beside the point that is read out: there are few.
        wait_until(f'a drive at {read}', lambda: any(
            abs(float(node.name.split('ω = ')[1].split('/')[0]) / read - 1) < 0.02
            for node in window.search('label', re.compile(r'driven by 0\.1 sin ωt, ω = [\d.]+/τ'))))
    answer = window.find('label', re.compile(r'driven by .*\|H\| = [\d.]+, phase')).name
    expect(re.search(r'phase −[\d.]+°', answer), f'the answer lags behind: {answer}')


@with_window(small)
def network_trains_when_parameters_rest(window):
    desktop.keys('F10')
    window.find_item('Train When Parameters Rest').queryAction().doAction(0)
    wait_until('a network', lambda: 'network' in window.summary())
    desktop.keys('Escape')
    before = window.findings()
    window.slide('Gain g', 0.5)

    # The findings are read first: the network of before may go with the theory of now for
    # a moment only, and the summary read afterwards tells it.
    def again():
        return window.findings() != before and (
            'network' in (summary := window.summary()) and 'other parameters' not in summary)

    wait_until('the network of these parameters', again)


@with_window(small)
def without_network_it_says_what_to_do(window):
    figure = Figure(window, 'Attractors')
    figure.move(0.42, figure.extents().height // 2)
    pointer('click', 1)
    window.toast('^Train a network')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        pointer_reads_out,
        target_is_dragged_in_one_step,
        what_is_dragged_stays_with_the_pointer,
        escape_ends_a_drag,
        keys_reach_legend_and_points,
        wheel_zooms_about_pointer,
        attractor_is_selected_everywhere,
        what_the_findings_show_is_selected,
        selection_outlives_a_run,
        data_is_shown_as_table,
        network_is_released_and_kicked,
        trajectory_is_paused_and_hurried,
        place_in_a_map_is_gone_to,
        network_is_driven,
        network_trains_when_parameters_rest,
        without_network_it_says_what_to_do,
        pointer_reads_out_in_german,
    ]))
