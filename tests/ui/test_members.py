# SPDX-License-Identifier: GPL-3.0-or-later
"""A group's members: who administers it and why, inviting several, what waits for whose approval,
and taking an invitation back (source A4, PRODUCT section 2)."""

import re
import unittest

from ui_case import UiCase

from anshin_ui.screen import wait_for

SEARCH = "Search people by name, kana, profession or facility"
# By kana, by profession, by facility.
SEARCHED = ("ヤマネ", "歯科衛生士", "つくし薬局")
HELPERS = "ヘルパーステーションなでしこ"


class Members(UiCase):
    """A physician who administers a group, a nurse who is in it, and a helper who is not yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nurse, cls.helper = cls.journey.nurse_comes(), cls.journey.add("helper")
        cls.physician = cls.journey.physician
        cls.helper_name = cls.journey.name_of("helper")
        cls.group, cls.asked = None, []

    def members(self, person, facility):
        return person.rows(facility)

    def open_members(self, person, group):
        person.open_group(group)
        person.press("Members and invitations")
        person.screen.find("button", person.word("_Invite…"))

    def invite(self, person, *searched):
        """Chooses somebody for each of what is searched for, and invites them at once; who it is.
        Who is in the group already can't be chosen, and says so."""
        asked = []

        def free(said):
            return words in said and said.split(",")[0] not in asked and not any(
                person.words(standing) in said for standing in ("Is a member", "Invited"))
        person.press("_Invite…")
        for words in searched:
            person.screen.enter(person.word(SEARCH), words, role=None)
            # Until those who were found before have gone, the rows still change.
            person.wait_rows("People", lambda rows, words=words: rows and all(
                words in row for row in rows))
            row = person.screen.click("check", free)
            asked.append(row.get_name().split(",")[0])
        person.press("_Invite")
        return asked

    def wait_invited(self, person, name, msgid):
        """What a group's open invitation hangs on."""
        person.wait_rows("Open invitations", lambda rows: any(
            row.startswith(name) and person.words(msgid) in row for row in rows))

    def badge(self, person):
        """The number at the section of invitations."""
        said = [re.findall(r"\d+", text) for tab in person.screen.all("page tab")
                for text in [" ".join(person.screen.texts_in(tab))]
                if person.word("Invitations") in text]
        return int(said[0][0]) if said and said[0] else 0

    def shared_groups(self):
        """The names that stand once in the physician's and the nurse's lists, and not in the
        helper's."""
        mine, hers, others = ([re.split("、|, ", row)[0] for row in person.groups()]
                              for person in (self.physician, self.nurse, self.helper))
        return others and [name for name in hers if hers.count(name) == 1 == mine.count(name)
                           and name not in others]

    def test_1_who_administers(self):
        """By facility, that of the group first; each row says why somebody administers it, and
        who reads it by right of administration without being a member."""
        person, own = self.physician, self.service.sign_in("physician-admin")
        for one in (person, self.nurse, self.helper):
            one.section(2)
        why = person.words("Group administrator, as administrator of the facility whose group it "
                           "is")
        for name in wait_for(self.shared_groups, "a group that both are in"):
            person.open_group(name)
            person.press("Members and invitations")
            rows = wait_for(lambda: self.members(person, own["facility"]), "the members")
            if any(row.startswith(own["name"]) and why in row for row in rows):
                type(self).group = name
                break
            person.screen.key("alt+Left")
        self.assertIsNotNone(self.group)
        right = [row for row in rows
                 if person.words("Reads by right of administration, is not a member") in row]
        self.assertTrue(right and all(why in row for row in right))
        self.open_members(self.nurse, self.group)
        nurse = self.service.sign_in("nurse")
        rows = wait_for(lambda: self.members(self.nurse, nurse["facility"]), "the members")
        self.assertTrue([row for row in rows if row.startswith(nurse["name"])])
        self.assertFalse([row for row in rows if why in row])

    def test_1_namesakes(self):
        """Two patients of one name: each row says whose group it is."""
        self.nurse.section(2)

        def namesakes():
            rows = [re.split("、|, ", row) for row in self.nurse.groups()]
            names = [row[0] for row in rows]
            return [row for row in rows if names.count(row[0]) > 1]
        # Until what was searched for is forgotten, the list has one row.
        twins = wait_for(namesakes, "groups of one name")
        facilities = {one["facility"] for one in self.service.sign_ins()}
        for name in {row[0] for row in twins}:
            apart = [row[1] for row in twins if row[0] == name]
            self.assertEqual(len(set(apart)), len(apart), apart)
            self.assertTrue(any(part.startswith(tuple(facilities)) for part in apart), apart)

    def test_2_invite_several(self):
        """Three at once; an administrator's word is enough, so they wait for the answer."""
        type(self).asked = self.invite(self.physician, *SEARCHED)
        for name in self.asked:
            self.wait_invited(self.physician, name, "Waits for the answer")

    def test_3_proposed(self):
        """A member's invitation waits for an administrator; whom it is about hears nothing."""
        self.helper.section(3)
        before = self.badge(self.physician)
        self.invite(self.nurse, self.helper_name)
        self.wait_invited(self.nurse, self.helper_name,
                          "Waits for a group administrator’s approval")
        wait_for(lambda: self.badge(self.physician) == before + 1, "one more to approve")
        self.assertFalse(self.helper.screen.all("button", self.accepts))

    def accepts(self, said):
        return self.group in said and said.startswith(self.helper.word("_Accept"))

    def test_4_approve(self):
        """Who asks, for whom, for which group; once approved it is there for the helper."""
        person, nurse = self.physician, self.service.sign_in("nurse")
        person.section(3)
        before = self.badge(person)
        row = next(row for row in person.wait_rows(
            "Waiting for your approval", lambda rows: any(
                row.startswith(self.helper_name) for row in rows))
            if row.startswith(self.helper_name))
        for part in (self.group, nurse["name"], nurse["facility"],
                     person.words.choice("Nurse"), HELPERS):
            self.assertIn(part, row)
        person.screen.click("button", lambda said: self.helper_name in said and said.startswith(
            person.word("A_pprove")))
        wait_for(lambda: self.badge(person) == before - 1, "one less to approve")
        self.wait_invited(self.nurse, self.helper_name, "Waits for the answer")
        self.helper.screen.find("button", self.accepts)

    def test_5_accept(self):
        """In the list of members, under the own facility."""
        self.helper.screen.click("button", self.accepts)
        self.helper.screen.wait_gone("button", self.accepts)
        self.helper.open_group(self.group)
        for person in (self.nurse, self.physician):
            person.section(2)
            wait_for(lambda person=person: any(
                row.startswith(self.helper_name) for row in self.members(person, HELPERS)),
                "the helper among the members")

    def test_6_take_back(self):
        """One is taken back, and is no longer open for anybody."""
        person, name = self.physician, self.asked[0]
        person.screen.click("button", lambda said: name in said and said.startswith(
            person.word("_Take back")))
        for one in (person, self.nurse):
            one.wait_rows("Open invitations", lambda rows: rows and not any(
                row.startswith(name) for row in rows))

    def test_7_send_again(self):
        """The invitation is open for 30 days from then on; the log says that it went out again."""
        person, name = self.physician, self.asked[1]
        person.screen.click("button", lambda said: name in said and said.startswith(
            person.word("_Send again")))
        wait_for(lambda: self.service.ask(
            "SELECT 1 FROM audit WHERE action = 'resend-invitation'"), "it to have gone out")
        person.menu("A_ccess log")
        person.press_row("Who did and saw what")
        person.wait_rows("Who did and saw what", lambda rows: any(
            row.startswith(person.words("Sent an invitation again")) for row in rows))

    def test_8_turn_down(self):
        """What an administrator turns down is gone for the nurse as well."""
        name = self.invite(self.nurse, "なでしこ")[0]
        self.wait_invited(self.nurse, name, "Waits for a group administrator’s approval")
        self.physician.open_group(self.group)
        self.physician.press("Members and invitations")
        self.physician.screen.click("button", lambda said: name in said and said.startswith(
            self.physician.word("_Turn down")))
        self.nurse.wait_rows("Open invitations", lambda rows: rows and not any(
            row.startswith(name) for row in rows))

    def test_9_quiet(self):
        """None of it made the programs complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
