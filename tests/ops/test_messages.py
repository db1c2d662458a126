#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of messages: edited, deleted, acknowledged, pinned, bookmarked."""

import unittest
import uuid

from ops_city import WITHDRAWAL, CityTest


VERSIONS = 100  # ANSHIN_MAX_VERSIONS


class MessageTest(CityTest):
    def setUp(self):
        self.kato, self.ishii, self.ogawa = self.city.kato, self.city.ishii, self.city.ogawa
        self.patient, self.group = self.new_team("ishii", "hirano")

    def path(self, message, rest="", group=None):
        return f"/v1/groups/{(group or self.group)['id']}/messages/{message['id']}{rest}"

    def post(self, text, by=None, **more):
        return self.ok(self.send(by or self.ishii, self.group, text, **more), 201)

    def entries(self, user=None, **query):
        path = f"/v1/channels/{self.group['id']}/entries"
        return self.ok((user or self.kato).get(path, **query))["items"]

    def find(self, message, user=None):
        return next(e for e in self.entries(user, limit=100) if e["id"] == message["id"])

    def state(self, message, user=None):
        return self.find(message, user).get("state", {})

    def last(self, user=None):
        return self.entries(user, limit=1)[0]

    def named(self, text, *mentions, by=None, **more):
        return self.post(text, by, mentions=[
            {"kind": kind} | ({"id": of} if of else {}) for kind, of in mentions], **more)

    def urgent(self, user=None):
        return [e["id"] for e in self.ok((user or self.kato).get(
            f"/v1/groups/{self.group['id']}/urgent"))["items"]]


