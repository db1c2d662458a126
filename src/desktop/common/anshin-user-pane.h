/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-user-search.h"

G_BEGIN_DECLS

/*
 * Finding people of the network: a search, and those who fit, or why there are none. Properties
 * for a template, all write only: "label" (who is listed), "search-label", "placeholder-text",
 * "none-description". Signal "activated" (AnshinUser *user).
 */
#define ANSHIN_TYPE_USER_PANE (anshin_user_pane_get_type ())
G_DECLARE_FINAL_TYPE (AnshinUserPane, anshin_user_pane, ANSHIN, USER_PANE, AdwBin)

void        anshin_user_pane_set_client (AnshinUserPane *self, AnshinClient *client,
                                         int profession, GtkListBoxCreateWidgetFunc create_row,
                                         gpointer data);
AnshinUser *anshin_user_pane_dup_user   (AnshinUserPane *self, GtkWidget *in_row);
void        anshin_user_pane_refresh    (AnshinUserPane *self);
void        anshin_user_pane_focus      (AnshinUserPane *self);

G_END_DECLS
