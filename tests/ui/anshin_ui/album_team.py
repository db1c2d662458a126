# SPDX-License-Identifier: GPL-3.0-or-later
"""What a care team writes down besides messages: requests, emergency cards, templates, vital
signs."""

import re

from .album import Album
from .screen import press, wait_for

ASKED = "仙骨部に発赤があります"
DONE = "主治医意見書の作成をお願いします"
MEASURED = "朝食後に測定"


class Team(Album):
    """A physician's part in it."""

    role = "physician-admin"
    name = "team"

    def asking(self):
        """A new request, empty, refused, filled in; one of a message."""
        person, screen = self.person, self.person.screen
        self.find_message(ASKED)
        self.take("request-in-timeline")
        self.add("_Request…")
        screen.find("button", person.word("_Ask"))
        self.take("request-new")
        person.press("_Ask")
        screen.says(person.words("This is needed. Fill it in."))
        self.take("request-refused")
        choose = person.word("_Choose…")
        screen.click("button", lambda said: said.startswith(choose))
        self.take("request-owner")
        person.open_row("A person", person.rows(person.word("A person"))[-1], scroll=True)
        person.fill({"The request in words": "土曜の訪問で湿布の残りを数えて、枚数を知らせてください。"})
        person.press("Tomorrow")
        self.take("request-filled")
        person.press("_Ask")
        person.wait_message("枚数を知らせてください。")
        self.take("request-asked")
        press(screen.all("button", person.word("More about the request"))[-1])
        self.take("request-menu")
        screen.xdotool("key", "Escape")
        self.to_list()
        self.find_message(DONE)
        self.take("request-closed")
        self.to_list()

    def requests(self):
        """All lists of them."""
        person = self.person
        person.section(4)
        for which, name in (("For me to do", "mine"), ("Asked by me", "asked"),
                            ("Overdue", "overdue"), ("Settled", "settled"),
                            ("All open", "open")):
            person.choose_drop_down("Which requests", which)
            person.screen.settle()
            self.take(f"requests-{name}")
        rows = person.wait_rows("Requests", bool)
        person.choose_drop_down_among("Of which patient or group",
                                      [re.split("、|, ", one)[0] for one in rows
                                       if ASKED in one])
        person.wait_rows("Requests", lambda said: 0 < len(said) < len(rows))
        self.take("requests-of-patient")
        person.open_row("Requests", next(
            one for one in person.rows(person.word("Requests")) if ASKED in one))
        person.screen.find("button", person.word("Open the _group"))
        self.take("request")
        person.screen.click("button", person.word("More about the request"))
        person.screen.click("menu item", person.word("Done, with a _word…"))
        self.take("request-word")
        self.back()
        person.screen.wait_gone(None, person.word("Your word"))

    def templates(self):
        """Their list, one that is filled in, a new one."""
        person, screen = self.person, self.person.screen
        self.find_message(ASKED)
        self.add("_Template…")
        screen.find("row", lambda said: said.startswith("往診の記録"))
        self.take("templates")
        screen.click("row", lambda said: said.startswith("往診の記録"))
        person.fill({"収縮期血圧 (50–260 mmHg)": "999", "所見": "下腿の浮腫は軽快"})
        person.press("_Insert")
        screen.says(person.words("A number within the limits, please."))
        self.take("template-refused")
        person.fill({"収縮期血圧 (50–260 mmHg)": "128", "拡張期血圧 (30–160 mmHg)": "78"})
        person.press("_Insert")
        wait_for(lambda: "128" in person.typed(), "the filled template")
        self.take("template-used")
        person.type("")
        self.add("_Template…")
        person.press("_New…")
        self.take("template-new")
        person.fill({"Name of the template": "点滴の記録"})
        for msgid in ("Insert a number", "Insert a check box", "Insert a date"):
            person.press(msgid)
        self.take("template-fields")
        self.back()
        person.confirm("_Discard")
        self.back()

    def card(self):
        """The emergency card: one line, whole, its editor, its versions."""
        person, screen = self.person, self.person.screen
        screen.click("button", lambda said: said.startswith(person.word("Emergency card")))
        self.take("card")
        person.press("_Edit")
        self.take("card-edit")
        person.fill({"Where the key is": "郵便受けの中のキーボックス"})
        person.press("_Save")
        screen.says("郵便受けの中のキーボックス")
        person.press("Earlier _versions")
        rows = person.wait_rows("Versions of the emergency card", bool)
        person.open_row("Versions of the emergency card", rows[0][:4])
        self.take("card-versions")
        self.back()
        screen.click("button", lambda said: said.startswith(person.word("Emergency card")))
        self.to_list()

    def field(self, msgid, unit):
        """The title of a number's row."""
        return f"{self.person.words.choice(msgid)} ({unit})"

    def measuring(self):
        """Vital signs: the form, what it refuses and asks about, its line."""
        person, screen = self.person, self.person.screen
        self.find_message(MEASURED)
        self.take("vitals-in-timeline")
        self.add("_Vital signs…")
        self.take("vitals-form")
        systolic = self.field("Blood pressure, upper", "mmHg")
        screen.enter(systolic, "９１２８", role=None)
        person.press("_Write down")
        screen.says(person.words("A number from %s to %s") % ("30", "300 mmHg"))
        self.take("vitals-refused")
        screen.enter(systolic, "158", role=None)
        screen.enter(self.field("Blood pressure, lower", "mmHg"), "74", role=None)
        screen.enter(self.field("SpO₂", "%"), "85", role=None)
        person.press("_Write down")
        screen.find_dialog()
        self.take("vitals-question")
        person.confirm("_They are right")
        screen.find("list item", lambda said: "▼" in said and "85 %" in said)
        self.take("vitals-written")

    def course(self):
        """The chart over all its periods, the table, the ranges and their history."""
        person, screen = self.person, self.person.screen
        self.more("Course of the _vital signs")
        screen.says(person.words("The numbers"))
        for period, name in (("1 week", "week"), ("3 months", "quarter"), ("1 year", "year"),
                             ("1 month", "month")):
            person.choose_drop_down("Period", period)
            self.take(f"vitals-{name}")
        chart = screen.find(
            None, lambda said: said.startswith(person.words("Blood pressure") + ": "))
        screen.click_at(chart)
        screen.key("End")
        self.take("vitals-value")
        screen.scroll_to(screen.find("list", person.word("The numbers")))
        self.take("vitals-table")
        self.more("_Target ranges…")
        self.take("ranges")
        screen.enter(self.field("SpO₂", "%"), "９９９", role=None)
        person.press("_Save")
        self.take("ranges-refused")
        screen.enter(self.field("SpO₂", "%"), "92–", role=None)
        person.press("_Save")
        screen.wait_gone(None, person.word("Target ranges"))
        self.more("_Earlier target ranges")
        screen.find("label", person.word("Earlier target ranges"))
        self.take("ranges-history")
        self.back()
        self.back()

    def make(self):
        self.asking()
        self.requests()
        self.templates()
        self.card()
        self.measuring()
        self.course()
