/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* A group: its timeline, and where one writes. */
#define ANSHIN_TYPE_CHAT_PAGE (anshin_chat_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinChatPage, anshin_chat_page, ANSHIN, CHAT_PAGE, AnshinPage)

AnshinPage  *anshin_chat_page_new       (AnshinClient *client, AnshinGroup *group);
AnshinGroup *anshin_chat_page_get_group (AnshinChatPage *self);
void         anshin_chat_page_show_seq  (AnshinChatPage *self, gint64 seq);

G_END_DECLS
