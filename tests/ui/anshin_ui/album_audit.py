# SPDX-License-Identifier: GPL-3.0-or-later
"""The access log as the administrator of a clinic has it."""

from .album import Album


class Audit(Album):
    """What was done and seen, and the reviews."""

    role = "physician-admin"
    name = "audit"

    def log(self):
        """The log, its filters, taking a part out."""
        person, screen = self.person, self.person.screen
        person.press_row("Who did and saw what")
        self.take("log")
        screen.click("row", lambda said: said.startswith(person.word("Show")))
        self.take("filter")
        person.screen.click_at(person.screen.find("entry", person.word("To (day)")))
        person.screen.xdotool("type", "--delay", "20", "2020-01-01")
        person.screen.key("Return")
        person.screen.says(person.words("Nothing in the log"))
        self.take("nothing")
        person.press("_Take out…")
        self.take("export")
        self.back()
        self.to_list()

    def reviews(self):
        """A month that was not looked over yet, and one that was."""
        person = self.person
        person.press_row("Monthly reviews")
        self.take("reviews")
        rows = person.rows(person.word("Monthly reviews"))
        person.open_row("Monthly reviews", rows[0][:8])
        self.take("review")
        self.back()
        person.open_row("Monthly reviews", rows[-1][:8])
        self.take("review-done")
        self.back()
        self.to_list()

    def make(self):
        person = self.person
        person.menu("A_ccess log")
        self.take("audit")
        self.log()
        self.reviews()
