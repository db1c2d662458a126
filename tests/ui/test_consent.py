# SPDX-License-Identifier: GPL-3.0-or-later
"""Form 4 at the table: step by step, for a minor.

Holds CN-01 as far as the desktop shows it.
"""

import unittest

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
        # On from here goes only who has named a proxy: the name is there yet.
        for title in ("Who receives", "How long; remarks", "Check and print"):
            person.press("_Next")
            person.wait_step(title)
        self.assertTrue(person.has("button", "_Print both copies…"))

    def test_2_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
