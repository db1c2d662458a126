# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing of a message, a patient or a draft is in any file that the desktop writes
(SECURITY TRM-01, first form): after use, and after a crash."""

import pathlib
import tempfile
import time
import unittest

from anshin_ui import canary
from ui_case import UiCase


class Canary(UiCase):
    """Words that stand nowhere else are entered everywhere, and then looked for."""

    def places(self):
        """Everything that the desktop could write to: its home, the temporary folders and the
        runtime folder. What the service and the screens keep is not the desktop's."""
        leave = [self.service.folder, self.surroundings.frames]
        return [self.surroundings.folder, pathlib.Path(tempfile.gettempdir()), "/dev/shm",
                "/var/tmp"], leave

    def look(self):
        folders, leave = self.places()
        self.assertEqual(canary.search(folders, self.words.values(), leave, self.began), [])

    @classmethod
    def setUpClass(cls):
        cls.began = time.time()
        super().setUpClass()
        cls.words = {what: canary.make(what) for what in ("group", "message", "draft", "search",
                                                          "patient", "address")}

    def test_1_use(self):
        person = self.journey.physician
        person.create_free_group(self.words["group"])
        person.send(self.words["message"])
        person.wait_message(self.words["message"])
        person.type(self.words["draft"])
        self.journey.enter_patient(self.words["patient"], "カナリア",
                                   address=self.words["address"])
        person.screen.enter(person.word("Search by name, kana or number"), self.words["search"],
                            role=None)
        self.look()

    def test_2_crash(self):
        self.journey.physician.desktop.kill()
        self.look()

    def test_3_it_would_be_found(self):
        """The search finds each form of a word."""
        word = canary.make("planted")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "file"
            for form in canary.forms(word):
                path.write_bytes(b"before" + form + b"after")
                self.assertTrue(canary.search([folder], [word]), form)
            path.write_bytes(b"nothing")
            self.assertEqual(canary.search([folder], [word]), [])
            (pathlib.Path(folder) / word).write_bytes(b"")
            self.assertTrue(canary.search([folder], [word]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
