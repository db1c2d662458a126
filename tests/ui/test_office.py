# SPDX-License-Identifier: GPL-3.0-or-later
"""What the office does in a day, as a person does it: applications and their notices, users,
facilities, announcements, texts and professions.

Holds AUTH-08, AUTH-12 and IV-01 as far as the desktop shows them.
"""

import re
import subprocess
import unittest

from anshin_ui.paper import read
from ui_case import UiCase

FACILITY = "さくら川みなみ診療所"
NEWS = "年末年始の連絡先は、29日までに各施設の管理者から届け出てください。"
RULE = "11 年に一度、使っている端末を見直します。"


class Office(UiCase):
    """The office's clerk, and a nurse who hears of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.journey.add("office")

    def setUp(self):
        self.screen = self.office.screen

    def open(self, msgid):
        """One of the office's pages."""
        self.office.section(1)
        self.screen.click("row", self.office.word(msgid))

    def confirm(self, msgid):
        """The answer to a question."""
        self.office.confirm(msgid)

    def test_1_no_scanner(self):
        """Where no scanner is set up the office can see that files go unseen."""
        self.office.section(1)
        self.screen.says(self.office.words("Files are not checked for viruses: no scanner is set "
                                           "up."))

    def test_1_register_several(self):
        """Two are registered at once; each gets a notice of one page that has no mail address."""
        self.open("Applications")
        waiting = self.office.wait_rows("Applications", lambda rows: len(rows) >= 3)
        names = [row.split(",")[0] for row in waiting[:2]]
        for name in names:
            self.screen.click("check", self.office.words("Mark %s") % name)
        self.office.press("_Register")
        self.confirm("_Register")
        self.screen.says(self.office.words("Read aloud"), 30)
        texts = self.screen.texts()
        for name in names:
            self.assertTrue(any(name in text for text in texts), name)
        self.office.press("_Save as PDF…")
        self.office.save_file("notices.pdf")
        saved = self.office.desktop.home / "notices.pdf"
        read(saved)
        told = subprocess.run(["pdfinfo", saved], capture_output=True, text=True,
                              check=True).stdout
        self.assertRegex(told, r"Pages:\s+2\n")
        words = subprocess.run(["pdftotext", saved, "-"], capture_output=True, text=True,
                               check=True).stdout
        flat = "".join(words.split())
        for name in names:
            self.assertIn(name.replace(" ", ""), flat)
        self.assertNotIn("@", flat)
        self.assertEqual(len(set(re.findall(r"[a-z]{4}(?:-[a-z]{4}){6}", flat))), 2)
        self.screen.key("alt+Left")
        self.office.wait_rows("Applications",
                              lambda rows: not any(row.startswith(names[0]) for row in rows))

    def test_2_turn_down(self):
        """Another is turned down, with the reason."""
        self.open("Applications")
        name = self.office.wait_rows("Applications", bool)[0].split(",")[0]
        self.office.open_row("Applications", name + ",")
        self.office.press("_Turn down…")
        self.office.fill({"Reason": "すでに別の施設で登録されています。"})
        self.office.press("_Turn it down")
        self.screen.wait_gone("button", self.office.word("_Turn it down"))
        self.screen.says("すでに別の施設で登録されています。")
        self.assertFalse(self.office.has("button", "_Register this person"))

    def test_3_suspend_and_restore(self):
        """Found by kana; suspended, seen among the suspended, restored with a reason."""
        nurse = self.journey.name_of("nurse")
        self.open("Users")
        self.screen.enter(self.office.word("Search users"), nurse, role=None)
        self.office.wait_rows("Users", lambda rows: len(rows) == 1 and rows[0].startswith(nurse))
        self.office.open_row("Users", nurse)
        self.screen.says(self.service.sign_in("nurse")["mail"])
        self.office.press_row("Suspend the account…")
        self.office.choose("Why", self.office.words.choice("Terminal lost"))
        self.office.press("_Suspend")
        self.screen.find("row", self.office.word("Restore the account…"))
        self.open("Suspended accounts")
        self.office.wait_rows("Users", lambda rows: any(row.startswith(nurse) for row in rows))
        self.office.open_row("Users", nurse)
        self.office.press_row("Restore the account…")
        self.office.press("_Restore")
        self.screen.says(self.office.words("This is needed. Fill it in."))
        self.office.fill({"Why it may be used again": "端末は新しいものに替えました。"})
        self.office.press("_Restore")
        self.screen.find("label", self.office.word("Enrolment code"))
        self.screen.key("alt+Left")
        self.confirm("_Leave the page")

    def test_4_reset(self):
        """How the person was identified is asked for; the new password is shown once."""
        name = self.journey.name_of("care-manager")
        self.open("Users")
        self.screen.enter(self.office.word("Search users"), name, role=None)
        self.office.wait_rows("Users", lambda rows: len(rows) == 1 and rows[0].startswith(name))
        self.office.open_row("Users", name)
        self.office.press_row("Reset the password…")
        self.office.press("_Reset")
        self.screen.says(self.office.words("This is needed. Fill it in."))
        self.assertTrue(self.office.has("button", "_Reset"), "reset without identification")
        self.office.choose("Identified by",
                           self.office.words.choice("Called back at the registered telephone"))
        self.office.fill({"What you checked, and with whom you spoke": "施設の電話で本人と話しました。"})
        self.office.press("_Reset")
        self.screen.find("label", self.office.word("Temporary password"))
        self.screen.key("alt+Left")
        self.confirm("_Leave the page")
        self.screen.wait_gone(None, self.office.word("Read aloud"))

    def test_5_facility(self):
        """A new facility; a wrong number is said at its row."""
        self.open("Facilities")
        self.office.press("_Add…")
        self.office.fill({"Name of the facility": FACILITY,
                          "Institution number (7 to 10 digits)": "12"})
        self.office.choose("Kind of facility", self.office.words.choice("Clinic"))
        self.office.press("_Save")
        self.screen.says(self.office.words("This can’t be right. Check it."))
        self.office.fill({"Institution number (7 to 10 digits)": "28-1234567"})
        self.office.press("_Save")
        self.screen.wait_gone("button", self.office.word("_Save"))
        self.screen.enter(self.office.word("Search facilities"), FACILITY, role=None)
        self.office.wait_rows("Facilities",
                              lambda rows: len(rows) == 1 and rows[0].startswith(FACILITY))
        self.office.open_row("Facilities", FACILITY)
        self.screen.says("281234567")

    def test_6_announcement(self):
        """It asks first, reaches a nurse in the all-users group, and is in the list."""
        nurse = self.journey.physician
        self.open("Announcement")
        self.office.fill({"Text of the announcement": NEWS})
        self.office.press("_Send…")
        self.confirm("_Send")
        self.office.wait_rows("Sent so far", lambda rows: any(NEWS[:20] in row for row in rows))
        nurse.open_group("全ユーザーグループ")
        nurse.wait_message(NEWS)

    def test_7_professions(self):
        """One is switched off and stays off."""
        said = self.office.words("%s can be chosen in applications") % (
            self.office.words.choice("Other profession"))
        self.open("Professions")
        self.screen.click("check", said)
        self.screen.says(self.office.words("Not offered"))
        self.open("Users")
        self.open("Professions")
        self.screen.says(self.office.words("Not offered"))

    def test_8_rules(self):
        """A new version is looked at and published; everybody is asked to accept it."""
        self.open("Rules and form texts")
        self.office.wait_rows("Versions", lambda rows: len(rows) == 1)
        self.office.press("_New version…")
        self.screen.find("button", self.office.word("_Publish…"))
        before = self.office.text("Text of the rules")
        self.assertIn("10", before)
        self.office.fill({"Text of the rules": before + "\n\n" + RULE})
        self.office.press("Preview")
        self.screen.says(RULE)
        self.office.press("_Publish…")
        self.confirm("_Publish")
        for person in (self.office, self.journey.physician):
            person.screen.says(RULE, 30)
            person.accept_rules()
            person.wait_signed_in()
        self.open("Rules and form texts")
        self.office.wait_rows("Versions", lambda rows: len(rows) == 2)

    def test_9_quiet(self):
        """None of it made the programs complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
