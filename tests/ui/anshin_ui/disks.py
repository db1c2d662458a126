# SPDX-License-Identifier: GPL-3.0-or-later
"""Two folders in somebody's home as they can be anywhere: a disk that is nearly full, and one where
nothing may be written. Only the program that is started so sees them."""

import os

FULL, LOCKED = "full", "locked"
ROOM = 64 * 1024  # on the disk that is nearly full

_MOUNT = (f'mount -t tmpfs -o size={ROOM} none "$0/{FULL}"'
          f' && mount -t tmpfs -o ro none "$0/{LOCKED}" && exec "$@"')


def command(home):
    """What comes before the program's own words; the process stays the one that was started."""
    for name in (FULL, LOCKED):
        (home / name).mkdir()
    rights = [] if os.geteuid() == 0 else ["-U", "--map-current-user", "--keep-caps"]
    return ["unshare", *rights, "-m", "sh", "-c", _MOUNT, str(home)]


def seen_by(process, home, name):
    """Where the folder can be looked into from outside."""
    return home.__class__(f"/proc/{process.pid}/root{home / name}")
