# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that the rules look at: what git knows of, or all of an unpacked archive."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = {
    ".c", ".h", ".py", ".ui", ".css", ".sql", ".md", ".build", ".txt", ".xml", ".in", ".json",
    ".yaml", ".yml", ".po", ".svg", ".service", ".conf", ".8", ".1", ".sh", ".dict",
}


def names():
    """Paths of all files, relative to the root."""
    git = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False)
    if git.returncode == 0 and git.stdout:
        found = git.stdout.decode().split("\0")
        return sorted(name for name in found if name and (ROOT / name).is_file())
    return sorted(
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*")
        if path.is_file() and not path.relative_to(ROOT).parts[0].startswith(("build", ".git")))


def read(*endings, under=""):
    """Pairs of path and text of the files below a folder with one of the endings."""
    for name in names():
        if name.startswith(under) and name.endswith(endings):
            yield name, (ROOT / name).read_text(encoding="utf-8")


def texts():
    """Pairs of path and text of everything that is text."""
    for name in names():
        path = ROOT / name
        if path.suffix in TEXT or path.name in ("dev", "run", "POTFILES.in", "LINGUAS"):
            yield name, path.read_text(encoding="utf-8", errors="replace")
