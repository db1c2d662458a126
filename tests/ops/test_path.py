#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main path over HTTP: patient, consent, group, invitation, messages, withdrawal."""

import hashlib
import unittest
import uuid

from ops_city import CONSENT, PATIENT, SIGNED, WITHDRAWAL, CityTest


class PatientTest(CityTest):
    def test_enter_and_see(self):
        patient = self.new_patient(number="K-1", name="川口 正", kana="かわぐち ただし")
        self.assertEqual(patient["facility_name"], "かとう内科クリニック")
        self.assertEqual(patient["attending_physician_name"], "加藤 誠")
        self.assertEqual(patient["version"], 1)
        self.assertEqual(patient["kana"], "カワグチ タダシ")
        self.assertNotIn("consent_state", patient)
        self.assertEqual(patient["capabilities"],
                         ["read-patient", "edit-patient", "read-consent", "record-consent",
                          "end-patient", "see-who-saw"])
        for tag in ("kato", "mori", "ogawa"):
            self.assertEqual(self.ok(self.city.users[tag].get(f"/v1/patients/{patient['id']}"))
                             ["name"], "川口 正")

    def test_edit_keeps_versions(self):
        patient = self.new_patient()
        body = PATIENT | {"number": patient["number"], "name": "山本 花", "version": 1,
                          "attending_physician_id": self.city.mori.id}
        edited = self.ok(self.city.ogawa.put(f"/v1/patients/{patient['id']}", body))
        self.assertEqual(edited["version"], 2)
        self.assertEqual(edited["name"], "山本 花")
        self.assertEqual(edited["attending_physician_name"], "森 由美")
        self.refused(self.city.kato.put(f"/v1/patients/{patient['id']}", body),
                     "version-stale", "version", 409)
        del body["version"]
        self.refused(self.city.kato.put(f"/v1/patients/{patient['id']}", body),
                     "field-missing", "version")

    def test_search(self):
        self.new_patient(number="Z-900", name="西村 ちえ", kana="ニシムラ チエ")
        for query in ("西村", "にしむら", "ニシムラ", "ニシムラ", "ちえ 西村", "z-900", "Z-900"):
            found = self.city.mori.list("/v1/patients", q=query)
            self.assertEqual([p["name"] for p in found], ["西村 ちえ"], query)
        self.assertEqual(self.city.mori.list("/v1/patients", q="いない人"), [])

    def test_record_says_what_a_page_showed(self):
        first = self.new_patient(by=self.city.hayashi, number="R-1")
        last = self.new_patient(by=self.city.hayashi, number="R-2")
        shown = self.ok(self.city.ishii.get("/v1/patients", limit=100))["items"]
        self.assertEqual([p["id"] for p in shown][-2:], [first["id"], last["id"]])
        ids = "".join(sorted(p["id"] + "\0" for p in shown))
        self.assertEqual(self.city.recorded("list-patients", self.city.ishii)[-1],
                         f"patients={len(shown)} "
                         f"sha256={hashlib.sha256(ids.encode()).hexdigest()}")

    def test_pages(self):
        entered = {self.new_patient(name=f"頁 {i}")["id"] for i in range(7)}
        pages = self.city.kato.list("/v1/patients", q="頁", limit=3)
        self.assertEqual({p["id"] for p in pages}, entered)
        self.assertEqual(len(pages), 7)
        everybody = [p["id"] for p in self.city.kato.list("/v1/patients", limit=2)]
        self.assertEqual(len(everybody), len(set(everybody)))
        self.assertLessEqual(entered, set(everybody))


