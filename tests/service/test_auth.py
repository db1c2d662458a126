#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who one is: both factors, one answer to all that fails, and guessing.

Holds SECURITY AUTH-01, -02, -08 to -11, -13; SESS-01, -03, -05.
"""

import http.client
import pathlib
import statistics
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Client, Service, TerminalKey

WRONG = "wrong-horse-battery-9"


class WithOffice(unittest.TestCase):
    """A service of its own, with the office's user signed in."""

    def setUp(self):
        self.service = Service(unix=True)
        self.addCleanup(self.service.close)
        self.office = self.service.office()

    def unlock_all(self):
        self.service.query("DELETE FROM throttle")

    def set_account(self, assignments):
        self.service.query(f"UPDATE account SET {assignments}")

    def assert_signed_in(self, client):
        self.assertEqual(client.get("/v1/session").status, 200)

    def assert_refused(self, answer):
        self.assertEqual((answer.status, answer.code), (401, "sign-in-failed"), answer)


class OneAnswer(WithOffice):
    def attempts(self):
        """Every way to fail, by name: a function that gives the answer."""
        office = self.office
        used = office.challenge()
        office.try_sign_in(nonce=used)

        def suspended():
            self.set_account("state = 2")
            answer = office.try_sign_in()
            self.set_account("state = 1")
            return answer

        def revoked():
            self.service.query("UPDATE terminal SET revoked_at = 1")
            answer = office.try_sign_in()
            self.service.query("UPDATE terminal SET revoked_at = NULL")
            return answer

        def locked():
            self.service.query("UPDATE throttle SET locked_until = 9000000000000000")
            answer = office.try_sign_in()
            self.unlock_all()
            return answer

        def temporary():
            self.set_account("password_temporary = 1")
            answer = office.try_sign_in()
            self.set_account("password_temporary = 0")
            return answer

        return {
            "unknown user": lambda: office.try_sign_in(mail="nobody@example.jp"),
            "wrong password": lambda: office.try_sign_in(password=WRONG),
            "unknown terminal": lambda: office.try_sign_in(terminal_id=office.user_id),
            "foreign key": lambda: office.try_sign_in(key=TerminalKey()),
            "used nonce": lambda: office.try_sign_in(nonce=used),
            "made-up nonce": lambda: office.try_sign_in(nonce="A" * 54),
            "suspended": suspended,
            "revoked terminal": revoked,
            "locked": locked,
            "temporary password": temporary,
        }

    def test_bytes_are_equal(self):
        self.office.try_sign_in(password=WRONG)
        bodies = set()
        for name, attempt in self.attempts().items():
            with self.subTest(name):
                answer = attempt()
                self.assert_refused(answer)
                headers = sorted((key, value) for key, value in answer.headers.items()
                                 if key != "Date")
                bodies.add((answer.body, str(headers)))
        self.assertEqual(len(bodies), 1)
        self.assert_signed_in(self.office)

    def test_times_are_alike(self):
        """Which of them it was cannot be told by how long it took."""
        office = self.office
        tries = {"unknown": {"mail": "nobody@example.jp"}, "password": {"password": WRONG},
                 "terminal": {"terminal_id": office.user_id}}
        times = {name: [] for name in tries}
        for _ in range(9):
            self.unlock_all()
            for name, fields in tries.items():
                body = office.signed_request(**fields)
                start = time.monotonic()
                self.assert_refused(office.request("POST", "/v1/sign-in", body, token=None))
                times[name].append(time.monotonic() - start)
        medians = [statistics.median(values) for values in times.values()]
        self.assertGreater(min(medians), 0.02)
        self.assertLess(max(medians) - min(medians), 0.35 * max(medians), times)

    def test_what_was_typed_may_differ_in_case_and_width(self):
        for mail in ("OFFICE@Example.JP", "ｏｆｆｉｃｅ＠example.jp"):
            self.assertEqual(self.office.try_sign_in(mail=mail).status, 200)

    def test_bad_requests(self):
        office = self.office
        for field in ("mail", "password", "terminal_id", "nonce", "signature"):
            with self.subTest(field):
                body = office.signed_request()
                del body[field]
                answer = office.request("POST", "/v1/sign-in", body, token=None)
                self.assertEqual((answer.code, answer.field), ("field-missing", field))
        body = dict(office.signed_request(), admin=True)
        answer = office.request("POST", "/v1/sign-in", body, token=None)
        self.assertEqual((answer.code, answer.field), ("field-unknown", "admin"))


