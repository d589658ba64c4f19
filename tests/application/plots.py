# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures on the screen, for the tests that point at them and press keys there"""

import re
import subprocess
import time

import desktop
from desktop import wait_until


def pointer(*arguments):
    subprocess.run(['xdotool', *map(str, arguments)], check=True, timeout=10)


class Figure:
    """A figure on the screen."""

    def __init__(self, window, name):
        self.window = window
        self.name = name
        self.image = wait_until('the figure in sight', self.in_sight)
        # The findings below it take more room when there is advice in them.
        wait_until('a figure that keeps its size', self.keeps_size)
        self.left, self.top = window.corner()

    def in_sight(self):
        """The image on its own page, not its like in the overview."""
        return next((node for node in self.window.search('image', self.name)
                     if node.queryComponent().getExtents(self.window.pyatspi.WINDOW_COORDS).width
                     > 0), None)

    def keeps_size(self):
        height = self.extents().height
        time.sleep(1)
        return self.extents().height == height

    def extents(self):
        return self.image.queryComponent().getExtents(self.window.pyatspi.WINDOW_COORDS)

    def move(self, x, y):
        """Moves the pointer to a fraction of the width and a number of pixels down."""
        extents = self.extents()
        pointer('mousemove', self.left + extents.x + round(x * extents.width),
                self.top + extents.y + y)

    def readout(self):
        """What is said of the point next to the pointer."""
        return next((node.name for node, _ in desktop.walk(self.image)
                     if desktop.role_of(node) == 'label' and node.name
                     and node.getState().contains(self.window.pyatspi.STATE_VISIBLE)), '')

    def settled(self):
        """The read-out when the window has caught up with the pointer."""
        def unchanged():
            first = self.readout()
            time.sleep(0.2)
            return first if self.readout() == first else None
        return wait_until('a read-out', unchanged)

    def find(self, pattern, x=0.3):
        """Moves the pointer down until the read-out matches, and returns how far."""
        found = []
        for y in range(60, self.extents().height - 40, 6):
            self.move(x, y)
            time.sleep(0.06)
            if re.search(pattern, self.readout()):
                found.append(y)
            elif found:
                return found[len(found) // 2]
        raise AssertionError(f'nothing in “{self.name}” is read out as “{pattern}”')

    def description(self):
        return self.image.description

    def focus(self):
        self.window.focus_on(self.image)