class PathTest(CityTest):
    def test_whole_path(self):
        kato, ishii = self.city.kato, self.city.ishii
        patient = self.new_patient(name="岡田 勇")
        path = f"/v1/patients/{patient['id']}"

        # No group without a consent in force.
        wish = {"client_id": uuid.uuid4().hex, "kind": "patient", "patient_id": patient["id"]}
        self.refused(kato.post("/v1/groups", wish), "consent-missing", status=409)

        draft = self.ok(kato.post(f"{path}/consents", CONSENT), 201)
        self.assertEqual(draft["state"], "draft")
        self.assertEqual(draft["capabilities"], ["record-consent"])
        self.refused(kato.post(f"/v1/consents/{draft['id']}/signed", SIGNED), "consent-state")
        printed = self.ok(kato.post(f"/v1/consents/{draft['id']}/printed"))
        self.assertEqual(printed["state"], "printed")
        self.assertIn("printed_at", printed)
        self.refused(kato.post("/v1/groups", wish), "consent-missing")
        signed = self.ok(kato.post(f"/v1/consents/{draft['id']}/signed", SIGNED))
        self.assertEqual(signed["state"], "in-force")
        self.assertEqual(signed["recorded_by_name"], "加藤 誠")
        self.assertEqual(signed["capabilities"], ["withdraw-consent"])
        seen = self.ok(kato.get(path))
        self.assertEqual((seen["consent_state"], seen["consent_id"]), ("in-force", draft["id"]))
        self.assertIn("create-patient-group", seen["capabilities"])

        # The group; sending the wish again gives the same one.
        group = self.ok(kato.post("/v1/groups", wish), 201)
        self.assertEqual((group["name"], group["kind"], group["state"], group["members"]),
                         ("岡田 勇", "patient", "live", 1))
        self.assertEqual(self.ok(kato.post("/v1/groups", wish))["id"], group["id"])
        self.refused(kato.post("/v1/groups", wish | {"client_id": "another"}), "group-exists")
        self.assertEqual(self.ok(kato.get(path))["group_id"], group["id"])
        self.assertNotIn("create-patient-group", self.ok(kato.get(path))["capabilities"])

        # The invitation is sent at once, as the inviter is a group admin.
        answer = self.ok(kato.post(f"/v1/groups/{group['id']}/invitations",
                                   {"user_ids": [ishii.id]}), 201)
        invitation = answer["items"][0]
        self.assertEqual(invitation["state"], "sent")
        self.nothing_there(ishii.get(f"/v1/groups/{group['id']}"), ishii)
        waiting = [i for i in self.ok(ishii.get("/v1/invitations"))["items"]
                   if i["id"] == invitation["id"]]
        self.assertEqual(waiting[0]["group_name"], "岡田 勇")
        self.assertEqual(waiting[0]["inviter_name"], "加藤 誠")
        self.assertEqual(waiting[0]["capabilities"], ["answer-invitation"])
        accepted = self.ok(ishii.post(f"/v1/invitations/{invitation['id']}/accept"))
        self.assertEqual(accepted["state"], "accepted")
        self.assertEqual(self.ok(ishii.post(f"/v1/invitations/{invitation['id']}/accept"))["state"],
                         "accepted")

        # Both write; who came later reads what was before.
        first = self.ok(self.send(kato, group, "よろしくお願いします。\n血圧は安定しています。"), 201)
        self.assertEqual(first["content"], {
            "author_name": "加藤 誠", "author_profession": "physician",
            "author_facility": "かとう内科クリニック", "text": "よろしくお願いします。\n血圧は安定しています。"})
        reply = self.ok(self.send(ishii, group, "承知しました。", reply_to=first["id"]), 201)
        self.assertEqual((reply["seq"], reply["reply_to"]), (first["seq"] + 1, first["id"]))
        entries = self.ok(ishii.get(f"/v1/channels/{group['id']}/entries", after=0))
        self.assertEqual([e["seq"] for e in entries["items"]], list(range(1, reply["seq"] + 1)))
        self.assertEqual([e["kind"] for e in entries["items"]],
                         ["group-created", "invitation-changed", "member-joined", "message",
                          "message"])
        self.assertFalse(entries["more"])

        # Unread, preview, read marks.
        mine = self.ok(kato.get(f"/v1/groups/{group['id']}"))
        self.assertEqual((mine["unread"], mine["last_author"], mine["last_text"], mine["members"]),
                         (1, "石井 健", "承知しました。", 2))
        self.assertEqual(self.ok(kato.get(path))["unread"], 1)
        self.assertEqual(kato.put(f"/v1/groups/{group['id']}/read",
                                  {"seq": reply["seq"]}).status, 204)
        self.assertEqual(self.ok(kato.get(f"/v1/groups/{group['id']}"))["unread"], 0)
        marks = self.ok(ishii.get(f"/v1/groups/{group['id']}/read-marks"))["items"]
        self.assertEqual([(m["user_id"], m["seq"]) for m in marks], [(kato.id, reply["seq"])])
        kato.put(f"/v1/groups/{group['id']}/read", {"seq": 1})
        self.assertEqual(self.ok(kato.get(f"/v1/groups/{group['id']}"))["read_seq"], reply["seq"])

        # The patient is now in the nurse's list, too.
        self.assertIn(patient["id"], [p["id"] for p in ishii.list("/v1/patients")])
        self.assertEqual(self.ok(ishii.get(path))["capabilities"], ["read-patient"])
        self.assertNotIn("consent_id", self.ok(ishii.get(path)))

        # Withdrawal: at once no reading by other facilities, no posting, no inviting.
        withdrawn = self.ok(kato.post(f"/v1/consents/{draft['id']}/withdrawal", WITHDRAWAL))
        self.assertEqual((withdrawn["state"], withdrawn["withdrawn_by"]), ("withdrawn", "山本 はな"))
        self.refused(ishii.get(f"/v1/channels/{group['id']}/entries"), "group-frozen", status=409)
        self.refused(self.send(ishii, group, "まだ書けますか"), "group-frozen")
        self.refused(self.send(kato, group, "まだ書けますか"), "group-frozen")
        self.refused(kato.post(f"/v1/groups/{group['id']}/invitations",
                               {"user_ids": [self.city.sakai.id]}), "group-frozen")
        self.nothing_there(ishii.get(path), ishii)
        frozen = self.ok(ishii.get(f"/v1/groups/{group['id']}"))
        self.assertEqual((frozen["state"], frozen["unread"], frozen["capabilities"]),
                         ("frozen", 0, ["leave-group"]))
        self.assertNotIn("last_text", frozen)
        self.assertNotIn("patient_id", frozen)
        kept = self.ok(kato.get(f"/v1/channels/{group['id']}/entries"))
        self.assertEqual(kept["items"][0]["kind"], "group-frozen")

        # A new consent opens it again.
        self.new_consent(patient)
        self.assertEqual(self.ok(ishii.get(f"/v1/groups/{group['id']}"))["state"], "live")
        again = self.ok(ishii.get(f"/v1/channels/{group['id']}/entries"))
        self.assertEqual(again["items"][0]["kind"], "group-thawed")
        self.ok(self.send(ishii, group, "再開ですね。"), 201)

    def test_consent_superseded(self):
        patient, group = self.new_team("ishii")
        before = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        after = self.new_consent(patient)["id"]
        consents = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}/consents"))["items"]
        self.assertEqual([(c["id"], c["state"]) for c in consents],
                         [(after, "in-force"), (before, "superseded")])
        self.assertEqual(self.ok(self.city.ishii.get(f"/v1/groups/{group['id']}"))["state"],
                         "live")
        self.refused(self.city.kato.post(f"/v1/consents/{before}/withdrawal", WITHDRAWAL),
                     "consent-state")

    def test_consent_edited(self):
        patient = self.new_patient()
        draft = self.ok(self.city.kato.post(f"/v1/patients/{patient['id']}/consents", CONSENT), 201)
        path = f"/v1/consents/{draft['id']}"
        edited = self.ok(self.city.kato.put(path, CONSENT | {"version": 1, "remarks": "口頭で補足"}))
        self.assertEqual((edited["version"], edited["remarks"]), (2, "口頭で補足"))
        self.ok(self.city.kato.post(path + "/printed"))
        self.refused(self.city.kato.put(path, CONSENT | {"version": 2}), "version-stale", "version")
        again = self.ok(self.city.kato.put(path, CONSENT | {"version": 3}))
        self.assertEqual(again["state"], "draft")
        self.assertNotIn("printed_at", again)
        self.assertNotIn("remarks", again)
        self.ok(self.city.kato.post(path + "/printed"))
        self.ok(self.city.kato.post(path + "/signed", SIGNED))
        self.assertEqual(self.ok(self.city.mori.get(path))["original_kept_at"], "診療所の書庫")
        self.refused(self.city.kato.put(path, CONSENT | {"version": 6}), "consent-state")
        self.refused(self.city.kato.post(path + "/printed"), "consent-state")
        self.refused(self.city.kato.post(path + "/signed", SIGNED), "consent-state")

    def test_attending_physician_elsewhere(self):
        """A station's patient whose attending physician is at a clinic: he creates the group."""
        hayashi, kato = self.city.hayashi, self.city.kato
        patient = self.new_patient(by=hayashi, name="別 施設")
        self.nothing_there(kato.get(f"/v1/patients/{patient['id']}"), kato)
        self.new_consent(patient, by=hayashi)
        wish = {"client_id": "elsewhere", "kind": "patient", "patient_id": patient["id"]}
        refusal = self.refused(hayashi.post("/v1/groups", wish), "needs-attending-physician",
                               status=403)
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)")
        self.assertIn(patient["id"], [p["id"] for p in kato.list("/v1/patients")])
        group = self.ok(kato.post("/v1/groups", wish), 201)
        self.assertEqual(group["owner_facility_name"], "かとう内科クリニック")
        self.add_member(group, "hayashi")
        self.ok(self.send(hayashi, group, "お願いします。"), 201)

    def test_no_attending_physician(self):
        reason = {"no_attending_reason": "転居して間もない"}
        patient = self.new_patient(by=self.city.sakai, **reason)
        self.assertNotIn("attending_physician_id", patient)
        self.new_consent(patient, by=self.city.sakai)
        self.new_group(patient, by=self.city.sakai)
        patient = self.new_patient(by=self.city.hirano, **reason)
        self.new_consent(patient, by=self.city.hirano)
        self.refused(self.city.hirano.post(
            "/v1/groups", {"client_id": "w", "kind": "patient", "patient_id": patient["id"]}),
            "needs-whole-picture")
        patient = self.new_patient(by=self.city.tokuda, **reason)
        self.new_consent(patient, by=self.city.tokuda)
        self.new_group(patient, by=self.city.tokuda)

    def test_renamed_patient_renames_group(self):
        patient, group = self.new_team("ishii")
        body = PATIENT | {"number": patient["number"], "name": "改 姓", "version": 1,
                          "attending_physician_id": self.city.kato.id}
        self.ok(self.city.kato.put(f"/v1/patients/{patient['id']}", body))
        self.assertEqual(self.ok(self.city.ishii.get(f"/v1/groups/{group['id']}"))["name"], "改 姓")


