#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program that decodes: good files become pixels, the others nothing, and it can do nothing
else (SECURITY FL-05)."""

import os
import pathlib
import resource
import struct
import subprocess
import sys
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from sample_files import (ORIENTATION, list_good, list_hostile, make_jpeg, make_pdf,  # noqa: E402
                          make_png, png_chunk)

PROGRAM = os.environ["ANSHIN_VIEWER"]
# A sanitizer's build takes terabytes of addresses.
SANITIZED = os.environ["ANSHIN_SANITIZED"] != "none"
HEAD = struct.Struct("<6I")
MAGIC = 0x416e5631


def run(media, file, page=0, width=800, height=600):
    return subprocess.run([PROGRAM, media, str(page), str(width), str(height)], input=file,
                          capture_output=True, timeout=60, check=False)


class ViewerTest(unittest.TestCase):
    def draw(self, media, file, **wish):
        done = run(media, file, **wish)
        self.assertEqual(done.returncode, 0, (media, done.stderr))
        magic, width, height, pages, full_width, full_height = HEAD.unpack(done.stdout[:24])
        self.assertEqual(magic, MAGIC)
        self.assertEqual(len(done.stdout), 24 + 4 * width * height)
        return (width, height), pages, (full_width, full_height), done.stdout[24:]

    def test_png(self):
        size, pages, full, pixels = self.draw("png", make_png(8, 5))
        self.assertEqual((size, pages, full), ((8, 5), 1, (8, 5)))
        # Red, green, blue, alpha of the first and the last pixel, as they were made.
        self.assertEqual(pixels[:4], bytes((1, 8, 15, 255)))
        self.assertEqual(pixels[-4:], bytes(((x * 7 + 4 * 13 + 1) % 256 for x in (21, 22, 23)))
                         + b"\xff")

    def test_made_small(self):
        size, _, full, _ = self.draw("png", make_png(400, 100), width=100, height=100)
        self.assertEqual((size, full), ((100, 25), (400, 100)))

    def test_page(self):
        size, pages, full, pixels = self.draw("pdf", make_pdf(), width=400, height=400)
        self.assertEqual((size, pages, full), ((400, 200), 1, (200, 100)))
        self.assertEqual(set(pixels), {255})
        self.assertNotEqual(run("pdf", make_pdf(), page=1).returncode, 0)

    def test_hostile(self):
        """What the service refuses the program refuses too; nothing comes out."""
        for name, media, file, _ in list_hostile():
            if media == "text":
                continue
            done = run(media, file)
            self.assertGreater(done.returncode, 0, name)
            self.assertEqual(done.stdout, b"", name)

    def test_what_is_no_image(self):
        """Shapes that our own rules let through, and no decoder can draw."""
        broken = zlib.compress(b"x")
        for media, file in (("jpeg", make_jpeg()), ("jpeg", make_jpeg(extra=ORIENTATION)),
                            ("png", b"\x89PNG\r\n\x1a\n"
                             + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 7000, 7000, 8, 6, 0, 0, 0))
                             + png_chunk(b"IDAT", broken) + png_chunk(b"IEND", b"")),
                            ("png", b"\x89PNG\r\n\x1a\n"
                             + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 5, 5, 3, 9, 7, 7, 7))
                             + png_chunk(b"IDAT", broken) + png_chunk(b"IEND", b"")),
                            ("pdf", b"%PDF-1.4\nstartxref\n0\n%%EOF\n")):
            done = run(media, file)
            # Refused, or as much as there was of it; never a crash.
            self.assertIn(done.returncode, (0, 1), (media, done))

    def test_wishes(self):
        file = make_png()
        for arguments in (("text", "0", "8", "8"), ("png", "-1", "8", "8"), ("png", "0", "0", "8"),
                          ("png", "0", "4097", "8"), ("png", "0", "4096", "4096"), ("gif", "0", "8", "8"),
                          ("png", "0", "8"), ()):
            done = subprocess.run([PROGRAM, *arguments], input=file, capture_output=True,
                                  timeout=60, check=False)
            self.assertGreater(done.returncode, 0, arguments)
            self.assertEqual(done.stdout, b"")

    def test_sandbox(self):
        """While it waits for its file: filtered, without new rights, bounded."""
        with subprocess.Popen([PROGRAM, "png", "0", "8", "8"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            status = {}
            while status.get("Seccomp") != "2":
                self.assertIsNone(process.poll())
                lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
                status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
            self.assertEqual(status["NoNewPrivs"], "1")
            limits = [(resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
                      (resource.RLIMIT_CPU, 5), (resource.RLIMIT_NOFILE, 64)]
            if not SANITIZED:
                limits.append((resource.RLIMIT_AS, 768 << 20))
            for limit, most in limits:
                self.assertEqual(resource.prlimit(process.pid, limit), (most, most))
            process.stdin.write(make_png())
            process.stdin.close()
            self.assertEqual(HEAD.unpack(process.stdout.read()[:24])[0], MAGIC)

    def test_good(self):
        """All that the service takes and that can be drawn is drawn."""
        for name, media, file, full in list_good():
            if media in ("png", "pdf"):
                _, _, told, _ = self.draw(media, file)
                self.assertEqual(told, full if media == "png" else (200, 100), name)


if __name__ == "__main__":
    unittest.main()
