# SPDX-License-Identifier: GPL-3.0-or-later
"""The event stream: a small WebSocket client."""

import base64
import json
import os
import socket
import struct
import time


class StreamEnded(Exception):
    """The service has closed the stream. `frames` are what was left in it."""


class EventStream:
    def __init__(self, address, token, timeout=10, source=None, wait=True):
        self.timeout = timeout
        self.ready = None
        self.close_code = None
        self._buffer = b""
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.socket.settimeout(timeout)
            self.socket.connect(address[5:])
        else:
            host, port = address.rsplit(":", 1)
            self.socket = socket.create_connection((host.strip("[]"), int(port)), timeout)
        self.status = self._shake_hands(token, source)
        if self.status == 101 and wait:
            frame = self.next()
            self.ready = {item["channel"]: item["last_seq"] for item in frame["ready"]}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _shake_hands(self, token, source):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET /v1/events HTTP/1.1", "Host: localhost", "Upgrade: websocket",
                 "Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        if token is not None:
            lines.append(f"Authorization: Bearer {token}")
        if source is not None:
            lines.append(f"X-Forwarded-For: {source}")
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._buffer:
            self._fill()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        return int(head.split()[1])

    def _fill(self):
        data = self.socket.recv(65536)
        if not data:
            raise StreamEnded(self.close_code)
        self._buffer += data

    def _take(self, size):
        while len(self._buffer) < size:
            self._fill()
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def send_frame(self, kind, payload=b"", final=True, masked=True):
        """A raw frame, as a client sends it; for tests of what the service refuses."""
        mask = os.urandom(4) if masked else b""
        head = bytes([(0x80 if final else 0) | kind])
        bit = 0x80 if masked else 0
        if len(payload) < 126:
            head += bytes([bit | len(payload)])
        else:
            head += bytes([bit | 126]) + struct.pack(">H", len(payload))
        if masked:
            payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.socket.sendall(head + mask + payload)

    def _next_frame(self):
        first, second = self._take(2)
        size = second & 0x7f
        if size == 126:
            size = struct.unpack(">H", self._take(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", self._take(8))[0]
        return first & 0x0f, self._take(size)

    def next(self, timeout=None):
        """The next frame as a dict. TimeoutError if none comes, StreamEnded at the end."""
        deadline = time.monotonic() + (timeout or self.timeout)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("no frame")
            self.socket.settimeout(left)
            kind, payload = self._next_frame()
            if kind == 0x1:
                return json.loads(payload)
            if kind == 0x8:
                self.close_code = struct.unpack(">H", payload[:2])[0] if payload else None
                raise StreamEnded(self.close_code)
            if kind == 0x9:
                self.send_frame(0xA, payload)

    def wait_for(self, name, timeout=None):
        """The first value of `name` in a frame to come; other frames are passed over."""
        deadline = time.monotonic() + (timeout or self.timeout)
        while True:
            frame = self.next(max(deadline - time.monotonic(), 0.001))
            if name in frame:
                return frame[name]

    def rest(self, timeout=2):
        """All the frames until the service closes the stream; TimeoutError if it does not."""
        frames = []
        try:
            while True:
                frames.append(self.next(timeout))
        except StreamEnded:
            return frames

    def close(self):
        self.socket.close()
