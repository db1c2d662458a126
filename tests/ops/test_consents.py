#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Form 4 from draft to end: states, who signs, withdrawal, and what third parties were given.

Holds SECURITY CN-01 to CN-04.
"""

import datetime
import itertools
import time
import unittest

from ops_city import CONSENT, SIGNED, WITHDRAWAL, CityTest
from sample_files import make_png
from test_events import Heard, has_entry, leaves, refreshes

PROXY = {"signer": "proxy", "signer_name": "山本 母", "signer_relationship": "parent",
         "signer_reason": "親権者"}
HAND = {"signer": "other-hand", "signer_name": "山本 一郎", "signer_relationship": "son",
        "signer_reason": "右手の麻痺のため"}

# What each state lets through: the state after it, or "consent-state".
STATES = {
    #             edit,            printed,         signed,          withdrawal
    "draft":      ("draft",         "printed",       "consent-state", "consent-state"),
    "printed":    ("draft",         "printed",       "in-force",      "consent-state"),
    "in-force":   ("consent-state", "consent-state", "consent-state", "withdrawn"),
    "withdrawn":  ("consent-state", "consent-state", "consent-state", "consent-state"),
    "superseded": ("consent-state", "consent-state", "consent-state", "consent-state"),
    "ended":      ("consent-state", "consent-state", "consent-state", "consent-state"),
}
WAYS = {
    "draft": [], "printed": ["printed"], "in-force": ["printed", "signed"],
    "withdrawn": ["printed", "signed", "withdrawal"],
    "superseded": ["printed", "signed", "another"],
    "ended": ["printed", "signed", "ending"],
}


def years_ago(years, days=0):
    """A birth date: so many years ago, or some days later."""
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=9))).date()
    try:
        day = today.replace(year=today.year - years)
    except ValueError:
        day = today.replace(year=today.year - years, day=28)
    return (day + datetime.timedelta(days=days)).isoformat()


class ConsentCase(CityTest):
    def draft(self, patient, by=None, status=201, **changes):
        return self.ok((by or self.city.kato).post(f"/v1/patients/{patient['id']}/consents",
                                                   CONSENT | changes), status)

    def do(self, consent, what, body=None, by=None):
        by = by or self.city.kato
        path = f"/v1/consents/{consent['id']}"
        if what == "edit":
            version = self.ok(by.get(path))["version"]
            return by.put(path, CONSENT | {"version": version})
        body = body or {"signed": SIGNED, "withdrawal": WITHDRAWAL}.get(what)
        return by.post(f"{path}/{what}", body)

    def get(self, consent):
        return self.ok(self.city.kato.get(f"/v1/consents/{consent['id']}"))

    def kinds(self, consent):
        return [event["kind"] for event in self.get(consent)["history"]]


class ConsentTest(ConsentCase):
    def bring(self, state):
        """A consent in a state, and its patient."""
        patient = self.new_patient()
        consent = self.draft(patient)
        for step in WAYS[state]:
            if step == "another":
                self.new_consent(patient)
            elif step == "ending":
                self.ok(self.city.kato.post(f"/v1/patients/{patient['id']}/ending",
                                            {"reason": "moved", "on": "2026-02-01"}))
                self.ok(self.city.kato.post(f"/v1/patients/{patient['id']}/resumption"))
            else:
                self.ok(self.do(consent, step))
        self.assertEqual(self.get(consent)["state"], state)
        return patient, consent

    def test_states(self):
        """Each act in each state, and that a refusal leaves the record as it was."""
        for state, wanted in STATES.items():
            for what, after in zip(("edit", "printed", "signed", "withdrawal"), wanted):
                with self.subTest(state=state, what=what):
                    _, consent = self.bring(state)
                    before = self.get(consent)
                    answer = self.do(consent, what)
                    if after == "consent-state":
                        self.refused(answer, "consent-state", status=409)
                        self.assertEqual(self.get(consent), before)
                    else:
                        self.assertEqual(self.ok(answer)["state"], after)
                        self.assertGreater(self.get(consent)["version"], before["version"])

    def test_history(self):
        """What happened, who did it, and the moment it stopped being in force."""
        _, consent = self.bring("draft")
        self.ok(self.do(consent, "edit", by=self.city.ogawa))
        self.ok(self.do(consent, "printed", by=self.city.mori))
        self.ok(self.do(consent, "signed"))
        self.assertNotIn("ended_at", self.get(consent))
        self.ok(self.do(consent, "withdrawal", by=self.city.ogawa))
        seen = self.get(consent)
        self.assertEqual([(e["kind"], e["by_name"]) for e in seen["history"]], [
            ("drafted", "加藤 誠"), ("edited", "小川 直子"), ("printed", "森 由美"),
            ("signed", "加藤 誠"), ("in-force", "加藤 誠"), ("withdrawn", "小川 直子")])
        self.assertEqual({e["by_facility"] for e in seen["history"]}, {"かとう内科クリニック"})
        times = [e["at"] for e in seen["history"]]
        self.assertEqual(times, sorted(times))
        self.assertLessEqual(seen["recorded_at"], seen["ended_at"])
        self.assertEqual((seen["withdrawn_way"], seen["withdrawn_by"]), ("form", "山本 はな"))
        for state, last in (("superseded", "superseded"), ("ended", "ended")):
            patient, consent = self.bring(state)
            self.assertEqual(self.kinds(consent),
                             ["drafted", "printed", "signed", "in-force", last])
            self.assertIn("ended_at", self.get(consent))
            listed = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}/consents"))
            self.assertEqual([c for c in listed["items"] if c["id"] == consent["id"]],
                             [self.get(consent)])

    def test_minors(self):
        """The birth date decides who signs, on the form and on the paper (PRODUCT section 5)."""
        for birth, minor in ((years_ago(17), True), (years_ago(18, 1), True),
                             (years_ago(18), False), (years_ago(88), False)):
            patient = self.new_patient(birth_date=birth)
            today = years_ago(0)
            for signer in ({"signer": "self"}, HAND):
                answer = self.city.kato.post(f"/v1/patients/{patient['id']}/consents",
                                             CONSENT | signer)
                if minor:
                    self.refused(answer, "field-invalid", "signer", 422)
                else:
                    self.ok(answer, 201)
            consent = self.draft(patient, **PROXY)
            path = f"/v1/consents/{consent['id']}"
            edited = self.city.kato.put(path, CONSENT | HAND | {"version": 1})
            if minor:
                self.refused(edited, "field-invalid", "signer")
            self.ok(self.do(consent, "printed"))
            signed = SIGNED | {"signed_on": today}
            for signer in ({"signer": "self"}, HAND) if minor else ():
                self.refused(self.do(consent, "signed", signed | signer), "field-invalid",
                             "signer")
            self.assertEqual(self.ok(self.do(consent, "signed", signed | PROXY))["signer"],
                             "proxy")

    def test_majority_of_that_day(self):
        """Before April 2022 one was of age at 20."""
        patient = self.new_patient(birth_date="2003-03-01")
        consent = self.draft(patient)
        self.ok(self.do(consent, "printed"))
        self.refused(self.do(consent, "signed", SIGNED | {"signed_on": "2022-03-31"}),
                     "field-invalid", "signer")
        self.ok(self.do(consent, "signed", SIGNED | {"signed_on": "2022-04-01"}))

    def test_other_hand_and_proxy(self):
        """Each with name, relationship and reason, on the form and on the paper."""
        patient = self.new_patient()
        for whole in (HAND, PROXY):
            for field in ("signer_name", "signer_relationship", "signer_reason"):
                body = CONSENT | {k: v for k, v in whole.items() if k != field}
                self.refused(self.city.kato.post(f"/v1/patients/{patient['id']}/consents", body),
                             "field-missing", field)
            consent = self.draft(patient, **whole)
            for name, value in whole.items():
                self.assertEqual(consent[name], value)
            self.ok(self.do(consent, "printed"))
            # Somebody else came to the table: the paper counts.
            other = PROXY if whole is HAND else HAND
            signed = self.ok(self.do(consent, "signed", SIGNED | other))
            for name, value in other.items():
                self.assertEqual(signed[name], value)

    def test_time_that_is_limited(self):
        """A last day on the form: not in the past, and not over when it is signed."""
        patient = self.new_patient()
        path = f"/v1/patients/{patient['id']}/consents"
        self.refused(self.city.kato.post(path, CONSENT | {"valid_until": years_ago(0, -1)}),
                     "field-invalid", "valid_until")
        consent = self.draft(patient, valid_until=years_ago(0))
        self.ok(self.do(consent, "printed"))
        self.assertEqual(self.ok(self.do(consent, "signed"))["valid_until"], years_ago(0))

    def test_withdrawal_by_word(self):
        """By word and by telephone somebody has to have heard it."""
        for way, witness in (("form", None), ("writing", None), ("word", "長女"),
                             ("telephone", "訪問看護師")):
            _, consent = self.bring("in-force")
            body = WITHDRAWAL | {"withdrawn_way": way, "withdrawn_how": "居間で"}
            if witness:
                self.refused(self.do(consent, "withdrawal", body), "field-missing",
                             "withdrawn_witness")
                body["withdrawn_witness"] = witness
            seen = self.ok(self.do(consent, "withdrawal", body))
            self.assertEqual((seen["withdrawn_way"], seen.get("withdrawn_witness"),
                              seen["withdrawn_how"]), (way, witness, "居間で"))

    def test_withdrawal_reaches_open_desktops(self):
        """Within a second, those of other facilities hear that, and never why (R10, CN-02)."""
        patient, group = self.new_team("ishii")
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        heard = {tag: Heard(self.city.users[tag]) for tag in ("kato", "ishii", "ogawa")}
        for one in heard.values():
            self.addCleanup(one.close)
        before = time.monotonic()
        self.ok(self.do({"id": consent}, "withdrawal",
                        WITHDRAWAL | {"withdrawn_how": "理由は言わない"}))
        self.assertTrue(heard["ishii"].wait(leaves(group["id"])))
        self.assertTrue(heard["ishii"].wait(refreshes("groups")))
        self.assertTrue(heard["kato"].wait(has_entry(group["id"], "group-frozen")))
        self.assertLess(time.monotonic() - before, 1)
        for one in heard.values():
            self.assertNotIn("理由は言わない", one.text())
            self.assertNotIn("withdrawn", one.text())
        frozen = self.ok(self.city.ishii.get(f"/v1/groups/{group['id']}"))
        self.assertEqual(frozen["state"], "frozen")
        self.assertNotIn("理由は言わない", str(frozen))
        self.new_consent(patient)
        self.assertTrue(heard["ishii"].wait(has_entry(group["id"], "group-thawed")))
        self.assertEqual(self.ok(self.city.ishii.get(f"/v1/groups/{group['id']}"))["state"],
                         "live")


class ScanTest(ConsentCase):
    """Scans of the signed paper: several pages, for who reads the consent, with its patient."""

    def file_scans(self, consent, files, by=None):
        return (by or self.city.kato).post(f"/v1/consents/{consent['id']}/scans",
                                           {"attachments": [file["id"] for file in files]})

    def pages(self, patient, count, by=None, **more):
        by = by or self.city.kato
        return [self.ok(self.upload(by, make_png(seed=number), patient=patient,
                                    name=f"{number}枚目.png", **more)) for number in range(count)]

    def test_filed_and_read(self):
        kato, ishii, ogawa = self.city.kato, self.city.ishii, self.city.ogawa
        patient, group = self.new_team("ishii")
        consent = {"id": self.ok(kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]}
        pages = self.pages(patient, 2)
        # Before it is filed nobody else has it.
        self.nothing_there(ogawa.get(f"/v1/attachments/{pages[0]['id']}"), ogawa)
        filed = self.ok(self.file_scans(consent, pages))
        self.assertEqual([scan["name"] for scan in filed["scans"]], ["0枚目.png", "1枚目.png"])
        self.assertEqual(filed["history"][-1]["kind"], "scan-filed")
        self.assertEqual(self.get(consent)["scans"], filed["scans"])
        self.assertEqual(self.download(ogawa, filed["scans"][1]), make_png(seed=1))
        # Members of other facilities see no paper.
        self.refused(ishii.get(f"/v1/attachments/{pages[0]['id']}/chunks/0"), "forbidden")
        self.nothing_there(self.city.hirano.get(f"/v1/attachments/{pages[0]['id']}"),
                           self.city.hirano)
        # Several pages more, and one that was somebody else's.
        more = self.pages(patient, 1)
        self.assertEqual(len(self.ok(self.file_scans(consent, more))["scans"]), 3)
        path = f"/v1/consents/{consent['id']}/scans/{pages[0]['id']}"
        self.refused(ishii.delete(path), "forbidden")
        removed = self.ok(ogawa.delete(path))
        self.assertEqual([scan["name"] for scan in removed["scans"]], ["1枚目.png", "0枚目.png"])
        self.assertEqual(removed["history"][-1]["kind"], "scan-removed")
        self.nothing_there(kato.get(f"/v1/attachments/{pages[0]['id']}"), kato)
        self.nothing_there(kato.delete(path), kato)

    def test_what_can_be_filed(self):
        kato, ogawa = self.city.kato, self.city.ogawa
        patient, other = self.new_patient(), self.new_patient()
        consent = self.draft(patient)
        page, = self.pages(patient, 1)
        self.refused(self.file_scans(consent, [page]), "consent-state", status=409)
        self.ok(self.do(consent, "printed"))
        elsewhere, = self.pages(other, 1)
        theirs, = self.pages(patient, 1, by=ogawa)
        words = self.ok(self.upload(kato, "同意します。".encode(), patient=patient,
                                    name="同意.txt", media="text"))
        for files in ([elsewhere], [theirs], [page, page], [{"id": "0" * 26}], [words],
                      [page, words]):
            self.refused(self.file_scans(consent, files), "field-invalid", "attachments")
        self.refused(self.file_scans(consent, []), "field-missing", "attachments")
        self.ok(self.file_scans(consent, [page]))
        self.refused(self.file_scans(consent, [page]), "field-invalid", "attachments")
        scanned = [scan["id"] for scan in self.get(consent)["scans"]]
        self.assertEqual(scanned, [page["id"]])
        # What is filed with one consent is no scan of another.
        another = self.draft(patient)
        self.nothing_there(kato.delete(f"/v1/consents/{another['id']}/scans/{page['id']}"), kato)
        self.ok(self.do(consent, "signed"))
        self.assertEqual([scan["id"] for scan in self.get(consent)["scans"]], scanned)

    def test_not_too_many(self):
        patient = self.new_patient()
        consent = self.draft(patient)
        self.ok(self.do(consent, "printed"))
        for _ in range(4):
            self.ok(self.file_scans(consent, self.pages(patient, 5)))
        self.refused(self.file_scans(consent, self.pages(patient, 1)), "limit-reached",
                     "attachments")


class ExpiryTest(ConsentCase):
    def test_last_day_is_over(self):
        """The service itself ends what had a last day, and freezes the group; a new one thaws it."""
        kato, ishii = self.city.kato, self.city.ishii
        patient = self.new_patient()
        consent = self.draft(patient, valid_until=years_ago(0))
        self.ok(self.do(consent, "printed"))
        self.ok(self.do(consent, "signed"))
        group = self.new_group(patient)
        self.add_member(group, "ishii")
        self.city.stop()
        self.city.sql(f"UPDATE consent SET valid_until = 20260101 WHERE id = '{consent['id']}'")
        self.city.start()
        deadline = time.monotonic() + 20
        while self.get(consent)["state"] != "ended" and time.monotonic() < deadline:
            time.sleep(0.02)
        last = self.get(consent)["history"][-1]
        self.assertEqual((last["kind"], last.get("by_name")), ("ended", None))
        self.assertEqual(self.ok(ishii.get(f"/v1/groups/{group['id']}"))["state"], "frozen")
        self.refused(ishii.get(f"/v1/channels/{group['id']}/entries"), "group-frozen")
        entries = self.ok(kato.get(f"/v1/channels/{group['id']}/entries"))["items"]
        self.assertEqual(entries[0]["kind"], "group-frozen")
        self.assertEqual(self.city.sql("SELECT patient_id, group_id FROM audit "
                                       "WHERE action = 'end-consent'"),
                         [[patient["id"], group["id"]]])
        self.new_consent(patient)
        self.ok(self.send(ishii, group, "再開しました。"), 201)


class RegisterTest(ConsentCase):
    def make_older(self, consent, days):
        """As if it had been printed some days ago."""
        self.city.sql(f"UPDATE consent SET printed_at = printed_at - {days * 86400 * 10**6} "
                      f"WHERE id = '{consent['id']}'")

    def overdue(self, user):
        return [c["id"] for c in user.list("/v1/consents", state="overdue")]

    def test_register(self):
        """The facility's consents page by page, with whose they are, newest first."""
        made = []
        for number, name in enumerate(("青木 一", "青木 二", "青木 三")):
            patient = self.new_patient(name=name, kana="アオキ", number=f"REG-{number}")
            made.append(self.new_consent(patient)["id"])
        draft = self.draft(patient)
        listed = self.city.ogawa.list("/v1/consents", limit=2)
        self.assertEqual([c["id"] for c in listed[:4]], [draft["id"]] + made[::-1])
        self.assertEqual([(c["patient_name"], c["patient_number"], c["patient_kana"])
                          for c in listed[1:4]],
                         [("青木 三", "REG-2", "アオキ"), ("青木 二", "REG-1", "アオキ"),
                          ("青木 一", "REG-0", "アオキ")])
        self.assertEqual(listed[1]["recorded_by_name"], "加藤 誠")
        in_force = self.city.ogawa.list("/v1/consents", state="in-force")
        self.assertEqual({c["state"] for c in in_force}, {"in-force"})
        self.assertNotIn(draft["id"], [c["id"] for c in in_force])
        self.refused(self.city.kato.get("/v1/consents", state="lost"), "field-invalid", "state")
        # Another facility has its own; who has no right is told who has.
        self.assertEqual([c["id"] for c in self.city.hayashi.list("/v1/consents")
                          if c["id"] in made], [])
        self.assertIn("加藤 誠", self.refused(self.city.ueda.get("/v1/consents"),
                                            "needs-eligible-profession")["who"])
        self.refused(self.city.murata.get("/v1/consents"), "forbidden", status=403)

    def test_what_is_printed_is_recorded(self):
        """The register, what third parties were given, the notice of a withdrawal."""
        patient = self.new_patient()
        consent = self.new_consent(patient)
        before = self.printed()
        for path in ("/v1/register", f"/v1/patients/{patient['id']}/provisions",
                     f"/v1/consents/{consent['id']}/withdrawal"):
            self.ok(self.city.kato.post(f"{path}/printed"), 204)
        self.refused(self.city.ueda.post("/v1/register/printed"), "needs-eligible-profession")
        self.refused(self.city.murata.post("/v1/register/printed"), "forbidden", status=403)
        for path in (f"/v1/patients/{patient['id']}/provisions",
                     f"/v1/consents/{consent['id']}/withdrawal"):
            self.nothing_there(self.city.hirano.post(f"{path}/printed"), self.city.hirano)
        self.assertEqual(self.printed(), [number + 1 for number in before])

    def printed(self):
        """How often somebody printed each of the papers."""
        return [len(self.city.recorded(f"print-{paper}", self.city.kato))
                for paper in ("register", "provisions", "withdrawal")]

    def test_reminder(self):
        """A form that was printed 14 days ago and is not recorded yet, until it is, is printed
        anew, or the care ends."""
        patient = self.new_patient()
        path = f"/v1/patients/{patient['id']}"
        consent = self.draft(patient)
        self.ok(self.do(consent, "printed"))
        self.assertNotIn(consent["id"], self.overdue(self.city.kato))
        self.assertFalse(self.ok(self.city.kato.get(path)).get("consent_overdue"))
        self.make_older(consent, 13)
        self.assertNotIn(consent["id"], self.overdue(self.city.kato))
        self.make_older(consent, 1)
        self.assertIn(consent["id"], self.overdue(self.city.ogawa))
        self.assertTrue(self.ok(self.city.ogawa.get(path))["consent_overdue"])
        self.assertNotIn(consent["id"], self.overdue(self.city.hayashi))
        self.ok(self.do(consent, "printed"))
        self.assertNotIn(consent["id"], self.overdue(self.city.kato))
        self.make_older(consent, 15)
        self.ok(self.do(consent, "signed"))
        self.assertNotIn(consent["id"], self.overdue(self.city.kato))
        self.assertFalse(self.ok(self.city.kato.get(path)).get("consent_overdue"))

        again = self.draft(patient)
        self.ok(self.do(again, "printed"))
        self.make_older(again, 15)
        self.assertIn(again["id"], self.overdue(self.city.kato))
        self.ok(self.city.kato.post(f"{path}/ending", {"reason": "died", "on": "2026-03-01"}))
        self.assertNotIn(again["id"], self.overdue(self.city.kato))

    def test_reminder_is_for_those_who_keep(self):
        patient, group = self.new_team("ishii")
        renewal = self.draft(patient)
        self.ok(self.do(renewal, "printed"))
        self.make_older(renewal, 20)
        path = f"/v1/patients/{patient['id']}"
        self.assertTrue(self.ok(self.city.kato.get(path))["consent_overdue"])
        self.assertFalse(self.ok(self.city.ishii.get(path)).get("consent_overdue"))


