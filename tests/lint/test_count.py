# SPDX-License-Identifier: GPL-3.0-or-later
"""The count at the end of ./dev test: nothing that failed, was left out or crashed is hidden."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import run  # noqa: E402


class Count(unittest.TestCase):
    """Outputs of test programs and what they come to: passed, failed."""

    def check(self, expected, stdout="", stderr="", result="OK"):
        self.assertEqual(run.count({"stdout": stdout, "stderr": stderr, "result": result}), expected)

    def test_tap(self):
        self.check((2, 0), "TAP version 13\n1..2\nok 1 /a\nok 2 /b\n")
        self.check((1, 1), "ok 1 /a\nnot ok 2 /b\n", result="FAIL")
        self.check((1, 1), "ok 1 /a\nok 2 /b # SKIP no database\n")

    def test_unittest(self):
        self.check((3, 0), stderr="Ran 3 tests in 0.1s\n\nOK\n")
        self.check((1, 2), stderr="Ran 3 tests in 0.1s\n\nFAILED (failures=1, errors=1)\n",
                   result="FAIL")
        self.check((2, 1), stderr="Ran 3 tests in 0.1s\n\nOK (skipped=1)\n")
        self.check((4, 1), stderr="Ran 3 tests in 0s\n\nOK\nRan 2 tests in 0s\n\n"
                                  "FAILED (errors=1)\n", result="FAIL")

    def test_crash(self):
        self.check((1, 1), "1..3\nok 1 /a\n", result="ERROR")
        self.check((0, 1), result="TIMEOUT")

    def test_plain_program(self):
        self.check((1, 0))
        self.check((0, 1), result="FAIL")


if __name__ == "__main__":
    unittest.main()
