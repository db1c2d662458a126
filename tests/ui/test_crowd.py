# SPDX-License-Identifier: GPL-3.0-or-later
"""A care manager with two hundred groups, all with something unread in them."""

import re
import unittest
import uuid

from ui_case import UiCase

GROUPS = 200
# So many are unread in a group, in turn: few, one, and more than are counted.
UNREAD = (2, 1, 3, 1, 5)
FIRST, LAST = "連絡 001", f"連絡 {GROUPS:03}"
NEWS = "至急ではありませんが、お読みください。"


def unread_of(number):
    return UNREAD[number % len(UNREAD)]


class CrowdTest(UiCase):
    """She comes back from leave; a colleague goes on writing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.service.client("care-manager-admin")
        cls.fill(cls.colleague, cls.service.client("care-manager"))
        cls.manager = cls.journey.add("care-manager")
        cls.manager.section(2)

    @classmethod
    def fill(cls, colleague, manager):
        """Groups in which both are, and what the one has written while the other was away."""
        cls.groups = {}
        for number in range(1, GROUPS + 1):
            name = f"連絡 {number:03}"
            cls.groups[name] = f"/v1/groups/{colleague.free_group(name)}"
            invited = colleague.post(f"{cls.groups[name]}/invitations",
                                     {"user_ids": [manager.user_id]}).json["items"][0]["id"]
            assert manager.post(f"/v1/invitations/{invited}/accept").status == 200
        for number, name in enumerate(cls.groups, 1):
            for count in range(unread_of(number)):
                cls.post(name, f"{count + 1}件目です。")
        answer = colleague.post(f"/v1/users/{manager.user_id}/enrolment-codes")
        manager.sign_out()
        cls.service.renew("care-manager", manager.password, answer.json["code"])

    @classmethod
    def post(cls, name, text):
        answer = cls.colleague.post(f"{cls.groups[name]}/messages",
                                    {"client_id": uuid.uuid4().hex, "text": text})
        assert answer.status == 201, answer

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
        first = person.wait_rows("Groups", lambda said: said[0].startswith(LAST))
        self.assertEqual(self.unread_in(first[0]), unread_of(GROUPS))
        for number in (1, 2, 3, 5, 77, 100, 199):
            self.assertEqual(self.unread_in(self.find_row(f"連絡 {number:03}")), unread_of(number))

    def test_2_read(self):
        """What is read is no longer counted, in the row and in the sum."""
        person = self.manager
        before = self.total()
        for number in (3, 150, 200):
            name = f"連絡 {number:03}"
            person.open_group(name)
            person.wait_message("1件目です。")
            before -= unread_of(number)
            person.screen.wait_until(lambda name=name: self.unread_in(self.find_row(name)) == 0,
                                     f"{name} to be read")
            person.screen.wait_until(lambda: self.total() == before, "the sum")

    def test_3_arrival(self):
        """A message brings its group to the top, with one more; another one the next."""
        person = self.manager
        for name, number in ((FIRST, 1), ("連絡 100", 100)):
            self.post(name, NEWS)
            top = person.wait_rows("Groups", lambda said, name=name: said[0].startswith(name)
                                   and NEWS[:10] in said[0])
            self.assertEqual(self.unread_in(top[0]), unread_of(number) + 1)
        self.assertTrue(person.groups()[1].startswith(FIRST))

    def test_4_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
