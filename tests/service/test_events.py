#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event stream: who hears what, in which order, and who is cut off."""

import pathlib
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Client, EventStream, Service, StreamEnded

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA


class WithDemo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(demo=True)
        cls.addClassCleanup(cls.service.close)
        cls.physician = cls.service.person("physician-admin")
        cls.nurse = cls.service.person("nurse")

    def free_group(self, owner, *others):
        """A new free group that all of them are in."""
        made = owner.post("/v1/groups", {"client_id": f"g{time.monotonic_ns()}", "kind": "free",
                                         "name": "勉強会"})
        self.assertEqual(made.status, 201, made)
        group = made.json["id"]
        if others:
            invited = owner.post(f"/v1/groups/{group}/invitations",
                                 {"user_ids": [other.user_id for other in others]})
            self.assertEqual(invited.status, 201, invited)
        for other in others:
            for item in other.get("/v1/invitations").json["items"]:
                if item["group_id"] == group:
                    answer = other.post(f"/v1/invitations/{item['id']}/accept")
                    self.assertEqual(answer.status, 200, answer)
        return group

    def say(self, client, group, text):
        answer = client.post(f"/v1/groups/{group}/messages",
                             {"client_id": f"m{time.monotonic_ns()}", "text": text})
        self.assertEqual(answer.status, 201, answer)
        return answer.json

    def entries_until(self, stream, entry):
        """The entries of its channel that a stream hears, up to this one."""
        heard = []
        while True:
            for item in stream.wait_for("entries"):
                if item["channel"] == entry["channel"]:
                    heard.append(item)
                    if item["id"] == entry["id"]:
                        return heard


class Hearing(WithDemo):
    def test_ready_lists_what_one_may_hear(self):
        with self.nurse.events() as stream:
            groups = self.nurse.get("/v1/groups").json["items"]
            for group in groups:
                if group["state"] == "live":
                    self.assertEqual(stream.ready[group["id"]], group["last_seq"])
            heard = set(stream.ready) - {self.nurse.user_id}
            self.assertLessEqual(heard, {group["id"] for group in groups})

    def test_all_hear_the_same_in_the_same_order(self):
        group = self.free_group(self.physician, self.nurse)
        with self.physician.events() as one, self.nurse.events() as other:
            for i in range(30):
                last = self.say((self.physician, self.nurse)[i % 2], group, f"{i}")
            heard = self.entries_until(one, last)
            self.assertEqual(heard, self.entries_until(other, last))
            numbers = [item["seq"] for item in heard]
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))

    def test_joining_and_leaving(self):
        group = self.free_group(self.physician)
        with self.nurse.events() as stream:
            self.assertNotIn(group, stream.ready)
            self.physician.post(f"/v1/groups/{group}/invitations",
                                {"user_ids": [self.nurse.user_id]})
            self.assertIn("invitations", stream.wait_for("refresh"))
            for item in self.nurse.get("/v1/invitations").json["items"]:
                if item["group_id"] == group:
                    self.nurse.post(f"/v1/invitations/{item['id']}/accept")
            self.assertEqual(stream.wait_for("joined"), [group])
            said = self.say(self.physician, group, "ようこそ")
            self.assertEqual(self.entries_until(stream, said)[-1]["content"]["text"], "ようこそ")

            self.nurse.delete(f"/v1/groups/{group}/members/{self.nurse.user_id}")
            self.assertEqual(stream.wait_for("left"), [group])
            self.say(self.physician, group, "もう聞こえない")
            with self.assertRaises(TimeoutError):
                while True:
                    frame = stream.next(timeout=0.5)
                    self.assertNotIn("もう聞こえない", str(frame))

    def test_outsiders_hear_nothing(self):
        group = self.free_group(self.physician)
        with self.nurse.events() as stream:
            self.say(self.physician, group, "内緒")
            with self.assertRaises(TimeoutError):
                stream.next(timeout=0.5)

    def test_marks_of_reading(self):
        group = self.free_group(self.physician, self.nurse)
        said = self.say(self.physician, group, "読んでください")
        with self.physician.events() as stream:
            self.nurse.put(f"/v1/groups/{group}/read", {"seq": said["seq"]})
            self.assertIn({"channel": group, "user_id": self.nurse.user_id, "seq": said["seq"]},
                          stream.wait_for("reads"))

    def test_nothing_is_missed_while_a_stream_opens(self):
        """What is posted while streams come and go is in the numbers or on the stream."""
        group = self.free_group(self.physician, self.nurse)
        stop = threading.Event()
        poster = Client(self.service)
        poster.token = self.physician.token

        def post():
            while not stop.is_set():
                self.say(poster, group, "続き")

        thread = threading.Thread(target=post)
        thread.start()
        try:
            for _ in range(20):
                with self.nurse.events() as stream:
                    last = stream.ready[group]
                    for _ in range(3):
                        for item in stream.wait_for("entries"):
                            if item["seq"] > last:
                                self.assertEqual(item["seq"], last + 1)
                                last = item["seq"]
        finally:
            stop.set()
            thread.join()

    def test_a_few_streams_each(self):
        streams = [self.nurse.events() for _ in range(5)]
        try:
            self.assertEqual(streams[0].rest(), [{"ended": "session-ended"}])
            with self.assertRaises(TimeoutError):
                streams[1].next(timeout=0.3)
        finally:
            for stream in streams:
                stream.close()

    def test_no_session(self):
        for token in (None, "x" * 43):
            with EventStream(self.service.address, token, wait=False) as stream:
                self.assertEqual(stream.status, 401)

    def test_plain_request(self):
        answer = self.nurse.get("/v1/events")
        self.assertEqual((answer.status, answer.code), (400, "malformed"))


