#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail relay on loopback that keeps what it is sent: STARTTLS, or nothing is taken.

    sink.py FOLDER [--no-tls] [--password USER:PASSWORD]

Makes a certificate of its own, FOLDER/ca.pem, and says "ready PORT". Each mail is a file
FOLDER/NNNNNN: the recipient's line, then the bytes. Lines that it understands:

    hold N     the N-th mail from now is kept, but its sender is left without an answer: "holding"
    go         and goes on
    fail N     the next N mails are refused for now
    stop
"""

import base64
import itertools
import pathlib
import socket
import ssl
import subprocess
import sys
import threading


class Sink:
    def __init__(self, folder, tls, password):
        self.folder = folder
        self.tls = self.make_tls() if tls else None
        self.password = password
        self.numbers = itertools.count(1)
        self.lock = threading.Lock()
        self.saying = threading.Lock()
        self.hold = 0
        self.fail = 0
        self.going = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.say(f"ready {self.listener.getsockname()[1]}")

    def make_tls(self):
        key, certificate = self.folder / "key.pem", self.folder / "ca.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
                        "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context

    def say(self, line):
        with self.saying:
            print(line, flush=True)

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        try:
            Conversation(self, connection).run()
        except (OSError, ValueError):
            pass
        finally:
            connection.close()

    def keep(self, recipients, data):
        """The answer to a mail."""
        with self.lock:
            if self.fail > 0:
                self.fail -= 1
                return b"451 later"
            number = next(self.numbers)
            part = self.folder / f"{number:06}.part"
            part.write_bytes("\t".join(recipients).encode() + b"\n" + data)
            part.rename(self.folder / f"{number:06}")
            self.hold -= 1
            held = self.hold == 0
            if held:
                self.going.clear()
        if held:
            self.say("holding")
            self.going.wait()
        return b"250 kept"

    def obey(self):
        for line in sys.stdin:
            verb, _, argument = line.strip().partition(" ")
            if verb == "hold":
                self.hold = int(argument)
            elif verb == "fail":
                self.fail = int(argument)
            elif verb == "go":
                self.going.set()
            elif verb == "stop":
                return
            self.say("done")


class Conversation:
    def __init__(self, sink, connection):
        self.sink = sink
        self.connection = connection
        self.secure = False
        self.known = sink.password is None
        self.recipients = []

    def answer(self, line):
        self.connection.sendall(line + b"\r\n")

    def run(self):
        self.lines = self.connection.makefile("rb")
        self.answer(b"220 sink")
        for raw in self.lines:
            line = raw.rstrip(b"\r\n")
            if not self.obey(line.upper(), line):
                return

    def obey(self, verb, line):
        if verb.startswith(b"EHLO"):
            extra = [b"250-STARTTLS"] if self.sink.tls and not self.secure else []
            extra += [b"250-AUTH PLAIN"] if self.sink.password and self.secure else []
            self.answer(b"\r\n".join([b"250-sink", *extra, b"250 8BITMIME"]))
        elif verb == b"STARTTLS" and self.sink.tls:
            self.answer(b"220 go on")
            self.connection = self.sink.tls.wrap_socket(self.connection, server_side=True)
            self.lines = self.connection.makefile("rb")
            self.secure = True
            for raw in self.lines:
                line = raw.rstrip(b"\r\n")
                if not self.obey(line.upper(), line):
                    return False
            return False
        elif verb.startswith(b"AUTH PLAIN"):
            self.authenticate(line.split(b" ")[2:])
        elif verb.startswith(b"MAIL FROM:") and self.known:
            self.recipients = []
            self.answer(b"250 ok")
        elif verb.startswith(b"RCPT TO:") and self.known:
            self.recipients.append(line.split(b":", 1)[1].split(b" ")[0].decode())
            self.answer(b"250 ok")
        elif verb == b"DATA" and self.recipients:
            self.answer(b"354 go on")
            self.answer(self.sink.keep(self.recipients, self.read_data()))
        elif verb == b"QUIT":
            self.answer(b"221 bye")
            return False
        else:
            self.answer(b"530 no")
        return True

    def authenticate(self, words):
        if not words:
            self.answer(b"334 ")
            words = [self.lines.readline().strip()]
        given = base64.b64decode(words[0]).split(b"\0")[1:]
        self.known = b":".join(given).decode() == self.sink.password
        self.answer(b"235 welcome" if self.known else b"535 no")

    def read_data(self):
        lines = []
        for line in self.lines:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b"..") else line)
        raise OSError("cut off")


def main():
    password = sys.argv[sys.argv.index("--password") + 1] if "--password" in sys.argv else None
    sink = Sink(pathlib.Path(sys.argv[1]), "--no-tls" not in sys.argv, password)
    threading.Thread(target=sink.serve, daemon=True).start()
    sink.obey()


if __name__ == "__main__":
    main()
