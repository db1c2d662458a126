# SPDX-License-Identifier: GPL-3.0-or-later
"""A template, the C file that is bound to it and the resource that carries it go by one name."""

import posixpath
import re
import xml.etree.ElementTree as ET

BOUND = re.compile(r"gtk_widget_class_bind_template_child(?:_internal|_private)?\s*\("
                   r"\s*\w+,\s*(\w+),\s*(\w+)\)")
CALLBACK = re.compile(r"gtk_widget_class_bind_template_callback\s*\(\s*\w+,\s*(\w+)\)")
CALLBACK_NAMED = re.compile(
    r"gtk_widget_class_bind_template_callback_full\s*\(\s*\w+,\s*\"(\w+)\"")
FROM_RESOURCE = re.compile(r"gtk_widget_class_set_template_from_resource\s*\(\s*\w+,\s*(.+?)\);",
                           re.S)


def class_name(path):
    """AnshinGroupRow of …/anshin-group-row.ui."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    return "".join(word.capitalize() for word in stem.split("-"))


def template_of(root):
    """The template element of a parsed .ui file, if there is one."""
    return root.find("template")


def check_template(path, text, source):
    """Problems between a template and the text of its C source (None if there is none)."""
    root = ET.fromstring(text)
    template = template_of(root)
    if template is None:
        return []
    problems = []
    if template.get("class") != class_name(path):
        problems.append(f"{path}: its template is {template.get('class')}, not {class_name(path)}")
    if source is None:
        return problems + [f"{path}: has no C file of its name in its folder of src/desktop"]
    resource = FROM_RESOURCE.search(source)
    if not resource or posixpath.basename(path) not in resource.group(1):
        problems.append(f"{path}: the C file of its name does not load it")
    ids = {element.get("id") for element in root.iter("object")} - {None}
    for _, child in BOUND.findall(source):
        if child not in ids:
            problems.append(f"{path}: has no {child}, which the C file binds")
    bound = set(CALLBACK.findall(source)) | set(CALLBACK_NAMED.findall(source))
    handlers = {signal.get("handler") for signal in root.iter("signal")}
    handlers |= {closure.get("function") for closure in root.iter("closure")} - {None}
    problems += [f"{path}: {handler} is bound by no C file" for handler in sorted(handlers - bound)]
    problems += [f"{path}: {name} is bound by the C file and never used"
                 for name in sorted(bound - handlers)]
    return problems


def check_words(path, text):
    """Texts of a template that are seen or read out but not marked as translatable."""
    problems = []
    names = {"label", "title", "subtitle", "description", "tooltip-text", "placeholder-text",
             "heading", "body"}
    for element in ET.fromstring(text).iter():
        said = (element.text or "").strip()
        if element.tag not in ("property", "attribute") or not re.search(r"[A-Za-z]{2}", said):
            continue
        if element.get("name") in names and element.get("translatable") not in ("yes", "true"):
            problems.append(f"{path}: \"{said}\" is not marked as translatable")
    return problems


def check_resources(listed, paths):
    """Templates that no resource carries, and the other way round."""
    return ([f"{path}: is in no resource" for path in sorted(set(paths) - set(listed))]
            + [f"{path}: is in a resource but not there" for path in
               sorted(path for path in set(listed) - set(paths) if path.endswith(".ui"))])


def check_log_words(operations, words):
    """Each act that the service records has words in the access log: the sources of the table of
    operations, and that of the words."""
    recorded = {name for rows in re.findall(r'\{ "(?:GET|POST|PUT|DELETE)", "/v1[^"]*",([^}]*)\}',
                                            operations)
                for name in re.findall(r'ANSHIN_ACTION_\w+,\s*"([a-z-]+)"', rows)}
    known = set(re.findall(r'\{ "([a-z-]+)", N_ \(', words))
    if not recorded:
        return ["no operations were found"]
    return [f"{name}: no words for it in the access log" for name in sorted(recorded - known)]


# What takes words from an input method; passwords go by none. GtkSpinButton takes numbers.
FIELDS = {"AdwEntryRow", "GtkEntry", "GtkSearchEntry", "GtkText", "GtkTextView"}
MAKES_FIELD = re.compile(r"\b(?:adw_entry_row|gtk_entry|gtk_search_entry|gtk_text|gtk_text_view)"
                         r"_new(?:_with_\w+)? \(|g_object_new \(\s*(?:ADW_TYPE_ENTRY_ROW|"
                         r"GTK_TYPE_(?:ENTRY|SEARCH_ENTRY|TEXT|TEXT_VIEW))\b")
MAKES_PRIVATE = re.compile(r"\bGTK_INPUT_HINT_PRIVATE\b|\banshin_private_input \((?!GtkEditable)")


def _property(element, name):
    found = element.find(f"property[@name='{name}']")
    return (found.text or "") if found is not None else ""


def check_private_template(path, text, source):
    """Fields of a template that input methods may learn from (SECURITY TRM-03): neither the
    template nor its C source (None if there is none) asks them not to."""
    return [f"{path}: {element.get('class')} {element.get('id') or ''} is not private"
            for element in ET.fromstring(text).iter("object")
            if element.get("class") in FIELDS
            and _property(element, "editable").lower() not in ("false", "no", "0")
            and "private" not in _property(element, "input-hints").split("|")
            and not re.search(rf"\banshin_private_input \((?:GTK_EDITABLE \()?"
                              rf"self->{element.get('id')}\b", source or "")]


def check_private_source(path, text):
    """Fields that a C source makes itself, more than it makes private."""
    made, private = len(MAKES_FIELD.findall(text)), len(MAKES_PRIVATE.findall(text))
    return [f"{path}: makes {made} fields, {private} of them private"] if made > private else []
