/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* What it does to a group that somebody goes, and what is told of it. */
gboolean anshin_group_effects_depart (AnshinCall *call, const char *group_id,
                                      const AnshinGroupStanding *standing, AnshinUser *user,
                                      GError **error);
gboolean anshin_group_effects_retire (AnshinCall *call, const char *user_id, GError **error);

G_END_DECLS
