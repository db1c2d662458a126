/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *anshin_print_words_error  (const GError *error);
const char *anshin_print_words_status (GtkPrintStatus status);

G_END_DECLS
