#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop's notices say, and when there are none (PRODUCT section 2, SECURITY TRM-03)."""

import datetime
import re
import unittest

from anshin_ui.screen import checked, plain, wait_for
from ui_case import UiCase

SENTENCE = "メッセージがあります。"
TEXT = "今朝の血圧は 132/78、食事は半分でした。"
URGENT = "玄関先で転倒されました。"


class NoticesTest(UiCase):
    """A nurse gets messages of a physician; the steps build on each other."""

    @classmethod
    def prepare(cls):
        # Quiet at the time of the test, once the quiet hours are switched on.
        hour = datetime.datetime.now().hour
        cls.surroundings.preferences += [f"quiet-from=uint32 {hour}",
                                         f"quiet-until=uint32 {(hour + 2) % 24}"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        from anshin_ui.notices import Notices
        cls.notices = Notices(cls.surroundings)
        cls.addClassCleanup(cls.notices.close)
        from anshin_ui.bells import Bells
        cls.physician, cls.nurse = cls.journey.physician, cls.journey.nurse_comes()
        cls.bells = Bells(cls.surroundings, cls.nurse.desktop.display)
        cls.addClassCleanup(cls.bells.close)
        for person in (cls.physician, cls.nurse):
            person.section(2)
        cls.group = wait_for(cls.shared_group, "a group that both are in")
        cls.physician.open_group(cls.group)

    @classmethod
    def shared_group(cls):
        """A name that stands once in each one's list."""
        mine, hers = ([re.split("、|, ", row)[0] for row in person.groups()]
                      for person in (cls.physician, cls.nurse))
        return next((name for name in hers if "全ユーザー" not in name
                     and hers.count(name) == 1 == mine.count(name)), None)

    def row(self):
        """What the nurse's list says of the group."""
        return next((row for row in self.nurse.groups() if row.startswith(self.group)), "")

    def unread(self):
        """How much the nurse has not read, which the tab of her groups says wherever she is."""
        begins = self.nurse.word("Groups")
        tab = self.nurse.screen.find("page tab", lambda said: said.startswith(begins))
        return int("0" + "".join(re.findall(r"\d", plain(tab.get_name()))))

    def post(self, text, urgent=False):
        """The physician writes; it is there for the nurse to be read."""
        before = self.unread()
        if urgent:
            self.physician.press("Add to the message")
            self.physician.screen.click(None, self.physician.word("_Urgent message"))
        self.physician.send(text)
        wait_for(lambda: self.unread() == before + 1, "the message at the nurse's")

    def away(self):
        """The nurse goes to the patients, with all in the group read."""
        wait_for(lambda: self.row() and "未読" not in self.row(), "the group to be read")
        self.nurse.section(1)

    def look_elsewhere(self):
        """The nurse opens a group in which she has read all, beside the list of the groups."""
        rows = wait_for(lambda: len(self.nurse.groups()) > 1 and self.nurse.groups(), "the groups")
        names = [re.split("、|, ", row)[0] for row in rows]
        self.nurse.open_group(next(name for row, name in zip(rows, names) if names.count(name) == 1
                                   and name != self.group and "未読" not in row))

    def mute(self):
        """The nurse's switch in the menu of the open group."""
        self.nurse.press("More")
        self.nurse.screen.click(None, self.nurse.word("_No notices of this group"))

    def switch(self, msgid):
        """A switch of the nurse's preferences."""
        self.nurse.screen.key("ctrl+comma")
        window = self.nurse.screen.find_dialog()
        node = self.nurse.screen.find("check", self.nurse.word(msgid), within=window)
        before = checked(node)
        self.nurse.screen.click("check", self.nurse.word(msgid), within=window)
        # It slides first.
        wait_for(lambda: checked(node) != before, f"the switch {msgid}")
        self.nurse.screen.focus(-1)
        self.nurse.screen.xdotool("key", "Escape")
        self.nurse.screen.wait_gone_window(window)

    def test_1_sentence(self):
        """One sentence and nothing else, in a group that is not open."""
        self.post(TEXT)
        program, _, icon, title, body, actions, hints, _ = self.notices.wait_for(1)
        self.assertEqual([program, icon, title, body, actions],
                         [self.nurse.words("Anshin Net"), "", SENTENCE, "", []])
        self.assertEqual(hints, {"desktop-entry": "jp.anshinnet.AnshinNet", "urgency": 1,
                                 "image-path": "jp.anshinnet.AnshinNet"})

    def test_2_open(self):
        """None while the group is before the person."""
        self.nurse.open_group(self.group)
        self.physician.send("読んでいる間は通知しません。")
        self.nurse.wait_message("読んでいる間は通知しません。")
        # The keyboard goes to the list of patients, and with it the group out of sight.
        self.away()
        self.post("離れたので通知します。")
        self.notices.wait_for(2)

    def test_3_muted(self):
        """None of a group that is muted, but of what is urgent in it; the list says so."""
        self.nurse.open_group(self.group)
        self.mute()
        without = self.nurse.words("%s without notices").split("%s")[1]
        wait_for(lambda: without in self.row(), "the list to say that there are no notices")
        self.away()
        self.post("通知しないグループの投稿です。")
        self.post(URGENT, urgent=True)
        self.assertEqual(self.notices.wait_for(3)[6].get("urgency"), 2)
        self.nurse.open_group(self.group)
        self.mute()
        wait_for(lambda: without not in self.row(), "the notices again")
        self.away()

    def test_4_quiet(self):
        """None in the quiet hours, but of what is urgent; some when they are over."""
        self.switch("Quiet hours")
        self.post("夜間の投稿です。")
        self.post(URGENT + "再度。", urgent=True)
        self.assertEqual(self.notices.wait_for(4)[6].get("urgency"), 2)
        self.switch("Quiet hours")
        self.post("朝になりました。")
        self.notices.wait_for(5)

    def test_5_off(self):
        """None at all where somebody wants none."""
        self.switch("Tell when there is something to read")
        self.post(URGENT + "三度目。", urgent=True)
        self.switch("Tell when there is something to read")
        self.post("また知らせます。")
        self.notices.wait_for(6)

    def test_5_sound(self):
        """Silent, unless somebody wants a sound; and then where there is a notice."""
        self.assertEqual(self.bells.count(), 0)
        self.switch("Play a sound as well")
        self.switch("Quiet hours")
        self.post("夜間の二度目です。")
        self.switch("Quiet hours")
        self.assertEqual(self.bells.count(), 0)
        self.post("音が鳴ります。")
        self.notices.wait_for(7)
        wait_for(lambda: self.bells.count() > 0, "a sound")
        self.assertEqual(self.bells.count(), 1)

    def test_5_z_named_later(self):
        """Who was forgotten is named in an edit: a notice, and the group says that it is to her."""
        name, text = self.journey.name_of("nurse"), "OK?"
        to_you = self.nurse.word("To you")
        self.nurse.open_group(self.group)
        wait_for(lambda: to_you not in self.row(), "nothing to the nurse")
        self.look_elsewhere()
        self.post(text)
        self.notices.wait_for(8)
        self.physician.choose_of_message(text, "_Edit")
        wait_for(lambda: self.physician.typed() == text, "the text to be edited")
        self.physician.type(f"{text} @{name[:2]}")
        self.physician.screen.find("list item", lambda said: said.startswith(f"@{name}"))
        self.physician.screen.key("Return")
        wait_for(lambda: self.physician.typed() == f"{text} @{name} ", "the name in the text")
        self.physician.press("Save")
        self.notices.wait_for(9)
        one = self.nurse.words("%s, one to you").split("%s")[1]
        wait_for(lambda: one in self.row() or to_you in self.row(), "the group to be to the nurse")

    def test_6_names_nobody(self):
        """Nothing of the group, of people or of what they wrote was ever told."""
        told = self.notices.text()
        for word in (self.group, self.group.split()[0], self.journey.name_of("nurse"),
                     self.journey.name_of("physician-admin"), TEXT[:4], URGENT[:4], "投稿"):
            self.assertNotIn(word, told)
        self.assertEqual({arguments[3] + arguments[4] for arguments in self.notices.all()},
                         {SENTENCE})

    def test_7_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
