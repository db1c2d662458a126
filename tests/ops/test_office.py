#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the office runs: facilities, applications and registration, professions, texts."""

import concurrent.futures
import datetime
import itertools
import unittest
import uuid

import ops_city

NUMBERS = itertools.count(1)
FACILITY = {"name": "つばき訪問看護ステーション", "kind": "visiting-nurse-station",
            "address": "見本市椿町2-1", "telephone": "0797-11-2233",
            "institution_number": "２８-1234567"}
DUTIES = {"allowed": True, "install_instructed": True, "vulnerabilities_checked": True,
          "settings_unchanged": True}


def applicant(facility_id, **changes):
    number = next(NUMBERS)
    return {"name": f"新人 {number}", "kana": "シンジン", "mail": f"new{number}@city.example",
            "profession": "nurse", "facility_id": facility_id} | changes


class OfficeTest(ops_city.CityTest):
    def new_facility(self, **changes):
        return self.ok(self.city.murata.post("/v1/facilities", FACILITY | changes), 201)

    def apply(self, by, *items, **more):
        return by.post("/v1/applications", {"items": list(items)} | more)

    def new_application(self, facility_id, by=None, **changes):
        report = self.ok(self.apply(by or self.city.murata, applicant(facility_id, **changes)),
                         201)
        self.assertEqual(report["refused"], [])
        return report["stored"][0]

    def register(self, application):
        return self.city.murata.post(f"/v1/applications/{application['id']}/registration")


class FacilityTest(OfficeTest):
    def test_add_and_edit(self):
        made = self.new_facility()
        self.assertEqual(made["institution_number"], "281234567")
        self.assertEqual((made["version"], made["staff"], made["admins"]), (1, 0, 0))
        self.assertEqual(made["capabilities"], ["edit-facility", "submit-application"])
        edited = FACILITY | {"name": "つばきナース", "version": 1}
        path = f"/v1/facilities/{made['id']}"
        self.assertEqual(self.ok(self.city.murata.put(path, edited))["version"], 2)
        self.refused(self.city.murata.put(path, edited), "version-stale", "version", 409)
        self.assertEqual(self.ok(self.city.kondo.get(path))["name"], "つばきナース")
        self.nothing_there(self.city.murata.get("/v1/facilities/" + "0" * 26), self.city.murata)
        self.nothing_there(self.city.murata.put("/v1/facilities/" + "0" * 26, edited),
                           self.city.murata)

    def test_who_may(self):
        clinic = self.city.facilities["clinic"]
        path = f"/v1/facilities/{clinic}"
        for user in (self.city.kato, self.city.ogawa):
            answer = self.refused(user.post("/v1/facilities", FACILITY), "needs-office")
            self.assertEqual(answer["who"], "村田 恵子(医師会事務局)")
        body = {"name": "かとう内科クリニック", "kind": "clinic"}
        own = self.ok(self.city.kato.get(path))
        self.assertEqual(own["capabilities"], ["edit-facility", "set-byod", "set-saving",
                                               "submit-application"])
        self.ok(self.city.kato.put(path, body | {"version": own["version"]}))
        who = self.refused(self.city.ogawa.put(path, body | {"version": 9}),
                           "needs-facility-admin")["who"]
        self.assertEqual(who, "加藤 誠(かとう内科クリニック)")
        self.refused(self.city.hayashi.put(path, body | {"version": 9}), "needs-office")

    def test_numbers_are_for_the_office_and_the_facility(self):
        path = f"/v1/facilities/{self.city.facilities['clinic']}"
        for user in (self.city.murata, self.city.ogawa):
            found = self.ok(user.get(path))
            self.assertEqual((found["staff"], found["admins"]), (4, 1))
        found = self.ok(self.city.hayashi.get(path))
        self.assertEqual((found["staff"], found["admins"]), (0, 0))

    def test_there_is_one_office(self):
        self.refused(self.city.murata.post("/v1/facilities", FACILITY | {"kind": "office"}),
                     "field-invalid", "kind")
        office = f"/v1/facilities/{self.city.facilities['office']}"
        self.refused(self.city.murata.put(office, {"name": "医師会", "kind": "clinic",
                                                   "version": 1}), "field-invalid", "kind")
        self.refused(self.city.murata.post("/v1/facilities",
                                           FACILITY | {"institution_number": "12"}),
                     "field-invalid", "institution_number")

    def test_search_and_pages(self):
        names = {self.new_facility(name=f"すみれ薬局 {n}号店", kind="pharmacy")["name"]
                 for n in range(7)}
        self.new_facility(name="ﾂｸｼ歯科", kind="dental-clinic")
        found = self.city.kondo.list("/v1/facilities", q="すみれ", limit=3)
        self.assertEqual({f["name"] for f in found}, names)
        self.assertEqual(len(self.city.kondo.list("/v1/facilities", q="つくし")), 1)
        self.assertEqual(self.city.kondo.list("/v1/facilities", q="ありません"), [])
        everything = self.city.kondo.list("/v1/facilities", limit=2)
        self.assertEqual(len({f["id"] for f in everything}), len(everything))

    def test_personal_terminals(self):
        path = f"/v1/facilities/{self.city.facilities['station']}/byod"
        hayashi = self.city.hayashi
        for duty in ("install_instructed", "vulnerabilities_checked", "settings_unchanged"):
            self.refused(hayashi.put(path, DUTIES | {duty: False}), "field-missing", duty)
        self.refused(self.city.ishii.put(path, DUTIES), "needs-facility-admin")
        refused = self.refused(self.city.murata.put(path, DUTIES), "needs-facility-admin")
        self.assertEqual(refused["who"], "林 里美(はやし訪問看護ステーション)")
        allowed = self.ok(hayashi.put(path, DUTIES))
        self.assertTrue(allowed["byod"])
        self.assertEqual(allowed["byod_confirmed_by_name"], "林 里美")
        begin, end = (datetime.datetime.strptime(allowed[field], "%Y-%m-%dT%H:%M:%S.%fZ")
                      for field in ("byod_confirmed_at", "byod_expires_at"))
        self.assertAlmostEqual((end - begin).total_seconds() / 86400, 183, 3)
        seen = self.ok(self.city.murata.get(path.removesuffix("/byod")))
        self.assertTrue(seen["byod"])
        self.assertFalse(self.ok(self.city.kato.get(path.removesuffix("/byod")))["byod"])
        taken_back = self.ok(hayashi.put(path, {"allowed": False}))
        self.assertFalse(taken_back["byod"])
        self.assertNotIn("byod_expires_at", taken_back)


