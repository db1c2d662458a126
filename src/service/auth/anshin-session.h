/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-principal.h"
#include "anshin-sign-in.h"

G_BEGIN_DECLS

/* Sessions (SECURITY A2): idle and absolute limits, both kept by the database. */
gboolean anshin_session_load         (AnshinTx *tx, const char *token, gint64 now,
                                      AnshinPrincipal **principal, GError **error);
gboolean anshin_session_load_by_id   (AnshinTx *tx, const char *id, gint64 now,
                                      AnshinPrincipal **principal, GError **error);
gboolean anshin_session_is_over      (const GError *error);
gboolean anshin_session_touch        (AnshinTx *tx, const char *id, gint64 now, GError **error);
gboolean anshin_session_needs_touch  (const AnshinPrincipal *principal, gint64 now);
gboolean anshin_session_is_confirmed (const AnshinPrincipal *principal, gint64 now);
gint64   anshin_session_get_deadline (const AnshinPrincipal *principal);

gboolean anshin_session_begin        (AnshinTx *tx, const char *user_id, const char *terminal_id,
                                      gint64 now, gint64 expires_at, char **id, char **token,
                                      GError **error);
gboolean anshin_session_end          (AnshinTx *tx, const char *id, gint64 now, GError **error);
gboolean anshin_session_make_room    (AnshinTx *tx, const char *user_id, guint n_kept, gint64 now,
                                      GPtrArray *ended, GError **error);
AnshinSessionInfo *anshin_session_describe (AnshinTx *tx, const char *user_id,
                                            const char *terminal_id, gint64 expires_at,
                                            gint64 last_sign_in_at, const char *last_terminal_id,
                                            GError **error);

G_END_DECLS
