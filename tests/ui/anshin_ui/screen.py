# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on a screen, by the accessibility bus, and hands to touch it."""

import hashlib
import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (the version comes first)

from .echo import Echo  # noqa: E402

# As long as anything here is waited for: what a busy program does not tell within 0.8 s, as the
# library has it, would not be there.
Atspi.set_timeout(15000, 15000)

# Roles that GTK gives other names from one release to the next.
ROLES = {
    "button": {"push button", "button", "toggle button"},
    "entry": {"text", "entry", "password text", "editbar"},
    "row": {"list item", "table row", "list box"},
    "label": {"label", "static", "text"},
    "check": {"check box", "switch", "toggle button", "radio button"},
    "window": {"frame", "window", "dialog", "alert"},
    "page": {"filler", "landmark"},
}
# What xdotool does, in contrast to what it asks.
ACTS = {"key", "keydown", "keyup", "type", "click", "mousedown", "mouseup", "mousemove",
        "windowsize"}


class NotFound(AssertionError):
    """Something did not come within its time."""


def wait_for(condition, what, seconds=15):
    """Asks for a condition until it gives something true, which it returns."""
    end = time.monotonic() + seconds
    while True:
        try:
            got = condition()
        except GLib.Error:  # what was just asked about has gone
            got = None
        if got:
            return got
        if time.monotonic() > end:
            raise NotFound(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def plain(name):
    """A name without the underscore of its mnemonic, which GTK 4.8 says twice: "_Print Print"."""
    said = re.sub(r"_(?=\w)", "", name or "").strip()
    half = len(said) // 2
    return said[:half] if len(said) % 2 and said[:half] + " " + said[:half] == said else said


def children(node):
    """The children that can be asked for."""
    for number in range(node.get_child_count()):
        try:
            child = node.get_child_at_index(number)
        except GLib.Error:
            continue
        if child is not None:
            yield child


def steady(look, what, seconds=15):
    """What was looked for, nodes, once it stands twice running in the same place under the same
    names: a list may be about to get another order."""
    seen = []

    def same():
        nodes = look()
        seen.append([(plain(node.get_name()), place.x, place.y, place.width, place.height)
                     for node in nodes for place in [box(node)]])
        return nodes if seen[-2:-1] == seen[-1:] else None
    return wait_for(same, what, seconds)


def walk(node, depth=60):
    """A node and all that is below it."""
    yield node
    if depth:
        for child in children(node):
            yield from walk(child, depth - 1)


def walk_shown(node, depth=60):
    """A node and all that is below it, without what is not laid out now, such as the hidden pages
    of a stack: each question goes over the bus, and there are thousands of nodes."""
    if not _safely(is_shown, node):
        return
    yield node
    if depth:
        for child in children(node):
            yield from walk_shown(child, depth - 1)


def box(node):
    """Place and size within its window."""
    return node.get_extents(Atspi.CoordType.WINDOW)


def is_shown(node):
    """Whether it is laid out now and not merely known from earlier."""
    try:
        states = node.get_state_set()
        if not states.contains(Atspi.StateType.VISIBLE):
            return False
        component = node.get_component_iface()
        if component is None:
            return True
        place = box(node)
        return place.width > 0 and place.height > 0
    except GLib.Error:
        return False


def text_of(node):
    """What it says: its text, or else its name."""
    if node.get_text_iface() is not None:
        said = Atspi.Text.get_text(node, 0, -1)
        if said:
            return said
    return plain(node.get_name())


def matches(node, role, name, attribute=text_of):
    """Whether a node has the role and name (a string, a pattern or a function) asked for."""
    if role and node.get_role_name() not in ROLES.get(role, {role}):
        return False
    if name is None:
        return True
    said = {plain(node.get_name()), attribute(node)}
    if callable(name):
        return any(name(one) for one in said)
    if isinstance(name, re.Pattern):
        return any(name.search(one) for one in said)
    return name in said


class Screen:
    """One program's windows on one display."""

    def __init__(self, display, pid, frames):
        self.display = display
        self.frames = frames
        self.pid = pid
        self.application = None
        self._echo = None
        self._asked = None

    def connect(self, seconds=30):
        """Waits for the program on the accessibility bus."""
        def ours():
            desktop = Atspi.get_desktop(0)
            return next((child for child in children(desktop)
                         if child.get_process_id() == self.pid), None)
        self.application = wait_for(ours, "the program on the accessibility bus", seconds)
        return self

    def nodes(self):
        """Everything the program shows."""
        for window in children(self.application):
            yield from walk_shown(window)

    def find_dialog(self, seconds=15):
        """Waits for a window beside the main one."""
        def second():
            windows = [window for window in children(self.application) if is_shown(window)]
            return windows[-1] if len(windows) > 1 else None
        return wait_for(second, "a dialog", seconds)

    def wait_gone_window(self, window):
        """Waits until a window has gone: while it is modal, the others take no mouse."""
        wait_for(lambda: window not in [one for one in children(self.application)
                                        if is_shown(one)], "the window to go")

    def all(self, role=None, name=None):
        """All that is shown of a role and name."""
        return [node for node in self.nodes() if _safely(matches, node, role, name)]

    @staticmethod
    def all_in(within, role=None, name=None):
        """The same of what is in a node."""
        return [node for node in walk_shown(within) if _safely(matches, node, role, name)]

    def find(self, role=None, name=None, seconds=15, within=None):
        """Waits for the first of a role and name."""
        def first():
            nodes = walk_shown(within) if within is not None else self.nodes()
            return next((node for node in nodes if _safely(matches, node, role, name)), None)
        return wait_for(first, f"{role or 'anything'} {_say(name)}", seconds)

    def wait_gone(self, role=None, name=None, seconds=15):
        """Waits until there is none of a role and name."""
        wait_for(lambda: not self.all(role, name), f"no {role} {_say(name)}", seconds)

    def says(self, text, seconds=15):
        """Waits until something says the text, perhaps among other words."""
        return self.find(name=lambda said: text in said, seconds=seconds)

    def texts(self):
        """All words that are shown."""
        return [said for node in self.nodes()
                for said in {plain(node.get_name()), _safely(text_of, node) or ""} if said]

    @staticmethod
    def texts_in(node):
        """All words of a node and what is below it."""
        return [said for inner in walk_shown(node)
                for said in {plain(inner.get_name()), _safely(text_of, inner) or ""} if said]

    @staticmethod
    def wait_until(condition, what, seconds=15):
        """Waits until a condition is fulfilled."""
        return wait_for(condition, what, seconds)

    def every_text(self):
        """All words that the program has, laid out now or not, but of what is covered."""
        return [said for window in children(self.application) for node in walk(window)
                for said in (plain(_safely(node.get_name) or ""), _safely(text_of, node) or "")]

    def click(self, role, name=None, seconds=15, within=None):
        """Clicks, by the action if there is one, else with the mouse."""
        node = self.find(role, name, seconds, within)
        wait_for(lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE),
                 f"{role} {_say(name)} to be ready", seconds)
        press(node) or self.click_at(node)
        return node

    def press_last(self, role, name):
        """Presses the last of a role and name: that of the page on top, where the one below has
        a button of the same name."""
        press(wait_for(lambda: self.all(role, name), f"{role} {_say(name)}")[-1])

    def scroll_to(self, node):
        """Turns the mouse wheel until the middle of a node is inside its window."""
        frame = box(next(children(self.application)))
        for _ in range(40):
            place = box(node)
            middle = place.y + place.height // 2
            if frame.y + 80 < middle < frame.y + frame.height - 20:
                return
            before = middle
            self.xdotool("mousemove", str(place.x + place.width // 2),
                         str(frame.y + frame.height // 2),
                         "click", "5" if middle > frame.y + 80 else "4")
            wait_for(lambda: box(node).y + box(node).height // 2 != before, "scrolling", 2)

    def click_at(self, node, end=False):
        """A mouse click in the middle of a node, or at its end."""
        x, y = self.middle(self.still(node))
        if end:
            x += box(node).width // 2 - 16
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    @staticmethod
    def still(node):
        """A node, once it has a place and stays there: what has just come or moved is laid out with
        the next frame."""
        seen = []

        def stays():
            place = box(node)
            seen.append((place.x, place.y, place.width, place.height))
            return len(seen) > 1 and seen[-1] == seen[-2] and min(seen[-1][2:]) > 0
        wait_for(stays, "a place that stays")
        return node

    def middle(self, node):
        """Where the middle of a node is on the screen."""
        place = box(node)
        window = self.window_place()
        return window[0] + place.x + place.width // 2, window[1] + place.y + place.height // 2

    def window_ids(self):
        """The X windows of the program that are on the screen."""
        answer = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.pid)],
            env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True,
            check=False, timeout=30)
        return answer.stdout.split()

    def window_place(self):
        """Where the main window is."""
        for line in self.xdotool("getwindowgeometry", self.window_ids()[0]).splitlines():
            place = re.search(r"Position: (-?\d+),(-?\d+)", line)
            if place:
                return int(place.group(1)), int(place.group(2))
        return 0, 0

    def window_size(self):
        """How large the main window is, its frame included."""
        told = self.xdotool("getwindowgeometry", self.window_ids()[0])
        return tuple(map(int, re.search(r"Geometry: (\d+)x(\d+)", told).groups()))

    def extent(self):
        """How far all windows of the program reach from the upper left corner of the screen:
        menus and lists that have come up are windows of their own."""
        places = []
        for window in self.window_ids():
            told = self.xdotool("getwindowgeometry", window)
            x, y = map(int, re.search(r"Position: (-?\d+),(-?\d+)", told).groups())
            width, height = map(int, re.search(r"Geometry: (\d+)x(\d+)", told).groups())
            places.append((x + width, y + height))
        return tuple(map(max, zip(*places)))

    @staticmethod
    def width_of(node):
        """How wide a node is, or was when it was on the screen last."""
        return box(node).width

    def content_width(self):
        """How wide the widest of the main window's content is."""
        window = next(children(self.application))
        return max(box(child).width for child in children(window) if is_shown(child))

    def resize(self, width, height):
        """Gives the main window a size."""
        self.xdotool("windowsize", "--sync", self.window_ids()[0], str(width), str(height))

    def focus(self, window=0):
        """Gives the main window the keyboard, or another one: there is no window manager that
        would."""
        self.xdotool("windowfocus", self.window_ids()[window])

    def key(self, *keys):
        """Presses keys."""
        self.focus()
        self.xdotool("key", "--delay", "20", *keys)

    def xdotool(self, *arguments):
        """Runs xdotool on this screen; what it does, the program has taken then."""
        said = subprocess.run(["xdotool", *arguments], check=True, capture_output=True, text=True,
                              timeout=30,
                              env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"}).stdout
        if arguments[0] in ACTS:
            self.wait_taken()
        return said

    def wait_taken(self, seconds=15):
        """Waits until the program has taken all keys and clicks, unless they have ended it."""
        self._echo = self._echo or Echo(self.display)
        if self._asked is None or not self._echo.there(self._asked):
            self._asked = next(map(int, self.window_ids()), None)
        if self._asked is not None and not self._echo.wait(self._asked, seconds):
            raise NotFound(f"keys and clicks to be taken: not within {seconds} s")

    def enter(self, name, text, role="entry", seconds=15, within=None):
        """Puts a text into the field of a name."""
        def there():
            nodes = [within] if name is None else walk_shown(within) if within else self.nodes()
            for node in nodes:
                # What stands above a field may have its name as well.
                if _safely(matches, node, role, name) and editable(node) is not None:
                    return node, editable(node)
            return None
        node, field = wait_for(there, f"a field {_say(name)}", seconds)
        # A form that is busy takes nothing.
        wait_for(lambda: Atspi.EditableText.set_text_contents(field, text),
                 f"writing to {_say(name)}", seconds)
        return node

    def settle(self):
        """Waits until the picture stands still: three in a row are the same."""
        frame = self.frames / self.display.lstrip(":") / "Xvfb_screen0"
        seen = []

        def still():
            seen.append(hashlib.sha256(frame.read_bytes()).digest())
            time.sleep(0.2)
            return len(seen) > 2 and len(set(seen[-3:])) == 1
        try:
            wait_for(still, "the picture to stand still", 5)
        except NotFound:  # a cursor that blinks
            pass

    def picture(self, path, crop=None):
        """Takes a picture of the screen, from Xvfb's own frame buffer; of its upper left corner
        if a crop like "360x720" is given."""
        path.parent.mkdir(parents=True, exist_ok=True)
        frame = self.frames / self.display.lstrip(":") / "Xvfb_screen0"
        subprocess.run(["convert", f"xwd:{frame}", *(["-crop", f"{crop}+0+0", "+repage"]
                                                     if crop else []), str(path)],
                       check=True, capture_output=True, timeout=30)
        return path

    def outline(self):
        """The tree of what is shown, for a failure's evidence."""
        lines = []

        def add(node, depth):
            try:
                lines.append(f"{'  ' * depth}{node.get_role_name()} \"{text_of(node)}\""
                             f"{'' if is_shown(node) else ' (hidden)'}")
                for child in children(node):
                    add(child, depth + 1)
            except GLib.Error:
                pass
        for window in children(self.application):
            add(window, 0)
        return "\n".join(lines)


def press(node):
    """Does the first action that stands for a click; whether there was one."""
    for inner in [node, *children(node)]:
        action = inner.get_action_iface()
        if action is None:
            continue
        for number in range(Atspi.Action.get_n_actions(inner)):
            if Atspi.Action.get_action_name(inner, number) in ("click", "toggle", "activate",
                                                               "press"):
                return Atspi.Action.do_action(inner, number)
    return False


def checked(node):
    """Whether a switch or a box is on."""
    return node.get_state_set().contains(Atspi.StateType.CHECKED)


def focused(node, depth=4):
    """Whether the keyboard is on a node or in it."""
    return any(inner.get_state_set().contains(Atspi.StateType.FOCUSED)
               for inner in walk(node, depth))


def editable(node):
    """The node or the first below it that takes text."""
    return next((inner for inner in walk(node, 6)
                 if inner.get_editable_text_iface() is not None
                 and inner.get_state_set().contains(Atspi.StateType.EDITABLE)), None) or next(
        (inner for inner in walk(node, 6) if inner.get_editable_text_iface() is not None), None)


def _safely(function, *arguments):
    try:
        return function(*arguments)
    except GLib.Error:
        return None


def _say(name):
    return getattr(name, "pattern", None) or (name if isinstance(name, str) else "of that kind")
