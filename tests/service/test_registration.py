#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How somebody comes in: temporary password, the network's rules, terminals, a reset.

Holds SECURITY AUTH-08, -12, BY-01, -02, SESS-07; PRODUCT section 2, "Registration".
"""

import unittest

from accounts_city import PASSWORD, SECOND, Network

from anshin_test import Client, EventStream

WORDING = "/v1/wordings/rules"


def to_full_width(text):
    return "".join(chr(ord(c) + 0xfee0) if c.isascii() else c for c in text)


class TemporaryPassword(Network):
    def test_it_is_syllables_with_a_reading(self):
        seen = set()
        for _ in range(3):
            access = self.apply(self.add_facility())
            self.assertRegex(access["password"], r"^([a-z]{2}){2}(-([a-z]{2}){2}){6}$")
            self.assertRegex(access["reading"], "^[ぁ-ん]{2}(・[ぁ-ん]{2}){6}$")
            seen.add(access["password"])
        self.assertEqual(len(seen), 3)

    def test_however_it_is_typed(self):
        facility = self.add_facility()
        for change in (str.upper, to_full_width, lambda p: p.replace("-", " "),
                       lambda p: p.replace("-", ""), lambda p: p.replace("-", "‐")):
            access = self.apply(facility)
            self.enrol(access, change(access["password"]))
        access = self.apply(facility)
        self.enrol(access, access["reading"])
        access = self.apply(facility)
        katakana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else c
                           for c in access["reading"])
        self.enrol(access, katakana)

    def test_wrong_ones(self):
        access = self.apply(self.add_facility())
        other = self.apply(self.add_facility())
        for wrong in (access["password"][:-1], other["password"], "kamo-teni" * 4):
            answer = Client(self.service).try_enrol(access["mail"], wrong, access["code"], PASSWORD)
            self.refused(answer, "sign-in-failed")
        self.enrol(access)

    def test_it_is_no_own_password(self):
        access = self.apply(self.add_facility())
        for again in (access["password"], access["password"].upper() + "-"):
            answer = Client(self.service).try_enrol(access["mail"], access["password"],
                                                    access["code"], again)
            self.refused(answer, "password-weak", "new_password")
        answer = Client(self.service).try_enrol(access["mail"], access["password"], access["code"])
        self.refused(answer, "field-missing", "new_password")

    def test_it_is_good_once(self):
        access = self.apply(self.add_facility())
        client = self.enrol(access)
        code = self.ok(self.office.post(f"/v1/users/{client.user_id}/enrolment-codes"), 201)["code"]
        again = Client(self.service)
        self.refused(again.try_enrol(access["mail"], access["password"], code, "another-one-4711"),
                     "sign-in-failed")
        self.refused(client.try_sign_in(password=access["password"]), "sign-in-failed")

    def test_it_expires(self):
        access = self.apply(self.add_facility())
        self.service.query("UPDATE account SET password_expires_at = password_expires_at - "
                           f"{(72 * 3600 + 1) * SECOND} WHERE id = '{access['user']['id']}'")
        answer = Client(self.service).try_enrol(access["mail"], access["password"], access["code"],
                                                PASSWORD)
        self.refused(answer, "sign-in-failed")

    def test_it_is_nowhere_kept(self):
        access = self.apply(self.add_facility())
        kept = self.service.query("SELECT password_hash FROM account "
                                  f"WHERE id = '{access['user']['id']}'")[0][0]
        self.assertNotIn(access["password"], kept)
        self.assertNotIn(access["password"].replace("-", ""), kept)
        self.assertNotIn(access["password"], self.service.log())
        self.assertEqual(self.ok(self.office.get(f"/v1/users/{access['user']['id']}"))
                         .get("password"), None)


class Rules(Network):
    def publish(self):
        return self.ok(self.office.post(WORDING, {"text": "互いに名のって話す。"}), 201)["version"]

    def accept(self, client, version):
        return client.post("/v1/session/rules", {"version": version})

    def test_before_anything_else(self):
        client = self.enrol(self.apply(self.add_facility()), accept=False)
        version = client.session["rules_version"]
        for path in ("/v1/users", "/v1/groups", "/v1/patients", "/v1/invitations",
                     f"/v1/users/{client.user_id}"):
            self.refused(client.get(path), "rules-not-accepted")
        self.refused(client.post("/v1/groups", b"no json"), "rules-not-accepted")
        with EventStream(client.address, client.token, wait=False) as stream:
            self.assertEqual(stream.status, 403)
        self.ok(client.get(f"{WORDING}/{version}"))
        self.assertEqual(self.ok(client.get("/v1/session"))["rules_version"], version)

        self.refused(self.accept(client, version + 1), "version-stale")
        answer = self.ok(self.accept(client, version))
        self.assertEqual(answer["rules_version"], 0)
        self.assertNotIn("token", answer)
        self.ok(client.get("/v1/groups"))
        with client.events() as stream:
            self.assertIn(self.all_users(client)["id"], stream.ready)
        self.assertEqual(self.audited("accept-rules", client.user_id),
                         [("version-stale", ""), ("ok", "")] if self.service.engine == "postgres"
                         else [("version-stale", None), ("ok", None)])

    def all_users(self, client):
        return next(group for group in self.ok(client.get("/v1/groups"))["items"]
                    if group["kind"] == "all-users")

    def members(self):
        group, ids, cursor = self.all_users(self.office), [], {}
        while cursor is not None:
            page = self.ok(self.office.get(f"/v1/groups/{group['id']}/members", **cursor))
            ids += [member["user_id"] for member in page["items"]]
            cursor = {"cursor": page["next_cursor"]} if "next_cursor" in page else None
        self.assertEqual(group["members"], len(ids))
        return set(ids)

    def test_registered_by_the_first_acceptance(self):
        access = self.apply(self.add_facility())
        self.assertNotIn(access["user"]["id"], self.members())
        client = self.enrol(access, accept=False)
        self.assertNotIn(client.user_id, self.members())
        self.assertNotIn("registered_at", self.user(client))
        client.accept_rules()
        self.assertIn(client.user_id, self.members())
        registered = self.user(client)["registered_at"]
        # Newer rules don't register anew.
        client.session["rules_version"] = self.publish()
        self.office.session["rules_version"] = client.session["rules_version"]
        self.refused(client.get("/v1/groups"), "rules-not-accepted")
        self.office.accept_rules()
        client.accept_rules()
        self.assertEqual(self.user(client)["registered_at"], registered)
        self.ok(self.office.post(f"/v1/users/{client.user_id}/suspension", {"reason": "other"}))
        self.assertNotIn(client.user_id, self.members())

    def test_a_published_version_holds_at_once(self):
        client = self.add_user(self.add_facility())
        self.ok(client.get("/v1/groups"))
        version = self.publish()
        self.refused(client.get("/v1/groups"), "rules-not-accepted")
        client.unlock()
        self.assertEqual(client.session["rules_version"], version)
        self.ok(client.get("/v1/groups"))
        self.office.session["rules_version"] = version
        self.office.accept_rules()


class StepUp(Network):
    def test_wanted_after_five_minutes(self):
        facility = self.add_facility()
        admin = self.add_user(facility, admin=True)
        other = self.add_user(facility)
        path = f"/v1/users/{other.user_id}/facility-admin"
        self.let_time_pass(admin, 295)
        self.ok(admin.post(path))
        self.let_time_pass(admin, 10)
        self.refused(admin.delete(path), "step-up-required")
        self.assertTrue(self.user(other)["facility_admin"])
        self.assertEqual(admin.post("/v1/session/unlock", {"password": "wrong-one-0815"}).status,
                         401)
        admin.unlock()
        self.ok(admin.delete(path))
        # What has to be quick never asks.
        self.let_time_pass(admin, 3600)
        self.ok(admin.post(f"/v1/users/{other.user_id}/suspension", {"reason": "other"}))

    def test_changing_the_mail_address(self):
        client = self.add_user(self.add_facility())
        user = self.user(client)
        body = {key: user[key] for key in ("name", "kana", "profession", "facility_id", "mail",
                                           "version")}
        self.let_time_pass(self.office, 3600)
        self.addCleanup(self.let_time_pass, self.office, -3600)
        body["version"] = self.ok(self.office.put(f"/v1/users/{client.user_id}",
                                                  body | {"name": "新しい 名前"}))["version"]
        new = {"mail": "new" + client.mail}
        self.refused(self.office.put(f"/v1/users/{client.user_id}", body | new),
                     "step-up-required")


class Reset(Network):
    WHY = {"identified_by": "called-back", "note": "診療所の電話に掛け直した。"}

    def reset(self, client, by=None):
        return (by or self.office).post(f"/v1/users/{client.user_id}/reset", self.WHY)

    def test_a_way_back(self):
        client = self.add_user(self.add_facility())
        self.service.query("UPDATE account SET mailed_at = 7 "
                           f"WHERE id = '{client.user_id}'")
        with client.events() as stream:
            access = self.ok(self.reset(client))
            self.assertEqual(stream.rest(1), [{"ended": "session-ended"}])
        self.assertEqual(client.get("/v1/session").code, "session-ended")
        self.refused(client.try_sign_in(), "sign-in-failed")
        again = self.enrol(access | {"mail": client.mail})
        # The other terminal is still good, with the new password.
        client.password = again.password
        client.sign_in()
        self.assertEqual(self.service.query("SELECT kind, method FROM account_event WHERE "
                                            f"user_id = '{client.user_id}' AND kind = 4")[0],
                         ("4", "2") if self.service.engine == "postgres" else (4, 2))
        self.assertEqual(self.audited("reset-user", client.user_id), [("ok", "called-back")])

    def test_the_lock_for_good(self):
        client = self.add_user(self.add_facility())
        client.sign_out()
        for _ in range(10):
            self.refused(client.try_sign_in(password="wrong-one-0815"), "sign-in-failed")
        self.assertTrue(self.user(client)["locked"])
        self.service.query("UPDATE throttle SET locked_until = 9223372036854775807, "
                           "failures_in_all = 100 WHERE failures_in_all = 10")
        self.refused(client.try_sign_in(), "sign-in-failed")
        access = self.ok(self.reset(client))
        self.assertFalse(access["user"].get("locked", False))
        self.enrol(access | {"mail": client.mail})

    def test_who_may(self):
        facility = self.add_facility()
        admin = self.add_user(facility, admin=True)
        staff = self.add_user(facility)
        for by in (admin, staff):
            self.assertIn("事務 花子", self.refused(self.reset(staff, by), "needs-office")["who"])
        self.refused(self.reset(self.office), "needs-office")
        self.refused(self.office.post(f"/v1/users/{staff.user_id}/reset",
                                      {"identified_by": "in-person"}), "field-missing", "note")


class Terminals(Network):
    def allow(self, facility, until):
        self.service.query(f"UPDATE facility SET byod_expires_at = {until} WHERE id = '{facility}'")

    def test_list(self):
        client = self.add_user(self.add_facility())
        other = self.second_terminal(client)
        items = self.ok(client.get(f"/v1/users/{client.user_id}/terminals"))["items"]
        self.assertEqual([item["id"] for item in items], [other.terminal_id, client.terminal_id])
        self.assertEqual([item.get("current", False) for item in items], [False, True])
        self.assertEqual([item["signed_in"] for item in items], [True, True])
        self.assertEqual(items[0]["capabilities"], ["revoke-terminal"])
        page = self.ok(client.get(f"/v1/users/{client.user_id}/terminals", limit=1))
        rest = self.ok(client.get(f"/v1/users/{client.user_id}/terminals", limit=1,
                                  cursor=page["next_cursor"]))
        self.assertEqual([item["id"] for item in page["items"] + rest["items"]],
                         [item["id"] for item in items])

    def test_revoked(self):
        facility = self.add_facility()
        admin = self.add_user(facility, admin=True)
        client = self.add_user(facility)
        other = self.second_terminal(client)
        with client.events() as lost, other.events() as kept:
            self.assertEqual(admin.delete(f"/v1/terminals/{client.terminal_id}").status, 204)
            self.assertEqual(lost.rest(1), [{"ended": "session-ended"}])
            self.assertEqual(other.get("/v1/session").status, 200)
            self.assertEqual(kept.wait_for("refresh", 2), ["users"])
        self.assertEqual(client.get("/v1/session").code, "access-withdrawn")
        self.refused(client.try_sign_in(), "sign-in-failed")
        item = self.ok(admin.get(f"/v1/users/{client.user_id}/terminals"))["items"][1]
        self.assertIn("revoked_at", item)
        self.assertNotIn("capabilities", item)
        self.assertEqual(self.user(client)["terminals"], 1)

    def test_signed_out_from_afar(self):
        client = self.add_user(self.add_facility())
        other = self.second_terminal(client)
        with client.events() as stream:
            self.assertEqual(other.post(f"/v1/terminals/{client.terminal_id}/sign-out").status, 204)
            self.assertEqual(stream.rest(1), [{"ended": "session-ended"}])
        client.sign_in()

    def test_out_of_sight(self):
        client = self.add_user(self.add_facility())
        stranger = self.add_user(self.add_facility(), admin=True)
        colleague = self.add_user(self.ok(self.office.get(f"/v1/users/{client.user_id}"))
                                  ["facility_id"])
        for by in (stranger, colleague):
            self.nothing_there(by.delete(f"/v1/terminals/{client.terminal_id}"), by)
            answer = by.post(f"/v1/terminals/{client.terminal_id}/sign-out")
            self.assertEqual(answer.status, 404)
            self.assertEqual(by.get(f"/v1/users/{client.user_id}/terminals").status, 403)

    def test_personal_ones(self):
        facility = self.add_facility()
        access = self.apply(facility)
        fields = {"personal": True, "system": "Debian 12"}
        client = Client(self.service)
        self.refused(client.try_enrol(access["mail"], access["password"], access["code"], PASSWORD,
                                      **fields), "byod-not-allowed")
        self.allow(facility, 9000000000000000)
        client.enrol(access["mail"], access["password"], access["code"], PASSWORD, **fields)
        item = self.ok(client.get(f"/v1/users/{client.user_id}/terminals"))["items"][0]
        self.assertEqual((item["personal"], item["system"]), (True, "Debian 12"))

        self.allow(facility, 1)
        client.sign_out()
        self.refused(client.try_sign_in(), "byod-not-allowed")
        self.refused(client.try_sign_in(password="wrong-one-0815"), "sign-in-failed")
        business = self.second_terminal(client)
        self.assertEqual(business.get("/v1/session").status, 200)
        self.allow(facility, 9000000000000000)
        client.sign_in()

    def test_taken_back(self):
        """Who works on a personal terminal at that moment is out within a second."""
        facility = self.add_facility()
        admin = self.add_user(facility, admin=True)
        path = f"/v1/facilities/{facility}/byod"
        self.ok(admin.put(path, {"allowed": True, "install_instructed": True,
                                 "vulnerabilities_checked": True, "settings_unchanged": True}))
        access = self.apply(facility)
        personal = Client(self.service)
        personal.enrol(access["mail"], access["password"], access["code"], PASSWORD,
                       personal=True)
        with personal.events() as lost, admin.events() as kept:
            self.ok(admin.put(path, {"allowed": False}))
            self.assertEqual(lost.rest(1), [{"ended": "session-ended"}])
            self.assertEqual(kept.wait_for("refresh", 2), ["facilities"])
        self.assertEqual(personal.get("/v1/session").code, "session-ended")
        self.refused(personal.try_sign_in(), "byod-not-allowed")
        self.assertEqual(admin.get("/v1/session").status, 200)


class Mended(Network):
    def test_an_unlock_that_is_nothing(self):
        for body in (b"", b"{", b'{"password":1}'):
            answer = self.office.request("POST", "/v1/session/unlock", body, token=None,
                                         headers={"Content-Type": "application/json"})
            self.assertEqual((answer.status, answer.code), (401, "session-required"))
            answer = self.office.request("POST", "/v1/session/unlock", body, token="x" * 43,
                                         headers={"Content-Type": "application/json"})
            self.assertEqual((answer.status, answer.code), (401, "session-ended"))
        answer = self.office.request("POST", "/v1/session/unlock", b"{",
                                     headers={"Content-Type": "application/json"})
        self.assertEqual(answer.code, "malformed")
        self.assertEqual(self.office.get("/v1/session").status, 200)


if __name__ == "__main__":
    unittest.main()
