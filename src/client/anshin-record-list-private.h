/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record-list.h"

G_BEGIN_DECLS

/* For the lists alone that are made of it. */
void        anshin_record_list_set_type     (AnshinRecordList *self, GType item_type,
                                             const char *id_field);
GType       anshin_record_list_get_type_of_items
                                            (AnshinRecordList *self);
const char *anshin_record_list_get_id_field (AnshinRecordList *self);
const char *anshin_record_list_get_id       (AnshinRecordList *self, gpointer record);
guint       anshin_record_list_get_length   (AnshinRecordList *self);
void        anshin_record_list_append       (AnshinRecordList *self, gpointer *added,
                                             guint n_added);
void        anshin_record_list_publish      (AnshinRecordList *self, GPtrArray *wanted);
void        anshin_record_list_remove       (AnshinRecordList *self, const char *id);
void        anshin_record_list_empty        (AnshinRecordList *self);
void        anshin_record_list_set_loaded   (AnshinRecordList *self, gboolean loaded);
void        anshin_record_list_set_error    (AnshinRecordList *self, const GError *error);

G_END_DECLS
