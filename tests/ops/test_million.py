#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has seen this patient, in a log of a million records (SECURITY AUD-08)."""

import os
import sys
import time
import unittest

from ops_city import PEOPLE, CityTest

RECORDS = int(os.environ.get("ANSHIN_LOG_RECORDS", "1000000"))
SECONDS = 1.0
# One look in so many is at the patient: at home for years, in the hands of a dozen.
OPENED = 100
# One record in so many is of a list; the patient is in every fifth of these.
LISTED = 10
IN_LIST = 5
YEAR = 365 * 24 * 3600 * 1000000


class MillionTest(CityTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [cls.city.users[person[0]] for person in PEOPLE if "office" not in person[5]]

    def actor(self):
        cases = " ".join(f"WHEN {number} THEN '{user.id}'"
                         for number, user in enumerate(self.people))
        return f"CASE (i / {OPENED * LISTED}) % {len(self.people)} {cases} END"

    def fill(self, patient):
        """A year of it, as the service would have written it but for the chain."""
        now = int(time.time() * 1000000)
        at = f"{now} - i * {YEAR // RECORDS}"
        numbers = ("WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 "
                   f"FROM n WHERE i < {RECORDS}) ")
        self.city.stop()
        self.city.sql(
            "INSERT INTO audit (chain, seq, at, actor_id, role, facility_id, action, object_id, "
            f"patient_id, result, mac) {numbers}"
            f"SELECT 90, {RECORDS} + 1 - i, {at}, {self.actor()}, 'staff', "
            f"'{self.city.facilities['clinic']}', CASE WHEN i % {LISTED} = 1 THEN 'list-patients' "
            f"ELSE 'view-patient' END, CASE WHEN i % {LISTED} = 1 THEN NULL ELSE 'x' END, "
            f"CASE WHEN i % {LISTED} = 1 THEN NULL WHEN i % {OPENED} = 0 THEN '{patient['id']}' "
            "ELSE 'p' || (i % 5000) END, 'ok', '' FROM n")
        self.city.sql(
            f"INSERT INTO audit_patient (chain, seq, patient_id, at, actor_id) {numbers}"
            f"SELECT 90, {RECORDS} + 1 - i, CASE WHEN (i / {LISTED}) % {IN_LIST} = 0 "
            f"THEN '{patient['id']}' ELSE 'p' || (i % 5000) END, {at}, {self.actor()} FROM n "
            f"WHERE i % {LISTED} = 1")
        if not self.city.database.startswith("sqlite:"):
            self.city.sql("ANALYZE audit, audit_patient")
        self.city.start()

    def measure(self, what, user, path, **query):
        taken = []
        for _ in range(5):
            start = time.monotonic()
            answer = self.ok(user.get(path, **query))
            taken.append(time.monotonic() - start)
        print(f"{self.city.database.split(':')[0]}: {what}: first {taken[0] * 1000:.0f} ms, "
              f"best {min(taken) * 1000:.0f} ms", file=sys.stderr)
        self.assertLess(min(taken), SECONDS, what)
        return answer["items"]

    def test_who_has_seen(self):
        kato = self.city.kato
        patient = self.new_patient()
        self.fill(patient)
        count, = self.city.sql("SELECT COUNT(*) FROM audit")
        self.assertGreater(int(count[0]), RECORDS)
        path = f"/v1/patients/{patient['id']}/seen-by"
        seen = self.measure(f"who has seen one of the patients, of {RECORDS} records", kato, path)
        self.assertLessEqual({user.id for user in self.people}, {one["user_id"] for one in seen})
        self.assertGreaterEqual(sum(one["opened"] for one in seen), RECORDS // OPENED)
        self.assertGreaterEqual(sum(one["listed"] for one in seen), RECORDS // LISTED // IN_LIST)
        self.measure("the patient's newest records", kato, "/v1/audit", patient=patient["id"])
        self.measure("the newest records of all", self.city.murata, "/v1/audit")


if __name__ == "__main__":
    unittest.main()
