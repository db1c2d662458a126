#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A random walk of all users over the operations, against a small model that is written apart.

The model knows of each group its creator, its members and its invitations, and says before each
step what the service must answer. Afterwards what everybody sees is compared with the model.
"""

import os
import random
import threading
import unittest
import uuid

from ops_city import CONSENT, SIGNED, WITHDRAWAL, CityTest

STEPS = int(os.environ.get("ANSHIN_OPS_STEPS", "1500"))
SEED = int(os.environ.get("ANSHIN_OPS_SEED_NUMBER", "20181122"))
CLINIC_ADMIN = "kato"
TAGS = ["kato", "mori", "ogawa", "ueda", "hayashi", "ishii", "noda", "sakai", "hirano", "kondo"]
FACILITY_OF = {"kato": "clinic", "mori": "clinic", "ogawa": "clinic", "ueda": "clinic",
               "hayashi": "station", "ishii": "station", "noda": "station", "sakai": "manager",
               "hirano": "pharmacy", "kondo": "pharmacy"}
ADMINS = {"kato", "hayashi", "sakai", "hirano"}


class Group:
    def __init__(self, identity, kind, creator):
        self.id = identity
        self.kind = kind
        self.creator = creator
        self.members = {creator}
        self.named = {creator} if kind == "free" else set()
        self.invitations = {}
        self.messages = []
        self.patient = None
        self.consent = None
        self.frozen = False

    def is_admin(self, tag):
        """The rule of the question and answer 4, in other words."""
        if self.kind == "free":
            return tag in self.named and tag in self.members
        same = FACILITY_OF[tag] == FACILITY_OF[self.creator]
        return same and (tag in ADMINS or tag == self.creator)

    def sees(self, tag):
        return tag in self.members or self.is_admin(tag)

    def reads(self, tag):
        """A frozen group is for the facility that created it alone."""
        return self.sees(tag) and not (self.frozen and FACILITY_OF[tag] != "clinic")

    def open_for(self, tag):
        return [i for i in self.invitations.values()
                if i["user"] == tag and i["state"] in ("waiting", "sent")]


class RandomTest(CityTest):
    def setUp(self):
        self.random = random.Random(SEED)
        self.groups = []
        for creator in ("kato", "mori"):
            patient = self.new_patient(
                attending_physician_id=self.city.users[creator].id)
            consent = self.new_consent(patient)
            group = Group(self.new_group(patient, by=self.city.users[creator])["id"], "patient",
                          creator)
            group.patient, group.consent = patient, consent["id"]
            self.groups.append(group)
        for creator in ("kondo", "ishii"):
            group = self.new_group(by=self.city.users[creator], name="会")
            self.groups.append(Group(group["id"], "free", creator))

    def expect(self, answer, wanted):
        got = answer.code or answer.status
        self.assertEqual(got, wanted, answer)
        return answer.json

    def step_post(self, tag, group):
        text = f"{tag} {len(group.messages)}"
        answer = self.send(self.city.users[tag], {"id": group.id}, text)
        wanted = "not-found" if not group.sees(tag) else "group-frozen" if group.frozen else 201
        self.expect(answer, wanted)
        if wanted == 201:
            group.messages.append((tag, text))

    def step_read(self, tag, group):
        answer = self.city.users[tag].get(f"/v1/channels/{group.id}/entries", limit="5")
        self.expect(answer, 200 if group.reads(tag) else
                    "group-frozen" if group.sees(tag) else "not-found")

    def step_invite(self, tag, group):
        other = self.random.choice(TAGS)
        answer = self.city.users[tag].post(f"/v1/groups/{group.id}/invitations",
                                           {"user_ids": [self.city.users[other].id]})
        if not group.sees(tag):
            wanted = "not-found"
        elif group.frozen:
            wanted = "group-frozen"
        elif other in group.members:
            wanted = "already-member"
        elif group.open_for(other):
            wanted = "already-invited"
        else:
            wanted = 201
        body = self.expect(answer, wanted)
        if wanted == 201:
            state = "sent" if group.is_admin(tag) else "waiting"
            self.assertEqual(body["items"][0]["state"], state)
            group.invitations[body["items"][0]["id"]] = {
                "user": other, "by": tag, "state": state, "sent": state == "sent"}

    def step_decide(self, tag, group, verb, state):
        if not group.invitations:
            return
        identity, invitation = self.random.choice(list(group.invitations.items()))
        answer = self.city.users[tag].post(f"/v1/invitations/{identity}/{verb}")
        if group.is_admin(tag) and group.frozen:
            wanted = "group-frozen"
        elif group.is_admin(tag):
            wanted = 200 if invitation["state"] == "waiting" else "invitation-state"
        elif tag in group.members or (invitation["user"] == tag and invitation["sent"]):
            wanted = "needs-group-admin"
        else:
            wanted = "not-found"
        self.expect(answer, wanted)
        if wanted == 200:
            invitation["state"] = state
            invitation["sent"] = invitation["sent"] or state == "sent"

    def step_approve(self, tag, group):
        self.step_decide(tag, group, "approve", "sent")

    def step_turn_down(self, tag, group):
        self.step_decide(tag, group, "turn-down", "turned-down")

    def step_answer(self, tag, group):
        if not group.invitations:
            return
        verb, state = self.random.choice([("accept", "accepted"), ("accept", "accepted"),
                                          ("decline", "declined")])
        identity, invitation = self.random.choice(list(group.invitations.items()))
        answer = self.city.users[tag].post(f"/v1/invitations/{identity}/{verb}")
        if invitation["user"] == tag and invitation["sent"] and group.frozen:
            wanted = "group-frozen"
        elif invitation["user"] == tag and invitation["sent"]:
            good = invitation["state"] in ("sent", state)
            wanted = 200 if good else "invitation-state"
        else:
            wanted = "forbidden" if group.sees(tag) else "not-found"
        self.expect(answer, wanted)
        if wanted == 200 and invitation["state"] == "sent":
            invitation["state"] = state
            if state == "accepted":
                group.members.add(tag)

    def step_cancel(self, tag, group):
        if not group.invitations:
            return
        identity, invitation = self.random.choice(list(group.invitations.items()))
        answer = self.city.users[tag].post(f"/v1/invitations/{identity}/cancel")
        if group.is_admin(tag) or (invitation["by"] == tag and tag in group.members):
            wanted = 200 if invitation["state"] in ("waiting", "sent") else "invitation-state"
        elif tag in group.members or (invitation["user"] == tag and invitation["sent"]):
            wanted = "needs-group-admin"
        else:
            wanted = "not-found"
        self.expect(answer, wanted)
        if wanted == 200:
            invitation["state"] = "cancelled"

    def step_remove(self, tag, group):
        other = self.random.choice(TAGS + [tag] * 3)
        answer = self.city.users[tag].delete(
            f"/v1/groups/{group.id}/members/{self.city.users[other].id}")
        member = other in group.members
        own_staff = member and tag in ADMINS and FACILITY_OF[tag] == FACILITY_OF[other]
        if tag == other:
            wanted = 204 if member else "forbidden" if group.is_admin(tag) else "not-found"
        elif group.is_admin(tag) or own_staff:
            wanted = 204 if member else "not-found"
        else:
            wanted = "needs-group-admin" if group.sees(tag) else "not-found"
        self.expect(answer, wanted)
        if wanted == 204:
            group.members.discard(other)
            group.named.discard(other)
            for invitation in group.invitations.values():
                if invitation["by"] == other and invitation["state"] == "waiting":
                    invitation["state"] = "void"

    def get_keeping(self, tag, group):
        """What somebody is told who would change the patient's consent; nothing if he may."""
        if FACILITY_OF[tag] == "clinic" and tag != "ueda":
            return None
        if not group.sees(tag) or (group.frozen and tag != "ueda"):
            return "not-found"
        return "needs-eligible-profession" if tag == "ueda" else "forbidden"

    def step_withdraw(self, tag, group):
        if group.patient is None:
            return
        answer = self.city.users[tag].post(f"/v1/consents/{group.consent}/withdrawal", WITHDRAWAL)
        refusal = self.get_keeping(tag, group)
        wanted = refusal or ("consent-state" if group.frozen else 200)
        self.expect(answer, wanted)
        if wanted == 200:
            group.frozen = True
            for invitation in group.invitations.values():
                if invitation["state"] in ("waiting", "sent"):
                    invitation["state"] = "void"

    def step_consent(self, tag, group):
        if group.patient is None:
            return
        path = f"/v1/patients/{group.patient['id']}/consents"
        draft = self.expect(self.city.users[tag].post(path, CONSENT),
                            self.get_keeping(tag, group) or 201)
        if self.get_keeping(tag, group) is None:
            user, path = self.city.users[tag], f"/v1/consents/{draft['id']}"
            self.expect(user.post(path + "/printed"), 200)
            self.expect(user.post(path + "/signed", SIGNED), 200)
            group.consent, group.frozen = draft["id"], False

    def check_entries(self, group):
        """Gap-free, in order, and every confirmed message once."""
        reader = next(t for t in TAGS if group.reads(t))
        entries, after = [], 0
        while True:
            page = self.ok(self.city.users[reader].get(f"/v1/channels/{group.id}/entries",
                                                       after=after, limit=100))
            entries += page["items"]
            after = entries[-1]["seq"]
            if not page["more"]:
                break
        self.assertEqual([e["seq"] for e in entries], list(range(1, len(entries) + 1)))
        ids = {user.id: tag for tag, user in self.city.users.items()}
        self.assertEqual([(ids[e["author_id"]], e["content"]["text"]) for e in entries
                          if e["kind"] == "message"], group.messages)
        joined = [e["content"]["subject_id"] for e in entries if e["kind"] == "member-joined"]
        accepted = [self.city.users[i["user"]].id for i in group.invitations.values()
                    if i["state"] == "accepted"]
        self.assertEqual(sorted(joined), sorted(accepted))

    def check_views(self, group):
        """Everybody sees just what the model says."""
        for tag in TAGS:
            user = self.city.users[tag]
            listed = group.id in [g["id"] for g in user.list("/v1/groups")]
            self.assertEqual(listed, group.sees(tag), tag)
            known = {i["id"] for i in self.ok(user.get("/v1/invitations"))["items"]
                     if i["group_id"] == group.id}
            wanted = {identity for identity, i in group.invitations.items()
                      if (i["user"] == tag and i["state"] == "sent")
                      or (i["state"] == "waiting" and group.is_admin(tag))
                      or (i["state"] in ("waiting", "sent") and i["by"] == tag
                          and group.sees(tag))}
            if group.patient is not None:
                listed = group.patient["id"] in [p["id"] for p in user.list("/v1/patients")]
                keeps = FACILITY_OF[tag] == "clinic" and tag != "ueda"
                self.assertEqual(listed, keeps or group.reads(tag), tag)
            self.assertEqual(known, wanted, tag)
        reader = self.city.users[next(t for t in TAGS if group.reads(t))]
        members = {m["user_id"] for m in reader.list(f"/v1/groups/{group.id}/members")
                   if not m["by_right"]}
        self.assertEqual(members, {self.city.users[t].id for t in group.members})

    def test_walk(self):
        steps = [self.step_post] * 4 + [self.step_read] * 2 + [self.step_invite] * 4 + \
            [self.step_answer] * 5 + [self.step_approve] * 3 + \
            [self.step_turn_down, self.step_cancel, self.step_remove, self.step_withdraw,
             self.step_consent]
        for number in range(STEPS):
            group = self.random.choice(self.groups)
            if not any(group.sees(tag) for tag in TAGS):
                continue
            step = self.random.choice(steps)
            tag = self.random.choice(TAGS)
            with self.subTest(number=number, step=step.__name__, tag=tag, group=group.kind):
                step(tag, group)
            if number % 500 == 499:
                self.check_views(group)
        for group in self.groups:
            if any(group.sees(tag) for tag in TAGS):
                self.check_entries(group)
                self.check_views(group)

    def test_all_at_once(self):
        """Everybody writes, reads, marks and invites in one group: no gap, no double, no refusal."""
        tags = ["kato", "mori", "ogawa", "ishii", "hayashi", "sakai"]
        patient, group = self.new_team(*tags[1:])
        answers, faults = [], []

        def work(tag, number):
            user = self.another(self.city.users[tag])
            for i in range(25):
                posted = self.send(user, group, f"{tag} {number} {i}")
                answers.append(posted)
                page = user.get(f"/v1/channels/{group['id']}/entries", limit=5)
                marked = user.put(f"/v1/groups/{group['id']}/read", {"seq": posted.json["seq"]})
                if (page.status, marked.status) != (200, 204):
                    faults.append((page, marked))
            user.connection.close()

        threads = [threading.Thread(target=work, args=(tag, number))
                   for tag in tags for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(faults, [])
        self.assertEqual({a.status for a in answers}, {201})
        self.assertEqual(len({a.json["seq"] for a in answers}), len(threads) * 25)
        entries, after = [], 0
        while not entries or page["more"]:
            page = self.ok(self.city.kato.get(f"/v1/channels/{group['id']}/entries", after=after,
                                              limit=100))
            entries += page["items"]
            after = entries[-1]["seq"]
        self.assertEqual([e["seq"] for e in entries], list(range(1, len(entries) + 1)))
        texts = [e["content"]["text"] for e in entries if e["kind"] == "message"]
        self.assertEqual(len(texts), len(set(texts)))
        self.assertEqual(len(texts), len(threads) * 25)


if __name__ == "__main__":
    unittest.main()
