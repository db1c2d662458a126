/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"
#include "anshin-transport.h"

G_BEGIN_DECLS

/* One page of a list as the service gives it. */
typedef struct
{
  GPtrArray *items;
  char *next_cursor; /* NULL at the end */
  gint64 last_seq;   /* of entries: the channel's last number */
  gboolean more;     /* of entries: there are further ones that way */
} AnshinPage;

void        anshin_page_free             (AnshinPage *page);
AnshinPage *anshin_page_decode           (JsonNode *node, GType item_type, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinPage, anshin_page_free)

void        anshin_request_record_async  (AnshinTransport *transport, const char *method,
                                          const char *path, gpointer body, GType answer_type,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
gpointer    anshin_request_record_finish (GAsyncResult *result, GError **error);
void        anshin_request_page_async    (AnshinTransport *transport, const char *path,
                                          GType item_type, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
AnshinPage *anshin_request_page_finish   (GAsyncResult *result, GError **error);
void        anshin_request_all_async     (AnshinTransport *transport, const char *path,
                                          GType item_type,
                                          void (*progress) (guint n_items, gpointer data),
                                          gpointer progress_data, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
GPtrArray  *anshin_request_all_finish    (GAsyncResult *result, GError **error);
char       *anshin_request_build_path    (const char *path, const char *cursor);

G_END_DECLS
