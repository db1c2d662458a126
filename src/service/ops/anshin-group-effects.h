/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* What it does to a group that somebody goes, and what is told of it. */
gboolean anshin_group_effects_depart (AnshinCall *call, const char *group_id,
                                      const AnshinGroupStanding *standing, AnshinMember *member,
                                      GError **error);
gboolean anshin_group_effects_retire (AnshinCall *call, const char *user_id, GError **error);

/* A group from one state to the other, with what is told of it. */
gboolean anshin_group_effects_close  (AnshinCall *call, const char *group_id, GError **error);
gboolean anshin_group_effects_reopen (AnshinCall *call, const char *group_id, GError **error);
gboolean anshin_group_effects_delete (AnshinCall *call, const char *group_id, GError **error);
gboolean anshin_group_effects_bring_back (AnshinCall *call, const char *group_id,
                                          GError **error);
gboolean anshin_group_effects_name   (AnshinCall *call, const char *group_id,
                                      AnshinMember *member, gboolean admin, GError **error);

G_END_DECLS
