# SPDX-License-Identifier: GPL-3.0-or-later
"""The alert sounds of a display, which nobody hears there."""

import os
import subprocess

from . import child
from .screen import wait_for


class Bells:
    """Those rung on a display since it was started."""

    def __init__(self, surroundings, display):
        self.path = surroundings.folder / "bells"
        rules = surroundings.folder / "bells.cf"
        self.path.touch()
        rules.write_text(f'Bell() shell "echo bell >> {self.path}"\n')
        self._child = child.start(["xkbevd", "-cfg", rules],
                                  env={**os.environ, "DISPLAY": display},
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # It rings itself once it hears.
        wait_for(lambda: self.count() == 0, "what hears the bells")

    def count(self):
        """How many there were."""
        return len(self.path.read_text().splitlines()) - 1

    def close(self):
        """Ends it."""
        child.end(self._child)
