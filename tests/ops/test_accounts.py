#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to accounts and terminals, each use case once; tests/service has the rules."""

import unittest

import ops_city


class AccountTest(ops_city.CityTest):
    WHY = {"reason": "本人に確かめた。"}

    def path(self, tag, what=""):
        return f"/v1/users/{self.city.users[tag].id}{what}"

    def test_stopped_and_restored(self):
        hayashi, murata = self.city.hayashi, self.city.murata
        for reason, given in (("terminal-lost", {"code"}), ("other", set()),
                              ("infected", {"code", "password", "reading"})):
            stopped = self.ok(hayashi.post(self.path("noda", "/suspension"),
                                           {"reason": reason, "note": "電車に忘れた。"}))
            self.assertEqual((stopped["state"], stopped["suspension"]), ("suspended", reason))
            access = self.ok(murata.post(self.path("noda", "/restoration"), self.WHY))
            self.assertEqual(set(access) - {"user", "expires_at"}, given)
            self.assertEqual(access["user"]["state"], "active")

    def test_reset(self):
        access = self.ok(self.city.murata.post(self.path("kondo", "/reset"), {
            "identified_by": "in-person", "note": "職員証を見た。"}))
        self.assertEqual(access["user"]["id"], self.city.kondo.id)
        self.refused(self.city.kondo.get("/v1/groups"), "session-ended", status=401)

    def test_retired(self):
        gone = self.ok(self.city.kato.post(self.path("ueda", "/retirement"), {"note": "異動"}))
        self.assertEqual(gone["state"], "retired")
        found = self.city.kato.list("/v1/users", state="retired")
        self.assertEqual([user["id"] for user in found], [self.city.ueda.id])

    def test_admin_right(self):
        kato, mori = self.city.kato, self.city.mori
        self.assertTrue(self.ok(kato.post(self.path("mori", "/facility-admin")))["facility_admin"])
        self.ok(mori.delete(self.path("mori", "/facility-admin")))
        refusal = self.refused(kato.delete(self.path("kato", "/facility-admin")), "last-admin")
        self.assertIn("森 由美", refusal["who"])

    def test_corrected(self):
        murata = self.city.murata
        user = self.ok(murata.get(self.path("sakai")))
        body = {key: user[key] for key in ("name", "kana", "mail", "profession", "facility_id",
                                           "version")}
        changed = self.ok(murata.put(self.path("sakai"), body | {"name": "酒井 久美"}))
        self.assertEqual((changed["name"], changed["version"]), ("酒井 久美", user["version"] + 1))

    def test_terminals(self):
        ishii = self.city.ishii
        terminal = self.ok(ishii.get(self.path("ishii", "/terminals")))["items"][0]
        self.assertTrue(terminal["current"])
        path = f"/v1/terminals/{terminal['id']}"
        self.nothing_there(self.city.ogawa.delete(path), self.city.ogawa)
        self.assertEqual(self.city.hayashi.post(f"{path}/sign-out").status, 204)
        self.refused(ishii.get("/v1/session"), "session-ended", status=401)
        self.assertEqual(self.city.hayashi.delete(path).status, 204)
        self.refused(ishii.get("/v1/session"), "access-withdrawn", status=401)
        self.assertIn("revoked_at", self.ok(self.city.hayashi.get(
            self.path("ishii", "/terminals")))["items"][0])


class RulesTest(ops_city.CityTest):
    def test_accepted(self):
        version = self.ok(self.city.murata.post("/v1/wordings/rules", {
            "text": "互いに名のって話す。"}), 201)["version"]
        tokuda = self.city.tokuda
        self.refused(tokuda.get("/v1/groups"), "rules-not-accepted", status=403)
        self.assertEqual(self.ok(tokuda.get("/v1/session"))["rules_version"], version)
        self.ok(tokuda.post("/v1/session/rules", {"version": version}))
        self.ok(tokuda.get("/v1/groups"))


if __name__ == "__main__":
    unittest.main()
