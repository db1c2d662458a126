#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding one's way in what was said: who has read it, links, bookmarks, one day, what is copied."""

import datetime
import re
import unittest

from anshin_ui.screen import box, focused, wait_for
from ui_case import UiCase

GROUP = "読み返しの会"
FIRST = "初回の訪問記録を置きます。"
DAY = re.compile(r"令和(\d+)年(\d+)月(\d+)日")
ONE_DAY = datetime.timedelta(1)
PAGE = "https://www.example.jp/oral-care"


class ReadingTest(UiCase):
    """A physician and a nurse; the steps build on each other."""

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

    def test_0_lines_about_the_group(self):
        """The keys that answer a message do nothing to them."""
        person = self.journey.physician
        person.create_free_group(GROUP)
        person.screen.click_at(person.screen.find(None, person.word("Message")))
        person.screen.key("shift+Tab")
        created = wait_for(lambda: next((one for one in person.screen.all("list item")
                                         if focused(one, 0)), None), "the keyboard on a line")
        self.assertEqual(person.messages(), [created.get_name()])
        person.screen.key("r", "Menu", "3")
        self.assertTrue(focused(created, 0))
        self.assertFalse(person.has("button", "Don’t reply to this message"))
        self.assertFalse(person.has("menu item", "Copy a _link to it"))
        person.screen.key("Tab", "x")
        wait_for(lambda: person.typed() == "x", "the keyboard where one writes")
        person.type("")

    def test_1_readers(self):
        """By profession, with how many of each; at once when somebody has read."""
        physician = self.journey.physician
        self.journey.invite_nurse()
        self.journey.nurse_comes().section(3)
        self.journey.accept(GROUP)
        physician.open_group(GROUP)
        physician.send(FIRST)
        physician.wait_message(FIRST)
        physician.choose_of_message(FIRST, "_Who has read this")
        physician.screen.find("list", physician.word("Not read yet (%u)").replace("%u", "1"))
        nurses = physician.words("%s (%u)") % (physician.words.choice("Nurse"), 1)
        physician.screen.find("label", nurses)
        self.journey.nurse.open_group(GROUP)
        physician.screen.find("list", physician.word("Read (%u)").replace("%u", "1"))
        physician.screen.find("label", nurses)
        physician.screen.key("alt+Left")
        physician.screen.find(None, physician.word("Timeline"))

    def test_2_copied(self):
        """The text of a message, and a link to it, pasted into another one."""
        physician = self.journey.physician
        physician.choose_of_message(FIRST, "_Copy the text")
        said = physician.screen.find(
            "label", physician.word("Copied. It leaves the clipboard in a minute."))
        where = box(physician.screen.find(None, physician.word("Message")))
        # What is said of it leaves free where one writes.
        self.assertLess(box(said).y + box(said).height, where.y)
        self.assertEqual(self.paste(physician), FIRST)
        physician.choose_of_message(FIRST, "Copy a _link to it")
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
        physician.choose_of_message(FIRST, "_Bookmark for me")
        self.more(physician, "My _bookmarks")
        physician.wait_rows("Messages", lambda rows: len(rows) == 1 and FIRST in rows[0])
        physician.open_row("Messages", FIRST)
        physician.screen.find(None, physician.word("Timeline"))
        self.more(nurse, "My _bookmarks")
        nurse.screen.says(nurse.words("Nothing here yet"))
        nurse.screen.key("alt+Left")

    def test_5_z_left(self):
        """Who has read and leaves stays among the readers, also while one looks; nobody waits for
        them."""
        physician, nurse = self.journey.physician, self.journey.nurse
        nurse.open_group(GROUP)
        physician.choose_of_message(FIRST, "_Who has read this")
        physician.screen.find(None, physician.word("Read (%u)").replace("%u", "1"))
        nurse.press("Members and invitations")
        nurse.press("_Leave the group…")
        nurse.confirm("_Leave")
        left = physician.words("Not in the group any more")
        physician.screen.find("label", left)
        physician.screen.find("list item", lambda said: said.startswith(
            self.journey.name_of("nurse")) and left in said)
        self.assertFalse(physician.screen.all(None, lambda said: said.startswith(
            physician.word("Not read yet (%u)").split("%u")[0])))
        physician.screen.key("alt+Left")
        physician.screen.find(None, physician.word("Timeline"))

    @staticmethod
    def days(person):
        """The days that stand in the timeline: where each is below its upper edge."""
        timeline = person.screen.find("list", person.word("Timeline"))
        found = {}
        for label in person.screen.all_in(timeline, "label", DAY):
            year, month, day = map(int, DAY.search(label.get_name()).groups())
            found[datetime.date(2018 + year, month, day)] = box(label).y - box(timeline).y
        return found

    def go_to(self, person, day):
        """From the group's menu, by keys: to the month, and from its last place to the day."""
        self.more(person, "_Go to a day…")
        today = datetime.date.today()
        person.screen.find("label", str(today.year))
        calendar = person.screen.find(None, "GtkCalendar")
        person.screen.key(*["ctrl+Left"] * ((today.year - day.year) * 12
                                            + today.month - day.month))
        person.screen.find("label", str(day.year), within=calendar)
        cells = [one.get_name() for one in person.screen.all_in(calendar, "label")][-42:]
        place = cells.index(str(day.day), cells.index("1"))
        person.screen.key(*["Left"] * (42 - place), "space")

    def test_6_day(self):
        """The calendar leads to the very day of a group with a past, or to the first after it that
        has something: that stands at the top."""
        nurse = self.journey.nurse
        nurse.section(2)
        name = next(row for row in nurse.groups()[1:] if GROUP not in row and "全ユーザー" not in row)
        name = name.split("、")[0]
        nurse.open_row("Groups", name)
        nurse.in_group(name)
        days = wait_for(lambda: len(self.days(nurse)) > 3 and sorted(self.days(nurse)),
                        "a group with a past")
        empty = next(day + ONE_DAY for day in days[:-2] if day + ONE_DAY not in days)
        after = next(day for day in days if day > empty)
        for asked, shown in ((days[1], days[1]), (empty, after), (days[0], days[0])):
            self.go_to(nurse, asked)
            wait_for(lambda shown=shown: 0 <= self.days(nurse).get(shown, -1) < 60,
                     f"{shown} at the top")
        nurse.press("To the newest")
        nurse.screen.wait_gone("button", nurse.word("To the newest"))

    def test_7_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
