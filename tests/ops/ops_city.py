# SPDX-License-Identifier: GPL-3.0-or-later
"""A small city of users against a real service, for the tests of the operations."""

import contextlib
import hashlib
import http.client
import itertools
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import uuid

CHUNK = 1024 * 1024
SEED = os.environ["ANSHIN_OPS_SEED"]
NETD = os.environ["ANSHIN_NETD"]

PEOPLE = [
    # tag, facility, profession, name, kana, flags
    ("kato", "clinic", "physician", "加藤 誠", "カトウ マコト", "admin"),
    ("mori", "clinic", "physician", "森 由美", "モリ ユミ", "-"),
    ("ogawa", "clinic", "nurse", "小川 直子", "オガワ ナオコ", "-"),
    ("ueda", "clinic", "clerk", "上田 実", "ウエダ ミノル", "-"),
    ("hayashi", "station", "nurse", "林 里美", "ハヤシ サトミ", "admin"),
    ("ishii", "station", "nurse", "石井 健", "イシイ ケン", "-"),
    ("noda", "station", "physical-therapist", "野田 亮", "ノダ リョウ", "-"),
    ("sakai", "manager", "care-manager", "酒井 久美子", "サカイ クミコ", "admin"),
    ("hirano", "pharmacy", "pharmacist", "平野 薫", "ヒラノ カオル", "admin"),
    ("kondo", "pharmacy", "clerk", "近藤 翼", "コンドウ ツバサ", "-"),
    ("murata", "office", "clerk", "村田 恵子", "ムラタ ケイコ", "office,admin"),
    ("tokuda", "station2", "clerk", "徳田 進", "トクダ ススム", "admin"),
]
FACILITIES = [
    ("clinic", "clinic", "かとう内科クリニック"),
    ("station", "visiting-nurse-station", "はやし訪問看護ステーション"),
    ("station2", "visiting-nurse-station", "みどり訪問看護ステーション"),
    ("manager", "care-management-office", "さかい居宅介護支援事業所"),
    ("pharmacy", "pharmacy", "ひらの薬局"),
    ("office", "office", "医師会事務局"),
]

PATIENT = {
    "number": "A-001", "name": "山本 はな", "kana": "ヤマモト ハナ", "birth_date": "1938-04-02",
    "sex": "female", "care_level": "care-2", "address": "見本市緑町1-2-3",
    "telephone": "0797-00-0000", "remarks": "玄関は裏から。",
}
CONSENT = {"explained_by": "加藤 誠", "explained_profession": "physician",
           "recipient_kinds": ["clinic", "visiting-nurse-station"], "later_members": True}
SIGNED = {"signed_on": "2026-01-15", "signer": "self", "original_kept_at": "診療所の書庫"}
WITHDRAWAL = {"withdrawn_on": "2026-02-01", "withdrawn_by": "山本 はな", "withdrawn_way": "form"}


class Answer:
    """What came back: status, the decoded body, and the bytes of it."""

    def __init__(self, status, headers, raw):
        self.status = status
        self.headers = headers
        self.raw = raw
        self.json = json.loads(raw) if raw and "json" in headers.get("Content-Type", "") else None

    @property
    def code(self):
        return self.json.get("code") if isinstance(self.json, dict) else None

    def __repr__(self):
        return f"<{self.status} {self.raw[:300]!r}>"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class User:
    """One user with a session, and a keep-alive connection of one's own."""

    def __init__(self, city, tag, user_id, token):
        self.city = city
        self.tag = tag
        self.id = user_id
        self.token = token
        self.connection = None

    def call(self, method, path, body=None, raw=None, content_type="application/json", **query):
        if query:
            path += "?" + urllib.parse.urlencode(query)
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if data is not None:
            headers["Content-Type"] = content_type
        for attempt in range(2):
            if self.connection is None:
                self.connection = UnixConnection(self.city.socket)
            try:
                self.connection.request(method, path, data, headers)
                answer = self.connection.getresponse()
                return Answer(answer.status, dict(answer.getheaders()), answer.read())
            except (http.client.HTTPException, OSError):
                self.connection.close()
                self.connection = None
                if attempt:
                    raise

    def get(self, path, **query):
        return self.call("GET", path, **query)

    def post(self, path, body=None, **query):
        return self.call("POST", path, body, **query)

    def put(self, path, body):
        return self.call("PUT", path, body)

    def put_bytes(self, path, raw):
        return self.call("PUT", path, raw=raw, content_type="application/octet-stream")

    def delete(self, path):
        return self.call("DELETE", path)

    def list(self, path, **query):
        """All pages of a list."""
        items, cursor = [], None
        while True:
            answer = self.get(path, **(query | ({"cursor": cursor} if cursor else {})))
            assert answer.status == 200, answer
            items += answer.json["items"]
            cursor = answer.json.get("next_cursor")
            if cursor is None:
                return items


