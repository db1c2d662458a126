# SPDX-License-Identifier: GPL-3.0-or-later
"""Consent form 4 as a physician has it: the form step by step, what waits, papers and scans."""

from .album import Album


class Consent(Album):
    """From the form to what others were given."""

    role = "physician-admin"
    name = "consent"

    def form(self):
        """The form of a patient who has none."""
        person, screen = self.person, self.person.screen
        screen.click("row", lambda said: person.words("No consent yet") in said)
        self.take("patient-without")
        person.press("Make the consent _form")
        self.take("explains")
        for title, name in (("Who consents", "consents"), ("Who receives", "receives"),
                            ("How long; remarks", "period"), ("Check and print", "check")):
            person.press("_Next")
            person.wait_step(title)
            self.take(name)
        person.press("Show the preview larger")
        self.take("enlarged")
        self.back()
        self.to_list()

    def waiting(self):
        """Forms that wait for their signature, and such a form."""
        person, screen = self.person, self.person.screen
        screen.click("button", person.words.count(
            "%u consent form waits for its signature to be recorded",
            "%u consent forms wait for their signatures to be recorded", 2))
        rows = person.wait_rows("Forms that wait for their signature", bool)
        self.take("waiting")
        person.open_row("Forms that wait for their signature", rows[0].split(",")[0])
        person.press("_Record the signature")
        person.wait_step("Check and print")
        self.take("printed")
        person.press("_Record the signature…")
        self.take("record")
        self.back()
        person.press("_File scans…")
        self.take("scans")
        self.back()
        self.back()
        self.to_list()

    def given(self):
        """A consent in force, its papers, and what others were given."""
        person = self.person
        person.section(1)
        person.open_first_patient()
        person.open_row("Consent forms", person.word("Consent given"), scroll=True)
        person.wait_rows("What happened", bool)
        self.take("in-force")
        person.press("Print _other papers…")
        self.take("papers-of-patient")
        self.back()
        self.back()
        person.press_row("What third parties were given")
        person.wait_rows("What third parties were given", bool)
        self.take("given")

    def make(self):
        person = self.person
        person.section(1)
        person.press("Papers of consent")
        self.take("papers")
        self.to_list()
        self.form()
        self.waiting()
        self.given()