class ApplicationTest(OfficeTest):
    def test_facility_admin_applies_and_the_office_registers(self):
        station = self.city.facilities["station"]
        waiting = self.new_application(station, self.city.hayashi, note="4月から")
        self.assertEqual(waiting["state"], "waiting")
        self.assertEqual(waiting["submitted_by_name"], "林 里美")
        self.assertEqual(waiting["capabilities"], ["withdraw-application"])
        mine = self.city.murata.list("/v1/applications", state="waiting", facility=station)
        self.assertEqual([a["id"] for a in mine], [waiting["id"]])
        self.assertEqual(mine[0]["capabilities"], ["decide-application", "withdraw-application"])

        self.refused(self.city.hayashi.post(f"/v1/applications/{waiting['id']}/registration"),
                     "needs-office")
        access = self.ok(self.register(waiting), 201)
        self.assertEqual(access["user"]["name"], waiting["name"])
        self.assertEqual(access["user"]["facility_id"], station)
        self.assertFalse(access["user"]["facility_admin"])
        self.assertFalse(access["user"]["office"])
        self.assertEqual(len(access["password"].split("-")), 7)
        self.assertTrue(access["reading"])
        self.assertTrue(access["code"])
        self.refused(self.register(waiting), "application-state", status=409)
        done = self.city.hayashi.list("/v1/applications", state="registered")
        self.assertIn((waiting["id"], access["user"]["id"], "村田 恵子"),
                      [(a["id"], a["user_id"], a["decided_by_name"]) for a in done])
        self.assertIn(access["user"]["id"],
                      [u["id"] for u in self.city.kato.list("/v1/users", q=waiting["name"])])

    def test_first_of_a_facility_is_its_admin(self):
        made = self.new_facility()
        first = self.ok(self.register(self.new_application(made["id"])), 201)
        second = self.ok(self.register(self.new_application(made["id"])), 201)
        third = self.ok(self.register(self.new_application(made["id"], facility_admin=True)), 201)
        self.assertEqual([a["user"]["facility_admin"] for a in (first, second, third)],
                         [True, False, True])
        counted = self.ok(self.city.murata.get(f"/v1/facilities/{made['id']}"))
        self.assertEqual((counted["staff"], counted["admins"]), (3, 2))

    def test_registered_at_the_office(self):
        application = self.new_application(self.city.facilities["office"], profession="clerk")
        self.assertTrue(self.ok(self.register(application), 201)["user"]["office"])

    def test_turn_down_and_withdraw(self):
        station = self.city.facilities["station"]
        one = self.new_application(station, self.city.hayashi)
        path = f"/v1/applications/{one['id']}"
        self.refused(self.city.murata.post(path + "/turn-down", {"reason": ""}), "field-missing",
                     "reason")
        self.refused(self.city.hayashi.post(path + "/turn-down", {"reason": "x"}), "needs-office")
        down = self.ok(self.city.murata.post(path + "/turn-down", {"reason": "共用アドレスです"}))
        self.assertEqual((down["state"], down["turned_down_reason"]),
                         ("turned-down", "共用アドレスです"))
        self.assertEqual(down.get("capabilities", []), [])
        self.refused(self.city.hayashi.post(path + "/withdrawal"), "application-state")
        again = self.new_application(station, self.city.hayashi, mail=one["mail"])
        path = f"/v1/applications/{again['id']}"
        self.assertEqual(self.ok(self.city.hayashi.post(path + "/withdrawal"))["state"],
                         "withdrawn")
        self.refused(self.register(again), "application-state")

    def test_out_of_sight(self):
        one = self.new_application(self.city.facilities["station"])
        path = f"/v1/applications/{one['id']}"
        for user in (self.city.kato, self.city.ishii):
            self.nothing_there(user.post(path + "/withdrawal"), user)
            self.nothing_there(user.post(path + "/registration"), user)
            self.nothing_there(user.post(path + "/turn-down", {"reason": "x"}), user)
        self.assertEqual(self.city.kato.list("/v1/applications",
                                             facility=self.city.facilities["station"]), [])
        self.assertNotIn(one["id"], [a["id"] for a in self.city.kato.list("/v1/applications")])
        refused = self.refused(self.city.ishii.get("/v1/applications"), "needs-facility-admin")
        self.assertIn("林 里美", refused["who"])
        self.refused(self.apply(self.city.ishii, applicant(self.city.facilities["station"])),
                     "needs-facility-admin")
        self.refused(self.apply(self.city.kato, applicant(self.city.facilities["clinic"]),
                                applicant(self.city.facilities["station"])), "needs-office")

    def test_report_line_by_line(self):
        station = self.city.facilities["station"]
        waiting = self.new_application(station)
        good = [applicant(station), applicant(station)]
        lines = [good[0], applicant(station, mail="ＫＡＴＯ@city.example"),
                 applicant(station, mail=waiting["mail"].upper()),
                 applicant(station, mail=good[0]["mail"].upper()), good[1],
                 applicant("0" * 26)]
        refused = [{"line": 2, "code": "mail-taken", "field": "mail"},
                   {"line": 3, "code": "application-state", "field": "mail"},
                   {"line": 4, "code": "field-invalid", "field": "mail"},
                   {"line": 6, "code": "field-invalid", "field": "facility_id"}]
        self.assertEqual(self.ok(self.apply(self.city.murata, *lines)),
                         {"stored": [], "refused": refused})
        report = self.ok(self.apply(self.city.murata, *lines, skip_refused=True), 201)
        self.assertEqual(report["refused"], refused)
        self.assertEqual([a["mail"] for a in report["stored"]], [a["mail"] for a in good])
        self.refused(self.apply(self.city.murata, applicant(station, kana="漢字")),
                     "field-invalid", "items.kana")
        self.refused(self.apply(self.city.murata), "field-missing", "items")

    def test_pages(self):
        made = self.new_facility()
        report = self.ok(self.apply(self.city.murata,
                                    *[applicant(made["id"]) for _ in range(5)]), 201)
        listed = self.city.murata.list("/v1/applications", facility=made["id"], limit=2)
        self.assertEqual([a["id"] for a in listed],
                         [a["id"] for a in reversed(report["stored"])])
        self.refused(self.city.murata.get("/v1/applications", state="x"), "field-invalid", "state")
        self.refused(self.city.murata.get("/v1/applications", limit=101), "field-invalid", "limit")


