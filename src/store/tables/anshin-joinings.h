/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-entry.h"

G_BEGIN_DECLS

typedef struct _AnshinJoinings AnshinJoinings;

AnshinJoinings *anshin_joinings_load (AnshinTx *tx, const char *group_id, GError **error);
AnshinContent  *anshin_joinings_find (AnshinJoinings *self, const char *user_id, gint64 joined_at);
void            anshin_joinings_free (AnshinJoinings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinJoinings, anshin_joinings_free)

G_END_DECLS
