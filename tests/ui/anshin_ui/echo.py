# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a program has come to what was done on its screen: the question that a window manager asks
it to see whether it is well (EWMH, _NET_WM_PING). What reaches it there it takes in turn, and so it
answers only once it has taken the keys and clicks before."""

import ctypes
import select
import time

_CLIENT_MESSAGE = 33
_SUBSTRUCTURE_NOTIFY = 1 << 19
_ROOM = 1024  # for a window's attributes


class _Message(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
                ("message_type", ctypes.c_ulong), ("format", ctypes.c_int),
                ("data", ctypes.c_long * 5)]


class _Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("message", _Message), ("room", ctypes.c_long * 24)]


# A window may go while it is asked, which ends nobody.
_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)


class Echo:
    """Asks the windows of one display."""

    def __init__(self, display):
        x11 = self._x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        for name in ("XDefaultRootWindow", "XInternAtom"):
            getattr(x11, name).restype = ctypes.c_ulong
        x11.XSetErrorHandler(_HANDLER)
        self._display = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
        if not self._display:
            raise RuntimeError(f"no display {display}")
        # The answer goes to the window of the screen, as a window manager would hear it.
        self._root = x11.XDefaultRootWindow(self._display)
        x11.XSelectInput(self._display, ctypes.c_ulong(self._root),
                         ctypes.c_long(_SUBSTRUCTURE_NOTIFY))
        self._protocols, self._ping = (ctypes.c_ulong(x11.XInternAtom(self._display, name, 0))
                                       for name in (b"WM_PROTOCOLS", b"_NET_WM_PING"))
        self._asked = 0

    def _ask(self, window):
        self._asked += 1
        event = _Event(message=_Message(
            type=_CLIENT_MESSAGE, window=window, message_type=self._protocols, format=32,
            data=(self._ping.value, self._asked, window)))
        self._x11.XSendEvent(self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0),
                             ctypes.byref(event))
        self._x11.XFlush(self._display)

    def _answered(self, window):
        event = _Event()
        while self._x11.XPending(self._display):
            self._x11.XNextEvent(self._display, ctypes.byref(event))
            if (event.type == _CLIENT_MESSAGE and event.message.window == self._root
                    and list(event.message.data[:3]) == [self._ping.value, self._asked, window]):
                return True
        return False

    def there(self, window):
        """Whether a window has not gone."""
        return bool(self._x11.XGetWindowAttributes(self._display, ctypes.c_ulong(window),
                                                   ctypes.create_string_buffer(_ROOM)))

    def wait(self, window, seconds):
        """Whether the program of a window has come to what was done before now, or has closed it,
        within the time."""
        self._ask(window)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._answered(window) or not self.there(window):
                return True
            # Asking whether it is there may have brought the answer.
            if not self._x11.XPending(self._display):
                select.select([self._x11.XConnectionNumber(self._display)], [], [], 0.05)
        return False
