/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-timeline.h"

G_BEGIN_DECLS

/*
 * Whom a message can name, offered while one types after an @: everybody, the facilities and the
 * people in the group, by name or reading. The focus stays in the text.
 */
#define ANSHIN_TYPE_MENTION_LIST (anshin_mention_list_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMentionList, anshin_mention_list, ANSHIN, MENTION_LIST, GtkPopover)

AnshinMentionList *anshin_mention_list_new          (GtkTextView *view);
void               anshin_mention_list_set_timeline (AnshinMentionList *self,
                                                     AnshinTimeline *timeline);
void               anshin_mention_list_offer        (AnshinMentionList *self, const char *own_id);
gboolean           anshin_mention_list_take_key     (AnshinMentionList *self, guint keyval);
void               anshin_mention_list_drop_unnamed (AnshinPost *post);
void               anshin_mention_list_tell_full    (AnshinMentionList *self);

G_END_DECLS
