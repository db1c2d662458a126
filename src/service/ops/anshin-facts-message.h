/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry-states.h"
#include "anshin-facts.h"

G_BEGIN_DECLS

/**
 * AnshinMessageHead:
 * @group_id: the group
 * @id: the message's id
 * @seq: its number
 * @kind: what kind of entry it is; one that has to be read
 * @own: whether the asker wrote it
 * @deleted: whether it says nothing any more
 * @changed_at: when it was last edited; 0 if never
 *
 * What the rules have to know of a message, without what it says. The texts are the call's.
 */
typedef struct
{
  const char *group_id;
  const char *id;
  gint64 seq;
  int kind;
  gboolean own;
  gboolean deleted;
  gint64 changed_at;
} AnshinMessageHead;

AnshinAction anshin_entry_get_change_action (int kind);
gboolean anshin_facts_load_message (AnshinCall *call, AnshinMessageHead *head,
                                    AnshinFacts *facts, GError **error);
gboolean anshin_answer_changes_of_page (AnshinCall *call, const char *group_id,
                                        AnshinFacts of_group, AnshinEntryStates *states,
                                        GError **error);
char    *anshin_entry_dup_own_state (int kind, AnshinFacts of_group);
gboolean anshin_check_message      (AnshinCall *call, AnshinAction action,
                                    AnshinMessageHead *head, GError **error);

G_END_DECLS
