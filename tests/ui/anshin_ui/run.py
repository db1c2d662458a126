# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev run: the desktop on an embedded service with sample data."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from . import language as languages
from . import paths
from .service import Service

ROLE = "physician-admin"


def state_folder():
    """Where the sample data is kept from one run to the next."""
    base = os.environ.get("XDG_STATE_HOME") or pathlib.Path.home() / ".local/state"
    return pathlib.Path(base) / "anshin-net-demo"


def socket_path():
    """A short path: the name of a Unix socket has at most 107 bytes."""
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return pathlib.Path(runtime) / f"anshin-net-demo-{os.getuid()}.sock"


def on_display(language):
    """For somebody who sits there: the desktop, until it is closed."""
    folder = state_folder()
    service = Service(folder, socket_path())
    print(f"Sample data: {folder}")
    service.make_sample()
    runs = service.answers()
    if not runs:
        service.start()
    print(f"Service: {service.uri}\nSign-ins to try: {service.credentials}")
    try:
        return subprocess.run(
            [paths.DESKTOP, "--new-instance", "--service", service.uri,
             "--demo-sign-in", f"{service.credentials}:{ROLE}"],
            env={**os.environ, **languages.environment(language),
                 "XDG_DATA_DIRS": f"{paths.SHARE}:" + os.environ.get(
                     "XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
                 "GSETTINGS_SCHEMA_DIR": str(paths.SHARE / "glib-2.0/schemas")},
            check=False).returncode
    finally:
        if not runs:
            service.stop()


def without_display(language):
    """For a machine without a screen: the main job on a virtual one, and a picture of it."""
    from .surroundings import Surroundings
    surroundings = Surroundings()
    service = Service(surroundings.folder / "service", surroundings.runtime / "service.sock")
    try:
        service.make_sample()
        service.start()
        from .journey import Journey
        journey = Journey(surroundings, service, language)
        journey.main_job()
        picture = journey.physician.screen.picture(paths.BUILD / "run.png")
        journey.close()
        print(f"There is no display. On a virtual one, a physician signed in, entered a patient, "
              f"recorded the consent, created the group, invited a nurse and wrote to her.\n"
              f"Picture: {picture}")
        return 0
    finally:
        service.stop()
        surroundings.close()


def main(*words):
    """Runs the desktop: in a language, and on new sample data if asked for."""
    unknown = set(words) - {"ja", "en", "fresh"}
    if unknown:
        print(f"run: ja, en or fresh, not {' '.join(unknown)}", file=sys.stderr)
        return 2
    language = "en" if "en" in words else "ja"
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return without_display(language)
    if "fresh" in words:
        shutil.rmtree(state_folder(), ignore_errors=True)
    return on_display(language)