class City:
    """A database of its own, the service, and the people."""

    numbers = itertools.count(1)

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="anshin-ops-"))
        self.socket = str(self.folder / "netd.sock")
        self.key = self.folder / "master.key"
        self.database = self.make_database()
        self.users = {}
        self.facilities = {}
        self.process = None
        self.seed("create", self.population())
        config = self.folder / "netd.conf"
        config.write_text(f"[service]\nlisten=unix:{self.socket}\ndatabase={self.database}\n"
                          f"key={self.key}\nlog-level=warning\n")
        self.config = config
        self.start()

    def make_database(self):
        server = os.environ.get("ANSHIN_TEST_POSTGRES")
        if server is None:
            return f"sqlite:{self.folder}/anshin.db"
        name = f"ops_{uuid.uuid4().hex}"
        subprocess.run([f"{os.environ['ANSHIN_TEST_POSTGRES_BIN']}/psql", "-q", "-d", server, "-c",
                        f"CREATE DATABASE {name} TEMPLATE template0"], check=True)
        return server.replace("/postgres?", f"/{name}?")

    def population(self):
        lines = ["\t".join(("facility",) + facility) for facility in FACILITIES]
        for tag, facility, profession, name, kana, flags in PEOPLE:
            lines.append("\t".join(("user", tag, facility, profession, name, kana,
                                    f"{tag}@city.example", flags)))
        return lines + ["all-users\tmurata"]

    def seed(self, verb, lines):
        """Runs the seed program; tags that it gives back become users."""
        done = subprocess.run([SEED, verb, self.database, str(self.key)],
                              input="\n".join(lines) + "\n", text=True, capture_output=True,
                              check=False)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        for line in done.stdout.splitlines():
            tag, identity, token = line.split("\t")
            if token != "-":
                self.users[tag] = User(self, tag, identity, token)
            else:
                self.facilities[tag] = identity

    def change(self, *lines):
        """What no operation does yet, behind the back of a stopped service."""
        self.stop()
        self.seed("open", list(lines))
        self.start()

    def sql(self, text):
        """Asks or changes the database itself, of either engine: rows of texts and None."""
        if self.database.startswith("sqlite:"):
            with contextlib.closing(sqlite3.connect(self.database[7:], timeout=30)) as database:
                rows = database.execute(text).fetchall()
                database.commit()
            return [[None if value is None else str(value) for value in row] for row in rows]
        done = subprocess.run([f"{os.environ['ANSHIN_TEST_POSTGRES_BIN']}/psql", "-XAtq", "-d",
                               self.database, "-v", "ON_ERROR_STOP=1", "-P", "null=\x7f", "-F",
                               "\x1f", "-c", text], check=True, capture_output=True, text=True)
        return [[None if value == "\x7f" else value for value in line.split("\x1f")]
                for line in done.stdout.splitlines()]

    def recorded(self, action, actor):
        """The reasons in the records of somebody's act, in order."""
        return [reason for reason, in self.sql(
            f"SELECT reason FROM audit WHERE action = '{action}' AND actor_id = '{actor.id}' "
            "AND result = 'ok' ORDER BY chain, seq")]

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([NETD, "serve", "--config", str(self.config)],
                                            stdout=log, stderr=log)
        deadline = time.monotonic() + 30
        while True:
            connection = UnixConnection(self.socket)
            try:
                connection.request("GET", "/v1/health")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                connection.close()
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((self.folder / "log").read_text())
            time.sleep(0.02)

    def stop(self):
        for user in self.users.values():
            if user.connection is not None:
                user.connection.close()
                user.connection = None
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __getattr__(self, tag):
        try:
            return self.__dict__["users"][tag]
        except KeyError:
            raise AttributeError(tag) from None


