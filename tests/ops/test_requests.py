#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests: asked, taken on, done or declined; who is told, who may, and where they are listed."""

import datetime
import unittest
import uuid

import ops_city

JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def day(days):
    return (datetime.datetime.now(JAPAN).date() + datetime.timedelta(days=days)).isoformat()


class RequestCase(ops_city.CityTest):
    def ask(self, user, group, owner=None, facility=None, what="血圧の薬の残りを数えてください。", **more):
        body = {"client_id": uuid.uuid4().hex, "what": what}
        if owner:
            body["owner_id"] = owner.id
        if facility:
            body["owner_facility_id"] = self.city.facilities[facility]
        return user.post(f"/v1/groups/{group['id']}/requests", body | more)

    def act(self, user, request, verb, body=None):
        if body is None and verb != "taking":
            body = {}
        return user.post(f"/v1/requests/{request['id']}/{verb}", body)

    def give(self, user, request, **owner):
        return user.put(f"/v1/requests/{request['id']}/owner", owner)

    def load(self, user, request):
        return self.ok(user.get(f"/v1/requests/{request['id']}"))

    def entries(self, user, channel, **query):
        return self.ok(user.get(f"/v1/channels/{channel}/entries", **query))["items"]

    def inbox(self, user, request):
        return [e["kind"] for e in self.entries(user, user.id)
                if e["content"].get("subject_id") == request["id"]]

    def listed(self, user, **query):
        return [r["id"] for r in user.list("/v1/requests", **query)]


