#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of an attachment lies on the disk, and for how long; looks into the file of SQLite."""

import contextlib
import os
import sqlite3
import subprocess
import unittest
import uuid

from ops_city import CityTest
from sample_files import make_png


class StoredAttachmentTest(CityTest):
    """What lies on the disk."""

    def ask(self, sql, *values):
        """In a connection of its own, which is closed before the service goes on."""
        with contextlib.closing(sqlite3.connect(self.city.database[7:])) as database:
            with database:
                return database.execute(sql, values).fetchall()

    def get_chunk(self, attachment, number):
        return self.ask("SELECT sealed FROM attachment_chunk WHERE attachment_id = ? "
                        "AND number = ?", attachment["id"], number)[0][0]

    def set_first_chunk(self, attachment, sealed):
        """The service is down meanwhile."""
        self.city.stop()
        self.ask("UPDATE attachment_chunk SET sealed = ? WHERE attachment_id = ? AND number = 0",
                 sealed, attachment["id"])
        self.city.start()

    def test_sealed_and_intact(self):
        """No byte of the file, nor its name, lies there; a flipped bit is noticed, never served;
        nor a chunk in another's place (SECURITY EN-02, R7)."""
        kato = self.city.kato
        group = self.new_group(name="会")
        mark = b"canary-" + uuid.uuid4().hex.encode()
        file = mark + b" " + "様子\n".encode() * 200000
        done = self.ok(self.upload(kato, file, name="canary-8812.txt", media="text", group=group))
        self.ok(self.send(kato, group, "様子", attachments=[done["id"]]), 201)
        self.city.stop()
        for path in self.city.folder.iterdir():
            if path.is_file():
                self.assertNotIn(mark, path.read_bytes(), path)
                self.assertNotIn(b"canary-8812", path.read_bytes(), path)
        sealed, second = self.get_chunk(done, 0), self.get_chunk(done, 1)
        for place in (0, 5, 30, len(sealed) // 2, len(sealed) - 1):
            broken = bytearray(sealed)
            broken[place] ^= 0x10
            self.set_first_chunk(done, bytes(broken))
            answer = kato.get(f"/v1/attachments/{done['id']}/chunks/0")
            self.assertEqual((answer.status, answer.code), (500, "corrupt"))
            self.assertNotIn(mark, answer.raw)
        checked = subprocess.run([os.environ["ANSHIN_NETD"], "check", "--config",
                                  str(self.city.config)], capture_output=True, text=True,
                                 check=False)
        self.assertNotEqual(checked.returncode, 0, checked)
        self.assertIn("attachment_chunk", checked.stdout + checked.stderr)
        self.set_first_chunk(done, second)
        self.assertEqual(kato.get(f"/v1/attachments/{done['id']}/chunks/0").code, "corrupt")
        self.set_first_chunk(done, sealed)
        self.assertEqual(self.download(kato, done), file)

    def test_deleted(self):
        """What a deleted message had is there for nobody, its author included."""
        kato, hayashi = self.city.kato, self.city.hayashi
        _, group = self.new_team("hayashi")
        done = self.ok(self.upload(kato, make_png(), group=group))
        sent = self.ok(self.send(kato, group, "図", attachments=[done["id"]]), 201)
        self.city.stop()
        self.ask("UPDATE entry SET deleted = 1 WHERE id = ?", sent["id"])
        self.city.start()
        for user in (kato, hayashi):
            self.nothing_there(user.get(f"/v1/attachments/{done['id']}"), user)
            self.nothing_there(user.get(f"/v1/attachments/{done['id']}/chunks/0"), user)

    def test_full(self):
        """The quotas of a user and of a facility, which would take long to fill honestly."""
        sakai, hirano = self.city.sakai, self.city.hirano
        for user, create, limit in ((sakai, "created_by", 2 << 30), (hirano, None, 20 << 30)):
            group = self.new_group(name="会", by=user)
            begun = self.ok(self.begin_upload(user, b"x", group=group, size=1), 201)
            by = user.id if create else "somebody"
            self.ask("INSERT INTO attachment (id, key_id, size, sealed, created_by, created_at, "
                     "group_id, facility_id, state, holder_id) SELECT ?, key_id, ?, sealed, ?, 1, "
                     "group_id, facility_id, 3, 'x' FROM attachment WHERE id = ?",
                     uuid.uuid4().hex, limit - 101, by, begun["id"])
            self.refused(self.begin_upload(user, b"x", group=group, size=101), "quota-reached",
                         "size")
            self.ok(self.begin_upload(user, b"x", group=group, size=100), 201)

    def test_expired(self):
        """What was never sent is deleted after a day; what was sent stays."""
        kato = self.city.kato
        group = self.new_group(name="会")
        kept = self.ok(self.upload(kato, make_png(), group=group))
        self.ok(self.send(kato, group, "図", attachments=[kept["id"]]), 201)
        left = [self.ok(self.upload(kato, make_png(seed=n), group=group)) for n in range(9)]
        young = self.ok(self.upload(kato, make_png(seed=20), group=group))
        for file in left:
            self.ask("UPDATE attachment SET expires_at = 1 WHERE id = ?", file["id"])
        # The purger looks when the service starts.
        self.city.stop()
        self.city.start()
        for _ in range(200):
            if kato.get(f"/v1/attachments/{left[-1]['id']}").status == 404:
                break
        for file in left:
            self.assertEqual(kato.get(f"/v1/attachments/{file['id']}").status, 404)
        for file in (kept, young):
            self.assertEqual(kato.get(f"/v1/attachments/{file['id']}").status, 200)
        ids = {row[0] for row in self.ask("SELECT attachment_id FROM attachment_chunk")}
        self.assertFalse(ids & {file["id"] for file in left})

    def test_recorded(self):
        """Who has looked at a file is on record, and of whom it is (SECURITY AUD-01)."""
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        done = self.ok(self.upload(kato, make_png(), group=group))
        self.ok(self.send(kato, group, "図", attachments=[done["id"]]), 201)
        self.assertEqual(hayashi.get(f"/v1/attachments/{done['id']}/chunks/0").status, 200)
        self.city.noda.get(f"/v1/attachments/{done['id']}/chunks/0")
        records = self.ask("SELECT actor_id, object_id, patient_id, group_id, result FROM audit "
                           "WHERE action = 'view-attachment' ORDER BY seq")
        self.assertIn((hayashi.id, done["id"], patient["id"], group["id"], "ok"), records)
        self.assertIn("not-found", [row[4] for row in records if row[0] == self.city.noda.id])


if __name__ == "__main__":
    unittest.main()
