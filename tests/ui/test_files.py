# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as people have them: several at once from the dialog, copied elsewhere and pasted, with
names that lie, too large, empty, and made to do harm (PRODUCT section 4, SECURITY FL-01, FL-05)."""

import pathlib
import struct
import sys
import unittest

from anshin_ui.screen import plain, wait_for

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from sample_files import make_jpeg, make_pdf, make_png  # noqa: E402
from ui_case import UiCase  # noqa: E402

GROUP = "訪問の写真"
LARGEST = 20 * 1024 * 1024


def make_endless_pdf():
    """Small, and drawn a thousand million times: each of nine forms draws the next ten times."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R "
               b"/Resources << /XObject << /F 5 0 R >> >> >>",
               b"<< /Length 5 >>\nstream\n/F Do\nendstream"]
    for number in range(5, 14):
        draw = b"/F Do\n" * 10
        objects.append(b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources "
                       b"<< /XObject << /F %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
                       % (number + 1, len(draw), draw))
    draw = b"0 0 200 100 re f"
    objects.append(b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] /Length %d >>\nstream\n%s"
                   b"\nendstream" % (len(draw), draw))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table)


class Files(UiCase):
    """The physician attaches, the nurse looks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.physician = cls.journey.physician
        cls.physician.create_free_group(GROUP)
        cls.nurse = cls.journey.nurse_comes()
        cls.journey.invite_nurse()
        cls.journey.accept(GROUP)
        cls.physician.open_group(GROUP)
        cls.nurse.open_group(GROUP)

    def put(self, name, content):
        """A file in the physician's home."""
        path = self.physician.desktop.home / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    def choose_file(self, name):
        """In the dialog of the composer."""
        person = self.physician
        person.screen.click("button", person.word("Add to the message"))
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_file(name)

    def take_out(self, *names):
        """They do not go along; that also says that they were there."""
        person = self.physician
        for name in names:
            person.screen.click("button", person.words("Take %s out") % name)
            person.screen.wait_gone("button", person.words("Take %s out") % name)

    def paste(self, name):
        """Pastes into the message, and waits until a file is there."""
        person = self.physician
        person.screen.click_at(person.screen.find(None, person.word("Message")))
        person.screen.key("ctrl+v")
        person.screen.find("button", person.words("Take %s out") % name)

    def refused(self, name, content, words):
        """It can’t be attached, and it is said why."""
        person = self.physician
        path = self.put(name, content)
        self.choose_file(name)
        person.screen.says(person.words(words))
        person.confirm("_Close")
        self.assertFalse(person.screen.all("button", person.words("Take %s out") % name))
        path.unlink()

    def test_1_several_chosen(self):
        """All of a folder at once."""
        person = self.physician
        names = ["a.png", "b.png", "c.txt"]
        for name in names:
            self.put(f"several/{name}", make_png() if name.endswith("png") else b"36.5\n")
        person.screen.click("button", person.word("Add to the message"))
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_files("several")
        self.take_out(*names)

    def test_2_pasted(self):
        """Files that were copied go along, not their paths; a picture becomes a file."""
        person = self.physician
        paths = [self.put(name, make_png()) for name in ("x.png", "y.png")]
        with person.desktop.copied("files", *paths):
            self.paste("x.png")
            self.take_out("x.png", "y.png")
        self.assertNotIn("x.png", person.typed())
        picture = f"{person.words('Pasted image')}.png"
        with person.desktop.copied("picture", paths[0]):
            self.paste(picture)
            self.take_out(picture)

    def test_3_lying_names(self):
        """What it is counts: a photo gets the name of one, what is none of ours is refused."""
        path = self.put("photo.txt", make_jpeg())
        self.choose_file("photo.txt")
        self.take_out("photo.txt.jpg")
        path.unlink()
        self.refused("photo.jpg", b"MZ" + bytes(64) + b"PE\0\0" + bytes(200),
                     "Only photos (JPEG, PNG), PDF documents and plain text can be attached, under "
                     "a name that ends accordingly.")

    def test_3_z_odd_names(self):
        """What the service takes in no name is left out of it: nobody can type one again."""
        person = self.physician
        for name in ("報告: \u202e外\ue000字.png", "長" * 80 + ".png"):
            self.put(f"odd/{name}", make_png())
        person.screen.click("button", person.word("Add to the message"))
        person.screen.click("menu item", person.word("_Photos and files…"))
        person.open_files("odd")
        arrived = person.words.choice("Image")
        wait_for(lambda: len(person.screen.all("label", lambda said: said.startswith(arrived))) == 2,
                 "both to arrive")
        self.take_out(plain("報告_ _外_字.png"), "長" * 80 + ".png")

    def test_4_sizes(self):
        """One byte more than the most, and nothing; the most itself goes along."""
        self.refused("large.txt", b"a" * (LARGEST + 1),
                     "The file is larger than 20 MB, and cannot be attached. Make it smaller: scan "
                     "it with fewer dots, or divide it.")
        self.refused("nothing.txt", b"", "There is nothing in this file. Choose another one.")
        path = self.put("largest.txt", b"a" * LARGEST)
        self.choose_file("largest.txt")
        self.take_out("largest.txt")
        path.unlink()

    def test_5_bomb(self):
        """An image of 3.6 thousand million pixels, in a few bytes."""
        self.refused("bomb.png",
                     make_png(header=struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)),
                     "The image is too large to be shown. Make it smaller, then attach it.")

    def test_6_harmful(self):
        """What no decoder can draw, or none in time: it is said, and all else goes on."""
        person = self.physician
        for name, content in (("broken.jpg", make_jpeg()), ("endless.pdf", make_endless_pdf())):
            path = self.put(name, content)
            self.choose_file(name)
            person.screen.find("button", person.words("Take %s out") % name)
            path.unlink()
        person.send("届いたままの写真と書類です。")
        self.nurse.wait_message("届いたままの写真と書類です。")
        for name in ("broken.jpg", "endless.pdf"):
            start = (self.nurse.words("Show %s, %s") % (name, "")).rstrip(")")
            self.nurse.screen.click("button", lambda said, start=start: said.startswith(start))
            self.nurse.screen.says(self.nurse.words(
                "The file is damaged, or made so that it takes too long to draw. Ask who sent it "
                "for another one."), 40)
            self.nurse.screen.key("alt+Left")
            self.nurse.screen.wait_gone(None, self.nurse.word("This file can’t be shown"))
        self.nurse.send("開けませんでした。")
        person.wait_message("開けませんでした。")

    def test_7_quiet(self):
        """None of it made a program complain."""
        self.assert_quiet()


if __name__ == "__main__":
    unittest.main(verbosity=2)
