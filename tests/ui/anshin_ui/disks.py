# SPDX-License-Identifier: GPL-3.0-or-later
"""Two folders in somebody's home as they can be anywhere: a disk that is nearly full, and one where
nothing may be written; and a small disk for all that the service keeps. Only the program that is
started so sees them."""

import contextlib
import os

FULL, LOCKED = "full", "locked"
ROOM = 64 * 1024  # on the disk that is nearly full

_MOUNT = (f'mount -t tmpfs -o size={ROOM} none "$0/{FULL}"'
          f' && mount -t tmpfs -o ro none "$0/{LOCKED}" && exec "$@"')


_SMALL = ('mkdir "$0.disk" && mount -t tmpfs -o size="$1" none "$0.disk" && cp -a "$0/." "$0.disk"'
          ' && mount --bind "$0.disk" "$0" && shift && exec "$@"')


def _alone():
    """A program that has mounts of its own, whoever starts it."""
    rights = [] if os.geteuid() == 0 else ["-U", "--map-current-user", "--keep-caps"]
    return ["unshare", *rights, "-m", "sh", "-c"]


def small(folder, room):
    """What comes before a program's own words so that the folder, as it is, lies on a disk of its own
    with that much room left."""
    used = sum(4096 + path.stat().st_size for path in folder.rglob("*"))
    return [*_alone(), _SMALL, str(folder), str(used + room)]


def fill(path):
    """The rest of its disk is taken."""
    with open(path, "wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))


def command(home):
    """What comes before the program's own words; the process stays the one that was started."""
    for name in (FULL, LOCKED):
        (home / name).mkdir()
    return [*_alone(), _MOUNT, str(home)]


def seen_by(process, home, name):
    """Where the folder can be looked into from outside."""
    return home.__class__(f"/proc/{process.pid}/root{home / name}")
