# SPDX-License-Identifier: GPL-3.0-or-later
"""A photo and a document beside a message: chosen, sent, shown on another desktop, and nowhere on
its disk (PRODUCT section 4, SECURITY TRM-01, TRM-02, FL-03)."""

import contextlib
import pathlib
import sqlite3
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from anshin_ui import canary  # noqa: E402
from anshin_ui.screen import box  # noqa: E402
from sample_files import make_pdf, make_png, png_chunk  # noqa: E402
from ui_case import UiCase  # noqa: E402

GROUP = "褥瘡ケアの写真"


class Attachments(UiCase):
    """The physician sends, the nurse looks."""

    @classmethod
    def setUpClass(cls):
        cls.began = time.time()
        super().setUpClass()
        cls.words = {what: canary.make(what) for what in ("text", "place", "name")}
        cls.photo = f"{cls.words['name']}.png"

    def attach(self, person, name, content):
        """A file as it lies on somebody's computer, and no longer than it has to."""
        path = person.desktop.home / name
        path.write_bytes(content)
        person.screen.click("button", person.word("Add to the message"))
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file(name)
        person.screen.find("button", person.words("Take %s out") % name)
        path.unlink()

    @staticmethod
    def shows(person, name):
        """Whether that is what the button says that shows a file."""
        start = (person.words("Show %s, %s") % (name, "")).rstrip(")")
        return lambda said: said.startswith(start)

    def show(self, person, name):
        person.screen.click("button", self.shows(person, name), seconds=30)

    def test_1_group(self):
        self.journey.physician.create_free_group(GROUP)
        self.journey.nurse_comes()
        self.journey.invite_nurse()
        self.journey.accept(GROUP)
        self.journey.physician.open_group(GROUP)
        self.journey.nurse.open_group(GROUP)

    def test_2_attach_and_send(self):
        """Two files in one message; one that was taken out does not go along."""
        person = self.journey.physician
        photo = make_png(64, 48, extra=png_chunk(b"tEXt", b"Comment\0"
                                                 + self.words["place"].encode()))
        self.attach(person, self.photo, photo)
        self.attach(person, "wrong.pdf", make_pdf())
        person.screen.click("button", person.words("Take %s out") % "wrong.pdf")
        person.screen.wait_gone("button", person.words("Take %s out") % "wrong.pdf")
        self.attach(person, "memo.txt", f"血圧 128/76\n{self.words['text']}\n".encode())
        person.send("創部の写真です。")
        for name in (self.photo, "memo.txt"):
            person.screen.find("button", self.shows(person, name))
        person.screen.wait_gone("button", person.words("Take %s out") % self.photo)
        self.assertFalse(person.screen.all("button", self.shows(person, "wrong.pdf")))

    def taken_along(self, person):
        """The names of the files beside what is being written, in their order."""
        before, after = (person.words("Take %s out")).split("%s")
        said = [node.get_name() for node in person.screen.all("button")]
        return [name[len(before):len(name) - len(after)] for name in said
                if name.startswith(before) and name.endswith(after)]

    def test_2_z_dropped(self):
        """On the conversation or on the text: files in their order, no paths; and what can't go
        along is told once."""
        person = self.journey.physician
        names = [f"{letter}.png" for letter in "cab"]
        for name in names:
            (person.desktop.home / name).write_bytes(make_png(8, 8))
        for place in ("Timeline", "Message"):
            node = person.screen.all(None, person.word(place))[-1]
            person.drop_files(*names, at=person.screen.middle(node))
            person.screen.wait_until(lambda: self.taken_along(person) == names, "the files")
            self.assertNotIn(names[0], person.typed())
            for name in names:
                person.screen.click("button", person.words("Take %s out") % name)
                person.screen.wait_gone("button", person.words("Take %s out") % name)
        for name in names[:2]:
            (person.desktop.home / name).write_bytes(b"\x7fELF")
        person.drop_files(*names)
        self.assertTrue(person.screen.says(person.words.count(
            "%d file can’t be attached", "%d files can’t be attached", 2)))
        for name in names[:2]:
            self.assertTrue(person.screen.says(name))
        person.confirm("_Close")
        self.assertEqual(self.taken_along(person), names[2:])
        person.screen.click("button", person.words("Take %s out") % names[2])
        for name in names:
            (person.desktop.home / name).unlink()

    def test_3_refused(self):
        """What could do harm does not go out, and it is said why."""
        person = self.journey.physician
        path = person.desktop.home / "form.pdf"
        path.write_bytes(make_pdf(b"/AA << /S /JavaScript /JS (x) >>"))
        person.screen.click("button", person.word("Add to the message"))
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file("form.pdf")
        person.screen.says(person.words(
            "The file holds a program, another file or a lock, which could do harm. Print it to a "
            "new PDF and attach that."))
        person.confirm("_Close")
        path.unlink()

    def test_4_shown(self):
        """On another desktop, from memory: the photo, larger and turned; the text as text."""
        person = self.journey.nurse
        self.show(person, self.photo)
        picture = person.screen.find("image", self.photo)

        def size():
            return box(picture).width, box(picture).height
        first = person.screen.wait_until(lambda: size() if min(size()) > 0 else None, "a picture")
        self.assertEqual(first[0] * 48, first[1] * 64)
        person.press("Larger")
        larger = person.screen.wait_until(lambda: size() if size()[0] > first[0] else None,
                                          "a larger picture")
        self.assertGreater(larger[1], first[1])
        person.press("Turn")
        person.screen.wait_until(lambda: size() == larger[::-1], "a picture on its side")
        person.screen.key("alt+Left")
        self.show(person, "memo.txt")
        person.screen.says(self.words["text"])
        person.screen.key("alt+Left")

    def allow_saving(self):
        """As if the administrators of both facilities had."""
        with contextlib.closing(sqlite3.connect(self.service.folder / "anshin.db",
                                                timeout=30)) as database:
            database.execute("UPDATE facility SET saving = 1")
            database.commit()

    def test_4_saved_by_leave_alone(self):
        """Not before the facility allows it: it is said why not, and who could allow it."""
        person = self.journey.nurse
        self.show(person, "memo.txt")
        person.screen.says(self.words["text"])
        person.press("Save on this terminal…")
        person.screen.says(person.words("Your facility does not allow files to be saved on a "
                                        "terminal. Its administrators can change that under "
                                        "Staff."))
        self.assertTrue(person.screen.says(self.journey.name_of("nurse-admin")))
        person.confirm("_Close")
        self.allow_saving()
        person.press("Save on this terminal…")
        person.save_file("saved.txt")
        saved = person.desktop.home / "saved.txt"
        person.screen.wait_until(lambda: saved.exists() and saved.stat().st_size > 0, "the file")
        self.assertIn(self.words["text"], saved.read_text())
        self.assertEqual(saved.stat().st_mode & 0o777, 0o600)
        saved.unlink()
        person.screen.key("alt+Left")

    def test_4_sent_alone_and_answered(self):
        """A photo without a word: its row says that there is one, an answer what it is called."""
        physician, nurse = self.journey.physician, self.journey.nurse
        name = f"2-{self.photo}"
        self.attach(physician, name, make_png(32, 32))
        physician.press("Send")
        file = nurse.words.count("%u file", "%u files", 1)
        nurse.screen.wait_until(lambda: nurse.messages()[-1].endswith(f": {file}"),
                                "a row that is a file")
        nurse.screen.click_at(nurse.screen.all("button", nurse.word("Acknowledge, and more"))[-1])
        nurse.screen.find("menu item", nurse.word("Copy a _link to it"))
        self.assertFalse(nurse.has("menu item", "_Copy the text"))
        nurse.screen.key("Escape")
        nurse.screen.click_at(nurse.screen.all("button", nurse.word("Reply"))[-1])
        author = self.journey.name_of("physician-admin")
        quote = nurse.words("%s: %s") % (author, nurse.words("Files: %s") % name)
        nurse.screen.find("label", quote)
        nurse.send("きれいになりましたね。")
        physician.screen.find("button", quote)
        answer = physician.words("Answer to %s: “%s”") % (author,
                                                          physician.words("Files: %s") % name)
        self.assertIn(answer, physician.wait_message("きれいになりましたね。"))

    def test_5_nothing_left(self):
        """Neither what is in the files nor what they are called lies anywhere (TRM-01)."""
        leave = [self.service.folder, self.surroundings.frames]
        folders = canary.places(self.surroundings.folder)
        self.assertEqual(canary.search(folders, self.words.values(), leave, self.began), [])
        self.journey.nurse.desktop.kill()
        self.assertEqual(canary.search(folders, self.words.values(), leave, self.began), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
