# SPDX-License-Identifier: GPL-3.0-or-later
"""A group's members, inviting, and what waits for whom."""

from .album import Album


class Members(Album):
    """The administrator of a clinic, who administers the groups of its patients."""

    role = "physician-admin"
    name = "members"

    def inviting(self):
        """Nobody searched for yet, then several found."""
        person, screen = self.person, self.person.screen
        person.press("_Invite…")
        self.take("invite")
        screen.enter(person.word("Search people by name, kana, profession or facility"), "看護",
                     role=None)
        screen.find("check", None)
        self.take("invite-found")
        self.back()

    def make(self):
        person = self.person
        person.section(3)
        self.take("invitations")
        person.section(2)
        self.take("groups")
        person.open_first_group()
        person.press("Members and invitations")
        self.take("members")
        self.inviting()
        self.back()
        self.to_list()
        person.open_group("全ユーザーグループ")
        person.press("Members and invitations")
        self.take("members-everybody")
