#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vital signs: what is refused and what is asked about, the marks, the ranges, the periods."""

import datetime
import time
import unittest
import uuid

from ops_city import WITHDRAWAL, CityTest

DAY = datetime.timedelta(days=1)
USUAL = {"systolic": 128, "diastolic": 74, "pulse": 72, "temperature": 365, "spo2": 97}


def moment(when):
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class VitalsCase(CityTest):
    def record(self, user, group, values, client_id=None, **more):
        vitals = {"values": [{"kind": kind, "value": value} for kind, value in values.items()]}
        return user.post(f"/v1/groups/{group['id']}/vitals",
                         {"client_id": client_id or uuid.uuid4().hex, "vitals": vitals | more})

    def path(self, group, rest="vitals"):
        return f"/v1/groups/{group['id']}/{rest}"

    @staticmethod
    def numbers(entry):
        return {v["kind"]: v["value"] for v in entry["content"]["vitals"]["values"]}

    @staticmethod
    def marks(entry):
        return {v["kind"]: v["mark"] for v in entry["content"]["vitals"]["values"] if "mark" in v}


class VitalsTest(VitalsCase):
    def test_written_and_read(self):
        _, group = self.new_team("ishii", "hirano")
        ishii, hirano = self.city.ishii, self.city.hirano
        entry = self.ok(self.record(ishii, group, USUAL, note="朝食後。"), 201)
        self.assertEqual((entry["kind"], entry["author_id"], self.numbers(entry)),
                         ("vitals", ishii.id, USUAL))
        self.assertEqual(entry["content"]["vitals"]["note"], "朝食後。")
        self.assertEqual(self.marks(entry), {})
        self.assertIn("measured_at", entry["content"]["vitals"])
        # In the timeline, and by itself.
        last = self.ok(hirano.get(f"/v1/channels/{group['id']}/entries", limit=1))["items"][0]
        self.assertEqual((last["id"], last["content"]), (entry["id"], entry["content"]))
        listed = self.ok(hirano.get(self.path(group)))["items"]
        self.assertEqual([(e["id"], e["content"]) for e in listed],
                         [(entry["id"], entry["content"])])
        for stranger in (self.city.tokuda, self.city.murata):
            self.nothing_there(stranger.get(self.path(group)), stranger)
            self.nothing_there(self.record(stranger, group, USUAL), stranger)
        free = self.new_group(name="連絡")
        self.refused(self.record(self.city.kato, free, USUAL), "forbidden", status=403)

    def test_sent_again(self):
        _, group = self.new_team("ishii")
        ishii, once = self.city.ishii, uuid.uuid4().hex
        first = self.ok(self.record(ishii, group, USUAL, once), 201)
        again = self.ok(self.record(ishii, group, USUAL, once))
        self.assertEqual((again["id"], again["content"]), (first["id"], first["content"]))
        self.refused(self.record(ishii, group, USUAL | {"pulse": 73}, once), "sent-differently",
                     "client_id", 409)
        self.refused(self.record(ishii, group, USUAL, once, note="別"), "sent-differently",
                     "client_id")
        self.assertEqual(len(self.ok(ishii.get(self.path(group)))["items"]), 1)

    def test_impossible(self):
        _, group = self.new_team()
        kato = self.city.kato
        for values in ({"systolic": 301}, {"systolic": 29}, {"temperature": 299},
                       {"temperature": 3650}, {"spo2": 101}, {"pain": 11}, {"food": 101},
                       {"fluid": 10000}, {"pulse": -1}):
            self.refused(self.record(kato, group, values, confirmed=True), "field-invalid",
                         "vitals.values.value", 422)
        self.refused(self.record(kato, group, {"systolic": 120, "diastolic": 120}),
                     "field-invalid", "vitals.values")
        self.refused(self.record(kato, group, {"diastolic": 70}), "field-missing", "vitals.values")
        self.refused(self.record(kato, group, {}), "field-missing", "vitals.values")
        path = self.path(group)
        twice = [{"kind": "pulse", "value": 70}, {"kind": "pulse", "value": 71}]
        for values, code, field in (
                (twice, "field-invalid", "vitals.values"),
                ([{"kind": "mood", "value": 1}], "field-invalid", "vitals.values.kind"),
                ([{"kind": "pain"}], "field-invalid", "vitals.values.value"),
                ([{"kind": "pulse", "value": 70, "mark": "low"}], "field-unknown",
                 "vitals.values.mark")):
            self.refused(kato.post(path, {"client_id": "a", "vitals": {"values": values}}), code,
                         field)
        self.ok(self.record(kato, group, {"pain": 0, "food": 0, "fluid": 0}), 201)

    def test_unusual_is_asked_about(self):
        _, group = self.new_team()
        kato = self.city.kato
        self.refused(self.record(kato, group, USUAL | {"temperature": 400}), "vitals-unusual",
                     "temperature", 409)
        self.refused(self.record(kato, group, {"spo2": 80}), "vitals-unusual", "spo2")
        entry = self.ok(self.record(kato, group, {"spo2": 80, "oxygen": 20}, confirmed=True), 201)
        self.assertTrue(entry["content"]["vitals"]["confirmed"])
        self.assertEqual(self.marks(entry), {"spo2": "low"})

    def test_time(self):
        _, group = self.new_team()
        kato, now = self.city.kato, datetime.datetime.now(datetime.timezone.utc)
        self.refused(self.record(kato, group, USUAL, measured_at=moment(now + DAY)),
                     "field-future", "vitals.measured_at")
        self.refused(self.record(kato, group, USUAL, measured_at=moment(now - 4000 * DAY)),
                     "field-invalid", "vitals.measured_at")
        times = [now - n * DAY for n in (3, 1, 40, 2)]
        for when in times:
            self.ok(self.record(kato, group, USUAL, measured_at=moment(when)), 201)
        listed = [e["content"]["vitals"]["measured_at"] for e in kato.list(self.path(group))]
        self.assertEqual(listed, [moment(when) for when in sorted(times, reverse=True)])
        week = kato.list(self.path(group), **{"from": moment(now - 7 * DAY), "to": moment(now)},
                         limit=1)
        self.assertEqual(len(week), 3)
        for query in ({"limit": "501"}, {"limit": "0"}, {"cursor": "x"}, {"from": "gestern"}):
            field = next(iter(query))
            self.refused(kato.get(self.path(group), **query), "field-invalid", field)

    def test_corrected_and_deleted_by_oneself(self):
        _, group = self.new_team("ishii", "noda")
        ishii, noda, path = self.city.ishii, self.city.noda, self.path(group)
        entry = self.ok(self.record(ishii, group, {"systolic": 182, "diastolic": 74},
                                    confirmed=True, note="まちがい"), 201)
        right = {"values": [{"kind": "systolic", "value": 128}, {"kind": "diastolic", "value": 74}],
                 "note": "訂正しました"}
        one = f"{path}/{entry['id']}"
        self.refused(noda.put(one, right), "forbidden", status=403)
        self.refused(noda.delete(one), "forbidden")
        self.nothing_there(self.city.tokuda.put(one, right), self.city.tokuda)
        self.nothing_there(ishii.put(f"{path}/{'0' * 26}", right), ishii)
        wrong = {"values": [{"kind": "spo2", "value": 60}]}
        self.refused(ishii.put(one, wrong), "vitals-unusual", "spo2")
        self.assertEqual(ishii.put(one, right).status, 204)
        listed = self.ok(noda.get(path))["items"]
        self.assertEqual([self.numbers(e) for e in listed], [{"systolic": 128, "diastolic": 74}])
        # The service says who may: in the list as in the timeline.
        self.assertNotIn("state", listed[0])
        self.assertEqual(self.ok(ishii.get(path))["items"][0]["state"],
                         {"capabilities": ["change-vitals"]})
        self.assertEqual(self.ok(ishii.get(f"/v1/channels/{group['id']}/entries", limit=2))[
            "items"][1]["state"]["capabilities"], ["change-vitals"])
        self.assertEqual(listed[0]["content"]["vitals"]["measured_at"],
                         entry["content"]["vitals"]["measured_at"])
        entries = self.ok(noda.get(f"/v1/channels/{group['id']}/entries", limit=2))["items"]
        self.assertEqual([(e["kind"], e["content"].get("subject_id")) for e in entries],
                         [("vitals-changed", entry["id"]), ("vitals", None)])
        self.assertIn("edited_at", entries[1]["state"])
        for words, found in (("訂正", 1), ("まちがい", 0)):
            hits = noda.list("/v1/search", q=words, group=group["id"])
            self.assertEqual(len(hits), found, words)
        self.assertEqual(ishii.delete(one).status, 204)
        self.assertEqual(self.ok(noda.get(path))["items"], [])
        self.assertEqual(noda.list("/v1/search", q="訂正", group=group["id"]), [])
        self.nothing_there(ishii.delete(one), ishii)

    def test_a_year_is_fast(self):
        _, group = self.new_team()
        kato, now = self.city.kato, datetime.datetime.now(datetime.timezone.utc)
        # A tenth of the year's 1460 through the service; all of it is in bench-search.
        for n in range(146):
            self.ok(self.record(kato, group, USUAL, measured_at=moment(now - n * DAY / 4)), 201)
        begun = time.monotonic()
        got = kato.list(self.path(group), limit=500)
        self.assertEqual(len(got), 146)
        self.assertLess(time.monotonic() - begun, 2)

    def test_taken_out(self):
        patient, group = self.new_team("ishii")
        wish = {"purpose": "report", "from": "2026-01-01T00:00:00.000000Z",
                "to": "2026-02-01T00:00:00.000000Z"}
        path = self.path(group, "vitals-exports")
        self.assertEqual(self.city.ishii.post(path, wish | {"printed": True}).status, 204)
        self.assertEqual(self.city.ishii.post(path, wish).status, 204)
        self.refused(self.city.ishii.post(path, wish | {"purpose": "fun"}), "field-invalid",
                     "purpose")
        self.nothing_there(self.city.tokuda.post(path, wish), self.city.tokuda)
        if self.city.database.startswith("sqlite"):
            self.assertEqual(self.city.recorded("export-vitals", self.city.ishii)[-2:],
                             ["printed report", "file report"])

    def test_taken_out_with_the_password_again(self):
        """SECURITY SESS-07, as for a stretch of the timeline; the card in an emergency without."""
        patient, group = self.new_team("ishii")
        ishii = self.city.ishii
        wish = {"purpose": "report", "from": "2026-01-01T00:00:00.000000Z",
                "to": "2026-02-01T00:00:00.000000Z"}
        card = f"/v1/patients/{patient['id']}/card/printed"
        self.city.sql("UPDATE session SET confirmed_at = confirmed_at - 1000000000")
        try:
            for printed in (False, True):
                self.refused(ishii.post(self.path(group, "vitals-exports"),
                                        wish | {"printed": printed}), "step-up-required", status=403)
            self.ok(ishii.post(card), 204)
        finally:
            self.city.sql("UPDATE session SET confirmed_at = confirmed_at + 1000000000")
        self.ok(ishii.post(self.path(group, "vitals-exports"), wish), 204)
        if self.city.database.startswith("sqlite"):
            self.assertTrue(self.city.recorded("print-card", ishii))

    def test_frozen(self):
        patient, group = self.new_team("ishii")
        self.ok(self.record(self.city.ishii, group, USUAL), 201)
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}/consents"))["items"][0]
        self.ok(self.city.kato.post(f"/v1/consents/{consent['id']}/withdrawal", WITHDRAWAL))
        self.refused(self.city.ishii.get(self.path(group)), "group-frozen")
        self.refused(self.record(self.city.ishii, group, USUAL), "group-frozen")
        self.refused(self.record(self.city.kato, group, USUAL), "group-frozen")
        self.assertEqual(len(self.ok(self.city.kato.get(self.path(group)))["items"]), 1)


