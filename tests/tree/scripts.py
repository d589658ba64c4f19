#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the scripts in build-aux/ with commands that stand in for the system's.

The stand-ins are all that the scripts see besides the shell's own tools, so that
nothing is installed and nothing is built.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import tap
import tree

SCRIPTS = ("build-aux/run", "build-aux/check", "build-aux/count-tests", ".ci/run")
TOOLS = ("bash", "cat", "dirname", "env", "grep", "id", "rm", "sh")
# Notes each call and, where the file named after the command says so, fails.
STAND_IN = """#!/bin/sh
echo "${0##*/} $*" >> "$NOTES"
test ! -e "$0.fails"
"""


class Sandbox:
    """A copy of build-aux/ in a folder of its own, with stand-ins for commands."""

    def __init__(self, folder):
        self.root = Path(folder).resolve()
        self.commands = self.root / "commands"
        self.commands.mkdir()
        self.notes = self.root / "notes"
        self.notes.touch()
        shutil.copytree(tree.ROOT / "build-aux", self.root / "build-aux")
        for name in TOOLS:
            os.symlink(shutil.which(name), self.commands / name)

    def add(self, name, text=STAND_IN):
        """Adds a stand-in for a command."""
        path = self.commands / name
        path.write_text(text)
        path.chmod(0o755)

    def add_build_commands(self):
        """Adds stand-ins for all that the build looks for."""
        for name in ("meson", "ninja", "cc", "pkg-config", "msgfmt"):
            self.add(name)
        self.add("glib-compile-resources")
        self.add("glib-compile-schemas")

    def add_build(self, source):
        """Adds what a build directory of the sources in a folder looks like."""
        folder = self.root / "_build"
        (folder / "meson-info").mkdir(parents=True)
        (folder / "meson-info" / "meson-info.json").write_text(
            json.dumps({"directories": {"source": str(source)}}, indent=2)
        )
        (folder / "build.ninja").touch()
        return folder

    def run(self, *command, **environment):
        """Runs a script; returns its exit status, what it printed, and the calls made."""
        result = subprocess.run(
            [str(self.root / command[0]), *command[1:]],
            env={"PATH": str(self.commands), "NOTES": str(self.notes), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return result.returncode, result.stdout + result.stderr, self.notes.read_text()


def check(name, function):
    """One case in a sandbox of its own; function returns what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        tap.case(name, function(Sandbox(folder)))


def expect(condition, *evidence):
    """No problem if the condition holds, else the evidence as one."""
    return [] if condition else ["; ".join(str(part) for part in evidence)]


def without_display(sandbox):
    sandbox.add_build_commands()
    status, text, notes = sandbox.run("build-aux/run")
    return (
        expect(status == 1, status)
        + expect(f"{sandbox.root}/_build/src/batch/attractor-batch" in text, text)
        + expect("meson setup" in notes and "ninja -C" in notes, notes)
    )


def with_display(sandbox):
    sandbox.add_build_commands()
    program = sandbox.root / "_build" / "src" / "application" / "attractor"
    sandbox.add_build(sandbox.root)
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "started $1 $GSETTINGS_SCHEMA_DIR"\nexit 7\n')
    program.chmod(0o755)
    status, text, notes = sandbox.run("build-aux/run", "a b.attractor", DISPLAY=":0")
    return (
        expect(status == 7, status, text)
        + expect(f"started a b.attractor {sandbox.root}/_build/data" in text, text)
        + expect("meson setup" not in notes, notes)
    )


def moved_build(sandbox):
    sandbox.add_build_commands()
    build = sandbox.add_build("/another/place")
    notes = sandbox.run("build-aux/run")[2]
    return expect("meson setup" in notes, notes) + expect(not build.exists(), "it is still there")


def broken_build(sandbox):
    sandbox.add_build_commands()
    (sandbox.add_build(sandbox.root) / "build.ninja").unlink()
    notes = sandbox.run("build-aux/run")[2]
    return expect("meson setup" in notes, notes)


def failed_build(sandbox):
    sandbox.add_build_commands()
    (sandbox.commands / "ninja.fails").touch()
    status, text, _ = sandbox.run("build-aux/run", DISPLAY=":0")
    return expect(status == 1 and "The build failed." in text, status, text)


def missing_package(sandbox):
    sandbox.add_build_commands()
    sandbox.add("apt-get")
    sandbox.add("sudo", '#!/bin/sh\nexec "$@"\n')
    sandbox.add(
        "dpkg-query",
        '#!/bin/sh\nshift 2\nfor p; do test "$p" = libgsl-dev || echo "installed $p"; done\n',
    )
    _, _, notes = sandbox.run("build-aux/run")
    calls = [line for line in notes.splitlines() if line.startswith("apt-get")]
    return expect(
        len(calls) == 2
        and " update" in calls[0]
        and calls[1].endswith("install --yes --no-install-recommends libgsl-dev"),
        calls,
    )


def nothing_missing(sandbox):
    sandbox.add_build_commands()
    sandbox.add("apt-get")
    sandbox.add("dpkg-query", '#!/bin/sh\nshift 2\nfor p; do echo "installed $p"; done\n')
    notes = sandbox.run("build-aux/run")[2]
    return expect("apt-get" not in notes and "ninja" in notes, notes)


def removed_package(sandbox):
    sandbox.add_build_commands()
    sandbox.add("apt-get")
    sandbox.add("sudo", '#!/bin/sh\nexec "$@"\n')
    sandbox.add("dpkg-query", '#!/bin/sh\nshift 2\nfor p; do echo "config-files $p"; done\n')
    notes = sandbox.run("build-aux/run")[2]
    return expect("libgtk-4-dev" in notes, notes)


def failed_installation(sandbox):
    for name in ("apt-get", "dpkg-query"):
        sandbox.add(name)
    sandbox.add("sudo", '#!/bin/sh\nexec "$@"\n')
    (sandbox.commands / "apt-get.fails").touch()
    status, text, notes = sandbox.run("build-aux/run")
    return expect(
        status == 1 and "could not be installed" in text and "gtk4 >= 4.8" in text, status, text
    ) + expect("ninja -C" not in notes, notes)


def another_system(sandbox):
    status, text, _ = sandbox.run("build-aux/run")
    return expect(
        status == 1 and "libadwaita-1-dev" in text and "libadwaita-1 >= 1.2" in text, status, text
    )


def another_system_prepared(sandbox):
    sandbox.add_build_commands()
    status, text, notes = sandbox.run("build-aux/run")
    return expect(status == 1 and "Please install" not in text, status, text) + expect(
        "ninja -C" in notes, notes
    )


def count(tests, lines):
    """Gives count-tests a log of the tests; returns its status and its last line."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "testlog.json")
        log.write_text("".join(json.dumps(test) + "\n" for test in tests) + lines)
        result = subprocess.run(
            ["python3", str(tree.ROOT / "build-aux" / "count-tests"), str(log)],
            capture_output=True,
            text=True,
        )
    return result.returncode, result.stdout.splitlines()[-1]


def check_count(name, wanted, *tests, lines=""):
    """Checks the status and the last line for tests, each a result and its output."""
    log = [{"name": "a", "result": result, "stdout": output} for result, output in tests]
    found = count(log, lines)
    tap.case(f"count: {name}", expect(found == wanted, found))


def check_counts():
    """Checks how tests are counted."""
    check_count("a plain program", (0, "1 passed, 0 failed"), ("OK", "words"))
    check_count("cases", (0, "2 passed, 0 failed"), ("OK", "1..2\nok 1 a\nok 2 b\n"))
    check_count("a failed case", (1, "1 passed, 1 failed"), ("FAIL", "1..2\nok 1\nnot ok 2\n"))
    check_count("a crash", (1, "1 passed, 1 failed"), ("ERROR", "1..2\nok 1 a\n"))
    check_count("a time-out", (1, "1 passed, 1 failed"), ("OK", ""), ("TIMEOUT", ""))
    check_count(
        "a skipped case",
        (0, "1 passed, 0 failed, 1 skipped"),
        ("OK", "1..2\nok 1 a\nok 2 b # SKIP no\n"),
    )
    check_count("a skipped program", (1, "0 passed, 0 failed, 1 skipped"), ("SKIP", ""))
    check_count(
        "cases within cases",
        (0, "3 passed, 0 failed"),
        ("OK", "    ok 1 a\n    ok 2 b\n    1..2\nok 1 ab\nok 2 c\n1..2\n"),
    )
    check_count("nothing", (1, "0 passed, 0 failed"))
    check_count("a broken log", (1, "0 passed, 1 failed"), lines="{")


def main():
    for name in SCRIPTS:
        path = tree.ROOT / name
        tap.case(f"{name} can be executed", expect(os.access(path, os.X_OK), oct(path.stat().st_mode)))
        if path.read_text(encoding="utf-8").startswith("#!/bin/bash"):
            result = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True)
            tap.case(f"{name} is sound", expect(result.returncode == 0, result.stderr))
    check("run without a display builds, then names attractor-batch", without_display)
    check("run starts the program with its arguments", with_display)
    check("run sets up a build that was copied from elsewhere anew", moved_build)
    check("run sets up a build that was left half-way anew", broken_build)
    check("run stops where the build fails", failed_build)
    check("run installs the one package that is missing", missing_package)
    check("run leaves apt alone where nothing is missing", nothing_missing)
    check("run installs a package that was removed", removed_package)
    check("run names what it needs where apt fails", failed_installation)
    check("run names what it needs on another system", another_system)
    check("run builds on another system that has everything", another_system_prepared)
    check_counts()
    tap.done()


if __name__ == "__main__":
    main()
