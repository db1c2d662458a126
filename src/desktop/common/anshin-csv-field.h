/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands at the beginning of a table, so that spreadsheets know that it is UTF-8. */
#define ANSHIN_CSV_MARK "\xef\xbb\xbf"

void anshin_csv_append_field (GString *csv, const char *text);

G_END_DECLS
