# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the desktop have in common."""

import functools
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from anshin_ui.gate import Gate  # noqa: E402
from anshin_ui.service import Service  # noqa: E402
from anshin_ui.surroundings import Surroundings  # noqa: E402

# What GTK and GIO say because nothing on the virtual screens hands the keyboard from window to
# window, or shows notices; and what a field of GTK's says when the keyboard comes back to it from
# the window while its text is selected.
NOT_THERE = ["unexpected blinking selection", "did not receive a focus-out event",
             "unable to send notifications through"]


class UiCase(unittest.TestCase):
    """A service with sample data and a journey of two people; the methods build on each other, and
    run in the order of their names."""

    language = "ja"
    enrol = False
    gated = False  # whether the way to the service can be held up and cut
    configuration = ()  # further lines of the service's
    scale = "full"  # of the sample data

    @classmethod
    def prepare(cls):
        """What is done once there is a bus and before there are programs."""

    @classmethod
    def setUpClass(cls):
        cls.surroundings = Surroundings()
        cls.addClassCleanup(cls.surroundings.close)
        cls.prepare()
        cls.service = Service(cls.surroundings.folder / "service",
                              cls.surroundings.runtime / "service.sock")
        cls.addClassCleanup(cls.service.stop)
        cls.service.more += cls.configuration
        cls.service.make_sample(cls.scale)
        cls.service.start()
        if cls.gated:
            cls.service.gate = Gate(cls.surroundings.runtime / "gate.sock", cls.service.socket)
        # Only now: it loads AT-SPI, which must find the bus of these surroundings.
        from anshin_ui.journey import Journey
        cls.journey = Journey(cls.surroundings, cls.service, cls.language, cls.enrol)
        cls.addClassCleanup(cls.journey.close)

    def run(self, result=None):
        """As usual, and with pictures of what was on the screens when it failed."""
        method = getattr(self, self._testMethodName)

        @functools.wraps(method)
        def with_evidence():
            try:
                method()
            except BaseException:
                for folder in self.journey.evidence(self.id().split(".", 1)[-1]):
                    print(f"see {folder}", file=sys.stderr)
                raise
        setattr(self, self._testMethodName, with_evidence)
        super().run(result)

    def assert_quiet(self):
        """No program complained about itself."""
        for person in self.journey.people:
            log = person.desktop.log.read_text(errors="replace")
            bad = [line for line in log.splitlines()
                   if ("CRITICAL" in line or "WARNING" in line)
                   and not any(word in line for word in NOT_THERE)]
            self.assertEqual(bad, [], person.desktop.name)
