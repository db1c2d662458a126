# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that somebody entered, opened, copied or looked for is in any file that the desktop
writes, nor goes over the session's bus: after use, behind the lock, and after a crash. And it
writes no other files than those that it must (SECURITY TRM-01, TRM-03)."""

import gzip
import io
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from anshin_ui import canary, child, trace, wander  # noqa: E402
from anshin_ui.screen import wait_for  # noqa: E402
from sample_files import make_png, png_chunk  # noqa: E402
from ui_case import UiCase  # noqa: E402

WORDS = ("group", "message", "draft", "search", "patient", "address", "file", "photo", "remark",
         "request", "card", "copied")

# Of the sample data: its chat has a past, its patient a card and vital signs.
PATIENT_GROUP = "西田 昭二"
# The order of what is done in two hours.
NUMBER = int(os.environ.get("ANSHIN_WANDER_NUMBER", "20181122"))

# All that the desktop and its decoder may make or open for writing, and why.
ALLOWED = {
    r"HOME/\.config(/glib-2\.0(/settings)?|/gtk-4\.0)?": "folders of the settings",
    r"HOME/\.config/glib-2\.0/settings/(keyfile|\.goutputstream-\w+)": "the size of the window",
    r"HOME/\.local(/share)?": "the folder of the next",
    r"HOME/\.local/share/recently-used\.xbel(\.\w+)?": "GTK's list of files, which it empties",
    r"HOME/\.cache(/fontconfig(/.*)?)?": "which fonts the computer has",
    r"HOME/\.cache/mesa_shader_cache(/.*)?": "how the computer draws",
    r"/dev/null": "holds nothing",
}


class Canary(UiCase):
    """Words that stand nowhere else are entered everywhere, and then looked for."""

    @classmethod
    def prepare(cls):
        cls.began = time.time()
        cls.surroundings.traced = True
        # Nothing but the desktop itself keeps the kernel from writing down its memory.
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        cls.words = {what: canary.make(what) for what in WORDS}
        cls.bus = cls.surroundings.frames / "bus"
        with open(cls.bus, "wb") as told:
            monitor = child.start(["dbus-monitor", "--pcap", "--address", cls.surroundings.bus],
                                  stdout=told, stderr=subprocess.DEVNULL,
                                  env={**os.environ, **cls.surroundings.environment()})
        cls.addClassCleanup(child.end, monitor)

    def look(self):
        """Everything that the desktop could write to: its home, the temporary folders, the runtime
        folder and the logs, to which belongs what it and the service say. What else the service
        and the screens keep is not the desktop's."""
        leave = [self.service.folder, self.surroundings.frames]
        folders = canary.places(self.surroundings.folder)
        self.assertEqual(canary.search(folders, self.words.values(), leave, self.began), [])
        self.assertEqual(canary.in_bytes(self.service.log.read_bytes(), self.words.values()), [])
        told = self.bus.read_bytes()
        self.assertGreater(len(told), 1000)
        self.assertEqual(canary.in_bytes(told, self.words.values()), [])

    def add(self, msgid):
        """Chooses from what can be added to a message."""
        person = self.journey.physician
        person.press("Add to the message")
        person.screen.click("menu item", person.word(msgid))

    def test_0_two_hours(self):
        """All that one does at a desktop, in no order."""
        photo = make_png(64, 48, extra=png_chunk(b"tEXt", b"Comment\0"
                                                 + self.words["photo"].encode()))
        wanderer = wander.Wanderer(self.journey.physician, self.service.sign_in("physician-admin"),
                                   PATIENT_GROUP, self.words, photo, NUMBER)
        wanderer.go()
        self.assertGreaterEqual(wanderer.done.total(), wander.TWO_HOURS)
        self.look()

    def test_1_written(self):
        """Messages, one that is copied, a request, and what is not sent."""
        person = self.journey.physician
        person.create_free_group(self.words["group"])
        person.send(self.words["message"])
        person.send(self.words["copied"])
        person.wait_message(self.words["copied"])
        buttons = person.screen.all("button", person.word("Acknowledge, and more"))
        person.screen.click_at(buttons[-1])
        person.screen.click(None, person.word("_Copy the text"))
        self.add("_Request…")
        person.fill({"The request in words": self.words["request"]})
        choose = person.word("_Choose…")
        person.screen.click("button", lambda said: said.startswith(choose))
        person.open_row("A person", self.journey.name_of("physician-admin"))
        person.press("_Ask")
        person.wait_message(self.words["request"])

    def test_2_file(self):
        """A photo with a name and a remark in it; its own place on the disk is not the desktop's."""
        person = self.journey.physician
        name = f"{self.words['file']}.png"
        path = person.desktop.home / name
        path.write_bytes(make_png(64, 48, extra=png_chunk(
            b"tEXt", b"Comment\0" + self.words["photo"].encode())))
        self.add("_Photos and files…")
        person.open_file(name)
        person.screen.find("button", person.words("Take %s out") % name)
        path.unlink()
        person.press("Send")
        person.screen.wait_gone("button", person.words("Take %s out") % name)
        start = (person.words("Show %s, %s") % (name, "")).rstrip(")")
        person.screen.click("button", lambda said: said.startswith(start), seconds=30)
        person.screen.find("button", person.word("Turn"))
        person.screen.key("alt+Left")
        person.type(self.words["draft"])

    def test_3_of_a_patient(self):
        """Vital signs, the emergency card, a new patient."""
        person = self.journey.physician
        person.screen.click_at(person.open_card_group())
        person.press("_Edit")
        person.fill({"Where the key is": self.words["card"]})
        person.press("_Save")
        person.screen.says(self.words["card"])
        person.screen.key("alt+Left")
        person.screen.find(None, person.word("Timeline"))
        self.add("_Vital signs…")
        person.screen.enter(f"{person.words.choice('Temperature')} (°C)", "36.5", role=None)
        person.fill({"Note": self.words["remark"]})
        person.press("_Write down")
        person.wait_message(self.words["remark"])
        self.journey.enter_patient(self.words["patient"], "カナリア",
                                   address=self.words["address"])
        person.press("Make the consent _form")
        for title in ("Who consents", "Who receives", "How long; remarks", "Check and print"):
            person.press("_Next")
            person.wait_step(title)
        person.screen.key("alt+Left")

    def test_4_searched(self):
        """Words that are looked for, in patients and in messages."""
        person = self.journey.physician
        person.screen.enter(person.word("Search by name, kana or number"), self.words["search"],
                            role=None)
        person.menu("S_earch messages…")
        person.screen.enter(person.word("Search messages"), self.words["message"], role=None)
        person.wait_rows("Found messages", lambda rows: any(self.words["message"] in row
                                                            for row in rows))
        self.look()

    def test_5_locked(self):
        """Nothing is put away to come back later."""
        person = self.journey.physician
        person.screen.key("ctrl+l")
        person.screen.find("button", person.word("_Unlock"))
        self.look()

    def test_6_crash(self):
        """Nor is anything there of a program that had no time to clear up; of its memory neither."""
        desktop = self.journey.physician.desktop
        limits = pathlib.Path(f"/proc/{desktop.process.pid}/limits").read_text()
        self.assertRegex(limits, r"Max core file size +0 +0 ")
        self.assertFalse(desktop.crash())
        self.assertEqual(desktop.process.returncode, -signal.SIGSEGV)
        self.assertEqual([str(path) for path in desktop.home.rglob("core*") if path.is_file()], [])
        self.look()

    def test_7_files(self):
        """The kernel's word for it: nothing was written but what the list allows, and nothing was
        said to the system's log."""
        desktop = self.journey.physician.desktop
        allowed = [re.compile(pattern) for pattern in ALLOWED]
        names = wait_for(lambda: trace.written(desktop.trace), "what was traced")
        home = re.compile("^" + re.escape(str(desktop.home)))
        self.assertIn("HOME/.config/glib-2.0/settings/keyfile",
                      {home.sub("HOME", name) for name in names})
        self.assertEqual([name for name in sorted(home.sub("HOME", one) for one in names)
                          if not any(one.fullmatch(name) for one in allowed)], [])
        self.assertEqual(trace.logged(desktop.trace), [])

    def test_8_it_would_be_found(self):
        """The search finds each form of a word."""
        word = canary.make("planted")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "file"
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr("in it", word * 3)
            for form in [*canary.forms(word), archive.getvalue(), zlib.compress(word.encode(), 1),
                         zlib.compress(word.encode(), 9), gzip.compress(word.encode())]:
                path.write_bytes(b"before" + form + b"after")
                self.assertTrue(canary.search([folder], [word]), form)
            path.write_bytes(b"nothing")
            self.assertEqual(canary.search([folder], [word]), [])
            (pathlib.Path(folder) / word).write_bytes(b"")
            self.assertTrue(canary.search([folder], [word]))
            path.write_bytes(b"")
            subprocess.run([*trace.command(path), sys.executable, "-c",
                            "import syslog; syslog.syslog('said')"], check=True)
            wait_for(lambda: trace.logged(path), "what was said to the log")


if __name__ == "__main__":
    unittest.main(verbosity=2)
