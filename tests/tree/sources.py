#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what every text file of the tree has in common: licence line and white space."""

import re
import tempfile
from pathlib import Path

import tap
import tree

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
C_LINE = f"/* {LICENCE} */"
HASH_LINE = f"# {LICENCE}"
XML_LINE = f"<!-- {LICENCE} -->"
# The licence line by the end of the name; None where the format has no comments,
# or where the file is prose.
LICENCE_LINES = {
    ".c": C_LINE,
    ".h": C_LINE,
    ".h.in": C_LINE,
    ".css": C_LINE,
    ".py": HASH_LINE,
    ".sh": HASH_LINE,
    ".build": HASH_LINE,
    ".desktop.in": HASH_LINE,
    ".yml": HASH_LINE,
    ".po": HASH_LINE,
    ".clang-format": HASH_LINE,
    ".ui": XML_LINE,
    ".xml": XML_LINE,
    ".xml.in": XML_LINE,
    ".svg": XML_LINE,
    ".md": None,
    ".json": None,
    ".attractor": None,
    ".txt": None,
    ".editorconfig": None,
    ".gitignore": None,
    "COPYING": None,
    "LINGUAS": HASH_LINE,
    "POTFILES.in": HASH_LINE,
}
BINARY = (".png", ".pdf", ".gz", ".xz", ".h5")


def licence_line(path, text):
    """The licence line that path must have, or None."""
    for end, line in LICENCE_LINES.items():
        if path.name.endswith(end):
            return line
    if text.startswith("#!"):
        return HASH_LINE
    return "unknown"


def problems(path, name):
    """What is wrong with one file, a sentence each."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return [f"{name} is not UTF-8"]
    found = []
    wanted = licence_line(path, text)
    if wanted == "unknown":
        found.append(f"{name}: sources.py does not know this kind of file")
    elif wanted and wanted not in text.split("\n")[:3]:
        found.append(f"{name} does not begin with the line {wanted}")
    if path.name != "COPYING":
        for number, line in enumerate(text.split("\n"), 1):
            if "\t" in line:
                found.append(f"{name}:{number} has a tab")
            if re.search(r"\s$", line):
                found.append(f"{name}:{number} ends in white space")
    if text and not text.endswith("\n"):
        found.append(f"{name} does not end with a new line")
    if text.endswith("\n\n"):
        found.append(f"{name} ends with an empty line")
    return found


def check_fixture(name, file, text, caught):
    """Checks that a file with the text given is told from a good one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file)
        path.write_bytes(text)
        found = problems(path, file)
    tap.case(name, [] if bool(found) == caught else [f"{text} gave {found}"])


def main():
    found = []
    for path in tree.files():
        if not path.name.endswith(BINARY):
            found += problems(path, path.relative_to(tree.ROOT))
    tap.case("every file has its licence line and clean white space", found)

    good = C_LINE.encode() + b"\n\nint a;\n"
    check_fixture("allowed: a clean file", "a.c", good, False)
    check_fixture("caught: no licence line", "a.c", b"int a;\n", True)
    check_fixture("caught: the licence line far down", "a.c", b"\n\n\n" + good, True)
    check_fixture("caught: a tab", "a.c", good + b"\tint b;\n", True)
    check_fixture("caught: white space at the end of a line", "a.c", good + b"int b; \n", True)
    check_fixture("caught: a carriage return", "a.c", good + b"int b;\r\n", True)
    check_fixture("caught: no new line at the end", "a.c", good + b"int b;", True)
    check_fixture("caught: not UTF-8", "a.c", good + b"\xff\n", True)
    tap.done()


if __name__ == "__main__":
    main()
