#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The edge that we ship: TLS, limits, and a service that stays well behind it.

Holds SECURITY NET-01, -02, -04, -07 to -09; R11 as far as one machine goes.
"""

import base64
import json
import os
import ssl
import threading
import time
import unittest

from edge import NAME, Edge

HALF_OPEN = 1500


def head(answer):
    return answer.split(b"\r\n")[0]


def code(answer):
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])["code"]


class Edges(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # As many requests as the tests make; the limits of rate have a test of their own.
        cls.edge = Edge(changes=[(r"rate=50r/s", "rate=5000r/s"),
                                 (r"limit_conn anshin_connections 256",
                                  "limit_conn anshin_connections 4000")])
        cls.addClassCleanup(cls.edge.close)
        cls.office = cls.edge.service.office()

    def authorization(self):
        return f"Authorization: Bearer {self.office.token}"

    def assert_well(self):
        """An honest request is answered within a second."""
        start = time.monotonic()
        self.assertIn(b" 200 ", head(self.edge.get("/v1/health")))
        self.assertLess(time.monotonic() - start, 1)
        self.assertIsNone(self.edge.service.process.poll())


class Tls(Edges):
    def test_only_1_3(self):
        with self.edge.tls() as line:
            self.assertEqual(line.version(), "TLSv1.3")
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            self.edge.tls(version=ssl.TLSVersion.TLSv1_2)

    def test_no_plain_text(self):
        with self.edge.plain() as line:
            line.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            self.assertNotIn(b" 200 ", head(line.recv(4096)))

    def test_secure_transport_is_demanded(self):
        self.assertIn(b"Strict-Transport-Security", self.edge.get("/v1/health"))


class Passing(Edges):
    def test_requests(self):
        self.assertIn(b" 200 ", head(self.edge.get("/v1/session", [self.authorization()])))
        self.assertIn(b" 401 ", head(self.edge.get("/v1/session")))
        self.assertEqual(code(self.edge.get("/v1/nothing")), "not-found")
        self.assertEqual(code(self.edge.get("/index.html")), "not-found")

    def test_source_is_the_edge_s_own_word(self):
        group = self.office.get("/v1/groups").json["items"][0]["id"]
        self.edge.get(f"/v1/channels/{group}/entries", [
            self.authorization(), "X-Forwarded-For: 203.0.113.66", "X-Client-Verify: SUCCESS",
            "X-Client-Fingerprint: 00ff00ff"])
        rows = self.edge.service.query("SELECT source FROM audit WHERE action = 'read-entries' "
                                       "ORDER BY at DESC LIMIT 1")
        self.assertEqual(rows[0][0], "127.0.0.1")

    def test_events(self):
        group = self.office.free_group()
        with self.edge.tls() as line:
            key = base64.b64encode(os.urandom(16)).decode()
            lines = ["GET /v1/events HTTP/1.1", f"Host: {NAME}", "Upgrade: websocket",
                     "Connection: Upgrade", f"Sec-WebSocket-Key: {key}",
                     "Sec-WebSocket-Version: 13", self.authorization()]
            line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            data = b""
            while b'"ready"' not in data:
                data += line.recv(65536)
            self.assertIn(b" 101 ", head(data))
            self.office.post(f"/v1/groups/{group}/messages",
                             {"client_id": f"e{time.monotonic_ns()}", "text": "こんにちは"})
            while "こんにちは".encode() not in data:
                data += line.recv(65536)

    def test_client_certificates(self):
        with Edge(changes=[(r"# ssl_client_certificate", "ssl_client_certificate"),
                           (r"# ssl_verify_client optional", "ssl_verify_client optional")]) as edge:
            office = edge.service.office()
            group = office.get("/v1/groups").json["items"][0]["id"]
            path = f"/v1/channels/{group}/entries"
            for client, expected in ((True, r"127.0.0.1 cert:"), (False, "127.0.0.1")):
                edge.get(path, [f"Authorization: Bearer {office.token}"], client=client)
                rows = edge.service.query("SELECT source FROM audit WHERE action = 'read-entries' "
                                          "ORDER BY at DESC LIMIT 1")
                self.assertTrue(rows[0][0].startswith(expected), rows)
            self.assertEqual(rows[0][0], "127.0.0.1")

    def test_service_that_is_down(self):
        with Edge() as edge:
            edge.service.kill()
            answer = edge.get("/v1/health")
            self.assertEqual(code(answer), "busy")
            edge.service.restart()
            if os.geteuid() == 0:
                os.chmod(edge.service.address[5:], 0o666)
            self.assertIn(b" 200 ", head(edge.get("/v1/health")))


class Hostile(Edges):
    def test_large_body(self):
        answer = self.edge.ask((f"POST /v1/sign-in HTTP/1.1\r\nHost: {NAME}\r\n"
                                f"Content-Length: {200 * 1024 * 1024}\r\n\r\n").encode()
                               + b"x" * 300000)
        self.assertIn(b" 413 ", head(answer))
        self.assertEqual(code(answer), "too-large")
        self.assert_well()

    def test_chunk_of_a_file(self):
        """1 MiB goes through where chunks go, and not a byte more; nor there where they don't go."""
        chunk = f"/v1/attachments/{'0' * 26}/chunks/0"
        for path, size, status in ((chunk, 2 ** 20, b" 404 "), (chunk, 2 ** 20 + 1, b" 413 "),
                                   ("/v1/groups", 2 ** 18 + 1, b" 413 ")):
            answer = self.edge.ask(
                (f"PUT {path} HTTP/1.1\r\nHost: {NAME}\r\n{self.authorization()}\r\n"
                 "Content-Type: application/octet-stream\r\nConnection: close\r\n"
                 f"Content-Length: {size}\r\n\r\n").encode() + b"x" * size)
            self.assertIn(status, head(answer), (path, size))
        self.assert_well()

    def test_two_lengths(self):
        """Content-Length with Transfer-Encoding reaches nobody."""
        answer = self.edge.ask((f"POST /v1/sign-in/challenge HTTP/1.1\r\nHost: {NAME}\r\n"
                                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                f"GET /v1/health HTTP/1.1\r\nHost: {NAME}\r\n\r\n").encode())
        self.assertLessEqual(answer.count(b"HTTP/1.1 "), 1)
        self.assertNotIn(b"HTTP/1.1 200", answer)
        self.assert_well()

    def test_large_headers(self):
        answer = self.edge.get("/v1/health", ["X-Padding: " + "x" * 40000])
        self.assertNotIn(b" 200 ", head(answer))
        answer = self.edge.get("/v1/health?" + "x" * 40000)
        self.assertNotIn(b" 200 ", head(answer))
        self.assert_well()

    def test_slow_headers_are_given_up(self):
        with Edge(changes=[(r"client_header_timeout 10s", "client_header_timeout 1s")]) as edge:
            with edge.tls() as line:
                start = time.monotonic()
                line.sendall(b"GET /v1/health HTTP/1.1\r\n")
                try:
                    while line.recv(4096):
                        pass
                except (ConnectionError, ssl.SSLError):
                    pass
                self.assertLess(time.monotonic() - start, 5)

    def test_half_open_connections(self):
        """Whoever connects and says nothing, or not all, keeps nobody waiting."""
        lines = []
        try:
            for i in range(HALF_OPEN):
                line = self.edge.plain()
                if i % 3 == 0:
                    line.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01")
                lines.append(line)
                if i % 300 == 299:
                    self.assert_well()
            self.assert_well()
        finally:
            for line in lines:
                line.close()
        self.assert_well()

    def test_slow_requests(self):
        """Requests that drip in do not reach the service before they are whole."""
        lines = [self.edge.tls() for _ in range(100)]
        try:
            for line in lines:
                line.sendall((f"POST /v1/sign-in/challenge HTTP/1.1\r\nHost: {NAME}\r\n"
                              "Content-Length: 10\r\n\r\n1").encode())
            self.assert_well()
        finally:
            for line in lines:
                line.close()

    def test_guessing_is_slowed_down(self):
        with Edge(changes=[(r"burst=20;", "burst=2;")]) as edge:
            answers = []

            def guess():
                answers.append(head(edge.ask((
                    f"POST /v1/sign-in HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n"
                    "Content-Length: 2\r\n\r\n{}").encode())))

            threads = [threading.Thread(target=guess) for _ in range(12)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertGreaterEqual(sum(b" 429 " in answer for answer in answers), 6, answers)

    def test_log_has_no_secrets(self):
        self.edge.get("/v1/users?q=Canary", [self.authorization()])
        self.edge.get("/v1/session", [self.authorization()])
        path = self.edge.folder / "anshin-net.log"
        end = time.monotonic() + 10
        while "/v1/session" not in path.read_text() and time.monotonic() < end:
            time.sleep(0.02)
        log = path.read_text()
        self.assertIn("/v1/session", log)
        self.assertNotIn(self.office.token, log)
        self.assertNotIn("Canary", log)


if __name__ == "__main__":
    unittest.main()
