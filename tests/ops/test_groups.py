#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups from their beginning to their end: direct conversations, admins, closing, deleting."""

import itertools
import threading
import unittest
import uuid

from ops_city import PATIENT, WITHDRAWAL, CityTest


class GroupLifeTest(CityTest):
    def direct(self, by, other, client_id=None):
        return by.post("/v1/groups", {"client_id": client_id or uuid.uuid4().hex, "kind": "direct",
                                      "user_id": other.id})

    def path(self, group, rest=""):
        return f"/v1/groups/{group['id']}{rest}"

    def kinds(self, user, channel, count=1):
        items = self.ok(user.get(f"/v1/channels/{channel}/entries"))["items"]
        return [e["kind"] for e in items[:count]]

    def ids(self, user, **query):
        return [g["id"] for g in user.list("/v1/groups", **query)]

    def text(self, user, group):
        return [e["content"].get("text") for e in
                self.ok(user.get(f"/v1/channels/{group['id']}/entries"))["items"]
                if e["kind"] == "message"]


class DirectTest(GroupLifeTest):
    def test_two_users_have_one(self):
        kato, noda, ishii = self.city.kato, self.city.noda, self.city.ishii
        wish = uuid.uuid4().hex
        group = self.ok(self.direct(kato, noda, wish), 201)
        self.assertEqual((group["kind"], group["state"], group["name"], group["user_id"],
                          group["members"]), ("direct", "live", "野田 亮", noda.id, 2))
        self.assertEqual(group["capabilities"], ["read-group", "post", "acknowledge",
                                                 "pin-message"])
        self.assertEqual(self.ok(self.direct(kato, noda, wish))["id"], group["id"])
        self.assertEqual(self.ok(self.direct(kato, noda))["id"], group["id"])
        theirs = self.ok(self.direct(noda, kato))
        self.assertEqual((theirs["id"], theirs["name"], theirs["user_id"]),
                         (group["id"], "加藤 誠", kato.id))
        self.refused(self.direct(kato, ishii, wish), "sent-differently", "client_id")
        self.assertEqual(self.kinds(noda, noda.id), ["joined-group"])
        self.ok(self.send(noda, group, "あした伺います。"), 201)
        self.assertEqual(self.text(kato, group), ["あした伺います。"])
        self.assertIn(group["id"], self.ids(noda))
        for other in (ishii, self.city.murata):
            self.nothing_there(other.get(self.path(group)), other)
            self.nothing_there(other.get(f"/v1/channels/{group['id']}/entries"), other)
            self.nothing_there(self.send(other, group, "見えますか"), other)

    def test_nobody_administers_it(self):
        kato, ogawa = self.city.kato, self.city.ogawa
        group = self.ok(self.direct(ogawa, self.city.hirano), 201)
        self.refused(ogawa.post(self.path(group, "/invitations"), {"user_ids": [kato.id]}),
                     "forbidden", status=403)
        self.refused(ogawa.delete(self.path(group, f"/members/{ogawa.id}")), "forbidden")
        self.refused(ogawa.delete(self.path(group, f"/members/{self.city.hirano.id}")),
                     "forbidden")
        # Nor does the facility admin of one of both.
        self.nothing_there(kato.get(self.path(group)), kato)
        self.nothing_there(kato.delete(self.path(group, f"/members/{ogawa.id}")), kato)
        for verb in ("closing", "reopening", "deletion"):
            self.refused(ogawa.post(self.path(group, f"/{verb}")), "forbidden")

    def test_with_whom(self):
        kato = self.city.kato
        self.refused(self.direct(kato, kato), "user-unavailable", status=409)
        self.refused(kato.post("/v1/groups", {"client_id": "a", "kind": "direct",
                                              "user_id": "0" * 26}), "user-unavailable")
        self.refused(kato.post("/v1/groups", {"client_id": "a", "kind": "direct"}),
                     "field-missing", "user_id")
        self.refused(kato.post("/v1/groups", {"client_id": "a", "kind": "direct", "name": "二人",
                                              "user_id": kato.id}), "field-invalid", "name")
        self.ok(self.direct(self.city.murata, kato), 201)


