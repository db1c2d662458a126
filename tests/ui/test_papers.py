# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers of consent on their way to paper: GTK's own print dialog, files, what goes wrong, and
that it is on record (PRODUCT section 5, SECURITY AUD-01)."""

import unittest

from anshin_ui.paper import read
from anshin_ui.screen import wait_for
from ui_case import UiCase


class Papers(UiCase):
    """An administrator of a clinic, who prints to files as one would to a printer."""

    def test_1_blank_form(self):
        """Both copies; leaving the dialog prints nothing, nor does its preview."""
        person = self.journey.physician
        person.section(1)
        person.press("Papers of consent")
        person.press("_Print…")
        person.print_nothing()
        self.assertEqual(list(person.desktop.home.glob("*.pdf")), [])
        person.press("_Print…")
        person.print_preview()
        person.screen.find("label", person.word("Print preview"))
        wait_for(lambda: len(person.screen.all(None, person.word("The paper as it is printed"))) == 2,
                 "both copies")
        person.screen.key("alt+Left")
        person.screen.wait_gone("label", person.word("Print preview"))
        person.press("_Print…")
        paper = person.print_to_file()
        said = read(paper)
        for words in ("本人控え", "施設控え", "森本内科医院"):
            self.assertIn(words, said)
        paper.unlink()
        paper.mkdir()
        type(self).output = paper

    def test_2_cannot_be_written(self):
        """What went wrong stays on the page until it is mended."""
        person = self.journey.physician
        words = person.word("The file could not be written. Choose another place.")
        person.press("_Print…")
        person.print_to_file(replace=True)
        person.screen.find("alert", words)
        self.output.rmdir()
        person.press("_Print…")
        person.print_to_file()
        person.screen.wait_gone("alert", words)
        read(self.output)
        self.output.unlink()

    def test_3_register(self):
        """All consents on paper, and as a file those whose signature is waited for."""
        person = self.journey.physician
        person.press("P_rint…")
        said = read(person.print_to_file())
        self.assertIn("青木進", said)
        self.output.unlink()
        person.choose("Consents in the register", person.word("Printed 14 days ago, not signed"))
        person.press("Save as P_DF…")
        person.save_file("register.pdf")
        said = read(person.desktop.home / "register.pdf")
        self.assertIn("梅原房子", said)
        self.assertNotIn("青木進", said)

    def test_4_of_a_patient(self):
        """The notice of withdrawal, and what others were given."""
        person = self.journey.physician
        person.open_first_patient()
        person.open_row("Consent forms", person.word("Consent given"), scroll=True)
        person.press("Print _other papers…")
        person.press("_Print…")
        said = read(person.print_to_file())
        for words in ("同意撤回届", "青木進", "本人控え", "施設控え"):
            self.assertIn(words, said)
        self.output.unlink()
        # The patient's page below has a row of that name, too.
        words = person.word("Record of what others were given")
        person.screen.click_at(wait_for(lambda: person.screen.all("row", words), words)[-1])
        person.wait_rows("What third parties were given", bool)
        person.screen.press_last("button", person.word("_Print…"))
        said = read(person.print_to_file())
        for words in ("青木進", "訪問看護"):
            self.assertIn(words, said)

    def test_5_on_record(self):
        """The access log has what was printed; a blank form says nothing of anybody."""
        person = self.journey.physician
        # The desktop tells it once the paper is out.
        wait_for(lambda: self.service.ask("SELECT COUNT(DISTINCT action) FROM audit WHERE action IN "
                                          "('print-provisions', 'print-withdrawal', "
                                          "'print-register')") == [(3,)], "all to be on record")
        person.menu("A_ccess log")
        person.press_row("Who did and saw what")
        for printed in ("Printed what third parties were given", "Printed a notice of withdrawal",
                        "Printed the register of consents"):
            person.screen.says(person.word(printed))

    def test_6_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
