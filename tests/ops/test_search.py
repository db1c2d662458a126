#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search over what people wrote: what is found, in what order, and who finds nothing any more."""

import unittest
import uuid

from ops_city import WITHDRAWAL, CityTest


class SearchTest(CityTest):
    def found(self, user, q, **query):
        """The texts, newest first, over all pages."""
        hits = user.list("/v1/search", q=q, **query)
        return [h["entry"]["content"].get("text") or h["entry"]["content"]["vitals"]["note"]
                for h in hits]

    def say(self, user, group, *texts):
        for text in texts:
            self.ok(self.send(user, group, text), 201)

    def test_folded_words(self):
        _, group = self.new_team("ishii")
        ishii = self.city.ishii
        self.say(ishii, group, "血圧が高め", "ケツアツは よこう", "SpO2 は97", "食事は８割")
        within = {"group": group["id"]}
        self.assertEqual(self.found(ishii, "けつあつ", **within), ["ケツアツは よこう"])
        self.assertEqual(self.found(ishii, "ｋｅｔｕ", **within), [])
        self.assertEqual(self.found(ishii, "ＳＰＯ２", **within), ["SpO2 は97"])
        self.assertEqual(self.found(ishii, "8割 食事", **within), ["食事は８割"])
        self.assertEqual(self.found(ishii, "は", **within),
                         ["食事は８割", "SpO2 は97", "ケツアツは よこう"])
        self.assertEqual(self.found(ishii, "食事 血圧", **within), [])
        # Who wrote it, and what the service notes, are not what was written.
        self.assertEqual(self.found(ishii, "石井", **within), [])

    def test_filters(self):
        _, group = self.new_team("ishii")
        kato, ishii = self.city.kato, self.city.ishii
        self.say(ishii, group, "一つ目")
        self.say(kato, group, "二つ目")
        within = {"group": group["id"]}
        entries = [h["entry"] for h in kato.list("/v1/search", q="つ目", **within)]
        self.assertEqual([e["content"]["text"] for e in entries], ["二つ目", "一つ目"])
        self.assertEqual(self.found(kato, "つ目", author=ishii.id, **within), ["一つ目"])
        self.assertEqual(self.found(kato, "", author=kato.id, **within), ["二つ目"])
        self.assertEqual(self.found(kato, "つ目", attachment="true", **within), [])
        at = entries[0]["at"]
        self.assertEqual(self.found(kato, "つ目", **within, **{"from": at}), ["二つ目"])
        self.assertEqual(self.found(kato, "つ目", **within, to=at), ["一つ目"])

    def test_notes_on_vital_signs(self):
        _, group = self.new_team()
        vitals = {"values": [{"kind": "pulse", "value": 70}], "note": "入浴後に測定"}
        self.ok(self.city.kato.post(f"/v1/groups/{group['id']}/vitals",
                                    {"client_id": uuid.uuid4().hex, "vitals": vitals}), 201)
        self.assertEqual(self.found(self.city.kato, "にゅうよく", group=group["id"]), [])
        self.assertEqual(self.found(self.city.kato, "入浴", group=group["id"]), ["入浴後に測定"])

    def test_over_all_groups(self):
        _, first = self.new_team("ishii")
        _, second = self.new_team("ishii")
        kato, ishii = self.city.kato, self.city.ishii
        word = uuid.uuid4().hex
        for number in range(40):
            self.say(kato, (first, second)[number % 2], f"{word} {number}")
        wanted = [f"{word} {n}" for n in reversed(range(40))]
        self.assertEqual(self.found(ishii, word), wanted)
        self.assertEqual(self.found(ishii, word, limit=7), wanted)
        hits = self.ok(ishii.get("/v1/search", q=word, limit=2))["items"]
        self.assertEqual([h["entry"]["channel"] for h in hits], [second["id"], first["id"]])
        self.assertEqual({h["group_name"] for h in hits}, {"山本 はな"})
        self.assertEqual(self.found(self.city.tokuda, word), [])
        self.assertEqual(self.found(self.city.murata, word), [])
        # By right of administration, as the group itself.
        self.assertEqual(len(self.found(kato, word)), 40)

    def test_nothing_after_the_right_is_gone(self):
        patient, group = self.new_team("ishii", "noda")
        kato, ishii, noda = self.city.kato, self.city.ishii, self.city.noda
        word = uuid.uuid4().hex
        self.say(noda, group, *[f"{word} {n}" for n in range(20)])
        self.assertEqual(len(self.found(ishii, word)), 20)
        page = self.ok(ishii.get("/v1/search", q=word, limit=5))
        self.ok(kato.delete(f"/v1/groups/{group['id']}/members/{ishii.id}"), 204)
        self.assertEqual(self.found(ishii, word), [])
        self.assertEqual(self.ok(ishii.get("/v1/search", q=word, cursor=page["next_cursor"])),
                         {"items": []})
        self.nothing_there(ishii.get("/v1/search", q=word, group=group["id"]), ishii)
        consent = self.ok(kato.get(f"/v1/patients/{patient['id']}/consents"))["items"][0]
        self.ok(kato.post(f"/v1/consents/{consent['id']}/withdrawal", WITHDRAWAL))
        self.assertEqual(self.found(noda, word), [])
        self.refused(noda.get("/v1/search", q=word, group=group["id"]), "group-frozen")
        self.assertEqual(len(self.found(kato, word)), 20)

    def test_who_is_shown_is_on_record(self):
        patient, group = self.new_team("ishii")
        word = uuid.uuid4().hex
        self.say(self.city.ishii, group, word)
        self.assertEqual(self.found(self.city.ishii, word), [word])
        seen = self.ok(self.city.kato.get(f"/v1/patients/{patient['id']}/seen-by"))["items"]
        self.assertIn(self.city.ishii.id, [s["user_id"] for s in seen])
        if self.city.database.startswith("sqlite"):
            with open(self.city.database[7:], "rb") as file:
                self.assertNotIn(word.encode(), file.read())
            self.assertNotIn(word, (self.city.folder / "log").read_text())

    def test_what_cannot_be_asked(self):
        kato = self.city.kato
        self.refused(kato.get("/v1/search"), "field-missing", "q")
        self.refused(kato.get("/v1/search", q=" 　"), "field-missing", "q")
        self.refused(kato.get("/v1/search", q="あ" * 101), "field-too-long", "q")
        for query in ({"attachment": "yes"}, {"cursor": "x"}, {"cursor": "1.2"}, {"from": "x"},
                      {"limit": "101"}):
            self.refused(kato.get("/v1/search", q="あ", **query), "field-invalid",
                         next(iter(query)))
        self.refused(kato.get("/v1/search", q="あ", **{"from": "2026-11-27T00:00:01.000000Z"},
                              to="2026-11-27T00:00:00.000000Z"), "field-invalid", "to")
        self.nothing_there(kato.get("/v1/search", q="あ", group="0" * 26), kato)


if __name__ == "__main__":
    unittest.main()
