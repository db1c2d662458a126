# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the tree and what was built from it are."""

import os
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ.get("ANSHIN_BUILD_DIR", SOURCE / "build"))
ROOT = BUILD / "root"
DESKTOP = ROOT / "bin" / "anshin-net"
SERVICE = ROOT / "sbin" / "anshin-netd"
SHARE = ROOT / "share"
EVIDENCE = BUILD / "ui"
