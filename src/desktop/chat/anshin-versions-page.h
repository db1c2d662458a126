/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* What a message has said before it was edited or deleted. */
#define ANSHIN_TYPE_VERSIONS_PAGE (anshin_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinVersionsPage, anshin_versions_page, ANSHIN, VERSIONS_PAGE, AnshinPage)

AnshinPage *anshin_versions_page_new (AnshinClient *client, AnshinTimelineItem *item);

G_END_DECLS
