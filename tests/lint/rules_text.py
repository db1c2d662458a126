# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about every text in the tree."""

import posixpath
import re

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
# Written in parts, so that this file keeps its own rule.
MACHINE_PATH = re.compile(r"(?<![\w.$~}-])/(?:" + "|".join(
    ["wo" + "rk/", "ro" + "ot/", "ho" + r"me/\w+", "Us" + r"ers/\w+"]) + ")")
SKIPS = re.compile("|".join([
    "g_test_" + "skip", "g_test_" + "incomplete", r"\bexit *\(? *" + "77", r"\breturn " + "77",
    r"unittest\.sk" + "ip", r"\bSk" + r"ipTest\b", r"\.sk" + r"ipTest\b", "expected" + "Failure",
]))
LEFT = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)|<img[^>]+src=\"([^\"]+)\"")


def licence(path, text):
    """The licence stands in the first line, or after the line that must be first."""
    head = text.split("\n", 2)
    second = head[0].startswith(("#!", "<?xml"))
    line = head[1] if second and len(head) > 1 else head[0]
    return [] if LICENCE in line else [f"{path}: its first line does not name the licence"]


def machine_paths(path, text):
    """Folders that only exist on somebody's machine."""
    return [f"{path}:{number}: names a folder of one machine"
            for number, line in enumerate(text.split("\n"), 1) if MACHINE_PATH.search(line)]


def skipped_tests(path, text):
    """Tests that would not run."""
    return [f"{path}:{number}: a test that does not run"
            for number, line in enumerate(text.split("\n"), 1) if SKIPS.search(line)]


def left_undone(path, text):
    """Notes about work that was not done."""
    return [f"{path}:{number}: work left undone"
            for number, line in enumerate(text.split("\n"), 1) if LEFT.search(line)]


def dead_links(path, text, exists):
    """Links of a Markdown file to files that are not there."""
    problems = []
    for first, second in LINK.findall(text):
        target = first or second
        if re.match(r"[a-z]+:", target):
            continue
        if not exists(posixpath.normpath(posixpath.join(posixpath.dirname(path), target))):
            problems.append(f"{path}: links to {target}, which is not there")
    return problems


def whitespace(path, text):
    """Tabs and spaces at the end of lines, and files without a last line feed."""
    problems = [f"{path}:{number}: space at the end of the line"
                for number, line in enumerate(text.split("\n"), 1) if line != line.rstrip()]
    if text and not text.endswith("\n"):
        problems.append(f"{path}: the last line does not end")
    return problems
