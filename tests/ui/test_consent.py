# SPDX-License-Identifier: GPL-3.0-or-later
"""Form 4 at the table: step by step, for a minor too; and what others were given.

Holds CN-01 as far as the desktop shows it.
"""

import unittest

from anshin_ui.screen import plain
from ui_case import UiCase

CHILD = "宝塚 あおい"


class ConsentForm(UiCase):
    """A physician with the sample data."""

    def test_1_minor_needs_a_proxy(self):
        """The birth date decides; what is missing is said; going back loses nothing."""
        person = self.journey.physician
        self.journey.enter_patient(name=CHILD, kana="タカラヅカ アオイ", birth="2019-05-05")
        person.press("Make the consent _form")
        person.press("_Next")
        person.wait_step("Who consents")
        person.screen.find("label", person.word(
            "By the birth date the patient is not of age. Somebody with the right to do so, mostly "
            "a parent, consents and signs as proxy."))
        person.press("_Next")
        person.screen.find(None, person.word("Name of the proxy"))
        person.wait_step("Who consents")
        person.fill({"Name of the proxy": "宝塚 みどり",
                     "Ground of the right to consent for the patient": "親権者"})
        person.press("_Next")
        person.wait_step("Who receives")
        person.press("_Back")
        person.wait_step("Who consents")
        self.assertIn("宝塚 みどり", person.screen.texts())
        for title in ("Who receives", "How long; remarks", "Check and print"):
            person.press("_Next")
            person.wait_step(title)
        self.assertTrue(person.has("button", "_Print both copies…"))

    def test_2_what_others_were_given(self):
        """Whom of which facility, since when, and what."""
        person = self.journey.physician
        person.screen.key("alt+Left")
        person.confirm("_Discard")
        in_force = plain(person.words.choice("Consent in force"))
        person.screen.click("row", lambda said: in_force in said)
        person.press_row("What third parties were given")
        rows = person.wait_rows("What third parties were given", lambda said: len(said) > 0)
        self.assertTrue(any(person.words.choice("Messages") in row for row in rows), rows)

    def test_3_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
