# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages on a machine that may have none installed."""

import gettext
import subprocess

from . import paths


def environment(language):
    """Variables that make a program speak Japanese (ja) or English (en)."""
    if language == "en":
        return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    names = {"LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "ja"}
    if "ja_JP.utf8" in known.split():
        return names
    # The locale is compiled into the build folder: nothing on the machine is changed.
    folder = paths.BUILD / "locale"
    if not (folder / "ja_JP.UTF-8" / "LC_CTYPE").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["localedef", "-i", "ja_JP", "-f", "UTF-8", str(folder / "ja_JP.UTF-8")],
                       check=True)
    return {**names, "LOCPATH": str(folder)}


class Words:
    """The words of the desktop in one language, by their English msgid."""

    def __init__(self, language):
        self.language = language
        self._catalogue = gettext.NullTranslations() if language == "en" else gettext.translation(
            "anshin-net", paths.SHARE / "locale", [language])

    def __call__(self, msgid):
        return self._catalogue.gettext(msgid)

    def of(self, context, msgid):
        """A text that is told from another one by its context."""
        return self._catalogue.pgettext(context, msgid)

    def gtk(self, msgid):
        """A text of GTK's own dialogs."""
        if self.language == "en":
            return msgid
        return gettext.translation("gtk40", languages=[self.language]).gettext(msgid)

    def count(self, one, several, number):
        """A text with a number in it."""
        return self._catalogue.ngettext(one, several, number) % number

    def choice(self, msgid):
        """A label of a closed list."""
        return self._catalogue.pgettext("choice", msgid)
