# SPDX-License-Identifier: GPL-3.0-or-later
"""Scans of signed forms: filed with whose code is on them, asked for where there is none, taken away
where they were filed wrongly (PRODUCT section 5, SECURITY TRM-01)."""

import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from anshin_ui.screen import focused  # noqa: E402
from sample_files import make_png  # noqa: E402
from ui_case import UiCase  # noqa: E402

# Two of the sample data whose forms wait for their signatures.
FIRST, OTHER = "梅原 房子", "佐々木 千代"
KANA, NUMBER = "ウメハラ フサコ", "10073"


class Scans(UiCase):
    """A clinic's administrator with the papers of two patients."""

    def print_form(self, name):
        """The first page of a patient's form, as a file."""
        person = self.journey.physician
        person.section(1)
        person.search_patients(name, name)
        person.open_row("Patients", name)
        person.press("_Record the signature")
        person.wait_step("Check and print")
        person.press("Save as P_DF…")
        person.save_file("form.pdf")
        form = person.desktop.home / "form.pdf"
        page = person.desktop.home / f"{name[:2]}.pdf"
        person.screen.wait_until(
            lambda: subprocess.run(["pdfseparate", "-l", "1", form, page], capture_output=True,
                                   check=False).returncode == 0, "the form")
        form.unlink()
        person.screen.key("alt+Left")
        return page

    def add(self, name):
        """A file, from the dialog; it has no longer to lie there once it is read."""
        person = self.journey.physician
        person.press("_Choose files…")
        person.open_file(name)

    def wait_scans(self, *starts):
        """Waits until the rows of the scans begin so, in whatever order."""
        self.journey.physician.wait_rows("Scans", lambda said: len(said) == len(starts) and all(
            sum(row.startswith(start) for row in said) == starts.count(start)
            for start in starts), 60)

    def test_1_papers_of_two(self):
        """Two patients' papers in one file: each page goes where its code says."""
        person = self.journey.physician
        pages = [self.print_form(name) for name in (FIRST, OTHER)]
        both = person.desktop.home / "both.pdf"
        subprocess.run(["pdfunite", *pages, both], check=True)
        person.menu("_File scans of consent forms…")
        self.add(both.name)
        filed = person.word("Filed. The signature is still to be recorded.")
        self.wait_scans(f"{FIRST}, {filed}", f"{OTHER}, {filed}")
        both.unlink()

    def test_2_without_a_code(self):
        """Dropped on the page: it is asked whose it is."""
        person = self.journey.physician
        photo = person.desktop.home / "photo.png"
        photo.write_bytes(make_png(640, 480))
        person.drop_files(photo.name)
        filed = person.word("Filed. The signature is still to be recorded.")
        asks = person.word("No code could be read. Choose whose it is.")
        self.wait_scans(f"{FIRST}, {filed}", f"{OTHER}, {filed}", f"photo.png, {asks}")
        person.press("_Choose…")
        # The keyboard is in the search already.
        person.screen.find(None, person.word("Choose a patient"))
        # That of the list beside it comes first.
        search = person.word("Search by name, kana or number")
        person.screen.wait_until(lambda: focused(person.screen.all(None, search)[-1]), search)
        person.screen.focus()
        person.screen.xdotool("type", "--delay", "20", NUMBER)
        person.pick_alone(f"{FIRST}, {KANA}")
        self.wait_scans(*[f"{FIRST}, {filed}"] * 2, f"{OTHER}, {filed}")
        photo.unlink()

    def test_3_taken_away(self):
        """It was somebody else's: it is gone after a question, and the other one can be looked at."""
        person = self.journey.physician
        person.section(1)
        person.search_patients(FIRST, FIRST)
        person.open_row("Patients", FIRST)
        person.press("_Record the signature")
        person.wait_step("Check and print")
        person.wait_rows("Scans of the signed form", lambda said: len(said) == 2)
        person.screen.click("button", person.words("Remove %s") % "photo.png")
        person.confirm("_Cancel")
        person.wait_rows("Scans of the signed form", lambda said: len(said) == 2)
        person.screen.click("button", person.words("Remove %s") % "photo.png")
        person.confirm("_Remove")
        rows = person.wait_rows("Scans of the signed form", lambda said: len(said) == 1)
        person.open_row("Scans of the signed form", rows[0][:8], scroll=True)
        person.screen.find("button", person.word("Turn"))

    def test_4_no_picture(self):
        """Dropped anywhere, it opens the page; what is no scan says so and can't be filed."""
        person = self.journey.physician
        text = person.desktop.home / "memo.txt"
        text.write_text("血圧 128/76\n")
        person.screen.key("alt+Left")
        person.drop_files(text.name)
        self.wait_scans("memo.txt, ")
        self.assertFalse(person.has("button", "_Choose…"))

    def test_5_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
