# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with files in it that can be dragged out, as out of a file manager: python3 drag.py file…

It says what has come to pass: there, taken (where the mouse is the files are wanted), done."""

import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402  (the version comes first)

SIZE = 100


def say(word):
    print(word, flush=True)


def on_begin(_source, drag):
    drag.connect("notify::selected-action",
                 lambda drag, _: drag.get_selected_action() and say("taken"))
    drag.connect("dnd-finished", lambda _: say("done"))


def main(paths):
    """Shows the window until it is ended."""
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(files))
    source.connect("drag-begin", on_begin)
    window = Gtk.Window(title="files", default_width=SIZE, default_height=SIZE, decorated=False)
    window.add_controller(source)
    window.connect("map", lambda _: say("there"))
    window.present()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main(sys.argv[1:])
