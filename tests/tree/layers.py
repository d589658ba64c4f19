#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that no layer of src/ includes what lies above it."""

import re
import tempfile
from pathlib import Path

import tap
import tree

# Lowest first. The last two stand side by side and do not know each other.
BELOW = {
    "reservoir": [],
    "experiment": ["reservoir"],
    "figure": ["reservoir", "experiment"],
    "batch": ["reservoir", "experiment", "figure"],
    "application": ["reservoir", "experiment", "figure"],
}
INTERFACE = ("gtk/", "gdk/", "gsk/", "adwaita.h")
DRAWING = ("cairo", "fontconfig/", "hb", "pango/", "librsvg/")
DOCUMENT = ("gio/", "json-glib/", "glib-object.h")
# The beginnings of the names of libraries' headers that a layer may not include.
FORBIDDEN = {
    "reservoir": INTERFACE + DRAWING + DOCUMENT,
    "experiment": INTERFACE + DRAWING,
    "figure": INTERFACE,
    "batch": INTERFACE,
    "application": (),
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*(?:include|import)[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)


def violations(source):
    """One sentence for each include below source that breaks the rule."""
    owners = {}
    for layer in BELOW:
        for header in (source / layer).rglob("*.h"):
            owners[header.name] = layer

    found = []
    for layer in BELOW:
        for path in sorted((source / layer).rglob("*.[ch]")):
            text = path.read_text(encoding="utf-8")
            for quote, name in INCLUDE.findall(text):
                reason = broken_rule(layer, quote, name, owners)
                if reason:
                    found.append(f"{layer}/{path.name} includes {name}: {reason}")
    return found


def broken_rule(layer, quote, name, owners):
    """What is wrong with an include of name in layer, or None."""
    if ".." in name.split("/"):
        return "a path may not leave its folder"
    if quote == "<" and name.startswith(FORBIDDEN[layer]):
        return f"the {layer} layer does without that library"
    owner = owners.get(name.rsplit("/", 1)[-1])
    if owner is None:
        if quote == '"' and name != "config.h":
            return "no layer has that header"
        return None
    if owner != layer and owner not in BELOW[layer]:
        return f"it belongs to the {owner} layer"
    return None


def check_fixture(name, file, line, caught):
    """Checks that a small tree with line in file is told from a good one."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        for layer in BELOW:
            (source / layer).mkdir()
            (source / layer / f"{layer}.h").write_text("#pragma once\n")
        (source / file).write_text(f'#include "config.h"\n\n{line}\n')
        found = violations(source)
    expected = 1 if caught else 0
    tap.case(name, [] if len(found) == expected else [f"{line} in {file} gave {found}"])


def main():
    tap.case("no layer includes one above it", violations(tree.ROOT / "src"))
    tap.case(
        "every folder of src is a layer",
        [
            f"src/{path.name} is not in the list of layers"
            for path in sorted((tree.ROOT / "src").iterdir())
            if path.is_dir() and path.name not in BELOW
        ],
    )
    for file, line in (
        ("reservoir/a.c", '#include "experiment.h"'),
        ("reservoir/a.c", "#include <gio/gio.h>"),
        ("reservoir/a.c", "#include <json-glib/json-glib.h>"),
        ("experiment/a.c", '#include "figure.h"'),
        ("experiment/a.c", "# include <cairo.h>"),
        ("experiment/a.h", "#include <pango/pangocairo.h>"),
        ("figure/a.c", "#include <gtk/gtk.h>"),
        ("figure/a.c", '#include "application.h"'),
        ("batch/a.c", "#include <adwaita.h>"),
        ("batch/a.c", '#include "application.h"'),
        ("batch/a.c", "#include <application.h>"),
        ("application/a.c", '#include "batch.h"'),
        ("figure/a.c", '#include "../reservoir/reservoir.h"'),
        ("figure/a.c", '#include "unknown.h"'),
    ):
        check_fixture(f"caught: {line} in {file}", file, line, True)
    for file, line in (
        ("experiment/a.c", '#include "reservoir.h"'),
        ("experiment/a.c", "#include <gio/gio.h>"),
        ("figure/a.c", "#include <cairo-svg.h>"),
        ("batch/a.c", '#include "figure.h"'),
        ("application/a.c", "#include <adwaita.h>"),
        ("reservoir/a.c", "#include <gsl/gsl_matrix.h>"),
    ):
        check_fixture(f"allowed: {line} in {file}", file, line, False)
    tap.done()


if __name__ == "__main__":
    main()
