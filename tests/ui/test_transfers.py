# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on their way: given up in the middle, cut off and gone on with, looked through by a virus
scanner that finds something or is not there (PRODUCT section 4, SECURITY FL-02)."""

import contextlib
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from fake_clamd import EICAR, FakeClamd  # noqa: E402
from ui_case import UiCase  # noqa: E402

GROUP = "褥瘡ケアの記録"
CHUNK = 1024 * 1024
CHUNKS = 5
PAGE = 64 * 1024  # of a text, on the screen
FIRST = "体温 36.5 ℃"
# One endless line, whose last chunk is no whole one.
RECORD = (FIRST + "。" * ((CHUNKS * CHUNK - 2000) // 3)).encode()


class Transfers(UiCase):
    """The physician sends, the nurse looks; the office sees whether files are looked through."""

    gated = True

    @classmethod
    def prepare(cls):
        cls.clamd_socket = str(cls.surroundings.runtime / "clamd.sock")
        cls.configuration = [f"clamd={cls.clamd_socket}"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clamd = FakeClamd(cls.clamd_socket)
        cls.addClassCleanup(lambda: cls.clamd.close())
        cls.gate = cls.service.gate
        cls.physician = cls.journey.physician
        cls.physician.create_free_group(GROUP)
        cls.nurse = cls.journey.nurse_comes()
        cls.journey.invite_nurse()
        cls.journey.accept(GROUP)
        cls.physician.open_group(GROUP)
        cls.nurse.open_group(GROUP)

    def attach(self, name, content):
        """A file as it lies on the physician's computer, until it is in the message."""
        person = self.physician
        path = person.desktop.home / name
        path.write_bytes(content)
        person.screen.click("button", person.word("Add to the message"))
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file(name)
        person.screen.find("button", person.words("Take %s out") % name)
        path.unlink()

    def take_out(self, name):
        person = self.physician
        person.screen.click("button", person.words("Take %s out") % name)
        person.screen.wait_gone("button", person.words("Take %s out") % name)

    def show(self, name):
        """The nurse opens it from the message."""
        person = self.nurse
        start = (person.words("Show %s, %s") % (name, "")).rstrip(")")
        person.screen.click("button", lambda said: said.startswith(start), seconds=30)

    def see_whole(self):
        """The nurse sees how it begins, and how long it is."""
        pages = -(-len(RECORD) // PAGE)
        self.nurse.screen.says(self.nurse.words("Page %u of %u").replace("%u", "%d") % (1, pages),
                               30)
        self.nurse.screen.says(FIRST)

    def chunks_kept(self):
        return self.service.ask("SELECT COUNT(*) FROM attachment_chunk")[0][0]

    @contextlib.contextmanager
    def counted(self, method, path, requests, size=None):
        """So many requests of a kind come to the service meanwhile, with so many bytes."""
        before = self.gate.count(method, path)
        yield
        after = self.gate.count(method, path)
        self.assertEqual(after[0] - before[0], requests, (method, path))
        if size is not None:
            self.assertEqual(after[1] - before[1], size)

    def test_1_upload_given_up(self):
        """In the middle: the text stays, the service keeps nothing, even of what comes late."""
        person = self.physician
        kept = self.chunks_kept()
        person.type("記録を付けます。")
        middle = self.gate.stop("PUT", "/chunks/2$")
        self.attach("record.txt", RECORD)
        middle.wait()
        person.screen.says(person.words("Being sent, %d %%") % 40)
        # Sent by keys, it stays until the file is there, and says so.
        person.screen.click_at(person.screen.find(None, person.word("Message")))
        person.screen.key("ctrl+Return")
        person.screen.says(person.words("Not sent yet: wait until the files have arrived, or take "
                                        "out those that can’t be sent."))
        self.assertEqual(person.typed(), "記録を付けます。")
        self.take_out("record.txt")
        person.screen.wait_until(lambda: self.gate.count("DELETE", "/v1/attachments/")[0] == 1,
                                 "the service to be told")
        middle.release()
        person.screen.wait_until(lambda: self.gate.count("PUT", "/chunks/2$")[0] == 1,
                                 "what comes late")
        self.assertEqual(self.chunks_kept(), kept)
        self.assertEqual(self.gate.count("PUT", "/chunks/[34]$"), (0, 0))
        self.assertEqual(person.typed(), "記録を付けます。")
        person.press("Send")
        self.nurse.wait_message("記録を付けます。")

    def test_2_upload_cut(self):
        """Before a part has come and after: it goes on by itself, and no part goes twice."""
        person = self.physician
        with self.counted("PUT", "/v1/attachments/.*/chunks/", CHUNKS, len(RECORD)):
            person.type("今週の記録です。")
            before = self.gate.stop("PUT", "/chunks/1$")
            self.attach("week.txt", RECORD)
            before.wait()
            self.gate.cut()
            person.screen.says(person.words("Waits for the connection"))
            self.assertEqual(person.typed(), "今週の記録です。")
            after = self.gate.stop("PUT", "/chunks/3$", answer=True)
            self.gate.open()
            after.wait()
            self.gate.cut()
            person.screen.says(person.words("Waits for the connection"))
            self.gate.open()
            person.wait_attached("week.txt")
        person.press("Send")
        self.nurse.wait_message("今週の記録です。")

    def test_3_download_cut(self):
        """It goes on where it stopped, and what is shown is all of it."""
        person = self.nurse
        with self.counted("GET", "/v1/attachments/.*/chunks/", CHUNKS):
            middle = self.gate.stop("GET", "/chunks/2$")
            self.show("week.txt")
            middle.wait()
            self.gate.cut()
            person.screen.says(person.words("Waits for the connection"))
            self.gate.open()
            self.see_whole()
        person.screen.key("alt+Left")

    def test_4_download_given_up(self):
        """Who goes back fetches no more of it, and can look again."""
        person = self.nurse
        middle = self.gate.stop("GET", "/chunks/1$")
        with self.counted("GET", "/v1/attachments/.*/chunks/[234]$", 0):
            self.show("week.txt")
            middle.wait()
            person.screen.key("alt+Left")
            person.screen.wait_gone(None, person.word("Fetching the file…"))
            middle.release()
            person.send("後で見ます。")
            self.physician.wait_message("後で見ます。")
        self.show("week.txt")
        self.see_whole()
        person.screen.key("alt+Left")

    def test_5_infected(self):
        """It is said what is wrong and what to do; the text is sent without it."""
        person = self.physician
        kept = self.chunks_kept()
        person.type("結果をお送りします。")
        self.attach("result.txt", b"before\n" + EICAR)
        person.screen.says(person.words("%s To send the message, take the file out.") % person.words(
            "The virus check found something in this file, so it was destroyed and nobody got it. "
            "Have the computer that it comes from looked at, and tell the office."))
        self.assertFalse(person.has("button", "Try again"))
        self.assertEqual(self.chunks_kept(), kept)
        self.take_out("result.txt")
        self.assertEqual(person.typed(), "結果をお送りします。")
        person.press("Send")
        self.nurse.wait_message("結果をお送りします。")

    def test_6_scanner_down(self):
        """Nothing is taken and the office sees it; it goes through once the scanner is back."""
        person, office = self.physician, self.journey.add("office")
        notice = office.words("The virus scanner does not answer: no file is taken until it does.")
        self.clamd.close()
        with self.counted("PUT", "/v1/attachments/.*/chunks/", 1):
            person.type("体重の表です。")
            self.attach("weights.txt", "5日 48.2 kg\n".encode())
            person.screen.says(person.words(
                "Files can’t be checked for viruses at the moment, so none is taken. Try again in "
                "a few minutes; if this goes on, call the office."))
            self.assertEqual(person.typed(), "体重の表です。")
            office.section(2)
            office.section(1)
            office.screen.says(notice)
            type(self).clamd = FakeClamd(self.clamd_socket)
            person.press("Try again")
            person.wait_attached("weights.txt")
        person.press("Send")
        self.nurse.wait_message("体重の表です。")
        self.show("weights.txt")
        self.nurse.screen.says("5日 48.2 kg")
        office.section(2)
        office.section(1)
        office.screen.wait_gone(None, notice)

    def test_6_z_found_later(self):
        """What the scanner finds only when it has learnt it, nobody can open any more; the group
        is told."""
        person = self.nurse
        person.screen.key("alt+Left")
        self.service.kill()
        self.clamd.signatures, self.clamd.known = 27001, b"48.2 kg"
        self.service.start()
        person.screen.find("list item", lambda said: person.words(
            "A later virus check found something in a file of this group. Nobody can open it any "
            "more.") in said, 60)
        self.show("weights.txt")
        person.screen.says(person.words(
            "A later virus check found something in this file, so nobody can open it any more. "
            "Have the computers on which it was opened looked at, and tell the office."))
        self.assertFalse(person.has("button", "Try _Again"))

    def test_7_quiet(self):
        """None of it made a program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
