# SPDX-License-Identifier: GPL-3.0-or-later
"""The people of a facility, as its administrator has them: who they are, the admin mark and what
is in its way, registering, a lost terminal, who left, personal terminals (source A2, A4)."""

import unittest

from ui_case import UiCase

from anshin_ui.album_staff import TABLE
from anshin_ui.screen import wait_for

COLLEAGUE, LEAVES = "川口 翔太", "福島 恵"
SENT = ("丸山 智子", "小田 真由美")


class Staff(UiCase):
    """The administrator of a station for visiting nurses, and one of its nurses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.journey.add("nurse-admin")
        cls.nurse = cls.journey.nurse_comes()
        cls.own_name, cls.name = (cls.journey.name_of(role) for role in ("nurse-admin", "nurse"))
        cls.mark = cls.admin.words("Facility administrator")

    def row(self, person, name, condition=lambda row: True):
        """What the list says of somebody, once it fulfils a condition."""
        rows = person.wait_rows("Staff of your facility", lambda rows: any(
            row.startswith(name) and condition(row) for row in rows))
        return next(row for row in rows if row.startswith(name))

    def open(self, name):
        """The page of one of the people."""
        self.admin.open_row("Staff of your facility", name, scroll=True)
        # In the list, as the page's title and on the page itself.
        wait_for(lambda: len(self.admin.screen.all("label", name)) >= 3, f"the page of {name}")
        self.admin.screen.find("button", self.admin.word("_Left the facility: retire…"))

    def press_mark(self, msgid, name):
        self.admin.screen.click("button", self.admin.words(msgid) % name)

    def test_1_people(self):
        """The administrator sees the accounts, a colleague only who the others are."""
        for person in (self.admin, self.nurse):
            person.menu("S_taff")
        said = self.row(self.admin, self.name)
        self.assertIn(self.admin.words.choice("Nurse"), said)
        self.assertIn(self.admin.words("Last sign-in: %s").split("%")[0], said)
        self.assertIn(self.admin.words.count("%d terminal", "%d terminals", 1), said)
        self.assertNotIn(self.mark, said)
        own = self.row(self.admin, self.own_name)
        self.assertIn(self.mark, own)
        self.assertIn(self.admin.words("You"), own)
        seen = self.row(self.nurse, self.own_name)
        self.assertIn(self.mark, seen)
        self.assertNotIn(self.nurse.words("Last sign-in: %s").split("%")[0], seen)
        self.assertFalse(self.nurse.has("button", "Register staff"))

    def test_2_make_admin(self):
        """One press; the nurse has what an administrator has in the open window."""
        self.press_mark("Make %s administrator", self.name)
        self.row(self.admin, self.name, lambda row: self.mark in row)
        self.nurse.screen.find("button", self.nurse.word("Register staff"))
        self.row(self.nurse, self.name, lambda row: self.mark in row)

    def test_3_undo(self):
        """It is taken back from where it is said, for a moment: after nothing else is said there."""
        self.admin.screen.wait_gone("button", self.admin.word("_Undo"))
        self.press_mark("%s is administrator; press to take away", self.name)
        self.admin.press("_Undo")
        self.row(self.admin, self.name, lambda row: self.mark in row)
        self.nurse.screen.find("button", self.nurse.word("Register staff"))

    def test_4_take_away(self):
        """A press gives the right, another takes it away."""
        self.press_mark("%s is administrator; press to take away", self.name)
        self.row(self.admin, self.name, lambda row: self.mark not in row)
        self.nurse.screen.wait_gone("button", self.nurse.word("Register staff"))

    def test_5_last_admin(self):
        """The only one can't give the right up, and reads why; the mark stays."""
        self.press_mark("%s is administrator; press to take away", self.own_name)
        self.admin.confirm("_Give up")
        self.admin.screen.says(self.admin.words(
            "This is the facility’s last administrator, and each facility needs one. Make "
            "somebody else administrator first."))
        self.admin.confirm("_Close")
        self.assertIn(self.mark, self.row(self.admin, self.own_name))
        self.admin.screen.find("button", self.admin.words(
            "%s is administrator; press to take away") % self.own_name)

    def test_6_register(self):
        """From a table with two wrong lines: they are marked, nothing goes until one says so, and
        what went waits for the office."""
        person = self.admin
        person.press("Register staff")
        (person.desktop.home / "staff.csv").write_bytes(TABLE.encode("cp932"))
        person.press("From a _file (CSV)…")
        person.open_file("staff.csv")
        rows = person.wait_rows("People to be registered", lambda rows: len(rows) >= 4)
        self.assertTrue(all(any(name in row for row in rows) for name in SENT))
        person.press("_Send")
        person.screen.says(person.words("Put it right, or send only the others."))
        person.press("Send only the _others")
        person.wait_rows("People to be registered", lambda rows: not any(
            name in row for row in rows for name in SENT))
        person.staff_menu("Applications for registration")
        person.confirm("_Discard")
        rows = person.wait_rows("Applications for registration", lambda rows: all(
            any(row.startswith(name) for row in rows) for name in SENT))
        self.assertTrue(all(person.words.choice("Waiting") in row for row in rows
                            if row.startswith(SENT)))

    def test_7_terminal_lost(self):
        """Two clicks, and the nurse's window is back at the sign-in."""
        self.open(self.name)
        self.admin.screen.says(self.admin.words("Signed in now"))
        self.admin.press("Terminal _lost: suspend…")
        self.admin.confirm("_Suspend")
        self.nurse.screen.find("button", self.nurse.word("_Sign in"))
        self.admin.screen.says(self.admin.words.choice("Suspended"))
        self.admin.choose_drop_down("State of the accounts", "Suspended")
        lost = self.admin.words.choice("Terminal lost")
        self.row(self.admin, self.name, lambda row: lost in row)

    def test_8_retire(self):
        """Who left is with the retired, and no longer with those at work."""
        self.admin.choose_drop_down("State of the accounts", "At work")
        self.row(self.admin, LEAVES)
        self.open(LEAVES)
        self.admin.press("_Left the facility: retire…")
        self.admin.confirm("_Retire")
        self.admin.wait_rows("Staff of your facility", lambda rows: not any(
            row.startswith(LEAVES) for row in rows))
        self.admin.choose_drop_down("State of the accounts", "Retired")
        retired = self.admin.words.choice("Retired")
        self.row(self.admin, LEAVES, lambda row: retired in row)
        self.admin.choose_drop_down("State of the accounts", "At work")
        self.row(self.admin, COLLEAGUE)

    def test_9_byod(self):
        """Personal terminals: only once all duties are seen to, for six months; taken back."""
        person = self.admin
        person.staff_menu("Personal terminals (BYOD)")
        person.screen.says(person.words("Only the facility’s own terminals"))
        person.press("_Allow")
        person.screen.says(person.words("Personal terminals can be allowed once all three duties "
                                        "are done. Tick what you have seen to."))
        for duty in ("Everybody was told how to install", "No vulnerable applications",
                     "The system’s settings stay as they are"):
            person.screen.click("check", person.word(duty))
        person.press("_Allow")
        person.screen.says(person.words("Personal terminals are allowed"))
        person.screen.says(person.words("Good until"))
        person.press("Allow no _longer…")
        person.confirm("_Allow no longer")
        person.screen.says(person.words("Only the facility’s own terminals"))

    def test_9_d_saving(self):
        """Whether files may be saved on terminals: no, until the administrator says so."""
        person = self.admin
        person.screen.key("alt+Left")
        person.staff_menu("Saving files on terminals")
        person.screen.says(person.words("Not allowed"))
        person.press("_Allow")
        person.screen.find("button", person.word("Allow no _longer"))
        person.screen.says(self.own_name)
        person.press("Allow no _longer")
        person.screen.find("button", person.word("_Allow"))

    def test_9_quiet(self):
        """None of it made the programs complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
