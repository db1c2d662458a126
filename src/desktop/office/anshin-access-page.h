/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * What people are let in with: temporary password with its reading, enrolment code. It is shown
 * this once and printed as a notice for each.
 */
#define ANSHIN_TYPE_ACCESS_PAGE (anshin_access_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAccessPage, anshin_access_page, ANSHIN, ACCESS_PAGE, AnshinPage)

AnshinPage *anshin_access_page_new (AnshinClient *client, GPtrArray *accesses);
void anshin_access_page_set_notice (AnshinAccessPage *self, const char *text);

G_END_DECLS
