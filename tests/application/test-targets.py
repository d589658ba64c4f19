#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the table of targets: test-targets.py PATH-OF-ATTRACTOR"""

import re
import sys

import desktop
from desktop import expect, role_of, wait_until, walk, write_file

BINARY = sys.argv[1]
TIMEOUT = 280

PLANE = {
    'format': 'attractor-experiment', 'version': 1,
    'network': {'channel_covariance': [[1, 0, 0.2], [0, 1, 0], [0.2, 0, 1]]},
    'task': {'targets': [[1.2, 0.3], [-0.5, 0.8], [0.1, -1]], 'inputs': [[0.1], [0.2], [0]]},
}


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


def numbers(window):
    """What the cells show, by name."""
    return {node.name: desktop.text_of(node) for node, _ in walk(window.root)
            if role_of(node) == 'text' and node.name.startswith('Target ')}


def column(window):
    return list(numbers(window).values())


def expect_column(window, *values):
    wait_until(f'the targets {values}', lambda: column(window) == list(values))


def notes(window):
    node = window.find('text', 'Notes')
    return node, desktop.text_of(node)


def copy(window, text):
    """Puts text on the clipboard, from the only entry that takes several lines."""
    node, _ = notes(window)
    node.queryEditableText().setTextContents(text)
    wait_until('the text', lambda: notes(window)[1] == text)
    window.focus_on(node)
    desktop.keys('ctrl+a', 'ctrl+c')


def clipboard(window):
    """What is on the clipboard, as it is when it is pasted."""
    node, _ = notes(window)
    node.queryEditableText().setTextContents('')
    window.focus_on(node)
    desktop.keys('ctrl+v')
    return wait_until('the text', lambda: notes(window)[1])


def open_menu(window, name):
    """Opens what a menu button has: of its two parts the one that can be pressed."""
    button = wait_until(f'menu “{name}”', lambda: next(
        node for node in window.search('push button', name) if node.queryAction().nActions > 0))
    window.focus_on(button)
    desktop.keys('space')


def choose(window, menu, item):
    open_menu(window, menu)
    window.find('menu item', item).queryAction().doAction(0)


def has_focus(window, name):
    state = window.find('text', name).getState()
    return state.contains(window.pyatspi.STATE_FOCUSED)


@with_window()
def cell_refuses_nonsense(window):
    window.enter('Target 2', 'much', role='text')
    window.toast('Target 2: “much” is not a number; it stays 0.9')
    expect_column(window, '1.6', '0.9', '-0.6')
    window.enter('Target 2', '1000', role='text')
    window.toast('Target 2.*1000.*100')
    expect_column(window, '1.6', '0.9', '-0.6')
    window.enter('Target 2', 'nan', role='text')
    window.toast('“nan” is not a number')
    window.enter('Target 2', '0,75', role='text')
    expect_column(window, '1.6', '0.75', '-0.6')


@with_window()
def keys_go_up_and_down(window):
    window.enter('Target 1', '1.5', role='text')
    wait_until('the cell below', lambda: has_focus(window, 'Target 2'))
    desktop.keys('Down')
    wait_until('the last', lambda: has_focus(window, 'Target 3'))
    desktop.write('7')
    desktop.keys('Escape')
    wait_until('what it was', lambda: column(window)[2] == '-0.6')
    desktop.keys('Up')
    wait_until('the second', lambda: has_focus(window, 'Target 2'))
    expect_column(window, '1.5', '0.9', '-0.6')


@with_window(lambda: write_file('plane.attractor', PLANE))
def cells_have_names(window):
    cells = wait_until('the table', lambda: len(numbers(window)) == 9 and numbers(window))
    expect(cells['Target 2, output 1'] == '-0.5', f'cells: {cells}')
    expect(cells['Target 2, static input 1'] == '0.2', f'cells: {cells}')
    window.enter('Target 2, static input 1', '0,25', role='text')
    wait_until('the input',
               lambda: numbers(window)['Target 2, static input 1'] == '0.25')
    expect(window.has('label', 'Correlated channels'), 'the covariance is mentioned')
    window.press('Make the channels independent')
    wait_until('no mention', lambda: not window.has('label', 'Correlated channels'))
    window.press('Remove Target 2')
    wait_until('two rows', lambda: len(numbers(window)) == 6)


@with_window()
def inputs_come_and_go(window):
    window.enter('Static inputs', '1')
    wait_until('a column', lambda: numbers(window).get('Target 3, static input 1') == '0')
    window.enter('Target 1, static input 1', '0.5', role='text')
    wait_until('the number', lambda: numbers(window)['Target 1, static input 1'] == '0.5')
    window.enter('Static inputs', '0')
    expect_column(window, '1.6', '0.9', '-0.6')
    desktop.keys('ctrl+z')
    wait_until('the input again',
               lambda: numbers(window).get('Target 1, static input 1') == '0.5')


@with_window()
def rows_are_pasted(window):
    copy(window, '0,1\t0,2\n0,3\t0,4\n')
    window.focus('Target 3', 'text')
    desktop.keys('ctrl+v')
    wait_until('four targets', lambda: len(numbers(window)) == 8)
    cells = numbers(window)
    expect([cells[f'Target {row}, output {output}'] for row in (3, 4) for output in (1, 2)]
           == ['0.1', '0.2', '0.3', '0.4'], f'cells: {cells}')
    desktop.keys('ctrl+z')
    expect_column(window, '1.6', '0.9', '-0.6')

    copy(window, '0.1\n0.2\nmuch\n')
    window.focus('Target 1', 'text')
    desktop.keys('ctrl+v')
    window.toast('Row 3, column 1 .*“much”')
    expect_column(window, '1.6', '0.9', '-0.6')

    copy(window, '0.5')
    window.focus('Target 1', 'text')
    desktop.keys('ctrl+a', 'ctrl+v', 'Return')
    expect_column(window, '0.5', '0.9', '-0.6')


@with_window()
def table_is_copied_and_replaced(window):
    choose(window, 'All Targets', 'Copy Table')
    copied = clipboard(window)
    expect(copied == '1.6\n0.9\n-0.6\n', f'the clipboard has {copied!r}')
    copy(window, '1;2\n')
    choose(window, 'All Targets', 'Paste as Targets')
    wait_until('one target', lambda: numbers(window)
               == {'Target 1, output 1': '1', 'Target 1, output 2': '2'})
    choose(window, 'All Targets', 'Reset to Default Targets')
    expect_column(window, '1.6', '0.9', '-0.6')


@with_window()
def targets_are_arranged(window):
    open_menu(window, 'Arrange Targets')
    window.enter('To', '1,5')
    window.enter('From', '0.5')
    window.enter('Number', '3')
    window.press(re.compile('Replace Targets$'))
    expect_column(window, '0.5', '1', '1.5')
    desktop.keys('ctrl+z')
    expect_column(window, '1.6', '0.9', '-0.6')

    window.enter('Outputs', '2')
    wait_until('two columns', lambda: len(numbers(window)) == 6)
    open_menu(window, 'Arrange Targets')
    window.enter('Radius', '1')
    window.enter('Number', '4')
    window.press(re.compile('Replace Targets$'))
    expect_column(window, '1', '0', '0', '1', '-1', '0', '0', '-1')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        cell_refuses_nonsense,
        keys_go_up_and_down,
        cells_have_names,
        inputs_come_and_go,
        rows_are_pasted,
        table_is_copied_and_replaced,
        targets_are_arranged,
    ]))
