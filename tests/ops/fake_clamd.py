# SPDX-License-Identifier: GPL-3.0-or-later
"""A clamd that speaks the protocol of clamd(8) on a Unix socket: zPING, zINSTREAM and, if it has
signatures, zVERSION."""

import contextlib
import os
import socket
import socketserver
import struct
import threading

# What every scanner takes for a virus, by agreement; not in one piece, so that this file is none.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Handler(socketserver.StreamRequestHandler):
    """One connection, which is one question."""

    def command(self):
        """Up to the NUL that ends it."""
        text = b""
        while not text.endswith(b"\0"):
            byte = self.rfile.read(1)
            if not byte:
                return b""
            text += byte
        return text[:-1]

    def stream(self):
        """Chunks, each after its length, until one is empty."""
        data = b""
        while True:
            length, = struct.unpack(">I", self.rfile.read(4))
            if length == 0:
                return data
            data += self.rfile.read(length)

    def handle(self):
        clamd = self.server.clamd
        with contextlib.suppress(OSError, struct.error):
            command = self.command()
            if command == b"zPING":
                self.wfile.write(b"PONG\0")
            elif command == b"zVERSION" and clamd.signatures:
                self.wfile.write(f"ClamAV 1.4.1/{clamd.signatures}/Thu Nov 26 2026\0".encode())
            elif command == b"zINSTREAM":
                data = self.stream()
                clamd.seen.append(data)
                self.wfile.write(clamd.answer(data))
            else:
                self.wfile.write(b"UNKNOWN COMMAND\0")


class FakeClamd:
    """Listens until it is closed; `mood` is how it behaves, `known` what it finds, `chokes_on` a
    file that it does not manage, `signatures` the number of what it knows: without, it does not
    say."""

    def __init__(self, path, signatures=None, known=EICAR):
        self.path, self.mood, self.seen = path, "well", []
        self.signatures, self.known, self.chokes_on = signatures, known, None
        self.released = threading.Event()
        self.hanging = threading.Semaphore(0)  # one for each file that is kept waiting
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        self.server = socketserver.ThreadingUnixStreamServer(path, Handler)
        self.server.daemon_threads = True
        self.server.clamd = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, data):
        """What is said of a file."""
        if self.mood == "hangs":
            self.hanging.release()
            self.released.wait(30)
        if self.mood == "full" or data == self.chokes_on:
            return b"INSTREAM size limit exceeded. ERROR\0"
        if self.mood == "silent":
            return b""
        if self.mood == "odd":
            return b"stream: OK, perhaps\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if self.known in data else b"stream: OK\0"

    def close(self):
        """Nobody listens any more."""
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)


class DeafClamd:
    """Takes connections into its queue and never reads from them."""

    def __init__(self, path):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        self.path, self.socket = path, socket.socket(socket.AF_UNIX)
        self.socket.bind(path)
        self.socket.listen(64)

    def close(self):
        """Nobody listens any more."""
        self.socket.close()
        os.unlink(self.path)
