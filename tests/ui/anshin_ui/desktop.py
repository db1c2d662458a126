# SPDX-License-Identifier: GPL-3.0-or-later
"""A running anshin-net."""

import configparser
import contextlib
import os
import pathlib
import signal
import subprocess
import sys

from . import language as languages
from . import child, disks, paths, trace
from .input_method import InputMethod
from .text_size import TextSize

SETTINGS = "jp/anshinnet/AnshinNet"  # where GSettings keeps the program's


def environment(surroundings, language, display=None, home=None):
    """The variables of a desktop program that was built but not installed in the system."""
    return {
        **os.environ,
        **surroundings.environment(display, home),
        **languages.environment(language),
        "XDG_DATA_DIRS": f"{paths.SHARE}:/usr/local/share:/usr/share",
        "GSETTINGS_SCHEMA_DIR": str(paths.SHARE / "glib-2.0/schemas"),
        "GSETTINGS_BACKEND": "keyfile",
    }


class Desktop:
    """One desktop program on a screen of its own, with a home of its own."""

    def __init__(self, surroundings, service, language, name, sign_in=None, more=None,
                 holds=False, percent=100):
        from .screen import Screen  # only once the bus is there
        self.name = name
        self.words = languages.Words(language)
        self.home = surroundings.add_home(name)
        if not holds:
            self.prefer(*surroundings.preferences)
        self.display = surroundings.add_display()
        self.text_size = TextSize(self.display, percent) if percent != 100 else None
        self.log = surroundings.folder / f"{name}.log"
        self.input_method = None
        if surroundings.input_method:
            self.input_method = InputMethod(surroundings, self.display, self.home,
                                            surroundings.folder / f"{name}-ibus.log",
                                            surroundings.mozc_configuration)
        command = [str(paths.DESKTOP), "--new-instance", "--service", service.uri]
        if sign_in:
            command += ["--demo-sign-in", f"{service.credentials}:{sign_in}"]
        # For a program on the same screen, which the accessibility bus need not know.
        self.beside = {**environment(surroundings, language, self.display, self.home),
                       "GTK_A11Y": "none"}
        self.trace = surroundings.frames / f"{name}.trace"
        if surroundings.traced:
            command = [*trace.command(self.trace), *command]
        if surroundings.disks:
            command = [*disks.command(self.home), *command]
        with open(self.log, "ab") as log:
            self.process = child.start(
                command, cwd=self.home, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env={**environment(surroundings, language, self.display, self.home),
                     **(more or {})})
        self.screen = Screen(self.display, self.process.pid, surroundings.frames)

    def drag_out(self, *names):
        """A window beside, with files of the home folder that can be dragged into this one."""
        return child.start(
            [sys.executable, str(pathlib.Path(__file__).with_name("drag.py")),
             *(str(self.home / name) for name in names)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.beside)

    @contextlib.contextmanager
    def copied(self, kind, *paths):
        """Files, or the picture in one, have been copied in another program meanwhile, and this one
        knows: it hears of it, asks what it is, and is told."""
        holder = child.start(
            [sys.executable, str(pathlib.Path(__file__).with_name("copy.py")), kind,
             *map(str, paths)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=self.beside)
        try:
            if holder.stdout.readline() != b"there\n":
                raise RuntimeError("nothing was copied")
            self.screen.wait_taken()
            holder.stdin.write(b"\n")
            holder.stdin.flush()
            holder.stdout.readline()
            self.screen.wait_taken()
            yield
        finally:
            child.end(holder)
            holder.stdin.close()
            holder.stdout.close()

    def prefer(self, *lines):
        """Settings as somebody has made them, beside those made before and the window's size, which
        the program keeps with them."""
        file = self.home / ".config/glib-2.0/settings/keyfile"
        file.parent.mkdir(parents=True, exist_ok=True)
        settings = configparser.RawConfigParser()
        settings.optionxform = str
        settings.read(file)
        if not settings.has_section(SETTINGS):
            settings.add_section(SETTINGS)
        for line in lines:
            settings.set(SETTINGS, *line.split("=", 1))
        with file.open("w") as written:
            settings.write(written, space_around_delimiters=False)

    def connect(self):
        """Waits for its window."""
        self.screen.connect()
        self.screen.find("window")
        return self

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait()

    def crash(self):
        """As a program does that touches memory which is not its own; whether the kernel kept
        what was in memory."""
        self.process.send_signal(signal.SIGSEGV)
        status = os.waitpid(self.process.pid, 0)[1]
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return os.WCOREDUMP(status)

    def stop(self):
        """Ends it."""
        child.end(self.process)
        if self.input_method is not None:
            self.input_method.stop()

    def evidence(self, title):
        """Leaves a picture, the outline and the log of what went wrong; says where."""
        folder = paths.EVIDENCE / title
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.screen.picture(folder / f"{self.name}.png")
            (folder / f"{self.name}.txt").write_text(self.screen.outline())
        except Exception as error:  # evidence must not hide the failure itself
            (folder / f"{self.name}.txt").write_text(f"no picture: {error}")
        (folder / f"{self.name}.log").write_bytes(self.log.read_bytes())
        return folder
