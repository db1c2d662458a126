/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* Telling all users something; what was told so far, and how many have read it. */
#define ANSHIN_TYPE_ANNOUNCEMENT_PAGE (anshin_announcement_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAnnouncementPage, anshin_announcement_page, ANSHIN, ANNOUNCEMENT_PAGE,
                      AnshinTaskPage)

AnshinPage *anshin_announcement_page_new (AnshinClient *client);

G_END_DECLS
