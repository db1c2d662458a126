# SPDX-License-Identifier: GPL-3.0-or-later
"""Form 4 at the table: step by step, for a minor; what waits, what is in force, and what others
were given.

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
        person.screen.says(person.words("This is needed. Fill it in."))
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
        # It all fits onto a small device.
        person.screen.resize(360, 720)
        person.screen.wait_until(lambda: person.screen.content_width() <= 360, "a narrow form")
        person.screen.resize(1080, 720)

    def test_2_forms_that_wait(self):
        """What was printed long ago and never recorded is told over the list; a row leads to its
        patient, and there to the form."""
        person = self.journey.physician
        person.screen.key("alt+Left")
        person.confirm("_Discard")
        person.screen.click("button", person.words.count(
            "%u consent form waits for its signature to be recorded",
            "%u consent forms wait for their signatures to be recorded", 2))
        rows = person.wait_rows("Forms that wait for their signature", lambda said: len(said) == 2)
        name = rows[0].split(",")[0]
        person.open_row("Forms that wait for their signature", name)
        person.press("_Record the signature")
        person.wait_step("Check and print")
        person.screen.says(name)
        person.screen.key("alt+Left")

    def test_3_signed_and_in_force(self):
        """A patient's consents and what happened to one, with both days."""
        person = self.journey.physician
        person.search_patients("アオキ ススム", "青木")
        person.open_first_patient()
        rows = person.wait_rows("Consent forms", bool)
        for words in ("Consent given", "Signed on %s", "In force: %s"):
            self.assertIn(person.word(words).split("%s")[0], rows[0])
        person.open_row("Consent forms", person.word("Consent given"), scroll=True)
        happened = person.wait_rows("What happened", lambda said: len(said) > 3)
        for number, what in enumerate(("Form made", "Form printed", "Signature recorded",
                                       "Put in force")):
            self.assertTrue(happened[number].startswith(person.words.choice(what)), happened)
        person.screen.key("alt+Left")

    def test_4_what_others_were_given(self):
        """Whom of which facility, since when, and what."""
        person = self.journey.physician
        person.press_row("What third parties were given")
        rows = person.wait_rows("What third parties were given", lambda said: len(said) > 1)
        self.assertTrue(all(person.words.choice("Messages") in row for row in rows), rows)
        self.assertTrue(any(person.words.choice("Nurse") in row for row in rows), rows)

    def test_5_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
