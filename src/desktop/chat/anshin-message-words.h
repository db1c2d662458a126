/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-timeline-item.h"

G_BEGIN_DECLS

/* A message of the timeline in words. */
char       *anshin_message_words_row          (AnshinTimelineItem *item);
char       *anshin_message_words_delivery     (AnshinTimelineItem *item);
char       *anshin_message_words_dup_copied   (AnshinTimelineItem *item);
const char *anshin_message_words_author_state (AnshinTimelineItem *item);

G_END_DECLS
