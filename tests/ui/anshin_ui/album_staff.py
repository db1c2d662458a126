# SPDX-License-Identifier: GPL-3.0-or-later
"""A facility administrator's views of the staff, and what its staff see."""

from .album import Album

# Two lines of it can't be sent as they are: a mail address twice, a profession that isn't one.
TABLE = ("氏名,フリガナ,メールアドレス,職種,管理者,備考\r\n"
         "丸山 智子,マルヤマ トモコ,maruyama@komorebi.example,看護師,,来月から\r\n"
         "小田 真由美,オダ マユミ,oda@komorebi.example,理学療法士,○,\r\n"
         "白石 亮,シライシ リョウ,maruyama@komorebi.example,看護師,,\r\n"
         "杉本 昇,スギモト ノボル,sugimoto@komorebi.example,宇宙飛行士,,\r\n")


class Staff(Album):
    """The administrator of a station for visiting nurses."""

    role = "nurse-admin"
    name = "staff"

    def people(self):
        """The list of one's people, and one of them."""
        person = self.person
        person.menu("S_taff")
        self.take("staff")
        person.open_row("Staff of your facility", "佐伯 美咲", scroll=True)
        self.take("person")
        person.press("Terminal _lost: suspend…")
        self.take("suspend")
        person.confirm("_Cancel")
        person.press("_Left the facility: retire…")
        self.take("retire")
        person.confirm("_Cancel")
        self.to_list()
        person.staff_menu("My account and terminals")
        self.take("own-account")
        self.to_list()

    def registering(self):
        """Registering several from a file, some of which can't be."""
        person = self.person
        person.press("Register staff")
        self.take("register")
        table = person.desktop.home / "staff.csv"
        table.write_bytes(TABLE.encode("cp932"))
        person.press("From a _file (CSV)…")
        person.open_file("staff.csv")
        person.screen.says("杉本 昇")
        self.take("register-from-file")
        if person.narrow():
            self.back()
            person.confirm("_Discard")
            person.staff_menu("Applications for registration")
        else:
            person.staff_menu("Applications for registration")
            person.confirm("_Discard")
        self.take("applications")
        self.to_list()

    def terminals(self):
        """Whether personal ones may be used."""
        person = self.person
        person.staff_menu("Personal terminals (BYOD)")
        self.take("byod")
        self.to_list()
        person.staff_menu("Saving files on terminals")
        person.screen.says(person.words("Not allowed"))
        self.take("saving")
        self.to_list()

    def states(self):
        """Who has left."""
        person = self.person
        person.choose_drop_down("State of the accounts", "Retired")
        self.take("staff-retired")

    def make(self):
        self.people()
        self.registering()
        self.terminals()
        self.states()
        self.person.section(3)
        self.take("invitations")


class Colleague(Album):
    """A nurse without the admin right."""

    role = "nurse"
    name = "colleague"

    def make(self):
        person = self.person
        person.menu("S_taff")
        self.take("staff")
        person.open_row("Staff of your facility", "山根 和子", scroll=True)
        self.take("person")
        self.to_list()
        person.staff_menu("My account and terminals")
        self.take("own-account")
        person.press("My terminal is _lost: suspend me…")
        self.take("suspend-myself")
        person.confirm("_Cancel")
        self.to_list()
        person.staff_menu("Personal terminals (BYOD)")
        self.take("byod")
        self.to_list()
        person.section(3)
        self.take("invitations")
        person.menu("A_ccess log")
        self.take("audit")
        person.press_row("Who did and saw what")
        self.take("audit-log")
