#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What two do to accounts at once: the rules hold whoever comes first."""

import threading
import unittest

from accounts_city import PASSWORD, Network

from anshin_test import Client

ROUNDS = 40


class Races(Network):
    def at_once(self, *acts):
        """Runs the acts in threads of their own, begun together; their answers."""
        barrier = threading.Barrier(len(acts))
        answers = [None] * len(acts)

        def run(index, act):
            barrier.wait()
            answers[index] = act()

        threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_two_admins_unset_each_other(self):
        facility = self.add_facility()
        one, two = self.add_user(facility, admin=True), self.add_user(facility, admin=True)
        paths = [f"/v1/users/{client.user_id}/facility-admin" for client in (one, two)]
        for _ in range(ROUNDS):
            answers = self.at_once(lambda: one.delete(paths[1]), lambda: two.delete(paths[0]))
            statuses = sorted(answer.status for answer in answers)
            self.assertEqual(statuses[0], 200, answers)
            self.assertIn(answers[0 if answers[1].status == 200 else 1].code,
                          ("needs-facility-admin", "last-admin"), answers)
            left = one if answers[0].status == 200 else two
            self.assertTrue(self.user(left)["facility_admin"])
            self.ok(left.post(paths[0 if left is two else 1]))

    def test_two_admins_suspend_each_other(self):
        facility = self.add_facility()
        one, two = self.add_user(facility, admin=True), self.add_user(facility, admin=True)
        self.add_user(facility)
        for _ in range(ROUNDS // 4):
            answers = self.at_once(
                lambda: one.post(f"/v1/users/{two.user_id}/suspension", {"reason": "other"}),
                lambda: two.post(f"/v1/users/{one.user_id}/suspension", {"reason": "other"}))
            gone = two if answers[0].status == 200 else one
            self.assertEqual(sorted(answer.status for answer in answers)[0], 200, answers)
            self.assertIn(answers[0 if answers[1].status == 200 else 1].code,
                          ("access-withdrawn", "last-admin"), answers)
            self.ok(self.office.post(f"/v1/users/{gone.user_id}/restoration", {"reason": "試験"}))
            gone.sign_in()

    def test_suspended_while_writing(self):
        facility = self.add_facility()
        admin, nurse = self.add_user(facility, admin=True), self.add_user(facility)
        group = nurse.free_group()
        path = f"/v1/users/{nurse.user_id}"
        for _ in range(ROUNDS):
            said, stopped = self.at_once(
                lambda: self.say(nurse, group),
                lambda: admin.post(f"{path}/suspension", {"reason": "other"}))
            self.ok(stopped)
            self.assertIn((said.status, said.code), ((201, None), (401, "access-withdrawn")))
            # Nothing of a suspended user comes after: what was answered with 401 is not there.
            count = self.service.query("SELECT COUNT(*) FROM entry WHERE author_id = "
                                       f"'{nurse.user_id}' AND kind = 1")[0][0]
            self.said = getattr(self, "said", 0) + (said.status == 201)
            self.assertEqual(int(count), self.said)
            self.assertEqual(nurse.get("/v1/session").code, "access-withdrawn")
            self.ok(self.office.post(f"{path}/restoration", {"reason": "試験"}))
            nurse.sign_in()

    def test_one_enrolment_for_one_temporary_password(self):
        access = self.apply(self.add_facility())
        clients = [Client(self.service) for _ in range(4)]
        answers = self.at_once(*[
            lambda client=client: client.try_enrol(access["mail"], access["password"],
                                                   access["code"], PASSWORD)
            for client in clients])
        self.assertEqual(sorted(answer.status for answer in answers), [200, 401, 401, 401])


if __name__ == "__main__":
    unittest.main()
