#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service takes for a request, and what it answers.

Holds SECURITY AZ-02, AZ-07, NET-07 to -09 as far as the service itself goes, AUD-01, TRM-05.
"""

import json
import pathlib
import socket
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Client, Service

MAX_BODY = 256 * 1024
MISSING = "01hzzzzzzzzzzzzzzzzzzzzzzz"


class Http(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service(unix=True)
        cls.addClassCleanup(cls.service.close)
        cls.office = cls.service.office()
        cls.group = cls.office.free_group()

    def raw(self, data, timeout=10):
        """All that the service answers to bytes on a connection of their own, until it closes."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(timeout)
            line.connect(self.service.address[5:])
            answer = b""
            try:
                line.sendall(data)
                while chunk := line.recv(65536):
                    answer += chunk
            except (TimeoutError, ConnectionError):
                pass
            return answer

    def post(self, body, headers=None, token=""):
        return self.office.request("POST", f"/v1/groups/{self.group}/messages", body, token=token,
                                   headers=headers or {"Content-Type": "application/json"})

    def test_health(self):
        answer = self.office.request("GET", "/v1/health", token=None)
        self.assertEqual(set(answer.json), {"version", "schema"})

    def test_headers(self):
        for path in ("/v1/health", "/v1/session", "/v1/nothing"):
            answer = self.office.get(path)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertNotIn("Server", answer.headers)

    def test_unknown_path(self):
        unknown = self.office.get("/v1/nothing")
        self.assertEqual((unknown.status, unknown.code), (404, "not-found"))
        self.assertEqual(unknown.json, {"type": "about:blank", "title": "Not Found",
                                        "status": 404, "code": "not-found"})
        for path in (f"/v1/groups/{MISSING}", "/v1/groups/not-an-id", "/v1/groups/%2e%2e",
                     "/v1/groups/" + "x" * 500, "/v1//groups", "/v1/groups/", "/", "//",
                     f"/v1/channels/{MISSING}/entries", "/V1/groups"):
            with self.subTest(path):
                self.assertEqual(self.office.get(path).body, unknown.body)

    def test_method(self):
        answer = self.office.request("PATCH", "/v1/groups")
        self.assertEqual((answer.status, answer.code), (405, "method-not-allowed"))
        self.assertEqual(answer.headers["Allow"], "GET, POST")
        for method in ("HEAD", "OPTIONS", "TRACE", "PUT"):
            self.assertEqual(self.office.request(method, "/v1/groups").status, 405)

    def test_session_comes_first(self):
        """Without a session nothing is learnt of what a request should look like."""
        for token, code in ((None, "session-required"), ("", "session-required"),
                            ("x" * 43, "session-ended"), ("x" * 5000, "session-ended")):
            with self.subTest(token):
                headers = {} if token is None else {"Authorization": f"Bearer {token}"}
                for body in (b"{", b'{"nothing":1}'):
                    answer = self.post(body, token=None, headers=headers)
                    self.assertEqual((answer.status, answer.code), (401, code))
                    self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")

    def test_token_only_in_the_header(self):
        answer = self.office.request("GET", f"/v1/groups?token={self.office.token}", token=None)
        self.assertEqual(answer.code, "session-required")
        answer = self.office.request("GET", "/v1/groups", token=None,
                                     headers={"Authorization": f"Basic {self.office.token}"})
        self.assertEqual(answer.code, "session-required")

    def test_body(self):
        deep = b'{"text":' * 40 + b"1" + b"}" * 40
        cases = [
            (b"", "malformed", None), (b"{", "malformed", None), (b"[]", "malformed", None),
            (b"null", "malformed", None), (b'{"text":"a"} x', "malformed", None),
            (b'{"client_id":"a","text":"\xff"}', "malformed", None), (deep, "too-deep", None),
            (b'{"client_id":"a"}', "field-missing", "text"),
            (b'{"client_id":"a","text":1}', "field-type", "text"),
            (b'{"client_id":"a","text":"b","seq":1}', "field-unknown", "seq"),
            (json.dumps({"client_id": "a", "text": "あ" * 10001}).encode(), "field-too-long",
             "text"),
        ]
        for body, code, field in cases:
            with self.subTest(body[:40]):
                answer = self.post(body)
                self.assertEqual((answer.code, answer.field), (code, field), answer)
                self.assertIn(answer.status, (400, 422))

    def test_longest_message(self):
        answer = self.post({"client_id": "longest", "text": "あ" * 10000})
        self.assertEqual(answer.status, 201, answer)

    def test_body_where_none_belongs(self):
        answer = self.office.request("POST", "/v1/sign-in/challenge", {"a": 1}, token=None)
        self.assertEqual(answer.code, "malformed")

    def test_other_media_type(self):
        answer = self.post(b'{"client_id":"a","text":"b"}', headers={"Content-Type": "text/plain"})
        self.assertEqual(answer.code, "malformed")

    def test_size(self):
        """The limit, one byte less, one more, and far more."""
        def body(size):
            start = b'{"client_id":"size","text":"a"'
            return start + b" " * (size - len(start) - 1) + b"}"

        for size, code in ((MAX_BODY - 1, None), (MAX_BODY, None), (MAX_BODY + 1, "too-large"),
                           (MAX_BODY * 3, "too-large")):
            with self.subTest(size):
                answer = self.post(body(size))
                self.assertEqual(answer.code, code)

    def test_huge_body_is_cut_off(self):
        head = (f"POST /v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {200 * 1024 * 1024}\r\n"
                "Content-Type: application/json\r\n\r\n").encode()
        before = self.service.memory()
        start = time.monotonic()
        answer = self.raw(head + b"x" * 65536)
        self.assertLess(time.monotonic() - start, 5)
        self.assertIn(b"413", answer.split(b"\r\n")[0])
        self.assertLess(self.service.memory() - before, 8 * 1024 * 1024)

    def test_chunked_body(self):
        head = (f"POST /v1/groups/{self.group}/messages HTTP/1.1\r\nHost: x\r\n"
                f"Authorization: Bearer {self.office.token}\r\nConnection: close\r\n"
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n").encode()
        body = b'{"client_id":"chunks","text":"a"}'
        answer = self.raw(head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        self.assertTrue(answer.startswith(b"HTTP/1.1 201"), answer)
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        answer = self.raw(head + chunk * 12 + b"0\r\n\r\n")
        self.assertIn(b"413", answer.split(b"\r\n")[0])
        answer = self.raw(head + chunk * 400)
        self.assertEqual(answer.count(b"HTTP/1.1"), 1 if answer else 0)

    def test_two_lengths(self):
        """Content-Length with Transfer-Encoding: one answer, and the connection ends."""
        answer = self.raw(b"POST /v1/sign-in/challenge HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
                          b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                          b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual(answer.count(b"HTTP/1.1 "), 1)
        self.assertTrue(answer.startswith(b"HTTP/1.1 400"))

    def test_two_lengths_do_nothing(self):
        body = b'{"client_id":"two-lengths","kind":"free","name":"x"}'
        head = (f"POST /v1/groups HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.office.token}"
                "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode()
        before = self.office.get("/v1/groups").json["items"]
        started = self.service.log().count("method=POST path=/v1/groups ")
        # Nor does what stands behind it, whichever end it is taken to have.
        hidden = (f"POST /v1/groups HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  f"{self.office.token}\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body
        for text in (body, b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)):
            self.raw(head + text)
            self.raw(head + text + hidden)
        self.assertEqual(self.office.get("/v1/groups").json["items"], before)
        self.assertEqual(self.service.log().count("method=POST path=/v1/groups "), started)

    def test_nonsense(self):
        for data in (b"\r\n\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
                     b"GET /v1/health HTTP/1.0\r\n\r\n", b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET /v1/health HTTP/9.9\r\nHost: x\r\n\r\n",
                     b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 20000 + b"\r\n"):
            with self.subTest(data[:30]):
                self.raw(data, timeout=1)
        self.assertEqual(self.office.get("/v1/health").status, 200)

    def test_pipelining(self):
        one = b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
        last = b"GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        self.assertEqual(self.raw(one * 5 + last).count(b"HTTP/1.1 200"), 6)

    def test_no_ranges(self):
        answer = self.office.request("GET", "/v1/health", headers={"Range": "bytes=0-3"})
        self.assertEqual(answer.status, 200)

    def test_query(self):
        for query, code, field in (
                ("nothing=1", "field-unknown", "nothing"), ("limit=0", "field-invalid", "limit"),
                ("limit=101", "field-invalid", "limit"), ("limit=x", "field-invalid", "limit"),
                ("limit=1&limit=2", "field-invalid", "limit"), ("q=%ff", "field-invalid", "q"),
                ("q=%00", "field-invalid", "q"), ("q=" + "a" * 101, "field-too-long", "q"),
                ("cursor=" + "a" * 257, "field-too-long", "cursor"), ("=1", "field-unknown", None),
                ("%00=1", "field-unknown", None)):
            with self.subTest(query[:30]):
                answer = self.office.get("/v1/users?" + query)
                self.assertEqual((answer.code, answer.field), (code, field), answer)
        self.assertEqual(self.office.get("/v1/users?q=%E8%8A%B1&limit=100&").status, 200)
        self.assertEqual(self.office.get("/v1/session?a=1").code, "field-unknown")

    def test_source_is_believed_over_the_socket(self):
        source = Client(self.service, source="2001:db8::7")
        source.token = self.office.token
        newest = ("SELECT source FROM audit WHERE action = 'read-entries' "
                  "ORDER BY at DESC LIMIT 1")
        source.get(f"/v1/channels/{self.group}/entries")
        rows = self.service.query(newest)
        self.assertEqual(rows[0][0], "2001:db8::7")
        source.source = "not an address"
        source.request("GET", f"/v1/channels/{self.group}/entries",
                       headers={"X-Client-Verify": "SUCCESS", "X-Client-Fingerprint": "00ff" * 10})
        rows = self.service.query(newest)
        self.assertEqual(rows[0][0], "local cert:" + "00ff" * 10)

    def test_reading_and_refusals_are_recorded(self):
        """Before an answer is there, its record is."""
        def count(action, result):
            return int(self.service.query(
                f"SELECT count(*) FROM audit WHERE action = '{action}' AND result = '{result}'"
            )[0][0])

        before = count("read-entries", "ok"), count("view-group", "not-found")
        self.office.get(f"/v1/channels/{self.group}/entries")
        self.office.get(f"/v1/groups/{MISSING}")
        self.assertEqual((count("read-entries", "ok"), count("view-group", "not-found")),
                         (before[0] + 1, before[1] + 1))

    def test_many_at_once(self):
        """Connections that come together are all served."""
        answers = []

        def ask():
            client = Client(self.service)
            client.token = self.office.token
            answers.append(client.get("/v1/session").status)

        threads = [threading.Thread(target=ask) for _ in range(200)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [200] * 200)

    def test_half_open_connections(self):
        lines = []
        try:
            for _ in range(500):
                line = socket.socket(socket.AF_UNIX)
                line.connect(self.service.address[5:])
                line.sendall(b"GET /v1/health HTT")
                lines.append(line)
            start = time.monotonic()
            self.assertEqual(Client(self.service).get("/v1/health").status, 200)
            self.assertLess(time.monotonic() - start, 1)
        finally:
            for line in lines:
                line.close()


class OverTcp(unittest.TestCase):
    def test_source_is_not_believed(self):
        with Service() as service:
            office = service.office(source="203.0.113.9")
            office.request("GET", "/v1/facilities", headers={
                "X-Client-Verify": "SUCCESS", "X-Client-Fingerprint": "00ff" * 10})
            sources = {row[0] for row in service.query("SELECT source FROM audit")}
            self.assertEqual(sources, {"local"})


if __name__ == "__main__":
    unittest.main()
