# SPDX-License-Identifier: GPL-3.0-or-later
"""An anshin-netd with sample data in a folder of its own."""

import contextlib
import json
import pathlib
import socket
import sqlite3
import subprocess
import sys
import time

from . import child, paths

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "lib"))

from anshin_test import Client  # noqa: E402


class Service:
    """The folder holds configuration, key, database and the sample data's sign-ins."""

    def __init__(self, folder, socket_path=None):
        self.folder = pathlib.Path(folder)
        self.socket = pathlib.Path(socket_path or self.folder / "service.sock")
        self.configuration = self.folder / "anshin-netd.conf"
        self.credentials = self.folder / "sign-ins.json"
        self.log = self.folder / "service.log"
        self.process = None
        self.gate = None  # by which desktops reach it, if not directly
        self.office = None  # a client, once it is needed
        self.more = []  # lines of the configuration
        self.before = []  # what comes before its command when it is started

    @property
    def uri(self):
        """Where desktops find it."""
        return self.gate.uri if self.gate else f"unix:{self.socket}"

    def write_configuration(self):
        """The configuration alone."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.configuration.write_text(
            "[service]\n"
            f"listen=unix:{self.socket}\n"
            f"database=sqlite:{self.folder / 'anshin.db'}\n"
            f"key={self.folder / 'master.key'}\n" + "".join(f"{line}\n" for line in self.more))

    def make_sample(self, scale="full"):
        """Sample data, unless it is there."""
        self.write_configuration()
        if not self.credentials.exists():
            self.run("demo", "--scale", scale, "--credentials", str(self.credentials))

    def run(self, verb, *arguments):
        """A subcommand of the service, to its end."""
        answer = subprocess.run(
            [paths.SERVICE, verb, "--config", self.configuration, *arguments],
            capture_output=True, text=True, check=False)
        if answer.returncode:
            raise RuntimeError(f"anshin-netd {verb}: {answer.stderr or answer.stdout}")
        return answer.stdout

    def sign_ins(self):
        """The sample data's sign-ins: dictionaries of mail, password, code, name and role."""
        return json.loads(self.credentials.read_text())

    def sign_in(self, role):
        """The sign-in of a role."""
        return next(one for one in self.sign_ins() if one["role"] == role)

    def ask(self, text, *values):
        """Rows of its database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'anshin.db'}?mode=ro", uri=True,
                                                timeout=30)) as database:
            return database.execute(text, values).fetchall()

    def passwords_are_old(self):
        """As if everybody had given the password long ago: what needs it asks once more."""
        with contextlib.closing(sqlite3.connect(self.folder / "anshin.db", timeout=30)) as database:
            database.execute("UPDATE session SET confirmed_at = confirmed_at - 3600000000")
            database.commit()

    def renew(self, role, password, code):
        """How a role signs in on its next terminal."""
        sign_ins = self.sign_ins()
        next(one for one in sign_ins if one["role"] == role).update(password=password, code=code)
        self.credentials.write_text(json.dumps(sign_ins))

    def client(self, role):
        """Somebody whose desktop does not matter: signed in, on a terminal of its own."""
        sign_in = self.sign_in(role)
        return Client(f"unix:{self.socket}").enrol(sign_in["mail"], sign_in["password"],
                                                   sign_in["code"])

    def client_beside(self, role):
        """Somebody who is at a desktop as well: on one more terminal, with a code from the office."""
        sign_in = self.sign_in(role)
        office = self.office = self.office or self.client("office")
        found = office.get("/v1/users", q=sign_in["name"]).json["items"]
        user = next(one for one in found if one["name"] == sign_in["name"])
        code = office.post(f"/v1/users/{user['id']}/enrolment-codes").json["code"]
        return Client(f"unix:{self.socket}").enrol(sign_in["mail"], sign_in["password"], code)

    def start(self):
        """Starts it and waits until it answers."""
        self.socket.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.process = child.start(
                [*self.before, paths.SERVICE, "serve", "--config", self.configuration],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("anshin-netd did not start:\n"
                                   + self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.02)
        return self

    def answers(self):
        """Whether it is there and well."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self.socket))
                line.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\n"
                             b"Connection: close\r\n\r\n")
                return line.recv(64).startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """As the system would when it shuts down."""
        if self.process and not child.end(self.process, 15):
            raise RuntimeError("anshin-netd did not stop when it was asked to")
