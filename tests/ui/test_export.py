# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of a group's timeline becomes a file, as a nurse would for the own care record."""

import csv
import io
import os
import subprocess
import unittest
import uuid

from anshin_ui import disks
from ui_case import UiCase

LONG = "長い記録"
# More than is fetched at once, and more than fits on the disk that is nearly full.
MESSAGES, MESSAGE = 130, "夜間の巡視。変わりなく眠っておられました。" * 12


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

    def recorded(self):
        """How often the log has that something was taken out."""
        return self.service.ask("SELECT COUNT(*) FROM audit WHERE action = 'export-timeline' AND "
                                "result = 'ok'")[0][0]

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
        person.press("_Save as a file…")
        self.assertTrue(person.screen.says(person.words("This is needed. Fill it in.")))
        person.screen.key("alt+Left")
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
        for number, page in enumerate(pages, 1):
            self.assertIn(f"{number}/{len(pages)}", page)
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
        # Cancelled once more, with the one before hardly over, and then not.
        again = self.service.gate.stop("GET", "/v1/exports/.*after=100", answer=True)
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
