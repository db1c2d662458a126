# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that people must be able to read, and to tell apart."""

import itertools
import re

# WCAG 2.1, 1.4.3; and CIE 1976 below which two colours are hard to tell apart side by side.
CONTRAST, DIFFERENCE = 4.5, 10
LIGHT, DARK = (250, 250, 250), (36, 36, 36)
# libadwaita's text on a light ground is black by so much.
INK = 0.8
PROFESSION = re.compile(r"^\.profession-([a-z-]+) \{ background-color: #([0-9a-f]{6}); \}$", re.M)
CHIP = re.compile(r"^\.profession-chip\.profession-([a-z-]+) "
                  r"\{ background-color: alpha\(#([0-9a-f]{6}), ([0-9.]+)\); \}$", re.M)
STYLE = re.compile(r'"profession-([a-z-]+)"')


def parse(colour):
    """The three parts of a colour, 0 to 255."""
    return tuple(int(colour[i:i + 2], 16) for i in (0, 2, 4))


def mix(over, under, share):
    """A colour laid upon another one."""
    return tuple(a * share + b * (1 - share) for a, b in zip(over, under))


def _linear(part):
    part /= 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one, other):
    """WCAG's ratio, 1 to 21."""
    low, high = sorted(sum(weight * _linear(part)
                           for weight, part in zip((0.2126, 0.7152, 0.0722), colour))
                       for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _lab(colour):
    red, green, blue = map(_linear, colour)
    cube = [part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
            for part in ((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
                         0.2126 * red + 0.7152 * green + 0.0722 * blue,
                         (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0888)]
    return 116 * cube[1] - 16, 500 * (cube[0] - cube[1]), 200 * (cube[1] - cube[2])


def difference(one, other):
    """How far apart two colours are to the eye."""
    return sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other))) ** 0.5


def check_professions(css, source):
    """What is wrong with the colours of the professions that the source names."""
    badges = {name: parse(colour) for name, colour in PROFESSION.findall(css)}
    chips = {name: (parse(colour), float(share)) for name, colour, share in CHIP.findall(css)}
    named = set(STYLE.findall(source))
    found = [f"{name}: no colour, or nobody has it"
             for name in sorted(named ^ set(badges) | named ^ set(chips))]
    found += [f"{name}: white letters can't be read on its badge"
              for name, colour in badges.items() if contrast((255,) * 3, colour) < CONTRAST]
    for name, (colour, share) in chips.items():
        light, dark = mix(colour, LIGHT, share), mix(colour, DARK, share)
        if min(contrast(mix((0,) * 3, light, INK), light),
               contrast((255,) * 3, dark)) < CONTRAST:
            found.append(f"{name}: its word can't be read on its chip")
        if badges.get(name) != colour:
            found.append(f"{name}: badge and chip have two colours")
    return found + [f"{one} and {other}: look alike"
                    for one, other in itertools.combinations(badges, 2)
                    if difference(badges[one], badges[other]) < DIFFERENCE]


def check_marks(translation):
    """Marks that two professions have in one language; @translation is a po file."""
    marks = re.findall(r'msgctxt "badge"\nmsgid "[^"]+"\nmsgstr "([^"]*)"', translation)
    return ([f"{mark}: two professions have it" for mark in set(marks) if marks.count(mark) > 1]
            + ([] if len(marks) > 16 else ["some profession has no mark"]))
