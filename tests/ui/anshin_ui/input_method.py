# SPDX-License-Identifier: GPL-3.0-or-later
"""The input method of a Japanese desktop: ibus with mozc, for one screen and one home."""

import os
import subprocess
import time

from . import child

ENGINE = "mozc-jp"
# Kana from the first key on, as somebody has it who writes nothing else.
_SETTINGS = """engines {
  name: "mozc-jp"
  longname: "Mozc"
  layout: "default"
}
active_on_launch: True
"""


class InputMethod:
    """Runs until it is ended; the folder is what mozc knows of its person."""

    def __init__(self, surroundings, display, home, log, configuration=None):
        self.folder = home / ".config/mozc"
        self.folder.mkdir(parents=True)
        (self.folder / "ibus_config.textproto").write_text(_SETTINGS)
        if configuration is not None:
            (self.folder / "config1.db").write_bytes(configuration)
        # As in a session of that kind: mozc gives its candidates to ibus, which has no panel here,
        # instead of showing them in a program of its own.
        self._environment = {**os.environ, **surroundings.environment(display, home),
                             "XDG_SESSION_TYPE": "wayland"}
        self._log = log
        self.start()

    def start(self):
        """Starts mozc's server, which ibus would leave behind, and ibus."""
        self._server = self._run("/usr/lib/mozc/mozc_server")
        self._wait(lambda: (self.folder / ".session.ipc").exists(), "mozc")
        self._daemon = self._run("ibus-daemon", "--single", "--panel=disable",
                                 "--emoji-extension=disable")
        # What it answers is of the keyboard's layout, which needs another program.
        self._wait(lambda: self._ibus("engine", ENGINE) is not None
                   and self._ibus("engine") == ENGINE, "ibus")

    def _run(self, *command):
        with open(self._log, "ab") as log:
            return child.start(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                               env=self._environment)

    def _ibus(self, *arguments):
        return subprocess.run(["ibus", *arguments], env=self._environment, capture_output=True,
                              text=True, check=False, timeout=10).stdout.strip()

    def _wait(self, condition, what):
        end = time.monotonic() + 20
        while not condition():
            if time.monotonic() > end:
                raise RuntimeError(f"{what} did not start:\n"
                                   + self._log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self):
        """Ends both as the end of a desktop session does: mozc writes down what it has learnt."""
        child.end(self._daemon)
        child.end(self._server)
