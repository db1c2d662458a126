# SPDX-License-Identifier: GPL-3.0-or-later
"""Locking takes the content off the screen, and the password brings it back (SECURITY SESS-02);
signing in again later needs no code; a wrong password says only that it failed."""

import unittest

from ui_case import UiCase

SAID = "鍵をかける前の投稿です。"


class Lock(UiCase):
    """One physician."""

    enrol = True

    def test_1_locked(self):
        person = self.journey.physician
        person.create_free_group("鍵の会")
        person.send(SAID)
        person.wait_message(SAID)
        person.screen.key("ctrl+l")
        person.screen.find("button", person.word("_Unlock"))
        everything = "\n".join(person.screen.every_text())
        self.assertNotIn(SAID, everything)
        self.assertNotIn("鍵の会", everything)

    def test_2_wrong_password(self):
        person = self.journey.physician
        person.fill({"Password": "chigau-password-1"})
        person.press("_Unlock")
        person.screen.says(person.words("This isn’t the password. Type it again."))
        self.assertNotIn(SAID, "\n".join(person.screen.every_text()))

    def test_3_unlocked(self):
        person = self.journey.physician
        person.fill({"Password": self.service.sign_in("physician-admin")["password"]})
        person.press("_Unlock")
        person.wait_signed_in()
        person.open_group("鍵の会")
        person.wait_message(SAID)

    def test_4_next_day(self):
        """The terminal is known: mail address and password are enough."""
        from anshin_ui.person import Person
        sign_in = self.service.sign_in("physician-admin")
        self.journey.physician.desktop.stop()
        person = Person(self.surroundings, self.service, self.language, "next-day")
        self.journey.people.append(person)
        person.connect()
        person.sign_in(sign_in["mail"], "chigau-password-1")
        person.screen.says(person.words(
            "Sign-in failed. Check the mail address and the password. If you can’t sign in, call "
            "your facility’s administrator or the office."))
        person.sign_in(sign_in["mail"], sign_in["password"])
        person.wait_signed_in()

    def test_5_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
