# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests, the emergency card and templates, as two people use them (PRODUCT section 4)."""

import subprocess
import unittest

from anshin_ui.paper import read
from anshin_ui.screen import wait_for
from ui_case import UiCase

GROUP = "褥瘡ケア連絡会"
WHAT = "土曜の訪問で湿布の残りを数えて、枚数を知らせてください。"
LEFT, REDUCE = "湿布が余っています。", "湿布の枚数を減らしてください。"
OPEN = "来月の訪問の予定を知らせてください。"
KEY = "郵便受けの中のキーボックス"
PLACE = "玄関脇の植木鉢の下"
ALLERGY, ELSEWHERE = "卵(じんましん)", "裏口の植木鉢の下"


class Care(UiCase):
    """A physician asks, a nurse does it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.physician = cls.journey.physician

    def add(self, person, msgid):
        """Chooses from what can be added to a message."""
        person.press("Add to the message")
        person.screen.click("menu item", person.word(msgid))

    def test_1_ask(self):
        """What, who, until when: it stands in the timeline of both."""
        physician = self.physician
        physician.create_free_group(GROUP)
        self.journey.invite_nurse()
        self.journey.nurse_comes().section(3)
        self.journey.accept(GROUP)
        self.journey.nurse.open_group(GROUP)
        physician.open_group(GROUP)
        self.add(physician, "_Request…")
        needed = physician.words("This is needed. Fill it in.")
        physician.screen.click_at(physician.screen.find(
            None, physician.word("Until when")))
        self.assertFalse(physician.has("label", "This is needed. Fill it in."))
        physician.fill({"The request in words": WHAT})
        physician.press("_Ask")
        physician.screen.says(needed)
        choose = physician.word("_Choose…")
        physician.screen.click("button", lambda said: said.startswith(choose))
        name = self.journey.name_of("nurse")
        physician.open_row("A person", name)
        physician.press("Tomorrow")
        physician.press("_Ask")
        for person in (physician, self.journey.nurse):
            person.wait_message(WHAT)
            person.screen.says(person.words("Due tomorrow"))

    def test_2_answer(self):
        """Taken on, then done with a word; who asked sees it below the request."""
        nurse, physician = self.journey.nurse, self.physician
        name = self.journey.name_of("nurse")
        nurse.press("Take it on")
        for person in (physician, nurse):
            person.screen.says(person.words.choice("Taken on"))
        nurse.screen.wait_gone("button", nurse.word("Take it on"))
        nurse.press("More about the request")
        nurse.screen.click("menu item", nurse.word("Done, with a _word…"))
        nurse.fill({"Your word": "7日分ありました。"})
        nurse.press("_Done")
        for person in (nurse, physician):
            wait_for(lambda: person.screen.all("label", lambda said: name in said
                                               and said.endswith("7日分ありました。")),
                     "what became of the request")
        self.assertFalse(nurse.has("button", "Take it on"))

    def test_2_z_from_a_message(self):
        """The message that a request comes from says what becomes of it, for both."""
        nurse, physician = self.journey.nurse, self.physician
        name = self.journey.name_of("physician-admin")
        nurse.send(LEFT)
        nurse.wait_message(LEFT)
        nurse.screen.click_at(nurse.screen.all("button", nurse.word("Acknowledge, and more"))[-1])
        nurse.screen.click("menu item", nurse.word("_Make a request of this…"))
        nurse.fill({"The request in words": REDUCE})
        choose = nurse.word("_Choose…")
        nurse.screen.click("button", lambda said: said.startswith(choose))
        nurse.open_row("A person", name)
        nurse.press("_Ask")
        begins = (nurse.words("Request “%s”: %s") % (REDUCE, "|")).split("|")[0]
        for person in (nurse, physician):
            person.screen.find("button", lambda said: said.startswith(begins))
        physician.press("It is done")
        for person in (nurse, physician):
            person.screen.find("button", lambda said: said.startswith(begins) and name in said)

    def test_3_list(self):
        """The list of requests: for me, asked by me, settled."""
        physician = self.physician
        self.add(physician, "_Request…")
        physician.fill({"The request in words": OPEN})
        choose = physician.word("_Choose…")
        physician.screen.click("button", lambda said: said.startswith(choose))
        physician.open_row("A person", self.journey.name_of("nurse"))
        physician.press("_Ask")
        physician.wait_message(OPEN)
        physician.section(4)
        # Each says first in which group it is.
        nameless = physician.words("Request, %s, to %s, %s: %s").split("%s")[0]
        physician.wait_rows("Requests", lambda rows: rows and not any(
            row.startswith(nameless) for row in rows))
        for which, there, elsewhere in (("Settled", WHAT, OPEN), ("Asked by me", OPEN, WHAT)):
            physician.choose_drop_down("Which requests", which)
            asked = physician.wait_rows(
                "Requests", lambda rows, there=there, elsewhere=elsewhere: any(
                    row.endswith(there) for row in rows) and not any(
                        row.endswith(elsewhere) for row in rows))
        physician.choose_drop_down("Which requests", "All open")
        rows = physician.wait_rows("Requests", lambda said: len(said) > len(asked))
        physician.open_row("Requests", rows[0])
        physician.screen.find("button", physician.word("Open the _group"))

    @staticmethod
    def save_card(person):
        """Saves what is typed into the editor of the card, and waits until that has closed."""
        person.press("_Save")
        person.screen.wait_gone("button", person.word("_Save"))

    def test_4_card(self):
        """One line or whole; what is changed is there at once, the version before is kept."""
        person = self.physician
        person.screen.click_at(person.open_card_group())
        person.press("_Edit")
        person.fill({"Where the key is": KEY})
        self.save_card(person)
        person.screen.says(KEY)
        person.press("Earlier _versions")
        person.wait_rows("Versions of the emergency card", lambda said: len(said) > 1)
        person.screen.key("alt+Left")
        person.screen.find(None, person.word("Timeline"))

    def test_4_z_elsewhere(self):
        """Changed for one who has not seen it, until it is opened."""
        physician, nurse = self.physician, self.journey.nurse
        self.journey.open_shared_group([GROUP])
        begins = {person: (person.words("Emergency card: %s")).split("%s")[0]
                  for person in (physician, nurse)}
        changed = (nurse.words("Emergency card, changed: %s")).split("%s")[0]
        physician.screen.click("button", lambda said: said.startswith(begins[physician][:4]))
        physician.press("_Edit")
        physician.fill({"Where the key is": PLACE})
        self.save_card(physician)
        physician.screen.says(PLACE)
        nurse.screen.click("button", lambda said: said.startswith(changed))
        nurse.screen.says(PLACE)
        nurse.screen.find("button", lambda said: said.startswith(begins[nurse]))
        nurse.screen.find("label", (nurse.words("Emergency contact %u")) % 1)

    def test_4_zy_two_at_once(self):
        """Both change the card: the slower one is told what the other wrote, and neither's words are
        lost."""
        physician, nurse = self.physician, self.journey.nurse
        for person in (physician, nurse):
            person.press("_Edit")
            # The card as it is before either has changed it.
            person.screen.find("button", person.word("_Save"))
        nurse.fill({"Allergies": ALLERGY})
        self.save_card(nurse)
        nurse.screen.says(ALLERGY)
        physician.fill({"Where the key is": ELSEWHERE})
        physician.press("_Save")
        physician.screen.says(f"• {physician.words('Allergies')}: {ALLERGY}")
        self.journey.evidence("care-card-two")
        self.save_card(physician)
        for person in (physician, nurse):
            for word in (ALLERGY, ELSEWHERE):
                person.screen.says(word)

    def test_4_zz_on_paper(self):
        """One A5 with whose it is; that it was printed is on record."""
        person = self.journey.nurse
        before = self.printed()
        person.press("_Print…")
        paper = person.print_to_file()
        said = read(paper)
        self.assertIn(ELSEWHERE, said)
        size = subprocess.run(["pdfinfo", paper], capture_output=True, text=True,
                              check=True).stdout
        self.assertRegex(size, r"Pages: +1\n")
        self.assertRegex(size, r"Page size: +(419|420|595)[.0-9]* x (419|420|595)")
        self.assertEqual(self.printed(), before + 1)

    def printed(self):
        """How often a card was printed, by the log."""
        return self.service.ask("SELECT COUNT(*) FROM audit WHERE action = 'print-card' "
                                "AND result = 'ok'")[0][0]

    def test_5_template(self):
        """A template with fields: what can't be is refused, what is filled in is the message."""
        person = self.physician
        self.add(person, "_Template…")
        person.screen.click("row", lambda said: said.startswith("往診の記録"))
        person.fill({"収縮期血圧 (50–260 mmHg)": "999", "拡張期血圧 (30–160 mmHg)": "78",
                     "所見": "下腿の浮腫は軽快"})
        person.press("_Insert")
        person.screen.says(person.words("A number within the limits, please."))
        person.fill({"収縮期血圧 (50–260 mmHg)": "128"})
        person.press("_Insert")
        wait_for(lambda: "血圧 128mmHg/78mmHg。" in person.typed(), "the filled template")
        self.assertIn("下腿の浮腫は軽快", person.typed())
        person.type("")

    def test_6_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
