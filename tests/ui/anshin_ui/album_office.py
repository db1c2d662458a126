# SPDX-License-Identifier: GPL-3.0-or-later
"""The office's views, and a safety check as those see it who are asked."""

from .album import Album


class Office(Album):
    """The clerk of the office."""

    role = "office"
    name = "office"

    def open(self, msgid):
        """One of the office's pages."""
        self.to_list()
        self.person.section(1)
        self.person.press_row(msgid)

    def applications(self):
        """What facilities apply for, and the notices for whom it is granted."""
        person, screen = self.person, self.person.screen
        self.open("Applications")
        self.take("applications")
        names = [row.split(",")[0] for row in person.rows(person.word("Applications"))[:2]]
        for name in names:
            screen.click("check", person.words("Mark %s") % name)
        self.take("applications-marked")
        person.press("_Register")
        self.take("register-question")
        person.confirm("_Register")
        screen.says(person.words("Read aloud"), 30)
        self.take("temporary-passwords")
        self.back()
        self.take("leave-question")
        person.confirm("_Leave the page")
        person.wait_rows("Applications", lambda rows: not rows[0].startswith(names[0]))
        person.open_row("Applications", person.rows(person.word("Applications"))[0][:4])
        self.take("application")
        person.press("_Turn down…")
        self.take("turn-down")
        self.back()

    def users(self):
        """Accounts, and what can be done with one."""
        person, screen = self.person, self.person.screen
        self.open("Users")
        self.take("users")
        screen.enter(person.word("Search users"), "サエキ", role=None)
        person.wait_rows("Users", lambda rows: len(rows) == 1)
        person.open_row("Users", "佐伯")
        self.take("user")
        for row, name in (("Suspend the account…", "suspend"), ("Retire…", "retire"),
                          ("Reset the password…", "reset"), ("Edit…", "user-edit")):
            person.press_row(row)
            self.take(name)
            self.back()
        self.open("Suspended accounts")
        self.take("suspended")
        person.open_row("Users", "上田")
        self.take("user-suspended")
        person.press_row("Restore the account…")
        self.take("restore")
        self.back()

    def facilities(self):
        """Facilities."""
        person = self.person
        self.open("Facilities")
        self.take("facilities")
        person.open_row("Facilities", "森本内科医院")
        self.take("facility")
        person.press("_Edit…")
        self.take("facility-edit")
        self.back()
        self.back()
        person.press("_Add…")
        self.take("facility-new")
        self.back()

    def texts(self):
        """Rules, form texts, professions."""
        person = self.person
        self.open("Rules and form texts")
        self.take("texts")
        person.press("_New version…")
        self.take("rules-edit")
        person.press("Preview")
        self.take("rules-preview")
        self.back()
        person.press("Consent form 4")
        self.take("form-texts")
        person.open_row("Versions", person.rows(person.word("Versions"))[0][:4])
        self.take("form-version")
        self.back()
        person.press("_New version…")
        self.take("form-edit")
        # Where both fit they are side by side.
        if person.has("button", "Preview"):
            person.press("Preview")
            self.take("form-preview")
        self.back()
        self.open("Professions")
        self.take("professions")

    def disaster(self):
        """An announcement and a safety check."""
        person, screen = self.person, self.person.screen
        self.open("Announcement")
        self.take("announcement")
        self.open("Safety check")
        self.take("safety")
        person.press("_Start…")
        self.take("safety-start")
        person.fill({"What you ask": "地震がありました。ご無事ですか。"})
        # The page before has a button of that name, and is still known.
        screen.press_last("button", person.word("_Start…"))
        self.take("safety-question")
        person.confirm("_Start")
        screen.find("button", person.word("_Remind"))
        self.take("safety-tally")
        person.press("All")
        self.take("safety-all")

    def audit(self):
        """The office's part of the log; from a page of a safety check, above the list of them."""
        person = self.person
        self.back()
        self.to_list()
        person.menu("A_ccess log")
        self.take("audit")
        person.press_row("Who did and saw what")
        self.take("audit-log")
        self.to_list()
        person.press_row("Monthly reviews")
        self.take("audit-reviews")
        self.to_list()
        person.press_row("Chain of the log")
        person.screen.says(person.words("The log is as it was written"), 30)
        self.take("audit-chain")
        self.to_list()

    def make(self):
        self.take("office")
        self.applications()
        self.users()
        self.facilities()
        self.texts()
        self.disaster()
        self.audit()


class Asked(Album):
    """A physician while a safety check is open."""

    role = "physician-2"
    name = "safety"

    def make(self):
        person, screen = self.person, self.person.screen
        screen.says(person.words("Safety check: are you safe? Please answer."))
        self.take("asked")
        person.press("_Answer")
        self.take("answer")
        person.fill({"A word, if you want (where you are, what you need)": "診療所にいます。停電中"})
        person.press("I am _safe")
        screen.says(person.words("Safety check: you have answered “%s”")
                    % person.words.choice("Safe"))
        self.take("answered")
        person.press("Who of my facility has _answered")
        self.take("own-facility")
