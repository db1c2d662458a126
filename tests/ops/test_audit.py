#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log over HTTP: who may read what of it, and who has seen a patient."""

import datetime
import unittest
import uuid

from ops_city import CityTest

NAME = "秘匿 カナリア"


class AuditTest(CityTest):
    def log(self, user, **query):
        return user.list("/v1/audit", **query)

    def test_office_reads_all_without_names(self):
        patient, group = self.new_team("hayashi")
        self.ok(self.city.hayashi.get(f"/v1/channels/{group['id']}/entries"))
        records = self.log(self.city.murata, patient=patient["id"])
        actions = {r["action"] for r in records}
        self.assertLessEqual({"enter-patient", "create-group", "read-entries"}, actions)
        self.assertTrue(all("patient_name" not in r for r in records))
        by_hayashi = [r for r in records if r.get("actor_id") == self.city.hayashi.id]
        self.assertEqual(by_hayashi[0]["actor_name"], "林 里美")
        self.assertEqual(by_hayashi[0]["actor_profession"], "nurse")
        self.assertEqual(by_hayashi[0]["facility_name"], "はやし訪問看護ステーション")

    def test_office_canary(self):
        patient = self.new_patient(name=NAME, kana="カナリア")
        self.new_consent(patient)
        self.new_group(patient)
        self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))
        for query in ({"limit": 100}, {"patient": patient["id"]}, {"person": self.city.kato.id},
                      {"finding": "refused"}, {"action": "create-group"}):
            answer = self.ok(self.city.murata.get("/v1/audit", **query))
            self.assertTrue(answer["items"])
            self.assertNotIn("カナリア", str(answer), query)

    def test_facility_admin(self):
        patient, group = self.new_team("hayashi")
        other = self.new_patient(by=self.city.hayashi, name="別の 人")
        self.ok(self.city.hayashi.get(f"/v1/patients/{patient['id']}"))
        self.ok(self.city.ishii.get(f"/v1/patients/{other['id']}"))
        records = self.log(self.city.kato)
        staff = {self.city.users[tag].id for tag in ("kato", "mori", "ogawa", "ueda")}
        for record in records:
            own = record.get("actor_id") in staff
            about = record.get("patient_name") is not None
            self.assertTrue(own or about or record.get("group_id"), record)
            self.assertNotEqual(record.get("patient_id"), other["id"])
        seen = [r for r in records if r["action"] == "view-patient"
                and r["actor_id"] == self.city.hayashi.id]
        self.assertEqual(seen[0]["patient_name"], patient["name"])
        self.assertEqual(seen[0]["group_id"], group["id"])

    def test_order_and_pages(self):
        for _ in range(7):
            self.ok(self.city.mori.get("/v1/users"))
        everything = self.log(self.city.murata, person=self.city.mori.id)
        keys = [(r["at"], r["chain"], r["seq"]) for r in everything]
        self.assertEqual(keys, sorted(keys, reverse=True))
        self.assertEqual(len(set(keys)), len(keys))
        for user, query in ((self.city.murata, {"person": self.city.mori.id}),
                            (self.city.kato, {}), (self.city.hayashi, {})):
            until = {"to": everything[0]["at"]} | query
            one_by_one = [(r["chain"], r["seq"]) for r in self.log(user, limit=2, **until)]
            at_once = [(r["chain"], r["seq"]) for r in self.log(user, limit=100, **until)]
            self.assertEqual(one_by_one, at_once)

    def test_staff_reads_own_sign_ins_alone(self):
        self.ok(self.city.ueda.get("/v1/users"))
        for query in ({}, {"person": self.city.ueda.id}):
            actions = {r["action"] for r in self.log(self.city.ueda, **query)}
            self.assertLessEqual(actions, {"sign-in", "sign-out", "unlock", "enrol-terminal"})
        kato = self.city.kato.id
        for query in ({"person": kato}, {"facility": self.city.facilities["clinic"]},
                      {"person": uuid.uuid4().hex}, {"terminal": "nowhere"},
                      {"patient": "nobody"}, {"group": "nothing"}, {"facility": "nowhere"}):
            self.refused(self.city.ueda.get("/v1/audit", **query), "not-found", status=404)

    def test_group_admin_reads_own_group(self):
        group = self.new_group(by=self.city.ogawa, name="勉強会")
        self.add_member(group, "noda", by=self.city.ogawa)
        self.ok(self.send(self.city.noda, group, "こんにちは"), 201)
        actions = {r["action"] for r in self.log(self.city.ogawa, group=group["id"])}
        self.assertLessEqual({"create-group", "invite", "accept-invitation", "post-message"},
                             actions)
        mine = {r["action"] for r in self.log(self.city.ogawa)
                if r.get("group_id") == group["id"]}
        self.assertIn("post-message", mine)
        self.refused(self.city.noda.get("/v1/audit", group=group["id"]), "not-found", status=404)

    def test_other_facilities_are_out_of_sight(self):
        patient, group = self.new_team("hayashi")
        for query in ({"patient": patient["id"]}, {"group": group["id"]},
                      {"person": self.city.kato.id},
                      {"facility": self.city.facilities["clinic"]}):
            missing = {key: uuid.uuid4().hex for key in query}
            self.nothing_there(self.city.tokuda.get("/v1/audit", **query), self.city.tokuda)
            self.nothing_there(self.city.tokuda.get("/v1/audit", **missing), self.city.tokuda)

    def test_filters(self):
        patient = self.new_patient()
        self.refused(self.city.tokuda.get(f"/v1/patients/{patient['id']}"), "not-found", status=404)
        refused = self.log(self.city.murata, finding="refused", patient=patient["id"])
        self.assertEqual([(r["action"], r["result"]) for r in refused],
                         [("view-patient", "not-found")])
        self.assertEqual(refused[0]["actor_id"], self.city.tokuda.id)
        entered = self.log(self.city.murata, action="enter-patient", patient=patient["id"])
        self.assertEqual(len(entered), 1)
        at = entered[0]["at"]
        self.assertEqual(self.log(self.city.murata, patient=patient["id"], to=at), [])
        self.assertEqual(len(self.log(self.city.murata, action="enter-patient", **{"from": at})), 1)
        terminal = self.log(self.city.murata, terminal=entered[0]["terminal_id"])
        self.assertTrue(terminal)
        self.assertEqual({r["terminal_id"] for r in terminal}, {entered[0]["terminal_id"]})
        for field, value in (("from", "yesterday"), ("finding", "odd"), ("cursor", "1.2"),
                             ("limit", "101"), ("to", "2026-01-01")):
            answer = self.city.murata.get("/v1/audit", **{field: value})
            self.refused(answer, "field-invalid", field=field, status=422)

    def test_by_right(self):
        patient = self.new_patient(attending_physician_id=self.city.mori.id)
        self.new_consent(patient)
        group = self.new_group(patient, by=self.city.mori)
        self.ok(self.city.kato.get(f"/v1/channels/{group['id']}/entries"))
        found = self.log(self.city.murata, finding="by-right", group=group["id"])
        self.assertEqual([(r["action"], r["actor_id"]) for r in found],
                         [("read-entries", self.city.kato.id)])
        self.assertEqual(found, self.log(self.city.murata, finding="by-right",
                                         person=self.city.kato.id, group=group["id"]))
        self.assertEqual({r["reason"] for r in self.log(self.city.murata, finding="by-right")},
                         {"by-right"})

    def test_reading_is_recorded(self):
        self.ok(self.city.murata.get("/v1/audit", person=self.city.noda.id))
        last = self.log(self.city.murata, action="read-audit", person=self.city.murata.id)
        self.assertIn(self.city.noda.id, [r.get("object_id") for r in last])


