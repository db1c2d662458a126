# SPDX-License-Identifier: GPL-3.0-or-later
"""What shows notices on a desktop, in the place of the real one: it writes down, a line of JSON
each, whatever it is told. A program of its own, as it needs a main loop."""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402  (the version comes first)

NAME = "org.freedesktop.Notifications"
INTERFACE = """
<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
</interface></node>
"""
ANSWERS = {
    "Notify": lambda: GLib.Variant("(u)", (1,)),
    "GetCapabilities": lambda: GLib.Variant("(as)", (["body", "actions", "sound"],)),
    "GetServerInformation": lambda: GLib.Variant("(ssss)", ("double", "tests", "1", "1.2")),
    "CloseNotification": lambda: None,
}


def main(path):
    """Until it is ended."""
    def on_call(_bus, _sender, _path, _interface, method, arguments, invocation):
        with open(path, "a", encoding="utf-8") as told:
            print(json.dumps([method, arguments.unpack()], ensure_ascii=False), file=told)
        invocation.return_value(ANSWERS[method]())

    def on_bus(bus, _name):
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        bus.register_object("/org/freedesktop/Notifications", interface, on_call, None, None)

    def on_name(_bus, _name):
        open(path, "a", encoding="utf-8").close()

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, on_bus, on_name, None)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main(sys.argv[1])
