# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that other programs read are right, and each check is able to fail."""

import pathlib
import tempfile
import unittest

import rules_data
import tree

PO = tree.ROOT / "po"


def desktop_build_files():
    """The build files, without those of the service alone."""
    return [(tree.ROOT / name).read_text() for name in tree.names()
            if name.startswith("src/") and name.endswith("meson.build")
            and not name.startswith(("src/service/", "src/store/"))]


class DataRules(unittest.TestCase):
    """The checks over the tree."""

    def every(self, check, *endings, under="data/"):
        """Applies a check to the files with one of the endings, of which there must be some."""
        paths = [tree.ROOT / name for name in tree.names()
                 if name.startswith(under) and name.endswith(endings)]
        self.assertTrue(paths, f"no {endings}")
        found = [problem for path in paths for problem in check(path)]
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_desktop_file(self):
        self.every(lambda path: rules_data.desktop_file(path, PO), ".desktop.in")

    def test_metainfo(self):
        self.every(lambda path: rules_data.metainfo(path, PO), ".metainfo.xml.in")

    def test_schemas(self):
        self.every(lambda path: rules_data.schemas([path]), ".gschema.xml")

    def test_xml(self):
        self.every(rules_data.xml, ".ui", ".gresource.xml", under="resources/")
        self.every(rules_data.xml, ".gschema.xml", ".svg", ".xml.in")

    def test_man_pages(self):
        self.every(rules_data.man_page, ".1", ".8", ".5")

    def test_openapi(self):
        self.every(lambda path: rules_data.openapi(path.read_text()), "openapi.yaml")

    def test_flatpak(self):
        self.every(lambda path: rules_data.flatpak(path.read_text()), ".yaml", under="flatpak/")

    def test_flatpak_modules(self):
        """What the desktop is built from is there in a Flatpak, too."""
        self.assertIn("dependency('zbar'", "".join(desktop_build_files()))
        self.every(lambda path: rules_data.flatpak_modules(path.read_text(),
                                                           desktop_build_files()),
                   ".yaml", under="flatpak/")

    def test_application_id(self):
        """One id everywhere: desktop file, D-Bus service, metainfo, schema and icon."""
        for ending in [".desktop.in", ".service.in", ".metainfo.xml.in", ".gschema.xml"]:
            name = "data/jp.anshinnet.AnshinNet" + ending
            self.assertIn("jp.anshinnet.AnshinNet", (tree.ROOT / name).read_text(), name)
        for ending in [".svg", "-symbolic.svg"]:
            self.assertTrue((tree.ROOT / f"data/icons/jp.anshinnet.AnshinNet{ending}").exists())


class DataRulesFail(unittest.TestCase):
    """Each check finds what it is for."""

    def with_file(self, name, text, check):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.write_text(text)
            return check(path)

    def test_desktop_file(self):
        good = (tree.ROOT / "data/jp.anshinnet.AnshinNet.desktop.in").read_text()
        for bad in [good.replace("Type=Application\n", ""), good.replace("false", "no", 1)]:
            self.assertTrue(self.with_file(
                "a.desktop.in", bad, lambda path: rules_data.desktop_file(path, PO)))

    def test_metainfo(self):
        good = (tree.ROOT / "data/jp.anshinnet.AnshinNet.metainfo.xml.in").read_text()
        bad = good.replace("<metadata_license>CC0-1.0</metadata_license>", "")
        self.assertTrue(self.with_file(
            "a.metainfo.xml.in", bad, lambda path: rules_data.metainfo(path, PO)))

    def test_schemas(self):
        bad = "<schemalist><schema id='a'><key name='B' type='q'/></schema></schemalist>"
        self.assertTrue(self.with_file(
            "a.gschema.xml", bad, lambda path: rules_data.schemas([path])))

    def test_xml(self):
        self.assertTrue(self.with_file("a.ui", "<interface>", rules_data.xml))
        self.assertEqual(self.with_file("a.ui", "<interface/>", rules_data.xml), [])

    def test_man_pages(self):
        self.assertTrue(self.with_file("a.8", ".TH\n.XY\n", rules_data.man_page))

    def test_openapi(self):
        good = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {$ref: '#/x'}}}}}\nx: {}\n"
        self.assertEqual(rules_data.openapi(good.replace("x: {}", "x: {a: b}")), [])
        for bad in ["openapi: 2.0\n", good.replace("#/x", "#/y"),
                    "openapi: 3.1.0\npaths: {/a: {get: {}}}\n"]:
            self.assertTrue(rules_data.openapi(bad))

    def test_flatpak(self):
        good = (tree.ROOT / "flatpak/jp.anshinnet.AnshinNet.yaml").read_text()
        self.assertEqual(rules_data.flatpak(good), [])
        for bad in [good.replace("sha256", "md5"), good.replace("runtime-version", "version"),
                    good.replace("--share=network", "--filesystem=home"),
                    good.replace("separate-locales: false", "separate-locales: true")]:
            self.assertTrue(rules_data.flatpak(bad))

    def test_flatpak_modules(self):
        good = (tree.ROOT / "flatpak/jp.anshinnet.AnshinNet.yaml").read_text()
        self.assertTrue(rules_data.flatpak_modules(good.replace("name: zbar", "name: quirc"),
                                                   desktop_build_files()))
        self.assertTrue(rules_data.flatpak_modules(good, ["x = dependency('liboath')"]))


if __name__ == "__main__":
    unittest.main()
