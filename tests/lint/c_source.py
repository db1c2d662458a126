# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules need to know of C: code without comments and strings, and its functions."""

import re

_COMMENT_OR_STRING = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)


def strip(text):
    """The text with comments and literals blanked; every line keeps its number."""
    def blank(match):
        inside = match.group(0)
        if inside[0] in "\"'":
            return inside[0] * 2
        return "\n" * inside.count("\n")
    return _COMMENT_OR_STRING.sub(blank, text)


def functions(text):
    """Triples of name, first line and number of lines of the bodies, by the layout of the tree:
    the braces of a function stand alone in the first column."""
    lines = text.split("\n")
    start = None
    for number, line in enumerate(lines):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            yield _name_above(lines, start), start + 1, number - start + 1
            start = None
        elif line.startswith("}"):
            start = None


def _name_above(lines, start):
    for line in reversed(lines[max(start - 12, 0):start]):
        match = re.match(r"([A-Za-z_]\w*) \(", line)
        if match:
            return match.group(1)
    return "?"


def numbered(text):
    """Pairs of line number and line of the code without comments and literals."""
    return list(enumerate(strip(text).split("\n"), 1))
