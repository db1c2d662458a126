# SPDX-License-Identifier: GPL-3.0-or-later
"""The way that everything else hangs on: from signing in to the care team that talks."""

import datetime
import re

from .person import Person
from .screen import checked, press, wait_for

PATIENT = "宝塚 花子"
KANA = "タカラヅカ ハナコ"


class Journey:
    """A physician and a nurse of another facility, each at a desktop of their own."""

    def __init__(self, surroundings, service, language, enrol=False):
        self.surroundings = surroundings
        self.service = service
        self.language = language
        self.people = []
        self.physician = self._person("physician-admin", "physician", enrol)
        self.nurse = None
        self.enrol = enrol

    def _person(self, role, name, enrol):
        person = Person(self.surroundings, self.service, self.language, name,
                        None if enrol else role)
        self.people.append(person)
        person.connect()
        if enrol:
            person.enrol(self.service.sign_in(role))
        person.wait_signed_in()
        return person

    def add(self, role):
        """Somebody else signs in, on one more computer."""
        return self._person(role, role, self.enrol)

    def nurse_comes(self):
        """The nurse signs in, on another computer."""
        self.nurse = self._person("nurse", "nurse", self.enrol)
        return self.nurse

    def name_of(self, role):
        return self.service.sign_in(role)["name"]

    # The physician's part

    def enter_patient(self, name=PATIENT, kana=KANA, birth="S15.3.2",
                      address="兵庫県さくら川市小浜9丁目9-9"):
        """A new patient, from the list of patients."""
        person = self.physician
        person.section(1)
        person.screen.key("ctrl+n")
        person.fill({"Name": name, "Name in kana": kana, "Date of birth": birth})
        person.choose("Sex", person.words.choice("Female"))
        person.choose("Care level", person.words.choice("Care level 3"))
        person.fill({"Postal code": "665-0827", "Address": address,
                     "Telephone": "0797-00-1234"})
        person.press("_Save")
        person.screen.find("button", person.word("Make the consent _form"))

    def make_form(self):
        """The consent form, saved as PDF; where it is."""
        person = self.physician
        person.press("Make the consent _form")
        for title in ("Who consents", "Who receives", "How long; remarks", "Check and print"):
            person.press("_Next")
            person.wait_step(title)
        person.press("Save as P_DF…")
        person.save_file("form-4.pdf")
        saved = person.desktop.home / "form-4.pdf"
        wait_for(lambda: saved.exists() and saved.stat().st_size > 0, "the PDF", 30)
        return saved

    def record_signature(self):
        """The signed paper is there."""
        person = self.physician
        person.press("_Record the signature…")
        today = datetime.date.today()
        person.fill({"Day of the signature": today.isoformat(),
                     "Where the signed original is kept": "受付の鍵付き書庫"})
        person.press("_Record")
        person.screen.find("button", person.word("_Create the patient group"))

    def create_group(self):
        """The patient group, from the patient."""
        person = self.physician
        person.press("_Create the patient group")
        person.screen.find(None, person.word("Timeline"))

    def invite_nurse(self):
        """The nurse of another facility, from the group's members."""
        person = self.physician
        name = self.name_of("nurse")
        person.press("Members and invitations")
        person.press("_Invite…")
        person.screen.enter(
            person.word("Search people by name, kana, profession or facility"), name, role=None)
        self._tick(person, name)
        person.press("_Invite")
        person.screen.find("list", person.word("Open invitations"))

    @staticmethod
    def _tick(person, name):
        """Ticks somebody who was searched for, whose row comes and moves with each answer."""
        chosen = person.words.count("%d person chosen", "%d people chosen", 1)

        def ticked():
            for box in person.screen.all("check", lambda said: said.startswith(name))[:1]:
                if not checked(box):
                    press(box) or person.screen.click_at(box)
            return person.screen.all("label", chosen)
        wait_for(ticked, f"{name} ticked")

    # The nurse's part

    def accept(self, group, person=None):
        """The invitation, which is there by itself."""
        person = person or self.nurse
        person.section(3)
        person.screen.click("button", lambda said: group in said and said.startswith(
            person.word("_Accept")))
        person.screen.wait_gone("button", lambda said: group in said)

    def open_shared_group(self, leave=()):
        """Both open a group of the sample data in which both are: one whose name stands once in
        each one's list, and is none of those to leave. Its name."""
        both = (self.physician, self.nurse)

        def names():
            mine, hers = ([re.split("、|, ", row)[0] for row in person.groups()]
                          for person in both)
            return [name for name in hers if "全ユーザー" not in name and name not in leave
                    and hers.count(name) == 1 == mine.count(name)]
        for person in both:
            person.section(2)
        name = wait_for(names, "a group that both are in")[0]
        for person in both:
            person.open_group(name)
        return name

    def main_job(self):
        """All of it, for somebody who wants to see that it works."""
        self.enter_patient()
        self.make_form()
        self.record_signature()
        self.create_group()
        self.invite_nurse()
        self.nurse_comes()
        self.accept(PATIENT)
        self.physician.open_group(PATIENT)
        self.nurse.open_group(PATIENT)
        self.physician.send("初回の訪問をお願いします。血圧の手帳はご本人がお持ちです。")
        self.nurse.wait_message("初回の訪問をお願いします。血圧の手帳はご本人がお持ちです。")
        self.nurse.send("承知しました。明日の午前にうかがいます。")
        self.physician.wait_message("承知しました。明日の午前にうかがいます。")

    def evidence(self, title):
        """Pictures, outlines and logs of everybody, for who looks into a failure."""
        return [str(person.desktop.evidence(title)) for person in self.people]

    def close(self):
        """Everybody goes home."""
        for person in self.people:
            person.desktop.stop()
