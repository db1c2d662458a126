#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every cell of the matrix is a request to a real service (SECURITY AZ-01, AZ-02, AZ-08).

matrix.csv says who gets which answer, accounts.csv what an account gets that is not active. A
refusal must leave everything as it was; what is out of sight must be answered byte for byte as an
id that never was, and as fast.
"""

import csv
import json
import os
import pathlib
import re
import statistics
import subprocess
import time
import unittest

from matrix_calls import Calls, Missing
from matrix_city import MESSAGE, NONE, PRINCIPALS, REQUEST, MatrixCity
from ops_city import PATIENT, SIGNED

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = 60
# Timing differs by less than this, both ways; the service works in tenths of a millisecond.
CLASS = 2.0
HEADERS = {"Date"}
# What there is of patients, and must be in no answer to the office.
CONTENT = [text.encode() for text in (PATIENT["name"], PATIENT["kana"], PATIENT["address"],
                                      PATIENT["telephone"], PATIENT["remarks"], MESSAGE,
                                      REQUEST, SIGNED["original_kept_at"])]
# Who is nobody's facility admin sees no other's mail address (SECURITY AZ-06).
MAIL = re.compile(rb"[^\"\s]+@city\.example")
PLAIN = {"eligible", "clerk", "doctor", "member", "invitee", "waiting", "nurse2", "clerk2"}


def read_rows(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def list_routes():
    """The routes that the service runs by."""
    answer = subprocess.run([os.environ["ANSHIN_OPERATIONS_JSON"]], stdout=subprocess.PIPE,
                            check=True)
    return {(route["method"], route["path"]): route
            for route in json.loads(answer.stdout)["routes"]}


def fits(pattern, path):
    parts, words = pattern.split("/"), path.split("?")[0].split("/")
    return len(parts) == len(words) and all(
        part == word or part.startswith("{") for part, word in zip(parts, words))


class MatrixTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.city = MatrixCity()
        cls.calls = Calls(cls.city)
        cls.routes = list_routes()
        cls.rows = read_rows("matrix.csv")

    @classmethod
    def tearDownClass(cls):
        cls.city.close()

    def find_route(self, method, path):
        found = [key for key in self.routes if key[0] == method and fits(key[1], path)]
        # A word of its own goes before "{…}".
        return min(found, key=lambda key: key[1].count("{"), default=None)

    def ask(self, who, action, state, token=None):
        """The answer, or nothing where the service has no such use case."""
        method, path, body = self.calls.make(action, state, who)
        if self.find_route(method, path) is None:
            raise Missing(f"{method} {path}")
        user = self.city.users[who]
        kept, user.token = user.token, user.token if token is None else token
        try:
            if isinstance(body, bytes):
                return user.put_bytes(path, body)
            return user.call(method, path, body)
        finally:
            user.token = kept

    @staticmethod
    def read(answer):
        if answer.status in (200, 201, 204):
            return "ok"
        return "-" if answer.status == 404 else answer.code

    def is_hidden(self, answer, who):
        """As an id that never was: status, headers, and every byte."""
        never = self.city.users[who].get(f"/v1/patients/{NONE}")
        return answer.raw == never.raw and answer.status == never.status and \
            {k: v for k, v in answer.headers.items() if k not in HEADERS} == \
            {k: v for k, v in never.headers.items() if k not in HEADERS}

    def find_leak(self, answer, who):
        """What is in an answer and not for the asker's eyes."""
        if who == "office":
            found = [text.decode() for text in CONTENT if text in answer.raw]
            return f"tells of a patient: {found}" if found else None
        if who in PLAIN and set(MAIL.findall(answer.raw)) - {f"{who}@city.example".encode()}:
            return f"tells others' addresses: {answer!r}"
        return None

    def find_fault(self, row, who):
        """What is wrong with one cell; nothing if it is as the matrix says."""
        answer = self.ask(who, row["action"], row["state"])
        leak = self.find_leak(answer, who)
        if leak is not None:
            return leak
        got = self.read(answer)
        reading = row["action"].split("-")[0] in ("list", "view", "read", "see", "look")
        if got != row[who]:
            if got == "ok" and not reading:
                self.city.tables.restore()
            return f"{got} instead of {row[who]}"
        if got == "ok":
            if not reading:
                self.city.tables.restore()
            return None
        return "not as what never was" if got == "-" and not self.is_hidden(answer, who) else None

    def test_cells(self):
        cells, missing, faults = 0, set(), []
        for row in self.rows:
            for who in PRINCIPALS:
                try:
                    fault = self.find_fault(row, who)
                    cells += 1
                    if fault is not None:
                        faults.append(f"{row['action']} {row['state']} {who}: {fault}")
                except Missing as reason:
                    missing.add(f"{row['action']} {row['state']}: {reason}")
            changed = self.city.tables.find_changed()
            if changed:
                faults.append(f"{row['action']} {row['state']}: a refusal has changed {changed}")
                self.city.tables.restore()
        print(f"{cells} cells, {len(self.rows)} rows, {type(self.city.tables).__name__}")
        self.assertEqual(faults, [], "\n".join(["", *faults]))
        self.assertEqual(sorted(missing), [])

    def test_all_use_cases(self):
        """No use case is without a row."""
        asked = set()
        for row in self.rows + [{"action": "view-session", "state": "any"},
                                {"action": "sign-out", "state": "any"}]:
            try:
                method, path, _ = self.calls.make(row["action"], row["state"], "doctor")
                asked.add(self.find_route(method, path))
            except Missing:
                pass
        self.assertEqual([key for key, route in self.routes.items()
                          if route["session"] and key not in asked and key not in UNASKED], [])

    def set_account(self, who, state):
        """The token to ask with, after the account or session of @who has been put so."""
        user = self.city.users[who]
        session = f"user_id = '{user.id}'"
        if state == "pending":
            self.city.sql(f"UPDATE account SET rules_version = 0 WHERE id = '{user.id}'")
        elif state == "suspended":
            self.city.set_account(who, 2)
        elif state == "retired":
            self.city.set_account(who, 3)
        elif state == "signed-out":
            self.city.sql(f"UPDATE session SET ended_at = created_at WHERE {session}")
        elif state == "revoked":
            self.city.sql(f"UPDATE terminal SET revoked_at = created_at WHERE {session}")

    def check_account(self, who, state, answers):
        """Each use case once, whatever the object."""
        asked = set()
        for row in self.rows + [{"action": "view-session", "state": "any"},
                                {"action": "sign-out", "state": "any"}]:
            action = row["action"]
            if action in asked:
                continue
            asked.add(action)
            wanted = answers.get(action, answers["*"])
            if wanted == "ok" and row["state"] == "none":
                continue
            try:
                answer = self.ask(who, action, row["state"],
                                  token="" if state == "nobody" else None)
            except Missing:
                continue
            if self.read(answer) != wanted:
                self.faults.append(f"{who} {state} {action}: {answer!r} instead of {wanted}")
            if wanted == "ok" and action == "sign-out":
                self.city.sql("UPDATE session SET ended_at = NULL "
                              f"WHERE user_id = '{self.city.users[who].id}'")
            self.count += 1

    def test_accounts(self):
        rules = {}
        for row in read_rows("accounts.csv"):
            rules.setdefault(row["state"], {})[row["action"]] = row["answer"]
        self.count, self.faults = 0, []
        for state, answers in rules.items():
            for who in PRINCIPALS:
                self.set_account(who, state)
                try:
                    self.check_account(who, state, answers)
                    changed = set(self.city.tables.find_changed())
                    self.assertLessEqual(changed, {"account", "session", "terminal"})
                finally:
                    self.city.tables.restore()
        print(f"{self.count} cells of accounts that are not active")
        self.assertEqual(self.faults, [], "\n".join(["", *self.faults[:50]]))

    def measure(self, who, action, states):
        """Medians of the same request on several objects, turn by turn."""
        times = {state: [] for state in states}
        for _ in range(ROUNDS):
            for state in states:
                begin = time.perf_counter()
                answer = self.ask(who, action, state)
                times[state].append(time.perf_counter() - begin)
                self.assertEqual(answer.status, 404)
        return [statistics.median(times[state]) for state in states]

    def test_timing(self):
        """What is out of sight takes as long as what is not there."""
        for who, action, state in [
                ("clerk2", "read-patient", "live"), ("member", "read-patient", "frozen"),
                ("office", "view-group", "live"), ("invitee", "read-entries", "live"),
                ("nurse2", "post", "live"), ("waiting", "accept", "waiting"),
                ("clerk", "view-consent", "live"), ("office", "withdraw-consent", "live")]:
            with self.subTest(who=who, action=action):
                # A busy machine is uneven; what the service gives away it does every time.
                for _ in range(5):
                    hidden, never = self.measure(who, action, [state, "none"])
                    if max(hidden / never, never / hidden) < CLASS:
                        break
                print(f"{action:18} {who:8} hidden {hidden * 1000:.2f} ms, "
                      f"never there {never * 1000:.2f} ms, ratio {hidden / never:.2f}")
                self.assertLess(max(hidden / never, never / hidden), CLASS)


# Their rules are not about roles: tests/service and tests/ops have them.
UNASKED = {("POST", "/v1/session/unlock"), ("POST", "/v1/session/rules"), ("GET", "/v1/events")}


if __name__ == "__main__":
    unittest.main()
