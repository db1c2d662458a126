#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""anshin-netd as its operator sees it: configuration, subcommands, start and stop."""

import pathlib
import re
import socket
import sqlite3
import signal
import stat
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import ROOT, Client, EventStream, Service, find_program

SUBCOMMANDS = ("serve", "init", "demo", "audit", "backup", "restore", "check")


def run(*arguments):
    return subprocess.run([find_program(), *arguments], capture_output=True, text=True,
                          check=False, timeout=60)


class Usage(unittest.TestCase):
    def test_help(self):
        text = run("--help").stdout
        for name in SUBCOMMANDS:
            self.assertIn(f"  {name} ", text)
            answer = run(name, "--help")
            self.assertEqual(answer.returncode, 0)
            self.assertIn("--config", answer.stdout)

    def test_wrong_use(self):
        for arguments in ((), ("nothing",), ("serve", "x"), ("serve", "--nothing"), ("backup",),
                          ("audit",)):
            with self.subTest(arguments):
                answer = run(*arguments)
                self.assertEqual(answer.returncode, 2)
                self.assertTrue(answer.stderr.startswith("anshin-netd"))

    def test_manual_names_everything(self):
        page = (ROOT / "data/man/anshin-netd.1").read_text()
        for name in SUBCOMMANDS:
            self.assertRegex(page, rf"\.Cm {name}\b")
            for option in re.findall(r"--([a-z]+)", run(name, "--help").stdout):
                if option != "help":
                    self.assertIn(f"Fl -{option}", page)
        source = (ROOT / "src/service/anshin-settings.c").read_text()
        keys = re.search(r"known_keys\[\] = {(.*?)NULL", source, re.S).group(1)
        for key in re.findall(r'"([a-z-]+)"', keys):
            self.assertRegex(page, rf"(?m)^\.It Sy .*\b{key}\b")

    def test_manual_is_well_formed(self):
        answer = subprocess.run(["mandoc", "-T", "lint", "-W", "style",
                                 ROOT / "data/man/anshin-netd.1"],
                                capture_output=True, text=True, check=False)
        faults = [line for line in (answer.stdout + answer.stderr).splitlines()
                  if "outdated mandoc.db" not in line]
        self.assertEqual(faults, [])

    def test_unit(self):
        unit = ROOT / "data/systemd/anshin-netd.service"
        answer = subprocess.run(["systemd-analyze", "security", "--offline=yes",
                                 "--threshold=20", unit],
                                capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 0, answer.stdout[-300:] + answer.stderr)


class Configuration(unittest.TestCase):
    def setUp(self):
        self.service = Service(start=False)
        self.addCleanup(self.service.close)

    def serve(self, **settings):
        """Standard error of a service that must not start with these settings."""
        lines = self.service.config.read_text().splitlines()
        for key, value in settings.items():
            lines = [line for line in lines if not line.startswith(f"{key}=")]
            if value is not None:
                lines.append(f"{key}={value}")
        config = self.service.folder / "other.conf"
        config.write_text("\n".join(lines) + "\n")
        answer = run("serve", "--config", str(config))
        self.assertEqual(answer.returncode, 1, answer.stderr)
        return answer.stderr

    def test_where_it_listens(self):
        for where in ("0.0.0.0:8080", "[::]:8080", "192.0.2.1:80", "localhost:80", "8080", "",
                      "unix:relative", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:x", "*:80"):
            with self.subTest(where):
                self.assertIn("what faces the network is the proxy", self.serve(listen=where))
        self.assertIn("listen", self.serve(listen=None))

    def test_bad_settings(self):
        self.assertIn("there is no such key", self.serve(databse="x"))
        self.assertIn("neither sqlite", self.serve(database="mysql:x"))
        self.assertIn("not an absolute path", self.serve(key="master.key"))
        self.assertIn("not a number", self.serve(readers="many"))
        self.assertIn("not a number", self.serve(node="100"))
        self.assertIn("log-level", self.serve(**{"log-level": "loud"}))
        self.assertIn("clamd: not an absolute path", self.serve(clamd="clamd.ctl"))
        for seconds in ("0", "26", "soon"):
            self.assertIn("clamd-seconds: not a number",
                          self.serve(**{"clamd-seconds": seconds}))
        self.assertIn("No such file", run("serve", "--config", "/nothing/there").stderr)

    def test_key_that_others_can_read(self):
        key = self.service.folder / "master.key"
        key.chmod(0o640)
        self.assertIn("can be read by others", self.serve())

    def test_wrong_key(self):
        (self.service.folder / "master.key").unlink()
        self.assertNotEqual(self.serve(), "")

    def test_files_are_private(self):
        for path in self.service.folder.iterdir():
            if path != self.service.config:
                self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path.name)