class ChangeTest(MessageTest):
    def edit(self, message, text, by=None):
        return (by or self.ishii).put(self.path(message), {"text": text})

    def texts(self, message, by=None):
        return [v.get("text") for v in self.ok(
            (by or self.kato).get(self.path(message, "/versions")))["items"]]

    def test_edited_without_end(self):
        """A hundred versions are kept of it; it can still be deleted."""
        message = self.post("0")
        for number in range(1, VERSIONS):
            self.ok(self.edit(message, str(number)), 204)
        self.refused(self.edit(message, "一度多い"), "too-many-versions", status=409)
        self.ok(self.edit(message, str(VERSIONS - 1)), 204)
        self.assertEqual(self.texts(message), [str(number) for number in range(VERSIONS)])
        self.ok(self.ishii.delete(self.path(message)), 204)

    def test_edit(self):
        message = self.post("血圧 180/80")
        self.assertNotIn("state", self.find(message))
        self.ok(self.edit(message, "血圧 108/80"), 204)
        self.ok(self.edit(message, "血圧 108/80 です"), 204)
        changed = self.find(message)
        self.assertEqual((changed["seq"], changed["at"], changed["content"]["text"]),
                         (message["seq"], message["at"], "血圧 108/80 です"))
        self.assertEqual(list(changed["state"]), ["edited_at"])
        self.assertGreater(changed["state"]["edited_at"], message["at"])
        self.assertEqual(self.texts(message), ["血圧 180/80", "血圧 108/80", "血圧 108/80 です"])
        versions = self.ok(self.ishii.get(self.path(message, "/versions")))["items"]
        self.assertEqual([v["version"] for v in versions], [1, 2, 3])
        self.assertEqual(["until" in v for v in versions], [True, True, False])
        told = self.last()
        self.assertEqual((told["kind"], told["content"]["subject_id"], told["author_id"]),
                         ("message-edited", message["id"], self.ishii.id))
        # What it said must not live on there once it is deleted.
        self.assertNotIn("text", told["content"])

    def test_same_text_is_no_edit(self):
        message = self.post("そのまま")
        self.ok(self.edit(message, "そのまま"), 204)
        self.assertEqual(self.last()["id"], message["id"])
        self.assertNotIn("state", self.find(message))

    def test_names_more(self):
        """Who was forgotten hears of it then; who was named before not again."""
        def waits(user):
            return [e["id"] for e in self.ok(user.get(
                f"/v1/groups/{self.group['id']}/addressed"))["items"]]
        def add(text, *users):
            return self.ishii.put(self.path(message), {"text": text, "mentions": [
                {"kind": "person", "id": user.id} for user in users]})
        hirano = self.city.hirano
        message = self.named("@加藤 誠 熱です", ("person", self.kato.id))
        self.ok(self.kato.put(self.path(message, "/seen"), None), 204)
        self.assertEqual((waits(self.kato), waits(hirano)), ([], []))
        self.ok(add("@加藤 誠 @平野 恵 熱です", self.kato, hirano), 204)
        self.assertEqual((waits(self.kato), waits(hirano)), ([], [message["id"]]))
        self.assertEqual([m["id"] for m in self.find(message)["content"]["mentions"]],
                         [self.kato.id, hirano.id])
        inbox = self.ok(hirano.get(f"/v1/channels/{hirano.id}/entries", limit=1))["items"][0]
        self.assertEqual((inbox["kind"], inbox["content"]["subject_id"]),
                         ("named-later", self.group["id"]))
        self.refused(add("@小川", self.ogawa), "field-invalid", "mentions")
        # Without any, those whom it named stay.
        self.ok(self.edit(message, "平熱です"), 204)
        self.assertEqual(len(self.find(message)["content"]["mentions"]), 2)

    def test_what_may_be_changed(self):
        """The service says of which entries; the desktop does not judge."""
        message = self.post("直せる投稿")
        self.assertEqual(self.state(message, self.ishii)["capabilities"], ["change-message"])
        self.assertNotIn("capabilities", self.state(message))
        self.ok(self.kato.post(f"/v1/groups/{self.group['id']}/closing"))
        self.assertNotIn("capabilities", self.state(message, self.ishii))
        self.refused(self.edit(message, "直せない"), "group-closed", status=409)
        self.ok(self.kato.post(f"/v1/groups/{self.group['id']}/reopening"))
        self.assertEqual(self.state(message, self.ishii)["capabilities"], ["change-message"])
        self.ok(self.ishii.delete(self.path(message)), 204)
        self.assertNotIn("capabilities", self.state(message, self.ishii))

    def test_bad_texts(self):
        message = self.post("正しい")
        self.refused(self.edit(message, " \n"), "field-missing", "text")
        self.refused(self.edit(message, "a\u202eb"), "field-characters", "text")
        self.refused(self.edit(message, "あ" * 10001), "field-too-long", "text")
        self.assertEqual(self.texts(message), ["正しい"])

    def test_delete(self):
        message = self.post("誤って書いた 山田様の件", urgent=True)
        self.ok(self.kato.put(self.path(message, "/pin"), None), 204)
        self.ok(self.edit(message, "誤って書いた"), 204)
        self.ok(self.ishii.delete(self.path(message)), 204)
        left = self.find(message)
        self.assertEqual(left["content"], {"author_name": "石井 健", "author_profession": "nurse",
                                           "author_facility": "はやし訪問看護ステーション",
                                           "urgent": False})
        self.assertEqual(list(left["state"]), ["deleted_at"])
        self.assertEqual(self.last()["kind"], "message-deleted")
        self.assertEqual(self.ok(self.kato.get(f"/v1/groups/{self.group['id']}/pins"))["items"], [])
        for act in (lambda: self.edit(message, "もう一度"),
                    lambda: self.ishii.delete(self.path(message)),
                    lambda: self.kato.put(self.path(message, "/acknowledgement"),
                                          {"kind": "seen"}),
                    lambda: self.kato.put(self.path(message, "/pin"), None),
                    lambda: self.kato.get(self.path(message, "/versions"))):
            self.refused(act(), "message-deleted", status=409)
        # Kept as medical records must be, and its author can look it up.
        self.assertEqual(self.texts(message, self.ishii),
                         ["誤って書いた 山田様の件", "誤って書いた", None])
        self.assertNotIn("山田様", self.kato.get(
            f"/v1/channels/{self.group['id']}/entries", limit=100).raw.decode())

    def test_only_ones_own(self):
        """SECURITY AZ-01: whatever else one is, another's message stays as it is."""
        message = self.post("石井が書いた")
        for other in (self.kato, self.city.hirano):
            self.refused(self.edit(message, "書き換え", other), "forbidden", status=403)
            self.refused(other.delete(self.path(message)), "forbidden", status=403)
        for other in (self.ogawa, self.city.murata):
            self.nothing_there(self.edit(message, "書き換え", other), other)
            self.nothing_there(other.get(self.path(message, "/versions")), other)
        self.assertEqual(self.texts(message), ["石井が書いた"])

    def test_of_another_group(self):
        other = self.new_group(name="別の会")
        there = self.ok(self.send(self.kato, other, "あちら"), 201)
        self.nothing_there(self.kato.put(self.path(there), {"text": "こちら"}), self.kato)
        self.nothing_there(self.kato.get(self.path(there, "/versions")), self.kato)
        joined = self.entries(limit=100)[-1]
        self.nothing_there(self.kato.put(self.path(joined, "/acknowledgement"),
                                         {"kind": "seen"}), self.kato)

    def test_frozen_and_closed(self):
        message = self.post("凍結の前")
        consent = self.ok(self.kato.get(f"/v1/patients/{self.patient['id']}"))["consent_id"]
        self.ok(self.kato.post(f"/v1/consents/{consent}/withdrawal", WITHDRAWAL))
        self.refused(self.edit(message, "凍結の後"), "group-frozen")
        self.refused(self.ishii.delete(self.path(message)), "group-frozen")
        self.refused(self.ishii.put(self.path(message, "/acknowledgement"), {"kind": "seen"}),
                     "group-frozen")

    def test_sent_again_after_an_edit(self):
        """A desktop whose first answer was lost gets the message, not a refusal."""
        wish = {"client_id": uuid.uuid4().hex, "text": "一度目"}
        path = f"/v1/groups/{self.group['id']}/messages"
        first = self.ok(self.ishii.post(path, wish), 201)
        self.ok(self.edit(first, "直した"), 204)
        self.assertEqual(self.ok(self.ishii.post(path, wish))["id"], first["id"])

    def test_deleted_is_not_unread(self):
        self.ok(self.kato.put(f"/v1/groups/{self.group['id']}/read",
                              {"seq": self.last()["seq"]}), 204)
        first, second = self.post("一つ目"), self.post("二つ目")
        self.ok(self.ishii.put(self.path(first, "/acknowledgement"), {"kind": "done"}), 204)
        group = self.ok(self.kato.get(f"/v1/groups/{self.group['id']}"))
        self.assertEqual((group["unread"], group["last_text"]), (2, "二つ目"))
        self.ok(self.ishii.delete(self.path(second)), 204)
        group = self.ok(self.kato.get(f"/v1/groups/{self.group['id']}"))
        self.assertEqual((group["unread"], group["last_text"]), (1, "一つ目"))


