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
 * The same with something to fill in under the text, whose changes the caller follows. Unless it is
 * destructive, Return in it confirms.
 */
void anshin_alert_ask_with (GtkWidget *parent, const char *heading, const char *body,
                            GtkWidget *extra, const char *confirm_label, gboolean destructive,
                            AnshinAlertFunc callback, gpointer data);

/* Says something that must not pass by unseen, and waits for nothing. */
void anshin_alert_tell (GtkWidget *parent, const char *heading, const char *body);

/* Answers with "Cancel" what is asked inside @window, where questions are no windows of their own:
 * they may name somebody. */
void anshin_alert_dismiss_all (GtkWidget *window);

G_END_DECLS
