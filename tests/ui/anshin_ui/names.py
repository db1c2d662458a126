# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a screen reader has a name for everything that can be touched."""

import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  (the version comes first)

from .screen import children, is_shown, plain, text_of, walk  # noqa: E402

TOUCHED = {"push button", "button", "toggle button", "check box", "switch", "radio button", "text",
           "entry", "password text", "combo box", "list item", "page tab", "menu item",
           "spin button", "slider", "link"}
# What GTK builds a control of: an inner part is read out as the control that it is in.
PARTS = {"push button", "button", "toggle button", "combo box", "text", "entry", "password text",
         "spin button", "page tab", "menu item", "check box"}
# GTK 4.8 gives what has no name that of its type.
TYPE_NAME = re.compile(r"^(Gtk|Adw|Anshin)[A-Z]\w+$")


def has_name(node):
    """Whether a node says what it is."""
    said = plain(node.get_name())
    return bool(said) and not TYPE_NAME.match(said)


def is_choice(node):
    """Whether a node is a choice of a drop-down, whose list is GTK's own: it is read out by the
    text in it."""
    parent = node.get_parent()
    return (parent is not None and plain(parent.get_name()) == "GtkListView"
            and any(text_of(inner) for inner in walk(node, 6) if inner.get_role_name() == "label"))


def holds(node):
    """Whether a row does nothing but hold something, so that the keyboard does not stop at it."""
    return (node.get_role_name() == "list item"
            and not node.get_state_set().contains(Atspi.StateType.FOCUSABLE))


def nameless(screen):
    """All that can be touched and has no name, as paths from the window on."""
    found = []

    def look(node, path, control):
        # A toast goes by itself, and libadwaita gives its cross no name.
        if not is_shown(node) or plain(node.get_name()) == "AdwToastWidget":
            return
        role, named = node.get_role_name(), has_name(node)
        path = f"{path}/{plain(node.get_name()) or role}"
        if role in TOUCHED and not named and not (control or is_choice(node) or holds(node)):
            found.append(f"{path} ({role}): {', '.join(screen.texts_in(node)[:4])}")
        for child in children(node):
            look(child, path, (named or control) if role in PARTS else False)
    for window in children(screen.application):
        look(window, "", False)
    return found
