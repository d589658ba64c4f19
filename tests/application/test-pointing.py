#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at figures closely, by pointer and by keys: test-pointing.py PATH-OF-ATTRACTOR"""

import json
import re
import subprocess
import sys
import time

import desktop
from desktop import expect, role_of, wait_until, walk, write_file
from plots import Figure, pointer

BINARY = sys.argv[1]
TIMEOUT = 430

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 100, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}
# It has no fixed point beyond some target.
FORMULA = {**SMALL, 'task': {'targets': [[0.8]]},
           'network': {'size': 60, 'gain': 0.5, 'seed': 3,
                       'transfer': {'kind': 'formula', 'formula': 'x+0.1*x^3'}}}
PLANE = {**SMALL, 'task': {'targets': [[1.0, 0.2], [-0.4, 0.9]]}}
# So long to look for basins that the search must be stopped
LARGE = {**SMALL, 'network': {'size': 1000, 'gain': 0.7, 'seed': 3},
         'task': {'targets': [[1.0, 0.2], [-0.4, 0.9]]},
         'simulation': {'duration': 1000.0, 'trajectories': 1}}


def small():
    return write_file('small.attractor', SMALL)


def plane():
    return write_file('plane.attractor', PLANE)


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def train(window):
    window.press('Train')
    wait_until('a network', lambda: 'network' in window.summary())


def number(pattern, text):
    found = re.search(pattern + r'([−-]?[\d.]+)', text)
    return None if found is None else float(found.group(1).replace('−', '-'))


def frequency(figure):
    return number('ω = ', figure.readout())


def drag(figure, start, end, *held):
    for key in held:
        pointer('keydown', key)
    figure.move(*start)
    pointer('mousedown', 1)
    for step in range(1, 7):
        figure.move(start[0] + (end[0] - start[0]) * step / 6,
                    round(start[1] + (end[1] - start[1]) * step / 6))
        time.sleep(0.03)
    pointer('mouseup', 1)
    for key in held:
        pointer('keyup', key)


def choose(window, figure, name):
    """Something of the figure's menu, opened by its key."""
    figure.focus()
    desktop.keys('Menu')
    item = window.find_item(name)
    expect(item.getState().contains(window.pyatspi.STATE_SENSITIVE), f'{name} can be chosen')
    item.queryAction().doAction(0)
    time.sleep(0.3)


def reads(figure, x, y, condition):
    """Points there until the read-out is as it should be."""
    def there():
        figure.move(x + 0.002, y)
        figure.move(x, y)
        time.sleep(0.1)
        return condition(frequency(figure))
    wait_until('the read-out', there)


@with_window()
def view_is_panned_boxed_and_reset(window):
    desktop.keys('alt+3')
    figure = Figure(window, 'Frequency response')
    width = figure.extents().width
    x = 0.12
    y = figure.find(r'z = 1\.6 – Theory', x)
    figure.move(x, y)
    home = number('ω = ', figure.settled())

    # What was under the pointer goes with it …
    drag(figure, (x, y), (x + 60 / width, y))
    reads(figure, x + 60 / width, y, lambda value: value and abs(value / home - 1) < 0.05)
    # … and comes back by two clicks, and by undoing them.
    pointer('click', '--repeat', 2, '--delay', 60, 1)
    reads(figure, x, y, lambda value: value and abs(value / home - 1) < 0.05)

    # A box with the Shift key: what lay between its sides is all there is
    drag(figure, (x - 30 / width, y - 30), (x + 30 / width, y + 30), 'shift')
    near = {}
    for place in (0.09, 0.22):
        figure.move(place, y)
        time.sleep(0.4)
        near[place] = frequency(figure)  # none where nothing is near
    expect(all(value is None or 0.4 < value / home < 2.5 for value in near.values()),
           f'nothing is far from {home}: {near}')
    figure.focus()
    desktop.keys('0')
    reads(figure, x, y, lambda value: value and abs(value / home - 1) < 0.05)

    # The same from the menu, undone as other changes are
    choose(window, figure, 'Zoom to Box')
    drag(figure, (x - 30 / width, y - 30), (x + 30 / width, y + 30))
    reads(figure, 0.22, y, lambda value: value is None or value / home < 2.5)
    desktop.keys('ctrl+z')
    reads(figure, x, y, lambda value: value and abs(value / home - 1) < 0.05)


