#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Safety checks: everybody answers, the office sees who has not, and reminds."""

import unittest

import ops_city


class SafetyTest(ops_city.CityTest):
    def start(self, text="地震がありました。ご無事ですか。"):
        return self.ok(self.city.murata.post("/v1/safety-checks", {"text": text}), 201)

    def answer(self, user, check, answer="safe", **more):
        return user.put(f"/v1/safety-checks/{check['id']}/answer", {"answer": answer} | more)

    def numbers(self, user, check):
        found = self.ok(user.get(f"/v1/safety-checks/{check['id']}"))
        return tuple(found[name] for name in ("asked", "safe", "hurt", "needs_help"))

    def answers(self, user, check, **query):
        return user.list(f"/v1/safety-checks/{check['id']}/answers", **query)

    def inbox(self, user):
        entries = self.ok(user.get(f"/v1/channels/{user.id}/entries"))["items"]
        return [e for e in entries if e["kind"] == "safety-check"]

    def test_everybody_is_asked(self):
        refused = self.refused(self.city.kato.post("/v1/safety-checks", {"text": "x"}),
                               "needs-office")
        self.assertIn("村田 恵子", refused["who"])
        check = self.start()
        group = [g for g in self.city.kondo.list("/v1/groups") if g["kind"] == "all-users"][0]
        newest = self.ok(self.city.kondo.get(f"/v1/channels/{group['id']}/entries"))["items"][0]
        self.assertEqual((newest["kind"], newest["content"]["subject_id"]),
                         ("safety-check", check["id"]))
        self.assertEqual(check["asked"], len(self.city.users))
        mine = self.city.kondo.list("/v1/safety-checks", limit=1)[0]
        self.assertEqual(mine["id"], check["id"])
        self.assertEqual(mine["capabilities"], ["answer-safety-check"])
        self.assertNotIn("own_answer", mine)

    def test_answers_and_numbers(self):
        check = self.start()
        mine = self.ok(self.answer(self.city.ishii, check, "needs-help", word="道がふさがっています"))
        self.assertEqual((mine["own_answer"], mine["own_word"]),
                         ("needs-help", "道がふさがっています"))
        self.assertEqual(mine["asked"], 0)
        self.ok(self.answer(self.city.noda, check, "hurt"))
        self.ok(self.answer(self.city.kato, check))
        everybody = len(self.city.users)
        self.assertEqual(self.numbers(self.city.murata, check), (everybody, 1, 1, 1))
        self.assertEqual(self.numbers(self.city.hayashi, check), (3, 0, 1, 1))
        self.assertEqual(self.numbers(self.city.noda, check), (0, 0, 0, 0))

        changed = self.ok(self.answer(self.city.ishii, check))
        self.assertNotIn("own_word", changed)
        self.assertEqual(self.numbers(self.city.murata, check), (everybody, 2, 1, 0))
        listed = {a["user_id"]: a for a in self.answers(self.city.hayashi, check)}
        self.assertEqual({i: a.get("answer") for i, a in listed.items()},
                         {self.city.ishii.id: "safe", self.city.noda.id: "hurt",
                          self.city.hayashi.id: None})

    def test_who_has_not_answered(self):
        check = self.start()
        for user in (self.city.kato, self.city.sakai):
            self.ok(self.answer(user, check))
        missing = self.answers(self.city.murata, check, missing=1, limit=3)
        self.assertEqual({a["user_id"] for a in missing},
                         {u.id for u in self.city.users.values()} -
                         {self.city.kato.id, self.city.sakai.id})
        self.assertEqual(len(missing), len({a["user_id"] for a in missing}))
        facilities = [a["facility_id"] for a in missing]
        self.assertEqual(facilities, sorted(facilities))
        clinic = self.city.facilities["clinic"]
        self.assertEqual({a["user_id"] for a in self.answers(self.city.murata, check, missing=1,
                                                             facility=clinic)},
                         {self.city.mori.id, self.city.ogawa.id, self.city.ueda.id})
        self.assertEqual(len(self.answers(self.city.kato, check)), 4)

    def test_who_may_see_answers(self):
        check = self.start()
        path = f"/v1/safety-checks/{check['id']}/answers"
        self.refused(self.city.ogawa.get(path), "needs-facility-admin")
        self.refused(self.city.kato.get(path, facility=self.city.facilities["station"]),
                     "needs-office")
        self.refused(self.city.murata.get(path, missing=2), "field-invalid", "missing")
        for user in (self.city.kato, self.city.ogawa):
            for act in ("reminder", "closing"):
                self.refused(user.post(f"/v1/safety-checks/{check['id']}/{act}"), "needs-office")
        nowhere = "/v1/safety-checks/" + "0" * 26
        self.nothing_there(self.city.kato.get(nowhere), self.city.kato)
        self.nothing_there(self.city.murata.post(nowhere + "/closing"), self.city.murata)
        self.nothing_there(self.city.kato.put(nowhere + "/answer", {"answer": "safe"}),
                           self.city.kato)

    def test_reminder(self):
        check = self.start("大雨です。ご無事ですか。")
        self.ok(self.answer(self.city.kato, check))
        path = f"/v1/safety-checks/{check['id']}/reminder"
        reminded = self.ok(self.city.murata.post(path))
        self.assertIn("reminded_at", reminded)
        self.assertEqual(self.ok(self.city.murata.post(path))["reminded_at"],
                         reminded["reminded_at"])

        def of_check(user):
            return [e for e in self.inbox(user) if e["content"]["subject_id"] == check["id"]]

        self.assertEqual(len(of_check(self.city.kondo)), 1)
        self.assertEqual(len(of_check(self.city.kato)), 0)

    def test_closing(self):
        check = self.start()
        self.ok(self.answer(self.city.kondo, check))
        path = f"/v1/safety-checks/{check['id']}"
        closed = self.ok(self.city.murata.post(path + "/closing"))
        self.assertIn("closed_at", closed)
        self.assertEqual(closed["capabilities"], ["see-safety-answers"])
        self.refused(self.answer(self.city.kondo, check), "check-closed", status=409)
        self.refused(self.city.murata.post(path + "/closing"), "check-closed")
        self.refused(self.city.murata.post(path + "/reminder"), "check-closed")
        self.assertEqual(self.numbers(self.city.murata, check)[:2], (len(self.city.users), 1))

    def test_suspended_are_not_asked(self):
        check = self.start()
        self.ok(self.answer(self.city.tokuda, check))
        before = self.numbers(self.city.murata, check)
        self.city.change(f"state\t{self.city.kondo.id}\tsuspended",
                         f"state\t{self.city.tokuda.id}\tsuspended")
        self.addCleanup(self.city.change, f"state\t{self.city.kondo.id}\tactive",
                        f"state\t{self.city.tokuda.id}\tactive")
        # Who has answered stays in the numbers; who has not is not waited for.
        self.assertEqual(self.numbers(self.city.murata, check), (before[0] - 1,) + before[1:])


if __name__ == "__main__":
    unittest.main()
