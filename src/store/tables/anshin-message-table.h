/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/* What people do to a message: one acknowledgement each, pins for all, bookmarks for oneself. */
gboolean anshin_acknowledgement_get   (AnshinTx *tx, const char *channel, gint64 seq,
                                       const char *user_id, int *kind, gint64 *at,
                                       GError **error);
gboolean anshin_acknowledgement_set   (AnshinTx *tx, const char *channel, gint64 seq,
                                       const char *user_id, int kind, GError **error);
gboolean anshin_acknowledgement_list  (AnshinTx *tx, const char *channel, gint64 seq,
                                       GPtrArray *acknowledgements, GError **error);
gboolean anshin_pin_set               (AnshinTx *tx, const char *channel, gint64 seq,
                                       const char *user_id, gboolean *changed, GError **error);
gboolean anshin_pin_clear             (AnshinTx *tx, const char *channel, gint64 seq,
                                       gboolean *changed, GError **error);
gboolean anshin_pin_list              (AnshinTx *tx, const char *channel, guint limit,
                                       GArray *seqs, GError **error);
gboolean anshin_bookmark_set          (AnshinTx *tx, const char *channel, gint64 seq,
                                       const char *user_id, gboolean set, GError **error);
gboolean anshin_bookmark_list         (AnshinTx *tx, const char *channel, const char *user_id,
                                       guint limit, GArray *seqs, GError **error);

G_END_DECLS
