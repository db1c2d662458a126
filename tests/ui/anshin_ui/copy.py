# SPDX-License-Identifier: GPL-3.0-or-later
"""What has been copied elsewhere: python3 copy.py files|picture file…

Files as a file manager copies them, with their paths as a text beside them, or the picture that is
in a file. It says that it is there, and holds it until it is ended. For each line that it is given it
says one more, once it has told everybody what it holds who has asked before."""

import pathlib
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402  (the version comes first)


def provide(kind, paths):
    """The content that is copied."""
    if kind == "picture":
        picture = pathlib.Path(paths[0]).read_bytes()
        return Gdk.ContentProvider.new_for_bytes("image/png", GLib.Bytes.new(picture))
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    return Gdk.ContentProvider.new_union([Gdk.ContentProvider.new_for_value("\n".join(paths)),
                                          Gdk.ContentProvider.new_for_value(files)])


def on_line(channel, _condition):
    """After all else that has come."""
    channel.readline()
    GLib.idle_add(lambda: print("told", flush=True), priority=GLib.PRIORITY_LOW)
    return True


def main(kind, paths):
    """Holds the clipboard."""
    Gtk.init()
    display = Gdk.Display.get_default()
    display.get_clipboard().set_content(provide(kind, paths))
    display.sync()
    GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN,
                      on_line)
    print("there", flush=True)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
