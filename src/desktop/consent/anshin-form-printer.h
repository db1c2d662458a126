/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-form.h"

G_BEGIN_DECLS

/* Called once: @done says whether the paper is on its way, @error what went wrong. */
typedef void (*AnshinFormPrinted) (gboolean done, const GError *error, gpointer data);

void     anshin_form_printer_print         (GtkWidget *parent, GPtrArray *forms,
                                            const char *name, AnshinFormPrinted callback,
                                            gpointer data);
void     anshin_form_printer_export_async  (GtkWidget *parent, GPtrArray *forms,
                                            const char *name, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
void     anshin_form_printer_save_async    (GtkWidget *parent, GBytes *pdf, const char *name,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_form_printer_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
