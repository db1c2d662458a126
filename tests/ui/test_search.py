# SPDX-License-Identifier: GPL-3.0-or-later
"""Search, as somebody does it who remembers a word of it, or when it was, or nothing but a photo."""

import datetime
import unittest
from zoneinfo import ZoneInfo

from anshin_ui.screen import Atspi, text_of
from ui_case import UiCase

FILLER = "本日の訪問の記録です。" * 12
LONG = FILLER + "仙骨部にﾜｾﾘﾝを塗り、<様子&観察>としました。" + FILLER
FIRST = "順番の確認、ひとつめ"
SECOND = "順番の確認、ふたつめ"


class SearchTest(UiCase):
    """One after the other, in Japanese."""

    def search(self, words):
        """Puts words into the field of the search that is open."""
        self.journey.physician.screen.enter(
            self.journey.physician.word("Search messages"), words, role=None)

    def found(self, condition):
        """Waits until the rows that were found fulfil a condition."""
        return self.journey.physician.wait_rows("Found messages", condition)

    def wait_nothing(self):
        """Nothing is found."""
        person = self.journey.physician
        person.screen.says(person.words("Nothing that you may read has all of these words."))

    @staticmethod
    def day(days=0):
        """A day from today on."""
        return datetime.datetime.now(ZoneInfo("Asia/Tokyo")).date() + datetime.timedelta(days)

    def open_all(self):
        """The search over all groups."""
        person = self.journey.physician
        person.menu("S_earch messages…")
        person.screen.find("combo box", person.word("In which group"))

    def close(self):
        """Back to where the search was opened."""
        person = self.journey.physician
        person.screen.key("alt+Left")
        person.screen.wait_gone("button", person.word("Choose who wrote it"))

    def test_1_the_place_is_shown(self):
        """Of a long message, with the word in bold, in another kana and width than it was typed."""
        person = self.journey.physician
        person.section(2)
        person.open_first_group()
        for text in (LONG, FIRST, SECOND):
            person.send(text)
            person.wait_message(text)
        self.open_all()
        self.search("わせりん")
        row = self.found(lambda rows: len(rows) == 1)[0]
        self.assertIn("…", row.split("ﾜｾﾘﾝ")[0])
        self.assertIn("<様子&観察>", row.split("ﾜｾﾘﾝ")[1])
        self.assertIn("…", row.split("ﾜｾﾘﾝ")[1])
        # Not the message itself, on the page below.
        label = person.screen.find("label", lambda said: said.startswith("…") and "ﾜｾﾘﾝ" in said)
        said = text_of(label)
        at = said.index("ﾜｾﾘﾝ")
        bold = [Atspi.Text.get_attribute_run(label, place, False)[0].get("weight")
                for place in (at - 1, at, at + 3, at + 4)]
        self.assertNotEqual(bold[0], bold[1])
        self.assertEqual(bold[1], bold[2])
        self.assertEqual(bold[0], bold[3])

    def test_2_newest_first(self):
        """And with several words, each of which has to be there."""
        self.search("かくにん 順番")
        self.wait_nothing()
        self.search("確認 順番")
        rows = self.found(lambda rows: len(rows) == 2)
        self.assertIn(SECOND, rows[0])
        self.assertIn(FIRST, rows[1])

    def test_3_period(self):
        """One of those that are offered, or from day to day."""
        person = self.journey.physician
        self.search("往診")
        everything = len(self.found(lambda rows: len(rows) > 2))
        person.choose_drop_down("Period", "1 week")
        self.found(lambda rows: 0 < len(rows) < everything)
        self.search(FIRST)
        self.found(lambda rows: len(rows) == 1)
        person.choose_drop_down("Period", "From day to day")
        today = self.day()
        person.fill({"To (day)": f"R{today.year - 2018}.{today.month}.{today.day}"})
        self.found(lambda rows: len(rows) == 1)
        person.fill({"To (day)": self.day(-1).isoformat()})
        self.wait_nothing()
        person.fill({"From (day)": today.isoformat()})
        person.screen.find("alert", person.word("The last day comes before the first one."))
        person.screen.says(person.words("From which day to which?"))
        person.fill({"To (day)": ""})
        person.screen.wait_gone("alert", person.word("The last day comes before the first one."))
        self.found(lambda rows: len(rows) == 1 and FIRST in rows[0])

    def test_4_with_files(self):
        """Without a word, too."""
        person = self.journey.physician
        person.choose_drop_down("Period", "Any time")
        person.screen.click("button", person.word("With files only"))
        self.wait_nothing()
        self.search("")
        rows = self.found(bool)
        self.assertFalse(any(FIRST in row for row in rows))
        self.close()

    def test_5_in_the_group_only(self):
        """From the page of another group, nothing of this one."""
        person = self.journey.physician
        person.section(2)
        other = person.wait_rows("Groups", lambda rows: len(rows) > 1)[1].split("、")[0]
        person.open_row("Groups", other)
        person.in_group(other)
        person.screen.key("ctrl+f")
        person.screen.find("button", person.word("Choose who wrote it"))
        self.search(FIRST)
        self.wait_nothing()
        self.close()
        self.open_all()
        self.search(FIRST)
        self.found(lambda rows: len(rows) == 1)

    def test_6_marked_in_its_place(self):
        """By words and a frame, and in what a screen reader says; until one leaves the group."""
        person = self.journey.physician
        sought = person.word("The message you looked for")
        person.open_row("Found messages", "", which=-1)
        person.screen.find("list item", lambda said: said.startswith(sought) and FIRST in said)
        person.screen.find("label", sought)
        self.assertEqual(len(person.screen.all("label", sought)), 1)
        person.press("Members and invitations")
        person.screen.find("button", person.word("_Leave the group…"))
        person.screen.key("alt+Left")
        person.screen.wait_gone("button", person.word("_Leave the group…"))
        person.screen.find("list item", lambda said: FIRST in said)
        person.screen.wait_gone("label", sought)

    def test_9_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
