/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-live-list.h"

G_BEGIN_DECLS

/*
 * The list of a section: search and tools above it, then the rows, or why there are none.
 * Properties for a template, all write only: "label" (what is listed), "search-label", "tools"
 * (GtkWidget beside the search), "empty-title", "empty-description", "empty-button" (for win.add),
 * "none-description", "show-all-label", "error-title". Property "current-id": what is open.
 *
 * Signals: "search-changed" (const char *text), "activated" (GObject *item), "show-all" (the search
 * is empty again; take away what else filters).
 */
#define ANSHIN_TYPE_LIST_PANE (anshin_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (AnshinListPane, anshin_list_pane, ANSHIN, LIST_PANE, AdwBin)

void        anshin_list_pane_set_lists      (AnshinListPane *self, AnshinLiveList *source,
                                             GListModel *shown, GType row_type);
void        anshin_list_pane_set_current_id (AnshinListPane *self, const char *id);
const char *anshin_list_pane_get_current_id (AnshinListPane *self);
void        anshin_list_pane_focus_search   (AnshinListPane *self);

G_END_DECLS
