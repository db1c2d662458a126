#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken away from somebody is gone from open sessions and streams within a second.

Holds SECURITY R10, ACC-01, AZ-04. Each way is measured: from the request that takes it away to the
stream's end, or to its being told, and to the first refused request of every session.
"""

import pathlib
import statistics
import sys
import time
import unittest

from ops_city import WITHDRAWAL, City, CityTest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
from anshin_test.stream import EventStream, StreamEnded  # noqa: E402

ROUNDS = 20
SECONDS = 1.0
# Two sessions are what a person may have; as many as this are opened behind the service's back.
SESSIONS = 100
# That many streams may be open, ANSHIN_MAX_STREAMS_PER_USER: older ones give way.
STREAMS = 4


class RevocationCity(City):
    def population(self):
        return super().population() + [
            "\t".join(("user", f"n{number}", "station", "nurse", "訪問 看護師", "ホウモン",
                       f"n{number}@city.example", "-")) for number in range(3 * ROUNDS + 1)]


class RevocationTest(CityTest):
    @classmethod
    def setUpClass(cls):
        cls.city = RevocationCity()
        cls.city.sql("UPDATE session SET confirmed_at = confirmed_at + 1000000000000")
        cls.fresh = iter([cls.city.users[f"n{number}"] for number in range(3 * ROUNDS + 1)])

    def setUp(self):
        self.patient, self.group = self.new_team("ogawa")

    def listen(self, user):
        stream = EventStream(f"unix:{self.city.socket}", user.token)
        self.addCleanup(stream.close)
        return stream

    def read(self, user):
        return user.get(f"/v1/channels/{self.group['id']}/entries")

    def join(self, user):
        invited = self.ok(self.city.kato.post(f"/v1/groups/{self.group['id']}/invitations",
                                              {"user_ids": [user.id]}), 201)
        self.ok(user.post(f"/v1/invitations/{invited['items'][0]['id']}/accept"))
        self.ok(self.read(user))

    def measure(self, what, rounds):
        """Each round gives the seconds until all was gone."""
        taken = [one() for one in rounds]
        print(f"{self.city.database.split(':')[0]}: {what}: median "
              f"{statistics.median(taken) * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms "
              f"of {len(taken)}", file=sys.stderr)
        self.assertLess(max(taken), SECONDS)

    def ends(self, act):
        """One whose streams end, and to whom nothing is answered any more."""
        user = next(self.fresh)
        self.join(user)
        streams = [self.listen(user) for _ in range(STREAMS)]
        start = time.monotonic()
        self.assertIn(act(user).status, (200, 204))
        self.assertEqual(self.read(user).status, 401)
        for stream in streams:
            with self.assertRaises(StreamEnded):
                while True:
                    self.assertNotIn("entries", stream.next(SECONDS))
        return time.monotonic() - start

    def leaves(self, user, act):
        """One who stays signed in, and is put out of the group."""
        stream = self.listen(user)
        self.assertIn(self.group["id"], stream.ready)
        start = time.monotonic()
        self.assertIn(act(user).status, (200, 204))
        self.assertIn(self.read(user).status, (404, 409))
        while self.group["id"] not in stream.wait_for("left", SECONDS):
            pass
        taken = time.monotonic() - start
        self.ok(user.get("/v1/session"))
        # What is said afterwards he does not hear; what is for everybody he does.
        self.send(self.city.kato, self.group, "もう聞こえない")
        self.ok(self.announce("区切り"), 201)
        while True:
            texts = [e["content"].get("text") for e in stream.next(5).get("entries", [])]
            self.assertNotIn("もう聞こえない", texts)
            if "区切り" in texts:
                return taken

    def test_suspension(self):
        hayashi = self.city.hayashi
        self.measure("suspension", [lambda: self.ends(lambda user: hayashi.post(
            f"/v1/users/{user.id}/suspension", {"reason": "terminal-lost"}))] * ROUNDS)

    def test_retirement(self):
        self.measure("retirement", [lambda: self.ends(lambda user: self.city.hayashi.post(
            f"/v1/users/{user.id}/retirement", {}))] * ROUNDS)

    def test_terminal_revoked(self):
        def revoke(user):
            (terminal,), = self.city.sql(f"SELECT id FROM terminal WHERE user_id = '{user.id}'")
            return self.city.hayashi.delete(f"/v1/terminals/{terminal}")
        self.measure("terminal revoked", [lambda: self.ends(revoke)] * ROUNDS)

    def allow_announcements(self):
        """The office may make twenty a day."""
        group, = [g for g in self.city.kato.list("/v1/groups") if g["kind"] == "all-users"]
        self.city.sql(f"UPDATE entry SET at = at - 90000000000 WHERE channel_id = '{group['id']}'")

    def test_removal(self):
        ishii, path = self.city.ishii, f"/v1/groups/{self.group['id']}/members/"
        self.join(ishii)

        def one():
            if not any(g["id"] == self.group["id"] for g in ishii.list("/v1/groups")):
                self.join(ishii)
            return self.leaves(ishii, lambda user: self.city.kato.delete(path + user.id))
        self.allow_announcements()
        self.measure("removal from a group", [one] * ROUNDS)

    def test_admin_unset(self):
        kato, ueda = self.city.kato, self.city.ueda
        path = f"/v1/users/{ueda.id}/facility-admin"

        def one():
            self.ok(kato.post(path))
            self.ok(self.read(ueda))
            return self.leaves(ueda, lambda _: kato.delete(path))
        self.allow_announcements()
        self.measure("admin right taken away", [one] * ROUNDS)

    def test_consent_withdrawn(self):
        sakai = self.city.sakai
        consent = self.ok(self.city.kato.get(f"/v1/patients/{self.patient['id']}/consents"))[
            "items"][0]["id"]
        self.join(sakai)
        self.allow_announcements()
        self.measure("consent withdrawn", [lambda: self.leaves(
            sakai, lambda _: self.city.kato.post(f"/v1/consents/{consent}/withdrawal",
                                                 WITHDRAWAL))])

    def test_a_hundred_sessions(self):
        """Every session of one who is suspended is refused, every stream at its end."""
        user = next(self.fresh)
        self.join(user)
        self.city.change(f"sessions\t{user.tag}\t{user.id}\t{SESSIONS}")
        sessions = [self.city.users[f"{user.tag}.{number}"] for number in range(SESSIONS)]
        for session in sessions:
            self.ok(self.read(session))
        streams = [self.listen(session) for session in sessions[:STREAMS]]
        start = time.monotonic()
        self.ok(self.city.hayashi.post(f"/v1/users/{user.id}/suspension", {"reason": "infected"}))
        stored = time.monotonic() - start
        for session in sessions:
            self.assertEqual(self.read(session).code, "access-withdrawn")
        for stream in streams:
            self.assertEqual(stream.rest(SECONDS), [{"ended": "suspended"}])
        taken = time.monotonic() - start
        print(f"{self.city.database.split(':')[0]}: suspension of {SESSIONS} sessions and "
              f"{len(streams)} streams: stored in {stored * 1000:.0f} ms, each of them refused in "
              f"{taken * 1000:.0f} ms", file=sys.stderr)
        self.assertLess(taken, SECONDS)


if __name__ == "__main__":
    unittest.main()
