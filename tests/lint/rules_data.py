# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that other programs read, held against what those programs say of them."""

import pathlib
import re
import shutil
import subprocess
import tempfile

import yaml

# What the desktop is built from, as pkg-config calls it: the GNOME runtime has it, or a module makes
# it.
IN_RUNTIME = {"gdk-pixbuf-2.0", "gio-2.0", "gio-unix-2.0", "glib-2.0", "gobject-2.0", "gtk4",
              "json-glib-1.0", "libadwaita-1", "libsecret-1", "libsoup-3.0", "pangocairo", "zlib"}
MADE_BY = {"libqrencode": "qrencode", "libseccomp": "libseccomp", "libsodium": "libsodium",
           "poppler-glib": "poppler", "zbar": "zbar"}

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


def _run(*command, **more):
    answer = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    return answer.returncode, (answer.stdout + answer.stderr).strip()


def _said(name, code, said):
    return [f"{name}: {said or code}"] if code else []


def desktop_file(template, po):
    """Problems of a desktop file once it is merged with its translations."""
    with tempfile.TemporaryDirectory() as folder:
        merged = pathlib.Path(folder) / template.name.removesuffix(".in")
        code, said = _run("msgfmt", "--desktop", f"--template={template}", "-d", str(po),
                          "-o", str(merged))
        if code:
            return _said(template.name, code, said)
        code, said = _run("desktop-file-validate", "--no-hints", str(merged))
        return _said(template.name, code or bool(said), said)


def metainfo(template, po):
    """Problems of the metainfo file once it is merged with its translations."""
    with tempfile.TemporaryDirectory() as folder:
        merged = pathlib.Path(folder) / template.name.removesuffix(".in")
        code, said = _run("msgfmt", "--xml", f"--template={template}", "-d", str(po),
                          "-o", str(merged))
        if code:
            return _said(template.name, code, said)
        code, said = _run("appstreamcli", "validate", "--no-net", "--no-color", str(merged))
        return _said(template.name, code, said)


def schemas(files):
    """Problems of GSettings schemas."""
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            shutil.copy(file, folder)
        code, said = _run("glib-compile-schemas", "--strict", "--dry-run", folder)
        return _said("schemas", code, said)


def xml(file):
    """Whether an XML file can be read."""
    code, said = _run("xmllint", "--noout", "--nonet", str(file))
    return _said(file.name, code, said)


def man_page(file):
    """Problems of a man page."""
    code, said = _run("mandoc", "-T", "lint", "-W", "warning", str(file))
    return _said(file.name, code, said)


def openapi(text):
    """Problems of the API's description that can be seen without the service."""
    document = yaml.safe_load(text)
    if not str(document.get("openapi", "")).startswith("3.1"):
        return ["openapi: is not of version 3.1"]
    problems = []
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in METHODS and not operation.get("responses"):
                problems.append(f"openapi: {method} {path} has no responses")
    for reference in _references(document):
        place = document
        for step in reference.removeprefix("#/").split("/"):
            place = place.get(step) if isinstance(place, dict) else None
        if place is None:
            problems.append(f"openapi: {reference} leads nowhere")
    return problems


def _references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _references(child)


def flatpak(text):
    """Problems of the Flatpak manifest: every source is pinned, nothing is asked for in vain."""
    manifest = yaml.safe_load(text)
    problems = [f"flatpak: {key} is missing" for key in
                ("id", "runtime", "runtime-version", "sdk", "command", "finish-args", "modules")
                if not manifest.get(key)]
    if manifest.get("separate-locales") is not False:
        problems.append("flatpak: separate-locales would leave the translations out of a bundle")
    for argument in manifest.get("finish-args") or []:
        if argument.startswith(("--filesystem", "--device=all", "--socket=session-bus",
                                "--socket=system-bus")):
            problems.append(f"flatpak: {argument} opens more than the program needs")
    for module in manifest.get("modules") or []:
        for source in module.get("sources", []):
            remote = source.get("type") in ("archive", "file") and "url" in source
            if remote and len(source.get("sha256", "")) != 64:
                problems.append(f"flatpak: a source of {module['name']} is not pinned")
            if source.get("type") == "git" and len(source.get("commit", "")) != 40:
                problems.append(f"flatpak: a source of {module['name']} is not pinned")
    return problems


def flatpak_modules(text, build_files):
    """Problems of the Flatpak manifest: what the build files ask for is in the runtime or made."""
    made = {module["name"] for module in yaml.safe_load(text).get("modules") or []}
    needed = {name for build_file in build_files
              for name in re.findall(r"\bdependency\('([^']+)'", build_file)}
    return [f"flatpak: nothing makes {name}" for name in sorted(needed - IN_RUNTIME)
            if MADE_BY.get(name) not in made]
