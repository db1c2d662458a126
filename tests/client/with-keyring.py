#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command on a session bus of its own with an unlocked keyring, both gone afterwards.

    with-keyring.py COMMAND [ARGUMENT…]

HOME and the run-time folder are temporary too, so nothing of the person who runs the tests is
read or written.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

INSIDE = """
printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 1
exec "$@"
"""


def main():
    with tempfile.TemporaryDirectory(prefix="anshin-keyring-",
                                     ignore_cleanup_errors=True) as folder:
        home = pathlib.Path(folder, "home")
        run = pathlib.Path(folder, "run")
        home.mkdir(mode=0o700)
        run.mkdir(mode=0o700)
        surroundings = {name: value for name, value in os.environ.items()
                        if not name.startswith(("XDG_", "DBUS_", "SECRET_", "GNOME_KEYRING"))}
        surroundings.update(HOME=str(home), XDG_RUNTIME_DIR=str(run), TMPDIR=folder)
        # Paths are given from where the tests are built, and the command runs elsewhere.
        wanted = [os.path.abspath(word) if os.path.exists(word) else word
                  for word in sys.argv[1:]]
        command = ["dbus-run-session", "--", "sh", "-c", INSIDE, "with-keyring", *wanted]
        return subprocess.run(command, env=surroundings, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
