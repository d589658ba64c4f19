#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the page about training: test-training.py PATH-OF-ATTRACTOR"""

import re
import sys
import time

import desktop
from desktop import expect, role_of, wait_until, walk, with_window, write_file
from plots import pointer

BINARY = sys.argv[1]
TIMEOUT = 280

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 100, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 5.0, 'trajectories': 2},
}
# So long that it must be ended by hand, however fast the machine is
ENDLESS = {**SMALL, 'network': {'size': 500, 'gain': 0.7, 'seed': 3},
           'training': {'method': 'force', 'duration': 100000.0}}
# So long to look at that it must be stopped
MEASURED = {**SMALL, 'simulation': {'duration': 5000.0, 'trajectories': 500}}
# So large that the recurrent weights have no place in any memory
HUGE = {**SMALL, 'network': {'size': 1000000}}
MAP, PAGE = 'alt+6', 'alt+7'


def small():
    return write_file('small.attractor', SMALL)


def endless():
    return write_file('endless.attractor', ENDLESS)


def measured():
    return write_file('measured.attractor', MEASURED)


def huge():
    return write_file('huge.attractor', HUGE)


def stages(window):
    """The stages of the run, each with what becomes of it."""
    cells = [node.name for node, _ in walk(window.find('panel', 'Stages'))
             if role_of(node) == 'label']
    return dict(zip(cells[0::2], cells[1::2]))


def row(window, number):
    """What the list of runs says of one of them."""
    texts = [node.name for node, _ in walk(window.root) if role_of(node) == 'label']
    return texts[texts.index(f'Run {number}') + 1] if f'Run {number}' in texts else None


def heading(window):
    return next((node.name for node, _ in walk(window.root)
                 if role_of(node) == 'label' and re.match(r'Run \d+: ', node.name)), None)


def is_enabled(window, name):
    return window.find_here('push button', name).getState().contains(window.pyatspi.STATE_SENSITIVE)


@with_window(BINARY, small)
def run_tells_its_stages(window):
    desktop.keys(PAGE)
    window.find('label', 'No run yet')
    desktop.keys('ctrl+t')
    wait_until('the end', lambda: heading(window) == 'Run 1: done')
    told = stages(window)
    expect(len(told) == 9, f'all stages are there: {told}')
    idle = {told.pop(stage) for stage in ('Measuring the effect of noise', 'Driving the network')}
    expect(idle == {'not asked for'}, f'what has nothing to do says so: {idle}')
    expect(all(re.fullmatch(r'(< )?\d+(\.\d+)? s', text) for text in told.values()),
           f'each of the others with the time that it took: {told}')
    wait_until('the list', lambda: 'Done' in row(window, 1))
    expect('present parameters' in row(window, 1), row(window, 1))
    wait_until('the network', lambda: 'The network of 100 neurons' in window.summary())
    desktop.screenshot('training')


@with_window(BINARY, endless)
def online_run_pauses_and_is_kept(window):
    desktop.keys(PAGE)
    desktop.keys('ctrl+t')
    wait_until('it learns', lambda: is_enabled(window, 'Stop and Keep'))
    expect(heading(window) == 'Run 1: running', heading(window))
    wait_until('the figure follows',
               lambda: 'The error began at' in window.description('Training'))
    window.press_here('Pause')
    wait_until('paused', lambda: heading(window) == 'Run 1: paused')
    window.press_here('Resume')
    wait_until('running', lambda: heading(window) == 'Run 1: running')
    window.press('Stop and Keep')
    wait_until('the end', lambda: heading(window) == 'Run 1: stopped and kept')
    wait_until('the list', lambda: row(window, 1).startswith('Stopped after '))
    expect(re.match(r'Stopped after \d[\d.]* τ of training and kept: (holds|does not hold) all',
                    row(window, 1)), row(window, 1))
    wait_until('the network', lambda: 'The network of 500 neurons' in window.summary())
    expect(not is_enabled(window, 'Stop and Keep'), 'nothing to keep any more')


