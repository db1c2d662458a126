#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ends: a patient's care, a user's work, an invitation's time, a group for good."""

import unittest
import uuid

from ops_city import CONSENT, PATIENT, SIGNED, City, CityTest

DIED = {"reason": "died", "on": "2026-10-03"}


class EndingTest(CityTest):
    def group(self, user, group):
        return self.ok(user.get(f"/v1/groups/{group['id']}"))

    def end(self, by, patient, **more):
        return by.post(f"/v1/patients/{patient['id']}/ending", DIED | more)

    def resume(self, by, patient):
        return by.post(f"/v1/patients/{patient['id']}/resumption")

    def last(self, user, channel):
        return self.ok(user.get(f"/v1/channels/{channel}/entries"))["items"][0]


class EndedPatientTest(EndingTest):
    def test_consent_and_group_end_together(self):
        kato, hayashi, sakai = self.city.kato, self.city.hayashi, self.city.sakai
        patient, group = self.new_team("hayashi")
        self.ok(self.send(hayashi, group, "最後の記録"), 201)
        waiting = self.ok(hayashi.post(f"/v1/groups/{group['id']}/invitations",
                                       {"user_ids": [sakai.id]}), 201)["items"][0]
        self.assertIn("end-patient", patient["capabilities"])
        ended = self.ok(self.end(kato, patient))
        self.assertEqual((ended["ended"], ended["ended_on"], ended["consent_state"]),
                         ("died", "2026-10-03", "ended"))
        self.assertEqual(ended["capabilities"],
                         ["read-patient", "edit-patient", "read-consent", "resume-patient",
                          "see-who-saw"])
        # The members see that it is closed, and read on.
        self.assertEqual(self.group(hayashi, group)["state"], "closed")
        self.assertEqual(self.last(hayashi, group["id"])["kind"], "group-closed")
        self.refused(self.send(hayashi, group, "まだ"), "group-closed")
        self.refused(kato.post(f"/v1/invitations/{waiting['id']}/approve"), "group-closed")
        # No consent and no group for one whose care has ended.
        self.refused(kato.post(f"/v1/patients/{patient['id']}/consents", CONSENT),
                     "patient-ended", status=409)
        self.refused(kato.post("/v1/groups", {"client_id": uuid.uuid4().hex, "kind": "patient",
                                              "patient_id": patient["id"]}), "patient-ended")
        self.refused(kato.post(f"/v1/groups/{group['id']}/reopening"), "consent-missing")
        self.refused(self.end(kato, patient), "patient-ended")

        resumed = self.ok(self.resume(kato, patient))
        self.assertNotIn("ended", resumed)
        self.assertNotIn("ended_on", resumed)
        self.refused(self.resume(kato, patient), "forbidden", status=403)
        self.refused(kato.post(f"/v1/groups/{group['id']}/reopening"), "consent-missing")
        self.new_consent(patient)
        self.assertEqual(self.group(hayashi, group)["state"], "closed")
        self.ok(kato.post(f"/v1/groups/{group['id']}/reopening"))
        self.ok(self.send(hayashi, group, "また始まります。"), 201)

    def test_what_was_prepared_stays_unsigned(self):
        kato = self.city.kato
        patient = self.new_patient()
        draft = self.ok(kato.post(f"/v1/patients/{patient['id']}/consents", CONSENT), 201)
        self.ok(kato.post(f"/v1/consents/{draft['id']}/printed"))
        self.ok(self.end(kato, patient, reason="moved"))
        self.refused(kato.post(f"/v1/consents/{draft['id']}/signed", SIGNED), "patient-ended")

    def test_edited_and_still_ended(self):
        kato = self.city.kato
        patient = self.new_patient()
        self.ok(self.end(kato, patient, reason="care-ended"))
        body = PATIENT | {"number": patient["number"], "attending_physician_id": kato.id}
        stale = kato.put(f"/v1/patients/{patient['id']}", body | {"version": 1})
        self.refused(stale, "version-stale", "version")
        edited = self.ok(kato.put(f"/v1/patients/{patient['id']}",
                                  body | {"version": 2, "remarks": "ご家族から連絡あり"}))
        self.assertEqual((edited["ended"], edited["ended_on"], edited["version"]),
                         ("care-ended", "2026-10-03", 3))
        self.refused(kato.put(f"/v1/patients/{patient['id']}", body | {"version": 3, "ended": "died"}),
                     "field-unknown", "ended")

    def test_who_may(self):
        patient, group = self.new_team("hayashi", "ogawa", "noda")
        self.refused(self.end(self.city.noda, patient), "forbidden", status=403)
        refusal = self.refused(self.end(self.city.hayashi, patient), "forbidden", status=403)
        self.assertNotIn("who", refusal)
        self.nothing_there(self.end(self.city.hirano, patient), self.city.hirano)
        self.nothing_there(self.end(self.city.murata, patient), self.city.murata)
        # A nurse of the facility ends the care, but only a group admin deletes the group.
        refusal = self.refused(self.end(self.city.ogawa, patient, delete_group=True),
                               "needs-group-admin")
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)")
        self.assertEqual(self.group(self.city.kato, group)["state"], "live")
        self.ok(self.end(self.city.ogawa, patient))
        self.nothing_there(self.resume(self.city.hirano, patient), self.city.hirano)
        self.refused(self.resume(self.city.noda, patient), "forbidden")
        self.ok(self.resume(self.city.ogawa, patient))

    def test_with_the_group_deleted(self):
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        ended = self.ok(self.end(kato, patient, delete_group=True))
        self.assertNotIn("group_id", ended)
        self.nothing_there(hayashi.get(f"/v1/groups/{group['id']}"), hayashi)
        self.assertIn(group["id"], [g["id"] for g in kato.list("/v1/groups", state="deleted")])
        # Back, but closed: the care has ended.
        back = self.ok(kato.delete(f"/v1/groups/{group['id']}/deletion"))
        self.assertEqual(back["state"], "closed")
        self.assertEqual(self.group(hayashi, group)["state"], "closed")

    def test_frozen_stays_frozen(self):
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        consent = self.ok(kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        self.ok(kato.post(f"/v1/consents/{consent}/withdrawal",
                          {"withdrawn_on": "2026-02-01", "withdrawn_by": "山本 はな",
                           "withdrawn_way": "form"}))
        self.assertEqual(self.ok(self.end(kato, patient))["consent_state"], "withdrawn")
        self.assertEqual(self.group(kato, group)["state"], "frozen")
        self.refused(hayashi.get(f"/v1/channels/{group['id']}/entries"), "group-frozen")
        self.ok(self.resume(kato, patient))
        self.new_consent(patient)
        self.assertEqual(self.group(hayashi, group)["state"], "closed")

    def test_dates(self):
        patient = self.new_patient()
        kato = self.city.kato
        self.refused(self.end(kato, patient, on="2938-01-01"), "field-future", "on")
        self.refused(self.end(kato, patient, on="1938-04-01"), "field-invalid", "on")
        self.refused(self.end(kato, patient, reason="bored"), "field-invalid", "reason")
        self.refused(kato.post(f"/v1/patients/{patient['id']}/ending", {"reason": "died"}),
                     "field-missing", "on")

    def test_entered_once(self):
        kato = self.city.kato
        body = PATIENT | {"number": "E-1", "attending_physician_id": kato.id,
                          "client_id": uuid.uuid4().hex}
        first = self.ok(kato.post("/v1/patients", body), 201)
        again = self.ok(kato.post("/v1/patients", body), 200)
        self.assertEqual(first["id"], again["id"])
        changed = body | {"version": 1, "name": "山本 花子"}
        del changed["client_id"]
        self.ok(kato.put(f"/v1/patients/{first['id']}", changed))
        self.assertEqual(self.ok(kato.post("/v1/patients", body), 200)["name"], "山本 花子")
        self.refused(kato.post("/v1/patients", body | {"name": "別の人"}), "sent-differently",
                     "client_id")
        # Somebody else's id is no matter.
        other = self.ok(self.city.mori.post("/v1/patients", body | {"number": "E-2"}), 201)
        self.assertNotEqual(other["id"], first["id"])


class ResendTest(EndingTest):
    def invite(self, by, group, tag):
        return self.ok(by.post(f"/v1/groups/{group['id']}/invitations",
                               {"user_ids": [self.city.users[tag].id]}), 201)["items"][0]

    def resend(self, by, invitation):
        return by.post(f"/v1/invitations/{invitation['id']}/resend")

    def listed(self, user, group):
        return {i["id"]: i for i in
                self.ok(user.get(f"/v1/groups/{group['id']}/invitations"))["items"]}

    def test_sent_again(self):
        kato, sakai, hayashi = self.city.kato, self.city.sakai, self.city.hayashi
        _patient, group = self.new_team("hayashi")
        sent = self.invite(kato, group, "sakai")
        before = self.ok(sakai.get(f"/v1/channels/{sakai.id}/entries"))["last_seq"]
        refusal = self.refused(self.resend(hayashi, sent), "needs-group-admin", status=403)
        self.assertIn("加藤 誠", refusal["who"])
        self.refused(self.resend(sakai, sent), "needs-group-admin")
        again = self.ok(self.resend(kato, sent))
        self.assertEqual((again["id"], again["state"]), (sent["id"], "sent"))
        self.assertGreater(again["expires_at"], sent["expires_at"])
        told = self.ok(sakai.get(f"/v1/channels/{sakai.id}/entries", after=before))["items"]
        self.assertEqual([(e["kind"], e["content"]["subject_id"]) for e in told],
                         [("invitation-changed", sent["id"])])
        self.ok(sakai.post(f"/v1/invitations/{sent['id']}/accept"))
        self.refused(self.resend(kato, sent), "invitation-state", status=409)

    def test_waiting_tells_the_group_alone(self):
        kato, ishii, hayashi = self.city.kato, self.city.ishii, self.city.hayashi
        _patient, group = self.new_team("hayashi")
        waiting = self.invite(hayashi, group, "ishii")
        before = self.ok(ishii.get(f"/v1/channels/{ishii.id}/entries"))["last_seq"]
        self.nothing_there(self.resend(ishii, waiting), ishii)
        self.assertEqual(self.ok(self.resend(hayashi, waiting))["state"], "waiting")
        self.assertEqual(self.ok(self.resend(kato, waiting))["state"], "waiting")
        self.assertEqual(self.ok(ishii.get(f"/v1/channels/{ishii.id}/entries"))["last_seq"], before)
        self.ok(kato.post(f"/v1/invitations/{waiting['id']}/turn-down"))
        self.refused(self.resend(hayashi, waiting), "invitation-state")
        # Who is no longer a member does not send it again, nor know of it.
        second = self.invite(hayashi, group, "ishii")
        self.assertEqual(kato.delete(f"/v1/groups/{group['id']}/members/{hayashi.id}").status, 204)
        self.nothing_there(self.resend(hayashi, second), hayashi)
        self.refused(self.resend(kato, second), "invitation-state")
        self.assertEqual(self.listed(kato, group), {})

    def test_expired_comes_back(self):
        kato, sakai, ishii = self.city.kato, self.city.sakai, self.city.ishii
        _patient, group = self.new_team("hayashi")
        sent = self.invite(kato, group, "sakai")
        waiting = self.invite(self.city.hayashi, group, "ishii")
        self.city.change(f"expire\t{sent['id']}", f"expire\t{waiting['id']}")
        listed = self.listed(kato, group)
        self.assertEqual([(listed[i["id"]]["state"], listed[i["id"]]["capabilities"])
                          for i in (sent, waiting)], [("expired", ["resend-invitation"])] * 2)
        self.assertEqual(self.ok(self.resend(kato, sent))["state"], "sent")
        self.assertEqual(self.ok(self.resend(self.city.hayashi, waiting))["state"], "waiting")
        self.nothing_there(ishii.post(f"/v1/invitations/{waiting['id']}/accept"), ishii)
        self.ok(sakai.post(f"/v1/invitations/{sent['id']}/accept"))
        # One that was followed by another is not shown any more.
        self.city.change(f"expire\t{waiting['id']}")
        newer = self.invite(kato, group, "ishii")
        self.assertEqual(list(self.listed(kato, group)), [newer["id"]])
        self.refused(self.resend(self.city.hayashi, waiting), "already-invited", status=409)
        self.ok(ishii.post(f"/v1/invitations/{newer['id']}/accept"))
        self.refused(self.resend(self.city.hayashi, waiting), "already-member")

    def test_of_a_suspended_user(self):
        kato, ogawa = self.city.kato, self.city.ogawa
        group = self.new_group(name="連絡網")
        self.add_member(group, "noda")
        sent = self.invite(kato, group, "ogawa")
        waiting = self.invite(self.city.noda, group, "mori")
        before = self.ok(ogawa.get(f"/v1/channels/{ogawa.id}/entries"))["last_seq"]
        self.city.change(f"state\t{ogawa.id}\tsuspended", f"state\t{self.city.mori.id}\tsuspended")
        self.refused(self.resend(kato, sent), "user-unavailable", status=409)
        self.refused(kato.post(f"/v1/invitations/{waiting['id']}/approve"), "user-unavailable")
        self.refused(kato.post(f"/v1/groups/{group['id']}/invitations",
                               {"user_ids": [self.city.mori.id]}), "user-unavailable", "user_ids")
        # Open as they were, and nothing came meanwhile.
        self.assertEqual({i["state"] for i in self.listed(kato, group).values()},
                         {"sent", "waiting"})
        self.city.change(f"state\t{ogawa.id}\tactive", f"state\t{self.city.mori.id}\tactive")
        self.assertEqual(self.ok(ogawa.get(f"/v1/channels/{ogawa.id}/entries"))["last_seq"], before)
        self.ok(ogawa.post(f"/v1/invitations/{sent['id']}/accept"))
        self.ok(kato.post(f"/v1/invitations/{waiting['id']}/approve"))


class RetirementTest(EndingTest):
    """A city for each, as somebody goes for good."""

    def setUp(self):
        self.city = City()
        self.addCleanup(self.city.close)

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def retire(self, user, by=None, **body):
        return self.ok((by or self.city.murata).post(f"/v1/users/{user.id}/retirement", body))

    def members(self, user, group):
        return {m["user_id"]: m for m in
                self.ok(user.get(f"/v1/groups/{group['id']}/members"))["items"]}

    def test_leaves_everything(self):
        kato, ishii, hayashi = self.city.kato, self.city.ishii, self.city.hayashi
        _patient, team = self.new_team("hayashi", "ishii")
        direct = self.ok(ishii.post("/v1/groups", {"client_id": "d", "kind": "direct",
                                                   "user_id": kato.id}), 201)
        self.ok(self.send(ishii, direct, "お世話になりました。"), 201)
        made = self.ok(ishii.post(f"/v1/groups/{team['id']}/invitations",
                                  {"user_ids": [self.city.noda.id]}), 201)["items"][0]
        other = self.new_group(name="会議", by=self.city.hirano)
        to_him = self.ok(self.city.hirano.post(f"/v1/groups/{other['id']}/invitations",
                                               {"user_ids": [ishii.id]}), 201)["items"][0]
        self.retire(ishii, by=hayashi)
        self.assertEqual(ishii.get("/v1/groups").status, 401)
        self.assertNotIn(ishii.id, self.members(kato, team))
        left = self.last(kato, team["id"])
        self.assertIn("member-left", [e["kind"] for e in self.ok(
            kato.get(f"/v1/channels/{team['id']}/entries"))["items"][:2]])
        self.assertEqual((left["kind"], left["content"]["subject_state"]),
                         ("invitation-changed", "void"))
        self.refused(kato.post(f"/v1/invitations/{made['id']}/approve"), "invitation-state")
        self.assertEqual(self.ok(self.city.hirano.get(
            f"/v1/groups/{other['id']}/invitations"))["items"], [])
        self.refused(self.city.hirano.post(f"/v1/invitations/{to_him['id']}/resend"),
                     "user-unavailable")
        # Their conversation is there to read, under the same name, and for nothing else.
        mine = self.group(kato, direct)
        self.assertEqual((mine["state"], mine["name"], mine["members"]), ("closed", "石井 健", 1))
        self.assertEqual(self.last(kato, direct["id"])["kind"], "group-closed")
        self.refused(self.send(kato, direct, "お元気で"), "group-closed")
        self.refused(kato.post("/v1/groups", {"client_id": "e", "kind": "direct",
                                              "user_id": ishii.id}), "user-unavailable")

    def test_free_groups_keep_an_admin(self):
        kondo, noda, ishii = self.city.kondo, self.city.noda, self.city.ishii
        led = self.new_group(name="輪読会", by=kondo)
        self.add_member(led, "noda", by=kondo)
        self.add_member(led, "ishii", by=kondo)
        shared = self.new_group(name="当番表", by=kondo)
        self.add_member(shared, "noda", by=kondo)
        self.add_member(shared, "ishii", by=kondo)
        self.ok(kondo.post(f"/v1/groups/{shared['id']}/members/{ishii.id}/admin"))
        alone = self.new_group(name="覚え書き", by=kondo)
        self.assertEqual(self.members(noda, led)[noda.id]["group_admin"], False)
        self.retire(kondo)
        # The member of longest standing takes over, where nobody else administers it.
        self.assertEqual([(m["group_admin"]) for m in
                          (self.members(noda, led)[i] for i in (noda.id, ishii.id))],
                         [True, False])
        named = self.last(noda, led["id"])
        self.assertEqual((named["kind"], named["content"]["subject_id"]), ("admin-named", noda.id))
        self.assertIn("invite", self.group(noda, led)["capabilities"])
        self.assertEqual(self.members(noda, shared)[noda.id]["group_admin"], False)
        self.assertEqual(self.members(ishii, shared)[ishii.id]["group_admin"], True)
        self.nothing_there(noda.get(f"/v1/groups/{alone['id']}"), noda)

    def test_old_posts_stay_as_they_were(self):
        """Name, profession and facility of that day, through renaming and retirement."""
        kato, hayashi, ishii, murata = (self.city.kato, self.city.hayashi, self.city.ishii,
                                        self.city.murata)
        _patient, team = self.new_team("hayashi", "ishii")
        self.ok(self.send(ishii, team, "訪問しました。"), 201)
        before = self.ok(kato.get(f"/v1/channels/{team['id']}/entries"))["items"][0]
        self.assertEqual([before["content"][f"author_{n}"] for n in
                          ("name", "profession", "facility")],
                         ["石井 健", "nurse", "はやし訪問看護ステーション"])
        user = self.ok(murata.get(f"/v1/users/{ishii.id}"))
        self.ok(murata.put(f"/v1/users/{ishii.id}",
                           {"name": "岡田 健", "kana": "オカダ ケン", "mail": user["mail"],
                            "profession": "care-manager", "facility_id": user["facility_id"],
                            "version": user["version"]}))
        facility = self.ok(murata.get(f"/v1/facilities/{user['facility_id']}"))
        self.ok(murata.put(f"/v1/facilities/{user['facility_id']}",
                           {"kind": facility["kind"], "name": "あかり訪問看護ステーション",
                            "version": facility["version"]}))
        self.ok(self.send(ishii, team, "名字が変わりました。"), 201)
        self.retire(ishii)
        items = self.ok(kato.get(f"/v1/channels/{team['id']}/entries"))["items"]
        self.assertEqual([e for e in items if e["id"] == before["id"]],
                         [before | {"state": {"author_state": "retired"}}])
        newer = next(e for e in items if e["content"].get("text") == "名字が変わりました。")
        self.assertEqual([newer["content"][f"author_{n}"] for n in
                          ("name", "profession", "facility")],
                         ["岡田 健", "care-manager", "あかり訪問看護ステーション"])
        # Marked as one who has gone.
        self.assertEqual(self.ok(kato.get(f"/v1/users/{ishii.id}"))["state"], "retired")


class PurgeTest(EndingTest):
    def query(self, sql):
        return self.city.sql(sql)[0][0]

    def test_gone_for_good(self):
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        direct = self.ok(kato.post("/v1/groups", {"client_id": "p", "kind": "direct",
                                                  "user_id": hayashi.id}), 201)
        for i in range(30):
            self.ok(self.send(hayashi, group, f"記録 {i}"), 201)
        wish = uuid.uuid4().hex
        free = self.ok(kato.post("/v1/groups", {"client_id": wish, "kind": "free",
                                                "name": "終わった会"}), 201)
        kept = self.new_group(name="残る会")
        for gone in (group, free):
            self.ok(kato.post(f"/v1/groups/{gone['id']}/deletion"))
        self.city.change(f"purge-due\t{group['id']}", f"purge-due\t{free['id']}")
        self.wait_until(lambda: self.query(
            "SELECT COUNT(*) FROM care_group WHERE state = 4 AND purge_at = 0") == "2")
        for sql in (f"SELECT COUNT(*) FROM entry WHERE channel_id = '{group['id']}'",
                    f"SELECT COUNT(*) FROM membership WHERE group_id = '{group['id']}'"):
            self.assertEqual(self.query(sql), "0")
        for call in (kato.get(f"/v1/groups/{group['id']}"),
                     kato.delete(f"/v1/groups/{group['id']}/deletion"),
                     kato.get(f"/v1/channels/{group['id']}/entries"),
                     self.send(kato, group, "まだ"),
                     kato.post(f"/v1/groups/{group['id']}/deletion")):
            self.nothing_there(call, kato)
        self.assertEqual(kato.list("/v1/groups", state="deleted"), [])
        self.assertNotIn("group_id", self.ok(kato.get(f"/v1/patients/{patient['id']}")))
        # All else goes on, and no id comes twice.
        self.ok(self.send(hayashi, direct, "続きます"), 201)
        self.ok(self.send(kato, kept, "続きます"), 201)
        second = self.new_group(patient)
        again = self.ok(kato.post("/v1/groups", {"client_id": wish, "kind": "free",
                                                 "name": "終わった会"}), 201)
        self.assertEqual(len({group["id"], free["id"], second["id"], again["id"]}), 4)
        self.city.stop()
        self.city.start()
        self.ok(kato.get(f"/v1/groups/{second['id']}"))


if __name__ == "__main__":
    unittest.main()