class AtOnceTest(OfficeTest):
    """Two people of the office, or two facilities, at the same moment."""

    ROUNDS = 25

    def both(self, *calls):
        with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
            return [future.result() for future in [pool.submit(call) for call in calls]]

    def others(self, tag):
        users = [self.another(self.city.users[tag]) for _ in range(2)]
        for user in users:
            self.addCleanup(lambda user=user: user.connection and user.connection.close())
        return users

    def test_registered_once(self):
        one, two = self.others("murata")
        for _ in range(self.ROUNDS):
            application = self.new_application(self.city.facilities["station"])
            path = f"/v1/applications/{application['id']}"
            answers = self.both(lambda path=path: one.post(path + "/registration"),
                                lambda path=path: two.post(path + "/registration"))
            self.assertEqual(sorted(a.status for a in answers), [201, 409])
            answers = [a for a in answers if a.status == 409]
            self.refused(answers[0], "application-state")

    def test_one_address_is_taken_once(self):
        one, two = self.others("murata")
        for _ in range(self.ROUNDS):
            body = {"items": [applicant(self.city.facilities["station"])]}
            answers = self.both(lambda body=body: one.post("/v1/applications", body),
                                lambda body=body: two.post("/v1/applications", body))
            self.assertEqual(sorted(a.status for a in answers), [200, 201], answers)

    def test_versions_have_no_gaps(self):
        one, two = self.others("murata")
        text = self.ok(one.get("/v1/wordings/form-4/1"))["text"]
        before = one.list("/v1/wordings", kind="form-4")[0]["version"]
        for _ in range(self.ROUNDS):
            self.both(*[lambda user=user: self.ok(
                user.post("/v1/wordings/form-4", {"text": text}), 201) for user in (one, two)])
        versions = [w["version"] for w in one.list("/v1/wordings", kind="form-4")]
        self.assertEqual(versions, list(range(before + 2 * self.ROUNDS, 0, -1)))


