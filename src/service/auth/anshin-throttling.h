/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Guessing (SECURITY AUTH-09). An attempt on an account is charged before its password is looked
 * at, and forgiven if it succeeds: guesses made at once are not looked at more often than guesses
 * made one by one. Only attempts that come with the account's own terminal, code or session are
 * charged to it, so that nobody else can lock it; the others are charged to their source.
 */
char    *anshin_source_get_network         (const char *source);
gboolean anshin_throttling_charge_account  (AnshinTx *tx, const char *user_id, gint64 now,
                                            gboolean *locked, GError **error);
gboolean anshin_throttling_forgive_account (AnshinTx *tx, const char *user_id, GError **error);
gboolean anshin_throttling_is_locked       (AnshinTx *tx, const char *user_id, gint64 now,
                                            gboolean *locked, GError **error);
gboolean anshin_throttling_charge_source   (AnshinTx *tx, const char *source, gint64 now,
                                            GError **error);
gboolean anshin_throttling_check_source    (AnshinTx *tx, const char *source, gint64 now,
                                            GError **error);

G_END_DECLS
