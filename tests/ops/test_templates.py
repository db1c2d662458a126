#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates of messages: one's own and the facility's, and a mark-up without slips."""

import unittest

import ops_city

TEXT = ("訪問しました。体温 {number:体温:℃:34..42}、SpO₂ {number:SpO₂:%:50..100}。"
        "{check:食事} {check:服薬}\n様子:{text:様子}\n次回 {date:次回の訪問}")


class TemplateTest(ops_city.CityTest):
    def make(self, user, name="訪問の報告", text=TEXT, **more):
        return user.post("/v1/templates", {"name": name, "text": text} | more)

    def names(self, user):
        return {t["name"]: t for t in user.list("/v1/templates", limit=1)}

    def test_own(self):
        ishii, noda = self.city.ishii, self.city.noda
        made = self.ok(self.make(ishii, "自分の報告"), 201)
        self.assertEqual((made["text"], made["version"], made.get("facility", False),
                          made["capabilities"]), (TEXT, 1, False, ["edit-template"]))
        self.assertIn("自分の報告", self.names(ishii))
        for user in (noda, self.city.hayashi, self.city.kato, self.city.murata):
            self.assertNotIn("自分の報告", self.names(user))
            path = f"/v1/templates/{made['id']}"
            self.nothing_there(user.put(path, {"name": "x", "text": "x", "version": 1}), user)
            self.nothing_there(user.delete(path), user)
        path = f"/v1/templates/{made['id']}"
        edited = self.ok(ishii.put(path, {"name": "新しい名前", "text": "短い文", "version": 1}))
        self.assertEqual((edited["name"], edited["version"]), ("新しい名前", 2))
        self.refused(ishii.put(path, {"name": "x", "text": "x", "version": 1}), "version-stale",
                     "version", 409)
        self.refused(ishii.put(path, {"name": "x", "text": "x"}), "field-missing", "version")
        self.refused(ishii.put(path, {"name": "x", "text": "x", "version": 2, "facility": True}),
                     "field-invalid", "facility")
        self.assertEqual(ishii.delete(path).status, 204)
        self.nothing_there(ishii.delete(path), ishii)
        self.assertNotIn("新しい名前", self.names(ishii))

    def test_of_the_facility(self):
        hayashi, ishii = self.city.hayashi, self.city.ishii
        refused = self.refused(self.make(ishii, facility=True), "needs-facility-admin", status=403)
        self.assertIn("林 里美", refused["who"])
        made = self.ok(self.make(hayashi, "事業所の報告", facility=True), 201)
        self.assertTrue(made["facility"])
        self.assertEqual(self.names(ishii)["事業所の報告"]["capabilities"], [])
        self.assertNotIn("事業所の報告", self.names(self.city.kato))
        path = f"/v1/templates/{made['id']}"
        body = {"name": "事業所の報告", "text": "短い文", "version": 1, "facility": True}
        self.refused(ishii.put(path, body), "needs-facility-admin")
        self.refused(ishii.delete(path), "needs-facility-admin")
        self.nothing_there(self.city.kato.put(path, body), self.city.kato)
        self.assertEqual(self.ok(hayashi.put(path, body))["text"], "短い文")

    def test_markup(self):
        kato = self.city.kato
        for text in ("{", "}", "{}", "{number}", "{number:}", "{number: }", "{number:体温:℃:42..34}",
                     "{number:体温:℃:34-42}", "{number:体温:℃:34..42:x}", "{numbr:体温}",
                     "{check:食事:x}", "{date:次回", "{text:{check:x}}", "{check:" + "あ" * 41 + "}",
                     "{check:a}" * 31, "{text:二\n行}", "{number:体温:℃:..}"):
            self.refused(self.make(kato, text=text), "field-invalid", "text", 422)
        for text in ("中括弧は{{と}}です", "{number:体温}", "{number:体温:℃}", "{number:差::-5..5}",
                     "{check:a}" * 30):
            self.ok(self.make(kato, text=text), 201)
        for changes, code, field in (({"name": ""}, "field-missing", "name"),
                                     ({"text": " "}, "field-missing", "text"),
                                     ({"text": "あ" * 3001}, "field-too-long", "text"),
                                     ({"id": "x"}, "field-unknown", "id")):
            self.refused(self.make(kato, **changes), code, field)

    def test_limit(self):
        hirano = self.city.hirano
        for number in range(100):
            self.ok(self.make(hirano, f"定型文{number}", "x"), 201)
        self.refused(self.make(hirano), "limit-reached", status=409)
        self.ok(self.make(hirano, facility=True), 201)
        self.assertEqual(len(hirano.list("/v1/templates")), 101)


if __name__ == "__main__":
    unittest.main()
