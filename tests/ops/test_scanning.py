#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files are looked through before anybody gets them, or nobody gets them (SECURITY FL-02)."""

import concurrent.futures
import os
import time
import unittest

from fake_clamd import EICAR, DeafClamd, FakeClamd
from ops_city import CityTest
from sample_files import make_jpeg

SECONDS = 2


class ScannerCase(CityTest):
    """With a scanner, for which the service waits so long."""

    seconds = SECONDS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.socket = str(cls.city.folder / "clamd.sock")
        cls.city.stop()
        with open(cls.city.config, "a", encoding="utf-8") as config:
            config.write(f"clamd={cls.socket}\nclamd-seconds={cls.seconds}\n")
        cls.city.start()

    def setUp(self):
        self.clamd = None
        self.patient, self.group = self.new_team("hayashi")

    def tearDown(self):
        self.end()

    def end(self):
        if self.clamd is not None:
            self.clamd.close()
        self.clamd = None

    def begin(self, kind=FakeClamd):
        self.end()
        self.clamd = kind(self.socket)

    def put(self, data, by=None):
        """A text file, and the answer to its completion."""
        return self.upload(by or self.city.kato, data, name="連絡.txt", media="text",
                           group=self.group)

    def state(self):
        return self.ok(self.city.murata.get("/v1/file-scanning"))


class ScanningTest(ScannerCase):
    def test_clean(self):
        self.begin()
        kato, hayashi = self.city.kato, self.city.hayashi
        files = (("連絡.txt", "text", "血圧 128/74".encode()),
                 ("傷.jpg", "jpeg", make_jpeg(400, 300)),
                 ("大.txt", "text", b"a" * (3 * 1024 * 1024 + 17)))
        for name, media, data in files:
            done = self.ok(self.upload(kato, data, name=name, media=media, group=self.group))
            self.assertEqual(done["state"], "ready")
            sent = self.ok(self.send(kato, self.group, "です", attachments=[done["id"]]), 201)
            self.assertEqual(self.download(hayashi, sent["content"]["attachments"][0]), data)
        # All of each was looked at, and nothing else.
        self.assertEqual(self.clamd.seen, [data for _, _, data in files])
        self.assertEqual(self.state(), {"configured": True, "answering": True})

    def test_infected(self):
        self.begin()
        kato = self.city.kato
        answer = self.put(b"before\n" + EICAR + b"\nafter")
        self.refused(answer, "attachment-infected", status=422)
        recorded = self.city.murata.list("/v1/audit", action="finish-attachment",
                                         person=kato.id, finding="refused")
        self.assertEqual(recorded[0]["result"], "attachment-infected")
        # It is gone, for its sender too.
        identity = recorded[0]["object_id"]
        self.nothing_there(kato.get(f"/v1/attachments/{identity}"), kato)
        self.nothing_there(kato.get(f"/v1/attachments/{identity}/chunks/0"), kato)
        self.assertEqual(self.city.sql("SELECT COUNT(*) FROM attachment_chunk WHERE attachment_id "
                                       f"= '{identity}'"), [["0"]])
        self.refused(self.send(kato, self.group, "です", attachments=[identity]), "field-invalid",
                     "attachments")
        self.assertEqual(self.ok(self.put(b"harmless"))["state"], "ready")

    def refuse_and_go_on(self, least=0.0, most=SECONDS + 2):
        """Without a clear answer nobody gets the file; it is taken once there is one."""
        kato, hayashi = self.city.kato, self.city.hayashi
        begun = time.monotonic()
        answer = self.put(b"waits for the scanner " + os.urandom(4).hex().encode())
        took = time.monotonic() - begun
        self.refused(answer, "scanner-down", status=503)
        self.assertTrue(least <= took <= most, took)
        identity = self.city.sql("SELECT id FROM attachment WHERE state = 1 "
                                 "ORDER BY id DESC LIMIT 1")[0][0]
        path = f"/v1/attachments/{identity}"
        self.assertEqual(self.ok(kato.get(path))["state"], "uploading")
        self.nothing_there(hayashi.get(f"{path}/chunks/0"), hayashi)
        self.refused(self.send(kato, self.group, "です", attachments=[identity]), "field-invalid",
                     "attachments")
        self.begin()
        self.assertEqual(self.ok(kato.post(f"{path}/completion"))["state"], "ready")
        self.ok(self.send(kato, self.group, "です", attachments=[identity]), 201)
        self.ok(hayashi.get(f"{path}/chunks/0"))

    def test_dead(self):
        self.assertEqual(self.state(), {"configured": True, "answering": False})
        self.refuse_and_go_on(most=SECONDS)

    def test_deaf(self):
        self.begin(DeafClamd)
        self.refuse_and_go_on(least=SECONDS - 0.5)

    def test_slow(self):
        self.begin()
        self.clamd.mood = "hangs"
        self.refuse_and_go_on(least=SECONDS - 0.5)

    def test_no_clear_answer(self):
        for mood in ("full", "silent", "odd"):
            self.begin()
            self.clamd.mood = mood
            self.refuse_and_go_on(most=SECONDS)

    def test_only_the_office_is_told(self):
        self.refused(self.city.kato.get("/v1/file-scanning"), "needs-office", status=403)


