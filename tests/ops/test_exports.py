#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stretch of a group's timeline is taken out: who may, what is in it, what the log says."""

import datetime
import unittest

from ops_city import WITHDRAWAL, CityTest

ZONE = datetime.timezone(datetime.timedelta(hours=9))


def day(ago=0):
    return str(datetime.datetime.now(ZONE).date() - datetime.timedelta(days=ago))


class ExportTest(CityTest):
    def setUp(self):
        self.ishii, self.hirano = self.city.ishii, self.city.hirano
        self.patient, self.group = self.new_team("ishii", "hirano")

    def begin(self, by, first=0, last=0, **more):
        wish = {"purpose": "care-record", "format": "pdf", "from": day(first), "to": day(last)}
        return by.post(f"/v1/groups/{self.group['id']}/exports", wish | more)

    def pages(self, by, export, limit):
        """All entries of what is taken out, and how many pages they were."""
        entries, path = [], f"/v1/exports/{export['id']}/entries"
        page = self.ok(by.get(path, limit=limit))
        pages = 1
        while page["more"]:
            entries += page["items"]
            page = self.ok(by.get(path, limit=limit, after=page["items"][-1]["seq"]))
            pages += 1
        self.assertEqual(page["last_seq"], export["last_seq"])
        return entries + page["items"], pages

    def move(self, seq, ago):
        """The entries up to this number happened so many days ago."""
        then = int((datetime.datetime.now(ZONE).replace(hour=23, minute=59, second=0, microsecond=0)
                    - datetime.timedelta(days=ago)).timestamp() * 1_000_000)
        self.city.sql(f"UPDATE entry SET at = {then} WHERE channel_id = '{self.group['id']}' "
                      f"AND seq <= {seq}")

    def test_whole(self):
        sent = [self.ok(self.send(self.ishii, self.group, f"訪問 {n}"), 201) for n in range(7)]
        gone, changed = sent[2], sent[4]
        path = f"/v1/groups/{self.group['id']}/messages/"
        self.ok(self.ishii.delete(path + gone["id"]), 204)
        self.ok(self.ishii.put(path + changed["id"], {"text": "訂正しました"}), 204)
        export = self.ok(self.begin(self.hirano), 201)
        entries, pages = self.pages(self.hirano, export, 3)
        self.assertEqual(pages, -(-export["entries"] // 3))
        self.assertEqual([e["seq"] for e in entries],
                         list(range(export["first_seq"], export["last_seq"] + 1)))
        self.assertEqual(len(entries), export["entries"])
        found = {e["id"]: e for e in entries}
        self.assertNotIn("text", found[gone["id"]]["content"])
        self.assertIn("deleted_at", found[gone["id"]]["state"])
        self.assertEqual(found[changed["id"]]["content"]["text"], "訂正しました")
        self.assertIn("edited_at", found[changed["id"]]["state"])
        # Every one as in the timeline, and nothing that came since.
        self.ok(self.send(self.ishii, self.group, "あとから"), 201)
        channel = f"/v1/channels/{self.group['id']}/entries"
        self.assertEqual(self.ok(self.hirano.get(channel, after=0, limit=100))["items"][:-1],
                         self.pages(self.hirano, export, 100)[0])

    def test_days(self):
        sent = [self.ok(self.send(self.ishii, self.group, f"記録 {n}"), 201) for n in range(6)]
        self.move(sent[3]["seq"], 1)
        self.move(sent[1]["seq"], 3)
        for first, last, numbers in ((3, 3, range(1, sent[1]["seq"] + 1)),
                                     (2, 2, ()),
                                     (2, 1, (sent[2]["seq"], sent[3]["seq"])),
                                     (0, 0, (sent[4]["seq"], sent[5]["seq"])),
                                     (9, 4, ())):
            export = self.ok(self.begin(self.hirano, first, last), 201)
            self.assertEqual([e["seq"] for e in self.pages(self.hirano, export, 100)[0]],
                             list(numbers), (first, last))
            self.assertEqual(export["entries"], len(numbers))

    def test_log(self):
        self.ok(self.send(self.ishii, self.group, "一"), 201)
        export = self.ok(self.begin(self.hirano, 7, 0, format="csv", purpose="report"), 201)
        self.pages(self.hirano, export, 2)
        compact = [d.replace("-", "") for d in (day(7), day())]
        reason = (f"purpose=report format=csv from={compact[0]} to={compact[1]} "
                  f"entries={export['entries']}")
        # One record for all of it, whatever the number of its pages, in which the patient is named.
        own = self.city.kato.list("/v1/audit", action="export-timeline",
                                  patient=self.patient["id"])
        self.assertEqual([(r["reason"], r["actor_id"], r["object_id"], r["patient_id"])
                          for r in own],
                         [(reason, self.hirano.id, export["id"], self.patient["id"])])
        read = self.city.kato.list("/v1/audit", action="read-export", patient=self.patient["id"])
        self.assertEqual({r["object_id"] for r in read}, {export["id"]})

    def test_by_right_is_found(self):
        admin = self.city.kato
        patient = self.new_patient(attending_physician_id=self.city.mori.id)
        self.new_consent(patient)
        self.group = self.new_group(patient, by=self.city.mori)
        export = self.ok(self.begin(admin), 201)
        self.pages(admin, export, 100)
        found = self.city.murata.list("/v1/audit", finding="by-right", group=self.group["id"])
        self.assertIn(("read-export", export["id"]), [(r["action"], r["object_id"]) for r in found])

    def test_refused(self):
        self.nothing_there(self.begin(self.city.tokuda), self.city.tokuda)
        self.nothing_there(self.begin(self.city.murata), self.city.murata)
        self.refused(self.begin(self.ishii, 0, 1), "field-invalid", "to", 422)
        self.refused(self.begin(self.ishii, purpose="fun"), "field-invalid", "purpose")
        self.refused(self.begin(self.ishii, format="exe"), "field-invalid", "format")
        self.refused(self.begin(self.ishii, entries=1), "field-unknown", "entries")
        export = self.ok(self.begin(self.ishii), 201)
        path = f"/v1/exports/{export['id']}/entries"
        # Of another's one learns nothing, member or not, nor of a part of the log.
        self.nothing_there(self.hirano.get(path), self.hirano)
        self.ok(self.city.kato.post("/v1/audit/exports", {"reason": "監査"}), 204)
        if self.city.database.startswith("sqlite"):
            (log,), = self.city.sql("SELECT id FROM audit_export ORDER BY exported_at DESC LIMIT 1")
            self.nothing_there(self.city.kato.get(f"/v1/exports/{log}/entries"), self.city.kato)
        for after in (export["first_seq"] - 2, export["last_seq"] + 1):
            self.refused(self.ishii.get(path, after=after), "field-invalid", "after")

    def test_password_again(self):
        self.city.sql("UPDATE session SET confirmed_at = confirmed_at - 1000000000")
        self.refused(self.begin(self.ishii), "step-up-required", status=403)
        self.city.sql("UPDATE session SET confirmed_at = confirmed_at + 1000000000")
        self.ok(self.begin(self.ishii), 201)

    def test_ends_with_the_right(self):
        export = self.ok(self.begin(self.ishii), 201)
        path = f"/v1/exports/{export['id']}/entries"
        self.ok(self.ishii.get(path))
        consents = f"/v1/patients/{self.patient['id']}/consents"
        consent = self.ok(self.city.kato.get(consents))["items"][0]
        self.ok(self.city.kato.post(f"/v1/consents/{consent['id']}/withdrawal", WITHDRAWAL))
        self.refused(self.ishii.get(path), "group-frozen", status=409)
        self.refused(self.begin(self.ishii), "group-frozen", status=409)
        # Whose patient it is keeps what the law makes it keep.
        kept = self.ok(self.begin(self.city.kato), 201)
        self.assertEqual(len(self.pages(self.city.kato, kept, 100)[0]), kept["entries"])


if __name__ == "__main__":
    unittest.main()
