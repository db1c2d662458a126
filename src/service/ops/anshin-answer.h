/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* What lists are asked with. */
gboolean anshin_call_get_words    (AnshinCall *call, char **words, GError **error);
gboolean anshin_call_get_cursor   (AnshinCall *call, const char **cursor, GError **error);

/* Lists: `{"items":[…],"next_cursor":"…"}`. */
void     anshin_answer_begin_list (AnshinCall *call);
void     anshin_answer_add_item   (AnshinCall *call, gpointer record);
void     anshin_answer_end_list   (AnshinCall *call, const char *next_cursor);

/* What the asker may see of a resource, with capabilities. */
gboolean anshin_answer_patient    (AnshinCall *call, AnshinPatientView *view, AnshinFacts facts,
                                   GError **error);
gboolean anshin_answer_group      (AnshinCall *call, AnshinGroupView *view, GError **error);
gboolean anshin_answer_group_again (AnshinCall *call, const char *id, GError **error);
gboolean anshin_answer_invitation (AnshinCall *call, AnshinInvitationRow *row, AnshinFacts facts,
                                   GError **error);

G_END_DECLS
