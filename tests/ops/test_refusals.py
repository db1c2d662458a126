#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and what one has no right to: a clear error at the place it concerns, and no trace."""

import datetime
import json
import threading
import unittest
import uuid

from ops_city import CONSENT, PATIENT, SIGNED, WITHDRAWAL, CityTest

SERVICE_OWNED = {
    "/v1/patients": ["id", "facility_id", "facility_name", "attending_physician_name",
                     "consent_state", "consent_id", "group_id", "unread", "created_at",
                     "updated_at", "capabilities"],
    "/v1/groups": ["id", "state", "owner_facility_id", "members", "last_seq", "unread", "waiting",
                   "capabilities", "created_at"],
}
VALUES = {"unread": 1, "members": 1, "last_seq": 1, "waiting": 1, "capabilities": ["post"],
          "consent_state": "in-force", "state": "live", "created_at": "2026-01-01T00:00:00.000000Z",
          "updated_at": "2026-01-01T00:00:00.000000Z"}


class InputTest(CityTest):
    def body(self, **changes):
        body = PATIENT | {"number": uuid.uuid4().hex[:12],
                          "attending_physician_id": self.city.kato.id} | changes
        return {name: value for name, value in body.items() if value is not None}

    def enter(self, **changes):
        return self.city.kato.post("/v1/patients", self.body(**changes))

    def test_fields_of_a_patient(self):
        tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
        for field, value, code in (
                ("name", "", "field-missing"), ("name", "  ", "field-missing"),
                ("name", None, "field-missing"), ("kana", "", "field-missing"),
                ("name", "山" * 101, "field-too-long"), ("remarks", "あ" * 2001, "field-too-long"),
                ("name", "山本\u202eはな", "field-characters"),
                ("name", "山本\u0007", "field-characters"),
                ("name", "山本\nはな", "field-characters"),
                ("name", "山本\u200b", "field-characters"),
                ("kana", "山本", "field-invalid"),
                ("birth_date", tomorrow, "field-future"),
                ("birth_date", "1938-02-30", "field-invalid"),
                ("birth_date", 19380402, "field-type"), ("birth_date", None, "field-missing"),
                ("sex", "unknown", "field-invalid"), ("care_level", "care-9", "field-invalid"),
                ("name", ["山本"], "field-type"), ("telephone", "電話", "field-characters"),
                ("attending_physician_id", None, "field-missing"),
                ("attending_physician_id", "nobody", "field-invalid"),
                ("attending_physician_id", self.city.ogawa.id, "field-invalid"),
                ("no_attending_reason", "両方", "field-invalid")):
            answer = self.enter(**{field: value})
            self.assertIn(answer.code, (code, "field-invalid", "field-missing")
                          if code == "field-characters" else (code,), (field, value, answer))
            self.assertEqual(answer.json["field"], field, (field, value))

    def test_malformed(self):
        for raw, code in ((b"", "malformed"), (b"{", "malformed"), (b"[]", None),
                          (b"\xff{}", "malformed"), (b"null", None),
                          (b'{"name":"a","name":"b"}', None),
                          (b"[" * 200 + b"]" * 200, "too-deep"),
                          (b'{"name":"' + b"a" * 300000 + b'"}', "too-large")):
            answer = self.city.kato.call("POST", "/v1/patients", raw=raw)
            self.assertIn(answer.status, (400, 413), (raw[:20], answer))
            if code:
                self.assertEqual(answer.code, code, raw[:20])

    def test_unknown_and_service_owned_fields(self):
        """SECURITY AZ-07."""
        self.refused(self.enter(nickname="はな"), "field-unknown", "nickname", 400)
        for field in SERVICE_OWNED["/v1/patients"]:
            self.refused(self.enter(**{field: VALUES.get(field, "x")}), "field-unknown", field)
        for field in SERVICE_OWNED["/v1/groups"]:
            wish = {"client_id": uuid.uuid4().hex, "kind": "free", "name": "会",
                    field: VALUES.get(field, "x")}
            self.refused(self.city.kato.post("/v1/groups", wish), "field-unknown", field)
        group = self.new_group(name="会")
        for field in ("id", "seq", "author_id", "at", "content", "channel", "kind"):
            self.refused(self.send(self.city.kato, group, "あ", **{field: "x"}), "field-unknown",
                         field)
        patient = self.new_patient()
        path = f"/v1/patients/{patient['id']}/consents"
        for field in ("id", "patient_id", "state", "signed_on", "recorded_by_name", "withdrawn_on",
                      "original_kept_at"):
            self.refused(self.city.kato.post(path, CONSENT | {field: "x"}), "field-unknown", field)

    def test_query(self):
        kato = self.city.kato
        self.refused(kato.get("/v1/patients", sort="name"), "field-unknown", "sort", 400)
        for limit in ("0", "101", "-1", "x", "1e3", ""):
            self.refused(kato.get("/v1/patients", limit=limit), "field-invalid", "limit", 422)
        self.refused(kato.get("/v1/users", q="あ" * 101), "field-too-long", "q")
        self.refused(kato.get("/v1/users", cursor="x" * 257), "field-too-long", "cursor")
        self.refused(kato.get("/v1/users", cursor=""), "field-invalid", "cursor")
        self.assertEqual(self.ok(kato.get("/v1/patients", cursor="~"))["items"], [])
        group = self.new_group(name="会")
        path = f"/v1/channels/{group['id']}/entries"
        self.refused(kato.get(path, after="1", before="2"), "field-invalid", "before")
        self.refused(kato.get(path, after="-1"), "field-invalid", "after")
        self.refused(kato.get(path, after="99999999999999999999"), "field-invalid", "after")

    def test_number_taken(self):
        self.ok(self.enter(number="同じ-12"), 201)
        for number in ("同じ-12", "同じ-12"):
            self.refused(self.enter(number=number), "number-taken", "number", 409)
        other = self.ok(self.enter(number="別-1"), 201)
        self.refused(self.city.kato.put(f"/v1/patients/{other['id']}",
                                        self.body(number="同じ-12", version=1)),
                     "number-taken", "number")
        # Another facility has numbers of its own.
        self.ok(self.city.hayashi.post("/v1/patients", self.body(number="同じ-12")), 201)
        # Without a number there is nothing to be taken.
        self.ok(self.enter(number=None), 201)
        self.ok(self.enter(number=None), 201)

    def test_messages(self):
        kato = self.city.kato
        group = self.new_group(name="会")
        self.ok(self.send(kato, group, "あ" * 10000), 201)
        self.refused(self.send(kato, group, "あ" * 10001), "field-too-long", "text", 422)
        for blank in ("", " ", "\n\t ", " "):
            self.refused(self.send(kato, group, blank), "field-missing", "text")
        self.refused(self.send(kato, group, "a\u0000b"), "malformed")
        for text in ("a\u202eb", "a\u001bb"):
            self.refused(self.send(kato, group, text), "field-characters", "text")
        self.ok(self.send(kato, group, "👨‍👩‍👧‍👦と\n\n改行、𠮷野家、①"), 201)
        self.refused(kato.post(f"/v1/groups/{group['id']}/messages", {"text": "あ"}),
                     "field-missing", "client_id")
        self.refused(self.send(kato, group, "あ", reply_to="nothing"), "field-invalid", "reply_to")
        created = self.ok(kato.get(f"/v1/channels/{group['id']}/entries", after=0))["items"][0]
        self.refused(self.send(kato, group, "あ", reply_to=created["id"]), "field-invalid",
                     "reply_to")
        other = self.new_group(name="別の会")
        there = self.ok(self.send(kato, other, "あちら"), 201)
        self.refused(self.send(kato, group, "あ", reply_to=there["id"]), "field-invalid",
                     "reply_to")
        for seq in (-1, 99999):
            self.assertIn(kato.put(f"/v1/groups/{group['id']}/read", {"seq": seq}).code,
                          ("field-invalid",))

    def test_sent_twice(self):
        kato = self.city.kato
        group = self.new_group(name="会")
        other = self.new_group(name="別の会")
        path = f"/v1/groups/{group['id']}/messages"
        body = {"client_id": uuid.uuid4().hex, "text": "一度だけ"}
        first = kato.post(path, body)
        again = kato.post(path, body)
        self.assertEqual((first.status, again.status), (201, 200))
        self.assertEqual(first.json, again.json)
        self.refused(kato.post(path, body | {"text": "二度目"}), "sent-differently", "client_id", 409)
        self.refused(kato.post(f"/v1/groups/{other['id']}/messages", body), "sent-differently",
                     "client_id")
        self.refused(kato.post(path, body | {"reply_to": first.json["id"]}), "sent-differently",
                     "client_id")
        entries = self.ok(kato.get(f"/v1/channels/{group['id']}/entries"))["items"]
        self.assertEqual(sum(e["kind"] == "message" for e in entries), 1)
        # The same id by somebody else is another message.
        self.add_member(group, "mori")
        self.assertEqual(self.city.mori.post(path, body).status, 201)
        wish = {"client_id": uuid.uuid4().hex, "kind": "free", "name": "名前"}
        made = self.ok(kato.post("/v1/groups", wish), 201)
        self.assertEqual(self.ok(kato.post("/v1/groups", wish))["id"], made["id"])
        self.refused(kato.post("/v1/groups", wish | {"name": "別名"}), "sent-differently",
                     "client_id")
        self.refused(kato.post(path, {"client_id": wish["client_id"], "text": "名前"}),
                     "sent-differently", "client_id")

    def test_sent_twice_at_the_same_time(self):
        group = self.new_group(name="同時")
        body = {"client_id": uuid.uuid4().hex, "text": "同時に"}
        answers = []

        def post():
            user = self.another(self.city.kato)
            answers.append(user.post(f"/v1/groups/{group['id']}/messages", body))
            user.connection.close()

        threads = [threading.Thread(target=post) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(a.status for a in answers), [200] * 11 + [201], answers)
        self.assertEqual(len({a.json["seq"] for a in answers}), 1)

    def test_group_wishes(self):
        kato = self.city.kato
        patient = self.new_patient()
        for wish, code, field in (
                ({"kind": "free"}, "field-missing", "name"),
                ({"kind": "free", "name": ""}, "field-missing", "name"),
                ({"kind": "free", "name": "会", "patient_id": patient["id"]}, "field-invalid",
                 "patient_id"),
                ({"kind": "patient"}, "field-missing", "patient_id"),
                ({"kind": "patient", "patient_id": patient["id"], "name": "会"}, "field-invalid",
                 "name"),
                ({"kind": "all-users", "name": "会"}, "field-invalid", "kind"),
                ({"kind": "club", "name": "会"}, "field-invalid", "kind"),
                ({"name": "会"}, "field-missing", "kind"),
                ({"kind": "free", "name": "会\u202e"}, "field-characters", "name")):
            answer = kato.post("/v1/groups", {"client_id": uuid.uuid4().hex} | wish)
            self.refused(answer, code, field)
        self.refused(kato.post("/v1/groups", {"kind": "free", "name": "会"}), "field-missing",
                     "client_id")

    def test_group_sent_again(self):
        """A wish sent again gives its group, and to nobody who has left it; a message is no wish."""
        ogawa = self.city.ogawa
        wish = {"client_id": uuid.uuid4().hex, "kind": "free", "name": "研究会"}
        group = self.ok(ogawa.post("/v1/groups", wish), 201)
        self.assertEqual(self.ok(ogawa.post("/v1/groups", wish))["id"], group["id"])
        message = {"client_id": uuid.uuid4().hex, "text": "研究会"}
        self.ok(ogawa.post(f"/v1/groups/{group['id']}/messages", message), 201)
        self.refused(ogawa.post("/v1/groups", wish | {"client_id": message["client_id"]}),
                     "sent-differently", "client_id")
        answer = ogawa.call("DELETE", f"/v1/groups/{group['id']}/members/{ogawa.id}")
        self.assertEqual(answer.status, 204)
        self.refused(ogawa.post("/v1/groups", wish), "not-found")

    def test_signing(self):
        kato = self.city.kato
        tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
        patient = self.new_patient(birth_date="2015-05-05")
        draft = self.ok(kato.post(f"/v1/patients/{patient['id']}/consents", CONSENT), 201)
        path = f"/v1/consents/{draft['id']}"
        self.ok(kato.post(path + "/printed"))
        proxy = {"signer": "proxy", "signer_name": "山本 母", "signer_relationship": "parent",
                 "signer_reason": "親権者"}
        for changes, code, field in (
                ({"signed_on": tomorrow}, "field-future", "signed_on"),
                ({"signed_on": "2014-01-01"}, "field-invalid", "signed_on"),
                ({"signer": "self"}, "field-invalid", "signer"),
                ({"signer": None}, "field-missing", "signer"),
                ({"signer_name": None}, "field-missing", "signer_name"),
                ({"signer_relationship": None}, "field-missing", "signer_relationship"),
                ({"original_kept_at": ""}, "field-missing", "original_kept_at")):
            body = {k: v for k, v in (SIGNED | proxy | changes).items() if v is not None}
            self.refused(kato.post(path + "/signed", body), code, field)
        self.ok(kato.post(path + "/signed", SIGNED | proxy))
        for changes, code, field in (
                ({"withdrawn_on": tomorrow}, "field-future", "withdrawn_on"),
                ({"withdrawn_on": "2025-12-31"}, "field-invalid", "withdrawn_on"),
                ({"withdrawn_by": ""}, "field-missing", "withdrawn_by"),
                ({"withdrawn_way": "word"}, "field-missing", "withdrawn_witness"),
                ({"withdrawn_way": "telephone", "withdrawn_witness": " "}, "field-missing",
                 "withdrawn_witness"),
                ({"withdrawn_way": "wish"}, "field-invalid", "withdrawn_way"),
                ({"withdrawn_how": "\u2066x"}, "field-characters", "withdrawn_how")):
            self.refused(kato.post(path + "/withdrawal", WITHDRAWAL | changes), code, field)
        self.assertEqual(self.ok(kato.get(path))["state"], "in-force")


