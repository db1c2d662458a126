# SPDX-License-Identifier: GPL-3.0-or-later
"""The notices that come on a session's bus."""

import json
import os
import pathlib
import subprocess
import sys

from . import child
from .screen import wait_for


class Notices:
    """Those given since it was started."""

    def __init__(self, surroundings):
        self.path = surroundings.folder / "notices"
        self._child = child.start(
            [sys.executable, pathlib.Path(__file__).with_name("notice_daemon.py"), self.path],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, **surroundings.environment()})
        wait_for(self.path.exists, "the daemon of the notices")

    def all(self):
        """The arguments of each: program, what it replaces, icon, title, body, actions, hints and
        for how long."""
        calls = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
        return [arguments for method, arguments in calls if method == "Notify"]

    def wait_for(self, count):
        """The newest, once there are so many."""
        wait_for(lambda: len(self.all()) >= count, f"notice {count}")
        assert len(self.all()) == count, self.all()
        return self.all()[-1]

    def text(self):
        """All that ever was told, as it came."""
        return self.path.read_text(encoding="utf-8")

    def close(self):
        """Ends it."""
        child.end(self._child)
