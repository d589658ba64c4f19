#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the findings of the running window: test-findings.py PATH-OF-ATTRACTOR"""

import re
import sys

import desktop
from desktop import expect, role_of, wait_until, walk, with_window, write_file

BINARY = sys.argv[1]
TIMEOUT = 150

SMALL = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'size': 200, 'gain': 0.7, 'seed': 3},
    'task': {'targets': [[1.2], [-0.5]]},
    'probe': {'frequency_points': 20},
    'simulation': {'duration': 10.0, 'trajectories': 4},
}


def small():
    return write_file('small.attractor', SMALL)


def redundant():
    return write_file('redundant.attractor', SMALL | {'task': {'targets': [[1.2], [-1.2], [0.0]]}})


def label(window, pattern):
    return window.find('label', re.compile(pattern)).name


def ring():
    return write_file('ring.attractor', SMALL | {
        'network': {'size': 100, 'gain': 0.7, 'seed': 1},
        'task': {'targets': [[2, 0], [0.618, 1.902], [-1.618, 1.176], [-1.618, -1.176],
                             [0.618, -1.902]]}})


def learned():
    return write_file('learned.attractor', SMALL | {
        'network': {'size': 400, 'gain': 0.9, 'seed': 7},
        'task': {'targets': [[1.6], [-1.0]]},
        'training': {'method': 'force', 'duration': 1000.0}})


def crowded():
    return write_file('crowded.attractor', SMALL | {
        'network': {'size': 200, 'gain': 1.2},
        'task': {'targets': [[0.3], [0.6], [0.9], [1.2], [1.5], [1.8], [-0.5], [-1]]}})


@with_window(BINARY)
def failure_has_reason_and_remedy(window):
    expect('+0.095' in label(window, '^0.9 – Unstable:'), 'the pole is named')
    advice = label(window, 'becomes stable')
    expect(re.search(r'Changing only .* not help: .*g \(tried from 0', advice), f'no gain helps: {advice}')
    expect('only at the cost of another' in advice and re.search('0.9 is .* −0.6 is lost', advice),
           f'what it costs comes first: {advice}')
    limit = float(re.search(r'target 0\.9 is between 0\.\d+ and ([\d.]+)', advice).group(1))

    # What the advice says is what happens, on either side of the limit.
    window.enter('Target 2', f'{limit + 0.03:.3f}', role='text')
    wait_until('still unstable', lambda: label(window, f'^{limit + 0.03:.2f} – Unstable'))
    window.enter('Target 2', f'{limit - 0.03:.3f}', role='text')
    wait_until('now stable', lambda: label(window, f'^{limit - 0.03:.2f} – Stable'))


@with_window(BINARY)
def remedy_is_tried_by_its_link(window):
    label(window, 'becomes stable')
    node = window.find('label', re.compile('becomes stable'))
    for _ in range(desktop.MAX_TABS):
        if node.getState().contains(window.pyatspi.STATE_FOCUSED):
            break
        desktop.keys('shift+Tab')
    # One of the label's links has the focus with it.
    desktop.keys('Return')
    wait_until('a changed target', lambda: window.title().startswith('•'))
    wait_until('it is not as it was', lambda: not any(
        node.name.startswith('0.9 – Unstable') for node, _ in walk(window.root)))
    desktop.keys('ctrl+z')
    wait_until('undone', lambda: label(window, '^0.9 – Unstable'))


@with_window(BINARY, small)
def network_stands_beside_theory(window):
    window.press('Train')
    wait_until('the network', lambda: 'The network of 200' in window.summary(), 60)
    window.press('Numbers and equation of 1.2')
    label(window, r'^d²z/dt² \+ .* = .* u')
    cells = [node.name for node, _ in walk(window.root) if role_of(node) == 'label']
    start = cells.index('Bulk radius')
    theory, network, difference = (float(cell.replace('−', '-'))
                                   for cell in cells[start + 1:start + 4])
    expect(abs(network - theory - difference) < 0.0015, f'{network} - {theory} = {difference}')
    expect(abs(difference) < 5 / 200 ** 0.5, 'within what N = 200 scatters by')
    expect(cells[cells.index('Verdict') + 2] in ('Holds it', 'Loses it'), 'a verdict on both')

    window.press('Copy Findings')
    window.toast('clipboard')
    window.focus('Title', 'text')
    desktop.keys('ctrl+v')
    wait_until('what was pasted', lambda: len(window.text('Title', 'text')) > 100)
    copied = window.text('Title', 'text')
    expect('Time constant (τ)' in copied and 'Resonance (1/τ)' in copied, 'with units')
    expect('Bulk radius' in copied and 'd²z/dt²' in copied and '−0.5 –' in copied, copied)


@with_window(BINARY, ring)
def network_that_fails_says_why(window):
    """Theory holds all of them, but so few neurons scatter by more than that."""
    window.press('Train')
    words = window.find('label', re.compile('^The network of 100 neurons loses it')).name
    network, theory, size = map(float, re.search(
        r'part \+([\d.]+), where theory has −([\d.]+)\..*about (\d+) neurons', words).groups())
    wanted = 100 * ((network + theory) / theory) ** 2
    expect(0.95 < size / wanted < 1.15, f'{wanted}: {words}')


@with_window(BINARY, crowded)
def unstable_attractor_has_no_resonance(window):
    """Its |H| has a maximum, but the output leaves and cannot be driven."""
    cells = window.findings()
    row = cells[cells.index('0.3'):][:8]
    expect(row[1] == 'Unstable', row)
    expect(row[6] == '—', f'nothing resonates there: {row}')


@with_window(BINARY, learned)
def online_training_is_not_taken_for_luck(window):
    """Where FORCE holds what least squares cannot, the readout is another one."""
    window.press('Train')
    label(window, r'^FORCE has found another readout .* real part −.*, where theory has \+')


@with_window(BINARY, redundant)
def redundant_targets_are_named(window):
    notes = label(window, 'mirrors')
    expect('Target 2 mirrors target 1.' in notes and 'Target 3 leaves the network silent' in notes
           and 'rank 1' in notes, notes)


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        failure_has_reason_and_remedy,
        remedy_is_tried_by_its_link,
        network_stands_beside_theory,
        network_that_fails_says_why,
        unstable_attractor_has_no_resonance,
        online_training_is_not_taken_for_luck,
        redundant_targets_are_named,
    ]))
