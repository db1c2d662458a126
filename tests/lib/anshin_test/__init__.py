# SPDX-License-Identifier: GPL-3.0-or-later
"""A real anshin-netd in a folder of its own, and clients that speak to it.

    import sys, pathlib
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
    from anshin_test import Service, Client

    with Service() as service:               # init, serve on a free loopback port
        office = service.office()            # the first office user, signed in
        answer = office.get("/v1/users", q="…")
        answer.status, answer.json, answer.code, answer.headers
        office.post("/v1/…", {"name": "…"})
        with office.events() as stream:      # WebSocket
            stream.ready                     # {channel: last number}
            frame = stream.next()            # one JSON frame, as a dict
    service.restart(), service.kill(), service.query("SELECT …"), service.log()

A demo city (facilities, users, patients, groups) and clients for its people, all enrolled on
demand: `Service(demo=True)`, `service.person("physician")` gives a signed-in Client, by role, or by
mail; `service.people` are the credentials.

Service(unix=True) listens on a Unix socket, where Client(service, source="203.0.113.7") is
believed to come from there. ANSHIN_TEST_ENGINE=postgres makes the database on the server that
tests/store/with-postgres.py has started (ANSHIN_TEST_POSTGRES); else it is SQLite. The build
folder is ANSHIN_BUILD_DIR, or `_build`, `build` in the tree.

Run a test by hand: ANSHIN_BUILD_DIR=$PWD/build /usr/bin/python3 tests/service/test_http.py -v
"""

from .client import Answer, Client
from .keys import TerminalKey
from .service import ROOT, Service, find_program
from .stream import EventStream, StreamEnded

__all__ = ["Answer", "Client", "EventStream", "ROOT", "Service", "StreamEnded", "TerminalKey",
           "find_program"]
