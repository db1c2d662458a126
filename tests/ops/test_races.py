#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two who act at the same moment, a thousand times: the rules hold whoever comes first.

Holds SECURITY AZ-08, ACC-01, RET-02, R10. ANSHIN_RACE_ROUNDS makes it longer.
"""

import json
import os
import queue
import socket
import threading
import time
import unittest
import uuid

from ops_city import City, CityTest

ROUNDS = int(os.environ.get("ANSHIN_RACE_ROUNDS", "1000"))
FOR_LONG = 10 ** 15
# Seconds by which the start of one of the two moves from round to round.
HEAD_START = 0.0002


class RaceCity(City):
    """With a nurse for each round of those races in which one is suspended."""

    def __init__(self):
        super().__init__()
        # A race may take longer than the password is fresh.
        self.sql(f"UPDATE session SET confirmed_at = confirmed_at + {FOR_LONG}")

    def population(self):
        return super().population() + [
            "\t".join(("user", f"{race}{number}", "station", "nurse", "訪問 看護師", "ホウモン",
                       f"{race}{number}@city.example", "-"))
            for race in ("post", "upload", "file") for number in range(ROUNDS)]


class Hand(threading.Thread):
    """One of the two: does what it is given, at the moment that it is given it."""

    def __init__(self, barrier):
        super().__init__(daemon=True)
        self.barrier = barrier
        self.acts = queue.SimpleQueue()
        self.answers = queue.SimpleQueue()
        self.start()

    def run(self):
        for act, delay in iter(self.acts.get, (None, 0)):
            self.barrier.wait()
            time.sleep(delay)
            try:
                self.answers.put(act())
            except Exception as error:  # pylint: disable=broad-except
                self.answers.put(error)


class RaceTest(CityTest):
    @classmethod
    def setUpClass(cls):
        cls.city = RaceCity()
        barrier = threading.Barrier(2)
        cls.hands = [Hand(barrier), Hand(barrier)]

    @classmethod
    def tearDownClass(cls):
        for hand in cls.hands:
            hand.acts.put((None, 0))
        super().tearDownClass()

    def setUp(self):
        self.lead = 0

    def at_once(self, *acts):
        for hand, act, delay in zip(self.hands, acts, (self.lead, -self.lead)):
            hand.acts.put((act, max(delay, 0)))
        answers = [hand.answers.get(timeout=60) for hand in self.hands]
        for answer in answers:
            if isinstance(answer, Exception):
                raise answer
            self.assertNotEqual(answer.status, 500, answers)
        return answers

    def entries(self, user, group):
        found, page = [], {"more": True}
        while page["more"]:
            page = self.ok(user.get(f"/v1/channels/{group['id']}/entries", limit=100,
                                    after=found[-1]["seq"] if found else 0))
            found += page["items"]
        return found

    def lean(self, first):
        """Whoever came first begins a little later the next time: so both orders come, whichever
        takes longer on this machine, and the two meet as closely as they can."""
        self.lead += HEAD_START if first else -HEAD_START

    def report(self, what, first, of=None):
        """A race that always ends the same way is none."""
        print(f"{self.city.database.split(':')[0]}: {what}: {first} of {of or ROUNDS}")
        self.assertTrue(0 < first < (of or ROUNDS) or ROUNDS < 100)

    def test_two_admins_unset_each_other(self):
        kato, mori = self.city.kato, self.city.mori
        self.ok(kato.post(f"/v1/users/{mori.id}/facility-admin"))
        won = 0
        for _ in range(ROUNDS):
            one, two = self.at_once(lambda: kato.delete(f"/v1/users/{mori.id}/facility-admin"),
                                    lambda: mori.delete(f"/v1/users/{kato.id}/facility-admin"))
            self.assertEqual(sorted((one.status // 100, two.status // 100)), [2, 4], (one, two))
            left, gone = (kato, mori) if one.status == 200 else (mori, kato)
            self.assertIn((two if left is kato else one).code,
                          ("needs-facility-admin", "last-admin"))
            won += left is kato
            self.lean(left is kato)
            # Whoever is left is one, and sets the other again.
            self.ok(left.post(f"/v1/users/{gone.id}/facility-admin"))
        self.assertEqual(self.city.sql(
            "SELECT COUNT(*) FROM account WHERE facility_admin = 1 AND facility_id = "
            f"'{self.city.facilities['clinic']}'"), [["2"]])
        self.ok(kato.delete(f"/v1/users/{mori.id}/facility-admin"))
        self.report("the first admin was left", won)

    def test_removed_while_he_posts(self):
        kato, ishii = self.city.kato, self.city.ishii
        group = self.new_group(name="退出")
        posted = []
        for number in range(ROUNDS):
            self.add_member(group, "ishii")
            removed, said = self.at_once(
                lambda: kato.delete(f"/v1/groups/{group['id']}/members/{ishii.id}"),
                lambda text=f"投稿 {number}": self.send(ishii, group, text))
            self.assertEqual(removed.status, 204, removed)
            self.lean(said.status != 201)
            if said.status == 201:
                posted.append(f"投稿 {number}")
            else:
                self.nothing_there(said, ishii)
        member, texts = False, []
        for entry in self.entries(kato, group):
            if entry["kind"] == "message":
                self.assertTrue(member, entry)
                texts.append(entry["content"]["text"])
            elif entry["kind"] in ("member-joined", "member-left"):
                member = entry["kind"] == "member-joined"
        self.assertEqual(texts, posted)
        self.report("what was said came before the removal", len(posted))

    def test_approved_and_cancelled(self):
        kato, hayashi, ishii = self.city.kato, self.city.hayashi, self.city.ishii
        _patient, group = self.new_team("hayashi")
        approved = 0
        for _ in range(ROUNDS):
            waiting = self.ok(hayashi.post(f"/v1/groups/{group['id']}/invitations",
                                           {"user_ids": [ishii.id]}), 201)["items"][0]
            path = f"/v1/invitations/{waiting['id']}"
            yes, no = self.at_once(lambda path=path: kato.post(path + "/approve"),
                                   lambda path=path: hayashi.post(path + "/cancel"))
            self.assertEqual(no.status, 200, no)
            self.lean(yes.status == 200)
            if yes.status == 200:
                approved += 1
                self.refused(ishii.post(path + "/accept"), "invitation-state")
            else:
                self.refused(yes, "invitation-state")
                self.nothing_there(ishii.post(path + "/accept"), ishii)
        self.assertNotIn(group["id"], [g["id"] for g in ishii.list("/v1/groups")])
        # He was told of those alone that were approved before they were cancelled.
        told = {entry["content"]["subject_id"] for entry in self.entries(ishii, {"id": ishii.id})
                if entry["kind"] == "invitation-changed"
                and entry["content"].get("group_id", group["id"]) == group["id"]}
        self.assertLessEqual(len(told), approved)
        self.report("the approval came before the cancelling", approved)

    def suspend(self, user):
        return self.city.hayashi.post(f"/v1/users/{user.id}/suspension", {"reason": "other"})

    def check_out(self, user):
        answer = user.get("/v1/session")
        self.assertEqual((answer.status, answer.code), (401, "access-withdrawn"))
        user.connection.close()
        user.connection = None

    def check_kept(self, users, kept):
        """What is there of them is what was answered with 201."""
        ids = ", ".join(f"'{user.id}'" for user in users)
        rows = self.city.sql("SELECT author_id FROM entry WHERE kind = 1 "
                             f"AND author_id IN ({ids}) ORDER BY author_id")
        self.assertEqual([row[0] for row in rows], sorted(kept))

    def race_of_suspensions(self, race, write):
        users = [self.city.users[f"{race}{number}"] for number in range(ROUNDS)]
        kept = []
        for user in users:
            group = self.new_group(by=user, name="記録")
            said, stopped = self.at_once(lambda u=user, g=group: write(u, g),
                                         lambda u=user: self.suspend(u))
            self.assertEqual(stopped.status, 200, stopped)
            self.assertIn((said.status, said.code), ((201, None), (401, "access-withdrawn")))
            self.lean(said.status == 201)
            if said.status == 201:
                kept.append(user.id)
            self.check_out(user)
        self.check_kept(users, kept)
        self.report(f"suspended during a request ({race}): the request came first", len(kept))

    def test_suspended_during_a_request(self):
        self.race_of_suspensions("post", lambda user, group: self.send(user, group, "記録"))

    def test_suspended_during_an_upload(self):
        """A body that is on its way when the suspension comes: the half that is there is nothing."""
        users = [self.city.users[f"upload{number}"] for number in range(ROUNDS)]
        kept = []
        for user in users:
            group = self.new_group(by=user, name="記録")
            body = json.dumps({"client_id": uuid.uuid4().hex, "text": "長い記録。" * 1900},
                              ensure_ascii=False).encode()
            head = (f"POST /v1/groups/{group['id']}/messages HTTP/1.1\r\nHost: localhost\r\n"
                    f"Authorization: Bearer {user.token}\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode()
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(30)
                line.connect(self.city.socket)
                line.sendall(head + body[:len(body) // 2])
                said, stopped = self.at_once(
                    lambda line=line, rest=body[len(body) // 2:]: Late(line, rest),
                    lambda u=user: self.suspend(u))
            self.assertEqual(stopped.status, 200, stopped)
            self.assertIn(said.status, (201, 401), said)
            self.lean(said.status == 201)
            if said.status == 201:
                kept.append(user.id)
            self.check_out(user)
        self.check_kept(users, kept)
        self.report("suspended during an upload: the upload came first", len(kept))

    def test_suspended_during_a_file(self):
        """A chunk of a file is half sent when the suspension comes: it is whole, or not there."""
        users = [self.city.users[f"file{number}"] for number in range(ROUNDS)]
        data = ("記録 " * 8000).encode()
        kept = []
        for user in users:
            group = self.new_group(by=user, name="記録")
            begun = self.ok(self.begin_upload(user, data, name="記録.txt", media="text",
                                              group=group), 201)
            head = (f"PUT /v1/attachments/{begun['id']}/chunks/0 HTTP/1.1\r\nHost: localhost\r\n"
                    f"Authorization: Bearer {user.token}\r\n"
                    "Content-Type: application/octet-stream\r\n"
                    f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n").encode()
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(30)
                line.connect(self.city.socket)
                line.sendall(head + data[:len(data) // 2])
                said, stopped = self.at_once(
                    lambda line=line: Late(line, data[len(data) // 2:]),
                    lambda u=user: self.suspend(u))
            self.assertEqual(stopped.status, 200, stopped)
            self.assertIn(said.status, (204, 401), said)
            self.lean(said.status == 204)
            if said.status == 204:
                kept.append(begun["id"])
            # What was announced can't be made whole any more, nor sent.
            self.refused(user.post(f"/v1/attachments/{begun['id']}/completion"), "access-withdrawn")
            self.check_out(user)
        rows = self.city.sql(
            "SELECT c.attachment_id FROM attachment_chunk c JOIN attachment a "
            "ON a.id = c.attachment_id WHERE a.created_by IN "
            f"({', '.join(repr(user.id) for user in users)}) ORDER BY c.attachment_id")
        self.assertEqual([row[0] for row in rows], sorted(kept))
        self.assertEqual(self.city.sql("SELECT COUNT(*) FROM attachment WHERE state <> 1"), [["0"]])
        self.report("suspended during a file: the chunk came first", len(kept))


class Late:
    """The second half of a request, and the status that it gets."""

    def __init__(self, line, rest):
        line.sendall(rest)
        self.answer = b""
        while b"\r\n" not in self.answer:
            got = line.recv(65536)
            if not got:
                raise OSError("cut off")
            self.answer += got
        self.status = int(self.answer.split()[1])

    def __repr__(self):
        return f"<{self.answer[:300]!r}>"


if __name__ == "__main__":
    unittest.main()
