# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for words in every file that a program may have written (SECURITY TRM-01)."""

import base64
import os
import pathlib
import re
import secrets
import stat
import tempfile
import urllib.parse
import zlib


def make(title):
    """A word that stands nowhere else, with Japanese in it."""
    return f"{title}{secrets.token_hex(6)}鳥"


def places(folder):
    """Where anything could lie that a desktop has written, whose home is below the folder: there,
    in the temporary folders and in the logs."""
    return [folder, pathlib.Path(tempfile.gettempdir()), "/dev/shm", "/var/tmp",
            "/var/log/journal", "/run/log"]


def forms(word):
    """The word's bytes in every form in which it could have got into a file."""
    found = set()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "euc-jp", "shift-jis"):
        raw = word.encode(encoding)
        found.add(raw)
        # Base64 depends on what stands before: what all three alignments have in common.
        for before in range(3):
            text = base64.b64encode(b"\0" * before + raw)
            found.add(text[4 if before else 0:-4])
            found.add(text[4 if before else 0:-4].translate(bytes.maketrans(b"+/", b"-_")))
    found.add(urllib.parse.quote(word).encode())
    found.add(urllib.parse.quote(word).lower().encode())
    found.add(word.encode("unicode_escape"))
    found.add(word.encode("ascii", "xmlcharrefreplace"))
    # The distinctive half alone: it is the same in all single-byte encodings.
    found.add(word[-13:-1].encode())
    return found


# How what is compressed begins: zlib's four levels, gzip, and a part of a zip archive.
_COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04.{4}\x08\x00", re.S)
_MOST_INFLATED = 1 << 20


def inflated(data):
    """What is in the compressed streams of a file's bytes, one after the other."""
    parts = []
    for match in _COMPRESSED.finditer(data):
        start, bits = match.start(), zlib.MAX_WBITS | 32
        if match.group().startswith(b"PK"):
            # Its data are deflated without a head, behind a name and more of given lengths.
            lengths = data[start + 26:start + 30]
            start += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(
                lengths[2:], "little")
            bits = -zlib.MAX_WBITS
        try:
            parts.append(zlib.decompressobj(bits).decompress(data[start:], _MOST_INFLATED))
        except zlib.error:
            continue
    return b"\0".join(parts)


def in_bytes(data, words):
    """Those of the words that stand in bytes, as they are or compressed."""
    everything = data + b"\0" + inflated(data)
    return [word for word in words if any(one in everything for one in forms(word))]


def search(folders, words, leave=(), since=0):
    """Pairs of file and word for every word that stands in a file below the folders that was
    written since then."""
    words = list(words)
    found = []
    for path in _files(folders, [pathlib.Path(one) for one in leave]):
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                continue
            if path.stat().st_mtime < since:
                continue
            data = path.read_bytes()
        except OSError:
            continue
        found += [(str(path), word) for word in
                  {*in_bytes(data, words), *(word for word in words if word in path.name)}]
    return found


def _files(folders, leave):
    for folder in folders:
        for base, names, files in os.walk(folder):
            here = pathlib.Path(base)
            # Another file system, such as /proc of somebody's container, is no place to write to.
            names[:] = [name for name in names if here / name not in leave
                        and not os.path.ismount(here / name)]
            for name in files:
                yield here / name