class AtOnceTest(GroupLifeTest):
    """Two who act at the same moment: one comes first, and nothing is in between."""

    ROUNDS = 12

    def at_once(self, *acts):
        answers = [None] * len(acts)
        start = threading.Barrier(len(acts))

        def run(number):
            start.wait()
            answers[number] = acts[number]()

        threads = [threading.Thread(target=run, args=(i,)) for i in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertNotIn(500, [a.status for a in answers], answers)
        return answers

    def test_both_begin_a_conversation(self):
        pairs = itertools.combinations(["ogawa", "noda", "sakai", "ueda", "tokuda", "mori"], 2)
        for one, other in itertools.islice(pairs, self.ROUNDS):
            one, other = self.city.users[one], self.city.users[other]
            answers = self.at_once(lambda: self.direct(one, other),
                                   lambda: self.direct(other, one),
                                   lambda: self.direct(self.another(one), other))
            self.assertEqual(sorted(a.status for a in answers), [200, 200, 201])
            self.assertEqual(len({a.json["id"] for a in answers}), 1)

    def test_deleted_while_somebody_posts(self):
        kato, ishii = self.city.kato, self.city.ishii
        group = self.new_group(name="同時")
        self.add_member(group, "ishii")
        for number in range(self.ROUNDS):
            text = f"投稿 {number}"
            gone, posted, closed = self.at_once(
                lambda: kato.post(self.path(group, "/deletion")),
                lambda: self.send(ishii, group, text),
                lambda: self.another(kato).post(self.path(group, "/closing")))
            self.assertEqual(gone.status, 200, gone)
            self.assertIn(posted.status, (201, 404, 409), posted)
            self.assertIn(closed.status, (200, 409), closed)
            back = self.ok(kato.delete(self.path(group, "/deletion")))
            self.assertEqual(back["state"], "closed" if closed.status == 200 else "live")
            self.assertEqual(text in self.text(kato, group), posted.status == 201)
            if closed.status == 200:
                self.ok(kato.post(self.path(group, "/reopening")))

    def test_removed_while_he_posts(self):
        kato, ishii = self.city.kato, self.city.ishii
        group = self.new_group(name="退出")
        for number in range(self.ROUNDS):
            self.add_member(group, "ishii")
            removed, posted = self.at_once(
                lambda: kato.delete(self.path(group, f"/members/{ishii.id}")),
                lambda: self.send(ishii, group, f"最後 {number}"))
            self.assertEqual(removed.status, 204, removed)
            entries = self.ok(kato.get(f"/v1/channels/{group['id']}/entries"))["items"]
            kinds = [e["kind"] for e in entries[:2]]
            if posted.status == 201:
                self.assertEqual(kinds, ["member-left", "message"])
            else:
                self.nothing_there(posted, ishii)
                self.assertEqual(kinds[0], "member-left")

    def test_approved_cancelled_and_sent_again(self):
        kato, hayashi, ishii = self.city.kato, self.city.hayashi, self.city.ishii
        _patient, group = self.new_team("hayashi")
        for _ in range(self.ROUNDS):
            waiting = self.ok(hayashi.post(self.path(group, "/invitations"),
                                           {"user_ids": [ishii.id]}), 201)["items"][0]
            path = f"/v1/invitations/{waiting['id']}"
            approved, cancelled, again = self.at_once(
                lambda: kato.post(path + "/approve"), lambda: hayashi.post(path + "/cancel"),
                lambda: self.another(hayashi).post(path + "/resend"))
            self.assertEqual(cancelled.status, 200, cancelled)
            self.assertIn(approved.status, (200, 409), approved)
            self.assertIn(again.status, (200, 409), again)
            self.refused(ishii.post(path + "/accept") if approved.status == 200
                         else kato.post(path + "/approve"), "invitation-state")

    def test_last_two_admins_go(self):
        """Neither leaves the group without one."""
        kato, ishii = self.city.kato, self.city.ishii
        for number in range(self.ROUNDS):
            group = self.new_group(name=f"二人 {number}")
            for tag in ("ishii", "noda"):
                self.add_member(group, tag)
            self.ok(kato.post(self.path(group, f"/members/{ishii.id}/admin")))
            first, second = self.at_once(
                lambda: kato.delete(self.path(group, f"/members/{kato.id}")),
                lambda: ishii.delete(self.path(group, f"/members/{ishii.id}/admin")))
            self.assertEqual(sorted((first.status // 100, second.status // 100)), [2, 4],
                             (first, second))
            members = self.ok(self.city.noda.get(self.path(group, "/members")))["items"]
            self.assertEqual(sum(m["group_admin"] for m in members), 1)


class AdminTest(GroupLifeTest):
    def admin(self, by, group, user, verb="post"):
        return getattr(by, verb)(self.path(group, f"/members/{user.id}/admin"))

    def test_named(self):
        kato, ishii, sakai = self.city.kato, self.city.ishii, self.city.sakai
        group = self.new_group(name="勉強会")
        for tag in ("ishii", "sakai"):
            self.add_member(group, tag)
        refusal = self.refused(self.admin(ishii, group, ishii), "needs-group-admin", status=403)
        self.assertEqual(refusal["who"], "加藤 誠(かとう内科クリニック)")
        member = self.ok(self.admin(kato, group, ishii))
        self.assertEqual((member["user_id"], member["group_admin"], member["capabilities"]),
                         (ishii.id, True, ["remove-member", "unname-group-admin"]))
        self.assertEqual(self.kinds(kato, group["id"]), ["admin-named"])
        self.refused(self.admin(kato, group, ishii), "group-state", status=409)
        # An admin as good as the first: approves, and takes the right away again.
        self.assertIn("close-group", self.ok(ishii.get(self.path(group)))["capabilities"])
        waiting = self.ok(sakai.post(self.path(group, "/invitations"),
                                     {"user_ids": [self.city.noda.id]}), 201)["items"][0]
        self.ok(ishii.post(f"/v1/invitations/{waiting['id']}/approve"))
        self.ok(self.admin(ishii, group, kato, "delete"))
        self.assertEqual(self.kinds(kato, group["id"]), ["admin-unnamed"])
        self.refused(self.admin(kato, group, ishii, "delete"), "needs-group-admin")
        self.refused(self.admin(ishii, group, sakai, "delete"), "group-state")
        self.nothing_there(self.admin(ishii, group, self.city.mori), ishii)

    def test_never_the_last(self):
        kato, ishii = self.city.kato, self.city.ishii
        group = self.new_group(name="連絡")
        self.add_member(group, "ishii")
        self.refused(self.admin(kato, group, kato, "delete"), "last-group-admin", status=409)
        self.refused(kato.delete(self.path(group, f"/members/{kato.id}")), "last-group-admin")
        members = {m["user_id"]: m for m in self.ok(kato.get(self.path(group, "/members")))["items"]}
        self.assertEqual(members[kato.id].get("capabilities", []), [])
        self.assertEqual(members[ishii.id]["capabilities"], ["remove-member", "name-group-admin"])
        self.assertNotIn("leave-group", self.ok(kato.get(self.path(group)))["capabilities"])
        self.ok(self.admin(kato, group, ishii))
        self.assertIn("leave-group", self.ok(kato.get(self.path(group)))["capabilities"])
        self.assertEqual(kato.delete(self.path(group, f"/members/{kato.id}")).status, 204)
        # The one who is left alone may go; the group is then closed for good.
        self.refused(self.admin(ishii, group, ishii, "delete"), "last-group-admin")
        self.assertEqual(ishii.delete(self.path(group, f"/members/{ishii.id}")).status, 204)
        self.nothing_there(ishii.get(self.path(group)), ishii)

    def test_of_a_patient_group_nobody_is_named(self):
        _patient, group = self.new_team("hayashi")
        self.refused(self.admin(self.city.kato, group, self.city.hayashi), "forbidden", status=403)
        self.refused(self.admin(self.city.kato, group, self.city.kato, "delete"), "forbidden")


class ClosingTest(GroupLifeTest):
    def test_closed_is_read_only(self):
        kato, hayashi, sakai = self.city.kato, self.city.hayashi, self.city.sakai
        _patient, group = self.new_team("hayashi")
        self.ok(self.send(hayashi, group, "経過良好です。"), 201)
        invited = self.ok(kato.post(self.path(group, "/invitations"), {"user_ids": [sakai.id]}),
                          201)["items"][0]
        refusal = self.refused(hayashi.post(self.path(group, "/closing")), "needs-group-admin",
                               status=403)
        self.assertIn("加藤 誠", refusal["who"])
        closed = self.ok(kato.post(self.path(group, "/closing")))
        self.assertEqual(closed["state"], "closed")
        self.assertEqual(closed["capabilities"],
                         ["read-group", "leave-group", "remove-member", "reopen-group",
                          "delete-group"])
        self.assertEqual(self.kinds(hayashi, group["id"]), ["group-closed"])
        self.assertEqual(self.text(hayashi, group), ["経過良好です。"])
        self.refused(self.send(hayashi, group, "もう一つ"), "group-closed", status=409)
        self.refused(kato.post(self.path(group, "/invitations"), {"user_ids": [sakai.id]}),
                     "group-closed")
        self.assertEqual(self.ok(sakai.get("/v1/invitations"))["items"], [])
        self.refused(sakai.post(f"/v1/invitations/{invited['id']}/accept"), "group-closed")
        self.refused(kato.post(self.path(group, "/closing")), "group-state", status=409)

        opened = self.ok(kato.post(self.path(group, "/reopening")))
        self.assertEqual(opened["state"], "live")
        self.assertEqual(self.kinds(hayashi, group["id"]), ["group-reopened"])
        self.ok(self.send(hayashi, group, "また書けます。"), 201)
        self.refused(kato.post(self.path(group, "/reopening")), "group-state")

    def test_withdrawn_consent_counts_more(self):
        """A closed group is read by members of other facilities: never without a consent."""
        kato, hayashi = self.city.kato, self.city.hayashi
        for first in ("close", "withdraw"):
            patient, group = self.new_team("hayashi")
            consent = self.ok(kato.get(f"/v1/patients/{patient['id']}/consents"))["items"][0]
            acts = [lambda g=group: kato.post(self.path(g, "/closing")),
                    lambda c=consent: kato.post(f"/v1/consents/{c['id']}/withdrawal", WITHDRAWAL)]
            for act in acts if first == "close" else reversed(acts):
                self.ok(act())
            self.assertEqual(self.ok(kato.get(self.path(group)))["state"], "frozen")
            self.refused(hayashi.get(f"/v1/channels/{group['id']}/entries"), "group-frozen")
            self.refused(kato.post(self.path(group, "/reopening")), "group-state")
            self.new_consent(patient)
            self.assertEqual(self.ok(hayashi.get(self.path(group)))["state"], "closed")
            self.ok(kato.post(self.path(group, "/reopening")))
            self.ok(self.send(hayashi, group, "再開しました。"), 201)


class DeletionTest(GroupLifeTest):
    def test_out_of_sight_at_once(self):
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        self.ok(self.send(hayashi, group, "残る記録"), 201)
        self.refused(hayashi.post(self.path(group, "/deletion")), "needs-group-admin")
        gone = self.ok(kato.post(self.path(group, "/deletion")))
        self.assertEqual((gone["state"], gone["capabilities"]), ("deleted", ["bring-back-group"]))
        self.assertLess(gone["deleted_at"], gone["purge_at"])
        self.assertNotIn("last_text", gone)
        for call in (hayashi.get(self.path(group)), self.send(hayashi, group, "まだ"),
                     hayashi.get(f"/v1/channels/{group['id']}/entries"),
                     hayashi.get(self.path(group, "/members")),
                     hayashi.delete(self.path(group, "/deletion")),
                     hayashi.post(self.path(group, "/deletion"))):
            self.nothing_there(call, hayashi)
        self.nothing_there(hayashi.get(f"/v1/patients/{patient['id']}"), hayashi)
        self.refused(kato.get(f"/v1/channels/{group['id']}/entries"), "group-state", status=409)
        self.refused(self.send(kato, group, "まだ"), "group-closed")
        self.refused(kato.post(self.path(group, "/deletion")), "group-state")
        self.assertNotIn(group["id"], self.ids(kato))
        self.assertIn(group["id"], self.ids(kato, state="deleted"))
        self.assertEqual(self.ids(hayashi, state="deleted"), [])
        self.refused(kato.get("/v1/groups", state="live"), "field-invalid", "state")

        back = self.ok(kato.delete(self.path(group, "/deletion")))
        self.assertEqual(back["state"], "live")
        self.assertNotIn("purge_at", back)
        self.assertEqual(self.text(hayashi, group), ["残る記録"])
        self.assertEqual(self.kinds(hayashi, group["id"], 2),
                         ["group-brought-back", "group-deleted"])
        self.refused(kato.delete(self.path(group, "/deletion")), "group-state")
        self.assertNotIn(group["id"], self.ids(kato, state="deleted"))

    def test_patient_has_one_group(self):
        kato = self.city.kato
        patient, group = self.new_team()
        self.ok(kato.post(self.path(group, "/deletion")))
        second = self.new_group(patient)
        self.assertNotEqual(second["id"], group["id"])
        self.refused(kato.delete(self.path(group, "/deletion")), "group-exists", status=409)
        self.ok(kato.post(self.path(second, "/deletion")))
        self.assertEqual(self.ok(kato.delete(self.path(group, "/deletion")))["state"], "live")

    def test_comes_back_as_its_consent_is(self):
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        consent = self.ok(kato.get(f"/v1/patients/{patient['id']}/consents"))["items"][0]
        self.ok(kato.post(self.path(group, "/deletion")))
        self.ok(kato.post(f"/v1/consents/{consent['id']}/withdrawal", WITHDRAWAL))
        self.assertEqual(self.ok(kato.delete(self.path(group, "/deletion")))["state"], "frozen")
        self.refused(hayashi.get(f"/v1/channels/{group['id']}/entries"), "group-frozen")
        self.ok(kato.post(self.path(group, "/deletion")))
        self.new_consent(patient)
        self.assertEqual(self.ok(kato.delete(self.path(group, "/deletion")))["state"], "live")
        self.ok(self.send(hayashi, group, "新しい同意書"), 201)
        self.ok(kato.post(self.path(group, "/closing")))
        self.ok(kato.post(self.path(group, "/deletion")))
        self.assertEqual(self.ok(kato.delete(self.path(group, "/deletion")))["state"], "closed")

    def test_comes_back_with_the_patients_name(self):
        kato = self.city.kato
        patient, group = self.new_team()
        self.ok(kato.post(self.path(group, "/deletion")))
        body = PATIENT | {"number": patient["number"], "attending_physician_id": kato.id,
                          "name": "川端 はな", "version": patient["version"]}
        self.ok(kato.put(f"/v1/patients/{patient['id']}", body))
        self.assertEqual(self.ok(kato.delete(self.path(group, "/deletion")))["name"], "川端 はな")

    def test_free_group(self):
        kato, ishii = self.city.kato, self.city.ishii
        group = self.new_group(name="会議")
        self.add_member(group, "ishii")
        self.ok(kato.post(self.path(group, "/deletion")))
        self.nothing_there(ishii.get(self.path(group)), ishii)
        self.assertIn(group["id"], self.ids(kato, state="deleted"))
        self.ok(kato.delete(self.path(group, "/deletion")))
        self.ok(self.send(ishii, group, "戻りました。"), 201)

    def test_all_users_group_stays(self):
        kato, murata = self.city.kato, self.city.murata
        group = next(g for g in kato.list("/v1/groups") if g["kind"] == "all-users")
        for user in (kato, murata):
            for verb in ("closing", "deletion"):
                self.refused(user.post(self.path(group, f"/{verb}")), "forbidden", status=403)


if __name__ == "__main__":
    unittest.main()
