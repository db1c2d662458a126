# SPDX-License-Identifier: GPL-3.0-or-later
"""Which box may include which: the picture in src/README.md."""

import posixpath
import re

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)

SERVICE = {"service/policy", "service/auth", "service/ops", "service/events", "service/http",
           "service/mail", "service/scan"}
ALLOWED = {
    "model": set(),
    "store": {"model"},
    "service/policy": {"model"},
    "service/auth": {"store", "service/policy", "model"},
    "service/scan": {"model"},
    "service/ops": {"store", "service/policy", "service/auth", "service/scan", "model"},
    "service/events": {"service/ops", "service/scan", "service/policy", "store", "model"},
    "service/http": {"service/ops", "service/scan", "service/policy", "service/auth", "service/events", "store",
                     "model"},
    "service/mail": {"store", "model"},
    "service/demo": {"service/ops", "service/scan", "service/policy", "service/auth", "store", "model"},
    "service": SERVICE | {"service/demo", "store", "model"},
    "client": {"model"},
    "viewer": {"model"},
    "desktop/forms": {"model"},
    "desktop/compat": set(),
    "desktop": {"client", "desktop/forms", "desktop/compat", "model", "viewer"},
}

# A library and the boxes that alone may know it.
LIBRARIES = {
    r"(gtk/|adwaita|gdk/|gsk/)": {"desktop", "desktop/compat"},
    r"libsoup/": {"service/http", "service/events", "client"},
    r"(sqlite3|libpq-fe|postgresql)": {"store"},
    r"sodium": {"store", "service/auth", "service/mail", "service/demo", "client"},
    r"curl/": {"service/mail"},
    r"libsecret/": {"client"},
    r"(gio/|glib/gstdio)": set(ALLOWED) - {"model", "service/policy"},
}


def box_of(path):
    """The box of a path below src/, the longest that fits."""
    folder = posixpath.dirname(path)
    while folder and folder not in ALLOWED:
        folder = posixpath.dirname(folder)
    return folder


def check(files):
    """Problems of the files, which are pairs of path below src/ and text."""
    files = list(files)
    homes = {posixpath.basename(path): box_of(path) for path, _ in files if path.endswith(".h")}
    problems = []
    for path, text in files:
        box = box_of(path)
        if not box:
            problems.append(f"{path}: stands in no known box")
            continue
        for kind, name in INCLUDE.findall(text):
            home = homes.get(posixpath.basename(name)) if kind == '"' else None
            if home and home != box and home not in ALLOWED[box]:
                problems.append(f"{path}: {box} may not include {home} ({name})")
            if kind == "<":
                problems += [f"{path}: {box} may not know <{name}>"
                             for pattern, boxes in LIBRARIES.items()
                             if re.match(pattern, name) and box not in boxes]
    return problems
