# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev shots: every view in both languages, light and dark, wide and narrow."""

import itertools
import pathlib

from .service import Service
from .surroundings import Surroundings

SIZES = {"wide": (1200, 800), "narrow": (360, 760)}
STYLES = {"light": "", "dark": "Adwaita:dark"}


class Album:
    """One series: a language, a style and a size."""

    def __init__(self, surroundings, service, folder, language, style, size):
        from .person import Person
        self.folder = folder / language / f"{style}-{size}"
        self.size = SIZES[size]
        self.number = 0
        # libadwaita takes no dark theme from GTK_THEME; this is its own variable for debugging.
        more = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if style == "dark" else "default"}
        self.person = Person(surroundings, service, language, f"{language}-{style}-{size}",
                             more=more)
        self.sign_in = service.sign_in("physician-admin")

    def take(self, name):
        """A picture of the view as it is now."""
        self.person.screen.settle()
        self.number += 1
        # The window's frame, which only a screen without compositing has, comes on top.
        width, height = self.person.screen.window_size()
        self.person.screen.picture(self.folder / f"{self.number:02}-{name}.png",
                                   f"{width}x{height}")

    def back(self):
        """From the content to the list, where only one of them fits."""
        if self.size[0] < 600:
            self.person.screen.key("alt+Left")

    def consent(self):
        """The form of a patient who has none."""
        person, screen = self.person, self.person.screen
        screen.click("row", lambda said: person.words("No consent yet") in said)
        self.take("patient-without-consent")
        person.press("Make the consent _form")
        self.take("consent-form")
        screen.key("alt+Left")
        self.back()

    def make(self):
        """Goes through the views."""
        person, screen = self.person, self.person.screen
        person.connect()
        screen.resize(*self.size)
        self.take("sign-in")
        person.press("Use this terminal for the _first time")
        self.take("enrol")
        person.enrol_fill(self.sign_in)
        person.wait_signed_in()
        person.section(1)
        self.take("patients")
        person.open_first_patient()
        self.take("patient")
        person.press("_Edit")
        self.take("patient-edit")
        screen.key("alt+Left")
        screen.key("alt+Left")
        screen.key("ctrl+n")
        self.take("patient-new")
        screen.key("alt+Left")
        self.consent()
        person.section(2)
        self.take("groups")
        person.open_first_group()
        self.take("chat")
        person.press("Members and invitations")
        self.take("members")
        person.press("_Invite…")
        self.take("invite")
        screen.key("alt+Left")
        screen.key("alt+Left")
        self.back()
        screen.key("ctrl+n")
        self.take("group-new")
        screen.key("alt+Left")
        person.section(3)
        self.take("invitations")
        screen.key("ctrl+l")
        screen.find("button", person.word("_Unlock"))
        self.take("locked")
        person.desktop.stop()


def main(folder, *only):
    """Takes the pictures; only those of the languages, styles and sizes named, if any are."""
    folder = pathlib.Path(folder).resolve()
    surroundings = Surroundings()
    service = Service(surroundings.folder / "service", surroundings.runtime / "service.sock")
    failed = 0
    try:
        for number, (language, style, size) in enumerate(
                itertools.product(("ja", "en"), STYLES, SIZES)):
            if only and not set(only) <= {language, style, size}:
                continue
            # Each series enrols its terminal: each needs fresh sample data.
            service.stop()
            service = Service(surroundings.folder / f"service-{number}",
                              surroundings.runtime / f"service-{number}.sock")
            service.make_sample()
            service.start()
            album = Album(surroundings, service, folder, language, style, size)
            try:
                album.make()
                print(f"{album.folder}: {album.number} pictures")
            except AssertionError as error:
                failed += 1
                print(f"{album.folder}: {error}; see {album.person.desktop.evidence('shots')}")
                album.person.desktop.stop()
    finally:
        service.stop()
        surroundings.close()
    return 1 if failed else 0