class MarkTest(MessageTest):
    def acknowledge(self, message, kind, by=None):
        path = self.path(message, "/acknowledgement")
        by = by or self.kato
        return by.put(path, {"kind": kind}) if kind else by.delete(path)

    def counts(self, message, user=None):
        return {c["kind"]: c["count"]
                for c in self.state(message, user).get("acknowledgements", [])}

    def test_one_each(self):
        message, kato, hirano = self.post("点滴を交換しました"), self.kato, self.city.hirano
        for kind, by in (("seen", kato), ("agreed", kato), ("agreed", hirano)):
            self.ok(self.acknowledge(message, kind, by), 204)
        self.assertEqual(self.counts(message), {"agreed": 2})
        self.assertEqual(self.state(message)["acknowledgement"], "agreed")
        self.assertNotIn("acknowledgement", self.state(message, self.ishii))
        told = [e["content"] for e in self.entries(after=message["seq"])]
        self.assertEqual([(c.get("acknowledgement_before"), c["acknowledgement"]) for c in told],
                         [(None, "seen"), ("seen", "agreed"), (None, "agreed")])
        self.ok(self.acknowledge(message, None), 204)
        self.assertEqual(self.counts(message), {"agreed": 1})
        self.assertEqual(self.last()["content"].get("acknowledgement"), None)
        names = self.ok(self.ishii.get(self.path(message, "/acknowledgements")))["items"]
        self.assertEqual([(n["name"], n["kind"], n["profession"]) for n in names],
                         [("平野 薫", "agreed", "pharmacist")])

    def test_again_changes_nothing(self):
        message = self.post("変わりありません")
        self.ok(self.acknowledge(message, None), 204)
        self.assertEqual(self.last()["id"], message["id"])
        self.ok(self.acknowledge(message, "thanks"), 204)
        last = self.last()["seq"]
        self.ok(self.acknowledge(message, "thanks"), 204)
        self.assertEqual(self.last()["seq"], last)

    def test_given_before_a_change(self):
        """It is marked as such for all, until the same person gives it for what is said now."""
        message, kato, hirano = self.post("4単位です"), self.kato, self.city.hirano
        for by in (kato, hirano):
            self.ok(self.acknowledge(message, "agreed", by), 204)
        self.assertEqual(self.state(message)["acknowledgements"], [{"kind": "agreed", "count": 2}])
        self.assertNotIn("acknowledged_earlier", self.state(message))
        self.ok(self.ishii.put(self.path(message), {"text": "14単位です"}), 204)
        self.assertEqual(self.state(message)["acknowledgements"],
                         [{"kind": "agreed", "count": 2, "earlier": 2}])
        self.assertTrue(self.state(message)["acknowledged_earlier"])
        self.assertNotIn("acknowledged_earlier", self.state(message, self.ishii))
        self.ok(self.acknowledge(message, "agreed", kato), 204)
        told = self.last()["content"]
        self.assertEqual((told["acknowledgement_before"], told["acknowledgement"]),
                         ("agreed", "agreed"))
        self.assertEqual(self.state(message)["acknowledgements"],
                         [{"kind": "agreed", "count": 2, "earlier": 1}])
        self.assertNotIn("acknowledged_earlier", self.state(message))
        self.assertTrue(self.state(message, hirano)["acknowledged_earlier"])
        given = self.ok(self.ishii.get(self.path(message, "/acknowledgements")))["items"]
        self.assertEqual([(n["name"], n.get("earlier", False)) for n in given],
                         [("平野 薫", True), ("加藤 誠", False)])
        last = self.last()["seq"]
        self.ok(self.acknowledge(message, "agreed", kato), 204)
        self.assertEqual(self.last()["seq"], last)
        self.ok(self.acknowledge(message, None, hirano), 204)
        self.assertEqual(self.state(message)["acknowledgements"], [{"kind": "agreed", "count": 1}])

    def test_kinds(self):
        message = self.post("種類")
        for kind in ("seen", "agreed", "thanks", "liked", "done"):
            self.ok(self.acknowledge(message, kind), 204)
            self.assertEqual(self.counts(message), {kind: 1})
        self.refused(self.acknowledge(message, "angry"), "field-invalid", "kind")
        self.refused(self.kato.put(self.path(message, "/acknowledgement"), {}), "field-missing",
                     "kind")

    def test_unread_does_not_count_them(self):
        message = self.post("読んでください", self.kato)
        self.ok(self.kato.put(f"/v1/groups/{self.group['id']}/read", {"seq": message["seq"]}), 204)
        self.ok(self.acknowledge(message, "agreed", self.ishii), 204)
        group = self.ok(self.kato.get(f"/v1/groups/{self.group['id']}"))
        self.assertEqual((group["unread"], group["last_text"]), (0, "読んでください"))

    def test_pins(self):
        first, second = self.post("往診は毎週火曜"), self.post("鍵は郵便受け")
        path = f"/v1/groups/{self.group['id']}/pins"
        for message in (first, second, first):
            self.ok(self.kato.put(self.path(message, "/pin"), None), 204)
        self.assertEqual([e["kind"] for e in self.entries(after=second["seq"])],
                         ["pinned", "pinned"])
        pins = self.ok(self.ishii.get(path))["items"]
        self.assertEqual([p["content"]["text"] for p in pins], ["鍵は郵便受け", "往診は毎週火曜"])
        self.assertIn("pinned_at", self.state(first))
        self.assertEqual([pin["state"]["pinned_by"] for pin in pins], ["加藤 誠"] * 2)
        self.ok(self.ishii.delete(self.path(first, "/pin")), 204)
        self.ok(self.ishii.delete(self.path(first, "/pin")), 204)
        self.assertEqual(self.last()["kind"], "unpinned")
        self.assertEqual(len(self.ok(self.ishii.get(path))["items"]), 1)
        self.assertNotIn("pinned_at", self.state(first))
        self.assertNotIn("pinned_by", self.state(first))
        # Who pins it next is another one.
        self.ok(self.ishii.put(self.path(first, "/pin"), None), 204)
        self.assertEqual(self.state(first)["pinned_by"], "石井 健")

    def test_pins_have_a_limit(self):
        for number in range(21):
            answer = self.kato.put(self.path(self.post(f"{number}"), "/pin"), None)
            if number < 20:
                self.ok(answer, 204)
        self.refused(answer, "limit-reached", status=409)
        self.assertEqual(len(self.ok(self.kato.get(
            f"/v1/groups/{self.group['id']}/pins"))["items"]), 20)

    def test_bookmarks_are_ones_own(self):
        message, last = self.post("あとで読む"), self.last()["seq"]
        path = f"/v1/groups/{self.group['id']}/bookmarks"
        self.ok(self.kato.put(self.path(message, "/bookmark"), None), 204)
        self.ok(self.kato.put(self.path(message, "/bookmark"), None), 204)
        self.assertEqual(self.last()["seq"], last)
        self.assertTrue(self.state(message)["bookmarked"])
        self.assertNotIn("bookmarked", self.state(message, self.ishii))
        self.assertEqual([e["id"] for e in self.ok(self.kato.get(path))["items"]], [message["id"]])
        self.assertEqual(self.ok(self.ishii.get(path))["items"], [])
        self.ok(self.kato.delete(self.path(message, "/bookmark")), 204)
        self.assertEqual(self.ok(self.kato.get(path))["items"], [])

    def test_mute_is_ones_own(self):
        path = f"/v1/groups/{self.group['id']}"
        for _ in range(2):
            self.ok(self.kato.put(path + "/mute", None), 204)
        self.assertTrue(self.ok(self.kato.get(path))["muted"])
        self.assertTrue(next(group for group in self.ok(self.kato.get("/v1/groups"))["items"]
                             if group["id"] == self.group["id"])["muted"])
        self.assertFalse(self.ok(self.ishii.get(path)).get("muted", False))
        self.ok(self.kato.delete(path + "/mute"), 204)
        self.assertFalse(self.ok(self.kato.get(path)).get("muted", False))

    def test_state_in_every_page(self):
        messages = [self.post(f"{number}") for number in range(12)]
        for number, message in enumerate(messages):
            if number % 3 == 0:
                self.ok(self.acknowledge(message, "seen"), 204)
        first = messages[0]["seq"]
        for query in ({"after": first - 1, "limit": 12}, {"before": first + 12, "limit": 12}):
            page = sorted(self.entries(**query), key=lambda e: e["seq"])
            self.assertEqual([e["seq"] - first for e in page if "state" in e], [0, 3, 6, 9])

    def test_answers_say_what_they_answer(self):
        """Where that isn't in the page: the beginning of it, as it stands now; nothing of it after
        it was deleted, and nothing to those who are not in the group."""
        asked = self.post("あ" * 200, by=self.kato,
                          mentions=[{"kind": "person", "id": self.ishii.id}])
        answer = self.post("はい", reply_to=asked["id"])
        again = self.post("いいえ", by=self.kato, reply_to=answer["id"])
        after = self.entries(after=asked["seq"], limit=10)
        self.assertNotIn("replied", after[1].get("state", {}))
        replied = after[0]["state"]["replied"]
        self.assertEqual((replied["seq"], replied["id"], replied["kind"], replied["author_id"]),
                         (asked["seq"], asked["id"], "message", self.kato.id))
        self.assertEqual((replied["content"]["author_name"], replied["content"]["text"]),
                         (asked["content"]["author_name"], "あ" * 120))
        self.assertNotIn("mentions", replied["content"])
        self.assertNotIn("replied", self.state(answer))
        newest = self.entries(limit=1)[0]
        self.assertEqual((newest["id"], newest["state"]["replied"]["id"]),
                         (again["id"], answer["id"]))
        self.ok(self.edit_text(asked, "短く"), 204)
        self.assertEqual(self.quoted(answer)["content"]["text"], "短く")
        self.ok(self.kato.delete(self.path(asked)), 204)
        self.assertNotIn("text", self.quoted(answer)["content"])
        self.assertEqual(list(self.quoted(answer)["state"]), ["deleted_at"])
        self.nothing_there(self.ogawa.get(f"/v1/channels/{self.group['id']}/entries"), self.ogawa)

    def edit_text(self, message, text):
        return self.kato.put(self.path(message), {"text": text})

    def quoted(self, message):
        """What a page that begins with it says that it answers."""
        return self.entries(after=message["seq"] - 1, limit=1)[0]["state"]["replied"]

    def test_readers_who_have_left(self):
        """How far they had read stays, and it is said who they are; of members it is known."""
        message = self.post("読んでください")
        hirano = self.city.hirano
        for reader in (self.kato, hirano):
            self.ok(reader.put(f"/v1/groups/{self.group['id']}/read", {"seq": message["seq"]}), 204)
        self.assertEqual([mark for mark in self.marks() if "name" in mark], [])
        self.ok(self.kato.delete(f"/v1/groups/{self.group['id']}/members/{hirano.id}"), 204)
        gone = [mark for mark in self.marks() if "name" in mark]
        self.assertEqual([(mark["user_id"], mark["name"], mark["state"], mark["seq"])
                          for mark in gone],
                         [(hirano.id, "平野 薫", "active", message["seq"])])
        self.assertIn("facility_name", gone[0])

    def test_who_comes_later(self):
        """What was written before is not new to her, and nobody is told that she has read it."""
        ogawa, path = self.ogawa, f"/v1/groups/{self.group['id']}"
        before = [self.post(f"前の{number}") for number in range(3)]
        invited = self.ok(self.kato.post(f"{path}/invitations", {"user_ids": [ogawa.id]}), 201)
        self.ok(ogawa.post(f"/v1/invitations/{invited['items'][0]['id']}/accept"))

        def new():
            mine = self.ok(ogawa.get(path))
            return mine.get("unread", 0), mine["read_seq"] >= before[-1]["seq"]

        def told():
            members = self.ok(self.kato.get(f"{path}/members"))["items"]
            return ([mark["seq"] for mark in self.marks() if mark["user_id"] == ogawa.id],
                    [m.get("read_seq", 0) for m in members if m["user_id"] == ogawa.id])
        self.assertEqual((new(), told()), ((0, True), ([], [0])))
        after = [self.post(f"後の{number}") for number in range(2)]
        self.assertEqual((new(), told()), ((2, True), ([], [0])))
        seq = after[-1]["seq"]
        self.ok(ogawa.put(f"{path}/read", {"seq": seq}), 204)
        self.assertEqual((new(), told()), ((0, True), ([seq], [seq])))

    def marks(self):
        return self.ok(self.kato.get(f"/v1/groups/{self.group['id']}/read-marks"))["items"]

    def test_from_a_time_on(self):
        messages = [self.post(f"{number}") for number in range(7)]
        for number in (0, 3, 6):
            page = self.entries(**{"from": messages[number]["at"], "limit": 3})
            self.assertEqual([e["id"] for e in page],
                             [m["id"] for m in messages[number:number + 3]])
        self.assertEqual(self.entries(**{"from": "2999-01-01T00:00:00.000000Z"}), [])
        first = self.entries(**{"from": "2001-01-01T00:00:00.000000Z", "limit": 1})[0]
        self.assertEqual(first["seq"], 1)
        path = f"/v1/channels/{self.group['id']}/entries"
        self.refused(self.kato.get(path, **{"from": "yesterday"}), "field-invalid", "from")
        self.refused(self.kato.get(path, **{"from": messages[0]["at"], "after": 1}),
                     "field-invalid", "from")


