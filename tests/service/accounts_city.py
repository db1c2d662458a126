# SPDX-License-Identifier: GPL-3.0-or-later
"""Facilities and people of a network, made as the office makes them."""

import itertools
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Client, Service

SECOND = 1000000
MINUTE = 60 * SECOND
PASSWORD = "yamabuki-no-hana-31"
LOST = {"reason": "terminal-lost"}


class Network(unittest.TestCase):
    """A service with the office's user signed in; people are made by applications."""

    numbers = itertools.count(1)

    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.addClassCleanup(cls.service.close)
        cls.office = cls.service.office()

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer)
        return answer.json

    def refused(self, answer, code, field=None):
        self.assertEqual(answer.code, code, answer)
        self.assertEqual(answer.json.get("field"), field, answer)
        return answer.json

    def nothing_there(self, answer, client):
        made_up = client.delete("/v1/terminals/" + "0" * 26)
        self.assertEqual((answer.status, answer.body), (made_up.status, made_up.body), answer)
        self.assertEqual(answer.status, 404)

    def add_facility(self, kind="clinic"):
        name = f"第{next(self.numbers)}診療所"
        return self.ok(self.office.post("/v1/facilities", {"name": name, "kind": kind}), 201)["id"]

    def apply(self, facility, admin=False, profession="nurse", **fields):
        """What lets a new user in."""
        number = next(self.numbers)
        item = {"name": f"検査 {number}号", "kana": "ケンサ タロウ", "profession": profession,
                "mail": f"user{number}@kensa.example", "facility_id": facility,
                "facility_admin": admin} | fields
        report = self.ok(self.office.post("/v1/applications", {"items": [item]}), 201)
        access = self.ok(self.office.post(
            f"/v1/applications/{report['stored'][0]['id']}/registration"), 201)
        return access | {"mail": item["mail"]}

    def enrol(self, access, password=None, **options):
        """A signed-in Client of a new user."""
        client = Client(self.service)
        return client.enrol(access["mail"], password or access["password"], access["code"],
                            PASSWORD, **options)

    def add_user(self, facility, **fields):
        return self.enrol(self.apply(facility, **fields))

    def second_terminal(self, client):
        """The same person at another terminal."""
        code = self.ok(self.office.post(f"/v1/users/{client.user_id}/enrolment-codes"), 201)
        return Client(self.service).enrol(client.mail, client.password, code["code"])

    def user(self, client, by=None):
        return self.ok((by or self.office).get(f"/v1/users/{client.user_id}"))

    def rows(self, table, where):
        """What the database holds, for comparing."""
        return self.service.query(f"SELECT * FROM {table} WHERE {where}")

    def audited(self, action, subject):
        return [tuple(row) for row in self.service.query(
            "SELECT result, reason FROM audit "
            f"WHERE action = '{action}' AND object_id = '{subject}' ORDER BY at")]

    def let_time_pass(self, client, seconds):
        """As if the password had been given so long ago."""
        self.service.query(f"UPDATE session SET confirmed_at = confirmed_at - {seconds * SECOND} "
                           f"WHERE user_id = '{client.user_id}'")

    def free_group(self, owner, *others):
        group = owner.free_group()
        for other in others:
            invited = self.ok(owner.post(f"/v1/groups/{group}/invitations",
                                         {"user_ids": [other.user_id]}), 201)
            self.ok(other.post(f"/v1/invitations/{invited['items'][0]['id']}/accept"))
        return group

    def patient_group(self, physician):
        """A patient of the physician's, with a consent in force and a group."""
        number = next(self.numbers)
        patient = self.ok(physician.post("/v1/patients", {
            "number": f"K-{number}", "name": "山本 はな", "kana": "ヤマモト ハナ",
            "birth_date": "1938-04-02", "sex": "female", "care_level": "care-2",
            "attending_physician_id": physician.user_id}), 201)
        consent = self.ok(physician.post(f"/v1/patients/{patient['id']}/consents", {
            "explained_by": "検査", "explained_profession": "physician",
            "recipient_kinds": ["clinic"], "later_members": True}), 201)
        self.ok(physician.post(f"/v1/consents/{consent['id']}/printed"))
        self.ok(physician.post(f"/v1/consents/{consent['id']}/signed", {
            "signed_on": "2026-01-15", "signer": "self", "original_kept_at": "書庫"}))
        return self.ok(physician.post("/v1/groups", {
            "client_id": f"g{number}", "kind": "patient", "patient_id": patient["id"]}), 201)["id"]

    def say(self, client, group, text="はい"):
        return client.post(f"/v1/groups/{group}/messages",
                           {"client_id": f"m{next(self.numbers)}", "text": text})
