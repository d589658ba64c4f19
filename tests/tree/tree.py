# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the files of the source tree."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(root=ROOT):
    """All files below root but those that a build or a tool leaves there, sorted."""
    found = []
    for folder, names, leaves in os.walk(root):
        names[:] = [
            name
            for name in names
            if name not in (".git", "__pycache__", ".flatpak-builder")
            and not name.startswith("_build")
        ]
        # In a work tree beside the repository, .git is a file.
        found += [
            Path(folder, leaf)
            for leaf in leaves
            if leaf != ".git" and not leaf.endswith(".pyc")
        ]
    return sorted(path for path in found if path.is_file())
