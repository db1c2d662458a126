/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-channel.h"
#include "anshin-operation.h"

G_BEGIN_DECLS

/* What is done to a message that is there: each a plain function inside one transaction. */
gboolean anshin_message_edit_it         (AnshinCall *call, GError **error);
gboolean anshin_message_delete_it       (AnshinCall *call, GError **error);
gboolean anshin_message_versions_list   (AnshinCall *call, GError **error);
gboolean anshin_message_acknowledge     (AnshinCall *call, GError **error);
gboolean anshin_message_unacknowledge   (AnshinCall *call, GError **error);
gboolean anshin_acknowledgements_list   (AnshinCall *call, GError **error);
gboolean anshin_message_pin             (AnshinCall *call, GError **error);
gboolean anshin_message_unpin           (AnshinCall *call, GError **error);
gboolean anshin_message_bookmark        (AnshinCall *call, GError **error);
gboolean anshin_message_unbookmark      (AnshinCall *call, GError **error);
gboolean anshin_message_see             (AnshinCall *call, GError **error);
gboolean anshin_group_mute              (AnshinCall *call, GError **error);
gboolean anshin_group_unmute            (AnshinCall *call, GError **error);
gboolean anshin_urgent_messages_list    (AnshinCall *call, GError **error);
gboolean anshin_addressed_messages_list (AnshinCall *call, GError **error);
gboolean anshin_pins_list               (AnshinCall *call, GError **error);
gboolean anshin_bookmarks_list          (AnshinCall *call, GError **error);

/* For operations that answer with entries of a channel. */
gboolean anshin_answer_entries          (AnshinCall *call, AnshinEntryPage *page,
                                         AnshinFacts facts, gint64 last_seq, GError **error);

G_END_DECLS
