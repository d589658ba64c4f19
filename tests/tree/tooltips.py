#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for controls in ui/ that no tooltip explains."""

import re
import xml.etree.ElementTree as ElementTree

import tap
import tree

CONTROLS = {
    "AdwComboRow", "AdwEntryRow", "GtkButton", "GtkCheckButton", "GtkDropDown",
    "GtkEntry", "GtkFontDialogButton", "GtkMenuButton", "GtkScale", "GtkSpinButton", "GtkSwitch",
    "GtkToggleButton",
}
# What says in the code what a control of a template does
TOOLTIP = re.compile(r"set_tooltip_text \(\s*GTK_WIDGET \((self|self->\w+)\)|"
                     r"set_tooltip_text \(\s*(self->\w+)")
BARE = "<interface><object class='GtkButton'><property name='label'>Go</property></object></interface>"
TOLD = "<interface><object class='GtkBox'><property name='tooltip-text'>Goes</property><child>" \
    "<object class='GtkButton'/></child></object></interface>"


def has_tooltip(node):
    return any(
        child.tag == "property" and child.get("name") in ("tooltip-text", "tooltip-markup")
        for child in node
    )


def unexplained(node, told_in_code, explained=False):
    """The controls below a node that have no tooltip, nor what they are in."""
    if node.tag in ("object", "template"):
        if node.tag == "template":
            explained = "self" in told_in_code
        explained = explained or has_tooltip(node) or f"self->{node.get('id')}" in told_in_code
        if node.get("class") in CONTROLS and not explained:
            yield f"{node.get('class')} {node.get('id') or label_of(node)}"
    for child in node:
        yield from unexplained(child, told_in_code, explained)


def label_of(node):
    return next(
        (child.text for child in node if child.get("name") in ("label", "title", "icon-name")), ""
    )


def tooltips_in_code(name):
    """The children of a template that the code gives a tooltip."""
    sources = (tree.ROOT / "src" / "application").glob(f"{name}*.c")
    return {
        first or second
        for source in sources
        for first, second in TOOLTIP.findall(source.read_text(encoding="utf-8"))
    }


def main():
    tap.case(
        "caught: a button without one",
        [] if list(unexplained(ElementTree.fromstring(BARE), set())) else [BARE],
    )
    tap.case(
        "what a row tells holds for what is in it",
        list(unexplained(ElementTree.fromstring(TOLD), set())),
    )
    for path in sorted((tree.ROOT / "ui").glob("*.ui")):
        tap.case(
            path.name,
            list(unexplained(ElementTree.parse(path).getroot(), tooltips_in_code(path.stem))),
        )
    tap.done()


if __name__ == "__main__":
    main()
