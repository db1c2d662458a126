#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of a build folder and adds up their cases.

Each meson test is a program with many cases: TAP lines, or Python's unittest. The last line says
how many of them passed and failed. A case that was skipped counts as failed, and so does a
program that ran none of its cases. A tool that only has an exit code counts as one case.
"""

import json
import pathlib
import re
import subprocess
import sys

UNITTEST_RAN = re.compile(r"^Ran (\d+) tests? in ", re.M)
UNITTEST_COUNT = re.compile(r"(failures|errors|skipped|unexpected successes|expected failures)=(\d+)")


def count_unittest(output):
    """Cases of all the unittest runs in the output: (passed, failed)."""
    passed = failed = 0
    runs = list(UNITTEST_RAN.finditer(output))
    for number, run in enumerate(runs):
        end = runs[number + 1].start() if number + 1 < len(runs) else len(output)
        bad = sum(int(count) for _, count in UNITTEST_COUNT.findall(output[run.end():end]))
        passed += max(int(run.group(1)) - bad, 0)
        failed += bad
    return passed, failed


def count_tap(output):
    """Cases of a TAP output: (passed, failed)."""
    passed = failed = 0
    for line in output.splitlines():
        result = re.match(r"(not )?ok\b(.*)", line)
        if not result:
            continue
        if result.group(1) or re.search(r"# *(skip|todo)\b", result.group(2), re.I):
            failed += 1
        else:
            passed += 1
    return passed, failed


def count(test):
    """Cases of one entry of meson's log: (passed, failed)."""
    stdout, stderr = test.get("stdout", ""), test.get("stderr", "")
    passed, failed = count_tap(stdout)
    more = count_unittest(stdout + "\n" + stderr)
    passed, failed = passed + more[0], failed + more[1]
    if test["result"] != "OK" and failed == 0:
        failed = 1
    if passed + failed == 0:
        empty = UNITTEST_RAN.search(stdout + stderr) or re.search(r"^1\.\.", stdout, re.M)
        passed, failed = (0, 1) if empty else (1, 0)
    return passed, failed


def main(arguments):
    build = pathlib.Path(arguments[0])
    log = build / "meson-logs" / "testlog.json"
    log.unlink(missing_ok=True)
    command = ["meson", "test", "-C", str(build), "--print-errorlogs", *arguments[1:]]
    code = subprocess.run(command, check=False).returncode
    if not log.exists():
        print("No test was run.")
        return code or 1
    passed = failed = 0
    for line in log.read_text(errors="replace").splitlines():
        test = json.loads(line)
        good, bad = count(test)
        passed, failed = passed + good, failed + bad
        if bad:
            print(f"FAILED {test['name']}: {bad} of {good + bad} ({test['result']})")
    print(f"{passed} passed, {failed} failed")
    return 0 if code == 0 and failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