class ProfessionTest(OfficeTest):
    def set(self, profession, **changes):
        before = {p["profession"]: p for p in self.city.kondo.list("/v1/professions")}[profession]
        wanted = {k: before[k] for k in ("profession", "offered", "whole_picture")} | changes
        self.addCleanup(self.city.murata.put, "/v1/professions",
                        {"items": [{k: before[k] for k in wanted}]})
        return self.ok(self.city.murata.put("/v1/professions", {"items": [wanted]}))["items"]

    def test_list(self):
        listed = {p["profession"]: p for p in self.city.kondo.list("/v1/professions")}
        self.assertEqual(len(listed), 17)
        self.assertTrue(listed["nurse"]["whole_picture"])
        self.assertFalse(listed["clerk"]["whole_picture"])
        self.assertGreaterEqual(listed["physician"]["users"], 2)
        self.refused(self.city.kato.put("/v1/professions", {"items": [
            {"profession": "nurse", "offered": True, "whole_picture": True}]}), "needs-office")
        self.refused(self.city.murata.put("/v1/professions", {"items": [
            {"profession": "nurse", "offered": True, "whole_picture": True}] * 2}),
            "field-invalid", "items")

    def test_not_offered(self):
        self.set("helper", offered=False)
        station = self.city.facilities["station"]
        report = self.ok(self.apply(self.city.murata, applicant(station, profession="helper"),
                                    applicant(station)))
        self.assertEqual(report, {"stored": [], "refused": [
            {"line": 1, "code": "profession-off", "field": "profession"}]})

    def test_whole_picture_is_what_the_office_sets(self):
        patient = self.new_patient()
        path = f"/v1/patients/{patient['id']}"
        self.nothing_there(self.city.ueda.get(path), self.city.ueda)
        self.set("clerk", whole_picture=True)
        self.ok(self.city.ueda.get(path))
        self.set("clerk", whole_picture=False)
        self.nothing_there(self.city.ueda.get(path), self.city.ueda)


