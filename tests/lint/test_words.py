# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates and translations are complete, and each rule is able to fail."""

import pathlib
import re
import tempfile
import unittest

import rules_po
import rules_ui
import tree


def source_of(path):
    """The C source of a template, if there is one."""
    source = tree.ROOT / "src/desktop" / pathlib.Path(path).with_suffix(".c")
    return source.read_text() if source.exists() else None


def templates():
    """Pairs of path below resources/ui and text."""
    return [(path.removeprefix("resources/ui/"), text)
            for path, text in tree.read(".ui", under="resources/ui/")]


class WordRules(unittest.TestCase):
    """The rules over the tree."""

    def hold(self, found):
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_templates_and_sources(self):
        found = []
        for path, text in templates():
            found += rules_ui.check_template(path, text, source_of(path))
        self.hold(found)

    def test_template_words(self):
        self.hold([problem for path, text in templates()
                   for problem in rules_ui.check_words(path, text)])

    def test_resources(self):
        listed = [name for _, text in tree.read(".gresource.xml", under="resources/")
                  for name in re.findall(r"<file[^>]*>([^<]+)</file>", text)]
        self.hold(rules_ui.check_resources(
            [name for name in listed if name.endswith(".ui")],
            ["ui/" + path for path, _ in templates()]))

    def test_private_fields(self):
        self.hold([problem for path, text in templates()
                   for problem in rules_ui.check_private_template(path, text, source_of(path))])
        self.hold([problem for path, text in tree.read(".c", under="src/desktop/")
                   for problem in rules_ui.check_private_source(path, text)])

    def test_log_words(self):
        operations = "".join(text for path, text in tree.read(".c", under="src/service/ops/")
                             if path.endswith("operations.c"))
        words = (tree.ROOT / "src/desktop/audit/anshin-audit-words.c").read_text()
        self.hold(rules_ui.check_log_words(operations, words))

    def test_potfiles(self):
        files = tree.read(".c", ".h", ".ui", ".in", ".gschema.xml")
        self.hold(rules_po.check_potfiles(
            (tree.ROOT / "po/POTFILES.in").read_text(),
            [(path, text) for path, text in files if not path.startswith("tests/")]))

    def test_japanese_is_complete(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            rules_po.extract(tree.ROOT, tree.ROOT / "po/POTFILES.in", folder / "all.pot")
            self.hold(rules_po.check_translation(
                tree.ROOT / "po/ja.po", folder / "all.pot", folder / "ja.po"))


class WordRulesFail(unittest.TestCase):
    """Each rule finds what it is for."""

    UI = ('<interface><template class="AnshinThing" parent="GtkBox"><child>'
          '<object class="GtkLabel" id="title"><signal name="notify" handler="on_x_cb"/>'
          '<property name="label">Hello</property></object></child></template></interface>')
    C = ('gtk_widget_class_set_template_from_resource (klass, P "ui/a/anshin-thing.ui");\n'
         'gtk_widget_class_bind_template_child (klass, AnshinThing, title);\n'
         'gtk_widget_class_bind_template_callback (klass, on_x_cb);\n')

    def test_templates(self):
        path = "a/anshin-thing.ui"
        self.assertEqual(rules_ui.check_template(path, self.UI, self.C), [])
        for bad in [(path, self.UI, None), ("a/anshin-other.ui", self.UI, self.C),
                    (path, self.UI, self.C.replace("title", "name")),
                    (path, self.UI, self.C.replace("on_x_cb", "on_y_cb")),
                    (path, self.UI.replace("AnshinThing", "AnshinElse"), self.C)]:
            self.assertTrue(rules_ui.check_template(*bad))

    def test_words(self):
        self.assertTrue(rules_ui.check_words("a.ui", self.UI))
        self.assertEqual(rules_ui.check_words("a.ui", self.UI.replace(
            'name="label"', 'name="label" translatable="yes"')), [])

    def test_resources(self):
        self.assertTrue(rules_ui.check_resources([], ["ui/a.ui"]))
        self.assertTrue(rules_ui.check_resources(["ui/a.ui"], []))
        self.assertEqual(rules_ui.check_resources(["ui/a.ui"], ["ui/a.ui"]), [])

    def test_private_fields(self):
        field = '<object class="GtkTextView" id="a">{}</object>'
        hint = '<property name="input-hints">no-emoji|private</property>'
        shown = '<property name="editable">False</property>'
        check = rules_ui.check_private_template
        self.assertTrue(check("a.ui", field.format(""), "anshin_private_input (self->b);"))
        self.assertTrue(check("a.ui", field.format(hint.replace("private", "word")), None))
        self.assertEqual(check("a.ui", field.format(hint), None), [])
        self.assertEqual(check("a.ui", field.format(shown), None), [])
        self.assertEqual(check("a.ui", field.format(""), "anshin_private_input (self->a);"), [])
        made = "row = adw_entry_row_new ();\n"
        self.assertTrue(rules_ui.check_private_source("a.c", made))
        self.assertEqual(rules_ui.check_private_source(
            "a.c", made + "anshin_private_input (GTK_EDITABLE (row));"), [])

    def test_log_words(self):
        row = '{ "GET", "/v1/a", list_a, NULL, FALSE, TRUE,\n ANSHIN_ACTION_LIST, "list-a", "A" },'
        self.assertTrue(rules_ui.check_log_words(row, '{ "list-b", N_ ("B") },'))
        self.assertTrue(rules_ui.check_log_words("", '{ "list-a", N_ ("A") },'))
        self.assertEqual(rules_ui.check_log_words(row, '{ "list-a", N_ ("Listed") },'), [])

    def test_potfiles(self):
        file = ("src/a.c", 'say (_("Hello"));')
        self.assertTrue(rules_po.check_potfiles("", [file]))
        self.assertTrue(rules_po.check_potfiles("src/a.c\nsrc/b.c\n", [file]))
        self.assertEqual(rules_po.check_potfiles("# all\nsrc/a.c\n", [file]), [])

    def test_translation(self):
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "a.c").write_text('x = _("One %d");\n')
            (folder / "files").write_text("a.c\n")
            rules_po.extract(folder, folder / "files", folder / "all.pot")
            for said, good in [("一 %d", True), ("", False), ("一 %s", False)]:
                text = head + f'#, c-format\nmsgid "One %d"\nmsgstr "{said}"\n'
                (folder / "ja.po").write_text(text)
                found = rules_po.check_translation(
                    folder / "ja.po", folder / "all.pot", folder / "merged.po")
                self.assertEqual(not found, good, said)


if __name__ == "__main__":
    unittest.main()
