/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* The forms that were printed two weeks ago and whose signature is not recorded yet. */
#define ANSHIN_TYPE_OVERDUE_PAGE (anshin_overdue_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinOverduePage, anshin_overdue_page, ANSHIN, OVERDUE_PAGE, AnshinPage)

AnshinPage *anshin_overdue_page_new (AnshinClient *client);

G_END_DECLS
