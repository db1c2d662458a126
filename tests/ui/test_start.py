# SPDX-License-Identifier: GPL-3.0-or-later
"""A built program shows its window soon, and says so when the service is down."""

import os
import pathlib
import unittest

from ui_case import UiCase

# Of its own work: how long it takes by the clock depends on what runs beside it, and `./dev bench`
# has the figures of that.
WINDOW_SECONDS = 5


def worked(pid):
    """How many seconds of processor time a program has had."""
    told = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


class Start(UiCase):
    """Somebody opens the program."""

    def test_1_window(self):
        from anshin_ui.person import Person
        person = Person(self.surroundings, self.service, self.language, "second")
        self.journey.people.append(person)
        person.connect()
        took = worked(person.desktop.process.pid)
        print(f"the window came after {took:.2f} s of work")
        self.assertLess(took, WINDOW_SECONDS)

    def assert_fits(self, person):
        """On a screen of 360 px nothing is cut off: what is widest needs no more."""
        person.screen.resize(340, 720)
        person.screen.wait_until(lambda: person.screen.content_width() <= 360, "room on 360 px")
        person.screen.resize(1100, 720)

    def test_2_narrow(self):
        for person in self.journey.people:
            self.assert_fits(person)

    def test_3_service_is_down(self):
        """An error in words, what was typed is kept, and trying again works."""
        person = self.journey.people[-1]
        sign_in = self.service.sign_in("nurse")
        self.service.stop()
        person.press("Use this terminal for the _first time")
        person.fill({"Mail address": sign_in["mail"], "Password": sign_in["password"],
                     "Enrolment code": sign_in["code"], "Name of this terminal": "事務室"})
        person.press("_Enrol and sign in")
        person.screen.says(person.words(
            "The service can’t be reached. Check the network connection, then try again."), 30)
        self.service.start()
        person.press("_Enrol and sign in")
        person.wait_signed_in()

    def test_4_quiet(self):
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
