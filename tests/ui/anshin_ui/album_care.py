# SPDX-License-Identifier: GPL-3.0-or-later
"""A physician's views: patients, consent, groups, chat, invitations."""

from .album import Album


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
        self.more("_Take out a part…")
        screen.find("label", person.word("Which days"))
        self.take("export")
        self.back()
        self.to_list()
        screen.key("ctrl+n")
        self.take("group-new")
        self.back()

    def search(self):
        """Over all that one may read."""
        person = self.person
        # Beside a page a narrow window has no main menu.
        self.to_list()
        person.menu("S_earch messages…")
        self.take("search-empty")
        person.screen.enter(person.word("Search messages"), "血圧", role=None)
        person.wait_rows("Found messages", bool)
        self.take("search")
        person.open_row("Found messages", "")
        person.screen.find(None, person.word("Timeline"))
        self.take("search-hit")
        self.to_list()

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
        self.search()
        person.section(3)
        self.take("invitations")
        screen.key("ctrl+l")
        screen.find("button", person.word("_Unlock"))
        self.take("locked")
