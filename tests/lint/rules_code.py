# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about the C code itself."""

import re
import statistics
import unicodedata

import c_source

FUNCTION_MAX = 60
FILE_MEDIAN, FILE_NINETY, FILE_MAX = 250, 600, 1000


def long_functions(path, text):
    """Functions whose body is too long to be read at once."""
    return [f"{path}:{line}: {name} has {length} lines; at most {FUNCTION_MAX}"
            for name, line, length in c_source.functions(text) if length > FUNCTION_MAX]


def long_files(lengths):
    """Problems of the sizes of all C sources; lengths is a dict of path to lines."""
    problems = [f"{path}: {lines} lines; at most {FILE_MAX}"
                for path, lines in lengths.items() if lines > FILE_MAX]
    sizes = sorted(lengths.values())
    if not sizes:
        return problems
    if statistics.median(sizes) > FILE_MEDIAN:
        problems.append(f"the median file has {statistics.median(sizes)} lines")
    ninety = sizes[min(len(sizes) * 9 // 10, len(sizes) - 1)]
    if ninety > FILE_NINETY:
        problems.append(f"one file in ten has more than {FILE_NINETY} lines ({ninety})")
    return problems


def uninitialised_autos(path, text):
    """g_autoptr and its like that are declared without a value."""
    return [f"{path}:{number}: an automatic pointer without a value"
            for number, line in c_source.numbered(text)
            if re.match(r"\s*g_auto", line) and "=" not in line and line.rstrip().endswith(";")]


def gotos(path, text):
    """Uses of goto."""
    return [f"{path}:{number}: goto" for number, line in c_source.numbered(text)
            if re.search(r"\bgoto\b", line)]


def wide_lines(path, text):
    """Lines of more than 100 columns; a wide character takes two."""
    def columns(line):
        return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
    return [f"{path}:{number}: more than 100 columns"
            for number, line in enumerate(text.split("\n"), 1) if columns(line) > 100]


def gchars(path, text):
    """GLib's names for plain C types."""
    return [f"{path}:{number}: {match.group(0)}: write the plain C type"
            for number, line in c_source.numbered(text)
            for match in re.finditer(r"\b(gchar|gint|gfloat|gdouble)\b", line)]


def read_deny_list(text):
    """Two regular expressions of the deny-list: denied and allowed again."""
    denied, allowed = [], []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        pattern = re.escape(line.lstrip("!")).replace(r"\*", r"\w*")
        (allowed if line.startswith("!") else denied).append(pattern)
    return (re.compile(r"^(?:" + "|".join(denied) + r")$"),
            re.compile(r"^(?:" + "|".join(allowed or ["(?!)"]) + r")$"))


def denied_identifiers(path, text, lists):
    """Identifiers of the deny-list in C code or in the classes of a template."""
    denied, allowed = lists
    problems = []
    lines = c_source.numbered(text) if path.endswith((".c", ".h")) else enumerate(
        re.sub(r"<!--.*?-->", "", text, flags=re.S).split("\n"), 1)
    for number, line in lines:
        for word in set(re.findall(r"[A-Za-z_]\w+", line)):
            kind = re.sub(r"^(GTK|ADW)_(?:IS_)?([A-Z_]+)$", _type_name, word)
            if any(denied.match(name) and not allowed.match(name) for name in (word, kind)):
                problems.append(f"{path}:{number}: {word} is deprecated later")
    return problems


def _type_name(match):
    """GTK_TREE_VIEW, a cast, as GtkTreeView."""
    words = (match.group(1) + "_" + match.group(2).removeprefix("TYPE_")).split("_")
    return "".join(word.capitalize() for word in words)
