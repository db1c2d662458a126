/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Who is in a group, by facility; who is invited and what that waits for. */
#define ANSHIN_TYPE_MEMBERS_PAGE (anshin_members_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMembersPage, anshin_members_page, ANSHIN, MEMBERS_PAGE, AnshinPage)

AnshinPage *anshin_members_page_new (AnshinClient *client, AnshinGroup *group);

G_END_DECLS
