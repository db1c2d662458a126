# SPDX-License-Identifier: GPL-3.0-or-later
"""What waits for somebody whose account is stopped: a physician sees that an urgent message and a
request need somebody else, without opening anything anew (SECURITY ACC-01, ACC-04)."""

import unittest

from gi.repository import Atspi

from anshin_ui.screen import wait_for
from ui_case import UiCase

GROUP = "夜間の連絡"
WHAT = "今夜の訪問をお願いします。"


class Gone(UiCase):
    """A nurse is named and asked; then her account is stopped."""

    def setUp(self):
        self.physician = self.journey.physician
        self.name = self.journey.name_of("nurse")

    def add(self, msgid):
        """Chooses from what can be added to a message."""
        self.physician.press("Add to the message")
        self.physician.screen.click("menu item", self.physician.word(msgid))

    def on_top(self, said):
        """Whether that is the name of what stands on top."""
        return said.startswith(self.physician.words("Urgent")) and self.name in said

    def begin_name(self):
        """Types an @, and waits for those who can be named."""
        screen = self.physician.screen
        screen.click_at(screen.find(None, self.physician.word("Message")))
        screen.xdotool("type", "@")
        return screen.find("list", self.physician.word("Whom to name"))

    def choose_name(self, offered):
        """Goes down to the nurse, wherever one begins."""
        screen = self.physician.screen
        row = screen.find("list item", lambda said: said.startswith(f"@{self.name}"),
                          within=offered)
        for _ in range(8):
            if row.get_state_set().contains(Atspi.StateType.SELECTED):
                break
            screen.key("Down")
        screen.key("Return")

    def test_1_named_and_asked(self):
        """The nurse has both before her."""
        physician = self.physician
        physician.create_free_group(GROUP)
        self.journey.invite_nurse()
        nurse = self.journey.nurse_comes()
        nurse.section(3)
        self.journey.accept(GROUP)
        nurse.open_group(GROUP)
        physician.open_group(GROUP)
        self.add("_Request…")
        physician.fill({"The request in words": WHAT})
        choose = physician.word("_Choose…")
        physician.screen.click("button", lambda said: said.startswith(choose))
        physician.open_row("A person", self.name)
        physician.press("_Ask")
        physician.screen.wait_gone("button", physician.word("_Ask"))
        nurse.wait_message(WHAT)
        self.add("_Urgent message")
        self.choose_name(self.begin_name())
        wait_for(lambda: physician.typed() == f"@{self.name} ", "the name in the text")
        physician.screen.xdotool("type", "OK?")
        physician.press("Send")
        nurse.screen.click("button", self.on_top)

    def test_2_stopped(self):
        """Both say so, and what to do."""
        physician = self.physician
        admin = self.service.client("nurse-admin")
        nurse = next(user for user in admin.get("/v1/users").json["items"]
                     if user["name"] == self.name)
        answer = admin.post(f"/v1/users/{nurse['id']}/suspension", {"reason": "other"})
        self.assertEqual(answer.status, 200, answer)
        says = (physician.words("%s can’t read this: the account is stopped.") % self.name,
                physician.words("Phone somebody else."))
        physician.screen.find("alert", lambda said: all(one in said for one in says))
        physician.screen.find("label", physician.word(
            "The account is stopped. Give the request to somebody else."))
        self.journey.evidence("gone")

    def test_3_not_offered(self):
        """Nobody is named who would not hear of it, nor a facility without anybody who would."""
        physician = self.physician
        offered = self.begin_name()
        everybody = f"@{physician.words('everybody')}"
        wait_for(lambda: [row.get_name() for row in physician.screen.all_in(
            offered, "label", lambda said: said.startswith("@"))] == [everybody],
            "everybody alone to be offered")
        physician.screen.key("Escape")
        physician.screen.key("BackSpace")

    def test_4_settled(self):
        """Who wrote it takes it from the top."""
        self.physician.press("_Settled")
        self.physician.screen.wait_gone("button", self.on_top)

    def test_5_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main()
