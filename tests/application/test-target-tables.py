#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives tables of targets, pasted and arranged: test-target-tables.py PATH-OF-ATTRACTOR"""

import re
import sys

import desktop
from desktop import expect, wait_until
from targets import choose, clipboard, copy, expect_column, numbers, open_menu

BINARY = sys.argv[1]
TIMEOUT = 200


def with_window(*arguments):
    return desktop.with_window(BINARY, *arguments)


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
    expect_column(window, '1.6', '0.9', '−0.6')

    # A column goes into a column, with a decimal comma in any locale; pairs into a table of two.
    copy(window, '1,5\n0,7\n')
    window.focus('Target 1', 'text')
    desktop.keys('ctrl+v')
    expect_column(window, '1.5', '0.7', '−0.6')
    desktop.keys('ctrl+z')
    expect_column(window, '1.6', '0.9', '−0.6')

    copy(window, '0.1\n0.2\nmuch\n')
    window.focus('Target 1', 'text')
    desktop.keys('ctrl+v')
    window.toast('Row 3, column 1 .*“much”')
    expect_column(window, '1.6', '0.9', '−0.6')

    copy(window, '0.5')
    window.focus('Target 1', 'text')
    desktop.keys('ctrl+a', 'ctrl+v', 'Return')
    expect_column(window, '0.5', '0.9', '−0.6')


@with_window()
def table_is_copied_and_replaced(window):
    choose(window, 'All Targets', 'Copy Table')
    copied = clipboard(window)
    expect(copied == '1.6\n0.9\n-0.6\n', f'the clipboard has {copied!r}')
    copy(window, '1;2\n')
    choose(window, 'All Targets', 'Paste as Targets')
    wait_until('one target', lambda: numbers(window)
               == {'Target 1, output 1': '1', 'Target 1, output 2': '2'})
    copy(window, '1,5\n')
    choose(window, 'All Targets', 'Paste as Targets')
    wait_until('another', lambda: numbers(window)
               == {'Target 1, output 1': '1', 'Target 1, output 2': '5'})
    choose(window, 'All Targets', 'Reset to Default Targets')
    expect_column(window, '1.6', '0.9', '−0.6')
    copy(window, '1,0\n0,1\n')
    choose(window, 'All Targets', 'Paste as Targets')
    wait_until('two targets of two outputs', lambda: list(numbers(window).values())
               == ['1', '0', '0', '1'])
    choose(window, 'All Targets', 'Reset to Default Targets')
    expect_column(window, '1.6', '0.9', '−0.6')


def write_into(window, name, text):
    window.focus(name, 'spin button')
    desktop.keys('ctrl+a')
    desktop.write(text)


@with_window()
def targets_are_arranged(window):
    # It begins where the targets are, in their form.
    open_menu(window, 'Arrange Targets')
    expect([window.text(name) for name in ('Number', 'From', 'To')] == ['3', '−0.6', '1.6'],
           'where the targets are')
    write_into(window, 'To', '1,5')
    write_into(window, 'From', '0.5')
    write_into(window, 'Number', '3')
    window.press(re.compile('Replace Targets$'))
    expect_column(window, '0.5', '1', '1.5')
    desktop.keys('ctrl+z')
    expect_column(window, '1.6', '0.9', '−0.6')

    window.enter('Outputs', '2')
    wait_until('two columns', lambda: len(numbers(window)) == 6)
    window.enter('Target 1, output 1', '1.63', 'text')
    wait_until('it is taken', lambda: numbers(window)['Target 1, output 1'] == '1.63')
    open_menu(window, 'Arrange Targets')
    # a multiple of 0.01, which is not a number of the machine
    expect(window.text('Radius') == '1.63', f"a radius of {window.text('Radius')}")
    write_into(window, 'Radius', '1')
    # Return replaces them, by what was written last.
    window.enter('Number', '4')
    expect_column(window, '1', '0', '0', '1', '−1', '0', '0', '−1')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        rows_are_pasted,
        table_is_copied_and_replaced,
        targets_are_arranged,
    ]))
