/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-all-users-table.h"
#include "anshin-broadcast.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-facts.h"
#include "anshin-happening.h"
#include "anshin-limits.h"
#include "anshin-office-operations.h"


static gboolean
check_count (AnshinCall *call, const char *group_id, GError **error)
{
  gint64 count = 0;

  if (!anshin_all_users_count (call->tx, group_id, ANSHIN_ENTRY_MESSAGE,
                               anshin_clock_now () - ANSHIN_DAY, &count, error))
    return FALSE;
  if (count < ANSHIN_MAX_ANNOUNCEMENTS_PER_DAY)
    return TRUE;
  anshin_set_error (error, ANSHIN_ERROR_LIMIT_REACHED, NULL, "%d announcements within a day",
                    ANSHIN_MAX_ANNOUNCEMENTS_PER_DAY);
  return FALSE;
}

/**
 * anshin_announce:
 * @call: a writing call; body: AnshinAnnouncement
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE, %ANSHIN_ERROR_LIMIT_REACHED, %ANSHIN_ERROR_SENT_DIFFERENTLY
 *
 * The office speaks to everybody (source A8 rule 6): a message in the all-users group, where
 * nobody else writes. Sending it again with the same client_id gives the first answer.
 */
gboolean
anshin_announce (AnshinCall *call, GError **error)
{
  AnshinAnnouncement *announcement = call->body;
  g_autofree char *group_id = NULL;
  g_autofree char *sent = NULL;
  AnshinHappening message = { 0 };
  gint64 seq = 0;

  if (!anshin_check_facility (call, ANSHIN_ACTION_ANNOUNCE, anshin_facts_own (call), error) ||
      !anshin_all_users_find (call->tx, &group_id, error) ||
      !anshin_channel_find_sent (call->tx, call->principal->user_id, announcement->client_id,
                                 &sent, &seq, error))
    return FALSE;
  call->audit.object_id = call->audit.group_id =
    anshin_call_keep (call, g_strdup (group_id));

  message.channel = group_id;
  message.kind = ANSHIN_ENTRY_MESSAGE;
  message.client_id = announcement->client_id;
  message.text = announcement->text;
  message.urgent = announcement->urgent;
  if (sent != NULL)
    return anshin_happened (call, &message, sent, seq, error);
  if (!anshin_check_text (announcement->text, error) || !check_count (call, group_id, error))
    return FALSE;
  call->status = 201;
  return anshin_happen (call, &message, call->out, error);
}
