# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, as two people would do it, in Japanese and in English.

Holds AUTH-02, AZ-05, CN-01 and RC-01 as far as the desktop shows them.
"""

import re
import subprocess
import unicodedata
import unittest

from ui_case import UiCase

GREETING = "初回の訪問をお願いします。血圧の手帳はご本人がお持ちです。"
ANSWER = "承知しました。明日の午前にうかがいます。"


class Path:
    """The steps; each language runs them all."""

    enrol = True

    def test_1_list_of_patients(self):
        """Found by kana in either script and width, with the birth date in 和暦."""
        person = self.journey.physician
        person.section(1)
        rows = person.wait_rows("Patients", lambda rows: len(rows) > 5)
        name, kana = re.split("[,、] ?", rows[0])[:2]
        hiragana = "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign
                           for sign in kana)
        for words in (name, kana, hiragana, unicodedata.normalize("NFKC", kana)):
            person.search_patients(words, name)
        person.search_patients("", "")
        rows = person.wait_rows("Patients", lambda rows: len(rows) > 5)
        self.assertTrue(any("昭和" in row for row in rows))

    def test_2_new_patient(self):
        """A new patient is entered; no group is offered while there is no consent."""
        self.journey.enter_patient()
        self.assertFalse(self.journey.physician.has("button", "_Create the patient group"),
                         "a group without a consent")

    def test_3_consent_form(self):
        """The form as PDF: A4, two copies, the patient's name in it."""
        form = self.journey.make_form()
        told = subprocess.run(["pdfinfo", form], capture_output=True, text=True, check=True).stdout
        self.assertIn("A4", told)
        self.assertRegex(told, r"Pages:\s+4\n", "two copies of two pages")
        words = subprocess.run(["pdftotext", form, "-"], capture_output=True, text=True,
                               check=True).stdout.replace(" ", "")
        self.assertIn("宝塚", words)
        self.assertIn("同意", words)

    def test_4_signature_and_group(self):
        """With the signed paper on record, the group can be created."""
        self.journey.record_signature()
        self.journey.create_group()

    def test_5_invitation(self):
        """The nurse of another facility sees it at once and accepts."""
        self.journey.nurse_comes()
        self.journey.nurse.section(3)
        self.journey.invite_nurse()
        self.journey.accept("宝塚 花子")

    def test_6_chat(self):
        """Both write and read; who has read is shown; what is typed survives a switch."""
        physician, nurse = self.journey.physician, self.journey.nurse
        physician.open_group("宝塚 花子")
        nurse.open_group("宝塚 花子")
        physician.send(GREETING)
        said = nurse.wait_message(GREETING)
        self.assertIn(self.journey.name_of("physician-admin"), said)
        self.assertIn(nurse.words.choice("Physician"), said)
        nurse.send(ANSWER)
        physician.wait_message(ANSWER)
        physician.screen.find("button", physician.words("Read %u") % 1)
        physician.type("まだ送らない")
        physician.section(1)
        physician.section(2)
        self.assertEqual(physician.typed(), "まだ送らない")
        physician.type("")

    def test_7_free_group(self):
        """Free groups work the same; the all-users group is there."""
        person = self.journey.nurse
        person.create_free_group("褥瘡ケア勉強会")
        person.send("第1回は来月の第2木曜日です。")
        person.wait_message("第1回は来月の第2木曜日です。")
        person.section(2)
        person.search_groups("全ユーザーグループ")

    def test_8_killed_service(self):
        """The service is killed while both write: nothing confirmed is lost, nothing doubled, the
        same order for both, and what was typed is still there."""
        physician, nurse = self.journey.physician, self.journey.nurse
        physician.open_group("宝塚 花子")
        nurse.open_group("宝塚 花子")
        physician.send("停止の前")
        nurse.wait_message("停止の前")
        self.service.kill()
        for person, text in ((physician, "停止中・医師"), (nurse, "停止中・看護師")):
            person.screen.find("button", person.word("_Try now"), 20)
            person.send(text)
            person.type("書きかけ")
        self.service.start()
        seen = []
        for person in (physician, nurse):
            for text in ("停止の前", "停止中・医師", "停止中・看護師"):
                person.wait_message(text, 60)
            self.assertEqual(person.typed(), "書きかけ")
            seen.append([next(word for word in ("停止の前", "停止中・医師", "停止中・看護師")
                              if person.reads(row, word))
                         for row in person.messages() if "停止" in row])
        self.assertEqual(len(seen[0]), 3)
        self.assertEqual(seen[0], seen[1])

    def test_9_quiet(self):
        """None of it made the program complain."""
        self.assert_quiet()


class JapanesePath(Path, UiCase):
    """In Japanese."""

    language = "ja"


class EnglishPath(Path, UiCase):
    """In English."""

    language = "en"


if __name__ == "__main__":
    unittest.main(verbosity=2)
