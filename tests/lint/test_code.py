# SPDX-License-Identifier: GPL-3.0-or-later
"""The C code keeps the rules, and each rule is able to fail."""

import pathlib
import unittest

import rules_arrows
import rules_code
import tree

HERE = pathlib.Path(__file__).resolve().parent


class CodeRules(unittest.TestCase):
    """The rules over the tree."""

    def setUp(self):
        self.sources = [(path, text) for path, text in tree.read(".c", ".h")
                        if path.startswith(("src/", "tests/"))]

    def hold(self, rule, sources=None, *more):
        """Applies the rule to every source."""
        self.maxDiff = None
        found = [problem for path, text in (sources or self.sources)
                 for problem in rule(path, text, *more)]
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_arrows(self):
        found = rules_arrows.check((path.removeprefix("src/"), text)
                                   for path, text in tree.read(".c", ".h", under="src/"))
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_functions_are_short(self):
        self.hold(rules_code.long_functions)

    def test_files_are_short(self):
        found = rules_code.long_files(
            {path: text.count("\n") for path, text in self.sources if path.endswith(".c")})
        self.assertEqual(found, [])

    def test_no_file_is_huge(self):
        long = [path for path, text in tree.read(".h", ".py", ".ui", ".css", ".sql", ".md")
                if text.count("\n") > rules_code.FILE_MAX]
        self.assertEqual(long, [])

    def test_automatic_pointers_have_a_value(self):
        self.hold(rules_code.uninitialised_autos)

    def test_no_goto(self):
        self.hold(rules_code.gotos)

    def test_width(self):
        self.hold(rules_code.wide_lines)

    def test_plain_types(self):
        self.hold(rules_code.gchars)

    def test_nothing_deprecated_later(self):
        lists = rules_code.read_deny_list((HERE / "deny-list.txt").read_text())
        sources = [(path, text) for path, text in tree.read(".c", ".h", ".ui")
                   if path.startswith(("src/", "resources/"))
                   and not path.startswith("src/desktop/compat/")]
        self.hold(rules_code.denied_identifiers, sources, lists)


class CodeRulesFail(unittest.TestCase):
    """Each rule finds what it is for."""

    def test_arrows(self):
        header = ("store/anshin-db.h", "")
        for path, include in [("client/a.c", '#include "anshin-db.h"'),
                              ("model/b.c", "#include <sqlite3.h>"),
                              ("desktop/chat/c.c", "#include <libsoup/soup.h>"),
                              ("elsewhere/d.c", "")]:
            with self.subTest(path):
                self.assertEqual(len(rules_arrows.check([header, (path, include)])), 1)
        self.assertEqual(
            rules_arrows.check([header, ("service/ops/e.c", '#include "anshin-db.h"')]), [])

    def test_functions(self):
        text = "void\nlong_one (void)\n{\n" + "  step ();\n" * 70 + "}\n"
        self.assertIn("long_one", rules_code.long_functions("a.c", text)[0])
        self.assertEqual(rules_code.long_functions("a.c", text.replace("  step ();\n", "", 20)), [])

    def test_files(self):
        self.assertTrue(rules_code.long_files({"a.c": 1001}))
        self.assertTrue(rules_code.long_files({"a.c": 300, "b.c": 260, "c.c": 270}))
        self.assertTrue(rules_code.long_files({**{f"{n}.c": 9 for n in range(8)},
                                               "x.c": 700, "y.c": 700}))
        self.assertEqual(rules_code.long_files({"a.c": 100, "b.c": 200}), [])

    def test_automatic_pointers(self):
        for line in ["  g_autoptr (GError) error;", "  g_autofree char *text;",
                     "  g_auto (GStrv) list;"]:
            self.assertTrue(rules_code.uninitialised_autos("a.c", line), line)
        self.assertEqual(rules_code.uninitialised_autos(
            "a.c", "  g_autofree char *text = NULL;\n/* g_autofree char *b; */"), [])

    def test_goto(self):
        self.assertTrue(rules_code.gotos("a.c", "  goto out;"))
        self.assertEqual(rules_code.gotos("a.c", '  say ("goto"); /* goto */'), [])

    def test_width(self):
        self.assertTrue(rules_code.wide_lines("a.c", "x" * 101))
        self.assertTrue(rules_code.wide_lines("a.c", "あ" * 51))
        self.assertEqual(rules_code.wide_lines("a.c", "あ" * 50), [])

    def test_plain_types(self):
        self.assertTrue(rules_code.gchars("a.c", "gchar *text;"))
        self.assertEqual(rules_code.gchars("a.c", "char *text; guint n;"), [])

    def test_deny_list(self):
        lists = rules_code.read_deny_list("GtkTreeView\ngtk_tree_view_*\n!gtk_tree_view_fine\n")
        for text in ["gtk_tree_view_new ()", "GtkTreeView *view;", "GTK_TREE_VIEW (view)",
                     "GTK_TYPE_TREE_VIEW"]:
            self.assertTrue(rules_code.denied_identifiers("a.c", text, lists), text)
        for text in ["gtk_tree_view_fine ()", "/* GtkTreeView */", "gtk_list_view_new ()"]:
            self.assertEqual(rules_code.denied_identifiers("a.c", text, lists), [], text)
        self.assertTrue(rules_code.denied_identifiers(
            "a.ui", '<object class="GtkTreeView"/>', lists))


if __name__ == "__main__":
    unittest.main()
