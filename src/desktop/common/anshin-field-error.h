/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One sentence under a row of a boxed list: what is wrong with what was entered there, or what is
 * to be looked at once more. Either has a sign of its own shape, and a screen reader hears it. */
void     anshin_field_error_set   (GtkWidget *row, const char *text);
void     anshin_field_error_warn  (GtkWidget *row, const char *text);
void     anshin_field_error_clear (GtkWidget *row);

G_END_DECLS
