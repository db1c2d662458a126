# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program on a screen of its own that nobody sees."""

import os
import subprocess
import sys
import tempfile


def start_screen():
    """An Xvfb on a free number: the process and the name of the display."""
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1200x900x24", "-nolisten", "tcp",
         "-noreset", "-dpi", "96"],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        number = pipe.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    return screen, f":{number}"


def main(command):
    screen, display = start_screen()
    try:
        with tempfile.TemporaryDirectory() as home:
            os.mkdir(f"{home}/run", 0o700)
            return subprocess.run(command, check=False, env={
                **os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
                "GTK_A11Y": "none", "GTK_USE_PORTAL": "0", "HOME": home,
                "XDG_RUNTIME_DIR": f"{home}/run", "XDG_CONFIG_HOME": f"{home}/config",
                "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache",
                "DBUS_SESSION_BUS_ADDRESS": "disabled:"}).returncode
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
