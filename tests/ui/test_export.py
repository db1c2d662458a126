# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken out of the network becomes a file: a part of a group's timeline, a patient's
numbers, a part of the access log."""

import csv
import datetime
import io
import os
import re
import subprocess
import unittest
import uuid

from anshin_ui import disks
from ui_case import UiCase

LONG = "長い記録"
# More than is fetched at once, and more than fits on the disk that is nearly full.
MESSAGES, MESSAGE = 130, "夜間の巡視。変わりなく眠っておられました。" * 12
# As often as that somebody's pulse was taken in the last weeks, and is fetched in three parts.
PULSES = 250


class ExportTest(UiCase):
    """One after the other, in Japanese."""

    SAID = "夕方に訪問し、=点滴 を替えました。"
    gated = True

    @classmethod
    def prepare(cls):
        cls.surroundings.disks = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        nurse = cls.service.client("nurse")
        group = f"/v1/groups/{nurse.free_group(LONG)}"
        for number in range(MESSAGES):
            assert nurse.post(f"{group}/messages", {"client_id": uuid.uuid4().hex,
                                                    "text": f"{number} {MESSAGE}"}).status == 201
        name = cls.service.sign_in("physician-admin")["name"]
        user = nurse.get("/v1/users", q=name).json["items"][0]["id"]
        assert nurse.post(f"{group}/invitations", {"user_ids": [user]}).status == 201
        cls.patient = cls.measure_often(nurse, user)

    @classmethod
    def measure_often(cls, nurse, physician_id):
        """Whose pulse it was: the name of a group that both are in."""
        shared = {row[0] for row in cls.service.ask("SELECT group_id FROM membership WHERE "
                                                    "user_id = ?", physician_id)}
        group = next(item for item in nurse.get("/v1/groups", limit="100").json["items"]
                     if item["id"] in shared and "record-vitals" in item["capabilities"])
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        for hours in range(PULSES):
            at = (now - datetime.timedelta(hours=1 + 2 * hours)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
            answer = nurse.post(f"/v1/groups/{group['id']}/vitals", {
                "client_id": uuid.uuid4().hex, "vitals": {"measured_at": at, "values": [
                    {"kind": "pulse", "value": 60 + hours % 30}]}})
            assert answer.status == 201, answer
        return group["name"]

    def recorded(self, action="export-timeline"):
        """How often the log has that something was taken out."""
        return self.service.ask("SELECT COUNT(*) FROM audit WHERE action = ? AND result = 'ok'",
                                action)[0][0]

    def begin(self, name, form="Text"):
        """As far as to where the file is to be."""
        person = self.journey.physician
        person.choose("What for", person.words.choice("For one’s own care record"))
        person.choose("As what", person.words.choice(form))
        person.press("_Save as a file…")
        person.save_file(name)

    def open_page(self):
        """The page, from the group's menu."""
        person = self.journey.physician
        person.press("More")
        person.screen.click("menu item", person.word("_Take out a part…"))
        person.screen.find("label", person.word("Which days"))

    def take_out(self, form, name):
        """A file of that form, else of the one that is proposed; the page closes by itself once it is there."""
        person = self.journey.physician
        self.open_page()
        person.choose("What for", person.words.choice("For one’s own care record"))
        if form:
            person.choose("As what", person.words.choice(form))
        person.press("_Save as a file…")
        person.save_file(name)
        person.screen.wait_gone("label", person.word("Which days"), 30)
        return (person.desktop.home / name).read_bytes()

    def test_1_asked_first(self):
        """What it is for has to be said, and the days in order."""
        person = self.journey.physician
        person.section(2)
        person.open_first_group()
        person.send(self.SAID)
        person.wait_message(self.SAID)
        self.open_page()
        needed = person.words("This is needed. Fill it in.")
        self.assertNotIn(needed, person.screen.texts())
        person.press("_Save as a file…")
        person.screen.says(needed)
        person.choose("What for", person.words.choice("For one’s own care record"))
        person.screen.wait_gone(None, needed)
        before = self.recorded()
        yesterday = datetime.date.today() - datetime.timedelta(1)
        person.fill({"To": yesterday.isoformat(),
                     "From": datetime.date.today().isoformat()})
        person.press("_Save as a file…")
        person.screen.says(person.words("The last day comes before the first one."))
        self.assertEqual(self.recorded(), before)
        person.screen.key("alt+Left")
        person.confirm("_Discard")
        person.screen.wait_gone("label", person.word("Which days"))

    def test_2_text(self):
        """All in words, by day, with who took it out."""
        person = self.journey.physician
        text = self.take_out("Text", "record.txt").decode()
        self.assertIn(self.SAID, text)
        self.assertIn("■ ", text)
        self.assertIn(person.words.choice("For one’s own care record"), text)
        self.assertGreater(text.count("\n"), 10)

    def test_3_table(self):
        """Every row has all its columns, and nothing in it is a formula."""
        person = self.journey.physician
        table = self.take_out("Table (CSV)", "record.csv")
        self.assertTrue(table.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
        self.assertEqual({len(row) for row in rows}, {9})
        self.assertEqual(rows[0][6], person.words("Text"))
        self.assertIn(self.SAID, [row[6] for row in rows])
        self.assertFalse([field for row in rows for field in row if field[:1] in tuple("=+-@")
                          and field])

    def test_4_pages(self):
        """Printed pages with their numbers, and with who took it out on each."""
        self.take_out(None, "record.pdf")
        saved = self.journey.physician.desktop.home / "record.pdf"
        words = subprocess.run(["pdftotext", "-layout", saved, "-"], capture_output=True, text=True,
                               check=True).stdout
        pages = words.split("\f")[:-1]
        self.assertGreaterEqual(len(pages), 1)
        name = "".join(self.journey.name_of("physician-admin").split())
        for number, page in enumerate(pages, 1):
            self.assertIn(f"{number}/{len(pages)}", page)
            self.assertIn(name, "".join(page.split()))
        self.assertIn("".join(self.SAID.split()), "".join(words.split()))

    def test_5_cancelled(self):
        """In the middle: nothing is written, the log has that it was begun, and it goes again."""
        person = self.journey.physician
        person.screen.key("alt+Left")
        self.journey.accept(LONG, person)
        person.open_group(LONG)
        self.open_page()
        before, there = self.recorded(), set(os.listdir(person.desktop.home))
        middle = self.service.gate.stop("GET", "/v1/exports/.*after=100")
        self.begin("cancelled.txt")
        middle.wait()
        person.press("_Cancel")
        person.screen.wait_gone("button", person.word("_Cancel"))
        middle.release()
        self.assertEqual(self.recorded(), before + 1)
        # Cancelled once more, with the one before hardly over, whose answer may yet come, and then not.
        first = re.search("/v1/exports/([^/]+)/", middle.held)[1]
        again = self.service.gate.stop("GET", f"/v1/exports/(?!{first}).*after=100", answer=True)
        person.press("_Save as a file…")
        person.save_file("cancelled.txt")
        again.wait()
        person.press("_Cancel")
        person.screen.wait_gone("button", person.word("_Cancel"))
        person.press("_Save as a file…")
        person.save_file("whole.txt")
        again.release()
        person.screen.wait_gone("label", person.word("Which days"), 30)
        self.assertEqual((person.desktop.home / "whole.txt").read_text().count(MESSAGE), MESSAGES)
        self.assertEqual(self.recorded(), before + 3)
        self.assertEqual(set(os.listdir(person.desktop.home)) - there, {"whole.txt"})

    def save_as(self, button, name):
        """Where the file is to be, which is asked when the button is pressed."""
        person = self.journey.physician
        person.press(button)
        person.save_file(name)

    def give_up_on_leaving(self):
        """Who goes away in the middle is asked; then nothing goes on."""
        person = self.journey.physician
        person.screen.key("alt+Left")
        person.screen.says(person.words("It is not finished yet. If you leave, it is stopped, and "
                                        "nothing of it is kept."))
        person.confirm("_Stop and leave")

    def test_5_v_numbers(self):
        """Of a patient, many: how far it is; given up on the page, then by leaving it; then whole."""
        person = self.journey.physician
        person.open_group(self.patient)
        person.press("More")
        person.screen.click("menu item", person.word("Course of the _vital signs"))
        person.screen.find("list", person.word("The numbers"))
        there, before = set(os.listdir(person.desktop.home)), self.recorded("export-vitals")
        for leave in (False, True):
            person.screen.click_at(person.screen.all("button", person.word("More"))[-1])
            person.screen.click("menu item", person.word("_Save as a table (CSV)…"))
            person.choose("What for", person.words.choice("For one’s own care record"))
            middle = self.service.gate.stop("GET", "/vitals.from=.*limit=100.cursor=")
            self.save_as("_Continue…", "numbers.csv")
            middle.wait()
            fetched = person.words("Fetched: %u of %u") % (100, PULSES)
            person.screen.says(fetched)
            person.screen.find("progress bar", person.word("How far it is"))
            if leave:
                self.give_up_on_leaving()
                person.screen.wait_gone("label", person.word("Take out vital signs"))
            else:
                person.press("_Cancel")
                person.screen.wait_gone("button", person.word("_Cancel"))
                person.screen.wait_gone(None, fetched)
                person.screen.key("alt+Left")
                person.confirm("_Discard")
            middle.release()
        self.assertEqual(set(os.listdir(person.desktop.home)), there)
        self.assertEqual(self.recorded("export-vitals"), before + 2)
        person.screen.click_at(person.screen.all("button", person.word("More"))[-1])
        person.screen.click("menu item", person.word("_Save as a table (CSV)…"))
        person.choose("What for", person.words.choice("For one’s own care record"))
        self.save_as("_Continue…", "numbers.csv")
        person.screen.wait_gone("label", person.word("Take out vital signs"), 30)
        table = (person.desktop.home / "numbers.csv").read_text("utf-8-sig")
        self.assertEqual(len(list(csv.reader(io.StringIO(table, newline="")))), 1 + PULSES)
        self.assertEqual(set(os.listdir(person.desktop.home)) - there, {"numbers.csv"})

    def test_5_w_log(self):
        """A part of the log, of which nobody knows how long it is: given up, and then whole."""
        person = self.journey.physician
        person.menu("A_ccess log")
        person.press_row("Who did and saw what")
        person.press("_Take out…")
        person.fill({"Why it is needed": "監査のため"})
        there = set(os.listdir(person.desktop.home))
        middle = self.service.gate.stop("GET", "/v1/audit.*cursor=")
        self.save_as("_Save as a file…", "log.csv")
        middle.wait()
        person.screen.says(person.words("Fetched: %u") % 100)
        person.press("_Cancel")
        person.screen.wait_gone("button", person.word("_Cancel"))
        middle.release()
        self.assertEqual(set(os.listdir(person.desktop.home)), there)
        self.save_as("_Save as a file…", "log.csv")
        person.screen.wait_gone("label", person.word("Take out a part of the log"), 30)
        table = (person.desktop.home / "log.csv").read_text("utf-8-sig")
        self.assertGreater(len(list(csv.reader(io.StringIO(table, newline="")))), 100)
        self.assertEqual(set(os.listdir(person.desktop.home)) - there, {"log.csv"})
        person.section(2)
        person.open_group(LONG)

    def refused(self, where, words):
        """Saved there it can’t be: that is said, and nothing is left but what was there."""
        person = self.journey.physician
        inside = disks.seen_by(person.desktop.process, person.desktop.home, where)
        before = {path.name: path.read_bytes() for path in inside.iterdir()}
        person.press("_Save as a file…")
        person.save_file(f"{where}/record.txt")
        self.assertTrue(person.screen.says(person.words(words)))
        self.assertEqual({path.name: path.read_bytes() for path in inside.iterdir()}, before)
        person.screen.find("button", person.word("_Save as a file…"))

    def test_6_no_room(self):
        """A disk without room, one that takes nothing; the next attempt goes well."""
        person = self.journey.physician
        self.open_page()
        person.choose("What for", person.words.choice("For one’s own care record"))
        person.choose("As what", person.words.choice("Text"))
        self.refused(disks.FULL, "There is no room left for the file in that folder, so nothing "
                                 "was saved. Make room, or choose another place.")
        self.refused(disks.LOCKED, "Nothing may be saved in that folder. Choose another one.")
        person.press("_Save as a file…")
        person.save_file("at-last.txt")
        person.screen.wait_gone("label", person.word("Which days"), 30)
        self.assertIn(MESSAGE, (person.desktop.home / "at-last.txt").read_text())

    def test_7_only_these_files(self):
        """Nothing of it lies anywhere else."""
        home = self.journey.physician.desktop.home
        holds = [path for path in home.rglob("*") if path.is_file()
                 and "点滴".encode() in path.read_bytes()]
        self.assertEqual({path.name for path in holds}, {"record.txt", "record.csv"})

    def test_8_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
