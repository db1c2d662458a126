#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer to what was asked long ago: it shows the question, and leads there."""

import unittest
import uuid

from ui_case import UiCase

GROUP = "長い相談の会"
QUESTION, ANSWER, LATER = "次の訪問は何日ですか", "四日に伺います", "五日になりました"
EDITED = "次の訪問は何日で、何時ですか"


class AnswersTest(UiCase):
    """The nurse writes at a desk that nobody sees; the physician reads. The steps build on each
    other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nurse = cls.service.client("nurse")
        cls.group = f"/v1/groups/{cls.nurse.free_group(GROUP)}"
        cls.asked = cls.post(QUESTION)
        # More than is fetched at once.
        for number in range(70):
            cls.post(f"間の投稿 {number}")
        cls.post(ANSWER, cls.asked)
        name = cls.service.sign_in("physician-admin")["name"]
        user = cls.nurse.get("/v1/users", q=name).json["items"][0]["id"]
        assert cls.nurse.post(f"{cls.group}/invitations", {"user_ids": [user]}).status == 201
        cls.author = cls.service.sign_in("nurse")["name"]

    @classmethod
    def post(cls, text, reply_to=None):
        post = {"client_id": uuid.uuid4().hex, "text": text}
        if reply_to is not None:
            post["reply_to"] = reply_to["id"]
        answer = cls.nurse.post(f"{cls.group}/messages", post)
        assert answer.status == 201, answer
        return answer.json

    def setUp(self):
        self.physician = self.journey.physician

    def quote(self, text):
        return self.physician.words("%s: %s") % (self.author, text)

    def test_1_shown(self):
        """Though the question itself has not been fetched."""
        person = self.physician
        person.section(3)
        self.journey.accept(GROUP, person)
        person.open_group(GROUP)
        self.assertIn(QUESTION, person.wait_message(ANSWER))
        person.screen.find("button", self.quote(QUESTION))

    def test_2_changed(self):
        """When the question is given another text, and for an answer that comes just now."""
        person = self.physician
        self.post(LATER, self.asked)
        person.wait_message(LATER)
        self.screen_has_quotes(QUESTION, 2)
        edited = self.nurse.put(f"{self.group}/messages/{self.asked['id']}", {"text": EDITED})
        self.assertEqual(edited.status, 204)
        self.screen_has_quotes(EDITED, 2)

    def screen_has_quotes(self, text, number):
        screen = self.physician.screen
        screen.wait_until(lambda: len(screen.all("button", self.quote(text))) == number,
                          f"{number} quotes of {text}")

    def test_3_leads_there(self):
        """A press brings the question, from wherever it is."""
        person = self.physician
        self.assertFalse([row for row in person.messages() if person.reads(row, EDITED)])
        person.screen.click("button", self.quote(EDITED))
        person.wait_message(EDITED)

    def test_4_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