class WordingTest(OfficeTest):
    def accept(self, version):
        for user in self.city.users.values():
            self.ok(user.post("/v1/session/rules", {"version": version}))

    def test_first_versions(self):
        for kind, part in (("rules", "同意書"), ("form-4", "[text]")):
            listed = self.city.kondo.list("/v1/wordings", kind=kind)
            self.assertEqual(listed[-1]["version"], 1)
            self.assertNotIn("text", listed[-1])
            text = self.ok(self.city.kondo.get(f"/v1/wordings/{kind}/1"))["text"]
            self.assertIn(part, text)
            self.assertFalse(text.startswith("#"))
        self.refused(self.city.kondo.get("/v1/wordings"), "field-missing", "kind")
        self.refused(self.city.kondo.get("/v1/wordings", kind="x"), "field-invalid", "kind")
        for path in ("rules/99", "rules/0", "rules/x", "poem/1"):
            self.nothing_there(self.city.kondo.get("/v1/wordings/" + path), self.city.kondo)

    def test_publish_rules(self):
        self.refused(self.city.kato.post("/v1/wordings/rules", {"text": "新しい規則"}),
                     "needs-office")
        self.refused(self.city.murata.post("/v1/wordings/rules", {"text": " \n　"}),
                     "field-missing", "text")
        new = self.ok(self.city.murata.post("/v1/wordings/rules", {"text": "新しい規則"}), 201)
        self.assertEqual(new["published_by_name"], "村田 恵子")
        path = f"/v1/wordings/rules/{new['version']}"
        self.refused(self.city.kondo.get("/v1/groups"), "rules-not-accepted", status=403)
        self.assertEqual(self.ok(self.city.kondo.get(path))["text"], "新しい規則")
        self.accept(new["version"])
        self.ok(self.city.kondo.get("/v1/groups"))
        listed = self.city.kondo.list("/v1/wordings", kind="rules", limit=1)
        self.assertEqual([w["version"] for w in listed], list(range(new["version"], 0, -1)))

    def test_form_has_all_its_texts(self):
        old_consent = self.new_consent(self.new_patient())
        text = self.ok(self.city.murata.get("/v1/wordings/form-4/1"))["text"]
        for broken in ("ただの文", text.replace("purpose=", "aim="),
                       text.replace("number=様式4", "number=")):
            self.refused(self.city.murata.post("/v1/wordings/form-4", {"text": broken}),
                         "field-invalid", "text")
        good = text.replace("住み慣れた家で", "いつもの家で")
        made = self.ok(self.city.murata.post("/v1/wordings/form-4", {"text": good}), 201)
        self.assertGreater(made["version"], 1)
        self.assertIn("いつもの家で", made["text"])
        old = self.ok(self.city.murata.get("/v1/wordings/form-4/1"))["text"]
        self.assertEqual(old, text)
        self.assertEqual(self.new_consent(self.new_patient())["form_version"], made["version"])
        kept = self.ok(self.city.kato.get(f"/v1/consents/{old_consent['id']}"))
        self.assertEqual(kept["form_version"], old_consent["form_version"])


class AnnouncementTest(OfficeTest):
    def test_announce(self):
        body = {"client_id": uuid.uuid4().hex, "text": "台風の備えをしてください。", "urgent": True}
        refused = self.refused(self.city.kato.post("/v1/announcements", body), "needs-office")
        self.assertIn("村田 恵子", refused["who"])
        first = self.ok(self.city.murata.post("/v1/announcements", body), 201)
        self.assertTrue(first["content"]["urgent"])
        group = [g for g in self.city.kondo.list("/v1/groups") if g["kind"] == "all-users"][0]
        self.assertEqual(first["channel"], group["id"])
        self.assertNotIn("post", group.get("capabilities", []))
        again = self.city.murata.post("/v1/announcements", body)
        self.assertEqual((again.status, again.json), (200, first))
        for other in ({"text": "別の文"}, {"urgent": False}):
            self.refused(self.city.murata.post("/v1/announcements", body | other),
                         "sent-differently", "client_id")
        self.refused(self.announce("　\n"), "field-missing", "text")

    def test_twenty_a_day(self):
        made = 0
        answer = self.announce("お知らせ")
        while answer.status == 201 and made < 25:
            made += 1
            answer = self.announce(f"お知らせ {made}")
        self.refused(answer, "limit-reached", status=409)
        self.assertLessEqual(made, 20)
        self.assertGreaterEqual(made, 18)


if __name__ == "__main__":
    unittest.main()
