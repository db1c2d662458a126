#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invitations: who may, who approves, and who learns of them when (source A4, AZ-05)."""

import unittest

from ops_city import WITHDRAWAL, CityTest


class InvitationTest(CityTest):
    def invite(self, by, group, *tags):
        return self.ok(by.post(f"/v1/groups/{group['id']}/invitations",
                               {"user_ids": [self.city.users[t].id for t in tags]}), 201)["items"]

    def own(self, user):
        return {i["id"]: i for i in self.ok(user.get("/v1/invitations"))["items"]}

    def answer(self, user, invitation, verb):
        return user.post(f"/v1/invitations/{invitation['id']}/{verb}")

    def sees_nothing(self, user, group, invitation):
        """No notice, no list, no group: SECURITY AZ-05."""
        self.assertNotIn(invitation["id"], self.own(user))
        self.nothing_there(user.get(f"/v1/groups/{group['id']}"), user)
        self.nothing_there(user.get(f"/v1/channels/{group['id']}/entries"), user)
        self.nothing_there(user.get(f"/v1/groups/{group['id']}/invitations"), user)
        for verb in ("accept", "decline", "approve", "turn-down", "cancel"):
            self.nothing_there(self.answer(user, invitation, verb), user)
        self.nothing_there(self.send(user, group, "見えますか"), user)

    def last_kinds(self, user, channel, count=2):
        items = self.ok(user.get(f"/v1/channels/{channel}/entries"))["items"][:count]
        return [(e["kind"], e["content"].get("subject_state")) for e in items]

    def test_waits_for_approval(self):
        patient, group = self.new_team("hayashi")
        hayashi, ishii, kato = self.city.hayashi, self.city.ishii, self.city.kato
        before = self.ok(ishii.get(f"/v1/channels/{ishii.id}/entries"))["last_seq"]
        invitation = self.invite(hayashi, group, "ishii")[0]
        self.assertEqual(invitation["state"], "waiting")
        self.assertEqual(invitation["capabilities"], ["cancel-invitation", "resend-invitation"])
        self.sees_nothing(ishii, group, invitation)
        self.assertEqual(self.ok(ishii.get(f"/v1/channels/{ishii.id}/entries"))["last_seq"], before)

        # The group sees who is invited, by whom, and what it waits for.
        listed = self.ok(kato.get(f"/v1/groups/{group['id']}/invitations"))["items"]
        self.assertEqual([(i["user_name"], i["inviter_name"], i["state"]) for i in listed],
                         [("石井 健", "林 里美", "waiting")])
        self.assertEqual(self.last_kinds(kato, group["id"], 1), [("invitation-changed", "waiting")])
        self.assertEqual(self.ok(kato.get(f"/v1/groups/{group['id']}"))["waiting"], 1)
        self.assertEqual(self.ok(hayashi.get(f"/v1/groups/{group['id']}"))["waiting"], 0)
        self.assertEqual(self.own(kato)[invitation["id"]]["capabilities"],
                         ["approve-invitation", "cancel-invitation", "resend-invitation"])
        refusal = self.refused(self.answer(hayashi, invitation, "approve"), "needs-group-admin",
                               status=403)
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)")

        # Approved: from here on the invitee knows.
        approved = self.ok(self.answer(kato, invitation, "approve"))
        self.assertEqual(approved["state"], "sent")
        self.refused(self.answer(kato, invitation, "approve"), "invitation-state", status=409)
        self.refused(self.answer(kato, invitation, "turn-down"), "invitation-state")
        inbox = self.ok(ishii.get(f"/v1/channels/{ishii.id}/entries", after=before))["items"]
        self.assertEqual([(e["kind"], e["content"]["subject_id"]) for e in inbox],
                         [("invitation-changed", invitation["id"])])
        self.assertNotIn("山本", str(inbox))
        self.nothing_there(ishii.get(f"/v1/groups/{group['id']}"), ishii)
        self.assertEqual(self.own(ishii)[invitation["id"]]["group_name"], "山本 はな")
        self.ok(self.answer(ishii, invitation, "accept"))
        self.ok(self.send(ishii, group, "よろしくお願いします。"), 201)
        self.refused(self.answer(ishii, invitation, "decline"), "invitation-state")

    def test_turned_down(self):
        patient, group = self.new_team("hayashi")
        invitation = self.invite(self.city.hayashi, group, "ishii")[0]
        turned = self.ok(self.answer(self.city.kato, invitation, "turn-down"))
        self.assertEqual(turned["state"], "turned-down")
        self.sees_nothing(self.city.ishii, group, invitation)
        self.assertNotIn(invitation["id"], self.own(self.city.hayashi))
        again = self.invite(self.city.hayashi, group, "ishii")[0]
        self.assertNotEqual(again["id"], invitation["id"])

    def test_declined(self):
        patient, group = self.new_team()
        invitation = self.invite(self.city.kato, group, "sakai")[0]
        declined = self.ok(self.answer(self.city.sakai, invitation, "decline"))
        self.assertEqual(declined["state"], "declined")
        again = self.ok(self.answer(self.city.sakai, invitation, "decline"))
        self.assertEqual(again["state"], "declined")
        self.assertNotIn("group_name", again)
        self.refused(self.answer(self.city.sakai, invitation, "accept"), "invitation-state")
        self.nothing_there(self.city.sakai.get(f"/v1/groups/{group['id']}"), self.city.sakai)
        self.assertEqual(self.last_kinds(self.city.kato, group["id"], 1),
                         [("invitation-changed", "declined")])

    def test_accepted_and_removed(self):
        """Who is not in the group any more does not get its name by accepting again."""
        patient, group = self.new_team()
        sakai = self.city.sakai
        invitation = self.invite(self.city.kato, group, "sakai")[0]
        self.assertEqual(self.ok(self.answer(sakai, invitation, "accept"))["group_name"],
                         "山本 はな")
        path = f"/v1/groups/{group['id']}/members/{sakai.id}"
        self.assertEqual(self.city.kato.delete(path).status, 204)
        self.assertNotIn("group_name", self.ok(self.answer(sakai, invitation, "accept")))
        self.nothing_there(sakai.get(f"/v1/groups/{group['id']}"), sakai)

    def test_cancelled(self):
        patient, group = self.new_team("hayashi")
        kato, hayashi, sakai = self.city.kato, self.city.hayashi, self.city.sakai
        waiting = self.invite(hayashi, group, "sakai")[0]
        self.ok(self.answer(hayashi, waiting, "cancel"))
        self.sees_nothing(sakai, group, waiting)
        sent = self.invite(kato, group, "sakai")[0]
        self.refused(self.answer(hayashi, sent, "cancel"), "needs-group-admin")
        self.refused(self.answer(sakai, sent, "cancel"), "needs-group-admin")
        cancelled = self.ok(self.answer(kato, sent, "cancel"))
        self.assertEqual(cancelled["state"], "cancelled")
        self.assertNotIn(sent["id"], self.own(sakai))
        self.refused(self.answer(sakai, sent, "accept"), "invitation-state")
        self.refused(self.answer(kato, sent, "cancel"), "invitation-state")

    def test_void_when_inviter_leaves(self):
        patient, group = self.new_team("hayashi", "hirano")
        path = f"/v1/groups/{group['id']}/members/"
        waiting = self.invite(self.city.hayashi, group, "ishii")[0]
        stays = self.invite(self.city.hirano, group, "kondo")[0]
        self.assertEqual(self.city.hayashi.delete(path + self.city.hayashi.id).status, 204)
        self.refused(self.answer(self.city.kato, waiting, "approve"), "invitation-state")
        self.assertEqual([i["id"] for i in self.ok(self.city.kato.get(
            f"/v1/groups/{group['id']}/invitations"))["items"]], [stays["id"]])
        self.sees_nothing(self.city.ishii, group, waiting)
        # One that was approved before stays good.
        self.ok(self.answer(self.city.kato, stays, "approve"))
        self.assertEqual(self.city.kato.delete(path + self.city.hirano.id).status, 204)
        self.ok(self.answer(self.city.kondo, stays, "accept"))

    def test_void_when_frozen(self):
        patient, group = self.new_team("hayashi")
        sent = self.invite(self.city.kato, group, "sakai")[0]
        waiting = self.invite(self.city.hayashi, group, "ishii")[0]
        consent = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        self.ok(self.city.kato.post(f"/v1/consents/{consent}/withdrawal", WITHDRAWAL))
        self.assertNotIn(sent["id"], self.own(self.city.sakai))
        self.refused(self.answer(self.city.sakai, sent, "accept"), "group-frozen")
        self.refused(self.answer(self.city.kato, waiting, "approve"), "group-frozen")
        self.new_consent(patient)
        self.refused(self.answer(self.city.sakai, sent, "accept"), "invitation-state")
        self.refused(self.answer(self.city.kato, waiting, "approve"), "invitation-state")

    def test_several_at_once(self):
        patient, group = self.new_team("hayashi")
        ids = [self.city.users[t].id for t in ("hayashi", "ishii", "murata", "sakai")]
        answer = self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/invitations",
                                             {"user_ids": ids + ["nobody"]}), 201)
        self.assertEqual({i["user_id"] for i in answer["items"]}, {ids[1], ids[3]})
        self.assertEqual({r["user_id"]: r["code"] for r in answer["refused"]},
                         {ids[0]: "already-member", ids[2]: "user-unavailable",
                          "nobody": "user-unavailable"})
        path = f"/v1/groups/{group['id']}/invitations"
        self.refused(self.city.kato.post(path, {"user_ids": [ids[1]]}), "already-invited",
                     "user_ids")
        self.refused(self.city.kato.post(path, {"user_ids": [ids[0]]}), "already-member",
                     "user_ids")
        self.refused(self.city.kato.post(path, {"user_ids": []}), "field-missing", "user_ids")
        self.refused(self.city.kato.post(path, {"user_ids": ["a", "a"]}), "field-invalid",
                     "user_ids")
        self.refused(self.city.kato.post(path, {"user_ids": [f"u{i}" for i in range(51)]}),
                     "field-too-long", "user_ids")

    def test_suspended_cannot_be_invited(self):
        patient, group = self.new_team("hayashi")
        waiting = self.invite(self.city.hayashi, group, "noda")[0]
        self.city.change(f"state\t{self.city.ishii.id}\tsuspended",
                         f"state\t{self.city.noda.id}\tsuspended")
        self.refused(self.city.kato.post(f"/v1/groups/{group['id']}/invitations",
                                         {"user_ids": [self.city.ishii.id]}),
                     "user-unavailable", "user_ids")
        self.refused(self.answer(self.city.kato, waiting, "approve"), "user-unavailable")
        self.assertNotIn("石井 健", [u["name"] for u in self.city.kato.list("/v1/users")])
        self.assertEqual(self.city.ishii.get("/v1/groups").status, 401)
        self.city.change(f"state\t{self.city.ishii.id}\tactive",
                         f"state\t{self.city.noda.id}\tactive")
        self.ok(self.answer(self.city.kato, waiting, "approve"))

    def test_expired(self):
        patient, group = self.new_team("hayashi")
        sent = self.invite(self.city.kato, group, "sakai")[0]
        waiting = self.invite(self.city.hayashi, group, "ishii")[0]
        self.city.change(f"expire\t{sent['id']}", f"expire\t{waiting['id']}")
        self.assertNotIn(sent["id"], self.own(self.city.sakai))
        self.assertNotIn(waiting["id"], self.own(self.city.kato))
        self.refused(self.answer(self.city.sakai, sent, "accept"), "invitation-state")
        self.refused(self.answer(self.city.kato, waiting, "approve"), "invitation-state")
        self.assertEqual(self.ok(self.city.kato.get(f"/v1/groups/{group['id']}"))["waiting"], 0)
        self.assertEqual(self.invite(self.city.kato, group, "sakai")[0]["state"], "sent")

    def test_free_group(self):
        group = self.new_group(by=self.city.kondo, name="輪読会")
        self.add_member(group, "noda", by=self.city.kondo)
        waiting = self.invite(self.city.noda, group, "murata")[0]
        self.assertEqual(waiting["state"], "waiting")
        self.nothing_there(self.answer(self.city.hirano, waiting, "approve"), self.city.hirano)
        self.ok(self.answer(self.city.kondo, waiting, "approve"))
        self.ok(self.answer(self.city.murata, waiting, "accept"))

    def test_admin_rights_follow(self):
        """The creator stays group admin without being facility admin; others do not (AZ-04)."""
        mori, kato = self.city.mori, self.city.kato
        patient = self.new_patient(attending_physician_id=mori.id)
        self.new_consent(patient)
        group = self.new_group(patient, by=mori)
        self.assertEqual(self.invite(mori, group, "hayashi")[0]["state"], "sent")
        self.assertEqual(self.invite(kato, group, "sakai")[0]["state"], "sent")
        self.add_member(group, "kato", by=mori)
        self.city.change(f"admin\t{kato.id}\t0")
        self.assertEqual(self.invite(kato, group, "ishii")[0]["state"], "waiting")
        self.city.change(f"admin\t{kato.id}\t1")


if __name__ == "__main__":
    unittest.main()
