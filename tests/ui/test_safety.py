# SPDX-License-Identifier: GPL-3.0-or-later
"""A safety check, from the office's first word to the last answer (PRODUCT section 1)."""

import unittest

from ui_case import UiCase

QUESTION = "地震がありました。ご無事ですか。"


class Safety(UiCase):
    """The office asks; a physician answers on the desktop."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.journey.add("office")
        cls.physician = cls.journey.physician

    def test_1_start(self):
        person = self.office
        person.section(1)
        person.screen.click("row", person.word("Safety check"))
        person.press("_Start…")
        person.fill({"What you ask": QUESTION})
        # The page before has a button of that name, and is still known.
        person.screen.press_last("button", person.word("_Start…"))
        person.confirm("_Start")
        person.screen.find("button", person.word("_Remind"))
        person.screen.says(QUESTION)

    def test_2_asked(self):
        """Wherever one is, the window asks."""
        person = self.physician
        person.screen.says(person.words("Safety check: are you safe? Please answer."))
        person.press("_Answer")
        person.screen.says(QUESTION)

    def test_3_answered(self):
        """One press and a word; the office's tally follows by itself."""
        person, name = self.physician, self.journey.name_of("physician-admin")
        self.office.wait_rows("Answers", bool)
        person.fill({"A word, if you want (where you are, what you need)": "診療所にいます。停電中"})
        person.press("I am _safe")
        safe = person.words.choice("Safe")
        person.screen.says(person.words("Safety check: you have answered “%s”") % safe)
        self.office.press("All")
        self.office.wait_rows("Answers", lambda rows: any(
            row.startswith(name) and "停電中" in row and safe in row for row in rows), 30)

    def test_4_changed(self):
        """Later it is worse: the answer can be changed while the check is open."""
        person = self.physician
        person.press("I need h_elp")
        person.screen.says(person.words("Safety check: you have answered “%s”")
                           % person.words.choice("Needs help"))

    def test_5_own_facility(self):
        """A facility's administrator sees the own staff, and nobody else."""
        person = self.physician
        person.press("Who of my facility has _answered")
        person.press("All")
        person.wait_rows("Answers", lambda rows: any(
            row.startswith(self.journey.name_of("physician-admin")) for row in rows))
        nurse = self.journey.name_of("nurse")
        self.assertFalse([row for row in person.rows(person.word("Answers"))
                          if row.startswith(nurse)])

    def test_6_remind_and_close(self):
        """Those who are silent are reminded; then it is closed, and nobody is asked any more."""
        person = self.office
        person.press("_Remind")
        person.screen.says(person.words("%s\nReminded: %s").rsplit("\n", 1)[1] % "", 20)
        person.press("_Close the check…")
        person.confirm("_Close the check")
        person.screen.says(person.words("%s\nClosed: %s").rsplit("\n", 1)[1] % "", 20)
        self.physician.screen.wait_gone(
            None, self.physician.words("Safety check: you have answered “%s”")
            % self.physician.words.choice("Needs help"))
        self.assertFalse(person.has("button", "_Remind"))

    def test_7_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
