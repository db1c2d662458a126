/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* With whom to talk alone: the person chosen opens the conversation of the two. */
#define ANSHIN_TYPE_TALK_PAGE (anshin_talk_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTalkPage, anshin_talk_page, ANSHIN, TALK_PAGE, AnshinPage)

AnshinPage *anshin_talk_page_new (AnshinClient *client);

G_END_DECLS
