# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody at a desktop: what one does there, in the words of the desktop's language."""

import contextlib
import itertools
import os
import re

from . import child
from .desktop import Desktop
from .screen import (NotFound, children, editable, focused, plain, steady, text_of, wait_for,
                     walk)


class Person:
    """A desktop and who sits at it. Names of widgets are given as English msgids."""

    def __init__(self, surroundings, service, language, name, sign_in=None, more=None,
                 percent=100):
        self.desktop = Desktop(surroundings, service, language, name, sign_in, more,
                               percent=percent)
        self.words = self.desktop.words

    @property
    def screen(self):
        return self.desktop.screen

    def word(self, msgid):
        """A text of the desktop as a screen reader says it."""
        return plain(self.words(msgid))

    def pattern(self, msgid):
        """Such a text with anything in its gaps."""
        return re.compile("^" + ".+".join(map(re.escape, self.word(msgid).split("%s"))) + "$")

    def connect(self):
        self.desktop.connect()
        return self

    def press(self, msgid, seconds=15):
        """Presses a button."""
        return self.screen.click("button", self.word(msgid), seconds)

    def fill(self, fields):
        """Puts texts into fields, a dictionary by msgid."""
        for msgid, text in fields.items():
            self.screen.enter(self.word(msgid), text, role=None)

    def type_into(self, msgid, text):
        """Types into a row that takes what stands in it at the Return key; letters of ASCII."""
        row = self.screen.find("row", self.word(msgid))
        self.screen.scroll_to(row)
        self.screen.click_at(row)
        self.screen.key("ctrl+a")
        self.screen.xdotool("type", "--delay", "20", text)
        self.screen.key("Return")

    def choose(self, msgid, choice):
        """Chooses from a drop-down row, with the keyboard: its list is a window of its own, whose
        place the accessibility bus does not tell."""
        row = self.screen.find("combo box", lambda said: said.startswith(self.word(msgid)))
        self.screen.scroll_to(row)
        self.screen.click_at(row)
        self._choose_in_list(row, choice)

    def choose_physician(self, name):
        """The attending physician, from the list of them."""
        self.press("Choose the attending physician")
        self.screen.click("row", lambda said: said.startswith(name))

    def save_file(self, name):
        """Saves under a name in the home folder, in GTK's own dialog that has come up."""
        dialog = self.screen.find_dialog()
        field = next(node for node in walk(dialog) if editable(node) is not None)
        self.screen.enter(None, str(self.desktop.home / name), role=field.get_role_name(),
                          within=field)
        self.screen.click("button", self.word("_Save"), within=dialog)
        self.screen.wait_gone_window(dialog)

    def print_to_file(self, replace=False):
        """Prints, in GTK's own dialog that has come up, to a file; which one."""
        dialog = self.screen.find_dialog()
        printer = self.screen.find("label", self.words.gtk("Print to File"), within=dialog)
        self.screen.click_at(printer)
        home = self.screen.find("button", lambda said: said.startswith("~/"), within=dialog)
        name = plain(home.get_name())[2:]
        self.screen.click("button", plain(self.words.gtk("_Print")), within=dialog)
        if replace:
            question = wait_for(lambda: self.screen.find_dialog() != dialog
                                and self.screen.find_dialog(), "the question")
            self.screen.click("button", plain(self.words.gtk("_Replace")), within=question)
        self.screen.wait_gone_window(dialog)
        return self.desktop.home / name

    def print_preview(self):
        """Presses preview in GTK's own dialog that has come up, which closes."""
        dialog = self.screen.find_dialog()
        self.screen.click("button", plain(self.words.gtk("Pre_view")), within=dialog)
        self.screen.wait_gone_window(dialog)

    def print_nothing(self):
        """Leaves GTK's own dialog that has come up."""
        dialog = self.screen.find_dialog()
        self.screen.click("button", plain(self.words.gtk("_Cancel")), within=dialog)
        self.screen.wait_gone_window(dialog)

    def open_file(self, name):
        """Opens a file of the home folder, in GTK's own dialog that has come up."""
        dialog = self.screen.find_dialog()
        self.screen.focus(-1)
        self.screen.xdotool("key", "ctrl+l")
        field = wait_for(lambda: next((node for node in walk(dialog)
                                       if editable(node) is not None), None), "a place to type")
        self.screen.enter(None, str(self.desktop.home / name), role=field.get_role_name(),
                          within=field)
        self.screen.click("button", self.word("_Open"), within=dialog)

    def open_files(self, folder):
        """Opens all files of a folder of the home folder at once, in that dialog; what is in its
        table the accessibility bus does not tell."""
        dialog = self.screen.find_dialog()
        self.open_file(folder)
        self.screen.find("label", folder, within=dialog)
        self.screen.settle()
        self.screen.click_at(self.screen.find(None, "GtkTreeView", within=dialog))
        self.screen.xdotool("key", "ctrl+a")
        self.screen.click("button", self.word("_Open"), within=dialog)

    def drop_files(self, *names, at=(600, 400)):
        """Drags files of the home folder from a window beside into this one, to its middle
        unless a place is given."""
        manager = self.desktop.drag_out(*names)
        os.set_blocking(manager.stdout.fileno(), False)
        said = []

        def has_said(word):
            said.append(manager.stdout.read() or b"")
            return word in b"".join(said).split()
        wait_for(lambda: has_said(b"there"), "a window with files")
        xdotool = self.screen.xdotool
        window = xdotool("search", "--sync", "--onlyvisible", "--pid", str(manager.pid)).split()[-1]
        xdotool("windowmove", "--sync", window, "50", "780")
        # Step by step: a drag begins only once the mouse has moved.
        xdotool("mousemove", "100", "830", "mousedown", "1")
        for place in ((105, 825), (115, 810), (300, 600), (at[0] - 2, at[1] + 2), at):
            xdotool("mousemove", *map(str, place), "sleep", "0.1")
        # No hand is quite still; and where the mouse comes to while the window is asked whether it
        # wants the files where it was, that is not told by itself.
        places = itertools.cycle(((at[0] + 1, at[1]), at))

        def taken():
            xdotool("mousemove", *map(str, next(places)))
            return has_said(b"taken")
        wait_for(taken, "the window to want the files")
        xdotool("mouseup", "1")
        wait_for(lambda: has_said(b"done"), "the files to be dropped")
        child.end(manager)
        manager.stdout.close()

    def section(self, number):
        """Goes to a section: 1 patients, 2 groups, 3 invitations, 4 requests."""
        self.screen.key(f"ctrl+{number}")

    def everywhere(self):
        """All words of all sections, whichever page is open in each; the groups at the end."""
        said = []
        for number in (1, 3, 4, 2):
            self.section(number)
            said += self.screen.every_text()
        return said

    def menu(self, msgid):
        """Chooses from the main menu."""
        self.screen.key("F10")
        self.screen.click("menu item", self.word(msgid))

    def menu_by_key(self, msgid):
        """The same without a mouse or a screen reader's press."""
        self.screen.key("F10")
        item = self.screen.find("menu item", self.word(msgid))
        self.move_to(item, "Down")
        self.screen.key("Return")

    def tab_to(self, name, most=80):
        """Goes with the Tab key until the keyboard is on what has the name."""
        self.move_to(self.screen.find(None, name), "Tab", most)

    def move_to(self, node, key, most=40):
        """Presses a key until the keyboard is on a node or in it."""
        for _ in range(most):
            if focused(node):
                return
            self.screen.key(key)
        raise NotFound(f"the keyboard on {node.get_name()}: not within {most} × {key}")

    def narrow(self):
        """Whether list and page have no room beside each other: then the list, and the bar with
        the sections above it, take the whole window, or the page does."""
        sections = self.screen.all(None, self.word("Sections"))
        return not sections or (self.screen.width_of(sections[0])
                                > 0.6 * self.screen.window_size()[0])

    # Signing in

    def enrol(self, sign_in, terminal="診察室のパソコン"):
        """The first sign-in on a terminal, with an enrolment code."""
        self.press("Use this terminal for the _first time")
        self.enrol_fill(sign_in, terminal)
        self.wait_signed_in()

    def enrol_fill(self, sign_in, terminal="診察室のパソコン"):
        """The page of the first sign-in, which is open."""
        self.fill({"Mail address": sign_in["mail"], "Password": sign_in["password"],
                   "Enrolment code": sign_in["code"], "Name of this terminal": terminal})
        self.press("_Enrol and sign in")

    def sign_in(self, mail, password):
        """A later sign-in on the same terminal."""
        self.fill({"Mail address": mail, "Password": password})
        self.press("_Sign in")

    def wait_revoked(self):
        """The terminal is not accepted any more, and keeps nothing."""
        self.screen.says(self.words(
            "You have been signed out, and nothing of what you typed is kept here. If this terminal "
            "is not accepted any more, ask your facility’s administrator or the office for an "
            "enrolment code."))

    def wait_ended(self):
        """The service has ended the session: nothing of it is in sight, what was typed is kept."""
        self.screen.says(self.words(
            "You have been signed out. What you typed is kept until you sign in again. If this "
            "terminal is not accepted any more, ask your facility’s administrator or the office for "
            "an enrolment code."))

    def wait_signed_in(self, seconds=30):
        self.screen.find(None, self.word("Sections"), seconds)

    def has(self, role, msgid):
        """Whether there is such a thing right now."""
        return bool(self.screen.all(role, self.word(msgid)))

    # Lists and questions

    def rows(self, name):
        """What the rows of a list say; its name as a screen reader says it."""
        return [plain(row.get_name()) for row in _rows(self.screen.find("list", name))]

    def wait_rows(self, msgid, condition, seconds=15):
        """Waits until the rows of a list fulfil a condition."""
        def fulfilled():
            said = self.rows(self.word(msgid))
            return said if condition(said) else None
        return wait_for(fulfilled, f"rows of {msgid}", seconds)

    def pick_alone(self, name):
        """Clicks the row of somebody once nobody else is in the list that was narrowed: until then
        its rows still move."""
        def alone():
            for one in self.screen.all("list"):
                rows = list(_rows(one))
                if len(rows) == 1 and plain(rows[0].get_name()).startswith(name):
                    return rows[0]
            return None
        self.screen.click_at(wait_for(alone, f"{name} alone in a list"))

    def open_row(self, msgid, start, scroll=False, which=0):
        """Clicks the row of a list that begins so, which may be further down on the page; of the
        last list of that name, if which is -1, which is that of the page on top."""
        def found():
            lists = self.screen.all("list", self.word(msgid))
            return [row for one in lists[which:][:1] for row in _rows(one)
                    if plain(row.get_name()).startswith(start)]
        row = steady(found, f"a row {start}")[0]
        if scroll:
            self.screen.scroll_to(row)
        self.screen.click_at(row)

    def staff_menu(self, msgid):
        """Chooses from what the list of the staff has beside people."""
        self.press("My account, terminals and more")
        self.screen.click("menu item", self.word(msgid))

    def choose_drop_down(self, msgid, choice):
        """Chooses from a drop-down of its own, with the keyboard."""
        combo = self.screen.find("combo box", self.word(msgid))
        self.screen.click_at(combo)
        self._choose_in_list(combo, self.word(choice))

    def choose_drop_down_among(self, msgid, names):
        """The same, of the first of some names that is in sight in a list that may be long."""
        combo = self.screen.find("combo box", self.word(msgid))
        self.screen.click_at(combo)
        choice = wait_for(lambda: next((name for name in names
                                        if self.screen.all_in(combo, "label", name)), None),
                          "one of the choices")
        self._choose_in_list(combo, choice)

    def _choose_in_list(self, combo, choice):
        """Goes to a choice of the list that has come up, and takes it; what is chosen now stands
        on the drop-down as well."""
        def item_of(label):
            while label is not None and label.get_role_name() not in ("list item", "combo box"):
                label = label.get_parent()
            return label if label is not None and label.get_role_name() == "list item" else None
        items = wait_for(
            lambda: [item for item in map(item_of, self.screen.all_in(combo, "label", choice))
                     if item is not None], f"the choice {choice}")
        # Keys before that are the page's.
        wait_for(lambda: any(focused(item, 1) for item in children(items[0].get_parent())),
                 "the keyboard in the list")
        self.screen.key("Home", *["Down"] * items[0].get_index_in_parent(), "Return")

    def press_row(self, msgid):
        """Clicks a row that does something."""
        row = self.screen.find("row", self.word(msgid))
        self.screen.scroll_to(row)
        self.screen.click_at(row)

    def confirm(self, msgid):
        """Answers a question that has come up."""
        dialog = self.screen.find_dialog()
        self.screen.click("button", self.word(msgid), within=dialog)
        self.screen.wait_gone_window(dialog)

    def text(self, msgid):
        """What stands in a field."""
        return text_of(editable(self.screen.find(None, self.word(msgid))))

    def accept_rules(self):
        """The rules of the network, which are shown."""
        self.press("I _accept the rules")

    # Patients

    def patients(self):
        """What the list of patients says, row by row."""
        return [plain(row.get_name())
                for row in _rows(self.screen.find("list", self.word("Patients")))]

    def search_patients(self, words, expected):
        """Types into the search and waits until all rows have what is expected."""
        self.screen.enter(self.word("Search by name, kana or number"), words, role=None)

        def found():
            said = self.patients()
            return said and all(expected in row for row in said)
        return wait_for(found, f"the search for {words}")

    def open_first_patient(self):
        """Opens the first of the list."""
        self._open_first("Patients")

    def open_first_group(self):
        """Opens the first of the list."""
        self.in_group_of(self._open_first("Groups"))

    def _open_first(self, msgid):
        """The first row of a list, and what it says."""
        row = steady(lambda: list(_rows(self.screen.find("list", self.word(msgid)))), msgid)[0]
        self.screen.click_at(row)
        return plain(row.get_name())

    def in_group(self, name):
        """Waits until the page of a group is open, and its timeline there."""
        timeline = self.word("Timeline")
        wait_for(lambda: any(self.screen.all_in(page, "list", timeline)
                             for page in self.screen.all("page", name)), f"the group {name}")

    def in_group_of(self, row):
        """The same by what the row of the list says, which begins with the name."""
        self.in_group(lambda title: title and row.startswith(title))

    def wait_step(self, msgid):
        """Waits for a step of the form that is filled in."""
        self.screen.find(None, lambda said: said.endswith(self.word(msgid)))

    # Groups and chat

    def open_group(self, name):
        """Opens a group from the list."""
        self.section(2)
        self.search_groups(name)
        self.open_row("Groups", name)
        self.in_group(name)
        # Where there is room for it beside the group.
        if self.screen.all(None, self.word("Search groups")):
            self.screen.enter(self.word("Search groups"), "", role=None)

    def open_card_group(self):
        """The first of the list that has an emergency card; the card's line above the timeline."""
        self.section(2)
        self.screen.enter(self.word("Search groups"), "", role=None)
        for name in self.groups()[:12]:
            self.open_row("Groups", name)
            self.in_group_of(name)
            with contextlib.suppress(NotFound):
                return self.screen.find(
                    "button", lambda said: said.startswith(self.word("Emergency card")), 1)
        raise NotFound("a group with an emergency card")

    def search_groups(self, name):
        """Types into the search and waits until the list has nothing else."""
        self.screen.enter(self.word("Search groups"), name, role=None)

        def found():
            said = self.groups()
            return said and all(row.startswith(name) for row in said)
        wait_for(found, f"the group {name}")

    def groups(self):
        """What the list of groups says, row by row."""
        return [plain(row.get_name())
                for row in _rows(self.screen.find("list", self.word("Groups")))]

    def type(self, text):
        """Types a message without sending it."""
        self.screen.enter(self.word("Message"), text, role=None)

    def send(self, text):
        """Writes a message and sends it; a button that is pressed without a mouse is so for a
        moment before it is taken."""
        self.type(text)
        self.press("Send")
        wait_for(lambda: self.typed() != text, "the message to be taken")

    def wait_attached(self, name, seconds=30):
        """Waits until a file of the message that is being written has arrived: then what it is
        stands under its name, in the place of how far it is."""
        between = self.words("%s, %s").split("%s")[1]
        kinds = tuple(self.words.choice(kind) + between
                      for kind in ("Photo", "Image", "PDF document", "Text"))

        def arrived():
            return [label for button in self.screen.all("button", self.words("Take %s out") % name)
                    for label in self.screen.all_in(button.get_parent(), "label")
                    if text_of(label).startswith(kinds)]
        wait_for(arrived, f"{name} to arrive", seconds)

    def typed(self):
        """What stands in the composer."""
        return text_of(editable(self.screen.find(None, self.word("Message"))))

    def messages(self):
        """What the timeline says, row by row."""
        timeline = self.screen.find("list", self.word("Timeline"))
        return [plain(row.get_name()) for row in _rows(timeline)]

    def reads(self, row, text):
        """Whether a row of the timeline, as messages() gives it, is of a message with that text;
        what has become of it may be said behind that."""
        behind = self.words.of("message", "%s: %s (%s)").split("%s")[2]
        return row.endswith(text) or text + behind in row

    def wait_message(self, text, seconds=15):
        """Waits until the timeline has a confirmed message."""
        waiting = {self.words("Sending…"),
                   self.words("Waits for the connection; is sent by itself")}

        def there():
            return next((said for said in self.messages()
                         if self.reads(said, text) and not any(word in said for word in waiting)),
                        None)
        return wait_for(there, f"the message {text}", seconds)

    def open_menu_of(self, text):
        """Opens the menu of the newest message that ends so, wherever its row moves meanwhile."""
        self.wait_message(text)
        rows = wait_for(lambda: [row for row in _rows(self.screen.find("list", self.word("Timeline")))
                                 if self.reads(plain(row.get_name()), text)], "its row")
        self.screen.click("button", self.word("Acknowledge, and more"), within=rows[-1])

    def choose_of_message(self, text, msgid):
        """Chooses from the menu of the newest message that ends so."""
        self.open_menu_of(text)
        self.screen.click(None, self.word(msgid))

    def create_free_group(self, name):
        """A free group from the view of groups."""
        self.section(2)
        self.screen.key("ctrl+n")
        self.fill({"Name of the group": name})
        self.press("_Create the group")
        self.in_group(name)


def _rows(node):
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None and child.get_role_name() == "list item":
            yield child