def told(window, what):
    """What a bar below the figures tells of a run, of a sweep or of statistics."""
    return next((node.name for node, _ in walk(window.root)
                 if role_of(node) == 'label' and node.name.startswith(f'{what} · ')), '')


@with_window(BINARY, endless)
def run_is_told_on_every_page(window):
    desktop.keys('ctrl+t')
    # Its row has a named button although its page was not shown yet.
    window.find('push button', 'Stop Run 1')
    for number in (0, 3, 6, 9):
        desktop.keys(f'alt+{number}')
        wait_until(f'page {number} tells of the run', lambda: re.fullmatch(
            r'Run 1 · Training, \d+ %', told(window, 'Run 1')))
    window.press_here('Pause the Run')
    wait_until('paused', lambda: re.fullmatch(
        r'Run 1 · Paused: Training, \d+ %', told(window, 'Run 1')))
    desktop.screenshot('paused')
    for number in (2, 7):
        desktop.keys(f'alt+{number}')
        wait_until('it can go on', lambda: is_enabled(window, 'Resume the Run'))
    window.press_here('Resume the Run')
    wait_until('it goes on', lambda: told(window, 'Run 1').startswith('Run 1 · Training'))
    # What is paused can be stopped as well.
    window.press_here('Pause the Run')
    wait_until('paused', lambda: 'Paused' in told(window, 'Run 1'))
    # By keys, which still lead somewhere when the button has gone.
    window.focus_on(window.find_here('push button', 'Stop the Run'))
    desktop.keys('space')
    wait_until('it is over', lambda: not told(window, 'Run 1'))
    wait_until('something has the focus', lambda: any(
        node.getState().contains(window.pyatspi.STATE_FOCUSED) for node, _ in walk(window.root)))
    expect(heading(window) == 'Run 1: stopped', heading(window))
    expect(not is_enabled(window, 'Pause'), 'nothing to pause any more')
    expect(window.has('push button', 'Train'), 'another one can be trained')


@with_window(BINARY, small)
def statistics_are_told_on_other_pages(window):
    desktop.keys(PAGE)
    window.enter('Networks R', '1000')
    window.press_here('Measure Networks')
    desktop.keys('alt+1')
    wait_until('they are told', lambda: re.fullmatch(
        r'Statistics · Measuring: \d+ of 1000 networks', told(window, 'Statistics')))
    window.press_here('Pause the Statistics')
    wait_until('paused', lambda: 'Paused after' in told(window, 'Statistics'))
    window.press_here('Stop the Statistics')
    wait_until('it is over', lambda: not told(window, 'Statistics'))


@with_window(BINARY, endless)
def runs_wait_for_their_turn(window):
    desktop.keys(PAGE)
    desktop.keys('ctrl+t')
    # So that the window keeps still while it is looked at
    wait_until('it runs', lambda: is_enabled(window, 'Pause'))
    desktop.keys('ctrl+p')
    wait_until('paused', lambda: heading(window) == 'Run 1: paused')
    wait_until('the list tells it', lambda: row(window, 1).startswith('Paused'))
    window.enter('Gain g', '0.4')
    wait_until('what differs', lambda: 'Gain g: 0.7' in row(window, 1))
    window.press('Add to Queue')
    wait_until('the second', lambda: row(window, 2) and row(window, 2).startswith('Waiting'))
    desktop.keys('ctrl+shift+t')
    wait_until('the third', lambda: row(window, 3))
    expect(told(window, 'Run 1').endswith('% · 2 runs wait'), told(window, 'Run 1'))
    window.press('Remove Run 3')
    wait_until('it is gone', lambda: row(window, 3) is None)
    expect(told(window, 'Run 1').endswith('% · 1 run waits'), told(window, 'Run 1'))

    # Stopping one lets the next begin.
    window.press('Stop Run 1')
    wait_until('the next', lambda: row(window, 2).startswith('Under way'))
    desktop.keys('ctrl+p')
    wait_until('paused', lambda: heading(window) == 'Run 2: paused')
    expect(row(window, 1).startswith('Stopped'), row(window, 1))
    window.press('Add to Queue')
    wait_until('the fourth', lambda: row(window, 4))
    window.press('Clear Queue')
    wait_until('none waits', lambda: row(window, 4) is None)
    desktop.screenshot('queue')
    window.press('Stop Run 2')
    wait_until('all is over', lambda: row(window, 2).startswith('Stopped'))
    wait_until('it can be trained again', lambda: window.has('push button', 'Train'))


