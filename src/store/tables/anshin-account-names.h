/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-user.h"

G_BEGIN_DECLS

/* Whether all of the folded @words are in what is shown of @user; and what @user is ordered by. */
gboolean anshin_account_names_match (AnshinUser *user, const char *words, char **sort_key);

G_END_DECLS
