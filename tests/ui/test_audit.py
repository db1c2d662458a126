# SPDX-License-Identifier: GPL-3.0-or-later
"""The access log: who did and saw what, who has seen a patient, the monthly review, the chain, and
a part of it as a file; each role sees its part (PRODUCT section 2)."""

import csv
import re
import unittest

from ui_case import UiCase

LOG = "Who did and saw what"
REASON = "患者さんから開示の求めがありました。"
NOTE = "夜間の閲覧は当番によるものでした。"


class Audit(UiCase):
    """The administrator of a clinic, the office, and a nurse of a station."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.journey.physician
        cls.office, cls.nurse = cls.journey.add("office"), cls.journey.nurse_comes()
        cls.own_name = cls.journey.name_of("physician-admin")
        cls.patient = None

    def open(self, person, msgid):
        """One of the pages of the log."""
        person.menu("A_ccess log")
        person.press_row(msgid)

    def wait_log(self, person, condition):
        return person.wait_rows(LOG, condition, 30)

    def about(self, name):
        return self.admin.words("Patient: %s") % name

    def filter_row(self, person, msgid):
        """A row of what is shown, to be pressed."""
        row = person.screen.find("row", lambda said: said.startswith(person.word(msgid)))
        person.screen.click_at(row)

    def test_1_parts(self):
        """The office has the chain, an administrator the reviews, a nurse the own log alone."""
        for person, has in ((self.office, (True, True, True)), (self.admin, (True, True, False)),
                            (self.nurse, (True, False, False))):
            person.menu("A_ccess log")
            person.screen.find("row", person.word(LOG))
            self.assertEqual(tuple(person.has("row", msgid) for msgid in (
                LOG, "Monthly reviews", "Chain of the log")), has, person.desktop.name)
        self.nurse.press_row(LOG)
        rows = self.wait_log(self.nurse, bool)
        self.assertTrue(all(self.journey.name_of("nurse") in row for row in rows), rows)
        self.assertFalse(self.nurse.has("button", "_Take out…"))

    def test_2_seen(self):
        """What the administrator opens is in the log: who, about whom, on which terminal."""
        person = self.admin
        person.section(1)
        type(self).patient = person.wait_rows("Patients", bool)[0].split(",")[0]
        opened = "SELECT 1 FROM audit WHERE action = 'view-patient'"
        before = len(self.service.ask(opened))
        person.open_first_patient()
        # The page is there before the service has been asked for all of it.
        person.screen.wait_until(lambda: len(self.service.ask(opened)) > before, "the record of it")
        self.open(person, LOG)
        opened = person.words("Opened a patient")
        row = next(row for row in self.wait_log(person, lambda rows: any(
            row.startswith(opened) and self.about(self.patient) in row for row in rows))
            if row.startswith(opened) and self.about(self.patient) in row)
        self.assertIn(self.own_name, row)
        self.assertIn(person.words("Terminal: %s").split("%")[0], row)

    def test_3_filter(self):
        """By person, by patient, by period; a day that is none is said."""
        person = self.admin
        self.filter_row(person, "Show")
        self.filter_row(person, "About which patient")
        person.open_row("Patients", self.patient)
        # Where several were in a list, the patient is one of them.
        rows = self.wait_log(person, lambda rows: rows and not any(
            self.about("") in row and self.about(self.patient) not in row for row in rows))
        # A row says the act, the time, and who it was.
        actor = next(name for name in (row.split(", ")[2].split(" · ")[0] for row in rows)
                     if name != self.own_name)
        self.filter_row(person, "Whose acts")
        person.screen.enter(person.word("Search people by name, kana, profession or facility"),
                            actor, role=None)
        person.open_row("People", actor)
        self.wait_log(person, lambda rows: rows and all(actor in row for row in rows))
        person.press("All people")
        self.wait_log(person, lambda rows: any(self.own_name in row for row in rows))
        person.screen.click_at(person.screen.find("entry", person.word("From (day)")))
        person.screen.xdotool("type", "--delay", "20", "yesterday")
        person.screen.key("Return")
        person.screen.says(person.words("This isn’t a day. Write it like R8.11.27 or 2026-11-27."))
        person.fill({"From (day)": "R99.1.1"})
        person.screen.wait_gone(None, person.words(
            "This isn’t a day. Write it like R8.11.27 or 2026-11-27."))
        person.screen.says(person.words("Nothing in the log"))
        person.fill({"From (day)": ""})
        self.wait_log(person, bool)

    def test_4_seen_by(self):
        """Who has seen the patient, and how often."""
        person = self.admin
        person.section(1)
        person.press_row("Who has seen this patient")
        rows = person.wait_rows("People who have seen this patient", lambda rows: any(
            row.startswith(self.own_name) for row in rows))
        own = next(row for row in rows if row.startswith(self.own_name))
        numbers = [int(number) for number in re.findall(r"\d+", own)]
        self.assertTrue([number for number in numbers if person.words.count(
            "Opened %d time", "Opened %d times", number) in own and number > 0], own)

    def test_5_export(self):
        """Not without a reason; the file holds what was shown, and the log who took it out."""
        person = self.admin
        person.menu("A_ccess log")
        person.press("_Take out…")
        person.press("_Save as a file…")
        person.screen.says(person.words("This is needed. Fill it in."))
        person.fill({"Why it is needed": REASON})
        person.press("_Save as a file…")
        person.save_file("log.csv")
        saved = person.desktop.home / "log.csv"
        person.screen.wait_until(lambda: saved.exists() and saved.stat().st_size > 0, "the file")
        lines = list(csv.reader(saved.read_text("utf-8-sig").splitlines()))
        self.assertIn(person.words("Time"), lines[0])
        column = lines[0].index(person.words("Patient"))
        self.assertGreater(len(lines), 1)
        # A look at a list of several names none of them.
        self.assertEqual({line[column] for line in lines[1:]} - {""}, {self.patient})
        self.open(person, LOG)
        taken = person.words("Took out a part of the log")
        self.wait_log(person, lambda rows: any(
            row.startswith(taken) and REASON in row for row in rows))

    def test_6_review(self):
        """A month that is over is signed off, with what was found; then it is done."""
        person = self.admin
        self.open(person, "Monthly reviews")
        open_words = (person.words("Overdue: not looked over yet"),
                      person.words("Not looked over yet"))
        rows = person.wait_rows("Monthly reviews", lambda rows: any(
            word in row for row in rows for word in open_words))
        month = next(row for row in rows if any(word in row for word in open_words)).split(",")[0]
        person.open_row("Monthly reviews", month)
        person.screen.says(person.words("1. Look these over"))
        person.fill({"What was found (may stay empty)": NOTE})
        person.press("_Sign off")
        row = next(row for row in person.wait_rows("Monthly reviews", lambda rows: any(
            row.startswith(month) and self.own_name in row for row in rows))
            if row.startswith(month))
        self.assertFalse([word for word in open_words if word in row])
        person.open_row("Monthly reviews", month)
        person.screen.says(NOTE)
        self.assertFalse(person.has("button", "_Sign off"))

    def test_7_office(self):
        """The office sees who did what, and of no patient the name."""
        self.admin.section(1)
        self.admin.section(1)
        names = [row.split(",")[0] for row in self.admin.wait_rows("Patients", bool)]
        self.assertIn(self.patient, names)
        self.open(self.office, LOG)
        rows = self.wait_log(self.office, lambda rows: any(self.own_name in row for row in rows))
        self.assertTrue([row for row in rows if self.office.words("About a patient") in row])
        said = "\n".join(self.office.screen.every_text())
        self.assertFalse([name for name in names if name in said])
        self.assertFalse(self.office.has("row", "About which patient"))

    def test_8_chain(self):
        """It is checked when it is looked at, and again when asked."""
        person = self.office
        self.open(person, "Chain of the log")
        person.screen.says(person.words("The log is as it was written"), 30)
        row = person.screen.find("row", lambda said: said.startswith(person.word("Records")))
        records = max(int(number) for text in person.screen.texts_in(row)
                      for number in re.findall(r"\d+", text))
        self.assertGreater(records, 100)
        person.press("_Check again")
        person.screen.says(person.words("The log is as it was written"), 30)

    def test_9_quiet(self):
        """None of it made the programs complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
