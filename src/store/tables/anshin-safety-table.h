/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-broadcast.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Safety checks, and what everybody has answered. Who is asked is derived: the active users who
 * are registered, until the check is closed, and whoever has answered. The word with an answer is
 * sealed with the accounts' key; counting needs no key.
 */
gboolean           anshin_safety_insert  (AnshinTx *tx, AnshinSafetyCheck *check, const char *by,
                                          GError **error);
AnshinSafetyCheck *anshin_safety_load    (AnshinTx *tx, const char *id, const char *viewer_id,
                                          GError **error);
gboolean           anshin_safety_list    (AnshinTx *tx, const char *viewer_id, const char *before,
                                          guint limit, GPtrArray *checks, GError **error);
gboolean           anshin_safety_remind  (AnshinTx *tx, AnshinSafetyCheck *check, GError **error);
gboolean           anshin_safety_close   (AnshinTx *tx, AnshinSafetyCheck *check, GError **error);
gboolean           anshin_safety_answer  (AnshinTx *tx, AnshinSafetyCheck *check,
                                          const char *user_id, int answer, const char *word,
                                          GError **error);
gboolean           anshin_safety_count   (AnshinTx *tx, AnshinSafetyCheck *check,
                                          const char *facility_id, GError **error);
gboolean           anshin_safety_list_answers (AnshinTx *tx, AnshinSafetyCheck *check,
                                               const char *facility_id, gboolean missing,
                                               const char *after, guint limit,
                                               GPtrArray *answers, GError **error);
gboolean           anshin_safety_list_missing (AnshinTx *tx, AnshinSafetyCheck *check,
                                               GPtrArray *user_ids, GError **error);

G_END_DECLS
