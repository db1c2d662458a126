/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Sidebar and content side by side when there is room, one of them at a time when there isn't.
 * Properties: "sidebar", "content" (GtkWidget), "collapsed" (read only), "show-content".
 */
#define ANSHIN_TYPE_TWO_PANE (anshin_two_pane_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTwoPane, anshin_two_pane, ANSHIN, TWO_PANE, GtkWidget)

GtkWidget *anshin_two_pane_new              (void);
void       anshin_two_pane_set_sidebar      (AnshinTwoPane *self, GtkWidget *sidebar);
void       anshin_two_pane_set_content      (AnshinTwoPane *self, GtkWidget *content);
gboolean   anshin_two_pane_get_collapsed    (AnshinTwoPane *self);
gboolean   anshin_two_pane_get_show_content (AnshinTwoPane *self);
void       anshin_two_pane_set_show_content (AnshinTwoPane *self, gboolean show_content);

G_END_DECLS
