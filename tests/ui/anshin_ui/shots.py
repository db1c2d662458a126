# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev shots: every view in both languages, light and dark, wide, narrow and with large text."""

import itertools
import pathlib

from .service import Service
from .surroundings import Surroundings

LANGUAGES = ("ja", "en")


def _albums():
    # Only once the bus of the surroundings is there: AT-SPI stays with the first one it finds.
    from .album_audit import Audit
    from .album_care import Care
    from .album_chat import Chat
    from .album_consent import Consent
    from .album_members import Members
    from .album_office import Asked, Office
    from .album_staff import Colleague, Staff
    from .album_team import Team
    return [Care, Chat, Team, Consent, Members, Staff, Colleague, Audit, Office, Asked]


def _make(album):
    """Whether all of its pictures were taken."""
    try:
        album.start()
        album.make()
        print(f"{album.folder}: {album.number} pictures of {album.name}", flush=True)
        return True
    except AssertionError as error:
        print(f"{album.folder}, {album.name}: {error}; "
              f"see {album.person.desktop.evidence('shots')}", flush=True)
        return False
    finally:
        album.person.desktop.stop()


def main(folder, *only):
    """Takes the pictures; only those of the languages, styles, sizes and albums named, if any
    are."""
    folder = pathlib.Path(folder).resolve()
    surroundings = Surroundings()
    service = Service(surroundings.folder / "service", surroundings.runtime / "service.sock")
    from .album import SIZES, STYLES
    albums = [one for one in _albums() if one.name in only] or _albums()
    only = set(only) - {one.name for one in albums}
    failed = 0
    try:
        for number, (language, style, size) in enumerate(
                itertools.product(LANGUAGES, STYLES, SIZES)):
            if not only <= {language, style, size}:
                continue
            # Each series enrols its terminals: each needs fresh sample data.
            service.stop()
            service = Service(surroundings.folder / f"service-{number}",
                              surroundings.runtime / f"service-{number}.sock")
            service.make_sample()
            service.start()
            for album in albums:
                failed += not _make(album(surroundings, service, folder, language, style, size))
    finally:
        service.stop()
        surroundings.close()
    return 1 if failed else 0
