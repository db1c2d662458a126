#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attachments: chunks, what may be in them, who may have them (SECURITY FL-01 to FL-06, NET-08)."""

import concurrent.futures
import hashlib
import unittest
import uuid

from ops_city import CHUNK, WITHDRAWAL, CityTest
from sample_files import list_good, list_hostile, make_jpeg, make_png

MIB = 1024 * 1024


class AttachmentTest(CityTest):
    def path(self, attachment, number=None):
        path = f"/v1/attachments/{attachment['id']}"
        return path if number is None else f"{path}/chunks/{number}"

    def test_whole_way(self):
        """Begun, uploaded, checked, sent; the others read it, byte for byte."""
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        for name, media, file, (width, height) in list_good():
            done = self.ok(self.upload(kato, file, name=name, media=media, group=group))
            self.assertEqual(done["state"], "ready", name)
            self.assertEqual((done.get("width", 0), done.get("height", 0)), (width, height), name)
            # Nobody else has it before it is sent.
            self.nothing_there(hayashi.get(self.path(done)), hayashi)
            self.nothing_there(hayashi.get(self.path(done, 0)), hayashi)
            sent = self.ok(self.send(kato, group, "写真です", attachments=[done["id"]]), 201)
            shown, = sent["content"]["attachments"]
            self.assertEqual((shown["name"], shown["media"], shown["size"]),
                             (name, media, len(file)))
            self.assertEqual(self.ok(hayashi.get(self.path(done)))["state"], "attached")
            self.assertEqual(self.download(hayashi, shown), file, name)
            self.assertEqual(hashlib.blake2b(self.download(kato, shown), digest_size=32).hexdigest(),
                             shown["digest"])
        last = self.ok(hayashi.get(f"/v1/channels/{group['id']}/entries", limit=1))["items"][0]
        self.assertEqual(last, sent)

    def test_several_and_without_a_text(self):
        kato = self.city.kato
        group = self.new_group(name="会")
        files = [self.ok(self.upload(kato, make_png(seed=n), group=group)) for n in range(10)]
        ids = [file["id"] for file in files]
        body = {"client_id": uuid.uuid4().hex, "attachments": ids}
        path = f"/v1/groups/{group['id']}/messages"
        first = self.ok(kato.post(path, body), 201)
        self.assertNotIn("text", first["content"])
        self.assertEqual([a["id"] for a in first["content"]["attachments"]], ids)
        # Sent again: the first answer. With other files: another message.
        self.assertEqual(self.ok(kato.post(path, body)), first)
        self.refused(kato.post(path, body | {"attachments": ids[:9]}), "sent-differently",
                     "client_id")
        # A file is part of one message.
        self.refused(self.send(kato, group, "再", attachments=ids[:1]), "field-invalid",
                     "attachments")
        self.refused(self.send(kato, group, "多い", attachments=ids + ["x"]), "field-too-long",
                     "attachments")
        self.refused(kato.post(path, {"client_id": "x", "attachments": []}), "field-missing", "text")

    def test_what_can_be_sent(self):
        """Only one's own, ready, of this group, once."""
        kato, ogawa = self.city.kato, self.city.ogawa
        group, other = self.new_group(name="会"), self.new_group(name="別の会")
        self.add_member(group, "ogawa")
        ready = self.ok(self.upload(kato, make_png(), group=group))
        begun = self.ok(self.begin_upload(kato, make_png(seed=2), group=group), 201)
        patient = self.new_patient()
        scan = self.ok(self.upload(kato, make_png(seed=3), patient=patient))
        for user, where, ids in ((kato, other, [ready["id"]]), (ogawa, group, [ready["id"]]),
                                 (kato, group, [begun["id"]]), (kato, group, ["0" * 26]),
                                 (kato, group, [ready["id"]] * 2), (kato, group, [scan["id"]])):
            answer = self.send(user, where, "あ", attachments=ids)
            if where is other and user is ogawa:
                continue
            self.refused(answer, "field-invalid", "attachments")
        self.ok(self.send(kato, group, "あ", attachments=[ready["id"]]), 201)

    def test_hostile(self):
        """Refused at the end, and never there for anybody (SECURITY FL-01, FL-03)."""
        kato = self.city.kato
        group = self.new_group(name="会")
        for name, media, file, code in list_hostile():
            answer = self.upload(kato, file, name=name, media=media, group=group)
            self.assertEqual(answer.code, code, (name, len(file), answer))
            self.assertEqual(answer.status, 422)
            found = self.another(kato).get(f"/v1/groups/{group['id']}")
            self.assertEqual(found.status, 200)
        self.assertGreater(len(list_hostile()), 60)

    def test_names_and_sizes(self):
        kato = self.city.kato
        group = self.new_group(name="会")
        file = make_png()
        for name, code, field in (
                ("薬.exe", "attachment-type", "name"), ("薬.png.exe", "attachment-type", "name"),
                ("薬.docm", "attachment-type", "name"), ("写真.jpg", "attachment-type", "name"),
                ("写真", "attachment-type", "name"), (".png", "field-characters", "name"),
                ("../../etc/passwd.png", "field-characters", "name"),
                ("..\\x.png", "field-characters", "name"), ("a:b.png", "field-characters", "name"),
                ("写真\u202egnp.png", "field-characters", "name"),
                ("", "field-missing", "name"), ("あ" * 117 + ".png", "field-too-long", "name")):
            self.refused(self.begin_upload(kato, file, name=name, group=group), code, field)
        self.ok(self.begin_upload(kato, file, name="あ" * 116 + ".png", group=group), 201)
        for size, code in ((0, "field-invalid"), (-1, "field-invalid"), (20 * MIB + 1, "too-large")):
            self.refused(self.begin_upload(kato, file, group=group, size=size), code, "size")
        self.ok(self.begin_upload(kato, file, group=group, size=20 * MIB), 201)
        for digest in ("", "0" * 63, "0" * 65, "G" * 64, "A" * 64):
            self.assertEqual(self.begin_upload(kato, file, group=group, digest=digest).json["field"],
                             "digest")
        self.refused(self.begin_upload(kato, file, group=group, media="gif"), "field-invalid",
                     "media")
        for field in ("id", "width", "state", "chunks", "created_at"):
            self.refused(self.begin_upload(kato, file, group=group, **{field: "x"}),
                         "field-unknown", field)

    def test_chunks(self):
        """Each limit −1, 0, +1; in any order; again; not otherwise (SECURITY NET-08)."""
        kato = self.city.kato
        group = self.new_group(name="会")
        file = make_png(noise=2 * MIB + 500)
        begun = self.ok(self.begin_upload(kato, file, group=group), 201)
        self.assertEqual(begun["chunks"], "000")
        chunks = [file[n * CHUNK:(n + 1) * CHUNK] for n in range(3)]
        self.ok(kato.put_bytes(self.path(begun, 2), chunks[2]), 204)
        self.ok(kato.put_bytes(self.path(begun, 0), chunks[0]), 204)
        self.assertEqual(self.ok(kato.get(self.path(begun)))["chunks"], "101")
        self.refused(kato.post(self.path(begun) + "/completion"), "attachment-state", status=409)
        # Too little, too much, nothing, another kind of body.
        self.refused(kato.put_bytes(self.path(begun, 1), chunks[1][:-1]), "field-invalid")
        self.refused(kato.put_bytes(self.path(begun, 1), chunks[1] + b"x"), "too-large", status=413)
        self.refused(kato.put_bytes(self.path(begun, 2), chunks[2] + b"x"), "field-invalid")
        self.refused(kato.put_bytes(self.path(begun, 1), b""), "field-invalid")
        self.refused(kato.call("PUT", self.path(begun, 1), raw=chunks[1]), "malformed", status=400)
        self.refused(kato.call("PUT", self.path(begun, 1), raw=b"{}"), "malformed", status=400)
        for number in ("3", "19", "20", "-1", "x", "0x1", "99999999999999999999"):
            self.assertEqual(kato.put_bytes(f"{self.path(begun)}/chunks/{number}", b"x").status, 404)
        # Again is nothing; otherwise is refused.
        self.ok(kato.put_bytes(self.path(begun, 2), chunks[2]), 204)
        self.refused(kato.put_bytes(self.path(begun, 2), chunks[2][:-1] + b"\1"),
                     "sent-differently", status=409)
        self.ok(kato.put_bytes(self.path(begun, 1), chunks[1]), 204)
        done = self.ok(kato.post(self.path(begun) + "/completion"))
        self.assertEqual(done, self.ok(kato.post(self.path(begun) + "/completion")))
        self.assertEqual(self.download(kato, done), file)
        # JSON may not be as large as a chunk.
        self.refused(kato.call("POST", "/v1/groups", raw=b'"' + b"x" * (300 * 1024) + b'"'),
                     "too-large", status=413)

    def test_largest(self):
        kato = self.city.kato
        group = self.new_group(name="会")
        around = len(make_png(noise=1)) - 1
        file = make_png(noise=20 * MIB - around)
        self.assertEqual(len(file), 20 * MIB)
        done = self.ok(self.upload(kato, file, group=group))
        self.assertEqual(self.download(kato, done), file)
        self.ok(kato.delete(self.path(done)), 204)

    def test_not_what_was_announced(self):
        kato = self.city.kato
        group = self.new_group(name="会")
        file, other = make_png(seed=1), make_png(seed=2)
        self.assertEqual(len(file), len(other))
        begun = self.ok(self.begin_upload(kato, file, group=group), 201)
        self.ok(kato.put_bytes(self.path(begun, 0), other), 204)
        self.refused(kato.post(self.path(begun) + "/completion"), "attachment-damaged", "digest")
        self.refused(self.send(kato, group, "あ", attachments=[begun["id"]]), "field-invalid",
                     "attachments")

    def test_begun_again(self):
        """The same gives what was begun; another file under the same id does not."""
        kato, ogawa = self.city.kato, self.city.ogawa
        group, other = self.new_group(name="会"), self.new_group(name="別の会")
        self.add_member(group, "ogawa")
        file, wish = make_png(), {"client_id": uuid.uuid4().hex}
        begun = self.ok(self.begin_upload(kato, file, group=group, **wish), 201)
        self.assertEqual(self.ok(self.begin_upload(kato, file, group=group, **wish)), begun)
        self.ok(kato.put_bytes(self.path(begun, 0), file), 204)
        self.assertEqual(self.ok(self.begin_upload(kato, file, group=group, **wish))["chunks"], "1")
        for changed in ({"name": "別.png"}, {"size": 5}, {"digest": "0" * 64}):
            self.refused(self.begin_upload(kato, file, group=group, **wish, **changed),
                         "sent-differently", "client_id")
        self.refused(self.begin_upload(kato, file, group=other, **wish), "sent-differently",
                     "client_id")
        # Another's id is another's.
        another = self.ok(self.begin_upload(ogawa, file, group=group, **wish), 201)
        self.assertNotEqual(another["id"], begun["id"])

    def test_resumed(self):
        """The service goes down in the middle; what it had is there, and the upload goes on."""
        kato = self.city.kato
        group = self.new_group(name="会")
        file, wish = make_png(noise=3 * MIB), {"client_id": uuid.uuid4().hex}
        begun = self.ok(self.begin_upload(kato, file, group=group, **wish), 201)
        for number in (0, 1):
            self.ok(kato.put_bytes(self.path(begun, number),
                                   file[number * CHUNK:(number + 1) * CHUNK]), 204)
        self.city.process.kill()
        self.city.process.wait()
        self.city.stop()
        self.city.start()
        again = self.ok(self.begin_upload(kato, file, group=group, **wish))
        self.assertEqual((again["id"], again["chunks"]), (begun["id"], "1100"))
        for number in (2, 3):
            self.ok(kato.put_bytes(self.path(begun, number),
                                   file[number * CHUNK:(number + 1) * CHUNK]), 204)
        done = self.ok(kato.post(self.path(begun) + "/completion"))
        self.assertEqual(self.download(kato, done), file)

    def test_two_at_once(self):
        """Two files, and the same chunk from two sides."""
        kato, group = self.city.kato, self.new_group(name="会")
        files = [make_png(noise=2 * MIB, seed=n) for n in range(4)]

        def work(file):
            user = self.another(kato)
            done = self.ok(self.upload(user, file, group=group))
            return self.download(user, done)

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            self.assertEqual(list(pool.map(work, files)), files)
        begun = self.ok(self.begin_upload(kato, files[0], group=group), 201)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(
                lambda _: self.another(kato).put_bytes(self.path(begun, 0), files[0][:CHUNK]),
                range(8)))
        self.assertEqual({answer.status for answer in answers} - {204, 503}, set(), answers)
        self.assertIn(204, [answer.status for answer in answers])

    def test_rights(self):
        """Who may read the group, and nobody else; gone with the right (SECURITY R10)."""
        kato, hayashi, noda, murata = (self.city.users[tag]
                                       for tag in ("kato", "hayashi", "noda", "murata"))
        patient, group = self.new_team("hayashi")
        done = self.ok(self.upload(kato, make_jpeg(), name="創部.jpg", media="jpeg", group=group))
        self.ok(self.send(kato, group, "創部", attachments=[done["id"]]), 201)
        for user in (noda, murata, self.city.tokuda, self.city.ueda):
            for answer in (user.get(self.path(done)), user.get(self.path(done, 0)),
                           user.put_bytes(self.path(done, 0), b"x"), user.delete(self.path(done)),
                           user.post(self.path(done) + "/completion")):
                self.nothing_there(answer, user)
            self.nothing_there(self.begin_upload(user, b"x" * 9, group=group), user)
        # A reader does not change it, nor does its uploader any more.
        self.refused(kato.delete(self.path(done)), "attachment-state", status=409)
        self.refused(hayashi.delete(self.path(done)), "forbidden", status=403)
        self.refused(kato.put_bytes(self.path(done, 0), make_jpeg()), "attachment-state")
        # Removed from the group: from the next request on.
        self.assertEqual(hayashi.get(self.path(done, 0)).status, 200)
        self.ok(kato.delete(f"/v1/groups/{group['id']}/members/{hayashi.id}"), 204)
        self.nothing_there(hayashi.get(self.path(done, 0)), hayashi)
        self.nothing_there(hayashi.get(self.path(done)), hayashi)

    def test_frozen(self):
        """The consent is withdrawn: others' members have nothing, the owner what the law wants."""
        kato, hayashi = self.city.kato, self.city.hayashi
        patient, group = self.new_team("hayashi")
        done = self.ok(self.upload(kato, make_png(), group=group))
        self.ok(self.send(kato, group, "図", attachments=[done["id"]]), 201)
        waiting = self.ok(self.begin_upload(hayashi, make_png(seed=2), group=group), 201)
        consent = self.ok(kato.get(f"/v1/patients/{patient['id']}"))["consent_id"]
        self.ok(kato.post(f"/v1/consents/{consent}/withdrawal", WITHDRAWAL))
        self.assertEqual(kato.get(self.path(done, 0)).status, 200)
        self.refused(hayashi.get(self.path(done, 0)), "group-frozen", status=409)
        self.refused(hayashi.put_bytes(self.path(waiting, 0), make_png(seed=2)), "group-frozen")
        self.refused(self.begin_upload(kato, make_png(), group=group), "group-frozen")

    def test_consent(self):
        """A scan for a consent: the facility's, sealed with the patient's key."""
        kato, hayashi, ueda = self.city.kato, self.city.hayashi, self.city.ueda
        patient, group = self.new_team("hayashi")
        done = self.ok(self.upload(kato, make_png(), name="同意書.png", patient=patient))
        self.assertEqual(done["state"], "ready")
        for user in (hayashi, ueda, self.city.murata, self.city.tokuda):
            self.nothing_there(user.get(self.path(done)), user)
        self.refused(self.begin_upload(hayashi, make_png(), patient=patient), "forbidden")
        self.nothing_there(self.begin_upload(ueda, make_png(), patient=patient), ueda)
        self.ok(kato.delete(self.path(done)), 204)
        self.nothing_there(kato.get(self.path(done)), kato)

    def test_quota(self):
        """What waits to be sent, at its boundary (SECURITY FL-06)."""
        noda = self.city.noda
        group = self.new_group(name="勉強会", by=noda)
        begun = [self.ok(self.begin_upload(noda, b"x", group=group, size=20 * MIB), 201)
                 for _ in range(9)]
        begun.append(self.ok(self.begin_upload(noda, b"x", group=group, size=20 * MIB - 1), 201))
        self.refused(self.begin_upload(noda, b"x" * 2, group=group, size=2), "quota-reached", "size",
                     409)
        self.ok(self.begin_upload(noda, b"x", group=group, size=1), 201)
        # Given up, there is room again.
        self.ok(noda.delete(self.path(begun[0])), 204)
        self.ok(self.begin_upload(noda, b"x", group=group, size=20 * MIB), 201)
        # Another user of the facility has room of one's own.
        own = self.new_group(name="別の勉強会", by=self.city.ishii)
        self.ok(self.begin_upload(self.city.ishii, b"x", group=own, size=20 * MIB), 201)


if __name__ == "__main__":
    unittest.main()
