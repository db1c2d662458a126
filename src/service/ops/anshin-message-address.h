/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"
#include "anshin-operation.h"

G_BEGIN_DECLS

/* To whom a message is addressed: the named, and whom it answers. */
gboolean anshin_mentions_check       (AnshinCall *call, const char *group_id, GPtrArray *mentions,
                                      GError **error);
gboolean anshin_message_address      (AnshinCall *call, const char *group_id, gint64 seq,
                                      AnshinPost *post, GError **error);
gboolean anshin_message_address_more (AnshinCall *call, const char *group_id, gint64 seq,
                                      GPtrArray *mentions, gboolean urgent, GError **error);

G_END_DECLS
