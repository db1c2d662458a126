/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-paged-list.h"

G_BEGIN_DECLS

/*
 * Shows a paged list as boxed rows that scroll with what stands above them: the first page at
 * once, further ones when one comes near the end or asks; what is being loaded can be given up,
 * what went wrong be tried again. Properties: "label" (what a screen reader calls the list),
 * "empty-icon-name", "empty-title", "empty-description", "head" (GtkWidget above the rows).
 * Signal "activated" (GObject *item): a row was chosen; rows that are not activatable are not.
 */
#define ANSHIN_TYPE_PAGED_VIEW (anshin_paged_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPagedView, anshin_paged_view, ANSHIN, PAGED_VIEW, AdwBin)

void             anshin_paged_view_set_list (AnshinPagedView *self, AnshinPagedList *list,
                                             GtkListBoxCreateWidgetFunc create_row,
                                             gpointer data);
void             anshin_paged_view_set_header_func (AnshinPagedView *self,
                                                    GtkListBoxUpdateHeaderFunc update_header);
void             anshin_paged_view_refresh_rows (AnshinPagedView *self);
AnshinPagedList *anshin_paged_view_get_list (AnshinPagedView *self);
void             anshin_paged_view_set_head (AnshinPagedView *self, GtkWidget *head);
void             anshin_paged_view_set_empty (AnshinPagedView *self, const char *title,
                                              const char *description);

G_END_DECLS