class GroupTest(CityTest):
    def test_free_group(self):
        group = self.new_group(by=self.city.kondo, name="褥瘡の勉強会")
        self.assertEqual(group["capabilities"],
                         ["read-group", "post", "invite", "approve-invitation", "leave-group",
                          "remove-member", "close-group", "delete-group", "acknowledge",
                          "pin-message"])
        self.add_member(group, "murata", by=self.city.kondo)
        self.ok(self.send(self.city.murata, group, "参加します。"), 201)
        self.nothing_there(self.city.kato.get(f"/v1/groups/{group['id']}"), self.city.kato)

    def test_all_users(self):
        for user in self.city.users.values():
            groups = [g for g in user.list("/v1/groups") if g["kind"] == "all-users"]
            self.assertEqual(len(groups), 1)
            self.assertEqual(groups[0]["members"], len(self.city.users))
        group = groups[0]
        for user in (self.city.kato, self.city.murata):
            self.refused(self.send(user, group, "お知らせ"), "needs-office", status=403)
        self.ok(self.announce("台風のため事務局は休みです。"), 201)
        entries = self.ok(self.city.kondo.get(f"/v1/channels/{group['id']}/entries"))["items"]
        self.assertEqual(entries[0]["content"]["text"], "台風のため事務局は休みです。")
        self.assertEqual(len(self.city.kondo.list(f"/v1/groups/{group['id']}/members")),
                         len(self.city.users))
        self.refused(self.city.kondo.delete(f"/v1/groups/{group['id']}/members/"
                                            f"{self.city.kondo.id}"), "forbidden")
        self.refused(self.city.murata.post(f"/v1/groups/{group['id']}/invitations",
                                           {"user_ids": [self.city.kato.id]}), "forbidden")

    def test_members(self):
        patient, group = self.new_team("ishii", "sakai")
        mori = self.city.mori
        members = {m["user_id"]: m for m in
                   self.city.ishii.list(f"/v1/groups/{group['id']}/members")}
        self.assertEqual(set(members), {self.city.kato.id, self.city.ishii.id, self.city.sakai.id})
        self.assertTrue(members[self.city.kato.id]["group_admin"])
        self.assertFalse(members[self.city.ishii.id]["group_admin"])
        self.assertEqual(members[self.city.ishii.id]["capabilities"], ["leave-group"])
        self.assertEqual(members[self.city.sakai.id].get("capabilities", []), [])
        self.nothing_there(mori.get(f"/v1/groups/{group['id']}/members"), mori)

    def test_read_by_right(self):
        """A facility admin reads the facility's groups by right, and the members see that."""
        mori, kato = self.city.mori, self.city.kato
        patient = self.new_patient(attending_physician_id=mori.id)
        self.new_consent(patient)
        group = self.new_group(patient, by=mori)
        self.ok(self.send(mori, group, "一つ目"), 201)
        self.ok(kato.get(f"/v1/channels/{group['id']}/entries"))
        self.assertIn(group["id"], [g["id"] for g in kato.list("/v1/groups")])
        members = {m["user_id"]: m for m in mori.list(f"/v1/groups/{group['id']}/members")}
        self.assertTrue(members[kato.id]["by_right"])
        self.assertFalse(members[mori.id]["by_right"])
        self.city.change(f"admin\t{kato.id}\t0")
        self.nothing_there(kato.get(f"/v1/channels/{group['id']}/entries"), kato)
        self.assertNotIn(group["id"], [g["id"] for g in kato.list("/v1/groups")])
        self.city.change(f"admin\t{kato.id}\t1")
        self.ok(kato.get(f"/v1/channels/{group['id']}/entries"))
        self.ok(mori.get(f"/v1/channels/{group['id']}/entries"))
        self.assertEqual(set(self.city.recorded("read-entries", kato)), {"by-right"})
        self.assertIsNone(self.city.recorded("read-entries", mori)[-1])

    def test_leave_and_remove(self):
        patient, group = self.new_team("ishii", "sakai", "noda", "hirano")
        path = f"/v1/groups/{group['id']}/members/"
        ishii, sakai, noda, hayashi = (self.city.users[t] for t in
                                       ("ishii", "sakai", "noda", "hayashi"))
        refusal = self.refused(ishii.delete(path + sakai.id), "needs-group-admin", status=403)
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)")
        self.assertEqual(ishii.delete(path + ishii.id).status, 204)
        self.nothing_there(ishii.get(f"/v1/groups/{group['id']}"), ishii)
        self.nothing_there(self.send(ishii, group, "まだいます"), ishii)
        self.nothing_there(ishii.get(f"/v1/patients/{patient['id']}"), ishii)
        # The facility admin removes own staff from a group that is out of sight.
        self.nothing_there(hayashi.get(f"/v1/groups/{group['id']}"), hayashi)
        self.nothing_there(hayashi.delete(path + sakai.id), hayashi)
        self.assertEqual(hayashi.delete(path + noda.id).status, 204)
        self.nothing_there(self.send(noda, group, "まだいます"), noda)
        # The group admin removes anybody, once.
        self.assertEqual(self.city.kato.delete(path + sakai.id).status, 204)
        self.refused(self.city.kato.delete(path + sakai.id), "not-found", status=404)
        inbox = self.ok(sakai.get(f"/v1/channels/{sakai.id}/entries"))["items"]
        self.assertEqual((inbox[0]["kind"], inbox[0]["content"]["subject_id"]),
                         ("left-group", group["id"]))
        # And back again: the same place, no doubles.
        self.add_member(group, "sakai")
        self.ok(self.send(sakai, group, "戻りました"), 201)
        self.assertEqual(self.ok(sakai.get(f"/v1/groups/{group['id']}"))["members"], 3)


