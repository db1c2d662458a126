/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-facility.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * The users of all facilities, of one, or those whose account is suspended: searched, page by
 * page.
 */
#define ANSHIN_TYPE_USERS_PAGE (anshin_users_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinUsersPage, anshin_users_page, ANSHIN, USERS_PAGE, AnshinPage)

AnshinPage *anshin_users_page_new (AnshinClient *client);
AnshinPage *anshin_users_page_new_suspended (AnshinClient *client);
AnshinPage *anshin_users_page_new_for_facility (AnshinClient *client, AnshinFacility *facility);

G_END_DECLS
