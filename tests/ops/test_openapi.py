#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data/openapi.yaml against the tables the service runs by, and against its real answers."""

import base64
import copy
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import unittest

import jsonschema
import yaml

import ops_city
import test_accounts
import test_attachments
import test_audit
import test_cards
import test_consents
import test_endings
import test_exports
import test_groups
import test_invitations
import test_messages
import test_office
import test_path
import test_requests
import test_saving
import test_scanning
import test_safety
import test_templates
import test_search
import test_vitals

SOURCE = pathlib.Path(os.environ["ANSHIN_SOURCE_DIR"])
DOCUMENT = yaml.safe_load((SOURCE / "data/openapi.yaml").read_text(encoding="utf-8"))
TABLES = json.loads(subprocess.run([os.environ["ANSHIN_OPERATIONS_JSON"]], check=True,
                                   capture_output=True).stdout)
METHODS = ("get", "post", "put", "delete")
EVENTS = ("GET", "/v1/events")


def operations():
    for path, item in DOCUMENT["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item, item[method]


def resolve(node):
    while "$ref" in node:
        target = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


BYTES = "application/octet-stream"


def get_schema_name(holder):
    return holder["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]


class TableTest(unittest.TestCase):
    """Every row of the tables is in the document as it is, and nothing else is."""

    routes = {(r["method"], r["path"]): r for r in TABLES["routes"]}

    def test_same_operations(self):
        described = {(method, path) for method, path, _, _ in operations()}
        self.assertEqual(described - {EVENTS}, set(self.routes))
        self.assertIn(EVENTS, described)
        names = [operation["operationId"] for _, _, _, operation in operations()]
        self.assertEqual(len(names), len(set(names)))

    def test_parameters(self):
        for method, path, item, operation in operations():
            placed = [resolve(p)["name"] for p in item.get("parameters", [])]
            self.assertEqual(placed, re.findall(r"{(\w+)}", path))
            if (method, path) == EVENTS:
                continue
            wanted = (self.routes[method, path]["query"] or "").split(",")
            asked = [resolve(p)["name"] for p in operation.get("parameters", [])]
            self.assertEqual(asked, [name for name in wanted if name], (method, path))

    def test_sessions_and_types(self):
        for (method, path), route in self.routes.items():
            operation = DOCUMENT["paths"][path][method.lower()]
            self.assertEqual("security" not in operation, route["session"], path)
            good = [r for status, r in operation["responses"].items() if status != "default"]
            for response in good:
                gives = BYTES in response.get("content", {})
                self.assertEqual("bytes" if gives else "json", route["gives"], path)
                answer = get_schema_name(response) if "content" in response and not gives else None
                self.assertEqual(answer, route["answer"], path)
            self.assertEqual(resolve(operation["responses"]["default"]),
                             DOCUMENT["components"]["responses"]["problem"])
            takes = BYTES in operation.get("requestBody", {}).get("content", {})
            self.assertEqual("bytes" if takes else "json", route["takes"], path)
            self.assertEqual("requestBody" in operation, takes or route["request"] is not None, path)
            self.assertLessEqual(set(operation.get("x-codes", [])), set(TABLES["codes"]))

    def test_requests(self):
        for (method, path), route in self.routes.items():
            if route["request"] is None:
                continue
            operation = DOCUMENT["paths"][path][method.lower()]
            schema = DOCUMENT["components"]["schemas"][get_schema_name(operation["requestBody"])]
            fields = [f for f in TABLES["types"][route["request"]] if not f["service"]]
            self.assertFalse(schema["additionalProperties"])
            self.assertEqual(list(schema["properties"]), [f["name"] for f in fields], path)
            self.assertEqual(schema.get("required", []),
                             [f["name"] for f in fields if f["required"]], path)
            self.check_fields(schema, fields)

    def test_answers(self):
        for name, fields in TABLES["types"].items():
            schema = DOCUMENT["components"]["schemas"].get(name.removeprefix("Anshin"))
            if schema is None or schema.get("additionalProperties") is False:
                continue
            self.assertEqual(list(schema["properties"]), [f["name"] for f in fields], name)
            self.check_fields(schema, fields)

    def check_fields(self, schema, fields):
        for field in fields:
            described = resolve(schema["properties"][field["name"]])
            if "choices" in field:
                self.assertEqual(described["enum"], field["choices"])
            if field["kind"] == "text" and field["max"] and not {"pattern", "enum"} & set(described):
                self.assertEqual(described["maxLength"], field["max"], field)
            if field["kind"] == "texts" and field["max"]:
                self.assertEqual(described["maxItems"], field["max"], field)
            if field["kind"] == "int" and field["max"]:
                self.assertEqual(described["maximum"], field["max"], field)

    def test_codes(self):
        self.assertEqual(DOCUMENT["components"]["schemas"]["Code"]["enum"], TABLES["codes"])

    def test_document_itself(self):
        self.assertTrue(DOCUMENT["openapi"].startswith("3.1."))
        for schema in DOCUMENT["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)
        used = set(re.findall(r"'#/components/schemas/(\w+)'",
                              (SOURCE / "data/openapi.yaml").read_text(encoding="utf-8")))
        self.assertEqual(set(DOCUMENT["components"]["schemas"]) - used, {"Event"})


def make_strict(node):
    """An answer's member that the document does not have is an error of the document."""
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            node.setdefault("additionalProperties", False)
        for value in node.values():
            make_strict(value)
    elif isinstance(node, list):
        for value in node:
            make_strict(value)
    return node


STRICT = make_strict(copy.deepcopy(DOCUMENT))
RESOLVER = jsonschema.RefResolver.from_schema(STRICT)
PATTERNS = [(method, re.compile("^" + re.sub(r"{\w+}", "[^/]+", path) + "$"), path, operation)
            for method, path, _, operation in operations()]
SEEN = set()


def validate(name, value):
    jsonschema.Draft202012Validator(STRICT["components"]["schemas"][name],
                                    resolver=RESOLVER).validate(value)


def check(method, path, answer):
    """One real answer against what the document says of it."""
    if answer.status >= 400:
        validate("Problem", answer.json)
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json["status"] == answer.status
        return
    plain = path.split("?")[0]
    for candidate, pattern, described, operation in PATTERNS:
        if candidate == method and pattern.match(plain):
            response = operation["responses"][str(answer.status)]
            if BYTES in response.get("content", {}):
                assert answer.headers["Content-Type"] == BYTES, answer.headers
                assert answer.headers["Content-Disposition"] == "attachment", answer.headers
            elif "content" in response:
                validate(get_schema_name(response), answer.json)
            else:
                assert answer.raw == b"", answer
            assert answer.headers["Cache-Control"] == "no-store", answer.headers
            SEEN.add((method, described))
            return
    raise AssertionError(f"{method} {path} is not described")


def validating(call):
    def validated(self, method, path, *args, **query):
        answer = call(self, method, path, *args, **query)
        check(method, path, answer)
        return answer
    return validated


ops_city.User.call = validating(ops_city.User.call)

# Columns of the audit record that say whom an act was about.
ABOUT = {"patient": "patient_id", "group": "group_id"}
RECORDED = set()
UNNAMED = []


def collecting(close):
    """Before a city is gone: which acts were recorded, and whether the record says of whom."""
    def collected(self):
        self.stop()
        with sqlite3.connect(f"file:{self.database[7:]}?mode=ro", uri=True) as database:
            records = database.execute("SELECT action, result, patient_id, group_id FROM audit")
            for action, result, patient, group in records:
                if result != "ok":
                    continue
                RECORDED.add(action)
                named = {"patient": patient, "group": group}
                if any(what in get_path(action) and not named[what] for what in ABOUT):
                    UNNAMED.append((action, patient, group))
        verified = subprocess.run([ops_city.NETD, "audit", "verify", "--config", str(self.config)],
                                  capture_output=True, text=True, check=False)
        assert verified.returncode == 0, verified
        close(self)
    return collected


def get_path(action):
    """What an act's path names: `{patient}`, `{group}`."""
    paths = [r["path"] for r in TABLES["routes"] if r["audit"] == action]
    return re.findall(r"{(\w+)}", paths[0]) if paths else []


ops_city.City.close = collecting(ops_city.City.close)

# The whole path and the invitations once more, each answer held against the document.
AccountTest = test_accounts.AccountTest
RulesTest = test_accounts.RulesTest
PathTest = test_path.PathTest
ConsentTest = test_consents.ConsentTest
RegisterTest = test_consents.RegisterTest
ScanTest = test_consents.ScanTest
ProvisionTest = test_consents.ProvisionTest
PatientTest = test_path.PatientTest
GroupTest = test_path.GroupTest
DirectoryTest = test_path.DirectoryTest
InvitationTest = test_invitations.InvitationTest
DirectTest = test_groups.DirectTest
AdminTest = test_groups.AdminTest
ClosingTest = test_groups.ClosingTest
DeletionTest = test_groups.DeletionTest
EndedPatientTest = test_endings.EndedPatientTest
TimelineExportTest = test_exports.ExportTest
SavingTest = test_saving.SavingTest
UnscannedTest = test_scanning.UnscannedTest
ResendTest = test_endings.ResendTest
AttachmentTest = test_attachments.AttachmentTest
AuditTest = test_audit.AuditTest
SeenByTest = test_audit.SeenByTest
FacilityTest = test_office.FacilityTest
ApplicationTest = test_office.ApplicationTest
ProfessionTest = test_office.ProfessionTest
WordingTest = test_office.WordingTest
AnnouncementTest = test_office.AnnouncementTest
SafetyTest = test_safety.SafetyTest
ChangeTest = test_messages.ChangeTest
MarkTest = test_messages.MarkTest
AddressTest = test_messages.AddressTest
RequestTest = test_requests.RequestTest
CardTest = test_cards.CardTest
TemplateTest = test_templates.TemplateTest
ReviewTest = test_audit.ReviewTest
ChainTest = test_audit.ChainTest
ExportTest = test_audit.ExportTest
VitalsTest = test_vitals.VitalsTest
TargetTest = test_vitals.TargetTest
SearchTest = test_search.SearchTest


class SignInTest(ops_city.CityTest):
    """The answers of the sign-in family."""

    # The curve's base point: a public key as good as any.
    KEY = base64.urlsafe_b64encode(b"\x58" + b"\x66" * 31).decode().rstrip("=")

    def test_without_session(self):
        kato = self.city.kato
        self.ok(kato.get("/v1/health"))
        self.ok(kato.post("/v1/sign-in/challenge"))
        self.ok(kato.get("/v1/session"))
        wrong = {"mail": "kato@city.example", "password": "x" * 13}
        self.refused(kato.post("/v1/sign-in", wrong | {
            "terminal_id": "x", "nonce": "x", "signature": "x"}), "sign-in-failed", status=401)
        self.refused(kato.post("/v1/enrolment", wrong | {
            "code": "AAAAA-AAAAA-AAAAA-AAAAA", "terminal_name": "端末", "public_key": self.KEY}),
            "sign-in-failed", status=401)

    def test_enrolment_code(self):
        hayashi, ishii = self.city.hayashi, self.city.ishii
        code = hayashi.post(f"/v1/users/{ishii.id}/enrolment-codes")
        self.assertIn(code.status, (200, 201))
        self.refused(ishii.post(f"/v1/users/{ishii.id}/enrolment-codes"), "needs-facility-admin")

    def test_sign_out(self):
        noda = self.another(self.city.noda)
        self.assertEqual(noda.post("/v1/sign-out").status, 204)
        self.assertEqual(noda.get("/v1/groups").status, 401)
        noda.connection.close()


class ZCoverageTest(unittest.TestCase):
    """Last: no operation was left without a good answer, but for those that need a password; and
    each has left its record (SECURITY AUD-01)."""

    def test_all_recorded(self):
        acts = {r["audit"] for r in TABLES["routes"] if (r["method"], r["path"]) in SEEN}
        # Facilities are no secret, and who looks at them is not worth a record.
        self.assertEqual(acts - RECORDED - {None, "list-facilities"}, set())
        self.assertEqual(UNNAMED, [])

    def test_all_seen(self):
        described = {(method, path) for method, path, _, _ in operations()}
        self.assertEqual(described - SEEN, {EVENTS, ("POST", "/v1/sign-in"),
                                            ("POST", "/v1/enrolment"), ("POST", "/v1/bootstrap"),
                                            ("POST", "/v1/session/unlock")})


if __name__ == "__main__":
    unittest.main()
