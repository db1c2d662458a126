#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to an account: suspension, restoration, retirement, the admin right.

Holds SECURITY ACC-01 to -05, AZ-06, SESS-05; PRODUCT section 2.
"""

import time
import unittest

from accounts_city import LOST, Network

from anshin_test import Client


class Clinic(Network):
    """An admin, a physician and a nurse of one facility."""

    def setUp(self):
        self.facility = self.add_facility()
        self.admin = self.add_user(self.facility, admin=True)
        self.physician = self.add_user(self.facility, profession="physician")
        self.nurse = self.add_user(self.facility)

    def suspend(self, client, by=None, **fields):
        return (by or self.admin).post(f"/v1/users/{client.user_id}/suspension", LOST | fields)

    def restore(self, client, by=None):
        return (by or self.office).post(f"/v1/users/{client.user_id}/restoration",
                                        {"reason": "端末が見つかり、本人に確かめた。"})

    def retire(self, client, by=None, **fields):
        return (by or self.admin).post(f"/v1/users/{client.user_id}/retirement", fields)

    def set_admin(self, client, by=None):
        return (by or self.admin).post(f"/v1/users/{client.user_id}/facility-admin")

    def unset_admin(self, client, by=None):
        return (by or self.admin).delete(f"/v1/users/{client.user_id}/facility-admin")


class Suspension(Clinic):
    OWNED = (("account", "id"), ("membership", "user_id"), ("read_mark", "user_id"),
             ("invitation", "user_id"), ("invitation", "inviter_id"), ("entry", "author_id"),
             ("terminal", "user_id"))

    def snapshot(self, client):
        return [sorted(self.rows(table, f"{column} = '{client.user_id}'"))
                for table, column in self.OWNED]

    def test_all_ends_at_once(self):
        other = self.second_terminal(self.nurse)
        streams = [self.nurse.events(), self.nurse.events(), other.events()]
        for stream in streams:
            self.addCleanup(stream.close)
        start = time.monotonic()
        self.assertEqual(self.ok(self.suspend(self.nurse))["state"], "suspended")
        for stream in streams:
            self.assertEqual(stream.rest(1), [{"ended": "suspended"}])
        for client in (self.nurse, other):
            self.assertEqual(client.get("/v1/session").code, "access-withdrawn")
        self.assertLess(time.monotonic() - start, 1)
        self.refused(self.nurse.try_sign_in(), "sign-in-failed")
        self.assertEqual(self.audited("suspend-user", self.nurse.user_id),
                         [("ok", "terminal-lost")])

    def test_restoring_brings_all_back(self):
        group = self.free_group(self.nurse, self.physician)
        self.ok(self.say(self.physician, group), 201)
        self.ok(self.nurse.post(f"/v1/groups/{group}/invitations",
                                {"user_ids": [self.admin.user_id]}), 201)
        # Signing in is kept of an account: as it was after the last time.
        self.nurse.sign_in()
        before = self.snapshot(self.nurse)
        self.ok(self.suspend(self.nurse, reason="other"))
        self.assertNotEqual(self.snapshot(self.nurse), before)
        access = self.ok(self.restore(self.nurse))
        self.assertEqual(set(access), {"user"})
        self.assertEqual(self.snapshot(self.nurse), before)
        self.nurse.sign_in()
        self.assertIn(group, [item["id"] for item in self.nurse.get("/v1/groups").json["items"]])

    def test_a_lost_terminal(self):
        kept = self.second_terminal(self.nurse)
        self.ok(self.suspend(self.nurse, terminal_id=self.nurse.terminal_id))
        access = self.ok(self.restore(self.nurse))
        self.assertEqual(set(access), {"user", "code", "expires_at"})
        self.refused(self.nurse.try_sign_in(), "sign-in-failed")
        kept.sign_in()
        Client(self.service).enrol(self.nurse.mail, self.nurse.password, access["code"])

    def test_lost_without_saying_which(self):
        other = self.second_terminal(self.nurse)
        old = self.ok(self.office.post(f"/v1/users/{self.nurse.user_id}/enrolment-codes"), 201)
        self.ok(self.suspend(self.nurse))
        access = self.ok(self.restore(self.nurse))
        for client in (self.nurse, other):
            self.refused(client.try_sign_in(), "sign-in-failed")
        self.refused(Client(self.service).try_enrol(self.nurse.mail, self.nurse.password,
                                                    old["code"]), "sign-in-failed")
        Client(self.service).enrol(self.nurse.mail, self.nurse.password, access["code"])

    def test_infected(self):
        self.ok(self.suspend(self.nurse, reason="infected"))
        access = self.ok(self.restore(self.nurse))
        self.assertEqual(set(access), {"user", "code", "password", "reading", "expires_at"})
        self.refused(self.nurse.try_sign_in(), "sign-in-failed")
        self.refused(Client(self.service).try_enrol(self.nurse.mail, self.nurse.password,
                                                    access["code"]), "sign-in-failed")
        self.enrol(access | {"mail": self.nurse.mail})

    def test_who_may(self):
        stranger = self.add_user(self.add_facility(), admin=True)
        self.refused(self.suspend(self.nurse, stranger), "needs-office")
        who = self.refused(self.suspend(self.nurse, self.physician), "needs-facility-admin")["who"]
        self.assertIn(self.user(self.admin)["name"], who)
        self.ok(self.suspend(self.nurse, self.nurse))
        self.refused(self.suspend(self.nurse, self.office), "account-state")
        self.refused(self.restore(self.nurse, self.admin), "needs-office")
        self.ok(self.restore(self.nurse))
        self.refused(self.restore(self.nurse), "account-state")
        self.assertEqual(self.suspend(self.nurse, terminal_id=self.admin.terminal_id).json["field"],
                         "terminal_id")
        self.ok(self.nurse_again().get("/v1/groups"))

    def nurse_again(self):
        code = self.ok(self.office.post(f"/v1/users/{self.nurse.user_id}/enrolment-codes"), 201)
        return Client(self.service).enrol(self.nurse.mail, self.nurse.password, code["code"])

    def test_the_last_admin(self):
        refusal = self.refused(self.suspend(self.admin), "last-admin")
        for client in (self.physician, self.nurse):
            self.assertIn(self.user(client)["name"], refusal["who"])
        stranger = self.add_user(self.add_facility())
        for wrong in (stranger, self.admin):
            self.refused(self.suspend(self.admin, successor_id=wrong.user_id), "field-invalid",
                         "successor_id")
        self.assertEqual(self.user(self.admin)["state"], "active")
        self.ok(self.suspend(self.admin, successor_id=self.nurse.user_id))
        self.assertTrue(self.user(self.nurse)["facility_admin"])
        self.assertEqual(self.audited("set-facility-admin", self.nurse.user_id)[0][0], "ok")
        # The right itself is the user's, and comes back.
        self.ok(self.restore(self.admin))
        self.assertTrue(self.user(self.admin)["facility_admin"])

    def test_an_admin_alone(self):
        facility = self.add_facility()
        alone = self.add_user(facility, admin=True)
        self.ok(self.suspend(alone, alone))
        self.assertTrue(self.ok(self.restore(alone))["user"]["facility_admin"])

    def test_not_invited(self):
        self.ok(self.suspend(self.nurse))
        group = self.physician.free_group()
        answer = self.physician.post(f"/v1/groups/{group}/invitations",
                                     {"user_ids": [self.nurse.user_id]})
        self.refused(answer, "user-unavailable", "user_ids")

    def test_others_are_told(self):
        group = self.free_group(self.physician, self.nurse)
        with self.physician.events() as member, self.admin.events() as admin:
            self.ok(self.suspend(self.nurse, self.office))
            self.assertIn(f"members:{group}", member.wait_for("refresh"))
            self.assertIn("users", admin.wait_for("refresh"))
        states = {item["user_id"]: item["state"] for item in
                  self.ok(self.physician.get(f"/v1/groups/{group}/members"))["items"]}
        self.assertEqual(states[self.nurse.user_id], "suspended")


class Retirement(Clinic):
    def test_for_good(self):
        group = self.free_group(self.physician, self.nurse)
        said = self.ok(self.say(self.nurse, group, "よろしくお願いします"), 201)
        waiting = self.free_group(self.physician)
        self.ok(self.physician.post(f"/v1/groups/{waiting}/invitations",
                                    {"user_ids": [self.nurse.user_id]}), 201)
        with self.nurse.events() as stream, self.physician.events() as other:
            self.assertEqual(self.ok(self.retire(self.nurse, note="3月末で退職"))["state"],
                             "retired")
            self.assertEqual(stream.rest(1), [{"ended": "suspended"}])
            self.assertIn(f"members:{group}", other.wait_for("refresh"))
        self.refused(self.nurse.try_sign_in(), "sign-in-failed")
        members = self.ok(self.physician.get(f"/v1/groups/{group}/members"))["items"]
        self.assertNotIn(self.nurse.user_id, [item["user_id"] for item in members])
        self.assertEqual(self.ok(self.physician.get(f"/v1/groups/{waiting}/invitations"))["items"],
                         [])
        entries = self.ok(self.physician.get(f"/v1/channels/{group}/entries"))["items"]
        self.assertIn(said["content"], [entry["content"] for entry in entries])
        terminals = self.ok(self.admin.get(f"/v1/users/{self.nurse.user_id}/terminals"))["items"]
        self.assertTrue(all("revoked_at" in terminal for terminal in terminals))
        for answer in (self.retire(self.nurse), self.suspend(self.nurse),
                       self.set_admin(self.nurse)):
            self.refused(answer, "account-state")
        self.refused(self.restore(self.nurse), "account-state")

    def test_the_address_is_free_after_a_year(self):
        access = {"mail": self.nurse.mail}
        self.ok(self.retire(self.nurse))
        item = {"name": "次 花子", "kana": "ツギ ハナコ", "profession": "nurse",
                "facility_id": self.facility, **access}
        report = self.ok(self.office.post("/v1/applications", {"items": [item]}))
        self.assertEqual(report["refused"][0]["code"], "mail-taken")
        self.service.query("UPDATE account SET retired_at = retired_at - "
                           f"{366 * 86400 * 1000000} WHERE id = '{self.nurse.user_id}'")
        successor = self.add_user(self.facility, **access)
        self.assertNotEqual(successor.user_id, self.nurse.user_id)
        self.assertEqual(self.user(self.nurse)["mail"], self.nurse.mail)

    def test_the_last_admin(self):
        self.refused(self.retire(self.admin), "last-admin")
        retired = self.ok(self.retire(self.admin, successor_id=self.physician.user_id))
        self.assertFalse(retired["facility_admin"])
        self.ok(self.retire(self.nurse, self.physician))
        # Nobody is left who could take over.
        self.ok(self.retire(self.physician, self.office))

    def test_who_may(self):
        self.refused(self.retire(self.nurse, self.physician), "needs-facility-admin")
        self.refused(self.retire(self.nurse, self.nurse), "needs-facility-admin")
        self.let_time_pass(self.admin, 400)
        self.refused(self.retire(self.nurse), "step-up-required")


class AdminRight(Clinic):
    def hears(self, stream, group):
        return group in stream.ready

    def test_open_streams_follow(self):
        group = self.patient_group(self.physician)
        with self.nurse.events() as stream:
            self.assertFalse(self.hears(stream, group))
            self.ok(self.set_admin(self.nurse))
            self.assertEqual(stream.wait_for("joined", 1), [group])
            said = self.ok(self.say(self.physician, group), 201)
            self.assertEqual(stream.wait_for("entries", 1), [said])
            self.ok(self.nurse.get(f"/v1/channels/{group}/entries"))

            self.ok(self.unset_admin(self.nurse))
            self.assertEqual(stream.wait_for("left", 1), [group])
            self.ok(self.say(self.physician, group, "もう聞こえない"), 201)
            self.assertEqual(self.nurse.get(f"/v1/channels/{group}/entries").status, 404)
            self.ok(self.office.post("/v1/announcements",
                                     {"client_id": f"a{next(self.numbers)}", "text": "連絡"}), 201)
            heard = stream.wait_for("entries", 2)
            self.assertEqual([entry["content"]["text"] for entry in heard], ["連絡"])

    def test_members_are_not_put_out(self):
        group = self.patient_group(self.physician)
        invited = self.ok(self.physician.post(f"/v1/groups/{group}/invitations",
                                              {"user_ids": [self.nurse.user_id]}), 201)
        self.ok(self.nurse.post(f"/v1/invitations/{invited['items'][0]['id']}/accept"))
        with self.nurse.events() as stream:
            self.assertTrue(self.hears(stream, group))
            self.ok(self.set_admin(self.nurse))
            self.ok(self.unset_admin(self.nurse))
            said = self.ok(self.say(self.physician, group), 201)
            frames = []
            while "entries" not in (frames or [{}])[-1]:
                frames.append(stream.next(2))
            self.assertEqual(frames[-1]["entries"], [said])
            self.assertFalse([f for f in frames if "left" in f or "joined" in f])

    def test_lists_are_refreshed(self):
        group = self.patient_group(self.physician)
        with self.nurse.events() as own, self.physician.events() as member, \
             self.admin.events() as admin:
            self.ok(self.set_admin(self.nurse))
            self.assertLessEqual({"session", "groups", "patients", "invitations"},
                                 set(own.wait_for("refresh")))
            self.assertIn(f"members:{group}", member.wait_for("refresh"))
            self.assertIn("users", admin.wait_for("refresh"))
        members = {item["user_id"]: item for item in
                   self.ok(self.physician.get(f"/v1/groups/{group}/members"))["items"]}
        self.assertTrue(members[self.nurse.user_id]["by_right"])

    def test_never_the_last(self):
        refusal = self.refused(self.unset_admin(self.admin), "last-admin")
        self.assertIn(self.user(self.nurse)["name"], refusal["who"])
        self.refused(self.set_admin(self.admin), "account-state")
        self.ok(self.set_admin(self.nurse))
        self.ok(self.unset_admin(self.admin))
        self.refused(self.unset_admin(self.nurse), "needs-facility-admin")
        self.assertEqual(self.audited("unset-facility-admin", self.admin.user_id)[-1][0], "ok")

    def test_who_may(self):
        self.refused(self.set_admin(self.nurse, self.physician), "needs-facility-admin")
        stranger = self.add_user(self.add_facility(), admin=True)
        for by in (stranger, self.office):
            self.assertEqual(self.set_admin(self.nurse, by).status, 403)
            self.assertEqual(self.unset_admin(self.admin, by).status, 403)
        self.ok(self.suspend(self.nurse, reason="other"))
        self.refused(self.set_admin(self.nurse), "account-state")

    def test_the_office_sets_the_first(self):
        facility = self.add_facility()
        alone = self.add_user(facility, admin=True)
        self.ok(self.suspend(alone, alone))
        other = self.add_user(facility, admin=False)
        if not self.user(other)["facility_admin"]:
            self.ok(self.set_admin(other, self.office))
        self.refused(self.set_admin(self.nurse, other), "needs-facility-admin")


class Lists(Clinic):
    ADMINISTRATIVE = {"last_sign_in_at", "last_sign_in_terminal", "registered_at"}

    def list(self, by, **query):
        items, cursor = [], {}
        while cursor is not None:
            page = self.ok(by.get("/v1/users", **(query | cursor)))
            items += page["items"]
            cursor = {"cursor": page["next_cursor"]} if "next_cursor" in page else None
        return {item["id"]: item for item in items}

    def test_of_a_facility(self):
        self.ok(self.suspend(self.nurse))
        for by in (self.admin, self.office):
            found = self.list(by, facility=self.facility, limit=1)
            self.assertEqual(set(found), {self.admin.user_id, self.physician.user_id,
                                          self.nurse.user_id})
            nurse = found[self.nurse.user_id]
            self.assertEqual((nurse["state"], nurse["suspension"]), ("suspended", "terminal-lost"))
            self.assertLessEqual(self.ADMINISTRATIVE | {"mail"}, set(nurse))
            self.assertEqual(nurse["terminals"], 1)
        # The others see who is there, and of themselves what is theirs.
        found = self.list(self.physician, facility=self.facility)
        self.assertEqual(set(found), {self.admin.user_id, self.physician.user_id})
        self.assertFalse(self.ADMINISTRATIVE & set(found[self.admin.user_id]))
        self.assertNotIn("mail", found[self.admin.user_id])
        self.assertLessEqual(self.ADMINISTRATIVE, set(found[self.physician.user_id]))
        self.assertEqual(self.list(self.physician, state="suspended"), {})

    def test_of_a_state(self):
        self.ok(self.suspend(self.nurse))
        self.ok(self.retire(self.physician))
        for state, client in (("suspended", self.nurse), ("retired", self.physician)):
            self.assertEqual(set(self.list(self.admin, state=state)), {client.user_id})
            self.assertIn(client.user_id, self.list(self.office, state=state))
        self.assertNotIn(self.physician.user_id, self.list(self.office, facility=self.facility))
        self.refused(self.office.get("/v1/users", state="gone"), "field-invalid", "state")
        directory = self.list(self.admin)
        self.assertFalse({self.nurse.user_id, self.physician.user_id} & set(directory))
        self.assertFalse(self.ADMINISTRATIVE & set(directory[self.admin.user_id]))

    def test_capabilities(self):
        def of(client, by):
            return set(self.user(client, by)["capabilities"])

        self.assertEqual(of(self.nurse, self.admin), {
            "see-mail", "issue-enrolment-code", "see-account", "suspend-user", "retire-user",
            "set-facility-admin"})
        # The last admin can go with a successor, but cannot lay the right down.
        self.assertEqual(of(self.admin, self.admin), {
            "see-mail", "issue-enrolment-code", "see-account", "suspend-user", "retire-user"})
        self.assertEqual(of(self.nurse, self.office), {
            "see-mail", "issue-enrolment-code", "see-account", "edit-user", "suspend-user",
            "retire-user", "reset-user"})
        self.assertEqual(of(self.nurse, self.nurse), {"see-mail", "see-account", "suspend-user"})
        self.assertEqual(of(self.nurse, self.physician), set())
        self.ok(self.suspend(self.nurse))
        self.assertIn("restore-user", of(self.nurse, self.office))
        self.ok(self.set_admin(self.physician))
        self.assertIn("unset-facility-admin", of(self.admin, self.physician))

    def test_corrected_by_the_office(self):
        group = self.free_group(self.nurse, self.physician)
        old = self.ok(self.say(self.nurse, group), 201)
        user = self.user(self.nurse)
        body = {key: user[key] for key in ("kana", "facility_id", "version")}
        body |= {"name": "結婚 した子", "profession": "care-manager", "mail": "NEW" + user["mail"]}
        path = f"/v1/users/{self.nurse.user_id}"
        self.refused(self.admin.put(path, body), "needs-office")
        self.refused(self.office.put(path, body | {"mail": self.admin.mail}), "mail-taken", "mail")
        self.refused(self.office.put(path, body | {"facility_id": "x"}), "field-invalid",
                     "facility_id")
        changed = self.ok(self.office.put(path, body))
        self.assertEqual((changed["name"], changed["profession"]), ("結婚 した子", "care-manager"))
        self.refused(self.office.put(path, body), "version-stale")
        new = self.ok(self.say(self.nurse, group), 201)
        self.assertEqual(new["content"]["author_name"], "結婚 した子")
        entries = self.ok(self.nurse.get(f"/v1/channels/{group}/entries"))["items"]
        self.assertIn(old["content"]["author_name"],
                      [entry["content"].get("author_name") for entry in entries])
        self.nurse.mail = body["mail"].lower()
        self.nurse.sign_in()

    def test_a_profession_that_is_off(self):
        self.ok(self.office.put("/v1/professions", {"items": [
            {"profession": "dietitian", "offered": False, "whole_picture": False}]}))
        user = self.user(self.nurse)
        body = {key: user[key] for key in ("name", "kana", "facility_id", "version")}
        self.refused(self.office.put(f"/v1/users/{self.nurse.user_id}",
                                     body | {"profession": "dietitian"}),
                     "profession-off", "profession")


if __name__ == "__main__":
    unittest.main()
