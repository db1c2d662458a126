/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-entry.h"

G_BEGIN_DECLS

/* A message's text as a label shows it: names of those it names stand out, links can be opened. */
void anshin_message_text_set_up    (GtkLabel *label);
void anshin_message_text_show      (GtkLabel *label, AnshinContent *content);
/* Asks, and then opens an http or https address in the browser. */
void anshin_message_text_open_link (GtkWidget *parent, const char *uri);

G_END_DECLS
