#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the keys of the program with those that the help overlay tells of, and looks
for letters of a menu that stand for two of its items."""

import re
import xml.etree.ElementTree as ElementTree

import tap
import tree

SOURCES = tree.ROOT / "src" / "application"
OVERLAY = tree.ROOT / "ui" / "help-overlay.ui"
# A line of the table of actions and their keys
ACTION = re.compile(r'\{ "((?:app|win|window)\.[^"]+)", \{ ((?:"[^"]+"(?:, )?)+) \} \}')
KEY = re.compile(r"GDK_KEY_(\w+)")
KIND = re.compile(r"kinds\[\] = \{([^}]*)\}")
MOST_NUMBERED = 9
# What GTK does of itself: the main menu, and going from one to the next
GIVEN = {"F10", "Tab"}
BROKEN_MENU = "<menu><section><item><attribute name='label'>_One</attribute></item></section>" \
    "<item><attribute name='label'>Tw_o</attribute></item></menu>"


def action_keys():
    """The keys of the program's actions."""
    text = (SOURCES / "attractor-application.c").read_text(encoding="utf-8")
    found = {key for _, keys in ACTION.findall(text) for key in re.findall(r'"([^"]+)"', keys)}
    kinds = KIND.search((tree.ROOT / "src/figure/fig-kind.c").read_text(encoding="utf-8"))
    n_kinds = min(len(re.findall(r"&\w+", kinds.group(1))), MOST_NUMBERED)
    return found | {f"<Alt>1...{n_kinds}"}


def widget_keys():
    """The names of the keys that some widget waits for."""
    return {
        key
        for path in SOURCES.glob("*.c")
        for key in KEY.findall(path.read_text(encoding="utf-8"))
    }


def told_keys():
    """The keys of the overlay, each with the title of its shortcut."""
    found = {}
    for shortcut in ElementTree.parse(OVERLAY).getroot().iter("object"):
        if shortcut.get("class") == "GtkShortcutsShortcut":
            properties = {child.get("name"): child.text for child in shortcut.iter("property")}
            # a gesture has none
            for key in properties.get("accelerator", "").split():
                found.setdefault(key, []).append(properties["title"])
    return found


def check_keys():
    actions, widgets, told = action_keys(), widget_keys(), told_keys()
    tap.case("the table of keys was read", [] if len(actions) > 15 else sorted(actions))
    tap.case(
        "each key of an action is in the overlay", sorted(actions - told.keys())
    )
    tap.case(
        "each key in the overlay does something",
        [
            f"{key} ({', '.join(titles)})"
            for key, titles in told.items()
            if key not in actions | GIVEN and re.sub("<[^>]*>", "", key) not in widgets
        ],
    )
    tap.case(
        "no key is there twice",
        [f"{key}: {', '.join(titles)}" for key, titles in told.items() if len(titles) > 1],
    )


def labels_of(menu):
    """The labels that are in sight at the same time: not those of submenus."""
    for child in menu:
        label = child.find("attribute[@name='label']")
        if child.tag in ("item", "submenu") and label is not None:
            yield label.text
        elif child.tag == "section":
            yield from labels_of(child)


def clashes(menu):
    letters = {}
    for label in labels_of(menu):
        for letter in re.findall("_(.)", label):
            letters.setdefault(letter.lower(), []).append(label)
    return [" and ".join(labels) for labels in letters.values() if len(labels) > 1]


def check_menus():
    broken = ElementTree.fromstring(BROKEN_MENU)
    tap.case("caught: two items with the same letter", [] if clashes(broken) else [BROKEN_MENU])
    for path in sorted((tree.ROOT / "ui").glob("*.ui")):
        root = ElementTree.parse(path).getroot()
        menus = list(root.iter("menu")) + list(root.iter("submenu"))
        if menus:
            tap.case(
                f"the letters of the menus in {path.name}",
                [clash for menu in menus for clash in clashes(menu)],
            )


def main():
    check_keys()
    check_menus()
    tap.done()


if __name__ == "__main__":
    main()