class RequestTest(RequestCase):
    def test_from_asking_to_done(self):
        _, group = self.new_team("ishii", "hayashi")
        kato, ishii, hayashi = self.city.kato, self.city.ishii, self.city.hayashi
        message = self.ok(self.send(hayashi, group, "残薬が多いようです。"), 201)
        entry = self.ok(self.ask(kato, group, ishii, about_id=message["id"], due_on=day(1),
                                 urgent=True), 201)
        self.assertEqual((entry["kind"], entry["content"]["text"]),
                         ("request", "血圧の薬の残りを数えてください。"))
        request = self.load(ishii, entry)
        self.assertEqual((request["state"], request["owner_name"], request["asked_by_name"],
                          request["about_id"], request["due_on"], request["urgent"]),
                         ("asked", "石井 健", "加藤 誠", message["id"], day(1), True))
        self.assertEqual(request["capabilities"],
                         ["take-request", "finish-request", "decline-request"])
        self.assertEqual(self.load(kato, entry)["capabilities"], ["cancel-request", "give-request"])
        self.assertEqual(self.load(hayashi, entry)["capabilities"], [])
        self.assertEqual(self.inbox(ishii, request), ["request"])
        self.assertEqual(self.inbox(hayashi, request), [])

        taken = self.ok(self.act(ishii, request, "taking"))
        self.assertEqual((taken["state"], taken["taken_by_name"]), ("taken", "石井 健"))
        self.assertIn("taken_at", taken)
        self.refused(self.act(ishii, request, "taking"), "request-state", status=409)
        done = self.ok(self.act(ishii, request, "completion", {"word": "7日分でした。"}))
        self.assertEqual((done["state"], done["word"], done["changed_by_name"], done["version"]),
                         ("done", "7日分でした。", "石井 健", 3))
        self.assertEqual(self.inbox(kato, request), ["request-changed"] * 2)
        for verb in ("completion", "declining"):
            self.refused(self.act(ishii, request, verb), "request-state")
        self.refused(self.act(kato, request, "cancellation"), "request-state")

        asked = self.ok(self.act(kato, request, "asking", {"word": "日付もお願いします。"}))
        self.assertEqual((asked["state"], asked["word"]), ("asked", "日付もお願いします。"))
        self.assertNotIn("taken_by", asked)
        self.ok(self.act(kato, request, "cancellation"))
        self.assertEqual(self.load(ishii, request)["state"], "cancelled")
        self.assertNotIn(request["id"], self.listed(ishii, whose="mine"))

    def test_under_the_message(self):
        """A message has the requests that come from it, as they stand now, and no others."""
        _, group = self.new_team("ishii", "hayashi")
        kato, ishii, hayashi = self.city.kato, self.city.ishii, self.city.hayashi
        message = self.ok(self.send(hayashi, group, "残薬が多いようです。"), 201)
        other = self.ok(self.send(hayashi, group, "明日伺います。"), 201)
        first = self.ok(self.ask(kato, group, ishii, about_id=message["id"]), 201)
        second = self.ok(self.ask(kato, group, facility="station", about_id=message["id"]), 201)
        self.ok(self.ask(kato, group, ishii), 201)
        self.ok(self.act(ishii, first, "completion", {"word": "7日分でした。"}))

        def under(seq):
            page = self.entries(hayashi, group["id"], before=seq + 1, limit=1)
            return page[0].get("state", {}).get("requests")
        self.assertEqual([(r["id"], r["state"], r.get("word"), r["capabilities"])
                          for r in under(message["seq"])],
                         [(first["id"], "done", "7日分でした。", []),
                          (second["id"], "asked", None, ["take-request", "finish-request",
                                                         "decline-request"])])
        self.assertIsNone(under(other["seq"]))
        measured = self.ok(hayashi.post(f"/v1/groups/{group['id']}/vitals", {
            "client_id": uuid.uuid4().hex,
            "vitals": {"values": [{"kind": "pulse", "value": 120}]}}), 201)
        third = self.ok(self.ask(kato, group, ishii, about_id=measured["id"]), 201)
        self.assertEqual([one["id"] for one in under(measured["seq"])], [third["id"]])
        self.refused(self.ask(kato, group, ishii, about_id=third["id"]), "field-invalid", "about_id")
        self.ok(hayashi.delete(f"/v1/groups/{group['id']}/messages/{other['id']}"), 204)
        self.refused(self.ask(kato, group, ishii, about_id=other["id"]), "message-deleted",
                     status=409)

    def test_in_the_timeline(self):
        """A page has each request as it is now; what happened to it are entries of their own."""
        _, group = self.new_team("ishii")
        kato, ishii = self.city.kato, self.city.ishii
        first = self.ok(self.ask(kato, group, ishii), 201)
        self.ok(self.send(kato, group, "よろしく。"), 201)
        second = self.ok(self.ask(kato, group, facility="station"), 201)
        self.ok(self.act(ishii, first, "taking"))
        self.ok(self.act(ishii, first, "declining", {"word": "今週は訪問がありません。"}))
        for query in ({"limit": 100}, {"after": 0, "limit": 100}):
            found = {e["id"]: e for e in self.entries(ishii, group["id"], **query)}
            now = {i: e.get("state", {}).get("request") for i, e in found.items()}
            self.assertEqual((now[first["id"]]["state"], now[first["id"]]["word"]),
                             ("declined", "今週は訪問がありません。"))
            self.assertEqual(found[first["id"]]["content"]["request"]["state"], "asked")
            self.assertEqual(now[second["id"]]["capabilities"][0], "take-request")
            self.assertEqual(sum(r is not None for r in now.values()), 2)
        changed = [e for e in self.entries(ishii, group["id"], after=0, limit=100)
                   if e["kind"] == "request-changed"]
        self.assertEqual([(e["content"]["subject_id"], e["content"]["request"]["state"])
                          for e in changed], [(first["id"], "taken"), (first["id"], "declined")])
        # A page that ends just before or after it.
        page = self.entries(ishii, group["id"], before=first["seq"] + 1, limit=1)
        self.assertEqual(page[0]["state"]["request"]["id"], first["id"])
        self.assertNotIn("state", self.entries(ishii, group["id"], before=first["seq"],
                                               limit=1)[0])
        # It counts as unread, what became of it doesn't.
        self.ok(ishii.get(f"/v1/groups/{group['id']}"))
        self.assertEqual(self.ok(ishii.get(f"/v1/groups/{group['id']}"))["unread"], 3)
        self.assertEqual(self.ok(kato.get(f"/v1/groups/{group['id']}"))["unread"], 0)

    def test_of_a_facility(self):
        _, group = self.new_team("ishii", "hayashi", "sakai")
        kato, ishii, hayashi = self.city.kato, self.city.ishii, self.city.hayashi
        request = self.load(kato, self.ok(self.ask(kato, group, facility="station"), 201))
        self.assertEqual(request["owner_facility_name"], "はやし訪問看護ステーション")
        self.assertEqual([self.inbox(u, request) for u in (ishii, hayashi, self.city.sakai,
                                                           self.city.noda)],
                         [["request"], ["request"], [], []])
        for user in (ishii, hayashi):
            self.assertIn(request["id"], self.listed(user, whose="mine"))
        self.ok(self.act(ishii, request, "taking"))
        # A colleague sees that somebody does it, and may still finish it.
        self.assertNotIn(request["id"], self.listed(hayashi, whose="mine"))
        self.assertIn(request["id"], self.listed(hayashi))
        self.ok(self.act(hayashi, request, "completion"))

    def test_who_may(self):
        _, group = self.new_team("ishii", "hayashi")
        kato, ishii, hayashi = self.city.kato, self.city.ishii, self.city.hayashi
        request = self.load(kato, self.ok(self.ask(ishii, group, kato), 201))
        for verb in ("taking", "completion", "declining"):
            refused = self.refused(self.act(hayashi, request, verb), "needs-owner", status=403)
            self.assertIn("加藤 誠", refused["who"])
        for by, verb in ((kato, "asking"), (hayashi, "cancellation")):
            refused = self.refused(self.act(by, request, verb), "needs-asker", status=403)
            self.assertIn("石井 健", refused["who"])
        self.refused(self.give(hayashi, request, owner_id=hayashi.id), "needs-asker")
        for user in (self.city.sakai, self.city.murata):
            for answer in (user.get(f"/v1/requests/{request['id']}"),
                           self.act(user, request, "taking"),
                           self.act(user, request, "completion"),
                           self.give(user, request, owner_id=user.id)):
                self.nothing_there(answer, user)
            self.assertNotIn(request["id"], self.listed(user))
            self.nothing_there(user.get("/v1/requests", group=group["id"]), user)
            self.nothing_there(self.ask(user, group, kato), user)
        self.nothing_there(kato.get("/v1/requests/" + "0" * 26), kato)

    def test_input(self):
        _, group = self.new_team("ishii")
        other = self.new_group(name="別の会")
        kato, ishii = self.city.kato, self.city.ishii
        there = self.ok(self.send(kato, other, "あちら"), 201)
        for more, code, field in (
                ({}, "field-missing", "owner_id"),
                ({"owner_id": ishii.id, "owner_facility_id": self.city.facilities["station"]},
                 "field-invalid", "owner_facility_id"),
                ({"owner_id": self.city.noda.id}, "field-invalid", "owner_id"),
                ({"owner_id": "nobody"}, "field-invalid", "owner_id"),
                ({"owner_facility_id": self.city.facilities["pharmacy"]}, "field-invalid",
                 "owner_facility_id"),
                ({"owner_id": ishii.id, "what": " "}, "field-missing", "what"),
                ({"owner_id": ishii.id, "what": "あ" * 2001}, "field-too-long", "what"),
                ({"owner_id": ishii.id, "due_on": day(-1)}, "field-invalid", "due_on"),
                ({"owner_id": ishii.id, "due_on": "2126-01-01"}, "field-invalid", "due_on"),
                ({"owner_id": ishii.id, "about_id": there["id"]}, "field-invalid", "about_id"),
                ({"owner_id": ishii.id, "state": "done"}, "field-unknown", "state"),
                ({"owner_id": ishii.id, "id": "x"}, "field-unknown", "id")):
            self.refused(self.ask(kato, group, **more), code, field)
        request = self.load(kato, self.ok(self.ask(kato, group, ishii, due_on=day(0)), 201))
        self.refused(self.act(ishii, request, "declining", {"word": "あ" * 2001}),
                     "field-too-long", "word")
        self.refused(self.give(kato, request), "field-missing", "owner_id")
        self.refused(self.give(kato, request, owner_id=self.city.noda.id), "field-invalid",
                     "owner_id")
        for query, field in (({"whose": "theirs"}, "whose"), ({"state": "all"}, "state"),
                             ({"cursor": "x"}, "cursor"), ({"limit": "0"}, "limit")):
            self.refused(kato.get("/v1/requests", **query), "field-invalid", field)

    def test_sent_twice(self):
        _, group = self.new_team("ishii")
        kato, ishii = self.city.kato, self.city.ishii
        once = uuid.uuid4().hex
        first = self.ask(kato, group, ishii, client_id=once, due_on=day(2))
        again = self.ask(kato, group, ishii, client_id=once, due_on=day(2))
        self.assertEqual((first.status, again.status), (201, 200))
        self.assertEqual(first.json["id"], again.json["id"])
        for more in ({"what": "別のこと"}, {"due_on": day(3)}, {"urgent": True}):
            self.refused(self.ask(kato, group, ishii, **({"client_id": once, "due_on": day(2)}
                                                         | more)),
                         "sent-differently", "client_id")
        self.refused(self.ask(kato, group, facility="station", client_id=once, due_on=day(2)),
                     "sent-differently", "client_id")
        self.assertEqual(len(self.listed(ishii, group=group["id"])), 1)

    def test_lists(self):
        _, group = self.new_team("ishii", "sakai")
        kato, ishii, sakai = self.city.kato, self.city.ishii, self.city.sakai
        before = self.ok(ishii.get("/v1/request-tally"))
        late = self.ok(self.ask(kato, group, ishii, due_on=day(9), what="九日後"), 201)
        soon = self.ok(self.ask(kato, group, ishii, due_on=day(0), what="今日"), 201)
        never = self.ok(self.ask(sakai, group, ishii, what="いつか"), 201)
        mine = self.ok(self.ask(ishii, group, sakai, due_on=day(1)), 201)
        in_group = {"group": group["id"]}
        self.assertEqual(self.listed(ishii, whose="mine", **in_group),
                         [soon["id"], late["id"], never["id"]])
        self.assertEqual(self.listed(ishii, whose="mine", limit=1, **in_group),
                         [soon["id"], late["id"], never["id"]])
        self.assertEqual(self.listed(ishii, whose="asked", **in_group), [mine["id"]])
        self.assertEqual(self.listed(ishii, whose="overdue", **in_group), [])
        self.assertEqual(self.listed(ishii, **in_group),
                         [soon["id"], mine["id"], late["id"], never["id"]])
        tally = self.ok(ishii.get("/v1/request-tally"))
        self.assertEqual([tally[n] - before[n] for n in ("mine", "due_today", "overdue", "asked")],
                         [3, 1, 0, 1])
        self.ok(self.act(ishii, soon, "completion"))
        self.ok(self.act(ishii, late, "declining"))
        self.assertEqual(self.listed(ishii, state="closed", limit=1, **in_group),
                         sorted([soon["id"], late["id"]], reverse=True))
        self.assertEqual(self.listed(kato, whose="asked", state="closed", **in_group),
                         sorted([soon["id"], late["id"]], reverse=True))

    def test_somebody_who_is_gone(self):
        """Leaving, suspended or retired: it shows, and anybody in the group can give it on."""
        _, group = self.new_team("ishii", "hayashi", "noda", "kondo")
        kato, hayashi = self.city.kato, self.city.hayashi
        left = self.load(kato, self.ok(self.ask(kato, group, self.city.ishii), 201))
        stopped = self.load(kato, self.ok(self.ask(kato, group, self.city.kondo), 201))
        alone = self.load(kato, self.ok(self.ask(kato, group, facility="pharmacy"), 201))
        self.assertEqual(self.load(hayashi, left)["capabilities"], [])
        self.assertEqual(self.city.ishii.delete(
            f"/v1/groups/{group['id']}/members/{self.city.ishii.id}").status, 204)
        self.city.change(f"state\t{self.city.kondo.id}\tsuspended")
        self.addCleanup(self.city.change, f"state\t{self.city.kondo.id}\tactive")
        now = [self.load(hayashi, r) for r in (left, stopped, alone)]
        self.assertEqual([(r.get("owner_state"), r.get("owner_left", False)) for r in now],
                         [("active", True), ("suspended", False), (None, True)])
        for request in now:
            self.assertEqual(request["capabilities"], ["give-request"])
        given = self.ok(self.give(hayashi, left, owner_id=self.city.noda.id))
        self.assertEqual((given["state"], given["owner_name"]), ("asked", "野田 亮"))
        self.assertEqual(self.inbox(self.city.noda, left), ["request"])
        given = self.ok(self.give(hayashi, stopped,
                                  owner_facility_id=self.city.facilities["station"]))
        self.assertNotIn("owner_id", given)
        self.ok(self.act(self.city.noda, stopped, "taking"))
        # The one who left knows nothing of it any more.
        self.nothing_there(self.city.ishii.get(f"/v1/requests/{left['id']}"), self.city.ishii)
        self.assertNotIn(left["id"], self.listed(self.city.ishii, whose="mine"))

    def test_frozen_and_closed(self):
        patient, group = self.new_team("ishii")
        kato, ishii = self.city.kato, self.city.ishii
        request = self.load(kato, self.ok(self.ask(kato, group, ishii), 201))
        consent = self.ok(kato.get(f"/v1/patients/{patient['id']}/consents"))["items"][0]
        self.ok(kato.post(f"/v1/groups/{group['id']}/closing"))
        self.assertEqual(self.load(ishii, request)["capabilities"], [])
        self.refused(self.act(ishii, request, "taking"), "group-closed", status=409)
        self.refused(self.ask(kato, group, ishii), "group-closed")
        self.assertEqual(self.listed(ishii, whose="mine", group=group["id"]), [request["id"]])
        self.assertNotIn(request["id"], self.listed(ishii, whose="mine"))
        self.ok(kato.post(f"/v1/groups/{group['id']}/reopening"))
        self.assertIn(request["id"], self.listed(ishii, whose="mine"))
        self.ok(kato.post(f"/v1/consents/{consent['id']}/withdrawal", ops_city.WITHDRAWAL))
        self.refused(self.act(ishii, request, "taking"), "group-frozen", status=409)
        self.refused(ishii.get(f"/v1/requests/{request['id']}"), "group-frozen")
        self.refused(self.act(kato, request, "cancellation"), "group-frozen")
        self.assertEqual(self.load(kato, request)["capabilities"], [])

    def test_direct_and_all_users(self):
        kato, ishii = self.city.kato, self.city.ishii
        direct = self.ok(kato.post("/v1/groups", {"client_id": uuid.uuid4().hex, "kind": "direct",
                                                  "user_id": ishii.id}), 201)
        request = self.load(ishii, self.ok(self.ask(kato, direct, ishii), 201))
        self.ok(self.act(ishii, request, "completion"))
        everybody = [g for g in kato.list("/v1/groups") if g["kind"] == "all-users"][0]
        self.refused(self.ask(kato, everybody, ishii), "needs-office")


