#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that README.md tells the truth about parameters, files and commands.

Usage: readme.py ATTRACTOR-BATCH
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tap
import tree

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
KEY = re.compile(r'^  \{ "([a-z_.]+)",$', re.MULTILINE)
ROW = re.compile(r"^\| `([a-z_.]+)`", re.MULTILINE)
NOT_KEYS = ("title", "network.channel_covariance", "task.targets", "task.inputs")
EXAMPLE = re.compile(r"^    \{\n(?:    .*\n)*?    \}\n", re.MULTILINE)
COMMAND = re.compile(r"^    attractor-batch (\w+)", re.MULTILINE)
KINDS = re.compile(r"^KIND is (.*)\.", re.MULTILINE)
PATH = re.compile(r"`((?:build-aux|data|flatpak|po|src|tests|ui|\.ci)/[\w./-]*)`")


def run(program, *arguments):
    """Runs attractor-batch; returns what is wrong if it is not content in silence."""
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode == 0 and not result.stderr:
        return []
    return [f"{arguments} gave {result.returncode}: {result.stderr}"]


def main():
    program = sys.argv[1]
    readme = (tree.ROOT / "README.md").read_text(encoding="utf-8")

    source = (tree.ROOT / "src" / "experiment" / "exp-key.c").read_text(encoding="utf-8")
    keys, rows = KEY.findall(source), [row for row in ROW.findall(readme) if row not in NOT_KEYS]
    tap.case("there are parameters", [] if keys else ["none was found in exp-key.c"])
    tap.case(
        "the table has each parameter, in the order of the code",
        [] if rows == keys else [f"README.md: {rows}", f"exp-key.c: {keys}"],
    )

    commands = sorted(set(COMMAND.findall(readme)))
    tap.case("there are commands", [] if commands else ["none was found in README.md"])
    for command in commands:
        tap.case(f"attractor-batch {command} exists", run(program, command, "--help"))

    example = EXAMPLE.search(readme)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "example.attractor")
        path.write_text(example[0] if example else "")
        tap.case("the example is an experiment", run(program, "theory", path))
        for kind in re.findall(r"`([a-z-]+)`", KINDS.search(readme)[1]):
            output = Path(folder, f"{kind}.svg")
            problems = run(program, "figure", "--theory-only", kind, path, "-o", output)
            if not problems and not output.stat().st_size:
                problems = ["the file is empty"]
            tap.case(f"attractor-batch figure {kind} draws", problems)

    for name in DOCUMENTS:
        text = (tree.ROOT / name).read_text(encoding="utf-8")
        tap.case(
            f"the files that {name} names exist",
            # What the reader of a document makes is not there yet.
            [
                path
                for path in PATH.findall(text)
                if not (tree.ROOT / path).exists() and path != "po/attractor.pot" and "NAME" not in path
            ],
        )
    tap.done()


if __name__ == "__main__":
    main()
