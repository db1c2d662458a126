/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry-state-table.h"

#include "anshin-addressed-table.h"
#include "anshin-answered-table.h"
#include "anshin-message-state-table.h"

/* A row for each feature that has something to say of entries after they were written. */
static const AnshinEntryDecorator decorators[] = {
  anshin_message_decorate,
  anshin_author_decorate,
  anshin_answered_decorate,
};

/**
 * anshin_entry_states_load:
 * @tx: a transaction
 * @channel: a group; a user's inbox has no states
 * @user_id: who reads
 * @first: the lowest number that may be in the page
 * @last: the highest
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what has become of the entries, for
 *   anshin_channel_read_page()
 */
AnshinEntryStates *
anshin_entry_states_load (AnshinTx *tx, const char *channel, const char *user_id, gint64 first,
                          gint64 last, GError **error)
{
  g_autoptr (AnshinEntryStates) states = anshin_entry_states_new (first, last);

  if (g_strcmp0 (channel, user_id) == 0 || first > last)
    return g_steal_pointer (&states);
  for (guint i = 0; i < G_N_ELEMENTS (decorators); i++)
    if (!decorators[i](tx, channel, user_id, states, error))
      return NULL;
  return g_steal_pointer (&states);
}
