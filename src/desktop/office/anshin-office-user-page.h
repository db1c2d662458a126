/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * One user as the office sees it: the account, never what the person posts or cares for. What
 * may be done is what the service says (capabilities).
 */
#define ANSHIN_TYPE_OFFICE_USER_PAGE (anshin_office_user_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinOfficeUserPage, anshin_office_user_page, ANSHIN, OFFICE_USER_PAGE,
                      AnshinPage)

AnshinPage *anshin_office_user_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS
