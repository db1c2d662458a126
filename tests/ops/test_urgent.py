#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is urgent stands on top until those for whom it waits have answered: who that is, and what
becomes of it when one of them has gone."""

import unittest

from test_messages import MessageTest


class UrgentTest(MessageTest):
    """In the group: the physician, two nurses of the station, one of whom writes, a care manager,
    and somebody of the pharmacy, whose session is gone after the last test."""

    def setUp(self):
        super().setUp()
        city = self.city
        self.patient, self.group = self.new_team("ishii", "hayashi", "sakai", "kondo")
        self.hayashi, self.sakai, self.kondo = city.hayashi, city.sakai, city.kondo

    def sent_to(self, *whom):
        """Something urgent to people, facilities by their names, or "all"."""
        mentions = []
        for one in whom:
            if one == "all":
                mentions.append(("all", None))
            elif isinstance(one, str):
                mentions.append(("facility", self.city.facilities[one]))
            else:
                mentions.append(("person", one.id))
        return self.named("転倒されました", *mentions, urgent=True)

    def press(self, message, by, kind="seen"):
        path = self.path(message, "/acknowledgement")
        self.ok(by.put(path, {"kind": kind}) if kind else by.delete(path), 204)

    def on_top(self, message):
        there = message["id"] in self.urgent()
        self.assertEqual(self.state(message).get("urgent_open", False), there)
        return there

    def suspend(self, user):
        self.ok(self.city.murata.post(f"/v1/users/{user.id}/suspension", {"reason": "other"}))

    def leave(self, user):
        self.ok(user.delete(f"/v1/groups/{self.group['id']}/members/{user.id}"), 204)

    def absent(self, message):
        return [(a["kind"], a["name"], a.get("state"))
                for a in self.state(message).get("absent", [])]

    def test_who_answers_for_whom(self):
        """Each row: whom it names; the presses one after the other, the last of which, and none
        before, takes it from the top. Its author's own press is never one."""
        kato, ishii, hayashi = self.kato, self.ishii, self.hayashi
        kondo, sakai = self.kondo, self.sakai
        for whom, presses in (
                ((), [ishii, sakai]),
                (("all",), [ishii, sakai]),
                ((kato,), [ishii, hayashi, kondo, sakai, kato]),
                ((kato, kondo), [kato, sakai, kondo]),
                ((kato, "all"), [hayashi, kondo, kato]),
                (("pharmacy",), [kato, hayashi, sakai, kondo]),
                (("station",), [ishii, kato, kondo, hayashi]),
                (("pharmacy", "clinic"), [kondo, sakai, kato]),
                ((kato, "pharmacy"), [kondo, sakai, kato]),
                ((kondo, "pharmacy"), [kato, sakai, kondo])):
            message = self.sent_to(*whom)
            for number, by in enumerate(presses):
                self.assertTrue(self.on_top(message), (whom, number))
                self.press(message, by)
            self.assertFalse(self.on_top(message), whom)

    def test_settled_by_its_author(self):
        message = self.sent_to(self.kato)
        self.press(message, self.ishii, "done")
        self.assertFalse(self.on_top(message))
        self.press(message, self.ishii, "seen")
        self.assertTrue(self.on_top(message))
        self.press(message, self.kondo, "done")
        self.assertTrue(self.on_top(message))

    def test_taken_back(self):
        """Who takes back what was needed has not answered; another's press makes no odds."""
        message = self.sent_to(self.kato, self.kondo)
        for by in (self.kato, self.kondo, self.sakai):
            self.press(message, by)
        self.assertFalse(self.on_top(message))
        self.press(message, self.sakai, None)
        self.press(message, self.kondo, "thanks")
        self.assertFalse(self.on_top(message))
        self.press(message, self.kondo, None)
        self.assertTrue(self.on_top(message))
        self.press(message, self.kondo, "agreed")
        self.assertFalse(self.on_top(message))
        # Named as staff of a facility, and by nobody's name.
        for whom in (("pharmacy",), ()):
            message = self.sent_to(*whom)
            self.press(message, self.kondo)
            self.assertFalse(self.on_top(message))
            self.press(message, self.kondo, None)
            self.assertTrue(self.on_top(message))

    def test_another_text(self):
        """What was acknowledged before is no answer to what it says now."""
        message = self.sent_to(self.kato)
        self.press(message, self.kato, "agreed")
        self.assertFalse(self.on_top(message))
        self.ok(self.ishii.put(self.path(message), {"text": "インスリンは4単位でなく14単位です"}), 204)
        self.assertTrue(self.on_top(message))
        self.press(message, self.kato, "agreed")
        self.assertFalse(self.on_top(message))
        # What is settled stays so: its author knows what he has written.
        other = self.sent_to(self.kato)
        self.press(other, self.ishii, "done")
        self.ok(self.ishii.put(self.path(other), {"text": "電話で話しました"}), 204)
        self.assertFalse(self.on_top(other))

    def test_z_suspended_and_retired(self):
        """It is said who can't answer, and from then on anybody does; the return of that one
        brings nothing back that was answered, and waits for that one where it was not."""
        kondo, sakai = self.kondo, self.sakai
        one, other, both, staff = (self.sent_to(*whom) for whom in (
            (kondo,), (kondo,), (kondo, sakai), ("pharmacy",)))
        self.press(both, sakai)
        self.press(one, self.kato)
        self.suspend(kondo)
        try:
            # Of those that it names the other one has answered.
            self.assertFalse(self.on_top(both))
            # A press of the time when it waited for somebody else is none.
            for message in (one, other, staff):
                self.assertTrue(self.on_top(message))
            self.assertEqual(self.absent(one), [("person", "近藤 翼", "suspended")])
            self.assertEqual(self.absent(staff), [("facility", "ひらの薬局", None)])
            self.press(one, self.kato, "agreed")
            self.press(staff, self.hayashi)
            self.assertFalse(self.on_top(one))
            self.assertFalse(self.on_top(staff))
        finally:
            self.ok(self.city.murata.post(f"/v1/users/{kondo.id}/restoration",
                                          {"reason": "見つかりました。"}))
        self.assertFalse(self.on_top(one))
        self.assertTrue(self.on_top(other))
        self.assertEqual(self.absent(other), [])
        self.press(other, self.kato)
        self.assertTrue(self.on_top(other))
        # Retiring, one leaves all groups.
        self.check_gone(lambda user: self.ok(self.city.murata.post(
            f"/v1/users/{user.id}/retirement", {"note": "退職"})), "retired")

    def check_gone(self, go, state):
        kondo = self.kondo
        one, both = self.sent_to(kondo), self.sent_to(kondo, self.sakai)
        self.press(both, self.sakai)
        go(kondo)
        self.assertTrue(self.on_top(one))
        self.assertFalse(self.on_top(both))
        self.assertEqual(self.absent(one), [("person", "近藤 翼", state)])
        self.press(one, self.kato)
        self.assertFalse(self.on_top(one))

    def test_left(self):
        self.check_gone(self.leave, "active")

    def test_the_rest_of_a_facility(self):
        """While one of its staff is there it waits for that one, whoever else has gone."""
        message = self.named("転倒されました", ("facility", self.city.facilities["station"]),
                             by=self.kato, urgent=True)
        self.leave(self.ishii)
        self.assertEqual(self.absent(message), [])
        self.press(message, self.sakai)
        self.assertTrue(self.on_top(message))
        self.press(message, self.hayashi)
        self.assertFalse(self.on_top(message))

    def test_oldest_first(self):
        messages = [self.sent_to(whom) for whom in (self.kato, self.kondo, self.sakai)]
        self.assertEqual(self.urgent(), [m["id"] for m in messages])
        self.press(messages[0], self.kato)
        self.assertEqual(self.urgent(), [m["id"] for m in messages[1:]])


if __name__ == "__main__":
    unittest.main()
