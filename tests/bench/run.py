#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the service and the desktop and writes build/bench.json and a table.

usage: run.py BUILD [--check] [--seconds N]
With --check it fails when a goal is missed. Lost and doubled posts fail always.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ui"))
import desktop  # noqa: E402
from anshin_ui.service import Service  # noqa: E402

POSTERS = (1, 8, 32)
STREAMS = 2000
PAGES = 3000

# Figure, its goal, whether more or less is better, and what it says.
GOALS = [
    (("posts", 32), "posts_per_second", ">=", 2000, "posts/s, 32 posters"),
    (("posts", 32), "ack_p99_ms", "<=", 40, "acknowledgement p99, ms"),
    (("posts", 32), "cpu_s_per_1000", "<=", 0.5, "service CPU per 1 000 posts, s"),
    (("posts", 1), "lost", "<=", 0, "lost, 1 poster"),
    (("posts", 8), "lost", "<=", 0, "lost, 8 posters"),
    (("posts", 32), "lost", "<=", 0, "lost, 32 posters"),
    (("posts", 1), "doubled", "<=", 0, "doubled, 1 poster"),
    (("posts", 8), "doubled", "<=", 0, "doubled, 8 posters"),
    (("posts", 32), "doubled", "<=", 0, "doubled, 32 posters"),
    (("return", None), "seconds", "<=", 1, "return of 200 users, s"),
    (("page", None), "p99_ms", "<=", 3, "page of 50 of 100 000, p99, ms"),
    (("search", None), "oldest_word_ms", "<=", 300, "search, a word of the oldest of 100 000, ms"),
    (("search", None), "every_message_ms", "<=", 300, "search, a word of all 100 000, ms"),
    (("open", None), "first_ms", "<=", 200, "opening a group of 100 000 on the desktop, ms"),
    (("open", None), "again_ms", "<=", 200, "opening it again, ms"),
    (("arrival", None), "p95_ms", "<=", 100, "message to another desktop's pixels, p95, ms"),
    (("typing", None), "p95_ms", "<=", 50, "a key to its letter while messages come, p95, ms"),
    (("crowded", None), "shown_p95_ms", "<=", 200, "200 groups with unread: their list, p95, ms"),
    (("crowded", None), "moved_p95_ms", "<=", 100, "there, a message to the new order, p95, ms"),
    (("scrolling", None), "p95_ms", "<=", 33, "scrolling, between frames, p95, ms"),
    (("memory", None), "mib", "<=", 250, "desktop after 5 000 messages, MiB"),
    (("idle", None), "kib_per_stream", "<=", 20, "resident memory per idle stream, KiB"),
]
MUST = ("lost", "doubled")


def raise_file_limit():
    """Thousands of streams need as many descriptors."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def measure(build, folder, seconds):
    """Figures of every scenario, each on the same database; the service starts anew for the
    memory, which is measured against a quiet one."""
    service = Service(folder)
    service.write_configuration()
    tools = build / "tests" / "bench"
    plan = folder / "plan"
    subprocess.run([tools / "anshin-bench-seed", folder / "anshin.db", folder / "master.key", plan],
                   check=True)

    def load(*arguments):
        answer = subprocess.run(
            [tools / "anshin-bench", "--socket", service.socket, "--plan", plan,
             "--pid", str(service.process.pid), *map(str, arguments)],
            stdout=subprocess.PIPE, text=True, check=False, timeout=300)
        figures = [json.loads(line) for line in answer.stdout.splitlines()]
        if answer.returncode:
            print(f"anshin-bench {' '.join(map(str, arguments))} was not answered as it must be",
                  file=sys.stderr)
            for figure in figures:
                figure["failed"] = True
        return figures or [{"scenario": "none", "failed": True}]

    results = []
    service.start()
    try:
        results += load("--posters", 8, "--seconds", 1)  # to warm up
        results.clear()
        for posters in POSTERS:
            results += load("--posters", posters, "--seconds", seconds)
        results += load("--return")
        results += load("--pages", PAGES)
        service.stop()
        service.start()
        results += load("--streams", STREAMS)
    finally:
        service.stop()
    return results


def search(build):
    """Searches over 100 000 sealed messages, in the store itself."""
    answer = subprocess.run([build / "tests" / "store" / "bench-search", "100000"],
                            stdout=subprocess.PIPE, text=True, check=True, timeout=600)

    def milliseconds(start):
        line = next(one for one in answer.stdout.splitlines() if one.startswith(start))
        return float(re.search(r"([\d.]+) ms,", line).group(1))
    return [{"scenario": "search", "oldest_word_ms": milliseconds("a word of the first messages"),
             "every_message_ms": milliseconds("a word of every message")}]


def judge(results):
    """Rows of the table: what, figure, goal, good."""
    found = {(one["scenario"], one.get("posters")): one for one in results}
    rows = []
    for place, name, sign, goal, says in GOALS:
        figure = found.get(place, {}).get(name)
        good = figure is not None and (figure >= goal if sign == ">=" else figure <= goal)
        rows.append((says, figure, f"{sign} {goal}", good, name in MUST))
    return rows


def machine():
    """What it was measured on."""
    names = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="ascii")
             if line.startswith("model name")]
    return {"processor": names[0] if names else "?", "cores": os.cpu_count()}


def main(arguments):
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--check", action="store_true")
    options.add_argument("--seconds", type=float, default=6)
    options = options.parse_args(arguments)
    raise_file_limit()
    with tempfile.TemporaryDirectory(prefix="anshin-bench-") as folder:
        results = measure(options.build, pathlib.Path(folder), options.seconds)
    results += search(options.build)
    results += desktop.measure(options.build)
    rows = judge(results)
    (options.build / "bench.json").write_text(json.dumps(
        {"machine": machine(), "results": results,
         "goals": [{"what": what, "figure": figure, "goal": goal, "reached": good}
                   for what, figure, goal, good, _ in rows]}, indent=1) + "\n")
    for one in results:
        print("  ".join(f"{name} {value}" for name, value in one.items()))
    print()
    for what, figure, goal, good, _ in rows:
        print(f"{'reached' if good else 'MISSED ':8} {what:40} {figure!s:>10}  goal {goal}")
    failed = any(one.get("failed") for one in results)
    missed = [row for row in rows if not row[3] and (options.check or row[4])]
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
