# SPDX-License-Identifier: GPL-3.0-or-later
"""anshin-netd, started and stopped by a test."""

import itertools
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading

from .client import Client

ROOT = pathlib.Path(__file__).resolve().parents[3]
LISTENING = re.compile(r"event=listening address=(\S+)")
NUMBERS = itertools.count(1)


def find_program():
    """The anshin-netd of the build folder."""
    folders = [os.environ.get("ANSHIN_BUILD_DIR"), ROOT / "_build", ROOT / "build"]
    for folder in folders:
        if folder and (pathlib.Path(folder) / "src/service/anshin-netd").exists():
            return str(pathlib.Path(folder) / "src/service/anshin-netd")
    raise RuntimeError("anshin-netd is not built; set ANSHIN_BUILD_DIR")


def run_psql(uri, sql):
    answer = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1",
                             "-d", uri, "-c", sql], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RuntimeError(answer.stderr)
    return [tuple(line.split("\t")) for line in answer.stdout.splitlines()]


class Service:
    """A service with a database of its own. Use it with `with`."""

    def __init__(self, unix=False, demo=False, start=True, settings=None, environment=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="anshin-"))
        self.program = find_program()
        self.engine = os.environ.get("ANSHIN_TEST_ENGINE", "sqlite")
        self.config = self.folder / "anshin-netd.conf"
        self.process = None
        self.address = None
        self.token = None
        self.people = []
        self._lines = []
        self._environment = environment or {}
        self._make_config(unix, settings or {})
        try:
            if demo:
                self._make_demo()
            else:
                self.token = self.run("init").strip()
            if start:
                self.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Making

    def _make_database(self):
        """Where a database may be made that is not there yet."""
        number = next(NUMBERS)
        if self.engine == "postgres":
            server = os.environ["ANSHIN_TEST_POSTGRES"]
            name = f"anshin_{os.getpid()}_{number}"
            run_psql(server, f"CREATE DATABASE {name}")
            self.uri = server.replace("/postgres?", f"/{name}?")
            return self.uri
        self.database = self.folder / f"anshin-{number}.db"
        return f"sqlite:{self.database}"

    def use_new_database(self):
        """What is started next has another database, which is not made yet."""
        database = self._make_database()
        self.config.write_text(re.sub(r"database=.*", lambda _: f"database={database}",
                                      self.config.read_text()))

    def _make_config(self, unix, settings):
        database = self._make_database()
        values = {"listen": f"unix:{self.folder}/socket" if unix else "127.0.0.1:0",
                  "database": database, "key": str(self.folder / "master.key"),
                  "log-level": "info"}
        values.update(settings)
        lines = ["[service]"] + [f"{key}={value}" for key, value in values.items()]
        self.config.write_text("\n".join(lines) + "\n")

    def run(self, *arguments, check=True):
        """Runs a subcommand; its standard output, or the whole result with check=False."""
        answer = subprocess.run(
            [self.program, *arguments, "--config", str(self.config)], capture_output=True,
            text=True, check=False, env={**os.environ, **self._environment})
        if not check:
            return answer
        if answer.returncode != 0:
            raise RuntimeError(f"anshin-netd {arguments}: {answer.stderr}")
        return answer.stdout

    def _make_demo(self):
        credentials = self.folder / "credentials.json"
        self.run("demo", "--credentials", str(credentials))
        self.people = json.loads(credentials.read_text())

    # Running

    def start(self):
        self._lines = []
        self.process = subprocess.Popen(
            [self.program, "serve", "--config", str(self.config)], stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL, text=True, env={**os.environ, **self._environment})
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read_log, args=(self.process, ready),
                                        daemon=True)
        self._reader.start()
        if not ready.wait(60) or self.address is None:
            raise RuntimeError("anshin-netd does not start:\n" + self.log())

    def _read_log(self, process, ready):
        with process.stderr:
            for line in process.stderr:
                self._lines.append(line)
                found = LISTENING.search(line)
                if found:
                    self.address = found.group(1)
                    ready.set()
        ready.set()

    def stop(self):
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=20)
        self._reader.join(timeout=5)
        self.process = None
        return code

    def kill(self):
        self.process.kill()
        self.process.wait()
        self._reader.join(timeout=5)
        self.process = None

    def restart(self):
        """Starts again, at the same address."""
        if self.process is not None:
            self.stop()
        if not self.address.startswith("unix:"):
            text = self.config.read_text()
            self.config.write_text(re.sub(r"listen=.*", f"listen={self.address}", text))
        self.start()

    def close(self):
        """Stops it; that it stops as it should is part of every test."""
        code = 0
        try:
            if self.process is not None:
                code = self.stop()
        except subprocess.TimeoutExpired:
            self.kill()
            code = "that it did not stop"
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        if code != 0:
            raise AssertionError(f"anshin-netd ended with {code}:\n{self.log()[-3000:]}")

    # Looking

    def log(self):
        return "".join(self._lines)

    def memory(self):
        """Resident memory in bytes."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Rss:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError("no Rss")

    def cpu(self):
        """Seconds of processor time that the service has used."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def query(self, sql):
        """Rows of a statement on the database itself; writing ones too, for moving time."""
        if self.engine == "postgres":
            return run_psql(self.uri, sql)
        connection = sqlite3.connect(self.database, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_autocheckpoint=0")
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    # People

    def office(self, **options):
        """The first office user, signed in; only once."""
        return Client(self, **options).bootstrap(self.token)

    def person(self, role, **options):
        """A person of the demo by role or mail, enrolled at the first time, signed in."""
        for person in self.people:
            if role in (person.get("role"), person["mail"]):
                break
        else:
            raise KeyError(role)
        if "client" not in person:
            client = Client(self, **options)
            client.enrol(person["mail"], person["password"], person["code"])
            person["client"] = client
        return person["client"]


def raise_descriptor_limit():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
