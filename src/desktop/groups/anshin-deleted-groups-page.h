/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* The deleted groups that the reader administers, for as long as they can be brought back. */
#define ANSHIN_TYPE_DELETED_GROUPS_PAGE (anshin_deleted_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinDeletedGroupsPage, anshin_deleted_groups_page, ANSHIN,
                      DELETED_GROUPS_PAGE, AnshinPage)

AnshinPage *anshin_deleted_groups_page_new (AnshinClient *client);

G_END_DECLS