class RightTest(CityTest):
    def test_not_eligible_names_who(self):
        city = self.city
        refusal = self.refused(city.ueda.post("/v1/patients", PATIENT | {
            "number": "U-1", "attending_physician_id": city.kato.id}),
            "needs-eligible-profession", status=403)
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)、森 由美(かとう内科クリニック)、"
                                         "小川 直子(かとう内科クリニック)")
        self.refused(city.murata.post("/v1/patients", PATIENT | {
            "number": "U-2", "attending_physician_id": city.kato.id}), "forbidden", status=403)
        patient = self.new_patient()
        self.new_consent(patient)
        wish = {"client_id": "w1", "kind": "patient", "patient_id": patient["id"]}
        refusal = self.refused(city.ogawa.post("/v1/groups", wish), "needs-attending-physician")
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)")
        self.refused(city.mori.post("/v1/groups", wish), "needs-attending-physician")
        for tag in ("ueda", "hayashi", "sakai", "murata"):
            self.nothing_there(city.users[tag].post("/v1/groups", wish), city.users[tag])

    def test_right_before_consent(self):
        """Who has no right learns nothing of the consent."""
        patient = self.new_patient()
        wish = {"client_id": "w2", "kind": "patient", "patient_id": patient["id"]}
        self.refused(self.city.ogawa.post("/v1/groups", wish), "needs-attending-physician")
        self.refused(self.city.kato.post("/v1/groups", wish), "consent-missing")
        consent = self.new_consent(patient)
        self.ok(self.city.kato.post(f"/v1/consents/{consent['id']}/withdrawal", WITHDRAWAL))
        self.refused(self.city.kato.post("/v1/groups", wish), "consent-missing")

    def every_call(self, patient, consent, group, invitation, entry, user):
        """Every path with an id in it, as its rightful user would call it."""
        body = PATIENT | {"number": "X", "version": 1,
                          "attending_physician_id": self.city.kato.id}
        post = {"client_id": uuid.uuid4().hex, "text": "横から"}
        return [
            ("GET", f"/v1/patients/{patient}", None), ("PUT", f"/v1/patients/{patient}", body),
            ("GET", f"/v1/patients/{patient}/consents", None),
            ("POST", f"/v1/patients/{patient}/consents", CONSENT),
            ("GET", f"/v1/consents/{consent}", None),
            ("PUT", f"/v1/consents/{consent}", CONSENT | {"version": 1}),
            ("POST", f"/v1/consents/{consent}/printed", None),
            ("POST", f"/v1/consents/{consent}/signed", SIGNED),
            ("POST", f"/v1/consents/{consent}/withdrawal", WITHDRAWAL),
            ("POST", "/v1/groups", {"client_id": uuid.uuid4().hex, "kind": "patient",
                                    "patient_id": patient}),
            ("GET", f"/v1/groups/{group}", None), ("GET", f"/v1/groups/{group}/members", None),
            ("DELETE", f"/v1/groups/{group}/members/{user}", None),
            ("GET", f"/v1/groups/{group}/invitations", None),
            ("POST", f"/v1/groups/{group}/invitations", {"user_ids": [user]}),
            ("POST", f"/v1/invitations/{invitation}/approve", None),
            ("POST", f"/v1/invitations/{invitation}/turn-down", None),
            ("POST", f"/v1/invitations/{invitation}/accept", None),
            ("POST", f"/v1/invitations/{invitation}/decline", None),
            ("POST", f"/v1/invitations/{invitation}/cancel", None),
            ("GET", f"/v1/channels/{group}/entries", None),
            ("GET", f"/v1/channels/{self.city.kato.id}/entries", None),
            ("POST", f"/v1/groups/{group}/messages", post),
            ("POST", f"/v1/groups/{group}/messages", post | {"reply_to": entry}),
            ("PUT", f"/v1/groups/{group}/read", {"seq": 1}),
            ("GET", f"/v1/groups/{group}/read-marks", None),
        ]

    def test_ids_of_others_do_not_exist(self):
        """SECURITY AZ-02: status and body as for made-up ids, on every path, for everybody else."""
        patient, group = self.new_team("sakai")
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        entry = self.ok(self.send(self.city.kato, group, "内緒"), 201)["id"]
        invited = self.ok(self.city.sakai.post(f"/v1/groups/{group['id']}/invitations",
                                               {"user_ids": [self.city.ishii.id]}), 201)["items"][0]
        before = self.ok(self.city.kato.get(f"/v1/groups/{group['id']}"))
        for tag in ("ishii", "hirano", "hayashi", "murata", "ueda"):
            user = self.city.users[tag]
            real = self.every_call(patient["id"], consent, group["id"], invited["id"], entry,
                                   self.city.sakai.id)
            made_up = self.every_call(*(["0" * 26] * 5), self.city.sakai.id)
            for (method, path, body), (_, nowhere, other) in zip(real, made_up):
                answer = user.call(method, path, body)
                nothing = user.call(method, nowhere, other)
                self.assertEqual((answer.status, answer.raw), (nothing.status, nothing.raw),
                                 (tag, method, path))
                self.assertEqual(answer.status, 404, (tag, method, path, answer))
            for path in ("/v1/patients", "/v1/groups", "/v1/invitations"):
                self.assertNotIn(group["id"], user.get(path).raw.decode())
                self.assertNotIn(patient["id"], user.get(path).raw.decode())
        after = self.ok(self.city.kato.get(f"/v1/groups/{group['id']}"))
        self.assertEqual((before["last_seq"], before["members"]),
                         (after["last_seq"], after["members"]))

    def test_member_without_right_to_the_patient(self):
        """One of the team sees the patient, not the papers; a clerk of it edits nothing."""
        patient, group = self.new_team("ishii", "ueda")
        path = f"/v1/patients/{patient['id']}"
        body = PATIENT | {"number": patient["number"], "version": 1,
                          "attending_physician_id": self.city.kato.id}
        self.assertEqual(self.ok(self.city.ishii.get(path))["name"], "山本 はな")
        self.refused(self.city.ishii.put(path, body), "forbidden", status=403)
        self.refused(self.city.ishii.get(path + "/consents"), "forbidden")
        self.refused(self.city.ishii.post(path + "/consents", CONSENT), "forbidden")
        self.refused(self.city.ueda.put(path, body), "needs-eligible-profession")

    def test_session(self):
        stranger = self.another(self.city.kato)
        stranger.token = "A" * 43
        answer = stranger.get("/v1/patients")
        stranger.connection.close()
        self.assertEqual(answer.status, 401, answer)
        self.assertEqual(self.city.kato.call("PATCH", "/v1/patients").status, 405)
        self.assertEqual(self.city.kato.get("/v1/nothing").status, 404)

    def test_race_of_removal_and_posts(self):
        """SECURITY AZ-08: nothing is posted after the removal is answered."""
        patient, group = self.new_team("ishii")
        ishii, removed = self.city.ishii, threading.Event()
        late = []

        def post():
            user = self.another(ishii)
            for i in range(60):
                was_removed = removed.is_set()
                answer = self.send(user, group, f"投稿 {i}")
                if was_removed and answer.status == 201:
                    late.append(answer)
            user.connection.close()

        threads = [threading.Thread(target=post) for _ in range(4)]
        for thread in threads:
            thread.start()
        self.assertEqual(self.city.kato.delete(f"/v1/groups/{group['id']}/members/{ishii.id}")
                         .status, 204)
        removed.set()
        for thread in threads:
            thread.join()
        self.assertEqual(late, [])
        kinds = [e["kind"] for e in self.ok(self.city.kato.get(
            f"/v1/channels/{group['id']}/entries", after=0, limit=100))["items"]]
        self.assertNotIn("message", kinds[kinds.index("member-left"):])

    def test_audit_has_no_names(self):
        """What is recorded holds ids and codes alone; the database shows no name and no text."""
        patient, group = self.new_team("ishii")
        canary = "カナリア" + uuid.uuid4().hex
        self.ok(self.send(self.city.kato, group, canary), 201)
        self.new_patient(name="金糸雀" + uuid.uuid4().hex[:8], remarks=canary)
        self.city.stop()
        for file in self.city.folder.iterdir():
            if file.is_file() and not file.name.endswith(".sock"):
                data = file.read_bytes()
                self.assertNotIn(canary.encode(), data, file)
                self.assertNotIn("金糸雀".encode(), data, file)
                self.assertNotIn("山本 はな".encode(), data, file)
        self.city.start()


if __name__ == "__main__":
    unittest.main()
