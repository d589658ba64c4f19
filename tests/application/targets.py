# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with the table of targets, and reads in it."""

import desktop
from desktop import role_of, wait_until, walk


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
        node for role in ('push button', 'toggle button') for node in window.search(role, name)
        if node.queryAction().nActions > 0))
    window.focus_on(button)
    desktop.keys('space')


def choose(window, menu, item):
    open_menu(window, menu)
    window.find_item(item).queryAction().doAction(0)


def has_focus(window, name):
    state = window.find('text', name).getState()
    return state.contains(window.pyatspi.STATE_FOCUSED)
