#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the cells of the table of targets: test-targets.py PATH-OF-ATTRACTOR"""

import re
import sys

import desktop
from desktop import expect, role_of, wait_until, walk, write_file
from targets import column, expect_column, has_focus, numbers

BINARY = sys.argv[1]
TIMEOUT = 200

PLANE = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'channel_covariance': [[1, 0, 0.2], [0, 1, 0], [0.2, 0, 1]]},
    'task': {'targets': [[1.2, 0.3], [-0.5, 0.8], [0.1, -1]], 'inputs': [[0.1], [0.2], [0]]},
}


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def refusal(window, name, role, words):
    """Waits until an entry says why it refuses what was written: in its row, and as its description."""
    def said():
        entry = window.find(role, name)
        row = entry.parent
        while role_of(row) != 'list item':
            row = row.parent
        return re.search(words, entry.description) and any(
            role_of(node) == 'label' and re.search(words, node.name) for node, _ in walk(row))
    wait_until(f'{name}: {words}', said)


@with_window()
def cell_refuses_nonsense(window):
    usual = window.find('text', 'Target 2').description
    window.enter('Target 2', 'much', role='text')
    refusal(window, 'Target 2', 'text', 'Target 2: “much” is not a number; it stays 0.9')
    expect(has_focus(window, 'Target 2'), 'who has to mend it is still there')
    expect_column(window, '1.6', '0.9', '−0.6')
    window.enter('Target 2', '1000', role='text')
    refusal(window, 'Target 2', 'text', 'Target 2.*1000.*100')
    expect_column(window, '1.6', '0.9', '−0.6')
    window.enter('Target 2', 'nan', role='text')
    refusal(window, 'Target 2', 'text', '“nan” is not a number')
    desktop.keys('ctrl+a', 'BackSpace', 'Tab')
    refusal(window, 'Target 2', 'text', 'Target 2 needs a number; it stays 0.9')
    expect_column(window, '1.6', '0.9', '−0.6')
    # What is kept can be accepted as it stands.
    desktop.keys('shift+Tab')
    wait_until('the cell again', lambda: has_focus(window, 'Target 2'))
    desktop.keys('Return')
    wait_until('no error', lambda: window.find('text', 'Target 2').description == usual)
    desktop.keys('Up')
    wait_until('the cell again', lambda: has_focus(window, 'Target 2'))
    window.enter('Target 2', 'much', role='text')
    refusal(window, 'Target 2', 'text', 'Target 2: “much” is not a number; it stays 0.9')
    window.enter('Target 2', '0,75', role='text')
    expect_column(window, '1.6', '0.75', '−0.6')
    wait_until('no error', lambda: window.find('text', 'Target 2').description == usual)
    wait_until('none in its row', lambda: not window.has('label', re.compile('it stays [0-9]')))


@with_window()
def one_cell_refuses_at_a_time(window):
    """The table has one line of words, so that no cell stays marked without them."""
    usual = {name: window.find('text', name).description for name in ('Target 1', 'Target 2')}
    window.focus('Target 1', 'text')
    desktop.keys('ctrl+a')
    desktop.write('x')
    desktop.keys('Tab')
    refusal(window, 'Target 1', 'text', 'Target 1: “x” is not a number; it stays 1.6')
    window.enter('Target 2', 'y', role='text')
    refusal(window, 'Target 2', 'text', 'Target 2: “y” is not a number; it stays 0.9')
    expect(window.find('text', 'Target 1').description == usual['Target 1'], 'the first has none')
    desktop.keys('ctrl+a')
    desktop.write('0.9')
    wait_until('no words', lambda: not window.has('label', re.compile('it stays [0-9]')))
    for name, words in usual.items():
        wait_until(f'{name} is as it was', lambda: window.find('text', name).description == words)


