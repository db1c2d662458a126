/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*AnshinAlertFunc) (gboolean confirmed, gpointer data);

/*
 * Asks a question over the window of @parent; "Cancel" is the default answer. @callback is called
 * exactly once, with %FALSE also when the window goes away.
 */
void anshin_alert_ask  (GtkWidget *parent, const char *heading, const char *body,
                        const char *confirm_label, gboolean destructive,
                        AnshinAlertFunc callback, gpointer data);

/*
 * The same with something to fill in under the text. Return in it confirms; what it holds has to be
 * read in @callback.
 */
void anshin_alert_ask_with (GtkWidget *parent, const char *heading, const char *body,
                            GtkWidget *extra, const char *confirm_label, AnshinAlertFunc callback,
                            gpointer data);

/* Answers with "Cancel" what is asked inside @window, where questions are no windows of their own:
 * they may name somebody. */
void anshin_alert_dismiss_all (GtkWidget *window);

G_END_DECLS
