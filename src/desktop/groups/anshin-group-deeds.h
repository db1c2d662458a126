/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-group.h"

G_BEGIN_DECLS

/* What can be done with a group as a whole. @from is a widget of the window, which says how it
 * went. */
void anshin_group_deeds_close      (GtkWidget *from, AnshinGroup *group);
void anshin_group_deeds_reopen     (GtkWidget *from, AnshinGroup *group);
void anshin_group_deeds_delete     (GtkWidget *from, AnshinGroup *group);
void anshin_group_deeds_bring_back (GtkWidget *from, const char *group_id);

/* Opens the conversation of two with that user; there is never more than one. */
void anshin_group_deeds_talk_to    (GtkWidget *from, const char *user_id);

G_END_DECLS
