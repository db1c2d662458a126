# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages held against pictures that were looked at, one by one.

After a change that is meant, draw them anew with ANSHIN_NEW_PICTURES=1 and look at them again
before they are kept.
"""

import os
import subprocess

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data')
# What fonts of another version may change: a few dots, a little.
DARKER, SHARE = 40, 0.004


def grey(path):
    """The picture, much reduced, as one byte for each dot."""
    return subprocess.run(['convert', path, '-colorspace', 'Gray', '-resize', '149x149^', '-depth',
                           '8', 'gray:-'], check=True, capture_output=True).stdout


def difference(one, other):
    """Which share of the dots is much darker or lighter in one of two pictures."""
    one, other = grey(one), grey(other)
    if len(one) != len(other):
        return 1
    return sum(abs(a - b) > DARKER for a, b in zip(one, other)) / len(one)


def kept(page):
    """Where the picture of a page is kept."""
    return os.path.join(FOLDER, page + '.png')


def difference_from_kept(page, path):
    """The same, from the picture that was looked at."""
    if os.environ.get('ANSHIN_NEW_PICTURES'):
        subprocess.run(['convert', path, '-colorspace', 'Gray', '-resize', '50%', '-colors', '8',
                        '-depth', '4', '-strip', kept(page)], check=True)
    return difference(kept(page), path)
