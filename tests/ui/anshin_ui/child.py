# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes that do not outlive this one, however it ends."""

import ctypes
import signal
import subprocess

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _end_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def start(command, **more):
    """A child process."""
    return subprocess.Popen(command, preexec_fn=_end_with_parent, **more)


def end(child, seconds=10):
    """Asks it to end; whether it did within the time, else it is killed."""
    if child.poll() is not None:
        return True
    child.terminate()
    try:
        child.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return False
