#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody loses sight of a patient from one moment to the next: the consent is withdrawn, or one is
taken out of the group. Whatever is open of it goes; what was being written there can be had."""

import pathlib
import sys
import unittest
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from anshin_ui.screen import wait_for  # noqa: E402
from sample_files import make_png  # noqa: E402
from ui_case import UiCase  # noqa: E402

FIRST, SECOND = "浅井 花子", "浜田 月子"
KANA = {FIRST: "アサイ ハナコ", SECOND: "ハマダ ツキコ"}
SAID, WRITING, NOTE = "右足のむくみが強いです。", "書きかけの大切な報告です。", "書きかけの相談です。"
HERS, AWAY = "医師の書きかけです。", "よそにいる間の書きかけです。"


class Withdrawn(UiCase):
    """A nurse of another facility is in the groups of two patients; the steps build on each
    other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.physician = cls.journey.physician
        cls.client = cls.service.client_beside("physician-admin")
        cls.client.unlock()
        cls.nurse = cls.journey.nurse_comes()
        cls.hers = cls.service.client_beside("nurse")
        cls.consents, cls.groups = {}, {}
        for name, kana in KANA.items():
            cls.make_group(name, kana)

    @classmethod
    def ask(cls, method, path, body=None, client=None):
        """What the service answers, which it does not refuse."""
        answer = (client or cls.client).request(method, path, body)
        if answer.status >= 300:
            raise AssertionError(f"{method} {path}: {answer!r}")
        return answer.json

    @classmethod
    def make_group(cls, name, kana):
        """A patient, the consent and the group, in which the nurse is."""
        patient = cls.ask("POST", "/v1/patients", {
            "name": name, "kana": kana, "birth_date": "1940-02-03", "sex": "female",
            "care_level": "care-2", "attending_physician_id": cls.client.user_id})["id"]
        consent = cls.ask("POST", f"/v1/patients/{patient}/consents", {
            "explained_by": "森本 健一", "explained_profession": "physician",
            "recipient_kinds": ["visiting-nurse-station"], "later_members": True})["id"]
        cls.ask("POST", f"/v1/consents/{consent}/printed")
        cls.ask("POST", f"/v1/consents/{consent}/signed", {
            "signed_on": "2026-01-15", "signer": "self", "original_kept_at": "診療所の書庫"})
        cls.consents[name] = consent
        cls.groups[name] = cls.ask("POST", "/v1/groups", {
            "client_id": uuid.uuid4().hex[:26], "kind": "patient", "patient_id": patient})["id"]
        cls.join(name)

    @classmethod
    def join(cls, name):
        """The nurse is invited, and comes."""
        group = cls.groups[name]
        cls.ask("POST", f"/v1/groups/{group}/invitations", {"user_ids": [cls.hers.user_id]})
        mine = cls.ask("GET", "/v1/invitations", client=cls.hers)["items"]
        cls.ask("POST", f"/v1/invitations/{next(one['id'] for one in mine if one['group_id'] == group)}"
                        "/accept", client=cls.hers)

    @staticmethod
    def attach_photo(person):
        """A photo from somebody's computer."""
        (person.desktop.home / "foot.png").write_bytes(make_png(64, 48))
        person.press("Add to the message")
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file("foot.png")
        person.wait_attached("foot.png")

    def open_other(self):
        """A group that stays."""
        self.nurse.open_group(next(name for name in (row.split("、")[0]
                                                     for row in self.nurse.groups())
                                   if name not in KANA))

    def has_copied(self, text):
        """Pastes into another group's composer."""
        person = self.nurse
        person.press("_Copy it")
        person.section(2)
        self.open_other()
        person.screen.click_at(person.screen.find(None, person.word("Message")))
        person.screen.key("ctrl+v")
        wait_for(lambda: person.typed() == text, "what was being written")
        person.type("")

    def test_1_consent_withdrawn(self):
        """While she looks at a photo: it goes with all that was said, and what she was writing can
        be copied. The physician, whose facility keeps the record, still sees what he wrote."""
        physician, nurse = self.physician, self.nurse
        for person in (physician, nurse):
            person.open_group(FIRST)
        self.attach_photo(physician)
        physician.send(SAID)
        nurse.wait_message(SAID)
        nurse.type(WRITING)
        nurse.screen.click("button", lambda said: "foot.png" in said)
        nurse.screen.find("button", nurse.word("Turn"))
        physician.type(HERS)
        self.ask("POST", f"/v1/consents/{self.consents[FIRST]}/withdrawal", {
            "withdrawn_on": "2026-02-01", "withdrawn_by": FIRST, "withdrawn_way": "form"})
        nurse.screen.wait_gone("button", nurse.word("Turn"))
        nurse.screen.says(nurse.words("What you were writing was not sent."))
        self.journey.evidence("withdrawn")
        everything = "\n".join(nurse.everywhere())
        for word in (SAID, "foot.png"):
            self.assertNotIn(word, everything)
        self.has_copied(WRITING)

    def test_2_written_by_the_owner(self):
        """He can't send it, but read and copy."""
        physician = self.physician
        physician.screen.says(physician.words(
            "The consent was withdrawn, so the group is frozen. Nothing can be posted."))
        self.assertEqual(physician.typed(), HERS)
        self.journey.evidence("withdrawn-owner")
        self.assertFalse(physician.has("button", "Send"))
        physician.type("")
        wait_for(lambda: not physician.screen.all(None, physician.word("Message")),
                 "nothing to be written any more")

    def test_2_z_elsewhere(self):
        """She is taken out of a group while another is open: what she was writing there is offered
        all the same, and again after the lock, until she answers; that its photo is lost, is
        said."""
        nurse = self.nurse
        nurse.open_group(SECOND)
        self.attach_photo(nurse)
        nurse.type(AWAY)
        self.open_other()
        self.ask("DELETE", f"/v1/groups/{self.groups[SECOND]}/members/{self.hers.user_id}")
        nurse.screen.find("button", nurse.word("_Copy it"))
        nurse.screen.says(nurse.words("You can’t see a group any more in which you were writing."))
        nurse.screen.says(nurse.words.count(
            "%u photo or file is not kept. Choose it again where you need it.",
            "%u photos or files are not kept. Choose them again where you need them.", 1))
        self.journey.evidence("withdrawn-elsewhere")
        nurse.screen.key("ctrl+l")
        nurse.screen.find("button", nurse.word("_Unlock"))
        nurse.screen.wait_gone("button", nurse.word("_Copy it"))
        nurse.fill({"Password": self.service.sign_in("nurse")["password"]})
        nurse.press("_Unlock")
        nurse.wait_signed_in()
        self.has_copied(AWAY)
        nurse.screen.wait_gone("button", nurse.word("_Copy it"))
        self.join(SECOND)
        nurse.open_group(SECOND)
        self.assertNotIn(AWAY, nurse.typed())

    def test_3_removed(self):
        """While she looks at the patient: that page goes, too, and what is open in the group. When
        she signs out, she is not asked about what she can't come to any more."""
        nurse = self.nurse
        nurse.open_group(SECOND)
        nurse.type(NOTE)
        nurse.press("Show the patient")
        nurse.screen.says(KANA[SECOND])
        self.ask("DELETE", f"/v1/groups/{self.groups[SECOND]}/members/{self.hers.user_id}")
        wait_for(lambda: not [said for said in nurse.everywhere()
                              if SECOND in said or KANA[SECOND] in said], "the patient to go")
        self.journey.evidence("withdrawn-removed")
        self.has_copied(NOTE)
        nurse.menu_by_key("_Sign out")
        nurse.screen.find("button", nurse.word("_Sign in"))

    def test_4_terminal_revoked(self):
        """The page of the patient goes at once from a terminal that is revoked, which somebody may have
        lost: what was being written is not there either, even once it is enrolled anew."""
        physician = self.physician
        sign_in = self.service.sign_in("physician-admin")
        terminals = self.ask("GET", f"/v1/users/{self.client.user_id}/terminals")["items"]
        physician.open_group(SECOND)
        physician.type(HERS)
        physician.press("Show the patient")
        physician.screen.says(KANA[SECOND])
        # The newest is the one beside him that asks for this.
        for one in terminals[1:]:
            self.ask("DELETE", f"/v1/terminals/{one['id']}")
        physician.wait_revoked()
        everything = "\n".join(physician.screen.every_text())
        for word in (SECOND, KANA[SECOND], HERS):
            self.assertNotIn(word, everything)
        self.journey.evidence("withdrawn-terminal")
        physician.press("Use this terminal for the _first time")
        code = self.service.office.post(f"/v1/users/{self.client.user_id}/enrolment-codes").json["code"]
        physician.enrol_fill({**sign_in, "code": code})
        physician.wait_signed_in()
        physician.section(2)
        physician.open_group(SECOND)
        self.assertNotIn(HERS, physician.typed())

    def test_5_quiet(self):
        """None of it made the programs complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
