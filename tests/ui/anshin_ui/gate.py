# SPDX-License-Identifier: GPL-3.0-or-later
"""A way from desktops to a service that can be held up at a request, cut and mended, and that
counts what has gone over it."""

import contextlib
import pathlib
import re
import socket
import threading

WAIT = 30


class Stop:
    """Where requests of a kind are held: before the service sees them, or only their answers; and
    the path of the one that was held last."""

    def __init__(self, method, path, answer):
        self.method, self.path, self.answer = method, re.compile(path), answer
        self.held = None
        self._reached = threading.Event()
        self._released = threading.Event()

    def wait(self):
        """Until a request is held here."""
        if not self._reached.wait(WAIT):
            raise AssertionError(f"{self.method} {self.path.pattern}: not within {WAIT} s")

    def release(self):
        """What is held goes on, and what comes later is not held."""
        self._released.set()

    def hold(self, method, path):
        if method == self.method and self.path.search(path) and not self._released.is_set():
            self.held = path
            self._reached.set()
            self._released.wait()


class Line:
    """One connection of a desktop, and the one to the service that belongs to it."""

    def __init__(self, gate, near):
        self.gate, self.near = gate, near
        self.far = socket.socket(socket.AF_UNIX)
        self.near_file = near.makefile("rb")
        self.far_file = self.far.makefile("rb")

    def run(self):
        """Request after request, until one of the two hangs up."""
        with contextlib.suppress(OSError, ValueError):
            self.far.connect(str(self.gate.service))
            while self.exchange():
                pass
        self.close()

    def exchange(self):
        """One request and its answer; whether there may be another one."""
        head, body = self.read(self.near_file)
        if not head:
            return False
        method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ", 2)
        self.gate.hold(method, path, answer=False)
        self.far.sendall(head + body)
        size = len(body)
        head, body = self.read(self.far_file)
        if head:
            self.gate.passed.append((method, path, size))
        self.gate.hold(method, path, answer=True)
        self.near.sendall(head + body)
        if head.startswith(b"HTTP/1.1 101"):
            self.go_on_freely()
            return False
        return bool(head)

    @staticmethod
    def read(file):
        """Head and body of a message."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = file.readline()
            if not line:
                return b"", b""
            head += line
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if re.search(rb"(?i)\r\ntransfer-encoding: *chunked", head):
            return head, Line.read_chunked(file)
        return head, file.read(int(length.group(1))) if length else b""

    @staticmethod
    def read_chunked(file):
        """The parts of a body, as they come."""
        body = b""
        while True:
            line = file.readline()
            part = file.read(int(line, 16) + 2)
            body += line + part
            if int(line, 16) == 0:
                return body

    def go_on_freely(self):
        """A stream of events: whatever either says is handed on."""
        back = threading.Thread(target=self.hand_on, args=(self.far_file, self.near), daemon=True)
        back.start()
        self.hand_on(self.near_file, self.far)
        back.join()

    def hand_on(self, source, target):
        with contextlib.suppress(OSError, ValueError):
            while data := source.read1(65536):
                target.sendall(data)
        self.close()

    def close(self):
        """Both hear it at once."""
        for one in (self.near, self.far):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


class Gate:
    """Listens on a socket of its own; `passed` is what the service got and has answered: method, path
    and size."""

    def __init__(self, path, service):
        self.path, self.service = pathlib.Path(path), service
        self.passed = []
        self.stops = []
        self.lines = []
        self.listener = None
        self.open()

    @property
    def uri(self):
        return f"unix:{self.path}"

    def open(self):
        """There is a way."""
        self.path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen(64)
        threading.Thread(target=self.take, args=(self.listener,), daemon=True).start()

    def take(self, listener):
        with contextlib.suppress(OSError):
            while True:
                line = Line(self, listener.accept()[0])
                self.lines.append(line)
                threading.Thread(target=line.run, daemon=True).start()

    def hold(self, method, path, answer):
        for stop in list(self.stops):
            if stop.answer == answer:
                stop.hold(method, path)

    def stop(self, method, path, answer=False):
        """Holds the requests of a method whose path has the pattern, from now on; or only their
        answers, when the service has done what they want."""
        self.stops.append(Stop(method, path, answer))
        return self.stops[-1]

    def cut(self):
        """As if a cable were pulled: what is under way is lost, and there is no way any more."""
        self.path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for line in self.lines:
            line.close()
        self.lines.clear()
        for stop in self.stops:
            stop.release()
        self.stops.clear()

    def count(self, method, path):
        """How many requests of the kind the service has answered, and how many bytes came with
        them."""
        sizes = [size for had, where, size in self.passed
                 if had == method and re.search(path, where)]
        return len(sizes), sum(sizes)
