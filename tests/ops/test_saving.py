#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving a file on a terminal: by the facility's leave alone, and on record (SECURITY TRM-02)."""

import unittest

from ops_city import WITHDRAWAL, CityTest
from sample_files import make_png


class SavingTest(CityTest):
    def setUp(self):
        self.patient, self.group = self.new_team("hayashi")
        done = self.ok(self.upload(self.city.kato, make_png(), group=self.group))
        self.file = done["id"]
        self.ok(self.send(self.city.kato, self.group, "写真", attachments=[self.file]), 201)

    def allow(self, allowed, facility="station", by=None):
        return (by or self.city.hayashi).put(
            f"/v1/facilities/{self.city.facilities[facility]}/saving", {"allowed": allowed})

    def save(self, by):
        return by.post(f"/v1/attachments/{self.file}/saving")

    def test_off_until_allowed(self):
        hayashi, kato = self.city.hayashi, self.city.kato
        answer = self.save(hayashi)
        self.refused(answer, "saving-not-allowed", status=403)
        self.assertIn("林 里美", answer.json["who"])
        allowed = self.ok(self.allow(True))
        self.assertTrue(allowed["saving"])
        self.assertEqual(allowed["saving_set_by_name"], "林 里美")
        self.assertIn("saving_set_at", allowed)
        self.assertEqual(self.save(hayashi).status, 204)
        # The file's sender is of a facility that does not allow it.
        self.refused(self.save(kato), "saving-not-allowed", status=403)
        self.assertFalse(self.ok(self.allow(False))["saving"])
        self.refused(self.save(hayashi), "saving-not-allowed", status=403)
        self.assertEqual(self.city.recorded("set-saving", hayashi), ["saving-allowed", "saving-not-allowed"])
        saved = [(r["object_id"], r["result"]) for r in
                 self.city.murata.list("/v1/audit", action="save-attachment", person=hayashi.id,
                                       group=self.group["id"])]
        self.assertEqual(saved, [(self.file, "saving-not-allowed"), (self.file, "ok"),
                                 (self.file, "saving-not-allowed")])

    def test_who_decides(self):
        for user in (self.city.ishii, self.city.murata, self.city.kato):
            self.refused(self.allow(True, by=user), "needs-facility-admin", status=403)
        self.assertNotIn("saving_set_at", self.ok(self.city.kato.get(
            f"/v1/facilities/{self.city.facilities['station']}")))

    def test_with_the_right_to_read(self):
        self.ok(self.allow(True))
        self.ok(self.allow(True, "clinic", self.city.kato))
        self.nothing_there(self.save(self.city.tokuda), self.city.tokuda)
        self.nothing_there(self.save(self.city.murata), self.city.murata)
        consents = f"/v1/patients/{self.patient['id']}/consents"
        consent = self.ok(self.city.kato.get(consents))["items"][0]
        self.ok(self.city.kato.post(f"/v1/consents/{consent['id']}/withdrawal", WITHDRAWAL))
        self.refused(self.save(self.city.hayashi), "group-frozen", status=409)
        self.assertEqual(self.save(self.city.kato).status, 204)
        self.ok(self.allow(False))
        self.ok(self.allow(False, "clinic", self.city.kato))


if __name__ == "__main__":
    unittest.main()
