/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* A list of messages of a group: what is pinned, or one's own bookmarks. A press shows the message
 * in its place. */
#define ANSHIN_TYPE_MARKED_PAGE (anshin_marked_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMarkedPage, anshin_marked_page, ANSHIN, MARKED_PAGE, AnshinPage)

AnshinPage *anshin_marked_page_new (AnshinClient *client, AnshinGroup *group, gboolean bookmarks);

G_END_DECLS
