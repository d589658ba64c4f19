#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what is installed for the desktop, with the desktop's own tools.

Usage: data.py DESKTOP-FILE METAINFO MEDIA-TYPE, each as the build has translated it.
"""

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import tap
import tree

APP_ID = "io.github.attractor.Attractor"
MEDIA_TYPE = "application/x-attractor+json"
DATA = tree.ROOT / "data"
ICONS = DATA / "icons" / "hicolor"


def run(*command):
    """Runs a tool; returns its output if it complains, nothing if it does not."""
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return [f"{command[0]}: {result.stdout}{result.stderr}"] if result.returncode else []


def check_tool(name, *command):
    """One case, which passes if the tool does not complain."""
    if shutil.which(command[0]) is None:
        tap.skip(name, f"{command[0]} is not installed")
    else:
        tap.case(name, run(*command))


def check_metainfo(path):
    """Validates the metainfo file."""
    command = ["appstreamcli", "validate", "--no-net"]
    # The project has no home page yet. AppStream 1.0 warns of that, which counts
    # as a failure; earlier versions do not know the word.
    override = "--override=url-homepage-missing=info"
    if shutil.which(command[0]):
        probe = subprocess.run([*command, override, path], capture_output=True, text=True)
        if "not recognized" not in probe.stdout + probe.stderr:
            command.append(override)
    check_tool("the metainfo file is valid", *command, path)


def check_media_type(path):
    """Puts the media type into an empty database and looks for it there."""
    name = "the media type can be installed"
    if shutil.which("update-mime-database") is None:
        tap.skip(name, "update-mime-database is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        packages = Path(folder, "packages")
        packages.mkdir()
        shutil.copy(path, packages / f"{APP_ID}.xml")
        problems = run("update-mime-database", folder)
        if not problems:
            for file, wanted in (
                ("globs", f"{MEDIA_TYPE}:*.attractor"),
                ("subclasses", f"{MEDIA_TYPE} application/json"),
                ("icons", f"{MEDIA_TYPE}:{APP_ID}-experiment"),
            ):
                if wanted not in Path(folder, file).read_text(encoding="utf-8").splitlines():
                    problems.append(f"{wanted} is not in {file}")
    tap.case(name, problems)


def check_icon(path):
    """Checks that an icon is sound and that it is a picture."""
    name = path.relative_to(ICONS)
    check_tool(f"{name} is well-formed", "xmllint", "--noout", "--nonet", path)
    size = 16 if "symbolic" in path.name else 128
    root = ElementTree.parse(path).getroot()
    wanted = {"width": str(size), "height": str(size), "viewBox": f"0 0 {size} {size}"}
    tap.case(
        f"{name} is {size} pixels wide and high",
        [f"{key} is {root.get(key)}" for key, value in wanted.items() if root.get(key) != value],
    )
    if shutil.which("rsvg-convert") is None:
        tap.skip(f"{name} can be drawn", "rsvg-convert is not installed")
        return
    drawn = subprocess.run(["rsvg-convert", str(path)], capture_output=True)
    empty = b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d"/>' % (size, size)
    blank = subprocess.run(["rsvg-convert"], input=empty, capture_output=True)
    problems = [drawn.stderr.decode()] if drawn.returncode else []
    if drawn.stdout == blank.stdout:
        problems.append("it is empty")
    tap.case(f"{name} can be drawn", problems)


def key_file_values(path, key):
    """The values of a key in a desktop entry, without the translated ones."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [line.split("=", 1)[1] for line in lines if line.startswith(f"{key}=")]


def check_names(desktop, metainfo, media_type):
    """Checks that the files agree about the names of things."""
    component = ElementTree.parse(metainfo).getroot()
    problems = [
        f"{what} is {found}"
        for what, found, wanted in (
            ("the icon", key_file_values(desktop, "Icon"), [APP_ID]),
            ("the media type", key_file_values(desktop, "MimeType"), [f"{MEDIA_TYPE};"]),
            ("the component", component.findtext("id"), APP_ID),
            ("the launchable", component.findtext("launchable"), f"{APP_ID}.desktop"),
            ("the provided type", component.findtext("provides/mediatype"), MEDIA_TYPE),
            ("the defined type", ElementTree.parse(media_type).getroot()[0].get("type"), MEDIA_TYPE),
        )
        if found != wanted
    ]
    tap.case("the files agree about names", problems)


def main():
    desktop, metainfo, media_type = sys.argv[1:]
    check_tool("the desktop entry is valid", "desktop-file-validate", desktop)
    check_metainfo(metainfo)
    check_tool(
        "the settings' schema is valid", "glib-compile-schemas", "--strict", "--dry-run", DATA
    )
    check_media_type(media_type)
    check_names(desktop, metainfo, media_type)
    icons = sorted(ICONS.rglob("*.svg"))
    wanted = [f"{APP_ID}.svg", f"{APP_ID}-experiment.svg", f"{APP_ID}-symbolic.svg"]
    names = [icon.name for icon in icons]
    tap.case("no icon is missing", [name for name in wanted if name not in names])
    for icon in icons:
        check_icon(icon)
    tap.done()


if __name__ == "__main__":
    main()
