# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program makes or opens for writing, and whether it speaks to the system's log, as the
kernel sees it (SECURITY TRM-01)."""

import re

_CALLS = ("open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,"
          "linkat,symlink,symlinkat,truncate,socket,set_robust_list")
# They write nothing. Each thread begins with the last: until its first call that is watched, strace
# stops it at every call, which takes fifty times as long.
_OTHERS = ("socket", "set_robust_list")
_WRITES = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b")
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) = (\d+)(?:<(.*)>)?$")
# Syslog and the journal are spoken to by datagrams; buses, screens and services are not.
_DATAGRAM = re.compile(r"^\d+ +(socket\(AF_UNIX, SOCK_DGRAM\b.*)$", re.M)
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"')


def command(path):
    """What stands before a command whose calls are to be written to a file. The program keeps the
    number of the process that was started; strace watches from beside it."""
    return ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-z", "-y", "-s", "4096", "-o",
            str(path), "-e", f"trace={_CALLS}"]


def _plain(name):
    """A name as it is, of one with the bytes of other letters escaped."""
    return name.encode("latin-1").decode("unicode_escape").encode("latin-1").decode(
        "utf-8", "replace")


def written(path):
    """The names of all that was made or opened for writing."""
    names = set()
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        call, arguments, _, opened = match.groups()
        if call in _OTHERS:
            continue
        if call.startswith("open"):
            if _WRITES.search(_NAME.sub("", arguments)):
                names.add(_plain(opened or _NAME.findall(arguments)[-1]))
        else:
            names.add(_plain(_NAME.findall(arguments)[-1]))
    return names


def logged(path):
    """The calls that begin to speak to the system's log."""
    return _DATAGRAM.findall(path.read_text(encoding="utf-8", errors="replace"))
