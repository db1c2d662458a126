#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding one's way in what was said: who has read it, links, bookmarks, one day, what is copied."""

import datetime
import unittest

from anshin_ui.screen import box, wait_for
from ui_case import UiCase

GROUP = "読み返しの会"
FIRST = "初回の訪問記録を置きます。"
PAGE = "https://www.example.jp/oral-care"


class ReadingTest(UiCase):
    """A physician and a nurse; the steps build on each other."""

    def menu_of(self, person, number):
        """Opens the menu of a message, counted from the newest."""
        buttons = person.screen.all("button", person.word("Acknowledge, and more"))
        person.screen.click_at(buttons[-number])

    def choose(self, person, msgid, number=1):
        self.menu_of(person, number)
        person.screen.click("menu item", person.word(msgid))

    def more(self, person, msgid):
        """Chooses from the group's menu."""
        person.press("More")
        person.screen.click("menu item", person.word(msgid))

    def paste(self, person):
        """What is on the clipboard comes into the composer; what stands in it then."""
        person.type("")
        person.screen.click_at(person.screen.find(None, person.word("Message")))
        person.screen.key("ctrl+v")
        # What is empty says its name.
        return wait_for(lambda: person.typed() != person.word("Message") and person.typed(),
                        "what was copied")

    def test_1_readers(self):
        """By profession, with how many of each; at once when somebody has read."""
        physician = self.journey.physician
        physician.create_free_group(GROUP)
        self.journey.invite_nurse()
        self.journey.nurse_comes().section(3)
        self.journey.accept(GROUP)
        physician.open_group(GROUP)
        physician.send(FIRST)
        physician.wait_message(FIRST)
        self.choose(physician, "_Who has read this")
        physician.screen.find(None, physician.word("Not read yet (%u)").replace("%u", "1"))
        nurses = physician.words("%s (%u)") % (physician.words.choice("Nurse"), 1)
        physician.screen.find("label", nurses)
        self.journey.nurse.open_group(GROUP)
        physician.screen.find(None, physician.word("Read (%u)").replace("%u", "1"))
        physician.screen.find("label", nurses)
        physician.screen.key("alt+Left")
        physician.screen.find(None, physician.word("Timeline"))

    def test_2_copied(self):
        """The text of a message, and a link to it, pasted into another one."""
        physician = self.journey.physician
        self.choose(physician, "_Copy the text")
        said = physician.screen.find(
            "label", physician.word("Copied. It leaves the clipboard in a minute."))
        where = box(physician.screen.find(None, physician.word("Message")))
        # What is said of it leaves free where one writes.
        self.assertLess(box(said).y + box(said).height, where.y)
        self.assertEqual(self.paste(physician), FIRST)
        self.choose(physician, "Copy a _link to it")
        link = self.paste(physician)
        self.assertTrue(link.startswith("anshin-net:"), link)
        physician.press("Send")

    def test_3_link_to_a_message(self):
        """It opens its group from another one, for the other person too."""
        nurse = self.journey.nurse
        link = nurse.screen.find("label", nurse.word("→ to the message"))
        nurse.screen.click_at(link)
        nurse.screen.find("list item", lambda said: nurse.reads(said, FIRST))
        self.assertTrue(nurse.has(None, "Timeline"))

    def test_4_link_out(self):
        """A page outside is not opened before its host was shown."""
        physician, nurse = self.journey.physician, self.journey.nurse
        physician.send(PAGE)
        nurse.wait_message(PAGE)
        nurse.screen.click_at(nurse.screen.find("label", PAGE))
        dialog = nurse.screen.find_dialog()
        nurse.screen.find("label", lambda said: "www.example.jp" in said, within=dialog)
        nurse.confirm("_Cancel")

    def test_5_bookmark(self):
        """For oneself alone; the list leads back to the message."""
        physician, nurse = self.journey.physician, self.journey.nurse
        self.choose(physician, "_Bookmark for me", number=3)
        self.more(physician, "My _bookmarks")
        physician.wait_rows("Messages", lambda rows: len(rows) == 1 and FIRST in rows[0])
        physician.open_row("Messages", FIRST)
        physician.screen.find(None, physician.word("Timeline"))
        self.more(nurse, "My _bookmarks")
        nurse.screen.says(nurse.words("Nothing here yet"))
        nurse.screen.key("alt+Left")

    def test_6_day(self):
        """The calendar leads to a day of a group with a past."""
        nurse = self.journey.nurse
        nurse.section(2)
        name = next(row for row in nurse.groups()[1:] if GROUP not in row and "全ユーザー" not in row)
        nurse.open_row("Groups", name)
        wait_for(lambda: len(nurse.messages()) > 3, "a group with a past")
        self.more(nurse, "_Go to a day…")
        nurse.screen.find("label", str(datetime.date.today().year))
        nurse.screen.key("ctrl+Left")
        nurse.press("_Show this day")
        # The day stands at the top, and the end is out of sight.
        nurse.press("To the newest")

    def test_7_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
