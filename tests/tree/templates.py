#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks each file in ui/ with gtk4-builder-tool validate.

Usage: templates.py MODULE, the module that makes the program's own types known.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tap
import tree

TOOLS = ("gtk4-builder-tool", "Xvfb")
TYPE = re.compile(r'(?:class|parent)="((?:Adw|Attractor)\w+)"')
TEMPLATE = re.compile(r'<template class="(\w+)"')
HANDLER = re.compile(r'<signal [^>]*handler="(\w+)"')
CLOSURE = re.compile(r'<closure [^>]*function="(\w+)"')
BOUND = re.compile(r"bind_template_callback(?:_full)?\s*\([^,]+,\s*\"?(\w+)")
# An unknown type, an unknown property and an unknown signal. Not every version of
# the tool minds an unknown callback: check_callbacks() does.
BROKEN = (
    '<object class="AdwNothing"/>',
    '<object class="GtkLabel"><property name="nothing">1</property></object>',
    '<object class="GtkButton"><signal name="nothing" handler="gtk_false"/></object>',
)


class Display:
    """An X server that nobody sees, for the time of a with statement."""

    def __enter__(self):
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset"]
        self.server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            return f":{pipe.readline().strip()}"

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


def type_words(name):
    """The beginning of a type's functions: AdwHeaderBar gives adw_header_bar."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def validate(path, module, environment):
    """What gtk4-builder-tool says against a file."""
    text = path.read_text(encoding="utf-8")
    # The tool makes a type of its own for the template, unless it finds the real one,
    # which it would make without the properties that it needs.
    template = TEMPLATE.findall(text)
    types = sorted(set(TYPE.findall(text)) - set(template))
    result = subprocess.run(
        ["gtk4-builder-tool", "validate", str(path)],
        env={
            **environment,
            "LD_PRELOAD": module,
            "ATTRACTOR_BUILDER_TYPES": " ".join(map(type_words, types)),
            "ATTRACTOR_BUILDER_TEMPLATE": " ".join(map(type_words, template)),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    if result.returncode == 0:
        return []
    return [f"exit status {result.returncode}", result.stdout + result.stderr]


def check_callbacks(path):
    """Checks that the template's class binds each callback that the file names."""
    text = path.read_text(encoding="utf-8")
    source = tree.ROOT / "src" / "application" / f"{path.stem}.c"
    sources = sorted(source.parent.glob(f"{path.stem}*.c"))
    bound = {name for file in sources for name in BOUND.findall(file.read_text(encoding="utf-8"))}
    named = HANDLER.findall(text) + CLOSURE.findall(text)
    tap.case(
        f"the callbacks in {path.name}",
        [f"{source.name} does not bind {name}" for name in named if name not in bound],
    )


def check_broken(module, environment):
    """Checks that the tool tells broken files from good ones in this setting."""
    with tempfile.TemporaryDirectory() as folder:
        for number, broken in enumerate(BROKEN):
            path = Path(folder, f"{number}.ui")
            path.write_text(f"<interface>{broken}</interface>\n")
            problems = validate(path, module, environment)
            tap.case(f"caught: {broken}", [] if problems else [broken])


def main():
    module = sys.argv[1]
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        tap.skip_all(f"{' and '.join(missing)} not installed")
    with tempfile.TemporaryDirectory() as folder, Display() as display:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "XDG_RUNTIME_DIR": folder,
            "LC_ALL": "C.UTF-8",
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "none",
            "GSETTINGS_BACKEND": "memory",
            "ADW_DISABLE_PORTAL": "1",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }
        for path in sorted((tree.ROOT / "ui").glob("*.ui")):
            tap.case(path.name, validate(path, module, environment))
            check_callbacks(path)
        check_broken(module, environment)
    tap.done()


if __name__ == "__main__":
    main()
