#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two services on one PostgreSQL: what is written through the one is live on the other."""

import contextlib
import copy
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from accounts_city import Network

from anshin_test import Service


@contextlib.contextmanager
def beside(first):
    """Another service on the database of the first."""
    with Service(start=False) as second:
        text = second.config.read_text()
        text = re.sub(r"database=.*", f"database={first.uri}", text)
        text = re.sub(r"key=.*", f"key={first.folder / 'master.key'}", text)
        second.config.write_text(text + "node=1\n")
        second.start()
        yield second


def elsewhere(client, service):
    """The same session, at another service."""
    other = copy.copy(client)
    other.address = service.address
    other._connection = None
    return other


class Peers(unittest.TestCase):
    def test_written_here_live_there(self):
        with Service() as first, beside(first) as second:
            here = first.office()
            there = elsewhere(here, second)
            group = here.get("/v1/groups").json["items"][0]["id"]
            with there.events() as stream:
                self.assertEqual(stream.ready[group], 0)
                posted = here.post("/v1/announcements",
                                   {"client_id": "a", "text": "おはようございます"})
                self.assertEqual(posted.status, 201)
                self.assertEqual(stream.next(), {"entries": [posted.json]})
                there.post("/v1/announcements", {"client_id": "b", "text": "二"})
                self.assertEqual(stream.next()["entries"][0]["seq"], 2)
                here.put(f"/v1/groups/{group}/read", {"seq": 2})
                self.assertEqual(stream.next(), {"reads": [
                    {"channel": group, "user_id": here.user_id, "seq": 2}]})
                self.assertEqual(here.sign_out().status, 204)
                self.assertEqual(stream.rest(), [{"ended": "session-ended"}])

    def test_each_entry_once(self):
        with Service() as first, beside(first) as second:
            here = first.office()
            there = elsewhere(here, second)
            group = here.free_group()
            with there.events() as stream:
                for number in range(60):
                    client = here if number % 3 else there
                    answer = client.post(f"/v1/groups/{group}/messages",
                                         {"client_id": str(number), "text": str(number)})
                    self.assertEqual(answer.status, 201)
                seen = []
                while len(seen) < 60:
                    seen += [entry["seq"] for entry in stream.next().get("entries", [])]
                self.assertEqual(sorted(seen), list(range(2, 62)))

    def test_a_node_number_is_taken_once(self):
        with Service() as first, Service(start=False) as second:
            text = re.sub(r"database=.*", f"database={first.uri}", second.config.read_text())
            text = re.sub(r"key=.*", f"key={first.folder / 'master.key'}", text)
            second.config.write_text(text)
            answer = second.run("serve", check=False)
            self.assertNotEqual(answer.returncode, 0)
            self.assertIn("node", answer.stderr)


class Rights(Network):
    """What is taken away here is gone there."""

    def test_streams_elsewhere(self):
        facility = self.add_facility()
        physician = self.add_user(facility, profession="physician")
        nurse = self.add_user(facility)
        group = self.patient_group(physician)
        path = f"/v1/users/{nurse.user_id}"
        with beside(self.service) as second:
            with elsewhere(nurse, second).events() as stream:
                self.assertNotIn(group, stream.ready)
                self.assertEqual(physician.post(f"{path}/facility-admin").status, 200)
                self.assertEqual(stream.wait_for("joined", 1), [group])
                said = self.say(physician, group).json
                self.assertEqual(stream.wait_for("entries", 1), [said])
                self.assertEqual(physician.delete(f"{path}/facility-admin").status, 200)
                self.assertEqual(stream.wait_for("left", 1), [group])
                self.assertEqual(physician.post(f"{path}/suspension",
                                                {"reason": "terminal-lost"}).status, 200)
                self.assertEqual(stream.rest(1)[-1], {"ended": "suspended"})
            self.assertEqual(elsewhere(nurse, second).get("/v1/session").code, "access-withdrawn")


if __name__ == "__main__":
    unittest.main()
