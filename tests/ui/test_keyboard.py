# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse and without eyes: whole jobs by the keyboard alone, and a name for a screen
reader on everything that can be touched in the views of the network (PRODUCT section 3)."""

import re
import unittest

from ui_case import UiCase

from anshin_ui.names import nameless
from anshin_ui.screen import children, wait_for

COLLEAGUE = "中田 恵子"


class Keyboard(UiCase):
    """The administrator of a clinic, and the office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin, cls.office = cls.journey.physician, cls.journey.add("office")

    def look(self, person, view):
        """The view that is there has a name for everything."""
        person.screen.settle()
        found = nameless(person.screen)
        self.assertEqual(found, [], view + ":\n" + "\n".join(found))

    def page(self, person, msgid, *more):
        """Opens a page from the list of a section, and what is behind its buttons: pairs of one, and
        of what stands there then."""
        if person.has("row", msgid):
            person.press_row(msgid)
        else:
            person.staff_menu(msgid)
        self.look(person, msgid)
        for button, there in more:
            person.press(button)
            person.screen.find(None, person.word(there))
            self.look(person, f"{msgid}, {button}")

    def test_1_make_admin(self):
        """From the menu to the mark and its press, with keys alone; and back again."""
        person = self.admin
        person.menu_by_key("S_taff")
        mark = person.words("Facility administrator")

        def row():
            return next((row for row in person.rows(person.word("Staff of your facility"))
                         if row.startswith(COLLEAGUE)), "")
        wait_for(row, "the list of the staff")
        for msgid, is_admin in (("Make %s administrator", True),
                                ("%s is administrator; press to take away", False)):
            person.tab_to(person.words(msgid) % COLLEAGUE)
            person.screen.key("space")
            wait_for(lambda is_admin=is_admin: row() and (mark in row()) == is_admin, "the mark")

    def test_2_approve(self):
        """To the invitations, to the first that waits, approved: one less at the section."""
        person = self.admin
        person.screen.key("ctrl+3")
        waiting = person.wait_rows("Waiting for your approval", bool)
        tab = person.screen.find("page tab", lambda said: said.startswith(
            person.word("Invitations")))
        before = int(re.search(r"\d+", tab.get_name()).group())
        person.tab_to(lambda said: said.startswith(person.word("A_pprove")))
        person.screen.key("Return")
        wait_for(lambda: len(self.waiting()) == len(waiting) - 1, "one less to approve")
        # The number on the tab is for eyes; its name says it as well.
        left = person.words("%s, %u waiting") % (person.word("Invitations"), before - 1)
        person.screen.find("page tab", lambda said: said.startswith(left))

    def test_2_z_menu_at_once(self):
        """Whoever opens a group and the main menu in one go has the menu, and it stays."""
        person = self.admin
        person.section(2)
        names = [re.split("、|, ", row)[0] for row in person.wait_rows("Groups", bool)[:3]]
        for name in names:
            person.search_groups(name)
            person.screen.click_at(person.screen.find("entry", person.word("Search groups")))
            person.screen.key("Return", "F10")
            item = person.screen.find("menu item", person.word("S_earch messages…"))
            person.screen.settle()
            person.move_to(item, "Down")
            person.screen.key("Return")
            person.screen.find("combo box", person.word("In which group"))
            person.screen.key("Escape")
        person.screen.enter(person.word("Search groups"), "", role=None)

    def waiting(self):
        """What waits for the approval; the list goes with the last."""
        lists = self.admin.screen.all("list", self.admin.word("Waiting for your approval"))
        return [row for one in lists for row in children(one)
                if row.get_role_name() == "list item"]

    def test_3_names_staff(self):
        person = self.admin
        person.menu("S_taff")
        self.look(person, "Staff")
        person.open_row("Staff of your facility", COLLEAGUE, scroll=True)
        self.look(person, "a person")
        person.press("Terminal _lost: suspend…")
        person.screen.find_dialog()
        self.look(person, "suspending")
        person.confirm("_Cancel")
        self.page(person, "My account and terminals")
        person.press("Register staff")
        person.screen.find("label", person.word("Register staff"))
        self.look(person, "Register staff")
        self.page(person, "Applications for registration")
        self.page(person, "Personal terminals (BYOD)")

    def test_4_names_invitations(self):
        person = self.admin
        person.section(3)
        self.look(person, "Invitations")
        person.section(2)
        person.open_first_group()
        person.press("Members and invitations")
        person.screen.find("button", person.word("_Invite…"))
        self.look(person, "Members")
        person.press("_Invite…")
        person.screen.enter(person.word("Search people by name, kana, profession or facility"),
                            "看護", role=None)
        person.screen.find("check", None)
        self.look(person, "Invite")

    def test_5_names_audit(self):
        person = self.admin
        person.menu("A_ccess log")
        self.page(person, "Who did and saw what")
        person.screen.click("row", lambda said: said.startswith(person.word("Show")))
        self.look(person, "the filter")
        person.press("_Take out…")
        person.screen.find("button", person.word("_Save as a file…"))
        self.look(person, "taking out")
        self.page(person, "Monthly reviews")
        months = person.wait_rows("Monthly reviews", lambda rows: len(rows) > 1)
        person.open_row("Monthly reviews", months[1][:8])
        self.look(person, "a review")

    def test_6_names_office(self):
        person = self.office
        person.section(1)
        self.look(person, "Office")
        self.page(person, "Applications")
        self.page(person, "Users")
        person.open_row("Users", person.wait_rows("Users", bool)[0][:3])
        self.look(person, "a user")
        self.page(person, "Facilities", ("_Add…", "New facility"))
        for msgid in ("Suspended accounts", "Announcement", "Professions"):
            self.page(person, msgid)
        self.page(person, "Rules and form texts", ("_New version…", "New version of the rules"))
        self.page(person, "Safety check", ("_Start…", "What you ask"))
        person.menu("A_ccess log")
        self.page(person, "Chain of the log")

    def test_9_quiet(self):
        """None of it made the programs complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