@with_window()
def keys_pan_and_zoom(window):
    desktop.keys('alt+3')
    figure = Figure(window, 'Frequency response')
    figure.focus()
    desktop.keys('ctrl+Right')
    wait_until('a point', lambda: 'ω = ' in figure.description())
    text = figure.description()

    def resettable():
        figure.focus()
        desktop.keys('Menu')
        item = window.find_item('Reset View')
        sensitive = item.getState().contains(window.pyatspi.STATE_SENSITIVE)
        desktop.keys('Escape')
        time.sleep(0.3)
        return sensitive

    for key in ('plus', 'Left', 'Up', 'minus'):
        expect(not resettable(), 'all is in sight')
        desktop.keys(key)
        expect(wait_until('another view', resettable), key)
        desktop.keys('0')
        wait_until('all again', lambda: not resettable())

    # The first key after a menu may be lost to it.
    def another_point():
        figure.focus()
        desktop.keys('ctrl+Page_Down')
        time.sleep(0.2)
        return figure.description() != text

    wait_until('another point', another_point)


@with_window(small)
def axis_is_logarithmic(window):
    desktop.keys('alt+2')
    figure = Figure(window, 'Relaxation')
    linear = figure.find(r'z = 1\.2 – Theory', 0.25)
    choose(window, figure, 'Logarithmic Upwards')

    def elsewhere():
        return abs(figure.find(r'z = 1\.2 – Theory', 0.25) - linear) > 25

    wait_until('a line instead of a curve', elsewhere)
    choose(window, figure, 'Logarithmic Upwards')
    wait_until('the curve again', lambda: not elsewhere())


def pixels():
    """The screen as rows of colours."""
    shot = subprocess.run(['import', '-window', 'root', '-depth', '8', 'ppm:-'],
                          capture_output=True, check=True, timeout=20).stdout
    _, width, height, _ = shot.split(None, 4)[:4]
    data = shot[-3 * int(width) * int(height):]
    return data, int(width), int(height)


def blue_pixels(figure):
    """The pixels of the figure with the first attractor's colour, from above to below."""
    data, width, _ = pixels()
    extents = figure.extents()
    left, top = figure.left + extents.x, figure.top + extents.y
    for y in range(top, top + extents.height):
        for x in range(left, left + extents.width):
            red, green, blue = data[3 * (y * width + x):3 * (y * width + x) + 3]
            if blue - red > 70 and green - red > 20:
                yield x - left, y - top


def find_topmost_blue(figure):
    """The first place of the figure with the first attractor's colour: in the legend."""
    x, y = next(blue_pixels(figure), (None, None))
    return None if x is None else ((x + 4) / figure.extents().width, y)


def find_blue_marker(figure, pattern):
    """The middle of a marker in that colour of which the read-out is as it should be."""
    markers = []
    for x, y in blue_pixels(figure):
        for marker in markers:
            if abs(x - marker[0][0]) < 20 and abs(y - marker[0][1]) < 20:
                marker.append((x, y))
                break
        else:
            markers.append([(x, y)])
    for marker in markers:
        x = sum(place[0] for place in marker) / len(marker) / figure.extents().width
        y = round(sum(place[1] for place in marker) / len(marker))
        figure.move(x + 0.01, y)
        figure.move(x, y)
        time.sleep(0.3)
        if re.search(pattern, figure.readout()):
            return x, y
    return None


