# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text in the tree keeps the rules, and each rule is able to fail."""

import unittest

import rules_text
import tree


class TextRules(unittest.TestCase):
    """The rules over the tree."""

    def hold(self, found):
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_licence(self):
        files = [*tree.read(".c", ".h", ".py", ".ui", ".css", ".svg", ".sh"),
                 *((name, (tree.ROOT / name).read_text()) for name in ("dev", ".ci/run"))]
        self.hold([problem for path, text in files for problem in rules_text.licence(path, text)])

    def test_no_machine_paths(self):
        self.hold([problem for path, text in tree.texts()
                   for problem in rules_text.machine_paths(path, text)])

    def test_every_test_runs(self):
        self.hold([problem for path, text in tree.read(".c", ".h", ".py", ".sh", under="tests/")
                   for problem in rules_text.skipped_tests(path, text)])

    def test_nothing_left_undone(self):
        self.hold([problem for path, text in tree.texts()
                   for problem in rules_text.left_undone(path, text)])

    def test_links_lead_somewhere(self):
        self.hold([problem for path, text in tree.read(".md")
                   for problem in rules_text.dead_links(
                       path, text, lambda name: (tree.ROOT / name).exists())])

    def test_whitespace(self):
        self.hold([problem for path, text in tree.texts() if not path.endswith(".md")
                   for problem in rules_text.whitespace(path, text)])


class TextRulesFail(unittest.TestCase):
    """Each rule finds what it is for."""

    def test_licence(self):
        self.assertTrue(rules_text.licence("a.c", "#include <glib.h>\n"))
        self.assertTrue(rules_text.licence("a.c", ""))
        good = rules_text.LICENCE
        self.assertEqual(rules_text.licence("a.c", f"/* {good} */\n"), [])
        self.assertEqual(rules_text.licence("a.ui", f"<?xml?>\n<!-- {good} -->\n"), [])

    def test_machine_paths(self):
        for folder in ["/wo" + "rk/tree", "/ho" + "me/somebody", "/ro" + "ot/x"]:
            self.assertTrue(rules_text.machine_paths("a.md", f"see {folder}"), folder)
        self.assertEqual(rules_text.machine_paths("a.md", "/usr/share and $HOME/.local"), [])

    def test_skips(self):
        for line in ["g_test_" + 'skip ("no");', "@unittest.sk" + "ip", "sys.exit(" + "77)"]:
            self.assertTrue(rules_text.skipped_tests("a.c", line), line)
        self.assertEqual(rules_text.skipped_tests("a.c", "return 7;"), [])

    def test_left_undone(self):
        self.assertTrue(rules_text.left_undone("a.c", "/* TO" + "DO */"))
        self.assertEqual(rules_text.left_undone("a.c", "/* done */"), [])

    def test_links(self):
        self.assertTrue(rules_text.dead_links("src/a.md", "[x](b.md)", lambda name: False))
        self.assertEqual(
            rules_text.dead_links("src/a.md", "[x](b.md)", lambda name: name == "src/b.md"), [])
        self.assertEqual(
            rules_text.dead_links("a.md", "[x](https://example.org)", lambda name: False), [])

    def test_whitespace(self):
        self.assertTrue(rules_text.whitespace("a.c", "x \n"))
        self.assertTrue(rules_text.whitespace("a.c", "x"))
        self.assertEqual(rules_text.whitespace("a.c", "x\n"), [])


if __name__ == "__main__":
    unittest.main()
