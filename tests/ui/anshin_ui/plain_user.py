# SPDX-License-Identifier: GPL-3.0-or-later
"""Mozc does not run for root, who runs the tests where nobody else is."""

import os
import pathlib
import sys

# Reads what root has built; everything else is as for anybody who sits at a computer.
_KEPT = "+dac_override"


def become():
    """Goes on as a user without rights, from the beginning of the program, if it is root's."""
    if os.geteuid() != 0:
        return
    # Xvfb makes this folder only for root.
    sockets = pathlib.Path("/tmp/.X11-unix")
    if not sockets.exists():
        sockets.mkdir(exist_ok=True)
        sockets.chmod(0o1777)
    os.execvp("setpriv", ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
                          f"--inh-caps={_KEPT}", f"--ambient-caps={_KEPT}", "--",
                          sys.executable, *sys.argv])
