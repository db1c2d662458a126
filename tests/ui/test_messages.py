#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a physician and a nurse do with each other's messages, as they would: acknowledge, edit,
look up, pin, name, press for an answer, delete."""

import unittest

from ui_case import UiCase

from anshin_ui.screen import box, focused, plain, wait_for

HELD = "指を離す前に送りました。"
WRONG, RIGHT = "血圧 180/80 でした", "血圧 108/80 でした"
LATER = "明日は休診です。"
URGENT = "転倒されました。至急ご連絡ください。"
ANSWER = "はい、承知しました。"
CHANGED = "転倒されました。頭を打っています。至急ご連絡ください。"
LAST = "至急 その2"
KINDS = ("Seen", "Understood", "Thank you", "Good", "Done")


class MessagesTest(UiCase):
    """One group that both are in; the steps build on each other."""

    language = "ja"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.journey.nurse_comes()

    def setUp(self):
        self.physician, self.nurse = self.journey.physician, self.journey.nurse

    def test_1_acknowledge(self):
        """The nurse says that it is understood, and the physician sees it at once."""
        shared = self.journey.open_shared_group()
        self.physician.send(WRONG)
        self.nurse.wait_message(WRONG)
        for person in (self.physician, self.nurse):
            # In both lists, who wrote it or not, it comes first, and that is in sight.
            wait_for(lambda: person.groups()[0].startswith(shared), "the group on top")
        self.nurse.open_menu_of(WRONG)
        self.nurse.screen.click("button", self.nurse.words.choice("Understood"))
        self.nurse.screen.wait_gone("menu item", self.nurse.word("_Copy the text"))
        given = f"{self.physician.words.choice('Understood')} 1"
        self.physician.screen.find("button", given)
        self.nurse.screen.find("button", given)

    def test_1_z_by_keys(self):
        """From where one writes to the last message by keys: each number is an acknowledgement, R
        answers, the menu key opens what can be done. None of it is typed; the mouse leaves the
        keyboard where it is."""
        nurse = self.nurse
        field = nurse.screen.find("entry", nurse.word("Message"))
        # A click beside a menu that is still there is the menu's.
        wait_for(lambda: len(nurse.screen.window_ids()) == 1, "the menu to close")
        nurse.screen.click_at(field)
        wait_for(lambda: focused(field), "the keyboard")
        nurse.screen.key("shift+Tab")
        row = wait_for(lambda: [one for one in nurse.screen.all_in(
            nurse.screen.find("list", nurse.word("Timeline")), "list item") if focused(one, 0)],
            "the keyboard on a message")[0]
        self.assertTrue(nurse.reads(plain(row.get_name()), WRONG), row.get_name())
        for number, kind in enumerate(KINDS, 1):
            nurse.screen.key(str(number))
            for person in (nurse, self.physician):
                person.screen.find("button", f"{person.words.choice(kind)} 1")
        nurse.screen.key("2")
        nurse.screen.find("button", f"{nurse.words.choice('Understood')} 1")
        nurse.screen.key("Menu")
        nurse.screen.find("menu item", nurse.word("_Copy the text"))
        nurse.screen.key("Escape")
        nurse.screen.wait_gone("menu item", nurse.word("_Copy the text"))
        nurse.screen.key("r")
        nurse.screen.find("button", nurse.word("Don’t reply to this message"))
        wait_for(lambda: focused(field), "the keyboard where one writes")
        nurse.screen.click_at(row)
        nurse.screen.key("2", "Escape")
        nurse.screen.wait_gone("button", nurse.word("Don’t reply to this message"))
        self.assertEqual(nurse.typed(), "2")
        nurse.type("")

    def test_2_edit(self):
        """What was wrong is put right; what it said can be looked up by the nurse."""
        self.physician.choose_of_message(WRONG, "_Edit")
        wait_for(lambda: self.physician.typed() == WRONG, "the text to be edited")
        self.physician.type(RIGHT)
        self.physician.press("Save")
        self.nurse.wait_message(RIGHT)
        self.assertFalse([row for row in self.nurse.messages()
                          if self.nurse.reads(row, WRONG)])
        self.nurse.press("Edited")
        self.nurse.screen.find("label", WRONG)
        self.nurse.screen.key("Escape")
        wait_for(lambda: not self.physician.has("button", "Save"), "the composer as before")

    def test_2_z_request(self):
        """A request is made of it: the page quotes it."""
        self.nurse.choose_of_message(RIGHT, "_Make a request of this…")
        self.nurse.screen.find("button", self.nurse.word("_Ask"))
        self.nurse.screen.find("label", lambda said: RIGHT in said)
        self.nurse.screen.key("alt+Left")
        self.nurse.screen.wait_gone("button", self.nurse.word("_Ask"))

    def test_3_pin(self):
        """It stands on top for both."""
        self.physician.choose_of_message(RIGHT, "_Pin for everybody")
        for person in (self.physician, self.nurse):
            person.screen.find("label", lambda said: said.endswith(RIGHT) and "：" in said
                               or said.endswith(f": {RIGHT}"))
        # The list of them says who did that.
        self.nurse.press("More")
        self.nurse.screen.click("menu item", self.nurse.word("_Pinned messages"))
        by = self.nurse.words("Pinned by %s, %s").split("%s")[0]
        said = self.nurse.wait_rows("Messages", lambda rows: rows and RIGHT in rows[0])[0]
        self.assertIn(by + self.journey.name_of("physician-admin"), said)
        self.nurse.screen.key("alt+Left")
        self.nurse.screen.find(None, self.nurse.word("Timeline"))

    def test_4_name_everybody(self):
        """While one types after an @, those in the group are offered."""
        self.physician.screen.click_at(
            self.physician.screen.find(None, self.physician.word("Message")))
        self.physician.screen.xdotool("type", "@")
        offered = self.physician.screen.find("list", self.physician.word("Whom to name"))
        self.physician.screen.find(
            "list item", lambda said: said.startswith(f"@{self.journey.name_of('nurse')}"),
            within=offered)
        # Nobody is named before somebody was chosen; everybody stands last.
        self.physician.screen.key("Up", "Return")
        everybody = f"@{self.physician.words('everybody')} "
        wait_for(lambda: self.physician.typed() == everybody, "the name in the text")
        self.physician.screen.xdotool("type", "OK?")
        self.physician.press("Send")
        self.nurse.screen.find("label", self.bar_of_one())
        # That something is to her stands beside the last message, which may be another one.
        last = f"{self.journey.name_of('physician-admin')}: {everybody}OK?"
        wait_for(lambda: [row for row in self.nurse.groups()
                          if row.endswith(last) and self.nurse.words("To you") in row],
                 "that something in the group is to her")

    @staticmethod
    def fits(person):
        """A narrow window has all of the group in it."""
        person.screen.resize(360, 720)
        wait_for(lambda: person.screen.window_size()[0] <= 360, "a narrow window")
        send = person.screen.find("button", person.word("Send"))
        wait_for(lambda: 0 < box(send).x < box(send).x + box(send).width <= 350, "room to send")
        person.screen.resize(1080, 720)
        wait_for(lambda: box(send).x > 360, "a wide window")

    def bar_of_one(self):
        """What the nurse's bar says of one message."""
        return self.nurse.words.count("%u message to you that you have not looked at",
                                      "%u messages to you that you have not looked at",
                                      1).replace("%u", "1")

    def test_4_z_answered(self):
        """Who answers it has seen it: the bar counts it no longer."""
        bar = self.bar_of_one()
        self.nurse.screen.find("label", bar)
        self.nurse.choose_of_message("OK?", "_Reply")
        self.nurse.send(ANSWER)
        self.physician.wait_message(ANSWER)
        self.nurse.screen.wait_gone("label", bar)

    def waiting_for_nurse(self):
        """How many messages to her the bar says she has not looked at."""
        one, more = ("%u message to you that you have not looked at",
                     "%u messages to you that you have not looked at")
        says = [self.nurse.words.count(one, more, number) for number in range(20)]
        return next((says.index(label.get_name()) for label in self.nurse.screen.all("label")
                     if label.get_name() in says), 0)

    def test_4_zz_named_later(self):
        """Who was forgotten is named while the message is edited, and hears of it."""
        physician, name = self.physician, self.journey.name_of("nurse")
        before = self.waiting_for_nurse()
        physician.send(LATER)
        self.nurse.wait_message(LATER)
        self.assertEqual(self.waiting_for_nurse(), before)
        physician.choose_of_message(LATER, "_Edit")
        wait_for(lambda: physician.typed() == LATER, "the text to be edited")
        wait_for(lambda: focused(physician.screen.find("entry", physician.word("Message"))),
                 "the keyboard where one writes")
        physician.type(f"{LATER} @{name[:2]}")
        physician.screen.find("list item", lambda said: said.startswith(f"@{name}"))
        physician.screen.key("Return")
        wait_for(lambda: physician.typed() == f"{LATER} @{name} ", "the name in the text")
        physician.press("Save")
        wait_for(lambda: self.waiting_for_nurse() == before + 1, "it to be to her")

    def test_5_urgent(self):
        """It stays on top until somebody answers, and says to phone."""
        self.physician.press("Add to the message")
        self.physician.screen.click(None, self.physician.word("_Urgent message"))
        self.physician.send(URGENT)
        said = self.nurse.words("A message does not replace a call. Phone: %s").split("%s")[0]
        self.nurse.screen.says(said[:8])
        self.fits(self.nurse)
        self.nurse.open_menu_of(URGENT)
        self.nurse.screen.click("button", self.nurse.words.choice("Seen"))
        self.nurse.screen.wait_gone(None, lambda text: said[:8] in text)

    def test_5_y_changed_after_an_answer(self):
        """What was said of the text before is marked; the same press says it of the new one."""
        label = self.nurse.words.choice("Seen")
        for person in (self.physician, self.nurse):
            person.screen.find("button", f"{label} 1")
        self.physician.choose_of_message(URGENT, "_Edit")
        wait_for(lambda: self.physician.typed() == URGENT, "the text to be edited")
        self.physician.type(CHANGED)
        self.physician.press("Save")
        self.nurse.wait_message(CHANGED)
        earlier = self.nurse.words("%s %d (before the change)") % (label, 1)
        for person in (self.physician, self.nurse):
            person.screen.find("button", earlier)
            person.screen.find("label", person.words("Urgent"))
        self.physician.screen.click_at(
            self.physician.screen.all("button", self.physician.word("Edited"))[-1])
        self.physician.screen.find("label", lambda said: said.startswith(
            self.journey.name_of("nurse")) and label in said)
        self.journey.evidence("versions-acknowledged")
        self.physician.screen.key("Escape")
        self.nurse.screen.click("button", earlier)
        self.physician.screen.find("button", f"{label} 1")

    def test_5_z_several(self):
        """The oldest that is not answered is on top, with how many there are; a press goes on to
        the next. Their author says that they are settled."""
        for number in (1, 2):
            self.physician.press("Add to the message")
            self.physician.screen.click(None, self.physician.word("_Urgent message"))
            self.physician.send(f"至急 その{number}")
            self.nurse.wait_message(f"至急 その{number}")
        for person in (self.physician, self.nurse):
            self.on_top(person, 1, 2, "その1")
        self.nurse.press("_Next urgent message")
        self.on_top(self.nurse, 2, 2, "その2")
        self.journey.evidence("urgent-several")
        self.physician.press("_Settled")
        self.physician.screen.wait_gone("button", self.physician.word("_Next urgent message"))
        self.nurse.screen.find("label", lambda said: said.endswith("至急 その2"))
        self.nurse.screen.wait_gone("button", self.nurse.word("_Next urgent message"))
        self.assertFalse(self.nurse.has("button", "_Settled"))
        self.physician.press("_Settled")
        for person in (self.physician, self.nurse):
            person.screen.wait_gone("button", lambda said: said.startswith(
                person.words("Urgent")))

    def on_top(self, person, number, count, text):
        """Which of how many stands on top."""
        person.screen.find("label", person.words("Urgent %u/%u").replace("%u", "{}").format(
            number, count))
        person.screen.find("label", lambda said: said.endswith(f"至急 {text}"))

    def test_6_delete(self):
        """A tombstone stays, and nothing of what it said."""
        self.physician.choose_of_message(LAST, "_Delete…")
        self.physician.confirm("_Delete")
        self.nurse.wait_message(self.nurse.words("This message was deleted"))
        wait_for(lambda: not [row for row in self.nurse.messages()
                              if self.nurse.reads(row, LAST)],
                 "that it is gone")

    def test_6_z_held(self):
        """Sent with keys held down so long that they repeat, of which Ctrl is let go first: once, and
        nothing stands where one writes."""
        nurse = self.nurse
        nurse.type(HELD)
        nurse.screen.click_at(nurse.screen.find("entry", nurse.word("Message")))
        nurse.screen.xdotool("keydown", "ctrl", "keydown", "Return", "keyup", "ctrl", "sleep", "1",
                             "keyup", "Return")
        nurse.wait_message(HELD)
        self.assertEqual(nurse.typed(), nurse.word("Message"))

    def test_7_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main()