class Manners(WithDemo):
    """What a client may send."""

    def assert_closed(self, stream, code):
        with self.assertRaises(StreamEnded):
            stream.next(timeout=3)
        self.assertEqual(stream.close_code, code)

    def test_ping_is_answered(self):
        with self.nurse.events() as stream:
            stream.send_frame(PING, b"still there?")
            self.assertEqual(stream._next_frame(), (PONG, b"still there?"))

    def test_close_is_answered(self):
        with self.nurse.events() as stream:
            stream.send_frame(CLOSE, b"\x03\xe8")
            self.assert_closed(stream, 1000)

    def test_what_is_refused(self):
        for name, frame in (("text", (TEXT, b"hello")), ("binary", (BINARY, b"hello")),
                            ("large", (TEXT, b"x" * 20000)), ("reserved", (0x3, b"")),
                            ("continuation", (0x0, b""))):
            with self.subTest(name), self.nurse.events() as stream:
                stream.send_frame(*frame)
                self.assert_closed(stream, 1008)
        with self.nurse.events() as stream:
            stream.send_frame(PING, b"x", masked=False)
            self.assert_closed(stream, 1008)
        with self.nurse.events() as stream:
            stream.send_frame(PING, b"x", final=False)
            self.assert_closed(stream, 1008)

    def test_bytes_one_by_one(self):
        with self.nurse.events() as stream:
            for byte in b"\x89\x82\x00\x00\x00\x00ok":
                stream.socket.sendall(bytes([byte]))
            self.assertEqual(stream._next_frame(), (PONG, b"ok"))

    def test_slow_reader_is_cut_off(self):
        """It holds up nobody, and the service does not keep everything for it."""
        group = self.free_group(self.physician, self.nurse)
        text = "あ" * 9000
        for _ in range(2500):  # until the writer's cache of pages, 64 MiB, is full
            self.say(self.physician, group, text)
        with self.nurse.events() as slow, self.physician.events() as quick:
            before = self.service.memory()
            for _ in range(1200):  # 32 MB, were they kept
                last = self.say(self.physician, group, text)
                for item in quick.wait_for("entries"):
                    quick_seq = item["seq"]
                self.assertEqual(quick_seq, last["seq"])
            self.assertLess(self.service.memory() - before, 24 * 1024 * 1024)
            with self.assertRaises((StreamEnded, ConnectionError)):
                while True:
                    slow.next(timeout=5)


if __name__ == "__main__":
    unittest.main()
