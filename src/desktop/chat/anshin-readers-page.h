/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Who has read a message, and who has not yet. */
#define ANSHIN_TYPE_READERS_PAGE (anshin_readers_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinReadersPage, anshin_readers_page, ANSHIN, READERS_PAGE, AnshinPage)

AnshinPage *anshin_readers_page_new (AnshinTimeline *timeline, AnshinTimelineItem *item);

G_END_DECLS
