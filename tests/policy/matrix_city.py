# SPDX-License-Identifier: GPL-3.0-or-later
"""The city of the matrix: twelve people, one object in each state, and the way back to that.

What a cell changes is undone by the tables' own copies, without the service knowing: nothing that
it keeps in memory depends on them but names and keys, which do not change.
"""

import hashlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from ops_city import CONSENT, PATIENT, SIGNED, WITHDRAWAL, City  # noqa: E402
from sample_files import make_png  # noqa: E402

NONE = "0" * 26
MESSAGE = "様子を見ます。"
REQUEST = "残薬を数えてください。"

FACILITIES = [
    ("clinic", "clinic", "かとう内科クリニック"),
    ("station", "visiting-nurse-station", "はやし訪問看護ステーション"),
    ("pharmacy", "pharmacy", "ひらの薬局"),
    ("manager", "care-management-office", "さかい居宅介護支援事業所"),
    ("clinic2", "clinic", "みどり医院"),
    ("far", "visiting-nurse-station", "とおい訪問看護ステーション"),
    ("bare", "helper-office", "まだ管理者のいない事業所"),
    ("office", "office", "医師会事務局"),
]
PEOPLE = [
    ("office", "office", "clerk", "村田 恵子", "ムラタ ケイコ", "office,admin"),
    ("office2", "office", "clerk", "大西 守", "オオニシ マモル", "office"),
    ("admin", "clinic", "clerk", "石原 和子", "イシハラ カズコ", "admin"),
    ("coadmin", "clinic", "clerk", "片山 優", "カタヤマ ユウ", "admin"),
    ("eligible", "clinic", "nurse", "小川 直子", "オガワ ナオコ", "-"),
    ("clerk", "clinic", "clerk", "上田 実", "ウエダ ミノル", "-"),
    ("doctor", "clinic", "physician", "加藤 誠", "カトウ マコト", "-"),
    ("helper", "clinic", "helper", "田中 歩", "タナカ アユム", "-"),
    ("gone", "clinic", "helper", "原田 光", "ハラダ ヒカル", "-"),
    ("left", "clinic", "helper", "松井 司", "マツイ ツカサ", "-"),
    ("member", "station", "nurse", "石井 健", "イシイ ケン", "-"),
    ("mate", "station", "nurse", "杉山 愛", "スギヤマ アイ", "-"),
    ("boss", "station", "physical-therapist", "林 里美", "ハヤシ サトミ", "admin"),
    ("invitee", "pharmacy", "pharmacist", "平野 薫", "ヒラノ カオル", "-"),
    ("chemist", "pharmacy", "pharmacist", "河野 緑", "コウノ ミドリ", "admin"),
    ("waiting", "manager", "care-manager", "酒井 久美子", "サカイ クミコ", "-"),
    ("keeper", "manager", "care-manager", "増田 恒", "マスダ ヒサシ", "admin"),
    ("admin2", "clinic2", "clerk", "今村 純", "イマムラ ジュン", "admin"),
    ("nurse2", "clinic2", "nurse", "高木 望", "タカギ ノゾミ", "-"),
    ("clerk2", "clinic2", "clerk", "安藤 渉", "アンドウ ワタル", "-"),
    ("far", "far", "nurse", "徳田 進", "トクダ ススム", "admin"),
    ("first", "bare", "helper", "岡本 岬", "オカモト ミサキ", "-"),
]
PRINCIPALS = ["office", "admin", "eligible", "clerk", "doctor", "member", "boss", "invitee",
              "waiting", "admin2", "nurse2", "clerk2"]

# Nothing of these is undone: they only ever grow, or say how often somebody has failed.
# That somebody asks is noted here; all else of them stays.
SEEN = {"session": "id, user_id, ended_at", "terminal": "id, user_id, revoked_at"}
KEPT = ("audit", "audit_head", "audit_patient", "throttle", "schema_version", "sqlite_sequence")


def differ(name, one, other):
    columns = SEEN.get(name, "*")
    return f"SELECT {columns} FROM {one}.{name} EXCEPT SELECT {columns} FROM {other}.{name}"


