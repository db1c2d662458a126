/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/* A channel that a user hears, and the number of its last entry. */
typedef struct
{
  char *channel;
  gint64 last_seq;
} AnshinHeard;

void     anshin_heard_free   (AnshinHeard *heard);
gboolean anshin_hearing_list (AnshinTx *tx, const char *user_id, const char *facility_id,
                              gboolean facility_admin, GPtrArray *heard, GError **error);

G_END_DECLS
