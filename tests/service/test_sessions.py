#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions: how long they last, how many there are, how they end.

Holds SECURITY AUTH-11, SESS-01, -03, -05; ACC-01 as far as sessions go.
"""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Client, EventStream, Service

SECOND = 1000000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


class WithOffice(unittest.TestCase):
    """A service of its own, with the office's user signed in."""

    def setUp(self):
        self.service = Service()
        self.addCleanup(self.service.close)
        self.office = self.service.office()

    def age(self, column, by):
        """As if the time had gone on."""
        self.service.query(f"UPDATE session SET {column} = {column} - {by}")

    def status(self, client=None):
        return (client or self.office).get("/v1/session").code


class Sessions(WithOffice):
    def test_idle(self):
        now = self.office.get("/v1/session").json
        self.assertEqual((now["idle_seconds"], now["lock_seconds"]), (1800, 300))
        self.age("seen_at", 30 * MINUTE - 5 * SECOND)
        self.assertIsNone(self.status())
        # That was use: it is good for another half an hour.
        self.age("seen_at", 30 * MINUTE - 5 * SECOND)
        self.assertIsNone(self.status())
        self.age("seen_at", 30 * MINUTE + SECOND)
        self.assertEqual(self.status(), "session-ended")

    def test_use_is_noted_once_a_minute(self):
        before = self.service.query("SELECT seen_at FROM session")
        self.status()
        self.assertEqual(self.service.query("SELECT seen_at FROM session"), before)
        self.age("seen_at", 61 * SECOND)
        self.status()
        self.assertGreaterEqual(int(self.service.query("SELECT seen_at FROM session")[0][0]),
                                int(before[0][0]))

    def test_absolute(self):
        self.age("expires_at", 12 * HOUR - 5 * SECOND)
        self.assertIsNone(self.status())
        self.age("expires_at", 6 * SECOND)
        self.assertEqual(self.status(), "session-ended")

    def test_at_most_two(self):
        first = self.office.token
        stream = self.office.events()
        second = Client(self.service)
        second.key, second.mail = self.office.key, self.office.mail
        second.terminal_id = self.office.terminal_id
        second.sign_in()
        self.assertIsNone(self.status())
        third = Client(self.service)
        third.key, third.mail = self.office.key, self.office.mail
        third.terminal_id = self.office.terminal_id
        third.sign_in()
        self.assertEqual(self.office.token, first)
        self.assertEqual(self.status(), "session-ended")
        self.assertEqual(stream.rest(), [{"ended": "session-ended"}])
        self.assertIsNone(self.status(second))
        self.assertIsNone(self.status(third))

    def test_those_that_are_over_give_way_first(self):
        clients = []
        for _ in range(2):
            client = Client(self.service)
            client.key, client.mail = self.office.key, self.office.mail
            client.terminal_id = self.office.terminal_id
            clients.append(client)
        clients[0].sign_in()
        now = int(time.time() * SECOND)
        self.service.query(f"UPDATE session SET seen_at = {now - 31 * MINUTE} WHERE created_at = "
                           "(SELECT max(created_at) FROM session)")
        clients[1].sign_in()
        self.assertIsNone(self.status())
        self.assertIsNone(self.status(clients[1]))

    def test_sign_out_ends_all_at_once(self):
        with self.office.events() as stream:
            self.assertEqual(self.office.sign_out().status, 204)
            start = time.monotonic()
            self.assertEqual(stream.rest(), [{"ended": "session-ended"}])
            self.assertLess(time.monotonic() - start, 1)
        self.assertEqual(self.status(), "session-ended")
        with EventStream(self.office.address, self.office.token, wait=False) as again:
            self.assertEqual(again.status, 401)

    def test_stream_ends_with_its_session(self):
        """Within a second of the session's end, whether anybody asks or not."""
        now = int(time.time() * SECOND)
        self.service.query(f"UPDATE session SET expires_at = {now + 2 * SECOND}")
        with self.office.events() as stream:
            self.assertEqual(stream.rest(timeout=4), [{"ended": "session-ended"}])
            self.assertLess(time.time() * SECOND, now + 3.5 * SECOND)

    def test_stream_is_not_use(self):
        """What is only listened to is idle."""
        now = int(time.time() * SECOND)
        with self.office.events() as first:
            self.service.query(f"UPDATE session SET seen_at = {now - 30 * MINUTE + 2 * SECOND}")
            with self.office.events() as second:
                # Opening it was use: the database has been told, and so has the older stream.
                self.assertGreater(int(self.service.query("SELECT seen_at FROM session")[0][0]),
                                   now - SECOND)
                with self.assertRaises(TimeoutError):
                    second.next(timeout=3)
            with self.assertRaises(TimeoutError):
                first.next(timeout=0.2)

    def test_revoked_terminal_and_suspended_account(self):
        self.service.query("UPDATE terminal SET revoked_at = 1")
        self.assertEqual(self.status(), "access-withdrawn")
        self.service.query("UPDATE terminal SET revoked_at = NULL")
        self.assertIsNone(self.status())
        self.service.query("UPDATE account SET state = 2")
        self.assertEqual(self.status(), "access-withdrawn")

    def test_record(self):
        """Who signed in, from which terminal, in which role (AUD-02)."""
        self.office.sign_in()
        user = self.office.session["user"]
        row = self.service.query(
            "SELECT actor_id, role, facility_id, terminal_id, source, result FROM audit "
            "WHERE action = 'sign-in'")[0]
        self.assertEqual(tuple(row), (user["id"], "office", user["facility_id"],
                                      self.office.terminal_id, "local", "ok"))

    def test_tokens_are_nowhere(self):
        """Neither in the database nor in the log (SESS-01)."""
        self.office.get("/v1/groups")
        self.office.post("/v1/session/unlock", {"password": "wrong-horse-battery-9"})
        token, mail = self.office.token, self.office.mail
        self.service.stop()
        log = self.service.log()
        for secret in (token, mail, self.office.password, "花子", self.service.token):
            self.assertNotIn(secret, log)
        if self.service.engine == "sqlite":
            for path in self.service.folder.iterdir():
                if path.is_file():
                    data = path.read_bytes()
                    for secret in (token, mail, "花子"):
                        self.assertNotIn(secret.encode(), data, path.name)