class CityTest(unittest.TestCase):
    """Tests in one city; each makes patients and groups of its own."""

    @classmethod
    def setUpClass(cls):
        cls.city = City()

    @classmethod
    def tearDownClass(cls):
        cls.city.close()

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer)
        return answer.json

    def wait_until(self, condition, seconds=20):
        """For what the service does in its own time, and shows in the database alone."""
        deadline = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def refused(self, answer, code, field=None, status=None):
        self.assertEqual(answer.code, code, answer)
        self.assertEqual(answer.json.get("field"), field, answer)
        self.assertEqual(answer.headers.get("Content-Type"), "application/problem+json")
        if status is not None:
            self.assertEqual(answer.status, status)
        return answer.json

    def nothing_there(self, answer, user):
        """Exactly what an id gets that does not exist (SECURITY AZ-02)."""
        made_up = user.get("/v1/patients/" + "0" * 26)
        self.assertEqual((answer.status, answer.raw), (made_up.status, made_up.raw), answer)
        self.assertEqual(answer.status, 404)

    def new_patient(self, by=None, **changes):
        by = by or self.city.kato
        body = PATIENT | {"number": f"N-{next(City.numbers)}"}
        if "no_attending_reason" not in changes:
            body["attending_physician_id"] = self.city.kato.id
        body |= changes
        return self.ok(by.post("/v1/patients", {k: v for k, v in body.items() if v is not None}),
                       201)

    def new_consent(self, patient, by=None, **signed):
        by = by or self.city.kato
        consent = self.ok(by.post(f"/v1/patients/{patient['id']}/consents", CONSENT), 201)
        self.ok(by.post(f"/v1/consents/{consent['id']}/printed"))
        return self.ok(by.post(f"/v1/consents/{consent['id']}/signed", SIGNED | signed))

    def new_group(self, patient=None, by=None, name=None):
        by = by or self.city.kato
        body = {"client_id": uuid.uuid4().hex}
        body |= {"kind": "free", "name": name} if name else \
            {"kind": "patient", "patient_id": patient["id"]}
        return self.ok(by.post("/v1/groups", body), 201)

    def new_team(self, *tags):
        """A patient with a consent in force, a group, and these members beside its creator."""
        patient = self.new_patient()
        self.new_consent(patient)
        group = self.new_group(patient)
        for tag in tags:
            self.add_member(group, tag)
        return patient, group

    def add_member(self, group, tag, by=None):
        user = self.city.users[tag]
        invited = self.ok((by or self.city.kato).post(f"/v1/groups/{group['id']}/invitations",
                                                      {"user_ids": [user.id]}), 201)
        self.ok(user.post(f"/v1/invitations/{invited['items'][0]['id']}/accept"))

    def another(self, user):
        """The same user with a connection of one's own, for another thread."""
        return User(self.city, user.tag, user.id, user.token)

    def send(self, user, group, text, **more):
        return user.post(f"/v1/groups/{group['id']}/messages",
                         {"client_id": uuid.uuid4().hex, "text": text} | more)

    def begin_upload(self, user, file, name="写真.png", media="png", group=None, patient=None,
                     **more):
        """Announces a file to a group or for a patient's consent."""
        where = f"/v1/groups/{group['id']}" if group else f"/v1/patients/{patient['id']}"
        return user.post(f"{where}/attachments", {
            "client_id": uuid.uuid4().hex, "name": name, "media": media, "size": len(file),
            "digest": hashlib.blake2b(file, digest_size=32).hexdigest()} | more)

    def upload(self, user, file, **where):
        """A whole file; the answer of its completion."""
        begun = self.ok(self.begin_upload(user, file, **where), 201)
        path = f"/v1/attachments/{begun['id']}"
        for number in range(len(begun["chunks"])):
            self.ok(user.put_bytes(f"{path}/chunks/{number}",
                                   file[number * CHUNK:(number + 1) * CHUNK]), 204)
        return user.post(f"{path}/completion")

    def download(self, user, attachment):
        chunks = [user.get(f"/v1/attachments/{attachment['id']}/chunks/{number}")
                  for number in range((attachment["size"] + CHUNK - 1) // CHUNK)]
        assert all(chunk.status == 200 for chunk in chunks), chunks
        return b"".join(chunk.raw for chunk in chunks)

    def announce(self, text, by=None, **more):
        """What the office tells everybody."""
        return (by or self.city.murata).post("/v1/announcements",
                                             {"client_id": uuid.uuid4().hex, "text": text} | more)
