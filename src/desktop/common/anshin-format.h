/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char       *anshin_format_full_day     (int day);
char       *anshin_format_day          (int day);
char       *anshin_format_when         (gint64 time);
gboolean    anshin_format_is_today       (gint64 time);
char       *anshin_format_clock        (gint64 time);
char       *anshin_format_person       (const char *name, int profession, const char *facility);
const char *anshin_format_profession   (int profession);
const char *anshin_format_profession_style (int profession);
const char *anshin_format_profession_mark (int profession);
char       *anshin_format_size          (guint64 bytes);
char       *anshin_format_one_line     (const char *text, gsize max_characters);

G_END_DECLS
