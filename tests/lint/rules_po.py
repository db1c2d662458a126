# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about the words for people and their translation."""

import re
import subprocess

MARKED = re.compile(r"(?<![\w])(?:_|N_|C_|NC_|ngettext|g_dngettext|dngettext)\s*\(\s*\"")
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dcgettext:2",
            "g_dngettext:2,3", "g_dpgettext2:2c,3"]


def has_words(path, text):
    """Whether a file has words that gettext must know."""
    if path.endswith((".c", ".h")):
        return bool(MARKED.search(text))
    if path.endswith(".ui"):
        return bool(re.search(r'translatable="(yes|true)"', text))
    if path.endswith(".gschema.xml"):
        return False
    return path.endswith((".desktop.in", ".metainfo.xml.in"))


def check_potfiles(potfiles, files):
    """Files with words that POTFILES.in does not name, and names without such a file."""
    listed = {line.strip() for line in potfiles.splitlines()
              if line.strip() and not line.startswith("#")}
    wanted = {path for path, text in files if has_words(path, text)}
    return ([f"po/POTFILES.in: {path} is missing" for path in sorted(wanted - listed)]
            + [f"po/POTFILES.in: {path} has no words or is not there"
               for path in sorted(listed - wanted)])


def extract(root, potfiles, target):
    """Writes the template of all words."""
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--package-name=anshin-net",
         "--sort-output", f"--files-from={potfiles}", f"--directory={root}", f"--output={target}",
         *(f"--keyword={keyword}" for keyword in KEYWORDS)],
        check=True, capture_output=True)


def check_translation(translation, template, merged):
    """Problems of a translation held against the template of all words."""
    subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", str(translation), str(template),
                    "-o", str(merged)], check=True, capture_output=True)
    answer = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(merged)],
        capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    problems = []
    if answer.returncode:
        problems.append(answer.stderr.strip())
    if re.search(r"fuzzy|untranslated", answer.stderr):
        left = subprocess.run(["msgattrib", "--untranslated", "--no-wrap", str(merged)],
                              capture_output=True, text=True, check=False).stdout
        words = [line for line in left.splitlines() if line.startswith("msgid ")][1:]
        problems.append(f"{translation.name}: {answer.stderr.strip()}\n" + "\n".join(words))
    return problems
