/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Copying with care: what is copied is taken from the clipboard again after a minute, and when the
 * window is locked (SECURITY TRM-03). */
void anshin_clipboard_copy  (GtkWidget *widget, const char *text);
void anshin_clipboard_clear (void);

G_END_DECLS