class Unlock(WithOffice):
    """Taking up a locked session again: the same one, under a new token."""

    def unlock(self, password=None):
        return self.office.post("/v1/session/unlock",
                                {"password": password or self.office.password})

    def test_new_token(self):
        before = dict(self.office.session)
        with self.office.events() as stream:
            answer = self.unlock()
            self.assertEqual(answer.status, 200)
            self.assertEqual(stream.rest(), [{"ended": "session-ended"}])
        self.assertNotEqual(answer.json["token"], before["token"])
        self.assertEqual(answer.json["expires_at"], before["expires_at"])
        self.assertEqual(self.status(), "session-ended")
        self.office.token = answer.json["token"]
        self.assertIsNone(self.status())

    def test_wrong_password(self):
        answer = self.unlock("wrong-horse-battery-9")
        self.assertEqual((answer.status, answer.code), (401, "sign-in-failed"))
        self.assertIsNone(self.status())

    def test_guessing_ends_the_session(self):
        with self.office.events() as stream:
            for _ in range(10):
                self.assertEqual(self.unlock("wrong-horse-battery-9").code, "sign-in-failed")
            self.assertEqual(stream.rest(), [{"ended": "session-ended"}])
        self.assertEqual(self.status(), "session-ended")
        self.assertEqual(self.office.try_sign_in().code, "sign-in-failed")

    def test_needs_a_session(self):
        self.assertEqual(Client(self.service).post("/v1/session/unlock", {"password": "x"}).code,
                         "session-required")


if __name__ == "__main__":
    unittest.main()