class SqliteTables:
    def __init__(self, path):
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None,
                                          check_same_thread=False)
        self.connection.execute("PRAGMA wal_autocheckpoint=0")
        self.connection.execute("ATTACH ':memory:' AS kept")
        self.tables = []

    def run(self, sql):
        return self.connection.execute(sql).fetchall()

    def keep(self):
        names = [name for name, in self.run(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        self.tables = [name for name in names if name not in KEPT]
        for name in self.tables:
            self.run(f"CREATE TABLE kept.{name} AS SELECT * FROM main.{name}")

    def find_changed(self):
        """The tables that are not as they were."""
        return [name for name in self.tables if self.run(
            f"SELECT EXISTS ({differ(name, 'main', 'kept')}) "
            f"OR EXISTS ({differ(name, 'kept', 'main')})")[0][0]]

    def restore(self):
        self.run("BEGIN IMMEDIATE")
        for name in self.tables:
            self.run(f"DELETE FROM main.{name}")
            self.run(f"INSERT INTO main.{name} SELECT * FROM kept.{name}")
        self.run("COMMIT")

    def close(self):
        self.connection.close()


class PostgresTables:
    """A psql that is spoken to over its pipes."""

    def __init__(self, uri):
        program = f"{os.environ['ANSHIN_TEST_POSTGRES_BIN']}/psql"
        self.process = subprocess.Popen(
            [program, "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", uri],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.run("SET session_replication_role = replica")
        self.tables = []

    def run(self, sql):
        self.process.stdin.write(f"{sql};\n\\echo done\n")
        self.process.stdin.flush()
        rows = []
        for line in self.process.stdout:
            if line == "done\n":
                return rows
            rows.append(tuple(line.rstrip("\n").split("\t")))
        raise AssertionError(f"psql has ended: {sql}")

    def keep(self):
        names = [name for name, in self.run(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        self.tables = [name for name in names if name not in KEPT]
        self.run("CREATE SCHEMA kept")
        for name in self.tables:
            self.run(f"CREATE TABLE kept.{name} AS SELECT * FROM public.{name}")

    def find_changed(self):
        questions = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS ({differ(name, 'public', 'kept')}) "
            f"OR EXISTS ({differ(name, 'kept', 'public')})" for name in self.tables)
        return [name for name, in self.run(questions)]

    def restore(self):
        steps = "; ".join(f"DELETE FROM public.{name}; INSERT INTO public.{name} "
                          f"SELECT * FROM kept.{name}" for name in self.tables)
        self.run(f"BEGIN; {steps}; COMMIT")

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class MatrixCity(City):
    def __init__(self):
        super().__init__()
        self.objects = {}
        self.files = {}
        self.tables = SqliteTables(self.database[7:]) if self.database.startswith("sqlite:") \
            else PostgresTables(self.database)
        try:
            self.register_all()
            self.make_patients()
            self.make_groups()
            self.make_requests()
            self.make_network()
            self.set_states()
            self.tables.keep()
        except BaseException:
            self.close()
            raise

    def population(self):
        lines = ["\t".join(("facility",) + facility) for facility in FACILITIES]
        for tag, facility, profession, name, kana, flags in PEOPLE:
            lines.append("\t".join(("user", tag, facility, profession, name, kana,
                                    f"{tag}@city.example", flags)))
        return lines + ["all-users\toffice"]

    def close(self):
        self.tables.close()
        super().close()

    def sql(self, text):
        return self.tables.run(text)

    def ok(self, answer):
        if answer.status not in (200, 201, 204):
            raise AssertionError(f"the city cannot be made: {answer!r}")
        return answer.json

    def register_all(self):
        """Everybody has accepted the rules, and has just given the password."""
        self.sql("UPDATE account SET registered_at = 1, rules_version = 1000000")
        self.sql("UPDATE session SET confirmed_at = created_at")

    def add_patient(self, state, by="doctor", consent=True, **changes):
        by = self.users[by]
        body = PATIENT | {"number": f"M-{state}", "client_id": uuid.uuid4().hex}
        if "no_attending_reason" not in changes:
            body["attending_physician_id"] = self.doctor.id
        patient = self.ok(by.post("/v1/patients", body | changes))
        self.objects["patient", state] = patient["id"]
        if consent:
            self.objects["consent", state] = self.add_consent(patient["id"], by)
        return patient["id"]

    def add_consent(self, patient, by):
        consent = self.ok(by.post(f"/v1/patients/{patient}/consents", CONSENT))
        self.ok(by.post(f"/v1/consents/{consent['id']}/printed"))
        self.ok(by.post(f"/v1/consents/{consent['id']}/signed", SIGNED))
        return consent["id"]

    def add_draft(self, state, printed):
        path = f"/v1/patients/{self.objects['patient', state]}/consents"
        draft = self.ok(self.doctor.post(path, CONSENT))["id"]
        if printed:
            self.ok(self.doctor.post(f"/v1/consents/{draft}/printed"))
        self.objects["printed" if printed else "draft", state] = draft

    def add_group(self, state, patient=None, by="doctor"):
        wish = {"client_id": uuid.uuid4().hex}
        wish |= {"kind": "patient", "patient_id": patient} if patient else \
            {"kind": "free", "name": "褥瘡ケア勉強会"}
        group = self.ok(self.users[by].post("/v1/groups", wish))["id"]
        self.objects["group", state] = group
        return group

    def invite(self, group, by, who):
        path = f"/v1/groups/{group}/invitations"
        answer = self.ok(self.users[by].post(path, {"user_ids": [self.users[who].id]}))
        return answer["items"][0]["id"]

    def add_team(self, state, group):
        """Member and colleague have accepted; one is invited, one waits to be approved."""
        for tag in ("member", "mate"):
            self.ok(self.users[tag].post(
                f"/v1/invitations/{self.invite(group, 'doctor', tag)}/accept"))
        self.objects["request", state] = self.add_request(group, "doctor", "member")
        self.objects["message", state] = self.ok(self.doctor.post(
            f"/v1/groups/{group}/messages",
            {"client_id": uuid.uuid4().hex, "text": MESSAGE}))["id"]
        self.add_file(state, group=group, sent=True)
        if state not in ("free", "free-two", "free-closed", "free-deleted"):
            self.objects["vitals", state] = self.add_vitals(group, "member")
        self.objects["sent", state] = self.invite(group, "doctor", "invitee")
        self.objects["waiting", state] = self.invite(group, "member", "waiting")

    def add_vitals(self, group, by):
        body = {"client_id": uuid.uuid4().hex,
                "vitals": {"values": [{"kind": "pulse", "value": 70}]}}
        return self.ok(self.users[by].post(f"/v1/groups/{group}/vitals", body))["id"]

    def add_request(self, group, by, owner):
        return self.ok(self.users[by].post(f"/v1/groups/{group}/requests", {
            "client_id": uuid.uuid4().hex, "what": REQUEST,
            "owner_id": self.users[owner].id}))["id"]

    def make_requests(self):
        """One that the member has taken on, one that nobody here knows; and templates."""
        taken = self.add_request(self.objects["group", "live"], "doctor", "member")
        self.ok(self.member.post(f"/v1/requests/{taken}/taking"))
        self.objects["request", "taken"] = taken
        self.objects["request", "foreign"] = self.add_request(self.objects["group", "foreign"],
                                                              "far", "far")
        body = {"name": "訪問の報告", "text": "体温 {number:体温:℃}"}
        self.objects["template", "own"] = self.ok(self.doctor.post("/v1/templates", body))["id"]
        self.objects["template", "clinic"] = self.ok(
            self.admin.post("/v1/templates", body | {"facility": True}))["id"]
        for state in ("live", "frozen", "closed", "closed-withdrawn", "deleted", "ended"):
            path = f"/v1/patients/{self.objects['patient', state]}/card"
            self.ok(self.eligible.put(path, {"allergies": "なし", "version": 0}))

    def add_file(self, state, group=None, patient=None, sent=False):
        """A file of the physician's: sent in a message, or with its chunk there and no more."""
        where = f"/v1/groups/{group}" if group else f"/v1/patients/{patient}"
        file = make_png(seed=len(self.objects))
        begun = self.ok(self.doctor.post(f"{where}/attachments", {
            "client_id": uuid.uuid4().hex, "name": "図.png", "media": "png", "size": len(file),
            "digest": hashlib.blake2b(file, digest_size=32).hexdigest()}))
        path = f"/v1/attachments/{begun['id']}"
        self.ok(self.doctor.put_bytes(f"{path}/chunks/0", file))
        self.objects["file", state] = begun["id"]
        self.files[begun["id"]] = file
        if sent:
            self.ok(self.doctor.post(f"{path}/completion"))
            self.ok(self.doctor.post(f"/v1/groups/{group}/messages", {
                "client_id": uuid.uuid4().hex, "attachments": [begun["id"]]}))

    def make_patients(self):
        for state in ("live", "frozen", "closed", "closed-withdrawn", "deleted", "ended"):
            patient = self.add_patient(state)
            self.add_team(state, self.add_group(state, patient))
        for state in ("frozen", "closed-withdrawn"):
            self.ok(self.doctor.post(f"/v1/consents/{self.objects['consent', state]}/withdrawal",
                                     WITHDRAWAL))
        self.add_file("unsent", group=self.objects["group", "live"])
        self.add_file("scan", patient=self.objects["patient", "live"])
        self.add_draft("live", False)
        self.add_draft("live", True)
        self.add_draft("frozen", True)
        self.add_patient("ungrouped")
        self.add_patient("unconsented", consent=False)
        self.add_patient("unattended", no_attending_reason="主治医なし")
        foreign = self.add_patient("foreign", by="far", no_attending_reason="主治医なし")
        group = self.add_group("foreign", foreign, by="far")
        self.objects["sent", "foreign"] = self.objects["waiting", "foreign"] = self.invite(
            group, "far", "first")

    def make_groups(self):
        for state in ("free", "free-closed", "free-deleted", "free-two"):
            self.add_team(state, self.add_group(state))
        groups = self.ok(self.doctor.get("/v1/groups", limit=100))["items"]
        self.objects["group", "all-users"] = next(
            group["id"] for group in groups if group["kind"] == "all-users")
        self.sql(f"UPDATE membership SET group_admin = 1 "
                 f"WHERE group_id = '{self.objects['group', 'free-two']}' "
                 f"AND user_id = '{self.member.id}'")
        self.objects["group", "direct"] = self.ok(self.doctor.post("/v1/groups", {
            "client_id": uuid.uuid4().hex, "kind": "direct", "user_id": self.member.id}))["id"]

    def make_network(self):
        """Applications, a safety check that is open and one that is closed."""
        self.objects["message", "all-users"] = self.ok(self.office.post(
            "/v1/announcements", {"client_id": uuid.uuid4().hex, "text": "お知らせです。"}))["id"]
        for state in ("own", "decided"):
            answer = self.admin.post("/v1/applications", {"items": [self.make_application(state)]})
            if answer.status == 201:
                self.objects["application", state] = answer.json["stored"][0]["id"]
        if ("application", "decided") in self.objects:
            self.ok(self.admin.post(
                f"/v1/applications/{self.objects['application', 'decided']}/withdrawal"))
        for state in ("ended", "open"):
            answer = self.office.post("/v1/safety-checks", {"text": "ご無事ですか。"})
            if answer.status == 201:
                self.objects["check", state] = answer.json["id"]
            if state == "ended" and answer.status == 201:
                self.ok(self.office.post(f"/v1/safety-checks/{answer.json['id']}/closing"))

    def make_application(self, name):
        return {"name": "申込 一郎", "kana": "モウシコミ イチロウ", "profession": "nurse",
                "mail": f"{name}-{uuid.uuid4().hex[:8]}@city.example",
                "facility_id": self.facilities["clinic"], "facility_admin": False}

    def set_states(self):
        """What is there only after days, or by what is tested elsewhere."""
        # The log began a year ago, so that there is a month to review.
        self.sql("INSERT INTO audit (chain, seq, at, action, result, mac) "
                 "VALUES (90, 1, 1768446000000000, 'sign-in', 'ok', '')")
        self.sql("UPDATE care_group SET state_before = 3 "
                 f"WHERE id = '{self.objects['group', 'closed-withdrawn']}'")
        for state in ("closed", "ended", "free-closed"):
            self.sql("UPDATE care_group SET state = 3 "
                     f"WHERE id = '{self.objects['group', state]}'")
        for state in ("deleted", "free-deleted"):
            self.sql("UPDATE care_group SET state_before = state, state = 4, "
                     "deleted_at = created_at, purge_at = created_at + 2592000000000 "
                     f"WHERE id = '{self.objects['group', state]}'")
        self.sql(f"UPDATE patient SET ended = 2 WHERE id = '{self.objects['patient', 'ended']}'")
        self.set_account("gone", 2)
        self.set_account("left", 3)

    def set_account(self, tag, state):
        suspension = 3 if state == 2 else 0
        self.sql(f"UPDATE account SET state = {state}, suspension = {suspension} "
                 f"WHERE id = '{self.users[tag].id}'")

    def terminal_of(self, tag):
        return self.sql(f"SELECT id FROM terminal WHERE user_id = '{self.users[tag].id}'")[0][0]
