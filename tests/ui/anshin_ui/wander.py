# SPDX-License-Identifier: GPL-3.0-or-later
"""Two hours of use in a few minutes: what people do at the desktop, again and again, in an order that a
number decides. Each act knows what has to come of it, and waits for that."""

import collections
import contextlib
import random

from gi.repository import Atspi

from .screen import box, children, focused, plain, press, steady, text_of, wait_for
from .ways import QuickScreen

# How often each is done. Somebody who does nothing else opens, writes or looks for something every
# 20 seconds: in two hours that is 360 times.
TWO_HOURS = 2 * 60 * 60 // 20
ACTS = {"open": 80, "draft": 60, "send": 60, "section": 40, "type": 20, "find_group": 20,
        "find_patient": 20, "copy": 15, "scroll": 8, "find_message": 8, "view": 8,
        "acknowledge": 6, "attach": 5, "edit": 4, "card": 3, "chart": 3, "lock": 3,
        "request": 2, "preview": 2, "vitals": 2}

GROUPS = 4
SECTIONS = {1: "Patients", 3: "Invitations", 4: "Requests"}
ANSWERS = ("Seen", "Understood", "Thank you", "Good", "Done")


class Wanderer:
    """Somebody with groups of their own, named alike so that the list can be narrowed, and one of
    a patient. What is typed is made of the words; done says how often each act was done."""

    def __init__(self, person, sign_in, patient_group, words, photo, number):
        self.person = person
        self.screen = QuickScreen(person.screen)
        self.sign_in = sign_in
        self.patient_group = patient_group
        self.words = words
        self.photo = photo
        self.number = number
        self.done = collections.Counter()
        self._random = random.Random(number)
        self._names = [f"{words['group']}{letter}" for letter in "abcd"[:GROUPS]]
        self._drafts = dict.fromkeys(self._names, "")
        self._last = {}
        self._files = []
        self._texts = 0
        self._open_name = None

    def go(self):
        """Does all of it, in an order that can be had again by its number."""
        order = [kind for kind, often in ACTS.items() for _ in range(often)]
        self._random.shuffle(order)
        desktop, screen = self.person.desktop, self.person.screen
        desktop.screen = self.screen
        try:
            self._begin()
            for kind in order:
                self._act(kind)
            self.screen.enter(self.person.word("Search groups"), "", role=None)
        finally:
            desktop.screen = screen

    def _act(self, kind):
        try:
            getattr(self, f"_{kind}")()
        except Exception as error:
            raise AssertionError(f"{kind}, act {self.done.total() + 1} by the number "
                                 f"{self.number}: {error}; {self._seen()}") from error
        self.done[kind] += 1

    def _seen(self):
        """What was open instead, for who looks into a failure."""
        pages = [plain(page.get_name()) for page in self.screen.all("page")]
        groups = [plain(row.get_name()) for row in self._rows("Groups")]
        ends = [plain(row.get_name()) for row in self._rows("Timeline")[-2:]]
        return (f"open: {[name for name in pages if name in (*self._names, self.patient_group)]}, "
                f"to be open: {self._open_name}, groups: {groups}, the timeline ends: {ends}")

    def _begin(self):
        """The own groups, each with something in it, one with a file."""
        for name in self._names:
            self.person.create_free_group(name)
            # That of the group before is there for a moment more.
            wait_for(lambda: len(self._rows("Timeline")) == 1, "the group without a message")
            self._open_name = name
            self._send()
        self._narrow()
        self._attach()

    def _narrow(self):
        """The list has the own groups alone."""
        self.person.section(2)
        self._search_groups(self.words["group"], GROUPS)

    def _search_groups(self, words, count):
        self.screen.enter(self.person.word("Search groups"), words, role=None)
        wait_for(lambda: len(self._rows("Groups")) == count, f"{count} groups of {words}")

    def _rows(self, msgid):
        """The rows of a list, which is not there while it has none."""
        rows = self.screen.known("list", self.person.word(msgid))
        return [row for row in children(rows) if row.get_role_name() == "list item"] if rows else []

    def _last_row(self):
        rows = self._rows("Timeline")
        return rows[-1] if rows else None

    def _ends(self, text):
        """Waits until the timeline ends with a message that was taken."""
        def there():
            row = self._last_row()
            said = plain(row.get_name()) if row is not None else ""
            return self.person.reads(said, text) and not any(
                waiting in said for waiting in self._waiting())
        wait_for(there, f"{text} at the end")

    def _waiting(self):
        words = self.person.words
        return words("Sending…"), words("Waits for the connection; is sent by itself")

    def _composer(self):
        return self.screen.field(self.person.word("Message"))

    def _typed(self):
        """What stands in the composer, which says its name when it is empty."""
        said = text_of(self._composer())
        return "" if said == self.person.word("Message") else said

    def _holds(self, text):
        wait_for(lambda: self._typed() == text, f"{text} in the composer")

    def _write(self, text):
        """Puts a text into the composer."""
        Atspi.EditableText.set_text_contents(self._composer(), text)
        self._holds(text)
        self._drafts[self._open_name] = text

    def _text(self, what):
        """A text that has not been there yet, with one of the words."""
        self._texts += 1
        return f"{self.words[what]} {self._texts:04}"

    # What is done

    def _open(self):
        """Another of the own groups: it ends as it was left, and holds what was not sent."""
        name = self._random.choice([one for one in self._names if one != self._open_name])
        self._go_to(name)

    def _click_group(self, name):
        """Clicks a row of the list of groups, once all have the place that they were last given."""
        def rows():
            rows = self._rows("Groups")
            end = box(self.screen.find("list", self.person.word("Groups"))).y
            for place in map(box, rows):
                if not 0 <= place.y - end < 20:
                    return []
                end = place.y + place.height
            return rows if any(map(is_it, rows)) else []

        def is_it(row):
            return plain(row.get_name()).startswith(name)
        self.screen.click_at(next(filter(is_it, steady(rows, f"the row of {name}"))))

    def _go_to(self, name):
        self._click_group(name)
        self._open_name = name
        self._is_there()
        wait_for(lambda: focused(self._composer()), "the keyboard where one writes")

    def _is_there(self):
        """Waits for the open group as it was left."""
        self._ends(self._last[self._open_name])
        self._holds(self._drafts[self._open_name])

    def _draft(self):
        self._write("\n".join([self._text("draft")] * self._random.randint(1, 3)))

    def _type(self):
        """Key by key, behind what stands there."""
        self.screen.click_at(self._composer())
        self.screen.key("ctrl+End")
        letters = self.words["draft"][:-1]
        self.screen.xdotool("type", "--delay", "8", letters)
        self._holds(self._drafts[self._open_name] + letters)
        self._drafts[self._open_name] += letters

    def _send(self):
        text = self._text("message")
        self._write(text)
        self._press_send()
        self._ends(text)
        self._last[self._open_name] = text

    def _press_send(self):
        # A photo is looked at and made smaller first.
        send = self.screen.find("button", self.person.word("Send"))
        wait_for(lambda: send.get_state_set().contains(Atspi.StateType.SENSITIVE), "sending")
        self.screen.click_at(self._composer())
        self.screen.key("ctrl+Return")
        self._holds("")
        self._drafts[self._open_name] = ""

    def _section(self):
        """Another section, and back; the tab of each says that it is on."""
        number = self._random.choice(list(SECTIONS))
        for one, msgid in ((number, SECTIONS[number]), (2, "Groups")):
            self.person.section(one)
            wait_for(lambda begins=self.person.word(msgid): any(
                plain(tab.get_name()).startswith(begins)
                and tab.get_state_set().contains(Atspi.StateType.SELECTED)
                for tab in children(self.screen.find("page tab list",
                                                     self.person.word("Sections")))), msgid)

    def _scroll(self):
        """Up in the patient's group, whose past is long, and down again."""
        with self._at_the_patients():
            x, y = self.screen.middle(self.screen.find("list", self.person.word("Timeline")))
            place = [box(self._last_row()).y]
            for button, moved in (("4", lambda new: new > place[0]),
                                  ("5", lambda new: new < place[0])):
                self.screen.xdotool("mousemove", str(x), str(y), "click", "--repeat", "3", button)
                wait_for(lambda moved=moved: moved(box(self._last_row()).y), "another place")
                place[0] = box(self._last_row()).y

    @contextlib.contextmanager
    def _at_the_patients(self):
        """In the patient's group meanwhile."""
        before = self._open_name
        self._search_groups(self.patient_group, 1)
        self._click_group(self.patient_group)
        wait_for(lambda: self._last_row() is not None and not any(
            plain(self._last_row().get_name()).endswith(text) for text in self._last.values())
            and self._typed() == "" and focused(self._composer()), "the patient's group")
        yield
        self._narrow()
        self._go_to(before)

    def _find_group(self):
        """One that is not there, and those that are."""
        self._search_groups(self.words["search"], 0)
        self._search_groups(self.words["group"], GROUPS)

    def _find_patient(self):
        field = self.person.word("Search by name, kana or number")
        self.person.section(1)
        for words, there in ((self.words["search"], False), ("", True)):
            self.screen.enter(field, words, role=None)
            wait_for(lambda there=there: bool(self._rows("Patients")) == there, f"for {words}")
        self.person.section(2)

    # What takes longer

    def _choose_to_add(self, msgid):
        self.person.press("Add to the message")
        self.screen.click("menu item", self.person.word(msgid))

    def _find_message(self):
        """What was sent last to one of the groups; the hit leads there."""
        name = self._random.choice(self._names)
        self.person.menu("S_earch messages…")
        self.screen.enter(self.person.word("Search messages"), self._last[name], role=None)
        rows = self.person.wait_rows("Found messages", lambda said: any(
            self._last[name] in row for row in said))
        self.person.open_row("Found messages", next(row for row in rows
                                                    if self._last[name] in row))
        self._open_name = name
        self._is_there()

    def _copy(self):
        """What was typed, which is there twice when it is pasted behind itself."""
        text = self._text("copied")
        self._write(text)
        self.screen.click_at(self._composer())
        self.screen.key("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v")
        self._holds(text + text)
        self._drafts[self._open_name] = text + text

    def _attach(self):
        """A photo or a text, sent with a message; on the disk it stays no longer than it has to."""
        number, kind = self.done["attach"], self._random.choice(("png", "txt"))
        name = f"{self.words['file']}{number}.{kind}"
        path = self.person.desktop.home / name
        path.write_bytes(self.photo if kind == "png" else f"{self.words['photo']}\n".encode())
        self._choose_to_add("_Photos and files…")
        self.person.open_file(name)
        taken = self.person.words("Take %s out") % name
        self.screen.find("button", taken)
        path.unlink()
        self._send()
        self._files.append((self._open_name, name))

    def _view(self):
        """A file of one of the groups: the photo can be turned, the text is read."""
        group, name = self._random.choice(self._files)
        if group != self._open_name:
            self._go_to(group)
        begins = (self.person.words("Show %s, %s") % (name, "")).rstrip(")")
        self.screen.click("button", lambda said: said.startswith(begins))
        if name.endswith("png"):
            self.person.press("Turn")
        else:
            self.screen.says(self.words["photo"])
        self.screen.key("alt+Left")
        self._is_there()

    def _edit(self):
        """What was just sent gets another text."""
        self._send()
        before, text = self._last[self._open_name], self._text("message")
        self.screen.click_at(self.screen.all_in(
            self._last_row(), "button", self.person.word("Acknowledge, and more"))[0])
        self.screen.click("menu item", self.person.word("_Edit"))
        self._holds(before)
        self._write(text)
        self.person.press("Save")
        self._ends(text)
        self._last[self._open_name], self._drafts[self._open_name] = text, ""

    def _request(self):
        """Asked of oneself, taken on, done, and told."""
        person, text = self.person, self._text("request")
        self._choose_to_add("_Request…")
        person.fill({"The request in words": text})
        choose = person.word("_Choose…")
        self.screen.click("button", lambda said: said.startswith(choose))
        person.open_row("A person", self.sign_in["name"])
        person.press("_Ask")
        person.wait_message(text)
        for msgid in ("Take it on", "It is done"):
            person.press(msgid)
            self.screen.wait_gone("button", person.word(msgid))
        self._send()

    def _acknowledge(self):
        """The last message of the patient's group, by its number."""
        with self._at_the_patients():
            self.screen.click_at(self._composer())
            number = self._random.randrange(len(ANSWERS))
            self.screen.key("shift+Tab", str(number + 1))
            given = f"{self.person.words.choice(ANSWERS[number])} 1"
            wait_for(lambda: self.screen.all_in(self._last_row(), "button", given), given)

    def _vitals(self):
        with self._at_the_patients():
            text, words = self._text("remark"), self.person.words
            self._choose_to_add("_Vital signs…")
            self.screen.enter(f"{words.choice('Temperature')} (°C)",
                              f"36.{self._random.randrange(10)}", role=None)
            self.person.fill({"Note": text})
            self.person.press("_Write down")
            self.person.wait_message(text)

    @contextlib.contextmanager
    def _card_open(self):
        """The patient's emergency card, whole meanwhile."""
        with self._at_the_patients():
            for shown in (True, False):
                begins = self.person.word("Emergency card")
                self.screen.click("button", lambda said, begins=begins: said.startswith(begins))
                if shown:
                    self.screen.find("button", self.person.word("_Edit"))
                    yield
            self.screen.wait_gone("button", self.person.word("_Edit"))

    def _card(self):
        with self._card_open():
            self.screen.says(self.person.word("Emergency contact %u").replace("%u", "1"))

    def _preview(self):
        """How the emergency card is printed."""
        with self._card_open():
            self.person.press("_Print…")
            self.person.print_preview()
            self.screen.find(None, self.person.word("The paper as it is printed"))
            self.screen.key("alt+Left")
            self.screen.find("button", self.person.word("_Edit"))

    def _chart(self):
        """The values of the course, from one to the one before."""
        with self._at_the_patients():
            begins = self.person.words("Blood pressure") + ": "
            self.person.press("More")
            self.screen.click("menu item", self.person.word("Course of the _vital signs"))
            chart = self.screen.find(None, lambda said: said.startswith(begins))
            self.screen.click_at(chart)
            for key in ("End", "Left"):
                before = chart.get_name()
                self.screen.key(key)
                wait_for(lambda before=before: chart.get_name() != before, "another value")
            self.screen.key("alt+Left")

    def _lock(self):
        """Behind it what was not sent is still there."""
        person, before = self.person, self._open_name
        self.screen.key("ctrl+l")
        unlock = self.screen.find("button", person.word("_Unlock"))
        person.fill({"Password": self.sign_in["password"]})
        press(unlock)
        person.wait_signed_in()
        self._narrow()
        self._click_group(before)
        self._is_there()
