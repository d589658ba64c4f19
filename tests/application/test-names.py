#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asserts that every control has a name: test-names.py PATH-OF-ATTRACTOR

And that the Tab key comes to all of them.
"""

import re
import subprocess
import sys
import time

import desktop
from desktop import Window, role_of, wait_until, walk

BINARY = sys.argv[1]
TIMEOUT = 200

CONTROLS = ('push button', 'toggle button', 'check box', 'radio button', 'combo box', 'slider',
            'spin button', 'text', 'entry', 'password text', 'page tab', 'menu item',
            'check menu item', 'radio menu item', 'image', 'progress bar', 'switch', 'link')

# Those that say, besides, what they do in the model's terms
EXPLAINED = ('push button', 'toggle button', 'check box', 'switch', 'combo box', 'slider',
             'spin button', 'text', 'entry')

# Pictures beside a text that says the same
ORNAMENT = re.compile('^Gtk(Image|BuiltinIcon|Picture)$')


def has_name(node):
    return bool(node.name) and not desktop.TYPE_NAME.match(node.name)


def path_of(node, parents):
    names = [f'{role_of(parent)} “{parent.name}”' for parent in parents
             if has_name(parent)]
    return ' / '.join(names + [f'{role_of(node)} “{node.name}”'])


def unnamed(root):
    """Where in the tree a control is that has no name."""
    parents = []
    for node, depth in walk(root):
        del parents[depth:]
        exempt = role_of(node).endswith('menu item') and not desktop.menus_have_names(root)
        if role_of(node) in CONTROLS and not has_name(node) and not exempt:
            if not ORNAMENT.match(node.name):
                yield path_of(node, parents)
        parents.append(node)


def assert_named(window):
    found = list(unnamed(window.root))
    if found:
        raise AssertionError('no name:\n' + '\n'.join(found))


def controls_of(window):
    return [(role_of(node), node.name) for node, _ in walk(window.root)
            if role_of(node) in CONTROLS and has_name(node)]


def in_window(function):
    def test():
        window = Window(BINARY)
        try:
            function(window)
        except Exception:
            desktop.screenshot(function.__name__)
            raise
        finally:
            for line in window.end().splitlines():
                print('# said: ' + line)
    test.__name__ = function.__name__
    return test


@in_window
def window_is_named(window):
    roles = [role for role, _ in controls_of(window)]
    for role in ('slider', 'spin button', 'combo box', 'text', 'push button', 'page tab', 'image'):
        if role not in roles:
            raise AssertionError(f'the walk does not even find a {role}')
    assert_named(window)


@in_window
def run_is_named(window):
    # As many as a run takes longer for than the bus does to answer
    window.enter('Neurons', '4000')
    wait_until('the neurons', lambda: window.value('Neurons') == 4000)
    window.press('Train')
    window.find('progress bar', 'Progress of the run')
    assert_named(window)


@in_window
def every_page_is_named(window):
    """Also what is made when a page, or the list of all of them, is opened first."""
    for number in range(10):
        desktop.keys(f'alt+{number}')
        time.sleep(desktop.SETTLING)
    desktop.keys('ctrl+shift+b')
    assert_named(window)
    # Later versions of GTK do not tell a tooltip that says no more than the name.
    told = desktop.toolkit_version(window.root) < desktop.TOOLTIPS_TOLD_ONCE
    silent = [(role_of(node), node.name) for node, _ in walk(window.root)
              if role_of(node) in EXPLAINED and not desktop.description_of(node)
              and (told or not role_of(node).endswith('button'))]
    if silent:
        raise AssertionError(f'not explained: {silent}')


@in_window
def changed_rows_are_named(window):
    window.slide('Gain g', 0.5)
    window.press('Add Target')
    window.find('push button', re.compile('^Reset Gain g'))
    assert_named(window)


@in_window
def export_dialog_is_named(window):
    desktop.keys('ctrl+e')
    window.find('push button', 'Export…')
    assert_named(window)


@in_window
def menu_is_named(window):
    desktop.keys('F10')
    if desktop.menus_have_names(window.root):
        window.find('menu item', re.compile('Save'))
    else:
        # That GTK tells no names of the items of its own menus.
        wait_until('the menu', lambda: sum(role_of(node) == 'menu item'
                                           for node, _ in walk(window.root)) >= 8)
    assert_named(window)


@in_window
def figure_describes_itself(window):
    for number, figure in enumerate(('Attractors', 'Relaxation', 'Frequency response', 'Spectrum',
                                     'Time constants', 'Sweep', 'Training', 'Neurons'), 1):
        desktop.keys(f'alt+{number}')
        wait_until('a description',
                   lambda figure=figure: len(window.description(figure).split()) > 5
                   and 'being computed' not in window.description(figure))


@in_window
def narrow_window_has_tabs(window):
    """Where the header has no room for them, they are below."""
    def places():
        extents = [node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS)
                   for node, _ in walk(window.root)
                   if role_of(node) == 'page tab' and node.name == 'Spectrum']
        return [e.y for e in extents if e.height > 20]

    wait_until('the tabs', lambda: max(places()) < 100)
    active = subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True,
                            check=True).stdout.strip()
    subprocess.run(['xdotool', 'windowsize', active, '400', '760'], check=True)
    wait_until('the tabs below', lambda: max(places()) > 600)


@in_window
def tab_comes_everywhere(window):
    """Once around the window with Tab, in which every parameter must come by."""
    def is_laid_out(node):  # those of other pages are not
        return node.queryComponent().getExtents(window.pyatspi.WINDOW_COORDS).height > 0

    wanted = {(role_of(node), node.name) for node, _ in walk(window.root)
              if role_of(node) in ('slider', 'spin button', 'combo box', 'text')
              and has_name(node) and is_laid_out(node)}
    nodes = [node for node, _ in walk(window.root) if role_of(node) in CONTROLS]
    seen = set()
    for _ in range(desktop.MAX_TABS):
        desktop.keys('Tab')
        time.sleep(0.02)
        seen |= {(role_of(node), node.name) for node in nodes
                 if node.getState().contains(window.pyatspi.STATE_FOCUSED)}
        if wanted <= seen:
            return
    raise AssertionError(f'not reached: {sorted(wanted - seen)}')


if __name__ == '__main__':
    desktop.enter(TIMEOUT)
    sys.exit(desktop.run([
        window_is_named,
        run_is_named,
        every_page_is_named,
        changed_rows_are_named,
        export_dialog_is_named,
        menu_is_named,
        figure_describes_itself,
        narrow_window_has_tabs,
        tab_comes_everywhere,
    ]))
