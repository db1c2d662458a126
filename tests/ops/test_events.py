#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is told what as it happens, and who is not (SECURITY AZ-05, R10)."""

import pathlib
import sys
import time
import unittest

from ops_city import WITHDRAWAL, CityTest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from anshin_test.stream import EventStream  # noqa: E402


class Heard:
    """All that one user's stream was told, put together."""

    def __init__(self, user):
        self.stream = EventStream(f"unix:{user.city.socket}", user.token)
        self.ready = self.stream.ready
        self.frames = []

    def wait(self, wanted, seconds=1.0):
        """Whether a frame for which `wanted` holds comes in time: what R10 allows."""
        if any(wanted(frame) for frame in self.frames):
            return True
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                frame = self.stream.next(max(deadline - time.monotonic(), 0.01))
            except TimeoutError:
                return False
            self.frames.append(frame)
            if wanted(frame):
                return True
        return False

    def text(self):
        return str(self.frames)

    def close(self):
        self.stream.close()


def has_entry(channel, kind, **content):
    return lambda frame: any(e["channel"] == channel and e["kind"] == kind
                             and content.items() <= e["content"].items()
                             for e in frame.get("entries", []))


def refreshes(what):
    return lambda frame: what in frame.get("refresh", [])


def joins(channel):
    return lambda frame: channel in frame.get("joined", [])


def leaves(channel):
    return lambda frame: channel in frame.get("left", [])


