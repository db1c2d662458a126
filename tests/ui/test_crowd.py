# SPDX-License-Identifier: GPL-3.0-or-later
"""A care manager with two hundred groups, all with something unread in them."""

import re
import unittest

from anshin_ui.crowd import GROUPS, Crowd, name_of, unread_of
from anshin_ui.screen import box
from ui_case import UiCase

FIRST, LAST = name_of(1), name_of(GROUPS)
NEWS = "至急ではありませんが、お読みください。"


class CrowdTest(UiCase):
    """She comes back from leave; a colleague goes on writing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = Crowd(cls.service)
        cls.manager = cls.journey.add("care-manager")
        cls.manager.section(2)

    def unread_in(self, row):
        """How many a row says are unread."""
        pattern = re.escape(self.manager.words.count("%d unread message", "%d unread messages", 7)
                            ).replace("7", r"(\d+)")
        found = re.search(pattern, row)
        return int(found.group(1)) if found else 0

    def find_row(self, name):
        """What a group's row says; by the search, as the list is long."""
        self.manager.search_groups(name)
        said, = self.manager.groups()
        self.manager.screen.enter(self.manager.word("Search groups"), "", role=None)
        return said

    def total(self):
        """What the section of the groups says is unread in all."""
        person = self.manager
        before = person.words("%s, %u waiting").split("%u")[0] % person.word("Groups")
        tab = person.screen.find("page tab", lambda said: said.startswith(before))
        return int(re.match(r"\d+", tab.get_name()[len(before):]).group())

    def test_1_counts(self):
        """Each group says how many are unread in it; the newest is on top."""
        person = self.manager
        first = person.wait_rows("Groups", lambda said: said and said[0].startswith(LAST))
        self.assertEqual(self.unread_in(first[0]), unread_of(GROUPS))
        for number in (1, 2, 3, 5, 77, 100, 199):
            self.assertEqual(self.unread_in(self.find_row(name_of(number))), unread_of(number))

    def test_2_read(self):
        """What is read is no longer counted, in the row and in the sum."""
        person = self.manager
        before = self.total()
        for number in (3, 150, 200):
            name = name_of(number)
            person.open_group(name)
            person.wait_message("1件目です。")
            before -= unread_of(number)
            person.screen.wait_until(lambda name=name: self.unread_in(self.find_row(name)) == 0,
                                     f"{name} to be read")
            person.screen.wait_until(lambda: self.total() == before, "the sum")

    def test_2_z_more_than_a_page(self):
        """However much is new since one was here, one begins with the first of it, and nothing counts
        as read before one comes to the end."""
        person, name = self.manager, name_of(150)
        for number in range(90):
            self.crowd.post(name, f"夜間 {number}")
        person.screen.wait_until(lambda: self.unread_in(self.find_row(name)) == 90, "all to come")
        person.open_group(name)
        person.wait_message("夜間 0")
        person.screen.wait_until(lambda: self.in_sight("New messages from here"), "what is new")
        person.screen.wait_until(lambda: self.unread_in(self.find_row(name)) == 90, "90 unread")
        person.press("To the newest")
        person.wait_message("夜間 89")
        person.screen.wait_until(lambda: self.unread_in(self.find_row(name)) == 0, "all read")

    def test_3_arrival(self):
        """A message brings its group to the top, with one more; another one the next."""
        person = self.manager
        for name, number in ((FIRST, 1), (name_of(100), 100)):
            self.crowd.post(name, NEWS)
            top = person.wait_rows("Groups", lambda said, name=name: said
                                   and said[0].startswith(name) and NEWS[:10] in said[0])
            self.assertEqual(self.unread_in(top[0]), unread_of(number) + 1)
        self.assertTrue(person.groups()[1].startswith(FIRST))

    def in_sight(self, msgid):
        """Whether a label of the timeline stands above the composer and below the top."""
        screen = self.manager.screen
        top = box(screen.find("button", self.manager.word("More"))).y
        below = box(screen.find(None, self.manager.word("Message"))).y
        return any(top < box(label).y < below
                   for label in screen.all("label", self.manager.word(msgid)))

    def has_way(self, msgid):
        """Whether there is a button of the timeline that leads there."""
        return self.manager.has("button", msgid)

    def test_3_first_unread(self):
        """Who has never been here begins with the first that came after she did, and nothing counts as
        read before she comes to the end; whoever jumps over it has a way back."""
        person, name, line = self.manager, name_of(50), "New messages from here"
        for number in range(130):
            self.crowd.post(name, f"続き {number}")
        person.screen.wait_until(lambda: self.unread_in(self.find_row(name)) > 90, "all to come")
        person.open_group(name)
        person.wait_message("1件目です。")
        person.screen.wait_until(lambda: self.in_sight(line), "what is new")
        self.assertGreater(self.unread_in(self.find_row(name)), 90)
        person.press("To the newest")
        person.wait_message("続き 129")
        person.screen.wait_until(lambda: not self.has_way("To the newest"), "the end")
        person.screen.wait_until(lambda: self.unread_in(self.find_row(name)) == 0, "all read")
        person.press("First new message")
        person.screen.wait_until(lambda: self.in_sight(line), "what was new")
        person.screen.wait_until(lambda: not self.has_way("First new message"), "one to be there")

    def test_3_further_unread(self):
        """What comes while one reads further up has a line of its own."""
        person, line = self.manager, "New messages from here"
        self.crowd.post(name_of(50), NEWS)
        person.screen.click("button", person.words.count("%u new message", "%u new messages", 1))
        person.wait_message(NEWS)
        person.screen.wait_until(lambda: self.in_sight(line), "what is new")
        person.screen.wait_until(lambda: not self.has_way("First new message"), "one to be there")

    def test_4_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
