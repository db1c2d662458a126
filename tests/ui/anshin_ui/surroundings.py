# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop session gives a program: displays, a bus, an unlocked keyring."""

import os
import pathlib
import subprocess
import tempfile

from . import child


class Surroundings:
    """Everything is started for this alone, in a folder of its own, and ended with it."""

    def __init__(self, size="1200x900"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="anshin-ui-"))
        self.size = size
        self.traced = False  # whether it is written down which files the programs write
        self.disks = False  # whether homes have a disk that is full and one that takes nothing
        # Tests do not wait for what can be taken back; and who is not at the mouse for some steps, on
        # a slow machine, is not locked out.
        self.preferences = ["undo-send=false", "lock-minutes=15"]
        self.input_method = False  # whether Japanese is typed by ibus and mozc
        self.mozc_configuration = None  # how mozc is set up, if not as it comes
        self._children = []
        self.home = self._make_folder("home")
        self.runtime = self._make_folder("run")
        self.frames = self._make_folder("frames")
        self.display = self.add_display()
        self.bus = self._start_bus()
        self._start_keyring()
        # What this process loads later, AT-SPI above all, talks to the same bus.
        os.environ.update(self.environment())

    def _make_folder(self, name):
        folder = self.folder / name
        folder.mkdir(mode=0o700)
        return folder

    def environment(self, display=None, home=None):
        """The variables of a program that runs in these surroundings."""
        home = home or self.home
        return {
            "DISPLAY": display or self.display,
            "DBUS_SESSION_BUS_ADDRESS": self.bus if hasattr(self, "bus") else "",
            "XDG_RUNTIME_DIR": str(self.runtime),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "TMPDIR": str(home / "tmp"),
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GIO_USE_VFS": "local",
            "GTK_A11Y": "atspi",
            "GTK_IM_MODULE": "ibus" if self.input_method else "gtk-im-context-simple",
            "NO_AT_BRIDGE": "0",
            "TZ": "Asia/Tokyo",
        }

    def add_home(self, name):
        """A home folder as of another computer."""
        home = self._make_folder(name)
        (home / "tmp").mkdir(mode=0o700)
        return home

    def add_display(self):
        """A screen of its own, so that the windows of two desktops do not cover each other."""
        reader, writer = os.pipe()
        frames = pathlib.Path(tempfile.mkdtemp(dir=self.frames))
        self._children.append(child.start(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{self.size}x24", "-nolisten",
             "tcp", "-dpi", "96", "-fbdir", str(frames)], pass_fds=[writer], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        frames.rename(self.frames / number)
        return f":{number}"

    def _start_bus(self):
        (self.home / "tmp").mkdir(exist_ok=True)
        bus = child.start(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, **self.environment()})
        self._children.append(bus)
        return bus.stdout.readline().strip()

    def _start_keyring(self):
        keyring = child.start(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, **self.environment()})
        # An empty password would leave the keyring without its login collection.
        keyring.stdin.write(b"test\n")
        keyring.stdin.close()
        self._children.append(keyring)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "20",
                        "org.freedesktop.secrets"], check=True,
                       env={**os.environ, **self.environment()})

    def close(self):
        """Ends what was started; the folder stays for who looks into it."""
        for one in reversed(self._children):
            child.end(one)