class TargetTest(VitalsCase):
    def test_own_ranges(self):
        _, group = self.new_team("ishii", "noda")
        kato, ishii, noda = self.city.kato, self.city.ishii, self.city.noda
        path = self.path(group, "vital-targets")
        high = {"systolic": 150, "diastolic": 80}
        self.assertEqual(self.marks(self.ok(self.record(noda, group, high), 201)),
                         {"systolic": "high"})
        wish = {"targets": [{"kind": "systolic", "low": 110, "high": 160}], "reason": "脳梗塞後"}
        self.refused(noda.put(path, wish), "needs-eligible-profession", status=403)
        entry = self.ok(ishii.put(path, wish), 201)
        self.assertEqual((entry["kind"], entry["content"]["vital_targets"]),
                         ("vital-targets-changed", {"version": 1} | wish))
        self.assertEqual(self.marks(self.ok(self.record(noda, group, high), 201)), {})
        self.assertEqual(self.marks(self.ok(self.record(noda, group, {"systolic": 100}), 201)),
                         {"systolic": "low"})
        # Another has set them since; and what was marked stays as it was that day.
        self.refused(kato.put(path, wish), "version-stale", "version", 409)
        self.ok(kato.put(path, {"version": 1, "targets": []}), 201)
        versions = [(e["author_id"], e["content"]["vital_targets"]["version"])
                    for e in noda.list(path, limit=1)]
        self.assertEqual(versions, [(kato.id, 2), (ishii.id, 1)])
        listed = [self.marks(e) for e in self.ok(noda.get(self.path(group)))["items"]]
        self.assertEqual(listed, [{"systolic": "low"}, {}, {"systolic": "high"}])

    def test_what_is_no_range(self):
        _, group = self.new_team()
        path = self.path(group, "vital-targets")
        for target, field in (({"kind": "spo2", "low": 95, "high": 90}, "targets.high"),
                              ({"kind": "spo2", "low": 20}, "targets.low"),
                              ({"kind": "temperature", "high": 500}, "targets.high")):
            self.refused(self.city.kato.put(path, {"targets": [target]}), "field-invalid", field)
        twice = [{"kind": "spo2", "low": 90}, {"kind": "spo2", "low": 92}]
        self.refused(self.city.kato.put(path, {"targets": twice}), "field-invalid", "targets")
        self.refused(self.city.kato.put(path, {}), "field-missing", "targets")
        self.refused(self.city.kato.get(path, cursor="x"), "field-invalid", "cursor")


if __name__ == "__main__":
    unittest.main()