@with_window()
def parameter_refuses_nonsense(window):
    usual = window.find('spin button', 'Gain g').description
    window.enter('Gain g', 'much')
    refusal(window, 'Gain g', 'spin button', 'Gain g: “much” is not a number; it stays 0.9')
    expect(window.value('Gain g') == 0.9, 'what was good is kept')
    desktop.keys('ctrl+a', 'BackSpace', 'Return')
    refusal(window, 'Gain g', 'spin button', 'Gain g needs a number; it stays 0.9')
    # What is kept can be accepted as it stands.
    desktop.keys('Return')
    wait_until('no error', lambda: window.find('spin button', 'Gain g').description == usual)
    window.enter('Gain g', 'much')
    refusal(window, 'Gain g', 'spin button', 'Gain g: “much” is not a number; it stays 0.9')
    desktop.keys('Escape')
    wait_until('no error', lambda: window.find('spin button', 'Gain g').description == usual)
    expect(window.text('Gain g') == '0.9', 'what is kept is in sight')
    window.enter('Gain g', '0.8')
    wait_until('the gain', lambda: window.value('Gain g') == 0.8)
    wait_until('no error', lambda: window.find('spin button', 'Gain g').description == usual)


@with_window()
def keys_go_up_and_down(window):
    window.enter('Target 1', '1.5', role='text')
    wait_until('the cell below', lambda: has_focus(window, 'Target 2'))
    desktop.keys('Down')
    wait_until('the last', lambda: has_focus(window, 'Target 3'))
    desktop.write('7')
    desktop.keys('Escape')
    wait_until('what it was', lambda: column(window)[2] == '−0.6')
    desktop.keys('Up')
    wait_until('the second', lambda: has_focus(window, 'Target 2'))
    expect_column(window, '1.5', '0.9', '−0.6')


@with_window(lambda: write_file('plane.attractor', PLANE))
def cells_have_names(window):
    cells = wait_until('the table', lambda: len(numbers(window)) == 9 and numbers(window))
    expect(cells['Target 2, output 1'] == '−0.5', f'cells: {cells}')
    expect(cells['Target 2, static input 1'] == '0.2', f'cells: {cells}')
    window.enter('Target 2, static input 1', '0,25', role='text')
    wait_until('the input',
               lambda: numbers(window)['Target 2, static input 1'] == '0.25')
    window.press('Remove Target 2')
    wait_until('two rows', lambda: len(numbers(window)) == 6)


def covariance(window, name):
    return desktop.text_of(window.find('text', name))


@with_window(lambda: write_file('plane.attractor', PLANE))
def covariance_is_a_table(window):
    """It stays symmetric and a covariance, can be undone, and forgotten."""
    pair = 'Covariance of Output 1 and Input 1'
    expect(window.has('label', 'As given below'), 'it says that there is one')
    window.focus('Channel covariance', 'list item')
    desktop.keys('Return')
    wait_until('the table', lambda: window.has('text', pair))
    expect(covariance(window, pair) == '0.2', 'the number of the file')
    window.enter(pair, '-0,5', role='text')
    wait_until('its mirror',
               lambda: covariance(window, 'Covariance of Input 1 and Output 1') == '−0.5')
    window.enter(pair, '1.5', role='text')
    window.toast('covariance of the channels has the eigenvalue −0.5')
    wait_until('what it was', lambda: covariance(window, pair) == '−0.5')
    window.enter(pair, 'some', role='text')
    window.toast('“some” is not a number; it stays −0.5')
    window.press('Make the channels independent')
    wait_until('none', lambda: window.has('label', 'Independent channels of variance 1')
               and covariance(window, pair) == '0')
    desktop.keys('ctrl+z')
    wait_until('the number back', lambda: covariance(window, pair) == '−0.5')


@with_window()
def inputs_come_and_go(window):
    window.enter('Static inputs', '1')
    wait_until('a column', lambda: numbers(window).get('Target 3, static input 1') == '0')
    window.enter('Target 1, static input 1', '0.5', role='text')
    wait_until('the number', lambda: numbers(window)['Target 1, static input 1'] == '0.5')
    window.enter('Static inputs', '0')
    expect_column(window, '1.6', '0.9', '−0.6')
    desktop.keys('ctrl+z')
    wait_until('the input again',
               lambda: numbers(window).get('Target 1, static input 1') == '0.5')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        cell_refuses_nonsense,
        one_cell_refuses_at_a_time,
        parameter_refuses_nonsense,
        keys_go_up_and_down,
        cells_have_names,
        covariance_is_a_table,
        inputs_come_and_go,
    ]))
