# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of a group's timeline becomes a file, as a nurse would for the own care record."""

import csv
import io
import subprocess
import unittest

from ui_case import UiCase


class ExportTest(UiCase):
    """One after the other, in Japanese."""

    SAID = "夕方に訪問し、=点滴 を替えました。"

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

    def test_5_only_these_files(self):
        """Nothing of it lies anywhere else."""
        home = self.journey.physician.desktop.home
        holds = [path for path in home.rglob("*") if path.is_file()
                 and "点滴".encode() in path.read_bytes()]
        self.assertEqual({path.name for path in holds}, {"record.txt", "record.csv"})

    def test_6_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