@with_window()
def read_out_goes_when_the_window_moves_away(window):
    """As one does that is maximised: the pointer stays where it is on the screen."""
    desktop.keys('alt+1')
    figure = Figure(window, 'Attractors')
    active = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True,
                            check=True).stdout.strip()
    pointer('windowsize', active, 1000, 600)
    figure = Figure(window, 'Attractors')
    # Somewhere on a line that goes straight across, and so is there in a wider window as well
    for y in range(40, figure.extents().height, 4):
        figure.move(0.25, y)
        time.sleep(0.1)
        if figure.readout():
            break
    expect('1.6' in figure.settled(), 'the line is read out')
    pointer('windowmove', '--relative', active, 0, 45)
    pointer('windowsize', active, 1030, 600)
    wait_until('nothing there', lambda: figure.readout() == '')


@with_window()
def legend_is_clicked(window):
    figure = Figure(window, 'Attractors')
    target = figure.find(r'z = 1\.6 – Target')
    x, y = wait_until('the legend', lambda: find_topmost_blue(figure))
    expect(y < target, f'it stands above the curves: {y}, {target}')

    def shown():
        figure.move(0.302, target)
        figure.move(0.3, target)
        time.sleep(0.2)
        return 'z = 1.6 – Target' in figure.readout()

    expect(shown(), 'it is there')
    figure.move(x, y)
    pointer('click', 1)
    wait_until('nothing there', lambda: not shown())
    figure.move(x, y)
    pointer('click', 1)
    wait_until('it is there again', shown)


