#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty database to a message on a stream, and a stop that is asked for."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import Service


class Path(unittest.TestCase):
    def test_first_use(self):
        with Service() as service:
            office = service.office()
            group = office.get("/v1/groups").json["items"][0]
            with office.events() as stream:
                self.assertEqual(stream.ready, {group["id"]: 0, office.user_id: 0})
                posted = office.post("/v1/announcements",
                                     {"client_id": "first", "text": "おはようございます"})
                self.assertEqual(posted.status, 201)
                self.assertEqual(stream.next(), {"entries": [posted.json]})
                office.put(f"/v1/groups/{group['id']}/read", {"seq": 1})
                self.assertEqual(stream.next(), {"reads": [
                    {"channel": group["id"], "user_id": office.user_id, "seq": 1}]})
                self.assertEqual(office.sign_out().status, 204)
                self.assertEqual(stream.rest(), [{"ended": "session-ended"}])
            office.sign_in()
            self.assertEqual(office.session["last_sign_in_terminal"], "事務局の机")
            self.assertEqual(service.stop(), 0)

    def test_killed_and_started_again(self):
        with Service() as service:
            office = service.office()
            group = office.get("/v1/groups").json["items"][0]["id"]
            office.post("/v1/announcements", {"client_id": "a", "text": "一"})
            service.kill()
            service.restart()
            again = office.post("/v1/announcements", {"client_id": "a", "text": "一"})
            self.assertEqual(again.status, 200)
            page = office.get(f"/v1/channels/{group}/entries", after=0).json
            self.assertEqual([entry["seq"] for entry in page["items"]], [1])


if __name__ == "__main__":
    unittest.main()
