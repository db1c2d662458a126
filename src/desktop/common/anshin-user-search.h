/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * The people of the network that fit what is typed: a GListModel of AnshinUser. It asks the
 * service a moment after the last letter, page by page, and drops answers that came too late.
 * Properties: "loading" (gboolean), "error" (GError boxed), "has-more" (gboolean).
 */
#define ANSHIN_TYPE_USER_SEARCH (anshin_user_search_get_type ())
G_DECLARE_FINAL_TYPE (AnshinUserSearch, anshin_user_search, ANSHIN, USER_SEARCH, GObject)

AnshinUserSearch *anshin_user_search_new         (AnshinClient *client, int profession);
void              anshin_user_search_set_text    (AnshinUserSearch *self, const char *text);
void              anshin_user_search_now         (AnshinUserSearch *self);
void              anshin_user_search_load_more   (AnshinUserSearch *self);
gboolean          anshin_user_search_get_loading (AnshinUserSearch *self);
gboolean          anshin_user_search_get_has_more (AnshinUserSearch *self);
const GError     *anshin_user_search_get_error   (AnshinUserSearch *self);

G_END_DECLS
