# SPDX-License-Identifier: GPL-3.0-or-later
"""Merges the words of the sources into the translations: new ones come empty, unused ones go."""

import pathlib
import subprocess
import sys
import tempfile

import rules_po
import tree


def main():
    potfiles = tree.ROOT / "po/POTFILES.in"
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "all.pot"
        rules_po.extract(tree.ROOT, potfiles, template)
        for language in (tree.ROOT / "po/LINGUAS").read_text().split():
            po = tree.ROOT / "po" / f"{language}.po"
            # Two engineers may have added the same word: the first stands.
            unique = subprocess.run(["msguniq", "--use-first", str(po)], check=True,
                                    capture_output=True).stdout
            merged = pathlib.Path(folder) / po.name
            merged.write_bytes(unique)
            subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "--update",
                            "--backup=none", str(merged), str(template)], check=True)
            subprocess.run(["msgattrib", "--no-obsolete", "--no-fuzzy", "--no-wrap",
                            "--sort-by-file", "--add-location=file", "-o", str(po), str(merged)],
                           check=True)
            print(subprocess.run(["msgfmt", "--statistics", "-o", "/dev/null", str(po)],
                                 check=False, capture_output=True, text=True).stderr.strip())


if __name__ == "__main__":
    sys.exit(main())