class Guessing(WithOffice):
    def test_ten_failures_lock(self):
        for _ in range(10):
            self.assert_refused(self.office.try_sign_in(password=WRONG))
        self.assert_refused(self.office.try_sign_in())
        until, = self.service.query("SELECT locked_until - updated_at FROM throttle "
                                    "ORDER BY locked_until DESC")[0]
        self.assertEqual(int(until), 30 * 60 * 1000000)
        # It survives a crash.
        self.service.kill()
        self.service.restart()
        self.assert_refused(self.office.try_sign_in())
        # The lock ends; the next one is longer.
        self.service.query("UPDATE throttle SET locked_until = 0")
        for _ in range(10):
            self.assert_refused(self.office.try_sign_in(password=WRONG))
        until, = self.service.query("SELECT locked_until - updated_at FROM throttle "
                                    "ORDER BY locked_until DESC")[0]
        self.assertEqual(int(until), 60 * 60 * 1000000)

    def test_success_forgets_failures(self):
        for _ in range(9):
            self.office.try_sign_in(password=WRONG)
        self.office.sign_in()
        for _ in range(9):
            self.office.try_sign_in(password=WRONG)
        self.office.sign_in()

    def test_a_hundred_failures_lock_for_good(self):
        self.office.try_sign_in(password=WRONG)
        self.service.query("UPDATE throttle SET failures_in_all = 99, failures = 0")
        self.office.try_sign_in(password=WRONG)
        self.assertEqual(int(self.service.query("SELECT max(locked_until) FROM throttle")[0][0]),
                         2 ** 63 - 1)
        self.assert_refused(self.office.try_sign_in())

    def test_guesses_made_at_once_count_like_others(self):
        bodies = [self.office.signed_request(password=f"{WRONG}{i}") for i in range(40)]

        def guess(body):
            Client(self.service).request("POST", "/v1/sign-in", body, token=None)

        threads = [threading.Thread(target=guess, args=(body,)) for body in bodies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rows = self.service.query("SELECT failures_in_all FROM throttle")
        self.assertEqual([int(count) for count, in rows], [10])
        self.assert_refused(self.office.try_sign_in())

    def test_a_flood_keeps_nobody_out(self):
        """Hashing has bounds in memory and in its queue, and sources take turns (AUTH-07)."""
        start = time.monotonic()
        self.office.sign_in()
        alone = time.monotonic() - start
        body = self.office.signed_request(mail="nobody@example.jp")
        codes = []

        def guess(number):
            client = Client(self.service, source=f"203.0.113.{number % 8}", timeout=120)
            try:
                codes.append(client.request("POST", "/v1/sign-in", body, token=None).code)
            except (OSError, http.client.HTTPException):
                pass  # the service is gone at the end

        threads = [threading.Thread(target=guess, args=(i,)) for i in range(500)]
        for thread in threads:
            thread.start()
        honest = Client(self.service, source="198.51.100.1")
        honest.key, honest.mail = self.office.key, self.office.mail
        honest.terminal_id = self.office.terminal_id
        while self.service.log().count("path=/v1/sign-in ") < 4:
            time.sleep(0.01)
        start = time.monotonic()
        honest.sign_in()
        # Eight others have their turn before, two at a time, on whatever machine this is.
        self.assertLess(time.monotonic() - start, max(6, 20 * alone))
        self.assertLess(self.service.memory(), 400 * 1024 * 1024)
        self.service.kill()
        for thread in threads:
            thread.join()
        self.assertEqual(set(codes) - {"sign-in-failed", "busy", "too-many"}, set())
        self.assertIn("busy", codes)

    def test_outsiders_lock_nobody(self):
        """Without the terminal's key or a code, a guess is charged to its source alone."""
        for i in range(15):
            stranger = Client(self.service, source=f"203.0.113.{i}")
            stranger.mail, stranger.terminal_id = self.office.mail, self.office.terminal_id
            self.assert_refused(stranger.try_sign_in(password=WRONG))
            self.assert_refused(stranger.try_enrol(self.office.mail, WRONG,
                                                   "00000-00000-00000-00000"))
        self.office.sign_in()

    def test_sources_wait(self):
        stranger = Client(self.service, source="203.0.113.7")
        stranger.mail, stranger.terminal_id = "nobody@example.jp", self.office.terminal_id
        for _ in range(30):
            self.assert_refused(stranger.try_sign_in(password=WRONG))
        answer = stranger.try_sign_in(password=WRONG)
        self.assertEqual((answer.status, answer.code), (429, "too-many"))
        self.assertIn("Retry-After", answer.headers)
        neighbour = Client(self.service, source="203.0.113.8")
        neighbour.mail, neighbour.terminal_id = stranger.mail, stranger.terminal_id
        self.assert_refused(neighbour.try_sign_in(password=WRONG))

    def test_a_network_of_ipv6_is_one_source(self):
        """Whoever has one address there has 2⁶⁴; the same IPv4 address is the same, however said."""
        def count(source):
            stranger = Client(self.service, source=source)
            stranger.mail, stranger.terminal_id = "nobody@example.jp", self.office.terminal_id
            self.assert_refused(stranger.try_sign_in(password=WRONG))
            return int(self.service.query("SELECT COUNT(*) FROM throttle")[0][0])
        first = count("2001:db8:0:7::1")
        self.assertEqual(count("2001:db8:0:7:ffff:ffff:ffff:ffff"), first)
        self.assertEqual(count("2001:db8:0:8::1"), first + 1)
        self.assertEqual(count("203.0.113.9"), first + 2)
        self.assertEqual(count("::ffff:203.0.113.9"), first + 2)


class Enrolment(WithOffice):
    def code(self):
        answer = self.office.post(f"/v1/users/{self.office.user_id}/enrolment-codes")
        self.assertEqual(answer.status, 201)
        return answer.json["code"]

    def enrol(self, code, **fields):
        return Client(self.service).try_enrol(self.office.mail, fields.pop("password", None)
                                              or self.office.password, code, **fields)

    def test_code_as_people_type_it(self):
        code = self.code()
        self.assertRegex(code, r"^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$")
        wide = "".join(chr(ord(c) + 0xfee0) if c != "-" else "－" for c in code.lower())
        typed = wide.replace("０", "Ｏ").replace("１", "ｌ")
        self.assertEqual(self.enrol(typed).status, 200)

    def test_code_is_good_once(self):
        code = self.code()
        self.assertEqual(self.enrol(code).status, 200)
        self.assert_refused(self.enrol(code))

    def test_code_is_kept_when_something_else_is_wrong(self):
        code = self.code()
        self.assert_refused(self.enrol(code, password=WRONG))
        answer = self.enrol(code, public_key="A" * 43)
        self.assertEqual((answer.code, answer.field), ("field-invalid", "public_key"))
        answer = self.enrol(code, new_password="another-one-1234567")
        self.assertEqual((answer.code, answer.field), ("field-invalid", "new_password"))
        self.assertEqual(self.service.query("SELECT action, result FROM audit "
                                            "ORDER BY at DESC LIMIT 1")[0],
                         ("enrol-terminal", "field-invalid"))
        self.assertEqual(self.enrol(code).status, 200)

    def test_code_expires(self):
        code = self.code()
        self.service.query("UPDATE enrolment_code SET expires_at = 1")
        self.assert_refused(self.enrol(code))

    def test_only_the_newest_codes_are_good(self):
        codes = [self.code() for _ in range(4)]
        self.assert_refused(self.enrol(codes[0]))
        self.assertEqual(self.enrol(codes[3]).status, 200)

    def test_guesses_with_a_code_lock(self):
        code = self.code()
        for _ in range(10):
            self.assert_refused(self.enrol(code, password=WRONG))
        self.assert_refused(self.enrol(code))

    def test_temporary_password(self):
        self.set_account("password_temporary = 1, password_expires_at = 9000000000000000")
        code = self.code()
        answer = self.enrol(code)
        self.assertEqual((answer.code, answer.field), ("field-missing", "new_password"))
        for weak in ("short1", "office@example.jp1", "jimu-hanako-desu-7", "月見市医師会の机で1番",
                     self.office.password):
            with self.subTest(weak):
                answer = self.enrol(code, new_password=weak)
                self.assertEqual((answer.code, answer.field), ("password-weak", "new_password"))
        client = Client(self.service)
        client.enrol(self.office.mail, self.office.password, code,
                     new_password="asagao-to-semi-88")
        client.sign_in()
        self.assertEqual(self.office.get("/v1/session").code, "session-ended")

    def test_temporary_password_expires(self):
        self.set_account("password_temporary = 1, password_expires_at = 1")
        self.assert_refused(self.enrol(self.code(), new_password="asagao-to-semi-88"))

    def test_too_many_terminals(self):
        for _ in range(9):
            self.assertEqual(self.enrol(self.code()).status, 200)
            # Two sessions at most: the office's own would give way.
            self.office.sign_in()
        self.assertEqual(self.enrol(self.code()).code, "limit-reached")


class Bootstrap(unittest.TestCase):
    def test_token_is_good_once(self):
        with Service() as service:
            self.assertEqual(service.query("SELECT count(*) FROM account")[0][0] in (0, "0"), True)
            stranger = Client(service)
            answer = stranger.try_bootstrap("00000-00000-00000-00000")
            self.assertEqual(answer.code, "sign-in-failed")
            answer = stranger.try_bootstrap(service.token, password="office-office-1")
            self.assertEqual(answer.code, "password-weak")
            service.office()
            self.assertEqual(stranger.try_bootstrap(service.token).code, "set-up-already")
            self.assertEqual(stranger.try_bootstrap("00000-00000-00000-00000").code,
                             "sign-in-failed")
            self.assertNotEqual(service.run("init", check=False).returncode, 0)

    def test_new_token_voids_the_old(self):
        with Service(start=False) as service:
            old = service.token
            service.token = service.run("init").strip()
            service.start()
            self.assertEqual(Client(service).try_bootstrap(old).code, "sign-in-failed")
            service.office()


if __name__ == "__main__":
    unittest.main()
