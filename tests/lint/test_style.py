# SPDX-License-Identifier: GPL-3.0-or-later
"""Each profession can be told by its letters and by its colour."""

import unittest

import rules_style
import tree

CSS = """.profession-nurse { background-color: #be185d; }
.profession-clerk { background-color: #44566b; }
.profession-chip.profession-nurse { background-color: alpha(#be185d, 0.18); }
.profession-chip.profession-clerk { background-color: alpha(#44566b, 0.18); }
"""
SOURCE = '{ "profession-nurse" }, { "profession-clerk" }'


class StyleRules(unittest.TestCase):
    """The rules over the tree, and each rule as it fails."""

    def test_professions(self):
        source = (tree.ROOT / "src/desktop/common/anshin-format.c").read_text()
        css = (tree.ROOT / "resources/style.css").read_text()
        found = rules_style.check_professions(css, source)
        for language in (tree.ROOT / "po/LINGUAS").read_text().split():
            found += rules_style.check_marks((tree.ROOT / "po" / f"{language}.po").read_text())
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_colours_fail(self):
        def check(before="", after="", source=SOURCE):
            return rules_style.check_professions(CSS.replace(before, after), source)
        self.assertEqual(check(), [])
        self.assertEqual(len(check("44566b", "be185d")), 1)
        self.assertEqual(len(check("44566b", "c0c0c0")), 1)
        self.assertEqual(len(check("alpha(#44566b, 0.18)", "alpha(#44566b, 0.9)")), 1)
        self.assertEqual(len(check("alpha(#44566b", "alpha(#44566c")), 1)
        self.assertEqual(len(check(source=SOURCE + '{ "profession-other" }')), 1)

    def test_marks_fail(self):
        mark = 'msgctxt "badge"\nmsgid "%s"\nmsgstr "%s"\n'
        several = "\n".join(mark % (chr(65 + n), chr(65 + n)) for n in range(17))
        self.assertEqual(rules_style.check_marks(several), [])
        self.assertEqual(len(rules_style.check_marks(several.replace('msgstr "A"',
                                                                     'msgstr "B"'))), 1)
        self.assertEqual(len(rules_style.check_marks(several[:200])), 1)


if __name__ == "__main__":
    unittest.main()