@with_window(plane)
def plane_is_clicked(window):
    train(window)
    figure = Figure(window, 'Attractors')
    figure.move(0.33, figure.extents().height // 2 + 20)
    pointer('click', 1)
    window.find('label', re.compile(r'^Fed back z = .*, t = .*: output .*; '))
    window.press('Stop and Forget the Trajectories')


def saved_targets(window):
    desktop.keys('ctrl+s')
    wait_until('saved', lambda: not window.title().startswith('•'))
    with open(desktop.path('plane.attractor'), encoding='utf-8') as file:
        return json.load(file)['task']['targets']


@with_window(plane)
def target_is_dragged_in_the_plane(window):
    """Both outputs of one target follow the pointer, in one step that can be undone."""
    figure = Figure(window, 'Attractors')
    x, y = wait_until('the target', lambda: find_blue_marker(figure, r'z = \(1, 0\.2\)'))
    width = figure.extents().width
    drag(figure, (x, y), (x - 30 / width, y - 40))
    wait_until('a change', lambda: window.title().startswith('•'))
    first, second = saved_targets(window)
    expect(first[0] < 0.97 and first[1] > 0.23, f'to the left and upwards: {first}')
    # a unit has the same length on both axes
    expect(abs((first[1] - 0.2) / (1.0 - first[0]) - 40 / 30) < 0.25, f'along the drag: {first}')
    expect(second == [-0.4, 0.9], f'the other one stays: {second}')
    figure.focus()
    desktop.keys('ctrl+z')
    expect(saved_targets(window) == [[1.0, 0.2], [-0.4, 0.9]], 'one step back')


@with_window(lambda: write_file('formula.attractor', FORMULA))
def target_is_dragged_where_theory_fails(window):
    """The drag ends as any does: what is edited afterwards is no part of it."""
    figure = Figure(window, 'Attractors')
    x = 0.3
    y = figure.find(r'z = 0\.8 – Target', x)
    figure.move(x, y)
    pointer('mousedown', 1)
    for step in range(1, 40):
        figure.move(x, y - 8 * step)
        time.sleep(0.03)
        if window.has('label', re.compile('^No Figure')):
            break
    wait_until('theory fails', lambda: window.has('label', re.compile('^No Figure')))
    pointer('mouseup', 1)
    time.sleep(desktop.SETTLING)
    window.enter('Gain g', '0.3')
    wait_until('it is entered', lambda: window.value('Gain g') == 0.3)
    window.press('Undo')
    wait_until('the gain is back', lambda: window.value('Gain g') == 0.5)
    expect(window.has('label', re.compile('^No Figure')), 'and the target is not')


@with_window(small)
def frequency_is_picked_by_keys(window):
    train(window)
    desktop.keys('alt+3')
    figure = Figure(window, 'Frequency response')
    figure.focus()
    desktop.keys('ctrl+Right')
    wait_until('a point', lambda: 'ω = ' in figure.description())
    desktop.keys('Return')
    window.find('label', re.compile(r'driven by .* ω = '))
    # From the figure's menu, with the frequency of the place
    desktop.keys('ctrl+Page_Down')
    wait_until('another point', lambda: 'ω = ' in figure.description())
    omega = number('ω = ', figure.description())
    desktop.keys('Menu')
    drive = window.find_item(re.compile('^Drive the Network at ω = '))
    if desktop.menus_have_names(window.root):
        said = number('ω = ', drive.name)
        expect(abs(said / omega - 1) < 0.05, f'{said} is where it was opened: {omega}')
    drive.queryAction().doAction(0)
    wait_until('another drive', lambda: abs(number(
        'driven by .* ω = ', window.find('label', re.compile('driven by .* ω = ')).name) / omega - 1)
        < 0.05)


@with_window(small)
def map_cell_is_picked(window):
    desktop.keys('alt+6')
    figure = Figure(window, 'Sweep')
    wait_until('the map', lambda: 'Re λ' in point(figure))
    figure.move(0.45, figure.extents().height // 3)
    pointer('click', 1)
    wait_until('another gain', lambda: abs(window.value('Gain g') - 0.7) > 0.02)
    # The map's amplitudes are those of the targets as they are.
    window.toast(r'^All targets are multiplied by \d.*now at amplitude 1')
    picked = window.value('Gain g')
    desktop.keys('ctrl+z')
    wait_until('the gain again', lambda: window.value('Gain g') == 0.7)
    wait_until('nothing is told of an amplitude that is 1 no more',
               lambda: not window.has('label', re.compile('^All targets are multiplied')),
               patience=4)
    # By keys: a point of the map, and Return
    figure.focus()
    desktop.keys('ctrl+Right')
    wait_until('a point', lambda: 'g = ' in figure.description())
    for _ in range(3):
        desktop.keys('ctrl+Page_Down')
    desktop.keys('Return')
    wait_until('another gain', lambda: window.value('Gain g') not in (0.7, picked))


def point(figure):
    figure.move(0.45, figure.extents().height // 3)
    figure.move(0.46, figure.extents().height // 3)
    time.sleep(0.1)
    return figure.readout()


@with_window(small)
def basins_are_found_with_a_run(window):
    figure = Figure(window, 'Attractors')
    desktop.keys('ctrl+m')
    window.toast('^The basins will be found')
    train(window)
    wait_until('the basins', lambda: 'Shades are the basins' in figure.description())
    desktop.keys('ctrl+m')
    wait_until('none', lambda: 'Shades are the basins' not in figure.description())


@with_window(lambda: write_file('large.attractor', LARGE))
def search_for_basins_is_stopped(window):
    figure = Figure(window, 'Attractors')
    train(window)
    wait_until('the end of the run', lambda: window.has('push button', 'Train'))
    desktop.keys('ctrl+m')
    wait_until('its bar', lambda: window.find_here('progress bar', 'Progress of the basins'))
    window.press_here('Stop Finding the Basins')
    wait_until('no bar', lambda: not any(
        node.getState().contains(window.pyatspi.STATE_SHOWING)
        for node, _ in walk(window.root) if role_of(node) == 'progress bar'))
    expect('Shades are the basins' not in figure.description(), 'there are none')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        view_is_panned_boxed_and_reset,
        keys_pan_and_zoom,
        axis_is_logarithmic,
        read_out_goes_when_the_window_moves_away,
        legend_is_clicked,
        plane_is_clicked,
        target_is_dragged_in_the_plane,
        target_is_dragged_where_theory_fails,
        frequency_is_picked_by_keys,
        map_cell_is_picked,
        basins_are_found_with_a_run,
        search_for_basins_is_stopped,
    ]))
