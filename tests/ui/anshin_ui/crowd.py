# SPDX-License-Identifier: GPL-3.0-or-later
"""Two hundred groups with something unread in all of them."""

import uuid

GROUPS = 200
# So many are unread in a group, in turn: few, one, and more than are counted.
UNREAD = (2, 1, 3, 1, 5)


def name_of(number):
    """The groups count from 1; the last is the newest."""
    return f"連絡 {number:03}"


def unread_of(number):
    return UNREAD[number % len(UNREAD)]


class Crowd:
    """A colleague who has them, with a care manager whose next sign-in is the first for long."""

    def __init__(self, service):
        self.colleague = service.client("care-manager-admin")
        manager = service.client("care-manager")
        self.groups = {name_of(number): self._make(name_of(number), manager)
                       for number in range(1, GROUPS + 1)}
        for number, name in enumerate(self.groups, 1):
            for count in range(unread_of(number)):
                self.post(name, f"{count + 1}件目です。")
        answer = self.colleague.post(f"/v1/users/{manager.user_id}/enrolment-codes")
        manager.sign_out()
        service.renew("care-manager", manager.password, answer.json["code"])

    def _make(self, name, manager):
        path = f"/v1/groups/{self.colleague.free_group(name)}"
        invited = self.colleague.post(f"{path}/invitations",
                                      {"user_ids": [manager.user_id]}).json["items"][0]["id"]
        assert manager.post(f"/v1/invitations/{invited}/accept").status == 200
        return path

    def post(self, name, text):
        """Writes into a group."""
        answer = self.colleague.post(f"{self.groups[name]}/messages",
                                     {"client_id": uuid.uuid4().hex, "text": text})
        assert answer.status == 201, answer
