/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-terminal.h"

G_BEGIN_DECLS

/* Terminals as those see them who administer them (SECURITY BY-01). */
gboolean        anshin_terminal_set_kind      (AnshinTx *tx, const char *id, gboolean personal,
                                               const char *system, GError **error);
gboolean        anshin_terminal_is_allowed    (AnshinTx *tx, const char *id, gint64 now,
                                               gboolean *allowed, GError **error);
gboolean        anshin_account_allows_personal (AnshinTx *tx, const char *user_id, gint64 now,
                                                gboolean *allowed, GError **error);
AnshinTerminal *anshin_terminal_load          (AnshinTx *tx, const char *id, GError **error);
gboolean        anshin_terminal_list          (AnshinTx *tx, const char *user_id,
                                               const char *before, guint limit, gint64 idle_since,
                                               gint64 now, GPtrArray *terminals, GError **error);
gboolean        anshin_terminal_revoke        (AnshinTx *tx, const char *id, gint64 now,
                                               GError **error);
gboolean        anshin_terminal_revoke_of_user (AnshinTx *tx, const char *user_id, gint64 now,
                                                GError **error);

G_END_DECLS
