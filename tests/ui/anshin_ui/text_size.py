# SPDX-License-Identifier: GPL-3.0-or-later
"""Larger text, as a desktop's settings give it to its programs: by XSETTINGS, the only way that
GTK takes the resolution from on X11 (freedesktop.org, XSETTINGS 0.5)."""

import ctypes
import ctypes.util
import struct

PROP_MODE_REPLACE = 0


class TextSize:
    """Holds the settings of a display, which has no other manager of them, as long as it lives."""

    def __init__(self, display, percent):
        x11 = self._x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        x11.XOpenDisplay.restype = ctypes.c_void_p
        for name in ("XDefaultRootWindow", "XCreateSimpleWindow", "XInternAtom"):
            getattr(x11, name).restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
        if not self._display:
            raise RuntimeError(f"no display {display}")
        root = ctypes.c_ulong(x11.XDefaultRootWindow(self._display))
        window = ctypes.c_ulong(x11.XCreateSimpleWindow(self._display, root, 0, 0, 1, 1, 0,
                                                        ctypes.c_ulong(0), ctypes.c_ulong(0)))
        value = self._settings("Xft/DPI", 96 * 1024 * percent // 100)
        x11.XChangeProperty(self._display, window, self._atom("_XSETTINGS_SETTINGS"),
                            self._atom("_XSETTINGS_SETTINGS"), 8, PROP_MODE_REPLACE, value,
                            len(value))
        x11.XSetSelectionOwner(self._display, self._atom("_XSETTINGS_S0"), window,
                               ctypes.c_ulong(0))
        x11.XSync(self._display, 0)

    def _atom(self, name):
        return ctypes.c_ulong(self._x11.XInternAtom(self._display, name.encode(), 0))

    @staticmethod
    def _settings(name, value):
        """One number, as the specification writes it: least significant byte first."""
        padding = b"\0" * (-len(name) % 4)
        return (struct.pack("<B3xII", 0, 1, 1) + struct.pack("<BxH", 0, len(name))
                + name.encode() + padding + struct.pack("<Ii", 1, value))
