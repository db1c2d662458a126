#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Emergency cards: written by who may, versions that stay, changed until seen."""

import unittest

import ops_city

CARD = {
    "contacts": [
        {"name": "山本 一郎", "relationship": "son", "telephone": "090-1111-2222",
         "note": "夜間も可"},
        {"name": "山本 京子", "relationship": "childs-spouse", "telephone": "0797-33-4444"},
    ],
    "allergies": "ペニシリン系(発疹)", "history": "慢性心不全、2型糖尿病",
    "devices": "在宅酸素 1L/分", "infection": "なし",
    "wishes": "延命処置は望まない(2026年1月、家族同席)。", "key_place": "玄関脇の箱 3桁の番号は家族に",
}


class CardTest(ops_city.CityTest):
    def path(self, patient, rest=""):
        return f"/v1/patients/{patient['id']}/card{rest}"

    def put(self, user, patient, version=0, **changes):
        return user.put(self.path(patient), CARD | {"version": version} | changes)

    def get(self, user, patient):
        return self.ok(user.get(self.path(patient)))

    def test_who_cares(self):
        """What nobody has written comes from the patient and from who is in the group."""
        patient = self.new_patient()
        empty = self.get(self.city.kato, patient)
        self.assertEqual((empty["version"], empty["seen"], empty["derived"]),
                         (0, True, ["physician"]))
        self.assertEqual(empty["physician"], "加藤 誠(かとう内科クリニック)")
        self.new_consent(patient)
        group = self.new_group(patient)
        for tag in ("ishii", "sakai", "hirano"):
            self.add_member(group, tag)
        card = self.get(self.city.ishii, patient)
        self.assertEqual(card["derived"], ["physician", "care_manager", "nurse_station",
                                           "pharmacy"])
        self.assertEqual((card["care_manager"], card["nurse_station"], card["pharmacy"]),
                         ("酒井 久美子(さかい居宅介護支援事業所)", "はやし訪問看護ステーション", "ひらの薬局"))
        self.assertEqual(card["capabilities"], ["edit-card"])
        written = self.ok(self.put(self.city.ishii, patient, pharmacy="みどり薬局",
                                   pharmacy_telephone="0797-11-2222"))
        self.assertEqual((written["pharmacy"], written["pharmacy_telephone"]),
                         ("みどり薬局", "0797-11-2222"))
        self.assertEqual(written["derived"], ["physician", "care_manager", "nurse_station"])

    def test_versions_and_seen(self):
        patient, group = self.new_team("ishii", "sakai")
        kato, ishii, sakai = self.city.kato, self.city.ishii, self.city.sakai
        first = self.ok(self.put(ishii, patient))
        self.assertEqual((first["version"], first["seen"], first["changed_by_name"],
                          first["changed_by_facility"]),
                         (1, True, "石井 健", "はやし訪問看護ステーション"))
        self.assertEqual([c["name"] for c in first["contacts"]], ["山本 一郎", "山本 京子"])
        self.assertFalse(self.get(sakai, patient).get("seen", False))
        self.assertEqual(sakai.put(self.path(patient, "/seen"), {"version": 1}).status, 204)
        self.assertTrue(self.get(sakai, patient)["seen"])
        self.refused(self.put(sakai, patient, version=0), "version-stale", "version", 409)
        self.refused(self.put(sakai, patient, version=7), "version-stale", "version")
        second = self.ok(self.put(sakai, patient, version=1, allergies="ペニシリン系、そば"))
        self.assertEqual((second["version"], second["allergies"]), (2, "ペニシリン系、そば"))
        for user in (kato, ishii):
            self.assertFalse(self.get(user, patient).get("seen", False))
        # Seeing the first again changes nothing.
        self.assertEqual(sakai.put(self.path(patient, "/seen"), {"version": 1}).status, 204)
        self.assertTrue(self.get(sakai, patient)["seen"])
        for version, code in ((3, "field-invalid"), (0, "field-missing")):
            self.refused(sakai.put(self.path(patient, "/seen"), {"version": version}), code,
                         "version")
        for limit in (1, 50):
            versions = kato.list(self.path(patient, "/versions"), limit=limit)
            self.assertEqual([(v["version"], v["changed_by_name"], v["allergies"])
                              for v in versions],
                             [(2, "酒井 久美子", "ペニシリン系、そば"),
                              (1, "石井 健", CARD["allergies"])])
        entries = self.ok(kato.get(f"/v1/channels/{group['id']}/entries", limit=100))["items"]
        changed = [e for e in entries if e["kind"] == "card-changed"]
        self.assertEqual([(e["author_id"], e["content"]["subject_id"]) for e in changed],
                         [(sakai.id, patient["id"]), (ishii.id, patient["id"])])
        self.assertNotIn("text", changed[0]["content"])
        self.assertEqual(self.ok(kato.get(f"/v1/groups/{group['id']}"))["unread"], 0)

    def test_who_may(self):
        patient, group = self.new_team("ishii")
        for user in (self.city.kato, self.city.ogawa, self.city.ishii):
            self.put(user, patient, version=self.get(user, patient)["version"])
        self.assertEqual(self.get(self.city.kato, patient)["version"], 3)
        for user in (self.city.ueda, self.city.sakai, self.city.murata, self.city.tokuda):
            for answer in (user.get(self.path(patient)), self.put(user, patient, version=3),
                           user.get(self.path(patient, "/versions")),
                           user.put(self.path(patient, "/seen"), {"version": 1}),
                           user.post(self.path(patient, "/printed"))):
                self.nothing_there(answer, user)
        self.assertEqual(self.city.ishii.post(self.path(patient, "/printed")).status, 204)

        self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/closing"))
        self.assertEqual(self.get(self.city.ishii, patient)["capabilities"], [])
        self.refused(self.put(self.city.ishii, patient, version=3), "group-closed", status=409)
        self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/reopening"))
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}/consents"))["items"][0]
        self.ok(self.city.kato.post(f"/v1/consents/{consent['id']}/withdrawal",
                                    ops_city.WITHDRAWAL))
        self.nothing_there(self.city.ishii.get(self.path(patient)), self.city.ishii)
        self.nothing_there(self.put(self.city.ishii, patient, version=3), self.city.ishii)
        self.ok(self.put(self.city.ogawa, patient, version=3))

    def test_input(self):
        patient = self.new_patient()
        kato = self.city.kato
        contact = CARD["contacts"][0]
        for changes, code, field in (
                ({"physician_telephone": "電話"}, "field-characters", "physician_telephone"),
                ({"allergies": "あ" * 401}, "field-too-long", "allergies"),
                ({"key_place": "玄関\u202e"}, "field-characters", "key_place"),
                ({"contacts": [contact] * 7}, "field-too-long", "contacts"),
                ({"contacts": [contact | {"telephone": None}]}, "field-type", None),
                ({"contacts": [{"name": "山本 一郎"}]}, "field-missing", "contacts.telephone"),
                ({"contacts": [{"telephone": "090-1111-2222"}]}, "field-missing", "contacts.name"),
                ({"contacts": [contact | {"relationship": "cousin"}]}, "field-invalid",
                 "contacts.relationship"),
                ({"seen": True}, "field-unknown", "seen"),
                ({"derived": ["pharmacy"]}, "field-unknown", "derived"),
                ({"changed_by_name": "誰か"}, "field-unknown", "changed_by_name")):
            answer = self.put(kato, patient, **changes)
            allowed = (code, "field-invalid") if code == "field-characters" else (code,)
            self.assertIn(answer.code, allowed, (changes, answer))
            if field:
                self.assertEqual(answer.json["field"], field, (changes, answer))
        self.assertEqual(self.get(kato, patient)["version"], 0)


if __name__ == "__main__":
    unittest.main()
