# SPDX-License-Identifier: GPL-3.0-or-later
"""Vital signs and search, as a physician would: written down, looked at over time, found again."""

import datetime
import unittest

from anshin_ui.paper import read
from anshin_ui.screen import box, editable
from ui_case import UiCase

ASKED = "仙骨部に発赤があります"
EARLIER = {20: 111, 60: 112, 200: 113}  # a pulse by how many days ago it was
DONE = "主治医意見書の作成をお願いします"
MEASURE = "夕方にもう一度測ってください"


class VitalsTest(UiCase):
    """One after the other, in Japanese."""

    SAID = "入浴の前に測りました"

    def field(self, msgid, unit):
        """The title of a number's row."""
        return f"{self.journey.physician.words.choice(msgid)} ({unit})"

    def enter(self, numbers):
        """Fills in numbers by kind and unit."""
        for (msgid, unit), number in numbers.items():
            self.journey.physician.screen.enter(self.field(msgid, unit), number, role=None)

    def open_form(self):
        """From the composer's menu."""
        person = self.journey.physician
        person.press("Add to the message")
        person.screen.click("menu item", person.word("_Vital signs…"))

    def choose_of(self, says, msgid):
        """Chooses from the menu of what was measured, by what its row says."""
        person = self.journey.physician
        timeline = person.screen.find("list", person.word("Timeline"))
        row = person.screen.find("list item", says, within=timeline)
        person.screen.click("button", person.word("Acknowledge, and more"), within=row)
        person.screen.click("menu item", person.word(msgid))

    def possible(self, least, most):
        """What is said of a number that nobody can have."""
        return self.journey.physician.words("A number from %s to %s") % (least, most)

    def test_0_checked_while_typing(self):
        """What is impossible or unusual is said in a pause, and not of a number half typed."""
        person = self.journey.physician
        person.section(2)
        person.open_first_group()
        self.open_form()
        # The half one first: once the other has been judged, it has had its pause too.
        self.enter({("SpO₂", "%"): "9", ("Blood pressure, upper", "mmHg"): "9128"})
        person.screen.find("alert", self.possible("30", "300 mmHg"))
        self.assertEqual(person.screen.all(None, self.possible("30", "100 %")), [])
        self.enter({("Blood pressure, upper", "mmHg"): "128", ("SpO₂", "%"): "85"})
        person.screen.wait_gone(None, self.possible("30", "300 mmHg"))
        low = person.words("Unusually low: please look once more")
        person.screen.find("alert", low)
        field = editable(person.screen.find(None, self.field("SpO₂", "%")))
        self.assertEqual(field.get_description(), low)
        self.enter({("Blood pressure, lower", "mmHg"): "130"})
        below = person.words("The lower blood pressure has to be below the upper one.")
        person.screen.find("alert", below)
        self.enter({("Blood pressure, upper", "mmHg"): "138"})
        person.screen.wait_gone(None, below)

    def test_0_z_checked_when_left(self):
        """Who goes on with a number half typed hears it; going back mends it."""
        person = self.journey.physician
        # By keys, from the first row on: what is said between rows comes and goes, and moves them.
        person.screen.key("Tab", "Tab", "Tab")
        person.screen.xdotool("type", "--delay", "20", "3")
        person.screen.key("Tab")
        person.screen.find("alert", self.possible("30.0", "44.0 °C"))
        # Past what is said between the two rows.
        person.screen.key("shift+Tab", "End")
        person.screen.xdotool("type", "--delay", "20", "6.5")
        person.screen.wait_gone(None, self.possible("30.0", "44.0 °C"))
        person.screen.key("alt+Left")
        person.confirm("_Discard")
        person.screen.wait_gone("button", person.word("_Write down"))

    def test_1_written_down(self):
        """Numbers in full width; what is impossible is said at its row."""
        person = self.journey.physician
        self.open_form()
        self.enter({("Blood pressure, upper", "mmHg"): "９１２８"})
        person.press("_Write down")
        self.assertTrue(person.screen.says(person.words("A number from %s to %s")
                                           % ("30", "300 mmHg")))
        self.enter({("Blood pressure, upper", "mmHg"): "１５８",
                    ("Blood pressure, lower", "mmHg"): "74",
                    ("Temperature", "°C"): "３６．５"})
        person.fill({"Note": "入浴の前に測りました。"})
        person.press("_Write down")
        said = person.wait_message("入浴の前に測りました。")
        self.assertIn("158/74", said)
        self.assertIn("36.5 °C", said)
        self.assertIn("▲", said)
        self.assertIn(person.words.choice("High"), said)

    def test_2_unusual_is_asked(self):
        """A number that is seldom is shown once more."""
        person = self.journey.physician
        self.open_form()
        self.enter({("SpO₂", "%"): "85"})
        person.press("_Write down")
        person.confirm("_They are right")
        person.screen.find("list item", lambda said: "▼" in said and "85 %" in said)

    def test_2_z_corrected(self):
        """By who wrote it, from the menu of its row."""
        person = self.journey.physician
        self.choose_of(lambda said: "85 %" in said, "C_orrect or delete…")
        self.enter({("SpO₂", "%"): "95"})
        person.press("_Correct")
        person.screen.find("list item", lambda said: "95 %" in said)
        person.screen.wait_gone("list item", lambda said: "85 %" in said)

    def test_2_zy_asked_about(self):
        """What is to be done about a value is asked from its row, and stands under it."""
        person = self.journey.physician
        self.choose_of(lambda said: "95 %" in said, "_Make a request of this…")
        person.screen.find("label", lambda said: "95 %" in said)
        person.fill({"The request in words": MEASURE})
        choose = person.word("_Choose…")
        person.screen.click("button", lambda said: said.startswith(choose))
        person.open_row("A person", self.journey.name_of("physician-admin"))
        person.press("_Ask")
        begins = (person.words("Request “%s”: %s") % (MEASURE, "|")).split("|")[0]
        person.screen.find("button", lambda said: said.startswith(begins))

    def test_2_zz_by_keys_alone(self):
        """From the place where one writes to the written line, without a mouse."""
        person = self.journey.physician
        person.tab_to(person.word("Add to the message"))
        person.screen.key("space")
        item = person.screen.find("menu item", person.word("_Vital signs…"))
        person.move_to(item, "Down")
        person.screen.key("Return")
        person.screen.find("button", person.word("_Write down"))
        for number, key in (("131", "Return"), ("72", "Tab"), ("64", "Return"), ("36.6", "Tab")):
            person.screen.xdotool("type", "--delay", "20", number)
            person.screen.key(key)
        person.screen.key("ctrl+s")
        person.screen.find("list item", lambda said: "131/72" in said and "64 /min" in said
                           and "36.6 °C" in said)
        person.screen.wait_gone("button", person.word("_Write down"))

    def test_2_zzz_later(self):
        """What was measured on an earlier day is written down with that day."""
        person = self.journey.physician
        for days, pulse in EARLIER.items():
            day = datetime.date.today() - datetime.timedelta(days)
            self.open_form()
            self.enter({("Pulse", "/min"): str(pulse)})
            person.fill({"Day of measuring": day.isoformat()})
            person.press("_Write down")
            person.screen.wait_gone("button", person.word("_Write down"))

    def test_3_course(self):
        """The chart tells its values by the arrow keys, and the table says the same."""
        person = self.journey.physician
        person.press("More")
        person.screen.click("menu item", person.word("Course of the _vital signs"))
        chart = person.screen.find(
            None, lambda said: said.startswith(person.words("Blood pressure") + ": "))
        person.screen.click_at(chart)
        for key, number in (("End", "131"), ("Left", "158")):
            person.screen.key(key)
            person.screen.find(None, lambda said, number=number: number in said and said.startswith(
                person.words("Blood pressure") + ": "))
        person.wait_rows("The numbers", lambda rows: any("158/74" in row for row in rows))

    def ranges_of(self, person):
        """By which ranges it is marked, without the day on which that person set them."""
        words = person.words("▲ and ▼ by today’s target ranges (set on %s by %s); by the usual "
                             "ones where none is set.").split("%s")
        return words[1] + self.journey.name_of("physician-admin") + words[2]

    def test_3_y_ranges(self):
        """A range that is set makes another mark of the same number in the course and its table;
        which range it is stands above them."""
        person = self.journey.physician

        def find_number(marked):
            person.screen.find(None, lambda said: "158" in said and said.startswith(
                person.words("Blood pressure") + ": ") and marked == (
                    person.words.choice("High") in said))
            person.wait_rows("The numbers", lambda rows: marked in {
                "▲" in row for row in rows if "158/74" in row})
        find_number(True)
        person.screen.says(person.words(
            "▲ and ▼ by the usual ranges: none were set for this patient."))
        person.screen.click_at(person.screen.all("button", person.word("More"))[-1])
        person.screen.click("menu item", person.word("_Target ranges…"))
        self.enter({("Blood pressure, upper", "mmHg"): "100–160"})
        person.fill({"Why (everybody in the group reads it)": "腎機能に合わせて"})
        person.press("_Save")
        person.screen.wait_gone("button", person.word("_Save"))
        person.screen.click_at(person.screen.find(
            None, lambda said: said.startswith(person.words("Blood pressure") + ": ")))
        person.screen.key("End", "Left")
        find_number(False)
        self.assertTrue(person.screen.says(self.ranges_of(person)))
        person.screen.click_at(person.screen.all("button", person.word("More"))[-1])
        person.screen.click("menu item", person.word("_Earlier target ranges"))
        person.screen.says("腎機能に合わせて")
        person.screen.key("alt+Left")
        person.screen.wait_gone("label", person.word("Earlier target ranges"))

    def test_3_yz_periods(self):
        """Each period lists what was measured in it, and nothing from before."""
        person = self.journey.physician
        for msgid, days in (("1 week", 7), ("1 year", 366), ("3 months", 92), ("1 month", 31)):
            expected = {pulse for ago, pulse in EARLIER.items() if ago < days}
            person.choose_drop_down("Period", msgid)
            rows = person.wait_rows("The numbers", lambda rows, expected=expected: expected == {
                pulse for pulse in EARLIER.values()
                if any(f"{pulse} /min" in row for row in rows)})
            self.assertTrue(any("158/74" in row for row in rows), rows[:3])

    def test_3_z_printed(self):
        """The same panels on paper, with who printed them; no preview leaves a file behind."""
        person = self.journey.physician
        person.screen.click_at(person.screen.all("button", person.word("More"))[-1])
        person.screen.click("menu item", person.word("_Print…"))
        person.choose("What for", person.words.choice("For one’s own care record"))
        self.service.passwords_are_old()
        person.press("_Continue…")
        person.fill({"Your password": self.service.sign_in("physician-admin")["password"]})
        person.confirm("C_onfirm")
        person.print_preview()
        person.screen.find("label", person.word("Print preview"))
        person.screen.find(None, person.word("The paper as it is printed"))
        left = [str(path) for path in person.desktop.home.parent.rglob("*")
                if path.suffix in (".pdf", ".ps") or "preview" in path.name]
        self.assertEqual(left, [])
        person.screen.key("alt+Left")
        person.screen.wait_gone("label", person.word("Print preview"))
        person.press("_Continue…")
        said = read(person.print_to_file())
        for words in (person.words("Vital signs: %s").split("%s")[0], "mmHg",
                      self.journey.name_of("physician-admin"), self.ranges_of(person)):
            self.assertIn("".join(words.split()), said)
        person.screen.wait_gone("button", person.word("_Continue…"))

    def test_4_a_line(self):
        """In the timeline the line keeps the mark of its day, whatever was set later."""
        person = self.journey.physician
        person.screen.key("alt+Left")
        self.assertIn("▲", person.wait_message("入浴の前に測りました。"))

    def test_4_found_again(self):
        """In another kana and width than it was written; the hit opens its group."""
        person = self.journey.physician
        person.section(1)
        person.menu("S_earch messages…")
        person.screen.enter(person.word("Search messages"), "入浴ﾉ ﾘﾏｼﾀ", role=None)
        person.wait_rows("Found messages", lambda rows: any(self.SAID in row for row in rows))
        person.open_row("Found messages", "")
        person.screen.find(None, person.word("Timeline"))
        person.screen.find("list item", lambda said: self.SAID in said)

    def test_4_z_narrowed(self):
        """To who wrote it, and to a group; without a word."""
        person = self.journey.physician
        name = self.journey.name_of("physician-admin")
        person.section(1)
        person.screen.key("alt+Left")
        person.screen.wait_gone("button", person.word("Choose who wrote it"))
        person.menu("S_earch messages…")
        person.screen.click_at(person.screen.all(
            "button", person.word("Choose who wrote it"))[-1])
        person.screen.enter(person.word("Search people by name, kana, profession or facility"),
                            name, role=None)
        person.pick_alone(name)
        person.screen.find("button", person.words("Written by %s; press for anybody") % name)
        rows = person.wait_rows("Found messages", lambda rows: len(rows) > 2)
        self.assertEqual([row for row in rows if name not in row and "," in row], [])
        places = {row.split("   ")[0] for row in rows if "   " in row}
        self.assertGreater(len(places), 1)
        one = sorted(places)[0]
        person.choose_drop_down("In which group", one)
        person.wait_rows("Found messages", lambda rows: {
            row.split("   ")[0] for row in rows if "   " in row} == {one})

    def test_4_zz_earlier_ranges(self):
        """All that were set for the patient can be looked up."""
        person = self.journey.physician
        person.section(2)
        person.open_first_group()
        person.press("More")
        person.screen.click("menu item", person.word("Course of the _vital signs"))
        person.screen.says(person.words("The numbers"))
        person.screen.click_at(person.screen.all("button", person.word("More"))[-1])
        person.screen.click("menu item", person.word("_Earlier target ranges"))
        person.screen.find("label", person.word("Earlier target ranges"))
        # Back by keyboard: it is not left in the menu that led there.
        person.screen.key("alt+Left")
        person.screen.wait_gone("label", person.word("Earlier target ranges"))
        person.screen.key("alt+Left")
        person.screen.wait_gone("label", person.word("The numbers"))

    @staticmethod
    def in_sight(person, words):
        """Whether a message begins within what is seen of the timeline."""
        timeline = person.screen.find("list", person.word("Timeline"))
        frame = box(timeline)
        return any(frame.y <= box(row).y < frame.y + frame.height
                   for row in person.screen.all_in(timeline, "list item",
                                                   lambda said: words in said))

    def test_4_zzz_further_up(self):
        """What is found in the group that is open already, far from its end, comes into sight."""
        person = self.journey.physician
        # The search of the step before is left.
        person.section(1)
        person.screen.find("combo box", person.word("In which group"))
        person.screen.key("alt+Left")
        person.screen.wait_gone("combo box", person.word("In which group"))
        for words in (DONE, ASKED, DONE):
            person.section(2)
            person.menu("S_earch messages…")
            person.screen.enter(person.word("Search messages"), words, role=None)
            rows = person.wait_rows("Found messages",
                                    lambda rows: rows and all(words in row for row in rows))
            person.open_row("Found messages", rows[0])
            person.screen.find(None, person.word("Timeline"))
            person.screen.wait_until(lambda: self.in_sight(person, words), words)

    def test_5_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