class OthersTest(ScannerCase):
    """The scanner takes as long as the test wants."""

    seconds = 25

    def test_others_do_not_wait(self):
        """While scans hang, posts are taken, and the scans all end."""
        self.begin()
        self.clamd.mood = "hangs"
        people = [self.city.kato, self.city.hayashi]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            scans = [pool.submit(self.put, b"x" * 1000, user) for user in people]
            for _ in scans:
                self.assertTrue(self.clamd.hanging.acquire(timeout=30))
            for n in range(20):
                self.ok(self.send(self.city.ogawa, self.new_group(by=self.city.ogawa, name="会"),
                                  f"{n}"), 201)
            self.assertFalse(any(scan.done() for scan in scans))
            self.clamd.released.set()
            for scan in scans:
                self.assertEqual(self.ok(scan.result())["state"], "ready")


class RescanTest(CityTest):
    """What the scanner has learnt since is held against what is stored."""

    BAD = b"a worm that nobody knew yet"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.socket = str(cls.city.folder / "clamd.sock")
        cls.city.stop()
        with open(cls.city.config, "a", encoding="utf-8") as config:
            config.write(f"clamd={cls.socket}\nclamd-seconds={SECONDS}\n")

    def serve_with(self, signatures, known=EICAR, chokes_on=None):
        """The service and a scanner that knows so much, from now on."""
        clamd = FakeClamd(self.socket, signatures, known)
        clamd.chokes_on = chokes_on
        self.addCleanup(clamd.close)
        self.city.start()
        self.addCleanup(self.city.stop)
        return clamd

    def stop(self, clamd):
        self.city.stop()
        clamd.close()

    def noted(self, reason):
        """How often it went on record that a look came so far."""
        return int(self.city.sql("SELECT COUNT(*) FROM audit WHERE action = 'rescan-files' "
                                 f"AND reason = 'signatures=1.4.1/{reason}'")[0][0])

    def send_file(self, group, data):
        done = self.ok(self.upload(self.city.kato, data, name="連絡.txt", media="text",
                                   group=group))
        self.ok(self.send(self.city.kato, group, "です", attachments=[done["id"]]), 201)
        return done["id"]

    def inbox(self, user):
        entries = self.ok(user.get(f"/v1/channels/{user.id}/entries", limit=100))["items"]
        return [entry for entry in entries if entry["kind"] == "file-locked"]

    def test_found_later(self):
        clamd = self.serve_with(27000)
        self.wait_until(lambda: self.noted("27000 all"))
        kato, hayashi = self.city.kato, self.city.hayashi
        group = self.new_team("hayashi")[1]
        files = [b"harmless " + os.urandom(4).hex().encode(), b"with " + self.BAD, b"and one more"]
        ids = [self.send_file(group, data) for data in files]
        self.stop(clamd)

        # The scanner fails at the second; the next service goes on there, not at the first.
        clamd = self.serve_with(27001, self.BAD, files[1])
        self.wait_until(lambda: self.noted("27001"))
        self.assertEqual(clamd.seen, files[:2])
        self.stop(clamd)
        clamd = self.serve_with(27001, self.BAD)
        self.wait_until(lambda: self.noted("27001 all"))
        self.assertEqual(clamd.seen, files[1:])

        # Nobody gets it any more, its sender neither; the others are there.
        for user in (kato, hayashi):
            for path in (f"/v1/attachments/{ids[1]}", f"/v1/attachments/{ids[1]}/chunks/0"):
                self.refused(user.get(path), "attachment-locked", status=410)
            self.assertEqual(user.get(f"/v1/attachments/{ids[2]}/chunks/0").raw, files[2])
        # It is on record with the patient, the group is told, and who administers the facility.
        locked = self.city.murata.list("/v1/audit", action="lock-file")
        self.assertEqual([record["object_id"] for record in locked], [ids[1]])
        self.assertEqual(locked[0].get("actor_id"), None)
        last = self.ok(hayashi.get(f"/v1/channels/{group['id']}/entries", limit=1))["items"][0]
        self.assertEqual(last["kind"], "file-locked")
        self.assertNotIn("author_id", last)
        self.assertEqual(len(self.inbox(self.city.murata)), 1)
        admins = self.city.sql("SELECT COUNT(*) FROM entry e JOIN account a ON a.id = e.channel_id "
                               "WHERE e.kind = 31 AND a.facility_admin = 1")
        self.assertGreaterEqual(int(admins[0][0]), 1)

        # With the same signatures there is nothing more to do.
        self.stop(clamd)
        clamd = self.serve_with(27001, self.BAD)
        self.send_file(group, b"the last one")
        self.assertEqual(clamd.seen, [b"the last one"])
        self.assertEqual(self.noted("27001 all"), 1)
        self.assertEqual(len(self.inbox(self.city.murata)), 1)


class UnscannedTest(CityTest):
    def test_told(self):
        self.assertEqual(self.ok(self.city.murata.get("/v1/file-scanning")),
                         {"configured": False, "answering": False})
        group = self.new_group(name="会")
        self.assertEqual(self.ok(self.upload(self.city.kato, EICAR, name="e.txt", media="text",
                                             group=group))["state"], "ready")


if __name__ == "__main__":
    unittest.main()
