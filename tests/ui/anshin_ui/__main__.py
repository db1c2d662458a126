# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev run and ./dev shots do: python3 -m anshin_ui run|shots …"""

import sys

from . import run, shots

if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    sys.exit({"run": run.main, "shots": shots.main}[verb](*arguments))