class DirectoryTest(CityTest):
    def test_search(self):
        for query, names in (("いしい", ["石井 健"]), ("care-manager", ["酒井 久美子"]),
                             ("ケアマネ", ["酒井 久美子"]), ("はやし 看護師", ["石井 健", "林 里美"]),
                             ("ひらの薬局", ["近藤 翼", "平野 薫"]), ("nurse はやし", None)):
            found = [u["name"] for u in self.city.kato.list("/v1/users", q=query)]
            if names is not None:
                self.assertEqual(found, names, query)
            else:
                self.assertIn("林 里美", found)

    def test_order_and_pages(self):
        everybody = self.city.kato.list("/v1/users", limit=5)
        kana = [u["kana"] for u in everybody]
        self.assertEqual(kana, sorted(kana))
        self.assertEqual(len(everybody), len(self.city.users))

    def test_mail_is_for_few(self):
        """SECURITY AZ-06."""
        path = f"/v1/users/{self.city.ishii.id}"
        sees = {tag for tag, user in self.city.users.items()
                if "mail" in self.ok(user.get(path))}
        self.assertEqual(sees, {"ishii", "hayashi", "murata"})
        raw = self.city.hirano.get("/v1/users").raw.decode()
        self.assertEqual(raw.count("@"), 2)

    def test_facilities(self):
        facilities = self.city.kato.list("/v1/facilities", limit=4)
        self.assertEqual({f["name"] for f in facilities},
                         {"かとう内科クリニック", "はやし訪問看護ステーション", "みどり訪問看護ステーション",
                          "さかい居宅介護支援事業所", "ひらの薬局", "医師会事務局"})


if __name__ == "__main__":
    unittest.main()
