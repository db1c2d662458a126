# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages as a nurse has them: what is said of each, what one does with them, files."""

import os
import signal
import subprocess

from .album import Album
from .screen import wait_for

PHOTO = "ご家族がつけている血圧の手帳です"
URGENT = "右足を痛がっておられます"
PINNED = "緊急時の連絡の順番"
WRONG, RIGHT = "体温は 38.7 ℃でした。", "体温は 37.8 ℃でした。"
LINK = "https://www.example.jp/oral-care"


def make_pdf(*pages, more=""):
    """A document with a few words on each page."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {more} >>",
               f"<< /Type /Pages /Count {len(pages)} /Kids "
               f"[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for number, page in enumerate(pages):
        stream = f"BT /F1 28 Tf 60 740 Td ({page}) Tj ET"
        objects += [f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
                    f"{5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                    f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]
    text, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{text}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
            f"startxref\n{len(text)}\n%%EOF\n").encode()


class Chat(Album):
    """One message after the other."""

    role = "nurse"
    name = "chat"

    def menu_of(self, number=1):
        """Opens the menu of a message, counted from the newest that the list has."""
        self.person.screen.click_at(self.person.screen.all(
            "button", self.person.word("Acknowledge, and more"))[-number])
        self.person.screen.find("menu item", self.person.word("_Copy the text"))

    def choose(self, msgid, number=1):
        """Chooses from it."""
        self.menu_of(number)
        self.person.screen.click("menu item", self.person.word(msgid))

    def unread(self):
        """A group with messages that are new: the line above the first of them."""
        person = self.person
        person.section(2)
        said = [person.words.count("%d unread message", "%d unread messages", number)
                for number in range(1, 9)]

        def new(rows):
            return [row for row in rows if any(words in row for words in said)]
        rows = person.wait_rows("Groups", new)
        person.open_row("Groups", new(rows)[0])
        person.screen.find(None, person.word("Timeline"))
        person.screen.says(person.words("New messages from here"))
        self.take("new-since")
        self.to_list()

    def marked(self):
        """A photo that names one, something urgent, something pinned."""
        person, screen = self.person, self.person.screen
        self.find_message(PHOTO)
        self.take("photo")
        screen.click("button", lambda said: said.startswith(
            (person.words("Show %s, %s") % ("血圧手帳.png", "")).rstrip(")")))
        screen.find("button", person.word("Turn"))
        self.take("viewer-image")
        self.back()
        self.to_list()
        self.find_message(PINNED)
        self.take("pinned")
        self.more("_Pinned messages")
        person.wait_rows("Messages", bool)
        self.take("pins")
        self.back()
        self.to_list()
        self.find_message(URGENT)
        screen.says(person.words("A message does not replace a call. Phone: %s").split("%s")[0])
        self.take("urgent")

    def readers(self):
        """What can be done with a message; who has read it."""
        person, screen = self.person, self.person.screen
        person.press("More")
        screen.find("menu item", person.word("_Go to a day…"))
        self.take("group-menu")
        screen.click("menu item", person.word("_Go to a day…"))
        screen.find("button", person.word("_Show this day"))
        self.take("day")
        screen.xdotool("key", "Escape")
        screen.wait_gone("button", person.word("_Show this day"))
        self.menu_of()
        self.take("message-menu")
        screen.click("button", person.words.choice("Understood"))
        given = f"{person.words.choice('Understood')} 1"
        screen.find("button", given)
        screen.wait_gone("menu item", person.word("_Copy the text"))
        self.take("acknowledged")
        self.choose("_Who has read this")
        screen.find(None, lambda said: said.startswith(
            person.word("Not read yet (%u)").split("%u")[0]))
        self.take("readers")
        self.back()
        person.screen.find(None, person.word("Timeline"))

    def writing(self):
        """An answer, somebody named, what is put right, taken away, opened."""
        person, screen = self.person, self.person.screen
        screen.click_at(screen.all("button", person.word("Reply"))[-1])
        screen.find("button", person.word("Don’t reply to this message"))
        screen.click_at(screen.find(None, person.word("Message")))
        screen.xdotool("type", "@")
        screen.find("list", person.word("Whom to name"))
        self.take("naming")
        screen.key("Down", "Return")
        wait_for(lambda: person.typed().startswith("@") and " " in person.typed(), "a name")
        person.type(f"{person.typed()}{WRONG}")
        self.take("answer")
        person.press("Send")
        person.wait_message(WRONG)
        self.take("answered")
        self.choose("_Edit")
        wait_for(lambda: person.typed().endswith(WRONG), "the text to be edited")
        person.type(RIGHT)
        self.take("editing")
        person.press("Save")
        person.wait_message(RIGHT)
        self.take("edited")
        person.press("Edited")
        screen.says(WRONG)
        self.take("versions")
        self.back()
        self.choose("_Delete…")
        self.take("delete-question")
        person.confirm("_Delete")
        person.wait_message(person.words("This message was deleted"))
        self.take("deleted")
        person.send(LINK)
        person.wait_message(LINK)
        self.take("link")
        screen.click_at(screen.find("label", LINK))
        screen.find_dialog()
        self.take("link-question")
        person.confirm("_Cancel")

    def own_marks(self):
        """Bookmarks, and what is said of copying."""
        person = self.person
        self.choose("_Bookmark for me")
        self.more("My _bookmarks")
        person.wait_rows("Messages", bool)
        self.take("bookmarks")
        self.back()
        self.choose("Copy a _link to it")
        person.screen.says(person.words("Copied. Pasted into a message, it leads here."))
        self.take("copied")

    def attach(self, name):
        """A file of the home folder."""
        self.add("_Photos and files…")
        self.person.open_file(name)

    def files(self):
        """Files beside a message: on their way, ready, refused, shown."""
        person, screen, home = self.person, self.person.screen, self.person.desktop.home
        subprocess.run(["convert", "-size", "1600x1200", "plasma:tomato-steelblue",
                        str(home / "創部.png")], check=True, capture_output=True, timeout=60)
        (home / "指示書.pdf").write_bytes(make_pdf("Page one", "Page two"))
        (home / "form.pdf").write_bytes(
            make_pdf("Form", more="/AA << /S /JavaScript /JS (x) >>"))
        # While the service does not answer, a file stays on its way.
        os.kill(self.service.process.pid, signal.SIGSTOP)
        try:
            self.attach("創部.png")
            screen.find("button", person.words("Take %s out") % "創部.png")
            self.take("file-on-its-way")
        finally:
            os.kill(self.service.process.pid, signal.SIGCONT)
        self.attach("指示書.pdf")
        self.attach("form.pdf")
        screen.says(person.words(
            "The file holds a program, another file or a lock, which could do harm. Print it to a "
            "new PDF and attach that."))
        self.take("files-refused")
        person.confirm("_Close")
        person.type("写真と指示書です。")
        self.take("files-ready")
        person.press("Send")
        person.wait_message("写真と指示書です。")
        start = (person.words("Show %s, %s") % ("指示書.pdf", "")).rstrip(")")
        screen.find("button", lambda said: said.startswith(start))
        self.take("files-sent")
        screen.click("button", lambda said: said.startswith(start))
        screen.find("button", person.word("Next page"))
        self.take("viewer-pdf")
        self.back()

    def sending(self):
        """What is urgent; what can still be taken back."""
        person, screen = self.person, self.person.screen
        self.add("_Urgent message")
        self.take("urgent-writing")
        person.press("Not urgent")
        person.desktop.prefer("undo-send=true")
        person.send("5秒以内なら取り消せます。")
        screen.find("button", person.word("Take back"))
        self.take("take-back")
        person.wait_message("5秒以内なら取り消せます。")
        person.desktop.prefer("undo-send=false")

    def searching(self):
        """In one group; nothing found."""
        person, screen = self.person, self.person.screen
        self.more("_Search in this group…")
        self.take("search-group")
        screen.enter(person.word("Search messages"), "血圧", role=None)
        person.wait_rows("Found messages", bool)
        self.take("search-group-found")
        screen.enter(person.word("Search messages"), "とどかない言葉", role=None)
        screen.says(person.words("Nothing found"))
        self.take("search-nothing")
        self.back()

    def muted(self):
        """A group without notices; the hours without any."""
        person, screen = self.person, self.person.screen
        person.press("More")
        screen.click(None, person.word("_No notices of this group"))
        self.to_list()
        without = person.words("%s without notices").split("%s")[-1]
        person.wait_rows("Groups", lambda rows: any(without in row for row in rows))
        self.take("muted")
        screen.key("ctrl+comma")
        window = screen.find_dialog()
        node = screen.find("check", person.word("Quiet hours"), within=window)
        self.take("preferences")
        screen.scroll_to(node)
        self.take("preferences-notices")
        screen.focus(-1)
        screen.xdotool("key", "Escape")
        screen.wait_gone_window(window)

    def make(self):
        self.unread()
        self.marked()
        self.readers()
        self.writing()
        self.own_marks()
        self.files()
        self.sending()
        self.searching()
        self.muted()
