# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the desktop by its pixels: two programs on screens of their own, whose frame buffers are
looked at every few milliseconds. Nothing moves (animations are off), as it would hide what is
measured."""

import mmap
import os
import pathlib
import re
import sqlite3
import struct
import subprocess
import time
import zlib

GROUP = "計測の会"
MESSAGES = 100000
READ = 5000
POSTS = 30
STILL_S = 0.5
# Parts of a window of 1080 × 720: the timeline beside the list, above the composer, without its
# scrollbar, which goes by itself two seconds later; where one types; the rows of the list, below its
# search.
TIMELINE = (400, 1050, 56, 640)
COMPOSER = (440, 1000, 645, 712)
LIST = (10, 380, 160, 712)
LETTERS = 40


class Pixels:
    """A part of a screen."""

    def __init__(self, screen, area=TIMELINE):
        self.area = area
        path = screen.frames / screen.display.lstrip(":") / "Xvfb_screen0"
        with open(path, "rb") as file:
            self.frame = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self.frame[:100])
        self.start, self.stride = header[0] + header[19] * 12, header[12]
        self.bytes = header[11] // 8

    def sum(self):
        """A number that changes with every third line."""
        left, right, top, bottom = self.area
        number = 0
        for y in range(top, bottom, 3):
            line = self.start + y * self.stride
            number = zlib.adler32(self.frame[line + left * self.bytes:line + right * self.bytes],
                                  number)
        return number

    def changes(self, since, seconds, still=STILL_S, before=None):
        """When it changed, in seconds since then: until it stands still or the time is over. What
        it was before, if that may be another thing already."""
        before, times = before or self.sum(), []
        while time.monotonic() - since < seconds:
            now = self.sum()
            if now != before:
                times.append(time.monotonic() - since)
                before = now
            elif times and time.monotonic() - since - times[-1] > still:
                break
            time.sleep(0.002)
        return times


def quantile(values, part):
    """The smallest that so large a part of the values does not exceed, in milliseconds."""
    ordered = sorted(values)
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)


def fill(build, service):
    """The newest group gets its past, while nobody serves it."""
    service.stop()
    with sqlite3.connect(service.folder / "anshin.db") as database:
        group, author = database.execute(
            "SELECT g.id, m.user_id FROM care_group g JOIN membership m ON m.group_id = g.id "
            "WHERE m.user_id <> g.creator_id ORDER BY g.created_at DESC LIMIT 1").fetchone()
    subprocess.run([build / "tests/bench/anshin-bench-fill", service.folder / "anshin.db",
                    service.folder / "master.key", group, author, str(MESSAGES)], check=True)
    service.start()


def computed(process):
    """Milliseconds of the processors that a program has used, whoever else wanted them."""
    return sum(int(path.read_text().split()[0])
               for path in pathlib.Path(f"/proc/{process.pid}/task").glob("*/schedstat")) / 1e6


def _xdotool(person, *words):
    """Keys and the mouse, while it is looked on."""
    return subprocess.Popen(["xdotool", *words],
                            env={**os.environ, "DISPLAY": person.screen.display})


def open_group(person, pixels, start):
    """From the click on a group to the last of its pixels; and what the program computed for it."""
    from anshin_ui.screen import box, plain, wait_for
    # The list keeps to the row that it shows when another one comes above it.
    person.screen.xdotool("mousemove", "150", "500", "click", "--repeat", "30", "--delay", "5", "4")
    row = wait_for(lambda: next((node for node in person.screen.all("list item")
                                 if plain(node.get_name()).startswith(start)), None), start)
    place = box(row)
    person.screen.xdotool("mousemove", str(place.x + 150), str(place.y + place.height // 2))
    shown, used = pixels.sum(), computed(person.desktop.process)
    since = time.monotonic()
    # It stays for another 100 ms once it has clicked.
    click = _xdotool(person, "click", "1")
    times = pixels.changes(since, 5, before=shown)
    click.wait()
    used = computed(person.desktop.process) - used
    person.screen.find(None, person.word("Timeline"))
    return times[-1], used


def opening(person, pixels):
    """The big group, and others between."""
    # By its name alone: what a row says besides is another thing once the group was read.
    other = next(re.split("、|, ", name)[0] for name in person.groups()[1:]
                 if not name.startswith(GROUP))
    first, first_used = open_group(person, pixels, GROUP)
    again = []
    for _ in range(5):
        open_group(person, pixels, other)
        again.append(open_group(person, pixels, GROUP))
    return {"scenario": "open", "first_ms": quantile([first], 0), "first_cpu_ms": round(first_used),
            "again_ms": quantile([taken for taken, _ in again], 0.5),
            "again_cpu_ms": round(sorted(used for _, used in again)[len(again) // 2])}


def arrival(sender, pixels):
    """From the keys that send a message to the first pixel of it on the other screen."""
    taken = []
    for number in range(POSTS):
        sender.type(f"{number}件目。午後の訪問は14時です。")
        sender.screen.focus()
        shown, since = pixels.sum(), time.monotonic()
        keys = _xdotool(sender, "key", "ctrl+Return")
        times = pixels.changes(since, 5, before=shown)
        keys.wait()
        taken.append(times[0])
    return {"scenario": "arrival", "posts": len(taken), "p50_ms": quantile(taken, 0.5),
            "p95_ms": quantile(taken, 0.95)}


def typing(person, sender):
    """From a key to its letter, while messages come in."""
    pixels, taken = Pixels(person.screen, COMPOSER), []
    for one in (person, sender):
        one.type("")
        one.screen.click_at(one.screen.find(None, one.word("Message")))
        one.screen.focus()
        one.screen.settle()
    coming = _xdotool(sender, "key", "--delay", "150", *["a", "ctrl+Return"] * LETTERS)
    for _ in range(LETTERS):
        before, since = pixels.sum(), time.monotonic()
        person.screen.xdotool("key", "k")
        times = pixels.changes(since, 2, 0.1, before)
        taken.append(times[0])
    coming.wait()
    person.type("")
    return {"scenario": "typing", "letters": len(taken), "p50_ms": quantile(taken, 0.5),
            "p95_ms": quantile(taken, 0.95)}


def crowded(manager, crowd):
    """Two hundred groups with unread ones: to their list, and from a message to its new order."""
    pixels, shown, moved = Pixels(manager.screen, LIST), [], []
    for _ in range(10):
        manager.section(1)
        manager.screen.settle()
        manager.screen.focus()
        before, since = pixels.sum(), time.monotonic()
        manager.screen.xdotool("key", "ctrl+2")
        shown.append(pixels.changes(since, 3, 0.2, before)[-1])
    for name in list(crowd.groups)[:POSTS]:
        before, since = pixels.sum(), time.monotonic()
        crowd.post(name, "午後の訪問は14時です。")
        # What is not seen counts as the whole time.
        moved.append((pixels.changes(since, 3, 0.2, before) or [3])[-1])
    return {"scenario": "crowded", "groups": len(crowd.groups),
            "shown_p95_ms": quantile(shown, 0.95), "moved_p95_ms": quantile(moved, 0.95)}


def scrolling(person, pixels):
    """The wheel, 60 steps a second for three seconds."""
    person.screen.xdotool("mousemove", "700", "300")
    wheel = _xdotool(person, "click", "--repeat", "180", "--delay", "16", "4")
    since = time.monotonic()
    times = pixels.changes(since, 4)
    wheel.wait()
    gaps = [later - sooner for sooner, later in zip(times, times[1:])]
    return {"scenario": "scrolling", "frames": len(times), "p50_ms": quantile(gaps, 0.5),
            "p95_ms": quantile(gaps, 0.95), "worst_ms": quantile(gaps, 1)}


def memory(person):
    """What is resident once so many messages were read."""
    person.screen.xdotool("mousemove", "700", "300")
    for _ in range(READ // 50):
        person.screen.xdotool("click", "--repeat", "100", "--delay", "4", "4")
    status = pathlib.Path(f"/proc/{person.desktop.process.pid}/status").read_text()
    kib = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
    return {"scenario": "memory", "mib": round(kib / 1024, 1)}


def _settle(surroundings):
    """Settings in which nothing moves."""
    folder = pathlib.Path(surroundings.folder) / "settings" / "gtk-4.0"
    folder.mkdir(parents=True)
    (folder / "settings.ini").write_text(
        "[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n")
    os.environ["XDG_CONFIG_DIRS"] = str(folder.parent)


def measure(build):
    """Figures of the desktop; none where it was not built."""
    if not (build / "src/desktop/anshin-net").exists():
        return []
    os.environ["ANSHIN_BUILD_DIR"] = str(build.resolve())
    from anshin_ui.service import Service
    from anshin_ui.surroundings import Surroundings
    surroundings = Surroundings()
    _settle(surroundings)
    service = Service(surroundings.folder / "service", surroundings.runtime / "service.sock")
    service.make_sample()
    service.start()
    from anshin_ui.crowd import Crowd
    from anshin_ui.journey import Journey
    journey = Journey(surroundings, service, "ja")
    try:
        journey.physician.create_free_group(GROUP)
        journey.invite_nurse()
        journey.nurse_comes().section(3)
        journey.accept(GROUP)
        journey.nurse.section(2)
        fill(build, service)
        people = (journey.physician, journey.nurse)
        for person in people:
            person.screen.wait_until(lambda one=person: any("回目の訪問" in row
                                                            for row in one.groups()),
                                     "the past in the list", 60)
        pixels = Pixels(journey.nurse.screen)
        journey.physician.open_group(GROUP)
        figures = [opening(journey.nurse, pixels), arrival(journey.physician, pixels),
                   typing(journey.nurse, journey.physician), scrolling(journey.nurse, pixels),
                   memory(journey.nurse)]
        crowd = Crowd(service)
        manager = journey.add("care-manager")
        manager.section(2)
        manager.wait_rows("Groups", bool)
        figures.append(crowded(manager, crowd))
    finally:
        journey.close()
        service.stop()
        surroundings.close()
    return figures
