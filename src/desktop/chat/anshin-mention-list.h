/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-entry.h"

G_BEGIN_DECLS

/*
 * Whom a message can name, offered while one types after an @: everybody, the facilities and the
 * people in the group, by name or reading. The focus stays in the text.
 * Signal: "chosen" (AnshinMention *mention).
 */
#define ANSHIN_TYPE_MENTION_LIST (anshin_mention_list_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMentionList, anshin_mention_list, ANSHIN, MENTION_LIST, GtkPopover)

GtkWidget *anshin_mention_list_new    (void);
gboolean   anshin_mention_list_offer  (AnshinMentionList *self, GListModel *members,
                                       const char *own_id, const char *typed);
void       anshin_mention_list_move   (AnshinMentionList *self, int steps);
void       anshin_mention_list_choose (AnshinMentionList *self);

/* What stands in the text: @ and the name. */
char      *anshin_mention_list_dup_handle (AnshinMention *mention);

G_END_DECLS
