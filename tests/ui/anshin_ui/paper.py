# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on a paper that was printed to a file."""

import subprocess

from .screen import wait_for


def read(path):
    """The letters on a paper, without spaces and furigana's lines between them."""
    wait_for(lambda: path.is_file() and path.stat().st_size > 0, path.name, 30)
    wait_for(lambda: subprocess.run(["pdfinfo", path], capture_output=True,
                                    check=False).returncode == 0, f"all of {path.name}", 30)
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout
    return "".join(said.split())
