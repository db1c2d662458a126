/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What lists of the service's records have in common: a GListModel with one object per id, that
 * says whether it is there and why not. Properties, both notifying: "loaded" (gboolean), "error"
 * (GError boxed, why the last load failed; what was there before stays).
 */
#define ANSHIN_TYPE_RECORD_LIST (anshin_record_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinRecordList, anshin_record_list, ANSHIN, RECORD_LIST, GObject)

struct _AnshinRecordListClass
{
  GObjectClass parent_class;
};

gboolean      anshin_record_list_get_loaded (AnshinRecordList *self);
const GError *anshin_record_list_get_error  (AnshinRecordList *self);
gpointer      anshin_record_list_find       (AnshinRecordList *self, const char *id);

G_END_DECLS
