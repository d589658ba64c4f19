#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that clang-format would leave the C sources as they are.

Only version 14 counts: each version breaks lines a little differently.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import tap
import tree

VERSION = "14"


def find_formatter():
    """The path of clang-format in the version that counts, or None."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        path = shutil.which(name)
        if path:
            output = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
            if re.search(rf"version {VERSION}\.", output):
                return path
    return None


def problems(formatter, paths):
    """The files that the formatter would change, and where it would begin."""
    command = [formatter, "--dry-run", "-Werror", "--style=file", *map(str, paths)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tree.ROOT)
    if result.returncode == 0:
        return []
    first = {}
    for line in result.stderr.splitlines():
        if ": error:" in line:
            first.setdefault(line.split(":")[0], line.split(": error:")[0])
    return list(first.values()) or [result.stderr or f"clang-format gave {result.returncode}"]


def main():
    formatter = find_formatter()
    if formatter is None:
        tap.skip_all(f"clang-format {VERSION} is not installed")
    paths = [path for path in tree.files() if path.suffix in (".c", ".h")]
    for folder in sorted({path.parent for path in paths}):
        inside = [path for path in paths if path.parent == folder]
        tap.case(str(folder.relative_to(tree.ROOT)), problems(formatter, inside))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(tree.ROOT / ".clang-format", folder)
        path = Path(folder, "a.c")
        path.write_text("int   a( void );\n")
        tap.case("caught: a badly laid out line", [] if problems(formatter, [path]) else [path])
    tap.done()


if __name__ == "__main__":
    main()
