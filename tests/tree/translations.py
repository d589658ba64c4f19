#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the translations, and that no file with words for people is left out of them."""

import re
import subprocess

import tap
import tree

PO = tree.ROOT / "po"
FOLDERS = ("data", "src", "ui")
# A call that marks a string for translation, in C.
MARKED = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*(?:\w+,\s*)?"')
# A macro within the string, as in "%" G_GUINT64_FORMAT: xgettext sees half of it.
HALVED = re.compile(r'\b(?:_|N_|Q_|ngettext)\s*\(\s*(?:"(?:[^"\\]|\\.)*"\s*)+([A-Z]\w+)')
TRANSLATABLE = re.compile(r'translatable="(?:yes|true)"')
ALWAYS = (".desktop.in", ".metainfo.xml.in", ".mime.xml.in", ".gschema.xml")


def listed(name):
    """The lines of a list in po/, without comments."""
    lines = (PO / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def has_words(path):
    """Whether a file has something to translate."""
    if path.suffix in (".c", ".h"):
        return bool(MARKED.search(path.read_text(encoding="utf-8")))
    if path.suffix == ".ui":
        return bool(TRANSLATABLE.search(path.read_text(encoding="utf-8")))
    return path.name.endswith(ALWAYS)


def check_potfiles():
    """Compares POTFILES.in with the tree."""
    names = listed("POTFILES.in")
    tap.case("POTFILES.in has no file twice", sorted({n for n in names if names.count(n) > 1}))
    tap.case("POTFILES.in is sorted", [] if names == sorted(names) else ["it is not"])
    tap.case(
        "each file in POTFILES.in exists", [n for n in names if not (tree.ROOT / n).is_file()]
    )
    wanted = [
        str(path.relative_to(tree.ROOT))
        for folder in FOLDERS
        for path in tree.files(tree.ROOT / folder)
        if has_words(path)
    ]
    tap.case(
        "each file with words for people is in POTFILES.in",
        [name for name in wanted if name not in names],
    )
    tap.case(
        "each file in POTFILES.in has words for people",
        [name for name in names if name not in wanted],
    )


def check_strings():
    """Looks for strings that a translator would get in part only."""
    example = '_ ("%" G_GUINT64_FORMAT " of them")'
    tap.case("caught: a macro within a string", [] if HALVED.search(example) else [example])
    tap.case(
        "no string has a macro within",
        [
            f"{path.relative_to(tree.ROOT)}: {macro}"
            for path in tree.files(tree.ROOT / "src")
            if path.suffix in (".c", ".h")
            for macro in HALVED.findall(path.read_text(encoding="utf-8"))
        ],
    )


def check_language(language):
    """Checks one translation with msgfmt."""
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(PO / f"{language}.po")]
    result = subprocess.run(command, capture_output=True, text=True)
    tap.case(f"msgfmt --check {language}.po", [result.stderr] if result.returncode else [])


def main():
    check_potfiles()
    check_strings()
    languages = listed("LINGUAS")
    found = sorted(path.stem for path in PO.glob("*.po"))
    tap.case(
        "LINGUAS lists the translations that exist",
        [] if languages == found else [f"LINGUAS has {languages}, po/ has {found}"],
    )
    for language in found:
        check_language(language)
    tap.done()


if __name__ == "__main__":
    main()