class EventTest(CityTest):
    def hear(self, *tags):
        heard = [Heard(self.city.users[tag]) for tag in tags]
        for one in heard:
            self.addCleanup(one.close)
        return heard

    def settle(self, heard, group):
        """Everything before this message has arrived."""
        self.ok(self.send(self.city.kato, group, "区切り"), 201)
        for one in heard:
            self.assertTrue(one.wait(has_entry(group["id"], "message", text="区切り")))

    def test_invitation_at_once(self):
        patient, group = self.new_team()
        kato, ishii, hirano = self.hear("kato", "ishii", "hirano")
        self.assertIn(group["id"], kato.ready)
        self.assertNotIn(group["id"], ishii.ready)
        invitation = self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/invitations",
                                                 {"user_ids": [self.city.ishii.id]}), 201)
        identity = invitation["items"][0]["id"]
        self.assertTrue(ishii.wait(refreshes("invitations")))
        self.assertTrue(ishii.wait(has_entry(self.city.ishii.id, "invitation-changed",
                                             subject_id=identity)))
        self.assertTrue(kato.wait(has_entry(group["id"], "invitation-changed")))
        self.assertNotIn(group["id"], ishii.text())
        self.ok(self.city.ishii.post(f"/v1/invitations/{identity}/accept"))
        self.assertTrue(ishii.wait(joins(group["id"])))
        self.assertTrue(ishii.wait(refreshes("groups")))
        self.assertTrue(kato.wait(has_entry(group["id"], "member-joined")))
        self.assertTrue(kato.wait(refreshes(f"members:{group['id']}")))
        self.ok(self.send(self.city.ishii, group, "こんにちは"), 201)
        self.assertTrue(kato.wait(has_entry(group["id"], "message", text="こんにちは")))
        self.assertTrue(ishii.wait(has_entry(group["id"], "message", text="こんにちは")))
        self.city.kato.put(f"/v1/groups/{group['id']}/read", {"seq": 1})
        self.assertTrue(ishii.wait(lambda frame: any(
            r["user_id"] == self.city.kato.id and r["seq"] == 1
            for r in frame.get("reads", []))))
        self.assertFalse(hirano.wait(lambda frame: True, 0.2), hirano.text())

    def test_nothing_before_approval(self):
        """The invitee's stream is silent until a group admin approves."""
        patient, group = self.new_team("hayashi")
        ishii, kato, hayashi = self.hear("ishii", "kato", "hayashi")
        waiting = self.ok(self.city.hayashi.post(f"/v1/groups/{group['id']}/invitations",
                                                 {"user_ids": [self.city.ishii.id]}),
                          201)["items"][0]["id"]
        self.assertTrue(kato.wait(refreshes("invitations")))
        self.settle([kato, hayashi], group)
        self.assertFalse(ishii.wait(lambda frame: True, 0.3), ishii.text())
        self.ok(self.city.kato.post(f"/v1/invitations/{waiting}/turn-down"))
        self.assertTrue(hayashi.wait(has_entry(group["id"], "invitation-changed",
                                               subject_state="turned-down")))
        self.assertFalse(ishii.wait(lambda frame: True, 0.3), ishii.text())

    def test_removed_hears_no_more(self):
        patient, group = self.new_team("ishii", "sakai")
        ishii, sakai = self.hear("ishii", "sakai")
        self.settle([ishii, sakai], group)
        self.assertEqual(self.city.kato.delete(
            f"/v1/groups/{group['id']}/members/{self.city.ishii.id}").status, 204)
        self.assertTrue(ishii.wait(leaves(group["id"])))
        self.assertTrue(ishii.wait(has_entry(self.city.ishii.id, "left-group")))
        self.ok(self.send(self.city.kato, group, "もう聞こえない"), 201)
        self.assertTrue(sakai.wait(has_entry(group["id"], "message", text="もう聞こえない")))
        self.assertFalse(ishii.wait(has_entry(group["id"], "message", text="もう聞こえない"), 0.3))
        self.assertNotIn("もう聞こえない", ishii.text())

    def test_freeze_and_thaw(self):
        patient, group = self.new_team("ishii", "ogawa")
        ishii, ogawa = self.hear("ishii", "ogawa")
        self.settle([ishii, ogawa], group)
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        self.ok(self.city.kato.post(f"/v1/consents/{consent}/withdrawal", WITHDRAWAL))
        self.assertTrue(ishii.wait(leaves(group["id"])))
        self.assertTrue(ishii.wait(refreshes("groups")))
        self.assertTrue(ishii.wait(refreshes("patients")))
        self.assertTrue(ogawa.wait(has_entry(group["id"], "group-frozen")))
        self.assertFalse(ishii.wait(has_entry(group["id"], "group-frozen"), 0.2))
        self.new_consent(patient)
        self.assertTrue(ishii.wait(joins(group["id"])))
        self.assertTrue(ishii.wait(has_entry(group["id"], "group-thawed")))
        again = Heard(self.city.ishii)
        self.addCleanup(again.close)
        self.assertIn(group["id"], again.ready)

    def test_closed_deleted_brought_back(self):
        """Who may no longer read hears no more, and joins again when it comes back."""
        _patient, group = self.new_team("ishii", "ogawa")
        kato, ishii, ogawa = self.hear("kato", "ishii", "ogawa")
        self.settle([kato, ishii, ogawa], group)
        path = f"/v1/groups/{group['id']}"
        self.ok(self.city.kato.post(path + "/closing"))
        for one in (kato, ishii, ogawa):
            self.assertTrue(one.wait(has_entry(group["id"], "group-closed")))
            self.assertTrue(one.wait(refreshes("groups")))
        self.ok(self.city.kato.post(path + "/reopening"))
        self.assertTrue(ishii.wait(has_entry(group["id"], "group-reopened")))
        self.ok(self.city.kato.post(path + "/deletion"))
        for one in (kato, ishii, ogawa):
            self.assertTrue(one.wait(leaves(group["id"])))
            self.assertFalse(one.wait(has_entry(group["id"], "group-deleted"), 0.1))
        late = Heard(self.city.ishii)
        self.addCleanup(late.close)
        self.assertNotIn(group["id"], late.ready)
        self.ok(self.city.kato.delete(path + "/deletion"))
        for one in (kato, ishii, ogawa, late):
            self.assertTrue(one.wait(joins(group["id"])))
            self.assertTrue(one.wait(has_entry(group["id"], "group-brought-back")))
        self.settle([kato, ishii, ogawa, late], group)

    def test_brought_back_frozen(self):
        patient, group = self.new_team("ishii", "ogawa")
        ishii, ogawa = self.hear("ishii", "ogawa")
        self.settle([ishii, ogawa], group)
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/deletion"))
        self.ok(self.city.kato.post(f"/v1/consents/{consent}/withdrawal", WITHDRAWAL))
        self.ok(self.city.kato.delete(f"/v1/groups/{group['id']}/deletion"))
        self.assertTrue(ogawa.wait(has_entry(group["id"], "group-brought-back")))
        self.assertFalse(ishii.wait(joins(group["id"]), 0.2), ishii.text())
        self.assertNotIn("group-brought-back", ishii.text())

    def test_direct_conversation(self):
        """Both hear it from the first entry on, the facility's admin does not."""
        kato, ogawa, noda = self.hear("kato", "ogawa", "noda")
        group = self.ok(self.city.ogawa.post(
            "/v1/groups", {"client_id": "direct-1", "kind": "direct",
                           "user_id": self.city.noda.id}), 201)
        for one in (ogawa, noda):
            self.assertTrue(one.wait(joins(group["id"])))
            self.assertTrue(one.wait(has_entry(group["id"], "group-created")))
        self.assertTrue(noda.wait(has_entry(self.city.noda.id, "joined-group")))
        self.assertFalse(kato.wait(lambda frame: True, 0.2), kato.text())

    def test_patients_are_told(self):
        mori, ishii = self.hear("mori", "ishii")
        self.new_patient()
        self.assertTrue(mori.wait(refreshes("patients")))
        self.assertFalse(ishii.wait(lambda frame: True, 0.2), ishii.text())

    def test_by_right(self):
        """A facility admin hears a colleague's group from its first entry on."""
        patient = self.new_patient(attending_physician_id=self.city.mori.id)
        self.new_consent(patient)
        kato, ogawa = self.hear("kato", "ogawa")
        group = self.new_group(patient, by=self.city.mori)
        self.assertTrue(kato.wait(joins(group["id"])))
        self.assertTrue(kato.wait(has_entry(group["id"], "group-created")))
        self.assertFalse(ogawa.wait(joins(group["id"]), 0.2))

    def test_all_users_hear_the_office(self):
        everybody = self.hear("kato", "kondo", "noda")
        group = [g for g in self.city.kato.list("/v1/groups") if g["kind"] == "all-users"][0]
        self.ok(self.announce("避難所の案内"), 201)
        for one in everybody:
            self.assertTrue(one.wait(has_entry(group["id"], "message", text="避難所の案内")))

    def test_a_safety_check_is_everybodys(self):
        everybody = self.hear("kato", "kondo", "noda", "murata")
        check = self.ok(self.city.murata.post("/v1/safety-checks", {"text": "ご無事ですか。"}), 201)
        for one in everybody:
            self.assertTrue(one.wait(refreshes("safety-checks")))
            one.frames.clear()
        self.ok(self.city.noda.put(f"/v1/safety-checks/{check['id']}/answer", {"answer": "safe"}))
        kato, kondo, noda, murata = everybody
        self.assertTrue(murata.wait(refreshes("safety-checks")))
        for one in (kato, kondo, noda):
            self.assertFalse(one.wait(refreshes("safety-checks"), 0.2))
        self.ok(self.city.murata.post(f"/v1/safety-checks/{check['id']}/reminder"))
        self.assertTrue(kondo.wait(has_entry(self.city.kondo.id, "safety-check")))
        self.assertFalse(noda.wait(has_entry(self.city.noda.id, "safety-check"), 0.2))
        self.ok(self.city.murata.post(f"/v1/safety-checks/{check['id']}/closing"))
        for one in everybody:
            self.assertTrue(one.wait(refreshes("safety-checks")))

    def test_new_rules_are_everybodys(self):
        """Open desktops ask at once, whoever sits before them; other texts are the office's."""
        everybody = self.hear("kato", "noda", "murata")
        kato, noda, murata = everybody
        form = self.ok(self.city.murata.get("/v1/wordings/form-4/1"))
        self.ok(self.city.murata.post("/v1/wordings/form-4", {"text": form["text"]}), 201)
        self.assertTrue(murata.wait(refreshes("wordings")))
        self.assertFalse(kato.wait(lambda frame: True, 0.2), kato.text())
        new = self.ok(self.city.murata.post("/v1/wordings/rules", {"text": "新しい規則"}), 201)
        for one in everybody:
            self.assertTrue(one.wait(refreshes("session")))
        for user in self.city.users.values():
            self.ok(user.post("/v1/session/rules", {"version": new["version"]}))

    def test_applications_are_the_offices_and_the_facilitys(self):
        hayashi, ishii, kato, murata = self.hear("hayashi", "ishii", "kato", "murata")
        self.ok(self.city.hayashi.post("/v1/applications", {"items": [
            {"name": "新人 一", "kana": "シンジン", "mail": "events-new@city.example",
             "profession": "nurse", "facility_id": self.city.facilities["station"]}]}), 201)
        for one in (hayashi, murata):
            self.assertTrue(one.wait(refreshes("applications")))
        for one in (ishii, kato):
            self.assertFalse(one.wait(refreshes("applications"), 0.2))


if __name__ == "__main__":
    unittest.main()
