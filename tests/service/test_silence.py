#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is silent for too long is hung up on (SECURITY NET-07)."""

import pathlib
import socket
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Service


class Silence(unittest.TestCase):
    def setUp(self):
        self.service = Service(unix=True)
        self.addCleanup(self.service.close)

    def test_silent_connections_are_hung_up_on(self):
        """One that never asked, one that was answered, one with half a second request: each is
        told, within the limit, instead of being read by nobody."""
        ask = b"GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n"
        lines = [socket.socket(socket.AF_UNIX) for _ in range(3)]
        for number, line in enumerate(lines):
            line.settimeout(30)
            line.connect(self.service.address[5:])
            if number > 0:
                line.sendall(ask)
                answer = b""
                while not answer.endswith(b"}"):
                    answer += line.recv(4096)
        lines[2].sendall(ask[:20])
        start = time.monotonic()
        for line in lines:
            self.assertEqual(line.recv(1), b"")
            self.assertGreater(time.monotonic() - start, 20)
            line.close()


if __name__ == "__main__":
    unittest.main()