class AddressTest(MessageTest):
    """Who is named, who is answered, until they have seen it."""

    def addressed(self, user):
        return [e["id"] for e in self.ok(user.get(
            f"/v1/groups/{self.group['id']}/addressed"))["items"]]

    def inbox(self, user):
        return [(e["kind"], e["content"].get("subject_id"))
                for e in self.ok(user.get(f"/v1/channels/{user.id}/entries"))["items"]]

    def see(self, message, user):
        self.ok(user.put(self.path(message, "/seen"), None), 204)

    def test_person(self):
        kato, hirano = self.city.kato, self.city.hirano
        before = len(self.inbox(hirano))
        message = self.named("@平野 薫 さん、残薬は", ("person", hirano.id))
        self.assertEqual(message["content"]["mentions"],
                         [{"kind": "person", "id": hirano.id, "name": "平野 薫"}])
        self.assertEqual((self.addressed(hirano), self.addressed(kato)), ([message["id"]], []))
        inbox = self.inbox(hirano)
        self.assertEqual((inbox[0], len(inbox)), (("mentioned", self.group["id"]), before + 1))
        self.assertEqual(self.ok(hirano.get(f"/v1/groups/{self.group['id']}"))["for_me"], 1)
        self.see(message, kato)
        self.assertEqual(self.addressed(hirano), [message["id"]])
        self.see(message, hirano)
        self.assertEqual(self.addressed(hirano), [])
        self.assertEqual(self.ok(hirano.get(f"/v1/groups/{self.group['id']}"))["for_me"], 0)

    def test_named_in_an_edit(self):
        """Those are told whom it had not named before, however it names them now, and once."""
        kato, ishii, hirano = self.city.kato, self.ishii, self.city.hirano
        message = self.named("@平野 薫 さん", ("person", hirano.id))
        answer = self.named("はい", reply_to=message["id"], by=hirano)
        before = {user: len(self.inbox(user)) for user in (kato, ishii, hirano)}

        def edit(text, by, entry, *mentions):
            self.ok(by.put(self.path(entry), {"text": text, "mentions": [
                {"kind": kind} | ({"id": of} if of else {}) for kind, of in mentions]}), 204)

        def told(user):
            return [kind for kind, _ in self.inbox(user)[:len(self.inbox(user)) - before[user]]]
        edit("ひらの薬局 さん", ishii, message, ("facility", self.city.facilities["pharmacy"]))
        self.assertEqual(told(hirano), [])
        edit("全員の皆さん", ishii, message, ("all", None))
        self.assertEqual((told(hirano), told(kato), told(ishii)), ([], ["named-later"], []))
        self.assertEqual(self.addressed(kato), [message["id"]])
        edit("皆さん", ishii, message, ("all", None), ("person", kato.id))
        self.assertEqual(told(kato), ["named-later"])
        # Who was only answered is named now, and it waits though he has read so far.
        self.ok(ishii.put(f"/v1/groups/{self.group['id']}/read", {"seq": answer["seq"]}), 204)
        self.assertEqual(self.addressed(ishii), [])
        edit("はい、石井さん", hirano, answer, ("person", ishii.id))
        self.assertEqual((told(ishii), self.addressed(ishii)), (["named-later"], [answer["id"]]))

    def test_inbox_names_nobody(self):
        """It outlives the right to know whose group that was."""
        self.named("@平野 薫 さん", ("person", self.city.hirano.id))
        entry = self.ok(self.city.hirano.get(
            f"/v1/channels/{self.city.hirano.id}/entries", limit=1))["items"][0]
        self.assertLessEqual(set(entry["content"]), {
            "author_name", "author_profession", "author_facility", "subject_id"})

    def test_facility_and_all(self):
        kato, ishii, hirano = self.city.kato, self.ishii, self.city.hirano
        mention = ("facility", self.city.facilities["pharmacy"])
        first = self.named("@ひらの薬局 さん", mention)
        self.assertEqual(first["content"]["mentions"][0]["name"], "ひらの薬局")
        second = self.named("@全員 訪問日が変わります", ("all", None))
        self.assertEqual(self.addressed(hirano), [first["id"], second["id"]])
        self.assertEqual(self.addressed(kato), [second["id"]])
        self.assertEqual(self.addressed(ishii), [])

    def test_not_in_the_group(self):
        for kind, of in (("person", self.ogawa.id), ("person", "nobody"),
                         ("facility", self.city.facilities["manager"]), ("facility", "none")):
            self.refused(self.send(self.ishii, self.group, "@誰か", mentions=[
                {"kind": kind, "id": of}]), "field-invalid", "mentions")
        self.refused(self.send(self.ishii, self.group, "@誰か", mentions=[{"kind": "person"}]),
                     "field-invalid", "mentions.id")
        self.refused(self.send(self.ishii, self.group, "@誰か", mentions=[
            {"kind": "all", "name": "全員"}]), "field-unknown", "mentions.name")

    def test_suspended(self):
        """SECURITY ACC-04: nobody is named who would never hear of it, nor a facility without
        anybody who would."""
        hirano = self.city.hirano
        mentions = (("person", hirano.id), ("facility", self.city.facilities["pharmacy"]))
        self.city.change(f"state\t{hirano.id}\tsuspended")
        try:
            for kind, of in mentions:
                self.refused(self.send(self.ishii, self.group, "@誰か", mentions=[
                    {"kind": kind, "id": of}]), "field-invalid", "mentions")
            self.named("@全員", ("all", None))
        finally:
            self.city.change(f"state\t{hirano.id}\tactive")
        for mention in mentions:
            self.named("@平野 薫", mention)

    def test_sent_again_after_a_suspension(self):
        """What has arrived is not refused because of what happened since."""
        wish = {"client_id": uuid.uuid4().hex, "text": "@平野 薫 至急",
                "mentions": [{"kind": "person", "id": self.city.hirano.id}]}
        path = f"/v1/groups/{self.group['id']}/messages"
        first = self.ok(self.ishii.post(path, wish), 201)
        self.city.change(f"state\t{self.city.hirano.id}\tsuspended")
        try:
            self.assertEqual(self.ok(self.ishii.post(path, wish))["id"], first["id"])
        finally:
            self.city.change(f"state\t{self.city.hirano.id}\tactive")

    def test_what_can_be_answered(self):
        """Whatever somebody wrote for the others: a message, vital signs, a request; nothing that
        merely happened, nor another group's."""
        group, hirano = self.group["id"], self.city.hirano
        vitals = self.ok(hirano.post(f"/v1/groups/{group}/vitals", {
            "client_id": uuid.uuid4().hex,
            "vitals": {"values": [{"kind": "pulse", "value": 120}]}}), 201)
        request = self.ok(hirano.post(f"/v1/groups/{group}/requests", {
            "client_id": uuid.uuid4().hex, "what": "残薬の確認", "owner_id": self.kato.id}), 201)
        for about in (self.post("ふだんの話", hirano), vitals, request):
            answer = self.post("すぐ診ます", self.kato, reply_to=about["id"])
            self.assertEqual(answer["reply_to"], about["id"])
            self.assertEqual(self.addressed(hirano)[-1:], [answer["id"]])
        joined = self.entries(limit=100)[-1]
        self.assertEqual(joined["kind"], "group-created")
        other = self.new_group(name="別の会")
        there = self.ok(self.send(self.kato, other, "あちら"), 201)
        for about in (joined["id"], there["id"], "nothing"):
            self.refused(self.send(self.kato, self.group, "返事", reply_to=about),
                         "field-invalid", "reply_to")

    def test_answer(self):
        """A new answer to an old message waits for the author until he has read as far."""
        question = self.post("次の訪問は", self.kato)
        for number in range(3):
            self.post(f"ほかの話 {number}")
        answer = self.post("木曜です", reply_to=question["id"])
        read = f"/v1/groups/{self.group['id']}/read"
        self.ok(self.kato.put(read, {"seq": answer["seq"] - 1}), 204)
        self.assertEqual(self.addressed(self.kato), [answer["id"]])
        self.ok(self.kato.put(read, {"seq": answer["seq"]}), 204)
        self.assertEqual(self.addressed(self.kato), [])
        other = self.post("やはり水曜です", reply_to=question["id"])
        self.assertEqual(self.addressed(self.kato), [other["id"]])
        self.ok(self.kato.put(self.path(other, "/acknowledgement"), {"kind": "thanks"}), 204)
        self.assertEqual(self.addressed(self.kato), [])
        # One's own second thought is news to nobody.
        self.post("やはり金曜です", reply_to=answer["id"])
        self.assertEqual(self.addressed(self.ishii), [])

    def test_deleted_is_addressed_to_nobody(self):
        message = self.named("@加藤 誠", ("person", self.kato.id), urgent=True)
        self.ok(self.ishii.delete(self.path(message)), 204)
        self.assertEqual((self.addressed(self.kato), self.urgent()), ([], []))

    def test_authors_who_have_left(self):
        message = self.post("最後の投稿")
        self.city.sql(f"UPDATE account SET state = 3 WHERE id = '{self.ishii.id}'")
        try:
            self.assertEqual(self.state(message)["author_state"], "retired")
            self.assertNotIn("author_state", self.entries(limit=100)[-1].get("state", {}))
        finally:
            self.city.sql(f"UPDATE account SET state = 1 WHERE id = '{self.ishii.id}'")

    def test_members_say_who_attends(self):
        members = {m["name"]: m for m in self.ok(self.kato.get(
            f"/v1/groups/{self.group['id']}/members"))["items"]}
        self.assertEqual([n for n, m in members.items() if m["attending"]], ["加藤 誠"])


if __name__ == "__main__":
    unittest.main()