class WhoMayTest(RequestCase):
    """Who may what with a request, in each of its states: every cell of the table, what is offered
    and what is refused."""

    ACTS = {"t": ("take-request", "taking"), "f": ("finish-request", "completion"),
            "d": ("decline-request", "declining"), "a": ("ask-again", "asking"),
            "c": ("cancel-request", "cancellation"), "g": ("give-request", "owner")}

    # Take, finish, decline, ask again, cancel, give; "-" nothing of it, "x" not to be known of.
    # asker: the care manager. owner: a nurse of the station. colleague: the other one, in the
    # group as well. absent: of the station, not in the group. other: of the pharmacy, in the group.
    # doctor: a group admin in the group. admin: one by right of administration alone.
    TABLE = """
                    asker  owner  colleague  absent  other  doctor  admin
    person asked    cg     tfd    -          x       -      cg      cg
    person taken    acg    fd     -          x       -      cg      cg
    person done     a      -      -          x       -      -       -
    person declined a      -      -          x       -      -       -
    person cancelled a     -      -          x       -      -       -
    station asked   cg     tfd    tfd        x       -      cg      cg
    station taken   acg    fd     fd         x       -      cg      cg
    station done    a      -      -          x       -      -       -
    clinic asked    cg     -      -          x       -      tfdcg   cg
    """

    # The same, once the nurse who is asked, or who took it on for the station, is suspended.
    GONE = """
                    asker  colleague  absent  other  doctor  admin
    person asked    cg     g          x       g      cg      cg
    person taken    acg    g          x       g      cg      cg
    person done     a      -          x       -      -       -
    station asked   cg     tfd        x       -      cg      cg
    station taken   acg    tfd        x       -      cg      cg
    station done    a      -          x       -      -       -
    """

    def setUp(self):
        city = self.city
        self.ok(city.kato.post(f"/v1/users/{city.mori.id}/facility-admin"))
        self.addCleanup(lambda: self.ok(
            city.kato.delete(f"/v1/users/{city.mori.id}/facility-admin")))
        self.group = self.new_team("ishii", "hayashi", "sakai", "kondo")[1]
        self.people = {"asker": city.sakai, "owner": city.ishii, "colleague": city.hayashi,
                       "absent": city.noda, "other": city.kondo, "doctor": city.kato,
                       "admin": city.mori}

    def make(self, owner, state):
        asker, nurse = self.people["asker"], self.people["owner"]
        whom = {"owner": nurse} if owner == "person" else {"facility": owner}
        request = self.load(asker, self.ok(self.ask(asker, self.group, **whom), 201))
        by, verb = {"asked": (None, None), "taken": (nurse, "taking"),
                    "done": (nurse, "completion"), "declined": (nurse, "declining"),
                    "cancelled": (asker, "cancellation")}[state]
        return self.ok(self.act(by, request, verb)) if verb else request

    def do(self, user, request, verb):
        if verb == "owner":
            return self.give(user, request, owner_id=self.people["colleague"].id)
        return self.act(user, request, verb)

    def check(self, request, user, cell, row):
        if cell == "x":
            for _, verb in self.ACTS.values():
                self.nothing_there(self.do(user, request, verb), user)
            self.nothing_there(user.get(f"/v1/requests/{request['id']}"), user)
            return
        wanted = [self.ACTS[letter][0] for letter in cell if letter != "-"]
        self.assertEqual(self.load(user, request)["capabilities"], wanted, row)
        for letter, (_, verb) in self.ACTS.items():
            if letter not in cell:
                self.assertIn(self.do(user, request, verb).status, (403, 409), (row, verb))
        self.assertEqual(self.load(user, request)["version"], request["version"], row)

    def check_table(self, table, requests):
        head, *lines = (line.split() for line in table.strip().splitlines())
        for owner, state, *cells in lines:
            self.assertEqual(len(cells), len(head))
            for role, cell in zip(head, cells):
                self.check(requests[owner, state], self.people[role], cell, (owner, state, role))

    def make_all(self, table):
        return {(owner, state): self.make(owner, state) for owner, state, *_ in
                (line.split() for line in table.strip().splitlines()[1:])}

    def test_table(self):
        self.check_table(self.TABLE, self.make_all(self.TABLE))

    def test_table_of_somebody_gone(self):
        requests, nurse = self.make_all(self.GONE), self.people["owner"]
        hayashi = self.people["colleague"]
        self.assertNotIn(requests["station", "taken"]["id"], self.listed(hayashi, whose="mine"))
        self.city.change(f"state\t{nurse.id}\tsuspended")
        self.addCleanup(self.city.change, f"state\t{nurse.id}\tactive")
        self.check_table(self.GONE, requests)
        taken = requests["station", "taken"]
        self.assertTrue(self.load(hayashi, taken)["taker_gone"])
        # It is the colleagues' again, in their list of what they have to do and in its number.
        self.assertIn(taken["id"], self.listed(hayashi, whose="mine"))
        before = self.ok(hayashi.get("/v1/request-tally"))["mine"]
        again = self.ok(self.act(hayashi, taken, "taking"))
        self.assertEqual((again["state"], again["taken_by_name"]), ("taken", "林 里美"))
        self.assertNotIn("taker_gone", {key for key, value in again.items() if value is True})
        self.assertEqual(self.ok(hayashi.get("/v1/request-tally"))["mine"], before)
        self.refused(self.act(hayashi, taken, "taking"), "request-state")

    def test_every_act_that_is_offered(self):
        """Each of them on a request of its own, and who asked hears of what others did."""
        doctor, admin = self.people["doctor"], self.people["admin"]
        for by in (doctor, admin):
            request = self.make("person", "asked")
            self.ok(self.act(by, request, "cancellation", {"word": "入院されました。"}))
            self.assertEqual(self.inbox(self.people["asker"], request), ["request-changed"])
            request = self.make("station", "taken")
            given = self.ok(self.give(by, request, owner_id=self.people["colleague"].id))
            self.assertEqual((given["state"], given["owner_name"]), ("asked", "林 里美"))
            self.assertIn("request-changed", self.inbox(self.people["asker"], request))


if __name__ == "__main__":
    unittest.main()
