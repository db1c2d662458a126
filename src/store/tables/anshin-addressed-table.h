/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry-state-table.h"

G_BEGIN_DECLS

/* Numbers in addressed.why */
typedef enum
{
  ANSHIN_ADDRESSED_PERSON = 1,
  ANSHIN_ADDRESSED_FACILITY,
  ANSHIN_ADDRESSED_ALL,
  ANSHIN_ADDRESSED_REPLY,
} AnshinAddressedWhy;

/* To whom a message is addressed among those in the group, until they have seen it. */
gboolean anshin_addressed_add_user     (AnshinTx *tx, const char *channel, gint64 seq,
                                        const char *user_id, int why, GPtrArray *added,
                                        GError **error);
gboolean anshin_addressed_add_facility (AnshinTx *tx, const char *channel, gint64 seq,
                                        const char *facility_id, const char *author_id,
                                        GPtrArray *added, GError **error);
gboolean anshin_addressed_add_all      (AnshinTx *tx, const char *channel, gint64 seq,
                                        const char *author_id, GPtrArray *added, GError **error);
gboolean anshin_addressed_find_facility (AnshinTx *tx, const char *channel,
                                        const char *facility_id, char **name, GError **error);
gboolean anshin_addressed_see          (AnshinTx *tx, const char *channel, gint64 seq,
                                        const char *user_id, GError **error);
gboolean anshin_addressed_count        (AnshinTx *tx, const char *channel, const char *user_id,
                                        gint64 *count, GError **error);
gboolean anshin_addressed_list         (AnshinTx *tx, const char *channel, const char *user_id,
                                        guint limit, GArray *seqs, GError **error);

/* Whose author has left or is suspended. */
gboolean anshin_author_decorate        (AnshinTx *tx, const char *channel, const char *user_id,
                                        AnshinEntryStates *states, GError **error);

G_END_DECLS
