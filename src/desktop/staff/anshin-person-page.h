/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * A person of one's facility, or oneself: the account, its terminals, and what may be done about
 * them. Whoever doesn't administer the account sees name and profession.
 */
#define ANSHIN_TYPE_PERSON_PAGE (anshin_person_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPersonPage, anshin_person_page, ANSHIN, PERSON_PAGE, AnshinPage)

AnshinPage *anshin_person_page_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS
