# SPDX-License-Identifier: GPL-3.0-or-later
"""A physician's views: patients, consent, groups, chat, invitations."""

from .album import Album
from .screen import press


class Care(Album):
    """From the sign-in to the lock."""

    role = "physician-admin"
    name = "care"

    def enrols(self):
        return True

    def consent(self):
        """The form of a patient who has none."""
        person, screen = self.person, self.person.screen
        screen.click("row", lambda said: person.words("No consent yet") in said)
        self.take("patient-without-consent")
        person.press("Make the consent _form")
        self.take("consent-explains")
        for title, name in (("Who consents", "consents"), ("Who receives", "receives"),
                            ("How long; remarks", "period"), ("Check and print", "check")):
            person.press("_Next")
            person.wait_step(title)
            self.take(f"consent-{name}")
        self.back()
        self.to_list()

    def patients(self):
        """The list, a patient, the forms for one."""
        person, screen = self.person, self.person.screen
        person.section(1)
        self.take("patients")
        person.open_first_patient()
        self.take("patient")
        person.press("_Edit")
        self.take("patient-edit")
        self.back()
        self.ending()
        self.back()
        screen.key("ctrl+n")
        self.take("patient-new")
        self.back()

    def ending(self):
        """The page that ends a patient's groups, and who has seen the patient."""
        person = self.person
        person.press_row("Who has seen this patient")
        self.take("seen-by")
        self.back()
        person.press_row("End of the care")
        self.take("ending")
        person.choose("Reason", person.words.choice("Died"))
        self.take("ending-filled")
        self.back()
        person.confirm("_Discard")

    def groups(self):
        """Groups, chat."""
        person, screen = self.person, self.person.screen
        person.section(2)
        self.take("groups")
        person.open_first_group()
        self.take("chat")
        person.press("More")
        screen.click("menu item", person.word("_Take out a part…"))
        screen.find("label", person.word("Which days"))
        self.take("export")
        self.back()
        self.vitals()
        self.to_list()
        screen.key("ctrl+n")
        self.take("group-new")
        self.back()

    def add(self, msgid):
        """Chooses from what can be added to a message."""
        self.person.press("Add to the message")
        self.person.screen.click("menu item", self.person.word(msgid))

    def care(self):
        """Requests, the emergency card, templates."""
        person, screen = self.person, self.person.screen
        person.section(2)
        person.open_first_group()
        self.add("_Request…")
        self.take("request-new")
        choose = person.word("_Choose…")
        person.screen.click("button", lambda said: said.startswith(choose))
        self.take("request-owner")
        self.back()
        self.back()
        self.add("_Template…")
        self.take("templates")
        screen.click("row", lambda said: said.startswith("往診の記録"))
        self.take("template-fill")
        self.back()
        person.press("_New…")
        person.press("Insert a number")
        self.take("template-new")
        self.back()
        person.confirm("_Discard")
        self.back()
        screen.click("button", lambda said: said.startswith(person.word("Emergency card")))
        self.take("card")
        person.press("_Edit")
        self.take("card-edit")
        self.back()
        person.press("Earlier _versions")
        self.take("card-versions")
        self.back()
        self.to_list()
        person.section(4)
        self.take("requests")
        person.choose_drop_down("Which requests", "All open")
        rows = person.wait_rows("Requests", lambda said: len(said) > 0)
        self.take("requests-open")
        person.open_row("Requests", rows[0])
        self.take("request")
        self.to_list()

    def vitals(self):
        """Writing vital signs down, their course, the ranges, and search."""
        person = self.person
        person.press("Add to the message")
        person.screen.click("menu item", person.word("_Vital signs…"))
        self.take("vitals-form")
        self.back()
        person.press("More")
        person.screen.click("menu item", person.word("Course of the _vital signs"))
        person.screen.find(None, person.word("Period"))
        self.take("vitals-course")
        # The page below has a button of that name as well.
        press(person.screen.all("button", person.word("More"))[-1])
        person.screen.click("menu item", person.word("_Target ranges…"))
        self.take("vitals-ranges")
        self.back()
        self.back()
        # Beside a page a narrow window has no main menu.
        self.to_list()
        person.menu("S_earch messages…")
        person.screen.enter(person.word("Search messages"), "血圧", role=None)
        person.wait_rows("What was found", bool)
        self.take("search")
        self.back()

    def make(self):
        person, screen = self.person, self.person.screen
        self.take("sign-in")
        person.press("Use this terminal for the _first time")
        self.take("enrol")
        person.enrol_fill(self.sign_in)
        person.wait_signed_in()
        self.patients()
        self.consent()
        self.groups()
        self.care()
        person.section(3)
        self.take("invitations")
        screen.key("ctrl+l")
        screen.find("button", person.word("_Unlock"))
        self.take("locked")