class SeenByTest(CityTest):
    def seen(self, patient, by=None, **query):
        items = (by or self.city.kato).list(f"/v1/patients/{patient['id']}/seen-by", **query)
        return {item["user_id"]: item for item in items}

    def test_opened_and_listed(self):
        patient, group = self.new_team("hayashi")
        before = self.seen(patient).get(self.city.mori.id, {"opened": 0, "listed": 0})
        self.assertEqual(before["opened"], 0)
        self.ok(self.city.mori.get(f"/v1/patients/{patient['id']}"))
        self.ok(self.city.mori.get(f"/v1/patients/{patient['id']}/consents"))
        listed = self.city.mori.list("/v1/patients", limit=2)
        self.assertIn(patient["id"], [p["id"] for p in listed])
        self.ok(self.city.hayashi.get("/v1/groups"))
        self.ok(self.city.hayashi.get(f"/v1/channels/{group['id']}/entries"))
        seen = self.seen(patient)
        mori = seen[self.city.mori.id]
        self.assertEqual((mori["opened"], mori["listed"] - before["listed"]), (2, 1))
        self.assertEqual((mori["user_name"], mori["profession"]), ("森 由美", "physician"))
        self.assertLess(mori["first_at"], mori["last_at"])
        hayashi = seen[self.city.hayashi.id]
        self.assertGreaterEqual(hayashi["listed"], 1)
        self.assertGreaterEqual(hayashi["opened"], 1)
        self.assertNotIn(self.city.tokuda.id, seen)
        self.assertNotIn(self.city.murata.id, seen)
        later = self.seen(patient, **{"from": hayashi["last_at"]})
        self.assertEqual(set(later), {self.city.hayashi.id})

    def test_the_log_names_the_list(self):
        patient = self.new_patient(by=self.city.hayashi)
        self.city.ishii.list("/v1/patients")
        found = [r for r in self.city.hayashi.list("/v1/audit", patient=patient["id"])
                 if r["action"] == "list-patients"]
        self.assertEqual(found[0]["actor_id"], self.city.ishii.id)
        self.assertRegex(found[0]["reason"], r"^patients=[0-9]+$")

    def test_a_refusal_has_seen_nothing(self):
        patient = self.new_patient()
        self.refused(self.city.tokuda.get(f"/v1/patients/{patient['id']}"), "not-found", status=404)
        self.assertNotIn(self.city.tokuda.id, self.seen(patient))

    def test_who_may_know(self):
        patient, group = self.new_team("hayashi")
        path = f"/v1/patients/{patient['id']}/seen-by"
        self.refused(self.city.mori.get(path), "needs-facility-admin", status=403)
        self.refused(self.city.hayashi.get(path), "needs-group-admin", status=403)
        for tag in ("murata", "tokuda", "kondo"):
            self.refused(self.city.users[tag].get(path), "not-found", status=404)
        self.assertIn(self.city.kato.id, self.seen(patient))

    def test_pages(self):
        patient = self.new_patient()
        for tag in ("kato", "mori", "ogawa"):
            self.ok(self.city.users[tag].get(f"/v1/patients/{patient['id']}"))
        by_pages = self.seen(patient, limit=1)
        self.assertEqual(set(by_pages), set(self.seen(patient)))
        self.refused(self.city.kato.get(f"/v1/patients/{patient['id']}/seen-by", cursor="x"),
                     "field-invalid", field="cursor")


JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def month_before(months):
    """(year, month) in Japan, so many months ago."""
    today = datetime.datetime.now(JAPAN)
    number = today.year * 12 + today.month - 1 - months
    return number // 12, number % 12 + 1


def moment(months, day, hour, minute=0):
    year, month = month_before(months)
    at = datetime.datetime(year, month, day, hour, minute, tzinfo=JAPAN)
    return at.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000000Z")


def number_of(months):
    year, month = month_before(months)
    return year * 100 + month


class ReviewTest(CityTest):
    """Two months ago: at noon a look, at night a look, a refusal, one by right, and 50 patients
    on one day; at the station there was a look at noon alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        city = cls.city
        clinic, station = city.facilities["clinic"], city.facilities["station"]
        ogawa, ishii = city.ogawa.id, city.ishii.id
        lines = [f"record\t{ogawa}\t{clinic}\t{what}" for what in (
            f"view-patient\tok\t-\tp0\t{moment(2, 3, 12)}",
            f"view-patient\tok\t-\tp0\t{moment(2, 3, 23)}",
            f"view-patient\tnot-found\t-\tp0\t{moment(2, 4, 12)}",
            f"read-entries\tok\tby-right\tp0\t{moment(2, 4, 13)}")]
        lines += [f"record\t{ogawa}\t{clinic}\tview-patient\tok\t-\tp{i}\t{moment(2, 5, 9, i)}"
                  for i in range(50)]
        lines += [f"record\t{ogawa}\t{clinic}\tview-patient\tok\t-\tp{i}\t{moment(2, 6, 9, i)}"
                  for i in range(49)]
        lines += [f"record\t{ishii}\t{station}\tview-patient\tok\t-\tp0\t{moment(2, 7, 12)}"]
        city.change(*lines)

    def review(self, user, months, **query):
        reviews = user.list("/v1/audit/reviews", **query)
        return next(r for r in reviews if r["month"] == number_of(months))

    def counts(self, review):
        return tuple(review[k] for k in ("records", "night", "mass", "refused", "by_right"))

    def test_counts(self):
        self.assertEqual(self.counts(self.review(self.city.tokuda, 2)), (0, 0, 0, 0, 0))
        self.assertEqual(self.counts(self.review(self.city.hayashi, 2)), (1, 0, 0, 0, 0))
        self.assertEqual(self.counts(self.review(self.city.murata, 2)), (104, 1, 1, 1, 1))
        clinic = self.review(self.city.murata, 2, facility=self.city.facilities["clinic"])
        self.assertEqual(self.counts(clinic), (103, 1, 1, 1, 1))
        self.assertEqual(clinic["facility_name"], "かとう内科クリニック")
        self.assertNotIn("review-audit", clinic["capabilities"])

    def test_findings_are_what_was_counted(self):
        year, month = month_before(2)
        begin = moment(2, 1, 0)
        end = moment(1, 1, 0)
        for user in (self.city.kato, self.city.murata):
            span = {"from": begin, "to": end}
            night = user.list("/v1/audit", finding="night", **span)
            # The seed's clock goes on while it writes.
            self.assertEqual([r["at"][:19] for r in night], [moment(2, 3, 23)[:19]])
            refused = user.list("/v1/audit", finding="refused", **span)
            self.assertEqual([r["result"] for r in refused], ["not-found"])
            by_right = user.list("/v1/audit", finding="by-right", **span)
            self.assertEqual([r["reason"] for r in by_right], ["by-right"])
            mass = user.list("/v1/audit", finding="mass", limit=20, **span)
            self.assertEqual(len(mass), 50)
            self.assertEqual({r["patient_id"] for r in mass}, {f"p{i}" for i in range(50)})
        self.assertEqual(self.city.hayashi.list("/v1/audit", finding="mass", **span), [])
        self.refused(self.city.kato.get("/v1/audit", finding="mass", group="x"), "field-invalid",
                     field="finding")

    def test_sign_off(self):
        reviews = self.city.sakai.list("/v1/audit/reviews", limit=1)
        self.assertEqual([r["month"] for r in reviews], [number_of(i) for i in range(3)])
        self.assertEqual([r.get("overdue", False) for r in reviews], [False, False, True])
        self.assertEqual(["review-audit" in r["capabilities"] for r in reviews],
                         [False, True, True])
        month = number_of(2)
        done = self.ok(self.city.sakai.post("/v1/audit/reviews",
                                            {"month": month, "note": "確認しました。"}), 201)
        self.assertEqual(done["reviewed_by_name"], "酒井 久美子")
        self.assertEqual(done["note"], "確認しました。")
        self.refused(self.city.sakai.post("/v1/audit/reviews", {"month": month}),
                     "reviewed-already", status=409)
        kept = self.review(self.city.sakai, 2)
        self.assertEqual(kept, done)
        self.assertFalse(kept.get("overdue", False))
        self.assertEqual(kept["capabilities"], [])
        acts = [r["result"] for r in self.city.sakai.list("/v1/audit", action="review-audit")]
        self.assertEqual(sorted(acts), ["ok", "reviewed-already"])
        # The office's own, and another facility's, are others.
        self.assertNotIn("reviewed_at", self.review(self.city.murata, 2))
        self.assertNotIn("reviewed_at", self.review(self.city.hirano, 2))

    def test_months_that_cannot_be_reviewed(self):
        for month in (number_of(0), number_of(-1), number_of(3), 202613, 0, 2026):
            self.refused(self.city.kato.post("/v1/audit/reviews", {"month": month}),
                         "field-invalid", field="month")
        self.refused(self.city.kato.post("/v1/audit/reviews", {}), "field-invalid", field="month")

    def test_who_may_review(self):
        for method, body in (("get", None), ("post", {"month": number_of(1)})):
            answer = self.city.mori.get("/v1/audit/reviews") if method == "get" else \
                self.city.mori.post("/v1/audit/reviews", body)
            self.refused(answer, "needs-facility-admin", status=403)
        clinic = self.city.facilities["clinic"]
        self.refused(self.city.hayashi.get("/v1/audit/reviews", facility=clinic), "needs-office",
                     status=403)


class ChainTest(CityTest):
    def chain(self):
        return self.ok(self.city.murata.get("/v1/audit/chain"))

    def test_chain(self):
        first = self.chain()
        self.assertTrue(first["intact"])
        self.ok(self.city.mori.get("/v1/users"))
        self.city.mori.list("/v1/patients")
        second = self.chain()
        self.assertTrue(second["intact"])
        self.assertGreaterEqual(second["records"], first["records"] + 2)
        self.assertTrue(second["head"].startswith("anshin-audit-head-1 "))
        self.refused(self.city.kato.get("/v1/audit/chain"), "needs-office", status=403)

    def test_tampering_shows(self):
        self.new_patient()
        self.city.mori.list("/v1/patients")
        self.assertTrue(self.chain()["intact"])
        self.city.stop()
        sqlite = self.city.database.startswith("sqlite:")
        self.city.sql("DROP TRIGGER audit_patient_undeleted" if sqlite
                      else "DROP TRIGGER audit_patient_unchanged ON audit_patient")
        (chain, seq), = self.city.sql(
            "SELECT chain, seq FROM audit_patient ORDER BY chain, seq LIMIT 1")
        record = f"chain = {chain} AND seq = {seq}"
        self.city.sql(f"CREATE TABLE kept AS SELECT * FROM audit_patient WHERE {record}")
        self.city.sql(f"DELETE FROM audit_patient WHERE {record}")
        self.city.start()
        state = self.chain()
        self.assertFalse(state.get("intact", False))
        self.assertEqual(state["broken_at"], f"{chain}/{seq}")
        self.city.stop()
        self.city.sql("INSERT INTO audit_patient SELECT * FROM kept")
        self.city.sql("DROP TABLE kept")
        self.city.start()
        self.assertTrue(self.chain()["intact"])


class ExportTest(CityTest):
    REASON = "家族からの開示の求め"

    def test_export_is_recorded(self):
        patient = self.new_patient()
        answer = self.city.kato.post("/v1/audit/exports",
                                     {"reason": self.REASON, "patient": patient["id"]})
        self.assertEqual(answer.status, 204, answer)
        own = self.city.kato.list("/v1/audit", action="export-audit")
        self.assertEqual(own[0]["reason"], self.REASON)
        self.assertEqual(own[0]["patient_id"], patient["id"])
        seen_by_office = self.city.murata.list("/v1/audit", action="export-audit",
                                               patient=patient["id"])
        self.assertEqual(len(seen_by_office), 1)
        self.assertNotIn("reason", seen_by_office[0])

    def test_only_what_may_be_read(self):
        patient = self.new_patient()
        body = {"reason": self.REASON, "patient": patient["id"]}
        self.refused(self.city.tokuda.post("/v1/audit/exports", body), "not-found", status=404)
        self.refused(self.city.mori.post("/v1/audit/exports", {
            "reason": self.REASON, "person": self.city.kato.id}), "not-found", status=404)
        self.refused(self.city.kato.post("/v1/audit/exports", {}), "field-missing",
                     field="reason")
        self.assertEqual(self.city.kato.post("/v1/audit/exports", {
            "reason": self.REASON, "from": moment(1, 1, 0), "to": moment(0, 1, 0)}).status, 204)

    def test_facility_and_finding_as_when_reading(self):
        def export(person, **part):
            return person.post("/v1/audit/exports", {"reason": self.REASON, **part})
        self.assertEqual(export(self.city.murata, facility=self.city.facilities["clinic"],
                                finding="night").status, 204)
        self.assertEqual(export(self.city.murata, finding="refused").status, 204)
        self.refused(export(self.city.murata, finding="nonsense"), "field-invalid",
                     field="finding")
        self.refused(export(self.city.kato, facility=self.city.facilities["station"]), "not-found",
                     status=404)


if __name__ == "__main__":
    unittest.main()
