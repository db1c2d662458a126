#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the libFuzzer targets of a build folder.

usage: run.py BUILD [SECONDS] [TARGET…]
What a target finds stays in BUILD/fuzz/TARGET; it fails the run.
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def seed(corpus, name):
    """The target's examples as the first of its corpus, one file a line."""
    corpus.mkdir(parents=True, exist_ok=True)
    examples = HERE / f"examples-{name}"
    for number, line in enumerate(examples.read_bytes().split(b"\n") if examples.exists() else []):
        (corpus / f"example-{number}").write_bytes(line)


def run(program, name, folder, seconds):
    """One target for so long; whether it found nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    seed(folder / "corpus", name)
    words = HERE / f"{name}.dict"
    command = [program, f"-max_total_time={seconds}", "-max_len=65536", "-timeout=10",
               "-print_final_stats=1", f"-artifact_prefix={folder}/",
               *([f"-dict={words}"] if words.exists() else []), folder / "corpus"]
    with open(folder / "log", "w", encoding="utf-8") as log:
        code = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
    said = (folder / "log").read_text(errors="replace")
    runs = next((line.split(":")[-1].strip() for line in said.splitlines()
                 if line.startswith("stat::number_of_executed_units")), "?")
    print(f"{'found nothing' if code == 0 else 'FOUND SOMETHING':15} {name}: {runs} runs")
    if code:
        print(said[-3000:])
    return code == 0


def main(arguments):
    build = pathlib.Path(arguments[0])
    seconds = next((word for word in arguments[1:] if word.isdigit()), "60")
    wanted = [word for word in arguments[1:] if not word.isdigit()]
    programs = {path.name.removeprefix("fuzz-"): path
                for path in sorted((build / "tests" / "fuzz").glob("fuzz-*")) if path.is_file()}
    unknown = set(wanted) - set(programs)
    if unknown or not programs:
        print(f"There is no target {' '.join(unknown) or 'at all'}; there are: "
              f"{' '.join(programs)}")
        return 2
    good = [run(programs[name], name, build / "fuzz" / name, seconds)
            for name in wanted or programs]
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
