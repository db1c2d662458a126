# SPDX-License-Identifier: GPL-3.0-or-later
"""The real desktop, the real service and what is around them, driven as a person would."""