def numbers(window):
    """Of the runs in the list, from above."""
    return [int(node.name[4:]) for node, _ in walk(window.root)
            if role_of(node) == 'label' and re.fullmatch(r'Run \d+', node.name)]


def place(window, name):
    """Where a button is, in the window."""
    return window.find('push button', name).queryComponent().getExtents(window.pyatspi.WINDOW_COORDS)


def is_focused(window, name):
    return window.find('push button', name).getState().contains(window.pyatspi.STATE_FOCUSED)


def click(window, name):
    x, y = window.corner()
    button = place(window, name)
    pointer('mousemove', x + button.x + button.width // 2, y + button.y + button.height // 2,
            'click', 1)


@with_window(BINARY, endless)
def removed_runs_come_back(window):
    desktop.keys(PAGE)
    desktop.keys('ctrl+t')
    wait_until('it runs', lambda: is_enabled(window, 'Pause'))
    desktop.keys('ctrl+p')
    for number in range(2, 13):
        desktop.keys('ctrl+shift+t')
        wait_until('another waits', lambda number=number: numbers(window)[-1:] == [number])
    # The focus brings the end of the list into sight.
    window.focus('Remove Run 11', 'push button')
    time.sleep(desktop.SETTLING)
    before = {number: place(window, f'Remove Run {number}').y for number in (9, 10, 11)}

    click(window, 'Remove Run 10')
    wait_until('one less', lambda: numbers(window) == [*range(1, 10), 11, 12])
    time.sleep(desktop.SETTLING)
    expect(abs(place(window, 'Remove Run 9').y - before[9]) <= before[11] - before[10],
           'the list stays where it is')
    expect(is_focused(window, 'Remove Run 11'), 'the focus is on the next')
    # The one after that, by key, and the last, after which there is none but the one before
    desktop.keys('space')
    wait_until('two less', lambda: numbers(window) == [*range(1, 10), 12])
    wait_until('the focus on the next', lambda: is_focused(window, 'Remove Run 12'))
    desktop.keys('space')
    wait_until('three less', lambda: numbers(window) == [*range(1, 10)])
    wait_until('the focus on the one before', lambda: is_focused(window, 'Remove Run 9'))

    # One step of undo for each, and where it was
    desktop.keys('ctrl+z')
    wait_until('the last', lambda: numbers(window) == [*range(1, 10), 12])
    desktop.keys('ctrl+z')
    desktop.keys('ctrl+z')
    wait_until('all', lambda: numbers(window) == [*range(1, 13)])
    desktop.keys('ctrl+shift+z')
    wait_until('one less again', lambda: numbers(window) == [*range(1, 10), 11, 12])
    window.press('Clear Queue')
    wait_until('none waits', lambda: numbers(window) == [1])
    desktop.keys('ctrl+z')
    wait_until('they wait again', lambda: numbers(window) == [*range(1, 10), 11, 12])
    expect(row(window, 11).startswith('Waiting'), row(window, 11))


