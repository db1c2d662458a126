/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-wording.h"

G_BEGIN_DECLS

/* What the office has set for each profession. */
gboolean anshin_profession_list       (AnshinTx *tx, GPtrArray *settings, GError **error);
gboolean anshin_profession_set        (AnshinTx *tx, AnshinProfessionSetting *setting,
                                       gboolean *picture_changed, GError **error);
gboolean anshin_profession_is_offered (AnshinTx *tx, int profession, gboolean *offered,
                                       GError **error);
gboolean anshin_profession_list_users (AnshinTx *tx, int profession, GPtrArray *user_ids,
                                       GError **error);

G_END_DECLS
