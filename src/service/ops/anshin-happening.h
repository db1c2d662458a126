/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"
#include "anshin-operation.h"
#include "anshin-vitals.h"

G_BEGIN_DECLS

/**
 * AnshinHappening:
 * @channel: a group, or a user's inbox
 * @kind: what happened
 * @client_id: (nullable): the id that makes sending again harmless
 * @reply_to: (nullable): the message that is answered
 * @text: (nullable): a message's text
 * @subject_id: (nullable): whom or what it is about
 * @subject_name: (nullable): that one's name; never in an inbox, which outlives the right to know
 * @subject_state: of an invitation, 0 if it is not about one
 * @urgent: whether it is to be read at once
 * @id: (nullable): the id of its entry, where it is made beforehand
 * @request: (nullable): the request that it is, or is about, as it is from now on
 * @mentions: (nullable) (element-type AnshinMention): whom a message names
 * @acknowledgement: how a message is acknowledged, 0 if it is not about that or is taken back
 * @acknowledgement_before: what the same person had given before, 0 if nothing
 * @attachment_ids: (nullable): the ids of files that are part of it, as they came in
 * @attachments: (nullable) (element-type AnshinAttachment): those files; see
 *   anshin_happen_with_attachments()
 * @vitals: (nullable): what was measured
 * @vital_targets: (nullable): the ranges that are aimed at from now on
 *
 * One thing that the asker makes happen.
 */
typedef struct
{
  const char *channel;
  int kind;
  const char *client_id;
  const char *reply_to;
  const char *text;
  const char *subject_id;
  const char *subject_name;
  int subject_state;
  gboolean urgent;
  const char *id;
  AnshinCareRequest *request;
  GPtrArray *mentions;
  int acknowledgement;
  int acknowledgement_before;
  char **attachment_ids;
  GPtrArray *attachments;
  AnshinVitals *vitals;
  AnshinVitalTargets *vital_targets;
} AnshinHappening;

gboolean anshin_happen       (AnshinCall *call, const AnshinHappening *what, GString *json,
                              GError **error);
gboolean anshin_happen_at    (AnshinCall *call, const AnshinHappening *what, GString *json,
                              gint64 *seq, GError **error);
gboolean anshin_happened     (AnshinCall *call, const AnshinHappening *what, const char *channel,
                              gint64 seq, GError **error);
gboolean anshin_check_text   (const char *text, GError **error);

/* Whose lists have changed. */
gboolean anshin_tell_readers (AnshinCall *call, const char *group_id, const char *what,
                              GError **error);
gboolean anshin_tell_admins  (AnshinCall *call, const char *group_id, const char *what,
                              GError **error);
gboolean anshin_tell_keepers (AnshinCall *call, const char *facility_id, const char *what,
                              GError **error);
gboolean anshin_tell_administrators (AnshinCall *call, const char *facility_id,
                                     const char *what, GError **error);
gboolean anshin_tell_members (AnshinCall *call, const char *group_id, GError **error);

G_END_DECLS
