/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-record-list.h"

G_BEGIN_DECLS

/*
 * A list that the service holds and that may be too long to fetch whole: a GListModel of the pages
 * that were asked for so far, with one object per id. Nothing is fetched before the first
 * anshin_paged_list_reload() or anshin_paged_list_set_path().
 *
 * Properties, all notifying: "loading" (gboolean), "loaded" (gboolean: the first page of this path
 * has been here), "has-more" (gboolean: there are further pages), "error" (GError boxed, why the
 * last load failed; what was there before stays).
 */
#define ANSHIN_TYPE_PAGED_LIST (anshin_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPagedList, anshin_paged_list, ANSHIN, PAGED_LIST,
                      AnshinRecordList)

AnshinPagedList *anshin_paged_list_new          (AnshinClient *client, const char *path,
                                                 GType item_type, const char *id_field);
const char      *anshin_paged_list_get_path     (AnshinPagedList *self);
void             anshin_paged_list_set_path     (AnshinPagedList *self, const char *path);
void             anshin_paged_list_set_topic    (AnshinPagedList *self, const char *topic);
void             anshin_paged_list_reload       (AnshinPagedList *self);
void             anshin_paged_list_load_more    (AnshinPagedList *self);
void             anshin_paged_list_cancel       (AnshinPagedList *self);
gboolean         anshin_paged_list_get_loading  (AnshinPagedList *self);
gboolean         anshin_paged_list_get_loaded   (AnshinPagedList *self);
gboolean         anshin_paged_list_get_has_more (AnshinPagedList *self);
const GError    *anshin_paged_list_get_error    (AnshinPagedList *self);
gpointer         anshin_paged_list_find         (AnshinPagedList *self, const char *id);
gpointer         anshin_paged_list_merge        (AnshinPagedList *self, gpointer record);
void             anshin_paged_list_remove       (AnshinPagedList *self, const char *id);

char            *anshin_paged_list_build_path   (const char *path, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
