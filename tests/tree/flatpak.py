#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what can be checked of the Flatpak manifest without building it."""

import json
import re

import tap
import tree

APP_ID = "io.github.attractor.Attractor"
CHECKSUM = re.compile(r"[0-9a-f]{64}")


def reject_twice(pairs):
    """Refuses an object that has a key twice, of which JSON would keep the last."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the key {name} is there twice")
    return dict(pairs)


def source_problems(source):
    """What is wrong with one source of a module."""
    if source["type"] == "dir":
        path = tree.ROOT / "flatpak" / source["path"]
        return [] if path.resolve() == tree.ROOT else [f"{source['path']} is not the project"]
    if source["type"] != "archive":
        return [f"a source of type {source['type']} is not pinned by a checksum"]
    found = []
    if not source["url"].startswith("https://"):
        found.append(f"{source['url']} is not fetched over TLS")
    if not CHECKSUM.fullmatch(source.get("sha256", "")):
        found.append(f"{source['url']} has no SHA-256 in the right form")
    return found


def main():
    path = tree.ROOT / "flatpak" / f"{APP_ID}.json"
    manifest = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=reject_twice)
    found = [
        f"{key} is {manifest.get(key)}"
        for key, value in (
            ("id", APP_ID),
            ("runtime", "org.gnome.Platform"),
            ("sdk", "org.gnome.Sdk"),
            ("command", "attractor"),
        )
        if manifest.get(key) != value
    ]
    if not re.fullmatch(r"[0-9]+", manifest.get("runtime-version", "")):
        found.append("the runtime has no version")
    tap.case("the manifest names the program and its runtime", found)
    for module in manifest["modules"]:
        problems = [text for source in module["sources"] for text in source_problems(source)]
        if not module["sources"]:
            problems.append("it has no source")
        tap.case(f"the sources of {module['name']}", problems)
    names = [module["name"] for module in manifest["modules"]]
    tap.case("the program is built last", [] if names[-1] == "attractor" else names)
    checksums = [
        source["sha256"]
        for module in manifest["modules"]
        for source in module["sources"]
        if "sha256" in source
    ]
    tap.case("no checksum is there twice", [c for c in set(checksums) if checksums.count(c) > 1])
    tap.done()


if __name__ == "__main__":
    main()