class ProvisionTest(ConsentCase):
    def provisions(self, patient, **query):
        return self.city.kato.list(f"/v1/patients/{patient['id']}/provisions", **query)

    def short(self, patient, **query):
        """Whom, whether it goes on, and what, in order."""
        return [(p["name"], "until" not in p, p["items"])
                for p in self.provisions(patient, **query)]

    def test_from_when_to_when(self):
        kato, ishii, sakai = self.city.kato, self.city.ishii, self.city.sakai
        patient, group = self.new_team("ishii")
        consent = self.ok(kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        # The own facility is no third party.
        only, = self.provisions(patient)
        self.assertEqual({k: only[k] for k in ("user_id", "name", "profession", "facility_name",
                                               "facility_kind", "consent_id", "signed_on",
                                               "items")},
                         {"user_id": ishii.id, "name": "石井 健", "profession": "nurse",
                          "facility_name": "はやし訪問看護ステーション",
                          "facility_kind": "visiting-nurse-station", "consent_id": consent,
                          "signed_on": SIGNED["signed_on"], "items": ["attributes"]})
        self.add_member(group, "mori")
        self.assertEqual(len(self.provisions(patient)), 1)

        self.ok(self.send(kato, group, "血圧が高めです。"), 201)
        self.assertEqual(self.short(patient), [("石井 健", True, ["attributes", "messages"])])
        # Who leaves before the first message has seen none of them.
        self.add_member(group, "sakai")
        self.assertEqual(sakai.delete(f"/v1/groups/{group['id']}/members/{sakai.id}").status, 204)
        self.add_member(group, "sakai")
        self.assertEqual([row[:2] for row in self.short(patient)],
                         [("石井 健", True), ("酒井 久美子", False), ("酒井 久美子", True)])
        self.assertEqual(self.provisions(patient, limit=1), self.provisions(patient))

        # A withdrawal ends all of it, a new consent begins anew.
        self.ok(self.do({"id": consent}, "withdrawal"))
        self.assertEqual([row[:2] for row in self.short(patient)],
                         [("石井 健", False), ("酒井 久美子", False), ("酒井 久美子", False)])
        renewed = self.new_consent(patient, signed_on="2026-03-03")
        rows = self.provisions(patient)
        self.assertEqual([(p["name"], p["consent_id"] == renewed["id"], "until" in p)
                          for p in rows[3:]],
                         [("石井 健", True, False), ("酒井 久美子", True, False)]
                         if ishii.id < sakai.id else
                         [("酒井 久美子", True, False), ("石井 健", True, False)])
        self.assertEqual({p["signed_on"] for p in rows[3:]}, {"2026-03-03"})
        self.assertTrue(all(p["from"] < p["until"] for p in rows[:3]))
        self.refused(ishii.get(f"/v1/patients/{patient['id']}/provisions"), "forbidden")
        self.nothing_there(self.city.hirano.get(f"/v1/patients/{patient['id']}/provisions"),
                           self.city.hirano)

    def test_named_as_on_that_day(self):
        """Name, profession and facility of when somebody came, whatever changes later."""
        kato, murata, noda = self.city.kato, self.city.murata, self.city.noda
        patient, group = self.new_team("noda")
        before = self.provisions(patient)
        user = self.ok(murata.get(f"/v1/users/{noda.id}"))
        edit = {key: user[key] for key in ("kana", "mail", "facility_id", "version")}
        self.ok(murata.put(f"/v1/users/{noda.id}", edit | {
            "name": "岡田 亮", "profession": "occupational-therapist"}))
        facility = self.ok(murata.get(f"/v1/facilities/{user['facility_id']}"))
        self.ok(murata.put(f"/v1/facilities/{user['facility_id']}",
                           {"kind": facility["kind"], "name": "あかり訪問看護ステーション",
                            "version": facility["version"]}))
        self.assertEqual(self.provisions(patient), before)
        self.assertEqual(kato.delete(f"/v1/groups/{group['id']}/members/{noda.id}").status, 204)
        self.add_member(group, "noda")
        self.assertEqual(
            [(p["name"], p["profession"], p["facility_name"]) for p in self.provisions(patient)],
            [("野田 亮", "physical-therapist", "はやし訪問看護ステーション"),
             ("岡田 亮", "occupational-therapist", "あかり訪問看護ステーション")])

    def test_ends_with_the_care(self):
        patient, group = self.new_team("ishii")
        self.ok(self.city.kato.post(f"/v1/patients/{patient['id']}/ending",
                                    {"reason": "died", "on": "2026-03-01"}))
        row, = self.provisions(patient)
        self.assertIn("until", row)

    def test_outlives_the_group(self):
        """Whom it was given to, and what kinds of things, is kept when all of it is destroyed."""
        patient, group = self.new_team("ishii")
        self.ok(self.send(self.city.ishii, group, "訪問しました。"), 201)
        self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/deletion"))
        before = self.provisions(patient)
        self.assertEqual([(p["name"], p["items"]) for p in before],
                         [("石井 健", ["attributes", "messages"])])
        self.assertIn("until", before[0])
        self.city.stop()
        self.city.sql(f"UPDATE care_group SET purge_at = 1 WHERE id = '{group['id']}'")
        self.city.start()
        deadline = time.monotonic() + 20
        left = f"SELECT COUNT(*) FROM entry WHERE channel_id = '{group['id']}'"
        while self.city.sql(left)[0][0] != "0" and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.city.sql(left)[0][0], "0")
        self.assertEqual(self.provisions(patient), before)

    def test_many(self):
        """Pages of any size say the same, whoever came and went at once."""
        patient, group = self.new_team()
        for tag in ("ishii", "hayashi", "noda", "sakai", "hirano"):
            self.add_member(group, tag)
        self.new_consent(patient)
        self.new_consent(patient)
        rows = self.provisions(patient)
        self.assertEqual(len(rows), 15)
        for limit in (1, 2, 7, 15):
            self.assertEqual(self.provisions(patient, limit=limit), rows)
        by_person = itertools.groupby(sorted(rows, key=lambda p: (p["user_id"], p["from"])),
                                      key=lambda p: p["user_id"])
        for _, periods in by_person:
            periods = list(periods)
            for one, after in zip(periods, periods[1:]):
                self.assertLessEqual(one["until"], after["from"])


if __name__ == "__main__":
    unittest.main()
