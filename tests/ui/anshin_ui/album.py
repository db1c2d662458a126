# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the desktop, one series after the other: what ./dev shots leaves."""

import pathlib

from .person import Person
from .screen import press

SIZES = {"wide": (1200, 800), "narrow": (360, 760), "large": (1200, 800)}
STYLES = {"light": "", "dark": "Adwaita:dark"}
PERCENT = {"large": 200}
# Nothing moves in a picture.
SETTINGS = "[Settings]\ngtk-enable-animations=0\n"


class Album:
    """The views of one person, in a language, a style and a size; large is a text of 200 %."""

    role = "physician-admin"
    name = "care"

    def __init__(self, surroundings, service, folder, language, style, size):
        self.service = service
        self.folder = folder / language / f"{style}-{size}"
        self.size = SIZES[size]
        self.number = 0
        # libadwaita takes no dark theme from GTK_THEME; this is its own variable for debugging.
        more = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if style == "dark" else "default",
                "XDG_CONFIG_DIRS": str(self._settings(surroundings.folder, size))}
        self.person = Person(surroundings, service, language,
                             f"{self.name}-{language}-{style}-{size}",
                             sign_in=None if self.enrols() else self.role, more=more,
                             percent=PERCENT.get(size, 100))
        self.sign_in = service.sign_in(self.role)

    @staticmethod
    def _settings(folder, size):
        settings = pathlib.Path(folder) / f"settings-{size}" / "gtk-4.0" / "settings.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(SETTINGS)
        return settings.parent.parent

    def enrols(self):
        """Whether the sign-in is one of the views."""
        return False

    def take(self, name):
        """A picture of the view as it is now."""
        # The mouse, which would be in the picture, goes out of it.
        self.person.screen.xdotool("mousemove", "1199", "899")
        self.person.screen.settle()
        self.number += 1
        # The window's frame, which only a screen without compositing has, comes on top.
        width, height = self.person.screen.extent()
        self.person.screen.picture(self.folder / f"{self.name}-{self.number:02}-{name}.png",
                                   f"{width}x{height}")

    def add(self, msgid):
        """Chooses from what can be added to a message."""
        self.person.press("Add to the message")
        self.person.screen.click("menu item", self.person.word(msgid))

    def more(self, msgid):
        """Chooses from the menu of the page on top; one below may have a button of that name."""
        press(self.person.screen.all("button", self.person.word("More"))[-1])
        self.person.screen.click("menu item", self.person.word(msgid))

    def find_message(self, words):
        """Opens the newest message that has the words, in its group, from the list of groups."""
        person = self.person
        person.section(2)
        person.menu("S_earch messages…")
        person.screen.enter(person.word("Search messages"), words, role=None)
        rows = person.wait_rows("Found messages", lambda said: all(words in row for row in said)
                                and said)
        person.open_row("Found messages", rows[0])
        person.screen.find("list item", lambda said: words in said)

    def back(self):
        """From a page to the one before it, which must be there before anything is clicked."""
        self.person.screen.key("alt+Left")
        self.person.screen.settle()

    def to_list(self):
        """From the content to the list, where only one of them fits."""
        if self.person.narrow():
            self.back()

    def start(self):
        """Waits for the window, in its size, with the person signed in."""
        self.person.connect()
        self.person.screen.resize(*self.size)
        if not self.enrols():
            self.person.wait_signed_in()

    def make(self):
        """Goes through the views."""
        raise NotImplementedError
