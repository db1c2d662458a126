/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record-list.h"

G_BEGIN_DECLS

/*
 * A list that the service holds, whole: a GListModel with one object per id for as long as
 * somebody holds it. Properties, all notifying: "loading" (gboolean), "loaded" (gboolean: it has
 * been whole once), "error" (GError boxed, why the last load failed).
 */
#define ANSHIN_TYPE_LIVE_LIST (anshin_live_list_get_type ())
G_DECLARE_FINAL_TYPE (AnshinLiveList, anshin_live_list, ANSHIN, LIVE_LIST,
                      AnshinRecordList)

gboolean      anshin_live_list_get_loading (AnshinLiveList *self);
gboolean      anshin_live_list_get_loaded  (AnshinLiveList *self);
const GError *anshin_live_list_get_error   (AnshinLiveList *self);
void          anshin_live_list_reload      (AnshinLiveList *self);
gpointer      anshin_live_list_find        (AnshinLiveList *self, const char *id);

G_END_DECLS
