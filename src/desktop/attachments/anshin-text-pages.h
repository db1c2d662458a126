/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A page of text takes so many bytes at most, which GTK lays out while nobody notices. */
#define ANSHIN_TEXT_PAGE_BYTES (64 * 1024)

GPtrArray *anshin_text_pages_new (GBytes *file);

G_END_DECLS
