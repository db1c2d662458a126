/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Creates a free group; patients' groups are created from the patient list. */
#define ANSHIN_TYPE_NEW_GROUP_PAGE (anshin_new_group_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinNewGroupPage, anshin_new_group_page, ANSHIN, NEW_GROUP_PAGE,
                      AnshinPage)

AnshinPage *anshin_new_group_page_new (AnshinClient *client);

G_END_DECLS
