#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was written goes to whom it is meant for, once and whole, or comes back to who wrote it:
taken back, behind the lock, and when the program is left."""

import contextlib
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from gi.repository import Atspi, GLib  # noqa: E402

from anshin_ui.screen import press, wait_for  # noqa: E402
from sample_files import make_png  # noqa: E402
from ui_case import UiCase  # noqa: E402

FIRST, SECOND = "最初に書いた大切な文", "次に書きかけた文"
BEFORE_LOCK, DRAFT = "鍵をかける直前の文", "鍵の前に書きかけた文"
WAITING, LAST, CLOSED = "つながるまで待つ文", "退席する前の文", "閉じる前の文"
SAID, CHANGED, WAITS = "体温 36.2度でした", "体温 38.2度でした", "待っている下書き"
ALONE = "写真は付けない文です"
REMOVED, PUT_RIGHT, ANSWER = "別の方の記録でした", "この方の記録です", "どの方ですか"


class Sending(UiCase):
    """The physician writes, the nurse gets it; the steps build on each other."""

    gated = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Her way to the service is another one, which is not cut.
        gate, cls.service.gate = cls.service.gate, None
        cls.journey.nurse_comes()
        cls.service.gate = gate
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
        person.wait_attached(name)

    def lose(self):
        """The way to the service is cut."""
        self.service.gate.cut()
        self.physician.screen.find("button", self.physician.word("_Try now"))

    def find(self):
        """It is mended."""
        self.service.gate.open()
        # It may be found by itself before one can press.
        for button in self.physician.screen.all("button", self.physician.word("_Try now")):
            with contextlib.suppress(GLib.Error):
                press(button)
        self.physician.screen.wait_gone("button", self.physician.word("_Try now"))

    def chips(self, name):
        """The buttons that take a file out."""
        return self.physician.screen.all("button", self.physician.words("Take %s out") % name)

    def sees_photo(self, name):
        """Whether the nurse sees one of that name."""
        return bool(self.nurse.screen.all("button", lambda said: name in said))

    def test_0_unusable(self):
        """A character that only the computer knows on which it was made is named before one
        sends."""
        person = self.physician
        person.type("病名は外字\ue000です。よろしく")
        send = person.screen.find("button", person.word("Send"))
        person.screen.says(person.words("A character in “%s” can’t be shown on other computers. "
                                        "Type it in another way.") % "名は外字\ue000です。よ")
        self.journey.evidence("sending-unusable")
        self.assertFalse(send.get_state_set().contains(Atspi.StateType.SENSITIVE))
        person.type("病名は外字です。")
        wait_for(lambda: send.get_state_set().contains(Atspi.StateType.SENSITIVE), "a way to send")
        person.type("")

    def test_1_photo_taken_back(self):
        """A photo of the wrong patient comes back where it is seen, and does not go out."""
        person = self.physician
        self.attach("wrong.png")
        self.lose()
        person.send("違う方の写真です")
        wait_for(lambda: not self.chips("wrong.png"), "the photo to be sent")
        person.press("Take back")
        wait_for(lambda: self.chips("wrong.png") and person.typed() == "違う方の写真です",
                 "the photo to be seen again")
        self.journey.evidence("sending-taken-back")
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
        wait_for(lambda: self.chips("alone.png"), "the photo to be seen again")
        self.find()
        person.press("Send")
        wait_for(lambda: self.sees_photo("alone.png"), "the photo")

    def send(self, text):
        """Sends it, and waits until it has left the field."""
        self.physician.send(text)
        wait_for(lambda: self.physician.typed() != text, "the message to leave the field")

    def test_2_text_taken_back(self):
        """What is being typed meanwhile is not lost, either."""
        person = self.physician
        person.desktop.prefer("undo-send=true")
        self.lose()
        self.send(FIRST)
        person.type(SECOND)
        person.press("Take back")
        wait_for(lambda: person.typed() == f"{FIRST}\n{SECOND}", "both texts")
        person.desktop.prefer("undo-send=false")
        self.find()
        person.press("Send")
        self.nurse.wait_message(SECOND)
        self.assertEqual(len([said for said in self.nurse.messages() if FIRST in said]), 1)

    def test_2_y_edit(self):
        """A message that is given another text, the draft beside it, and another group between:
        neither is lost, nor mixed with the other. Escape leaves the message as it was."""
        person = self.physician
        self.send(SAID)
        person.type(WAITS)
        person.choose_of_message(SAID, "_Edit")
        wait_for(lambda: person.typed() == SAID, "the text to be edited")
        person.screen.find("button", person.word("Leave the message as it was"))
        self.assertFalse(person.has("button", "Add to the message"))
        person.type(CHANGED)
        self.journey.evidence("sending-edit")
        other = next(name for name in (row.split("、")[0] for row in person.groups())
                     if name != self.group)
        person.open_group(other)
        wait_for(lambda: CHANGED not in person.screen.texts(), "the other group")
        self.assertFalse(person.has("button", "Save"))
        person.open_group(self.group)
        wait_for(lambda: person.typed() == CHANGED, "the change")
        person.press("Save")
        self.nurse.wait_message(CHANGED)
        wait_for(lambda: person.typed() == WAITS, "the draft")
        person.choose_of_message(CHANGED, "_Edit")
        wait_for(lambda: person.typed() == CHANGED, "the text to be edited")
        person.screen.click_at(person.screen.find(None, person.word("Message")))
        person.screen.key("Escape")
        wait_for(lambda: person.typed() == WAITS, "the draft again")
        person.choose_of_message(CHANGED, "_Reply")
        person.screen.find("button", person.word("Don’t reply to this message"))
        person.screen.key("Escape")
        person.screen.wait_gone("button", person.word("Don’t reply to this message"))
        self.assertEqual(person.typed(), WAITS)
        person.press("Send")
        self.nurse.wait_message(WAITS)

    def test_2_z_deleted_meanwhile(self):
        """At another computer of the physician's, while he gives it another text here and the nurse
        answers it: neither sees it any longer, and nothing that they typed is lost."""
        physician, nurse = self.physician, self.nurse
        self.send(REMOVED)
        nurse.choose_of_message(REMOVED, "_Reply")
        nurse.type(ANSWER)
        physician.choose_of_message(REMOVED, "_Edit")
        wait_for(lambda: physician.typed() == REMOVED, "the text to be edited")
        physician.type(PUT_RIGHT)
        beside = self.service.client_beside("physician-admin")
        group = next(one["id"] for one in beside.get("/v1/groups").json["items"]
                     if one["name"] == self.group)
        newest = beside.get(f"/v1/channels/{group}/entries?limit=1").json["items"][0]["id"]
        beside.delete(f"/v1/groups/{group}/messages/{newest}")
        physician.screen.find("button", physician.word("Send"))
        self.journey.evidence("sending-deleted-meanwhile")
        self.assertEqual(physician.typed(), PUT_RIGHT)
        for person in (physician, nurse):
            wait_for(lambda: not [said for said in person.screen.texts() if REMOVED in said],
                     "the message to go")
        self.assertTrue(nurse.has("button", "Don’t reply to this message"))
        physician.press("Send")
        nurse.press("Send")
        for person in (physician, nurse):
            person.wait_message(PUT_RIGHT)
            person.wait_message(ANSWER)

    def unlock(self):
        """The physician comes back."""
        person = self.physician
        person.fill({"Password": self.service.sign_in("physician-admin")["password"]})
        person.press("_Unlock")
        person.wait_signed_in()

    def test_3_lock(self):
        """What was sent just before goes out behind the lock; what was being written, with its
        photo, is there again after it."""
        person = self.physician
        person.desktop.prefer("undo-send=true")
        self.send(BEFORE_LOCK)
        self.attach("ready.png")
        person.type(DRAFT)
        person.screen.key("ctrl+l")
        person.screen.find("button", person.word("_Unlock"))
        self.nurse.wait_message(BEFORE_LOCK)
        everything = "\n".join(person.screen.every_text())
        for word in (BEFORE_LOCK, DRAFT, "ready.png"):
            self.assertNotIn(word, everything)
        self.unlock()
        person.wait_message(BEFORE_LOCK)
        wait_for(lambda: person.typed() == DRAFT and self.chips("ready.png"),
                 "what was being written")
        person.desktop.prefer("undo-send=false")
        person.press("Send")
        self.nurse.wait_message(DRAFT)
        wait_for(lambda: self.sees_photo("ready.png"), "the photo")
        self.assertEqual(len([said for said in self.nurse.messages() if BEFORE_LOCK in said]), 1)

    def test_3_z_session_ended(self):
        """Somebody signs in elsewhere, so that the session here ends: nothing can be typed that would
        be lost, and what was typed is there again."""
        person = self.physician
        person.type(DRAFT)
        others = [self.service.client_beside("physician-admin") for _ in range(2)]
        person.wait_ended()
        everything = "\n".join(person.screen.every_text())
        for word in (DRAFT, BEFORE_LOCK, "ready.png"):
            self.assertNotIn(word, everything)
        self.journey.evidence("session-ended")
        for one in others:
            one.sign_out()
        sign_in = self.service.sign_in("physician-admin")
        person.sign_in(sign_in["mail"], sign_in["password"])
        person.wait_signed_in()
        wait_for(lambda: person.typed() == DRAFT, "the draft")
        person.type("")

    def test_4_close_asks(self):
        """With a photo on its way and no text yet the window does not close without a question."""
        person = self.physician
        self.attach("draft.png")
        person.screen.key("ctrl+w")
        person.screen.says(person.words("A message that you typed has not been sent yet."))
        person.confirm("_Cancel")
        person.screen.click("button", person.words("Take %s out") % "draft.png")
        wait_for(lambda: not self.chips("draft.png"), "the photo to go")

    def test_5_offline(self):
        """What waits for the connection is asked about before one signs out."""
        person = self.physician
        self.lose()
        self.send(WAITING)
        person.menu_by_key("_Sign out")
        person.screen.says(person.words("Sign out and lose what has not arrived?"))
        self.journey.evidence("sending-unsent")
        person.confirm("_Cancel")
        self.find()
        self.nurse.wait_message(WAITING)

    def test_6_sign_out(self):
        """What is held goes out first, without a question; a draft does not stay."""
        person = self.physician
        person.desktop.prefer("undo-send=true")
        self.send(LAST)
        person.menu_by_key("_Sign out")
        person.screen.find("button", person.word("_Sign in"))
        self.nurse.wait_message(LAST)

    def test_7_close(self):
        """The same before the window closes."""
        sign_in = self.service.sign_in("physician-admin")
        person = self.physician
        person.sign_in(sign_in["mail"], sign_in["password"])
        person.wait_signed_in()
        person.open_group(self.group)
        person.wait_message(LAST)
        self.send(CLOSED)
        person.screen.key("ctrl+w")
        wait_for(lambda: person.desktop.process.poll() is not None, "the end")
        self.assertEqual(person.desktop.process.returncode, 0)
        self.nurse.wait_message(CLOSED)

    def test_9_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
