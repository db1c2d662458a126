#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was written goes to whom it is meant for, once and whole, or comes back to who wrote it:
taken back, behind the lock, and when the program is left."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from sample_files import make_png  # noqa: E402
from ui_case import UiCase  # noqa: E402

FIRST, SECOND = "最初に書いた大切な文", "次に書きかけた文"
ALONE = "写真は付けない文です"


class Sending(UiCase):
    """The physician writes, the nurse gets it; the steps build on each other."""

    gated = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.journey.nurse_comes()
        cls.group = cls.journey.open_shared_group()

    def setUp(self):
        self.physician, self.nurse = self.journey.physician, self.journey.nurse

    def attach(self, name):
        """A photo from the physician's computer, which has arrived."""
        person = self.physician
        (person.desktop.home / name).write_bytes(make_png(64, 48))
        person.press("Add to the message")
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file(name)
        person.screen.find("button", person.words("Take %s out") % name)
        person.screen.find("label", lambda said: said.startswith(person.words.choice("Image")))

    def lose(self):
        """The way to the service is cut."""
        self.service.gate.cut()
        self.physician.screen.find("button", self.physician.word("_Try now"))

    def find(self):
        """It is mended."""
        self.service.gate.open()
        self.physician.screen.click("button", self.physician.word("_Try now"))
        self.physician.screen.wait_gone("button", self.physician.word("_Try now"))

    def chips(self, name):
        """The buttons that take a file out."""
        return self.physician.screen.all("button", self.physician.words("Take %s out") % name)

    def sees_photo(self, name):
        """Whether the nurse sees one of that name."""
        return bool(self.nurse.screen.all("button", lambda said: name in said))

    def test_1_photo_taken_back(self):
        """A photo of the wrong patient comes back where it is seen, and does not go out."""
        person = self.physician
        self.attach("wrong.png")
        self.lose()
        person.send("違う方の写真です")
        person.screen.wait_until(lambda: not self.chips("wrong.png"), "the photo to be sent")
        person.press("Take back")
        person.screen.wait_until(lambda: self.chips("wrong.png"), "the photo to be seen again")
        self.assertEqual(person.typed(), "違う方の写真です")
        person.screen.click("button", person.words("Take %s out") % "wrong.png")
        person.type(ALONE)
        self.find()
        person.press("Send")
        self.nurse.wait_message(ALONE)
        self.assertFalse(self.sees_photo("wrong.png"))

    def test_1_z_photo_alone(self):
        """Without a text, too: it comes back as a photo, and can be sent after all."""
        person = self.physician
        self.attach("alone.png")
        self.lose()
        person.press("Send")
        person.press("Take back")
        person.screen.wait_until(lambda: self.chips("alone.png"), "the photo to be seen again")
        self.find()
        person.press("Send")
        self.nurse.screen.wait_until(lambda: self.sees_photo("alone.png"), "the photo")

    def test_2_text_taken_back(self):
        """In the moment in which it is held; what is being typed then is not lost, either."""
        person = self.physician
        person.desktop.prefer("undo-send=true")
        person.send(FIRST)
        person.type(SECOND)
        person.press("Take back")
        person.screen.wait_until(lambda: person.typed() == f"{FIRST}\n{SECOND}", "both texts")
        person.desktop.prefer("undo-send=false")
        person.press("Send")
        self.nurse.wait_message(SECOND)
        self.assertEqual(len([said for said in self.nurse.messages() if FIRST in said]), 1)

    def test_9_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
