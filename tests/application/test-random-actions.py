#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does random things in the window: test-random-actions.py PATH-OF-ATTRACTOR [STEPS [SEED]]

What a step does follows from the seed and the step's number alone, where it is
done from what is in sight. Nothing may end the program, stop it from answering, make
a value leave its range, or get lost on the way back through what was undone.
"""

import collections
import math
import os
import random
import re
import subprocess
import sys
import time

import desktop
from desktop import expect, path, role_of, wait_until, walk

BINARY = sys.argv[1]
STEPS = int(sys.argv[2]) if len(sys.argv) > 2 else 250
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
# A busy machine does fewer steps in the suite rather than fail for want of time.
SECONDS = 75 if len(sys.argv) <= 2 else math.inf
TIMEOUT = 240 if len(sys.argv) <= 2 else 100000
SIZE = (1920, 1080)

SMALL = {
    'format': 'attractor-experiment', 'version': 1, 'title': 'Random',
    'network': {'size': 100, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}

NONSENSE = ('', ' ', '-', '+', '.', ',', 'nan', 'inf', '-inf', '1e999', '-1e999', '1e-320', '0x10',
            '1,5', '1.5', '1,000.5', '--1', '1e', '٣', '½', '1 2', 'much', '%n%s', '<b>', '&amp;',
            '0', '-0', '1', '2', '-3', '0.5', '100', '1000', '10000000000', '1; 2', '1 2 3',
            'tanh(x)', 'x/0', 'sqrt(x)', 'x)', 'exp(exp(x))', 'x' * 300, '\U0001f40d', 'ä\u0301')
NUMBERS = (math.nan, math.inf, -math.inf, 1e308, -1e308, 0.0, -1.0, 1.0, 0.5)
KEYS = (['Tab'] * 6 + ['shift+Tab'] * 3 + ['space'] * 3 + ['Return'] * 3 + ['Escape'] * 3 +
        ['Up', 'Down', 'Left', 'Right', 'Home', 'End', 'Page_Up', 'Page_Down'] * 2 +
        ['plus', 'minus', '0', 'l', 'r', 'Delete', 'BackSpace', 'period', 'comma', '5', 'Menu',
         'shift+F10', 'F9', 'F10', 'F1', 'F2', 'ctrl+question', 'ctrl+comma', 'F11'] +
        ['ctrl+z'] * 6 + ['ctrl+shift+z'] * 4 + ['ctrl+t'] * 4 +
        ['ctrl+' + key for key in 'abcdefknovxwy'] + ['ctrl+s', 'ctrl+shift+s', 'ctrl+shift+b'] +
        [f'alt+{digit}' for digit in range(10)] +
        ['ctrl+Up', 'ctrl+Right', 'shift+Right', 'shift+Up', 'alt+Down'])
CHOOSERS = re.compile('^(Save|Open|Export|Import)')
# What would leave the desktop of the test
LEFT_ALONE = re.compile('^https?:|[Ww]ebsite|Minimi[sz]e|Details')
MOST_WINDOWS = 5
# What GTK 4.8 says when it is asked about a window that is just closing, and when a tooltip
# comes over one that has gone from the screen meanwhile
NOT_OURS = ("g_variant_is_object_path: assertion 'string != NULL' failed",
            "gdk_monitor_get_geometry: assertion 'GDK_IS_MONITOR (monitor)' failed")


def xdotool(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], capture_output=True, text=True,
                          timeout=20, check=False).stdout.strip()


class Robot:
    """Someone who does not know what they do."""

    def __init__(self):
        self.done = collections.deque(maxlen=40)
        self.longest = 0.0
        self.starts = 0
        self.start()

    def start(self):
        self.starts += 1
        self.window = desktop.Window(BINARY, desktop.write_file('random.attractor', SMALL))
        self.nodes = {}
        self.age = 0
        self.known = self.window.windows()

    # What there is

    def patiently(self, ask):
        """A list that the program is asked for, which on a busy machine may answer late, or have
        ended: a window that was closed takes it along."""
        return wait_until('an answer', lambda: (
            ask() if self.window.process.poll() is None else [],))[0]

    def look(self):
        """All controls in sight, by role; asking is slow, so it is done now and then."""
        states = self.window.pyatspi
        found = {}
        for node, _ in walk(self.window.root):
            try:
                state = node.getState()
                if (state.contains(states.STATE_SHOWING) and
                        state.contains(states.STATE_SENSITIVE)):
                    found.setdefault(role_of(node), []).append(node)
            except Exception:  # gone meanwhile
                continue
        self.nodes = found
        self.age = 0

    def choose(self, rng, *roles):
        nodes = [node for role in roles for node in self.nodes.get(role, ())
                 if not LEFT_ALONE.search(node.name)]
        return rng.choice(nodes) if nodes else None

    def geometry(self):
        """Of the window that has the focus: where it is on the screen, and its size."""
        shell = dict(line.split('=') for line in
                     xdotool('getactivewindow', 'getwindowgeometry', '--shell').split()
                     if '=' in line)
        return [int(shell[key]) for key in ('X', 'Y', 'WIDTH', 'HEIGHT')] if shell else None

    def place(self, rng):
        """A place on the screen within that window."""
        geometry = self.geometry()
        if geometry is None:
            return None
        x, y, width, height = geometry
        return (x + rng.randrange(max(width, 1)), y + rng.randrange(max(height, 1)))

    # What to do

    def press(self, rng):
        node = self.choose(rng, 'push button', 'toggle button', 'check box', 'radio button',
                           'page tab', 'menu item', 'switch', 'list item', 'table cell')
        if node is not None:
            self.done.append(f'press {role_of(node)} “{node.name}”')
            node.queryAction().doAction(0)

    def slide(self, rng):
        node = self.choose(rng, 'slider', 'spin button')
        if node is None:
            return
        value = node.queryValue()
        for _ in range(rng.choice((1, 1, 1, 8))):
            number = (rng.choice(NUMBERS) if rng.random() < 0.15 else
                      rng.uniform(value.minimumValue, value.maximumValue))
            if node.name == 'Neurons' and not number < 2.7:
                number = 2.3  # networks are to be trained before the test ends
            self.done.append(f'set {role_of(node)} “{node.name}” to {number}')
            value.currentValue = number

    def fill(self, rng):
        node = self.choose(rng, 'text', 'entry', 'spin button')
        if node is not None:
            text = rng.choice(NONSENSE)
            self.done.append(f'write “{text}” into {role_of(node)} “{node.name}”')
            node.queryEditableText().setTextContents(text)
            if rng.random() < 0.5:
                node.queryComponent().grabFocus()
                desktop.keys('Return')

    def key(self, rng):
        names = [rng.choice(KEYS) for _ in range(rng.choice((1, 2, 4)))]
        self.done.append('keys ' + ' '.join(names))
        for name in names:
            # What a chooser of files does with the rest is not ours.
            if CHOOSERS.match(xdotool('getactivewindow', 'getwindowname')):
                break
            xdotool('key', name)

    def drag(self, rng):
        begin, end = self.place(rng), self.place(rng)
        if begin is None or end is None:
            return
        button = rng.choice((1, 1, 1, 1, 2, 3, 4, 5))
        self.done.append(f'drag {begin} {end} with button {button}')
        holding = rng.choice(('', '', '', 'shift', 'ctrl'))
        steps = [('mousemove', *begin)]
        if holding:
            steps.append(('keydown', holding))
        if button > 3 or rng.random() < 0.4:
            steps.append(('click', button))
        else:
            steps.append(('mousedown', button))
            for part in range(1, 6):
                steps.append(('mousemove', *(round(a + (b - a) * part / 5)
                                             for a, b in zip(begin, end))))
            steps.append(('mouseup', button))
        if holding:
            steps.append(('keyup', holding))
        xdotool(*(word for step in steps for word in step))

    def resize(self, rng):
        size = rng.choice(((360, 294), (360, 700), (rng.randrange(360, 1920),
                                                    rng.randrange(294, 1080)), SIZE))
        self.done.append(f'resize to {size}')
        xdotool('getactivewindow', 'windowsize', *size)

    def train(self, rng):
        self.done.append('train or stop')
        for _ in range(rng.choice((1, 1, 2, 3))):
            self.focus()
            xdotool('key', 'ctrl+t')

    def wait(self, rng):
        seconds = rng.choice((0.0, 0.1, 0.5))
        self.done.append(f'wait {seconds}')
        time.sleep(seconds)

    # How it goes on

    def focus(self):
        """Brings a window back to the front that was put away."""
        if not xdotool('getactivewindow'):
            windows = self.window.windows()
            if windows:
                xdotool('windowmap', max(windows), 'windowactivate', max(windows))
        x, y, *_ = self.geometry() or (0, 0)
        # GTK 4.8 does not survive that something pops up where there is no monitor.
        if not (0 <= x < SIZE[0] - 100 and 0 <= y < SIZE[1] - 100):
            xdotool('getactivewindow', 'windowmove', 0, 0)

    def leave_choosers(self, rng):
        """Answers a chooser of files with a place that is the test's own."""
        for _ in range(4):
            if not CHOOSERS.match(xdotool('getactivewindow', 'getwindowname')):
                return
            names = self.patiently(lambda: list(self.window.search('text', re.compile('^Name'))))
            if names and rng.random() < 0.7:
                names[0].queryEditableText().setTextContents(path(f'random-{rng.randrange(4)}'))
                self.done.append('save')
                desktop.keys('Return')
            else:
                self.done.append('cancel')
                desktop.keys('Escape')
            self.settle()

    def close_some(self):
        """So that there are never very many windows."""
        while len(self.window.windows()) > MOST_WINDOWS:
            before = self.window.windows()
            # Without waiting for it: a dialog that stands before the window keeps the focus.
            xdotool('windowactivate', max(before))
            self.settle()
            xdotool('key', 'ctrl+w')
            self.settle()
            leave = re.compile('Discard|Close Without Saving|Don’t Save')
            for node in self.patiently(lambda: list(self.window.search('push button', leave))):
                node.queryAction().doAction(0)
                self.settle()
            if self.window.windows() == before:
                desktop.keys('Escape')
                return

    def check(self):
        """The program runs, and answers."""
        begin = time.monotonic()
        status = self.window.process.poll()
        if status is not None:
            said = self.window.end()
            expect(status == 0 or any(words in said for words in NOT_OURS),
                   f'the program ended with status {status}:\n{said}')
            self.start()
            return
        self.settle()
        wait_until('an answer', self.answers)
        self.longest = max(self.longest, time.monotonic() - begin)

    def settle(self):
        """Waits until no window comes or goes: asking one that goes is not safe."""
        windows = self.window.windows()
        while windows != self.known:
            self.known = windows
            time.sleep(desktop.SETTLING)
            windows = self.window.windows()

    def answers(self):
        if self.window.process.poll() is not None:
            return True
        self.window.root.get_toolkit_version()
        return all(window.queryComponent().getExtents(self.window.pyatspi.WINDOW_COORDS).width >= 0
                   for window in list(self.window.root))

    def check_values(self):
        """No value has left its range, whatever was written into the entries."""
        for node in self.patiently(lambda: list(self.window.search('spin button', re.compile('')))):
            try:
                value = node.queryValue()
                words = (f'{node.name} is {value.currentValue}, not from {value.minimumValue} '
                         f'to {value.maximumValue}')
                within = value.minimumValue <= value.currentValue <= value.maximumValue
            except Exception:  # gone meanwhile
                continue
            expect(within, words)

    def step(self, number):
        rng = random.Random(f'{SEED}:{number}')
        action = rng.choices((self.press, self.slide, self.fill, self.key, self.drag, self.resize,
                              self.train, self.wait), (5, 5, 3, 6, 5, 1, 1, 1))[0]
        if self.age % 12 == 0:
            self.close_some()
            self.check_values()
            self.patiently(self.look)
        self.age += 1
        try:
            self.leave_choosers(rng)
            self.focus()
            action(rng)
        except subprocess.SubprocessError:
            raise
        except Exception as error:  # the control is gone, or does not do that
            self.done.append(f'  in vain: {type(error).__name__}')
        self.check()


def random_things_do_no_harm():
    robot = Robot()
    number = 0
    end = time.monotonic() + SECONDS
    try:
        while number < STEPS and time.monotonic() < end:
            robot.step(number)
            number += 1
            if number % 250 == 0:
                print(f'# {number} steps so far', flush=True)
    except Exception:
        for line in robot.done:
            print('# did: ' + line)
        raise
    finally:
        print(f'# seed {SEED}: {number} steps, {robot.starts} starts, '
              f'longest answer {robot.longest:.2f} s')
        # without the process and the time
        said = re.sub(r'\(.*?:\d+\)|\d+:\d+:\d+\.\d+: ', '', robot.window.end())
        for line, count in collections.Counter(said.splitlines()).items():
            print(f'# said: {line}' + (f' ({count} times)' if count > 1 else ''))


if __name__ == '__main__':
    desktop.enter(TIMEOUT, 'x'.join(map(str, SIZE)))
    sys.exit(desktop.run([random_things_do_no_harm]))
