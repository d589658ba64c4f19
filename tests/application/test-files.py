#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives windows, files and what becomes of them after a crash

test-files.py PATH-OF-ATTRACTOR PATH-OF-DRAG-SOURCE
"""

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

import desktop
from desktop import Window, expect, path, role_of, wait_until, walk, write_file

BINARY, DRAG_SOURCE = sys.argv[1:3]
TIMEOUT = 280
SEED = 20170623

SMALL = {
    'format': 'attractor-experiment', 'version': 1, 'title': 'Small', 'notes': '',
    'network': {'size': 200, 'gain': 0.7},
    'task': {'targets': [[1.2], [-0.5]]},
}

# How much work may be lost, in seconds: one, and what a busy machine needs to write
LOST = 3.0


def with_gain(name, gain):
    return write_file(name, {**SMALL, 'network': {'size': 200, 'gain': gain}})


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def xdotool(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], capture_output=True, text=True,
                          timeout=20, check=False).stdout.strip()


def drop(window):
    """Drags what is in the corner of the screen to the middle of the first window."""
    frame = window.frame().queryComponent().getExtents(window.pyatspi.WINDOW_COORDS)
    left, top = window.corner()
    x, y = left + frame.width // 2, top + frame.height // 2
    xdotool('mousemove', 60, 80, 'mousedown', 1)
    # The two programs agree on what is dropped while the pointer moves.
    for i in range(1, 21):
        xdotool('mousemove', 60 + (x - 60) * i // 20, 80 + (y - 80) * i // 20)
        time.sleep(0.05)
    time.sleep(desktop.SETTLING)
    xdotool('mousemove_relative', 1, 1, 'sleep', 0.2, 'mouseup', 1)


def titles(window):
    return sorted(node.name for node, _ in walk(window.root) if role_of(node) == 'frame')


def start_again(*arguments):
    """What is started while the program runs hands its files over."""
    subprocess.run([BINARY, *arguments], check=True, timeout=20)


@with_window(lambda: with_gain('one.attractor', 0.3))
def file_has_one_window(window):
    wait_until('the first', lambda: titles(window) == ['one'])
    start_again(with_gain('two.attractor', 0.4), path('one.attractor'))
    wait_until('the second', lambda: titles(window) == ['one', 'two'])
    # What is open already is shown, not opened once more.
    start_again(path('two.attractor'))
    time.sleep(desktop.SETTLING)
    expect(titles(window) == ['one', 'two'], f'windows: {titles(window)}')


def gain_in(name):
    with open(path(name), encoding='utf-8') as file:
        return json.load(file)['network']['gain']


@with_window(lambda: with_gain('shared.attractor', 0.3))
def what_another_program_wrote_is_not_overwritten(window):
    window.enter('Gain g', '0.4')
    with_gain('shared.attractor', 0.77)
    desktop.keys('ctrl+s')
    window.toast('shared.*another program')
    expect(gain_in('shared.attractor') == 0.77, 'the file stays')
    expect(window.title().startswith('•'), 'and there is still something to save')
    window.press('Replace')
    wait_until('it is replaced', lambda: gain_in('shared.attractor') == 0.4
               and not window.title().startswith('•'))

    # The same in other words is no change.
    window.enter('Gain g', '0.5')
    with_gain('shared.attractor', 0.4)
    desktop.keys('ctrl+s')
    wait_until('it is saved', lambda: gain_in('shared.attractor') == 0.5)


@with_window(lambda: with_gain('theirs.attractor', 0.3))
def what_another_program_wrote_can_be_read(window):
    window.enter('Gain g', '0.4')
    with_gain('theirs.attractor', 0.77)
    desktop.keys('ctrl+s')
    window.toast('theirs.*another program')
    window.press('Reload')
    wait_until('theirs is there', lambda: window.value('Gain g') == 0.77
               and not window.title().startswith('•'))
    wait_until('all is said', lambda: not window.has('label', re.compile('theirs.*another')))

    # What was here is not lost, and now it is a change of what they wrote.
    desktop.keys('ctrl+z')
    wait_until('ours is back', lambda: window.value('Gain g') == 0.4
               and window.title().startswith('•'))
    desktop.keys('ctrl+s')
    wait_until('it is saved', lambda: gain_in('theirs.attractor') == 0.4)


def with_key(number):
    return write_file('key.attractor', {**SMALL, 'x-laboratory': number})


@with_window(lambda: with_key(1))
def unknown_key_of_another_program_is_read_too(window):
    window.enter('Gain g', '0.4')
    with_key(2)
    desktop.keys('ctrl+s')
    window.toast('key.*another program')
    desktop.keys('ctrl+z')
    window.press('Reload')
    wait_until('it is read', lambda: not window.has('label', re.compile('key.*another')))
    window.enter('Gain g', '0.5')
    desktop.keys('ctrl+s')
    wait_until('it is saved', lambda: gain_in('key.attractor') == 0.5)
    with open(path('key.attractor'), encoding='utf-8') as file:
        expect(json.load(file)['x-laboratory'] == 2, 'what the other program wrote is kept')


@with_window(lambda: with_gain('twice.attractor', 0.3))
def last_failure_to_save_is_said(window):
    window.enter('Gain g', '0.4')
    os.remove(path('twice.attractor'))
    os.mkdir(path('twice.attractor'))
    desktop.keys('ctrl+s')
    window.toast('twice.*cannot be opened')

    os.rmdir(path('twice.attractor'))
    with_gain('twice.attractor', 0.77)
    desktop.keys('ctrl+s')
    window.toast('twice.*another program')
    wait_until('only that', lambda: not window.has('label', re.compile('twice.*cannot')))


@with_window(lambda: with_gain('good.attractor', 0.3))
def unreadable_file_leaves_no_window(window):
    wait_until('the first', lambda: titles(window) == ['good'])
    write_file('broken.attractor', '{')
    start_again(path('broken.attractor'), path('missing.attractor'))
    words = window.find('label', re.compile('broken.attractor')).name
    # Two threads read them.
    both = re.compile('(?=.*broken.*line 1, column 2)(?=.*missing.*cannot)', re.S)
    wait_until('both', lambda: window.has('label', both))
    wait_until('one window', lambda: titles(window) == ['good'])
    expect('line 1, column 2' in words and path('') in words, f'place and reason: {words}')

    # It is no message that goes by itself: it waits for its button.
    expect(window.find_here('push button', 'Open…').queryAction(), 'what to do is offered')
    window.press_here('Dismiss')
    wait_until('nothing more to say', lambda: not window.has('label', re.compile('broken')))


@with_window()
def failure_is_said_beside_what_opens(window):
    # So long that the other is known to be missing before it is read
    whole = write_file('whole.attractor', json.dumps(SMALL) + ' ' * 15_000_000)
    start_again(whole, path('lacking.attractor'))
    wait_until('the one', lambda: titles(window) == ['whole'])
    wait_until('the other', lambda: window.has('label', re.compile('lacking.*cannot')))


@with_window(lambda: with_gain('first.attractor', 0.3))
def error_ends_when_something_opens(window):
    wait_until('the first', lambda: titles(window) == ['first'])
    start_again(path('missing.attractor'))
    window.find('label', re.compile('missing.attractor'))
    start_again(with_gain('other.attractor', 0.4))
    wait_until('the other', lambda: titles(window) == ['first', 'other'])
    wait_until('no error', lambda: not window.has('label', re.compile('missing.attractor')))


@with_window(lambda: with_gain('here.attractor', 0.3))
def files_are_dropped_on_the_window(window):
    with_gain('dropped.attractor', 0.5)
    write_file('words.attractor', 'no experiment')
    source = subprocess.Popen([DRAG_SOURCE, path('dropped.attractor'), path('words.attractor')],
                              preexec_fn=desktop.die_with_parent)
    try:
        place = wait_until('what is dragged', lambda: xdotool('search', '--onlyvisible', '--name',
                                                              '^Files$'))
        xdotool('windowactivate', '--sync', place, 'windowmove', '--sync', place, '0', '0')
        drop(window)
        wait_until('another window', lambda: titles(window) == ['dropped', 'here'])
        window.toast('words.attractor')
    finally:
        source.kill()
        source.wait()


def files_are_remembered():
    window = Window(BINARY, with_gain('remembered.attractor', 0.3))
    try:
        wait_until('the file', lambda: titles(window) == ['remembered'])
        recent = os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel')
        wait_until('the list', lambda: 'remembered.attractor' in open(recent).read())
        expect('application/x-attractor+json' in open(recent).read(), 'with its media type')
    finally:
        window.end()


def killed_work_is_recovered():
    """Killed at random moments while a slider moves: no more than the last moment is lost."""
    chance = random.Random(SEED)
    state = tempfile.mkdtemp(prefix='state-', dir=desktop.folder())
    file = with_gain('work.attractor', 0.3)
    for _ in range(2):
        window = Window(BINARY, file, state=state)
        try:
            wait_until('the file', lambda: re.search('work$', window.title()))
            steps = []
            rest = LOST + 2.0 * chance.random()
            while not steps or time.monotonic() < steps[0][0] + rest:
                value = round(chance.uniform(0.4, 1.9), 3)
                window.slide('Gain g', value)
                steps.append((time.monotonic(), value))
                time.sleep(0.02)
        finally:
            window.process.kill()
            killed = time.monotonic()
            window.end()

        # What it was a moment before, or later
        first = max(i for i, (moment, _) in enumerate(steps) if moment <= killed - LOST)
        possible = {value for _, value in steps[first:]}
        window = Window(BINARY, file, state=state)
        try:
            window.find('label', 'Unsaved changes were recovered.')
            expect(titles(window) == ['• work'], f'windows: {titles(window)}')
            expect(window.value('Gain g') in possible,
                   f'recovered {window.value("Gain g")} of {len(steps)} steps')
            desktop.keys('ctrl+z')
            wait_until('what the file has', lambda: window.value('Gain g') == 0.3)
            expect(titles(window) == ['work'], 'it is not modified')
            desktop.keys('ctrl+w')
            expect(window.process.wait(desktop.PATIENCE) == 0, 'the program ended well')
        finally:
            window.end()
        left = [name for _, _, names in os.walk(state) for name in names
                if name.endswith('.recovery')]
        expect(not left, f'nothing is left to recover: {left}')


def work_without_file_is_recovered():
    state = tempfile.mkdtemp(prefix='state-', dir=desktop.folder())
    window = Window(BINARY, state=state)
    try:
        window.enter('Gain g', '0.123')
        wait_until('the gain', lambda: window.value('Gain g') == 0.123)
        wait_until('a file', lambda: any(name.endswith('.recovery')
                                         for _, _, names in os.walk(state) for name in names))
    finally:
        window.end()
    for _ in range(2):  # killed again at once, it is still there
        window = Window(BINARY, state=state)
        try:
            wait_until('the gain', lambda: window.value('Gain g') == 0.123)
            expect(titles(window) == ['• New Experiment'], f'windows: {titles(window)}')
        finally:
            window.end()


def kept(state):
    return [name for _, _, names in os.walk(state) for name in names if name.endswith('.recovery')]


def work_survives_the_display():
    """The X server goes away: the program ends, and finds its work when it is started again."""
    state = tempfile.mkdtemp(prefix='state-', dir=desktop.folder())
    file = with_gain('display.attractor', 0.3)
    usual, others = os.environ['DISPLAY'], set(desktop.children())
    os.environ['DISPLAY'] = desktop.start_x_server('1000x700')
    servers = set(desktop.children()) - others
    try:
        window = Window(BINARY, file, state=state)
    finally:
        os.environ['DISPLAY'] = usual
    try:
        wait_until('the file', lambda: re.search('display$', window.title()))
        window.slide('Gain g', 0.45)
        wait_until('the work in a safe place', lambda: kept(state))
        for server in servers:
            os.kill(server, signal.SIGKILL)
        expect(window.process.wait(desktop.PATIENCE) != 0, 'the program says that it failed')
    finally:
        window.end()

    window = Window(BINARY, file, state=state)
    try:
        window.find('label', 'Unsaved changes were recovered.')
        expect(window.value('Gain g') == 0.45, f'recovered {window.value("Gain g")}')
        expect(titles(window) == ['• display'], f'windows: {titles(window)}')
    finally:
        window.end()


def limit_files(window, size):
    """Lets the files of the program grow to size at most, as a full disk would."""
    pid, limit = window.process.pid, resource.RLIMIT_FSIZE
    resource.prlimit(pid, limit, (size, resource.prlimit(pid, limit)[1]))


def full_disk_loses_nothing():
    state = tempfile.mkdtemp(prefix='state-', dir=desktop.folder())
    file = with_gain('full.attractor', 0.3)
    with open(file, encoding='utf-8') as stream:
        before = stream.read()
    # What goes beyond the limit is to be an error, and not the end.
    window = Window('env', '--ignore-signal=XFSZ', BINARY, file, state=state)
    try:
        wait_until('the file', lambda: re.search('full$', window.title()))
        limit_files(window, 64)
        window.slide('Gain g', 0.45)
        window.find('label', re.compile('recovery” cannot be saved'))
        desktop.keys('ctrl+s')
        window.find('label', re.compile('full.attractor” cannot be saved'))
        window.find_here('push button', 'Save As…')
        with open(file, encoding='utf-8') as stream:
            expect(stream.read() == before, 'the file is as it was')
        expect(titles(window) == ['• full'], f'windows: {titles(window)}')
        limit_files(window, resource.RLIM_INFINITY)
        window.slide('Gain g', 0.5)
        wait_until('the work in a safe place', lambda: kept(state))
        wait_until('that is told', lambda: not window.has('label', re.compile('recovery”')))
        window.find('label', re.compile('full.attractor” cannot be saved'))
        desktop.keys('ctrl+s')
        wait_until('the file', lambda: titles(window) == ['full'])
        wait_until('that is told', lambda: not window.has('label', re.compile('cannot be saved')))
        with open(file, encoding='utf-8') as stream:
            expect('0.5' in stream.read(), 'it has what was to be saved')
    finally:
        window.end()


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        file_has_one_window,
        what_another_program_wrote_is_not_overwritten,
        what_another_program_wrote_can_be_read,
        unknown_key_of_another_program_is_read_too,
        last_failure_to_save_is_said,
        unreadable_file_leaves_no_window,
        failure_is_said_beside_what_opens,
        error_ends_when_something_opens,
        files_are_dropped_on_the_window,
        files_are_remembered,
        killed_work_is_recovered,
        work_without_file_is_recovered,
        full_disk_loses_nothing,
        work_survives_the_display,
    ]))
