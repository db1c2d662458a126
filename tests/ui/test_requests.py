# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of requests, as a physician and a nurse see it: asked of a facility, declined, given
to somebody else, asked again, taken back; and the lists of them (PRODUCT section 4)."""

import unittest

from anshin_ui.screen import press, wait_for
from ui_case import UiCase

GROUP = "褥瘡処置の相談"
PLASTER = "ガーゼの在庫を数えてください。"
VISIT = "土曜の訪問をお願いします。"


class Requests(UiCase):
    """One after the other, in Japanese."""

    def setUp(self):
        self.physician, self.nurse = self.journey.physician, self.journey.nurse

    def ask(self, person, what, owner, day=None, facility=False, urgent=False):
        """Asks somebody of the open group for something."""
        person.press("Add to the message")
        person.screen.click("menu item", person.word("_Request…"))
        person.fill({"The request in words": what})
        self.choose_owner(person, owner, facility)
        if day:
            person.press(day)
        if urgent:
            person.screen.click("check", person.word("Urgent"))
        person.press("_Ask")
        person.wait_message(what)

    def choose_owner(self, person, owner, facility=False):
        """Chooses who is asked, on the page for it that comes up."""
        choose = person.word("_Choose…")
        person.screen.click("button", lambda said: said.startswith(choose))
        person.open_row("A facility" if facility else "A person", owner)

    def says(self, person, msgid, who):
        """Waits until a request says what became of it and who did it."""
        begins = person.words(msgid).split("%s")
        said = begins[0] + self.journey.name_of(who) + begins[1]
        person.screen.find("label", lambda text: text.startswith(said))

    def more(self, person, what, msgid):
        """Chooses from the menu of a request of the open group."""
        timeline = person.screen.find("list", person.word("Timeline"))
        row = person.screen.find("list item", lambda said: what in said, within=timeline)
        person.screen.click("button", person.word("More about the request"), within=row)
        person.screen.click("menu item", person.word(msgid))

    def test_1_of_a_facility(self):
        """Anybody of it may take it on; due today and urgent are marked for both."""
        physician = self.physician
        physician.create_free_group(GROUP)
        self.journey.invite_nurse()
        nurse = self.journey.nurse_comes()
        self.journey.accept(GROUP)
        nurse.open_group(GROUP)
        physician.open_group(GROUP)
        self.ask(physician, PLASTER, "訪問看護ステーション", "Today",
                 facility=True, urgent=True)
        nurse.wait_message(PLASTER)
        for person in (physician, nurse):
            person.screen.says(person.words("Due today"))
            self.assertTrue(person.has("label", "Urgent"))
        self.assertFalse(physician.has("button", "Take it on"))
        nurse.press("Take it on")
        for person in (physician, nurse):
            self.says(person, "%s took it on, %s", "nurse")

    def test_2_declined(self):
        """With a word; who asked is told in the same place, and asks again."""
        physician, nurse = self.physician, self.nurse
        self.ask(physician, VISIT, self.journey.name_of("nurse"))
        nurse.wait_message(VISIT)
        self.more(nurse, VISIT, "_Decline…")
        nurse.fill({"Your word": "土曜は満員です。"})
        nurse.press("_Decline")
        for person in (nurse, physician):
            self.says(person, "%s declined, %s", "nurse")
            person.screen.says("土曜は満員です。")
        self.more(physician, VISIT, "_Ask again")
        for person in (nurse, physician):
            self.says(person, "%s asked again, %s", "physician-admin")

    def test_3_given(self):
        """To somebody else, who has it now; then it is taken back, and nobody has."""
        physician, nurse = self.physician, self.nurse
        self.more(physician, VISIT, "_Give to somebody else…")
        physician.open_row("A person", self.journey.name_of("physician-admin"))
        wait_for(lambda: not nurse.screen.all("button", nurse.word("It is done"))[1:],
                 "the nurse to have one request alone")
        physician.press("Take it on")
        for person in (nurse, physician):
            self.says(person, "%s took it on, %s", "physician-admin")

    def test_4_lists(self):
        """For me, asked by me, of this group; what is settled leaves them."""
        physician, nurse = self.physician, self.nurse
        for person, which, what, there in (
                (nurse, "For me to do", PLASTER, True), (nurse, "For me to do", VISIT, False),
                (physician, "For me to do", VISIT, True), (physician, "Asked by me", PLASTER, True),
                (nurse, "Asked by me", PLASTER, False), (physician, "Overdue", PLASTER, False)):
            person.section(4)
            person.choose_drop_down("Which requests", which)
            person.wait_rows("Requests", lambda rows: any(
                what in row and GROUP in row for row in rows) is there)
        physician.choose_drop_down("Which requests", "All open")
        physician.wait_rows("Requests", lambda rows: any(GROUP not in row for row in rows))
        physician.choose_drop_down("Of which patient or group", GROUP)
        physician.wait_rows("Requests", lambda rows: len(rows) == 2 and all(
            GROUP in row for row in rows))

    def test_4_z_keys(self):
        """Who leaves a page that a menu opened has the keyboard still, also where one pane fits."""
        physician = self.physician
        physician.screen.resize(360, 760)
        physician.open_row("Requests", next(
            row for row in physician.rows(physician.word("Requests")) if VISIT in row))
        physician.screen.find("button", physician.word("Open the _group"))
        press(physician.screen.all("button", physician.word("More about the request"))[-1])
        physician.screen.click("menu item", physician.word("Done, with a _word…"))
        physician.screen.find(None, physician.word("Your word"))
        physician.screen.key("alt+Left")
        physician.screen.wait_gone(None, physician.word("Your word"))
        physician.section(2)
        physician.wait_rows("Groups", bool)
        physician.screen.resize(1080, 720)
        physician.section(4)
        physician.wait_rows("Requests", bool)

    def test_5_taken_back(self):
        """By who asked; it is settled for both."""
        physician, nurse = self.physician, self.nurse
        physician.open_row("Requests", GROUP)
        physician.press("Open the _group")
        physician.screen.find(None, physician.word("Timeline"))
        self.more(physician, VISIT, "_Take the request back")
        self.says(physician, "%s took the request back, %s", "physician-admin")
        nurse.section(4)
        nurse.choose_drop_down("Which requests", "Settled")
        nurse.wait_rows("Requests", lambda rows: any(VISIT in row for row in rows))

    def test_6_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
