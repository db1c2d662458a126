# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen for hundreds of acts: what was found once is looked for first where it was."""

from gi.repository import GLib

from .screen import Screen, children, editable, is_shown, matches, wait_for

_MOST_WAYS = 4  # of one thing, which may stand on several pages


def _walk_ways(node, way):
    """A node and all that is shown below it, each with the way to it."""
    try:
        if not is_shown(node):
            return
        yield node, way
        for number in range(node.get_child_count()):
            child = node.get_child_at_index(number)
            if child is not None:
                yield from _walk_ways(child, (*way, number))
    except GLib.Error:  # it has just gone
        return


class QuickScreen(Screen):
    """Each question goes over the bus, and a walk through everything asks thousands: by the way
    that led there last time it is a few."""

    def __init__(self, screen):
        super().__init__(screen.display, screen.pid, screen.frames)
        self.application = screen.application
        self._ways = {}

    def _follow(self, way):
        """What is at the end of a way, if all along it is shown."""
        node = self.application
        try:
            for number in way:
                node = node.get_child_at_index(number)
                if node is None or not is_shown(node):
                    return None
        except GLib.Error:
            return None
        return node

    def _known(self, key, fits):
        """What fits where it was before, if it is there."""
        for way in self._ways.get(key, ()):
            node = self._follow(way)
            if node is not None and fits(node):
                return node
        return None

    def _look(self, key, fits):
        """The first that fits; the way to it is kept."""
        node = self._known(key, fits)
        if node is not None:
            return node
        for number, window in enumerate(children(self.application)):
            for found, way in _walk_ways(window, (number,)):
                if fits(found):
                    before = [one for one in self._ways.get(key, ()) if one != way]
                    self._ways[key] = [way, *before][:_MOST_WAYS]
                    return found
        return None

    @staticmethod
    def _fits(role, name):
        def fits(node):
            try:
                return matches(node, role, name)
            except GLib.Error:
                return False
        return fits

    def known(self, role, name):
        """The first of a role and name, if there is one now."""
        return self._look((role, name), self._fits(role, name))

    def find(self, role=None, name=None, seconds=15, within=None):
        if within is not None or not isinstance(name, str):
            return super().find(role, name, seconds, within)
        return wait_for(lambda: self._look((role, name), self._fits(role, name)),
                        f"{role or 'anything'} {name}", seconds)

    def wait_gone(self, role=None, name=None, seconds=15):
        if isinstance(name, str):
            wait_for(lambda: self._known((role, name), self._fits(role, name)) is None,
                     f"no {role} {name}", seconds)
        super().wait_gone(role, name, seconds)

    def field(self, name, seconds=15):
        """The place to type of a name."""
        fits = self._fits(None, name)
        node = wait_for(
            lambda: self._look(("field", name),
                               lambda node: fits(node) and editable(node) is not None),
            f"a field {name}", seconds)
        return editable(node)

    def enter(self, name, text, role="entry", seconds=15, within=None):
        if within is not None or not isinstance(name, str):
            return super().enter(name, text, role, seconds, within)
        field = self.field(name, seconds)
        return super().enter(None, text, field.get_role_name(), seconds, field)