@with_window(BINARY, small)
def run_is_shown_again_and_pinned(window):
    desktop.keys(PAGE)
    desktop.keys('ctrl+t')
    wait_until('the first', lambda: row(window, 1) and row(window, 1).startswith('Done'))
    window.enter('Gain g', '0.4')
    desktop.keys('ctrl+t')
    wait_until('the second', lambda: row(window, 2) and row(window, 2).startswith('Done'))
    expect('Gain g: 0.7' in row(window, 1), row(window, 1))
    # One that was taken out comes back with its network.
    window.press('Remove Run 1')
    wait_until('it is gone', lambda: row(window, 1) is None)
    desktop.keys('ctrl+z')
    wait_until('it again', lambda: row(window, 1) and row(window, 1).startswith('Done: '))
    # What a sweep goes over is the document's, not the run's.
    desktop.keys(MAP)
    window.enter('Points Across', '7')
    wait_until('it is chosen', lambda: window.title().startswith('•'))
    desktop.keys(PAGE)
    window.press('Show Run 1')
    wait_until('its parameters', lambda: window.value('Gain g') == 0.7)
    expect(window.value('Points Across') == 7, 'the choice of the sweep stays')
    wait_until('its network', lambda: 'present parameters' in row(window, 1)
               and 'The network of 100 neurons' in window.summary()
               and 'other parameters' not in window.summary())
    window.press('Pin Run 2')
    window.toast(r'Pin 1 \(g = 0.4\).*stays')
    desktop.keys('alt+1')
    wait_until('it is compared', lambda: 'For comparison it also shows: “Pin 1'
               in window.description('Attractors'))
    desktop.keys('ctrl+shift+b')
    window.find('push button', re.compile('^Remove Pin 1'))
    expect(not window.has('push button', re.compile('^Measure Pin 1')), 'with its network')


def is_on_figure(window):
    """Whether the focus is on the figure of the page about training."""
    return any(node.getState().contains(window.pyatspi.STATE_FOCUSED)
               for node in window.search('image', 'Training'))


@with_window(BINARY, small)
def last_run_is_taken_out(window):
    desktop.keys(PAGE)
    for number in (1, 2):
        desktop.keys('ctrl+t')
        wait_until('it is done', lambda number=number: row(window, number)
                   and row(window, number).startswith('Done'))
    # What figures show is still of the one that began last.
    window.press('Remove Run 2')
    wait_until('it is gone', lambda: numbers(window) == [1])
    expect(heading(window) == 'Run 2: done', heading(window))
    window.focus_on(window.find('push button', 'Remove Run 1'))
    desktop.keys('space')
    wait_until('none is there', lambda: numbers(window) == [])
    wait_until('the focus on the figure', lambda: is_on_figure(window))
    expect(heading(window) == 'Run 2: done', heading(window))
    # Nobody sees on another page what comes back.
    desktop.keys('alt+2')
    wait_until('another page', lambda: not is_on_figure(window))
    desktop.keys('ctrl+z')
    wait_until('it is back', lambda: numbers(window) == [1])
    wait_until('its page in sight', lambda: is_on_figure(window))


@with_window(BINARY, measured)
def figures_fill_stage_by_stage(window):
    wait_until('theory', lambda: 'No network has been trained' in
               window.description('Attractors'))
    before = window.description('Attractors')
    desktop.keys('ctrl+t')
    wait_until('the first results', lambda: 'A network is being measured' in
               window.description('Attractors'))
    expect(window.has('push button', 'Stop'), 'the run goes on')
    expect('network' not in window.summary(), 'findings wait for the end')
    window.press('Stop')
    wait_until('it is over', lambda: window.has('push button', 'Train'))
    wait_until('what was there before',
               lambda: window.description('Attractors') == before)


@with_window(BINARY, huge)
def failed_run_says_why(window):
    desktop.keys(PAGE)
    desktop.keys('ctrl+t')
    wait_until('it fails', lambda: heading(window) == 'Run 1: failed')
    reason = row(window, 1)
    expect('memory' in reason.lower(), reason)
    expect(window.has('push button', 'Train'), 'another one can be trained')
    window.enter('Neurons', '100')
    desktop.keys('ctrl+t')
    wait_until('that goes well', lambda: heading(window) == 'Run 2: done')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        run_tells_its_stages,
        online_run_pauses_and_is_kept,
        run_is_told_on_every_page,
        statistics_are_told_on_other_pages,
        runs_wait_for_their_turn,
        removed_runs_come_back,
        run_is_shown_again_and_pinned,
        last_run_is_taken_out,
        figures_fill_stage_by_stage,
        failed_run_says_why,
    ]))