class Running(unittest.TestCase):
    def test_socket(self):
        with Service(unix=True) as service:
            path = pathlib.Path(service.address[5:])
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o660)
            # One that answers is not taken away.
            answer = service.run("serve", check=False)
            self.assertEqual(answer.returncode, 1)
            service.kill()
            self.assertTrue(path.exists())
            # One that is left over is.
            service.restart()
            self.assertEqual(Client(service).get("/v1/health").status, 200)
            self.assertEqual(service.stop(), 0)
            self.assertFalse(path.exists())
            # What is no socket is left alone.
            path.write_text("mine")
            answer = service.run("serve", check=False)
            self.assertIn("is not a socket", answer.stderr)
            self.assertEqual(path.read_text(), "mine")

    def test_stop_closes_streams_and_idle_connections(self):
        with Service() as service:
            office = service.office()
            host, port = service.address.rsplit(":", 1)
            with office.events() as stream, socket.create_connection((host, int(port))):
                self.assertEqual(service.stop(), 0)
                self.assertEqual(stream.rest(), [])
                self.assertEqual(stream.close_code, 1001)

    def test_stop_while_streams_open(self):
        with Service(settings={"readers": "1"}) as service:
            office = service.office()
            streams = [EventStream(service.address, office.token, wait=False) for _ in range(150)]
            service.process.send_signal(signal.SIGTERM)
            for stream in streams:
                stream.close()
            self.assertEqual(service.process.wait(timeout=20), 0)
            service.process = None

    def test_stop_does_not_wait_for_a_flood(self):
        with Service(unix=True) as service:
            office = service.office()
            body = office.signed_request(mail="nobody@example.jp")
            codes = []

            def guess():
                codes.append(Client(service).request("POST", "/v1/sign-in", body, token=None).code)

            threads = [threading.Thread(target=guess) for _ in range(60)]
            for thread in threads:
                thread.start()
            while "path=/v1/sign-in " not in service.log():
                time.sleep(0.01)
            self.assertEqual(service.stop(), 0)
            for thread in threads:
                thread.join()
            self.assertEqual(set(codes) - {"busy"}, {"sign-in-failed"})

    def test_log_is_one_line_an_event(self):
        with Service() as service:
            service.office().get("/v1/groups/a%0ab")
            service.stop()
            for line in service.log().splitlines():
                self.assertRegex(line, r"^time=\S+Z level=[a-z]+ event=[a-z-]+( [a-z_-]+=(\S+|\"))*")

    def test_no_core_dumps(self):
        with Service() as service:
            limits = pathlib.Path(f"/proc/{service.process.pid}/limits").read_text()
            self.assertRegex(limits, r"Max core file size +0 +0 ")


class Subcommands(unittest.TestCase):
    def test_demo_backup_restore_check(self):
        with Service(demo=True) as service:
            nurse = service.person("nurse")
            groups = nurse.get("/v1/groups").json["items"]
            self.assertGreater(len(groups), 1)
            backup = str(service.folder / "backup")
            service.run("backup", backup)
            self.assertIn("whole", service.run("backup", "--verify", backup))
            service.stop()
            self.assertIn("are right", service.run("check"))
            self.assertIn("are right", service.run("audit", "verify"))
            head = service.folder / "head"
            head.write_text(service.run("audit", "head"))
            self.assertIn("are right", service.run("audit", "verify", "--head", str(head)))
            self.assertNotEqual(service.run("restore", backup, check=False).returncode, 0)

            data = pathlib.Path(backup).read_bytes()
            pathlib.Path(backup).write_bytes(data[:1000] + b"!" + data[1001:])
            self.assertEqual(service.run("backup", "--verify", backup, check=False).returncode, 1)

    def test_restored_with_nobody_signed_in(self):
        """What was good when the backup was written may have ended since."""
        with Service() as service:
            office = service.office()
            path = f"/v1/users/{office.user_id}/enrolment-codes"
            code = office.post(path).json["code"]
            backup = str(service.folder / "backup")
            service.run("backup", backup)
            service.stop()
            service.use_new_database()
            service.run("restore", backup)
            self.assertIn("are right", service.run("check"))
            service.start()
            office.address = service.address
            office.close()
            self.assertEqual(office.get("/v1/session").code, "session-ended")
            other = Client(service)
            self.assertEqual(other.try_enrol(office.mail, office.password, code).code,
                             "sign-in-failed")
            office.sign_in()
            other.enrol(office.mail, office.password, office.post(path).json["code"])

    def test_audit_log_is_looked_at_while_the_service_runs(self):
        with Service() as service:
            office = service.office()
            head = service.folder / "head"
            head.write_text(service.run("audit", "head"))
            self.assertEqual(office.get("/v1/users").status, 200)
            self.assertIn("are right", service.run("audit", "verify", "--head", str(head)))
            self.assertEqual(office.get("/v1/users").status, 200)

    def test_cut_audit_log_is_noticed(self):
        with Service() as service:
            service.office().get("/v1/facilities")
            service.stop()
            head = service.folder / "head"
            head.write_text(service.run("audit", "head"))
            change = "UPDATE audit SET result = 'forged' WHERE seq = 1"
            with self.assertRaises((RuntimeError, sqlite3.IntegrityError)):
                service.query(change)
            if service.engine == "postgres":
                service.query("ALTER TABLE audit DISABLE TRIGGER USER")
            else:
                for name, in service.query("SELECT name FROM sqlite_master "
                                           "WHERE type = 'trigger' AND tbl_name = 'audit'"):
                    service.query(f"DROP TRIGGER {name}")
            service.query(change)
            answer = service.run("audit", "verify", check=False)
            self.assertEqual(answer.returncode, 1)
            self.assertIn("broken at", answer.stdout)

    def test_demo_needs_an_empty_place(self):
        with Service(start=False) as service:
            answer = service.run("demo", "--credentials", str(service.folder / "c"), check=False)
            self.assertNotEqual(answer.returncode, 0)
            answer = service.run("demo", check=False)
            self.assertEqual(answer.returncode, 2)
            answer = service.run("demo", "--credentials", "x", "--scale", "huge", check=False)
            self.assertEqual(answer.returncode, 2)


if __name__ == "__main__":
    unittest.main()
