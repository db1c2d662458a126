#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's disk is full: whoever writes is told so in words, and nothing of it is lost."""

import unittest

from anshin_ui import disks
from anshin_ui.screen import wait_for
from ui_case import UiCase

GROUP = "夜間の連絡"
FIRST, SAID, NEXT = "今夜は変わりありません。", "点滴を交換しました。", "次の方へ申し送ります。"
ROOM = 4 * 1024 * 1024


class Full(UiCase):
    """The physician writes; the steps build on each other."""

    scale = "small"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.journey.physician
        cls.person.create_free_group(GROUP)
        cls.service.stop()
        cls.service.before = disks.small(cls.service.folder, ROOM)
        cls.service.start()
        cls.filler = disks.seen_by(cls.service.process, cls.service.folder, "filler")
        cls.person.send(FIRST)
        cls.person.wait_message(FIRST, 60)

    def full(self):
        """What is said about it."""
        return self.person.words(
            "The service has no room left, so nothing was saved. Call the office.")

    def test_1_message(self):
        """It stands there with what is the matter, and goes out once there is room."""
        person = self.person
        disks.fill(self.filler)
        person.send(SAID)
        wait_for(lambda: any(SAID in said and self.full() in said for said in person.messages()),
                 "the message with why it was not sent", 30)
        self.journey.evidence("full-message")
        self.filler.unlink()
        person.press("Send again")
        person.screen.wait_gone(None, lambda said: self.full() in said)
        person.wait_message(SAID)
        self.assertEqual(sum(SAID in said for said in person.messages()), 1)

    def test_2_file(self):
        """A file, too; what was written with it stays."""
        person = self.person
        (person.desktop.home / "note.txt").write_text("申し送り\n" * 100)
        person.type(NEXT)
        disks.fill(self.filler)
        person.press("Add to the message")
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file("note.txt")
        person.screen.says(self.full(), 30)
        self.journey.evidence("full-file")
        self.assertEqual(person.typed(), NEXT)
        self.filler.unlink()
        person.press("Try again")
        person.screen.wait_gone(None, lambda said: self.full() in said)
        person.press("Send")
        person.wait_message(NEXT)
        shows = (person.words("Show %s, %s") % ("note.txt", "")).rstrip(")")
        person.screen.find("button", lambda said: said.startswith(shows))

    def test_3_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
